"""The lines of a column → paragraphs, headings, items of lists and tables, by their places.

A line goes on with the one above unless something sets it apart: a wider gap, another size, an indent, a bullet, or
room at the end of the line above for its first word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from thbextract.layout.lines import hanging
from thbextract.readers.pdf.cells import Table
from thbextract.readers.pdf.shapes import WIDE, Line, Word, lines_of
from thbextract.readers.pdf.tables import aligned_tables

# A gap wider than the usual one by so much begins a paragraph; type that differs by so much is another block's.
WIDER, OTHER_SIZE = 1.25, 1.08
# Lines further apart than that, in type sizes, say nothing of the usual step (that of double spacing is 2.3 to 2.8).
LOOSEST = 3.2
# Fewer steps from line to line tell nothing; then lines are set as most are.
FEWEST_STEPS, LEADING = 4, 1.25
INDENT = 0.7
# The room that a word needs beside its own width, and what a typesetter may squeeze in, in type sizes.
SPACE, SQUEEZE = 0.25, 0.25
BULLET = re.compile(r"(?P<dot>[•‣◦▪●○∙■□▸►➢➤✓✔])|[-–—*](?= )|\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})[.)] ")
# The mark that a footnote begins with.
NOTE = re.compile(r"(?:(?P<raised>[⁰¹²³⁴-⁹]{1,3})|(?P<plain>\d{1,3})|\[\d{1,3}\]|[*†‡])\.?\s?(?=\S)")
RAISED = re.compile(r"[⁰¹²³⁴-⁹]{1,3}")
NOTE_SIZE = 0.93
CLOSED = re.compile(r"[.!?:…;][\"'”’»)\]]*[⁰¹²³⁴-⁹]*$")


@dataclass(slots=True)
class Block:
    """A paragraph, an item or a table: its `lines` as text, of which `breaks` begin anew, and where it stands.

    `room` is what its last line leaves of the column's width, `first_word` the width of its first word; it `opens` like
    the middle of a paragraph if its first line is not set in. A footnote has the `marks` that stand in its page's text.
    """

    lines: list[str]
    size: float
    left: float
    right: float
    top: float
    bottom: float
    breaks: set[int] = field(default_factory=set)
    table: Table | None = None
    bold: bool = False
    room: float = 0.0
    first_word: float = 0.0
    opens: bool = True
    marks: frozenset[str] = frozenset()

    def take(self, other: Block) -> None:
        """Go on with a block of another column."""
        self.breaks |= {at + len(self.lines) for at in other.breaks}
        self.lines += other.lines
        self.room, self.right, self.bottom = other.room, other.right, other.bottom

    def goes_on_in(self, other: Block) -> bool:
        """Whether its last sentence goes on in a block at the head of another column or page."""
        if self.table or other.table or not other.opens or CLOSED.search(self.lines[-1]):
            return False
        if not 1 / OTHER_SIZE < self.size / other.size < OTHER_SIZE or BULLET.match(other.lines[0]):
            return False
        if hanging(self.lines[-1]) or other.lines[0][0].islower():
            return True
        return self.room < other.first_word + SPACE * self.size and not self.bold and not other.bold


@dataclass(slots=True)
class Part:
    """A column, or what goes over the full width: its lines and its tables."""

    lines: list[Line]
    tables: list[Table]


def part_of(items: Sequence[Word | Table]) -> Part:
    """What stands in a column, as lines."""
    lines = lines_of(item for item in items if isinstance(item, Word))
    return Part(lines, sorted((item for item in items if isinstance(item, Table)), key=_top))


def leading_of(parts: Sequence[Part]) -> float:
    """The step from line to line that is usual on a page, in type sizes: a quarter of the steps are no wider."""
    steps = sorted(step / size for part in parts for size, step in _steps(part.lines))
    return steps[len(steps) // 4] if len(steps) >= FEWEST_STEPS else LEADING


def _steps(lines: Sequence[Line]) -> Iterator[tuple[float, float]]:
    """Size and step of lines that follow each other in one size."""
    for above, line in pairwise(lines):
        step = line.base - above.base
        if max(line.size, above.size) <= OTHER_SIZE * min(line.size, above.size) and step <= LOOSEST * line.size:
            yield line.size, step


def blocks_of(part: Part, leading: float) -> list[Block]:
    """The blocks of one column, from top to bottom; `leading` is the page's usual step between lines."""
    found = [_table_block(table) for table in part.tables]
    if part.lines:
        column = Column(part.lines, leading)
        for first, end in _between(part.lines, part.tables):
            found += _with_tables(column, first, end)
    found.sort(key=_top)
    return found


def _top(block: Block | Table) -> float:
    return block.top


def _between(lines: Sequence[Line], tables: Sequence[Table]) -> Iterator[tuple[int, int]]:
    """The runs of lines between tables."""
    first = 0
    for table in tables:
        end = next((at for at in range(first, len(lines)) if lines[at].base > table.top), len(lines))
        if end > first:
            yield first, end
        first = end
    if first < len(lines):
        yield first, len(lines)


def _with_tables(column: Column, first: int, end: int) -> Iterator[Block]:
    last = first
    for begin, stop, table in aligned_tables(column.lines[first:end]):
        yield from _paragraphs(column, last, first + begin)
        yield _table_block(table)
        last = first + stop
    yield from _paragraphs(column, last, end)


def _table_block(table: Table) -> Block:
    return Block([], table.size, table.left, table.right, table.top, table.bottom, table=table)


# -- paragraphs ------------------------------------------------------------------------------------------------------


def _paragraphs(column: Column, first: int, end: int) -> Iterator[Block]:
    if first == end:
        return
    begin = first
    for at in range(first + 1, end):
        if column.apart(at):
            yield _block(column, begin, at)
            begin = at
    yield _block(column, begin, end)


def _block(column: Column, first: int, end: int) -> Block:
    lines = column.lines[first:end]
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    head, word = lines[0], lines[0].words[0]
    block = Block(column.texts[first:end], head.size, left, right, head.top, lines[-1].bottom)
    block.breaks = {at - first for at in range(first + 1, end) if column.breaks(at)}
    block.bold = all(line.bold for line in lines)
    block.room = column.right - lines[-1].right
    block.first_word = word.right - word.left
    block.opens = head.left - column.left < INDENT * head.size
    return block


class Column:
    """What is usual in a column: the step from line to line for each size, its left and right edge."""

    def __init__(self, lines: Sequence[Line], leading: float) -> None:
        self.lines = lines
        self.texts = texts = [line.text for line in lines]
        self.left = min(line.left for line in lines)
        self.leading = leading
        self.steps = _usual_steps(lines, leading)
        self.right = _right(lines, texts)

    def apart(self, at: int) -> bool:
        """Whether a line begins a block of its own."""
        above, line = self.lines[at - 1], self.lines[at]
        step = line.base - above.base
        large, small = max(line.size, above.size), min(line.size, above.size)
        usual = self.steps.get(round(line.size), self.leading * line.size)
        if large > OTHER_SIZE * small or step > WIDER * usual:
            return True
        if above.bold != line.bold and (above.bold or line.bold) and self._room(at):
            return True
        set_in = line.left - above.left > INDENT * line.size
        return set_in and CLOSED.search(self.texts[at - 1]) is not None and not self._hangs(at)

    def breaks(self, at: int) -> bool:
        """Whether a line begins anew, though it is not set apart: an item of a list, a line of an address."""
        bullet = BULLET.match(self.texts[at])
        if bullet and (bullet["dot"] or CLOSED.search(self.texts[at - 1])):  # "- 61." may be the rest of a sentence
            return True
        return self._room(at) or WIDE in self.texts[at] or WIDE in self.texts[at - 1]

    def _room(self, at: int) -> bool:
        """Whether the line above would have had room for the first word of this one."""
        above, line = self.lines[at - 1], self.lines[at]
        first = line.words[0]
        return above.right + (SPACE + SQUEEZE) * line.size + (first.right - first.left) < self.right

    def _hangs(self, at: int) -> bool:
        """Whether a line is set in below the bullet or the number of its item."""
        begun = BULLET.match(self.texts[at - 1]) is not None or NOTE.match(self.texts[at - 1]) is not None
        return begun and not BULLET.match(self.texts[at])


def _usual_steps(lines: Sequence[Line], leading: float) -> dict[int, float]:
    """The usual step of each size with enough lines: paragraphs stand wider apart, so a quarter of them tells."""
    found: dict[int, list[float]] = {}
    for size, step in _steps(lines):
        found.setdefault(round(size), []).append(step)
    return {
        size: max(sorted(steps)[len(steps) // 4], 0.9 * leading * size)
        for size, steps in found.items()
        if len(steps) >= FEWEST_STEPS
    }


def _right(lines: Sequence[Line], texts: Sequence[str]) -> float:
    """The right edge of running text: where the longest lines without gaps end."""
    size = median(line.size for line in lines)
    ends = [
        line.right
        for line, text in zip(lines, texts, strict=True)
        if WIDE not in text and line.size < OTHER_SIZE * size
    ]
    return max(ends, default=max(line.right for line in lines))
