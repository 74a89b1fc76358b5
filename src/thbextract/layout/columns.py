"""Tables whose cells stand one below the other, as PDF text gives them: a line for each cell, row after row."""

from __future__ import annotations

from collections.abc import Sequence

from thbextract.layout.lines import Line
from thbextract.layout.rows import YEAR, Row, is_label, is_number
from thbextract.records import Cell

MIN_COLUMNS, MAX_COLUMNS = 3, 12
# A header and one row may be chance; two rows of the same form are a table.
MIN_ROWS = 2


def cells_below(lines: Sequence[Line], at: int) -> tuple[int, int, list[Row]] | None:
    """A table that begins at a line: its header of so many lines, then rows of as many, a label and numbers."""
    if not is_label(lines[at]):
        return None
    for width in range(MIN_COLUMNS, min(MAX_COLUMNS, len(lines) - at) + 1):
        if not _heads_column(lines, at + width - 1):
            return None
        rows = _rows(lines, at + width, width)
        if rows >= MIN_ROWS:
            return at, at + width * (rows + 1), _built(lines, at, width, rows)
    return None


def _heads_column(lines: Sequence[Line], i: int) -> bool:
    return not lines[i].blanks and (is_label(lines[i]) or YEAR.fullmatch(lines[i].text) is not None)


def _rows(lines: Sequence[Line], start: int, width: int) -> int:
    """How many rows of the width follow: each a label or a year, then numbers alone on their lines."""
    count = 0
    while start + width <= len(lines) and _is_row(lines[start : start + width]):
        count += 1
        start += width
    return count


def _is_row(lines: Sequence[Line]) -> bool:
    if any(line.blanks for line in lines):
        return False
    label = is_label(lines[0]) or YEAR.fullmatch(lines[0].text) is not None
    return label and all(is_number(line.text) for line in lines[1:])


def _built(lines: Sequence[Line], at: int, width: int, rows: int) -> list[Row]:
    heads = [line.text for line in lines[at : at + width]]
    header = tuple(Cell(line.start, line.end) for line in lines[at : at + width])
    made = [Row(at, at + width, "table_header", header)]
    for first in range(at + width, at + width * (rows + 1), width):
        label, *numbers = lines[first : first + width]
        cells = [Cell(label.start, label.end)]
        cells += [Cell(n.start, n.end, head, label.text) for n, head in zip(numbers, heads[1:], strict=True)]
        made.append(Row(first, first + width, "table_row", tuple(cells)))
    return made
