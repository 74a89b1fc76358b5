"""Tables of a page → rows with bars, labels in the first cell and in the header; tables that only set out text → text.

A row in our text has its label in its first cell and stands under a header that a ruler closes (`layout.tables`). So
labels that span rows or columns are said again, figures never: each stands once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from thbextract.readers.web.pieces import Kind, Node, Piece

MOST_COLUMNS = 200
LONG_CELL = 80
SENTENCE_WORDS = 6
"""Characters, or words before a stop, from which a cell holds a sentence and no label."""
MORE_THAN_SERIALS = 3
"""Columns of a table whose first one may only count the rows: a label and a figure must be left."""
LONG_TEXT = 1_200
PARAGRAPHS = 4
"""Characters of a cell above which it is a column of the page; a third of them if they are as many paragraphs."""
NOTE_MARK = re.compile(r"\[\^\w{1,5}\]")
DIGIT = re.compile(r"\d")
NAMING = re.compile(
    r"(?:FY ?|Q[1-4] ?)?(?:19|20)\d\d(?: ?[-–/] ?(?:19|20)?\d\d)?(?: ?Q[1-4])?|Q[1-4]|H[12]|\d{1,2}[-–]\d{1,2}", re.I
)
"""Figures that name a row or column: years, quarters, ages."""
FIGURE = re.compile(
    r"[(<>~≈+−–-]{0,2} ?(?:[A-Z]{0,3}[$€£] ?|[A-Z]{3} )?\d[\d.,'’ \u00a0\u202f\u2009]{0,18}"
    r"(?: ?(?:%|million|billion|thousand|m|bn|k|[A-Z]{3}|[€$£]))?[)*†‡]{0,3}(?: ?\([^()]{1,20}\))?"
)
NOTHING = frozenset(("-", "–", "—", "..", "...", "…", "n/a", "N/A", "n.a.", "na", "NA", "nil", "*", "x", ":"))
SERIAL = re.compile(r"(?:s(?:r|l)?\.? ?no\.?|no\.?|nr\.?|№|#|serial(?: no\.?| number)?|s/n|)", re.I)


@dataclass(slots=True)
class Cell:
    """A cell as the page has it."""

    heads: bool
    section: str
    columns: int
    rows: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text in one line, without marks of notes and bars."""
        text = ""
        for piece in self.pieces:
            gap = "" if not text else " " if text[-1] in ".!?:;," else "; "
            text += gap + " ".join(piece.text.split("\n"))
        return NOTE_MARK.sub("", text).replace("|", "¦").strip()


@dataclass(slots=True)
class Table:
    """A table as the page has it; `presented` where the page says that it only sets out text, `places` as a piece's."""

    presented: bool = False
    places: tuple[int, ...] = ()
    section: str = ""
    above: list[Piece] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)

    def add(self, heads: bool, columns: int, rows: int) -> Cell:
        """A new cell at the end of the last row."""
        if not self.rows:
            self.rows.append([])
        cell = Cell(heads, self.section, columns, rows)
        self.rows[-1].append(cell)
        return cell


@dataclass(slots=True)
class Place:
    """One place of the grid: the cell that covers it, and whether that begins there, or in a row above."""

    cell: Cell
    text: str
    own: bool
    below: bool = False


Grid = list[list["Place | None"]]


def pieces_of_table(table: Table) -> list[Piece]:
    """What a table is in the text: what stands above it, then its rows in one piece, or the pieces of its cells."""
    rows = [row for row in table.rows if any(cell.pieces for cell in row)]
    rows.sort(key=lambda row: row[0].section == "tfoot")
    if _sets_out(table, rows):
        return table.above + [piece for row in rows for cell in row for piece in cell.pieces]
    grid = _without_empty(_grid(rows))
    above = list(table.above)
    while len(grid) > 1 and (title := _lone(grid[0])):
        above += title.cell.pieces
        grid = grid[1:]
    if _is_prose(grid):
        return above + [_told(row, table.places) for row in grid]
    lines = _lines(grid) if grid else []
    return [*above, _whole("\n".join(lines), rows, table.places, "table")] if lines else above


def _sets_out(table: Table, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table is there for the look of the page: one row or column, or tables and headings in its cells."""
    wide = max((sum(bool(cell.pieces) for cell in row) for row in rows), default=0)
    if table.presented or len(rows) < 2 or not 1 < wide <= MOST_COLUMNS:
        return True
    cells = [cell for row in rows for cell in row]
    if any(piece.kind == "table" for cell in cells for piece in cell.pieces) or any(map(_holds_text, cells)):
        return True
    return any(piece.kind == "heading" for cell in cells for piece in cell.pieces if not cell.heads)


def _holds_text(cell: Cell) -> bool:
    """Whether a cell is a column of the page: several paragraphs, or more than a table says in one place."""
    length = sum(len(piece.text) for piece in cell.pieces)
    return length > (LONG_TEXT if len(cell.pieces) < PARAGRAPHS else LONG_TEXT // 3)


def _grid(rows: Sequence[Sequence[Cell]]) -> Grid:
    """Rows as wide as their spans say; what spans is in each place it covers."""
    grid: Grid = [[] for _ in rows]
    hanging: dict[int, tuple[Place, int]] = {}
    for line, row in zip(grid, rows, strict=True):
        cells = iter(row)
        reach = max(hanging, default=-1)
        while len(line) < MOST_COLUMNS:
            above = hanging.pop(len(line), None)
            if above is not None:
                place, left = above
                if left > 1:
                    hanging[len(line)] = place, left - 1
                line.append(place)
            elif (cell := next(cells, None)) is not None:
                _cover(line, cell, hanging)
            elif len(line) <= reach:
                line.append(None)
            else:
                break
    return grid


def _cover(line: list[Place | None], cell: Cell, hanging: dict[int, tuple[Place, int]]) -> None:
    text = cell.text
    for shift in range(min(cell.columns, MOST_COLUMNS - len(line))):
        if cell.rows > 1:
            hanging[len(line)] = Place(cell, text, own=False, below=True), cell.rows - 1
        line.append(Place(cell, text, own=shift == 0))


def _without_empty(grid: Grid) -> Grid:
    """The grid without rows and columns that hold nothing."""
    rows = [row for row in grid if any(place and place.text for place in row)]
    wide = max((len(row) for row in rows), default=0)
    kept = [at for at in range(wide) if any(at < len(row) and _begins(row[at]) for row in rows)]
    return [[row[at] if at < len(row) else None for at in kept] for row in rows]


def _begins(place: Place | None) -> bool:
    return place is not None and place.own and bool(place.text)


def _lone(row: Sequence[Place | None]) -> Place | None:
    """The first cell of a row in which no other says anything: the title of what follows."""
    first = row[0]
    alone = first and first.text and not any(one and one.text and one.cell is not first.cell for one in row)
    return first if alone else None


# -- tables of text ------------------------------------------------------------------------------------------------


def _is_prose(grid: Grid) -> bool:
    """Whether half of the rows hold a sentence behind their first cell: such a table is read row by row, as text."""
    told = sum(any(place and place.own and _sentence(place.text) for place in row[1:]) for row in grid)
    return told > 0 and 2 * told >= len(grid)


def _sentence(text: str) -> bool:
    return len(text) > LONG_CELL or (text.endswith((".", "!", "?")) and len(text.split()) >= SENTENCE_WORDS)


def _told(row: Sequence[Place | None], places: tuple[int, ...]) -> Piece:
    """A row as a line: short cells with commas, a colon before the first sentence."""
    cells = [place for place in row if place and _begins(place)]
    text = cells[0].text
    for place in cells[1:]:
        gap = " " if text[-1] in ".:!?" else ": " if _sentence(place.text) else ", "
        text += gap + place.text
    return _whole(text, [[place.cell for place in cells]], places, "text")


# -- tables of figures ---------------------------------------------------------------------------------------------


def _lines(grid: Grid) -> list[str]:
    """The rows with bars: header, ruler, rows; a row that one label fills names those below it, which are indented."""
    heads, body = _heads(grid)
    labels, wide = _label_columns(body), len(body[0])
    lines = [_header(heads, labels, wide), _row(["---"] * (wide - labels + 1))]
    indent = ""
    for row in body:
        title = _lone(row)
        if title and not _is_count(title.text):
            lines.append(_row([title.text]))
            indent = "  "
        else:
            lines.append(indent + _row([_label(row[:labels]), *map(_value, row[labels:])]))
    return lines


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _heads(grid: Grid) -> tuple[Grid, Grid]:
    """The header and the rows below it: what the page calls a header, else a first row without counts."""
    count = 0
    while count < len(grid) - 1 and _is_head(grid[count]):
        count += 1
    if not count and len(grid) > 1:
        named = any(_begins(place) for place in grid[0][1:])
        count = int(named and not _any_count(grid[:1]) and _any_count(grid[1:]))
    return _without_serials(grid[:count], grid[count:])


def _is_head(row: Sequence[Place | None]) -> bool:
    cells = [place for place in row if place and place.text]
    if any(place.cell.section == "thead" for place in cells):
        return True
    return all(place.cell.heads for place in cells) and not all(_is_count(place.text) for place in cells[1:])


def _any_count(grid: Grid) -> bool:
    """Whether a cell behind the first of its row holds a figure that names nothing."""
    return any(place and _is_count(place.text) for row in grid for place in row[1:])


def _without_serials(heads: Grid, body: Grid) -> tuple[Grid, Grid]:
    """Header and rows without a first column that only counts the rows."""
    named = bool(heads) and all(SERIAL.fullmatch(row[0].text if row[0] else "") for row in heads)
    numbers = [row[0].text.rstrip(".)") for row in body if row[0] and row[0].text]
    if not named or len(body[0]) < MORE_THAN_SERIALS or numbers != [str(at) for at in range(1, len(numbers) + 1)]:
        return heads, body
    return [row[1:] for row in heads], [row[1:] for row in body]


def _label_columns(body: Grid) -> int:
    """How many columns on the left hold labels: names before the first figures, at least one."""
    count = 1
    while count < len(body[0]) - 1 and _any_count(body) and _holds_names([row[count] for row in body]):
        count += 1
    return count


def _holds_names(column: Sequence[Place | None]) -> bool:
    return any(map(_begins, column)) and not any(place and _is_figure(place.text) for place in column)


def _is_figure(text: str) -> bool:
    return text in NOTHING or FIGURE.fullmatch(text) is not None


def _is_count(text: str) -> bool:
    """Whether a cell holds a figure that names nothing."""
    return _is_figure(text) and not NAMING.fullmatch(text)


def _label(places: Sequence[Place | None]) -> str:
    """The labels of a row as one."""
    return ", ".join(dict.fromkeys(place.text for place in places if place and place.text))


def _header(rows: Sequence[Sequence[Place | None]], labels: int, wide: int) -> str:
    """The rows of a header as one: above each column what they say of it, in the corner what they say of the labels."""
    columns = [[place for row in rows if (place := row[at]) and place.text and not _again(place)] for at in range(wide)]
    corner = " / ".join(dict.fromkeys(place.text for column in columns[:labels] for place in column))
    return _row([corner, *(_together([place.text for place in column]) for column in columns[labels:])])


def _together(names: Sequence[str]) -> str:
    """Labels one above the other as one: "Convicted persons, Women", "2022 Q3"."""
    label = ""
    for name in dict.fromkeys(names):
        time = NAMING.fullmatch(name) or NAMING.fullmatch(label)
        label += f"{' ' if time else ', '}{name}" if label else name
    return label


def _again(place: Place) -> bool:
    """Whether a place repeats a cell in its own column, or one that tells a figure, which may stand but once."""
    return place.below or (not place.own and bool(DIGIT.search(NAMING.sub("", place.text))))


def _value(place: Place | None) -> str:
    """A cell behind the labels; of one that spans several only the first place has it."""
    return place.text if place and place.own else ""


def _whole(text: str, rows: Sequence[Sequence[Cell]], places: tuple[int, ...], kind: Kind) -> Piece:
    """A piece of the text of cells, made of what they are made of."""
    parts = [piece for row in rows for cell in row for piece in cell.pieces]
    nodes: tuple[Node, ...] = tuple(node for piece in parts for node in piece.nodes)
    aside, quoted = (all(signs) for signs in zip(*((piece.aside, piece.quoted) for piece in parts), strict=True))
    return Piece(kind, text, 0, nodes, sum(piece.linked for piece in parts), places, aside, quoted)
