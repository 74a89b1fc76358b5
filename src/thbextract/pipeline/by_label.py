"""Categories by what stands above or before: labels, headings, the sentence that leads to a list, the topic."""

from __future__ import annotations

from dataclasses import replace

from thbextract.patterns import FeatureRule, NounRule, Rule
from thbextract.pipeline import series, subjects
from thbextract.pipeline.by_verb import match_rule
from thbextract.pipeline.governors import role_of
from thbextract.pipeline.items import Item, intro_of, series_of
from thbextract.pipeline.lexicon import Hit
from thbextract.pipeline.reading import Governor
from thbextract.pipeline.views import (
    DECIDED,
    INHERITED,
    PEOPLE,
    PEOPLE_OR_PROCEEDINGS,
    PEOPLE_OR_UNNAMED,
    PLAIN_PEOPLE,
    PROCEEDINGS,
    Decision,
    View,
    taken_over,
)
from thbextract.records import Count

# What leads to the state that people are in.
STATIVE = frozenset(("in", "into", "under", "of", "the"))


def by_label(view: View) -> Decision | None:
    """As in "Convictions: 12", "Victims identified: 557", "supported by the service: 22 males"."""
    label = series.label_before(view.reading, view.slot) or series.list_head(view.reading, view.slot)
    if label is None or not (view.bare or view.kind in PEOPLE_OR_PROCEEDINGS):
        return None
    start, end, entry = label
    rule = entry.rule if entry else None
    there = replace(view, noun=rule) if isinstance(rule, NounRule) else view
    if view.bare and (not isinstance(rule, NounRule) or rule.category == "other"):
        there = replace(view, noun=None, host=None)  # "arrests – 31; charges – 22"
    for i in range(end - 1, start - 1, -1):
        verb = view.reading.verbs.get(i)
        if verb and (decision := match_rule(there, Governor(verb, "either", i))):
            return decision
    if isinstance(rule, NounRule) and rule.category in DECIDED:
        return Decision(rule.category, rule.id)
    if view.bare and _names_others(view, start, end, rule):
        return Decision("persons" if isinstance(rule, NounRule) else "other", rule.id if rule else "unknown-noun")
    return _by_form(view, start, end)


def _by_form(view: View, start: int, end: int) -> Decision | None:
    """As in "Sexual exploitation: 291": the form of exploitation that a label names."""
    if view.bare and view.host and view.host.category in INHERITED:
        return None
    if view.noun and view.noun.kind in PROCEEDINGS:
        return None  # "Sexual exploitation: 291 proceedings"
    for hit in view.reading.features:
        feature = hit.entries[0].rule
        if start <= hit.start < end and isinstance(feature, FeatureRule) and feature.category:
            return Decision(feature.category, feature.id)
    return None


def _names_others(view: View, start: int, end: int, rule: Rule | None) -> bool:
    """Whether a label of its own names what is none of those told before: "Migrants found: 40", "Goods seized: 8"."""
    own = series.own_label(view.reading, view.slot)
    if own is None or own[:2] != (start, end) or end - start < 2:
        return False
    done = view.reading.word(end - 1)
    if not done.endswith("ed") or view.reading.is_capital(end - 1):
        return False
    return rule is None or (isinstance(rule, NounRule) and rule.kind == "vulnerable")


def by_heading(view: View) -> Decision | None:
    """As in "Who are the victims?" above "Female: 82 | Male: 109": labels that say no more than who or where."""
    if view.topic is None or not (view.kind is None or view.kind in PLAIN_PEOPLE) or view.link.host is not None:
        return None
    if view.host is not None and view.host in view.near and view.host.category in series.DECIDING:
        return None  # the items before have said what is counted
    nouns = (view.topic.nouns[i].entries[0].rule for i in sorted(view.topic.nouns))
    rules = [rule for rule in nouns if isinstance(rule, NounRule) and rule.category in series.DECIDING]
    if len({rule.category for rule in rules}) != 1:
        return None  # "Investigations, prosecutions and sanctions" is about all of them
    return Decision(rules[0].category, rules[0].id)


def by_lead(view: View) -> Decision | None:
    """The verb of the sentence that leads to a list: "The following persons were convicted: - 3 women"."""
    if (
        view.lead is None
        or view.lead.words[-1:] != [":"]
        or (view.noun and view.noun.kind not in PEOPLE)
        or (view.host and view.link.host is not None)
    ):
        return None
    there = replace(view, reading=view.lead)
    for i in sorted(view.lead.verbs, reverse=True):
        verb = view.lead.verbs[i]
        role = role_of(view.lead, verb)
        if role and (decision := match_rule(there, Governor(verb, role, i))):
            return decision
    return None


def by_topic(view: View) -> Decision | None:
    """As in "Of the persons arrested, 165 …": what the sentence begins with says of whom it speaks."""
    if view.link.host is not None or view.kind not in PEOPLE_OR_UNNAMED:
        return None
    if done := _done_to_those(view):
        return done
    topic = subjects.topic(view.reading, view.slot)
    rule = topic[1].rule if topic else None
    if topic is None or not isinstance(rule, NounRule) or rule.kind not in PEOPLE_OR_PROCEEDINGS:
        return None
    if view.kind in PEOPLE and rule.kind in PROCEEDINGS:
        return None
    there = replace(view, noun=rule)
    verb = view.reading.verbs.get(topic[0])
    decision = match_rule(there, Governor(verb, "object", topic[0])) if verb else None
    before = view.reading.verb_ends.get(topic[0] - 1)
    if before is not None and decision is None and {"past", "participle"} & before.forms:
        decision = match_rule(there, Governor(before, "object", before.start, modifier=True))  # "Among the rescued men"
    return decision or (Decision(rule.category, rule.id) if rule.kind not in PLAIN_PEOPLE else None)


def _done_to_those(view: View) -> Decision | None:
    """As in "Among those arrested were three officers", "The rescued included 12 women": people by what was done."""
    reading = view.reading
    first = 2 if reading.word(0) == "out" else 1 if reading.word(0) in {"of", "among"} else 0
    verb = reading.verbs.get(first + 1)
    if verb is None or reading.word(first) not in {"the", "those"} or not {"past", "participle"} & verb.forms:
        return None
    if verb.end > view.slot.first or any(reading.slot_at(i) for i in range(verb.end, view.slot.first)):
        return None
    behind = reading.word(verb.end)
    tied = behind in subjects.INCLUSIONS if not first or reading.word(first) == "the" else first > 0
    return match_rule(view, Governor(verb, "object", verb.start)) if tied else None


def by_subject(view: View) -> Decision | None:
    """As in "The number of persons convicted rose to 12": the noun that a figure is told of, with its participle."""
    people = view.phrase.kind == "noun" and view.noun is not None and view.noun.id == "person"
    if view.phrase.kind not in ("bare", "whole") and not people:  # "rose to 12", "rose to 12 persons"
        return None
    if restated := _restated_share(view):
        return restated
    hit = subjects.numbered_noun(view.reading, view.slot) or subjects.unreported_noun(view.reading, view.slot)
    rule = hit.entries[0].rule if hit else None
    if hit is None or not isinstance(rule, NounRule) or rule.kind not in PEOPLE_OR_PROCEEDINGS:
        return None
    if decision := with_participle(view, hit) or _with_verb(view, hit):
        return decision
    if rule.category in DECIDED:
        return Decision(rule.category, rule.id)
    return _with_state(view, hit)


def _restated_share(view: View) -> Decision | None:
    """As in "half of the victims, or 120 people": the count that a share amounts to."""
    reading, slot = view.reading, view.slot
    share = reading.slots[slot.index - 1] if slot.index else None
    if share is None or share.quantity.kind != "percent" or reading.word(slot.first - 1) not in {"or", "namely"}:
        return None
    return _told(view, share.last, slot.first) if reading.word(slot.first - 2) in {",", "("} else None


def _with_state(view: View, hit: Hit) -> Decision | None:
    """What the people of "the number of women in our care was 16" are in."""
    for feature in view.reading.features:
        rule = feature.entries[0].rule
        inside = hit.end < feature.start < view.slot.first and view.reading.word(feature.start - 1) in STATIVE
        if inside and isinstance(rule, FeatureRule) and rule.category:
            return Decision(rule.category, rule.id)
    return None


def _with_verb(view: View, hit: Hit) -> Decision | None:
    """What the verb of "how many victims received care" makes of them."""
    verb = view.reading.verbs.get(hit.end)
    rule = hit.entries[0].rule
    if verb is None or not isinstance(rule, NounRule) or view.reading.word(hit.end) in subjects.MEASURES:
        return None
    role = role_of(view.reading, verb)
    return match_rule(replace(view, noun=rule), Governor(verb, role, hit.end)) if role else None


def by_items(view: View) -> Decision | None:
    """As in "The states with the most convictions were Oyo, 14; Edo, 12": what a series of names and figures counts.

    A label that names what it counts decides for itself, else what leads to the series, else the count whose parts
    the figures may be.
    """
    items = series_of(view.reading, view.slot)
    if not items:
        return None
    own = next(item for item in items if item.slot == view.slot)
    if label := _told(view, own.start, own.end):
        return label
    if decision := _told(view, *intro_of(view.reading, items)):
        return decision
    whole = _whole_of(view, items)
    return taken_over(whole) if whole else None


def _told(view: View, start: int, end: int) -> Decision | None:
    """What the words of a label or an introduction count: the last noun of them that says so, with its verb."""
    for i in sorted((i for i in view.reading.nouns if start <= i < end), reverse=True):
        hit = view.reading.nouns[i]
        rule = hit.entries[0].rule
        if hit.end > end or not isinstance(rule, NounRule):
            continue
        if rule.kind in PEOPLE_OR_PROCEEDINGS and (decision := with_participle(view, hit)):
            return decision
        if rule.category in DECIDED:
            return Decision(rule.category, rule.id)
    return None


def with_participle(view: View, hit: Hit) -> Decision | None:
    """What a noun counts with the participle behind or before it: "persons convicted", "recovered children"."""
    rule = hit.entries[0].rule
    there = replace(view, noun=rule) if isinstance(rule, NounRule) else view
    before, behind = view.reading.verb_ends.get(hit.start), view.reading.verbs.get(hit.end)
    governors = []
    if (
        behind is not None
        and view.reading.word(hit.end) not in subjects.MEASURES
        and {"past", "participle"} & behind.forms
    ):
        governors.append(Governor(behind, "object", hit.end))
    if before is not None and {"past", "participle"} & before.forms:
        governors.append(Governor(before, "object", before.start, modifier=True))
    return next(filter(None, (match_rule(there, governor) for governor in governors)), None)


def _whole_of(view: View, items: tuple[Item, ...]) -> Count | None:
    """The last count told before a series that its figures may be parts of."""
    total = sum(item.slot.quantity.value for item in items)
    start, end = intro_of(view.reading, items)[0], items[-1].end
    people = any(_is_people(view.reading.nouns[i]) for i in range(start, end) if i in view.reading.nouns)
    told = [view.found[i] for i in sorted(view.found) if i < items[0].slot.index]
    for count in reversed((*view.far, *view.near, *told)):
        fits = count.category in DECIDED and total <= count.quantity.value
        if fits and (count.noun in PEOPLE or not people):
            return count
    return None


def _is_people(hit: Hit) -> bool:
    rule = hit.entries[0].rule
    return isinstance(rule, NounRule) and rule.kind in PEOPLE
