"""The times that stand over a figure: labels of a table cell, captions, lead-ins of lists, headings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from thbextract.normalize.calendar import MONTH
from thbextract.normalize.dates import TH
from thbextract.normalize.edtf import bounds, ends, interval
from thbextract.normalize.fiscal import as_defined
from thbextract.normalize.periods import PeriodFinder
from thbextract.records import Block, Cell, Facts, Layout, PeriodOf
from thbextract.resolve.times import Times, is_day, starting_in

# How many rows below a row the caption of its table is looked for, and how many above a total it sums up.
MOST_ROWS = 80
# How many headings, or lists, one above the other, are asked for a time.
MOST_LEVELS = 6
_TOTAL = re.compile(r"(?i)[\s*_|]{0,4}(?:grand\s|sub)?(?:totals?|altogether|sum|all\syears)\b")
_CAPTION = re.compile(r"(?:<[^<>]{0,80}>|[\s*_#]){0,8}Table\s{1,6}\d")
# A lead-in that takes up the sentence before it.
_GOES_ON = re.compile(
    r"(?i)[\s*_]{0,4}(?:(?:this|that|these|those|they|it|of\s(?:these|those|them|which|whom)|among\s(?:them|these|those)"
    r"|from\s(?:them|these)|including|which)\b|the\s(?:victims|cases|figures?|numbers?|total|persons?|people|reports?)\b)"
)
_PART = re.compile(rf"{MONTH}|Q[1-4]|(?i:{TH}\s(?:quarter|half))")
_YEAR = re.compile(r"\d{4}")


def _form(edtf: str) -> str:
    """How a period is written, whatever its figures: labels of one kind can be summed up."""
    return re.sub(r"\d", "0", edtf)


class Labels:
    """Answers for a block what is written over it.

    `closing` is what each block so far ended with; it grows while the document is read.
    """

    def __init__(
        self,
        layout: Layout,
        facts: Facts,
        times: Times,
        counts: Sequence[tuple[int, int]],
        closing: dict[int, PeriodOf],
    ) -> None:
        self._layout = layout
        self._facts = facts
        self._times = times
        self._counts = counts
        self._closing = closing
        self._index = {block.start: index for index, block in enumerate(layout.blocks)}
        self._finder = PeriodFinder()

    def of_cell(self, block: Block, place: int) -> PeriodOf | None:
        """The time in the column's label, else in the row's; a total is of all the years above it."""
        cell = next((cell for cell in block.cells if cell.start <= place < cell.end), None)
        if cell is None:
            return None
        return self._of_part(block, cell) or self._named(cell) or self._of_total(block, cell)

    def _of_part(self, block: Block, cell: Cell) -> PeriodOf | None:
        """A label that names a part of a year ("January", "Q1"), of the year in the caption or the heading."""
        label = next((label.strip() for label in (cell.column, cell.row) if _PART.fullmatch(label.strip())), None)
        over = (self.of_lead_in(block) or self.of_heading(block)) if label else None
        if label is None or over is None or over.edtf is None or not _YEAR.fullmatch(over.edtf):
            return None
        found = [period for period in self._finder.find(f"in {label} {over.edtf}") if period.edtf]
        return PeriodOf(found[0].edtf, label, "heading", found[0].doubts) if len(found) == 1 else None

    def _named(self, cell: Cell) -> PeriodOf | None:
        for label in (cell.column, cell.row):
            found = self._finder.find(label, today=self._facts.date, reporting_period=self._facts.reporting_period)
            usable = [period for period in found if period.usable and period.edtf]
            if len(usable) == 1:
                edtf = as_defined(usable[0].edtf, self._times.year)
                return PeriodOf(edtf, usable[0].text, "heading", usable[0].doubts)
        return None

    def _of_total(self, block: Block, cell: Cell) -> PeriodOf | None:
        if _TOTAL.match(cell.row):
            index = self._index[block.start]
            above = reversed(self._layout.blocks[max(0, index - MOST_ROWS) : index])
            rows = itertools.takewhile(lambda row: row.kind == "table_row", above)
            summed = [replace(row.cells[-1], column="") for row in rows if row.cells]
        elif _TOTAL.match(cell.column):
            summed = [replace(other, row="") for other in block.cells]
        else:
            return None
        labels = [self._named(one) for one in summed]
        told = sorted({label.edtf for label in labels if label and label.edtf and ".." not in label.edtf}, key=bounds)
        if not told or len({_form(edtf) for edtf in told}) > 1:
            return None
        return PeriodOf(interval(ends(told[0])[0], ends(told[-1])[1]), cell.row, "heading")

    def of_lead_in(self, block: Block) -> PeriodOf | None:
        """What introduces a list or a table: its lead-in, its caption, the lead-in of the list that it goes on with."""
        caption = self._of_caption(block) if block.cells else None
        if caption:
            return caption
        introduced: Block | None = block
        for _ in range(MOST_LEVELS):
            if introduced is None or introduced.lead_in is None:
                return None
            closing = self._closing.get(introduced.lead_in)
            lead = self._layout.blocks[introduced.lead_in]
            if closing and closing.edtf and not self._is_date_line(lead, closing):
                return replace(closing, basis="heading")
            going_on = self._of_text_before(introduced.lead_in)
            if going_on or starting_in(self._counts, lead):
                return going_on
            titled = self._times.title_of(lead)
            if titled:
                return titled
            introduced = self._list_before(introduced.lead_in)
        return None

    def _is_date_line(self, lead: Block, closing: PeriodOf) -> bool:
        """Whether the line above a list is nothing but a day: when a page was made, not what its list tells."""
        line = self._layout.shadow[lead.start : lead.end].strip(" *_#>.:|()")
        return is_day(closing.edtf) and line == closing.text

    def _of_text_before(self, lead_in: int) -> PeriodOf | None:
        """What the paragraph before a lead-in ended with, if that goes on with it ("This encompassed:")."""
        lead, before = self._layout.blocks[lead_in], self._layout.blocks[lead_in - 1] if lead_in else None
        if before is None or before.kind != "paragraph" or self._times.within(lead.start, lead.end):
            return None
        closing = self._closing.get(lead_in - 1)
        goes_on = _GOES_ON.match(self._layout.shadow, lead.start, lead.end)
        return replace(closing, basis="heading") if goes_on and closing and closing.edtf else None

    def _list_before(self, lead_in: int) -> Block | None:
        """The list that a second lead-in goes on from: "In 2020 were convicted: …", "Victims who got help: …"."""
        before = self._layout.blocks[lead_in - 1] if lead_in else None
        return before if before and before.kind == "list_item" and before.lead_in != lead_in else None

    def _of_caption(self, block: Block) -> PeriodOf | None:
        """The caption below a table, where none stands above it; the words above are then another picture's."""
        index = self._index[block.start]
        following = self._layout.blocks[index : index + MOST_ROWS]
        below = next((other for other in following if other.kind not in ("table_row", "table_header")), None)
        above = self._layout.blocks[block.lead_in] if block.lead_in is not None else None
        if below is None or not self._is_caption(below) or (above and self._is_caption(above)):
            return None
        return self._times.title_of(below)

    def _is_caption(self, block: Block) -> bool:
        return _CAPTION.match(self._layout.shadow, block.start, block.end) is not None

    def of_heading(self, block: Block) -> PeriodOf | None:
        """The nearest heading that names one period."""
        index = block.heading
        for _ in range(MOST_LEVELS):
            if index is None:
                return None
            heading = self._layout.blocks[index]
            found = self._times.title_of(heading)
            if found:
                return found
            index = heading.heading
        return None
