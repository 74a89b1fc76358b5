"""Expressions that take up a stretch which their paragraph leaves open: "the same nine months", "during the year"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from thbextract.normalize.calendar import NUMBERS
from thbextract.normalize.edtf import interval, span_months
from thbextract.normalize.periods import PeriodFinder
from thbextract.normalize.sieve import sieve
from thbextract.records import Period

# So many years told one by one are a stretch.
ROW = 3
# So many stretches back a text takes one up again.
MEMORY = 20
# Characters before a time in which a superlative makes it the reach of a record ("the most in the last 14 years").
REACH = 60
_YEAR = re.compile(r"\d{4}")
_BACK = re.compile(
    r"(?i)(?:this|that|the)\s(?:time\s)?period|(?P<year>the\ssame\syear)"
    r"|(?:the\s|that\s|these\s|those\s)(?:same\s|similar\s)?"
    r"(?:(?P<months>\w+)\smonths|(?P<years>\w+)\syears|period|time|days|weeks)(?P<of>\s.*)?"
)
_THE_YEAR = re.compile(r"(?i)the\syear|(?P<end>(?:at\s|by\s)?(?:the\s)?(?:end\sof\sthe\syear|year(?:['’]s)?[\s-]end))")
_RECORD = sieve(r"(?i)\b(?:highest|lowest|most|largest|biggest|worst|best|record|first|longest)\b[^.;]{0,50}$")


class Antecedents:
    """Reads the time expressions of a document in order and resolves those that lean on earlier ones."""

    def __init__(self, shadow: str, today: str | None) -> None:
        self._shadow = shadow
        self._today = today
        self._finder = PeriodFinder()
        self._spoken: list[str] = []
        # The years told one by one so far, in a row.
        self._row: list[int] = []
        self._latest: int | None = None

    def resolve(self, periods: Sequence[Period]) -> list[Period]:
        """The expressions, resolved as far as what stands before them allows."""
        return [self._next(period) for period in periods]

    def _next(self, period: Period) -> Period:
        text = " ".join(period.text.split())
        back = _BACK.fullmatch(text)
        if back and self._is_open(period, back):
            rows = self._rows(2 if back["years"] else ROW)
            fitting = [edtf for edtf in [*self._spoken[-MEMORY:], *rows] if _fits(edtf, back)]
            return self._read(period, fitting[-1]) if fitting else period
        the_year = _THE_YEAR.fullmatch(text) if period.edtf is None else None
        if the_year and self._latest:
            year = str(self._latest)
            return replace(period, edtf=f"{year}-12-31" if the_year["end"] else year)
        if period.edtf and ".." not in period.edtf and not (back and back["of"]):
            self._note(period, period.edtf)
        return period

    def _is_open(self, period: Period, back: re.Match[str]) -> bool:
        """Whether an expression needs what stands before: it means nothing yet, or a year that is one of a row."""
        if period.edtf is None:
            return True
        # Without the stretch that it takes up, "the same period of 2018" was read as the whole year.
        whole = _YEAR.fullmatch(period.edtf) is not None
        return whole and bool(back["of"] or (self._rows() and not back["year"]))

    def _read(self, period: Period, stretch: str) -> Period:
        read = self._finder.find("during " + period.text, today=self._today, reporting_period=stretch)
        return replace(period, edtf=read[0].edtf) if len(read) == 1 and read[0].edtf else period

    def _note(self, period: Period, edtf: str) -> None:
        if _RECORD.search(self._shadow[max(0, period.start - REACH) : period.start]):
            return
        self._spoken.append(edtf)
        year = _year_of(edtf)
        if year is None or not self._row or not self._row[-1] <= year <= self._row[-1] + 1:
            self._row = [year] if year else []
        elif year != self._row[-1]:
            self._row.append(year)
        if year and _YEAR.fullmatch(edtf) and (self._today is None or edtf <= self._today):
            self._latest = max(year, self._latest or year)

    def _rows(self, least: int = ROW) -> list[str]:
        """So many years or more that were told one by one, as a stretch: "12 in 2018, 9 in 2019 and 7 in 2020"."""
        return [interval(str(self._row[0]), str(self._row[-1]))] if len(self._row) >= least else []


def _year_of(edtf: str) -> int | None:
    """The year in which a closed stretch lies."""
    first, _, last = edtf.partition("/")
    return int(first[:4]) if first[:4].isdigit() and (not last or last[:4] == first[:4]) else None


def _fits(edtf: str, back: re.Match[str]) -> bool:
    """Whether an expression can take up a stretch: "the same year" a year, "this period" a span, "nine months" nine."""
    if back["year"]:
        return _YEAR.fullmatch(edtf) is not None
    if back["years"]:
        return "/" in edtf and span_months(edtf) == 12 * (_number(back["years"]) or 0)
    return "/" in edtf and (back["months"] is None or span_months(edtf) == _number(back["months"]))


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else NUMBERS.get(word.lower())
