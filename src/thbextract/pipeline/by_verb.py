"""Categories by the verb that governs a number, its complements and its subject."""

from __future__ import annotations

from collections.abc import Iterator

from thbextract.patterns import VerbRule
from thbextract.pipeline import links
from thbextract.pipeline.governors import (
    governors_far_left,
    governors_left,
    governors_right,
    is_object,
    postmodifier,
    relative,
    word_before,
)
from thbextract.pipeline.grammar import (
    AUXILIARIES,
    CLAUSE_BREAKS,
    RELATIVES,
)
from thbextract.pipeline.reading import Governor, verb_rules
from thbextract.pipeline.views import PEOPLE, Decision, View

# How far behind a verb its complement may stand: "placed … in temporary shelters", "received legal … aid".
OBJECT_COMPLEMENT_TOKENS = 16
SUBJECT_COMPLEMENT_TOKENS = 9
# How far before it, where the verb ends its clause.
BEFORE_TOKENS = 10
# How far before its verb a subject may stand ("the Republican Rehabilitation Centre has accepted …").
SUBJECT_TOKENS = 7
# Farther where a preposition leads to the number: "the status of a person who suffered from … was granted to 77".
LONG_SUBJECT_TOKENS = 14
# Farther than any complement: a rule that needs none yields to one whose complement is there.
FAR = 10_000
NEAR_TOKENS = 4
# Prepositions that hold only for rules that name them: who stands behind "by" has mostly done what the verb says.
NAMED_ONLY = frozenset(("against", "by", "with", "upon"))
# A count behind one of these is a circumstance of what others are said to do.
CIRCUMSTANCES = frozenset(("in", "during", "within", "across", "throughout"))


def by_verb(view: View) -> Decision | None:
    """The category of the first governing verb that has one for what is counted."""
    if not view.reading.verbs and not view.reading.actions:
        return None
    for governor in _governors(view):
        if decision := match_rule(view, governor):
            return decision
    return None


def _governors(view: View) -> Iterator[Governor]:
    """The verbs in the order in which they decide: the one before, the ones behind, a participle between."""
    reading = view.reading
    whole = links.is_whole_of(reading, view.slot)
    if not whole:
        yield from governors_left(reading, view.slot)
        if view.link.bracket is None and not view.link.compared:
            yield from _behind(view)
            yield from _dative(view)
        elif view.link.compared and view.phrase.kind == "noun":
            yield from postmodifier(reading, view.phrase.end)  # "compared with 130 children assisted"
        yield from governors_far_left(reading, view.slot)
    else:
        yield from postmodifier(reading, view.phrase.end)
        yield from relative(reading, view.phrase.end)
    if not whole or view.kind != "victim":
        for hit in view.phrase.modifiers:
            yield Governor(hit, "object", hit.start, modifier=True)


def _behind(view: View) -> Iterator[Governor]:
    """The verbs behind a noun phrase; of the object of a verb before it only those that modify it."""
    reading, end = view.reading, view.phrase.end
    aside = view.phrase.kind == "noun" and reading.word(view.slot.first - 1) in CIRCUMSTANCES
    plural = view.slot.quantity.value > 1 and view.phrase.kind != "whole"
    for governor in governors_right(reading, end, alone=view.phrase.kind == "pronoun"):
        before = word_before(reading, governor.start)
        if aside and any(reading.slot_at(i) for i in range(end, governor.start)):
            continue  # "In 22 cases 34 people were convicted"
        apart = before in AUXILIARIES and RELATIVES.isdisjoint(reading.words[end : governor.start])
        if apart and is_object(reading, view.slot):
            continue  # "kept 12 men … is found guilty": the object of one verb is not the subject of the next
        if plural and governor.start - end > NEAR_TOKENS and before in {"is", "was", "has"}:
            continue  # a singular verb far behind several people has another subject
        yield governor


def _dative(view: View) -> Iterator[Governor]:
    """As in "To 16 of the injured one-time help was given": the people to whom something is given stand first."""
    reading, i = view.reading, view.slot.first - 1
    if reading.word(i) not in {"to", "for", "with", "against", "on"} or (
        i > 0 and reading.word(i - 1) not in CLAUSE_BREAKS
    ):
        return
    for governor in governors_right(reading, view.phrase.end):
        yield Governor(governor.hit, "object", governor.start, preposition=reading.word(i))


def match_rule(view: View, governor: Governor) -> Decision | None:
    """The rule of a verb that holds: the one whose complement stands nearest, else one that needs none."""
    best: tuple[tuple[int, int], Decision] | None = None
    for rule, lemma in verb_rules(governor.hit):
        if governor.role not in (rule.role, "either") or not _applies(view, rule, lemma, governor):
            continue
        if _barred(view, governor, rule):
            continue
        distance = _complement(view, governor, rule) if rule.complements and not governor.action else (FAR, 0)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, Decision(rule.category, rule.id, lemma, rule.exploitation, governor.hit))
    return best[1] if best else None


def _applies(view: View, rule: VerbRule, lemma: str, governor: Governor) -> bool:
    if view.kind in rule.nouns:
        return True
    if view.noun is not None and view.noun.kind == "vulnerable":
        return False  # "Irregular migrants detected: 2,731": the label has named what is counted
    if view.bare and "bare" in rule.nouns:
        return view.kind is None or view.kind in PEOPLE or (lemma in rule.people_only and _is_done(governor))
    unknown = view.phrase.kind == "unknown" and view.noun is None
    counted = governor.start < view.slot.first or view.reading.word(view.phrase.end - 1).endswith("s")
    return unknown and lemma in rule.people_only and counted


def _is_done(governor: Governor) -> bool:
    """Whether a past form has the number as its object ("and convicted eight"): what it takes is people."""
    return governor.role == "object" and "past" in governor.hit.forms


def _barred(view: View, governor: Governor, rule: VerbRule) -> bool:
    """Whether a word of `unless` follows the verb or its object, or the preposition is none of `through`."""
    if (rule.through or governor.preposition in NAMED_ONLY) and governor.preposition not in rule.through:
        return True
    if governor.preposition and not rule.through and not rule.complements:
        return True
    if rule.subjects:
        reach = LONG_SUBJECT_TOKENS if rule.through else SUBJECT_TOKENS
        end = view.slot.first if rule.through and governor.start < view.slot.first else governor.hit.start
        before = view.reading.window(governor.hit.start - reach, end)  # "served notices of suspicion on 98 people"
        if not any(f" {words} " in before for words in rule.subjects):
            return True
    behind = max(governor.hit.end, view.phrase.end if governor.start < view.slot.first else 0)
    return any(_begins_near(view, behind, words) for words in rule.unless)


def _begins_near(view: View, i: int, words: str) -> bool:
    """Whether words of a rule stand at a token or at the one behind it."""
    size = words.count(" ") + 1
    return f" {words} " in view.reading.window(i, i + size + 1)


def _complement(view: View, governor: Governor, rule: VerbRule) -> tuple[int, int] | None:
    """How far behind the verb a complement of the rule stands, or before it where the verb ends its clause.

    Of two that begin at one place the longer stands nearer: "to the national referral mechanism" before "to".
    """
    assert view.lexicon is not None
    if governor.modifier:
        return None
    reach = SUBJECT_COMPLEMENT_TOKENS if governor.role == "subject" else OBJECT_COMPLEMENT_TOKENS
    words, verb = view.reading.words, governor.hit
    near = words[verb.end : verb.end + reach]
    near = near[: next((i for i, word in enumerate(near) if word[-1] == ";"), reach)]
    if governor.preposition or governor.inverted:
        near = [*words[max(0, verb.start - BEFORE_TOKENS) : verb.start], "", *near]
    known = view.lexicon.complements[rule.id]
    for i, word in enumerate(near):
        for complement in known.get(word, ()):
            if near[i : i + len(complement)] == complement:
                return i, -len(" ".join(complement))
    return None
