"""What a document says of itself: title, issuer, country, language (dates and periods: `dates`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from thbextract.normalize.bodies import BodyFinder
from thbextract.normalize.names import CALENDAR, plain, words_of
from thbextract.normalize.places import CountryFinder
from thbextract.patterns import BodyRule, Packs
from thbextract.records import Attribution, Block, Body, Facts, Given, Layout
from thbextract.resolve.language import language_of
from thbextract.resolve.publisher import PublisherFinder
from thbextract.resolve.voices import Cues

FRONT_MATTER = re.compile(r"^\W{0,4}---\s*?\n(.{0,3000}?)\n---", re.DOTALL)
TITLE_LINE = re.compile(r"^title\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
MARKDOWN = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)
MARKUP = " \t\r\n*#_>"
# Lines above a headline that are none: menus, marks of a release, dates, addresses, names of sections.
CHROME = re.compile(
    r"(?:home|news|latest news|press|press release|media release|news release|news item|editorial|opinion|for immediate release|skip to .*|search.*|menu|contact us|get help|"
    r"scroll to top|follow us|author|published|share.*|print.*|back.*|report a crime|press releases?|category.*|tags?.*|views?.*|photo.*|date.*|source.*|page \d+.*|speech.*|"
    r"admin.*|click here.*|\d+ min read|info(?:rmation)?|statement|transcript|check against delivery|en|unofficial translation|contents|table of contents|by .*)",
    re.IGNORECASE,
)
PAGE_TITLE = re.compile(r"\s+[-–—|]\s+[^-–—|]{3,90}$")
RELEASE_MARK = re.compile(r"^for immediate release\s*[:–-]?\s*", re.IGNORECASE)
PERSON_LINE = re.compile(r"^(?:the\s+)?(?:hon|mr|mrs|ms|dr|sen|rep|prof|sir)\b\.?\s", re.IGNORECASE)
LONGEST_TITLE = 330
SHORTEST_TITLE = 2  # words
HEAD_BLOCKS = 30
PROSE = 180  # characters: a paragraph that long is text, and no headline stands behind it
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
        *,
        date: str | None = None,
        reporting_period: str | None = None,
    ) -> Facts:
        """The facts of a document; what `given` states overrides what the text says.

        `date` and `reporting_period` are what `dates` found.
        """
        title = title_of(layout, bodies)
        issuer = given.issuer or self._publishers.issuer_of(layout, bodies, attributions, title)
        return Facts(
            title=title,
            date=given.date or date,
            issuer=issuer,
            reporting_period=given.reporting_period or reporting_period,
            country=given.country or self.country_of(layout, title, issuer),
            language=language_of(layout.shadow),
        )

    def country_of(self, layout: Layout, title: str | None, issuer: str | None) -> str | None:
        """The country of the title, else of the issuer, else the one that the text names most."""
        told = {place.code for place in self.places.find(title or "")}
        own = self._countries.get(issuer or "") or self.places.country_of([(issuer or "", 1)])
        if len(told) == 1:
            return told.pop()
        if own and (not told or own in told):
            return own
        text = layout.shadow
        return self.places.country_of([(text[:OPENING], 2), (text[OPENING:], 1)])


def title_of(layout: Layout, bodies: Sequence[Body] = ()) -> str | None:
    """The headline of a document: its front matter's title, a first-level heading, or a line of its own above the text."""
    text = layout.shadow
    front = FRONT_MATTER.match(text)
    named = TITLE_LINE.search(front[1]) if front else TITLE_LINE.match(text.lstrip())
    if named:
        return plain(named[1]).strip("\"'") or None
    marked = MARKDOWN.search(text)
    if marked and (plain(marked[1])):
        return plain(marked[1]).strip(MARKUP)
    lines = list(_headlines(layout, bodies))
    return _unrepeated(lines)


def _headlines(layout: Layout, bodies: Sequence[Body]) -> Iterable[str]:
    """Lines above the text that may be its headline, in order."""
    text = layout.shadow
    for block in layout.blocks[:HEAD_BLOCKS]:
        shown = plain(text[block.start : block.end])
        line = RELEASE_MARK.sub("", shown).strip(MARKUP)
        if _prose(block, line):
            return
        if block.kind in ("table_row", "list_item") or not _headline(line):
            continue
        if not _letterhead(block, line, bodies):
            yield line


def _prose(block: Block, line: str) -> bool:
    return block.kind == "paragraph" and (len(block.sentences) > 1 or (len(line) > PROSE and line.endswith((".", ":", "”", '"'))) or len(line) > LONGEST_TITLE)


def _headline(line: str) -> bool:
    words = words_of(line)
    if len(words) < SHORTEST_TITLE or len(line) > LONGEST_TITLE or CHROME.fullmatch(line) or PERSON_LINE.match(line):
        return False
    if line[:1].islower() or line.endswith((".", ",", ";", ":")) or "@" in line or "://" in line or line.startswith("!["):
        return False
    spoken = [word for word in words if word.bare not in CALENDAR and not word.text[0].isdigit()]
    return len(spoken) >= SHORTEST_TITLE and sum(map(str.isdigit, line)) < len(line) / 4


def _letterhead(block: Block, line: str, bodies: Sequence[Body]) -> bool:
    """Whether a line is a body's name and little else."""
    inside = [body for body in bodies if block.start <= body.start < block.end]
    return bool(inside) and sum(len(body.text) for body in inside) >= 0.7 * len(line)


def _unrepeated(lines: Sequence[str]) -> str | None:
    """The first headline; a page's title that the page repeats without the site's name is taken without it."""
    if not lines:
        return None
    first = lines[0]
    bare = PAGE_TITLE.sub("", first)
    return bare if bare != first and (bare in lines[1:] or len(words_of(bare)) > 4) else first
