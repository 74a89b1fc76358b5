"""Tables of a Word document as rows with bars, in the form in which layout finds the labels of every cell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

from thbextract.layout.rows import MAX_LABEL, YEAR, is_number
from thbextract.readers.word_styles import VAL, W, is_on
from thbextract.readers.word_text import flat, is_taken_out

PROSE = 250
"""Characters: a cell with more, or with a table in it, is a column of text; it is read as paragraphs."""
MOST_SPAN = 63
"""Columns that one cell may span, the limit of Word itself."""
DEEPEST_HEAD = 4
ORDINAL = re.compile(r"(?P<number>\d{1,4})[.)]?")
NOTE = re.compile(r"\[\^\d{1,9}\]")
GROUPED = "  "  # a row below the label of its group
BAR = str.maketrans("|\n\t\f", "¦   ")


@dataclass(slots=True)
class Piece:
    """A stretch of the document in the making: a paragraph, heading, list item, table, line of contents.

    `level` is that of a heading (0: a title) or of a list item (from 0). `empty_above` counts the empty paragraphs
    before it; it is `touching` where no space parts it from the paragraph above, and a `page` begins with it.
    """

    kind: Literal["text", "heading", "item", "table", "contents"]
    text: str
    level: int = 0
    empty_above: int = 0
    touching: bool = False
    page: bool = False


@dataclass(slots=True)
class Cell:
    """A cell: its content, its first column, how many it spans, and whether it goes on with the one above."""

    pieces: list[Piece]
    column: int
    span: int = 1
    goes_on: bool = False
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = ""
        for piece in self.pieces:
            joint = "; " if piece.kind == "item" else " "
            self.text += joint * bool(self.text) + " ".join(piece.text.translate(BAR).split())

    @property
    def bare(self) -> str:
        """Its text without the marks of notes."""
        return NOTE.sub("", self.text).strip()

    @property
    def figure(self) -> bool:
        """Whether it holds a number alone that is no year."""
        bare = self.bare
        return any(map(str.isdigit, bare)) and is_number(bare) and YEAR.fullmatch(bare) is None

    @property
    def repeatable(self) -> bool:
        """Whether it may stand at each row or column that it spans: a label without figures that would count twice."""
        return not any(map(str.isdigit, YEAR.sub("", self.bare)))


@dataclass(slots=True)
class Row:
    """A row of a table; `head` is set where the file says that it is repeated on every page."""

    cells: list[Cell]
    head: bool = False

    @property
    def filled(self) -> list[Cell]:
        """The cells that hold something."""
        return [cell for cell in self.cells if cell.text]

    def alone(self, width: int) -> Cell | None:
        """Its only cell with text, where that is the first one or goes over all columns."""
        filled = self.filled
        first = len(filled) == 1 and (filled[0].column == 0 or filled[0].span >= width)
        return filled[0] if first and not any(cell.goes_on for cell in self.cells) else None


def read_rows(table: Any, pieces_of: Callable[[Any], Iterable[Piece]]) -> list[Row]:
    """The rows of a table that are shown; `pieces_of` reads the content of a cell."""
    rows = []
    for element in flat(table):
        if element.tag != f"{W}tr" or is_taken_out(element):
            continue
        row = Row([], _is_on(element, "trPr/{W}tblHeader"))
        column = _count(element, "trPr/{W}gridBefore", 0)
        for cell in flat(element):
            if cell.tag == f"{W}tc" and cell.find(f"{W}tcPr/{W}cellDel") is None:
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merged is not None and merged.get(VAL) != "restart"
                span = max(1, _count(cell, "tcPr/{W}gridSpan", 1))
                row.cells.append(Cell([] if goes_on else list(pieces_of(cell)), column, span, goes_on))
                column += span
        rows.append(row)
    return rows


def _is_on(element: Any, path: str) -> bool:
    found = element.find(W + path.format(W=W))
    return found is not None and is_on(found.get(VAL))


def _count(element: Any, path: str, otherwise: int) -> int:
    found = element.find(W + path.format(W=W))
    value = (found.get(VAL) or "") if found is not None else ""
    return min(int(value), MOST_SPAN) if re.fullmatch(r"[0-9]{1,9}", value) else otherwise


def table_pieces(rows: Sequence[Row]) -> list[Piece]:
    """A table as one piece with its rows, between what stands above and below it in rows of one cell.

    Tables that only set text side by side become the pieces of their cells, row by row.
    """
    rows = _without_idle_columns([row for row in rows if row.filled])
    width = max((cell.column + cell.span for row in rows for cell in row.cells), default=0)
    above = _while_alone(rows, width)
    body = rows[len(above) :]
    below = _while_note(body[::-1], width)[::-1]
    body = body[: len(body) - len(below)]
    if not _is_grid(body):
        return _contents(rows)
    table = _figures_over_labels(body) or [Piece("table", "\n".join(Grid(body).lines()))]
    return [*_contents(above), *table, *_contents(below)]


def _without_idle_columns(rows: list[Row]) -> list[Row]:
    """The rows without the columns of the grid in which no cell begins: they only make others wider."""
    begins = sorted({cell.column for row in rows for cell in row.cells})
    for row in rows:
        for cell in row.cells:
            first = bisect_left(begins, cell.column)
            cell.span = max(1, bisect_left(begins, cell.column + cell.span) - first)
            cell.column = first
    return rows


def _while_alone(rows: Sequence[Row], width: int) -> list[Row]:
    """The rows at the top that are titles above the table."""
    count = 0
    while count < len(rows) and (cell := rows[count].alone(width)) and cell.span >= width > 1:
        count += 1
    return list(rows[:count])


def _while_note(rows: Sequence[Row], width: int) -> list[Row]:
    """The rows at the end that are notes: one cell over all columns, longer than a label or a whole sentence."""
    count = 0
    while count < len(rows) and (cell := rows[count].alone(width)) and cell.span >= width > 1 and _is_note(cell):
        count += 1
    return list(rows[:count])


def _is_note(cell: Cell) -> bool:
    return len(cell.text) > MAX_LABEL or cell.text.endswith(".") or ":" in cell.text[:8]


def _contents(rows: Sequence[Row]) -> list[Piece]:
    return [piece for row in rows for cell in row.filled for piece in cell.pieces]


def _is_grid(rows: Sequence[Row]) -> bool:
    """Whether rows are a table of figures or words, not a page's columns or a frame around text."""
    cells = [cell for row in rows for cell in row.filled]
    if len(rows) < 2 or max((len(row.filled) for row in rows), default=0) < 2:
        return False
    return not any(len(cell.text) > PROSE or any(p.kind == "table" for p in cell.pieces) for cell in cells)


def _figures_over_labels(rows: Sequence[Row]) -> list[Piece]:
    """Two rows, figures above and what they count below, as "264 survivors"; nothing for any other table."""
    if len(rows) != 2:
        return []
    upper, lower = (row.filled for row in rows)
    places = [cell.column for cell in upper] == [cell.column for cell in lower]
    if not places or not all(cell.figure for cell in upper) or any(cell.figure for cell in lower):
        return []
    return [Piece("text", f"{figure.text} {label.text}") for figure, label in zip(upper, lower, strict=True)]


class Grid:
    """The rows of a table in the making: which of them are its head, and which columns hold labels.

    Layout takes the first column for the label of a row, and the rows above the ruler for those of the columns.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._width = max(cell.column + cell.span for row in rows for cell in row.cells)
        self._depth = self._head_depth()
        body = [row for row in rows[self._depth :] if not row.alone(self._width)]
        self._joint = ". " if _numbered(body) else ", " if _grouped(body) else ""
        figures = bool(body) and all(row.cells[0].figure for row in body)
        self._unlabelled = figures and not self._joint

    def lines(self) -> Iterator[str]:
        """The rows with bars, a ruler below the head; one that is empty where the table has none."""
        if not self._depth:
            yield self._line([""] * self._width)
        indent = ""
        for at, row in enumerate(self._rows):
            alone = row.alone(self._width) if at >= self._depth and self._width > 2 else None
            if at == self._depth:
                yield "|" + "---|" * (self._width - bool(self._joint) + self._unlabelled)
            if alone:
                yield f"| {alone.text} |"
                indent = GROUPED
            else:
                yield indent + self._line(self._head(row) if at < self._depth else self._body(at))

    def _line(self, texts: list[str]) -> str:
        if self._joint:
            first = texts[0].rstrip(".)") if self._joint == ". " else texts[0]
            texts = [self._joint.join(filter(None, (first, texts[1]))), *texts[2:]]
        if self._unlabelled:
            texts = ["", *texts]
        return "| " + " | ".join(texts) + " |"

    def _head(self, row: Row) -> list[str]:
        """A row of the head: a label that spans columns is that of each."""
        texts = [""] * self._width
        for cell in row.cells:
            last = cell.column + (cell.span if cell.repeatable else 1)
            texts[cell.column : last] = [cell.text] * (last - cell.column)
        return texts

    def _body(self, at: int) -> list[str]:
        """A row below the head: merged cells count once, but a label in the first column is that of each row."""
        texts = [""] * self._width
        for cell in self._rows[at].cells:
            if not cell.goes_on:
                texts[cell.column] = cell.text
            elif cell.column == 0:
                texts[0] = self._label_above(at)
        return texts

    def _label_above(self, at: int) -> str:
        for row in reversed(self._rows[:at]):
            first = row.cells[0]
            if first.column == 0 and not first.goes_on:
                return first.text if first.repeatable else ""
        return ""

    def _head_depth(self) -> int:
        """How many rows are the head: those marked so, else the first if it has no figures, and what explains it."""
        last = min(DEEPEST_HEAD, len(self._rows) - 1)
        depth = 0
        while depth < last and self._rows[depth].head:
            depth += 1
        if depth:
            return depth
        while depth < last and self._heads(depth):
            depth += 1
        return depth

    def _heads(self, at: int) -> bool:
        row = self._rows[at]
        if any(cell.figure for cell in row.cells if cell.column) or row.alone(self._width):
            return False
        above = self._rows[at - 1].cells if at else []
        return not at or any(cell.span > 1 for cell in above) or any(cell.goes_on for cell in row.cells)


def _numbered(rows: Sequence[Row]) -> bool:
    """Whether the first column only numbers the rows, and their labels stand in the second."""
    pairs = [row.cells[:2] for row in rows if len(row.cells) > 1 and row.cells[0].text and row.cells[0].span == 1]
    numbers = [int(found["number"]) for first, _ in pairs if (found := ORDINAL.fullmatch(first.bare))]
    running = len(numbers) == len(pairs) > 1 and all(b == a + 1 for a, b in pairwise(numbers))
    return running and numbers[0] < 2 and all(second.text and not second.figure for _, second in pairs)


def _grouped(rows: Sequence[Row]) -> bool:
    """Whether labels in the first column go over several rows, which have labels of their own in the second."""
    if not any(row.cells[0].goes_on for row in rows):
        return False
    pairs = [row.cells[:2] for row in rows if len(row.cells) > 1 and row.cells[0].span == 1]
    return all(second.column == 1 and second.text and not second.figure for _, second in pairs)
