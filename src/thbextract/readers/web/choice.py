"""Which pieces of a page are its text: what trafilatura keeps, and what stands among that and is no menu.

The limits were set on the 881 pages that trafilatura is measured on: of the passages which those must keep 97.4 % are
kept (by trafilatura alone 93.7 %), of those to leave out 14.8 % (11.7 %), most of them dates and captions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thbextract.readers.web.facts import alike, words_of
from thbextract.readers.web.kept import kept_texts
from thbextract.readers.web.pieces import Piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

KEPT = 0.5
"""Share of a piece's characters that makes it kept."""
LINKED = 0.6
"""Share of a piece's characters above which it leads elsewhere, where menus are."""
WHOLLY = 0.9
"""The same between paragraphs: only what is nothing but a link leads elsewhere ("Read also: …")."""
ASIDE = 0.3
"""Share of the kept text up to which what calls itself a menu is one; above, a site has named its text so."""
HARDLY = 0.1
SHORT = 250
"""A tenth of what a page shows, or so many characters, are enough for a text; less, and it was not found."""
PROSE = 100
"""Characters from which a piece is a paragraph."""
NEAR = 30
"""Pieces above the first paragraph among which its headline stands."""
MORE = 1.5


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pieces are a page's text, and where its headline is among them (-1 if nowhere).

    `script` is a text that the page has for machines only, of a page that shows next to nothing else.
    """

    chosen: tuple[bool, ...]
    headline: int
    script: str = ""


def choose(root: HtmlElement, pieces: Sequence[Piece], title: str) -> Choice:
    """Choose the pieces that are a page's text; `title` is the page's own, by which its headline is known."""
    kept, script = kept_texts(root, 1 + max((number for piece in pieces for number, _ in piece.nodes), default=-1))
    chosen = [_share(piece, kept) >= KEPT for piece in pieces]
    shown = sum(len(piece.text) for piece in pieces if not _is_menu(piece))
    found = _length(pieces, chosen)
    if len(script) > max(SHORT, 2 * shown):
        return Choice((False,) * len(pieces), -1, script)
    enough = found and found >= min(SHORT, HARDLY * shown)
    chosen = _without_menus(pieces, chosen) if enough else [False] * len(pieces)
    if not any(chosen):
        chosen = [not _is_menu(piece) for piece in pieces]
        chosen = chosen if any(chosen) else [True] * len(pieces)
        return Choice(tuple(chosen), _headline(pieces, chosen, title))
    headline = _headline(pieces, chosen, title)
    return Choice(tuple(_with_neighbours(pieces, chosen, headline)), headline)


def _share(piece: Piece, kept: frozenset[int]) -> float:
    """The share of a piece's characters that are kept."""
    return sum(length for number, length in piece.nodes if number in kept) / max(1, sum(n for _, n in piece.nodes))


def _length(pieces: Sequence[Piece], chosen: Sequence[bool]) -> int:
    return sum(len(piece.text) for piece, one in zip(pieces, chosen, strict=True) if one)


def _is_menu(piece: Piece) -> bool:
    return piece.aside or _is_linked(piece, LINKED)


def _is_linked(piece: Piece, share: float) -> bool:
    return piece.linked > share * len(piece.text)


def _is_paragraph(piece: Piece) -> bool:
    return len(piece.text) > PROSE


# -- the headline --------------------------------------------------------------------------------------------------


def _headline(pieces: Sequence[Piece], chosen: Sequence[bool], title: str) -> int:
    """Where the page shows its title: the last heading alike above the text, else a line, else a h1; -1 if nowhere."""
    first = next((at for at, one in enumerate(chosen) if one and _is_paragraph(pieces[at])), len(pieces) - 1)
    above = range(first + 1)
    headings = [at for at in above if pieces[at].kind == "heading"]
    named = [at for at in headings if title and alike(pieces[at].text, title)]
    near = range(max(0, first - NEAR), first + 1)
    lines = [at for at in near if pieces[at].kind == "text" and _says(pieces[at], title)]
    own = [at for at in near if pieces[at].kind == "heading" and pieces[at].level == 1]
    return max(named or lines or own, default=-1)


def _says(piece: Piece, title: str) -> bool:
    """Whether a line says a title and hardly more, or the most of it."""
    if not title or not piece.single or _is_menu(piece):
        return False
    short, long = sorted((" ".join(words_of(text)) for text in (piece.text, title)), key=len)
    return alike(piece.text, title) and short in long and len(long) < MORE * len(short)


# -- what is no text, and what is ------------------------------------------------------------------------------------


def _without_menus(pieces: Sequence[Piece], chosen: Sequence[bool]) -> list[bool]:
    """The choice without what is a link and no more, and without what calls itself a menu, unless that is the text."""
    aside = [one and piece.aside for piece, one in zip(pieces, chosen, strict=True)]
    menus = _length(pieces, aside) < ASIDE * _length(pieces, chosen)
    prose = [at for at, one in enumerate(chosen) if one and _is_paragraph(pieces[at]) and not _is_menu(pieces[at])]
    inside = range(prose[0], prose[-1] + 1) if prose else range(0)
    result = []
    for at, (piece, one) in enumerate(zip(pieces, chosen, strict=True)):
        linked = piece.kind not in ("heading", "table") and _is_linked(piece, WHOLLY if at in inside else LINKED)
        result.append(one and not linked and not (piece.aside and menus))
    return result


def _with_neighbours(pieces: Sequence[Piece], chosen: Sequence[bool], headline: int) -> list[bool]:
    """The choice with what stands among the chosen in the page and calls itself no menu.

    Dates below a headline, leads, short lines, boxes of figures and notes are passed over by what looks for articles.
    """
    places = [at for at, one in enumerate(chosen) if one]
    first, last = places[0], places[-1]
    prose = next((at for at in places if _is_paragraph(pieces[at])), first)
    first = min(first, headline) if headline >= 0 else first
    around = {place for at in (first, *places) for place in pieces[at].places[:2]}
    result = list(chosen)
    for at in range(first, last + 1):
        piece = pieces[at]
        if 0 <= headline <= at < prose:
            result[at] = at == headline or not (piece.aside or _is_linked(piece, WHOLLY)) or chosen[at]
        elif not chosen[at]:
            result[at] = not _is_menu(piece) and bool(around.intersection(piece.places))
    _reach(pieces, result, first, -1)
    _reach(pieces, result, last, 1)
    for at in range(last - 1, first, -1):
        if pieces[at].kind == "heading" and not (_is_paragraph(pieces[at]) or at == headline or chosen[at]):
            result[at] = result[at] and result[at + 1]
    return result


def _reach(pieces: Sequence[Piece], result: list[bool], at: int, step: int) -> None:
    """Take in what goes on from a piece in the same element, of the same kind, until something else comes."""
    following = at + step
    while 0 <= following < len(pieces) and _beside(pieces[following], pieces[at]):
        result[following] = True
        at, following = following, following + step


def _beside(piece: Piece, chosen: Piece) -> bool:
    return not _is_menu(piece) and piece.places[1:2] == chosen.places[1:2] and piece.kind == chosen.kind
