"""Ages ("aged 17", "a girl of 14", "Jane Doe, 31, of Troy") and lengths of time in compounds ("two-day")."""

from __future__ import annotations

from thbextract.normalize.tokens import DASHES, Tokens, words_of

PEOPLE = words_of(
    "girl girls boy boys child children minor minors woman women man men person persons people juvenile juveniles "
    "victim victims anyone those teenager teenagers adolescent adolescents daughter daughters son sons"
)
NAME_TAILS = frozenset(
    {"from", "was", "who", "pleaded", "is", "were", "has", "had", "a", "an", "both", "formerly", "also"}
)
COMPOUND_UNITS = words_of(
    "day hour minute week month year decade days hours weeks months years time stop way off strike pronged tier "
    "page storey story seat sided dimensional star bedroom room part"
)
SENTENCE_NOUNS = words_of(
    "sentence sentences term terms prison jail imprisonment custodial ban suspended probation minimum maximum "
    "detention conditional mandatory"
)


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
    end = at + 1
    if tokens.word(end) in DASHES or tokens.word(end) in ("to", "and", "or"):
        end = end + 2 if tokens.word(end + 1).isdigit() else end
    if _age_after(tokens, end):
        return "age", end
    if tokens.word(at + 1) in DASHES and tokens.gap(at + 2) and tokens.word(at + 2) in ("and", "to", "or"):
        return "age", at + 2
    if not tokens.word(at).isdigit() or int(tokens.word(at)) > 100:
        return None
    if _age_before(tokens, at):
        return "age", end
    return ("age", at + 1) if _named(tokens, at) else None


def _age_after(tokens: Tokens, at: int) -> bool:
    years = tokens.word(at) in ("year", "years", "yr", "yrs", "months", "month")
    at += 1
    while years and tokens.word(at) in ("'", "’"):
        at += 1
    return years and (tokens.word(at) in ("old", "olds") or tokens.words[at : at + 2] == ["of", "age"])


def _age_before(tokens: Tokens, at: int) -> bool:
    place = at - 1
    while tokens.word(place) in (
        "between",
        "from",
        "over",
        "under",
        "above",
        "below",
        "about",
        "around",
        "just",
        ",",
        ":",
    ):
        place -= 1
    word = tokens.word(place)
    if word in ("aged", "age", "ages") or (word == "of" and tokens.word(place - 1) in ("age", "ages")):
        return True
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    closed = after in (
        "",
        ".",
        ",",
        ";",
        ")",
        "and",
        "who",
        "was",
        "were",
        "at",
        "on",
        "in",
        "when",
        "are",
        "from",
        "?",
        "!",
    )
    if before == "than" and tokens.word(at - 2) in ("younger", "older"):
        return True
    if before in ("turned", "turning", "turn", "turns"):
        return closed
    if before in ("was", "is") and tokens.word(at - 2) in ("he", "she", "who", "youngest", "oldest", "girl", "boy"):
        return closed
    if not closed:
        return False
    if before == "of" and tokens.word(at - 2) in PEOPLE:
        return True
    young = 10 < int(tokens.word(at)) < 26
    if before == "under" and (young or tokens.word(at - 2) in PEOPLE):
        return after not in ("in", "on", "at", "were", "was", "from") or tokens.word(at - 2) in PEOPLE
    return (
        before == "over" and young and (tokens.word(at - 2) in PEOPLE or tokens.word(at - 2) in ("aged", "and", "or"))
    )


def _named(tokens: Tokens, at: int) -> bool:
    """As in "Jane Doe, 31, of Troy": two names, a comma, an age, a comma or what tells more of the person."""
    if tokens.word(at - 1) != "," or not 5 < int(tokens.word(at)) < 100:
        return False
    first, second = tokens.raw(at - 3), tokens.raw(at - 2)
    if not (second[:1].isupper() and second.isalpha() and (first[:1].isupper() or first in (".", "-", "’", "'"))):
        return False
    if tokens.word(at + 1) == ";":
        return True
    tail = tokens.word(at + 2)
    known = tail in NAME_TAILS or (tail == "of" and tokens.word(at + 3) not in ("whom", "which", "them", "these"))
    return tokens.word(at + 1) == "," and (known or (tail == "and" and tokens.raw(at + 3)[:1].isupper()))
