"""The words that bodies' names are made of, read from packs once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from thbextract.normalize.names import words_of
from thbextract.patterns import BodyRule, CountryRule, CueRule, Packs

# Kinds of a body rule whose `heads` are no heads of names, but words that the grammar of names treats apart.
_APART = "generic portfolio rank instrument introduction desk territory lone army placed named post organisation"
APART = frozenset(_APART.split())
_PEOPLE = "head|director|founder|member|manager|officer|woman|man|lawyer|worker|leader|president|chair|spokes\\w+"


class BodyWords:
    """Heads, names and small words by what they do in a name; it holds no state of a text."""

    def __init__(self, packs: Packs) -> None:
        rules = packs.rules(BodyRule)

        def apart(kind: str) -> frozenset[str]:
            return frozenset(word.lower() for rule in rules if rule.kind == kind for word in rule.heads)

        self.heads = {head.lower(): rule.kind for rule in rules if rule.kind not in APART for head in rule.heads}
        self.generic = by_first(head for rule in rules if rule.kind == "generic" for head in rule.heads)
        self.names = by_first(name for rule in rules for name in (*rule.names, rule.acronym or ""))
        self.long_forms = {rule.acronym: rule.names for rule in rules if rule.acronym}
        self.known = {name.lower(): rule for rule in rules for name in (*rule.names, rule.acronym or "") if name}
        self.portfolios, self.ranks, self.army = apart("portfolio"), apart("rank"), apart("army")
        self.instruments, self.introductions = apart("instrument"), apart("introduction")
        self.desks, self.territories = apart("desk"), apart("territory")
        self.lone, self.placed, self.named = apart("lone"), apart("placed"), apart("named")
        self.posts = apart("post")
        kinds = "|".join(re.escape(word) for word in sorted(apart("organisation"), key=lambda word: (-len(word), word)))
        # "…, a London-based charity that …" behind a name; a role, "a charity worker", is none.
        self.apposed = re.compile(
            rf",\s+(?:an?|the)\s+(?:(?!(?:of|at|for|from|with|in|who|{_PEOPLE})\b)[\w'’-]+\s+){{0,5}}?(?:{kinds})"
            r"(?=\s?[,.;:)—–]|\s+(?:that|which|\w+ing|based|dedicated|for|of|in|with|on|at|to|run|led|founded|set|"
            r"focused|has|had|is|was|said|says|told)\b)",
            re.IGNORECASE,
        )
        self.roles = {word for rule in packs.rules(CueRule) if rule.kind == "role" for word in rule.words}
        self.titles = {word.lower() for rule in packs.rules(CueRule) if rule.kind == "title" for word in rule.words}
        self.headings = {
            word for rule in packs.rules(CueRule) if rule.kind in ("section", "common") for word in rule.words
        } | {"more", "other", "top", "world", "good", "bad", "fake", "recent", "all"}
        countries = packs.rules(CountryRule)
        self.adjectives = {word.lower() for rule in countries for word in rule.adjectives}
        self.places = {word.lower() for rule in countries for word in rule.names}
        self.localities = {word for rule in countries for word in (*rule.names, *rule.cities)}


def by_first(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases as words, by the lower-case form of their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(word.text for word in words_of(phrase))
        if words:
            found.setdefault(words[0].lower(), []).append(words)
    for names in found.values():
        names.sort(key=len, reverse=True)
    return found
