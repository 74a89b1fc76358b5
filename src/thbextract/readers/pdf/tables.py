"""Tables without rules: rows whose figures stand under each other, with the head above them.

A table becomes rows of cells in the marks of Markdown, so that an empty cell stays empty and a label that fills several
lines is one. On the samples, layout reads this form as well as cells that wide gaps part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thbextract.layout.lines import hanging
from thbextract.layout.rows import YEAR, is_number
from thbextract.readers.pdf.cells import (
    CAPTION,
    CELL_GAP,
    HEAD_GAP,
    MOST_LABEL_LINES,
    Place,
    Table,
    places_of,
    table_of,
)
from thbextract.readers.pdf.shapes import Line, Word, lines_of, pieces

# A label longer than that is a sentence beside a figure; a piece of a head is shorter.
LONGEST_LABEL, LONGEST_HEAD, SHORT_HEAD = 90, 40, 20
# How far rows, lines of a head and lines of a label follow each other at most, in type sizes.
ROW_STEP, HEAD_STEP, LABEL_STEP = 3.6, 2.4, 1.5
MOST_HEADS = 5
# One cell of three may hold a word in place of a figure ("Ref.").
SHORT_CELL = 8
LEADERS = ("....", "……", ". . . .")


def aligned_tables(lines: Sequence[Line]) -> Iterator[tuple[int, int, Table]]:
    """Tables among the lines of a column: first line, last + 1, and the table."""
    parts = [_parts(line) for line in lines]
    at = floor = 0
    while at < len(lines):
        end = _run(lines, parts, at) if parts[at] else at
        found = [i for i in range(at, end) if parts[i]]
        labels = sum(_has_label(parts[i]) for i in found)
        if len(found) < 2 or 2 * labels < len(found):  # the scale of a chart has no labels
            at = end if len(found) > 1 else at + 1
            continue
        while len(found) > 2 and _are_years(parts[found[0]]):
            del found[0]
        columns = _columns([parts[i] for i in found])
        begin = _labels_above(lines, found[0], floor, columns, named=_has_label(parts[found[0]]))
        end = _labels_below(lines, found[-1] + 1, columns)
        first = _heads_above(lines, begin, floor, columns)
        yield first, end, table_of(lines[first:end], begin - first, columns)
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


# -- rows of figures ---------------------------------------------------------------------------------------------------


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


def _is_value(text: str) -> bool:
    """Whether a cell holds a figure, or several without words ("2.3 (1.9-2.8)"), or a sign for none."""
    return is_number(text) or not any(map(str.isalpha, text))


def _are_years(row: Sequence[Line]) -> bool:
    """Whether a row holds years only behind its label: it is the head of the rows below."""
    return len(row) > 2 and all(YEAR.fullmatch(part.text) for part in row[1:])


def _has_label(row: Sequence[Line]) -> bool:
    text = row[0].text
    return not is_number(text) or YEAR.fullmatch(text) is not None


def _run(lines: Sequence[Line], parts: list[list[Line]], at: int) -> int:
    """Where the rows that begin at a line end: their figures stand under those above."""
    end = at + 1
    labels = 0
    columns = _columns([parts[at]])
    while end < len(lines) and lines[end].base - lines[end - 1].base <= ROW_STEP * lines[end].size:
        if not parts[end] and _lone_figure(lines[end], columns):
            parts[end] = [lines[end]]
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


def _lone_figure(line: Line, columns: Sequence[Place]) -> bool:
    """Whether a line is the only figure of a row, beside a label that fills several lines."""
    under = any(line.left < right and left < line.right for left, right in columns[1:])
    return len(line.words) == 1 and under and is_number(line.text)


def _under(parts: Sequence[Line], columns: Sequence[Place]) -> bool:
    on = [any(part.left < right and left < part.right for left, right in columns) for part in parts]
    return sum(on) >= len(parts) - (len(parts) > 2)


def _columns(rows: Sequence[Sequence[Line]]) -> list[Place]:
    """The places of the columns: the labels' first, then a stretch for figures that stand under each other."""
    labelled = [row for row in rows if _has_label(row)]
    edge = min((row[1].left for row in labelled), default=0.0)
    labels = [row[0] for row in rows if _has_label(row) or row[0].right < edge]  # "≤24,999" is a label among labels
    named = set(map(id, labels))
    figures = sorted((part.left, part.right) for row in rows for part in row if id(part) not in named)
    found: list[Place] = []
    for left, right in figures:
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    if not labels:
        return found
    begin = min(part.left for part in labels)
    return [(begin, max(begin, min(max(part.right for part in labels), found[0][0]))), *found]


# -- labels and heads around them --------------------------------------------------------------------------------------


def _is_label(line: Line, columns: Sequence[Place]) -> bool:
    """Whether a line between rows is a label without figures: in the first column, and short."""
    text = line.text
    clear = len(columns) < 2 or line.right < columns[1][1]
    return clear and len(text) <= LONGEST_LABEL and text[-1] not in ".!?" and len(pieces(line)) == 1


def _labels_above(lines: Sequence[Line], at: int, floor: int, columns: Sequence[Place], *, named: bool) -> int:
    """The first of the lines above the first row that begin its label."""
    begin = at
    while begin > floor and at - begin < MOST_LABEL_LINES and _is_label(lines[begin - 1], columns):
        above, below = lines[begin - 1], lines[begin]
        begun = not named or below.text[0].islower() or hanging(above.text)
        if not begun or below.base - above.base > LABEL_STEP * below.size or above.left >= columns[0][1]:
            break
        begin -= 1
        named = True
    return begin


def _labels_below(lines: Sequence[Line], end: int, columns: Sequence[Place]) -> int:
    """Past the lines that end the label of the last row."""
    while (
        end < len(lines)
        and lines[end].text[0].islower()
        and lines[end].base - lines[end - 1].base < LABEL_STEP * lines[end].size
        and lines[end].left >= columns[0][0] - 1
        and len(lines[end].text) < LONGEST_LABEL / 2
        and _is_label(lines[end], columns)
    ):
        end += 1
    return end


def _heads_above(lines: Sequence[Line], at: int, floor: int, columns: Sequence[Place]) -> int:
    """The first of the lines above the rows that are the head of their columns."""
    first = at
    while first > floor and at - first < MOST_HEADS and _is_head(lines[first - 1], lines[first], columns):
        if first - 1 > floor and _ends_caption(lines[first - 2], lines[first - 1]):
            break
        first -= 1
    while first < at and len(pieces(lines[first], HEAD_GAP * lines[first].size)) == 1:
        if lines[first].left >= columns[0][1]:
            break
        first += 1
    return first


def _is_head(line: Line, below: Line, columns: Sequence[Place]) -> bool:
    """Whether a line above rows names their columns: its pieces stand over them, one alone may name the first."""
    found = pieces(line, HEAD_GAP * line.size)
    named = bool(places_of(found, columns)) and not any(map(_is_figure, found))
    farthest = ROW_STEP if named else HEAD_STEP
    if below.base - line.base > farthest * max(line.size, below.size) or line.text[-1] in ".;!?":
        return False
    if len(found) > 1:
        over = all(_heads(words, columns, 2 * line.size) for words in found[1:])
        return over and (line.right < columns[-1][1] + 4 * line.size or _begins_last(found[-1], columns))
    text = line.text
    over = _heads(found[0], columns, 2 * line.size) and (text[0].isupper() or len(text) <= SHORT_HEAD)
    edge = columns[1][0] if len(columns) > 1 else columns[0][0]
    return (over or (len(text) <= LONGEST_LABEL / 2 and line.right < edge)) and text[-1] != ":"


def _is_figure(words: Sequence[Word]) -> bool:
    text = " ".join(word.text for word in words)
    return is_number(text) and not YEAR.fullmatch(text)


def _ends_caption(line: Line, below: Line) -> bool:
    """Whether a line is the second one of a caption."""
    near = below.base - line.base < LABEL_STEP * below.size
    return near and CAPTION.match(line.text) is not None and len(pieces(below)) == 1


def _heads(words: Sequence[Word], columns: Sequence[Place], slack: float) -> bool:
    """Whether a piece of a line may stand over columns: short, its middle over one or between two.

    The name of the last column may be far wider than the figures that it begins over.
    """
    middle = (words[0].left + words[-1].right) / 2
    letters = sum(len(word.text) + 1 for word in words)
    over = columns[0][1] - slack < middle < columns[-1][1] + slack or _begins_last(words, columns)
    return letters <= LONGEST_HEAD and over


def _begins_last(words: Sequence[Word], columns: Sequence[Place]) -> bool:
    left, right = columns[-1]
    return left - words[0].size < words[0].left < right and words[0].text[0].isalpha()
