"""Numbers that are no claims: dates and years, times, codes, footnote marks, and what `ages` and `references` know.

`leave_out` looks at one token that holds digits or a number word and says what it is, if it is no claim, and
how far it reaches. Everything is a look-up among the neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from thbextract.normalize.ages import age, compound
from thbextract.normalize.numbers import ABBREVIATIONS, LETTERS, SCALES, TENS
from thbextract.normalize.references import furniture, hotline, name, name_word, reference, statute, street
from thbextract.normalize.tokens import DASHES, Tokens, words_of

MONTHS = words_of(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec"
)
CLOSING = frozenset(".,;)”’\"'!?")
# A point after one of these ends no sentence: what follows is their number or amount.
ABBREVIATED = frozenset({"no", "nos", "rs", "art", "tk", "nr", "approx", "c", "ca", "est"})
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
ORDINALS = words_of("first second third fourth fifth sixth seventh eighth ninth")
# Letters that may touch digits and leave them a number; anything else makes a name or a code ("4Ps", "SW1P").
SUFFIXES = frozenset({*ABBREVIATIONS, *LETTERS, *SCALES, "years", "year", "yrs", "yr", "people", "x", "percent", "pc"})
# Words that a missing blank leaves stuck to a number ("were 251and").
RUN_ON = words_of(
    "and or of were was are in on at from victims persons people women men children cases suspects girls boys"
)
YEAR_BEFORE = (
    words_of(
        "in since of from to by until till during through throughout before after between year years fiscal fy early "
        'late the this that a and or for its per quarter spring summer autumn fall winter on ( [ / “ " calendar around '
        "circa vs against versus with beyond than"
    )
    | DASHES
    | MONTHS
)
PLURALS = frozenset({"people", "women", "men", "children", "persons", "girls", "boys"})
OPENERS = words_of(
    "a an the in on at of for from by as it its they this that these those there many most some all while when "
    "since however according after before during under with although if what we he she our their such both each "
    "one no"
)
BARE_YEAR = re.compile(r"(?:19|20)\d\d")
# A year and the footnote mark behind its stop ("in 2022.12 Of the").
MARKED_YEAR = re.compile(r"(?:19|20)\d\d\.\d{1,3}")
# Tokens that may stand between a bracket and the number that closes it.
BRACKET = 40
# Tokens that a list of days fills.
LONGEST_DAYS = 10
# Without one of these behind it a number is no time of day.
BEHIND_HOURS = DASHES | {":", "am", "pm", "hrs", "o", "a", "p", "and", "to"}
HOUR = re.compile(r"\d{1,2}(?:\.\d\d)?")


def leave_out(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Why the number at token `at` is no claim, and the place behind it; null if it may be one."""
    for rule in _DIGIT_RULES if tokens.word(at)[0].isdigit() else _WORD_RULES:
        found = rule(tokens, at)
        if found is not None:
            return found
    return None


def _glued(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Digits that touch letters behind them: "5th", "1990s", "4Ps", "18+"."""
    word, after = tokens.word(at), tokens.word(at + 1)
    if not tokens.glued(at + 1):
        return None
    if after.isalpha():
        if after in ORDINAL_ENDS:
            return "ordinal", at + 2
        if after == "s":
            return ("date" if len(word) == 4 else "age"), at + 2
        return ("name", at + 2) if after not in SUFFIXES | RUN_ON else None
    if after == "+" and word in ("16", "18", "21"):
        return "age", at + 2
    if after in ("'", "’") and tokens.word(at + 2) == "s" and BARE_YEAR.fullmatch(word):
        return "date", at + 3
    return None


def _mark(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Digits that touch what stands before them: "crimes.59", "adults12", "years)74", "FY14", "?page=3"."""
    if not tokens.glued(at):
        return None
    before, further = tokens.raw(at - 1), tokens.raw(at - 2)
    if before in ("=", "_", "&"):
        return ("code", at + 1) if before != "=" or further.lower() != "n" else None
    if before == "." and not tokens.glued(at - 1):
        return "unclear", at + 1  # ".5 per cent", or a stop that stands too far off
    if before == "%" and further[:1].isdigit() and tokens.glued(at - 1):
        return "footnote", at + 1
    if before in DASHES and BARE_YEAR.fullmatch(tokens.plain(at - 2)) and tokens.glued(at - 1):
        return ("code", at + 1) if tokens.word(at).isdigit() and len(tokens.word(at)) < 4 else None
    if before.isalpha():
        return ("footnote" if before.islower() and len(before) > 3 else "code"), at + 1
    dated = before == ";" and BARE_YEAR.fullmatch(tokens.plain(at - 2)) is not None
    if before == ")" and BARE_YEAR.fullmatch(tokens.plain(at - 2)) and tokens.word(at - 3) == "(":
        return "code", at + 1  # "COM(2023)98"
    closing = before in CLOSING and tokens.glued(at - 1) and (further.isalpha() or further in CLOSING or dated)
    return ("footnote", at + 1) if closing and further.lower() not in ABBREVIATED else None


# Fewer digits behind a lone zero are no telephone number.
PHONE_DIGITS = 5


def _leading_zero(tokens: Tokens, at: int) -> tuple[str, int] | None:
    word = tokens.word(at)
    if word == "0" and (end := _phone_end(tokens, at + 1)):
        return "phone", end
    return ("code", at + 1) if len(word) > 1 and word[0] == "0" and word.isdigit() else None


def _phone_end(tokens: Tokens, at: int) -> int:
    """The place behind groups of digits that follow a lone zero as in "0 800 12345"; 0 where they are no number."""
    end = at
    while tokens.gap(end) == " " and tokens.word(end).isdigit() and 2 < len(tokens.word(end)) < 8:
        end += 1
    return end if sum(len(tokens.word(place)) for place in range(at, end)) > PHONE_DIGITS else 0


def _around_the_clock(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "24x7", "24*7"."""
    if tokens.word(at) != "24":
        return None
    joint, end = tokens.word(at + 1), at + 2
    tight = tokens.glued(at + 1) and tokens.glued(end)
    if tight and joint in ("x", "*", "×", "/") and tokens.word(end) == "7":
        return "time", at + 3
    return ("time", at + 2) if joint == "x7" else None


def _clock(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Times of day, scores and ratios: "7:25pm", "11.30 a.m.", "6 AM", "24/7"."""
    end = at + 1
    after = tokens.word(end)
    if after not in BEHIND_HOURS:
        return None
    if after == ":" and tokens.glued(at + 1) and tokens.glued(at + 2) and tokens.word(at + 2)[:1].isdigit():
        return "time", at + 3
    if after in ("am", "pm", "hrs") or tokens.words[end : end + 2] in (["o", "’"], ["o", "'"]):
        return "time", end + 1
    if tokens.words[end : end + 3] in (["a", ".", "m"], ["p", ".", "m"]):
        return "time", end + 3
    opener = tokens.word(at - 1)
    ranged = after in DASHES or (opener, after) in (("between", "and"), ("from", "to"))
    if ranged and HOUR.fullmatch(tokens.word(at)) and HOUR.fullmatch(tokens.word(end + 1)):
        return _clock(tokens, end + 1)
    return None


def _stroke(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Numbers with a stroke between them are case numbers, double years or dates, a share only before "of"."""
    end = at
    while (
        tokens.word(end + 1) == "/"
        and tokens.glued(end + 1)
        and tokens.glued(end + 2)
        and tokens.raw(end + 2).isalnum()
    ):
        if not tokens.word(end + 2)[0].isdigit():
            break
        end += 2
    if end == at or tokens.word(end + 1) == "of":
        return None
    return "code", end + 1


def _date(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Dates in digits or with the name of a month, for texts where nobody has taken them before."""
    word, before = tokens.word(at), tokens.word(at - 1)
    if "." in word:
        if MARKED_YEAR.fullmatch(word) and (not tokens.raw(at + 1) or tokens.raw(at + 1)[:1].isupper()):
            return "date", at + 1
        numeric = word.count(".") == 2 and len(word) in (8, 9, 10)
        return ("date", at + 1) if numeric and all(len(part) in (1, 2, 4) for part in word.split(".")) else None
    if len(word) == 4 and word.isdigit() and tokens.word(at + 1) in DASHES and tokens.glued(at + 2):
        second = tokens.word(at + 2)
        if second.isdigit() and len(second) == 2 and tokens.word(at + 3) in DASHES and tokens.glued(at + 3):
            return "date", at + 5
    if not word.isdigit() or len(word) > 2 or MONTHS.isdisjoint(tokens.vocabulary):
        return None
    month = at - 2 if before == "." else at - 1
    counted = int(word) > 31 or (tokens.plain(month - 1) in ("in", "during") and tokens.word(at + 1).isalpha())
    if _month(tokens, month) and not counted and not tokens.plain(month - 1)[:1].isdigit():
        ranged = tokens.word(at + 1) in DASHES and tokens.word(at + 2).isdigit() and len(tokens.word(at + 2)) < 3
        return "date", at + (3 if ranged else 1)
    end = at + 2 if tokens.word(at + 1) in ORDINAL_ENDS and tokens.glued(at + 1) else at + 1
    while end < at + LONGEST_DAYS and _joins_days(tokens, end):
        end += 2
    return ("date", end + 1) if _month(tokens, end) else None


def _joins_days(tokens: Tokens, at: int) -> bool:
    """Whether "and", "to", a comma or a dash and another day of a month go on with a date ("12, 13 and 14 June")."""
    day = tokens.plain(at + 1)
    joint = tokens.word(at) in DASHES or tokens.word(at) in (",", "and", "to", "or", "&")
    return joint and day.isdecimal() and len(day) <= 2 and 0 < int(day) < 32


def _month(tokens: Tokens, at: int) -> bool:
    word = tokens.plain(at)
    return word in MONTHS and tokens.raw(at)[:1].isupper()


SIZES = words_of("over than about nearly almost some approximately around least")


def is_year(tokens: Tokens, at: int, nouns: Set[str]) -> bool:
    """Whether a bare 1900 to 2099 at token `at` is a year, and not a count ("over 2000 people").

    Args:
        tokens: the tokens of a sentence.
        at: where the number stands.
        nouns: forms of nouns that are counted.
    """
    if not BARE_YEAR.fullmatch(tokens.word(at)):
        return False
    following, before = tokens.words[at + 1 : at + 3], tokens.plain(at - 1)
    if following and (following[0] in SCALES or following[0] in ("%", "per", "percent")):
        return False
    if any(word in nouns or word in PLURALS for word in following[: 1 if following[:1] == ["of"] else 2]):
        if tokens.words[max(0, at - 2) : at] in (["more", "than"], ["up", "to"]):
            return False
        dated = tokens.plain(at - 2).isdigit() if before == "," else before.isdigit() and not tokens.glued(at)
        return before in YEAR_BEFORE or dated or (tokens.raw(at + 1).istitle() and before not in SIZES)
    return True


def _footnote(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Marks set off by a blank: at the end of a sentence, before the next sentence, "[^12]", "[12]"."""
    word, before = tokens.word(at), tokens.word(at - 1)
    if before == "^" or (before == "[" and tokens.word(at + 1) == "]"):
        return "footnote", at + 1
    if not word.isdigit() or len(word) > 3:
        return None
    stop = before in (".", "?", "!") or (before in ("”", '"', "’", ")") and tokens.word(at - 2) in (".", "?", "!"))
    if not stop or at < 3:
        return None
    after = tokens.raw(at + 1)
    if not after or (after[:1].isupper() and after.lower() in OPENERS):
        return "footnote", at + 1
    return None


def _rate_base(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """The base of a rate ("5.4 per 1,000") and marks of a list in a sentence ("three: (1) to see, (2) to act")."""
    before = tokens.word(at - 1)
    if before == "(" and tokens.glued(at - 1) and tokens.plain(at - 2)[-1:].isdigit() and len(tokens.word(at)) < 3:
        return ("footnote", at + 1) if tokens.word(at).isdigit() and tokens.word(at + 1) == ")" else None
    hundreds = tokens.word(at).replace(",", "").replace(".", "")
    if before == "per" or (before == "every" and len(hundreds) > 2 and not hundreds[1:].strip("0")):
        return "rate", at + 1
    if tokens.word(at + 1) == ")" and tokens.glued(at + 1) and tokens.gap(at + 2) and len(tokens.word(at)) < 3:
        opened = "(" in tokens.words[max(0, at - BRACKET) : at]
        return ("list_number", at + 1) if tokens.word(at).isdigit() and not opened else None
    listed = before == "(" and tokens.word(at + 1) == ")" and tokens.word(at - 2) in (":", ";")
    return ("list_number", at + 1) if listed and tokens.word(at + 2).isalpha() else None


def _long_code(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Plain digits without any grouping beyond seven places are identifiers; so are numbers with two points."""
    word = tokens.word(at)
    alone = len(tokens.words) == 1
    if word.isdigit() and (len(word) > 8 or (len(word) > 5 and not alone and not _before_noun(tokens, at))):
        return "code", at + 1
    if word.count(".") > 1 and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", word):
        return "code", at + 1
    return None


def _before_noun(tokens: Tokens, at: int) -> bool:
    return tokens.word(at + 1).isalpha() and "\n" not in tokens.gap(at + 1)


def _ordinal_word(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "Twenty-first": the tens belong to an ordinal."""
    if tokens.word(at) not in TENS:
        return None
    unit = at + 2 if tokens.word(at + 1) in DASHES else at + 1
    return ("ordinal", unit + 1) if tokens.word(unit) in ORDINALS and unit == at + 2 else None


def _base_in_words(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """The base of a rate in words: "for every thousand people", "per million inhabitants"."""
    based = tokens.word(at) in SCALES and tokens.word(at - 1) in ("every", "per")
    return ("rate", at + 1) if based else None


def _multi(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """The "multi-million" of an industry is a size and no number."""
    if tokens.word(at) not in SCALES:
        return None
    before = tokens.word(at - 2) if tokens.word(at - 1) in DASHES else tokens.word(at - 1)
    return ("name", at + 1) if before == "multi" else None


Rule = Callable[[Tokens, int], "tuple[str, int] | None"]
_DIGIT_RULES: tuple[Rule, ...] = (
    _around_the_clock,
    _clock,
    _stroke,
    _date,
    _leading_zero,
    _glued,
    _mark,
    reference,
    statute,
    compound,
    age,
    furniture,
    hotline,
    name,
    street,
    _footnote,
    _long_code,
    _rate_base,
)
_WORD_RULES: tuple[Rule, ...] = (_ordinal_word, name_word, _multi, _base_in_words, reference, compound, age)
