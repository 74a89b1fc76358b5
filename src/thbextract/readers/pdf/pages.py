"""The pages of a document, one after the other: their columns, tables and notes, and what is furniture on them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from thbextract.readers.pdf.columns import in_order
from thbextract.readers.pdf.glyphs import Glyphs, read_page
from thbextract.readers.pdf.joining import Page
from thbextract.readers.pdf.paragraphs import NOTE, NOTE_SIZE, RAISED, Block, blocks_of, leading_of, part_of
from thbextract.readers.pdf.ruled import ruled_tables
from thbextract.readers.pdf.running import Edges, edges_of, furniture_of, without
from thbextract.readers.pdf.shapes import SUPERSCRIPTS, Line, Sheet, usual_size, with_initials
from thbextract.readers.pdf.tables import wide_tables

# A page whose characters are unreadable by so much has no text layer that is worth the name. Fonts without a map to
# Unicode give codes that are letters for the most part, but wrong ones; blanks and digits, a quarter, are controls.
UNREADABLE = 0.12
# Pages on either side that are looked at for running headers.
AROUND = 2


@dataclass(slots=True)
class Found:
    """The pages of a document, and the numbers of those that are pictures, can't be read, or are broken."""

    pages: list[Page] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Known:
    """What a page holds, and the lines at its edges by the direction of their text."""

    glyphs: Glyphs
    edges: dict[int, Edges]


def read_pages(document: Any, count: int) -> Found:
    """The first pages of a document (a `PdfDocument`)."""
    found = Found()
    found.pages.extend(_pages(document, count, found))
    return found


def _pages(document: Any, count: int, found: Found) -> Iterator[Page]:
    """The pages in order; each waits until the pages behind it are known, whose headers tell what its own are."""
    window: deque[Known | None] = deque([None] * AROUND, maxlen=2 * AROUND + 1)
    read = (_known(_glyphs(document, number, found)) for number in range(count))
    for known in chain(read, [None] * AROUND):
        window.append(known)
        if len(window) == window.maxlen and window[AROUND] is not None:
            yield _page(list(window))


def _known(glyphs: Glyphs) -> Known:
    return Known(glyphs, {sheet.turn: edges_of(sheet) for sheet in glyphs.sheets})


def _glyphs(document: Any, number: int, found: Found) -> Glyphs:
    """What a page holds; nothing, where it can't be read."""
    import pypdfium2

    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            glyphs = read_page(page, text)
    except pypdfium2.PdfiumError:
        found.broken.append(number + 1)
        return Glyphs([])
    if glyphs.unread > UNREADABLE * glyphs.signs:
        found.garbled.append(number + 1)
        return Glyphs([])
    if not glyphs.sheets and glyphs.pictured:
        found.silent.append(number + 1)
    return glyphs


def _page(window: Sequence[Known | None]) -> Page:
    """The page in the middle of a window over the pages."""
    page = Page()
    known = window[AROUND]
    assert known is not None
    for sheet in known.glyphs.sheets:
        around = [other.edges.get(sheet.turn) if other else None for other in window]
        lines = furniture_of(around, AROUND)
        sheet.words = without(sheet.words, lines)
        _sort_lines(page, sheet, lines)
        _add_blocks(page, sheet)
    return page


def _sort_lines(page: Page, sheet: Sheet, lines: Sequence[Line]) -> None:
    for line in sorted(lines, key=lambda line: line.base):
        (page.above if line.base < sheet.height / 2 else page.below).append(line.text)


def _add_blocks(page: Page, sheet: Sheet) -> None:
    size = usual_size(sheet.words)
    ruled, words = ruled_tables(with_initials(sheet.words, size), sheet.across, sheet.down)
    wide, words = wide_tables(words)
    parts = [part_of(items) for items in in_order([*words, *ruled, *wide], size)]
    leading = leading_of(parts)
    found = [blocks_of(part, leading) for part in parts]
    marks = frozenset(
        mark for blocks in found for block in blocks for line in block.lines for mark in RAISED.findall(line)
    )
    for blocks in found:
        notes = _notes(blocks, size, marks)
        page.notes += notes
        for block in blocks[: len(blocks) - len(notes)]:
            if page.blocks and block is blocks[0] and page.blocks[-1].goes_on_in(block):
                page.blocks[-1].take(block)
            else:
                page.blocks.append(block)


def _notes(blocks: Sequence[Block], size: float, marks: frozenset[str]) -> list[Block]:
    """The footnotes at the end of a column: blocks in smaller type, of which the first begins with a mark."""
    at = len(blocks)
    while at > 0 and blocks[at - 1].table is None and blocks[at - 1].size < NOTE_SIZE * size:
        at -= 1
    while at < len(blocks) and not _is_note(blocks[at].lines[0], marks):
        at += 1
    notes = list(blocks[at:])
    for block in notes:
        block.marks = marks
    return notes


def _is_note(line: str, marks: frozenset[str]) -> bool:
    found = NOTE.match(line)
    if found is None:
        return False
    return not found["plain"] or found["plain"].translate(SUPERSCRIPTS) in marks
