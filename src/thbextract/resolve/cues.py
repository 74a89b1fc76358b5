"""The vocabulary of attribution, compiled from packs once: verbs of saying, "according to", titles, roles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from thbextract.normalize.inflect import verb_forms
from thbextract.normalize.places import CountryFinder
from thbextract.normalize.shortcuts import SHORTCUTS, small
from thbextract.normalize.sieve import Sieve, sieve
from thbextract.patterns import BodyRule, CueRule, Packs

# Past forms that are base forms too: "the Ministry put the number at …".
LIKE_BASES = ("say", "put")
# What a body hands over when it tells something.
HANDED_OVER = r"(?:information|data|figures|statistics|numbers|estimates|details)"


_WORDS = re.compile(r"[^\W_]+")


class Opened:
    """An expression that begins with one of some words, in either case, and is tried only where they stand.

    To try hundreds of words at each place of a text costs fifty times as much as to look up each word of the text.
    """

    def __init__(self, pattern: str, phrases: Iterable[str]) -> None:
        self.pattern = pattern
        self._compiled = re.compile(pattern, re.IGNORECASE)
        self.openings = {opening[0].lower() for phrase in phrases if (opening := _WORDS.match(phrase))}

    def within(self, text: str, places: Sequence[int], start: int, end: int) -> Iterator[re.Match[str]]:
        """What `re.finditer` gives between two offsets; `places` are those that `places_of` gives for the text."""
        if not SHORTCUTS.on:
            yield from self._compiled.finditer(text, start, end)
            return
        free = start
        for at in places[bisect_left(places, start) : bisect_left(places, end)]:
            match = self._compiled.match(text, at, end) if at >= free else None
            if match:
                free = match.end()
                yield match

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        if not SHORTCUTS.on:
            return self._compiled.search(text)
        starts = (word.start() for word in _WORDS.finditer(small(text)) if word[0] in self.openings)
        return next((match for at in starts if (match := self._compiled.match(text, at))), None)


def places_of(text: str, *expressions: Opened) -> list[list[int]]:
    """Where in a text each of some expressions may match, found in one walk over its words."""
    wanted = frozenset().union(*(expression.openings for expression in expressions))
    words = [(word.start(), word[0]) for word in _WORDS.finditer(small(text)) if word[0] in wanted]
    return [[at for at, word in words if word in expression.openings] for expression in expressions]


class Cues:
    """Cue words by kind, and the expressions made of them; they hold no state of a text."""

    def __init__(self, packs: Packs) -> None:
        rules = packs.rules(CueRule)

        def words(kind: str) -> list[str]:
            return [word for rule in rules if rule.kind == kind for word in rule.words]

        self.material = frozenset(words("material"))
        self.titles = frozenset(word.lower() for word in words("title"))
        self.roles = frozenset(word.lower() for word in words("role"))
        self.linking, self.leading = frozenset(words("linking")), frozenset(words("leading"))
        self.particles, self.suffixes = frozenset(words("particle")), frozenset(words("suffix"))
        self.politicians = frozenset(words("politician"))
        self.introductions = {
            word for rule in packs.rules(BodyRule) if rule.kind == "introduction" for word in rule.heads
        }
        self.instruments = {word for rule in packs.rules(BodyRule) if rule.kind == "instrument" for word in rule.heads}
        self.places = CountryFinder(packs)
        says, shows = words("says"), words("shows")
        self.bases = frozenset(verb for verb in says if verb not in LIKE_BASES)
        hands_over = rf"(?:{_alternatives(_finite(words('hands_over'), packs))})\s+(?:[\w-]+\s+){{0,3}}?{HANDED_OVER}"
        said = {*_finite(says, packs), *words("says_phrase")}
        self.says = Opened(
            rf"\b(?:{hands_over}|{_alternatives(said)})\b", {*said, *_finite(words("hands_over"), packs)}
        )
        speaks = _finite(words("speaks"), packs)
        self.speaks = _opened(speaks)
        self.shows = rf"\b(?:{_alternatives(_finite(shows, packs))})\b"
        self.according = Opened(rf"\b(?:{_alternatives(words('according'))})\s+", words("according"))
        # Words that may stand between a speaker and the verb: "the Trust's deputy director has today said".
        posts = _alternatives({*words("role"), *words("unit")})
        self.before_verb = re.compile(
            rf"(?:(?:['’]s?\s+(?:[\w-]+\s+){{0,8}}?|\s+(?:[a-z-]+\s+){{0,3}}?)(?:{posts})s?\b)?"
            rf"(?:[\s,)Â]|\([^()]{{1,40}}\)|\bin\s+(?-i:[A-Z])\w+|\b(?:{_alternatives(words('before_verb'))})\b)*",
            re.IGNORECASE,
        )
        self._compile_material()
        self._compile_publisher(words, packs)

    def _compile_material(self) -> None:
        """Expressions around "data", "report", "figures": whose they are, and who has issued them."""
        material = _alternatives(self.material)
        between = r"(?:(?!(?:in|of|on|for|to|with|and)\b)[\w-]+\s+){0,3}?"
        self.owned = re.compile(rf"\s+{between}(?:{material})\b", re.IGNORECASE)
        self.given_by = sieve(
            rf"\b(?:{material}),?\s+(?:(?:\w+ed|given|shown|seen)\s+(?:(?:on|in|this|last)\s+\w+\s+|today\s+|yesterday\s+)?)?"
            r"(?:from|of|by|in|issued by|released by)\s+(?:the\s+|a\s+|an\s+)?"
            r"(?:recent\s+|latest\s+|annual\s+|[0-9]{4}\s+)?$",
            re.IGNORECASE,
        )
        self.acronym_report = re.compile(rf"\b([A-Z]{{3,8}})\s+(?:{material})\b")
        self.data_from = Opened(
            rf"\b(?:{material})\s+(?:\w+ed\s+)?(?:from|by)\s+(?=(?:the\s+|a\s+)?[A-Z])", self.material
        )
        self.name_data = sieve(rf"\b([A-Z]\w+(?:\s+[A-Z]\w+){{0,5}})(?:'s|’s)?\s+(?:{material})\s+(?={self.shows})")
        # How a sentence goes on behind data that carry it: "based on …, …", "… show".
        self.leads_to = re.compile(rf"[^.;]{{0,60}},|[^.]{{0,100}}?\b{self.shows}", re.IGNORECASE)
        self.then_shows = re.compile(rf"(?:\s+\w+){{0,4}}\s+{self.shows}", re.IGNORECASE)

    def _compile_publisher(self, words: Callable[[str], list[str]], packs: Packs) -> None:
        """Words and expressions of letterheads, bylines and the first sentences of releases."""
        self.release = [word.lower() for word in words("release")]
        self.papers, self.outlets = frozenset(words("paper")), frozenset(words("outlet"))
        self.sections, self.common = frozenset(words("section")), frozenset(words("common"))
        self.aside = re.compile(rf"\W*(?:{_alternatives(words('aside'))})(?!\w)", re.IGNORECASE)
        self.menus = frozenset(words("menu"))
        self.own_paper = _any(words("own_paper"))
        announcing = _finite((word for word in words("announces") if " " not in word), packs)
        self.announces = _any({*announcing, *words("announces")})
        self.publishes = re.compile(
            r"\s+(?:\([^)]*\)\s*)?(?:(?:today|yesterday|has|on \w+day)\s+)*"
            rf"(?:{_alternatives(announcing - set(words('announces')))})\b"
        )
        self.press = _opened(words("press"))
        self.informs = _any(words("informs"))
        self.issues, self.issued = frozenset(words("issues")), frozenset(words("issued"))
        self.leads = re.compile(rf"\b(?:{_alternatives(words('leads'))})\s+(?:the\s+)?", re.IGNORECASE)
        year = r"(?:\s*:)?\s*(?:©\s*)?(?:[0-9–-]{4,9},?\s*)?"
        publisher = _alternatives(words("publisher"))
        self.byline = sieve(
            rf"(?:\b|(?=©))(?:{publisher}){year}|(?P<by>^\W*(?:(?:posted|written|submitted|filed|story|report|reported|words)\s+)?by\s+)",
            re.IGNORECASE,
        )
        self.republished = sieve(rf"\b(?:{_alternatives(words('republished'))})\s+", re.IGNORECASE)
        self.source = re.compile(rf"^\W*(?:{_alternatives(words('source'))})\s*:\W*", re.IGNORECASE)
        self.author = re.compile(rf"^\W*(?:{_alternatives(words('author'))})\s*:\W*", re.IGNORECASE)
        self.own_desk = sieve(rf"(?:['’]s?)?\s+(?:{_alternatives(words('own_desk'))})\s*:", re.IGNORECASE)


def _finite(verbs: Iterable[str], packs: Packs) -> set[str]:
    """The forms of verbs that a subject can have: all but "-ing"."""
    forms = packs.forms
    return {form for verb in verbs for form in verb_forms(verb, forms) if not form.split()[0].endswith("ing")}


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))


def _opened(phrases: Iterable[str]) -> Opened:
    phrases = set(phrases)
    return Opened(rf"\b(?:{_alternatives(phrases)})\b", phrases)


def _any(words: Iterable[str]) -> Sieve:
    return sieve(rf"\b(?:{_alternatives(words)})\b", re.IGNORECASE)
