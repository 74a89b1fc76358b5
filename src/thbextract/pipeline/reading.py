"""One sentence as the claims component reads it: its tokens, what the lexicon knows of them, its numbers.

The small records of this package are made by the dozen for each number and never changed; they are not frozen, for
that makes each of them three times as dear.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from thbextract.patterns import NounRule, VerbRule
from thbextract.pipeline.grammar import CLOSERS, OPENERS
from thbextract.pipeline.lexicon import Entry, Hit, Lexicon
from thbextract.pipeline.splitting import Tokens
from thbextract.records import Quantity

# A bracket that holds more than this was never closed.
BRACKET_TOKENS = 120
# A verb of more words than this does not stand right before its object.
VERB_TOKENS = 3

PhraseKind = Literal["noun", "pronoun", "bare", "unknown", "whole"]


@dataclass(slots=True)
class Slot:
    """A quantity and the tokens `first` to `last` that its whole expression covers."""

    index: int
    quantity: Quantity
    first: int
    last: int


@dataclass(slots=True)
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


@dataclass(slots=True)
class Governor:
    """A verb (or an action noun) that may govern a slot, and the place of the counted thing beside it."""

    hit: Hit
    role: Literal["object", "subject", "either"]
    start: int
    action: bool = False
    modifier: bool = False
    preposition: str = ""
    inverted: bool = False


@dataclass(slots=True, eq=False)
class Reading:
    """A tokenised sentence with its hits, indexed by the token they start at.

    `written` are the `size` tokens as they stand in the text, `words` the same in lower case; blanks are no tokens.
    `verb_ends` has the verbs under the token behind them, the shortest where several end there, and so has `actions`
    the nouns of actions; `held` are the words once more, to ask whether one is there at all.
    """

    written: list[str]
    words: list[str]
    slots: tuple[Slot, ...]
    starts: list[int]
    size: int
    nouns: dict[int, Hit] = field(default_factory=dict)
    verbs: dict[int, Hit] = field(default_factory=dict)
    verb_ends: dict[int, Hit] = field(default_factory=dict)
    actions: dict[int, Hit] = field(default_factory=dict)
    features: list[Hit] = field(default_factory=list)
    statuses: list[Hit] = field(default_factory=list)
    terms: list[Hit] = field(default_factory=list)
    times: frozenset[int] = frozenset()
    glued: frozenset[int] = frozenset()
    respaced: bool = False
    held: frozenset[str] = frozenset()
    slots_at: dict[int, Slot] = field(default_factory=dict)
    phrases: dict[int, Phrase] = field(default_factory=dict)
    _brackets: dict[int, int | None] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        tokens: Tokens,
        lexicon: Lexicon,
        quantities: Sequence[Quantity] = (),
        times: Iterable[tuple[int, int]] = (),
    ) -> Reading:
        """Read a sentence; `quantities` and `times` carry offsets in the document, as its tokens do."""
        starts, written, words, glued, respaced = tokens
        slots = tuple(_slots(starts, quantities))
        reading = cls(
            written,
            words,
            slots,
            starts,
            len(words),
            times=frozenset(_covered(starts, times)),
            glued=frozenset(glued),
            respaced=respaced,
            held=frozenset(words),
            slots_at={i: slot for slot in slots for i in range(slot.first, slot.last)},
        )
        reading._look_up(lexicon)
        return reading

    def _look_up(self, lexicon: Lexicon) -> None:
        """Note what the lexicon knows of the words that are no part of a number."""
        words = self.words.copy()
        for slot in self.slots:
            words[slot.first : slot.last] = [""] * len(words[slot.first : slot.last])
        lists = {"feature": self.features, "status": self.statuses, "term": self.terms}
        for table, hit in lexicon.hits(words):
            if table == "noun":
                _keep_longest(self.nouns, hit)
            elif table == "verb":
                _keep_longest(self.verbs, hit)
            elif table == "action":
                _keep_longest_before(self.actions, hit)
            else:
                lists[table].append(hit)
        for verb in self.verbs.values():
            if verb.end - verb.start <= VERB_TOKENS:
                self.verb_ends[verb.end] = verb
            if verb.end - verb.start > 1:
                self._free(verb)

    def _free(self, verb: Hit) -> None:
        """A verb of several words holds no nouns ("took place"), nor begins with one ("charge-sheeted")."""
        for i in range(verb.start + 1, verb.end):
            self.nouns.pop(i, None)
        noun = self.nouns.get(verb.start)
        if noun is not None and noun.end < verb.end and "-" in self.words[verb.start : verb.end]:
            del self.nouns[verb.start]

    def slot_at(self, index: int) -> Slot | None:
        """The slot that covers a token."""
        return self.slots_at.get(index)

    def joined(self, index: int) -> bool:
        """Whether no blank stands between a token and its neighbours ("one-child")."""
        return index in self.glued and index + 1 in self.glued

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return index < len(self.written) and self.written[index][:1].isupper()

    def is_name(self, index: int) -> bool:
        """Whether two capitalised words begin at a token: the name of a person ("one Blessing Itam")."""
        return self.is_capital(index) and self.is_capital(index + 1)

    def word(self, index: int) -> str:
        """The token in lower case; empty outside the sentence."""
        return self.words[index] if 0 <= index < self.size else ""

    def back_over(self, i: int, skipped: frozenset[str]) -> int:
        """The token behind the last one before `i` that is none of some words."""
        words = self.words
        while 0 < i <= len(words) and words[i - 1] in skipped:
            i -= 1
        return i

    def closing(self, i: int) -> int:
        """The token after the bracket that closes the one at `i`; the next token if none does."""
        depth = 0
        for k in range(i, min(len(self.words), i + BRACKET_TOKENS)):
            depth += (self.words[k] in OPENERS) - (self.words[k] in CLOSERS)
            if depth == 0:
                return k + 1
        return i + 1

    def bracket_of(self, i: int) -> int | None:
        """The opening bracket around a token, if there is one."""
        if OPENERS.isdisjoint(self.held):
            return None
        if i not in self._brackets:
            self._brackets[i] = self._bracket_before(i)
        return self._brackets[i]

    def _bracket_before(self, i: int) -> int | None:
        depth = 0
        for k in range(min(i, len(self.words)) - 1, max(-1, i - BRACKET_TOKENS), -1):
            if self.words[k] in CLOSERS:
                depth += 1
            elif self.words[k] in OPENERS:
                if depth == 0:
                    return k
                depth -= 1
        return None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of the tokens `start` to `end`, exclusive, in the document."""
        return self.starts[start], self.starts[end - 1] + len(self.written[end - 1])

    def text(self, start: int, end: int) -> str:
        """The tokens of a stretch as they are written, single-spaced."""
        if self.respaced:
            return " ".join(self.written[start:end])
        inside = range(len(self.written))[start:end]
        return "".join(f"{'' if k in self.glued or k == inside.start else ' '}{self.written[k]}" for k in inside)

    def window(self, start: int, end: int) -> str:
        """The words of a stretch, padded, for whole-word search."""
        return f" {' '.join(self.words[max(0, start) : end])} "


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


def _covered(starts: Sequence[int], spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    for start, end in spans:
        yield from range(*_tokens(starts, start, end))


def _tokens(starts: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The tokens that a span touches."""
    return max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)


def _keep_longest_before(hits: dict[int, Hit], hit: Hit) -> None:
    known = hits.get(hit.end)
    if known is None or hit.start < known.start:
        hits[hit.end] = hit


def _keep_longest(hits: dict[int, Hit], hit: Hit) -> None:
    known = hits.get(hit.start)
    if known is None or hit.end > known.end:
        hits[hit.start] = hit
