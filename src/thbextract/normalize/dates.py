"""Calendar expressions in a text: days, months, quarters, years, decades, and times of day.

One pass finds the pieces ("atoms"); `periods` joins them to spans and gives them the year that they lack.
Every pattern is bounded, so the scan is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from thbextract.normalize.calendar import (
    DASH,
    DAY,
    LONG_MONTH,
    MONTH,
    NUMBER,
    ORDINALS,
    WEEKDAY,
    YEAR,
    month_number,
    number,
)
from thbextract.normalize.edtf import Date, is_real
from thbextract.records import Doubt

Kind = Literal["day", "month", "months", "year", "years", "name", "clock", "relative", "foreign"]

ORD = r"(?:st|nd|rd|th)?"
TH = rf"(?:{'|'.join(word for word in ORDINALS if word[0].isalpha())}|[1-4](?:st|nd|rd|th))"
OF_YEAR = rf"(?:,?\s{{1,3}}(?:of\s{{1,3}})?(?:the\s{{1,3}}year\s{{1,3}})?({YEAR}))?"
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
    first: Date = Date(None)
    last: Date = Date(None)
    weak: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def lacks_year(self) -> bool:
        """Whether the year must come from elsewhere."""
        return self.last.year is None and self.kind in ("day", "month", "months")

    def with_year(self, first: int, last: int) -> Atom:
        """The same with the years filled in."""
        return replace(self, first=self.first._replace(year=first), last=self.last._replace(year=last))


Reading = Callable[[re.Match[str], bool], Atom | None]


def _single(match: re.Match[str], kind: Kind, date: Date, *, weak: bool = False) -> Atom | None:
    return _atom(match, kind, date, date, weak=weak)


def _atom(match: re.Match[str], kind: Kind, first: Date, last: Date, *, weak: bool = False) -> Atom | None:
    if not (is_real(first) and is_real(last)):
        return None
    return Atom(match.start(), match.end(), kind, first, last, weak)


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _iso(match: re.Match[str], us: bool) -> Atom | None:
    return _single(match, "day", Date(*(int(part) for part in match.group(1, 3, 4))))


def _numeric(match: re.Match[str], us: bool) -> Atom | None:
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


def _day_month(match: re.Match[str], us: bool) -> Atom | None:
    day, other, month, year = match.group(1, 2, 3, 4)
    first, last = int(day), int(other or day)
    if last < first:
        return None
    number_ = month_number(month)
    return _atom(match, "day", Date(_year(year), number_, first), Date(_year(year), number_, last))


def _month_day(match: re.Match[str], us: bool) -> Atom | None:
    month, day, other, year = match.group(1, 2, 3, 4)
    first, last = int(day), int(other or day)
    if last < first or (not year and _IN.search(match.string, max(0, match.start() - 4), match.start())):
        return None  # "in May 12 people were arrested": after "in" the number is no day
    number_ = month_number(month)
    return _atom(match, "day", Date(_year(year), number_, first), Date(_year(year), number_, last))


_IN = re.compile(r"\b[Ii]n\s{1,2}$")


def _months(match: re.Match[str], us: bool) -> Atom | None:
    first, last, year = match.group(1, 2, 3)
    one, other = month_number(first), month_number(last)
    if not year or other <= one:
        return None
    return _atom(match, "months", Date(int(year), one), Date(int(year), other))


def _month(match: re.Match[str], us: bool) -> Atom | None:
    return _single(match, "month", Date(int(match.group(2)), month_number(match.group(1))))


def _iso_month(match: re.Match[str], us: bool) -> Atom | None:
    return _single(match, "month", Date(int(match.group(1)), int(match.group(2))))


def _bare_month(match: re.Match[str], us: bool) -> Atom | None:
    return _single(match, "month", Date(None, month_number(match.group())), weak=True)


def _part_of_year(match: re.Match[str], size: int, index: int, year: str | None) -> Atom | None:
    first, full = (index - 1) * size + 1, _year(year)
    return _atom(match, "months", Date(full, first), Date(full, first + size - 1))


def _quarter(match: re.Match[str], us: bool) -> Atom | None:
    word = next(group for group in match.group("q1", "q2", "q3", "q4", "q5") if group)
    index = ORDINALS.get(word.lower()) or int(word)
    year = next((match.group(name) for name in ("qy1", "qy2", "qy3") if match.group(name)), None)
    year = year or next((group for group in (match.group("qy4"), match.group("qy5")) if group), None)
    return _part_of_year(match, 3, index, year)


def _half(match: re.Match[str], us: bool) -> Atom | None:
    word = next(group for group in match.group("h1", "h2", "h3") if group)
    index = {"last": 2}.get(word.lower()) or ORDINALS.get(word.lower()) or int(word)
    year = match.group("hy1") or match.group("hy2") or match.group("hy3")
    return _part_of_year(match, 6, index, year) if index <= 2 else None


def _some_months(match: re.Match[str], us: bool) -> Atom | None:
    """The first (or last) so many months of a year; "nine months of 2020" are its first nine."""
    which, count, year = match.group(1), number(match.group(2)), _year(match.group(3))
    if not 1 <= count <= 12:
        return None
    first = 13 - count if which and which.lower() in ("last", "final") else 1
    return _atom(match, "months", Date(year, first), Date(year, first + count - 1))


def _years(match: re.Match[str], us: bool) -> Atom | None:
    """A fiscal or school year: the year as said, two years where two are said."""
    first, second = match.group(1), match.group(2)
    year = int(first) if len(first) == 4 else 2000 + int(first)
    if not second:
        return _single(match, "year", Date(year))
    last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
    return _atom(match, "years", Date(year), Date(last)) if last > year else None


def _decade(match: re.Match[str], us: bool) -> Atom | None:
    digits = match.group(2)
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    first = year + 5 if match.group(1) and match.group(1).lower().startswith("mid") else year
    return _atom(match, "years", Date(first), Date(year + 9))


def _bare_year(match: re.Match[str], us: bool) -> Atom | None:
    return _single(match, "year", Date(int(match.group())), weak=True)


def _clock(match: re.Match[str], us: bool) -> Atom | None:
    return Atom(match.start(), match.end(), "clock")


def _foreign(match: re.Match[str], us: bool) -> Atom | None:
    return Atom(match.start(), match.end(), "foreign")


_BEFORE = r"(?<![\w$€£¥.,/-])"
_WORD = r"(?<![\w/])"
_QUARTERS = rf"""
    [Qq](?P<q1>[1-4])\b(?:,?\s{{0,2}}(?:of\s{{1,2}})?(?:FY\s?)?(?P<qy1>{YEAR}))?
  | (?P<q2>[1-4])Q\s{{0,2}}(?P<qy2>{YEAR})
  | (?P<qy3>{YEAR})\s{{0,2}}[,/-]?\s{{0,2}}Q(?P<q3>[1-4])\b
  | (?i:(?P<q4>{TH})\s{{1,2}}quarter)\b(?:{OF_YEAR.replace("(" + YEAR, "(?P<qy4>" + YEAR)})
  | [Qq]uarter\s{{1,2}}(?P<q5>[1-4])\b(?:{OF_YEAR.replace("(" + YEAR, "(?P<qy5>" + YEAR)})
"""
_HALVES = rf"""
    (?P<h1>first|second|last|1st|2nd)\s{{1,2}}half\b(?=,?\s{{1,3}}(?:of\s{{1,3}})?(?:the\s{{1,3}}|this\s|last\s)?
        (?:year\b|{YEAR}))(?:{OF_YEAR.replace("(" + YEAR, "(?P<hy1>" + YEAR)})
  | H(?P<h2>[12])\b(?:,?\s{{0,2}}(?:of\s{{1,2}})?(?P<hy2>{YEAR}))
  | (?P<hy3>{YEAR})\s{{0,2}}[,/-]?\s{{0,2}}H(?P<h3>[12])\b
"""

# In order: where two begin at the same place the earlier one wins, and it is the longer one.
_GRAMMAR: tuple[tuple[str, Reading], ...] = (
    (rf"{_BEFORE}((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?![\d-])(?:T[\d:.]{{4,12}}Z?)?", _iso),
    (rf"{_BEFORE}(\d{{1,2}})([-./])(\d{{1,2}})\2((?:19|20)\d\d)(?!\d|[,/-]\d)", _numeric),
    (rf"{_BEFORE}(\d\d)([./])(\d\d)\2(\d\d)(?![\d/-]|[.,]\d)", _numeric),
    (
        rf"{_BEFORE}(?:{WEEKDAY},?\s{{1,3}})?(?:the\s{{1,2}})?({DAY}){ORD}"
        rf"(?:\s{{0,2}}(?:{DASH}|,|&|\bto\b|\band\b|\bthrough\b)\s{{0,2}}(?:the\s)?{DAY}{ORD}){{0,4}}?"
        rf"(?:\s{{0,2}}(?:{DASH}|&|\bto\b|\band\b|\bthrough\b)\s{{0,2}}(?:the\s)?({DAY}){ORD})?"
        rf"(?:\s{{0,3}}(?:day\s)?(?:of\s{{1,2}})?|-(?=[A-Za-z]{{3,9}}-\d))({MONTH})(?:\s{{0,2}}[,-]?\s{{0,3}}(?:of\s{{1,2}})?({YEAR}))?",
        _day_month,
    ),
    (
        rf"{_WORD}(?:{WEEKDAY},?\s{{1,3}})?({MONTH})\s{{1,3}}(?:the\s)?({DAY}){ORD}\b(?![,.]\d|:\d|\s?%)"
        rf"(?:\s{{0,2}}(?:{DASH}|&|\bto\b|\band\b|\bthrough\b)\s{{0,2}}({DAY}){ORD}\b(?![,.]\d))?"
        rf"(?:\s{{0,2}},?\s{{0,3}}({YEAR}))?",
        _month_day,
    ),
    (rf"{_WORD}({MONTH})\s?{DASH}\s?({MONTH})\s{{1,2}}({YEAR})", _months),
    (rf"{_WORD}({MONTH})(?:,?\s{{1,3}}(?:of\s{{1,2}})?(?:the\s{{1,2}}year\s{{1,2}})?|\s?[-/]\s?)({YEAR})", _month),
    (_QUARTERS, _quarter),
    (_HALVES, _half),
    (
        rf"\b(?:the\s{{1,2}})?(?:(first|last|final)\s{{1,2}})?({NUMBER})[\s-]months\s{{1,2}}"
        rf"(?:of|in)\s{{1,2}}(?:the\s{{1,2}}year\s{{1,2}})?({YEAR})",
        _some_months,
    ),
    (
        rf"\b(?:the\s{{1,2}})?(first|last|final)\s{{1,2}}({NUMBER})\s{{1,2}}months()"
        rf"(?=\s{{1,2}}of\s{{1,2}}(?:the|this|last)\s{{1,2}}(?:\w{{1,12}}\s)?year\b)",
        _some_months,
    ),
    (
        rf"\b(?:{FISCAL}\s{{1,2}}[Yy]ears?(?:\s{{1,2}}of)?\s{{0,2}}|FYs?\s{{0,2}}['’]?)\(?({SHORT_YEAR})"
        rf"(?:\s{{0,2}}(?:{DASH}|/|\bto\b)\s{{0,2}}({SHORT_YEAR}))?",
        _years,
    ),
    (rf"{_BEFORE}({YEAR})(?:\s?{DASH}\s?|/)((?:19|20)\d\d|\d\d)(?![\d-]|[,.]\d)(?=\s{{1,2}}{FISCAL}\s[Yy]ear)", _years),
    (rf"{_BEFORE}((?:19|20)\d\d)(?:\s?{DASH}\s?|/)({YEAR})(?![\d/-])", _years),
    (rf"{_BEFORE}((?:19|20)\d\d)(?:{DASH}|/)(\d\d)(?![\d/-]|[.,]\d)", _years),
    (rf"{_BEFORE}((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d-]|[.,]\d)", _iso_month),
    (r"\b(?:(?:the\s{1,2})?([Ee]arly|[Mm]id|[Ll]ate)[\s-])?((?:19|20)\d0)[’']?s\b", _decade),
    (
        r"(?<![\d.,:])(?:[01]?\d|2[0-4])(?:[:.][0-5]\d){1,2}\s{0,2}(?:[ap]\.?\s?m\b\.?|hrs\b|hours\b|[AP]\.?M\b\.?)"
        r"|(?<![\d.,:/])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])"
        r"|(?<![\d.,:])(?:1[0-2]|0?[1-9])\s{0,2}(?:a\.?m|p\.?m|A\.?M|P\.?M)\b\.?"
        r"|(?<=at )(?:[01]\d|2[0-4])[0-5]\d\s{0,2}(?:hrs|hours|h)\b",
        _clock,
    ),
    # The word may be a month of another language or a misspelt one: dateparser decides, or it is no date.
    (rf"{_BEFORE}{DAY}\.?\s(?:de\s)?[^\W\d_]{{3,12}}\s(?:de\s)?{YEAR}", _foreign),
    (rf"(?<![\w$€£¥.,/#№+])(?<![\dA-Z]-)(?:19|20)\d\d(?!\d|,\d{3}|\.\d|%|\s?per\s?cent|{DASH}\d)", _bare_year),
    (rf"\b{LONG_MONTH}", _bare_month),
)


_PATTERNS = tuple(re.compile(pattern, re.VERBOSE if "\n" in pattern else 0) for pattern, _ in _GRAMMAR)
_WORTH = re.compile(rf"\d|{LONG_MONTH}||\b(?i:quarter|months|half)\b")


def atoms(text: str, *, us: bool = False) -> list[Atom]:
    """All pieces in order, none overlapping; of two that overlap the longer one stays."""
    if not _WORTH.search(text):
        return []
    taken, kept = bytearray(len(text)), []
    for _, _, atom in sorted(_all(text, us), key=lambda found: found[:2]):
        if not any(taken[atom.start : atom.end]):
            taken[atom.start : atom.end] = b"x" * (atom.end - atom.start)
            kept.append(atom)
    return sorted(kept, key=lambda atom: atom.start)


def _all(text: str, us: bool) -> Iterator[tuple[int, int, Atom]]:
    """Every reading with its shortness and its place in the grammar, which rank it."""
    for rank, (pattern, (_, reading)) in enumerate(zip(_PATTERNS, _GRAMMAR, strict=True)):
        for match in pattern.finditer(text):
            atom = reading(match, us)
            if atom:
                yield atom.start - atom.end, rank, atom
