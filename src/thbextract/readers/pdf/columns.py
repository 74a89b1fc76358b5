"""The order in which a page is read: columns are found by the white strips between them, and read one by one.

A strip parts two columns where running text stands beside it; the gaps between the cells of a table are strips too,
and part nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from thbextract.layout.rows import is_number
from thbextract.readers.pdf.cells import Table
from thbextract.readers.pdf.paths import FARTHEST
from thbextract.readers.pdf.shapes import Line, Word, lines_of, pieces

Item = Word | Table

# Points that one bit of the map of a page stands for, across and down.
CELL, SLICE = 2.0, 3.0
# The narrowest gutter as a share of the type size (browsers part columns by one such size, typesetters by more).
GUTTER = 0.7
# Columns stand side by side for so many lines at least.
FEWEST_LINES = 3
# Text: so many signs and words in the usual line, lines filled so far to the width of the longest, and letters for the
# most part.
TEXT_LETTERS, TEXT_WORDS, TEXT_FILL, TEXT_SHARE = 14, 3, 0.7, 0.6
# What has fewer letters beside text is a mark of its lines.
LABEL = 6
# Of the lines beside text, the share that must share its baselines to be cells of its rows.
IN_ROW = 0.6
# Gaps above a line, in lines, from which on a paragraph or a cell begins.
NEW_BLOCK = 1.35
# What stands so far from its column, in type sizes, is no part of it.
APART = 2.2
# Where columns end and the page goes on below, the left one is longer than the right one by this share at most.
UNEVEN = 0.5
# Beside so many lines of text a line or two at the top of the next column are a column too.
TALL = 8
# A heading is larger than the text by so much.
HEADING = 1.2
# A page with more white strips is a table or a form; the tallest ones tell.
MOST_STRIPS = 40
# Parts of a page within parts; deeper nesting is no layout but noise.
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Strip:
    """A white strip of a page, with text on either side."""

    left: float
    right: float
    top: float
    bottom: float


def in_order(
    items: Sequence[Item], size: float, known: list[Strip] | None = None, depth: int = 0
) -> Iterator[list[Item]]:
    """The parts of a page in the order of reading, each a column or what goes over the full width.

    `known` are the gutters found on the page: where one is, fewer lines beside it are columns too.
    """
    known = [] if known is None else known
    strip = _gutter(items, size, known) if depth < DEEPEST else None
    if strip is None:
        if items:
            yield list(items)
        return
    known.append(strip)
    above, below, left, right = _cut(items, strip, size)
    for part in (above, left, right, below):
        yield from in_order(part, size, known, depth + 1)


def _cut(items: Sequence[Item], strip: Strip, size: float) -> tuple[list[Item], list[Item], list[Item], list[Item]]:
    above: list[Item] = []
    below: list[Item] = []
    left: list[Item] = []
    right: list[Item] = []
    for item in items:
        middle = (item.top + item.bottom) / 2
        if middle < strip.top:
            above.append(item)
        elif middle > strip.bottom:
            below.append(item)
        else:
            (left if item.left < strip.left else right).append(item)
    rest = _tail(left, right, size)
    first = _head(left, right, size)
    kept = set(map(id, (*rest, *first)))
    left, right = ([item for item in side if id(item) not in kept] for side in (left, right))
    return [*above, *first], [*rest, *below], left, right


def _head(left: Sequence[Item], right: Sequence[Item], size: float) -> list[Item]:
    """What stands at the right above both columns, set apart from its column: it is read before both."""
    if not left or not right:
        return []
    begin = min(item.top for item in left)
    over = sorted((item for item in right if item.bottom <= begin), key=_top)
    under = min((item.top for item in right if item.bottom > begin), default=begin)
    return over if over and under - max(item.bottom for item in over) > APART * size else []


def _tail(left: Sequence[Item], right: Sequence[Item], size: float) -> list[Item]:
    """What stands at the left below both columns, set apart from its column: it is read after both."""
    if not left or not right:
        return []
    begin, end = min(item.top for item in right), max(item.bottom for item in right)
    under = sorted((item for item in left if item.top >= end), key=_top)
    last, above = max(((item.bottom, item.size) for item in left if item.top < end), default=(end, size))
    if under and under[0].top - last > APART * size:
        return under
    edge = max(item.right for item in left)
    for at, item in enumerate(under):
        if last - end > UNEVEN * (end - begin):
            break
        heading = isinstance(item, Word) and item.size > HEADING * max(size, above)
        if item.top - last > (0 if heading else APART * size):
            return [] if _is_filled(under[at:], edge, size) else under[at:]
        last, above = max((last, above), (item.bottom, item.size))
    return []


def _is_filled(items: Sequence[Item], edge: float, size: float) -> bool:
    """Whether text was broken into lines at the edge of a column: a line had no room for the next one's first word."""
    lines = lines_of(item for item in items if isinstance(item, Word) and item.size <= HEADING * size)
    return any(
        below.base - above.base < APART * size
        and above.right + below.words[0].right - below.left + GUTTER * size > edge
        for above, below in pairwise(lines)
    )


def _top(item: Item) -> float:
    return item.top


# -- white strips --------------------------------------------------------------------------------------------------


def _gutter(items: Sequence[Item], size: float, known: Sequence[Strip]) -> Strip | None:
    """The tallest white strip that parts columns of text."""
    if len(items) < 2 or max(item.bottom + item.right for item in items) > FARTHEST:
        return None
    strips = sorted(_strips(items, size, bool(known)), key=lambda strip: (strip.top - strip.bottom, strip.left))
    for strip in strips[:MOST_STRIPS]:
        again = any(strip.left - CELL < other.right and other.left < strip.right + CELL for other in known)
        tall = strip.bottom - strip.top >= FEWEST_LINES * size
        beside = _beside(items, strip) if again or tall else None
        if beside is None:
            continue
        if (again and _again_columns(*beside)) or (tall and _parts_columns(*beside, size)):
            return _to_heading(strip, *beside, size)
    return None


def _to_heading(strip: Strip, left: Sequence[Item], right: Sequence[Item], size: float) -> Strip:
    """The strip as far as a heading over both columns, which is too short to cross it: nothing stands beside it."""
    tops = sorted(item.top for item in right)
    ends = sorted(item.bottom for item in right)
    for item in sorted(left, key=_top):
        if isinstance(item, Word) and item.size > HEADING * size and item.top > strip.top + size:
            first = bisect_left(ends, item.top - size / 2)
            if 0 < first < len(tops) and tops[first] > item.bottom + size / 2:
                return Strip(strip.left, strip.right, strip.top, item.top)
    return strip


def _strips(items: Sequence[Item], size: float, short: bool) -> Iterator[Strip]:
    """White strips that are wide and tall enough, by a map of the page with a bit for every 2 points across."""
    left = min(item.left for item in items)
    top = min(item.top for item in items)
    width = int((max(item.right for item in items) - left) / CELL) + 1
    rows = [0] * (int((max(item.bottom for item in items) - top) / SLICE) + 1)
    for item in items:
        first, last = int((item.left - left) / CELL), int((item.right - left) / CELL)
        bits = ((1 << (last - first + 1)) - 1) << first
        for at in range(int((item.top - top) / SLICE), int((item.bottom - top) / SLICE) + 1):
            rows[at] |= bits
    least = max(2, int(GUTTER * size / CELL))
    tall = size / 2 if short else FEWEST_LINES * size
    for begin, end, first, last in _white(rows, width, least):
        if (end - begin) * SLICE >= tall and first > 0 and last < width:
            yield Strip(left + first * CELL, left + last * CELL, top + begin * SLICE, top + end * SLICE)


def _white(rows: Sequence[int], width: int, least: int) -> Iterator[tuple[int, int, int, int]]:
    """Runs of rows with a common run of at least so many zero bits: first row, end, first bit, end."""
    full = (1 << width) - 1
    active: list[tuple[int, int]] = []  # first row, and the bits that are white ever since
    for at in range(len(rows) + 1):
        white = full & ~rows[at] if at < len(rows) else 0
        going: list[tuple[int, int]] = []
        for begin, bits in [*active, (at, full)]:
            left = _opened(bits & white, least)
            if begin < at and left != bits:
                yield from ((begin, at, first, end) for first, end in _runs(bits) if not _mask(first, end) & left)
            if left and (not going or going[-1][1] != left):
                going.append((begin, left))
        active = going


def _opened(bits: int, least: int) -> int:
    """The bits without the runs of ones that are shorter than `least`."""
    kept, done = bits, 1
    while done < least:
        step = min(done, least - done)
        kept &= kept >> step
        done += step
    done = 1
    while done < least:
        step = min(done, least - done)
        kept |= kept << step
        done += step
    return kept


def _runs(bits: int) -> Iterator[tuple[int, int]]:
    at = 0
    while bits:
        skip = (bits & -bits).bit_length() - 1
        bits >>= skip
        at += skip
        length = (~bits & (bits + 1)).bit_length() - 1
        yield at, at + length
        bits >>= length
        at += length


def _mask(first: int, end: int) -> int:
    return ((1 << (end - first)) - 1) << first


# -- columns or cells ----------------------------------------------------------------------------------------------


def _beside(items: Sequence[Item], strip: Strip) -> tuple[list[Item], list[Item]] | None:
    """What stands left and right of a strip; null if one side is empty."""
    left: list[Item] = []
    right: list[Item] = []
    for item in items:
        if strip.top <= (item.top + item.bottom) / 2 <= strip.bottom:
            (left if item.left < strip.left else right).append(item)
    return (left, right) if left and right else None


def _parts_columns(left: Sequence[Item], right: Sequence[Item], size: float) -> bool:
    """Whether what stands on either side of a strip is read one after the other, not row by row."""
    one, other = _nearest(left, -1), _nearest(right, 0)
    if len(one) < FEWEST_LINES or not other:
        return False
    if len(other) < FEWEST_LINES:
        return _overflows(one, other, size)
    texts = _is_text(one), _is_text(other)
    if all(texts):
        return not _begin_together(one, other, size)
    if not any(texts) or (texts[0] and _are_cells(other, one)):
        return False
    text, rest = (one, other) if texts[0] else (other, one)
    if _level(rest, text) < IN_ROW:
        return True
    if median(len(line.text) for line in rest) < LABEL:  # bullets, numbers
        return False
    numbers = sum(is_number(line.text) for line in rest)
    dense = len(rest) > IN_ROW * len(_along(text, rest))
    return dense and numbers < len(rest) / 2


def _are_cells(figures: Sequence[Line], labels: Sequence[Line]) -> bool:
    """Whether figures at the right belong to the blocks of text at the left, which are labels of several lines."""
    numbers = sum(is_number(line.text) for line in figures)
    return numbers > IN_ROW * len(figures) and 2 * (len(_starts(labels)) + 1) >= len(figures)


def _again_columns(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Whether what stands beside a gutter that is known is text, be it a line or two."""
    one, other = _nearest(left, -1), _nearest(right, 0)
    if not one or not other:
        return False
    lines = [line.text for line in (*one, *other)]
    return median(map(len, lines)) >= TEXT_LETTERS and all(" " in text and not is_number(text) for text in lines)


def _overflows(text: Sequence[Line], rest: Sequence[Line], size: float) -> bool:
    """Whether a line or two at the right are the end of a text that fills the column at the left."""
    if len(text) < TALL or not _is_text(text):
        return False
    words = all(" " in line.text and not is_number(line.text) for line in rest)
    return words and rest[0].top - text[0].top < 2 * size


def _nearest(items: Sequence[Item], which: int) -> list[Line]:
    """The lines of a side, of each the piece that is nearest to the strip."""
    lines = lines_of(item for item in items if isinstance(item, Word))
    found = []
    for line in lines:
        words = pieces(line)[which]
        found.append(Line(words, line.base, line.size))
    return found


def _is_text(lines: Sequence[Line]) -> bool:
    texts = [line.text for line in lines]
    widths = [line.right - line.left for line in lines]
    letters = median(len(text) for text in texts)
    words = median(text.count(" ") + 1 for text in texts)
    fill = median(widths) / max(widths) if any(widths) else 0.0  # a broken font may give its letters no width
    share = sum(map(str.isalpha, "".join(texts))) / sum(map(len, texts))
    return letters >= TEXT_LETTERS and words >= TEXT_WORDS and fill >= TEXT_FILL and share >= TEXT_SHARE


def _along(text: Sequence[Line], rest: Sequence[Line]) -> list[Line]:
    """The lines of the text that stand beside the rest."""
    return [line for line in text if rest[0].top - line.size < line.base < rest[-1].base + line.size]


def _level(lines: Sequence[Line], others: Sequence[Line]) -> float:
    """The share of lines that have a line of the others, of the same size, on their baseline."""
    bases = [line.base for line in others]
    on = 0
    for line in lines:
        at = bisect_left(bases, line.base - 0.15 * line.size)
        near = at < len(bases) and bases[at] <= line.base + 0.15 * line.size
        on += near and abs(others[at].size - line.size) < 0.1 * line.size
    return on / len(lines)


def _begin_together(one: Sequence[Line], other: Sequence[Line], size: float) -> bool:
    """Whether the blocks of both sides begin side by side, as wrapped cells of a table's rows do."""
    starts = [_starts(lines) for lines in (one, other)]
    few, many = sorted(starts, key=len)
    if len(few) < FEWEST_LINES - 1:
        return False
    level = sum(any(abs(y - base) < 0.2 * size for base in many) for y in few)
    return level >= 0.75 * len(few)


def _starts(lines: Sequence[Line]) -> list[float]:
    """Baselines of the lines that begin a block below another."""
    steps = [below.base - above.base for above, below in pairwise(lines)]
    usual = sorted(steps)[len(steps) // 4] if steps else 0.0
    return [line.base for line, step in zip(lines[1:], steps, strict=True) if step > NEW_BLOCK * usual]
