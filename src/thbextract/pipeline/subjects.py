"""The noun that a number without one is said of: its subject, its label, what it shares with the number after it."""

from __future__ import annotations

from thbextract.patterns import NounRule
from thbextract.pipeline import items, links, series
from thbextract.pipeline.grammar import (
    AUXILIARIES,
    BE,
    CLAUSE_BREAKS,
    CLAUSE_ENDS,
    CONJUNCTIONS,
    DETERMINERS,
    FILLERS,
    HEDGES,
    HEDGES_BUT_OF,
    IRREGULAR_PAST,
    LEFT_FILLERS,
    NEGATIONS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from thbextract.pipeline.lexicon import Entry, Hit
from thbextract.pipeline.phrases import phrase_of
from thbextract.pipeline.reading import Phrase, Reading, Slot

# Verbs that tell how large a number is: what they say it of stands before them.
MEASURES = frozenset(
    [
        "number",
        "numbered",
        "numbers",
        "total",
        "totalled",
        "totaled",
        "totals",
        "totalling",
        "totaling",
        "numbering",
        "amounting",
        "reach",
        "reached",
        "reaches",
        "stand",
        "stood",
        "stands",
        "rise",
        "rose",
        "risen",
        "fall",
        "fell",
        "fallen",
        "increase",
        "increased",
        "decrease",
        "decreased",
        "decline",
        "declined",
        "drop",
        "dropped",
        "grow",
        "grew",
        "grown",
        "climb",
        "climbed",
        "amount",
        "amounted",
        "account",
        "accounted",
        "accounts",
        "accounting",
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "became",
        "to",
        "from",
        "at",
        "by",
        "made",
        "constituted",
        "represent",
        "represented",
        "reads",
        "read",
    ]
)
# Words for a change that "to" leads to the end of.
CHANGES = (MEASURES - BE - {"to", "at"}) | {
    "raised",
    "reduced",
    "cut",
    "lowered",
    "doubled",
    "tripled",
    "quadrupled",
    "halved",
    "jumped",
    "surged",
    "soared",
    "plunged",
    "slipped",
    "shrank",
    "dwindled",
    "went",
    "bringing",
    "brings",
    "brought",
    "up",
    "down",
}
# How far before "to" the verb of a change may stand.
CHANGE_TOKENS = 8
# Words for how many there are of what stands behind their "of", and how far before the number they may stand.
COUNTERS = frozenset(("number", "numbers", "total", "totals", "count", "tally", "that", "those"))
NUMBERING = COUNTERS | {"how"}
NUMBERED_TOKENS = 45
# How far behind "number of" the noun may stand.
NAMED_TOKENS = 6
# Verbs between a set and how many of what kind are in it.
INCLUSIONS = frozenset(
    (
        "include",
        "includes",
        "included",
        "including",
        "were",
        "are",
        "makes",
        "made",
        "constitutes",
        "constituted",
        "totalled",
        "totaled",
        "totalling",
        "totaling",
        "numbered",
        "numbering",
        "comprised",
    )
)
# What a share is told with, behind those whose share it is.
SHARES = frozenset(
    [(verb, "for") for verb in ("account", "accounts", "accounted", "accounting")]
    + [(verb, "up") for verb in ("make", "makes", "made", "making")]
)
# What ties people to the proceeding that is about them, besides "against".
CONCERNING = (("in", "respect", "of"), ("in", "relation", "to"), ("with", "regard", "to"))
# What may stand right before a number that counts something named elsewhere.
CLOSED = (
    PREPOSITIONS | DETERMINERS | PRONOUNS | AUXILIARIES | RELATIVES | CONJUNCTIONS | NEGATIONS | FILLERS | LEFT_FILLERS
) | {"including", "among", "of", "there", "included", "include", "includes", "against", "compared"}
UNNUMBERED = CLOSED | IRREGULAR_PAST | MEASURES
# What may stand between a number and the verb that says how large it is, and between it and its noun.
BEFORE_FIGURE = LEFT_FILLERS - {"to", "at"}
BEFORE_SAID = BEFORE_FIGURE | PRONOUNS
ENUMERATING = CONJUNCTIONS | {","}
BEFORE_SHARED = ENUMERATING | FILLERS | LEFT_FILLERS
GOVERNING = PREPOSITIONS | {"of"}
BEFORE_MODIFIERS = GOVERNING | CLAUSE_ENDS | BE


def left_noun(reading: Reading, slot: Slot) -> Entry | None:
    """The noun that a bare number is said of: "the number of victims fell from 90 to 81", "Convictions: 12"."""
    if series.label_before(reading, slot) and (labelled := series.label_noun(reading, slot)):
        return labelled
    bracket = reading.bracket_of(slot.first)
    if bracket is not None:
        return _subject(reading, bracket)
    if following := _shared_noun(reading, slot):
        return following
    i = reading.back_over(slot.first, BEFORE_SAID) - 1
    led = reading.word(i) == "to" and reading.word(i - 1) not in {"compared", "comparison"}
    if led and not CHANGES & set(reading.words[max(0, i - CHANGE_TOKENS) : i]):
        return None  # "fell by half to 31", not "gave advice to 77"
    if links.cue_before(reading, slot, links.COMPARISON_CUES):
        return _subject(reading, i)  # "did not report the number of investigations, compared with 25 in 2017"
    if reading.word(i) not in MEASURES or (reading.word(i) in BE and reading.word(i - 1) == "there"):
        return None
    return _subject(reading, i)


def share_holder(reading: Reading, slot: Slot) -> Entry | None:
    """Whose share a percentage is: "women account for 60 per cent", "girls make up 12 %"."""
    i = reading.back_over(slot.first, LEFT_FILLERS) - 1
    return _subject(reading, i - 1) if (reading.word(i - 1), reading.word(i)) in SHARES else None


def modified_noun(reading: Reading, slot: Slot) -> Entry | None:
    """The noun of "10 male and 15 female victims" for its first number, which a singular noun only modifies."""
    phrase, after = phrase_of(reading, slot), slot.index + 1
    if phrase.entry is None or phrase.entry.plural or slot.quantity.value == 1 or after >= len(reading.slots):
        return None
    between = reading.words[phrase.end : reading.slots[after].first]
    entry = phrase_of(reading, reading.slots[after]).entry
    return entry if between in (["and"], ["or"], [","]) and entry and entry.plural else None


def _shared_noun(reading: Reading, slot: Slot) -> Entry | None:
    """The noun that several numbers share: "opened 22 and closed 13 investigations", "1 921, 803 and 777 victims"."""
    last = slot
    changed = reading.word(slot.first - 1) == "from"  # "grew from 11 to 44 cases"
    for after in reading.slots[slot.index + 1 :]:
        if changed and reading.words[last.last : after.first] == ["to"]:
            return phrase_of(reading, after).entry
        between = [reading.word(i) for i in range(last.last, after.first)]
        verbs = [i for i in range(last.last, after.first) if i in reading.verbs]
        if len(between) > 4 or not between or between[0] not in ENUMERATING:
            return None
        if not BEFORE_SHARED.issuperset(between[: len(between) - len(verbs)]):
            return None
        if entry := phrase_of(reading, after).entry:
            return entry
        last = after
    return None


def topic(reading: Reading, slot: Slot) -> tuple[int, Entry] | None:
    """The noun of "Of the victims, …" or "Among all persons arrested, …" and the token behind it."""
    if reading.word(0) not in {"of", "among", "out", "from"}:
        return None
    for i in range(1, min(8, slot.first)):
        if reading.slot_at(i) or reading.word(i) in CLAUSE_BREAKS:
            return None
        if i in reading.nouns:
            hit = reading.nouns[i]
            return hit.end, hit.entries[0]
    return None


def noun_before_inclusion(reading: Reading, slot: Slot) -> Entry | None:
    """The noun of "the defendants include 12 …", "the number of the injured makes 23 …"."""
    i = reading.back_over(slot.first, HEDGES) - 1
    return _subject(reading, i) if reading.word(i) in INCLUSIONS else None


def _subject(reading: Reading, end: int) -> Entry | None:
    """The head noun of the subject before token `end`.

    It is what "number of" names, else the last noun that no preposition governs, else the nearest noun.
    """
    if numbered := _numbered(reading, end):
        return numbered.entries[0]
    nearest, head = None, None
    for k in range(end - 1, max(-1, end - 18), -1):
        other = reading.slot_at(k)
        if (other and not _is_change(reading, other)) or reading.word(k) in CLAUSE_ENDS:
            break  # "The number of cases fell by half to 31" goes on behind the share
        hit = reading.nouns.get(k)
        if hit is None or k in reading.times or _is_time(hit):
            continue
        nearest = nearest or hit
        before = _word_before(reading, k)
        if before not in GOVERNING:
            head = head or hit
    return (head or nearest).entries[0] if nearest else None


def numbered_noun(reading: Reading, slot: Slot) -> Hit | None:
    """The noun of "the number of persons convicted rose to 12" before the verb of a bare number."""
    i = reading.back_over(slot.first, BEFORE_FIGURE) - 1
    if reading.word(i - 3) in {"that", "those", "number"} and reading.word(i - 2) == "of" and i - 1 in reading.nouns:
        return _numbered(reading, i)  # "… and that of persons convicted eight"
    if reading.word(i) not in MEASURES or (reading.word(i) in BE and reading.word(i - 1) == "there"):
        return None
    return _numbered(reading, i)


def _numbered(reading: Reading, end: int) -> Hit | None:
    """The noun behind the last "number of" before a token, in its sentence, with no other number between."""
    if NUMBERING.isdisjoint(reading.held):
        return None
    for k in range(end - 1, max(-1, end - NUMBERED_TOKENS), -1):
        other = reading.slot_at(k)
        parted = reading.word(k) == "," and k - 1 not in reading.times and k + 1 not in reading.times
        parted = parted and reading.word(k + 1) not in {"compared", "up", "down", "against", "versus", "from", "in"}
        if (other and not _is_change(reading, other)) or reading.word(k) in CLAUSE_ENDS or (parted and k < end - 1):
            return None
        if (reading.word(k) in COUNTERS and reading.word(k + 1) in {"of", "for"}) or _how_many(reading, k):
            behind = range(k + 2, min(end, k + 2 + NAMED_TOKENS))
            nouns = (reading.nouns[i] for i in behind if i in reading.nouns and i not in reading.times)
            hit = next((hit for hit in nouns if not _is_time(hit)), None)
            while hit is not None and hit.end in reading.nouns and hit.end < end:
                hit = reading.nouns[hit.end]  # "child victims"
            return hit
    return None


def _how_many(reading: Reading, k: int) -> bool:
    return reading.word(k) == "how" and reading.word(k + 1) == "many"


def unreported_noun(reading: Reading, slot: Slot) -> Hit | None:
    """The noun of "did not report how many victims received care, compared with 55 in 2019"."""
    if phrase_of(reading, slot).kind != "bare" or not links.cue_before(reading, slot, links.COMPARISON_CUES):
        return None
    return _numbered(reading, slot.first)


def _is_time(hit: Hit) -> bool:
    rule = hit.entries[0].rule
    return isinstance(rule, NounRule) and rule.kind == "time"


def is_reference(reading: Reading, slot: Slot, phrase: Phrase) -> bool:
    """Whether a bare figure only numbers the noun before it ("part 2", "years 8 and 12", "Home 1 / News 2")."""
    i = slot.first - 1
    word = reading.word(i)
    if (
        i < 0
        or not word.isalpha()
        or word in UNNUMBERED
        or (i in reading.verbs and not (i in reading.nouns and reading.is_capital(i)))
        or i in reading.times
        or word.endswith("ly")
        or (word.endswith("ed") and len(word) > 4)
    ):
        return False
    end = reading.closing(phrase.end) if reading.word(phrase.end) in OPENERS else phrase.end
    if (
        topic(reading, slot)
        or items.series_of(reading, slot)
        or series.series_head(reading, slot)
        or any(hit.end == slot.first for hit in reading.features)
    ):
        return False
    if end > phrase.end and any(
        other.quantity.kind == "percent" for other in reading.slots if phrase.end < other.first < end
    ):
        return False  # "Phone 2,288 (67.1%)"
    return not (reading.word(end) in AUXILIARIES or end in reading.verbs)


def _is_change(reading: Reading, slot: Slot) -> bool:
    """Whether a number only says by how much another has changed: "fell by half to 31", "rose by 12 to 41"."""
    changed = reading.word(slot.first - 1) == "by" and reading.word(slot.first - 2) in CHANGES
    return slot.quantity.kind == "percent" or changed


PROCEEDINGS = frozenset(("prosecution", "case", "criminal-case", "conviction"))


def against(reading: Reading, slot: Slot) -> NounRule | None:
    """The proceeding that is "brought … against" a slot: "filed 17 complaints … against 44 persons"."""
    i = reading.back_over(slot.first, HEDGES_BUT_OF)
    if reading.word(i - 1) != "against" and tuple(reading.words[max(0, i - 3) : i]) not in CONCERNING:
        return None
    nearest: NounRule | None = None
    for k in range(i - 2, max(-1, i - 18), -1):
        hit = reading.nouns.get(k)
        longer = reading.nouns.get(k - 1)
        if longer is not None and hit is not None and longer.end == hit.end:
            continue  # the "cases" of "criminal cases"
        rule = hit.entries[0].rule if hit else None
        if reading.word(k) in CLAUSE_ENDS:
            break
        if not isinstance(rule, NounRule) or rule.kind not in PROCEEDINGS:
            continue
        if rule.kind != "case" or not _is_circumstance(reading, k):
            return rule if nearest is None or rule.kind in {"prosecution", "conviction"} else nearest
        nearest = nearest or rule
    return nearest


def _is_circumstance(reading: Reading, i: int) -> bool:
    """As in "guilty verdicts in 5 cases against 8 persons": the cases only say where the verdicts fell."""
    slot = reading.slot_at(i - 1)
    return slot is not None and reading.word(slot.first - 1) in {"in", "on", "for"}


def _word_before(reading: Reading, i: int) -> str:
    """The word before a noun and its modifiers, back to the next closed-class word."""
    for k in range(i - 1, max(-1, i - 5), -1):
        word = reading.word(k)
        if word in BEFORE_MODIFIERS or not word.isalpha():
            return word
    return ""
