"""The packs' nouns, verbs, actions and features as one look-up over the tokens of a sentence.

spaCy's PhraseMatcher finds the same, but to build it for 5,000 forms costs 0.1 s of every run (measured
against 0.02 s here), which a short run on one press release can't spare.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from thbextract.normalize.inflect import VerbForm, noun_forms, plural, verb_forms
from thbextract.patterns import (
    CountryRule,
    FeatureRule,
    NounRule,
    Packs,
    Rule,
    StatusRule,
    TermRule,
    VerbRule,
)

if TYPE_CHECKING:
    from spacy.language import Language

DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
Table = Literal["noun", "verb", "action", "feature", "status", "term"]
Form = tuple[tuple[str, ...], Table, tuple["Entry", ...]]
Met = tuple[tuple[str, ...], Table, tuple["Entry", ...], frozenset[VerbForm]]


@dataclass(slots=True)
class Entry:
    """What one surface form stands for: its rule, its lemma, and for verbs and nouns which form it is."""

    rule: Rule
    lemma: str
    forms: frozenset[VerbForm] = frozenset()
    plural: bool = False


class Hit(NamedTuple):
    """Tokens `start` to `end` of a sentence that the lexicon knows, with all that they may stand for.

    `forms` are all that a verb form can be.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    forms: frozenset[VerbForm] = frozenset()

    @property
    def lemma(self) -> str:
        """Lemma of the first entry; all entries of one verb form share it but for homographs."""
        return self.entries[0].lemma


class Lexicon:
    """Surface forms of all rules, found in one pass over a sentence.

    `complements` has what the verbs of a rule ask for, under its first word and the longest first.
    """

    def __init__(self, nlp: Language, packs: Packs) -> None:
        self._entries: dict[Table, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        self.complements: dict[str, dict[str, list[list[str]]]] = {}
        self._fill(nlp, packs)
        self._index: dict[str, list[Form]] = defaultdict(list)
        self._met: dict[str, dict[str, list[Met]]] = {}
        for table, forms in self._entries.items():
            for form, entries in forms.items():
                words = _tokens(nlp, form)
                self._index[words[0]].append((words, table, tuple(entries)))

    def _fill(self, nlp: Language, packs: Packs) -> None:
        irregular = packs.forms
        for noun in packs.by_precedence(NounRule):
            for word in noun.words:
                singular, *plurals = noun_forms(word, irregular)
                self._add("noun", singular, Entry(noun, word, plural=singular in plurals))
                for form in plurals:
                    self._add("noun", form, Entry(noun, word, plural=True))
        for verb in packs.by_precedence(VerbRule):
            self._fill_verb(nlp, verb, irregular)
        for country in packs.rules(CountryRule):
            self._fill_demonyms(country, packs)
        plain: tuple[tuple[Table, Sequence[FeatureRule | StatusRule | TermRule]], ...] = (
            ("feature", packs.by_precedence(FeatureRule)),
            ("status", packs.by_precedence(StatusRule)),
            ("term", packs.by_precedence(TermRule)),
        )
        for table, rules in plain:
            for rule in rules:
                for word in rule.words:
                    self._add(table, word.lower(), Entry(rule, word))

    def _fill_verb(self, nlp: Language, rule: VerbRule, irregular: Mapping[str, tuple[str, ...]]) -> None:
        for verb in rule.verbs:
            for form, kinds in verb_forms(verb, irregular).items():
                self._add("verb", form, Entry(rule, verb, frozenset(kinds)))
        for action in rule.actions:
            noun, *rest = action.lower().split(" ")
            for form in {noun, plural(noun)}:
                self._add("action", " ".join([form, *rest]), Entry(rule, noun))
        complements = {word.lower() for word in rule.complements}
        forms = complements | {plural(word) for word in complements}
        by_first: dict[str, list[list[str]]] = {}
        for words in sorted((list(_tokens(nlp, form)) for form in forms), key=_length, reverse=True):
            by_first.setdefault(words[0], []).append(words)
        self.complements[rule.id] = by_first

    def _fill_demonyms(self, country: CountryRule, packs: Packs) -> None:
        """As in "16 Vietnamese", "20 Filipinos": people, where no other noun follows."""
        person = next((rule for rule in packs.rules(NounRule) if rule.id == "person"), None)
        for word in country.adjectives if person else ():
            self._add("noun", word.lower(), Entry(person or country, word))
            self._add("noun", plural(word.lower()), Entry(person or country, word, plural=True))

    def _add(self, table: Table, form: str, entry: Entry) -> None:
        self._entries[table][form].append(entry)

    def hits(self, words: Sequence[str]) -> Iterator[tuple[Table, Hit]]:
        """All hits among the lower-case tokens of a sentence, in the order of their first token."""
        index, met = self._index, self._met
        known = [start for start, word in enumerate(words) if word in index]
        for start in known:
            forms = met.get(words[start]) or self._meet(words[start])
            behind = words[start + 1] if start + 1 < len(words) else ""
            for form, table, entries, kinds in forms.get(behind) or forms[""]:
                end = start + len(form)
                if len(form) == 1 or tuple(words[start:end]) == form:
                    yield table, Hit(start, end, entries, kinds)

    def _meet(self, first: str) -> dict[str, list[Met]]:
        """The forms that begin with a word, by the word behind it that lets them be there; under "" those of one word.

        "In" and "trafficking" begin dozens of forms, so they are sorted when the word is met for the first time.
        """
        forms = [
            (words, table, entries, frozenset(kind for entry in entries for kind in entry.forms))
            for words, table, entries in self._index[first]
        ]
        self._met[first] = by_second = {"": [form for form in forms if len(form[0]) == 1]}
        for second in {words[1] for words, *_ in forms if len(words) > 1}:
            by_second[second] = [form for form in forms if form[0][1:2] in ((), (second,))]
        return by_second


def _length(words: list[str]) -> int:
    return sum(map(len, words)) + len(words)


def _tokens(nlp: Language, form: str) -> tuple[str, ...]:
    """The tokens of a surface form; plain words need no tokenizer, which is most of the building time."""
    if form.replace(" ", "").isalpha():
        return tuple(form.split(" "))
    spelled = DOTTED.sub(lambda found: found.group().upper(), form)  # "u.s." is one token in capitals only
    return tuple(token.orth_.lower() for token in nlp.make_doc(spelled))
