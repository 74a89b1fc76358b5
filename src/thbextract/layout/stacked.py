"""Stacked rows of PDF text: "Labour 10 41 6" in a run, its header one cell a line above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thbextract.layout.lines import Line, is_ruler
from thbextract.layout.rows import YEAR, Row, Span, is_label, is_number
from thbextract.records import Cell

# Label, then two or more numbers with single blanks between: the form that PDF text gives to a table row.
STACKED = re.compile(
    r"(?:(?P<label>[^\W\d_][^\d]{0,80}?|[‘'“\"(][^\d]{1,80}?) )?"
    r"(?P<cells>[\d.,%–-]{1,12}(?: [\d.,%–-]{1,12}){1,15})"
)
MAX_HEADER_LINES = 40


def stacked(lines: Sequence[Line], at: int, floor: int, text: str) -> tuple[int, int, list[Row]] | None:
    """Rows like "Labour 10 41 6" in a run, label lines between them, header lines one cell each above."""
    count = _stack(lines[at])
    if not count:
        return None
    rows = [at]
    end = at + 1
    gap = 0
    while end < len(lines) and not lines[end].blanks and gap < 4:
        if _stack(lines[end]) == count:
            rows.append(end)
            gap = 0
        elif is_label(lines[end]) or is_ruler(lines[end].text):
            gap += 1
        else:
            break
        end += 1
    end = rows[-1] + 1
    if len(rows) < 2:
        return None
    first = at
    while first > floor and at - first < MAX_HEADER_LINES and not lines[first].blanks and is_label(lines[first - 1]):
        first -= 1
    return _stack_rows(lines, first, rows, count, text)


def _stack(line: Line) -> int:
    """How many numbers a stacked row ends with; 0 if it is none."""
    if len(line.text) > 120:
        return 0
    found = STACKED.fullmatch(line.text)
    if found is None or not any(c.isdigit() for c in found["cells"]):
        return 0
    numbers = found["cells"].split(" ")
    telephone = any(len(n) > 1 and n[0] == "0" and n.isdigit() for n in numbers)
    joined = len(numbers) == 2 and not any(c.isdigit() for c in numbers[0])  # "Victims - 45"
    return 0 if telephone or joined or not all(is_number(n) for n in numbers) else len(numbers)


def _stack_rows(
    lines: Sequence[Line], first: int, rows: Sequence[int], count: int, text: str
) -> tuple[int, int, list[Row]]:
    """Deal the lines above the first row out: one group for each column, the rest is the first row's label."""
    groups = _groups(lines, first, rows[0])
    labels, done = [""] * count, first
    years = [text[a:b] for a, b in _numbers_of(lines[rows[0]], count)]
    made: list[Row] = []
    if all(YEAR.fullmatch(year) for year in years):
        labels, done = years, rows[0] + 1
        made.append(
            Row(rows[0], done, "table_header", tuple(Cell(a, b) for a, b in _numbers_of(lines[rows[0]], count)))
        )
        first, rows = rows[0], rows[1:]
    elif len(groups) >= count:
        extra = 1 if _numbers_of(lines[rows[0]], count)[0][0] == lines[rows[0]].start else 0
        top = max(0, len(groups) - extra - count)
        used = groups[top : top + count]
        labels = [" ".join(lines[i].text for i in group) for group in used]
        first, done = used[0][0], used[-1][-1] + 1
        made += [_stack_head(lines, group) for group in used]
    else:
        first = done = rows[0]
    for at in rows:
        made.append(_stack_row(lines, done, at, count, labels, text))
        done = at + 1
    return first, done, made


def _stack_head(lines: Sequence[Line], group: Sequence[int]) -> Row:
    return Row(group[0], group[-1] + 1, "table_header", (Cell(lines[group[0]].start, lines[group[-1]].end),))


def _groups(lines: Sequence[Line], first: int, last: int) -> list[list[int]]:
    """Header lines by cell: a line that ends in a blank goes on in the next one."""
    groups: list[list[int]] = []
    loose = False
    mixed = any(not line.loose for line in lines[first:last])
    for i in range(first, last):
        if groups and loose:
            groups[-1].append(i)
        else:
            groups.append([i])
        loose = mixed and lines[i].loose
    return groups


def _numbers_of(line: Line, count: int) -> list[Span]:
    spans: list[Span] = []
    end = len(line.text)
    for _ in range(count):
        start = line.text.rfind(" ", 0, end) + 1
        spans.append((line.start + start, line.start + end))
        end = start - 1
    return spans[::-1]


def _stack_row(lines: Sequence[Line], first: int, at: int, count: int, labels: Sequence[str], text: str) -> Row:
    numbers = _numbers_of(lines[at], count)
    while first < at and is_ruler(lines[first].text):
        first += 1
    start = lines[first].start
    name = text[start : numbers[0][0]].split()
    cells = [Cell(a, b, label, " ".join(name)) for (a, b), label in zip(numbers, labels, strict=True)]
    if name:
        label_end = start + len(text[start : numbers[0][0]].rstrip())
        cells.insert(0, Cell(start, label_end))
    return Row(first, at + 1, "table_row", tuple(cells))
