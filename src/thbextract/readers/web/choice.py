"""Which pieces of a page are its text: what trafilatura keeps, and what stands among that and is no menu."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thbextract.readers.web.facts import WORD, alike
from thbextract.readers.web.markup import events
from thbextract.readers.web.pieces import Piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FIRST_SIGN = 0x2801
SIGNS = 255
"""Braille patterns: no text of a page in print, no letters for what weighs words, and left alone by trafilatura."""
BRAILLE = dict.fromkeys(range(0x2800, 0x2900))
MOST_NODES = 40_000
"""Texts in a page above which it is a list or hostile, and weighing it takes longer than is worth it."""
KEPT = 0.5
LINKED = 0.6
WHOLLY = 0.9
ASIDE = 0.3
HARDLY = 0.1
SHORT = 250
PROSE = 100
NEAR = 30
MORE = 1.5


@dataclass(frozen=True, slots=True)
class Choice:
    """Which pieces are a page's text, where its headline is among them (-1 if nowhere).

    `script` is a text that the page has for machines only, of a page that shows next to nothing else.
    """

    chosen: tuple[bool, ...]
    headline: int
    script: str = ""


def choose(root: HtmlElement, pieces: Sequence[Piece], title: str) -> Choice:
    """Choose the pieces that are a page's text; `title` is the page's own, by which its headline is known."""
    kept, script = _kept_nodes(root, pieces)
    chosen = [_share(piece, kept) >= KEPT for piece in pieces]
    shown = sum(len(piece.text) for piece in pieces if not _is_menu(piece))
    told = sum(len(piece.text) for piece, one in zip(pieces, chosen, strict=True) if one)
    if len(script) > max(SHORT, 2 * shown):
        return Choice((False,) * len(pieces), -1, script)
    enough = told and told >= min(SHORT, HARDLY * shown)
    chosen = _without_menus(pieces, chosen) if enough else [False] * len(pieces)
    if not any(chosen):
        chosen = [not _is_menu(piece) for piece in pieces]
        chosen = chosen if any(chosen) else [True] * len(pieces)
        return Choice(tuple(chosen), _headline(pieces, chosen, title))
    headline = _headline(pieces, chosen, title)
    return Choice(_with_neighbours(pieces, chosen, headline), headline)


def _share(piece: Piece, kept: frozenset[int]) -> float:
    """The share of a piece's characters that are kept."""
    return sum(length for number, length in piece.nodes if number in kept) / max(1, sum(n for _, n in piece.nodes))


def _is_menu(piece: Piece) -> bool:
    return piece.aside or _is_linked(piece)


def _is_linked(piece: Piece) -> bool:
    return piece.linked > LINKED * len(piece.text)


# -- what trafilatura keeps ----------------------------------------------------------------------------------------


def _kept_nodes(root: HtmlElement, pieces: Sequence[Piece]) -> tuple[frozenset[int], str]:
    """The numbers of the texts that trafilatura keeps; and its text if it is none of the page's own.

    What it gives back has lost its place and is changed in small things. So each text of a copy of the page is
    signed with its number, and what comes back is told by its signs.
    """
    most = max((number for piece in pieces for number, _ in piece.nodes), default=-1)
    if most > MOST_NODES:
        return frozenset(), ""
    text = _extracted(_signed(root))
    kept = frozenset(_signs_in(text))
    return kept, "" if kept else text


def _signed(root: HtmlElement) -> HtmlElement:
    copy = deepcopy(root)
    for event, element, text, number in events(copy):
        if event == "start" and element.tag in ("td", "th"):
            for span in ("colspan", "rowspan"):  # for these it makes as many cells as the page says, by the million
                element.attrib.pop(span, None)
        if number < 0:
            continue
        high, low = divmod(number, SIGNS)
        signed = f"{chr(FIRST_SIGN + high)}{chr(FIRST_SIGN + low)}{text.translate(BRAILLE)}"
        try:
            setattr(element, event, signed)
        except ValueError:  # a character that XML does not have, from a reference such as &#xFFFE;
            setattr(element, event, "".join(sign for sign in signed if sign.isprintable()))
    return copy


def _signs_in(text: str) -> list[int]:
    found = []
    high = -1
    for sign in text:
        at = ord(sign) - FIRST_SIGN
        if not 0 <= at < SIGNS:
            high = -1
        elif high < 0:
            high = at
        else:
            found.append(high * SIGNS + at)
            high = -1
    return found


def _extracted(root: HtmlElement) -> str:
    """What trafilatura takes for the text; empty if it finds none or fails."""
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it warns of pages it discards
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            root, favor_recall=True, include_comments=False, include_tables=True, deduplicate=False, output_format="xml"
        )
    except Exception:  # a stranger's page may break it in ways that nobody has listed; the page's own marks then decide
        return ""
    body = getattr(found, "body", None)
    return "\n".join(body.itertext()) if body is not None else ""


# -- what it passes over -------------------------------------------------------------------------------------------


def _without_menus(pieces: Sequence[Piece], chosen: Sequence[bool]) -> list[bool]:
    """The choice without what is a link and no more, and without what calls itself a menu, unless that is the text."""
    told = sum(len(piece.text) for piece, one in zip(pieces, chosen, strict=True) if one)
    aside = sum(len(piece.text) for piece, one in zip(pieces, chosen, strict=True) if one and piece.aside)
    prose = [at for at, one in enumerate(chosen) if one and len(pieces[at].text) > PROSE and not _is_linked(pieces[at])]
    inside = range(prose[0], prose[-1] + 1) if prose else range(0)
    result = []
    for at, (piece, one) in enumerate(zip(pieces, chosen, strict=True)):
        linked = WHOLLY if at in inside else LINKED
        menu = piece.kind not in ("heading", "table") and piece.linked > linked * len(piece.text)
        result.append(one and not menu and not (piece.aside and aside < ASIDE * told))
    return result


def _with_neighbours(pieces: Sequence[Piece], chosen: Sequence[bool], headline: int) -> tuple[bool, ...]:
    """The choice with what stands among the chosen in the page and calls itself no menu.

    Dates below a headline, leads, short lines, boxes of figures and notes are passed over by what looks for articles.
    """
    first = next(at for at, one in enumerate(chosen) if one)
    last = len(chosen) - 1 - next(at for at, one in enumerate(reversed(chosen)) if one)
    prose = next((at for at in range(first, last) if chosen[at] and len(pieces[at].text) > PROSE), first)
    first = min(first, headline) if headline >= 0 else first
    around = {place for piece, one in zip(pieces, chosen, strict=True) if one for place in piece.places[:2]}
    around.update(pieces[first].places[:2])
    result = list(chosen)
    for at in range(first, last + 1):
        near = headline >= 0 and headline <= at < prose
        if at == headline or (near and not pieces[at].aside and pieces[at].linked < WHOLLY * len(pieces[at].text)):
            result[at] = True
        elif not chosen[at]:
            result[at] = not _is_menu(pieces[at]) and bool(around.intersection(pieces[at].places))
    for step in (-1, 1):
        at = (first if step < 0 else last) + step
        while 0 <= at < len(pieces) and _beside(pieces[at], pieces[at - step]):
            result[at] = True
            at += step
    for at in range(last - 1, first, -1):
        if pieces[at].kind == "heading" and len(pieces[at].text) < PROSE and at != headline and not chosen[at]:
            result[at] = result[at] and result[at + 1]
    return tuple(result)


def _headline(pieces: Sequence[Piece], chosen: Sequence[bool], title: str) -> int:
    """Where the page shows its title: the last heading alike before the text begins, else a line, else a h1; or -1."""
    first = next((at for at, one in enumerate(chosen) if one and len(pieces[at].text) > PROSE), len(pieces) - 1)
    above = [at for at in range(first + 1) if not _is_linked(pieces[at]) or pieces[at].kind == "heading"]
    named = [at for at in above if title and alike(pieces[at].text, title)]
    headings = [at for at in above if pieces[at].kind == "heading"]
    lines = [at for at in named if at > first - NEAR and pieces[at].kind == "text" and _says(pieces[at], title)]
    own = [at for at in headings if pieces[at].level == 1 and at > first - NEAR]
    return max({*named} & {*headings}, default=max(lines or own, default=-1))


def _says(piece: Piece, title: str) -> bool:
    """Whether a line says a title and hardly more, or the most of it."""
    line, whole = (" ".join(WORD.findall(text.casefold())) for text in (piece.text, title))
    short, long = sorted((line, whole), key=len)
    return piece.single and not piece.aside and short in long and len(long) < MORE * len(short)


def _beside(piece: Piece, chosen: Piece) -> bool:
    """Whether a piece stands in the same element as a chosen one right before or behind it."""
    return not _is_menu(piece) and piece.places[1:2] == chosen.places[1:2] and piece.kind == chosen.kind
