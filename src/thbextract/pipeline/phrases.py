"""One sentence as the claims component reads it: tokens, lexicon hits, and the number's place among them.

There is no parser here. A number's noun phrase and its verb are found by walking over the tokens with
closed word classes (`grammar`) and the packs' vocabulary (`lexicon`); where the walk is unsure it stops.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from spacy.tokens import Doc, Token

from thbextract.normalize.inflect import VerbForm
from thbextract.patterns import NounRule, VerbRule
from thbextract.pipeline.grammar import (
    BE,
    CLAUSE_ENDS,
    CLOSERS,
    CONJUNCTIONS,
    DETERMINERS,
    FILLERS,
    HAVE,
    IRREGULAR_PAST,
    LEFT_FILLERS,
    MODALS,
    NEGATIONS,
    OPENERS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECTS,
)
from thbextract.pipeline.lexicon import Entry, Hit, Lexicon
from thbextract.records import Quantity

# A noun phrase longer than this after its number is a sign that the walk went astray.
PHRASE_TOKENS = 9
# How far a verb may stand from the noun phrase that it governs (a long relative clause in reports).
VERB_TOKENS = 28

PhraseKind = Literal["noun", "pronoun", "bare", "unknown", "whole"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A quantity and the tokens `first` to `last` that its whole expression covers."""

    index: int
    quantity: Quantity
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """The noun phrase of a slot: the tokens up to `end`, and what its head is.

    `kind` is `noun` (a known noun, `entry`), `pronoun` ("of them"), `bare` (nothing is named), `unknown`
    (a noun that no pack knows) or `whole` ("of the 54 …": the noun is that of slot `whole`).
    """

    kind: PhraseKind
    start: int
    end: int
    entry: Entry | None = None
    modifiers: tuple[Hit, ...] = ()
    whole: int | None = None

    @property
    def rule(self) -> NounRule | None:
        """The pack's rule of the head noun."""
        return self.entry.rule if self.entry and isinstance(self.entry.rule, NounRule) else None


@dataclass(frozen=True, slots=True)
class Governor:
    """A verb (or an action noun) that may govern a slot, and the place of the counted thing beside it."""

    hit: Hit
    role: Literal["object", "subject", "either"]
    start: int
    action: bool = False
    modifier: bool = False
    preposition: str = ""
    inverted: bool = False


@dataclass(slots=True)
class Reading:
    """A tokenised sentence with its hits, indexed by the token they start at."""

    doc: Doc
    words: list[str]
    slots: tuple[Slot, ...]
    nouns: dict[int, Hit] = field(default_factory=dict)
    verbs: dict[int, Hit] = field(default_factory=dict)
    actions: dict[int, Hit] = field(default_factory=dict)
    features: list[Hit] = field(default_factory=list)
    statuses: list[Hit] = field(default_factory=list)
    terms: list[Hit] = field(default_factory=list)
    times: frozenset[int] = frozenset()
    glued: frozenset[int] = frozenset()
    _slot_at: dict[int, Slot] = field(default_factory=dict)
    _phrases: dict[int, Phrase] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        doc: Doc,
        lexicon: Lexicon,
        quantities: Sequence[Quantity] = (),
        times: Iterable[tuple[int, int]] = (),
        offset: int = 0,
    ) -> Reading:
        """Read a sentence that begins at `offset`; `quantities` and `times` carry offsets that count it in."""
        tokens = [token for token in doc if not token.is_space]
        starts = [token.idx + offset for token in tokens]
        plain = doc if len(tokens) == len(doc) else Doc(doc.vocab, words=[token.text for token in tokens])
        words = [token.lower_.replace("’", "'") for token in plain]
        slots = tuple(_slots(starts, quantities))
        reading = cls(plain, words, slots, times=frozenset(_covered(starts, times)), glued=frozenset(_glued(tokens)))
        reading._slot_at = {i: slot for slot in slots for i in range(slot.first, slot.last)}
        for table, hit in lexicon.hits(words):
            if not hit.entries or any(i in reading._slot_at for i in range(hit.start, hit.end)):
                continue
            if table == "noun":
                _keep_longest(reading.nouns, hit)
            elif table == "verb":
                _keep_longest(reading.verbs, hit)
            elif table == "action":
                reading.actions[hit.end] = hit
            else:
                {"feature": reading.features, "status": reading.statuses, "term": reading.terms}[table].append(hit)
        for verb in reading.verbs.values():  # "took place" holds no place
            for i in range(verb.start + 1, verb.end):
                reading.nouns.pop(i, None)
        return reading

    def slot_at(self, index: int) -> Slot | None:
        """The slot that covers a token."""
        return self._slot_at.get(index)

    def joined(self, index: int) -> bool:
        """Whether no blank stands between a token and its neighbours ("one-child")."""
        return index in self.glued and index + 1 in self.glued

    def is_name(self, index: int) -> bool:
        """Whether two capitalised words begin at a token: the name of a person ("one Blessing Itam")."""
        return all(token.text[:1].isupper() for token in self.doc[index : index + 2]) and index + 1 < len(self.doc)

    def word(self, index: int) -> str:
        """The token in lower case; empty outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    # -------------------------------------------------------------- noun phrases

    def phrase(self, slot: Slot) -> Phrase:
        """The noun phrase that follows a slot."""
        if slot.index not in self._phrases:
            start = slot.last
            if self.word(start) == ")" and self.bracket_of(slot.first) is not None:
                start += 1  # "36 (of the 54) victims"
            elif self.word(start) == "(" and self.word(start + 1) == "of":
                start = self.closing(start)
            vague = slot.quantity.kind != "count" or slot.quantity.text[-1:] == "s"
            self._phrases[slot.index] = self._find_phrase(start, vague)
        return self._phrases[slot.index]

    def _find_phrase(self, start: int, vague: bool) -> Phrase:
        if self.word(start) == "out" and self.word(start + 1) == "of":
            start += 1
        if self.word(start) != "of":
            return self.scan(start)
        if self.word(start + 1) not in DETERMINERS | PRONOUNS and not vague and not self.slot_at(start + 1):
            return Phrase("bare", start, start)
        i = start + 1
        while self.word(i) in DETERMINERS | {"total", "estimated", "identified"} and not self.slot_at(i):
            if self.word(i) in PRONOUNS and self._ends_phrase(i + 1):
                break
            i += 1
        if self.word(i) in PRONOUNS or (self.word(i - 1) in PRONOUNS and self._ends_phrase(i)):
            return Phrase("pronoun", start, i + 1 if self.word(i) in PRONOUNS else i)
        whole = self.slot_at(i)
        if whole:
            inner = self.phrase(whole)
            return Phrase("whole", start, inner.end, inner.entry, inner.modifiers, whole.index)
        return self.scan(i)

    def _ends_phrase(self, i: int) -> bool:
        word = self.word(i)
        return (
            not word
            or word in PREPOSITIONS | BE | HAVE | MODALS | CONJUNCTIONS
            or not word.isalpha()
            or i in self.verbs
        )

    def scan(self, start: int) -> Phrase:
        """The noun phrase that begins at a token, its head the last noun of the first run of known nouns."""
        modifiers: list[Hit] = []
        i, unknown = start, 0
        limit = min(len(self.words), start + PHRASE_TOKENS)
        while i < limit:
            word = self.word(i)
            hit = self.nouns.get(i)
            if hit and not self._is_verb_here(i):
                head = self._head(i)
                if head is not None:
                    return Phrase("noun", start, head[1], head[0], tuple(modifiers))
                return Phrase("unknown", start, self._skip_unknown(hit.end))
            verb = self.verbs.get(i) if word not in BE | HAVE else None
            if verb and not self._modifies(verb):
                break
            if verb:
                modifiers.append(verb)
                i = verb.end
                continue
            if word in DETERMINERS | SUBJECTS and i > start:
                unknown = 0  # "eighty now run a shop": what stands before an article is a verb
            if self._stops(i, start) or (word in IRREGULAR_PAST and i not in self.nouns):
                break
            if word.endswith(("ed", "ing")) and len(word) > 4 and word not in FILLERS and self._ends_phrase(i + 1):
                break
            unknown += word not in FILLERS and word.isalpha() and not word.endswith("ly")
            i += 1
        return Phrase("unknown" if unknown else "bare", start, i, modifiers=tuple(modifiers))

    def _stops(self, i: int, start: int) -> bool:
        word = self.word(i)
        closed = PREPOSITIONS | BE | HAVE | MODALS | RELATIVES | PRONOUNS | NEGATIONS | DETERMINERS | SUBJECTS | {"of"}
        if self.slot_at(i) or word in closed:
            return True
        if word in CONJUNCTIONS or word == ",":
            return i == start or not self._noun_within(i + 1, 3)
        return not (
            word.isalpha() or word in {"-", "‐", "‑", "'", '"', "“", "”", "‘", "’", "'s", "*", "/"} or "." in word
        )

    def _noun_within(self, start: int, reach: int) -> bool:
        for i in range(start, min(start + reach, len(self.words))):
            if i in self.nouns:
                return True
            if (
                self.slot_at(i)
                or self.word(i) in PREPOSITIONS | BE | HAVE | MODALS | DETERMINERS | PRONOUNS | RELATIVES
            ):
                return False
            if not self.word(i).isalpha():
                return False
        return False

    def _head(self, i: int) -> tuple[Entry, int] | None:
        """The head of a run of nouns, and where it ends; None if an unknown noun is the head ("case files")."""
        hit = self.nouns[i]
        while True:
            nxt = hit.end
            if self.word(nxt) in {"'s", "'"} or self.word(nxt) in {"-", "–", "/"}:
                follow = nxt + 1
                if follow in self.nouns and not self._is_verb_here(follow):
                    hit = self.nouns[follow]
                    continue
                return (hit.entries[0], nxt)
            if nxt in self.nouns and not self._is_verb_here(nxt) and not self.slot_at(nxt):
                hit = self.nouns[nxt]
                continue
            if self._coordinated(nxt):
                return (hit.entries[0], self._coordinated(nxt))
            entry = hit.entries[0]
            if not entry.plural and (later := self._later_noun(nxt)):
                hit = self.nouns[later]
                continue
            if not entry.plural and self._unknown_noun(nxt) and not self._singular_counted(i):
                return None
            return (entry, nxt)

    def _later_noun(self, i: int) -> int | None:
        """The next noun after a singular one and modifiers: "two major child trafficking gangs"."""
        for k in range(i, i + 3):
            if k in self.nouns:
                return k if k > i else None
            word = self.word(k)
            if not word.isalpha() or (k in self.verbs and not word.endswith("ing")) or not self._may_modify(word):
                return None
        return None

    def _may_modify(self, word: str) -> bool:
        closed = PREPOSITIONS | BE | HAVE | MODALS | RELATIVES | CONJUNCTIONS | PRONOUNS | NEGATIONS | DETERMINERS
        return word not in closed | FILLERS | {"of"} and not word.endswith("ed")

    def _coordinated(self, i: int) -> int:
        """The end of "judges and prosecutors" after "judges": one number may count both."""
        end = 0
        while self.word(i) in {"and", "or", ","} and i + 1 in self.nouns and not self.slot_at(i + 1):
            end = i = self.nouns[i + 1].end
        return end

    def _singular_counted(self, i: int) -> bool:
        before = [slot for slot in self.slots if slot.last <= i]
        return bool(before) and before[-1].quantity.value == 1

    def _unknown_noun(self, i: int) -> bool:
        word = self.word(i)
        return (
            word.isalpha()
            and len(word) > 2
            and i not in self.verbs
            and not self.slot_at(i)
            and word
            not in PREPOSITIONS
            | BE
            | HAVE
            | MODALS
            | RELATIVES
            | CONJUNCTIONS
            | PRONOUNS
            | FILLERS
            | NEGATIONS
            | DETERMINERS
            | {"of"}
            and not word.endswith(("ed", "ing", "ly"))
            and i not in self.times
        )

    def _skip_unknown(self, i: int) -> int:
        while self._unknown_noun(i):
            i += 1
        return i

    def _is_verb_here(self, i: int) -> bool:
        """A form that is noun and verb alike ("arrest") is the verb after "to" or a modal."""
        return i in self.verbs and self.word(i - 1) in MODALS

    def _modifies(self, verb: Hit) -> bool:
        """A participle before a noun ("71 identified victims") modifies; else it is the verb of the count."""
        if not {"past", "participle", "ing"} & forms_of(verb):
            return verb.start in self.nouns
        return self._noun_within(verb.end, 3)

    # -------------------------------------------------------------- verbs

    def governors_left(self, slot: Slot) -> Iterator[Governor]:
        """Verbs and action nouns right before a slot, of which it is the object."""
        i = slot.first
        while i > 0 and self._skipped_left(i - 1):
            if i in self.actions:
                yield Governor(self.actions[i], "object", self.actions[i].start, action=True)
            i -= 1
        if i in self.actions:
            yield Governor(self.actions[i], "object", self.actions[i].start, action=True)
        verb = self._verb_ending_at(i)
        if verb:  # "As victims were recognised 341 persons": the passive before its subject
            yield Governor(verb, "object", verb.start, inverted=not self._is_active(verb))
        if self.word(i - 1) == "and" and (shared := self._verb_before_names(i - 1)):
            yield Governor(shared, "object", shared.start)
        if self.word(i - 1) in {"to", "for", "on"} and (before := self._verb_before(i - 1)):
            yield Governor(before, "object", before.start, preposition=self.word(i - 1))
        word = self.word(i - 1)
        plain = word.isalpha() and self._may_modify(word) and i - 1 not in self.nouns
        far = self._verb_ending_at(i - 1) if plain and not verb else None
        if far and self._is_active(far):
            yield Governor(far, "object", far.start)

    def governors_far_left(self, slot: Slot) -> Iterator[Governor]:
        """A verb that a circumstance parts from its object: "placed in shelters 12 victims"."""
        for i in range(slot.first - 2, max(-1, slot.first - 8), -1):
            if self.word(i) in CLAUSE_ENDS | RELATIVES | CONJUNCTIONS | {","} or self.slot_at(i):
                return
            verb = self._verb_ending_at(i)
            if verb and self.word(i) in PREPOSITIONS and {"past", "participle"} & forms_of(verb):
                yield Governor(verb, "object", verb.start, inverted=not self._is_active(verb))
            if verb or self.word(i) in PREPOSITIONS:
                return  # one circumstance may part a verb from its object, not two

    def _skipped_left(self, i: int) -> bool:
        word = self.word(i)
        return word in LEFT_FILLERS or word in {'"', "“", "~"} or (word.endswith("ly") and word.isalpha())

    def is_object(self, slot: Slot) -> bool:
        """Whether an active verb, known or not, stands right before a slot: "kept 12 men", "picked up 12 men"."""
        i = slot.first
        while i > 0 and self._skipped_left(i - 1):
            i -= 1
        verb = self._verb_ending_at(i)
        if verb is not None:
            return self._is_active(verb) and self.before(verb.start) not in BE | HAVE
        word = self.word(i - 2) if self.word(i - 1) in PARTICLES else self.word(i - 1)
        past = (word.endswith("ed") and len(word) > 4) or word in IRREGULAR_PAST
        return past and self.word(i - 2) not in BE

    def _verb_before_names(self, i: int) -> Hit | None:
        """The verb before names that a number is joined to: "arrested Jo Hale and three others"."""
        start = i - 1
        while start > max(0, i - 9) and (self.doc[start].text[:1].isupper() or self.word(start) in {",", "him", "her"}):
            start -= 1
        return self._verb_ending_at(start + 1) if start < i - 1 else None

    def _verb_before(self, i: int) -> Hit | None:
        """The nearest verb before a preposition, in its clause ("awarded a total of 310,000 lei to four …")."""
        for start in range(i - 1, max(-1, i - PHRASE_TOKENS - 4), -1):
            if start in self.times:
                continue
            if self.word(start) in CLAUSE_ENDS | RELATIVES | CONJUNCTIONS | PREPOSITIONS:
                return None
            hit = self.verbs.get(start)
            if hit and hit.end <= i and not self._noun_within(hit.end, 1):
                return hit
        return None

    def _verb_ending_at(self, end: int) -> Hit | None:
        for start in range(end - 1, max(-1, end - 4), -1):
            hit = self.verbs.get(start)
            if hit and hit.end == end:
                return hit
        return None

    def _is_active(self, verb: Hit) -> bool:
        before = self.before(verb.start)
        forms = forms_of(verb)
        if before in BE:
            return "ing" in forms
        return bool({"past", "ing", "base", "third", "participle"} & forms)

    def before(self, i: int) -> str:
        """The word before a token, adverbs and negations left out."""
        i -= 1
        while i >= 0 and (self.word(i).endswith("ly") or self.word(i) in NEGATIONS | FILLERS | {"all"}):
            i -= 1
        return self.word(i)

    def governors_right(self, start: int, alone: bool = False) -> Iterator[Governor]:
        """Verbs after a noun phrase that ends at `start`, nearest first, up to the end of the clause.

        With `alone` the walk stops at a number that is joined on: "38 of them female, and 677 victims rescued".
        """
        i, finite = start, False
        limit = min(len(self.words), start + VERB_TOKENS)
        while i < limit:
            word, other = self.word(i), self.slot_at(i)
            if word in OPENERS:
                i = self.closing(i)
                continue
            if word in CLAUSE_ENDS or (finite and self._new_clause(i)):
                return
            if other and alone and self._joins(other):
                return
            if other and other.quantity.kind == "percent" and self.word(other.first - 1) in {",", "and"}:
                return  # "97 workers …, 62% had taken a loan"
            if other:
                i = max(other.last, self.phrase(other).end if self._joins(other) else other.last)
                continue
            verb = self.verbs.get(i)
            if verb and (role := self.role(verb)):
                yield Governor(verb, role, i)
                finite = finite or role != "either" or self.before(i) in BE
                i = verb.end
                continue
            finite = finite or word in BE | HAVE or (word.endswith("ed") and word.isalpha() and len(word) > 4)
            i += 1

    def _joins(self, other: Slot) -> bool:
        return other.quantity.kind == "count" and self.word(other.first - 1) in {"and", "or", ",", "of"}

    def _new_clause(self, i: int) -> bool:
        """After a finite verb a conjunction begins a new clause, unless another verb of the same subject follows."""
        if self.word(i) not in CONJUNCTIONS | RELATIVES | {","}:
            return False
        nxt = i + 1
        while self.word(nxt) in CONJUNCTIONS | FILLERS | {","} or self.word(nxt).endswith("ly"):
            nxt += 1
        return not (nxt in self.verbs or self.word(nxt) in BE | HAVE) or bool(self.slot_at(nxt))

    def postmodifier(self, start: int) -> Iterator[Governor]:
        """A participle right behind a noun phrase: "of the 10,627 people referred to …"."""
        verb = self.verbs.get(start)
        follows = self.word(verb.end) in PREPOSITIONS or verb.end in self.times if verb else False
        if verb and follows and {"past", "participle"} & forms_of(verb):
            yield Governor(verb, "object", start)

    def role(self, verb: Hit) -> Literal["object", "subject", "either"] | None:
        """What the noun before a verb is to it: its object in the passive, its subject in the active."""
        forms, before = forms_of(verb), self.before(verb.start)
        if before in BE:
            return "subject" if "ing" in forms and not {"past", "participle"} & forms else "object"
        if before in HAVE:
            return "subject"
        if before in MODALS:
            return "subject" if "base" in forms else None
        if "ing" in forms:
            return "subject" if verb.start not in self.nouns else None
        if {"past", "participle"} & forms:
            particle = verb.end - verb.start > 1 and self.word(verb.end - 1) in PREPOSITIONS
            return "subject" if self._has_object(verb.end) and not particle else "either"
        return "subject" if "base" in forms and verb.start not in self.nouns else None

    def _has_object(self, i: int) -> bool:
        return self.word(i) in DETERMINERS | PRONOUNS or bool(self.slot_at(i)) or i in self.nouns

    def closing(self, i: int) -> int:
        """The token after the bracket that closes the one at `i`; the end of the sentence if none does."""
        depth = 0
        for k in range(i, len(self.words)):
            depth += (self.word(k) in OPENERS) - (self.word(k) in CLOSERS)
            if depth == 0:
                return k + 1
        return len(self.words)

    def bracket_of(self, i: int) -> int | None:
        """The opening bracket around a token, if there is one."""
        depth = 0
        for k in range(i - 1, -1, -1):
            if self.word(k) in CLOSERS:
                depth += 1
            elif self.word(k) in OPENERS:
                if depth == 0:
                    return k
                depth -= 1
        return None

    def has_verb(self, start: int, end: int) -> bool:
        """Whether anything between two tokens looks like a finite verb."""
        return any(
            self.word(i) in BE | HAVE | MODALS - {"to"}
            or (
                i in self.verbs and self.role(self.verbs[i]) is not None and not self._noun_within(self.verbs[i].end, 2)
            )
            for i in range(start, end)
        )

    def text(self, start: int, end: int) -> str:
        """The tokens of a stretch as they are written, single-spaced."""
        return self.doc[start:end].text

    def window(self, start: int, end: int) -> str:
        """The words of a stretch, padded, for whole-word search."""
        return f" {' '.join(self.words[max(0, start) : end])} "


def forms_of(verb: Hit) -> set[VerbForm]:
    """All that a verb form can be."""
    return {form for entry in verb.entries for form in entry.forms}


def verb_rules(hit: Hit) -> Iterator[tuple[VerbRule, str]]:
    """The verb rules of a hit with the lemma that brought it there."""
    for entry in hit.entries:
        if isinstance(entry.rule, VerbRule):
            yield entry.rule, entry.lemma


def _slots(starts: Sequence[int], quantities: Sequence[Quantity]) -> Iterator[Slot]:
    last = 0
    for index, quantity in enumerate(quantities):
        start = quantity.outer_start if quantity.outer_start >= 0 else quantity.start
        first, end = _tokens(starts, start, max(quantity.outer_end, quantity.end))
        first = max(first, last)
        last = max(end, first + 1)
        yield Slot(index, quantity, first, last)


def _glued(tokens: Sequence[Token]) -> Iterator[int]:
    """Tokens that no blank parts from the one before."""
    for i, (left, right) in enumerate(pairwise(tokens), 1):
        if left.idx + len(left) == right.idx:
            yield i


def _covered(starts: Sequence[int], spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    for start, end in spans:
        yield from range(*_tokens(starts, start, end))


def _tokens(starts: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The tokens that a span touches."""
    return max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)


def _keep_longest(hits: dict[int, Hit], hit: Hit) -> None:
    known = hits.get(hit.start)
    if known is None or hit.end > known.end:
        hits[hit.start] = hit
