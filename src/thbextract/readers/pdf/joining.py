"""The blocks of all pages → one text: lines and words joined, pages parted by form feeds, furniture in its place.

Lines are joined here, where it is known what had no room in them: of 1,630 claims of the samples, printed by two
programs in one and two columns each, 99 % come out as from the text in all fields, and 85 % if lines stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from thbextract.layout.rows import is_number
from thbextract.normalize.tokens import words_of as words
from thbextract.readers.pdf.cells import Table
from thbextract.readers.pdf.paragraphs import NOTE, Block
from thbextract.readers.pdf.shapes import SUPERSCRIPTS

HYPHENS = "-\u2010\u00ad"
HYPHENATED = re.compile(r"(?P<head>[^\W\d_]+)(?P<sign>[-\u2010\u00ad])\Z")
BEGIN = re.compile(r"[^\W\d_]+")
TOKEN = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
# "under-" and "over-" share what follows "and".
SHARING = frozenset(("and", "or", "to", "nor", "but"))
# Words that English joins to the next one with a hyphen that stays.
COMPOUNDING = words(
    "twenty thirty forty fifty sixty seventy eighty ninety self non anti well half ex cross long short high low year "
    "month week day follow law policy labour labor sex co multi vice so all first second third fourth one two "
    "three four five six seven eight nine ten"
)
# Two words that both stand elsewhere in the document are joined by a hyphen that stays ("victim-survivors").
SHORT_PART = 3
PREFIXES = words("under over inter super down fore trans counter with out")
# Dots that lead from a label to its figures.
LEADERS = re.compile(r"(?:\s?[.…]){3,100}\s?\Z")
LONGEST_WORD = 200
GLUED_ENDS = ("-", "\u2010", "–", "/", "@")
# An address of the web that goes on in the next line.
ADDRESS = re.compile(r"(?:https?://|www\.|\S@)\S{0,199}\Z|\S@\Z")


@dataclass(slots=True)
class Page:
    """The blocks of a page, its footnotes, and the lines of furniture above and below them.

    `goes_on` says that its first block goes on with the last one of the page before.
    """

    above: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    goes_on: bool = False


class Hyphens:
    """Joins lines, and words that are hyphenated at their ends, by the words that stand whole in the document."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.known: set[str] = set()
        for line in lines:
            found = TOKEN.findall(line)
            self.known.update(word.casefold().replace("\u2010", "-") for word in found[1:-1])
            if found and line[-1] not in HYPHENS:
                self.known.add(found[-1].casefold().replace("\u2010", "-"))
        self.soft = not any("\u2010" in line[:-1] for line in lines)

    def join(self, lines: Sequence[str], breaks: Iterable[int] = ()) -> str:
        """Lines as one text, with line breaks before those that begin anew."""
        text = lines[0] if lines else ""
        for at, line in enumerate(lines[1:], 1):
            text = f"{_plain(text)}\n{line}" if at in breaks else self.two(text, line)
        return _plain(text)

    def mended(self, lines: Sequence[str]) -> list[str]:
        """The lines of a narrow cell, with words whole that were broken without a hyphen ("Suspect", "s arrested")."""
        found = list(lines[:1])
        for line in lines[1:]:
            head, rest = found[-1].rpartition(" ")[2].casefold(), line.partition(" ")[0].casefold()
            broken = f"{head}{rest}" in self.known and not {head, rest} <= self.known
            if broken:
                found[-1] += line
            else:
                found.append(line)
        return found

    def two(self, text: str, line: str) -> str:
        """A text and the line that goes on with it."""
        if text[-1:] not in GLUED_ENDS and text[-1:] != "\u00ad":
            return f"{text} {line}"
        tail = text[-LONGEST_WORD:]
        if ADDRESS.search(tail):
            return f"{text}{line}"
        found, begin = HYPHENATED.search(tail), BEGIN.match(line)
        if found is None or begin is None or not begin.group().islower():
            glued = text[-2:-1].isalnum() and line[:1].isalnum()
            return f"{_plain(text)}{line}" if glued else f"{_plain(text)} {line}"
        head, rest = found["head"], begin.group()
        if rest in SHARING:
            return f"{_plain(text)} {line}"
        return text[:-1] + line if self._splits(head, rest, found["sign"]) else f"{_plain(text)}{line}"

    def _splits(self, head: str, rest: str, sign: str) -> bool:
        """Whether the hyphen between two pieces stands only for the end of the line."""
        whole = f"{head}{rest}".casefold()
        if whole in self.known:
            return True
        if f"{head}-{rest}".casefold() in self.known:
            return False
        if sign == "\u00ad" or (sign == "\u2010" and self.soft):
            return True
        if head.casefold() in COMPOUNDING or head.isupper():
            return False
        both = len(head) > SHORT_PART < len(rest) and head.casefold() not in PREFIXES
        return not (both and self._stands(head.casefold()) and self._stands(rest))

    def _stands(self, word: str) -> bool:
        """Whether a word stands in the document, be it as a plural."""
        return word in self.known or f"{word}s" in self.known


def _plain(text: str) -> str:
    """The text with a hyphen at its end as one that stays."""
    return f"{text[:-1]}-" if text[-1:] in ("\u2010", "\u00ad") else text


@dataclass(slots=True)
class Text:
    """The text of a document, with the places of its furniture and where its pages begin."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    furniture: list[tuple[int, int]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add text at the end."""
        self.parts.append(text)
        self.length += len(text)

    def aside(self, lines: Sequence[str]) -> None:
        """Add lines of furniture."""
        for at, line in enumerate(lines):
            self.add("\n" if at else "")
            self.furniture.append((self.length, self.length + len(line)))
            self.add(line)


def text_of(pages: Sequence[Page]) -> Text:
    """The text of all pages.

    Pages are parted by form feeds. Where a sentence runs on over a page, no blank line stands between its halves.
    """
    hyphens = Hyphens(line for page in pages for block in (*page.blocks, *page.notes) for line in block.lines)
    _join_pages(pages, hyphens)
    text = Text()
    for at, page in enumerate(pages):
        following = next((other for other in pages[at + 1 :] if other.blocks), None)
        text.pages.append(text.length)
        _add(text, page, hyphens, runs_on=bool(page.blocks) and following is not None and following.goes_on)
        if at + 1 < len(pages):
            text.add("\f")
    return text


def _join_pages(pages: Sequence[Page], hyphens: Hyphens) -> None:
    """Mark the pages that begin inside a paragraph; a word parted by the page's end is whole on the first of them.

    A table that goes on without its head has it again.
    """
    last: Page | None = None
    for page in pages:
        if not page.blocks:
            continue
        table, above = page.blocks[0].table, last.blocks[-1].table if last is not None else None
        if table is not None and above is not None:
            table.go_on(above)
        if last is not None and last.blocks[-1].goes_on_in(page.blocks[0]):
            page.goes_on = not (last.notes and last.goes_on and len(last.blocks) == 1)
            _whole_word(last.blocks[-1].lines, page.blocks[0].lines, hyphens)
        last = page


def _whole_word(lines: list[str], following: list[str], hyphens: Hyphens) -> None:
    word, _, rest = following[0].partition(" ")
    if lines[-1].endswith(GLUED_ENDS) and rest:
        lines[-1], following[0] = hyphens.two(lines[-1], word), rest


def _add(text: Text, page: Page, hyphens: Hyphens, *, runs_on: bool) -> None:
    text.aside(page.above)
    if page.above and page.blocks:
        text.add("\n" if page.goes_on else "\n\n")
    order = [*page.blocks, *page.notes]
    if runs_on and page.notes:  # so that nothing stands inside the sentence that runs on
        order = [*page.blocks[:-1], *page.notes, page.blocks[-1]]
    text.add("\n\n".join(block_text(block, hyphens) for block in order))
    if page.below:
        text.add("" if not order and not page.above else "\n" if runs_on else "\n\n")
        text.aside(page.below)
    if order and not runs_on:
        text.add("\n")


def block_text(block: Block, hyphens: Hyphens) -> str:
    """A block as text."""
    if block.table is not None:
        return "\n".join(_table_lines(block.table, hyphens))
    if not block.marks:
        return hyphens.join(block.lines, block.breaks)
    lines = list(block.lines)
    for at in (0, *block.breaks):
        lines[at] = _raised(lines[at], block.marks)
    return hyphens.join(lines, block.breaks)


def _raised(line: str, marks: frozenset[str]) -> str:
    """A footnote with its number as a raised one, as its mark in the text is."""
    found = NOTE.match(line)
    if found is None or not found["plain"] or found["plain"].translate(SUPERSCRIPTS) not in marks:
        return line
    return f"{found['plain'].translate(SUPERSCRIPTS)} {line[found.end() :].lstrip()}"


def _table_lines(table: Table, hyphens: Hyphens) -> Iterator[str]:
    """The rows of a table in the marks of Markdown, a row that is set in further by blanks before it."""
    cells = len(table.rows[0].cells)
    heads = [row for row in table.rows if row.head]
    labels = any(not any(row.cells[1:]) for row in table.rows)
    if heads or labels:
        titles = [" ".join(hyphens.join(row.cells[at]) for row in heads if row.cells[at]) for at in range(cells)]
        yield _barred(titles)
        yield f"|{'---|' * cells}"
    for row in table.rows:
        if row.head:
            continue
        texts = [_cell(cell, hyphens) for cell in row.cells]
        indent = "  " * max(0, min(round(row.indent), 8)) if labels else ""
        yield indent + _barred(texts if any(texts[1:]) else texts[:1])


def _cell(lines: Sequence[str], hyphens: Hyphens) -> str:
    """The lines of a cell; a figure that had no room in one line is whole."""
    whole = "".join(lines)
    if LEADERS.search(whole):
        return LEADERS.sub("", hyphens.join(lines))
    return whole if len(lines) > 1 and is_number(whole) else hyphens.join(hyphens.mended(lines))


def _barred(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '¦') for cell in cells)} |"
