"""Why each number became what it is: the rung of the ladder that decided and the words that its rule fired on.

Nothing here takes part in a decision. A trace asks the same questions again, once a count is there, and looks up
where the rule that the count names stands in the text; without a trace nobody pays for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from thbextract.patterns import VerbRule
from thbextract.pipeline.by_verb import BEFORE_TOKENS, OBJECT_COMPLEMENT_TOKENS
from thbextract.pipeline.claims import TERM_RIGHT_BEFORE, ClaimFinder, Context, why_no_count
from thbextract.pipeline.decide import climb
from thbextract.pipeline.lexicon import Hit
from thbextract.pipeline.phrases import phrase_of
from thbextract.pipeline.reading import Reading, Slot
from thbextract.pipeline.tables import PERCENT_SIGNS
from thbextract.pipeline.views import Decision, View
from thbextract.records import Count, LeftOut, Quantity

Span = tuple[int, int]
# Steps whose words stand before the number, and before whatever of the same rule stands behind it.
BEFORE = frozenset(("label", "topic", "proceeding"))
WORD = re.compile(r"[^\s()]+")


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a count has its category: a code of `reasons.REASONS`, the words, the start of the count it follows.

    `rule` is the rule that the count had when this was noted.
    """

    reason: str
    spans: tuple[Span, ...] = ()
    host: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A label, caption or heading over a table cell, and where it begins in the document."""

    start: int
    text: str


@dataclass(slots=True)
class Trace:
    """Notes of one document: numbers that are no claims, and the ground of each count by where it begins."""

    left_out: list[LeftOut] = field(default_factory=list)
    grounds: dict[int, Ground] = field(default_factory=dict)

    def note(
        self,
        finder: ClaimFinder,
        reading: Reading,
        slot: Slot,
        found: dict[int, Count],
        context: Context,
        count: Count | None,
    ) -> None:
        """Note what became of a quantity of a sentence; `found` are the counts before it."""
        quantity = slot.quantity
        if count is None:
            no_count = None if quantity.kind == "term" else why_no_count(reading, slot, phrase_of(reading, slot))
            self.left_out.append(LeftOut(quantity.start, quantity.end, no_count or "duration"))
        elif count.rule.startswith("quantity."):
            self._add(count, _measured(reading, slot, count))
        elif quantity.kind == "term":
            spans = _term_spans(finder, reading, slot, context, count.rule)
            self._add(count, Ground("term", spans))
        else:
            self._add(count, _climbed(finder.view_of(reading, slot, found, context)))

    def note_cell(self, finder: ClaimFinder, count: Count, labels: Sequence[Label], context: Context) -> None:
        """Note on what label a count in a table cell rests; `labels` nearest first, as they decide."""
        ground = Ground("bare_number") if count.rule == "table-cell" else _labelled(finder, count, labels)
        if ground is None:
            alike = [other for other in (*context.far, *context.near) if other.rule == count.rule]
            ground = Ground("host", host=alike[-1].quantity.start) if alike else Ground("cell")
        self._add(count, ground)

    def _add(self, count: Count, ground: Ground) -> None:
        """A count that follows another rests on the words of that one."""
        host = self.grounds.get(ground.host) if ground.host is not None else None
        spans = host.spans if host is not None and not ground.spans else ground.spans
        self.grounds[count.quantity.start] = replace(ground, spans=spans, rule=count.rule)


def _measured(reading: Reading, slot: Slot, count: Count) -> Ground:
    """Money, a share or a multiple: by the sign or word beside it, or by that of an amount before."""
    quantity = slot.quantity
    signs = [(quantity.sign_start, quantity.sign_end)] if quantity.sign_start >= 0 else []
    if count.category == "money" and quantity.kind != "money":
        same = [other.quantity for other in reading.slots[: slot.index] if _is_paid(other.quantity, count)]
        return Ground("elided_money", host=same[-1].start if same else None)
    if count.category == "percent" and not signs:
        signs = [(quantity.start, quantity.end)]
    reason = count.category if count.category in ("money", "percent") else "multiple"
    return Ground(reason, tuple(signs))


def _is_paid(quantity: Quantity, count: Count) -> bool:
    return quantity.kind == "money" and quantity.currency == count.quantity.currency


def _term_spans(finder: ClaimFinder, reading: Reading, slot: Slot, context: Context, rule: str) -> tuple[Span, ...]:
    """The words that make a span of time a term: right before it, else near it, else in the lead to its list."""
    words = next((term.before for term in finder.terms if term.id == rule), ())
    places = [_phrase(reading, word.split(" "), slot.first - TERM_RIGHT_BEFORE, slot.first) for word in words]
    if right_before := next(filter(None, places), None):
        return (reading.span(*right_before),)
    for there in (reading, finder.reading_of(context.lead, context.lead_start)):
        hits = [hit for hit in there.terms if _names(hit, rule)]
        if hits:
            nearest = min(hits, key=lambda hit: abs(hit.start - slot.first)) if there is reading else hits[0]
            return (there.span(nearest.start, nearest.end),)
    return ()


def _phrase(reading: Reading, wanted: list[str], start: int, end: int) -> Span | None:
    """The first place of some words between two tokens."""
    start, end = max(0, start), min(end, len(reading.words))
    places = (i for i in range(start, end - len(wanted) + 1) if reading.words[i : i + len(wanted)] == wanted)
    first = next(places, None)
    return None if first is None else (first, first + len(wanted))


def _names(hit: Hit, rule: str) -> bool:
    return any(entry.rule.id == rule for entry in hit.entries)


# -- the ladder ----------------------------------------------------------------------------------------------------


def _climbed(view: View) -> Ground:
    step, decision = climb(view)
    if decision is None:
        return _undecided(view)
    if decision.taken_from is not None:
        return Ground("series" if step == "series" else "host", host=decision.taken_from)
    there = {"lead": view.lead, "heading": view.topic}.get(step) or view.reading
    return Ground(step, tuple(there.span(*place) for place in sorted(set(_places(view, there, step, decision)))))


def _undecided(view: View) -> Ground:
    if view.phrase.kind != "unknown":
        return Ground("bare_number")
    return Ground("unknown_noun", tuple(view.reading.span(*place) for place in _phrase_words(view)))


def _phrase_words(view: View) -> Iterator[Span]:
    """The noun phrase of a number, the stop behind it left away."""
    start, end = view.phrase.start, view.phrase.end
    while start < end and not view.reading.word(end - 1)[-1:].isalnum():
        end -= 1
    if start < end:
        yield start, end


def _places(view: View, there: Reading, step: str, decision: Decision) -> Iterator[Span]:
    """The tokens that a decision rests on: the verb with its complement and what it governs, else what names it."""
    if decision.hit is not None:
        yield decision.hit.start, decision.hit.end
        yield from _complement(view, there, decision.hit, decision.rule)
        yield from _counted_noun(view, there)
    elif step == "difference":
        yield _difference(view)
    else:
        yield from _named(view, there, step, decision.rule)


def _complement(view: View, there: Reading, verb: Hit, rule: str) -> Iterator[Span]:
    """The words that a verb's rule asks for behind it ("placed … in shelters"), else right before it."""
    rules = [entry.rule for entry in verb.entries if entry.rule.id == rule]
    needed = any(isinstance(known, VerbRule) and known.complements for known in rules)
    if not needed or verb in there.actions.values() or view.lexicon is None:
        return
    behind, before = (verb.end, verb.end + OBJECT_COMPLEMENT_TOKENS), (verb.start - BEFORE_TOKENS, verb.start)
    for start, end in (behind, before):
        complements = chain.from_iterable(view.lexicon.complements[rule].values())
        places = [_phrase(there, words, start, end) for words in complements]
        known = [place for place in places if place]
        if known:
            yield min(known, key=lambda place: (place[0], -place[1]))
            return


def _counted_noun(view: View, there: Reading) -> Iterator[Span]:
    """The noun of the number itself, for a rule on a verb holds for some kinds of nouns only."""
    if there is view.reading and view.phrase.entry is not None and view.phrase.kind == "noun":
        inside = [hit for i, hit in there.nouns.items() if view.phrase.start <= i < view.phrase.end]
        heads = [hit for hit in inside if view.phrase.entry in hit.entries]
        yield from [(hit.start, hit.end) for hit in heads[-1:]]


def _difference(view: View) -> Span:
    """As in "an increase of" or "rose by" before the number, else "more than" behind it."""
    if view.reading.word(view.slot.first - 1) in ("of", "by") and view.phrase.kind == "bare":
        return view.slot.first - 2, view.slot.first
    return view.slot.last, view.reading.words.index("than", view.slot.last) + 1


def _named(view: View, there: Reading, step: str, rule: str) -> Iterator[Span]:
    """What names the rule, nearest to the number; people whom no pack knows are read from the end of their noun."""
    tables = (there.nouns.values(), there.verbs.values(), there.actions.values(), there.features)
    hits = [hit for hit in chain(*tables) if _names(hit, rule)]
    if there is view.reading and step in BEFORE:
        hits = [hit for hit in hits if hit.end <= view.slot.first] or hits
    if hits:
        best = min(hits, key=lambda hit: _distance(view, hit)) if there is view.reading else hits[0]
        yield best.start, best.end
    elif view.phrase.kind == "unknown":
        yield from _phrase_words(view)
    elif view.slot.first > 1 and view.reading.word(view.slot.first - 1) == "of":
        yield view.slot.first - 2, view.slot.first  # "a team of 12"


def _distance(view: View, hit: Hit) -> tuple[int, int]:
    """How far words stand from a number: within its noun phrase first, there the last, then by tokens between."""
    phrase, slot = view.phrase, view.slot
    if phrase.start <= hit.start < phrase.end:
        return 0, -hit.end
    return 1, slot.first - hit.end if hit.end <= slot.first else hit.start - phrase.end


# -- table cells ---------------------------------------------------------------------------------------------------


def _labelled(finder: ClaimFinder, count: Count, labels: Sequence[Label]) -> Ground | None:
    """The first label that holds the sign or the words of a count's rule."""
    quantity = count.quantity
    if count.category in ("money", "percent") and quantity.sign_start >= 0:
        return Ground(count.category, ((quantity.sign_start, quantity.sign_end),))
    for label in labels:
        span = _sign(finder, count, label) if count.rule.startswith("quantity.") else _words(finder, count, label)
        if span is not None:
            return Ground("cell", (span,))
    return None


def _sign(finder: ClaimFinder, count: Count, label: Label) -> Span | None:
    if count.category == "percent":
        lower = label.text.lower()
        found = next((sign for sign in PERCENT_SIGNS if sign in lower), None)
        return None if found is None else _at(label, lower.index(found), len(found))
    words = (word for word in WORD.finditer(label.text) if finder.label_currency(word[0]) == count.quantity.currency)
    return next((_at(label, word.start(), len(word[0])) for word in words), None)


def _words(finder: ClaimFinder, count: Count, label: Label) -> Span | None:
    reading = finder.reading_of(label.text, label.start)
    tables = (reading.verbs.values(), reading.actions.values(), reading.nouns.values(), reading.features)
    return next((reading.span(hit.start, hit.end) for hit in chain(*tables) if _names(hit, count.rule)), None)


def _at(label: Label, place: int, length: int) -> Span:
    return label.start + place, label.start + place + length
