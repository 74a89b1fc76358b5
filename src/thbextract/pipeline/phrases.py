"""The noun phrase of a number.

There is no parser here. What a number counts and the verb that governs it (`governors`) are found by walking
over the tokens with closed word classes (`grammar`) and the packs' vocabulary (`lexicon`); where the walk is
unsure it stops.
"""

from __future__ import annotations

from thbextract.pipeline.grammar import (
    ADVERBS,
    AUXILIARIES,
    BE_OR_HAVE,
    CONJUNCTIONS,
    DETERMINERS,
    FILLERS,
    MODALS,
    NEGATIONS,
    PAST_FORMS,
    PLAIN_VERBS,
    PREDICATES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECTS,
)
from thbextract.pipeline.lexicon import Entry, Hit
from thbextract.pipeline.reading import Phrase, Reading, Slot

# Base forms of verbs that stand before nouns as nouns do: "16 labour inspectors", "12 support staff".
NOUNLIKE = frozenset(("labour", "labor", "support", "aid", "help", "rescue", "escort", "abuse", "return", "start"))
# What ends every noun phrase, and what may not stand before a noun that no pack knows.
CLOSED = PREPOSITIONS | AUXILIARIES | RELATIVES | PRONOUNS | NEGATIONS | DETERMINERS
STOPS = CLOSED | SUBJECTS | {"of"}
UNNAMED = CLOSED | CONJUNCTIONS | FILLERS | {"of"}
BEFORE_NOUN = PREPOSITIONS | AUXILIARIES | DETERMINERS | PRONOUNS | RELATIVES
PHRASE_ENDS = PREPOSITIONS | AUXILIARIES | CONJUNCTIONS
POINTING = DETERMINERS | PRONOUNS
LEADING_TO_WHOLE = DETERMINERS | {"total", "estimated", "identified", "possible"}
NEW_SUBJECTS = DETERMINERS | SUBJECTS
BEHIND_ADJECTIVE = PREPOSITIONS | BE_OR_HAVE | {","}
BEHIND_PLAIN_VERB = PREPOSITIONS | DETERMINERS | {"to", "of"}
ENUMERATING = CONJUNCTIONS | {","}
# Signs that may stand within a noun phrase.
INNER_SIGNS = frozenset(("-", "‐", "‑", "'", '"', "“", "”", "‘", "’", "'s", "*", "/"))
# A noun phrase longer than this after its number is a sign that the walk went astray.
PHRASE_TOKENS = 9


def phrase_of(reading: Reading, slot: Slot) -> Phrase:
    """The noun phrase that follows a slot."""
    if (known := reading.phrases.get(slot.index)) is not None:
        return known
    start = slot.last
    if reading.word(start) == ")" and reading.bracket_of(slot.first) is not None:
        start += 1  # "36 (of the 54) victims", "31% (378) of trafficked children"
    elif reading.word(start) == "(" and reading.word(start + 1) == "of":
        start = reading.closing(start)
    share = start > slot.last and slot.index and reading.slots[slot.index - 1].quantity.kind == "percent"
    vague = bool(share) or slot.quantity.kind != "count" or slot.quantity.text[-1:] == "s"
    phrase = reading.phrases[slot.index] = _find_phrase(reading, start, vague)
    return phrase


def _find_phrase(reading: Reading, start: int, vague: bool) -> Phrase:
    word = reading.word(start)
    if word == "-" and reading.joined(start) and start + 1 in reading.nouns:
        hit = reading.nouns[start + 1]
        return Phrase("noun", start + 1, hit.end, hit.entries[0])  # "12-bed shelter"
    if word == "out" and reading.word(start + 1) == "of":
        start += 1
    elif word != "of":
        return scan(reading, start)
    if start + 1 in reading.times or start + 2 in reading.times:
        return Phrase("bare", start, start)  # "fewer than the 1,213 of the year before"
    if reading.word(start + 1) not in POINTING and not vague and not reading.slot_at(start + 1):
        return Phrase("bare", start, start)
    i = start + 1
    while reading.word(i) in LEADING_TO_WHOLE and not reading.slot_at(i):
        if reading.word(i) in PRONOUNS and (ends_phrase(reading, i + 1) or _stands_alone(reading, i)):
            break
        i += 1
    if reading.word(i) in PRONOUNS or (reading.word(i - 1) in PRONOUNS and ends_phrase(reading, i)):
        return Phrase("pronoun", start, i + 1 if reading.word(i) in PRONOUNS else i)
    whole = reading.slot_at(i)
    if whole:
        inner = phrase_of(reading, whole)
        return Phrase("whole", start, inner.end, inner.entry, inner.modifiers, whole.index)
    return scan(reading, i)


def _stands_alone(reading: Reading, i: int) -> bool:
    """Whether "those" has only an adjective behind it: "of those responsible for the crime"."""
    alone = reading.word(i) == "those" and not reading.slot_at(i + 1) and i + 1 not in reading.verbs
    return alone and not noun_within(reading, i + 1, 3) and reading.word(i + 2) in BEHIND_ADJECTIVE


def ends_phrase(reading: Reading, i: int) -> bool:
    """Whether no noun phrase can go on at a token."""
    word = reading.word(i)
    return not word or word in PHRASE_ENDS or not word.isalpha() or (i in reading.verbs and i not in reading.nouns)


def scan(reading: Reading, start: int) -> Phrase:
    """The noun phrase that begins at a token, its head the last noun of the first run of known nouns."""
    modifiers: list[Hit] = []
    i, unknown = start, 0
    limit = min(len(reading.words), start + PHRASE_TOKENS)
    while i < limit:
        word = reading.word(i)
        hit = reading.nouns.get(i)
        if reading.word(i + 1) == "-" and reading.joined(i + 1) and not hit and not reading.slot_at(i + 2):
            i += 2 if i + 2 in reading.nouns else 3  # "52 under-age girls", "two one-stop centres"
            unknown += i not in reading.nouns
            continue
        if hit and not _is_verb_here(reading, i):
            return _counted_noun(reading, start, hit, tuple(modifiers))
        verb = reading.verbs.get(i) if word not in BE_OR_HAVE else None
        if i == start and _begins_predicate(reading, i):
            break
        if verb and (not _modifies(reading, verb) or _has_object_alone(reading, verb, start)):
            break
        if verb:
            if {"past", "participle", "ing"} & verb.forms:
                modifiers.append(verb)
            i = verb.end
            continue
        if word in NEW_SUBJECTS and i > start:
            unknown = 0  # "eighty now run a shop": what stands before an article is a verb
        if _stops(reading, i, start) or _unknown_verb(reading, i):
            break
        unknown += word not in FILLERS and word.isalpha() and not word.endswith("ly") and not _is_described(reading, i)
        i += 1
    return Phrase("unknown" if unknown else "bare", start, i, modifiers=tuple(modifiers))


def _is_described(reading: Reading, i: int) -> bool:
    """Whether a word is a part of what tells of sex, age or exploitation."""
    return any(hit.start <= i < hit.end for hit in reading.features)


def _counted_noun(reading: Reading, start: int, hit: Hit, modifiers: tuple[Hit, ...]) -> Phrase:
    head = _head(reading, hit.start)
    if head is None:
        return Phrase("unknown", start, _skip_unknown(reading, hit.end))
    return Phrase("noun", start, head[1], head[0], modifiers)


def _unknown_verb(reading: Reading, i: int) -> bool:
    """Whether a word that no pack knows looks like the verb of what is counted."""
    word = reading.word(i)
    if word in PAST_FORMS and i not in reading.nouns:
        return True
    if reading.word(i + 1) in ENUMERATING and reading.word(i + 2).endswith("ed") and noun_within(reading, i + 3, 2):
        return False  # "unaccompanied and separated children"
    return word.endswith(("ed", "ing")) and len(word) > 4 and word not in FILLERS and ends_phrase(reading, i + 1)


def _stops(reading: Reading, i: int, start: int) -> bool:
    word = reading.word(i)
    if i in reading.slots_at or word in STOPS or i in reading.times:
        return True
    if word in ADVERBS:
        return not noun_within(reading, i + 1, 2)
    if word in ENUMERATING:
        return i == start or not noun_within(reading, i + 1, 3)
    return not (word.isalpha() or word in INNER_SIGNS or "." in word)


def noun_within(reading: Reading, start: int, reach: int) -> bool:
    """Whether a known noun stands within `reach` tokens, with nothing before it that ends a noun phrase."""
    for i in range(start, min(start + reach, len(reading.words))):
        if i in reading.nouns:
            return True
        word = reading.words[i]
        if word in BEFORE_NOUN or i in reading.slots_at or not word.isalpha():
            return False
    return False


def _head(reading: Reading, i: int) -> tuple[Entry, int] | None:
    """The head of a run of nouns, and where it ends; None if an unknown noun is the head ("case files")."""
    hit = reading.nouns[i]
    while True:
        nxt = hit.end
        if reading.word(nxt) in {"'s", "'"} or (reading.word(nxt) in {"-", "–", "/"} and reading.joined(nxt)):
            follow = _hyphenated(reading, nxt) if reading.word(nxt) == "-" else nxt + 1
            if follow in reading.nouns and not _is_verb_here(reading, follow):
                hit = reading.nouns[follow]
                continue
            return (hit.entries[0], nxt)
        if nxt in reading.nouns and not _is_verb_here(reading, nxt, hit) and not reading.slot_at(nxt):
            hit = reading.nouns[nxt]
            continue
        if _coordinated(reading, nxt):
            return (hit.entries[0], _coordinated(reading, nxt))
        entry = hit.entries[0]
        if not entry.plural and (later := _later_noun(reading, nxt)):
            hit = reading.nouns[later]
            continue
        if not entry.plural and _unknown_noun(reading, nxt) and not _singular_counted(reading, i):
            return None
        return (entry, nxt)


def _hyphenated(reading: Reading, hyphen: int) -> int:
    """The noun that "child-begging rings" goes on to behind its hyphen."""
    follow = hyphen + 1
    if follow in reading.nouns or not reading.joined(hyphen):
        return follow
    return follow + 1 if follow + 1 in reading.nouns else follow


def _later_noun(reading: Reading, i: int) -> int | None:
    """The next noun after a singular one and modifiers: "two major child trafficking gangs"."""
    for k in range(i, i + 3):
        if k in reading.nouns:
            return k if k > i else None
        word = reading.word(k)
        if not word.isalpha() or (k in reading.verbs and not word.endswith("ing")) or not may_modify(word):
            return None
    return None


def may_modify(word: str) -> bool:
    """Whether a word that no pack knows may stand before a noun: it is of no closed class and no past form."""
    return word not in UNNAMED and not word.endswith("ed")


def _coordinated(reading: Reading, i: int) -> int:
    """The end of "judges and prosecutors" after "judges": one number may count both."""
    end = 0
    while reading.word(i) in {"and", "or", ","} and i + 1 in reading.nouns and not reading.slot_at(i + 1):
        end = i = reading.nouns[i + 1].end
    return end


def _singular_counted(reading: Reading, i: int) -> bool:
    before = [slot for slot in reading.slots if slot.last <= i]
    return bool(before) and before[-1].quantity.value == 1


def _unknown_noun(reading: Reading, i: int) -> bool:
    word = reading.word(i)
    return (
        word.isalpha()
        and len(word) > 2
        and i not in reading.verbs
        and word not in PAST_FORMS
        and not reading.slot_at(i)
        and word not in UNNAMED
        and not word.endswith(("ed", "ing", "ly"))
        and i not in reading.times
    )


def _skip_unknown(reading: Reading, i: int) -> int:
    while _unknown_noun(reading, i):
        i += 1
    return i


def _is_verb_here(reading: Reading, i: int, before: Hit | None = None) -> bool:
    """A form that is noun and verb alike ("arrest") is the verb after "to", a modal, or a plural ("units report")."""
    if i not in reading.verbs:
        return False
    subject = before is not None and before.entries[0].plural and not reading.nouns[i].entries[0].plural
    return reading.word(i - 1) in MODALS or (subject and reading.nouns[i].end not in reading.nouns)


def _begins_predicate(reading: Reading, i: int) -> bool:
    """Whether the word behind a number is its verb: "13 hail from Kano", "780 concerned children"."""
    word = reading.word(i)
    if word in PREDICATES:
        return i not in reading.nouns
    return word in PLAIN_VERBS and reading.word(i + 1) in BEHIND_PLAIN_VERB


def _has_object_alone(reading: Reading, verb: Hit, start: int) -> bool:
    """Whether a singular noun behind a past form is its object: "12 received training" counts no training."""
    counted = reading.slot_at(start - 1)
    first = next((reading.nouns[i] for i in range(verb.end, verb.end + 3) if i in reading.nouns), None)
    if verb.start != start or counted is None or counted.quantity.value == 1 or first is None:
        return False
    head = _head(reading, first.start)
    return head is not None and not head[0].plural and reading.word(head[1]) not in {"-", "/", "'s", "'"}


def _modifies(reading: Reading, verb: Hit) -> bool:
    """A participle before a noun ("71 identified victims") modifies; else it is the verb of the count."""
    if not {"past", "participle", "ing"} & verb.forms:
        live = reading.word(verb.start) in {"live", "open"} and noun_within(reading, verb.end, 3)
        plain = reading.word(verb.start) in NOUNLIKE and noun_within(reading, verb.end, 1)
        return live or plain or verb.start in reading.nouns  # "14 live investigations", "16 labour inspectors"
    return noun_within(reading, verb.end, 3)
