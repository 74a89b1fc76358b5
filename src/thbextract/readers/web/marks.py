"""What elements say of themselves: that they are blocks, menus, hidden, quoted, or stand inside words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
LISTS = _words("ul ol menu dir")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
WHOLE = _words("html body main article")
"""Elements that hold a page's text, whatever they are called."""

ASIDES = _words("nav footer aside form button dialog menu search noscript")
ROLES = _words("navigation banner contentinfo complementary search dialog alertdialog menu menubar")
"""ARIA's names for what stands around a page's text."""
ASIDE_NAMES = re.compile(
    r"(?:\A|[\s_-])(?:shar(?:e|ing)|social|cookies?|consent|gdpr|breadcrumbs?|menu|nav|navbar|navigation|sidebar"
    r"|related|newsletter|subscribe|(?:read|see)-also|colophon|topbar|comments?|pagination|pager|footer|promo|advert"
    r"|ads?|widgets?|tags?|toolbar|skip|popup|modal|search|recommended|trending|most-read|login)(?:\Z|[\s_-])"
    r"|(?:\A|\s)(?:bottom|copyright|counter)(?:\Z|\s)",
    re.I,
)
"""What sites call the parts of a page that are not its text, as words of a class or an id."""
QUOTE_NAMES = re.compile(r"gmail_quote|yahoo_quoted|protonmail_quote|moz-cite-prefix|divRplyFwdMsg", re.I)
"""How mail programs mark what they quote."""
AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.I)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
VERBATIM = re.compile(r"white-space\s*:\s*pre", re.I)
NOTE_LINK = re.compile(r"#(?:\S{0,40}(?:fn|ftn|note|cite|ref|edn)\S{0,40}|\d{1,3})\Z", re.I)
LONGEST = 500
"""Characters of an attribute that are looked at."""
SPAN_LIMIT = 1_000
"""Columns or rows that a cell may span at most (the standard of HTML has the same limit for columns)."""


def style_of(element: HtmlElement) -> str:
    """The style that an element has of its own."""
    return (element.get("style") or "")[:LONGEST]


def is_block(tag: str, style: str) -> bool:
    """Whether an element begins on a line of its own."""
    return tag in BLOCKS or (bool(style) and AS_BLOCK.search(style) is not None)


def is_verbatim(tag: str, style: str) -> bool:
    """Whether lines and blanks of an element's text stand as they are written."""
    return tag == "pre" or (bool(style) and VERBATIM.search(style) is not None)


def is_aside(element: HtmlElement, style: str, *, within: bool) -> bool:
    """Whether an element calls itself no part of the text, or is not shown; a header `within` an article is of it."""
    if element.tag in ASIDES or (element.tag == "header" and not within):
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or HIDDEN.search(style):
        return True
    if (element.get("role") or "").lower() in ROLES:
        return True
    return ASIDE_NAMES.search(_names(element)) is not None


def is_quoted(element: HtmlElement) -> bool:
    """Whether an element is what a mail quotes."""
    cited = element.tag == "blockquote" and (element.get("type") or "").lower() == "cite"
    return cited or QUOTE_NAMES.search(_names(element)) is not None


def is_note_link(element: HtmlElement) -> bool:
    """Whether a link leads to a note of its page."""
    return NOTE_LINK.match(element.get("href") or "") is not None


def span_of(element: HtmlElement, name: str) -> int:
    """How many columns or rows a cell spans, at least one."""
    value = (element.get(name) or "1").strip()
    return min(SPAN_LIMIT, max(1, int(value))) if value.isascii() and value.isdecimal() and len(value) < 9 else 1


def _names(element: HtmlElement) -> str:
    """The class and the id of an element."""
    return f"{(element.get('class') or '')[:LONGEST]} {(element.get('id') or '')[:LONGEST]}"
