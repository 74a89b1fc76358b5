"""What is said of a count besides its category: sex, age group, exploitation, kind of statement, unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from thbextract.patterns import FeatureRule, NounRule, StatusRule
from thbextract.pipeline import links, series
from thbextract.pipeline.grammar import BE, CLAUSE_BREAKS, CLAUSE_ENDS, CLOSERS, LEFT_FILLERS, OPENERS, RELATIVES
from thbextract.pipeline.items import item_span
from thbextract.pipeline.reading import Phrase, Reading, Slot
from thbextract.records import AgeGroup, Count, Exploitation, Sex, Status

# How far behind its noun phrase a count's circumstances are looked for ("… for the purpose of begging").
ZONE_TOKENS = 14
# Of whom or what exploitation is said. Of people who are accused the words name the charge, of staff their field.
EXPLOITED = frozenset(("cases", "investigations", "convictions", "victims", "assistance", "percent", "money"))
JOINTS = frozenset(("and", "or", ","))
# A label longer than this is a sentence.
LABEL_TOKENS = 4
# What is done to children: "reports of child trafficking", "2,387 cases involved minors".
CONCERNING = frozenset(("of", "involving", "involved", "against", "concerning", "concerned"))
# What may stand between a form of exploitation and its number, and what ends the reach of a count's words.
BEHIND_FORM = OPENERS | LEFT_FILLERS | {":", "-", "–", "—"}
ZONE_ENDS_OF_WHOLE = CLAUSE_BREAKS | BE
STATUS_STOPS = CLAUSE_ENDS | (RELATIVES - {"that"})
# How far before a number a word may stand that says what kind of statement it is ("plans to train some 120").
STATUS_TOKENS = 12


class Features(NamedTuple):
    """What is said of those who are counted."""

    sex: Sex | None
    age_group: AgeGroup | None
    exploitation: Exploitation | None

    def filled(self, other: Count | FeatureRule) -> Features:
        """The same, with what they leave open taken over from another count or a label."""
        return Features(
            self.sex or other.sex, self.age_group or other.age_group, self.exploitation or other.exploitation
        )

    def of(self, count: Count) -> Count:
        """The count with these features."""
        if (count.sex, count.age_group, count.exploitation) == self:
            return count
        return replace(count, sex=self.sex, age_group=self.age_group, exploitation=self.exploitation)


def with_features(reading: Reading, slot: Slot, phrase: Phrase, count: Count, host: Count | None) -> Count:
    """The count with what its words say of it; what they leave open a part takes over from its whole."""
    end = _zone_end(reading, slot, phrase) if reading.features else phrase.end
    said = features_said(reading, phrase, end, count)
    if reading.features:
        said = _label_said(reading, slot, said) if phrase.kind == "bare" else said
        before = _feature_before(reading, slot)
        said = said._replace(exploitation=before.exploitation) if before else said
    if said.exploitation and count.category not in EXPLOITED and not (phrase.rule and phrase.rule.exploitation):
        said = said._replace(exploitation=None)
    return (said.filled(host) if host is not None else said).of(count)


def _feature_before(reading: Reading, slot: Slot) -> FeatureRule | None:
    """The form of exploitation that a number stands behind: "forced begging (19)", "labour exploitation: 229"."""
    i = reading.back_over(slot.first, BEHIND_FORM)
    if reading.word(i - 1) in {"for", "at"}:
        return _subject_feature(reading, i - 1)
    if i == slot.first and reading.word(slot.last) not in {"", ",", ";", "."}:
        return None
    rules = [hit.entries[0].rule for hit in reading.features if hit.end == i]
    return next((rule for rule in rules if isinstance(rule, FeatureRule) and rule.exploitation), None)


def _label_said(reading: Reading, slot: Slot, said: Features) -> Features:
    """What the label of a bare number says of sex and age: "Male adults: 363", "Women (171)", "girls, 12;"."""
    label = series.own_label(reading, slot)
    span = label[:2] if label else item_span(reading, slot)
    if span is None or span[1] - span[0] > LABEL_TOKENS:
        return said
    rules = [rule for rule, _ in _features(reading, *span)]
    sexes = {rule.sex for rule in rules} - {None}
    ages = {rule.age_group for rule in rules} - {None}
    return Features(
        next(iter(sexes)) if len(sexes) == 1 else said.sex,
        next(iter(ages)) if len(ages) == 1 else said.age_group,
        said.exploitation,
    )


def _subject_feature(reading: Reading, end: int) -> FeatureRule | None:
    """The form that a clause begins with: "Labour exploitation accounts for 81 victims, forced begging for 9"."""
    start = end
    while start > 0 and reading.word(start - 1) not in CLAUSE_BREAKS and start - 1 not in reading.slots_at:
        start -= 1
    while reading.word(start) in {"and", "while", "the"}:
        start += 1
    rules = [hit.entries[0].rule for hit in reading.features if hit.start == start and hit.end <= end]
    return next((rule for rule in rules if isinstance(rule, FeatureRule) and rule.exploitation), None)


def features_said(reading: Reading, phrase: Phrase, end: int, count: Count) -> Features:
    """What the noun, its modifiers, its predicate and its circumstances say, up to token `end`."""
    noun = phrase.rule
    counted = _counted_nouns(reading, phrase)
    sexes: set[Sex | None] = {rule.sex for rule in counted}
    ages: set[AgeGroup | None] = {rule.age_group for rule in counted}
    exploitation = count.exploitation or (noun.exploitation if noun else None)
    for rule, start in _features(reading, phrase.start, end):
        within = (start < phrase.end and len(counted) < 2) or _predicative(reading, phrase, start)
        if within or _concerned(reading, phrase, start, count):
            sexes = sexes - {None} | {rule.sex} if rule.sex else sexes
            ages = ages - {None} | {rule.age_group} if rule.age_group else ages
        exploitation = exploitation or rule.exploitation
    sex = next(iter(sexes)) if len(sexes) == 1 else None
    age = next(iter(ages)) if len(ages) == 1 else None
    return Features(sex or count.sex, age or count.age_group, exploitation)


def _concerned(reading: Reading, phrase: Phrase, start: int, count: Count) -> bool:
    """Whether proceedings are said to be about those of an age: "reports of child trafficking"."""
    about = start - 1 if reading.word(start - 1) in CONCERNING else start - 2
    return count.category in {"cases", "investigations"} and about == phrase.end and reading.word(about) in CONCERNING


def _counted_nouns(reading: Reading, phrase: Phrase) -> list[NounRule]:
    """The nouns that one number counts together: "women and children" has neither one sex nor one age."""
    if phrase.rule is None:
        return []
    joined = [i for i in range(phrase.start + 1, phrase.end) if i in reading.nouns and reading.word(i - 1) in JOINTS]
    if not joined:
        return [phrase.rule]
    first = next(i for i in range(phrase.start, phrase.end) if i in reading.nouns)
    rules = [reading.nouns[i].entries[0].rule for i in (first, *joined)]
    return [rule for rule in rules if isinstance(rule, NounRule)]


def _features(reading: Reading, start: int, end: int) -> Iterator[tuple[FeatureRule, int]]:
    for hit in reading.features:
        if start <= hit.start < end:
            for entry in hit.entries:
                if isinstance(entry.rule, FeatureRule):
                    yield entry.rule, hit.start


def _predicative(reading: Reading, phrase: Phrase, i: int) -> bool:
    """Whether a word is said of the phrase: behind the verb "be" ("12 were women"), or behind "of them"."""
    if phrase.kind == "pronoun" and i == phrase.end:
        return True
    between = reading.words[phrase.end : i]
    return len(between) <= 3 and any(word in BE for word in between)


def _zone_end(reading: Reading, slot: Slot, phrase: Phrase) -> int:
    end = min(len(reading.words), phrase.end + ZONE_TOKENS)
    stops = ZONE_ENDS_OF_WHOLE if links.is_whole_of(reading, slot) else CLAUSE_ENDS
    first = phrase.end if phrase.kind == "whole" else slot.last
    if slot.quantity.kind == "percent" and reading.word(first) in OPENERS:
        first = reading.closing(first)  # "78% (13,290) were male"
    for i in range(first, end):
        word = reading.words[i]
        if word in stops or i in reading.slots_at or (word in CLOSERS and i >= phrase.end):
            return i
    return end


def status_of(reading: Reading, slot: Slot, noun: NounRule | None) -> Status:
    """What kind of statement a count is, from the words of its clause."""
    if slot.quantity.estimated:
        return "estimated"
    if noun is not None and noun.kind in ("place", "places"):
        return "capacity"
    if not reading.statuses:
        return "reported"
    start = max(0, slot.first - STATUS_TOKENS)
    for i in range(slot.first - 1, start, -1):
        if reading.word(i) in STATUS_STOPS or i in reading.slots_at:
            start = i
            break
    for hit in reading.statuses:
        rule = hit.entries[0].rule
        if start <= hit.start < slot.last + 4 and isinstance(rule, StatusRule):
            return rule.status
    return "reported"


def unit_of(reading: Reading, phrase: Phrase) -> str | None:
    """The counted noun as written, with its direct modifiers."""
    if phrase.kind not in ("noun", "unknown"):
        return None
    start = phrase.start
    while start < phrase.end and reading.word(start) in {"of", "the", "these", "those", "all", "their", "its", "our"}:
        start += 1
    return reading.text(start, phrase.end).strip(" ,.") or None
