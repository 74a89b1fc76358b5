"""How numbers of one sentence hang together: parts of a whole, coordination, comparison, brackets, labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thbextract.patterns import NounRule
from thbextract.pipeline import items, series
from thbextract.pipeline.governors import has_verb
from thbextract.pipeline.grammar import (
    BE,
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
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)
from thbextract.pipeline.lexicon import Entry, Hit
from thbextract.pipeline.phrases import phrase_of
from thbextract.pipeline.reading import Phrase, Reading, Slot
from thbextract.records import Count

PART_CUES = (
    ("including",),
    ("incl.",),
    ("incl", "."),
    ("among", "them"),
    ("among", "whom"),
    ("of", "whom"),
    ("of", "which"),
    ("of", "these"),
    ("of", "those"),
    ("of", "them"),
    ("namely",),
    ("made", "up", "of"),
    ("comprising",),
    ("include",),
    ("includes",),
    ("included",),
    ("consisting", "of"),
    ("consisted", "of"),
    ("composed", "of"),
    ("among", "the"),
    ("among", "which"),
    ("inclusively",),
    ("inclusive", "of"),
    ("notably",),
    ("thereof",),
)
COMPARISON_CUES = (
    ("compared", "with"),
    ("compared", "to"),
    ("comparison", "with"),
    ("up", "from"),
    ("down", "from"),
    ("increase", "from"),
    ("decrease", "from"),
    ("against",),
    ("than",),
    ("versus",),
    ("from",),
    ("to",),
    ("following",),
    ("followed", "by"),
)
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
COORDINATION_TOKENS = 16
# Words for how many there are of what stands behind their "of", and how far before the number they may stand.
COUNTERS = frozenset(
    ("number", "numbers", "total", "totals", "count", "tally", "sum", "that", "those", "figure", "figures")
)
NUMBERED_TOKENS = 45
# How far before "to" the verb of a change may stand.
CHANGE_TOKENS = 8
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
# What ties people to the proceeding that is about them, besides "against".
CONCERNING = (("in", "respect", "of"), ("in", "relation", "to"), ("with", "regard", "to"))
# What may stand right before a number that counts something named elsewhere.
CLOSED = (
    PREPOSITIONS
    | DETERMINERS
    | PRONOUNS
    | BE
    | HAVE
    | MODALS
    | RELATIVES
    | CONJUNCTIONS
    | NEGATIONS
    | FILLERS
    | LEFT_FILLERS
) | {"including", "among", "of", "there", "included", "include", "includes", "against", "compared"}


@dataclass(frozen=True, slots=True)
class Link:
    """The count that a slot belongs to: `part` of it, or `alike` (of the same noun); `bracket` is its bracket.

    A part is `summed` where it and others beside it add up to the host. A `weak` link joins two numbers for no other
    reason than that they stand in one sentence.
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
    if _cue_before(reading, slot, (("with",),)) and found[last.index].category in WITH_PARTS:
        return last  # "3,744 arrests worldwide, with 1,800 related to trafficking"
    if phrase.kind == "pronoun":
        return _antecedent(reading, phrase, counted, found)
    if _cue_before(reading, slot, PART_CUES):
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
    if _cue_before(reading, slot, COMPARISON_CUES) and phrase.kind in ("bare", "noun"):
        same = [other for other in counted if phrase.rule and found[other.index].noun == phrase.rule.kind]
        return Link(_compared(reading, same or counted).index, alike=True, compared=True)
    if _coordinated(reading, counted[-1], slot):
        if phrase.rule and _cue_before(reading, counted[-1], COMPARISON_CUES):
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
    cues = tuple(cue for cue in COMPARISON_CUES if cue not in (("to",), ("against",), ("following",)))
    return phrase.kind == "bare" and _cue_before(reading, slot, cues)


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
    i = slot.first - 1
    while i >= 0 and reading.word(i) in LEFT_FILLERS - {"of"}:
        i -= 1
    if i == 0 and reading.word(i) in {"regarding", "concerning"}:
        return True  # "Regarding the 41 offenders who were arrested in 40 cases, 24 were …"
    return reading.word(i) in {"of", "among"} and (
        i == 0 or reading.word(i - 1) in {",", ";", "and", "out", '"', "“", "("} or reading.slot_at(i - 1) is not None
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
    people = [slot for slot in counted if found[slot.index].noun in PEOPLE_KINDS or found[slot.index].noun is None]
    if reading.word(phrase.end - 1) == "whom" and people:
        return people[-1]
    return _outermost(people or counted, found)


def _outermost(counted: list[Slot], found: Mapping[int, Count]) -> Slot:
    """The last count that is not itself a part of another."""
    for slot in reversed(counted):
        if found[slot.index].whole is None:
            return slot
    return counted[-1]


def _cue_before(reading: Reading, slot: Slot, cues: tuple[tuple[str, ...], ...]) -> bool:
    i = slot.first
    while i > 0 and (
        reading.word(i - 1) in LEFT_FILLERS - {"of", "to"}
        or (reading.word(i - 2), reading.word(i - 1)) == ("total", "of")
    ):
        i -= 1
    return any(tuple(reading.words[max(0, i - len(cue)) : i]) == cue for cue in cues)


def _coordinated(reading: Reading, before: Slot, slot: Slot) -> bool:
    """Whether only nouns, prepositions and a conjunction or comma stand between two slots."""
    start, end = phrase_of(reading, before).end, slot.first
    if not 0 <= end - start <= COORDINATION_TOKENS:
        return start > end
    between = reading.words[start:end]
    if between and between[0] in OPENERS and reading.closing(start) >= end:
        return True
    return any(word in {"and", ",", "or", "plus", "as", "&", "|", "/"} for word in between) and not (
        any(word in CLAUSE_ENDS - {"|"} for word in between) or has_verb(reading, start, end)
    )


def _after_verb(reading: Reading, phrase: Phrase) -> bool:
    return reading.word(phrase.end) in BE or phrase.end in reading.verbs


def left_noun(reading: Reading, slot: Slot) -> Entry | None:
    """The noun that a bare number is said of: "the number of victims fell from 90 to 81", "Convictions: 12"."""
    if series.label_before(reading, slot) and (labelled := series.label_noun(reading, slot)):
        return labelled
    bracket = reading.bracket_of(slot.first)
    if bracket is not None:
        return _subject(reading, bracket)
    if following := _shared_noun(reading, slot):
        return following
    i = slot.first - 1
    while i >= 0 and reading.word(i) in (LEFT_FILLERS - {"to", "at"}) | PRONOUNS:
        i -= 1
    led = reading.word(i) == "to" and reading.word(i - 1) not in {"compared", "comparison"}
    if led and not CHANGES & set(reading.words[max(0, i - CHANGE_TOKENS) : i]):
        return None  # "fell by half to 31", not "gave advice to 77"
    if _cue_before(reading, slot, COMPARISON_CUES):
        return _subject(reading, i)  # "did not report the number of investigations, compared with 25 in 2017"
    if reading.word(i) not in MEASURES or (reading.word(i) in BE and reading.word(i - 1) == "there"):
        return None
    return _subject(reading, i)


def share_holder(reading: Reading, slot: Slot) -> Entry | None:
    """Whose share a percentage is: "women account for 60 per cent", "girls make up 12 %"."""
    i = slot.first - 1
    while i >= 0 and reading.word(i) in LEFT_FILLERS:
        i -= 1
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
        if len(between) > 4 or not between or between[0] not in CONJUNCTIONS | {","}:
            return None
        if any(
            word not in CONJUNCTIONS | FILLERS | LEFT_FILLERS | {","} for word in between[: len(between) - len(verbs)]
        ):
            return None
        if entry := phrase_of(reading, after).entry:
            return entry
        last = after
    return None


def bare_run(reading: Reading, slot: Slot) -> list[Slot]:
    """The bare numbers that stand side by side with a slot: "49, 37, 11 and one"."""
    runs: list[list[Slot]] = [[]]
    for other in reading.slots:
        joined = runs[-1] and 0 < other.first - runs[-1][-1].last <= 2
        if joined and all(reading.word(i) in CONJUNCTIONS | {","} for i in range(runs[-1][-1].last, other.first)):
            runs[-1].append(other)
        else:
            runs.append([other])
    run = next((run for run in runs if slot in run), [])
    return run if all(phrase_of(reading, other).kind in ("bare", "unknown") for other in run) else []


def topic(reading: Reading, slot: Slot) -> tuple[int, Entry] | None:
    """The noun of "Of the victims, …" or "Among all persons arrested, …" and the token behind it."""
    if reading.word(0) not in {"of", "among", "out", "from"}:
        return None
    for i in range(1, min(8, slot.first)):
        if reading.slot_at(i) or reading.word(i) in CLAUSE_ENDS | {","}:
            return None
        if i in reading.nouns:
            hit = reading.nouns[i]
            return hit.end, hit.entries[0]
    return None


def noun_before_inclusion(reading: Reading, slot: Slot) -> Entry | None:
    """The noun of "the defendants include 12 …", "the number of the injured makes 23 …"."""
    i = slot.first - 1
    while i >= 0 and reading.word(i) in LEFT_FILLERS - {"of", "to"}:
        i -= 1
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
        if (other and other.quantity.kind != "percent") or reading.word(k) in CLAUSE_ENDS:
            break  # "The number of cases fell by half to 31" goes on behind the share
        hit = reading.nouns.get(k)
        if hit is None or k in reading.times or _is_time(hit):
            continue
        nearest = nearest or hit
        before = _word_before(reading, k)
        if before not in PREPOSITIONS | {"of"}:
            head = head or hit
    return (head or nearest).entries[0] if nearest else None


def numbered_noun(reading: Reading, slot: Slot) -> Hit | None:
    """The noun of "the number of persons convicted rose to 12" before the verb of a bare number."""
    i = slot.first - 1
    while i >= 0 and reading.word(i) in LEFT_FILLERS - {"to", "at"}:
        i -= 1
    if reading.word(i - 3) in {"that", "those", "number"} and reading.word(i - 2) == "of" and i - 1 in reading.nouns:
        return _numbered(reading, i)  # "… and that of persons convicted eight"
    if reading.word(i) not in MEASURES or (reading.word(i) in BE and reading.word(i - 1) == "there"):
        return None
    return _numbered(reading, i)


def _numbered(reading: Reading, end: int) -> Hit | None:
    """The noun behind the last "number of" before a token, in its sentence, with no other number between."""
    for k in range(end - 1, max(-1, end - NUMBERED_TOKENS), -1):
        other = reading.slot_at(k)
        if (other and other.quantity.kind != "percent") or reading.word(k) in CLAUSE_ENDS:
            return None
        if (reading.word(k) in COUNTERS and reading.word(k + 1) in {"of", "for"}) or _how_many(reading, k):
            nouns = (reading.nouns[i] for i in range(k + 2, end) if i in reading.nouns and i not in reading.times)
            hit = next((hit for hit in nouns if not _is_time(hit)), None)
            while hit is not None and hit.end in reading.nouns and hit.end < end:
                hit = reading.nouns[hit.end]  # "child victims"
            return hit
    return None


def _how_many(reading: Reading, k: int) -> bool:
    return reading.word(k) == "how" and reading.word(k + 1) == "many"


def unreported_noun(reading: Reading, slot: Slot) -> Hit | None:
    """The noun of "did not report how many victims received care, compared with 55 in 2019"."""
    if phrase_of(reading, slot).kind != "bare" or not _cue_before(reading, slot, COMPARISON_CUES):
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
        or word in CLOSED | IRREGULAR_PAST
        or (i in reading.verbs and not (i in reading.nouns and reading.is_capital(i)))
        or i in reading.times
        or word in MEASURES
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
    return not (reading.word(end) in BE | HAVE | MODALS or end in reading.verbs)


def against(reading: Reading, slot: Slot) -> NounRule | None:
    """The proceeding that is "brought … against" a slot: "filed 17 complaints … against 44 persons"."""
    i = slot.first
    while i > 0 and reading.word(i - 1) in LEFT_FILLERS - {"of"}:
        i -= 1
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
        if not isinstance(rule, NounRule) or rule.kind not in {"prosecution", "case", "criminal-case", "conviction"}:
            continue
        circumstance = rule.kind == "case" and reading.slot_at(k - 1) and reading.word(k - 2) in {"in", "on", "for"}
        if not circumstance:
            return rule if nearest is None or rule.kind in {"prosecution", "conviction"} else nearest
        nearest = nearest or rule  # "guilty verdicts in 5 cases against 8 persons"
    return nearest


def _word_before(reading: Reading, i: int) -> str:
    """The word before a noun and its modifiers, back to the next closed-class word."""
    for k in range(i - 1, max(-1, i - 5), -1):
        word = reading.word(k)
        if word in PREPOSITIONS | {"of"} | CLAUSE_ENDS | BE or not word.isalpha():
            return word
    return ""
