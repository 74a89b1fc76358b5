"""Markup inside lines: what a sentence reads better without becomes blanks in the shadow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from thbextract.normalize.shortcuts import SHORTCUTS
from thbextract.records import LeftOut

# A figure that touches a word.
STUCK = re.compile(r"\d(?<=[a-z]{5}\d)")
RAISED = tuple("¹²³⁰⁴⁵⁶⁷⁸⁹")
# What is markup, and signs without which it is none: a text is searched for those alone whose signs it has.
PIECES: tuple[tuple[tuple[str, ...] | re.Pattern[str], str], ...] = (
    (("![",), r"!\[[^\]\n]{0,300}\]\([^)\s]{0,2000}\)"),  # image
    (("](",), r"\]\((?:https?:|mailto:|www\.|/|#)[^)\s]{0,2000}\)"),  # target of a link
    (("[^",), r"\[\^\w{1,9}\]"),  # footnote mark
    (("*", "_", "`"), r"\*{2,}|_{2,}|`{1,3}|(?<![\w*])[*_](?=\w)|(?<=[\w.,!?])[*_](?![\w*])"),  # emphasis
    (("\\",), r"\\(?=[$*_#\[\]()%~`>.\\-])"),
    (("Â",), r"(?<=[a-z.,;:!?)\"'])Â(?=\s|\Z)"),  # a no-break space read in a wrong encoding
    # A figure stuck to its label ("Women-34").
    (("s-", "n-"), r"(?<=[a-z]{4}s)-(?=\d)|(?<=children)-(?=\d)|(?<=[Ww]omen)-(?=\d)"),
    (STUCK, r"(?<=[a-z]{5})\d{1,3}(?=[\s,.;:)]|\Z)"),  # a footnote mark stuck to its word ("victims25")
    (RAISED, r"(?<=[^\W\d_]{3})[¹²³⁰⁴-⁹]{1,3}"),  # the same, raised ("1.2 million²"); not a unit ("km²")
    (("&nbsp;", "<"), r"&nbsp;|</?(?:b|i|em|strong|p|br|span|u|sup|sub)\s?/?>"),
)
# "[" is blanked only with the target of its link, so it is looked for apart.
LINK = re.compile(r"\[(?=[^\[\]\n]{1,300}\]\((?:https?:|mailto:|www\.|/|#))")
# Every piece begins with one of these: a look at each place costs less than to try all pieces there.
FIRST = r"(?=[!\]\[*_`\\Â\d¹²³⁰⁴-⁹&<-])"


def markup_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every piece of markup; nothing in a text without its signs is looked at twice."""
    signed = tuple(not SHORTCUTS.on or _has_sign(text, signs) for signs, _ in PIECES)
    for found in _markup(signed).finditer(text) if any(signed) else ():
        yield found.span()
    if "](" in text:
        for found in LINK.finditer(text):
            yield found.span()


def _has_sign(text: str, signs: tuple[str, ...] | re.Pattern[str]) -> bool:
    if isinstance(signs, re.Pattern):
        return signs.search(text) is not None
    return any(sign in text for sign in signs)


@cache
def _markup(signed: tuple[bool, ...]) -> re.Pattern[str]:
    """The pieces that a text may have as one pattern."""
    return re.compile(f"{FIRST}(?:{'|'.join(piece for (_, piece), may in zip(PIECES, signed, strict=True) if may)})")


class Canvas:
    """The shadow under work: collects spans to blank, paints them at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[LeftOut] = []

    def blank(self, start: int, end: int, reason: str) -> None:
        """Note that `start` to `end` is to be blank, and why."""
        if end > start:
            self.spans.append(LeftOut(start, end, reason))

    def paint(self) -> str:
        """The shadow: the text with the noted spans blank, and every line break too."""
        pieces: list[str] = []
        last = 0
        for span in sorted(self.spans, key=_start):
            if span.end <= last:
                continue
            start = max(span.start, last)
            pieces += (self.text[last:start], " " * (span.end - start))
            last = span.end
        pieces.append(self.text[last:])
        return "".join(pieces)


def _start(span: LeftOut) -> int:
    return span.start
