"""Numbers as English texts write them: digits in any grouping, words, scale words, halves, ranges.

`parse_number` reads a whole string; `read_number` reads the number that begins at a token of a sentence.
Values are exact: decimals are added and multiplied as decimals, and what comes out whole is an `int`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from thbextract.normalize.tokens import DASHES, Tokens, tokenize

Number = int | float

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
UNITS = {
    word: value for value, word in enumerate(f"zero one two three four five six seven eight nine {_TEENS}".split())
} | {"nil": 0}
TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
} | {"fourty": 40}
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "lakh": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
PLURAL_SCALES = {"lakhs": "lakh", "lacs": "lac", "crores": "crore", "millions": "million", "billions": "billion"}
ABBREVIATIONS = {
    "mln": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "cr": 10**7,
    "bn": 10**9,
    "bln": 10**9,
    "trn": 10**12,
    "tn": 10**12,
}
# Single letters are scale words only where they touch the digits, and "m" may still be metres.
LETTERS = {"k": 1000, "m": 10**6, "b": 10**9}
VAGUE = {
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1000,
    "lakhs": 10**5,
    "millions": 10**6,
    "crores": 10**7,
    "billions": 10**9,
    "trillions": 10**12,
}
VAGUE_TIMES = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000}
VAGUE_BEFORE = frozenset({"several", "few", "many"})
GLYPHS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3", "⅕": "0.2", "⅛": "0.125"}
STARTERS = frozenset({*UNITS, *TENS, *SCALES, *VAGUE, *VAGUE_BEFORE, *VAGUE_TIMES, "a", "an", "half"})
TERM_UNITS = {
    form: unit
    for unit in ("year", "month", "week", "day", "hour", "minute", "decade", "century")
    for form in (unit, unit + "s")
} | {"yr": "year", "yrs": "year", "centuries": "century"}
DECIMAL_AFTER = frozenset({"%", "％", "per", "percent", "percentage", "pct", *TERM_UNITS})
MONEY_SIGNS = frozenset({"€", "$", "£", "₦", "₹", "₱", "eur", "usd", "gbp"})
METRES = frozenset(
    {"tall", "long", "high", "wide", "deep", "away", "from", "off", "above", "below", "²", "race", "run"}
)

# Digits of the longest run that is still read: more than any amount of money has, less than decimals round at (28).
LONGEST = 24
# Groups of three set off by blanks: 10**15 and more is a row of figures.
MOST_GROUPS = 5
APOSTROPHES = frozenset("'’")
# Without one of these behind it an article is no number.
BEHIND_ARTICLE = frozenset({*SCALES, "half", "quarter"})
# Behind digits these may go on with the number; without them, and without further digits, it ends.
GOING_ON = DASHES | APOSTROPHES | {*SCALES, *PLURAL_SCALES, *ABBREVIATIONS, *LETTERS, *GLYPHS}
JUSTIFIED = re.compile(r"[a-z,] {2,4}[a-z]")

GROUPS_OF_THREE = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
INDIAN = re.compile(r"[1-9]\d?(,\d{2})+,\d{3}(\.\d+)?")
POINTS_OF_THREE = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
POINT_DECIMAL = re.compile(r"\d+\.\d+")
COMMA_DECIMAL = re.compile(r"\d+,\d+")


class Reading(NamedTuple):
    """A number at tokens `first` to `last` (exclusive).

    `scale` is the scale word at its end as a factor (1 if none), `digits` says whether it is written in
    digits, `bare` whether these are plain digits without any sign, scale or grouping, `vague` whether it
    is one of "dozens", "thousands of", `letter` whether its scale is a single letter ("5m"). A named tuple, for each
    number of a document is read several times.
    """

    first: int
    last: int
    value: Number
    scale: int = 1
    digits: bool = False
    bare: bool = False
    vague: bool = False
    letter: bool = False


def parse_number(text: str) -> tuple[Number, Number | None] | None:
    """Read `text` as one number or one range: "2.5 million" is (2500000, None), "80-85" is (80, 85).

    Returns:
        The value and the upper end (null unless it is a range), or null if the whole text is no number.
    """
    tokens = tokenize(text)
    first = read_number(tokens, 0)
    if first is None:
        return None
    if first.last == len(tokens.words):
        return first.value, None
    joint = tokens.word(first.last)
    second = read_number(tokens, first.last + 1)
    if (joint not in DASHES and joint not in ("to", "and")) or second is None or second.last < len(tokens.words):
        return None
    first = under_scale(first, second)
    return (first.value, second.value) if first.value < second.value else None


def under_scale(first: Reading, second: Reading) -> Reading:
    """The lower end of a range with the scale word of its upper end, where it shares it ("5 to 80 million")."""
    if first.scale == 1 and second.scale > 1 and not second.vague:
        scaled = number(Decimal(str(first.value)) * second.scale)
        if scaled < second.value:
            return first._replace(value=scaled, bare=False)
    return first


def number(value: Decimal) -> Number:
    """An exact value as `int` if it is whole, else as `float`."""
    return int(value) if value == value.to_integral_value() else float(value)


def read_number(tokens: Tokens, at: int, *, decimal: bool = False) -> Reading | None:
    """The number that begins at token `at`, null if none does.

    Args:
        tokens: the tokens of a sentence.
        at: where to read.
        decimal: whether what follows speaks for a decimal ("62,4 %"), where the digits alone leave it open.
    """
    word = tokens.word(at)
    if not word:
        return None
    if word[0].isdigit() and word[0].isascii():
        return _digits(tokens, at, decimal) if _goes_on(tokens, at + 1) else _lone_digits(word, at, decimal)
    if word in GLYPHS or (word in ("a", "an") and tokens.word(at + 1) not in BEHIND_ARTICLE):
        return None
    return _vague(tokens, at) or _article(tokens, at) or _words(tokens, at)


def digits_value(raw: str, *, decimal: bool = False) -> Decimal | None:
    """The value of a run of digits, points and commas, null where it has none ("1.2.3", a bare "1,2").

    "1.234" and "86.400" are thousands in the continental way unless `decimal` says otherwise.
    """
    if len(raw) > LONGEST:
        return None
    if raw.isdigit():
        return Decimal(raw)
    if GROUPS_OF_THREE.fullmatch(raw) or INDIAN.fullmatch(raw):
        return Decimal(raw.replace(",", ""))
    if POINTS_OF_THREE.fullmatch(raw) and (not decimal or raw.count(".") > 1 or "," in raw):
        return Decimal(raw.replace(".", "").replace(",", "."))
    if POINT_DECIMAL.fullmatch(raw):
        return Decimal(raw)
    if COMMA_DECIMAL.fullmatch(raw) and (decimal or raw.startswith("0,")):
        return Decimal(raw.replace(",", "."))
    return None


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether what follows on digits may belong to their number: a scale, a half, further groups."""
    word = tokens.word(at)
    if word == ",":
        return tokens.word(at + 1) == "000"
    if word == "and":
        return tokens.word(at + 1) in ("a", "half")
    return word in GOING_ON or word[:1].isdigit()


def _lone_digits(word: str, at: int, decimal: bool) -> Reading | None:
    """The number of one token at `at`."""
    if word.isdigit() and len(word) <= LONGEST:
        return Reading(at, at + 1, int(word), digits=True, bare=True)
    value = digits_value(word, decimal=decimal)
    return Reading(at, at + 1, number(value), digits=True) if value is not None else None


def _digits(tokens: Tokens, at: int, decimal: bool) -> Reading | None:
    last = _spaced(tokens, at)
    raw = "".join(tokens.words[at:last:2] if tokens.word(at + 1) in APOSTROPHES | {","} else tokens.words[at:last])
    scaled = _scale(tokens, last)
    value = digits_value(raw, decimal=decimal or last > at + 1 or (scaled is not None and scaled[1] > last))
    if value is None:
        return None
    bare = last == at + 1 and raw.isdigit()
    if tokens.word(last) in GLYPHS and len(tokens.gap(last)) < 2 and "/" not in GLYPHS[tokens.word(last)]:
        value, last, bare = value + Decimal(GLYPHS[tokens.word(last)]), last + 1, False
        scaled = _scale(tokens, last)
    elif bare and (part := _slashed_part(tokens, last)) is not None:
        value, last, bare = value + part, last + 3, False
    elif half := _and_a_half(tokens, last):
        value, last, bare = value + Decimal("0.5"), half, False
        scaled = _scale(tokens, last)
    if scaled is None and tokens.word(last) == "m" and tokens.word(at - 1) in MONEY_SIGNS:
        scaled = (LETTERS["m"], last + 1, True)  # "€ 1.25 m"
    if scaled is None:
        return Reading(at, last, number(value), digits=True, bare=bare)
    scale, end, letter = scaled
    more, end = _smaller_scales(tokens, end, scale)
    return Reading(at, end, number(value * scale + more), scale, digits=True, letter=letter)


def _smaller_scales(tokens: Tokens, at: int, scale: int) -> tuple[int, int]:
    """What smaller scale words add ("2 billion 150 million", "3 crore 20 lakh"), and the place behind them."""
    total = 0
    while scale > 1000 and tokens.word(at).isdecimal() and len(tokens.word(at)) < 4:
        step = SCALES.get(tokens.word(at + 1), 0)
        added = int(tokens.word(at)) * step
        if step < 1000 or added >= scale or "\n\n" in tokens.gap(at):
            break
        total, scale, at = total + added, step, at + 2
    return total, at


def _slashed_part(tokens: Tokens, at: int) -> Decimal | None:
    """The fraction of a mixed number in digits ("8 1/2"): a half, a quarter or three of them."""
    parts = {("1", "2"): Decimal("0.5"), ("1", "4"): Decimal("0.25"), ("3", "4"): Decimal("0.75")}
    if tokens.word(at + 1) != "/" or not (tokens.gap(at) and tokens.glued(at + 1) and tokens.glued(at + 2)):
        return None
    return parts.get((tokens.word(at), tokens.word(at + 2)))


def _spaced(tokens: Tokens, at: int) -> int:
    """The place behind digits that blanks group in threes ("1 904", "40  000"), else behind the token."""
    last = at + 1
    if len(tokens.word(at)) > 3 or not tokens.word(at).isdigit() or tokens.word(at).startswith("0"):
        return last
    while _apostrophe_group(tokens, last):
        last += 2
    while _parted_thousand(tokens, last):
        last += 2
    if last > at + 1:
        return last
    while last - at <= MOST_GROUPS and _group(tokens, last):
        last += 1
    if last == at + 1:
        return last
    # A run of figures side by side is a table row without its lines, and not one long number.
    listed = _figure(tokens, last) or (at > 0 and _figure(tokens, at - 1, behind=at) and len(tokens.word(at - 1)) < 4)
    long = last > at + 2 and tokens.word(last - 1) != "000" and not tokens.word(last).isalpha()
    wide = any(len(tokens.gap(k)) > 1 for k in range(at + 1, last))
    loose = wide and tokens.word(last - 1) != "000" and not _justified(tokens, at)
    return at + 1 if listed or long or loose else last


def _apostrophe_group(tokens: Tokens, at: int) -> bool:
    """Whether an apostrophe and three digits go on with a number, as they do in Switzerland ("210'000")."""
    group = tokens.word(at + 1)
    tight = tokens.glued(at) and tokens.glued(at + 1)
    return tight and tokens.word(at) in APOSTROPHES and len(group) == 3 and group.isdigit() and group.isascii()


def _parted_thousand(tokens: Tokens, at: int) -> bool:
    """Whether a comma with a blank behind it and three zeros go on with a number ("$200, 000")."""
    parted = tokens.word(at) == "," and tokens.glued(at) and tokens.gap(at + 1) == " "
    return parted and tokens.word(at + 1) == "000"


def _group(tokens: Tokens, at: int) -> bool:
    word, gap = tokens.word(at), tokens.gap(at)
    whole, _, rest = word.replace(",", ".").partition(".")
    return bool(
        gap and len(gap) < 5 and "\n" not in gap and len(whole) == 3 and whole.isdigit() and (not rest or len(rest) < 3)
    )


def _figure(tokens: Tokens, at: int, behind: int | None = None) -> bool:
    gap = tokens.gap(behind if behind is not None else at)
    return tokens.word(at)[:1].isdigit() and bool(gap) and "\n" not in gap


def _justified(tokens: Tokens, at: int) -> bool:
    """Whether words nearby stand more than one blank apart, as they do in text taken from justified print."""
    start = tokens.starts[at]
    return JUSTIFIED.search(tokens.text, max(0, start - 300), start + 300) is not None


def _scale(tokens: Tokens, at: int) -> tuple[int, int, bool] | None:
    """The scale at `at` (one word or two, as in "lakh crore"): factor, the place behind it, single letter or not."""
    if tokens.word(at) in DASHES and tokens.glued(at) and tokens.glued(at + 1) and tokens.word(at + 1) in SCALES:
        at += 1
    word = tokens.word(at)
    if word == "(" and tokens.word(at + 2) == ")":
        return None
    factor = SCALES.get(PLURAL_SCALES.get(word, word)) or ABBREVIATIONS.get(word)
    if factor is not None:
        following = SCALES.get(tokens.word(at + 1), 0)
        return (factor * following, at + 2, False) if following > 12 else (factor, at + 1, False)
    if word in LETTERS and tokens.glued(at) and not (word == "m" and tokens.word(at + 1) in METRES):
        return LETTERS[word], at + 1, True
    return None


def _and_a_half(tokens: Tokens, at: int) -> int:
    """The place behind "and a half" at `at`, hyphens between or not ("eight-and-a-half"), 0 if it is not there."""
    if tokens.words[at : at + 3] == ["and", "a", "half"]:
        return at + 3
    if tokens.words[at : at + 2] == ["and", "half"] and tokens.word(at + 2) in TERM_UNITS:
        return at + 2
    hyphens = all(tokens.word(at + step) in DASHES for step in (0, 2, 4))
    return at + 6 if hyphens and tokens.words[at + 1 : at + 6 : 2] == ["and", "a", "half"] else 0


def _vague(tokens: Tokens, at: int) -> Reading | None:
    """As in "Dozens", "tens of thousands", "several hundred": the least that the word can mean."""
    word = tokens.word(at)
    if word in VAGUE_BEFORE and SCALES.get(tokens.word(at + 1), 0) > 12:
        return Reading(at, at + 2, SCALES[tokens.word(at + 1)], vague=True)
    of = at + 1 if tokens.word(at + 1) == "of" else 0
    if word in VAGUE_TIMES and of and VAGUE.get(tokens.word(at + 2), 0) > VAGUE_TIMES[word]:
        return Reading(at, at + 3, VAGUE_TIMES[word] * VAGUE[tokens.word(at + 2)], vague=True)
    if word not in VAGUE or (word == "scores" and not of):
        return None
    return Reading(at, at + 1, VAGUE[word], vague=True)


def _article(tokens: Tokens, at: int) -> Reading | None:
    """As in "A million", "half a dozen", "a quarter of a million", "a hundred and fifty"."""
    word = tokens.word(at)
    dashed = tokens.word(at + 1) in DASHES and tokens.glued(at + 1) and tokens.glued(at + 2)
    if word == "half" and tokens.word(at + 1 + dashed) in ("a", "an"):
        return _part(tokens, at, at + 2 + dashed, Decimal("0.5"))
    if word == "half" or (word == "a" and tokens.word(at + 1) == "half"):
        return _part(tokens, at, at + 1 + (word == "a"), Decimal("0.5"))
    if tokens.words[at : at + 4] == ["a", "quarter", "of", "a"]:
        return _part(tokens, at, at + 4, Decimal("0.25"))
    if word in ("a", "an") and tokens.word(at + 1) in SCALES:
        whole = _scaled_words(tokens, at, at + 1, 1)
        half = _and_a_half(tokens, whole.last) if whole.scale == whole.value else 0
        return whole._replace(last=half, value=number(Decimal(whole.value) * Decimal("1.5"))) if half else whole
    if word == "three" and tokens.word(at + 1) == "quarters" and tokens.words[at + 2 : at + 4] == ["of", "a"]:
        return _part(tokens, at, at + 4, Decimal("0.75"))
    return None


def _part(tokens: Tokens, first: int, at: int, part: Decimal) -> Reading | None:
    if tokens.word(at) in DASHES:
        at += 1
    scale = SCALES.get(tokens.word(at))
    if scale is None:
        return None
    return Reading(first, at + 1, number(part * scale), scale)


def _words(tokens: Tokens, at: int) -> Reading | None:
    word = tokens.word(at)
    if word in SCALES:
        return _scaled_words(tokens, at, at, 1) if word != "dozen" else None
    small = _small(tokens, at)
    if small is None:
        return None
    value, last = small
    if half := _and_a_half(tokens, last):
        scale = SCALES.get(tokens.word(half), 1)
        return Reading(at, half + (scale > 1), number((value + Decimal("0.5")) * scale), scale)
    return _scaled_words(tokens, at, last, value)


def _scaled_words(tokens: Tokens, first: int, at: int, group: int) -> Reading:
    """Go on from a small number: scale words and what they add ("two hundred and five", "one lakh ten thousand")."""
    total, largest, scale = 0, 0, 0
    while True:
        word_at = at + 1 if tokens.word(at) in DASHES and tokens.glued(at) and tokens.glued(at + 1) else at
        word = tokens.word(word_at)
        step = SCALES.get(PLURAL_SCALES.get(word, word), ABBREVIATIONS.get(word, 0)) if group else 0
        if not step or (step > 100 and largest and step >= largest):
            return Reading(first, at, total + group, scale or 1)
        at = word_at + 1
        group *= step
        if step > 100:
            total, group, largest = total + group, 0, step
        scale = step
        more = _small(tokens, at + 1 if tokens.word(at) == "and" else at) if step != 12 else None
        if more is not None and more[0] and (step == 100 or tokens.word(at) != "and" or more[0] < 100):
            group, at, scale = group + more[0], more[1], 1


def _small(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A number word below a hundred and the place behind it; a line may break after the hyphen ("twenty- five")."""
    word = tokens.word(at)
    if word not in TENS:
        return (UNITS[word], at + 1) if word in UNITS else None
    unit = at + 2 if tokens.word(at + 1) in DASHES and tokens.glued(at + 1) else at + 1
    if 0 < UNITS.get(tokens.word(unit), 0) < 10:
        return TENS[word] + UNITS[tokens.word(unit)], unit + 1
    return TENS[word], at + 1
