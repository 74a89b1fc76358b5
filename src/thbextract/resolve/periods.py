"""Which period a count has: from its sentence, its labels and headings, the sentences before, the document.

In this order: an expression of the sentence (`clauses`), the labels of a table cell, the lead-in of a
list, what the paragraph has just spoken of, a heading, the document's reporting period. A statement that
holds at any time (a law, a price, "every year") gets nothing from the document.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from thbextract.normalize.edtf import before as before_
from thbextract.normalize.calendar import NUMBERS
from thbextract.normalize.edtf import bounds, interval, span_months
from thbextract.normalize.periods import PeriodFinder
from thbextract.records import Block, Cell, Facts, Layout, Period, PeriodOf
from thbextract.resolve.clauses import Sentence
from thbextract.resolve.dates import is_dateline

_FINDER = PeriodFinder()

# Characters between "annually" and the count that it is said of: a verb and its helpers.
NOUN_GAP = 30
_UP_FROM = re.compile(
    r"(?i)(?:\b(?:up|down|increase|increased|decrease|rise|rose|fell|drop|dropped|growth|grew"
    r"|decline)\sfrom|\bto\s[\w.,]{1,12}(?:\s\w{1,14}){0,2}\sfrom|as\sagainst|[,–—-]\sagainst)\s"
    r"(?:(?:only|just|about|some|nearly)\s)?$"
)
# A release tells of a deed of the last days; longer ago it is a case's history.
DEED_DAYS = 7
TITLE_LENGTH = 160
_DEED = re.compile(
    r"(?i)\b(?:arrest|detain|search|raid|rescu|sentenc|convict|seiz|intercept|board|freed|apprehend|indict"
    r"|deprived\sof|dismantl"
    r"|found\sguilty|pleaded)\w*"
)
# An operation that a release tells of ended at most so many days before it.
RECENT_DAYS = 45
_OPERATION = re.compile(
    r"(?i)\b(?:operations?|raids?|sweep|crackdown|(?:action|enforcement)\s(?:days?|week)|days?\sof\saction)\b"
)
_HIDDEN_STOP = re.compile(r"(?<=\d{4})\.\d{1,2}\s{1,2}(?=[A-Z“\"])")
# How many rows below a row the caption of its table is looked for.
MOST_ROWS = 80
# Days: what a briefing sums up is two months to less than a year, and ended not long before.
STRETCH_DAYS = (55, 350)
STRETCH_AGE = 120
_TOTAL = re.compile(r"(?i)[\s*_|]{0,4}(?:grand\s|sub)?(?:totals?|altogether|sum|all\syears)\b")
_CAPTION = re.compile(r"(?:<[^<>]{0,80}>|[\s*_#]){0,8}Table\s{1,6}\d")
_BESIDE_MARK = re.compile(r"(?:\s{3,}|\|\s?)$")
_DAYS = re.compile(r"\d{4}-\d\d-\d\d/(\d{4}-\d\d-\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Characters on both sides of a count in which "every year" or "annually" is said of it.
NEAR = 90
_ALWAYS = re.compile(r"(?i)\b(?:every|each)\syear\b|\bannually\b|\byearly\b")
_LAW = re.compile(
    r"(?i)\b(?:law|act|code|article|statute)\s(?:\w+\s){0,3}(?:provides?|prescribes?|foresees?|sets|threatens?"
    r"|allows?|punishes)\b"
    r"|\bif\s(?:found\sguilty|convicted)\b|\bfac(?:e|es|ing)\s(?:\w+\s){0,3}(?:up\sto|years|life"
    r"|a\s(?:maximum|fine|sentence))"
    r"|\bcan\sbe\s(?:fined|sentenced|punished)\b|\b(?:has|have)\s(?:room|beds|places|a\scapacity)\s(?:for|of)\b"
    r"|\bcan\s(?:take\sin|house|accommodate|shelter|receive|host|hold|be\sreceived)\b"
)
# What holds when the text is written: a past time that the paragraph spoke of does not reach it.
_NOW = re.compile(
    r"(?i)^\W{0,3}there\s(?:is|are)\b|\b(?:receives|provides|pays|earns?|gives|gets|lives?|exists?)\b"
    r"|\bhas\s(?:a\sstaff\sof\s)?[\w,.]{1,12}\s(?:beds|rooms|places|staff|employees|officers|members|offices|branches)\b"
    r"|\b(?:currently|at\spresent|nowadays)\b|\b(?:with|has|have)\sa\scapacity\b"
    r"|\b(?:will|would)\s(?:be|have|get|receive|provide|cost|make)\b|\b(?:is|are)\s(?:a\smember|home\sto|able)\b"
)
_TIMELESS = re.compile(
    r"(?i)\b(?:every|each)\s(?:year|month|week|day)\b|\bannually\b|\b(?:a|per)\syear\b(?!\s(?:ago|earlier"
    r"|before))|\bworldwide\b|\bglobally\b"
    r"|\b(?:article|section)s?\s\d|\bcriminal\scode\b|\bpenal\scode\b|\bprescrib\w+|\bpunishable\b"
    r"|\bpenalt(?:y|ies)\b"
    r"|\bfac(?:e|es|ing)\s(?:a\s)?(?:up\sto|maximum|minimum|life)|\bmaximum\s(?:sentence|penalty|fine"
    r"|term)\b|\bstatutory\b"
    r"|\bmember\s(?:states|countries)\b|\bresolution\b"
)


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
        self._facts = facts
        self._basis = "given" if given else "document"
        self._index = {block.start: index for index, block in enumerate(layout.blocks)}
        self._closed: set[tuple[int, int]] = set()
        usable = sorted((p for p in found if p.usable and not self._is_mark(p)), key=lambda p: p.start)
        self._usable = _with_antecedents(usable, facts.date)
        self._starts = [p.start for p in self._usable]
        self._answers: dict[tuple[int, int], PeriodOf] = {}
        self._closing: dict[int, PeriodOf] = {}
        self._spoken = PeriodOf()

    def resolve(self, counts: Sequence[tuple[int, int]]) -> list[PeriodOf]:
        ordered = sorted(set(counts))
        for index, block in enumerate(self._layout.blocks):
            self._read_block(index, block, _starting_in(ordered, block))
        operation = self._of_operation(ordered)
        whole = operation or self._of_all(ordered)
        if whole:
            self._fill(ordered, whole)
        if operation:
            self._widen(ordered, operation)
        if not whole:
            self._tell_on(ordered)
        return [self._answers.get(count) or self._of_document("") for count in counts]

    def _fill(self, counts: Sequence[tuple[int, int]], whole: PeriodOf) -> None:
        for count in counts:
            answer = self._answers.get(count)
            around = self._layout.shadow[max(0, count[0] - NEAR) : count[1] + NEAR]
            open_ = answer is not None and answer.basis is None and answer.text is None and count not in self._closed
            if open_ and not _TIMELESS.search(around) and not _LAW.search(around):
                self._answers[count] = whole

    def _widen(self, counts: Sequence[tuple[int, int]], operation: PeriodOf) -> None:
        """A day of the operation holds for its own sentence; what follows is of the operation again."""
        first, last = bounds(operation.edtf or "")
        for count in counts:
            answer = self._answers.get(count)
            if answer and answer.basis == "document" and answer.edtf and first and last:
                left, right = bounds(answer.edtf)
                if left and right and first <= left and right <= last:
                    self._answers[count] = operation

    def _tell_on(self, counts: Sequence[tuple[int, int]]) -> None:
        """Carry the day of a deed through the paragraphs that go on telling it, up to a quote or another time."""
        index, deed = self._of_deed(counts) or (0, PeriodOf())
        if deed.edtf is None:
            return
        for block in self._layout.blocks[index:]:
            text = self._layout.shadow[block.start : block.end].lstrip()
            times = {p.edtf for p in self._within(block.start, block.end) if p.edtf}
            if times - {deed.edtf} and block is not self._layout.blocks[index]:
                return
            if text.startswith(("“", '"', "‘")):
                return
            self._fill(_starting_in(counts, block), deed)

    def _of_deed(self, counts: Sequence[tuple[int, int]]) -> tuple[int, PeriodOf] | None:
        """Of a release on a deed of the police or a court, the place and the day that its lead names."""
        if not counts or self._facts.reporting_period or not self._facts.date:
            return None
        today = bounds(self._facts.date)[1] or ""
        for index, block in enumerate(self._layout.blocks):
            inside = _starting_in(counts, block)
            if not inside and block.kind == "paragraph":
                told = self._told_today(block, today)
                if told:
                    return index, told
            answer = self._answers.get(inside[0]) if inside else None
            if block.kind != "paragraph" or not inside:
                continue
            if answer is None or answer.edtf is None or answer.basis not in ("stated", "relative"):
                if len(inside) == 1 and block.end - block.start < TITLE_LENGTH:
                    continue  # a headline that is set as a paragraph
                return None
            text = self._layout.shadow[block.start : inside[0][1] + NEAR]
            recent = _DAY.fullmatch(answer.edtf) and 0 <= _distance(answer.edtf, today) <= DEED_DAYS
            return (index, replace(answer, basis="document")) if recent and _DEED.search(text) else None
        return None

    def _told_today(self, block: Block, today: str) -> PeriodOf | None:
        """A lead without a figure that tells the deed and its day ("Officers today searched a bar in …")."""
        shadow = self._layout.shadow
        if not _DEED.search(shadow[block.start : block.end]):
            return None
        days = [
            p
            for p in self._within(block.start, block.end)
            if p.basis == "relative" or shadow[max(0, p.start - 4) : p.start].lower().endswith("on ")
        ]
        recent = [p for p in days if p.edtf and _DAY.fullmatch(p.edtf) and 0 <= _distance(p.edtf, today) <= DEED_DAYS]
        return replace(_stated(recent[0]), basis="document") if len({p.edtf for p in recent}) == 1 else None

    def _of_operation(self, counts: Sequence[tuple[int, int]]) -> PeriodOf | None:
        """A release on one operation: the days that it ran, if the text gives them once and they are recent."""
        if not counts or self._facts.reporting_period or not self._facts.date:
            return None
        days = {p.edtf: p for p in self._usable if p.edtf and self._ran(p)}
        if len(days) != 1:
            return None
        ((edtf, period),) = days.items()
        return PeriodOf(edtf, period.text, "document", period.doubts)

    def _ran(self, period: Period) -> bool:
        match = _DAYS.fullmatch(period.edtf or "")
        today = bounds(self._facts.date or "")[1] or ""
        if match is None or not 0 <= _distance(match[1], today) <= RECENT_DAYS:
            return False
        return bool(_OPERATION.search(self._layout.shadow[max(0, period.start - 2 * NEAR) : period.end + 2 * NEAR]))

    def _of_all(self, counts: Sequence[tuple[int, int]]) -> PeriodOf | None:
        """A text whose every stated period is one and the same, from its first figure on."""
        if not counts or self._facts.reporting_period:
            return None
        stated = {a.edtf: a for a in self._answers.values() if a.basis in ("stated", "relative") and a.edtf}
        first = self._answers.get(counts[0])
        if len(stated) != 1 or first is None or first.edtf not in stated or first.basis != "stated":
            return None
        if first.edtf is None or ".." in first.edtf or _DAY.fullmatch(first.edtf):
            return None
        return replace(first, basis="document")

    def _is_mark(self, period: Period) -> bool:
        """Whether a date is the document's own, standing in a page header and not in a sentence."""
        if period.basis != "stated" or period.edtf is None or period.edtf != self._facts.date:
            return False
        before = self._layout.shadow[max(0, period.start - 12) : period.start]
        return bool(_BESIDE_MARK.search(before))

    def _within(self, start: int, end: int) -> list[Period]:
        first = bisect_right(self._starts, start - 1)
        return self._usable[first : bisect_right(self._starts, end - 1)]

    def _read_block(self, index: int, block: Block, counts: Sequence[tuple[int, int]]) -> None:
        focus = PeriodOf()
        spans = [(s.start, s.end) for s in block.sentences] or [(block.start, block.end)]
        for start, end in self._parted(spans):
            here = [count for count in counts if start <= count[0] < end]
            focus = self._read_sentence(block, (start, end), here, focus)
        self._closing[index] = focus
        if focus.text or self._within(block.start, block.end):
            self._spoken = focus

    def _parted(self, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The sentences, parted also where a footnote mark hides the stop ("… 64 in 2022.12 Of the 229 …")."""
        for start, end in spans:
            for mark in _HIDDEN_STOP.finditer(self._layout.shadow, start, end):
                yield start, mark.end()
                start = mark.end()
            yield start, end

    def _read_sentence(
        self, block: Block, span: tuple[int, int], counts: list[tuple[int, int]], focus: PeriodOf
    ) -> PeriodOf:
        text = self._layout.shadow[span[0] : span[1]]
        periods = self._settling(span)
        reading = Sentence(text, counts, periods, span[0], self._dateline(block, periods)).read()
        for count, period in zip(counts, reading.chosen, strict=True):
            answer = _stated(period) if period else None
            if period and self._said_of_all_years(span, count, period):
                self._closed.add(count)
                answer = PeriodOf()
            part = text[max(0, count[0] - span[0] - NEAR) : count[1] - span[0] + NEAR]
            self._answers[count] = answer or self._from_around(block, count, text, part, focus)
        if reading.turns:
            return PeriodOf()
        return focus if reading.carried is None else _carried(reading.carried)

    def _said_of_all_years(self, span: tuple[int, int], count: tuple[int, int], period: Period) -> bool:
        """Whether a time after the count is not its own: "in previous years annually 80, in 2013 only 15"."""
        vague = [p for p in self._within(span[0], count[0]) if p.edtf is None and _GENERIC.search(p.text)]
        gaps = [self._layout.shadow[p.end : count[0]] for p in vague]
        return period.start > count[1] and any(len(gap) <= NOUN_GAP and "," not in gap for gap in gaps)

    def _dateline(self, block: Block, periods: Sequence[Period]) -> Period | None:
        """The date at the head of a paragraph: when it was written, not when things happened."""
        first = periods[0] if periods else None
        if first is None or first.edtf is None or first.edtf != self._facts.date or first.start - block.start > NEAR:
            return None
        shadow = self._layout.shadow
        return first if is_dateline(shadow[block.start : first.start], shadow[first.end : block.end][:NEAR]) else None

    def _settling(self, span: tuple[int, int]) -> list[Period]:
        """The expressions of a sentence that mean a time; "every year" means none."""
        return [p for p in self._within(*span) if p.edtf or (p.basis == "relative" and not _GENERIC.search(p.text))]

    def _from_around(self, block: Block, count: tuple[int, int], text: str, part: str, focus: PeriodOf) -> PeriodOf:
        cell = next((cell for cell in block.cells if cell.start <= count[0] < cell.end), None)
        labelled = (self._of_labels(cell) or self._of_total(block, cell)) if cell else None
        if labelled:
            return labelled
        near = self._layout.shadow[max(block.start, count[0] - NEAR) : min(block.end, count[1] + NEAR)]
        earlier = self._earlier_of(block, count, focus)
        if earlier:
            return earlier
        if _NOW.search(part) and not _DAY.fullmatch(focus.edtf or ""):
            return PeriodOf()
        if (focus.basis or focus.text) and not _ALWAYS.search(near) and not _LAW.search(text):
            return focus
        lead = self._of_lead_in(block)
        if lead:
            return lead
        heading = self._of_heading(block) or self._of_stretch(block, count)
        return heading or (PeriodOf() if _NOW.search(part) else self._of_document(text))

    def _earlier_of(self, block: Block, count: tuple[int, int], focus: PeriodOf) -> PeriodOf | None:
        """The base of "31, up from 28" is of the period before, or of an unknown one."""
        if not _UP_FROM.search(self._layout.shadow[max(block.start, count[0] - NEAR) : count[0]]):
            return None
        current = focus.edtf or self._facts.reporting_period
        previous = before_(current) if current and ".." not in current else None
        self._closed.add(count)
        return PeriodOf(previous, None, "relative") if previous else PeriodOf()

    def _of_labels(self, cell: Cell) -> PeriodOf | None:
        for label in (cell.column, cell.row):
            periods = _FINDER.find(label, today=self._facts.date, reporting_period=self._facts.reporting_period)
            usable = [p for p in periods if p.usable and p.edtf]
            if len(usable) == 1:
                return PeriodOf(usable[0].edtf, usable[0].text, "heading", usable[0].doubts)
        return None

    def _of_total(self, block: Block, cell: Cell) -> PeriodOf | None:
        """The total of rows that are labelled with years is of all these years."""
        index = self._index[block.start]
        if not _TOTAL.match(cell.row):
            return None
        rows = itertools.takewhile(lambda row: row.kind == "table_row", reversed(self._layout.blocks[:index]))
        labels = [self._of_labels(replace(row.cells[-1], column="")) for row in rows if row.cells]
        years = sorted(label.edtf for label in labels if label and label.edtf and re.fullmatch(r"\d{4}", label.edtf))
        return PeriodOf(interval(years[0], years[-1]), cell.row, "heading") if years else None

    def _of_lead_in(self, block: Block) -> PeriodOf | None:
        caption = self._of_caption(block) if block.cells else None
        if caption or block.lead_in is None:
            return caption
        closing = self._closing.get(block.lead_in)
        if closing and closing.edtf:
            return replace(closing, basis="heading")
        lead = self._layout.blocks[block.lead_in]
        if any(lead.start <= start < lead.end for start, _ in self._answers):
            return None
        before = self._layout.blocks[block.lead_in - 1] if block.lead_in else None
        # A second list that goes on under its own lead-in: "In 2020 were convicted: …", "Victims who got help: …".
        goes_on = before and before.kind == "list_item" and before.lead_in not in (None, block.lead_in)
        return self._of_title(lead) or (self._of_lead_in(before) if before and goes_on else None)

    def _of_stretch(self, block: Block, count: tuple[int, int]) -> PeriodOf | None:
        """The months up to now that the figures of a briefing are for, until it speaks of another time."""
        first, last = bounds(self._spoken.edtf) if self._spoken.edtf and "/" in self._spoken.edtf else (None, None)
        today = bounds(self._facts.date)[1] if self._facts.date else None
        if not first or not last or not today or any(p.edtf for p in self._within(block.start, count[0])):
            return None
        summed_up = STRETCH_DAYS[0] <= _distance(first, last) <= STRETCH_DAYS[1]
        return self._spoken if summed_up and 0 <= _distance(last, today) <= STRETCH_AGE else None

    def _of_caption(self, block: Block) -> PeriodOf | None:
        """The caption below a table, where none stands above it; the words above are then another picture's."""
        index = self._index[block.start]
        following = self._layout.blocks[index : index + MOST_ROWS]
        below = next((other for other in following if other.kind not in ("table_row", "table_header")), None)
        above = self._layout.blocks[block.lead_in] if block.lead_in is not None else None
        if below is None or not self._is_caption(below) or (above and self._is_caption(above)):
            return None
        return self._of_title(below)

    def _is_caption(self, block: Block) -> bool:
        return _CAPTION.match(self._layout.shadow, block.start, block.end) is not None

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
        if re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) or ".." in edtf:
            return None
        return PeriodOf(edtf, period.text, "heading", period.doubts)

    def _of_document(self, text: str) -> PeriodOf:
        period = self._facts.reporting_period
        if period is None or _TIMELESS.search(text):
            return PeriodOf()
        return PeriodOf(period, None, "given" if self._basis == "given" else "document")


_GENERIC = re.compile(r"(?i)^(?:every|each|per|a|annual\w*|yearly|monthly|weekly|daily|over\sthe\syears|\w+\syears)\b")


# Expressions that take up a stretch spoken of before, be it in another paragraph.
_BACK = re.compile(
    r"(?i)(?:this|that)\s(?:time\s)?period|(?:the|that|these)\ssame\s(?:(?P<months>\w+)\smonths|period|time)(?P<of>\s.*)?"
)


def _with_antecedents(periods: Sequence[Period], today: str | None) -> list[Period]:
    """Resolve "in this period", "the same nine months" that their own paragraph leaves open."""
    spoken: list[str] = []
    settled: list[Period] = []
    for period in periods:
        back = _BACK.fullmatch(" ".join(period.text.split()))
        # Without the stretch that it takes up, "the same period of 2018" was read as the whole year.
        if back and (period.edtf is None or (back["of"] and re.fullmatch(r"\d{4}", period.edtf))):
            months = back["months"]
            fitting = [edtf for edtf in spoken if months is None or span_months(edtf) == _number(months)]
            read = _FINDER.find("during " + period.text, today=today, reporting_period=fitting[-1]) if fitting else ()
            period = replace(period, edtf=read[0].edtf) if len(read) == 1 and read[0].edtf else period
        elif period.edtf and "/" in period.edtf and ".." not in period.edtf and not (back and back["of"]):
            spoken.append(period.edtf)
        settled.append(period)
    return settled


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else NUMBERS.get(word.lower())


def _starting_in(counts: Sequence[tuple[int, int]], block: Block) -> Sequence[tuple[int, int]]:
    """The counts, which are sorted, that begin in a block."""
    return counts[bisect_left(counts, (block.start, 0)) : bisect_left(counts, (block.end, 0))]


def _distance(day: str, later: str) -> int:
    return (dt.date.fromisoformat(later) - dt.date.fromisoformat(day)).days if later else -1


def _stated(period: Period) -> PeriodOf:
    if period.edtf is None:
        return PeriodOf(None, period.text, None, period.doubts)
    return PeriodOf(period.edtf, period.text, period.basis, period.doubts)


def _carried(period: Period) -> PeriodOf:
    if period.edtf is None:
        return PeriodOf(None, period.text, None, period.doubts)
    return PeriodOf(period.edtf, period.text, "document", period.doubts)
