"""The tree of a page → pieces of text in the page's order, each knowing where it stood and what it was made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thbextract.readers.web.markup import events
from thbextract.readers.web.pieces import Kind, Piece, Run
from thbextract.readers.web.tables import Table, pieces_of_table

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search "
    "section summary table tbody td tfoot th thead tr ul"
)
"""Elements that begin on a line of their own (the standard of HTML, "Rendering")."""
FORMATS = _words("b strong i em u s strike del ins small big font sub sup mark abbr cite code kbd tt wbr bdi")
"""Elements that stand inside words and numbers; others inside a line may be set apart by a style sheet."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
AROUND = frozenset(("nav", "footer", "aside", "form", "button", "dialog", "menu", "search", "noscript"))
ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar")
)
NAMES = re.compile(
    r"(?:\A|[\s_-])(?:shar(?:e|ing)|social|cookies?|consent|gdpr|breadcrumbs?|menu|nav|navbar|navigation|sidebar|related"
    r"|newsletter|subscribe|(?:read|see)-also|colophon|topbar|comments?|pagination|pager|footer|promo|advert|ads?|widgets?|tags?|toolbar|skip|popup|modal"
    r"|search|recommended|trending|most-read|login)(?:\Z|[\s_-])|(?:\A|\s)(?:bottom|copyright|counter)(?:\Z|\s)",
    re.I,
)
"""What sites call the parts of a page that are not its text."""
WHOLE = frozenset(("html", "body", "main", "article"))
SHOWN_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.I)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
VERBATIM = re.compile(r"white-space\s*:\s*pre", re.I)
QUOTES = re.compile(r"gmail_quote|yahoo_quoted|protonmail_quote|moz-cite-prefix|divRplyFwdMsg", re.I)
"""How mail programs mark what they quote."""
NOTE_LINK = re.compile(r"#(?:\S{0,40}(?:fn|ftn|note|cite|ref|edn)\S{0,40}|\d{1,3})\Z", re.I)
NUMBER = re.compile(
    r"[~≈><+]?\s?(?:US)?[$€£]?\s?\d[\d.,\u00a0\u202f\u2009 ]{0,16}\s?(?:%|\+|k|m|bn|million|billion)?", re.I
)
LONGEST_LABEL = 80
LONGEST_HEADING = 160
"""Characters; what is longer is a lead or a paragraph that only looks like a heading."""
LONGEST_NAMES = 500
PAIRED = 2
SPAN_LIMIT = 1_000
"""Columns or rows that a cell may span at most (the standard of HTML has the same limit for columns)."""


class Context:
    """What holds for an element: what it is itself, and what it takes over from those around it."""

    __slots__ = (
        "aside", "block", "depth", "first", "heading", "item", "kind", "linked", "number", "out", "outer",
        "quoted", "raised", "table", "tag", "verbatim", "within",
    )  # fmt: skip

    def __init__(self, outer: Context | None, tag: str = "") -> None:
        self.outer, self.tag = outer, tag
        self.block = False
        self.raised = -1
        self.table: Table | None = outer.table if outer else None
        self.out: list[Piece] = outer.out if outer else []
        self.first = len(self.out)
        self.number: int = outer.number if outer else 0
        self.depth: int = outer.depth if outer else -1
        self.heading: int = outer.heading if outer else 0
        self.kind: Kind = outer.kind if outer else "text"
        self.item: list[int] = outer.item if outer else []
        self.linked: bool = outer.linked if outer else False
        self.verbatim: bool = outer.verbatim if outer else False
        self.aside: bool = outer.aside if outer else False
        self.quoted: bool = outer.quoted if outer else False
        self.within: bool = outer.within if outer else False

    def places(self) -> tuple[int, ...]:
        """The numbers of the block around a text, of the one around that, and of the next."""
        found: list[int] = []
        at: Context | None = self
        while at is not None and len(found) < 3:
            if at.block:
                found.append(at.number)
            at = at.outer
        return tuple(found)


def read_pieces(root: HtmlElement) -> list[Piece]:
    """The pieces of a page in its order."""
    return _Walk().read(root)


class _Walk:
    """Goes once through a page and keeps the run of text that is open; no recursion, however deep the page is."""

    def __init__(self) -> None:
        self.context = Context(None)
        self.run = Run()
        self.blocks = 0
        self.heads: frozenset[HtmlElement] = frozenset()

    def read(self, root: HtmlElement) -> list[Piece]:
        pieces = self.context.out
        head = root.find(".//h1")
        self.heads = frozenset(head.iterancestors()) if head is not None else frozenset()
        for event, element, text, number in events(root):
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
        tag = str(element.tag)
        style = (element.get("style") or "")[:LONGEST_NAMES]
        block = tag in BLOCKS or (bool(style) and SHOWN_AS_BLOCK.search(style) is not None)
        if block:
            self._flush()
        elif tag == "br":
            self.run.end_line()
        elif tag not in FORMATS:
            self.run.seam("s" if tag == "span" else "<")
        self.context = context = Context(self.context, tag)
        if block:
            self._block(context)
        if tag in ("sup", "a"):
            context.raised = len(self.run.segments)
        if tag == "a":
            context.linked = True
        elif tag == "q":
            self.run.add("“", -1, linked=False)
        if tag not in WHOLE:
            context.aside = context.aside or (element not in self.heads and _is_aside(element, context, style))
            context.quoted = context.quoted or _is_quote(element, tag)
        else:
            context.within = context.within or tag in ("main", "article")
        context.verbatim = context.verbatim or tag == "pre" or (bool(style) and VERBATIM.search(style) is not None)
        self._table(element, context)

    def _block(self, context: Context) -> None:
        tag = context.tag
        self.blocks += 1
        context.block, context.number = True, self.blocks
        context.first = len(context.out)
        if tag in HEADINGS:
            context.heading = HEADINGS[tag]
            context.item.clear()
        elif tag in ("ul", "ol", "menu", "dir"):
            context.depth += 1
        elif tag == "li":
            context.item = [max(0, context.depth)]
        elif tag in ("dt", "dd"):
            context.kind = "term" if tag == "dt" else "detail"

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
            cell = context.table.add(tag == "th", _span(element, "colspan"), _span(element, "rowspan"))
            context.out, context.first = cell.pieces, 0

    def _end(self, element: HtmlElement) -> None:
        context = self.context
        if context.block:
            self._flush()
        elif context.tag == "q":
            self.run.add("”", -1, linked=False)
        if context.raised >= 0 and (context.tag == "sup" or NOTE_LINK.match(element.get("href") or "")):
            self.run.raise_from(context.raised, link=context.tag == "a" or element.find(".//a") is not None)
        if context.block and context.tag not in ("body", "html"):
            _join_figure(context)
        if context.tag == "dl":
            _join_terms(context)
        outer = context.outer
        assert outer is not None
        self.context = outer
        if context.tag == "table" and context.table is not None:
            outer.out += pieces_of_table(context.table)
        if context.tag not in FORMATS and context.tag != "br":
            self.run.seam("s" if context.tag == "span" else ">")

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


def _is_aside(element: HtmlElement, context: Context, style: str) -> bool:
    """Whether an element without the page's headline calls itself no part of the text, or is not shown."""
    tag = context.tag
    if tag in AROUND or (tag == "header" and not context.within):
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or HIDDEN.search(style):
        return True
    if (element.get("role") or "").lower() in ROLES:
        return True
    names = _names(element)
    return len(names) > 1 and NAMES.search(names) is not None


def _is_quote(element: HtmlElement, tag: str) -> bool:
    if tag == "blockquote" and (element.get("type") or "").lower() == "cite":
        return True
    names = _names(element)
    return len(names) > 1 and QUOTES.search(names) is not None


def _names(element: HtmlElement) -> str:
    """The class and the id of an element."""
    return f"{(element.get('class') or '')[:LONGEST_NAMES]} {(element.get('id') or '')[:LONGEST_NAMES]}"


def _span(element: HtmlElement, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return min(SPAN_LIMIT, max(1, int(value))) if value.isascii() and value.isdecimal() and len(value) < 9 else 1


# -- what belongs together -----------------------------------------------------------------------------------------


def _join_figure(context: Context) -> None:
    """Make one line of a figure and its label that share a box: "312" over "Survivors helped", or the other way."""
    if len(context.out) - context.first != PAIRED or context.tag in ("dl", "table", "tr", "thead", "tbody"):
        return
    one, two = context.out[context.first :]
    if not (one.single and two.single) or "table" in (one.kind, two.kind) or {"term", "detail"} & {one.kind, two.kind}:
        return
    if NUMBER.fullmatch(one.text) and _is_label(two.text):
        joined = f"{one.text} {two.text}"
    elif NUMBER.fullmatch(two.text) and _is_label(one.text):
        joined = f"{one.text.rstrip(':')}: {two.text}"
    else:
        return
    kind: Kind = "item" if "item" in (one.kind, two.kind) else "text"
    level = one.level if one.kind == "item" else 0
    whole = Piece(
        kind, joined, level, one.nodes + two.nodes, one.linked + two.linked, one.places, one.aside, one.quoted
    )
    context.out[context.first :] = [whole]


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and text[-1] not in ".!?;" and not any(map(str.isdigit, text))


def _join_terms(context: Context) -> None:
    """Make lines "term: detail" of a list of terms."""
    joined: list[Piece] = []
    for piece in context.out[context.first :]:
        last = joined[-1] if joined else None
        if last is not None and last.kind == "term" and piece.kind == "detail" and last.single:
            colon = " " if NUMBER.fullmatch(last.text) else ": "
            last.text = f"{last.text.rstrip(':')}{colon}{piece.text}"
            last.nodes += piece.nodes
            last.linked += piece.linked
            last.kind = "detail"
        else:
            joined.append(piece)
    context.out[context.first :] = joined
