"""Paths of a page: the lines that rule tables, and the dots that stand before items of a list."""

from __future__ import annotations

from ctypes import c_float, c_int
from dataclasses import dataclass, field
from typing import Any

from thbextract.readers.pdf.shapes import Box, Word, placed

# A page with more objects is a map or a chart: its lines rule no table. Of so many paths some may be drawn letters.
MOST_OBJECTS = 20_000
DRAWN = 300
# Points; a filled rectangle that thin, and so many times longer, is a line.
THIN, LONG = 2.5, 3
# Further out, in points, nothing can be seen (PDF 1.7, annex C: a page has 14,400 at most).
FARTHEST = 20_000
# A drawn bullet: its size in points, and how far right of it its text may begin, in type sizes.
SMALLEST_DOT, LARGEST_DOT, DOT_REACH = 1.2, 9.0, 2.5
MOST_DOTS = 400
BULLET = "•"
PATH, IMAGE, FORM = 2, 3, 5  # kinds of objects (fpdf_edit.h)

Segment = tuple[float, float, float]
"""A rule: its place, and where it begins and ends."""


@dataclass(slots=True)
class Paths:
    """Boxes of lines and dots in the page's own coordinates; `pictured` says that the page has images or drawings."""

    lines: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    pictured: bool = False


def read_paths(page: Any) -> Paths:
    """The lines and dots of a page (a `PdfPage`)."""
    from pypdfium2 import raw

    found = Paths()
    count = raw.FPDFPage_CountObjects(page.raw)
    if count > MOST_OBJECTS:
        return Paths(pictured=True)
    edges = c_float(), c_float(), c_float(), c_float()
    paths = 0
    for at in range(count):
        item = raw.FPDFPage_GetObject(page.raw, at)
        kind = raw.FPDFPageObj_GetType(item)
        found.pictured = found.pictured or kind in (IMAGE, FORM)
        if kind == PATH and raw.FPDFPageObj_GetBounds(item, *edges):
            paths += 1
            left, bottom, right, top = (edge.value for edge in edges)
            if all(-FARTHEST < edge < FARTHEST for edge in (left, bottom, right, top)):
                _sort_path(raw, item, (left, bottom, right, top), found)
    found.pictured = found.pictured or paths > DRAWN
    return found


def _sort_path(raw: Any, item: Any, box: Box, found: Paths) -> None:
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    if min(width, height) <= THIN and max(width, height) > LONG * min(width, height):
        found.lines.append(box)
        return
    if SMALLEST_DOT <= width <= LARGEST_DOT and 0.7 < width / max(height, 0.1) < 1.4:
        if len(found.dots) < MOST_DOTS:
            found.dots.append(box)
        return
    fill, stroke = c_int(), c_int()
    drawn = raw.FPDFPath_GetDrawMode(item, fill, stroke) and stroke.value
    if drawn and raw.FPDFPath_CountSegments(item) in (4, 5):
        found.lines += [(left, top, right, top), (left, bottom, right, bottom)]
        found.lines += [(left, bottom, left, top), (right, bottom, right, top)]


def rules_of(paths: Paths, turn: int, page: Box) -> tuple[list[Segment], list[Segment]]:
    """The lines of a page as rules across (y, left, right) and down (x, top, bottom), for text turned by quarters."""
    across: list[Segment] = []
    down: list[Segment] = []
    for line in paths.lines:
        begin, end, one = placed(turn, line, (line[0], line[1]), page)
        _, _, other = placed(turn, line, (line[2], line[3]), page)
        low, high = min(one, other), max(one, other)
        if end - begin >= high - low:
            across.append(((low + high) / 2, begin, end))
        else:
            down.append(((begin + end) / 2, low, high))
    return across, down


def bullets_of(paths: Paths, words: list[Word], page: Box) -> list[Word]:
    """The dots that stand before a line of text, as words."""
    rows: dict[int, list[Word]] = {}
    for word in words:
        rows.setdefault(int(word.base // 8), []).append(word)
    found: list[Word] = []
    for left, bottom, right, top in paths.dots:
        begin, end, middle = left - page[0], right - page[0], page[3] - (bottom + top) / 2
        near = [word for row in (-1, 0, 1, 2) for word in rows.get(int(middle // 8) + row, ())]
        beside = [word for word in near if 0 < word.base - middle < 0.6 * word.size]
        after = [word for word in beside if 0 < word.left - end < DOT_REACH * word.size]
        before = [word for word in beside if word.left < begin and begin - word.right < 2 * DOT_REACH * word.size]
        if after and not before:
            first = min(after, key=lambda word: word.left)
            found.append(Word(BULLET, begin, end, first.base, first.size, "", first.bold))
    return found
