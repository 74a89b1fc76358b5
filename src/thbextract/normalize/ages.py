"""Ages ("aged 17", "a girl of 14", "Jane Doe, 31, of Troy") and lengths of time in compounds ("two-day")."""

from __future__ import annotations

from thbextract.normalize.appositions import APPOSED, PEOPLE, SINGLE, named, of_people
from thbextract.normalize.numbers import TENS, UNITS
from thbextract.normalize.tokens import DASHES, Tokens, words_of

EXTREMES = frozenset({"youngest", "oldest", "eldest"})
AGED = frozenset({"aged", "age", "ages"})
# Right before an age that is told as a fact: "the oldest was 41", "the youngest nine".
OLDEST = EXTREMES | {"was", "is", "being", "only", "just"}
# Right before an age that is set off from those who have it: "a man, 41, was", "three boys (14, 15 and 17)".
SET_OFF = frozenset({",", "(", "and", "&"})
# Right before an age in digits: "she was 16", "under 12", "turned 18", "at 17, she".
LEADING = SET_OFF | words_of(
    "than between over under above below at of just only barely turned turning turn turns now then was is"
)
# Tokens that a list of ages fills.
LONGEST_LIST = 12
# Tokens before an age among which the word "age" stands.
AGE_REACH = 8
COMPOUND_UNITS = words_of(
    "day hour minute week month year decade days hours weeks months years time stop way off strike pronged tier "
    "page storey story seat sided dimensional star bedroom room part"
)
SENTENCE_NOUNS = words_of(
    "sentence sentences term terms prison jail imprisonment custodial ban suspended probation minimum maximum "
    "detention conditional mandatory tariff"
)
# Words between "aged" and the number.
AGE_HEDGES = words_of(
    "between from over under above below about around just , : ranged ranging range ranges varied vary varies"
)
# Behind an age that something before it shows to be one: a counted noun does not follow.
CLOSED = words_of(", . ; ) and who was were at on in when are from ? !") | {""}
# What a second number is the subject of, and so no age of a range: "12 were under 18 and 8 were older".
VERBS = words_of("were was are is had have came left")


def compound(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "Two-day conference", "24-hour hotline", "one-time payment"; a "two-year sentence" is a term."""
    dash = at + 1
    if not (tokens.word(dash) in DASHES and tokens.glued(dash) and tokens.glued(dash + 1)):
        return None
    unit = tokens.word(dash + 1)
    if unit not in COMPOUND_UNITS:
        return None
    if tokens.word(dash + 2) in DASHES and tokens.word(dash + 3) in ("old", "olds"):
        return "age", dash + 4
    if tokens.word(dash + 2) in ("old", "olds"):
        return "age", dash + 3
    if unit in ("year", "month", "day", "week") and not SENTENCE_NOUNS.isdisjoint(tokens.words[dash + 2 : dash + 5]):
        return None
    return "duration", dash + 2


def age(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "Aged 17", "ages 20 to 55", "girl of 14", "younger than 18", "Mary Miller, 27, of Leeds", "9 years old"."""
    word, before, after = tokens.word(at), tokens.word(at - 1), tokens.word(at + 1)
    end = _range_end(tokens, at)
    if _age_after(tokens, end):
        return "age", end
    hung = after in DASHES and tokens.glued(at + 1) and tokens.gap(at + 2)
    if hung and tokens.word(at + 2) in ("and", "to", "or"):
        return "age", at + 2
    if (before in OLDEST and _oldest(tokens, at)) or (before in SET_OFF and of_people(tokens, at)):
        return "age", at + 1
    if before == "as" and tokens.words[max(0, at - 3) : at - 1] in (["as", "young"], ["as", "old"]):
        return "age", end
    if not AGED.isdisjoint(tokens.vocabulary):
        if before == "aged" or tokens.words[max(0, at - 3) : at - 1] == ["aged", "between"]:
            return "age", _list_end(tokens, at, end)
        if _is_age(word) and _aged(tokens, at):
            return "age", _list_end(tokens, at, _pair_end(tokens, at, end))
    if before not in LEADING or not word.isdigit() or int(word) > 100:
        return None
    if _bounded(tokens, at) or _told(tokens, at, end):
        return "age", end
    return ("age", at + 1) if named(tokens, at) else None


def _range_end(tokens: Tokens, at: int) -> int:
    """The place behind the number at `at`, or behind the second one of a range or pair."""
    joint, second = tokens.word(at + 1), tokens.word(at + 2)
    if joint not in DASHES and joint not in ("to", "and", "or"):
        return at + 1
    if joint in ("and", "or") and tokens.word(at + 3) in VERBS:
        return at + 1
    return at + 3 if second.isdigit() or second in UNITS or second in TENS else at + 1


def _pair_end(tokens: Tokens, at: int, end: int) -> int:
    """The place behind both ages of "between the ages of 12 and 17 were", where "between" ties them."""
    tied = "between" in tokens.words[max(0, at - AGE_REACH) : at] and tokens.word(at + 1) == "and"
    second = tokens.word(at + 2)
    return at + 3 if tied and _is_age(second) else end


def _list_end(tokens: Tokens, at: int, end: int) -> int:
    """The place behind a list of ages ("aged 14, 15 and 16"), `end` where there is none."""
    last = at
    while last < at + LONGEST_LIST and tokens.word(last + 1) == "," and _small(tokens.word(last + 2)):
        last += 2
    joined = tokens.word(last + 1) in ("and", "or", "&") and _small(tokens.word(last + 2))
    return last + 3 if last > at and joined else end


def _is_age(word: str) -> bool:
    return _small(word) or word in UNITS or word in TENS


def _small(word: str) -> bool:
    return word.isdigit() and len(word) <= 2


def _age_after(tokens: Tokens, at: int) -> bool:
    years = tokens.word(at) in ("year", "years", "yr", "yrs", "months", "month")
    at += 1
    while years and tokens.word(at) in ("'", "’"):
        at += 1
    return years and (tokens.word(at) in ("old", "olds") or tokens.words[at : at + 2] == ["of", "age"])


def _aged(tokens: Tokens, at: int) -> bool:
    """As in "aged 17", "ages: 9", "at the age of 12", "age group 12-17", "aged between 20 and 30"."""
    place = at - 1
    while place > at - AGE_REACH and tokens.word(place) in AGE_HEDGES:
        place -= 1
    word = tokens.word(place)
    if word in ("of", "group", "groups"):
        word = tokens.word(place - 1)
    return word in AGED


def _bounded(tokens: Tokens, at: int) -> bool:
    """As in "younger than 18", "children under 12", "girls (0-17)", "the men were between 18 and 24."."""
    before, noun, after = tokens.word(at - 1), tokens.word(at - 2), tokens.word(at + 1)
    people = noun in PEOPLE
    if before == "than" and noun in ("younger", "older"):
        return True
    ranged = after in DASHES and _small(tokens.word(at + 2))
    if before == "(" and people and ranged and tokens.word(at + 3) == ")":
        return True
    if before == "between" and noun in ("were", "was", "are", "is"):
        small = _small(tokens.word(at)) and _small(tokens.word(at + 2))
        return small and after == "and" and tokens.word(at + 3) in (".", ",", ";", "", ")")
    young = 10 < int(tokens.word(at)) < 26
    limited = before in ("over", "under", "above", "below") and people
    if young and before in ("over", "under") and noun == "be" and after in CLOSED | {"to"}:
        return True  # "one has to be over 18 to enter"
    if limited and (after in CLOSED or (young and after in ("(", "years"))):
        return True
    if after not in CLOSED:
        return False
    if before == "under" and (young or people):
        return people or after not in ("in", "on", "at", "were", "was", "from")
    return before == "over" and young and noun in ("aged", "and", "or")


def _told(tokens: Tokens, at: int, end: int) -> bool:
    """As in "she was 16 when", "the girl was 14", "turned 18", "a girl of 14", "now 24,", "at 17, she"."""
    before, further, after = tokens.word(at - 1), tokens.word(at - 2), tokens.word(end)
    if before == "at" and after == ",":
        return tokens.word(end + 1) in ("he", "she", "i")
    if before == "of" and further in SINGLE and after in ("year", "years"):
        return True  # "a man of 44 years"
    if after not in CLOSED:
        return False
    if before in ("just", "only", "barely"):
        before, further = further, tokens.word(at - 3)
    if before in ("turned", "turning", "turn", "turns") or (before in ("now", "then") and further == ","):
        return True
    if before == "of":
        return further in PEOPLE
    counted = not {"number", "total", "count"}.isdisjoint(tokens.words[max(0, at - AGE_REACH) : at])
    return before in ("was", "is") and not counted and (further in SINGLE or further in ("he", "she", "who", "one"))


def _oldest(tokens: Tokens, at: int) -> bool:
    """As in "the youngest was nine and the oldest 41", "the average age of the women was 23"."""
    before = tokens.word(at - 1)
    if tokens.word(at + 1) not in APPOSED and tokens.word(at + 1) not in ("and", "", "to", "while", "but"):
        return False
    if before in EXTREMES:
        return True
    return tokens.word(at - 2) in EXTREMES or "age" in tokens.words[max(0, at - AGE_REACH) : at]
