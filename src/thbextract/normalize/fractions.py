"""Fractions in words and signs, as percentages: "two thirds", "a quarter", "one in 14", "four out of five", "⅓"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thbextract.normalize.numbers import GLYPHS, UNITS, Number, Reading, number, read_number
from thbextract.normalize.tokens import DASHES, Tokens, words_of

PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
}
PLURAL_PARTS = {part + "s": size for part, size in PARTS.items() if part != "half"} | {"halves": 2}
FRACTION_WORDS = frozenset({*PARTS, *PLURAL_PARTS, *GLYPHS, "every"})
# Without one of these behind it a number is no part of a whole.
BEHIND_PART = DASHES | {"/", "out", "in", "of", *PARTS, *PLURAL_PARTS}
# "Half" of a span of time, or as a place in a sequence, is no share of a count.
NOT_BEFORE_HALF = frozenset({"first", "second", "1st", "2nd", "latter", "last", "next", "this", "each", "every", "and"})
NOT_AFTER_HALF = words_of(
    "year years hour hours day days month months century decade term time way past brother sister an a yearly "
    "hourly board marathon sibling siblings truth hearted"
)
# After "a third" these show that it is a share; any other noun would make it the third one in a row.
AFTER_PART = words_of(
    "of were was are is had have has came said did do to in by from for as than less more and or who whom that "
    "worked lived fewer lower higher smaller larger greater , . ; : ) ( – — - ? !"
) | {""}
SIZES = frozenset({"over", "than", "nearly", "almost", "about", "around", "roughly", "approximately", "by", "under"})
TIME_PARTS = words_of("year month day week hour minute time quarter one")
# "Nine in ten" is a share; "two in three towns" are two.
IDIOM_SIZES = frozenset({3, 4, 5, 6, 8, 10, 20, 100, 1000})
PLACES = words_of(
    "countries states cities towns villages regions districts provinces counties locations places sites raids "
    "operations years months weeks days areas parts municipalities workshops houses"
)


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction at tokens `first` to `last` (exclusive); `value` is in percent."""

    first: int
    last: int
    value: Number


def read_share(tokens: Tokens, at: int) -> Share | None:
    """The fraction that begins at token `at`, null if none does."""
    word = tokens.word(at)
    if word in GLYPHS:
        return Share(at, at + 1, _percent(Decimal(GLYPHS[word])) if "/" not in GLYPHS[word] else _ratio(GLYPHS[word]))
    if word == "every":
        return _every(tokens, at)
    if word == "half":
        return _half(tokens, at)
    if word in ("a", "an"):
        return _one_part(tokens, at)
    count = read_number(tokens, at)
    if count is None or tokens.word(count.last) not in BEHIND_PART or count.value == 0 or count.vague:
        return None
    return _parts(tokens, count) or _slashed(tokens, count) or _odds(tokens, count)


def read_shares(tokens: Tokens, at: int) -> tuple[Share, Share | None] | None:
    """The fraction that begins at token `at`, and the upper end where two are one range ("a quarter to a half")."""
    lower = read_share(tokens, at)
    if lower is None:
        return None
    between = tokens.word(at - 1) == "between" or tokens.word(lower.first - 1) == "between"
    if tokens.word(lower.last) == "to" or (between and tokens.word(lower.last) == "and"):
        upper = read_share(tokens, lower.last + 1)
        if upper is not None and lower.value < upper.value and tokens.word(lower.first - 1) != "from":
            return lower, upper
    return lower, None


def _percent(part: Decimal) -> Number:
    return number(round(part * 100, 6))


def _share(part: Number, whole: Number) -> Number:
    return _percent(Decimal(str(part)) / Decimal(str(whole)))


def _ratio(text: str) -> Number:
    part, whole = text.split("/")
    return _share(int(part), int(whole))


def _every(tokens: Tokens, at: int) -> Share | None:
    """As in "Every fifth" of a group; "every third year" is a rhythm."""
    size = PARTS.get(tokens.word(at + 1), 2 if tokens.word(at + 1) == "second" else 0)
    if not size or tokens.word(at + 1) in ("half", "quarter") or tokens.word(at + 2).rstrip("s") in TIME_PARTS:
        return None
    return Share(at, at + 2, _share(1, size))


def _half(tokens: Tokens, at: int) -> Share | None:
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    dashed = after in DASHES and tokens.glued(at + 1) and tokens.glued(at + 2)
    counted = before in NOT_BEFORE_HALF and not (before == "and" and after == "of")
    if counted or before in DASHES or after in NOT_AFTER_HALF or dashed:
        return None
    first = at - 1 if before in ("one", "a") else at
    return Share(first, at + 1, 50)


def _one_part(tokens: Tokens, at: int) -> Share | None:
    """As in "A third", "a quarter", where they are shares and not the next in a row or three months."""
    size = PARTS.get(tokens.word(at + 1))
    if size is None or (size == 2 and _half(tokens, at + 1) is None):
        return None
    sized = tokens.word(at - 1) in SIZES and tokens.word(at + 2) not in ("earlier", "later", "ago")
    if size == 2 or sized or tokens.word(at + 2) in AFTER_PART:
        return Share(at, at + 2, _share(1, size))
    return None


def _parts(tokens: Tokens, count: Reading) -> Share | None:
    """As in "One third", "two-fifths", "three quarters"."""
    at = count.last
    if tokens.word(at) in DASHES and tokens.glued(at) and tokens.glued(at + 1):
        at += 1
    word = tokens.word(at)
    size = PARTS.get(word) if count.value == 1 else PLURAL_PARTS.get(word)
    if size is None or count.digits or count.value >= size:
        return None
    return Share(count.first, at + 1, _share(count.value, size))


def _slashed(tokens: Tokens, count: Reading) -> Share | None:
    """As in "2/3 of the victims"; a slash with anything else behind it is a case number."""
    at = count.last
    whole = read_number(tokens, at + 1) if tokens.word(at) == "/" and tokens.glued(at) else None
    if whole is None or not count.bare or not whole.bare or tokens.word(whole.last) != "of":
        return None
    return Share(count.first, whole.last, _share(count.value, whole.value)) if count.value < whole.value <= 20 else None


def _odds(tokens: Tokens, count: Reading) -> Share | None:
    """As in "One in five", "1 in every 150", "nine in ten", "four out of five"."""
    at, joint = count.last, tokens.word(count.last)
    every = False
    if joint == "out" and tokens.word(at + 1) == "of":
        at += 2
    elif joint == "in" or (joint == "of" and tokens.word(at + 1) == "every"):
        at += 1
    else:
        return None
    if tokens.word(at) in ("every", "each"):
        at, every = at + 1, True
    whole = read_number(tokens, at)
    if whole is None or whole.vague or whole.value <= count.value or (whole.bare and 1900 <= whole.value < 2100):
        return None
    if joint == "out":
        is_idiom = whole.value in IDIOM_SIZES and count.value in UNITS.values()
    else:
        is_idiom = count.value == 1 or (whole.value in IDIOM_SIZES and tokens.word(whole.last) not in PLACES)
    if not (is_idiom or every):
        return None
    return Share(count.first, whole.last, _share(count.value, whole.value))
