"""Which period a count has: from its sentence, its labels and headings, the sentences before, the document.

In this order: an expression of the sentence (`clauses`), the labels of a table cell, the lead-in of a
list, what the paragraph has just spoken of, a heading, the document's reporting period. A statement that
holds at any time (a law, a price, "every year") gets nothing from the document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from thbextract.normalize.periods import PeriodFinder
from thbextract.records import Block, Cell, Facts, Layout, Period, PeriodOf
from thbextract.resolve.clauses import Sentence

_FINDER = PeriodFinder()

_TIMELESS = re.compile(
    r"(?i)\b(?:every|each)\s(?:year|month|week|day)\b|\bannually\b|\b(?:a|per)\syear\b(?!\s(?:ago|earlier|before))|\bworldwide\b|\bglobally\b"
    r"|\b(?:article|section)s?\s\d|\bcriminal\scode\b|\bpenal\scode\b|\bprescrib\w+|\bpunishable\b|\bpenalt(?:y|ies)\b"
    r"|\bfac(?:e|es|ing)\s(?:a\s)?(?:up\sto|maximum|minimum|life)|\bmaximum\s(?:sentence|penalty|fine|term)\b|\bstatutory\b"
    r"|\bmember\s(?:states|countries)\b|\bresolution\b"
)


@dataclass
class _Paragraph:
    """What a block has said so far of its time."""

    focus: PeriodOf = field(default_factory=PeriodOf)


def periods_of(
    counts: Sequence[tuple[int, int]],
    layout: Layout,
    found: Sequence[Period],
    facts: Facts,
    *,
    given: bool = False,
) -> list[PeriodOf]:
    """The period of each count.

    Args:
        counts: Spans of the number expressions, in any order.
        layout: The document's blocks.
        found: Its time expressions, as `PeriodFinder` gives them for the shadow.
        facts: The document's date and reporting period.
        given: Whether the reporting period was stated by the user; its basis is then `given`.

    Returns:
        One `PeriodOf` for each count, in the order of `counts`.
    """
    return _Resolver(layout, found, facts, given=given).resolve(counts)


class _Resolver:
    def __init__(self, layout: Layout, found: Sequence[Period], facts: Facts, *, given: bool) -> None:
        self._layout = layout
        self._usable = sorted((p for p in found if p.usable), key=lambda p: p.start)
        self._starts = [p.start for p in self._usable]
        self._facts = facts
        self._basis = "given" if given else "document"
        self._answers: dict[tuple[int, int], PeriodOf] = {}
        self._closing: dict[int, PeriodOf] = {}

    def resolve(self, counts: Sequence[tuple[int, int]]) -> list[PeriodOf]:
        ordered = sorted(set(counts))
        for index, block in enumerate(self._layout.blocks):
            inside = [count for count in ordered if block.start <= count[0] < block.end]
            self._read_block(index, block, inside)
        return [self._answers.get(count) or self._of_document("") for count in counts]

    def _within(self, start: int, end: int) -> list[Period]:
        first = bisect_right(self._starts, start - 1)
        return self._usable[first : bisect_right(self._starts, end - 1)]

    def _read_block(self, index: int, block: Block, counts: list[tuple[int, int]]) -> None:
        focus = PeriodOf()
        spans = [(s.start, s.end) for s in block.sentences] or [(block.start, block.end)]
        for start, end in spans:
            here = [count for count in counts if start <= count[0] < end]
            focus = self._read_sentence(block, (start, end), here, focus)
        self._closing[index] = focus

    def _read_sentence(
        self, block: Block, span: tuple[int, int], counts: list[tuple[int, int]], focus: PeriodOf
    ) -> PeriodOf:
        text = self._layout.shadow[span[0] : span[1]]
        reading = Sentence(text, counts, self._settling(span), span[0]).read()
        for count, period in zip(counts, reading.chosen, strict=True):
            answer = _stated(period) if period else None
            self._answers[count] = answer or self._from_around(block, count, text, focus)
        if reading.carried is None:
            return focus
        return _carried(reading.carried)

    def _settling(self, span: tuple[int, int]) -> list[Period]:
        """The expressions of a sentence that mean a time; "every year" means none."""
        return [p for p in self._within(*span) if p.edtf or p.basis == "relative" and not _GENERIC.search(p.text)]

    def _from_around(self, block: Block, count: tuple[int, int], text: str, focus: PeriodOf) -> PeriodOf:
        cell = next((cell for cell in block.cells if cell.start <= count[0] < cell.end), None)
        labelled = self._of_labels(cell) if cell else None
        if labelled:
            return labelled
        if focus.edtf or focus.basis:
            return focus
        lead = self._of_lead_in(block)
        if lead:
            return lead
        heading = self._of_heading(block)
        return heading or self._of_document(text)

    def _of_labels(self, cell: Cell) -> PeriodOf | None:
        for label in (cell.column, cell.row):
            periods = _FINDER.find(label, today=self._facts.date, reporting_period=self._facts.reporting_period)
            usable = [p for p in periods if p.usable and p.edtf]
            if len(usable) == 1:
                return PeriodOf(usable[0].edtf, usable[0].text, "heading", usable[0].doubts)
        return None

    def _of_lead_in(self, block: Block) -> PeriodOf | None:
        if block.lead_in is None:
            return None
        closing = self._closing.get(block.lead_in)
        if closing and closing.edtf:
            return replace(closing, basis="heading")
        return self._of_title(self._layout.blocks[block.lead_in])

    def _of_heading(self, block: Block) -> PeriodOf | None:
        """The nearest heading that names one period; a single day is a date line, no period."""
        index, seen = block.heading, 0
        while index is not None and seen < 6:
            heading = self._layout.blocks[index]
            found = self._of_title(heading)
            if found:
                return found
            index, seen = heading.heading, seen + 1
        return None

    def _of_title(self, block: Block) -> PeriodOf | None:
        periods = [p for p in self._within(block.start, block.end) if p.edtf]
        if len({p.edtf for p in periods}) != 1 or periods[0].edtf is None:
            return None
        period = periods[0]
        edtf = periods[0].edtf
        if edtf.count("-") == 2 or "/.." in edtf or edtf.startswith("../"):
            return None
        return PeriodOf(edtf, period.text, "heading", period.doubts)

    def _of_document(self, text: str) -> PeriodOf:
        period = self._facts.reporting_period
        if period is None or _TIMELESS.search(text):
            return PeriodOf()
        return PeriodOf(period, None, "given" if self._basis == "given" else "document")


_GENERIC = re.compile(r"(?i)^(?:every|each|per|a|annual\w*|yearly|monthly|weekly|daily|over\sthe\syears|\w+\syears)\b")


def _stated(period: Period) -> PeriodOf:
    if period.edtf is None:
        return PeriodOf(None, period.text, None, period.doubts)
    return PeriodOf(period.edtf, period.text, period.basis, period.doubts)


def _carried(period: Period) -> PeriodOf:
    return PeriodOf(period.edtf, period.text, "document", period.doubts)
