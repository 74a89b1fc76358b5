"""A release that is on one thing: its days or its period hold for the figures that have none of their own.

Three kinds: an operation of some days, a deed of the police or a court that is told on, a text that names
one period only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from thbextract.normalize.edtf import bounds
from thbextract.normalize.sieve import sieve
from thbextract.records import Block, Facts, Layout, Period, PeriodOf
from thbextract.resolve.timeless import NEAR, is_ahead, is_law, is_timeless
from thbextract.resolve.times import Times, distance, is_day, starting_in

Answers = dict[tuple[int, int], PeriodOf]

# A release tells of a deed of the last days; longer ago it is a case's history.
DEED_DAYS = 7
# An operation that a release tells of ended at most so many days before it.
OPERATION_DAYS = 45
# So many days an operation runs at most: what ran longer is a stretch that is summed up.
OPERATION_LENGTH = 100
# Characters: a headline that is set as a paragraph is no longer.
TITLE_LENGTH = 160
_DEED = sieve(
    r"(?i)\b(?:arrest|detain|search|raid|rescu|sentenc|convict|seiz|intercept|board|freed|apprehend|indict"
    r"|deprived\sof|dismantl|found\sguilty|pleaded)\w*"
)
# A section on what was decided; what was only asked for came before.
_DECIDED = re.compile(
    r"(?i)^\W{0,6}(?:\d{1,2}\.?\s)?(?:the\s)?(?:court['’]s\s)?(?:sentenc(?:es?|ing)|verdicts?|judg(?:e)?ments?|rulings?|penalt(?:y|ies)"
    r"|punishments?|convictions?|decisions?)\W{0,4}$"
)
_ASKED = re.compile(
    r"(?i)\b(?:demand|request|sought|seek|ask|recommend|maximum|earlier|previous|already|had\sbeen)\w{0,4}\b[^.;]{0,50}$"
)
_OPERATION = re.compile(
    r"(?i)\b(?:operations?|raids?|sweep|crackdown|(?:action|enforcement)\s(?:days?|week)|days?\sof\saction)\b"
)
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
_QUOTES = ("“", '"', "‘")


class Release:
    """Completes the answers of a document that has no reporting period.

    `closed` are the counts that are known to have no period, or not this one; `compared` those that others are
    held against: their times are not those of the text.
    """

    def __init__(
        self,
        layout: Layout,
        facts: Facts,
        times: Times,
        answers: Answers,
        *,
        closed: set[tuple[int, int]],
        compared: set[tuple[int, int]],
    ) -> None:
        self._layout = layout
        self._times = times
        self._answers = answers
        self._closed = closed
        self._compared = compared
        self._silent = facts.reporting_period is None
        self._today = bounds(facts.date)[1] if facts.date else None

    def complete(self, counts: Sequence[tuple[int, int]]) -> None:
        """Fill in what is open; `counts` are sorted."""
        if not counts or not self._silent:
            return
        operation = self._operation()
        whole = operation or self._only_period(counts)
        if whole:
            self._fill(counts, whole)
            if operation:
                self._widen(counts, operation)
        else:
            self._tell_on(counts)

    def _fill(self, counts: Sequence[tuple[int, int]], whole: PeriodOf) -> None:
        for count in counts:
            answer = self._answers.get(count)
            around = self._layout.shadow[max(0, count[0] - NEAR) : count[1] + NEAR]
            untold = answer is not None and answer.basis is None and answer.text is None
            if (
                untold
                and count not in self._closed
                and not is_timeless(around)
                and not is_law(around)
                and not is_ahead(around[:NEAR])
            ):
                self._answers[count] = whole

    def _operation(self) -> PeriodOf | None:
        """The days that an operation ran, if the text gives them once and they are recent."""
        days = {period.edtf: period for period in self._times.all if self._ran(period)}
        if len(days) != 1:
            return None
        ((edtf, period),) = days.items()
        return PeriodOf(edtf, period.text, "document", period.doubts)

    def _ran(self, period: Period) -> bool:
        match = _DAYS.fullmatch(period.edtf or "")
        if match is None or not self._may_be_recent(match[2], OPERATION_DAYS):
            return False
        if distance(match[1], match[2]) > OPERATION_LENGTH:
            return False
        around = self._layout.shadow[max(0, period.start - 2 * NEAR) : period.end + 2 * NEAR]
        return _OPERATION.search(around) is not None

    def _is_recent(self, day: str, most: int) -> bool:
        return self._today is not None and 0 <= distance(day, self._today) <= most

    def _may_be_recent(self, day: str, most: int) -> bool:
        """Whether nothing says that a day is not recent: a text without a date may be of these days."""
        return self._today is None or self._is_recent(day, most)

    def _widen(self, counts: Sequence[tuple[int, int]], operation: PeriodOf) -> None:
        """A day of the operation holds for its own sentence; what follows is of the operation again."""
        first, last = bounds(operation.edtf or "")
        for count in counts:
            answer = self._answers.get(count)
            if answer and answer.basis == "document" and answer.edtf and first and last:
                left, right = bounds(answer.edtf)
                if left and right and first <= left and right <= last:
                    self._answers[count] = operation

    def _only_period(self, counts: Sequence[tuple[int, int]]) -> PeriodOf | None:
        """The period of a text whose every stated period is one and the same, from its first figure on."""
        own = (answer for count, answer in self._answers.items() if count not in self._compared)
        stated = {answer.edtf for answer in own if answer.basis in ("stated", "relative")}
        first = self._answers.get(counts[0])
        if first is None or first.basis != "stated" or stated != {first.edtf}:
            return None
        if first.edtf is None or ".." in first.edtf or is_day(first.edtf):
            return None
        return replace(first, basis="document")

    def _tell_on(self, counts: Sequence[tuple[int, int]]) -> None:
        """Carry the day of a deed through the paragraphs that go on telling it, up to a quote or another time."""
        lead, deed = self._deed(counts) or (0, PeriodOf())
        if deed.edtf is None:
            return
        for index, block in enumerate(self._layout.blocks[lead:]):
            times = {period.edtf for period in self._times.within(block.start, block.end) if period.edtf}
            quoted = self._layout.shadow[block.start : block.end].lstrip().startswith(_QUOTES)
            if quoted or (index and times - {deed.edtf}):
                break
            self._fill(starting_in(counts, block), deed)
        self._decide(counts, deed)

    def _decide(self, counts: Sequence[tuple[int, int]], deed: PeriodOf) -> None:
        """A section on the sentences is of the day of the verdict, whatever was told before it."""
        shadow = self._layout.shadow
        for block in self._layout.blocks:
            over = self._layout.blocks[block.heading] if block.heading is not None else None
            decided = over and _DECIDED.search(shadow[over.start : over.end])
            if decided and not self._times.within(block.start, block.end):
                told = starting_in(counts, block)
                self._fill([c for c in told if not _ASKED.search(shadow[max(0, c[0] - NEAR) : c[0]])], deed)

    def _deed(self, counts: Sequence[tuple[int, int]]) -> tuple[int, PeriodOf] | None:
        """The block of the lead and the day that it names for what the police or a court did."""
        for index, block in self._paragraphs():
            inside = starting_in(counts, block)
            if not inside:
                told = self._told(block)
                if told:
                    return index, told
                continue
            answer = self._answers.get(inside[0], PeriodOf())
            if answer.edtf is None or answer.basis not in ("stated", "relative"):
                if len(inside) == 1 and block.end - block.start < TITLE_LENGTH:
                    continue
                return None
            text = self._layout.shadow[block.start : inside[0][1] + NEAR]
            recent = is_day(answer.edtf) and self._is_recent(answer.edtf, DEED_DAYS)
            return (index, replace(answer, basis="document")) if recent and _DEED.search(text) else None
        return None

    def _paragraphs(self) -> Iterator[tuple[int, Block]]:
        return ((index, block) for index, block in enumerate(self._layout.blocks) if block.kind == "paragraph")

    def _told(self, block: Block) -> PeriodOf | None:
        """A lead without a figure that tells the deed and its day ("Officers today searched a bar in …")."""
        shadow = self._layout.shadow
        if not _DEED.search(shadow[block.start : block.end]):
            return None
        days = {
            period.edtf: period
            for period in self._times.within(block.start, block.end)
            if period.basis == "relative" or shadow[max(0, period.start - 4) : period.start].lower().endswith("on ")
            if period.edtf and is_day(period.edtf) and self._is_recent(period.edtf, DEED_DAYS)
        }
        if len(days) != 1:
            return None
        ((edtf, period),) = days.items()
        return PeriodOf(edtf, period.text, "document", period.doubts)
