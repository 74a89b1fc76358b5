"""The lines of a table without rules as rows of cells, with labels and heads that fill several lines together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from thbextract.layout.lines import hanging
from thbextract.readers.pdf.shapes import Line, Word, pieces

# Cells are apart by more than the blanks of a text, those of a head by a little less; in type sizes.
CELL_GAP, HEAD_GAP = 0.85, 0.5
# Lines of a label between two rows.
MOST_LABEL_LINES = 3
# A label that is set in further, in type sizes, is another one's part.
INDENT = 0.5

CAPTION = re.compile(r"(?:table|figure|chart|graph|box|annex|map) ?[A-Z]?[-.]?\d", re.I)

Cell = list[str]
"""The lines of a cell."""
Place = tuple[float, float]
"""Where a column begins and ends."""


@dataclass(slots=True)
class Row:
    """Cells, how far its label is set in (in type sizes), and whether it belongs to the head."""

    cells: list[Cell]
    indent: float = 0.0
    head: bool = False


@dataclass(slots=True)
class Table:
    """A table and the place it takes on the page; where its columns stand is known of tables without rules."""

    left: float
    right: float
    top: float
    bottom: float
    size: float
    rows: list[Row] = field(default_factory=list)
    columns: Sequence[Place] = ()

    def go_on(self, above: Table) -> None:
        """Take the head of the table at the end of the page before, if it goes on in this one, which has none."""
        heads = [row for row in above.rows if row.head]
        if not heads or any(row.head for row in self.rows) or len(self.columns) != len(above.columns):
            return
        if self.columns and all(map(_share, self.columns, above.columns)):
            self.rows = [*(Row(list(row.cells), row.indent, head=True) for row in heads), *self.rows]


def table_of(lines: Sequence[Line], heads: int, columns: Sequence[Place]) -> Table:
    """The table that lines make, of which the first ones are its head."""
    size = max(line.size for line in lines)
    base = min(line.left for line in lines[heads:])
    rows = [_row(line, columns, head=at < heads) for at, line in enumerate(lines)]
    for row, line in zip(rows, lines, strict=True):
        row.indent = (line.left - base) / size if row.cells[0] else 0.0
    return Table(
        min(line.left for line in lines),
        max(line.right for line in lines),
        lines[0].top,
        lines[-1].bottom,
        size,
        _joined(rows, lines),
        columns,
    )


def places_of(parts: Sequence[Sequence[Word]], columns: Sequence[Place]) -> range:
    """The columns that the cells of a line stand over one by one, that of the labels may be without; none if not so."""
    for first in (0, 1):
        over = columns[first:]
        if len(over) == len(parts) > 1 and all(map(_share, ((part[0].left, part[-1].right) for part in parts), over)):
            return range(first, len(columns))
    return range(0)


def _share(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _row(line: Line, columns: Sequence[Place], *, head: bool) -> Row:
    """A line as cells; a piece of the head that lies over several columns is in each."""
    cells: list[Cell] = [[] for _ in columns]
    centres = [(left + right) / 2 for left, right in columns]
    bounds = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    parts = pieces(line, (HEAD_GAP if head else CELL_GAP) * line.size)
    places = places_of(parts, columns) if head else range(0)
    for number, words in enumerate(parts):
        text = Line(words, line.base, line.size).text
        left, right = words[0].left, words[-1].right
        if places:  # one that is wider than its figures may reach over the labels
            cells[places[number]].append(text)
            continue
        spanned = [at for at, centre in enumerate(centres) if at and left < centre < right] if head else []
        if len(spanned) > 1:
            for at in spanned:
                cells[at].append(text)
            continue
        at = 0 if words is parts[0] and left < bounds[0] - line.size else bisect_right(bounds, (left + right) / 2)
        cells[at] = [f"{cells[at][0]} {text}"] if cells[at] else [text]
    return Row(cells, head=head)


def _joined(rows: Sequence[Row], lines: Sequence[Line]) -> list[Row]:
    """Rows with the pieces of labels that fill several lines together, and the lines of the head as one."""
    made: list[Row] = []
    waiting: list[tuple[Row, Line]] = []
    for row, line in zip(rows, lines, strict=True):
        if row.head and made and made[-1].head:
            made[-1].cells = [a + b for a, b in zip(made[-1].cells, row.cells, strict=True)]
        elif row.head:
            made.append(row)
        elif not any(row.cells[1:]):
            if made and not waiting and _ends_label(made[-1], row, line):
                made[-1].cells[0] += row.cells[0]
            else:
                waiting.append((row, line))
        else:
            made += _taken(waiting, row, line)
            waiting = []
            made.append(row)
    made += [row for row, _ in waiting]
    return made


def _ends_label(above: Row, row: Row, line: Line) -> bool:
    """Whether a line without figures goes on with the label of the row above."""
    if above.head or not any(above.cells[1:]):
        return False
    return line.text[0].islower() or (bool(above.cells[0]) and hanging(above.cells[0][-1]) and row.indent > -INDENT)


def _taken(waiting: Sequence[tuple[Row, Line]], row: Row, line: Line) -> list[Row]:
    """The lines without figures above a row that are no part of its label; the others are added to it."""
    groups = [other for other, _ in waiting]
    while groups:
        other, at = waiting[len(groups) - 1]
        begun = not row.cells[0] or row.cells[0][0][0].islower() or hanging(at.text)
        if not begun or line.base - at.base > MOST_LABEL_LINES * line.size or row.indent - other.indent > INDENT:
            break
        row.cells[0] = other.cells[0] + row.cells[0]
        row.indent = other.indent
        groups.pop()
    return groups
