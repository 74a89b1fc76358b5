"""Tables that rules draw: lines across and down that touch each other part the words between them into cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from thbextract.layout.rows import YEAR, is_number
from thbextract.readers.pdf.cells import Row, Table
from thbextract.readers.pdf.paths import Segment
from thbextract.readers.pdf.shapes import WIDE, Word, lines_of
from thbextract.readers.pdf.tables import MOST_HEADS

# Points by which rules that meet may miss each other, and by which equal ones may differ.
TOUCH = 3.0
# A page with more rules is a drawing.
MOST_RULES = 1_500
# From so many letters on a cell is a text; a table of such cells is a page that is laid out with one.
LONG_CELL = 220


@dataclass(slots=True)
class Grid:
    """Rules that touch each other: their places across (`xs`) and down (`ys`)."""

    across: list[Segment] = field(default_factory=list)
    down: list[Segment] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)

    def settle(self) -> None:
        """Find the places of rows and columns; a table that is open at its sides ends with its rules."""
        self.xs = _distinct([x for x, _, _ in self.down] + [x for _, *ends in self.across for x in ends])
        self.ys = _distinct([y for y, _, _ in self.across] + [y for _, *ends in self.down for y in ends])

    def holds(self, word: Word) -> bool:
        """Whether a word stands between the outer rules."""
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        return self.xs[0] - TOUCH < x < self.xs[-1] + TOUCH and self.ys[0] - TOUCH < y < self.ys[-1] + TOUCH

    def begins(self, row: int, column: int) -> bool:
        """Whether a rule stands before a column in a row; else its cell is part of the one before."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return column == 0 or _covered(self.down, self.xs[column], middle)

    def opens(self, row: int, column: int) -> bool:
        """Whether a rule stands above a column in a row; else its cell is part of the one above."""
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return row == 0 or _covered(self.across, self.ys[row], middle)

    def place(self, word: Word) -> tuple[int, int]:
        """Row and column of the cell that a word is in: the first ones, where it spans several."""
        row = _band(self.ys, (word.top + word.bottom) / 2)
        column = _band(self.xs, (word.left + word.right) / 2)
        while not self.begins(row, column):
            column -= 1
        while column == 0 and not self.opens(row, column):
            row -= 1
        return row, column


def _covered(rules: Sequence[Segment], place: float, at: float) -> bool:
    return any(abs(rule - place) <= 2 * TOUCH and begin <= at <= end for rule, begin, end in rules)


def _band(places: Sequence[float], at: float) -> int:
    return min(max(bisect_right(places, at) - 1, 0), len(places) - 2)


def _distinct(places: Sequence[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 2 * TOUCH:
            found.append(place)
    return found


def ruled_tables(
    words: Sequence[Word], across: Sequence[Segment], down: Sequence[Segment]
) -> tuple[list[Table], list[Word]]:
    """The tables that rules draw, and the words that stand in none of them."""
    rest = list(words)
    tables: list[Table] = []
    for grid in _grids(_merged(across), _merged(down)):
        inside = [word for word in rest if grid.holds(word)]
        table = _table(inside, grid) if inside else None
        if table is not None:
            taken = set(map(id, inside))
            rest = [word for word in rest if id(word) not in taken]
            tables.append(table)
    return tables, rest


# -- rules → grids -----------------------------------------------------------------------------------------------------


def _merged(rules: Sequence[Segment]) -> list[Segment]:
    """Rules with those that continue them, or are drawn over them, as one."""
    found: list[Segment] = []
    for at, begin, end in sorted(rules, key=lambda rule: (round(rule[0] / TOUCH), rule[1])):
        if found and abs(found[-1][0] - at) <= TOUCH and begin <= found[-1][2] + TOUCH:
            found[-1] = (found[-1][0], found[-1][1], max(found[-1][2], end))
        else:
            found.append((at, begin, end))
    return found


def _grids(across: Sequence[Segment], down: Sequence[Segment]) -> Iterator[Grid]:
    """Groups of rules that touch, with two columns and two rows at least."""
    if len(across) + len(down) > MOST_RULES:
        return
    groups = _touching(across, down)
    grids: dict[int, Grid] = {}
    for at, rule in enumerate((*across, *down)):
        grid = grids.setdefault(groups[at], Grid())
        (grid.across if at < len(across) else grid.down).append(rule)
    for grid in grids.values():
        grid.settle()
        if len(grid.xs) > 2 and len(grid.ys) > 2:
            yield grid


def _touching(across: Sequence[Segment], down: Sequence[Segment]) -> list[int]:
    """For every rule a number that those which touch each other share."""
    group = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for i, (y, left, right) in enumerate(across):
        for j, (x, top, bottom) in enumerate(down, len(across)):
            if left - TOUCH <= x <= right + TOUCH and top - TOUCH <= y <= bottom + TOUCH:
                group[root(i)] = root(j)
    return [root(at) for at in range(len(group))]


# -- grids → tables ----------------------------------------------------------------------------------------------------


def _table(words: Sequence[Word], grid: Grid) -> Table | None:
    places: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        places.setdefault(grid.place(word), []).append(word)
    rows: list[Row] = []
    bands: list[int] = []
    for band in range(len(grid.ys) - 1):
        cells = [places.get((band, column), []) for column in range(len(grid.xs) - 1)]
        made = _rows(cells) if any(cells) else []
        rows += made
        bands += [band] * len(made)
    if not _is_table(rows) or _lacks_rules(rows):
        return None
    for row in rows:
        row.cells = [[line.replace(WIDE, " ") for line in cell] for cell in row.cells]
    _mark_heads(rows)
    for row, band in zip(rows, bands, strict=True):
        _spread(row, band, grid)
    _repeat_labels(rows, bands, grid)
    size = max(word.size for word in words)
    return Table(grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1], size, rows)


def _rows(cells: Sequence[Sequence[Word]]) -> list[Row]:
    """The rows between two rules: one, or one for each line where the figures of several are listed."""
    lines = [lines_of(words) for words in cells]
    listed = [found for found in lines[1:] if len(found) > 1 and all(is_number(line.text) for line in found)]
    counts = {len(found) for found in lines if found}
    if listed and len(counts) == 1:
        return [Row([[found[at].text] if found else [] for found in lines]) for at in range(counts.pop())]
    return [Row([[line.text for line in found] for found in lines])]


def _is_table(rows: Sequence[Row]) -> bool:
    """Whether cells hold labels and figures: several rows of several cells, few of them texts."""
    full = [row for row in rows if sum(map(bool, row.cells)) > 1]
    cells = [" ".join(cell) for row in rows for cell in row.cells if cell]
    long = sum(len(cell) > LONG_CELL for cell in cells)
    return len(full) > 1 and 2 * len(full) >= len(rows) and 3 * long < len(cells)


def _lacks_rules(rows: Sequence[Row]) -> bool:
    """Whether figures stand apart from labels in one cell: a rule between them is missing, or drawn otherwise."""
    apart = [row for row in rows if any(is_number(line.rpartition(WIDE)[2]) and WIDE in line for line in row.cells[0])]
    return len(apart) > 1 and 3 * len(apart) > len(rows)


def _mark_heads(rows: list[Row]) -> None:
    """The rows above the first one with a figure that is no year are the head; the first row, if there is none."""
    for at, row in enumerate(rows[: MOST_HEADS + 1]):
        figures = [" ".join(cell) for cell in row.cells[1:] if cell]
        if any(is_number(text) and not YEAR.fullmatch(text.rpartition(" ")[2]) for text in figures):  # "GDP 2019"
            for head in rows[:at]:
                head.head = sum(map(bool, head.cells)) > 1 or not head.cells[0]
            return
    rows[0].head = sum(map(bool, rows[0].cells)) > 1


def _spread(row: Row, band: int, grid: Grid) -> None:
    """Give a head that spans several columns to each of them."""
    if not row.head:
        return
    for column in range(1, len(row.cells)):
        if not row.cells[column] and not grid.begins(band, column):
            row.cells[column] = row.cells[column - 1]


def _repeat_labels(rows: Sequence[Row], bands: Sequence[int], grid: Grid) -> None:
    """Give a label that spans several rows to each of them; one with a figure stands once, or it would count twice."""
    for at in range(1, len(rows)):
        above, row = rows[at - 1], rows[at]
        label = "".join(above.cells[0])
        whole = bands[at] != bands[at - 1] and not grid.opens(bands[at], 0)
        if whole and not row.cells[0] and not row.head and not any(map(str.isdigit, label)):
            row.cells[0] = above.cells[0]
