"""Countries in a text: their names, their cities, their adjectives, and the world."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from thbextract.normalize.names import CALENDAR, POSSESSIVES, WORD, Word, touching, word_of, words_of
from thbextract.normalize.shortcuts import LONGEST_KEPT, of_the_last, remembered
from thbextract.normalize.sieve import sieve
from thbextract.patterns import CountryRule, CurrencyRule, Packs

PlaceKind = Literal["name", "city", "adjective"]
Phrase = tuple[tuple[str, ...], str, PlaceKind]  # the words of a name, its country, what it is
# Not "World Day", "World Bank".
_NAMES = r"(?!\s(?:day|bank|cup|health|vision|food|war|trade|congress|forum)\b)"
WORLD = sieve(rf"\b(?:worldwide|world{_NAMES}|globally|global|across the globe)\b", re.IGNORECASE)
# Money that people count in anywhere: it says nothing of a place.
WORLD_MONEY = frozenset(("USD", "EUR"))
SCALE = r"(?i:\s*(?:thousand|million|billion|mln|bn|m|k|lakh|lakhs|crore|crores)\b)?"
# A number with the sign before it, or with a scale and the word or two behind it.
AMOUNT = re.compile(
    rf"(?<!\w)([A-Za-z]{{1,3}}[^\w\s,.;:()]?|[^\w\s,.;:()])\s?(?=[0-9])|[0-9]{SCALE}\s{{0,3}}([^\W\d_]+)(?:\s([^\W\d_]+))?"
)
# A country behind one of these is where the figure is from, and not where somebody was born.
LOCATIVES = frozenset(("in", "within", "across", "throughout", "inside"))
# What stands between two countries of one list ("from Nepal (11), Uganda and Brazil").
LISTED = re.compile(r"(?:\s*\([^()]{1,20}\))?\s*(?:,|,?\s+and|,?\s+or|&)\s+(?:the\s+)?")
# What is named after a city without being there ("Palermo Protocol").
PAPERS = re.compile(
    r"\s+(?:\w+\s+)?(?:Process|Protocol|Convention|Declaration|Agreement|Treaty|Principles|Ministerial|Conference)\b"
)
WAYS = frozenset(("from", "to", "towards"))
# What a country's adjective stands before when it is the country that acts.
ACTING = re.compile(
    r"\s+(?:[A-Z]|police|government|authorit|official|court|prosecut|minist|law|state|parliament|border|soil|judge|media)"
)
DOLLARS = re.compile(r"\$|\s+[Dd]ollars?\b")  # "US dollars" are no mention of a country
FIRST_NAMES = frozenset(("chad", "jordan", "georgia"))  # countries that are names of people and of a state too
OBLIQUE = frozenset(("from", "of", "to", "with", "between", "and", "or", "against", "by", "for", "than"))


@dataclass(frozen=True, slots=True)
class Place:
    """A country named in a text: ISO 3166-1 alpha-2 `code`, and how it is named."""

    start: int
    end: int
    code: str
    kind: PlaceKind
    before: str = ""


LONGEST_LABEL = 50  # characters before the colon


class CountryFinder:
    """Finds countries by the vocabulary of `packs`."""

    def __init__(self, packs: Packs) -> None:
        self._find = remembered(512)(self._places)
        self._find_in_document = of_the_last(self._places)
        self._phrases: dict[str, list[Phrase]] = {}
        for rule in packs.rules(CountryRule):
            self._add(rule.names, rule.code, "name")
            self._add(rule.cities, rule.code, "city")
            self._add(rule.adjectives, rule.code, "adjective")
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
        # By the first word as it may stand in a text, with the endings that a word is looked up without.
        self._openings = {
            form + ending: phrases
            for phrases in self._phrases.values()
            for words, _, _ in phrases
            for form in (words[0], words[0].upper())
            for ending in ("", "'", "’", *POSSESSIVES)
        }
        self._money = {
            name.lower(): rule.countries[0]
            for rule in packs.rules(CurrencyRule)
            if rule.countries and rule.code not in WORLD_MONEY
            for name in (*rule.signs, *rule.names, *rule.plurals)
        }
        shared = {name.lower() for rule in packs.rules(CurrencyRule) for name in rule.shared if "$" not in name}
        self._money |= dict.fromkeys(shared - self._money.keys() - {"dollar", "dollars"}, "")
        codes = {rule.code: rule.countries[0] for rule in packs.rules(CurrencyRule) if rule.countries}
        self._codes = {code: seat for code, seat in codes.items() if code not in WORLD_MONEY}

    def _add(self, names: Iterable[str], code: str, kind: PlaceKind) -> None:
        for name in names:
            words = tuple(word.text for word in words_of(name))
            self._phrases.setdefault(words[0].lower(), []).append((words, code, kind))

    def find(self, text: str) -> tuple[Place, ...]:
        """The countries that `text` names, in order."""
        return self._find(text) if len(text) <= LONGEST_KEPT else self._find_in_document(text)

    def _places(self, text: str) -> tuple[Place, ...]:
        matches = list(WORD.finditer(text))
        found: list[Place] = []
        free = 0
        for at in [at for at, match in enumerate(matches) if match[0] in self._openings]:
            if at < free:
                continue
            phrases = self._openings[matches[at][0]]
            first = max(0, at - 2)
            words = [word_of(match) for match in matches[first : at + len(phrases[0][0]) + 1]]
            place, size = _at(text, words, at - first, phrases)
            if place:
                free = at + size
                listed = found and LISTED.fullmatch(text, found[-1].end, place.start)
                found.append(replace(place, before=found[-1].before) if listed else place)
        return tuple(found)

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

    def label_of(self, line: str) -> str | None:
        """The country that labels a line ("Norway: 3 arrests"), null if none does."""
        head, colon, _ = line[:LONGEST_LABEL].partition(":")
        named = self.find(head) if colon else []
        if len(named) != 1 or named[0].kind != "name":
            return None
        rest = head[: named[0].start] + head[named[0].end :]
        return None if any(map(str.isalpha, rest)) else named[0].code

    def country_of(self, text: str, places: Iterable[Place], opening: int = 0) -> str | None:
        """The country that a text is about: one that has most of the mentions, else null.

        Where people come from or go to is left out. Their nationality counts only if no place is named: "Dutch
        police" counts, "12 Dutch women" not. A text that speaks of the world oftener is about none.

        Args:
            text: the text.
            places: those of its countries that count.
            opening: among so many characters at its beginning, a mention counts twice.
        """
        votes: Counter[str] = Counter()
        people: Counter[str] = Counter()
        for place in places:
            treaty = PAPERS.match(text, place.end) if place.kind == "city" else None
            if treaty or place.before in WAYS:
                continue
            acts = place.kind != "adjective" or ACTING.match(text, place.end)
            (votes if acts else people)[place.code] += 2 if place.start < opening else 1
        world = len(WORLD.findall(text)) + len(WORLD.findall(text[:opening]))
        return _leading(votes, world) if votes else _leading(people, max(world, FEW))

    def country_of_money(self, text: str) -> str | None:
        """The country whose currency the amounts in a text are in; null where they are in several."""
        seats = (self._seat(amount) for amount in AMOUNT.finditer(text))
        found = {seat for seat in seats if seat is not None}
        return (found.pop() or None) if len(found) == 1 else None

    def _seat(self, amount: re.Match[str]) -> str | None:
        """The country of an amount's currency, empty if several have one of that name, null if it is no money."""
        sign, name, longer = amount.groups()
        for unit in (sign, f"{name} {longer}" if longer else None, name):
            if unit in self._codes:  # "ALL" is a code, "all" is none
                return self._codes[unit]
            low = (unit or "").lower()
            if low and (low in self._money or low.removesuffix("s") in self._money):
                return self._money.get(low, self._money.get(low.removesuffix("s")))
        return None


def _leading(votes: Counter[str], needed: int) -> str | None:
    """The country with a clear share of the votes, more than `needed` of them, and clearly more than the next one."""
    ranked = votes.most_common(2)
    if not ranked:
        return None
    best, most = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    share = most / votes.total()
    return best if share >= PLURALITY and most >= LEAD * second and most > needed else None


FEW = 1  # mentions of a people that say nothing of where the text is about
# A release on one country names its neighbours and partners too, so a half of the mentions is too much to ask; two
# countries that are named nearly as often mean neither.
PLURALITY = 0.4
LEAD = 1.5


def _at(text: str, words: Sequence[Word], at: int, phrases: Iterable[Phrase]) -> tuple[Place | None, int]:
    """The country that one of `phrases` names at the word `at`, and how many words name it."""
    for name, code, kind in phrases:
        last = at + len(name) - 1
        if last >= len(words) or not _matches(text, words, at, name):
            continue
        if DOLLARS.match(text, words[last].end) or (words[at].bare in FIRST_NAMES and _personal(text, words, at)):
            continue
        before = words[at - 1].bare if at and words[at - 1].bare != "the" else words[at - 2].bare if at > 1 else ""
        return Place(words[at].start, words[last].end, code, kind, before), len(name)
    return None, 1


def _personal(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether "Jordan" is a person's name or "Georgia" the state: a capitalised word touches it."""
    right = at + 1 < len(words) and touching(text, words[at], words[at + 1]) and words[at + 1].capital
    left = at > 0 and words[at - 1].capital and text[words[at - 1].stop : words[at].start] in (" ", ", ")
    named = right and words[at + 1].bare not in CALENDAR and not words[at].possessive
    return named or (left and words[at - 1].bare not in ("republic", "mr", "and"))


def _matches(text: str, words: Sequence[Word], at: int, name: tuple[str, ...]) -> bool:
    for i, part in enumerate(name):
        word = words[at + i]
        if word.text not in (part, part.upper()) or (i and not touching(text, words[at + i - 1], word)):
            return False
    return True
