"""Tables whose cells stand one below the other, as PDF and web text gives them: a line for each cell, row after row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thbextract.layout.lines import Line
from thbextract.layout.rows import YEAR, Row, is_label, is_number
from thbextract.records import Cell

MIN_COLUMNS, MAX_COLUMNS = 3, 12
# A header and one row may be chance; two rows of the same form are a table.
MIN_ROWS = 2
LONGEST_HEAD = 80
# What stands above the numbers that only count the rows.
SERIAL = re.compile(r"(?:s(?:r|l)?\.? ?no\.?|no\.?|nr\.?|№|#|serial(?: no\.?| number)?|rank|s/n|item)", re.I)
SERIAL_NUMBER = re.compile(r"\d{1,3}[.)]?")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell and the index of its line; between two bars that follow on each other it is empty."""

    at: int
    line: Line | None

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.line.text if self.line else ""


def cells_below(lines: Sequence[Line], at: int) -> tuple[int, int, list[Row]] | None:
    """A table that begins at a line: its header of so many lines, then rows of as many, a label and numbers."""
    if not _heads_column(lines[at].text):
        return None
    least = _places(lines, at, MIN_COLUMNS)
    if len(least) < MIN_COLUMNS or not _heads_column(least[-1].text):
        return None
    places = _places(lines, at, MAX_COLUMNS * (MIN_ROWS + 1))
    for width in range(MIN_COLUMNS, min(MAX_COLUMNS, len(places)) + 1):
        if not _heads_column(places[width - 1].text):
            return None
        first = 1 if SERIAL.fullmatch(places[0].text) else 0
        if width - first > 1 and _rows(places, width, first) >= MIN_ROWS:
            places = _places(lines, at, len(lines))
            return _built(places, width, first, _rows(places, width, first))
    return None


def _places(lines: Sequence[Line], at: int, most: int) -> list[Place]:
    """The cells from a line on: a line each, bars alone on their lines between them or none."""
    barred = at + 1 < len(lines) and lines[at + 1].text == "|"
    places: list[Place] = []
    i = at
    while i < len(lines) and len(places) < most:
        line = lines[i]
        if line.page or (places and line.blanks > 1):
            break
        if not barred:
            places.append(Place(i, line))
        elif line.text != "|":
            places.append(Place(i, line))
            i += i + 1 < len(lines) and lines[i + 1].text == "|"
        else:
            places.append(Place(i, None))
        i += 1
    return places


def _heads_column(text: str) -> bool:
    if not 0 < len(text) <= LONGEST_HEAD:
        return False
    if SERIAL.fullmatch(text) or YEAR.fullmatch(text):
        return True
    return text[-1] not in ".!?…:;|" and not any(map(str.isdigit, text))


def _rows(places: Sequence[Place], width: int, first: int) -> int:
    """How many rows of the width follow the header: each a label or a year, then numbers alone on their lines."""
    count = 0
    start = width
    while start + width <= len(places) and _is_row(places[start : start + width], first):
        count += 1
        start += width
    return count


def _is_row(cells: Sequence[Place], first: int) -> bool:
    if first and cells[0].text and not SERIAL_NUMBER.fullmatch(cells[0].text):
        return False
    label, numbers = cells[first].line, cells[first + 1 :]
    if label is None or not (is_label(label) or YEAR.fullmatch(label.text)):
        return False
    return all(not cell.text or is_number(cell.text) for cell in numbers) and any(cell.text for cell in numbers)


def _cut_row(places: Sequence[Place], first: int) -> bool:
    """Whether the text breaks off in a row: a label and some of its numbers, and nothing behind them."""
    label = places[first].line if len(places) > first + 1 else None
    named = label is not None and (is_label(label) or YEAR.fullmatch(label.text) is not None)
    return named and all(is_number(place.text) for place in places[first + 1 :] if place.text)


def _built(places: Sequence[Place], width: int, first: int, rows: int) -> tuple[int, int, list[Row]]:
    head = places[:width]
    header = tuple(Cell(place.line.start, place.line.end) for place in head if place.line)
    made = [Row(places[0].at, places[width].at, "table_header", header)]
    end = width * (rows + 1)
    starts = list(range(width, end, width))
    if end < len(places) < end + width and _cut_row(places[end:], first):
        starts.append(end)
        end = len(places)
    for start in starts:
        row = places[start : min(start + width, end)]
        label, cells = row[first].line, []
        for place, above in zip(row[first:], head[first:], strict=False):
            if place.line is label and label is not None:
                cells.append(Cell(label.start, label.end))
            elif place.line is not None and label is not None:
                cells.append(Cell(place.line.start, place.line.end, above.text, label.text))
        made.append(Row(row[0].at, row[-1].at + 1, "table_row", tuple(cells)))
    return places[0].at, made[-1].last, made
