"""Pieces of a page: its paragraphs, headings, items and tables; and the run of text that becomes one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "heading", "item", "term", "detail", "table"]
Node = tuple[int, int]
"""The number of a text in its page (`markup.events`), and how many characters of it stand here."""

BREAK = "\v"
SPACES = re.compile(r"[ \t\n\r\f]+")
# A no-break space beside a blank is one blank; more of them are columns drawn with blanks, and stay.
PAIR = re.compile(r"(?<![ \u00a0])(?:\u00a0{2}| \u00a0 ?|\u00a0 )(?![ \u00a0])")
INVISIBLE = {ord(sign): None for sign in "\u00ad\u200b\u2060\ufeff\v"}
"""Signs that show nothing and split words and numbers: soft hyphens, blanks of no width."""
WORD_LAST = re.compile(r"[^\W\d_]{3}\Z")
WORD_FIRST = re.compile(r"[^\W\d_]{3}")
LETTER = re.compile(r"[\[(]?([a-z]|[ivx]{2,5})[\])]?\Z", re.I)
NUMBERS = re.compile(r"[\[(]?\d{1,3}[\])]?(?:\s*[,;–-]?\s*[\[(]?\d{1,3}[\])]?)*\Z")
TAIL = 24
"""Characters enough to see what word or number a text ends with."""
# What a raised digit is the power of, not a note to: "30 m²", "10⁶".
UNIT = re.compile(r"(?:(?<![^\W\d_])(?:[kcdm]?m|10|ft|in|mi|sq))\Z")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# "No 5", "2e", "1er": letters that end an ordinal, no marks.
ORDINAL = re.compile(r"(?:\d[eoº]|n[or]?)\Z", re.I)


@dataclass(slots=True)
class Piece:
    """One block of a page.

    `level` is that of a heading (1–6) or how deep an item is nested (from 0); `nodes` the texts it is made of;
    `linked` how many of its characters are links. `places` are the numbers of the elements it stands in: its own, the
    one around it, and the next. It is `aside` in what calls itself a menu, a footer and the like, `quoted` in what a
    mail quotes.
    """

    kind: Kind
    text: str
    level: int = 0
    nodes: tuple[Node, ...] = ()
    linked: int = 0
    places: tuple[int, ...] = ()
    aside: bool = False
    quoted: bool = False

    @property
    def single(self) -> bool:
        """Whether it is one line."""
        return "\n" not in self.text


@dataclass(slots=True)
class Segment:
    """Text of one node in a run, before white space is tidied."""

    text: str
    number: int
    linked: bool


class Run:
    """Text that stands together in one block: inline elements glue nothing and split nothing."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._no_seam()

    def _no_seam(self) -> None:
        self._bounds, self._ended, self._apart = 0, False, False

    def add(self, text: str, number: int, *, linked: bool) -> None:
        """Take up text as the page's source has it."""
        text = text.translate(INVISIBLE)
        if not text:
            return
        if self._bounds and (self._apart or self._touches(text)):
            text = f" {text}"
        self._no_seam()
        self.segments.append(Segment(text, number, linked))

    def end_line(self) -> None:
        """Break the line."""
        self.segments.append(Segment(BREAK, -1, linked=False))

    def seam(self, *, ends: bool, span: bool) -> None:
        """Note that an element begins or ends here which a style sheet may set apart.

        Between the end of one and the begin of another is a gap. Not so of spans: programs make several of a word.
        """
        self._bounds += 1
        self._apart = self._apart or (self._ended and not ends and not span)
        self._ended = self._ended or (ends and not span)

    def _touches(self, text: str) -> bool:
        """Whether a figure and a word, or two sentences, each in its own element, touch: "312" and "survivors"."""
        before = _tail(self.segments)
        if self._bounds > 1 and before[-1:].islower() and text[0].isupper():
            return True
        if before[-1:].isdigit():
            return WORD_FIRST.match(text) is not None
        return text[0].isdigit() and WORD_LAST.search(before) is not None

    def raise_from(self, first: int, *, link: bool) -> None:
        """What has come since segment `first` is raised, or a link within the page: a note's mark is set apart."""
        raised = self.segments[first:]
        text = "".join(segment.text for segment in raised).strip()
        told = _raised(text, _tail(self.segments[max(0, first - 4) : first]), link=link)
        if told is not None and raised:
            self.segments[first:] = [Segment(told, raised[0].number, linked=False)]

    def paragraphs(self, *, verbatim: bool = False) -> Iterator[tuple[str, tuple[Node, ...], int]]:
        """Tidied text, its nodes and linked characters, for each stretch between empty lines; `verbatim` as it is."""
        stretch: list[Segment] = []
        for segment in self.segments:
            if segment.text == BREAK and not verbatim and _ends_in_break(stretch):
                yield from _paragraph(stretch, verbatim=False)
                stretch = []
            stretch.append(segment)
        yield from _paragraph(stretch, verbatim=verbatim)


def _tail(segments: Sequence[Segment]) -> str:
    return "".join(segment.text for segment in segments[-4:])[-TAIL:]


def _ends_in_break(stretch: Sequence[Segment]) -> bool:
    for segment in reversed(stretch):
        if segment.text == BREAK:
            return True
        if not segment.text.isspace():
            return False
    return False


def _paragraph(stretch: Sequence[Segment], *, verbatim: bool) -> Iterator[tuple[str, tuple[Node, ...], int]]:
    raw = "".join(segment.text for segment in stretch)
    text = verbatim_lines(raw) if verbatim else tidy(raw)
    if text:
        nodes = tuple((one.number, len(one.text.strip())) for one in stretch if one.number >= 0)
        yield text, nodes, sum(len(one.text.strip()) for one in stretch if one.linked)


def tidy(raw: str) -> str:
    """Text with white space as browsers show it: lines only where the page breaks them, no-break spaces kept."""
    lines = (PAIR.sub(" ", SPACES.sub(" ", line)).strip() for line in raw.split(BREAK))
    return "\n".join(filter(None, lines))


def verbatim_lines(raw: str) -> str:
    """Text whose lines and columns stand as the page wrote them, outer empty lines left away."""
    lines = [line.rstrip() for line in raw.replace(BREAK, "\n").replace("\r\n", "\n").expandtabs().split("\n")]
    return "\n".join(lines).strip("\n")


def _raised(text: str, before: str, *, link: bool) -> str | None:
    """How a raised text is written: a note's mark as Markdown does ("[^2]"), a power with raised digits.

    None leaves it as it is: ordinals ("21st"), trade marks, longer texts; links that are no marks.
    """
    bracketed = text.startswith(("[", "("))
    if link and not bracketed and (not before or before[-1].isspace()):
        return None
    if NUMBERS.match(text):
        unit = UNIT.search(before) if not link and len(text) == 1 else None
        return text.translate(RAISED) if unit else "".join(f"[^{mark}]" for mark in re.findall(r"\d{1,3}", text))
    letter = LETTER.match(text)
    told = link or bracketed or (before[-1:].isdigit() and not ORDINAL.search(before[-1:] + text))
    return f"[^{letter[1]}]" if letter and told else None
