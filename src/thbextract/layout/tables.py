"""Tables in plain text: which lines are rows, where their cells are, and what labels each cell stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from thbextract.layout.columns import cells_below
from thbextract.layout.figures import figures_over_labels, listed_figures
from thbextract.layout.lines import Line, is_ruler
from thbextract.layout.rows import MAX_LABEL, PIPE, YEAR, Row, Span, is_label, is_number, plain_label, split
from thbextract.layout.stacked import stacked
from thbextract.records import Cell

# Blanks, tabs, or the dots that lead the eye from a label to its figure.
GAP = re.compile(r"\t[\t ]*| {2,}\t?[\t ]*|[ \u00a0]{2,}| ?(?:\.{4,}|…{2,}|(?:\. ){4,}) ?")
# The number of a document at the head of its pages ("COM(2023) 98").
CODE = re.compile(r"[A-Z][A-Za-z/-]{0,15} ?\(\d{4}\) ?\d{1,4}(?: final)?")
COMMA = re.compile(r",(?! )")
SEMICOLON = re.compile(r"; ?")
LEADERS = ("....", "……", ". . . .")
WIDE_GAPS = ("  ", "\t", "\xa0\xa0", *LEADERS)
# Rows of a table of contents that run on with rising page numbers; fewer may be figures that happen to rise.
CONTENTS = 5


def find_tables(lines: Sequence[Line], text: str) -> Iterator[tuple[int, int, list[Row]]]:
    """Every table: first line, last line + 1, rows in order. Each line is looked at a fixed number of times."""
    at = 0
    shapes = [_shape(line) for line in lines]
    floor = piped_from = 0
    while at < len(lines):
        if lines[at].kind:
            at = floor = at + 1
            continue
        found = None
        if at >= piped_from and "|" in lines[at].text:
            piped_from = _piped_end(lines, at)
            found = _piped(lines, at, piped_from, text)
        if found is None and shapes[at]:
            found = _aligned(lines, shapes, at, floor, text)
        if found is None and shapes[at] == 0 and (";" in lines[at].text or "," in lines[at].text):
            found = _separated(lines, at, text)
        if found is None and shapes[at] == 0 and lines[at].text[-1] in "0123456789%–-":
            found = stacked(lines, at, floor, text)
        if found is None and shapes[at] == 0:
            found = cells_below(lines, at)
        if found is None:
            found = figures_over_labels(lines, at, text) or listed_figures(lines, at) or _paired(lines, at)
        if found is None:
            at += 1
            continue
        yield found
        at = floor = max(found[1], at + 1)


def _shape(line: Line) -> int:
    """How many number cells a row with wide gaps has after its label; 0 if it is none."""
    text = line.text
    if len(text) > 400 or not any(gap in text for gap in WIDE_GAPS):
        return 0
    if not (text[-1].isdigit() or text[-1] in "%)-–—*.…€$£" or text[-1].isalpha()):
        return 0
    cells = [text[a - line.start : b - line.start] for a, b in split(line, GAP)]
    if len(cells) < 2 or not all(is_number(cell) for cell in cells[1:]):
        return 0
    if not any(cell[-1:].isdigit() or any(c.isdigit() for c in cell) for cell in cells[1:]):
        return 0
    label = cells[0]
    if CODE.fullmatch(label):
        return 0
    if len(label) > MAX_LABEL or (is_number(label) and not YEAR.fullmatch(label)):
        return 0
    return len(cells) - 1


# -- pipes ---------------------------------------------------------------------------------------------------------


def _piped_end(lines: Sequence[Line], at: int) -> int:
    """Where the run of lines with as many bars as the first ends."""
    bars = lines[at].text.count("|")
    end = at + 1
    while end < len(lines) and not lines[end].blanks and "|" in lines[end].text:
        if lines[at].text[0] != "|" and lines[end].text.count("|") != bars:
            break
        end += 1
    return end


def _piped(lines: Sequence[Line], at: int, end: int, text: str) -> tuple[int, int, list[Row]] | None:
    ruled = next((i for i in range(at + 1, end) if is_ruler(lines[i].text)), 0)
    if end - at < 2 or (not ruled and not _labelled(lines, at, end)):
        return None
    heads = range(at, ruled) if ruled else range(at, at + 1)
    if not ruled and _numbers(lines[at], text):
        heads = range(at, at)
    return at, end, _rows(lines, heads, range(at, end), PIPE, text)


def _labelled(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether rows without a ruler are a table: cells after the first are numbers alone, not "9 men"."""
    for line in lines[at + 1 : end]:
        cells = [line.text[a - line.start : b - line.start] for a, b in split(line, PIPE)]
        if len(cells) < 2 or not all(is_number(cell) or not cell for cell in cells[1:]):
            return False
    return True


def _numbers(line: Line, text: str) -> bool:
    cells = [text[a:b] for a, b in split(line, PIPE)][1:]
    return any(is_number(cell) and not YEAR.fullmatch(cell) for cell in cells)


# -- aligned columns and tabs ----------------------------------------------------------------------------------------


def _aligned(
    lines: Sequence[Line], shapes: Sequence[int], at: int, floor: int, text: str
) -> tuple[int, int, list[Row]] | None:
    wide = shapes[at]
    end = at + 1
    while end < len(lines) and lines[end].blanks < 2 and not lines[end].page:
        known = _group(lines, shapes, end, wide) or _before_total(lines, shapes, end, wide)
        if shapes[end] != wide and not known and not _label_part(lines, shapes, end, wide):
            break
        end += 1
    first = at - 1 if at > floor and not shapes[at - 1] and _group(lines, shapes, at - 1, wide) else at
    top = first
    while first > floor and top - first < 4 and _heads(lines[first - 1], lines[first], wide, text):
        first -= 1
    while first < top and len(split(lines[first], GAP)) < wide and not _spans(lines[first], wide):
        first += 1
    if first == top:
        first = top = at
    if _contents(lines, at, end, text):
        for line in lines[at:end]:
            line.kind = "furniture"
        return None
    if end - at < 2 and first == at:
        return None
    heads = range(first, top)
    if not heads and all(YEAR.fullmatch(text[a:b]) for a, b in split(lines[at], GAP)[1:]):
        heads = range(at, at + 1)
    return first, end, _rows(lines, heads, range(first, end), GAP, text)


def _group(lines: Sequence[Line], shapes: Sequence[int], at: int, wide: int) -> bool:
    """Whether a line is the label of the indented rows below it."""
    if at + 1 >= len(lines) or shapes[at + 1] != wide or lines[at + 1].blanks:
        return False
    return is_label(lines[at]) and lines[at + 1].indent > lines[at].indent and "  " not in lines[at].text


def _label_part(lines: Sequence[Line], shapes: Sequence[int], at: int, wide: int) -> bool:
    """Whether a line is a piece of a label that was too long for its column: of the row above, or of the one below."""
    line = lines[at]
    if shapes[at] or line.blanks or "  " in line.text or not is_label(line) or shapes[at - 1] != wide:
        return False
    return line.lower or (at + 1 < len(lines) and shapes[at + 1] == wide and _begun(lines, at))


def _begun(lines: Sequence[Line], at: int) -> bool:
    """Whether a label begins in a line and goes on in the next one, which is no row of a group that it names."""
    return lines[at + 1].lower and lines[at + 1].indent <= lines[at].indent


def _before_total(lines: Sequence[Line], shapes: Sequence[int], at: int, wide: int) -> bool:
    """Whether a line is the ruler above a row of totals, or between two groups of rows."""
    below = at + 1
    return below < len(lines) and shapes[below] == wide and not lines[below].blanks and is_ruler(lines[at].text)


def _spans(line: Line, wide: int) -> int:
    """How many of `wide` columns each cell of a heading spans ("Women   Men" above years); 0 if it is none."""
    count = len(split(line, GAP))
    for cells in (count, count - 1) if line.indent else (count - 1, count):
        if cells > 1 and wide % cells == 0 and wide > cells:
            return wide // cells
    return 0


def _contents(lines: Sequence[Line], at: int, end: int, text: str) -> bool:
    """Whether dotted lines are a table of contents: below such a title, or long and with rising page numbers."""
    if not any(leader in lines[at].text for leader in LEADERS):
        return False
    titled = any("contents" in line.text[:40].casefold() for line in lines[max(0, at - 3) : at])
    pages = [text[slice(*split(line, GAP)[-1])] for line in lines[at:end]]
    numbers = [int(page) for page in pages if page.isdecimal() and len(page) < 4]
    rising = len(numbers) == len(pages) >= CONTENTS and all(a <= b for a, b in pairwise(numbers))
    return titled or rising


def _heads(line: Line, below: Line, wide: int, text: str) -> bool:
    """Whether a line above rows of `wide` number cells is a part of their header."""
    if below.blanks > 1 or is_ruler(line.text):
        return below.blanks < 2
    cells = [text[a:b] for a, b in split(line, GAP)]
    if len(cells) < 2 or not (wide <= len(cells) <= wide + 1 or _spans(line, wide)):
        return False
    if line.closed or max(map(len, cells)) > MAX_LABEL:
        return False
    return not any(is_number(cell) and not YEAR.fullmatch(cell) for cell in cells)


def _rows(lines: Sequence[Line], heads: range, all_lines: range, by: re.Pattern[str], text: str) -> list[Row]:
    labels: list[str] = []
    rows: list[Row] = []
    group: tuple[int, str] = (0, "")
    lead = ""
    wide = max(len(split(lines[i], by)) for i in all_lines)
    for i in all_lines:
        spans = [] if is_ruler(lines[i].text) else split(lines[i], by)
        if len(spans) == 1 and lines[i].lower and rows and rows[-1].kind == "table_row":
            rows[-1] = _longer(rows[-1], i, plain_label(text[slice(*spans[0])]))
            continue
        if i in heads or len(spans) < 2:
            rows.append(Row(i, i + 1, "table_header", tuple(Cell(a, b) for a, b in spans if a < b)))
            if len(spans) > 1:
                names = [plain_label(text[a:b]) for a, b in spans]
                labels = _join_labels(labels, _spread(names, lines[i], wide) if by is GAP else names, wide)
            elif spans and i + 1 in all_lines and _begun(lines, i):
                lead = plain_label(text[slice(*spans[0])])
            elif spans:
                group = lines[i].indent, plain_label(text[slice(*spans[0])])
            continue
        if lines[i].indent <= group[0]:
            group = (0, "")
        rows.append(Row(i, i + 1, "table_row", _cells(spans, labels, f"{group[1]} {lead}".strip(), text)))
        lead = ""
    return rows


def _longer(row: Row, at: int, label: str) -> Row:
    """A row whose label goes on in the line `at` below it."""
    cells = tuple(replace(cell, row=f"{cell.row} {label}") if cell.row else cell for cell in row.cells)
    return replace(row, last=at + 1, cells=cells)


def _spread(names: list[str], line: Line, wide: int) -> list[str]:
    """The names of a heading, each as often as it spans columns."""
    times = _spans(line, wide - 1)
    if len(names) >= wide - 1 or not times:
        return names
    return [name for name in names[-((wide - 1) // times) :] for _ in range(times)]


def _join_labels(above: Sequence[str], names: list[str], wide: int) -> list[str]:
    names = [""] * (wide - len(names)) + names
    return [f"{a} {b}".strip() for a, b in zip(above or [""] * wide, names, strict=False)]


def _cells(spans: Sequence[Span], labels: Sequence[str], group: str, text: str) -> tuple[Cell, ...]:
    name = f"{group} {plain_label(text[slice(*spans[0])])}".strip()
    cells = [Cell(*spans[0])]
    for at, (start, end) in enumerate(spans[1:], 1):
        cells.append(Cell(start, end, labels[at] if at < len(labels) else "", name))
    return tuple(cell for cell in cells if cell.start < cell.end)


# -- commas and semicolons -----------------------------------------------------------------------------------------


def _separated(lines: Sequence[Line], at: int, text: str) -> tuple[int, int, list[Row]] | None:
    """A head and two rows or more of as many cells, all numbers after the first ("North,12,15")."""
    if lines[at].closed:
        return None
    for by in (SEMICOLON, COMMA):
        if by.search(lines[at].text) is None:
            continue
        names = [text[a:b] for a, b in split(lines[at], by)]
        wide = len(names)
        if any(not name or len(name) > MAX_LABEL for name in names[1:]):
            continue
        if any(is_number(name) and not YEAR.fullmatch(name) for name in names) or names[0].endswith("."):
            continue
        end = at + 1
        while end < len(lines) and not lines[end].blanks and _listed(lines[end], by, wide, text):
            end += 1
        if end - at > 2:
            return at, end, _rows(lines, range(at, at + 1), range(at, end), by, text)
    return None


def _listed(line: Line, by: re.Pattern[str], wide: int, text: str) -> bool:
    cells = [text[a:b] for a, b in split(line, by)]
    return len(cells) == wide and bool(cells[0]) and all(is_number(cell) or not cell for cell in cells[1:])


# -- a label on one line, its number on the next -------------------------------------------------------------------


def _paired(lines: Sequence[Line], at: int) -> tuple[int, int, list[Row]] | None:
    """Rows whose label and number stand on lines of their own, two or more in a run ("Women", "120", "Men", "94")."""
    end = at
    while end + 1 < len(lines) and _pair(lines, end, at):
        end += 2
    if end - at < 4 or (end < len(lines) and not lines[end].blanks and lines[end].lower):
        return None
    rows: list[Row] = []
    for i in range(at, end, 2):
        label, number = lines[i], lines[i + 1]
        cells = Cell(label.start, label.end), Cell(number.start, number.end, "", plain_label(label.text))
        rows.append(Row(i, i + 2, "table_row", cells))
    return at, end, rows


def _pair(lines: Sequence[Line], i: int, first: int) -> bool:
    label, number = lines[i], lines[i + 1]
    if not number.text[-1].isdigit() and number.text[-1] not in "%)":
        return False
    near = number.blanks < 2 and (i == first or label.blanks < 3) and not number.page
    return near and is_label(label) and not label.lower and number.text[0].isdigit() and is_number(number.text)
