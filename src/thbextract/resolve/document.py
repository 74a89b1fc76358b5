"""What a document says of itself: title, issuer, country, language (dates and periods: `dates`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from thbextract.normalize.bodies import BodyFinder
from thbextract.normalize.names import words_of
from thbextract.normalize.places import WORLD, Place
from thbextract.patterns import BodyRule, Packs
from thbextract.records import NOTHING_TOLD, Attribution, Block, Body, Facts, Given, Layout
from thbextract.resolve.cues import Cues
from thbextract.resolve.dates import document_date, reporting_period
from thbextract.resolve.language import language_of
from thbextract.resolve.publisher import PublisherFinder
from thbextract.resolve.titles import title_of

LONGEST_COUNTRY_LINE = 90  # characters, the blanks between columns taken in
MANY = 2  # other countries in a text that its money says nothing of
OPENING = 1200  # characters of the text that count more for its country


class FactFinder:
    """Reads a document's own fields; build it once from `packs`."""

    def __init__(self, packs: Packs, finder: BodyFinder | None = None, cues: Cues | None = None) -> None:
        self._finder = finder or BodyFinder(packs)
        cues = cues or Cues(packs)
        self.places = cues.places
        self._publishers = PublisherFinder(cues, self._finder)
        self._outlets = cues.outlets
        self._countries = {name: rule.country for rule in packs.rules(BodyRule) if rule.country for name in rule.names}

    def facts_of(
        self,
        layout: Layout,
        bodies: Sequence[Body],
        given: Given,
        attributions: Sequence[Attribution] = (),
        text: str | None = None,
        told: Facts = NOTHING_TOLD,
    ) -> Facts:
        """The facts of a document; what `given` states overrides what the text says.

        `text` is the document's own text, whose line breaks tell a letterhead from what follows it. `told` is what
        the file says of itself: its title and date are meant for machines and go before what we find in the text;
        the name of a site may be that of a mere host, so the text's own issuer goes before it.
        """
        matter = self._publishers.matter(layout, bodies, text)
        title = told.title or title_of(layout, bodies, matter)
        issuer = given.issuer or self._publishers.issuer_of(matter, bodies, attributions, title) or told.issuer
        date = given.date or told.date or document_date(layout, text)
        return Facts(
            title=title,
            date=date,
            issuer=issuer,
            reporting_period=given.reporting_period or reporting_period(layout, date),
            country=given.country or self.country_of(layout, title, issuer, bodies),
            language=language_of(layout.shadow),
        )

    def is_press(self, issuer: str | None) -> bool:
        """Whether a document tells what others say: its issuer is a newspaper, an agency, or nobody knows."""
        words = words_of(issuer or "")
        ends = {word.bare for word in (*words[:1], *words[-1:])}
        return issuer is None or self._finder.kind_of(issuer) == "media" or bool(ends & self._outlets)

    def country_of(self, layout: Layout, title: str | None, issuer: str | None, bodies: Sequence[Body]) -> str | None:
        """The country of a heading or the title, else the one that the text names most, else that of the issuer.

        A state's body may report on another state, so its own name in the text says nothing.
        """
        own = [(body.start, body.end) for body in bodies if body.name in self._countries or body.name == issuer]
        bare = _blanked(layout.shadow, own)
        places = [place for place in self.places.find(layout.shadow) if bare[place.start] != " "]
        headed = {code for block in layout.blocks if (code := _heading_country(block, bare, places))}
        named = self.places.find(self._without_issuer(title or "", issuer))
        for codes in (headed, {place.code for place in named if place.kind != "city"}):
            if len(codes) == 1:
                return codes.pop()
        told = self.places.country_of(bare, places, OPENING) or self._seat(issuer or "")
        cities = {place.code for place in named if place.kind == "city"}
        return told or (cities.pop() if len(cities) == 1 else None) or self._implied(bare, places, bodies)

    def _seat(self, issuer: str) -> str | None:
        return self._countries.get(issuer) or self.places.country_of(issuer, self.places.find(issuer))

    def _implied(self, text: str, places: Sequence[Place], bodies: Sequence[Body]) -> str | None:
        """The country that money and bodies tell, in a text that names hardly any other."""
        seats = {self._countries[body.name] for body in bodies if body.name in self._countries}
        seat = seats.pop() if len(seats) == 1 and not WORLD.search(text) else None
        told = self.places.country_of_money(text) or seat
        others = {place.code for place in places} - {told}
        return told if len(others) < MANY else None

    def _without_issuer(self, title: str, issuer: str | None) -> str:
        for body in self._finder.find(title):
            if body.name in self._countries or body.name == issuer:
                title = title.replace(body.text, " ")
        return title


def _heading_country(block: Block, text: str, places: Sequence[Place]) -> str | None:
    """The country that a heading of its own names ("ARMENIA: Tier 2")."""
    line = text[block.start : block.end]
    if block.kind != "heading" or len(line) >= LONGEST_COUNTRY_LINE:
        return None
    first = bisect_left(places, block.start, key=attrgetter("start"))
    found = places[first : bisect_left(places, block.end, lo=first, key=attrgetter("start"))]
    alone = len(found) == 1 and found[0].kind == "name" and not text[block.start : found[0].start].strip()
    return found[0].code if alone and len(words_of(line)) <= 4 else None


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with stretches of it blank, as long as it was."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [text[at:start], " " * (end - max(start, at))]
        at = max(at, end)
    return "".join([*pieces, text[at:]])
