"""The time expressions of a document, ready for its counts: without page marks, with what they take up resolved."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from thbextract.normalize.edtf import is_one_year
from thbextract.normalize.fiscal import as_defined
from thbextract.normalize.periods import is_limit
from thbextract.records import Block, Facts, Layout, Period, PeriodOf
from thbextract.resolve.antecedents import Antecedents

_BESIDE_MARK = re.compile(r"(?:\s{3,}|\|\s?)$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# "Every year", "annually" mean no stretch of time.
GENERIC = re.compile(r"(?i)^(?:every|each|per|a|annual\w*|yearly|monthly|weekly|daily|over\sthe\syears|\w+\syears)\b")

BASE_REACH = 40  # characters before a time in which a word of comparison makes it a base
_BASE = re.compile(
    r"(?i)\b(?:(?:increase|decrease|rise|fall|drop|reduction|change|up|down|more|fewer|less|higher|lower|decline|growth)"
    r"\s(?:on|over|from|since|than|in|compared\s(?:to|with))|compared\s(?:to|with)|than|against|versus|vs\.?)"
    r"\s(?:in\s|the\s)?$"
)

_YEAR_RUNS = re.compile(
    r"(?i)\b(?:our|its|(?:financial|fiscal|reporting|budget|business))\syear\s(?:runs?|ran|lasts?|lasted|goes|covers?|is|was)\b"
)


class Times:
    """The usable time expressions of a document in order; `year` is a financial year of which it says when it runs."""

    def __init__(self, layout: Layout, found: Sequence[Period], facts: Facts) -> None:
        self._layout = layout
        marked = [period for period in found if period.usable and not _is_mark(period, layout, facts)]
        marked = sorted(_within_cells(marked, layout), key=lambda period: period.start)
        self.year = _defined_year(layout, marked)
        marked = [replace(period, edtf=as_defined(period.edtf, self.year)) for period in marked]
        self.all = Antecedents(layout.shadow, facts.date).resolve(marked)
        self._starts = [period.start for period in self.all]

    def within(self, start: int, end: int) -> list[Period]:
        """The expressions that begin between two places."""
        first = bisect_left(self._starts, start)
        return self.all[first : bisect_right(self._starts, end - 1)]

    def title_of(self, block: Block) -> PeriodOf | None:
        """The one period that a heading or a caption names; a single day is a date line, no period."""
        named = [period for period in self.within(block.start, block.end) if period.edtf and not is_limit(period)]
        periods = [period for period in named if not self._is_base(block, period)]
        if len({period.edtf for period in periods}) != 1:
            return None
        edtf = periods[0].edtf
        if edtf is None or is_day(edtf) or ".." in edtf:
            return None
        return PeriodOf(edtf, periods[0].text, "heading", periods[0].doubts)

    def _is_base(self, block: Block, period: Period) -> bool:
        """Whether a heading only compares with a time ("Referrals: 512 (24% increase on 2018)")."""
        before = self._layout.shadow[max(block.start, period.start - BASE_REACH) : period.start]
        return _BASE.search(before) is not None


def _defined_year(layout: Layout, periods: Sequence[Period]) -> str | None:
    """The first twelve months that the document calls a year: "our year runs from 1 July 2022 to 30 June 2023"."""
    for period in periods:
        defines = period.edtf is not None and "-" in period.edtf and is_one_year(period.edtf)
        before = layout.shadow[max(0, period.start - BASE_REACH) : period.start + len("from ")]
        if defines and _YEAR_RUNS.search(" ".join(before.split())):
            return period.edtf
    return None


def _within_cells(periods: Sequence[Period], layout: Layout) -> list[Period]:
    """The expressions but for those that run from one cell of a table into the next ("January   3   5")."""
    cells = sorted((cell.start, cell.end) for block in layout.blocks for cell in block.cells)
    kept = []
    for period in periods:
        index = bisect_right(cells, (period.start, len(layout.shadow))) - 1
        start, end = cells[index] if index >= 0 else (0, 0)
        if not start <= period.start < end < period.end:
            kept.append(period)
    return kept


def _is_mark(period: Period, layout: Layout, facts: Facts) -> bool:
    """Whether a date is the document's own, standing in a page header and not in a sentence."""
    if period.basis != "stated" or period.edtf is None or period.edtf != facts.date:
        return False
    return _BESIDE_MARK.search(layout.shadow[max(0, period.start - 12) : period.start]) is not None


def is_day(edtf: str | None) -> bool:
    """Whether a period is a single day."""
    return edtf is not None and _DAY.fullmatch(edtf) is not None


def distance(day: str, later: str) -> int:
    """Days from one day to a later one."""
    return (dt.date.fromisoformat(later) - dt.date.fromisoformat(day)).days


def starting_in(counts: Sequence[tuple[int, int]], block: Block) -> Sequence[tuple[int, int]]:
    """The counts, which are sorted, that begin in a block."""
    return counts[bisect_left(counts, (block.start, 0)) : bisect_left(counts, (block.end, 0))]
