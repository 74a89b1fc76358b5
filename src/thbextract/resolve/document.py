"""What a document says of itself: title, issuer, country, language (dates and periods: `dates`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from thbextract.normalize.bodies import BodyFinder
from thbextract.normalize.names import CALENDAR, plain, words_of
from thbextract.normalize.places import CountryFinder
from thbextract.patterns import BodyRule, Packs
from thbextract.records import Attribution, Block, Body, Facts, Given, Layout
from thbextract.resolve.cues import Cues
from thbextract.resolve.dates import document_date, reporting_period
from thbextract.resolve.language import language_of
from thbextract.resolve.publisher import PublisherFinder
from thbextract.resolve.signs import OWN_REPORT

TITLE_LINE = re.compile(r"title\s*:\s*(.+)$", re.IGNORECASE)
MARKDOWN = re.compile(r"#\s+(.+?)\s*#*$")
TRANSLATION = re.compile(r"\s*\((?:unofficial )?translation\)$", re.IGNORECASE)
# A line with a date behind a bar or a comma, or a greeting.
DATED = re.compile(
    r"[|/–—-]\s*(?:[0-9]{1,2}[.:]|[A-Z][a-z]+ [0-9]{1,2}, [0-9]{4}|[0-9]{1,2} [A-Z][a-z]+ [0-9]{4})|"
    r"^[^0-9]{1,70},?\s[0-9]{1,2}[ ./][\w.]{1,10}[ ./][0-9]{4}$|^\W*(?:dear|excellenc)",
    re.IGNORECASE,
)
MENU = re.compile(r"\s[|/»]\s")
DIVIDED = re.compile(r"[|·•»]")
MARKUP = " \t\r\n*#_>"
# Lines above a headline that are none: menus, marks of a release, dates, addresses, names of sections.
CHROME = re.compile(
    r"(?:home|news|latest news|press|press releases?|media release|news release|news item|editorial|opinion|"
    r"for immediate release|skip to .*|search.*|menu|contact us|get help|scroll to top|follow us|author|published|"
    r"share.*|print.*|back.*|report a crime|category.*|tags?.*|views?.*|photo.*|date.*|source.*|page \d+.*|speech.*|"
    r"admin.*|click here.*|\d+ min read|info(?:rmation)?|statement|transcript|check against delivery|en|"
    r"unofficial translation|contents|table of contents|by .*)",
    re.IGNORECASE,
)
PAGE_TITLE = re.compile(r"\s+[-–—|]\s+(?!.*\s[-–—|]\s).{3,90}$")
RELEASE_MARK = re.compile(r"^for immediate release\s*[:–-]?\s*", re.IGNORECASE)
PERSON_LINE = re.compile(r"^(?:the\s+)?(?:hon|mr|mrs|ms|dr|sen|rep|prof|sir)\b\.?\s", re.IGNORECASE)
LONGEST_TITLE = 330
LONGEST_NAME = 6  # words: "The Hon Ana Maria Rusu MP"
SHORT_LINE = 50  # characters: a line that ends with a year and has a month in it is a dateline if it is no longer
SHORTEST_TITLE = 2  # words
HEAD_BLOCKS = 30
PROSE = 180  # characters: a paragraph that long is text, and no headline stands behind it
LONGEST_COUNTRY_LINE = 90  # characters, the blanks between columns taken in
OPENING = 1200  # characters of the text that count more for its country


class FactFinder:
    """Reads a document's own fields; build it once from `packs`."""

    def __init__(self, packs: Packs, finder: BodyFinder | None = None, cues: Cues | None = None) -> None:
        self._finder = finder or BodyFinder(packs)
        self.places = CountryFinder(packs)
        self._publishers = PublisherFinder(cues or Cues(packs), self._finder)
        self._countries = {name: rule.country for rule in packs.rules(BodyRule) if rule.country for name in rule.names}

    def facts_of(
        self,
        layout: Layout,
        bodies: Sequence[Body],
        given: Given,
        attributions: Sequence[Attribution] = (),
    ) -> Facts:
        """The facts of a document; what `given` states overrides what the text says."""
        title = title_of(layout, bodies)
        issuer = given.issuer or self._publishers.issuer_of(layout, bodies, attributions, title)
        date = given.date or document_date(layout)
        return Facts(
            title=title,
            date=date,
            issuer=issuer,
            reporting_period=given.reporting_period or reporting_period(layout, date),
            country=given.country or self.country_of(layout, title, issuer, bodies),
            language=language_of(layout.shadow),
        )

    def country_of(self, layout: Layout, title: str | None, issuer: str | None, bodies: Sequence[Body]) -> str | None:
        """The country of a heading or the title, else the one that the text names most, else that of the issuer.

        A state's body may report on another state, so its own name in the text says nothing.
        """
        text = list(layout.shadow)
        for body in bodies:
            if body.name in self._countries or body.name == issuer:
                text[body.start : body.end] = " " * (body.end - body.start)
        bare = "".join(text)
        headed = {code for block in layout.blocks if (code := self._heading_country(block, bare))}
        named = self.places.find(self._without_issuer(title or "", issuer))
        for codes in (headed, {place.code for place in named if place.kind != "city"}):
            if len(codes) == 1:
                return codes.pop()
        own = self._countries.get(issuer or "") or self.places.country_of([(issuer or "", 1)])
        most = self.places.country_of([(bare[:OPENING], 2), (bare[OPENING:], 1)])
        cities = {place.code for place in named if place.kind == "city"}
        return most or own or (cities.pop() if len(cities) == 1 else None)

    def _heading_country(self, block: Block, text: str) -> str | None:
        """The country that a heading of its own names ("ARMENIA: Tier 2")."""
        line = text[block.start : block.end]
        found = self.places.find(line) if block.kind == "heading" and len(line) < LONGEST_COUNTRY_LINE else []
        alone = len(found) == 1 and found[0].kind == "name" and not line[: found[0].start].strip()
        return found[0].code if alone and len(words_of(line)) <= 4 else None

    def _without_issuer(self, title: str, issuer: str | None) -> str:
        for body in self._finder.find(title):
            if body.name in self._countries or body.name == issuer:
                title = title.replace(body.text, " ")
        return title


def title_of(layout: Layout, bodies: Sequence[Body] = ()) -> str | None:
    """The headline: the front matter's title, a first-level heading, or a line of its own above the text."""
    blocks = layout.blocks[:HEAD_BLOCKS]
    shown = [plain(layout.shadow[block.start : block.end]) for block in blocks]
    for sign in (TITLE_LINE, MARKDOWN):
        named = next((found for line in shown if (found := sign.match(line))), None)
        if named:
            return named[1].strip("\"' ") or None
    lines = list(_headlines(blocks, shown, bodies)) or list(_headlines(blocks, shown, bodies, plain_lines=True))
    return _unrepeated(lines, bodies)


def _headlines(
    blocks: Sequence[Block], shown: Sequence[str], bodies: Sequence[Body], *, plain_lines: bool = False
) -> Iterable[str]:
    """Lines above the text that may be its headline, in order; with `plain_lines` also those that look like text."""
    for block, whole in zip(blocks, shown, strict=True):
        line = TRANSLATION.sub("", RELEASE_MARK.sub("", whole).strip(MARKUP))
        if _prose(block, line):
            return
        apart = _set_apart(block, line, blocks[0]) or (
            plain_lines and block.kind == "paragraph" and len(line.split()) > 3
        )
        if apart and _headline(line) and not _letterhead(block, line, bodies):
            yield line


def _set_apart(block: Block, line: str, first: Block) -> bool:
    """Whether a block is a heading, or a line that may be one: the first of all, or in capitals for the most part."""
    capitals = [word for word in words_of(line) if word.capital]
    return block.kind == "heading" or (
        block.kind == "paragraph" and (block == first or 2 * len(capitals) > len(words_of(line)))
    )


def _prose(block: Block, line: str) -> bool:
    """Whether a block is running text, behind which no headline of the document stands."""
    sentence = line.endswith((".", ":", "”", '"')) and len(line) > PROSE
    return block.kind in ("paragraph", "list_item") and (
        len(block.sentences) > 1 or sentence or len(line) > LONGEST_TITLE
    )


def _headline(line: str) -> bool:
    words = words_of(line)
    if len(words) < SHORTEST_TITLE or len(line) > LONGEST_TITLE or CHROME.fullmatch(line):
        return False
    if len(MENU.findall(line)) > 1 or (DIVIDED.search(line) and OWN_REPORT.search(line)):
        return False
    if PERSON_LINE.match(line) and len(words) <= LONGEST_NAME:
        return False
    if (
        line[:1].islower()
        or line.endswith((".", ",", ";", ":"))
        or "@" in line
        or "://" in line
        or line.startswith("![")
    ):
        return False
    if len(line) < SHORT_LINE and any(word.bare in CALENDAR for word in words) and line[-4:].isdigit():
        return False
    spoken = [word for word in words if word.bare not in CALENDAR and not word.text[0].isdigit()]
    return len(spoken) >= SHORTEST_TITLE and not DATED.search(line) and sum(map(str.isdigit, line)) < len(line) / 4


def _letterhead(block: Block, line: str, bodies: Sequence[Body]) -> bool:
    """Whether a line is a body's name and little else, or one part of it is."""
    inside = [body for body in bodies if block.start <= body.start < block.end]
    share = 0.35 if DIVIDED.search(line) else 0.7
    return bool(inside) and sum(len(body.text) for body in inside) >= share * len(line)


def _unrepeated(lines: Sequence[str], bodies: Sequence[Body]) -> str | None:
    """The first headline; a page's title that ends with the site's name is taken without it."""
    if not lines:
        return None
    tail = PAGE_TITLE.search(lines[0])
    if tail is None:
        return lines[0]
    bare = lines[0][: tail.start()]
    site = any(body.text in tail[0] for body in bodies)
    return bare if site or bare in lines[1:] else lines[0]
