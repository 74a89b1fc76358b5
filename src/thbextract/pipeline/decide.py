"""Which category a count has: the ladder of decisions, from the governing verb down to the noun alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from thbextract.patterns import FeatureRule, NounRule, VerbRule
from thbextract.pipeline import links, series
from thbextract.pipeline.governors import (
    governors_far_left,
    governors_left,
    governors_right,
    is_object,
    postmodifier,
    role_of,
    word_before,
)
from thbextract.pipeline.grammar import (
    BE,
    CLAUSE_ENDS,
    DETERMINERS,
    HAVE,
    LEFT_FILLERS,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
)
from thbextract.pipeline.lexicon import Lexicon
from thbextract.pipeline.links import Link
from thbextract.pipeline.phrases import phrase_of, scan
from thbextract.pipeline.reading import Governor, Phrase, Reading, Slot, verb_rules
from thbextract.records import Category, Count, Exploitation

# How far behind a verb its complement may stand: "placed … in temporary shelters", "received legal … aid".
OBJECT_COMPLEMENT_TOKENS = 16
SUBJECT_COMPLEMENT_TOKENS = 9
# How far before its verb a subject may stand ("the Republican Rehabilitation Centre has accepted …").
SUBJECT_TOKENS = 7
# Farther than any complement: a rule that needs none yields to one whose complement is there.
FAR = 10_000
NEAR_TOKENS = 4
# What a number without a noun of its own takes over from the count that it belongs to.
INHERITED = frozenset(
    ("cases", "investigations", "suspects", "prosecutions", "convictions", "victims", "assistance", "persons")
)
# Noun kinds that say no more than that people are counted.
PLAIN_PEOPLE = frozenset(("person", "vulnerable"))
PEOPLE = links.PEOPLE_KINDS
ACCUSABLE = frozenset(("person", "vulnerable", "staff", "member", None))
# What people are said to be decides what they count as ("five were traffickers").
DECIDING_PREDICATES = frozenset(("victim", "offender", "defendant"))
PROCEEDINGS = frozenset(("case", "criminal-case"))
# Categories of people whom a paragraph goes on to break down by sex, age or citizenship.
BROKEN_DOWN = frozenset(("victims", "assistance", "suspects", "prosecutions", "convictions"))
TEAMS = frozenset(("team", "delegation", "group", "crew", "party", "panel"))
CLOSED_BEHIND = BE | HAVE | MODALS | {"of"}
# Words that tell that several bare numbers take up several counts, each its own.
RESPECTIVE = frozenset(("respectively", "figures", "tally", "corresponding"))
UNREPEATED = frozenset(("money", "percent", "sentences", "other"))
# What stands before such numbers where they are all that their clause tells: "In 2022, 23 and 14".
ELLIPTIC = PREPOSITIONS | DETERMINERS | BE | {"compared", "last", "previous", "year", "month", "it", ",", ":", "of"}
# Words for a figure told before: "the previous year's tally was 15".
TALLIES = frozenset(("figure", "tally", "number", "total", "count"))
# What people are accused of doing to others.
ACCUSED = frozenset(
    ("accused", "suspected", "convicted", "guilty", "charged", "arrested", "jailed", "sentenced", "prosecuted")
    + ("indicted", "tried", "imprisoned", "held", "detained")
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A category, the rule that decided it, and the lemma of the verb if a verb did."""

    category: Category
    rule: str
    action: str | None = None
    exploitation: Exploitation | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A slot with all that is known of it before its category is decided."""

    reading: Reading
    slot: Slot
    phrase: Phrase
    link: Link
    noun: NounRule | None
    host: Count | None
    found: Mapping[int, Count] = field(default_factory=dict)
    near: tuple[Count, ...] = ()
    far: tuple[Count, ...] = ()
    lead: Reading | None = None
    topic: Reading | None = None
    lexicon: Lexicon | None = field(default=None, repr=False)

    @property
    def bare(self) -> bool:
        """Whether the slot names nothing that it counts."""
        return self.phrase.kind in ("pronoun", "bare") or (self.phrase.kind == "whole" and self.phrase.entry is None)

    @property
    def kind(self) -> str | None:
        """The kind of noun that is counted, taken over from the host if the slot names none."""
        if self.noun:
            return self.noun.kind
        return self.host.noun if self.host and self.bare else None


def decide(view: View) -> Decision | None:
    """The category of a count: by its verb, its label, its noun, or the count it belongs to."""
    if _is_difference(view):
        return Decision("other", "difference")
    if (matched := _respective(view)) is not None:
        return _from(matched)
    return (
        _by_verb(view)
        or _by_proceeding(view)
        or _by_label(view)
        or _by_heading(view)
        or _by_lead(view)
        or _by_topic(view)
        or _by_noun(view)
    )


def _is_difference(view: View) -> bool:
    """As in "four more than last year": the figures that are compared are claims, their difference is none."""
    reading, i = view.reading, view.slot.last
    if view.phrase.kind == "bare" and reading.word(view.slot.first - 1) == "of":
        return reading.word(view.slot.first - 2) in {
            "increase",
            "decrease",
            "rise",
            "drop",
            "fall",
            "growth",
            "decline",
        }
    return reading.word(i) in {"more", "fewer", "less"} and "than" in reading.words[i + 1 : i + 5]


def _respective(view: View) -> Count | None:
    """As in "For 2020 the figures stood at 49, 37 and 11 respectively": each takes up a count before, in order."""
    run = links.bare_run(view.reading, view.slot)
    if len(run) < 2 or not (RESPECTIVE & set(view.reading.words) or _is_elliptic(view.reading, run)):
        return None
    here = [view.found[i] for i in sorted(view.found) if i < run[0].index]
    told = (*view.far, *view.near, *here)
    counts = [count for count in told if count.whole is None and count.category not in UNREPEATED]
    if len(counts) < len(run):
        return None
    return counts[-len(run) :][[slot.index for slot in run].index(view.slot.index)]


def _is_elliptic(reading: Reading, run: Sequence[Slot]) -> bool:
    """Whether a clause says nothing but when or where its numbers hold: "; in 2022, 23 and 14"."""
    i = run[0].first - 1
    behind = run[-1].last
    dated = reading.word(behind) in PREPOSITIONS and behind + 1 in reading.times
    if reading.word(behind) not in {"", ".", ";"} and not dated:
        return False
    while i >= 0 and reading.word(i) not in CLAUSE_ENDS - {":"}:
        told = reading.word(i) in ELLIPTIC or i in reading.times or reading.is_capital(i)
        if not told or reading.slot_at(i):
            return False
        i -= 1
    return run[0].first > 0


def _by_proceeding(view: View) -> Decision | None:
    """People against whom a case is brought are prosecuted, against whom an investigation runs suspected."""
    noun = links.against(view.reading, view.slot) if view.kind in ACCUSABLE else None
    if noun is None:
        return None
    tried = [count for count in view.found.values() if count.noun == noun.kind and count.category == "prosecutions"]
    if tried:
        return Decision("prosecutions", noun.id)
    by_kind: dict[str, Category] = {"criminal-case": "suspects", "case": "suspects", "conviction": "convictions"}
    return Decision(by_kind.get(noun.kind, "prosecutions"), noun.id)


# ------------------------------------------------------------------ verbs


def _by_verb(view: View) -> Decision | None:
    for governor in _governors(view):
        if decision := _match(view, governor):
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
        yield from governors_far_left(reading, view.slot)
    else:
        yield from postmodifier(reading, view.phrase.end)
    if not whole or view.kind != "victim":
        for hit in view.phrase.modifiers:
            yield Governor(hit, "object", hit.start, modifier=True)


def _behind(view: View) -> Iterator[Governor]:
    """The verbs behind a noun phrase; of the object of a verb before it only those that modify it."""
    reading, end = view.reading, view.phrase.end
    tied = is_object(reading, view.slot)
    plural = view.slot.quantity.value > 1 and view.phrase.kind != "whole"
    for governor in governors_right(reading, end, alone=view.phrase.kind == "pronoun"):
        between, before = set(reading.words[end : governor.start]), word_before(reading, governor.start)
        if tied and not between & RELATIVES and before in BE | HAVE | MODALS:
            continue  # "kept 12 men … is found guilty": the object of one verb is not the subject of the next
        if (
            plural
            and governor.start - end > NEAR_TOKENS
            and word_before(reading, governor.start) in {"is", "was", "has"}
        ):
            continue  # a singular verb far behind several people has another subject
        yield governor


def _dative(view: View) -> Iterator[Governor]:
    """As in "To 16 of the injured one-time help was given": the people to whom something is given stand first."""
    reading, i = view.reading, view.slot.first - 1
    if reading.word(i) not in {"to", "for"} or (i > 0 and reading.word(i - 1) not in CLAUSE_ENDS | {","}):
        return
    for governor in governors_right(reading, view.phrase.end):
        yield Governor(governor.hit, "object", governor.start, preposition="to")


def _match(view: View, governor: Governor) -> Decision | None:
    """The rule of a verb that holds: the one whose complement stands nearest, else one that needs none."""
    best: tuple[tuple[int, int], Decision] | None = None
    for rule, lemma in verb_rules(governor.hit):
        if governor.role not in (rule.role, "either") or not _applies(view, rule, lemma, governor):
            continue
        if _barred(view, governor, rule):
            continue
        distance = _complement(view, governor, rule) if rule.complements and not governor.action else (FAR, 0)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, Decision(rule.category, rule.id, lemma, rule.exploitation))
    return best[1] if best else None


def _applies(view: View, rule: VerbRule, lemma: str, governor: Governor) -> bool:
    if view.kind in rule.nouns:
        return True
    if view.bare and "bare" in rule.nouns:
        return view.kind is None or view.kind in PEOPLE
    unknown = view.phrase.kind == "unknown" and view.noun is None
    return unknown and lemma in rule.people_only and governor.start < view.slot.first


def _barred(view: View, governor: Governor, rule: VerbRule) -> bool:
    """Whether a word of `unless` follows the verb or its object, or the preposition is none of `through`."""
    if (rule.through or governor.preposition == "against") and governor.preposition not in rule.through:
        return True
    if governor.preposition and not rule.through and not rule.complements:
        return True
    if rule.subjects:
        before = view.reading.window(governor.hit.start - SUBJECT_TOKENS, governor.hit.start)
        if not any(f" {words} " in before for words in rule.subjects):
            return True
    behind = max(governor.hit.end, view.phrase.end if governor.start < view.slot.first else 0)
    follows = view.reading.window(behind, behind + 2)
    return any(f" {words} " in follows for words in rule.unless)


def _complement(view: View, governor: Governor, rule: VerbRule) -> tuple[int, int] | None:
    """How far behind the verb a complement of the rule stands, or before it where the verb ends its clause.

    Of two that begin at one place the longer stands nearer: "to the national referral mechanism" before "to".
    """
    assert view.lexicon is not None
    if governor.modifier:
        return None
    reach = SUBJECT_COMPLEMENT_TOKENS if governor.role == "subject" else OBJECT_COMPLEMENT_TOKENS
    window = view.reading.window(governor.hit.end, governor.hit.end + reach).split("; ")[0]
    if governor.preposition or governor.inverted:
        window = view.reading.window(governor.hit.start - 10, governor.hit.start) + window
    places = [(window.find(f" {words} "), -len(words)) for words in view.lexicon.complements[rule.id]]
    return min((place for place in places if place[0] >= 0), default=None)


# ------------------------------------------------------------------ labels


def _by_label(view: View) -> Decision | None:
    """As in "Convictions: 12", "Victims identified: 557", "supported by the service: 22 males"."""
    label = series.label_before(view.reading, view.slot)
    if label is None or not (view.bare or view.kind in PEOPLE | PROCEEDINGS):
        return None
    start, end, entry = label
    rule = entry.rule if entry else None
    there = replace(view, noun=rule) if isinstance(rule, NounRule) else view
    for i in range(end - 1, start - 1, -1):
        verb = view.reading.verbs.get(i)
        if verb and (decision := _match(there, Governor(verb, "either", i))):
            return decision
    if isinstance(rule, NounRule) and rule.category in INHERITED - {"persons"}:
        return Decision(rule.category, rule.id)
    if view.bare and view.host and view.host.category in INHERITED:
        return None
    for hit in view.reading.features:
        feature = hit.entries[0].rule
        if start <= hit.start < end and isinstance(feature, FeatureRule) and feature.category:
            return Decision(feature.category, feature.id)
    return None


def _by_heading(view: View) -> Decision | None:
    """As in "Who are the victims?" above "Female: 82 | Male: 109": labels that say no more than who or where."""
    if view.topic is None or not (view.kind is None or view.kind in PLAIN_PEOPLE):
        return None
    entry = series.deciding_noun(view.topic, 0, len(view.topic.words))
    rule = entry.rule if entry else None
    return Decision(rule.category, rule.id) if isinstance(rule, NounRule) else None


def _by_lead(view: View) -> Decision | None:
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
        if role and (decision := _match(there, Governor(verb, role, i))):
            return decision
    return None


def _by_topic(view: View) -> Decision | None:
    """As in "Of the persons arrested, 165 …": what the sentence begins with says of whom it speaks."""
    if view.link.host is not None or view.kind not in PEOPLE | {None}:
        return None
    topic = links.topic(view.reading, view.slot)
    rule = topic[1].rule if topic else None
    if topic is None or not isinstance(rule, NounRule) or rule.kind not in PEOPLE | PROCEEDINGS:
        return None
    if view.kind in PEOPLE and rule.kind in PROCEEDINGS:
        return None
    there = replace(view, noun=rule)
    verb = view.reading.verbs.get(topic[0])
    decision = _match(there, Governor(verb, "object", topic[0])) if verb else None
    return decision or (Decision(rule.category, rule.id) if rule.kind not in PLAIN_PEOPLE else None)


# ------------------------------------------------------------------ nouns and hosts


def _by_noun(view: View) -> Decision | None:
    if view.noun and view.noun.kind not in PLAIN_PEOPLE:
        return _named(view, view.noun)
    if view.noun:
        return _plain_people(view, view.noun)
    if view.bare and (ring := _ring_of(view)):
        return ring
    predicate = predicate_noun(view) if view.bare else None
    if predicate and predicate.kind in DECIDING_PREDICATES and view.host and view.host.category == "persons":
        return Decision(predicate.category, predicate.id)
    people = view.bare and view.kind in PEOPLE | {None}
    state = _circumstance(view) if people and view.reading.word(view.phrase.end) in BE else None
    if state:
        return state  # "Five are in custody"
    if view.bare and view.host and _is_argument(view) and not _of_something(view):
        return _from(view.host)
    return Decision(predicate.category, predicate.id) if predicate else None


def _is_argument(view: View) -> bool:
    """Whether a bare number stands where a clause has its subject or object, so that it counts what went before.

    A number that its own sentence ties to another (`link`), or a pronoun, needs no further sign. One that goes
    back to an earlier sentence does: a verb behind it, "there were" before it, an item of a list, a bracket.
    """
    reading, slot, end = view.reading, view.slot, view.phrase.end
    tied = view.link.host is not None and not view.link.weak
    if tied or view.phrase.kind != "bare" or view.link.bracket is not None:
        return True
    if _tallied(view) or is_object(reading, slot):
        return True
    if any(hit.end == slot.first for hit in reading.features):  # "By purpose: labour exploitation 197, begging 25"
        return True
    before, after = reading.word(slot.first - 1), reading.word(end)
    if reading.word(end) in CLOSED_BEHIND or end in reading.verbs or (after.endswith("ed") and len(after) > 4):
        return True
    if before in links.MEASURES:
        return before in BE and reading.word(slot.first - 2) in {"there", "they", "it", "this", "these"}
    if view.link.weak:
        return True
    return slot.first <= 1 or view.lead is not None or before in {":", "-", "–", "—", "|", "the", "all", "other"}


def _tallied(view: View) -> bool:
    """As in "the year before that the figure was 31": the figure, of nothing that is named."""
    return any(
        view.reading.word(i) in TALLIES and view.reading.word(i + 1) not in {"of", "for"}
        for i in range(max(0, view.slot.first - 5), view.slot.first)
    )


def _named(view: View, noun: NounRule) -> Decision:
    """A noun that decides for itself, unless it names the members or the parts of a count before it."""
    if view.host and view.link.part:
        if noun.kind == "member" and view.host.category == "groups":
            return Decision("suspects", noun.id)
        if noun.kind in {"victim", "staff", "member"} and view.host.noun in PEOPLE and view.host.category != "other":
            return _from(view.host)
    alike = view.link.alike and not links.is_whole_of(view.reading, view.slot)
    if view.host and alike and noun.kind == view.host.noun:
        return _from(view.host)
    if noun.kind == "member" and _group_before(view):
        return Decision("suspects", noun.id)
    if noun.kind == "places" and _in_care(view):
        return Decision("assistance", noun.id)
    if noun.kind == "victim" and (care := _circumstance(view)) and care.category == "assistance":
        return care
    if noun.kind == "staff" and (trouble := _circumstance(view)) and trouble.category == "suspects":
        return trouble
    return Decision(noun.category, noun.id)


def _plain_people(view: View, noun: NounRule) -> Decision:
    """People with no deciding verb: by their predicate, as part of a count, by circumstance, by the paragraph."""
    predicate = predicate_noun(view)
    if predicate and predicate.kind in DECIDING_PREDICATES:
        return Decision(predicate.category, predicate.id)
    host = view.host
    if _group_before(view) or (host and host.category == "groups" and view.link.part):
        return Decision("suspects", noun.id)
    if host and host.category in INHERITED and (view.link.part or view.link.alike) and host.noun in PEOPLE:
        return _from(host)
    if circumstance := _circumstance(view):
        return circumstance
    if _accused_of(view):
        return Decision("victims", noun.id)
    if subject := _described(view):
        return subject
    if known := _known_people(view):
        return _from(known)
    before = (*view.far, *view.near) if view.bare or _is_definite(view) else view.near
    if near := next((count for count in reversed(before) if _goes_on(view, count)), None):
        return _from(near)
    return Decision(noun.category, noun.id)


def _in_care(view: View) -> bool:
    """Whether the sentence or the paragraph is about shelters, so that "24 places" are places in one."""
    told = (hit.entries[0].rule for hit in view.reading.features)
    if any(isinstance(rule, FeatureRule) and rule.category == "assistance" for rule in told):
        return True
    return any(count.category == "assistance" for count in (*view.near, *view.found.values()))


def _group_before(view: View) -> bool:
    """As in "an organised criminal group with seven members", "a gang of nine persons"."""
    reading, end = view.reading, view.slot.first
    for i in range(max(0, end - 5), end):
        rule = reading.nouns[i].entries[0].rule if i in reading.nouns else None
        if isinstance(rule, NounRule) and rule.kind == "group":
            return bool({"of", "with", "comprising"} & set(reading.words[i:end]))
    return False


def _ring_of(view: View) -> Decision | None:
    """As in "a ring of six" or "a team of 12"."""
    reading, i = view.reading, view.slot.first - 1
    before = next((hit for hit in reading.nouns.values() if hit.end == i), None) if reading.word(i) == "of" else None
    rule = before.entries[0].rule if before else None
    if isinstance(rule, NounRule) and rule.kind == "group":
        return Decision("suspects", rule.id)
    return Decision("persons", "team") if reading.word(i) == "of" and reading.word(i - 1) in TEAMS else None


def _of_something(view: View) -> bool:
    """As in "a country of 200 million": a number behind "of" counts what no pack knows."""
    i = view.slot.first
    while view.reading.word(i - 1) in {"about", "some", "nearly", "over", "almost", "just", "only"}:
        i -= 1
    behind_of = view.phrase.kind == "bare" and view.reading.word(i - 1) == "of" and not view.link.part
    return behind_of and view.host is not None and view.slot.quantity.value > view.host.quantity.value


def _from(host: Count) -> Decision:
    return Decision(host.category, host.rule, host.action, None)


def _goes_on(view: View, count: Count) -> bool:
    """Whether people are named as a further breakdown of a count that stands before them in the paragraph."""
    if view.bare and series.label_before(view.reading, view.slot) and count in view.near:
        return count.category in INHERITED
    if count.category not in BROKEN_DOWN or count.noun not in PEOPLE:
        return False
    if view.bare or _is_definite(view):
        return True  # "Women and girls: 11.8 million", "Of these 207 persons"
    return (
        view.slot.quantity.value <= count.quantity.value
        and view.noun is not None
        and view.noun.kind == "person"
        and (view.noun.id != "person" or predicate_noun(view) is not None or view.slot.first <= 2)
    )


def _known_people(view: View) -> Count | None:
    """The count that "the three men" or "two of the boys" go back to: of the same sex and age, and no smaller."""
    words, slot = view.reading.words, view.slot
    around = words[max(0, slot.first - 2) : slot.first] + words[slot.last - 1 : view.phrase.end]
    if not {"the", "all", "these", "those"} & set(around):
        return None
    for count in reversed((*view.far, *view.near, *view.found.values())):
        alike = view.noun is not None and (count.sex, count.age_group) == (view.noun.sex, view.noun.age_group)
        told = count.noun in PLAIN_PEOPLE and count.category in BROKEN_DOWN - {"assistance"}
        if alike and told and view.slot.quantity.value <= count.quantity.value:
            return count
    return None


def _is_definite(view: View) -> bool:
    """Whether people are named as known already: "of these 207 persons", "the three men"."""
    return view.reading.word(view.slot.first - 1) in {"these", "those"}


def predicate_noun(view: View) -> NounRule | None:
    """The noun behind "were": "50 women and one girl were victims"."""
    reading, i = view.reading, view.phrase.end
    if links.is_whole_of(reading, view.slot):
        return None
    limit = min(i + 10, len(reading.words))
    while i < limit:
        other = reading.slot_at(i)
        if other:
            i = phrase_of(reading, other).end
            continue
        if reading.word(i) in CLAUSE_ENDS or i in reading.verbs:
            return None
        if reading.word(i) in BE and reading.word(i + 1) not in BE:
            return scan(reading, i + 2 if reading.word(i + 1) in {"the", "a", "an", "all"} else i + 1).rule
        i += 1
    return None


def _accused_of(view: View) -> bool:
    """As in "accused of bringing 13 women to the country", "jailed for holding six men"."""
    reading, i = view.reading, view.slot.first - 1
    while i > 0 and (reading.word(i) in LEFT_FILLERS or reading.word(i) in {"and", "up", "in", "on"}):
        i -= 1
    if not reading.word(i).endswith("ing"):
        return False
    before = reading.words[max(0, i - 4) : i]
    return bool(before) and before[-1] in {"of", "for", "with", "and"} and bool(ACCUSED & set(before))


def _described(view: View) -> Decision | None:
    """As in "The charged defendants include 12 Thai nationals": people named before a verb of membership."""
    entry = links.noun_before_inclusion(view.reading, view.slot)
    rule = entry.rule if entry else None
    if isinstance(rule, NounRule) and rule.kind in {"victim", "offender", "defendant"}:
        return Decision(rule.category, rule.id)
    return None


def _circumstance(view: View) -> Decision | None:
    """As in "5 million people are in forced labour": what people are in makes them victims."""
    reading, end = view.reading, view.phrase.end
    start = view.slot.first - 6 if view.bare else end
    for hit in reading.features:
        rule = hit.entries[0].rule
        if not isinstance(rule, FeatureRule) or rule.category is None or not start <= hit.start <= end + 8:
            continue
        if any(reading.slot_at(i) for i in range(end, hit.start)):
            continue
        inside = {"in", "into", "of", "for", "under", "against", "through", "at"}
        if hit.start == end or reading.word(hit.start - 1) in inside or reading.word(hit.start) in PREPOSITIONS:
            return Decision(rule.category, rule.id)
    return None
