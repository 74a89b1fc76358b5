"""When two names mean one body: they share their words, apart from small ones and the name of the country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from thbextract.patterns import BodyRule, CountryRule, Packs

SMALL = frozenset(
    ("the", "of", "and", "for", "in", "on", "to", "a", "an", "s", "republic", "kingdom", "state", "federal")
)
"""Words that tell no body of a country from another one; `state` and `federal` count where nothing else is left."""
_WORDS = re.compile(r"[^\W_]+")
Key = frozenset[str]


class Bodies:
    """Finds the key under which all names of a body are the same."""

    def __init__(self, packs: Packs) -> None:
        """Look up names, acronyms and countries once."""
        bodies = [rule for rule in packs.rules(BodyRule) if rule.acronym and rule.names]
        self._long = {str(rule.acronym).casefold(): rule.names[0] for rule in bodies}
        self._names = {name.casefold(): rule.names[0] for rule in bodies for name in rule.names}
        self._countries = country_words(packs)

    def key(self, name: str | None, country: str | None) -> Key | None:
        """The words that tell a body; null for none.

        Args:
            name: as a claim has its issuer.
            country: ISO 3166-1 alpha-2 of the place that the figure is about; its names tell nothing of its bodies.
        """
        if not name:
            return None
        long = self._long.get(name.casefold()) or self._names.get(name.casefold()) or name
        words = frozenset(_words(long))
        telling = words - SMALL - self._countries.get(country or "", frozenset())
        return telling or words


def country_words(packs: Packs) -> dict[str, frozenset[str]]:
    """The words of the names and adjectives of each country, by its ISO 3166-1 alpha-2 code."""
    return {
        rule.code: frozenset(word for name in (*rule.names, *rule.adjectives) for word in _words(name))
        for rule in packs.rules(CountryRule)
    }


def shown(names: Iterable[str]) -> str:
    """The name to show of several that mean one body: the most frequent, and of these the fullest not in capitals."""
    counted = Counter(names)
    return min(counted, key=lambda name: (-counted[name], name.isupper(), -len(name), name))


def _words(name: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(name.replace(".", ""))]
