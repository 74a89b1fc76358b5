"""Every number of a text with what became of it: a claim, known to be none, or left, each with the reason.

The rooms before have left their notes: what layout set aside, which numbers are known to be no claims, on what
ground a count has its category. Here they are laid side by side and checked against the text, so that no number
is lost in silence: what nobody has noted is told too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from thbextract.normalize.numbers import SCALES, TENS, UNITS, VAGUE
from thbextract.pipeline.trace import Ground, Trace
from thbextract.reasons import REASONS
from thbextract.records import Block, Claim, Count, ExplainedNumber, Layout, LeftOut, Period, Sentence, Words

Span = tuple[int, int]
Piece = TypeVar("Piece", Block, ExplainedNumber, LeftOut, Period, Sentence)

# A number by its looks alone, for what no room has read: figures of any kind, and the plain number words.
_WORDS = "|".join(sorted({*UNITS, *TENS, *SCALES, *VAGUE}))
NUMBER = re.compile(
    rf"[0-9]+(?:[.,][0-9]+)*|\d+|[½¼¾⅓⅔⅕⅛]|(?P<raised>[²³¹⁰⁴-⁹]+)|(?<![^\W\d_])(?:{_WORDS})(?![^\W\d_])",
    re.IGNORECASE,
)
# What is taken off where a stretch was cut, because a part of it was accounted for.
CUT = " \t\r\n,.;:"


def explain(
    text: str, layout: Layout, periods: Sequence[Period], trace: Trace, counts: Sequence[Count], claims: Sequence[Claim]
) -> tuple[ExplainedNumber, ...]:
    """What became of each number expression of a text, in text order.

    Args:
        text: the document's.
        layout: its blocks, and what was set aside.
        periods: its time expressions, in text order.
        trace: the notes on its quantities.
        counts: the counts that became claims.
        claims: all claims of the text, one for each count, before any filter.
    """
    ids = {claim.start: claim.id for claim in claims}
    grounds = (_ground(count, counts, trace) for count in counts)
    numbers = [_claimed(text, claim, ground, ids) for claim, ground in zip(claims, grounds, strict=True)]
    free = Free(text, numbers)
    aside = (left for left in layout.aside if left.reason != "furniture")
    for left in (*sorted(trace.left_out, key=_start), *aside, *_unnoted(text, layout, periods)):
        numbers += [_number(text, start, end, left.reason) for start, end in free.take(left)]
    frames = _frames(text, layout)
    return tuple(_framed(text, number, frames) for number in sorted(numbers, key=_start))


def _start(piece: Piece) -> int:
    return piece.start


def _around(pieces: Sequence[Piece], at: int) -> Piece | None:
    """The piece that an offset lies in, of pieces in text order."""
    place = bisect_right(pieces, at, key=_start) - 1
    return pieces[place] if place >= 0 and at < pieces[place].end else None


# -- claims --------------------------------------------------------------------------------------------------------


def _ground(count: Count, counts: Sequence[Count], trace: Trace) -> Ground:
    """The ground of a count; where its whole or the same figure elsewhere gave it its rule, the words there."""
    noted = trace.grounds[count.quantity.start]
    if count.rule == noted.rule:
        return noted
    whole = trace.grounds.get(count.whole) if count.whole is not None else None
    if whole is not None and whole.rule == count.rule:
        return replace(whole, reason="host", host=count.whole)
    figure = (count.rule, count.quantity.value, count.quantity.value_max)
    for other in counts:
        there = trace.grounds[other.quantity.start]
        if (there.rule, other.quantity.value, other.quantity.value_max) == figure:
            return replace(there, reason="repeated", host=other.quantity.start)
    return replace(noted, reason="repeated", spans=())


def _claimed(text: str, claim: Claim, ground: Ground, ids: Mapping[int, str]) -> ExplainedNumber:
    return replace(
        _number(text, *whole_figures(text, claim.start, claim.end), ground.reason),
        claim=claim.id,
        category=claim.category,
        rule=claim.rule,
        words=tuple(Words(start, end, text[start:end]) for start, end in ground.spans),
        same_as=None if ground.host is None else ids.get(ground.host),
    )


def _number(text: str, start: int, end: int, reason: str) -> ExplainedNumber:
    """A record that lacks its sentence."""
    known = REASONS[reason]
    return ExplainedNumber(start, end, text[start:end], known.outcome, reason, known.meaning, start, end)


# -- numbers that are no claims ------------------------------------------------------------------------------------


class Free:
    """What is left of a text beside the numbers that are accounted for."""

    def __init__(self, text: str, numbers: Iterable[ExplainedNumber]) -> None:
        self.text = text
        self.taken = sorted((number.start, number.end) for number in numbers)

    def take(self, left: LeftOut) -> Iterator[Span]:
        """Take what is still free of a stretch, as far as it holds numbers."""
        for start, end in list(self._gaps(*whole_figures(self.text, left.start, left.end))):
            piece = self.text[start:end]
            if NUMBER.search(piece) or piece.lower() == "no":
                before = len(piece) - len(piece.lstrip(CUT if start > left.start else None))
                span = start + before, start + len(piece.rstrip(CUT if end < left.end else None))
                insort(self.taken, span)
                yield span

    def _gaps(self, start: int, end: int) -> Iterator[Span]:
        at = max(0, bisect_left(self.taken, (start, start)) - 1)
        while at < len(self.taken) and self.taken[at][0] < end:
            first, last = self.taken[at]
            if start < first:
                yield start, first
            start, at = max(start, last), at + 1
        if start < end:
            yield start, end


def whole_figures(text: str, start: int, end: int) -> Span:
    """A stretch widened so that it cuts no run of figures."""
    while start > 0 and _is_figure(text[start - 1]) and _is_figure(text[start]):
        start -= 1
    while end < len(text) and _is_figure(text[end - 1]) and _is_figure(text[end]):
        end += 1
    return start, end


def _is_figure(sign: str) -> bool:
    return "0" <= sign <= "9"


def _unnoted(text: str, layout: Layout, periods: Sequence[Period]) -> Iterator[LeftOut]:
    """All that looks like a number, with what its place says of it, should nobody have said more."""
    furniture = sorted((left for left in layout.aside if left.reason == "furniture"), key=_start)
    for found in NUMBER.finditer(text):
        start, end = found.span()
        block = _around(layout.blocks, start)
        if _around(furniture, start) or (block and block.kind == "furniture"):
            yield LeftOut(start, end, "furniture")
        elif period := _around(periods, start):
            yield LeftOut(period.start, period.end, "date")
        marks = block is not None and block.sentences and start < block.sentences[0].start
        # Or what is left of it: "2012,8" is a year and something else.
        yield LeftOut(start, end, "list_number" if marks else "footnote" if found["raised"] else "unread")


# -- sentences -----------------------------------------------------------------------------------------------------


def _frames(text: str, layout: Layout) -> list[Sentence]:
    """The sentences in text order, each with the marks before it; a block without any is one."""
    frames = []
    for block in layout.blocks:
        begin = block.start
        for sentence in block.sentences or (Sentence(block.start, block.end),):
            frames.append(Sentence(begin + _blanks(text[begin : sentence.start]), sentence.end))
            begin = sentence.end
    return frames


def _blanks(gap: str) -> int:
    return len(gap) - len(gap.lstrip())


def _framed(text: str, number: ExplainedNumber, frames: Sequence[Sentence]) -> ExplainedNumber:
    """A record with the sentence around it; what stands in none has its line."""
    frame = _around(frames, number.start)
    if frame is None:
        line_end = text.find("\n", number.end)
        frame = Sentence(text.rfind("\n", 0, number.start) + 1, line_end if line_end >= 0 else len(text))
    return replace(number, sentence_start=frame.start, sentence_end=max(frame.end, number.end))
