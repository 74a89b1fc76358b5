"""The tree of a page → pieces of text in the page's order, each knowing where it stood and what it was made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thbextract.readers.web import marks
from thbextract.readers.web.joining import joined_figure, joined_terms
from thbextract.readers.web.markup import events
from thbextract.readers.web.pieces import Kind, Piece, Run
from thbextract.readers.web.tables import Table, pieces_of_table

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_HEADING = 160
"""Characters; what is longer is a lead or a paragraph that only looks like a heading."""
NO_BOXES = frozenset(("html", "body", "dl", "table", "tr", "thead", "tbody", "tfoot"))
PLACES = 3


@dataclass(slots=True)
class Context:
    """What holds for an element: what it is itself, and what it takes over from those around it.

    `out` takes its pieces, of which `first` is the first of its own; `item` holds the depth of a list's item until a
    text has begun it. `raised` are the run and the place in it where a note's mark may have begun.
    """

    tag: str = ""
    outer: Context | None = None
    out: list[Piece] = field(default_factory=list)
    item: list[int] = field(default_factory=list)
    table: Table | None = None
    kind: Kind = "text"
    heading: int = 0
    depth: int = -1
    linked: bool = False
    verbatim: bool = False
    aside: bool = False
    quoted: bool = False
    within: bool = False
    number: int = 0
    block: bool = False
    first: int = 0
    raised: tuple[Run, int] | None = None

    def inside(self, tag: str) -> Context:
        """The context of an element in this one."""
        return Context(
            tag, self, self.out, self.item, self.table, self.kind, self.heading, self.depth,
            self.linked, self.verbatim, self.aside, self.quoted, self.within,
        )  # fmt: skip

    def places(self) -> tuple[int, ...]:
        """The numbers of the block around a text, of the one around that, and of the next."""
        found: list[int] = []
        at: Context | None = self
        while at is not None and len(found) < PLACES:
            if at.block:
                found.append(at.number)
            at = at.outer
        return tuple(found)


def read_pieces(root: HtmlElement) -> list[Piece]:
    """The pieces of a page in its order."""
    return _Walk(root).read()


class _Walk:
    """Goes once through a page and keeps the run of text that is open; no recursion, however deep the page is."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.context = Context()
        self.run = Run()
        self.blocks = 0
        headline = root.find(".//h1")
        self.around_headline = frozenset(headline.iterancestors() if headline is not None else ())

    def read(self) -> list[Piece]:
        pieces = self.context.out
        for event, element, text, number in events(self.root):
            if event == "start":
                self._start(element)
            elif event == "end":
                self._end(element)
            else:
                self.run.add(text, number, linked=self.context.linked)
        self._flush()
        return pieces

    # -- elements --------------------------------------------------------------------------------------------------

    def _start(self, element: HtmlElement) -> None:
        tag, style = str(element.tag), marks.style_of(element)
        block = marks.is_block(tag, style)
        if block:
            self._flush()
        elif tag == "br":
            self.run.end_line()
        elif tag not in marks.FORMATS:
            self.run.seam(ends=False, span=tag == "span")
        self.context = context = self.context.inside(tag)
        if block:
            self._block(context)
        else:
            self._inline(context)
        if tag in marks.WHOLE:
            context.within = context.within or tag in ("main", "article")
        else:
            aside = element not in self.around_headline and marks.is_aside(element, style, within=context.within)
            context.aside = context.aside or aside
            context.quoted = context.quoted or marks.is_quoted(element)
        context.verbatim = context.verbatim or marks.is_verbatim(tag, style)
        self._table(element, context)

    def _block(self, context: Context) -> None:
        tag = context.tag
        self.blocks += 1
        context.block, context.number, context.first = True, self.blocks, len(context.out)
        if tag in marks.HEADINGS:
            context.heading = marks.HEADINGS[tag]
            context.item.clear()
        elif tag in marks.LISTS:
            context.depth += 1
        elif tag == "li":
            context.item = [max(0, context.depth)]
        elif tag in ("dt", "dd"):
            context.kind = "term" if tag == "dt" else "detail"

    def _inline(self, context: Context) -> None:
        if context.tag in ("sup", "a"):
            context.raised = self.run, len(self.run.segments)
            context.linked = context.linked or context.tag == "a"
        elif context.tag == "q":
            self.run.add("“", -1, linked=False)

    def _table(self, element: HtmlElement, context: Context) -> None:
        tag = context.tag
        if tag == "table":
            context.table = Table(element.get("role") in ("presentation", "none"), context.places())
            context.out, context.first = context.table.above, 0
            context.depth, context.heading, context.item, context.kind = -1, 0, [], "text"
        elif context.table is None:
            return
        elif tag in ("thead", "tbody", "tfoot"):
            context.table.section = tag
        elif tag == "tr":
            context.table.rows.append([])
        elif tag in ("td", "th"):
            columns, rows = marks.span_of(element, "colspan"), marks.span_of(element, "rowspan")
            context.out, context.first = context.table.add(tag == "th", columns, rows).pieces, 0

    def _end(self, element: HtmlElement) -> None:
        context = self.context
        if context.block:
            self._end_block(context)
        else:
            self._end_inline(element, context)
        assert context.outer is not None
        self.context = context.outer
        if context.tag == "table" and context.table is not None:
            self.context.out += pieces_of_table(context.table)

    def _end_block(self, context: Context) -> None:
        self._flush()
        own = context.out[context.first :]
        if context.tag == "dl":
            context.out[context.first :] = joined_terms(own)
        elif context.tag not in NO_BOXES and (joined := joined_figure(own)):
            context.out[context.first :] = [joined]

    def _end_inline(self, element: HtmlElement, context: Context) -> None:
        tag = context.tag
        if tag == "q":
            self.run.add("”", -1, linked=False)
        if context.raised and context.raised[0] is self.run and (tag == "sup" or marks.is_note_link(element)):
            self.run.raise_from(context.raised[1], link=tag == "a" or element.find(".//a") is not None)
        if tag not in marks.FORMATS and tag != "br":
            self.run.seam(ends=True, span=tag == "span")

    # -- text ------------------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        """Make pieces of the run, as its block says."""
        if not self.run.segments:
            return
        context = self.context
        for text, nodes, linked in self.run.paragraphs(verbatim=context.verbatim):
            kind, level = context.kind, 0
            if context.heading and (len(text) <= LONGEST_HEADING or context.heading == 1):
                kind, level = "heading", context.heading
                text = " ".join(text.split("\n"))
            elif context.item and not context.verbatim:
                kind, level = "item", context.item.pop()
            places = context.places()
            context.out.append(Piece(kind, text, level, nodes, linked, places, context.aside, context.quoted))
        self.run = Run()
