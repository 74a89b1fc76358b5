"""Countries in a text: their names, their cities, their adjectives, and the world."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from thbextract.normalize.names import CALENDAR, Word, touching, words_of
from thbextract.patterns import CountryRule, Packs

PlaceKind = Literal["name", "city", "adjective"]
WORLD = re.compile(r"\b(?:worldwide|world|globally|global|across the globe)\b", re.IGNORECASE)
# A country behind one of these is where the figure is from, and not where somebody was born.
LOCATIVES = frozenset("in within across throughout inside".split())
# What stands between two countries of one list ("from Nepal (11), Uganda and Brazil").
LISTED = re.compile(r"(?:\s*\([^()]{1,20}\))?\s*(?:,|,?\s+and|,?\s+or|&)\s+(?:the\s+)?")
# What is named after a city without being there ("Palermo Protocol").
PAPERS = re.compile(
    r"\s+(?:\w+\s+)?(?:Process|Protocol|Convention|Declaration|Agreement|Treaty|Principles|Ministerial|Conference)\b"
)
WAYS = frozenset("from to towards".split())
# What a country's adjective stands before when it is the country that acts.
ACTING = re.compile(
    r"\s+(?:[A-Z]|police|government|authorit|official|court|prosecut|minist|law|state|parliament|border|soil|judge|media)"
)
FIRST_NAMES = frozenset("chad jordan georgia".split())  # countries that are names of people and of a state too
OBLIQUE = frozenset("from of to with between and or against by for than".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A country named in a text: ISO 3166-1 alpha-2 `code`, and how it is named."""

    start: int
    end: int
    code: str
    kind: PlaceKind
    before: str = ""


class CountryFinder:
    """Finds countries by the vocabulary of `packs`."""

    def __init__(self, packs: Packs) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], str, PlaceKind]]] = {}
        for rule in packs.rules(CountryRule):
            self._add(rule.names, rule.code, "name")
            self._add(rule.cities, rule.code, "city")
            self._add(rule.adjectives, rule.code, "adjective")
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def _add(self, names: Iterable[str], code: str, kind: PlaceKind) -> None:
        for name in names:
            words = tuple(word.text for word in words_of(name))
            self._phrases.setdefault(words[0].lower(), []).append((words, code, kind))

    def find(self, text: str) -> list[Place]:
        """The countries that `text` names, in order."""
        words = words_of(text)
        found: list[Place] = []
        at = 0
        while at < len(words):
            place, size = self._at(text, words, at)
            if place:
                listed = found and LISTED.fullmatch(text, found[-1].end, place.start)
                found.append(replace(place, before=found[-1].before) if listed else place)
            at += size
        return found

    def _at(self, text: str, words: list[Word], at: int) -> tuple[Place | None, int]:
        for name, code, kind in self._phrases.get(words[at].bare, ()):
            last = at + len(name) - 1
            if last < len(words) and _matches(text, words, at, name):
                money = text[words[last].end : words[last].end + 1] == "$"
                if money or (words[at].bare in FIRST_NAMES and _personal(text, words, at)):
                    continue
                before = (
                    words[at - 1].bare if at and words[at - 1].bare != "the" else words[at - 2].bare if at > 1 else ""
                )
                return Place(words[at].start, words[last].end, code, kind, before), len(name)
        return None, 1

    def place_of(self, sentence: str, default: str | None) -> str | None:
        """The country that the figures of a sentence are about, else `default`; null for the world.

        A country behind "in" decides, then one that acts ("Kenya convicted …"); where people come from or
        go to does not ("girls from Nepal").
        """
        places = [place for place in self.find(sentence) if place.kind != "adjective"]
        inside = {place.code for place in places if place.before in LOCATIVES}
        if not inside:
            inside = {place.code for place in places if place.kind == "name" and place.before not in OBLIQUE}
        if inside:
            return inside.pop() if len(inside) == 1 else default if default in inside else None
        return None if WORLD.search(sentence) else default

    def country_of(self, texts: Iterable[tuple[str, int]]) -> str | None:
        """The country that texts (each with its weight) are about: one that has most of the mentions, else null.

        Where people come from or go to is left out, and so is their nationality: "Dutch police" counts,
        "12 Dutch women" does not.
        """
        votes: dict[str, int] = {}
        for text, weight in texts:
            for place in self.find(text):
                treaty = PAPERS.match(text, place.end) if place.kind == "city" else None
                if (
                    not treaty
                    and place.before not in WAYS
                    and (place.kind != "adjective" or ACTING.match(text, place.end))
                ):
                    votes[place.code] = votes.get(place.code, 0) + weight
        ranked = sorted(votes.items(), key=lambda vote: -vote[1])
        if not ranked:
            return None
        best, most = ranked[0]
        second = ranked[1][1] if len(ranked) > 1 else 0
        share = most / sum(votes.values())
        return best if share >= PLURALITY and most >= LEAD * second else None


# A release on one country names its neighbours and partners too, so a half of the mentions is too much to ask; two
# countries that are named nearly as often mean neither.
PLURALITY = 0.4
LEAD = 1.5


def _personal(text: str, words: list[Word], at: int) -> bool:
    """Whether "Jordan" is a person's name or "Georgia" the state: a capitalised word touches it."""
    right = at + 1 < len(words) and touching(text, words[at], words[at + 1]) and words[at + 1].capital
    left = at > 0 and words[at - 1].capital and text[words[at - 1].stop : words[at].start] in (" ", ", ")
    named = right and words[at + 1].bare not in CALENDAR and not words[at].possessive
    return named or (left and words[at - 1].bare not in ("republic", "mr", "and"))


def _matches(text: str, words: list[Word], at: int, name: tuple[str, ...]) -> bool:
    for i, part in enumerate(name):
        word = words[at + i]
        if word.text not in (part, part.upper()) or (i and not touching(text, words[at + i - 1], word)):
            return False
    return True
