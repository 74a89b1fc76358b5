"""Figures that take up others: parts of a whole, the same figure told again, the sum of those before."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from thbextract.normalize.edtf import bounds, ends, interval, parse
from thbextract.normalize.sieve import sieve
from thbextract.records import Category, Layout, PeriodOf
from thbextract.resolve.times import distance, is_day

Span = tuple[int, int]

# A figure below this is taken up by chance ("the two", "these three").
TELLING = 10
# So many figures back a text takes one up again.
MEMORY = 100
# How many of the figures before one may be summed up by it.
MOST_SUMMED = 8
PEOPLE: tuple[Category, ...] = ("persons", "victims", "assistance", "suspects")
# Days that are far apart make no stretch.
MOST_DAYS = 31
# Characters from a whole to the part that is told of the same time; what came of some of them later is not.
WHOLE_REACH = 300
# Characters before a figure in which a word says that it is known already.
CUE_REACH = 40
_KNOWN = sieve(r"(?i)\b(?:the|these|those|this|all|its|their|our|said)\s(?:same\s|total\s(?:of\s)?)?$")
_PARTED = re.compile(r"(?i)\b(?:of|from|among)\s(?:the|these|those|all)\s$")


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of a count besides its place; `whole` is where the figure begins that it is a part of."""

    value: float | int
    category: Category
    whole: int | None = None


class Figures:
    """Finds among the figures answered so far the one that a figure takes up."""

    def __init__(self, layout: Layout, figures: Mapping[Span, Figure], answers: dict[Span, PeriodOf]) -> None:
        self._layout = layout
        self._figures = figures
        self._answers = answers
        self._starts = {span[0]: span for span in figures}
        # Figures that others were compared with: they are no wholes of what follows.
        self.compared: set[Span] = set()

    def taken_up(self, count: Span, focus: PeriodOf) -> PeriodOf | None:
        """The period of the figures that this one takes up, if they have one.

        Of what the text has just spoken (`focus`) a part is too, whatever its whole was compared with.
        """
        found = (None if focus.edtf else self._of_whole(count)) or self._of_known(count)
        return replace(found, basis="document") if found and found.edtf else None

    def told_below(self, count: Span) -> PeriodOf | None:
        """The one period that the text gives to the figure of a headline where it tells it again."""
        figure = self._figures.get(count)
        if figure is None or figure.value <= 1:
            return None
        below = [
            answer
            for span, answer in itertools.islice(self._answers.items(), MEMORY)
            if span[0] > count[0] and span in self._figures and self._figures[span].value == figure.value
            if self._figures[span].category == figure.category
        ]
        periods = {answer.edtf for answer in below if answer.edtf}
        found = next((answer for answer in below if answer.edtf), None)
        return replace(found, basis="document") if found and len(periods) == 1 else None

    def _of_whole(self, count: Span) -> PeriodOf | None:
        """The period of the whole: "Children made up 47 of them"."""
        figure = self._figures.get(count)
        whole = self._starts.get(figure.whole) if figure and figure.whole is not None else None
        near = whole is not None and count[0] - whole[1] <= WHOLE_REACH
        return self._answers.get(whole) if whole and near and whole not in self.compared else None

    def _of_known(self, count: Span) -> PeriodOf | None:
        """What is told of a figure that is spoken of as known: "the 64 cases", "of these 98 persons".

        What is parted may have been of any kind: "of these 12, seven were convicted" takes up 12 who were charged.
        """
        figure, words = self._figures.get(count), self._words(count)
        if figure is None or figure.value < TELLING or not _KNOWN.search(words):
            return None
        latest = itertools.islice(reversed(self._answers), MEMORY)
        before = [span for span in latest if span[0] < count[0] and span in self._figures][::-1]
        # "The 63 migrants" may be people who were rescued, arrested or helped before.
        kinds = PEOPLE if figure.category in PEOPLE else (figure.category,)
        alike = [span for span in before if self._figures[span].category in kinds]
        found = self._same(alike, figure) or self._sum(alike, figure)
        return found or (self._same(before, figure) if _PARTED.search(words) else None)

    def _same(self, spans: Sequence[Span], figure: Figure) -> PeriodOf | None:
        """The period of the latest mention of a figure; the day of a deed is not that of what came of it."""
        same = [self._answers[span] for span in spans if self._value(span) == figure.value]
        return same[-1] if same and not is_day(same[-1].edtf) else None

    def _sum(self, spans: Sequence[Span], figure: Figure) -> PeriodOf | None:
        """The years of the figures that one adds up: "46 in 2019, 52 in 2020. Of these 98 persons"."""
        latest = spans[-MOST_SUMMED:]
        for last in range(len(latest), 1, -1):
            total: float = 0
            for first in range(last - 1, -1, -1):
                total += self._value(latest[first])
                if total == figure.value and last - first > 1:
                    return row_of([self._answers[span] for span in latest[first:last]])
        return None

    def _value(self, span: Span) -> float | int:
        return self._figures[span].value

    def _words(self, count: Span) -> str:
        """What stands before a figure, with single blanks."""
        words = self._layout.shadow[max(0, count[0] - CUE_REACH) : count[0]]
        return " ".join(f"{words}.".split())[:-1]


def row_of(answers: Sequence[PeriodOf]) -> PeriodOf | None:
    """From the first to the last of neighbouring years, or of days of one month."""
    spoken = [answer.edtf for answer in answers]
    if not all(edtf and None not in bounds(edtf) for edtf in spoken):
        return None
    ordered = sorted({edtf for edtf in spoken if edtf}, key=bounds)
    if len(ordered) > 1 and all(is_day(edtf) for edtf in ordered):
        near = distance(ordered[0], ordered[-1]) <= MOST_DAYS
        return PeriodOf(interval(parse(ordered[0]), parse(ordered[-1])), answers[0].text, "document") if near else None
    years = [[parse(end).year or 0 for end in ends(edtf) if end] for edtf in ordered]
    if len(ordered) < 2 or any(later[0] - earlier[-1] != 1 for earlier, later in itertools.pairwise(years)):
        return None
    first, last = ends(ordered[0])[0], ends(ordered[-1])[1]
    if not first or not last:
        return None
    # One end to the day and one to the year are both years.
    first, last = (first, last) if len(first) == len(last) else (first[:4], last[:4])
    return PeriodOf(interval(parse(first), parse(last)), answers[0].text, "document")
