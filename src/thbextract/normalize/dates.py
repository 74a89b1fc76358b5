"""Calendar expressions in a text: days, months, quarters, years, decades, and times of day.

This finds the pieces ("atoms"); `periods` joins them to spans and gives them the year that they lack.
A pattern is tried only where a number or a month begins, or where its word occurs, and each is bounded: the
scan is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Literal

from thbextract.normalize.calendar import (
    DASH,
    DAY,
    LONG_MONTH,
    MONTH,
    NUMBER,
    ORDINALS,
    SHORT_MONTHS,
    STEMS,
    WEEKDAY,
    YEAR,
    month_number,
    number,
)
from thbextract.normalize.edtf import Date, is_real
from thbextract.normalize.shortcuts import SHORTCUTS, small
from thbextract.normalize.sieve import sieve
from thbextract.records import Doubt

Kind = Literal["day", "month", "months", "year", "years", "name", "clock", "relative", "foreign"]

UNKNOWN = Date(None)
ORD = r"(?:st|nd|rd|th|\s(?:st|nd|rd|th)\b)?"
TH = rf"(?:{'|'.join(word for word in ORDINALS if word[0].isalpha())}|[1-4](?:st|nd|rd|th))"
FISCAL = r"(?:[Ff]iscal|[Ff]inancial|[Ss]chool|[Aa]cademic|[Bb]udget|[Rr]eporting)"
SHORT_YEAR = rf"(?:{YEAR}|\d\d(?![\d,.]\d|\d))"


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a time expression; `first` and `last` are equal for a single date.

    `weak` pieces are words that mean a time only in company ("May", "March": a preposition, a range).
    """

    start: int
    end: int
    kind: Kind
    first: Date = UNKNOWN
    last: Date = UNKNOWN
    weak: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def lacks_year(self) -> bool:
        """Whether the year must come from elsewhere."""
        return self.last.year is None and self.kind in ("day", "month", "months")

    def with_year(self, first: int, last: int) -> Atom:
        """The same with the years filled in."""
        return replace(self, first=self.first._replace(year=first), last=self.last._replace(year=last))


Reading = Callable[[re.Match[str]], Atom | None]
Pattern = tuple[re.Pattern[str], Reading]


def _single(match: re.Match[str], kind: Kind, date: Date, *, weak: bool = False) -> Atom | None:
    return _atom(match, kind, date, date, weak=weak)


def _atom(match: re.Match[str], kind: Kind, first: Date, last: Date, *, weak: bool = False) -> Atom | None:
    if not (is_real(first) and is_real(last)):
        return None
    return Atom(match.start(), match.end(), kind, first, last, weak)


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _iso(match: re.Match[str]) -> Atom | None:
    return _single(match, "day", Date(*(int(part) for part in match.group(1, 3, 4))))


def _numeric(match: re.Match[str], *, us: bool = False) -> Atom | None:
    """Day first, month first only in a US document or where nothing else is a date; doubtful if both could be."""
    one, sign, two, year = match.group(1, 2, 3, 4)
    a, b, full = int(one), int(two), int(year) + (0 if len(year) == 4 else 2000)
    month_first = sign == "/" and us
    orders = [Date(full, a, b), Date(full, b, a)] if month_first else [Date(full, b, a), Date(full, a, b)]
    if sign != "/":  # dots and dashes put the day first everywhere
        orders = orders[:1] if is_real(orders[0]) else orders
    real = [date for date in orders if is_real(date)]
    if not real:
        return None
    atom = Atom(match.start(), match.end(), "day", real[0], real[0])
    if sign == "/" and len(set(real)) > 1:
        return replace(atom, doubts=(Doubt("ambiguous_date", f"{match.group()} may be {real[0]} or {real[1]}"),))
    return atom


def _day_month(match: re.Match[str]) -> Atom | None:
    day, other, month, year = match.group(1, 2, 3, 4)
    first, last = int(day), int(other or day)
    if last < first:
        return None
    number_ = month_number(month)
    return _atom(match, "day", Date(_year(year), number_, first), Date(_year(year), number_, last))


def _month_day(match: re.Match[str]) -> Atom | None:
    month, day, other, year = match.group(1, 2, 3, 4)
    first, last = int(day), int(other or day)
    before = match.string[max(0, match.start() - 7) : match.start()]
    if last < first or (not year and (_IN.search(before) or _DAY_BEFORE.search(before))):
        return None  # "in May 12 people were arrested", "from 1 May 12 were": the number is no day
    number_ = month_number(month)
    return _atom(match, "day", Date(_year(year), number_, first), Date(_year(year), number_, last))


_DAY_BEFORE = re.compile(rf"\b{DAY}{ORD}\s{{1,2}}(?:of\s)?$")
_IN = re.compile(r"\b[Ii]n\s{1,2}$")


def _short_day(match: re.Match[str]) -> Atom | None:
    day, month, year = match.group(1, 3, 4)
    return _single(match, "day", Date(2000 + int(year), month_number(month), int(day)))


def _year_first(match: re.Match[str]) -> Atom | None:
    year, month, day = match.group(1, 2, 3)
    return _single(match, "day", Date(int(year), month_number(month), int(day)))


def _months(match: re.Match[str]) -> Atom | None:
    first, last, year = match.group(1, 2, 3)
    one, other = month_number(first), month_number(last)
    if not year or other <= one:
        return None
    return _atom(match, "months", Date(int(year), one), Date(int(year), other))


def _bracketed(match: re.Match[str]) -> Atom | None:
    """A year with the part of it that is meant: "2023 (January-September)", "2023 (up to 20 December)"."""
    year, first, last = int(match.group("year")), match.group("from"), match.group("to")
    if last:
        return _atom(match, "months", Date(year, month_number(first)), Date(year, month_number(last)))
    day = match.group("day1") or match.group("day2")
    month = month_number(match.group("month1") or match.group("month2"))
    return _atom(match, "months", Date(year, 1, 1 if day else None), Date(year, month, int(day) if day else None))


def _month(match: re.Match[str]) -> Atom | None:
    return _single(match, "month", Date(int(match.group(2)), month_number(match.group(1))))


def _iso_month(match: re.Match[str]) -> Atom | None:
    return _single(match, "month", Date(int(match.group(1)), int(match.group(2))))


def _bare_month(match: re.Match[str]) -> Atom | None:
    return _single(match, "month", Date(None, month_number(match.group())), weak=True)


def _part_of_year(match: re.Match[str], size: int, index: int, year: str | None) -> Atom | None:
    first, full = (index - 1) * size + 1, _year(year)
    return _atom(match, "months", Date(full, first), Date(full, first + size - 1))


def _quarter(match: re.Match[str]) -> Atom | None:
    word = next(group for group in match.group("q1", "q2", "q3", "q4", "q5") if group)
    index = ORDINALS.get(word.lower()) or int(word)
    year = next((match.group(name) for name in ("qy1", "qy2", "qy3") if match.group(name)), None)
    year = year or next((group for group in (match.group("qy4"), match.group("qy5")) if group), None)
    return _part_of_year(match, 3, index, year)


def _half(match: re.Match[str]) -> Atom | None:
    word = next(group for group in match.group("h1", "h2", "h3", "h4", "h5") if group)
    index = {"last": 2}.get(word.lower()) or ORDINALS.get(word.lower()) or int(word)
    year = next((match.group(name) for name in ("hy1", "hy2", "hy3", "hy4") if match.group(name)), None)
    return _part_of_year(match, 6, index, year) if index <= 2 else None


def _some_months(match: re.Match[str]) -> Atom | None:
    """The first (or last) so many months of a year; "nine months of 2020" are its first nine."""
    which, count, year = match.group(1), number(match.group(2)), _year(match.group(3))
    lasting = (
        not which and " in " in match.group() and _FOR.search(match.string[max(0, match.start() - 5) : match.start()])
    )
    if not 1 <= count <= 12 or lasting:
        return None
    first = 13 - count if which and which.lower() in ("last", "final") else 1
    return _atom(match, "months", Date(year, first), Date(year, first + count - 1))


# "Closed for ten months in 2020" is a duration.
_FOR = re.compile(r"\b[Ff]or\s{1,2}$")


def _years(match: re.Match[str]) -> Atom | None:
    """A fiscal or school year: the year as said, two years where two are said."""
    first, second = match.group(1), match.group(2)
    year = int(first) if len(first) == 4 else 2000 + int(first)
    if not second:
        return _single(match, "year", Date(year))
    last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
    return _atom(match, "years", Date(year), Date(last)) if last > year else None


def _decade(match: re.Match[str]) -> Atom | None:
    digits = match.group(2)
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    part = (match.group(1) or "").lower()
    first, last = {"early": (0, 5), "mid": (5, 9), "late": (5, 9)}.get(part, (0, 9))
    return _atom(match, "years", Date(year + first), Date(year + last))


def _bare_year(match: re.Match[str]) -> Atom | None:
    return _single(match, "year", Date(int(match.group())), weak=True)


def _clock(match: re.Match[str]) -> Atom | None:
    return Atom(match.start(), match.end(), "clock")


def _foreign(match: re.Match[str]) -> Atom | None:
    return Atom(match.start(), match.end(), "foreign")


_BEFORE = r"(?<![\w$€£¥.,/-])"
_WORD = r"(?<![\w/])"
_AND = rf"\s{{0,2}}(?:{DASH}|&|\bto\b|\band\b|\bthrough\b)\s{{0,2}}"
_TIME = r"(?:[T ]\d[\d:.]{3,11}(?:Z|[+-]\d\d:?\d\d)?)?"
_NAMED_YEAR = r"(?:,?\s{1,3}(?:of\s{1,3})?(?:the\s{1,3}year\s{1,3})?(?P<NAME>YEAR))?".replace("YEAR", YEAR)

_IN_BRACKETS = (
    rf"\s{{1,2}}\((?:(?:from\s)?(?P<from>{MONTH})\s?(?:{DASH}|/|to|until|till|through)\s?(?P<to>{MONTH})"
    r"|(?:data\s|figures\s)?(?:up\s?to|until|till|to|through|as\s(?:of|on|at))\s(?:the\s)?(?:end\s(?:of\s)?)?"
    rf"(?:(?P<day1>{DAY}){ORD}\s(?:of\s)?(?P<month1>{MONTH})|(?P<month2>{MONTH})(?:\s(?P<day2>{DAY}){ORD})?)"
    r"(?:,?\s(?P=year))?)\)"
)

# A footnote mark behind the stop that ends a paragraph: "over the years 2015-2018.56".
_MARK = r"(?=\.\d{1,3}\s{0,3}(?:$|\x00))"

# How many digits a number has with which a pattern begins.
_DAY_SIZE, _YEAR_SIZE = (1, 2), (4,)
_MARKED_SIZE = (5, 6)  # a year with a footnote mark
_CLOCK_SIZE = (1, 2, 4)
MOST_DIGITS = 7  # no pattern begins with so many
# Where a number begins. In order: of two readings of one length the earlier one wins.
_NUMBERS: tuple[tuple[tuple[int, ...], str, Reading], ...] = (
    (_YEAR_SIZE, rf"{_BEFORE}((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d-]){_TIME}", _iso),
    (
        _DAY_SIZE,
        r"(?<![\w$€£¥.,/])(\d{1,2})([-./])(\d{1,2})\2((?:19|20)\d\d)(?!\d|[,/]\d|-[A-Za-z]|-\d(?!\d?[-./]\d))",
        _numeric,
    ),
    (_DAY_SIZE, rf"{_BEFORE}(\d\d)([./])(\d\d)\2(\d\d)(?![\d/-]|[.,]\d)", _numeric),
    (_YEAR_SIZE, rf"{_BEFORE}({YEAR}),?\s{{1,2}}({MONTH})\s{{1,2}}({DAY})(?![,.:]?\d|\s[a-z])", _year_first),
    (
        _DAY_SIZE,
        rf"{_BEFORE}(?<!\d:)({DAY}){ORD}"
        rf"(?:\s{{0,2}}(?:{DASH}|,|&|\bto\b|\band\b|\bthrough\b)\s{{0,2}}(?:the\s)?{DAY}{ORD}){{0,4}}?"
        rf"(?:{_AND}(?:the\s)?({DAY}){ORD})?"
        rf"(?:\s{{0,3}}(?:day\s)?(?:of\s{{1,2}})?|-(?=[A-Za-z]{{3,9}}-\d))({MONTH})"
        rf"(?:\s{{0,2}}[,-]?\s{{0,3}}(?:of\s{{1,2}})?(?:the\s{{1,2}}year\s{{1,2}})?({YEAR}))?",
        _day_month,
    ),
    (_DAY_SIZE, rf"{_BEFORE}({DAY})([-/])({MONTH})\2(\d\d)(?![\d/-]|[.,]\d)", _short_day),
    (
        _YEAR_SIZE,
        rf"{_BEFORE}({YEAR})(?:\s?{DASH}\s?|/)((?:19|20)\d\d|\d\d)(?![\d-]|[,.]\d)(?=\s{{1,2}}{FISCAL}\s[Yy]ear)",
        _years,
    ),
    (_YEAR_SIZE, rf"{_BEFORE}((?:19|20)\d\d)(?:\s?{DASH}\s?|/)({YEAR}|(?:19|20)\d\d{_MARK})(?![\d/-])", _years),
    (_YEAR_SIZE, rf"{_BEFORE}((?:19|20)\d\d)(?:{DASH}|/)(\d\d)(?![\d/-]|[.,]\d)", _years),
    (_YEAR_SIZE, rf"{_BEFORE}((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d-]|[.,]\d)", _iso_month),
    (_YEAR_SIZE, rf"{_BEFORE}(?P<year>{YEAR}){_IN_BRACKETS}", _bracketed),
    (
        _CLOCK_SIZE,
        r"(?<![\d.,:])(?:[01]?\d|2[0-4])(?:[:.][0-5]\d){1,2}\s{0,2}(?:[ap]\.?\s?m\b\.?|hrs\b|hours\b|[AP]\.?M\b\.?)"
        r"|(?<![\d.,:/])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])"
        r"|(?<![\d.,:])(?:1[0-2]|0?[1-9])\s{0,2}(?:a\.?m|p\.?m|A\.?M|P\.?M)\b\.?"
        r"|(?<=at )(?:[01]\d|2[0-4])[0-5]\d\s{0,2}(?:hrs|hours|h)\b",
        _clock,
    ),
    # The word may be a month of another language or a misspelt one: dateparser decides, or it is no date.
    (_DAY_SIZE, rf"{_BEFORE}{DAY}\.?\s(?:de\s)?(?={STEMS})[^\W\d_]{{3,12}}\s(?:de\s)?{YEAR}", _foreign),
    (_YEAR_SIZE, rf"(?<![\w$€£¥.,/#№+])(?<![\dA-Z]-)({YEAR})(?!%|\s?per\s?cent|{DASH}\d)", _bare_year),
    (_YEAR_SIZE, rf"(?:(?<=\bin )|(?<=\band )|(?<=\bto )|(?<=\bsince ))(?:19|20)\d\d{_MARK}", _bare_year),
    # A footnote mark that lost its height: "between 2008 and 201912, local".
    (
        _MARKED_SIZE,
        r"(?:(?<=\bin )|(?<=\band )|(?<=\bto )|(?<=\bsince ))(?:19|20)\d\d(?=[1-9]\d?(?:[,.;:)]\s|\s[A-Z]))",
        _bare_year,
    ),
)
# Where the name of a month begins.
_MONTHS: tuple[tuple[str, Reading], ...] = (
    (
        rf"{_WORD}({MONTH})\s{{1,3}}(?:the\s)?({DAY}){ORD}\b(?![,.]\d|:\d|\s?%)"
        rf"(?:{_AND}({DAY}){ORD}\b(?![,.]\d))?(?:\s{{0,2}},?\s{{0,3}}({YEAR}))?",
        _month_day,
    ),
    (rf"{_WORD}({MONTH})\s?(?:{DASH}|/)\s?({MONTH})\s{{1,2}}({YEAR})", _months),
    (rf"{_WORD}({MONTH})(?:,?\s{{1,3}}(?:of\s{{1,2}})?(?:the\s{{1,2}}year\s{{1,2}})?|\s?[-/]\s?)({YEAR})", _month),
    (rf"\b{LONG_MONTH}", _bare_month),
)
# With the words (in small letters) of which a text must have one, or the pattern can't match in it.
_WORDS: tuple[tuple[tuple[str, ...], str, Reading], ...] = (
    (
        ("quarter", "q1", "q2", "q3", "q4", "1q", "2q", "3q", "4q"),
        rf"\b[Qq](?P<q1>[1-4])\b(?:,?\s{{0,2}}(?:of\s{{1,2}})?(?:FY\s?)?(?P<qy1>{YEAR}))?"
        rf"|\b(?P<q2>[1-4])Q\s{{0,2}}(?P<qy2>{YEAR})"
        rf"|{_BEFORE}(?P<qy3>{YEAR})\s{{0,2}}[,/-]?\s{{0,2}}Q(?P<q3>[1-4])\b"
        rf"|\b(?i:(?P<q4>{TH})\s{{1,2}}quarter)\b{_NAMED_YEAR.replace('NAME', 'qy4')}"
        rf"|\b[Qq]uarter\s{{1,2}}(?P<q5>[1-4])\b{_NAMED_YEAR.replace('NAME', 'qy5')}",
        _quarter,
    ),
    (
        ("half", "semester", "h1", "h2", "1h", "2h"),
        r"\b(?i:(?P<h1>first|second|last|1st|2nd|I{1,2})\s{1,2}(?:half(?:[\s-]year\b)?|semester))\b"
        rf"(?:(?<=[Yy]ear)|(?<=YEAR)|(?=,?\s{{1,3}}(?:of\s{{1,3}})?(?:the\s{{1,3}}|this\s|last\s)?(?i:current\s)?"
        rf"(?:year\b|{YEAR})))"
        rf"{_NAMED_YEAR.replace('NAME', 'hy1')}"
        rf"|\bH(?P<h2>[12])\b(?:,?\s{{0,2}}(?:of\s{{1,2}})?(?P<hy2>{YEAR}))"
        rf"|{_BEFORE}(?P<hy3>{YEAR})\s{{0,2}}[,/-]?\s{{0,2}}H(?P<h3>[12])\b"
        rf"|\b(?P<h4>[12])H\s{{0,2}}(?P<hy4>{YEAR})"
        # "61 in the second half", of a year that is known: not of a group, nor a half hour.
        r"|(?:(?<=\bin\sthe\s)|(?<=\bduring\sthe\s))(?i:(?P<h5>first|second)\s{1,2}half)\b(?!\s{1,3}(?:of|an?)\b|-\w)",
        _half,
    ),
    (
        ("months",),
        rf"\b(?:the\s{{1,2}})?(?:(first|last|final)\s{{1,2}})?({NUMBER})[\s-]months\s{{1,2}}"
        rf"(?:of|in)\s{{1,2}}(?:the\s{{1,2}}year\s{{1,2}})?({YEAR})",
        _some_months,
    ),
    (
        ("months",),
        rf"\b(?:the\s{{1,2}})?(?:(first|last|final)\s{{1,2}})?({NUMBER})\s{{1,2}}months()"
        rf"(?=\s{{1,2}}of\s{{1,2}}(?:the|this|last)\s{{1,2}}(?:\w{{1,12}}\s)?year\b)",
        _some_months,
    ),
    (
        ("months",),
        rf"(?:(?<=\bin )|(?<=\bIn )|(?<=\bfor )|(?<=\bFor )|(?<=\bduring )|(?<=\bDuring )|(?<=\bover )|(?<=\bOver ))"
        rf"the\s{{1,2}}(first)\s{{1,2}}({NUMBER})\s{{1,2}}months()\b(?!\s{{1,2}}(?:of|after|since|in|from|following|that|there))",
        _some_months,
    ),
    (
        ("fiscal", "financial", "school", "academic", "budget", "reporting", "fy"),
        rf"\b(?:{FISCAL}\s{{1,2}}[Yy]ears?(?:\s{{1,2}}of)?\s{{0,2}}|FYs?\s{{0,2}}['’]?)\(?({SHORT_YEAR})"
        rf"(?:\s{{0,2}}(?:{DASH}|/|\bto\b)\s{{0,2}}({SHORT_YEAR}))?",
        _years,
    ),
    (("0s",), r"\b(?:(?:the\s{1,2})?([Ee]arly|[Mm]id|[Ll]ate)[\s-])?((?:19|20)\d0)s\b", _decade),
)

_AT_NUMBER = tuple((re.compile(pattern), reading) for _, pattern, reading in _NUMBERS)
# By the length of a number, in a text that may name a month, and in one that names none.
_SIZED = tuple(
    (pattern, sizes, MONTH in written) for pattern, (sizes, written, _) in zip(_AT_NUMBER, _NUMBERS, strict=True)
)
_OF_LENGTH, _WITHOUT_MONTH = (
    [tuple(one for one, sizes, month in _SIZED if size in sizes and month <= named) for size in range(MOST_DIGITS + 1)]
    for named in (True, False)
)
_AT_MONTH = tuple((re.compile(pattern), reading) for pattern, reading in _MONTHS)
_BY_WORD = tuple(
    (words, tuple((re.compile(pattern), reading) for _, pattern, reading in rows))
    for words, rows in groupby(_WORDS, key=itemgetter(0))
)
WORD_REACH = 30  # characters; no pattern begins so far before its word ("the first twelve months of 2020")
# Where a month may begin; to look for its first letters costs a tenth of looking for all names at every place.
_INITIALS = re.compile("|".join(form for name in SHORT_MONTHS for form in (name, name.upper())))
_MONTH_AT = re.compile(rf"(?<![A-Za-z]){MONTH}")
_DIGITS = re.compile(r"\d+")
LONGEST_DAY = 2  # digits
# What follows on such a number where it is a date or a time of day without an English month.
_DAY_GOES_ON = re.compile(rf"[-./:]|\s{{0,2}}[apAP]|\.?\s(?:de\s)?{STEMS}")
_WEEKDAY_BEFORE = sieve(rf"(?:(?<![A-Za-z]){WEEKDAY},?\s{{1,3}})(?:the\s{{1,2}})?$")


def atoms(text: str, *, us: bool = False) -> list[Atom]:
    """All pieces in order, none overlapping; of two that overlap the longer one stays.

    Args:
        text: The text, its white space as blanks.
        us: Whether 3/4/2018 puts the month first.
    """
    taken, kept = bytearray(len(text)), []
    # Sorting is stable: of two readings of one length the one that came first stays first.
    for atom in sorted(_readings(text, us), key=lambda found: found.start - found.end):
        if not any(taken[atom.start : atom.end]):
            taken[atom.start : atom.end] = b"x" * (atom.end - atom.start)
            kept.append(_with_weekday(text, atom))
    return sorted(kept, key=lambda atom: atom.start)


def _anchors(text: str) -> list[tuple[int, Sequence[Pattern]]]:
    """Where a number or a month begins, with the patterns that may hold there, in text order."""
    anchors: list[tuple[int, Sequence[Pattern]]] = []
    initials = [found.start() for found in _INITIALS.finditer(text)]
    of_length = _OF_LENGTH if initials else _WITHOUT_MONTH
    for found in _DIGITS.finditer(text):
        start, end = found.span()
        if not SHORTCUTS.on:
            anchors.append((start, _AT_NUMBER))
        elif end - start < MOST_DIGITS and (initials or end - start > LONGEST_DAY or _DAY_GOES_ON.match(text, end)):
            anchors.append((start, of_length[end - start]))
    if initials:
        anchors += [(start, _AT_MONTH) for start in initials if _MONTH_AT.match(text, start)]
        anchors.sort(key=itemgetter(0))
    return anchors


def _readings(text: str, us: bool) -> Iterator[Atom]:
    for start, patterns in _anchors(text):
        for pattern, reading in patterns:
            match = pattern.match(text, start)
            if match is None:
                continue
            atom = _numeric(match, us=us) if reading is _numeric else reading(match)
            if atom:
                yield atom
    letters = small(text)
    for words, patterns in _BY_WORD:
        places = [letters.find(word) for word in words if word in letters] if SHORTCUTS.on else [0]
        if not places:
            continue
        start = max(0, min(places) - WORD_REACH)
        for pattern, reading in patterns:
            for match in pattern.finditer(text, start):
                atom = reading(match)
                if atom:
                    yield atom


def _with_weekday(text: str, atom: Atom) -> Atom:
    """Take the weekday in: "Friday, 23 May 2025" is one expression."""
    named = _WEEKDAY_BEFORE.search(text[max(0, atom.start - 18) : atom.start]) if atom.kind == "day" else None
    return replace(atom, start=atom.start - len(named.group())) if named else atom
