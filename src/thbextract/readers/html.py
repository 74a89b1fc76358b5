"""Web pages: the text of a page with its tables and lists, what the page says of itself, and its menus as furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from thbextract.errors import InputError
from thbextract.readers.content import Content, Limits
from thbextract.readers.web import markup
from thbextract.readers.web.choice import choose
from thbextract.readers.web.facts import alike, told_by
from thbextract.readers.web.pieces import Piece
from thbextract.readers.web.walk import read_pieces
from thbextract.records import Facts

CLOSE = frozenset(("item", "term", "detail"))
DEEPEST = 8
TITLE_WORDS = 4
"""What stands in a browser's tab and nowhere in the page is its title if it is that long, else a section's name."""
FIRST_PIECES = 12
"""Among so many pieces at the top a headline may be said again."""


def read(data: bytes, limits: Limits) -> Content:
    """The text of a page, with what the page shows besides behind it as furniture.

    Raises:
        InputError: `empty`, `too_deep`, `too_large`, or of what is no page what `text.decode` raises.
    """
    del limits
    source, problems = markup.decode(data)
    return replace(read_markup(source), problems=problems)


def read_markup(source: str) -> Content:
    """As `read`, for a page that has been decoded.

    Raises:
        InputError: `empty`, `too_deep` or `too_large`.
    """
    root = markup.parse(source)
    pieces = read_pieces(root)
    told = told_by(root)
    choice = choose(root, pieces, told.title or told.shown)
    headline = pieces[choice.headline].text if choice.headline >= 0 else ""
    if headline and told.title and not alike(headline, told.title):
        headline = ""
    title = headline or told.title or (told.shown if len(told.shown.split()) >= TITLE_WORDS else "")
    main = [piece for piece, chosen in zip(pieces, choice.chosen, strict=True) if chosen]
    besides = [piece for piece, chosen in zip(pieces, choice.chosen, strict=True) if not chosen]
    text = "\n\n".join(filter(None, (f"# {title}" if title else "", choice.script or written(_untitled(main, title)))))
    if not text:
        raise InputError("shows no text", "open it in a browser, wait until it is filled, and save it again", "empty")
    return _content(text, written(besides), Facts(title=title or None, date=told.date, issuer=told.named(title)))


def read_body(source: str) -> tuple[str, list[tuple[int, int]]]:
    """The whole text of a mail that is a page, and the stretches of it that it quotes or does not show.

    Raises:
        InputError: `too_deep` or `too_large`.
    """
    try:
        pieces = read_pieces(markup.parse(source))
    except InputError as error:
        if error.code != "empty":
            raise
        pieces = []
    asides = not all(piece.aside for piece in pieces)
    stretches: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for apart, group in groupby(pieces, lambda piece: piece.quoted or (asides and piece.aside)):
        stretch = written(list(group))
        if apart:
            spans.append((length, length + len(stretch)))
        stretches.append(stretch)
        length += len(stretch) + 2
    return "\n\n".join(stretches), spans


def _untitled(pieces: Sequence[Piece], title: str) -> list[Piece]:
    """The pieces without the headline, which is written above them; other headings of its level go below it."""
    again = [piece for piece in pieces[:FIRST_PIECES] if piece.text.casefold() == title.casefold()]
    kept = [piece for piece in pieces if not any(piece is one for one in again)]
    return [replace(one, level=max(2, one.level)) if one.kind == "heading" else one for one in kept]


def _content(text: str, besides: str, told: Facts) -> Content:
    if not besides:
        return Content(text, told=told)
    start = len(text) + 2
    whole = f"{text}\n\n{besides}"
    return Content(whole, told=told, furniture=((start, len(whole)),), end=len(text))


def written(pieces: Sequence[Piece]) -> str:
    """Pieces as text with the marks of Markdown: items and terms below each other, all else between blank lines."""
    parts: list[str] = []
    last: Piece | None = None
    for piece in pieces:
        close = last is not None and last.kind == piece.kind and piece.kind in CLOSE
        parts += ("" if last is None else "\n" if close else "\n\n", _line(piece))
        last = piece
    return "".join(parts)


def _line(piece: Piece) -> str:
    if piece.kind == "heading":
        return f"{'#' * piece.level} {piece.text}"
    if piece.kind == "item":
        return f"{'  ' * min(piece.level, DEEPEST)}- {piece.text}"
    return piece.text
