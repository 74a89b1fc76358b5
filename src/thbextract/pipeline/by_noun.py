"""Categories by the counted noun, its predicate and circumstances, or by the count that a number belongs to."""

from __future__ import annotations

from thbextract.patterns import FeatureRule, NounRule, Rule
from thbextract.pipeline import links, series, subjects
from thbextract.pipeline.governors import (
    is_object,
)
from thbextract.pipeline.grammar import (
    AUXILIARIES,
    BE,
    CLAUSE_ENDS,
    DETERMINERS,
    LEFT_FILLERS,
    OPENERS,
    PREDICATES,
    PREPOSITIONS,
)
from thbextract.pipeline.phrases import phrase_of, scan
from thbextract.pipeline.views import (
    INHERITED,
    PEOPLE,
    PEOPLE_OR_UNNAMED,
    PLAIN_PEOPLE,
    PROCEEDINGS,
    Decision,
    View,
    taken_over,
)
from thbextract.records import Count

# What people are said to be decides what they count as ("five were traffickers").
DECIDING_PREDICATES = frozenset(("victim", "offender", "defendant"))
# Categories of people whom a paragraph goes on to break down by sex, age or citizenship.
BROKEN_DOWN = frozenset(("victims", "assistance", "suspects", "prosecutions", "convictions"))
TEAMS = frozenset(("team", "delegation", "group", "crew", "party", "panel"))
# Verbs that say of people what they are, as "be" does: "eleven remain fugitives".
STAYING = frozenset(("remain", "remained", "remains", "became", "become"))
CLOSED_BEHIND = AUXILIARIES | {"of"}
PENDING = BE | {"still", "currently", "pending"}
BEING = BE | STAYING
UNCRIMED = CLAUSE_ENDS | BE | DETERMINERS
MADE_WORSE = BROKEN_DOWN - {"assistance"}
WRONGDOERS = frozenset(("offender", "defendant", "convict"))
# What is done to wrongdoers, and so to a part of them.
AGAINST = frozenset(("suspects", "prosecutions", "convictions"))
PURSUED = frozenset(("investigations", "prosecutions", "convictions"))
# What people of a kind are in that tells more of them than their noun does ("four victims are in a shelter").
TELLING_STATES = {
    "victim": frozenset(("assistance",)),
    "staff": frozenset(("suspects",)),
    "offender": frozenset(("prosecutions", "convictions")),
}
# What leads from a report to what it is about; "a report on trafficking" is a book.
ABOUT = frozenset(("of", "about", "concerning", "regarding", "involving", "alleging", "to"))
# How far behind it the crime may stand: "reports of suspected exit trafficking".
CRIME_TOKENS = 6
# Words for a figure told before: "the previous year's tally was 15".
TALLIES = frozenset(("figure", "tally", "number", "total", "count"))
# What people are accused of doing to others.
ACCUSED = frozenset(
    [
        "accused",
        "suspected",
        "convicted",
        "guilty",
        "charged",
        "arrested",
        "jailed",
        "sentenced",
        "prosecuted",
        "indicted",
        "tried",
        "held",
        "detained",
    ]
)


def by_noun(view: View) -> Decision | None:
    """The category of the noun, or of the count that a number without a noun belongs to."""
    if view.noun and view.noun.kind not in PLAIN_PEOPLE:
        return _named(view, view.noun)
    if view.noun:
        return _plain_people(view, view.noun)
    if view.bare and (ring := _ring_of(view)):
        return ring
    predicate = predicate_noun(view) if view.bare else None
    if predicate and predicate.kind in DECIDING_PREDICATES and view.host and view.host.category == "persons":
        return Decision(predicate.category, predicate.id)
    if view.bare and view.kind in PROCEEDINGS and (stage := _stage(view)):
        return stage
    people = view.bare and view.kind in PEOPLE_OR_UNNAMED
    state = _circumstance(view) if people and view.reading.word(view.phrase.end) in BE else None
    if state:
        return state  # "Five are in custody"
    if view.bare and view.host is None and (suffered := _form_before(view)):
        return suffered
    if view.bare and view.host and _is_argument(view) and not _of_something(view):
        return taken_over(view.host)
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
    if view.host and links.is_whole_of(reading, slot) and view.host.quantity.value == slot.quantity.value:
        return True  # "Of these 12, seven …"
    if _tallied(view) or is_object(reading, slot):
        return True
    if any(hit.end == slot.first for hit in reading.features):  # "By purpose: labour exploitation 197, begging 25"
        return True
    before, after = reading.word(slot.first - 1), reading.word(end)
    if (
        after in PREDICATES
        or reading.word(end) in CLOSED_BEHIND
        or end in reading.verbs
        or (after.endswith("ed") and len(after) > 4)
    ):
        return True
    if before in subjects.MEASURES:
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
    if decision := _of_host(view, noun):
        return decision
    if noun.kind == "member" and _group_before(view):
        return Decision("suspects", noun.id)
    if noun.kind == "report" and (told := _of_crime(view)):
        return told
    if noun.kind == "places" and _in_care(view):
        return Decision("assistance", noun.id)
    state = _circumstance(view) if noun.kind in TELLING_STATES else None
    if state is not None and state.category in TELLING_STATES[noun.kind]:
        return state
    return Decision(noun.category, noun.id)


def _of_host(view: View, noun: NounRule) -> Decision | None:
    """What a noun takes over from the count that it is a part of or told beside; before that the stage it is at."""
    whole = links.is_whole_of(view.reading, view.slot)
    host = None if whole else view.host
    if host and view.link.part and (decision := _of_whole(noun, host)):
        return decision
    if noun.kind in PROCEEDINGS and (stage := _stage(view)):
        return stage
    return taken_over(host) if host and view.link.alike and noun.kind == host.noun else None


def _of_whole(noun: NounRule, host: Count) -> Decision | None:
    """As in "convicted nine traffickers, including four sex traffickers": a part of convicts is convicted."""
    if noun.kind == "member" and host.category == "groups":
        return Decision("suspects", noun.id)
    people = noun.kind in {"victim", "staff", "member"} and host.noun in PEOPLE and host.category != "other"
    accused = noun.kind in WRONGDOERS and host.noun in WRONGDOERS and host.category in AGAINST
    pursued = noun.kind in PROCEEDINGS and host.noun in PROCEEDINGS and host.category in PURSUED
    return taken_over(host) if people or accused or pursued else None


def _plain_people(view: View, noun: NounRule) -> Decision:
    """People with no deciding verb: by their predicate, as part of a count, by circumstance, by the paragraph."""
    predicate = predicate_noun(view)
    if predicate and predicate.kind in DECIDING_PREDICATES:
        return Decision(predicate.category, predicate.id)
    if view.reading.word(view.slot.first - 1) == "against":
        return Decision(noun.category, noun.id)  # "Five victims testified against 3 men"
    host = view.host
    if _group_before(view) or (host and host.category == "groups" and view.link.part):
        return Decision("suspects", noun.id)
    if host and _shares(view, host):
        return taken_over(host)
    if host and view.link.bracket is not None and host.noun in {"prosecution", "conviction", "arrest"}:
        return taken_over(host)  # "16 prosecutions in 2019 (29 persons)"
    if circumstance := _form_before(view) or _circumstance(view):
        return circumstance
    if _accused_of(view):
        return Decision("victims", noun.id)
    if subject := _described(view):
        return subject
    told = _told_people(view)
    return taken_over(told) if told else Decision(noun.category, noun.id)


def _told_people(view: View) -> Count | None:
    """The count of an earlier sentence that people are a further breakdown of."""
    if known := _known_people(view):
        return known
    before = (*view.far, *view.near) if view.bare or _is_definite(view) else view.near
    return next((count for count in reversed(before) if _goes_on(view, count)), None)


def _stage(view: View) -> Decision | None:
    """As in "14 cases, six of which are in court, two under investigation": the stage that proceedings are at."""
    if view.reading.word(view.phrase.end) not in PENDING:
        return None
    state = _circumstance(view)
    if state is not None and state.category == "suspects":
        return Decision("investigations", state.rule)  # what is under investigation is one
    return state if state is not None and state.category in PURSUED else None


def _of_crime(view: View) -> Decision | None:
    """As in "420 reports of human trafficking", and then "down from 382 reports": reports of crimes are cases."""
    reading, end = view.reading, view.phrase.end
    if reading.word(end) in ABOUT or reading.word(end + 1) in {"to", "of"}:
        for i in range(end + 1, end + 1 + CRIME_TOKENS):
            if reading.slot_at(i) or reading.word(i) in UNCRIMED:
                break
            crime = next((hit.entries[0].rule for hit in reading.features if hit.start == i), None)
            if crime is not None and _is_crime(crime):
                return Decision("cases", crime.id)
        return None
    told = next((count for count in reversed((*view.near, *view.found.values())) if count.noun == "report"), None)
    return taken_over(told) if told and told.category == "cases" else None


def _is_crime(rule: Rule) -> bool:
    return isinstance(rule, FeatureRule) and (rule.exploitation is not None or rule.id in {"crime", "slavery"})


def _shares(view: View, host: Count) -> bool:
    """Whether people are of one category with a count: they add up to it, are a part of it, or stand beside it."""
    tied = (view.link.part or view.link.alike) and host.noun in PEOPLE
    return view.link.summed or (tied and host.category in INHERITED)


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
            return bool({"of", "with", "comprising", "numbering", "totalling"} & set(reading.words[i:end]))
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
    while view.reading.word(i - 1) in {"a", "possible", "total"}:
        i -= 1
    behind_of = view.phrase.kind == "bare" and view.reading.word(i - 1) == "of" and not view.link.part
    behind_of = behind_of and view.reading.word(i - 2) != "out"  # "three defendants out of four"
    return behind_of and view.host is not None and view.slot.quantity.value > view.host.quantity.value


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
        told = count.noun in PLAIN_PEOPLE and count.category in MADE_WORSE
        if alike and told and view.slot.quantity.value <= count.quantity.value:
            return count
    return None


def _is_definite(view: View) -> bool:
    """Whether people are named as known already: "of these 207 persons", "the three men"."""
    return view.reading.word(view.slot.first - 1) in {"these", "those"}


def predicate_noun(view: View) -> NounRule | None:
    """The noun behind "were": "50 women and one girl were victims"."""
    reading, i = view.reading, view.phrase.end
    if BEING.isdisjoint(reading.held) or links.is_whole_of(reading, view.slot):
        return None
    limit = min(i + 10, len(reading.words))
    while i < limit:
        other = reading.slot_at(i)
        if other:
            i = phrase_of(reading, other).end
            continue
        if reading.word(i) in CLAUSE_ENDS or (i in reading.verbs and reading.word(i) not in STAYING):
            return None
        if reading.word(i) in BEING and reading.word(i + 1) not in BE:
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
    if view.reading.words[:1] in (["they"], ["these"], ["those"]) and _opens_inclusion(view):
        told = next((count for count in reversed(view.near) if count.category in BROKEN_DOWN), None)
        return taken_over(told) if told and told.noun in PEOPLE_OR_UNNAMED else None
    entry = subjects.noun_before_inclusion(view.reading, view.slot)
    rule = entry.rule if entry else None
    if isinstance(rule, NounRule) and rule.kind in {"victim", "offender", "defendant"}:
        return Decision(rule.category, rule.id)
    return None


def _form_before(view: View) -> Decision | None:
    """As in "subjected to forced labour (38 persons), begging (16 persons)": people by what they suffered."""
    reading, bracket = view.reading, view.slot.first - 1
    if reading.word(bracket) not in OPENERS:
        return None
    rules = (hit.entries[0].rule for hit in reading.features if hit.end == bracket)
    return next(
        (
            Decision(rule.category, rule.id)
            for rule in rules
            if isinstance(rule, FeatureRule) and rule.category and rule.exploitation
        ),
        None,
    )


def _opens_inclusion(view: View) -> bool:
    """Whether a sentence says of those told before how many of whom they are: "They included 11 children and …"."""
    begun = view.reading.words[1:4]
    return bool(subjects.INCLUSIONS & set(begun)) and not any(
        i in view.reading.verbs and i not in view.reading.nouns for i in range(4, view.slot.first)
    )


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
