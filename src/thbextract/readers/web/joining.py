"""Pieces that belong together: a figure and its label in one box, a term and what it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thbextract.readers.web.pieces import Kind, Piece

NUMBER = re.compile(
    r"[~≈><+]?\s?(?:US)?[$€£]?\s?\d[\d.,\u00a0\u202f\u2009 ]{0,16}\s?(?:%|\+|k|m|bn|million|billion)?", re.I
)
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_LABEL = 80
BOXED = 2


def joined_figure(pieces: Sequence[Piece]) -> Piece | None:
    """A figure and its label as one line, if a box holds nothing else: "312" above or below "survivors helped"."""
    if len(pieces) != BOXED or not all(_may_join(piece) for piece in pieces):
        return None
    one, two = pieces
    if _is_figure(one.text) and _is_label(two.text):
        return _joined(one, two, f"{one.text} {two.text}")
    if _is_figure(two.text) and _is_label(one.text):
        return _joined(one, two, f"{one.text.rstrip(':')}: {two.text}")
    return None


def joined_terms(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a list of terms as lines "term: detail"."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and last.kind == "term" and last.single and piece.kind == "detail":
            colon = " " if _is_figure(last.text) else ": "
            joined[-1] = _joined(last, piece, f"{last.text.rstrip(':')}{colon}{piece.text}", "detail")
        else:
            joined.append(piece)
    return joined


def _may_join(piece: Piece) -> bool:
    return piece.single and piece.kind in ("text", "heading", "item")


def _is_figure(text: str) -> bool:
    """Whether a text is a number and no year, over which a heading may stand as well."""
    return NUMBER.fullmatch(text) is not None and not YEAR.fullmatch(text)


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and text[-1] not in ".!?;" and not any(map(str.isdigit, text))


def _joined(one: Piece, two: Piece, text: str, kind: Kind = "text") -> Piece:
    listed = "item" in (one.kind, two.kind)
    level = one.level if one.kind == "item" else 0
    nodes, linked = one.nodes + two.nodes, one.linked + two.linked
    return Piece("item" if listed else kind, text, level, nodes, linked, one.places, one.aside, one.quoted)
