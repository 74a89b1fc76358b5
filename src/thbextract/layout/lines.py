"""Text → lines: the only place that knows what a line break is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thbextract.layout.vocabulary import OPEN_WORDS

# Every separator that `str.splitlines` knows but the form feed, which stays: it is a page break.
OTHER_BREAKS = ("\v", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
HALVES = re.compile("[\ud800-\udfff]")
CONTENT = re.compile(r"\S[^\n\f]*")
TERMINAL = frozenset(".!?…:;")
FOOTNOTE = re.compile(r"(?:\[\^?\w{1,6}\]|(?<=[.!?…”\"’)])\d{1,3}|[¹²³⁰⁴-⁹†‡])\Z")


class Line:
    """A line that is not blank; `start` and `end` leave its outer blanks away.

    `indent` counts the blanks before it, `blanks` the blank lines above it; `page` is set where a form feed
    stands before it, `tied` where that is all that parts it from the line above, `loose` where the line ends in a blank
    (a wrapped cell in PDF text). `known` is furniture that the reader has told.
    """

    __slots__ = ("blanks", "end", "indent", "kind", "known", "loose", "mark", "page", "start", "text", "tied")

    def __init__(self, start: int, text: str, indent: int, blanks: int, page: bool, tied: bool, loose: bool) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.indent = indent
        self.blanks = blanks
        self.page = page
        self.tied = tied
        self.loose = loose
        self.known = False
        self.kind = ""
        self.mark = 0

    @property
    def lower(self) -> bool:
        """Whether it begins like the middle of a sentence."""
        return self.text[0].islower() or (self.text[0] in "(–—&%" and self.text[1:3].strip()[:1].islower())

    @property
    def closed(self) -> bool:
        """Whether it ends with a stop, a colon or a semicolon (closing quotes and brackets left away)."""
        return closed(self.text)

    @property
    def hanging(self) -> bool:
        """Whether it ends where no sentence or heading can: after "of the", a comma, a hyphen."""
        return hanging(self.text)


def closed(text: str) -> bool:
    """Whether a text ends with a stop, a colon or a semicolon, footnote marks and closing quotes apart."""
    last = text[-1]
    if last in TERMINAL:
        return True
    if last == "," or (last.isalpha() and last != "Â"):
        return False
    tail = FOOTNOTE.sub("", text[-24:]).rstrip("\"'”’»)]*_\\Â ")
    return bool(tail) and tail[-1] in TERMINAL


def hanging(text: str) -> bool:
    """Whether a text ends in a word or sign that something must follow."""
    if text[-1] in ",(-–—&/":
        return text[-1] != "-" or text[-2:-1].isalpha()
    return text[-24:].rpartition(" ")[2].casefold() in OPEN_WORDS


def plain_breaks(text: str) -> str:
    """The text with every line break as a line feed (form feeds stay), character for character.

    Halves of characters, which broken files hold and no tokenizer takes, become the sign for an unknown character.
    """
    text = HALVES.sub("\ufffd", text)
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    for mark in OTHER_BREAKS:
        if mark in text:
            text = text.replace(mark, "\n")
    return text


def read_lines(text: str) -> Iterator[Line]:
    """The lines of a text with plain breaks that are not blank."""
    last = 0
    for found in CONTENT.finditer(text):
        start = found.start()
        gap = text[last:start]
        raw = found.group()
        content = raw.rstrip()
        breaks = gap.count("\n")
        yield Line(
            start,
            content,
            len(gap) - 1 - max(gap.rfind("\n"), gap.rfind("\f")),
            max(breaks - 1, 0),
            "\f" in gap,
            "\f" in gap and not breaks,
            len(content) < len(raw),
        )
        last = start + len(content)


def is_ruler(text: str) -> bool:
    """Whether a line is drawn, not written: dashes and the like, with bars and colons between."""
    return text[0] in "-=—–_|+:*" and not text.strip("-=—–_|+:* \t") and text.count(text[len(text) // 2]) > 2
