"""Tables without rules: rows whose figures stand under each other, with the head above them.

A table becomes rows of cells in the marks of Markdown, so that an empty cell stays empty and a label that fills several
lines is one. On the samples, layout reads this form as well as cells that wide gaps part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from thbextract.layout.lines import hanging
from thbextract.layout.rows import YEAR, is_number
from thbextract.readers.pdf.shapes import Line, Word, lines_of, pieces

# Cells are apart by more than the blanks of a text; the share of the type size.
CELL_GAP = 0.85
HEAD_GAP = 0.5
# A label longer than that is a sentence beside a figure.
LONGEST_LABEL = 90
# Rows follow each other within so many type sizes.
ROW_STEP = 3.6
HEAD_STEP = 2.4
MOST_HEADS = 5
# One cell of three may hold a word in place of a figure ("Ref.").
SHORT_CELL = 8
LONGEST_HEAD = 40
# Lines of a label between two rows.
MOST_LABEL_LINES = 3
LEADERS = ("....", "……", ". . . .")
INDENT = 0.5

Cell = list[str]
"""The lines of a cell."""


@dataclass(slots=True)
class Row:
    """Cells, how far its label is set in (in type sizes), and whether it belongs to the head."""

    cells: list[Cell]
    indent: float = 0.0
    head: bool = False


@dataclass(slots=True)
class Table:
    """A table and the place it takes on the page."""

    left: float
    right: float
    top: float
    bottom: float
    size: float
    rows: list[Row] = field(default_factory=list)


def aligned_tables(lines: Sequence[Line]) -> Iterator[tuple[int, int, Table]]:
    """Tables among the lines of a column: first line, last + 1, and the table."""
    parts = [_parts(line) for line in lines]
    at = 0
    floor = 0
    while at < len(lines):
        end = _run(lines, parts, at) if parts[at] else at
        found = [i for i in range(at, end) if parts[i]]
        labels = sum(_has_label(parts[i]) for i in found)
        if len(found) < 2 or 2 * labels < len(found):  # the scale of a chart has no labels
            at = end if len(found) > 1 else at + 1
            continue
        while len(found) > 2 and _are_years(parts[found[0]]):
            del found[0]
        at, end = found[0], found[-1] + 1
        columns = _columns([parts[i] for i in found])
        end = _labels_below(lines, end, columns[0][0])
        first = _heads_above(lines, at, floor, columns)
        yield first, end, _aligned(lines[first:end], at - first, columns)
        at = floor = end


def wide_tables(words: Sequence[Word]) -> tuple[list[Table], list[Word]]:
    """The tables that stand over the columns of a page, and the words that stand in none of them.

    They are looked for before the columns are, for the gap behind their labels may lie over a gutter. So lines of text
    in two columns must not be taken for rows: their left pieces go on in small letters.
    """
    lines = lines_of(words)
    tables: list[Table] = []
    taken: set[int] = set()
    for first, end, table in aligned_tables(lines):
        labels = [row.cells[0][0] for row in table.rows if row.cells[0] and not row.head]
        small = sum(label[0].islower() for label in labels)
        if len(table.rows) > 2 and 3 * small <= len(labels):
            tables.append(table)
            taken.update(id(word) for line in lines[first:end] for word in line.words)
    return tables, [word for word in words if id(word) not in taken]


def _parts(line: Line) -> list[Line]:
    """The cells of a line that is a row of figures, its label first; none if it is no row.

    A row without a label has an empty first cell: that of a label which fills several lines.
    """
    if len(line.words) < 2:
        return []
    parts = [Line(words, line.base, line.size) for words in pieces(line, CELL_GAP * line.size)]
    texts = [part.text for part in parts]
    if len(parts) < 2 or any(mark in text for mark in LEADERS for text in texts):
        return []
    if all(map(YEAR.fullmatch, texts)):  # the head of the columns below
        return []
    figures = texts[1:] if not is_number(texts[0]) or YEAR.fullmatch(texts[0]) else texts
    values = sum(map(_is_value, figures))
    others = [text for text in figures if not _is_value(text)]
    if len(texts[0]) > LONGEST_LABEL or values < 2 * len(others) or any(len(text) > SHORT_CELL for text in others):
        return []
    return parts if any(character.isdigit() for text in figures for character in text) else []


def _are_years(row: Sequence[Line]) -> bool:
    """Whether a row holds years only behind its label: it is the head of the rows below."""
    return len(row) > 2 and all(YEAR.fullmatch(part.text) for part in row[1:])


def _is_value(text: str) -> bool:
    """Whether a cell holds a figure, or several without words ("2.3 (1.9-2.8)"), or a sign for none."""
    return is_number(text) or not any(map(str.isalpha, text))


def _run(lines: Sequence[Line], parts: Sequence[list[Line]], at: int) -> int:
    """Where the rows that begin at a line end: their figures stand under those above."""
    end = at + 1
    labels = 0
    columns = _columns([parts[at]])
    while end < len(lines) and lines[end].base - lines[end - 1].base <= ROW_STEP * lines[end].size:
        if parts[end]:
            if not _under(parts[end], columns):
                break
            columns = _columns([parts[at], parts[end]]) if len(parts[end]) > len(columns) else columns
            labels = 0
        elif labels < MOST_LABEL_LINES and _is_label(lines[end], columns):
            labels += 1
        else:
            break
        end += 1
    return end


def _under(parts: Sequence[Line], columns: Sequence[tuple[float, float]]) -> bool:
    on = [any(part.left < right and left < part.right for left, right in columns) for part in parts]
    return sum(on) >= len(parts) - (len(parts) > 2)


def _columns(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """The places of the columns: the labels' first, then a stretch for figures that stand under each other."""
    labelled = [row for row in rows if _has_label(row)]
    edge = min((row[1].left for row in labelled), default=0.0)
    labels = [row[0] for row in rows if _has_label(row) or row[0].right < edge]  # "≤24,999" is a label among labels
    named = set(map(id, labels))
    figures = sorted((part.left, part.right) for row in rows for part in row if id(part) not in named)
    found: list[tuple[float, float]] = []
    for left, right in figures:
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    if not labels:
        return found
    begin = min(part.left for part in labels)
    return [(begin, max(begin, min(max(part.right for part in labels), found[0][0]))), *found]


def _has_label(row: Sequence[Line]) -> bool:
    text = row[0].text
    return not is_number(text) or YEAR.fullmatch(text) is not None


def _is_label(line: Line, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line between rows is a label without figures: in the first column, and short."""
    text = line.text
    clear = len(columns) < 2 or line.right < columns[1][1]
    return clear and len(text) <= LONGEST_LABEL and text[-1] not in ".!?" and len(pieces(line)) == 1


def _labels_below(lines: Sequence[Line], end: int, left: float) -> int:
    """Past the lines that end the label of the last row."""
    while (
        end < len(lines)
        and lines[end].text[0].islower()
        and lines[end].base - lines[end - 1].base < 1.5 * lines[end].size
        and lines[end].left >= left - 1
        and len(pieces(lines[end])) == 1
        and len(lines[end].text) < LONGEST_LABEL / 2
    ):
        end += 1
    return end


def _heads_above(lines: Sequence[Line], at: int, floor: int, columns: Sequence[tuple[float, float]]) -> int:
    """The first of the lines above the figures that are the head of their columns."""
    first = at
    while first > floor and at - first < MOST_HEADS and _is_head(lines[first - 1], lines[first], columns):
        first -= 1
    while (
        first < at and len(pieces(lines[first], HEAD_GAP * lines[first].size)) == 1 and _begins(lines[first], columns)
    ):
        first += 1
    return first


def _begins(line: Line, columns: Sequence[tuple[float, float]]) -> bool:
    return line.left < columns[0][1]


def _is_head(line: Line, below: Line, columns: Sequence[tuple[float, float]]) -> bool:
    if below.base - line.base > HEAD_STEP * max(line.size, below.size):
        return False
    found = pieces(line, HEAD_GAP * line.size)
    edge = columns[1][0] if len(columns) > 1 else columns[0][0]
    if len(found) == 1:
        over = _heads(found[0], columns, 2 * line.size) and not line.text[0].islower()
        beside = len(line.text) <= LONGEST_LABEL / 2 and line.right < edge
        return (over or beside) and line.text[-1] not in ".:;!?"
    over = all(_heads(words, columns, 2 * line.size) for words in found[1:])
    return over and line.right < columns[-1][1] + 4 * line.size and line.text[-1] not in ".;!?"


def _heads(words: Sequence[Word], columns: Sequence[tuple[float, float]], slack: float) -> bool:
    """Whether a piece of a line may stand over columns: short, and its middle over one or between two."""
    middle = (words[0].left + words[-1].right) / 2
    letters = sum(len(word.text) + 1 for word in words)
    return letters <= LONGEST_HEAD and columns[0][1] - slack < middle < columns[-1][1] + slack


def _aligned(lines: Sequence[Line], heads: int, columns: Sequence[tuple[float, float]]) -> Table:
    size = max(line.size for line in lines)
    base = min(line.left for line in lines[heads:])
    rows = [_row(line, columns, HEAD_GAP, head=at < heads) for at, line in enumerate(lines)]
    for row, line in zip(rows, lines, strict=True):
        row.indent = (line.left - base) / size if row.cells[0] else 0.0
    return Table(
        min(line.left for line in lines),
        max(line.right for line in lines),
        lines[0].top,
        lines[-1].bottom,
        size,
        _joined(rows, lines),
    )


def _row(line: Line, columns: Sequence[tuple[float, float]], gap: float, *, head: bool) -> Row:
    """A line as cells; a piece of the head that lies over several columns is in each."""
    cells: list[Cell] = [[] for _ in columns]
    centres = [(left + right) / 2 for left, right in columns]
    bounds = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    parts = pieces(line, (gap if head else CELL_GAP) * line.size)
    for words in parts:
        text = Line(words, line.base, line.size).text
        left, right = words[0].left, words[-1].right
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
