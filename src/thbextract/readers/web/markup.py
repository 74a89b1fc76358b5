"""Bytes → markup → elements: which bytes are a web page, its encoding as browsers find it, its tree, safely made."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from thbextract.errors import InputError
from thbextract.readers import text as plain
from thbextract.readers.signs import MARKS
from thbextract.records import Problem

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Decoded = tuple[str, tuple[Problem, ...]]
Event = tuple[str, "HtmlElement", str, int]

HEAD = 8_192
"""Bytes in which its encoding is declared; the standard of HTML says 1,024, pages put it later."""
DECLARED = re.compile(
    rb"<meta\s[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml\s[^>]{0,99}?encoding\s*=\s*[\"']([\w:.-]{2,40})",
    re.I,
)
LABELS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What browsers read for a declared encoding, by Python's name of it (the Encoding Standard of WHATWG)."""
NO_PAGES = re.compile(r"utf-?(?:7|16|32)|unicode|escape|idna|punycode|undefined|mbcs|oem", re.I)
"""Encodings that no page is in which says so in ASCII."""
BROKEN = 0.1
"""Share of broken sequences among those beyond ASCII, up to which a text is UTF-8 that was damaged."""
CLOSED = re.compile(r"</(?:html|body)\s{0,9}>", re.I)
"""Browsers go on below these; the parser would begin another page."""
CONTROLS = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\r\f")
MOST_TAGS = 2_000_000
"""What is made of a tag takes up to a kilobyte; the largest table that was seen as a page had some 300,000."""
NO_TEXT = ("script", "style", "template", "title", "rt", "rp", "select", "datalist", "textarea")
EMBEDDED = ("svg", "math", "iframe", "frameset", "object", "embed", "applet", "canvas", "audio", "video", "map")
UNSEEN = frozenset((*NO_TEXT, *EMBEDDED))
"""Elements whose content no page shows as its text."""
NOTICE = 300
"""Characters up to which what stands in for a script only asks to let scripts run; some sites have their text there."""


def decode(data: bytes) -> Decoded:
    """The markup in `data`: by its byte-order mark, as UTF-8, by what it declares, or guessed and told so.

    What is UTF-8 is read so, whatever it declares: text in another encoding is hardly ever valid UTF-8.

    Raises:
        InputError: `empty` or `binary`.
    """
    plain.refuse_formats(data)
    if any(data.startswith(mark) for mark, _ in MARKS):
        return plain.decode(data)
    if data.count(b"\0") <= plain.CONTROL_SHARE * len(data):
        data = data.replace(b"\0", b"")  # browsers pass over them too
    declared = _declared(data)
    if declared and not is_utf8(data):
        if declared == "utf-8":
            return _mended(data) or plain.decode(data)
        try:
            return data.decode(declared), ()
        except UnicodeDecodeError:
            return plain.decode(data)
    return plain.decode(data)


def _declared(data: bytes) -> str | None:
    """The encoding that a page declares, by Python's name; None if it declares none that there is."""
    found = DECLARED.search(data[:HEAD])
    return encoding_named((found[1] or found[2]).decode("ascii", "replace")) if found else None


def encoding_named(label: str) -> str | None:
    """The encoding that browsers read for a label, by Python's name; None if no page is in it."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if NO_PAGES.match(name) else LABELS.get(name, name)


def is_utf8(data: bytes) -> bool:
    """Whether data are valid UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mended(data: bytes) -> Decoded | None:
    """Text that says it is UTF-8 and is, but for a few damaged signs; None if it is something else."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = sum(character > "\x7f" for character in text)
    if broken > BROKEN * beyond:
        return None
    remedy = "check names and currency signs, or save the page again"
    return text, (Problem("encoding_guessed", f"is UTF-8 with {broken} broken signs", remedy),)


def parse(markup: str) -> HtmlElement:
    """The tree of a page, without comments.

    Raises:
        InputError: `empty`, `too_large` for tags by the million, or `too_deep` where the parser gives up on elements
            within elements.
    """
    if markup.count("<") > MOST_TAGS:
        cause = f"has more than {MOST_TAGS // 1_000_000} million tags, which no page has"
        raise InputError(cause, "save its text as plain text (UTF-8)", "too_large")
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        root = document_fromstring(CLOSED.sub("", markup).translate(CONTROLS).encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError) as error:
        raise InputError("has no text", "check that it is the right page", "empty") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError(
            "holds elements within elements, too deep to be a page", "save the page again from a browser", "too_deep"
        )
    return root


def events(root: HtmlElement) -> Iterator[Event]:
    """What a page may show, in its order: the start, text, end and tail of elements, no script and no style.

    Each comes with its element, its text (empty for start and end), and the number of the text among all those of
    the page that are not blank (-1 for the others). The numbers are the same in a copy of the tree.
    """
    from lxml.etree import iterwalk

    number = 0
    walker = iterwalk(root, events=("start", "end"))
    for event, element in walker:
        unseen = element.tag in UNSEEN or (element.tag == "noscript" and _is_notice(element))
        if event == "start":
            if unseen:
                walker.skip_subtree()
                continue
            yield "start", element, "", -1
            text = element.text
        else:
            if not unseen:
                yield "end", element, "", -1
            text = element.tail
        if text:
            blank = text.isspace()
            yield "text" if event == "start" else "tail", element, text, -1 if blank else number
            number += not blank


def _is_notice(element: HtmlElement) -> bool:
    return sum(len(text) for text in element.itertext()) <= NOTICE
