"""What trafilatura keeps of a page: the texts of the page itself, so that nothing of their place and form is lost."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from thbextract.readers.web.markup import events

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FIRST_SIGN = 0x2801
SIGNS = 255
"""Braille patterns: trafilatura leaves them alone, and they are no letters to what weighs words."""
BRAILLE = dict.fromkeys(range(0x2800, 0x2900))
MOST_TEXTS = 40_000
"""Two signs number 65,025 texts; a page with more than this is a list, and weighing it takes too long for its worth."""


def kept_texts(root: HtmlElement, count: int) -> tuple[frozenset[int], str]:
    """The numbers (`markup.events`) of the texts of a page that trafilatura keeps, of so many.

    Beside them stands its text if that is none of the page's own: an article that is kept in a script.

    What it gives back has lost its place and is changed in small things. So each text of a copy of the page is
    signed with its number, and what comes back is known by its signs.
    """
    if count > MOST_TEXTS:
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


def _signs_in(text: str) -> Iterator[int]:
    high = -1
    for sign in text:
        at = ord(sign) - FIRST_SIGN
        if not 0 <= at < SIGNS:
            high = -1
        elif high < 0:
            high = at
        else:
            yield high * SIGNS + at
            high = -1


def _extracted(root: HtmlElement) -> str:
    """What trafilatura takes for the text; empty if it finds none or fails."""
    try:
        found = _trafilatura()(
            root,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            deduplicate=False,
            output_format="xml",  # any but "python", for which it writes the text out once more
        )
    except Exception:  # a stranger's page may break it in ways that nobody has listed; then its marks decide
        return ""
    body = getattr(found, "body", None)
    return "\n".join(body.itertext()) if body is not None else ""


@cache
def _trafilatura() -> Callable[..., Any]:
    """Its extraction, silent: it would write to standard error of each page in which it finds nothing."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return bare_extraction
