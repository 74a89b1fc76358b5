"""Which period a count has: from its sentence, its labels and headings, the sentences before, the document.

In this order: an expression of the sentence (`clauses`), the labels of a table cell, what the paragraph has
just spoken of, the lead-in of a list, a heading (`labels`), the document's reporting period; at last, what a
release is on (`releases`). A statement that holds at any time (`timeless`) gets nothing from around.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from thbextract.normalize.calendar import NUMBER
from thbextract.normalize.edtf import before as before_
from thbextract.normalize.edtf import bounds, covers, shift_years
from thbextract.normalize.sieve import sieve
from thbextract.records import Block, Facts, Layout, Period, PeriodBasis, PeriodOf
from thbextract.resolve.clauses import Reading, Sentence
from thbextract.resolve.dates import is_dateline
from thbextract.resolve.figures import Figure, Figures, row_of
from thbextract.resolve.labels import Labels
from thbextract.resolve.releases import TITLE_LENGTH, Answers, Release
from thbextract.resolve.timeless import (
    NEAR,
    holds_now,
    is_elsewhere,
    is_later,
    is_law,
    is_off_day,
    is_timeless,
    is_yearly,
)
from thbextract.resolve.times import GENERIC, Times, distance, is_day, starting_in

# Characters between "annually" and the count that it is said of: a verb and its helpers.
NOUN_GAP = 30
# Days: what a briefing sums up is two months to less than a year, and ended not long before.
STRETCH_DAYS = (55, 350)
YEAR_DAYS = 366
STRETCH_AGE = 120
# A time that begins so near the start of its sentence opens it ("In the course of 2019 …").
OPENING = 20
# A label above its figures is no longer than this.
LABEL_LENGTH = 80
# Characters between a time and the count that it labels ("previous year: 64").
MARK_GAP = 3
_UP_FROM = sieve(
    r"(?i)(?:\b(?:up|down|increase|increased|decrease|rise|rose|fell|drop|dropped|growth|grew"
    rf"|decline)\sfrom|\bto\s(?:\d[\d.,]{{0,12}}|{NUMBER})(?:\s\w{{1,14}}){{0,2}}\sfrom|as\sagainst|[,–—-]\sagainst)\s"
    r"(?:(?:only|just|about|some|nearly|almost|around|over|under|approximately|(?:more|less|fewer)\sthan|an\sestimated"
    r"|a\s(?:low|high|peak|record|total)\sof)\s){0,2}$"
)
# "56 people (previously 64)", "80 (the year before: 64)": the stretch before the one that is spoken of.
_PREVIOUSLY = re.compile(
    r"(?i)(?:\(|[,;–—]\s)(?:(?:it|they)\s(?:was|were)\s)?(?:previously|formerly|(?:the\s)?(?:previous|prior|preceding)"
    r"\s(?:reporting\s)?(?:year|period|quarter)(?:’s|'s|\stotal|\sfigure)?)\s?[:,=]?\s(?:had\sbeen\s|was\s)?$"
)
_TWELVE_MONTHS = re.compile(r"(?i)(?:19|20)\d\d\s?[/–-]\s?\d\d(?!\d|-)|\b(?:financial|fiscal|reporting)\syear")
# What goes on with all of the figures before.
_SUMS_UP = re.compile(
    r"(?i)\W{0,3}(?:these|they|all\s(?:these|those|of\s)|of\s(?:these|them|those)|in\s(?:total|all|sum)|altogether|overall|together"
    r"|a\stotal\sof|the\stotal)\b"
)
# "3,178 in January and 2,941 in July, totalling 6,119".
_TOTALLING = re.compile(
    r"(?i)\b(?:totall?ing|making\s(?:a\stotal|up|it)|(?:for|to|giving|with|i\.e\.|bringing\sthe)\s(?:a\s(?:grand\s|combined\s)?total"
    r"|(?:the|a)\stotal)\s(?:of|to)|altogether|(?:in|a)\s(?:total|all)(?:\sof)?)[\s,:–-]{1,3}(?:[$€£₹₦]|Rs\.?\s?)?$"
)
_FULL_STOP = re.compile(r"[.!?;,]\s{0,3}$")
_HIDDEN_STOP = re.compile(r"\.(?<=\d{4}\.)\d{1,2}\s{1,2}(?=[A-Z“\"])")


def periods_of(
    counts: Sequence[tuple[int, int]],
    layout: Layout,
    found: Sequence[Period],
    facts: Facts,
    figures: Sequence[Figure] = (),
    *,
    given: bool = False,
) -> list[PeriodOf]:
    """The period of each count.

    Args:
        counts: Spans of the number expressions, in any order.
        layout: The document's blocks.
        found: Its time expressions, as `PeriodFinder` gives them for the shadow.
        facts: The document's date and reporting period.
        figures: What is known of each count, in the order of `counts`; may be left out.
        given: Whether the reporting period was stated by the user; its basis is then `given`.

    Returns:
        One `PeriodOf` for each count, in the order of `counts`.
    """
    known = dict(zip(counts, figures, strict=False))
    answers = _Reader(layout, found, facts, sorted(set(counts)), known, given=given).read()
    return [answers[count] for count in counts]


class _Reader:
    """Reads a document from its first block to its last and answers for the counts on the way."""

    def __init__(
        self,
        layout: Layout,
        found: Sequence[Period],
        facts: Facts,
        counts: Sequence[tuple[int, int]],
        figures: Mapping[tuple[int, int], Figure],
        *,
        given: bool,
    ) -> None:
        self._layout = layout
        self._facts = facts
        self._given = given
        self._counts = counts
        self._times = Times(layout, found, facts)
        self._answers: Answers = {}
        self._figures = Figures(layout, figures, self._answers)
        # Counts that are known to have no period of the text around them.
        self._closed: set[tuple[int, int]] = set()
        # What each block ended with, and the last one that ended with a time.
        self._closing: dict[int, PeriodOf] = {}
        self._spoken = PeriodOf()
        # The times that the block has set so far.
        self._named: list[Period] = []
        # The years that the sentence before has told one by one, as a stretch.
        self._told_in_a_row: PeriodOf | None = None
        # A time that holds for the next sentence only, and what was spoken of before it.
        self._fading: PeriodOf | None = None
        self._reported = PeriodOf()
        self._lead_stretch: PeriodOf | None = None
        self._latest = ((0, 0), "")
        # A time that stands alone in a line above what follows, up to the next heading.
        self._standing = PeriodOf()
        self._labels = Labels(layout, facts, self._times, counts, self._closing)

    def read(self) -> Answers:
        """The answers by count."""
        for index, block in enumerate(self._layout.blocks):
            self._read_block(index, block)
        self._complete_headlines()
        release = Release(
            self._layout,
            self._facts,
            self._times,
            self._answers,
            closed=self._closed,
            compared=self._figures.compared,
        )
        release.complete(self._counts)
        return {count: self._answers.get(count) or self._of_document("") for count in self._counts}

    def _complete_headlines(self) -> None:
        """A figure of a headline, or of the lines above the text, is of the time at which the text tells it again."""
        for block in self._layout.blocks:
            if block.kind == "paragraph" and block.end - block.start > TITLE_LENGTH:
                return
            for count in starting_in(self._counts, block):
                answer = self._answers.get(count, PeriodOf())
                told = self._figures.told_below(count) if answer.edtf is None and answer.text is None else None
                self._answers[count] = told or answer

    def _read_block(self, index: int, block: Block) -> None:
        focus = PeriodOf()
        self._named = []
        self._told_in_a_row = self._fading = None
        counts = starting_in(self._counts, block)
        times = self._times.within(block.start, block.end)
        self._stand(block, counts, times)
        for span in self._sentences(block) if counts or times else ():
            focus = self._read_sentence(block, span, counts, focus)
        self._closing[index] = focus
        self._note_lead(counts if block.kind == "paragraph" else ())
        if focus.edtf or self._named:
            self._spoken = focus

    def _stand(self, block: Block, counts: Sequence[tuple[int, int]], times: Sequence[Period]) -> None:
        """Note a line that is nothing but a time, or a label that ends with one ("Victims in 2020")."""
        if block.kind == "heading" and not counts:
            self._standing = PeriodOf()
        elif len(times) == 1 and times[0].edtf and not (self._facts.date or "").startswith(times[0].edtf):
            line = self._layout.shadow[block.start : block.end].strip(" *_#:.")
            label = block.end - block.start <= LABEL_LENGTH and not _FULL_STOP.search(
                self._layout.shadow[block.start : block.end]
            )
            silent = block.kind == "paragraph" and not counts
            if line == times[0].text or (label and silent and line.endswith(times[0].text)):
                self._standing = self._times.title_of(block) or PeriodOf()

    def _sentences(self, block: Block) -> Iterator[tuple[int, int]]:
        """The sentences, parted also where a footnote mark hides the stop ("… 8 in 2019.7 Of the 30 …")."""
        for start, end in [(s.start, s.end) for s in block.sentences] or [(block.start, block.end)]:
            for mark in _HIDDEN_STOP.finditer(self._layout.shadow, start, end):
                yield start, mark.end()
                start = mark.end()
            yield start, end

    def _read_sentence(
        self, block: Block, span: tuple[int, int], counts: Sequence[tuple[int, int]], focus: PeriodOf
    ) -> PeriodOf:
        """Answer for those counts of a block that a sentence has; what it leaves for the next one to go on with."""
        counts = counts[bisect_left(counts, (span[0], 0)) : bisect_left(counts, (span[1], 0))]
        periods = [period for period in self._times.within(*span) if _settles(period)]
        if not counts and not periods:
            self._fading = None
            return focus
        text = self._layout.shadow[span[0] : span[1]]
        reading = Sentence(text, counts, periods, span[0], self._dateline(block, periods)).read()
        self._named += reading.named
        self._figures.compared.update(counts[index] for index in reading.compared)
        if counts and not periods:
            summed = self._told_in_a_row if _SUMS_UP.match(text) else None
            focus = summed or self._figures.taken_up(counts[0], focus) or focus
        if counts:
            self._told_in_a_row = _row(reading)
        for count, period in zip(counts, reading.chosen, strict=True):
            answer = self._previously(span, count, period, focus)
            if answer is None and period and not self._totals(span, count, counts):
                answer = self._own(block, span, count, period)
            self._answers[count] = answer or self._from_around(block, span, count, focus)
        return self._left(span, counts, reading, focus)

    def _own(self, block: Block, span: tuple[int, int], count: tuple[int, int], period: Period) -> PeriodOf:
        """What the time means for a count that its sentence gives it to."""
        if self._said_of_all_years(span, count, period):
            self._closed.add(count)
            return PeriodOf()
        # "Q1" in a row of a table has the year of its caption.
        labelled = self._labels.of_cell(block, count[0]) if period.edtf is None else None
        return labelled or _answer(period, period.basis)

    def _left(
        self, span: tuple[int, int], counts: Sequence[tuple[int, int]], reading: Reading, focus: PeriodOf
    ) -> PeriodOf:
        """What a sentence leaves for the next one to go on with."""
        if reading.turns:
            return PeriodOf()
        if reading.carried is None:
            fading, self._fading = self._fading, None
            return self._reported if fading and fading is focus and counts else focus
        opens = reading.carried.start - span[0] <= OPENING or (counts and reading.carried.end <= counts[0][0])
        return self._carried(reading.carried, focus, opens=bool(opens))

    def _carried(self, period: Period, focus: PeriodOf, *, opens: bool) -> PeriodOf:
        """What a sentence leaves: in a report on a period, a time that only closes it does not reach far."""
        answer = _answer(period, "document")
        reported = self._facts.reporting_period
        self._fading = None
        if not reported or opens or answer.edtf == reported or period.basis != "stated":
            return answer
        if focus.edtf == reported:
            return focus
        self._fading, self._reported = answer, focus
        return answer

    def _totals(self, span: tuple[int, int], count: tuple[int, int], counts: Sequence[tuple[int, int]]) -> bool:
        """Whether a figure is the total of others of its sentence that are of different times."""
        before = [self._answers[other].edtf for other in counts if other in self._answers and other < count]
        return len(set(before) - {None}) > 1 and _TOTALLING.search(self._lead(span, count)) is not None

    def _previously(
        self, span: tuple[int, int], count: tuple[int, int], period: Period | None, focus: PeriodOf
    ) -> PeriodOf | None:
        """The stretch before, for a figure that is told as the previous one and has no time right before it."""
        if period and 0 <= count[0] - period.end <= MARK_GAP:
            return None
        if not _PREVIOUSLY.search(self._lead(span, count)):
            return None
        spoken = PeriodOf(period.edtf, period.text) if period else focus
        previous = _preceding(spoken if spoken.edtf else PeriodOf(self._facts.reporting_period))
        return PeriodOf(previous, None, "relative") if previous else None

    def _flat(self, span: tuple[int, int]) -> str:
        """A sentence with single blanks; its counts ask for it one after the other."""
        if self._latest[0] != span:
            self._latest = (span, " ".join(self._layout.shadow[span[0] : span[1]].split()))
        return self._latest[1]

    def _lead(self, span: tuple[int, int], count: tuple[int, int]) -> str:
        """What stands before a count in its sentence, with single blanks."""
        words = self._layout.shadow[max(span[0], count[0] - NEAR) : count[0]]
        return " ".join(f"{words}.".split())[:-1]

    def _said_of_all_years(self, span: tuple[int, int], count: tuple[int, int], period: Period) -> bool:
        """Whether a time after the count is not its own: "in previous years annually 80, in 2013 only 15"."""
        vague = [p for p in self._times.within(span[0], count[0]) if p.edtf is None and GENERIC.search(p.text)]
        gaps = [self._layout.shadow[p.end : count[0]] for p in vague]
        return period.start > count[1] and any(len(gap) <= NOUN_GAP and "," not in gap for gap in gaps)

    def _dateline(self, block: Block, periods: Sequence[Period]) -> Period | None:
        """The date at the head of a paragraph: when it was written, not when things happened."""
        first = periods[0] if periods else None
        if first is None or first.edtf is None or first.edtf != self._facts.date or first.start - block.start > NEAR:
            return None
        shadow = self._layout.shadow
        return first if is_dateline(shadow[block.start : first.start], shadow[first.end : block.end][:NEAR]) else None

    def _from_around(self, block: Block, span: tuple[int, int], count: tuple[int, int], focus: PeriodOf) -> PeriodOf:
        """The period of a count whose sentence gives it none."""
        settled = self._labels.of_cell(block, count[0]) or self._base_of_change(block, count, focus)
        settled = settled or self._figures.taken_up(count, focus)
        if settled:
            return settled
        text = self._flat(span)
        if is_elsewhere(text):
            self._closed.add(count)
            return PeriodOf()
        if focus == PeriodOf():
            around = self._over(block, count) or self._of_document(text)
            return around if around == focus or not holds_now(self._near(count, span)) else focus
        now = holds_now(self._near(count, span))
        if now and not is_day(focus.edtf):
            return PeriodOf()
        if focus.edtf and self._is_past(focus.edtf, self._near(count, span)):
            self._closed.add(count)
            return PeriodOf()
        if focus.text and not is_yearly(self._near(count, (block.start, block.end))) and not is_law(text):
            return focus
        return self._over(block, count) or (PeriodOf() if now else self._of_document(text))

    def _over(self, block: Block, count: tuple[int, int]) -> PeriodOf | None:
        """The time that stands over a count: of a lead-in, a heading, a line alone, the figures of a briefing."""
        titled = self._labels.of_lead_in(block) or self._labels.of_heading(block)
        return titled or (self._standing if self._standing.edtf else self._of_stretch(count))

    def _is_past(self, edtf: str, near: str) -> bool:
        """Whether a time that goes on is over for a count that stands between these words."""
        last, today = bounds(edtf)[1], bounds(self._facts.date)[1] if self._facts.date else None
        over = last is not None and (today is None or last < today)
        return (over and is_later(near)) or (is_day(edtf) and is_off_day(near))

    def _near(self, count: tuple[int, int], span: tuple[int, int]) -> str:
        return " ".join(self._layout.shadow[max(span[0], count[0] - NEAR) : min(span[1], count[1] + NEAR)].split())

    def _base_of_change(self, block: Block, count: tuple[int, int], focus: PeriodOf) -> PeriodOf | None:
        """The base of "31, up from 28" is of the period before, or of an unknown one."""
        if not _UP_FROM.search(self._lead((block.start, block.end), count)):
            return None
        over = None if focus.edtf else self._labels.of_lead_in(block)
        previous = _preceding(over or focus) or _preceding(PeriodOf(self._facts.reporting_period))
        self._closed.add(count)
        return PeriodOf(previous, None, "relative") if previous else PeriodOf()

    def _of_stretch(self, count: tuple[int, int]) -> PeriodOf | None:
        """The months up to now that the figures of a briefing are for, until it speaks of another time."""
        today = bounds(self._facts.date)[1] if self._facts.date else None
        if today is None or any(time.start < count[0] for time in self._named):
            return None
        if self._spoken.edtf and _sums_up(self._spoken.edtf, today):
            return self._spoken
        return self._lead_stretch if self._lead_stretch and self._lead_stretch.edtf else None

    def _note_lead(self, counts: Sequence[tuple[int, int]]) -> None:
        """Note what the first figures of a release are for; another time that a paragraph sets ends it."""
        today = bounds(self._facts.date)[1] if self._facts.date else None
        if self._lead_stretch is None:
            first = self._answers[counts[0]] if counts else None
            if first and today:
                told = first.basis in ("stated", "relative") and first.edtf and _is_stretch(first.edtf, today)
                self._lead_stretch = replace(first, basis="document") if told else PeriodOf()
        elif self._lead_stretch.edtf and not all(_is_of(time.edtf, self._lead_stretch.edtf) for time in self._named):
            self._lead_stretch = PeriodOf()

    def _of_document(self, text: str) -> PeriodOf:
        period = self._facts.reporting_period
        if period is None or is_timeless(text) or is_law(text):
            return PeriodOf()
        return PeriodOf(period, None, "given" if self._given else "document")


def _preceding(current: PeriodOf) -> str | None:
    """The stretch before a closed one; before the twelve months of "2024-25" those of the year before."""
    if current.edtf is None or ".." in current.edtf:
        return None
    return shift_years(current.edtf, -1) if _TWELVE_MONTHS.search(current.text or "") else before_(current.edtf)


def _sums_up(edtf: str, today: str) -> bool:
    """Whether a span of months is one that a briefing sums up: over, and not long ago."""
    first, last = bounds(edtf) if "/" in edtf else (None, None)
    if not first or not last:
        return False
    return STRETCH_DAYS[0] <= distance(first, last) <= STRETCH_DAYS[1] and 0 <= distance(last, today) <= STRETCH_AGE


def _is_of(edtf: str | None, stretch: str) -> bool:
    """Whether a time is within a stretch, or a closed one around it."""
    return edtf is not None and (covers(stretch, edtf) or (".." not in edtf and covers(edtf, stretch)))


def _is_stretch(edtf: str, today: str) -> bool:
    """Whether a period is a year or months of it that go on, or ended not long ago."""
    first, last = bounds(edtf)
    if first is None or distance(first, last or today) < STRETCH_DAYS[0]:
        return False
    if last is None or last > today:
        return first[:4] == today[:4]
    return distance(first, last) <= YEAR_DAYS and distance(last, today) <= YEAR_DAYS


def _row(reading: Reading) -> PeriodOf | None:
    """The years of a sentence that tells them one by one, the latest last, and compares none with another."""
    chosen = [period for period in reading.chosen if period]
    even = len(chosen) == len(reading.chosen) and all(any(one is time for time in reading.named) for one in chosen)
    ordered = [period.edtf or "" for period in chosen]
    if not even or reading.carried or ordered != sorted(ordered):
        return None
    return row_of([_answer(period, "stated") for period in chosen])


def _settles(period: Period) -> bool:
    """Whether an expression means a time, be it an unknown one; "every year" means none."""
    return period.edtf is not None or (period.basis == "relative" and not GENERIC.search(period.text))


def _answer(period: Period, basis: PeriodBasis) -> PeriodOf:
    if period.edtf is None:
        return PeriodOf(None, period.text, None, period.doubts)
    return PeriodOf(period.edtf, period.text, basis, period.doubts)
