"""Where a number stands in its sentence: in a clause, in a bracket, in a list, behind a cue."""

from __future__ import annotations

from collections.abc import Iterator

from thbextract.pipeline import links
from thbextract.pipeline.governors import has_verb
from thbextract.pipeline.grammar import (
    AUXILIARIES,
    CLAUSE_BREAKS,
    CLAUSE_ENDS,
    CLOSERS,
    FILLERS,
    LEFT_FILLERS,
    OPENERS,
    PAST_FORMS,
    PREPOSITIONS,
    Cues,
)
from thbextract.pipeline.phrases import phrase_of
from thbextract.pipeline.reading import Reading, Slot

JOINTS = frozenset((",", ";", "and", "&", "or", "plus"))
# Fillers that a cue may end with.
STANDING = frozenset(("of", "to", "these", "those", "this"))
# What may stand between a cue and its number.
HEDGING = (LEFT_FILLERS | {",", "~"}) - STANDING
# Nothing but these stands between the beginning of a clause and its subject.
BEFORE_SUBJECT = (
    LEFT_FILLERS
    | FILLERS
    | {"and", "but", "while", "whereas", "however", "whilst", "yet", "that"}
    | {"said", "says", "told", "noted", "reported", "added"}
)
CLAUSE_JOINTS = frozenset(("and", "but", "while", "whereas", "whilst"))
# What a sentence begins with that sets the ground of a breakdown: "By the kind of exploitation 149 were …".
BY_GROUND = frozenset(("by", "according", "regarding", "concerning", "seen", "broken"))
BEFORE_CLAUSE = CLAUSE_ENDS | {"(", '"', "“"}
BEFORE_OPENING = CLAUSE_BREAKS | {"and", "but", "while", '"', "“", "("}
WITHIN_LIST = CLAUSE_ENDS - {";"}
OF_WHOLE = LEFT_FILLERS | {"of", "out", "among", "from"}
VERBAL = (AUXILIARIES - {"to", "being", "having"}) | PAST_FORMS
TELLING = PREPOSITIONS | {"of", "–", "—", "-"}
QUOTES = frozenset(('"', "“", "'", "-", "•"))
BEFORE_START = BEFORE_SUBJECT | QUOTES
# A number farther from the beginning does not open its sentence.
OPENING_TOKENS = 40
# Those who come on top of others are no part of them.
MORE = frozenset(("more", "further", "additional", "another", "extra"))


def left_of(reading: Reading, slot: Slot) -> int:
    """The token behind the last word before a number that is more than a filler."""
    i = reading.back_over(slot.first, HEDGING)
    return i - 2 if reading.word(i - 1) == "of" and reading.word(i - 2) == "total" else i


def ends_with(reading: Reading, i: int, cues: Cues) -> bool:
    """Whether one of the cues ends right before a token, and is not said of a number before it ("eleven of them")."""
    known = cues.get(reading.word(i - 1))
    return known is not None and any(
        reading.words[max(0, i - len(cue)) : i] == cue and i - len(cue) - 1 not in reading.slots_at for cue in known
    )


def clause_start(reading: Reading, i: int) -> int:
    """The token behind the last comma, number or end of a clause before a token."""
    while i > 0 and reading.word(i - 1) not in CLAUSE_BREAKS and i - 1 not in reading.slots_at:
        i -= 1
    return i


def alone_in_bracket(reading: Reading, slot: Slot) -> bool:
    """Whether a bracket holds nothing but a number."""
    return reading.word(slot.first - 1) in OPENERS and reading.word(slot.last) in CLOSERS


def joined(reading: Reading, last: Slot, slot: Slot) -> bool:
    """Whether a list goes on from one number to the next: a comma or "and", and no finite verb between."""
    start, end = phrase_of(reading, last).end, slot.first
    between = reading.words[start:end]
    if reading.bracket_of(last.first) != reading.bracket_of(slot.first):
        return False
    if len(between) > links.COORDINATION_TOKENS or JOINTS.isdisjoint(between) or not WITHIN_LIST.isdisjoint(between):
        return False
    return not has_verb(reading, start, end)


def run_from(reading: Reading, slot: Slot) -> Iterator[Slot]:
    """A slot and those that are joined to it one after the other."""
    last = slot
    yield slot
    for other in reading.slots[slot.index + 1 : slot.index + links.MEMORY]:
        if other.quantity.kind == "percent":
            continue
        if not joined(reading, last, other):
            return
        yield other
        last = other


def is_subject(reading: Reading, slot: Slot) -> bool:
    """Whether a bare number is the subject of its clause: first in it, a verb behind it, no time of its own."""
    if not predicate_at(reading, phrase_of(reading, slot).end) or timed_behind(reading, slot):
        return False
    if MORE & set(reading.words[slot.first - 1 : slot.last + 1]):
        return False
    i = slot.first
    while i > 0 and reading.word(i - 1) in BEFORE_SUBJECT and i - 1 not in reading.times:
        i -= 1
    if i == 0 or reading.word(i - 1) in BEFORE_CLAUSE:
        return True
    start = clause_start(reading, i - 1)
    timed = any(k in reading.times for k in range(start, i))
    until = reading.word(start) == "by" or "only" in reading.words[i : slot.first]
    if reading.word(i - 1) == "," or reading.word(i) in CLAUSE_JOINTS:
        own = start in reading.times or reading.word(start) in PREPOSITIONS
        return until or not (timed and own)  # "In 2020, 38 were …" begins anew
    return start == 0 and (until if timed else reading.word(0) in BY_GROUND)


def timed_behind(reading: Reading, slot: Slot) -> bool:
    """Whether the clause of a number goes on to a time of its own: "11 had been convicted in the year before"."""
    for i in range(slot.last, len(reading.words)):
        if reading.words[i] in CLAUSE_BREAKS or i in reading.slots_at:
            return False
        if i in reading.times:
            return True
    return False


def predicate_at(reading: Reading, i: int) -> bool:
    """Whether a finite verb stands at a token, adverbs left out."""
    while reading.word(i) in FILLERS or (reading.word(i).endswith("ly") and reading.word(i).isalpha()):
        i += 1
    word = reading.word(i)
    return word in VERBAL or i in reading.verbs or (word.endswith("ed") and len(word) > 4)


def opens_sentence(reading: Reading, slot: Slot) -> bool:
    """Whether a number opens its sentence, but for a circumstance or a share: "By 30 September, 153 were …"."""
    first = slot.first
    start = next((i for i in range(first) if reading.word(i) not in BEFORE_START), first)
    if start == first or reading.word(0) in BY_GROUND:
        return True
    if first > OPENING_TOKENS:
        return False
    if any(i in reading.nouns and i not in reading.times for i in range(start, first)):
        return any(other.quantity.kind == "percent" for other in reading.slots[: slot.index])
    return reading.word(start) in PREPOSITIONS or bool(slot.index)


def opens_clause(reading: Reading, slot: Slot) -> bool:
    """Whether only words such as "of the" stand between the beginning of a clause and a number."""
    i = reading.back_over(slot.first, OF_WHOLE)
    return i == 0 or reading.word(i - 1) in BEFORE_OPENING


def names_whole(reading: Reading, slot: Slot) -> bool:
    """Whether a slot is named only as the whole of others: "of the 55", not "of these 61 were women"."""
    if not links.is_whole_of(reading, slot):
        return False
    return reading.word(slot.first - 1) not in {"these", "those"} or not predicate_at(reading, slot.last)


def elliptic(reading: Reading, slot: Slot) -> bool:
    """Whether a bare number is an item of a list that leaves its verb out: "six are of Serbia and three of Albania"."""
    end = slot.last
    if reading.word(left_of(reading, slot) - 1) not in JOINTS and reading.word(slot.first - 1) not in JOINTS:
        return False
    behind = reading.word(end)
    told = behind in TELLING or (behind.endswith("ly") and behind.isalpha())
    return (told or any(hit.start == end for hit in reading.features)) and not {end, end + 1} & reading.times
