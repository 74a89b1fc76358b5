"""Parts and wholes that figures themselves tell: rows and columns of totals, and numbers that add up to one before.

What stands in a table has no sentence around it, and "Female: 82 | Male: 109 | Not known: 5" names no whole. Two
things tell it all the same: a label ("Total", "of which"), and that the numbers make up another exactly.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from thbextract.records import Block, Cell, Count, Doubt, Layout

# How many numbers may make up another, and how far before them it may stand.
RUN, BACK = 12, 12
# Two small numbers add up to a third by chance; three hardly do.
TELLING_TOTAL = 10
UNSUMMED = frozenset(("percent", "sentences", "other"))
_TOTAL = re.compile(r"(?i)^(?:grand |sub-?)?(?:totals?|all|overall|sum|altogether|together|in all|both sexes)\b")
_PART = re.compile(
    r"(?i)^(?:[-–—•▪·]\s*\w|of (?:which|whom|these|them|those)\b|includ|thereof|incl\b|among (?:them|these)\b)"
)
_NO_PART = re.compile(r"(?i)%|per ?cent|share|change|rate\b|average")
_YEAR = re.compile(r"^\W*(?:19|20)\d\d")
# Between parts and a whole that is named behind them: "3,178 and 2,941 children, totalling 6,119".
_SUMMED_UP = re.compile(r"(?i)\b(?:totall?ing|a total of|in total|altogether|making|adding up to|in all|sum of)\b")

Grid = list[tuple[str, dict[int, tuple[str, int]]]]
"""The rows of a table: label, then for each column its label and the index of the count in it."""


def with_totals(counts: Sequence[Count], layout: Layout) -> tuple[Count, ...]:
    """The counts, in text order, with the wholes that tables and sums tell; totals that are missed are doubted."""
    found = list(counts)
    for grid in _tables(counts, layout):
        _sum_rows(grid, found)
        _sum_columns(grid, found)
    _sum_runs(found, layout)
    return tuple(found)


# ------------------------------------------------------------------ tables


def _tables(counts: Sequence[Count], layout: Layout) -> Iterator[Grid]:
    places = {count.quantity.start: i for i, count in enumerate(counts)}
    grid: Grid = []
    for block in layout.blocks:
        if block.kind == "table_row":
            grid.append(_row(block, places))
        elif block.kind != "furniture":
            yield grid
            grid = []
    yield grid


def _row(block: Block, places: Mapping[int, int]) -> tuple[str, dict[int, tuple[str, int]]]:
    label = next((cell.row for cell in block.cells if cell.row), "")
    cells = {
        column: (cell.column, at) for column, cell in enumerate(block.cells) if (at := _in(cell, places)) is not None
    }
    return label.strip(), cells


def _in(cell: Cell, places: Mapping[int, int]) -> int | None:
    """The count of a cell that holds one and no more."""
    here = [places[start] for start in range(cell.start, cell.end) if start in places]
    return here[0] if len(here) == 1 and (cell.row or cell.column) else None


def _sum_rows(grid: Grid, found: list[Count]) -> None:
    """Down the columns: rows of parts ("of which minors") under their whole, and rows above a total."""
    above: dict[int, int] = {}
    pending: dict[int, list[int]] = {}
    for label, cells in grid:
        if _PART.search(label):
            for column, (_, at) in cells.items():
                if column in above and found[at].quantity.value <= found[above[column]].quantity.value:
                    _link(found, [at], above[column])
            continue
        if _TOTAL.search(label):
            for column, (_, at) in cells.items():
                _total(found, pending.get(column, []), at)
            pending = {}
        above = {column: at for column, (_, at) in cells.items()}
        for column, (_, at) in cells.items() if not _TOTAL.search(label) else ():
            pending.setdefault(column, []).append(at)


def _sum_columns(grid: Grid, found: list[Count]) -> None:
    """Along a row: the columns beside one that is labelled as their total."""
    for _, cells in grid:
        totals = [at for label, at in cells.values() if _TOTAL.search(label.strip())]
        parts = [at for label, at in cells.values() if _is_part_column(label)]
        if len(totals) == 1:
            _total(found, parts, totals[0])


def _is_part_column(label: str) -> bool:
    return bool(label) and not (_TOTAL.search(label.strip()) or _NO_PART.search(label) or _YEAR.search(label))


def _total(found: list[Count], parts: Sequence[int], whole: int) -> None:
    """Link what a label names as parts of a total; doubt the total if they are of one kind and miss it."""
    parts = [at for at in parts if found[at].category not in ("percent", "sentences") and found[at].whole is None]
    if len(parts) < 2:
        return
    total = found[whole].quantity.value
    made = sum(found[at].quantity.value for at in parts)
    alike = {found[at].category for at in parts} == {found[whole].category}
    if made == total:
        _link(found, parts, whole)
    elif alike and all(found[at].quantity.value <= total for at in parts):
        _link(found, parts, whole)
        terms = " + ".join(found[at].quantity.text for at in parts)
        doubt = Doubt("sum", f"{terms} = {made}, not {found[whole].quantity.text}")
        found[whole] = replace(found[whole], doubts=(*found[whole].doubts, doubt))


def _link(found: list[Count], parts: Sequence[int], whole: int) -> None:
    for at in parts:
        if found[at].whole is None and at != whole and found[at].category not in ("percent", "sentences"):
            found[at] = replace(found[at], whole=found[whole].quantity.start)


# ------------------------------------------------------------------ numbers that add up


def _sum_runs(found: list[Count], layout: Layout) -> None:
    """Numbers of one list or sentence that make up exactly a number before them, or one named as their total."""
    lists = list(_lists(layout))
    for first in range(len(found)):
        if not _may_be_part(found[first]):
            continue
        run = _run(found, first, lists)
        for length in range(len(run), 1, -1):
            whole = _made_up(found, run[:length], layout)
            if whole is not None:
                _link(found, run[:length], whole)
                break


def _lists(layout: Layout) -> Iterator[tuple[int, int]]:
    """Where numbers stand side by side: the sentences of a paragraph, the items of a list."""
    begun: int | None = None
    for block in layout.blocks:
        if block.kind == "list_item":
            begun = block.start if begun is None else begun
            last = block.end
            continue
        if begun is not None:
            yield begun, last
            begun = None
        if not block.cells:
            yield block.start, block.end
    if begun is not None:
        yield begun, last


def _begin(one: tuple[int, int]) -> int:
    return one[0]


def _may_be_part(count: Count) -> bool:
    return count.whole is None and not count.aside and count.category not in UNSUMMED and count.category != "money"


def _run(found: Sequence[Count], first: int, lists: Sequence[tuple[int, int]]) -> list[int]:
    """The counts of one kind from `first` on that stand in one list or paragraph, shares and asides left out."""
    start = found[first].quantity.start
    at = bisect_right(lists, start, key=_begin) - 1
    end = lists[at][1] if at >= 0 else start
    run: list[int] = []
    for at in range(first, min(len(found), first + 2 * RUN)):
        count = found[at]
        if count.quantity.start >= end or len(run) == RUN:
            break
        if count.category == "percent" or count.whole is not None or count.aside:
            continue
        if count.category != found[first].category:
            break
        run.append(at)
    return run


def _made_up(found: Sequence[Count], run: Sequence[int], layout: Layout) -> int | None:
    """The count that a run makes up: an earlier one of its kind, or the next one where words name it as the total."""
    total = sum(found[at].quantity.value for at in run)
    if total < TELLING_TOTAL and len(run) < 3:
        return None
    before = range(run[0] - 1, max(-1, run[0] - 1 - BACK), -1)
    for at in before:
        whole = found[at]
        if _may_be_part(whole) and whole.category == found[run[0]].category and whole.quantity.value == total:
            return at
    after = run[-1] + 1
    if after < len(found) and found[after].quantity.value == total and found[after].category not in UNSUMMED:
        between = layout.shadow[found[run[-1]].quantity.end : found[after].quantity.start]
        return after if _SUMMED_UP.search(between) else None
    return None
