"""The verbs that may govern a number: before its noun phrase, behind it, or as a participle within it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from thbextract.pipeline.grammar import (
    AUXILIARIES,
    BE,
    BE_OR_HAVE,
    CLAUSE_BREAKS,
    CLAUSE_ENDS,
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
)
from thbextract.pipeline.lexicon import Hit
from thbextract.pipeline.phrases import PHRASE_TOKENS, may_modify, noun_within, phrase_of
from thbextract.pipeline.reading import Governor, Reading, Slot

# What leads from a verb to people whom it concerns.
LEADING = frozenset(("to", "for", "on", "against", "by", "with", "upon"))
# Subjects of a clause that belongs to the noun before it, its relative pronoun left out.
OWN_SUBJECTS = frozenset(("they", "he", "she"))
# What begins a noun phrase: a participle behind it belongs to the phrase ("to the trafficked women").
OPEN_PHRASE = DETERMINERS | PREPOSITIONS | BE | {"of"}
CLOSING_QUOTES = frozenset(('"', "”", "''"))
# What ends the way from a number, or from the preposition that leads to it, back to its verb.
FAR_STOPS = CLAUSE_BREAKS | RELATIVES | CONJUNCTIONS
LEADING_STOPS = CLAUSE_ENDS | RELATIVES | CONJUNCTIONS | PREPOSITIONS
OWN_CLAUSE = PREPOSITIONS | RELATIVES
NEW_CLAUSES = CONJUNCTIONS | RELATIVES | {","}
ADVERBIAL = NEGATIONS | FILLERS | {"all"}
JOINING = CONJUNCTIONS | FILLERS | {","}
HELPING = BE_OR_HAVE | FILLERS
POINTING = DETERMINERS | PRONOUNS
FINITE = BE_OR_HAVE | (MODALS - {"to"})
# What may stand behind a participle that says more of the noun before it.
BEHIND_PARTICIPLE = PREPOSITIONS | BE_OR_HAVE | DETERMINERS | {",", "(", "and", "or", ".", ";", ""}
SKIPPED_LEFT = LEFT_FILLERS | {'"', "“", "~"}
# Where the walk from a noun to the verbs behind it may turn or end, besides numbers.
SIGNPOSTS = OPENERS | CLAUSE_ENDS | NEW_CLAUSES | CLOSING_QUOTES | {"of"}
OPINIONS = frozenset(("estimate", "think", "fear", "assume", "understand", "report", "believe", "suspect", "presume"))
# How far a verb may stand from the noun phrase that it governs (a long relative clause in reports).
VERB_TOKENS = 28


def governors_left(reading: Reading, slot: Slot) -> Iterator[Governor]:
    """Verbs and action nouns right before a slot, of which it is the object."""
    i = slot.first
    while i > 0 and _skipped_left(reading, i - 1) and i not in reading.verb_ends:
        if i in reading.actions:
            yield Governor(reading.actions[i], "object", reading.actions[i].start, action=True)
        i -= 1
    if i in reading.actions:
        yield Governor(reading.actions[i], "object", reading.actions[i].start, action=True)
    verb = reading.verb_ends.get(i)
    if verb:  # "As victims were recognised 341 persons": the passive before its subject
        yield Governor(verb, "object", verb.start, inverted=not is_active(reading, verb))
    if reading.word(i - 1) == "and" and (shared := _verb_before_names(reading, i - 1)):
        yield Governor(shared, "object", shared.start)
    if reading.word(i - 1) in LEADING and (before := _verb_before(reading, i - 1)):
        yield Governor(before, "object", before.start, preposition=reading.word(i - 1))
    word = reading.word(i - 1)
    plain = word.isalpha() and may_modify(word) and i - 1 not in reading.nouns
    far = reading.verb_ends.get(i - 1) if plain and not verb else None
    if far and is_active(reading, far):
        yield Governor(far, "object", far.start)


def governors_far_left(reading: Reading, slot: Slot) -> Iterator[Governor]:
    """A verb that a circumstance parts from its object: "placed in shelters 12 victims"."""
    nearest = slot.first - 1
    while nearest > 0 and _skipped_left(reading, nearest):
        nearest -= 1
    if reading.word(nearest) in BE and reading.word(0) in PREPOSITIONS and reading.word(1) != "those":
        return  # "Among the 350 passengers interviewed were 28 potential victims"
    if reading.word(nearest) in OWN_CLAUSE:
        return  # "were arrested in May after two of the boys walked …": a clause or a circumstance of its own
    for i in range(slot.first - 2, max(-1, slot.first - 8), -1):
        word = reading.word(i)
        if word in FAR_STOPS or i in reading.slots_at:
            return
        verb = reading.verb_ends.get(i)
        if verb and word in PREPOSITIONS and {"past", "participle"} & verb.forms:
            yield Governor(verb, "object", verb.start, inverted=not is_active(reading, verb))
        if verb or word in PREPOSITIONS:
            return  # one circumstance may part a verb from its object, not two


def _skipped_left(reading: Reading, i: int) -> bool:
    word = reading.word(i)
    return word in SKIPPED_LEFT or (word.endswith("ly") and word.isalpha())


def is_object(reading: Reading, slot: Slot) -> bool:
    """Whether an active verb, known or not, stands right before a slot: "kept 12 men", "picked up 12 men"."""
    i = slot.first
    while i > 0 and _skipped_left(reading, i - 1) and i not in reading.verb_ends:
        i -= 1
    verb = reading.verb_ends.get(i)
    if verb is not None and OPINIONS & {entry.lemma for entry in verb.entries}:
        return False  # "the police believe four girls were sold": what is believed is a clause
    if verb is not None:
        return is_active(reading, verb) and word_before(reading, verb.start) not in BE
    word = reading.word(i - 2) if reading.word(i - 1) in PARTICLES else reading.word(i - 1)
    past = (word.endswith("ed") and len(word) > 4) or word in IRREGULAR_PAST
    return past and reading.word(i - 2) not in BE


def _verb_before_names(reading: Reading, i: int) -> Hit | None:
    """The verb before those that a number is joined to: "arrested Jo Hale and three others", "a couple and four"."""
    start = i - 1
    others = {"other", "others", "more"} & set(reading.words[i + 2 : i + 4]) or _pair_with_one(reading, i)
    while start > max(0, i - 9) and (
        reading.is_capital(start)
        or reading.word(start) in {",", "him", "her"}
        or (others and (start in reading.nouns or reading.word(start) in DETERMINERS))
    ):
        start -= 1
    joined = any(reading.word(k) != "," for k in range(start + 1, i))
    return reading.verb_ends.get(start + 1) if joined else None


def _pair_with_one(reading: Reading, i: int) -> bool:
    """As in "detained a man and two women", where no verb of their own follows the latter."""
    slot = reading.slot_at(i + 1)
    if slot is None or reading.word(i - 2) not in {"a", "an", "one"} or i - 1 not in reading.nouns:
        return False
    return not {reading.word(k) for k in range(slot.last, phrase_of(reading, slot).end + 1)} & AUXILIARIES


def _verb_before(reading: Reading, i: int) -> Hit | None:
    """The nearest verb before a preposition, in its clause ("awarded a total of 310,000 lei to four …")."""
    for start in range(i - 1, max(-1, i - PHRASE_TOKENS - 4), -1):
        if start in reading.times:
            continue
        if reading.word(start) in LEADING_STOPS:
            return None
        hit = reading.verbs.get(start)
        modifies = noun_within(reading, hit.end, 1) and reading.word(start - 1) in OPEN_PHRASE if hit else False
        if hit and hit.end <= i and not modifies and not _is_noun_like(reading, hit):
            return hit
    return None


def _is_noun_like(reading: Reading, hit: Hit) -> bool:
    """Whether a plain form is no verb where it stands: "handed jail terms to", "granted work permits to"."""
    if hit.end - hit.start > 1 or {"past", "participle", "ing", "third"} & hit.forms:
        return False
    before, behind = reading.word(hit.start - 1), reading.word(hit.end)
    joined = before in CONJUNCTIONS and behind.endswith("s") and reading.word(hit.end + 1) in PREPOSITIONS
    return joined or hit.start in reading.verb_ends


def is_active(reading: Reading, verb: Hit) -> bool:
    """Whether a verb form can have an object behind it: no participle after a form of "be"."""
    before = word_before(reading, verb.start)
    forms = verb.forms
    if before in BE:
        return "ing" in forms
    return bool({"past", "ing", "base", "third", "participle"} & forms)


def word_before(reading: Reading, i: int) -> str:
    """The word before a token, adverbs and negations left out."""
    i -= 1
    while i >= 0 and ((word := reading.word(i)) in ADVERBIAL or word.endswith("ly")):
        i -= 1
    return reading.word(i)


def governors_right(reading: Reading, start: int, alone: bool = False) -> Iterator[Governor]:
    """Verbs after a noun phrase that ends at `start`, nearest first, up to the end of the clause.

    With `alone` the walk stops at a number that is joined on: "38 of them female, and 677 victims rescued".
    """
    i, finite, theirs = start, False, reading.word(start) in OWN_SUBJECTS
    last = next(reversed(reading.verbs), -1)
    limit = min(last + 1, len(reading.words), start + VERB_TOKENS)
    while i < limit:
        word = reading.words[i]
        if word in SIGNPOSTS or i in reading.slots_at:
            onward = _past(reading, i, finite, alone)
            if onward is None:
                return
            if onward > i:
                i = onward
                continue
        verb = reading.verbs.get(i)
        if verb and (role := role_of(reading, verb)):
            if theirs and not _has_object(reading, verb.end):
                role = "object"  # "the 11 men they had exploited"
            theirs = False
            yield Governor(verb, role, i)
            finite = finite or role != "either" or word_before(reading, i) in BE
            i = verb.end
            continue
        finite = finite or word in BE_OR_HAVE or (word.endswith("ed") and word.isalpha() and len(word) > 4)
        i += 1


def _past(reading: Reading, i: int, finite: bool, alone: bool) -> int | None:
    """Where the walk to the verbs behind a noun goes on from a number or signpost; null if it ends there."""
    word, other = reading.word(i), reading.slot_at(i)
    if word in OPENERS:
        return reading.closing(i)
    if word == "of" and (end := _parenthesis_end(reading, i)):
        return end
    if word in CLAUSE_ENDS or _is_partitive(reading, i) or _goes_no_further(reading, i, alone):
        return None
    if finite and (_new_clause(reading, i) or (alone and word == ",")):
        return None
    if other is None:
        return i
    return max(other.last, phrase_of(reading, other).end) if _joins(reading, other) else other.last


def _goes_no_further(reading: Reading, i: int, alone: bool) -> bool:
    """Whether a number with a clause of its own or the end of a quotation closes the reach of a noun phrase."""
    other = reading.slot_at(i)
    if other and alone and _joins(reading, other):
        return True
    if other and other.quantity.kind == "percent" and reading.word(other.first - 1) in {",", "and"}:
        return True  # "97 workers …, 62% had taken a loan"
    return reading.word(i) in CLOSING_QUOTES and reading.word(i - 1) in {",", ".", "!", "?"}


def _is_partitive(reading: Reading, i: int) -> bool:
    return reading.word(i) == "of" and reading.word(i + 1) in {"which", "whom"}


def _parenthesis_end(reading: Reading, i: int) -> int:
    """Where "41 victims, of which nine minors, were granted …" goes on; 0 where "of which" has a verb of its own."""
    inside = range(i + 2, i + 5) if _is_partitive(reading, i) else ()
    part = next((slot for k in inside if (slot := reading.slot_at(k))), None)
    end = phrase_of(reading, part).end if part else 0
    return end if reading.word(end) in {",", ")"} else 0


def _joins(reading: Reading, other: Slot) -> bool:
    return other.quantity.kind == "count" and reading.word(other.first - 1) in {"and", "or", ",", "of"}


def _new_clause(reading: Reading, i: int) -> bool:
    """After a finite verb a conjunction begins a new clause, unless another verb of the same subject follows."""
    if reading.word(i) not in NEW_CLAUSES:
        return False
    nxt = i + 1
    while reading.word(nxt) in JOINING or reading.word(nxt).endswith("ly"):
        nxt += 1
    return not (nxt in reading.verbs or reading.word(nxt) in BE_OR_HAVE) or bool(reading.slot_at(nxt))


def postmodifier(reading: Reading, start: int) -> Iterator[Governor]:
    """A participle right behind a noun phrase: "of the 10,627 people referred to …", "of the 55 men wanted, …"."""
    verb = reading.verbs.get(start)
    follows = reading.word(verb.end) in BEHIND_PARTICIPLE or verb.end in reading.times if verb else False
    if verb and follows and {"past", "participle"} & verb.forms:
        yield Governor(verb, "object", start)


def relative(reading: Reading, start: int) -> Iterator[Governor]:
    """The verb of a relative clause right behind a noun phrase: "of the 96 people who received aid, 12 …"."""
    if reading.word(start) not in {"who", "that", "which"}:
        return
    i = start + 1
    while reading.word(i) in HELPING or reading.word(i).endswith("ly"):
        i += 1
    verb = reading.verbs.get(i)
    if verb and (role := role_of(reading, verb)):
        yield Governor(verb, role, i)


def role_of(reading: Reading, verb: Hit) -> Literal["object", "subject", "either"] | None:
    """What the noun before a verb is to it: its object in the passive, its subject in the active."""
    forms, before = verb.forms, word_before(reading, verb.start)
    if before in BE:
        return "subject" if "ing" in forms and not {"past", "participle"} & forms else "object"
    if before in HAVE:
        return "subject"
    if before in MODALS:
        return "subject" if "base" in forms else None
    if "ing" in forms:
        return "subject" if verb.start not in reading.nouns else None
    if {"past", "participle"} & forms:
        particle = verb.end - verb.start > 1 and reading.word(verb.end - 1) in PREPOSITIONS
        particle = particle and reading.slot_at(verb.end) is None  # "and handed over two suspects"
        return "subject" if _has_object(reading, verb.end) and not particle else "either"
    return "subject" if {"base", "third"} & forms and verb.start not in reading.nouns else None


def _has_object(reading: Reading, i: int) -> bool:
    return reading.word(i) in POINTING or i in reading.slots_at or i in reading.nouns


def has_verb(reading: Reading, start: int, end: int) -> bool:
    """Whether anything between two tokens looks like a finite verb."""
    if not FINITE.isdisjoint(reading.words[start:end]):
        return True
    verbs = (reading.verbs[i] for i in range(start, end) if i in reading.verbs)
    return any(role_of(reading, verb) is not None and not noun_within(reading, verb.end, 2) for verb in verbs)
