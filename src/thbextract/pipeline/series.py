"""Labels of numbers: "Convictions: 12", and series behind one head: "Victims by origin: Hungary 18, Bulgaria 14"."""

from __future__ import annotations

from thbextract.patterns import NounRule
from thbextract.pipeline.grammar import BE, CLAUSE_ENDS, LEFT_FILLERS, PREPOSITIONS
from thbextract.pipeline.lexicon import Entry, Hit
from thbextract.pipeline.reading import Reading, Slot
from thbextract.records import Category

DASHES = frozenset(("-", "–", "—"))
SEPARATORS = frozenset((",", ";", "|", "/", "and", "&", "•"))
ITEM_BREAKS = SEPARATORS | {":"}
LABEL_SIGNS = DASHES | {":"}
GOVERNING = PREPOSITIONS | {"of"}
# What a number of a series may be followed by: the next item, a share of it in brackets, or the end.
ITEM_ENDS = SEPARATORS | {"", ".", "(", ")", "%"}
FOLLOWING = frozenset(("following", "follows"))
# Items and heads longer than this are sentences.
ITEM_TOKENS, HEAD_TOKENS = 7, 16

# Categories that a noun of a head or heading hands on to the numbers below it.
DECIDING: frozenset[Category] = frozenset(
    (
        "cases",
        "investigations",
        "suspects",
        "prosecutions",
        "convictions",
        "victims",
        "assistance",
        "groups",
        "sentences",
    )
)

# The tokens of a label and the noun that it names.
Label = tuple[int, int, Entry | None]


def label_before(reading: Reading, slot: Slot) -> Label | None:
    """The label of a number: what stands before its colon or dash, else the head of its series."""
    own = own_label(reading, slot)
    if own is not None and (own[2] is not None or any(i in reading.verbs for i in range(own[0], own[1]))):
        return own
    head = series_head(reading, slot)
    return head or own


def label_noun(reading: Reading, slot: Slot) -> Entry | None:
    """The noun of a number's item in a series ("men 71"), else that of its label."""
    label = label_before(reading, slot)
    if label is None:
        return None
    start = _item_start(reading, slot)
    items = [reading.nouns[i].entries[0] for i in range(start, slot.first) if i in reading.nouns]
    return items[-1] if items and start >= label[1] else label[2]


def own_label(reading: Reading, slot: Slot) -> Label | None:
    """What stands before the colon or dash of a number, where a sentence, a clause or another figure ends before it."""
    if LABEL_SIGNS.isdisjoint(reading.held):
        return None
    i = reading.back_over(slot.first, LEFT_FILLERS) - 1
    if reading.word(i) not in LABEL_SIGNS:
        return None
    start = i
    while start > 0 and not reading.slot_at(start - 1) and reading.word(start - 1) not in CLAUSE_ENDS:
        start -= 1
    if reading.slot_at(start - 1) and reading.word(start) == ",":
        start += 1  # "Arrests: 30, convictions: 5"
        return (start, i, _head_noun(reading, start, i)) if start < i else None
    begins = start == 0 or reading.word(start - 1) in CLAUSE_ENDS
    return (start, i, _head_noun(reading, start, i)) if start < i and begins else None


def _head_noun(reading: Reading, start: int, end: int) -> Entry | None:
    """The noun that a label is about: what "number of" names, the last before its first preposition, or the first."""
    for i in range(start, end):
        if reading.word(i) in {"number", "numbers", "total"} and reading.word(i + 1) == "of":
            start = i + 2
    head: Entry | None = None
    i = start
    while i < end:
        if reading.word(i) in GOVERNING and head is not None:
            break
        hit = reading.nouns.get(i)
        named = hit is not None and not _is_time(hit) and not _of_form(reading, hit)
        head = hit.entries[0] if hit is not None and named else head
        i = hit.end if hit else i + 1
    return head


def _of_form(reading: Reading, hit: Hit) -> bool:
    """Whether a noun is a part of the name of a form of exploitation: "Forced crime: 11" counts no crimes."""
    rule = hit.entries[0].rule
    proceeding = isinstance(rule, NounRule) and rule.kind == "case"
    return proceeding and any(
        form.start <= hit.start and hit.end <= form.end and form.end - form.start > 1 for form in reading.features
    )


def _is_time(hit: Hit) -> bool:
    rule = hit.entries[0].rule
    return isinstance(rule, NounRule) and rule.kind == "time"


def series_head(reading: Reading, slot: Slot) -> Label | None:
    """The head before the colon of a series that a number is an item of.

    An item is a few words without a verb, its number, and a separator; the head names what all items count.
    """
    if ":" not in reading.held:
        return None
    start = _item_start(reading, slot)
    if slot.first - start > ITEM_TOKENS or reading.word(slot.last) not in ITEM_ENDS:
        return None
    if any(i in reading.verbs and i not in reading.nouns for i in range(start, slot.first)):
        return None
    colon = next((i for i in range(slot.first - 1, -1, -1) if reading.word(i) in {":", "."}), -1)
    if colon < 1 or reading.word(colon) != ":" or (colon >= slot.first - 1 and start > colon):
        return None
    if any(reading.word(i) in BE for i in range(colon, slot.first)):
        return None  # a sentence behind the colon, and no series
    begin = colon
    while begin > 0 and colon - begin < HEAD_TOKENS and reading.word(begin - 1) not in CLAUSE_ENDS:
        if reading.slot_at(begin - 1):
            return None  # "234 victims: 163 men": parts of a count, no series
        begin -= 1
    entry = deciding_noun(reading, begin, colon)
    return (begin, colon, entry) if entry is not None else None


def list_head(reading: Reading, slot: Slot) -> Label | None:
    """The head of a list of things with their nouns: "The following were arrested: 3 recruiters, 2 drivers"."""
    if FOLLOWING.isdisjoint(reading.held):
        return None
    colon = next((i for i in range(slot.first - 1, 0, -1) if reading.word(i) in CLAUSE_ENDS), 0)
    if reading.word(colon) != ":" or FOLLOWING.isdisjoint(reading.words[:colon]):
        return None
    between = range(colon + 1, slot.first)
    if any(i in reading.verbs and i not in reading.nouns for i in between) or any(map(reading.slot_at, range(colon))):
        return None
    return (0, colon, None)


def _item_start(reading: Reading, slot: Slot) -> int:
    """Where the item of a number begins: behind the last separator, colon or number."""
    start = slot.first
    while start > 0 and reading.word(start - 1) not in ITEM_BREAKS and start - 1 not in reading.slots_at:
        start -= 1
    return start


def deciding_noun(reading: Reading, start: int, end: int) -> Entry | None:
    """The first noun of a head that has a category of its own."""
    for i in range(start, end):
        rule = reading.nouns[i].entries[0].rule if i in reading.nouns else None
        if isinstance(rule, NounRule) and rule.category in DECIDING:
            return reading.nouns[i].entries[0]
    return None
