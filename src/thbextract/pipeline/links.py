"""How numbers of one sentence hang together: parts of a whole, coordination, comparison, brackets, labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thbextract.pipeline.governors import has_verb
from thbextract.pipeline.grammar import (
    BE,
    CLAUSE_ENDS,
    CONJUNCTIONS,
    HEDGES,
    HEDGES_BUT_OF,
    OPENERS,
    Cues,
    cues_of,
)
from thbextract.pipeline.phrases import phrase_of
from thbextract.pipeline.reading import Phrase, Reading, Slot
from thbextract.records import Count

PART_CUES = cues_of(
    """including, incl., incl ., among them, among whom, of whom, of which, of these, of those, of them, namely, made
    up of, comprising, include, includes, included, consisting of, consisted of, composed of, among the, among
    which, inclusively, inclusive of, notably, thereof"""
)
COMPARISON_CUES = cues_of(
    """compared with, compared to, comparison with, up from, down from, increase from, decrease from, against, than,
    versus, from, to, following, followed by"""
)
# What compares, and leads to nothing else.
PLAIN_COMPARISON_CUES = cues_of(
    """compared with, compared to, comparison with, up from, down from, increase from, decrease from, than, versus,
    from, followed by"""
)
WITH = cues_of("with")
COORDINATION_TOKENS = 16
COORDINATING = frozenset(("and", ",", "or", "plus", "as", "&", "|", "/"))
UNCOORDINATED = CLAUSE_ENDS - {"|"}
SIDE_BY_SIDE = CONJUNCTIONS | {","}
LEADING_TO_WHOLE = frozenset(("of", "among", "regarding", "concerning"))
BEFORE_WHOLE = frozenset((",", ";", "and", "out", '"', "“", "("))
# Counts that people may add up to, and of how many parts at most.
SUMMED = frozenset(("victims", "assistance", "suspects", "prosecutions", "convictions"))
SUMMANDS = 6
# How many numbers back a number may hang on another; longer series are lists or tables run together.
MEMORY = 30
# What may be said to happen "with" so many of a kind among them.
WITH_PARTS = frozenset(("groups", "suspects", "victims"))
PEOPLE_KINDS = frozenset(
    ("person", "vulnerable", "victim", "offender", "defendant", "staff", "member", "referral", "beneficiary", "convict")
)


@dataclass(slots=True)
class Link:
    """The count that a slot belongs to: `part` of it, or `alike` (of the same noun); `bracket` is its bracket.

    A part is `summed` where it and others beside it add up to the host. A `weak` link joins two numbers for no
    other reason than that they stand in one sentence.
    """

    host: int | None = None
    part: bool = False
    alike: bool = False
    sibling: bool = False
    compared: bool = False
    weak: bool = False
    summed: bool = False
    bracket: int | None = None


def link_of(reading: Reading, slot: Slot, found: Mapping[int, Count]) -> Link:
    """How a slot hangs on the counts before it in its sentence."""
    phrase = phrase_of(reading, slot)
    if phrase.whole is not None and phrase.whole != slot.index:
        return Link(phrase.whole if phrase.whole in found else None, part=True)
    near = reading.slots[max(0, slot.index - MEMORY) : slot.index]
    counted = [other for other in near if other.index in found and _hosts(found[other.index])]
    bracket = reading.bracket_of(slot.first)
    if not counted:
        return Link(bracket=bracket if near else None)
    if bracket is not None and bracket > counted[0].first:
        return _bracketed(reading, slot, counted, bracket, found)
    plain = [other for other in counted if reading.bracket_of(other.first) is None]
    counted = plain or counted  # "charged 43 traffickers (in 28 cases), 31 for …" goes on about the traffickers
    if summed := _summed(reading, slot, counted, found):
        return Link(summed.index, part=True, summed=True)
    part = _part_of(reading, slot, phrase, counted, found)
    return Link(part.index, part=True) if part else _alike(reading, slot, phrase, counted, found)


def _part_of(
    reading: Reading, slot: Slot, phrase: Phrase, counted: list[Slot], found: Mapping[int, Count]
) -> Slot | None:
    """The whole that a slot is a part of."""
    last = counted[-1]
    if reading.word(slot.first - 1) in {":", "–", "—"} and slot.first - 1 - phrase_of(reading, last).end in range(4):
        return last  # "234 possible victims: 163 men", "86 persons suffered: 54 women"
    if cue_before(reading, slot, WITH) and found[last.index].category in WITH_PARTS:
        return last  # "3,744 arrests worldwide, with 1,800 related to trafficking"
    if phrase.kind == "pronoun":
        return _antecedent(reading, phrase, counted, found)
    if cue_before(reading, slot, PART_CUES):
        return last
    whole = _whole_before(reading, counted)
    if whole is not None and phrase.kind in ("bare", "unknown", "noun") and _people(found[whole.index], phrase):
        return whole
    return None


def _summed(reading: Reading, slot: Slot, counted: list[Slot], found: Mapping[int, Count]) -> Slot | None:
    """The count that people told right behind it add up to: "60 convictions; 41 males and 19 females"."""
    if not _is_plain(reading, slot):
        return None
    for whole in reversed(counted[-SUMMANDS:]):
        if found[whole.index].category not in SUMMED or is_whole_of(reading, whole):
            continue
        total = 0.0
        for other in reading.slots[whole.index + 1 : whole.index + 1 + SUMMANDS]:
            if other.quantity.kind == "percent":
                continue
            if not _is_plain(reading, other):
                break
            total += other.quantity.value
            if total == whole.quantity.value and other.index >= slot.index and other.index > whole.index + 1:
                return whole
    return None


def _is_plain(reading: Reading, slot: Slot) -> bool:
    """Whether a number counts people of whom nothing else is said, so that they may be parts of others."""
    phrase = phrase_of(reading, slot)
    named = phrase.rule is not None and phrase.rule.kind in {"person", "vulnerable"}
    return slot.quantity.kind == "count" and (named or phrase.kind == "bare")


def _alike(reading: Reading, slot: Slot, phrase: Phrase, counted: list[Slot], found: Mapping[int, Count]) -> Link:
    """The count that a slot is compared with, joined to, or at least stands beside."""
    if cue_before(reading, slot, COMPARISON_CUES) and phrase.kind in ("bare", "noun"):
        same = [other for other in counted if phrase.rule and found[other.index].noun == phrase.rule.kind]
        return Link(_compared(reading, same or counted).index, alike=True, compared=True)
    if _coordinated(reading, counted[-1], slot):
        if phrase.rule and cue_before(reading, counted[-1], COMPARISON_CUES):
            same = [other for other in counted[:-1] if found[other.index].noun == phrase.rule.kind]
            if same:  # "738 cases and 1,204 accused, as against 612 cases and 988 accused"
                return Link(same[-1].index, alike=True, compared=True)
        return Link(counted[-1].index, alike=True, sibling=True)
    if _is_adjective(slot, phrase) and found[counted[-1].index].noun in PEOPLE_KINDS:
        return Link(counted[-1].index, alike=True, sibling=True)
    if phrase.kind == "bare":
        host = _outermost(counted, found) if _after_verb(reading, phrase) else counted[-1]
        return Link(host.index, alike=True, weak=True)
    return Link()


def _is_adjective(slot: Slot, phrase: Phrase) -> bool:
    """As in "of whom 261 were female and 126 male": a singular behind many only describes them."""
    described = phrase.entry is not None and not phrase.entry.plural and slot.quantity.value > 1
    return described and phrase.rule is not None and phrase.rule.kind == "person" and phrase.rule.sex is not None


def is_compared(reading: Reading, slot: Slot, phrase: Phrase) -> bool:
    """Whether a bare number is what the one before is compared with: "1.4 million dalasi, up from 900,000"."""
    return phrase.kind == "bare" and cue_before(reading, slot, PLAIN_COMPARISON_CUES)


def _hosts(count: Count) -> bool:
    return count.category not in ("money", "percent", "sentences") and count.rule != "difference"


def _compared(reading: Reading, counted: list[Slot]) -> Slot:
    """The count that a comparison takes up: the last that is no circumstance of another ("39 people in 22 cases")."""
    main = [slot for slot in counted if reading.word(slot.first - 1) not in {"in", "by", "from"}]
    return (main or counted)[-1]


def _bracketed(reading: Reading, slot: Slot, counted: list[Slot], bracket: int, found: Mapping[int, Count]) -> Link:
    inside = [other for other in counted if other.first > bracket]
    outside = [other for other in counted if other.first < bracket]
    around = reading.bracket_of(bracket)  # "90 victims (60 women (20 of them minors) and 30 men)"
    plain = [other for other in outside if reading.bracket_of(other.first) == around]
    if outside and not plain:
        return Link(outside[-1].index, alike=True, sibling=True, bracket=bracket)
    outside = plain
    if not outside:
        return Link(inside[-1].index if inside else None, alike=True, bracket=bracket)
    dated = any(i in reading.times for i in range(bracket, reading.closing(bracket)))
    if dated and (rule := phrase_of(reading, slot).rule):
        same = [other for other in outside if found[other.index].noun == rule.kind]
        outside = same or outside  # "89 traffickers in 51 cases (2020: 81 traffickers)"
    if parallel := _parallel(reading, slot, counted, outside[-1]):
        return Link(parallel.index, alike=True, sibling=True, bracket=bracket)
    return Link(outside[-1].index, part=not dated, alike=dated, bracket=bracket)


def _parallel(reading: Reading, slot: Slot, counted: list[Slot], outer: Slot) -> Slot | None:
    """As in "24 in 2020 (41 suspects) and 19 in 2021 (22)": the bracket before, where both hang on bare numbers."""
    if phrase_of(reading, slot).kind != "bare" or phrase_of(reading, outer).kind != "bare":
        return None
    before = [other for other in counted if other.first < outer.first and reading.bracket_of(other.first) is not None]
    return before[-1] if before and phrase_of(reading, before[-1]).kind == "noun" else None


def _whole_before(reading: Reading, counted: list[Slot]) -> Slot | None:
    """The whole of "Of the 55 defendants, 32 …": a count behind "of the" where the clause begins."""
    for slot in reversed(counted):
        if is_whole_of(reading, slot):
            return slot
    return None


def is_whole_of(reading: Reading, slot: Slot) -> bool:
    """Whether a slot is named only as the whole of others ("Of the 55 …", "32 of the 55 …", "out of 356")."""
    if LEADING_TO_WHOLE.isdisjoint(reading.held):
        return False
    i = reading.back_over(slot.first, HEDGES_BUT_OF) - 1
    if i == 0 and reading.word(i) in {"regarding", "concerning"}:
        return True  # "Regarding the 41 offenders who were arrested in 40 cases, 24 were …"
    return reading.word(i) in {"of", "among"} and (
        i == 0 or reading.word(i - 1) in BEFORE_WHOLE or i - 1 in reading.slots_at
    )


def _people(count: Count, phrase: Phrase) -> bool:
    rule = phrase.rule
    if rule is None:
        return True
    return rule.kind in {
        "person",
        "vulnerable",
        "victim",
        "staff",
        "defendant",
        "offender",
        "member",
    } and count.noun not in {
        "activity",
        "organization",
    }


def _antecedent(reading: Reading, phrase: Phrase, counted: list[Slot], found: Mapping[int, Count]) -> Slot:
    """What "of them" or "of whom" goes back to: people rather than things, and the whole rather than a part."""
    people = [slot for slot in counted if found[slot.index].noun in PEOPLE_KINDS]
    people = people or [slot for slot in counted if found[slot.index].noun is None]
    if reading.word(phrase.end - 1) == "whom" and people:
        return people[-1]
    return _outermost(people or counted, found)


def _outermost(counted: list[Slot], found: Mapping[int, Count]) -> Slot:
    """The last count that is not itself a part of another."""
    for slot in reversed(counted):
        if found[slot.index].whole is None:
            return slot
    return counted[-1]


def cue_before(reading: Reading, slot: Slot, cues: Cues) -> bool:
    """Whether one of some cues stands right before a number and what hedges it."""
    i = reading.back_over(slot.first, HEDGES)
    while reading.word(i - 1) == "of" and reading.word(i - 2) == "total":
        i = reading.back_over(i - 1, HEDGES)
    known = cues.get(reading.word(i - 1))
    return known is not None and any(reading.words[max(0, i - len(cue)) : i] == cue for cue in known)


def _coordinated(reading: Reading, before: Slot, slot: Slot) -> bool:
    """Whether only nouns, prepositions and a conjunction or comma stand between two slots."""
    start, end = phrase_of(reading, before).end, slot.first
    if not 0 <= end - start <= COORDINATION_TOKENS:
        return start > end
    between = reading.words[start:end]
    if between and between[0] in OPENERS and reading.closing(start) >= end:
        return True
    if COORDINATING.isdisjoint(between) or not UNCOORDINATED.isdisjoint(between):
        return False
    return not has_verb(reading, start, end)


def _after_verb(reading: Reading, phrase: Phrase) -> bool:
    return reading.word(phrase.end) in BE or phrase.end in reading.verbs


def bare_run(reading: Reading, slot: Slot) -> list[Slot]:
    """The bare numbers that stand side by side with a slot: "49, 37, 11 and one"."""
    slots, start, end = reading.slots, slot.index, slot.index + 1
    while start > 0 and _side_by_side(reading, slots[start - 1], slots[start]):
        start -= 1
    while end < len(slots) and _side_by_side(reading, slots[end - 1], slots[end]):
        end += 1
    run = list(slots[start:end])
    return run if all(phrase_of(reading, other).kind in ("bare", "unknown") for other in run) else []


def _side_by_side(reading: Reading, before: Slot, slot: Slot) -> bool:
    """Whether nothing but a comma or a conjunction or both stand between two numbers."""
    return 0 < slot.first - before.last <= 2 and SIDE_BY_SIDE.issuperset(reading.words[before.last : slot.first])
