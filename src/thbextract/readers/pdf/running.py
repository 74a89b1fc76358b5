"""What belongs to a page and not to its text: running headers and footers, page numbers, a browser's print marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from thbextract.layout.furniture import PAGE
from thbextract.readers.pdf.cells import CAPTION
from thbextract.readers.pdf.shapes import Line, Sheet, Word, lines_of, pieces, usual_size

# Where headers and footers stand, above and below: points, and the share of a small page that is no more; and how many
# lines they may fill.
ZONE, ZONE_SHARE, MOST_LINES = 110.0, 0.25, 4
# A header comes again on the next page, or on the next but one where left and right pages differ.
NEAR = (-2, -1, 1, 2)
# Points and shares of the type size by which its places may differ.
SAME_PLACE, SAME_SIZE = 4.0, 0.06
# A line at the foot that stands off the text by so many type sizes is no part of it.
OFF = 1.6
# Points below the zone that a line there may be the head of; how much larger than text a heading is.
BELOW, LARGER = 40.0, 1.2
# What a browser prints on every page: the time and the title, the address, which page of how many.
STAMP = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
PRINTED = re.compile(
    rf"{STAMP}(?:\s{{3}}.*)?|(?:\d{{1,4}} ?(?:of|/) ?\d{{1,4}}\s{{3}}){STAMP}|(?:.*\s{{3}})?(?:https?|file)://\S+(?:\s{{3}}\d{{1,4}}/\d{{1,4}})?"
    r"|\d{1,4}/\d{1,4}"
)
TOKEN = re.compile(r"[^\W\d_]+|\d+")
ROMAN = re.compile(r"(?=[ivxl])(x{0,3}|xl|l|lx{0,3})(ix|iv|v?i{0,3})", re.I)
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(slots=True)
class Edge:
    """A line near the edge of a page: its distance from that edge, its words in any order, and its numbers.

    `kept` is a line that looks like text though it may come again.
    """

    line: Line
    text: str
    place: float
    words: tuple[str, ...]
    numbers: tuple[int, ...]
    kept: bool = False


@dataclass(slots=True)
class Edges:
    """The lines near the upper and the lower edge of a page, the outermost first."""

    upper: list[Edge]
    lower: list[Edge]


def edges_of(sheet: Sheet) -> Edges:
    """The lines of a page that may be furniture."""
    zone = min(ZONE, ZONE_SHARE * sheet.height)
    below = zone + BELOW
    lines = lines_of(word for word in sheet.words if not below < word.base < sheet.height - zone)
    upper = [line for line in lines if line.base <= zone][:MOST_LINES]
    lower = [line for line in reversed(lines) if line.base >= sheet.height - zone][:MOST_LINES]
    kept = _heads(lines[: MOST_LINES + 1]) | _titles([*upper, *lower], usual_size(sheet.words))
    return Edges(
        [_edge(line, line.base, text=id(line) in kept) for line in upper],
        [_edge(line, sheet.height - line.base, text=id(line) in kept) for line in lower],
    )


def _heads(lines: Sequence[Line]) -> set[int]:
    """Lines with several cells right above others: the head of a table that goes on from page to page."""
    cells = [len(pieces(line, line.size)) for line in lines]
    return {
        id(line)
        for at, (line, below) in enumerate(pairwise(lines))
        if cells[at] > 2 and 2 * cells[at + 1] > cells[at] and below.base - line.base < 2.5 * line.size
    }


def _titles(lines: Sequence[Line], size: float) -> set[int]:
    """Captions, and headings in larger type: they may come again above what goes on, and say what its figures are."""
    return {id(line) for line in lines if line.size > LARGER * size or CAPTION.match(line.text)}


def _edge(line: Line, place: float, *, text: bool) -> Edge:
    words: list[str] = []
    numbers: list[int] = []
    tokens = TOKEN.findall(line.text)
    for token in tokens:
        if token.isdecimal():
            numbers.append(int(token[:9]))
        elif len(tokens) < 3 and ROMAN.fullmatch(token):
            numbers.append(_roman(token.lower()))
        else:
            words.append(token.casefold())
    return Edge(line, line.text, place, tuple(sorted(words)), tuple(sorted(numbers)), text)


def _roman(text: str) -> int:
    values = [ROMAN_VALUES[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def furniture_of(pages: Sequence[Edges | None], at: int) -> list[Line]:
    """The lines of the page `at` that are furniture, seen beside the pages around it (null: a page not known)."""
    edges = pages[at]
    if edges is None:
        return []
    found: list[Line] = []
    for side in ("upper", "lower"):
        own: list[Edge] = getattr(edges, side)
        near = [(step, getattr(other, side)) for step in NEAR if (other := _page(pages, at + step)) is not None]
        found += (edge.line for edge in _outer(own, near))
    return found


def _page(pages: Sequence[Edges | None], at: int) -> Edges | None:
    return pages[at] if 0 <= at < len(pages) else None


def _outer(own: Sequence[Edge], near: Sequence[tuple[int, Sequence[Edge]]]) -> Iterator[Edge]:
    """The furniture among lines at an edge: from the outermost inwards as far as each is furniture."""
    for at, edge in enumerate(own):
        inner = own[at + 1] if at + 1 < len(own) else None
        again = any(_again(edge, other, step) for step, others in near for other in others)
        if not (again or PRINTED.fullmatch(edge.text) or _numbers_page(edge, inner)):
            return
        if not edge.kept:
            yield edge


def _again(edge: Edge, other: Edge, step: int) -> bool:
    """Whether a line comes again on another page: same place, size and words, and numbers that count the pages."""
    if edge.words != other.words or len(edge.numbers) != len(other.numbers):
        return False
    if abs(edge.place - other.place) > SAME_PLACE:
        return False
    if abs(edge.line.size - other.line.size) > SAME_SIZE * edge.line.size:
        return False
    differ = [(a, b) for a, b in zip(edge.numbers, other.numbers, strict=True) if a != b]
    return all(b - a == step for a, b in differ) and len(differ) <= 1 and bool(edge.words or differ)


def _numbers_page(edge: Edge, inner: Edge | None) -> bool:
    """Whether a line says which page it is, and stands off the text: "Page 3 of 12", "- 3 -"."""
    apart = inner is None or abs(edge.line.base - inner.line.base) > OFF * edge.line.size
    return apart and PAGE.fullmatch(edge.text) is not None


def without(words: Sequence[Word], lines: Sequence[Line]) -> list[Word]:
    """The words that stand on none of the lines."""
    taken = {id(word) for line in lines for word in line.words}
    return [word for word in words if id(word) not in taken]
