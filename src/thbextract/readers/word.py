"""Word documents (DOCX): bytes → text, with the marks of Markdown for headings, lists, tables and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from thbextract.errors import InputError
from thbextract.layout.lines import closed
from thbextract.readers.content import Content, Limits
from thbextract.readers.office import too_deep
from thbextract.readers.word_package import WordFile, open_document
from thbextract.readers.word_styles import Look, Styles, W
from thbextract.readers.word_tables import Piece, read_rows, table_pieces
from thbextract.readers.word_text import Notes, ParagraphReader, flat
from thbextract.records import Facts

PARAGRAPH, TABLE = f"{W}p", f"{W}tbl"
LONGEST_HEADING = 250
"""Characters; whoever gives a longer paragraph the style of a heading wants its looks."""
PROSE = 180
"""Characters: no title of the document stands behind a paragraph of that length."""
WRAPPED = 40
"""Characters: a longer paragraph that ends within a sentence is a line that somebody broke off by hand."""
DEEPEST_HEADING = 6
INDENT = "  "
MENTIONED = 3_000
"""Characters from the beginning in which a document shows its title."""
SHORTEST_TITLE = 2  # words
NO_TEXT = "give a version with text: only words are read, not pictures of them"


def read(data: bytes, limits: Limits) -> Content:
    """The text of a Word document, running headers and footers behind it as furniture.

    Raises:
        InputError: `damaged`, `encrypted`, `too_large`, `too_deep`, or `empty`.
    """
    file = open_document(data, limits.size)
    try:
        return _content(file)
    except RecursionError:
        raise too_deep() from None


def _content(file: WordFile) -> Content:
    reader = BodyReader(Styles(file.styles), Notes(file.notes))
    pieces = _levelled([*reader.pieces(file.body), *reader.notes()])
    if not any(piece.kind != "contents" for piece in pieces):
        raise InputError("holds no text", NO_TEXT, "empty")
    running = [piece for element in file.running for piece in reader.pieces(element)]
    text, furniture = _joined(pieces, running)
    return Content(text, told=Facts(title=_title(file.title, text)), furniture=furniture)


class BodyReader:
    """Reads paragraphs and tables, of the body or of anything else that holds some, in their order."""

    def __init__(self, styles: Styles, notes: Notes) -> None:
        self._styles, self._notes = styles, notes
        self._paragraphs = ParagraphReader(notes)

    def pieces(self, parent: Any) -> Iterator[Piece]:
        """What stands in an element, empty paragraphs counted and left out."""
        empty, page, carried = 0, False, ""
        above: Look | None = None
        for element in flat(parent):
            if element.tag == TABLE:
                yield from _rest(carried)
                yield from table_pieces(read_rows(element, self.pieces))
                empty, carried, above = 0, "", None
            elif element.tag == PARAGRAPH:
                look = self._styles.look(element)
                text, boxes = self._paragraphs.read(element, look)
                text, carried = carried + text, ""
                if look.runs_on:
                    carried = text
                elif text.strip():
                    page = page or look.breaks_page or text.lstrip(" \t\n").startswith("\f")
                    touching = above is not None and not empty and above.touches(look)
                    yield replace(_piece(look, text.strip("\f")), empty_above=empty, touching=touching, page=page)
                    empty, above, page = 0, look, text.rstrip(" \t\n").endswith("\f")
                else:
                    empty, page = empty + 1, page or "\f" in text
                for box in boxes:
                    yield from self.pieces(box)
        yield from _rest(carried)

    def notes(self) -> Iterator[Piece]:
        """The notes that the text read so far refers to, each as a paragraph behind its mark."""
        for mark, note in self._notes.referred():
            text = " ".join(" ".join(piece.text for piece in self.pieces(note)).split())
            if text:
                yield Piece("text", f"{mark}: {text}")


def _rest(text: str) -> Iterator[Piece]:
    """What was to go on in a paragraph that did not come."""
    if text.strip():
        yield Piece("text", text.strip())


def _piece(look: Look, text: str) -> Piece:
    flowing = " ".join(text.split())
    if look.is_contents:
        return Piece("contents", flowing)
    level = look.heading_level
    if level >= 0 and len(flowing) <= LONGEST_HEADING:
        return Piece("heading", flowing, level)
    depth = look.item_level
    if depth >= 0 and level < 0:
        return Piece("item", text.strip().replace("\f", " "), depth)
    return Piece("text", text.rstrip())


def _levelled(pieces: list[Piece]) -> list[Piece]:
    """The pieces with levels of headings as Markdown has them: the first one is that of the document's title alone.

    A Title is one, or a Heading 1 where there is a single one and it stands above the text.
    """
    headings = [piece for piece in pieces if piece.kind == "heading"]
    first = [at for at, piece in enumerate(pieces) if piece.kind == "heading" and piece.level == 1]
    prose = (at for at, piece in enumerate(pieces) if piece.kind == "text" and len(piece.text) > PROSE)
    text = next(prose, len(pieces))
    titled = any(piece.level == 0 for piece in headings)
    deeper = titled or len(first) > 1 or any(at > text for at in first)
    for piece in headings:
        piece.level = min(piece.level + deeper, DEEPEST_HEADING)
    return pieces


# -- pieces → text -------------------------------------------------------------------------------------------------


def _joined(pieces: Sequence[Piece], running: Sequence[Piece]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text, and the stretches of it that are contents or running headers and footers."""
    by_hand = _is_by_hand(pieces)
    parts: list[str] = []
    furniture: list[tuple[int, int]] = []
    length = 0
    above: Piece | None = None
    for at, piece in enumerate((*pieces, *running)):
        gap = _gap(above, piece, by_hand) + "\f" * piece.page if above else ""
        written = _written(piece, by_hand)
        parts += (gap, written)
        length += len(gap) + len(written)
        if at >= len(pieces) or piece.kind == "contents":
            furniture.append((length - len(written), length))
        above = piece
    return "".join((*parts, "\n")), tuple(furniture)


def _written(piece: Piece, by_hand: bool) -> str:
    if piece.kind == "heading":
        return f"{'#' * max(piece.level, 1)} {piece.text}"
    if piece.kind == "item":
        indent = INDENT * piece.level
        return f"{indent}- " + piece.text.replace("\n", f"\n{indent}  ")
    return piece.text if by_hand else piece.text.strip()


def _is_by_hand(pieces: Sequence[Piece]) -> bool:
    """Whether lines of the text were broken by hand and paragraphs parted by empty ones, as in a plain text.

    Its lines then keep their places, and layout joins them as it joins those of a plain text.
    """
    texts = [(a, b) for a, b in pairwise(pieces) if a.kind == b.kind == "text"]
    broken = any(b.touching and len(a.text) > WRAPPED and not closed(a.text) for a, b in texts)
    return broken and any(b.empty_above for _, b in texts)


def _gap(above: Piece, piece: Piece, by_hand: bool) -> str:
    """The line breaks between two pieces."""
    if above.kind == piece.kind and piece.kind in ("item", "contents"):
        return "\n"
    if by_hand and piece.kind == "text" and (piece.touching or piece.empty_above):
        return "\n" * (piece.empty_above + 1)
    return "\n\n"


def _title(title: str, text: str) -> str | None:
    """The title of a file's properties, if the text shows it: most others were left by a template or another text."""
    title = " ".join(title.split())
    shown = " ".join(text[:MENTIONED].split()).casefold()
    return title if len(title.split()) >= SHORTEST_TITLE and title.casefold() in shown else None
