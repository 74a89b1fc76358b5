"""What stands above and below a text: its short lines, their parts, and the names that stand alone in a part.

Letterheads, bylines, footers and copyright lines name bodies that no vocabulary knows. What tells such a name
from a headline: it is short, every word but the small ones has a capital, and something supports it – a word that
newspapers are called by, a report or a date beside it, a text that says "we" and repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from thbextract.normalize.bodies import BodyFinder
from thbextract.normalize.names import CALENDAR, Word, plain, words_of
from thbextract.records import Block, Body, Layout
from thbextract.resolve import signs
from thbextract.resolve.cues import Cues

# Signs between the parts of a letterhead, a page title, a path of a web page or a running line.
DIVIDERS = re.compile(r"\s+[-–—]\s+|\s*[|·•]\s*|\s+[«»]\s+|\s+[>/]\s+|\s*//\s*|:\s+|\s{3,}|\t")
MARKUP = " \t\r*#_>\"“”'‘’()[],.\xa0Â"  # "Â": what is left of a no-break space that was decoded wrongly
DATE = re.compile(
    r"[0-9]{1,2}[./ -](?:[0-9]{1,2}|[A-Z][a-z]+)[./ -][0-9]{4}|[A-Z][a-z]+ [0-9]{1,2}, [0-9]{4}|"
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[A-Z][a-z]+\.? [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4}|"
    r"[0-9]{1,2}(?:st|nd|rd|th)?,? [A-Z][a-z]+\.?,? [0-9]{4}"
)
YEARS = re.compile(
    r"^(?:©|\(c\))?\s*(?:19|20)[0-9]{2}(?:\s*[-–/]\s*[0-9]{2,4})?\s+|\s+(?:19|20)[0-9]{2}(?:\s*[-–/]\s*[0-9]{2,4})?$"
)
NUMBER = re.compile(r"[0-9]+")
BRACKET = re.compile(r"(?<=[.!?”\"»])\s?\([\w ./-]{2,30}\)$")  # an agency, a file's number: behind the last sentence
INITIALS = re.compile(r",?\s[A-Z](?:\.[A-Z]){0,4}\.?$")  # "Faro Azul A.C.", "Faro Azul S.A"
YEARS_PAPER = re.compile(r"(?:\w+ )?(?:statistics|figures|data|report|review|results)\s(?:19|20)\d\d", re.IGNORECASE)
BULLET = re.compile(r"\s*(?:[•·▪◦●○*»›]|[-–—]\s)")
PRESS = re.compile(r"\s+(?:press|news|media)$", re.IGNORECASE)
IN_THE = re.compile(r"^in the (?=[A-Z])", re.IGNORECASE)
OWN = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")  # "US" and "OUR YEAR" are no such words
# A quotation of several paragraphs opens anew in each and closes in the last one; an excerpt may end before.
QUOTED = re.compile(r"[“\"][^“”\"]{0,3000}[”\"]|“[^“”]{0,3000}(?=“|\Z)|«[^«»]{0,3000}»")
LINKS = frozenset(("of", "for", "and", "the", "in", "on", "to", "against", "de", "la", "at"))
LONGEST_LINE = 150  # characters
LONGEST_TITLE = 300  # characters of one of the first lines, the site's name behind the headline
FIRST_LINES = 3
LONGEST_NAME = 7  # words of a name that no pack knows
LONGEST_TOWN = 2  # words of a town behind a court's name
HEAD_LINES = 16
LABELLED_LINES = 30  # rows at the top among which a label may stand below the first sentences
FOOT_LINES = 10
RUNNING_LINES = 30  # different headers and footers that are looked at: a long table has as many like rows
LONG = 140  # characters: a paragraph of the text is longer, or a whole sentence
SENTENCE = 60
COVER = 0.7  # share of a part's letters that a body's name must have to stand alone in it
REPEATED = 2
# Digits inside a word of letters, and a small l among capitals.
MISREAD = re.compile(r"(?<=[A-Za-z])[01](?=[A-Za-z])|\b0(?=[a-z])|(?<=[A-Z])l(?=[A-Z])")
MISREADINGS = {"1": "l", "l": "I"}
LONGEST_MENU = 3  # words of a heading above links
# Kinds of names that plain phrases look like: "Broken Trust", "Safe House", "Finding Shelter".
PHRASES = frozenset(("ngo", "company", "media", "university", "government"))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line between dividers, at `start` in the text."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Line:
    """A short line of a document: `zone` is "head", "label", "foot" or "running"; `parts` are its stretches."""

    text: str
    start: int
    zone: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A part of a line that consists of a body's name: the part's number in the line, and whether it is known."""

    name: str
    at: int
    start: int
    known: bool


class Matter:
    """The front and back matter of one document."""

    def __init__(self, text: str, layout: Layout, bodies: Sequence[Body], finder: BodyFinder, cues: Cues) -> None:
        self.text, self.layout, self.finder, self.cues = text, layout, finder, cues
        self.names = {body.text: body.name for body in bodies}
        self.prose = [block for block in layout.blocks if self._is_prose(block)]
        self.lines = self._lines()
        self._named: dict[int, list[Named]] = {}

    def _is_prose(self, block: Block) -> bool:
        """Whether a block is text, and no line of a letterhead or a menu."""
        if block.kind not in ("paragraph", "list_item"):
            return False
        text = BRACKET.sub("", self.layout.shadow[block.start : block.end].strip())
        whole = len(text) > SENTENCE and text.endswith((".", "”", '"', "»")) and not text.endswith("..")
        if not whole and (len(text) <= LONG or (len(block.sentences) <= 1 and DIVIDERS.search(text[:LONG]))):
            return False
        return 2 * sum(map(str.isupper, text)) <= sum(map(str.isalpha, text))

    @cached_property
    def speaks(self) -> bool:
        """Whether the text says "we" outside of quotations."""
        return len(OWN.findall(QUOTED.sub(" ", self.text))) >= REPEATED

    @cached_property
    def folded(self) -> str:
        """The text in lower case, to count names in."""
        return " ".join(filter(None, map(plain, self.text.split("\n")))).casefold()

    def _lines(self) -> list[Line]:
        first = self.prose[0].start if self.prose else len(self.text)
        last = self.prose[-1].end if self.prose else len(self.text)
        rows = list(self._rows())
        head = [row for row in rows if row[0] + len(row[1]) <= first][:HEAD_LINES]
        foot = [row for row in rows if row[0] >= last][-FOOT_LINES:]
        kept = {start for start, _ in (*head, *foot)}
        running = [row for row in self._repeated(rows) if row[0] not in kept]
        labelled = [row for row in rows[:LABELLED_LINES] if row[0] not in kept and self._is_label(row[1])]
        running = [row for row in running if row not in labelled]
        zones = (("head", head), ("label", labelled), ("foot", self._above_menus(foot)), ("running", running))
        return [Line(row, start, zone, _parts(row, start)) for zone, found in zones for start, row in found]

    def _is_label(self, row: str) -> bool:
        """Whether a line below the first sentences says who wrote the text ("Author: …", "… press office: …")."""
        return ":" in row and bool(self.cues.author.match(row) or self.cues.own_desk.search(row))

    def _above_menus(self, foot: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
        """The rows below a text without what follows "Related", "Most read"; a copyright line stays."""
        menu = next((at for at, (_, row) in enumerate(foot) if self._opens_menu(row)), len(foot))
        return [row for at, row in enumerate(foot) if at < menu or self.cues.byline.search(row[1])]

    def _opens_menu(self, row: str) -> bool:
        words = [word.bare for word in words_of(row)]
        return 0 < len(words) <= LONGEST_MENU and all(word in self.cues.menus or word in LINKS for word in words)

    def _rows(self) -> Iterable[tuple[int, str]]:
        """The lines that are short enough for a name, with their places; the first ones may be a page's title."""
        at = shown = 0
        for row in self.text.split("\n"):
            longest = LONGEST_TITLE if shown < FIRST_LINES else LONGEST_LINE
            if len(row.strip()) > 1 and len(row) < longest:
                shown += 1
                yield at, row
            at += len(row) + 1

    def _repeated(self, rows: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
        """Headers and footers: lines that come again with another number, and what the layout set apart."""
        shapes: dict[str, list[tuple[int, str]]] = {}
        for at, row in rows:
            shapes.setdefault(NUMBER.sub("0", row.strip()), []).append((at, row))
        again = [found[-1] for found in shapes.values() if len(found) >= REPEATED]
        apart = [block for block in self.layout.blocks if block.kind == "furniture"]
        set_apart = [(block.start, self.text[block.start : block.end]) for block in apart[:RUNNING_LINES]]
        seen = {at for at, _ in again}
        return again[:RUNNING_LINES] + [row for row in set_apart if row[0] not in seen and len(row[1]) < LONGEST_LINE]

    def known(self, part: str, *, cover: float = COVER) -> str | None:
        """The body that a part of a line consists of, with a date, a place or the kind of paper behind it."""
        text = IN_THE.sub("", part.strip(MARKUP))
        body = self._leading(text)
        if body is None and (repaired := _repaired(text)) != text:
            body = self._leading(repaired)
        if body is None:
            return None
        body = replace(body, text=text[body.start : body.end])
        rest = words_of(text[body.end :])
        share = sum(map(str.isalpha, body.text)) / max(1, sum(map(str.isalpha, text)))
        named = cover < COVER and all(word.capital for word in rest)
        close = text[body.end : body.end + 1] in (",", "(", "") or all(self._filler(word) for word in rest)
        if rest and not named and not (self._aside(rest, text[body.end :]) and (share >= cover or close)):
            return None
        paper = PRESS.search(body.text) if rest and self._filler(rest[0]) else None
        name = body.text[: paper.start()] if paper else body.text
        return self.names.get(name) or (
            plain(name) if paper or name not in body.name else self.names.get(body.name) or body.name
        )

    def _leading(self, text: str) -> Body | None:
        """The body with a name of its own that a stretch begins with."""
        return next((body for body in self.finder.find(text) if body.start <= len("the ") and self._proper(body)), None)

    def _proper(self, body: Body) -> bool:
        kind = self.finder.kind_of(body.text)
        own = (
            " " in body.name
            or body.name.isupper()
            or body.name in self.finder.vocab.long_forms
            or body.text.lower() in self.finder.vocab.known
        )
        return body.text[:1].isupper() and kind != "generic" and own and not self.common(body.name)

    def common(self, name: str) -> bool:
        """Whether a name has no word of its own: "Court News", "Press Office", "Minister's Office"."""
        if name.lower() in self.finder.vocab.known:
            return False
        words = [word.bare for word in words_of(name) if word.bare not in LINKS]
        desk = any(word in self.cues.common for word in words)
        return desk and all(word in self.finder.vocab.heads or word in self.cues.common for word in words)

    def _aside(self, rest: Sequence[Word], text: str) -> bool:
        """Whether the words behind a name are no sentence: a date, a place, a kind of paper, a section of it."""
        return all(
            self._filler(word)
            or word.bare in LINKS
            or (word.capital and text.lstrip()[:1] in (",", "("))
            or bool(self.cues.places.find(word.text))
            for word in rest
        )

    def _filler(self, word: Word) -> bool:
        """Whether a word belongs to a date or to what a paper is called."""
        return word.text[:1].isdigit() or word.bare in CALENDAR or word.bare in self.cues.papers

    def name_like(self, part: str) -> str | None:
        """A part that may be a name which no pack knows: few words, all with capitals, no place, no title."""
        text = part.strip(MARKUP)
        text = text.split(", ")[0] if DATE.search(text) else text
        text = INITIALS.sub("", YEARS.sub("", text).strip(" \t,"))
        text = YEARS.sub("", text.split(". ")[0]).strip(MARKUP)
        text = next((piece for piece in text.split(", ")[1:] if self._outlet(piece)), text)
        words = words_of(text)
        if not 1 <= len(words) <= LONGEST_NAME or any(map(str.isdigit, text)) or self.cues.own_paper.search(text):
            return None
        inner = [word for word in words_of(text.replace("/", " ")) if word.bare not in LINKS]
        if not inner or any(not word.capital or word.bare in self.barred for word in inner):
            return None
        places = sum(place.end - place.start for place in self.cues.places.find(text))
        if 2 * places > len(text) or (self.common(text) and words[0].bare != "the"):
            return None
        return plain(text)

    def _outlet(self, name: str) -> bool:
        words = words_of(name)
        return len(words) > 1 and words[-1].bare in self.cues.outlets

    @cached_property
    def barred(self) -> frozenset[str]:
        """Words that no name of an issuing body has: titles of people, names of sections, calendar words."""
        return (self.cues.sections | self.cues.titles | self.cues.papers | CALENDAR) - self.cues.outlets - {"general"}

    def names_in(self, line: Line) -> list[Named]:
        """The parts of a line that are names of bodies."""
        if line.start not in self._named:
            self._named[line.start] = [] if self.cues.aside.match(line.text) else list(self._names_in(line))
        return self._named[line.start]

    def _names_in(self, line: Line) -> Iterable[Named]:
        last = len(line.parts) - 1
        if line.zone == "foot" and BULLET.match(line.text):
            return
        whole = self._broken(line) or (self._placed(line) if line.zone == "head" else None)
        if whole:
            yield Named(whole, 0, line.start, known=True)
            return
        for at, part in enumerate(line.parts):
            site = line.zone == "head" and line is self.lines[0] and at == last > 0
            if self._labels(part) and (line.zone == "foot" or not self.attested(part.text)):
                continue
            text = self._unsigned(part.text) if line.zone == "foot" else part.text
            signed = text != part.text
            name = self.known(text, cover=0.4 if site else COVER)
            like = None if name or signs.ADDRESS.search(line.text) else self.name_like(text)
            if like and (self.supported(like, line) or (site and (self._count(like) >= REPEATED or self._twice(line)))):
                name = like
            if name and (line.zone != "foot" or signed or self.attested(text) or self.supported(name, line)):
                yield Named(name, at, part.start, name != like)

    def _placed(self, line: Line) -> str | None:
        """A court or an office with its town behind it, which the text then calls "the district court"."""
        text = line.text.strip(MARKUP)
        words = words_of(text)
        head = next((at for at, word in enumerate(words) if word.bare in self.finder.vocab.heads), 0)
        town = words[head + 1 :]
        below = [other for other in self.lines if other.zone == "head" and other.start > line.start]
        if not 0 < head < LONGEST_NAME or len(line.parts) != 1 or not 1 <= len(town) <= LONGEST_TOWN:
            return None
        if any(not word.capital or word.bare in self.barred or word.text[0].isdigit() for word in words):
            return None
        if any(re.search(rf"\b{re.escape(word.bare)}\b", self.text) for word in town):
            return None  # a town has its capital everywhere, the words of a headline have not
        common = f"the {plain(text[: words[head].end]).casefold()}"
        titled = any(len(words_of(other.text)) > LONGEST_MENU for other in below)
        return plain(text) if titled and common in self.folded else None

    def _labels(self, part: Part) -> bool:
        """Whether a part stands before a colon, as labels and the first words of headlines do."""
        return self.text[part.start + len(part.text) :].lstrip(" ")[:1] == ":"

    def attested(self, part: str) -> bool:
        """Whether a part is a name and no phrase or house: an office by its head, known, or named again."""
        name = self.known(part)
        if name is None or name.lower() in self.finder.vocab.known:
            return name is not None
        return self.finder.kind_of(name) not in PHRASES or self._count(name) >= REPEATED

    def _broken(self, line: Line) -> str | None:
        """A name in capitals that runs over two or three lines of a letterhead."""
        if line.zone != "head" or len(line.parts) != 1 or self.known(line.text):
            return None
        joined, at, end = line.text.strip(), self.lines.index(line), line.start + len(line.text)
        for other in self.lines[at + 1 : at + 3]:
            if other.start > end + 1 or len(other.parts) != 1 or not joined.isupper() or not other.text.isupper():
                return None
            joined, end = f"{joined} {other.text.strip()}", other.start + len(other.text)
            body = next(iter(self.finder.find(joined)), None)
            if body and body.start == 0 and body.end == len(joined) and self._proper(body):
                return plain(joined)
        return None

    def _twice(self, line: Line) -> bool:
        """Whether the headline of a page's title stands again in a line of its own: what follows it is the site."""
        headline = plain(self.text[line.start : line.parts[-1].start]).strip(" -–—|·•:").casefold()
        return len(headline.split()) > 2 and any(
            plain(other.text).casefold().strip(MARKUP) == headline for other in self.lines if other is not line
        )

    def _unsigned(self, text: str) -> str:
        """A signature without the role in it ("Director, Harbour Trust")."""
        signed = signs.SIGNED.match(text)
        role = signed and any(word.bare in self.cues.roles for word in words_of(signed[0]))
        return text[signed.end() :] if signed and role else text

    def unnamed(self, line: Line) -> list[str]:
        """The parts of a line without the name that it begins or ends with; a name before a colon stays."""
        kept = list(line.parts)
        for found in self.names_in(line):
            behind = self.text[found.start + len(line.parts[found.at].text) :][:1]
            if found.at in (0, len(line.parts) - 1) and behind != ":":
                kept[found.at] = Part("", found.start)
        return [part.text.strip() for part in kept if part.text]

    def supported(self, name: str, line: Line) -> bool:
        """Whether something says that an unknown name on a line is an issuer's."""
        words = words_of(name)
        if any(word.bare in self.cues.outlets for word in (words[0], words[-1])) and len(words) > 1:
            return True
        own = any(self.cues.own_paper.search(near.text) for near in self._near(line))
        own = own or (self.speaks and any(YEARS_PAPER.fullmatch(part.text.strip(MARKUP)) for part in line.parts[1:]))
        article = words[0].bare == "the" and len(words) > 1 and bool(DATE.search(line.text))
        again = len(words) > 1 and self._count(name) > REPEATED - 1 + (line.zone == "running")
        return own or article or (again and self.speaks)

    def _count(self, name: str) -> int:
        return len(re.findall(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", self.folded))

    def after(self, line: Line) -> str:
        """The next line of the text that is not empty, empty behind the last one and before a long one."""
        rest = self.text[line.start + len(line.text) :][:LONGEST_TITLE].lstrip()
        row, end, _ = rest.partition("\n")
        return row if end or len(rest) < LONGEST_LINE else ""

    def _near(self, line: Line) -> list[Line]:
        """The line and those right before and behind it in its zone."""
        at = self.lines.index(line)
        return [near for near in self.lines[max(0, at - 1) : at + 2] if near.zone == line.zone]


def _repaired(text: str) -> str:
    """A letterhead with the letters that a scanner took for digits ("NATI0NAL", "0ffice"), as long as it was."""
    return MISREAD.sub(lambda found: MISREADINGS[found[0]] if found[0] != "0" else "O", text)


def _parts(row: str, start: int) -> tuple[Part, ...]:
    found, at = [], 0
    for divider in [*DIVIDERS.finditer(row), None]:
        stop = divider.start() if divider else len(row)
        if row[at:stop].strip(MARKUP):
            found.append(Part(row[at:stop], start + at))
        at = divider.end() if divider else stop
    return tuple(found)
