"""Which count a count is a part of: "of whom 12", "the other three", "Twenty were sheltered", "49 women, 9 men".

Each ground is a function of its own and is asked in turn; the first that knows a whole decides. A link that is
wrong is worse than none, so a ground that only makes a link likely (a bare subject, a joined noun) asks that the
two count the same kind of thing, that the part is no larger, and that nothing else could be meant.
"""

from __future__ import annotations

from thbextract.patterns import NounRule
from thbextract.pipeline import links, subjects
from thbextract.pipeline.governors import governors_right, has_verb
from thbextract.pipeline.grammar import CLAUSE_ENDS, CLOSERS, DETERMINERS, OPENERS, PRONOUNS, cues_of
from thbextract.pipeline.parts import (
    SIDES,
    UNBROKEN,
    Part,
    done_to,
    holds,
    last_of,
    named_before,
    outermost,
    slot_of,
    told_last,
    told_of,
    told_whole,
)
from thbextract.pipeline.phrases import phrase_of
from thbextract.pipeline.positions import (
    BEFORE_SUBJECT,
    JOINTS,
    STANDING,
    alone_in_bracket,
    clause_start,
    elliptic,
    ends_with,
    is_subject,
    joined,
    names_whole,
    opens_clause,
    opens_sentence,
    predicate_at,
    run_from,
)
from thbextract.pipeline.reading import Reading, Slot
from thbextract.records import Count

# Between groups and the people in them.
MEMBERSHIP = cues_of("consisting of, comprising, made up of, composed of")
# Nouns so general that a number of them begins something new rather than goes on breaking down.
GENERAL = frozenset(("person", "victim", "case", "criminal-case"))
# Before a number: it is a part of the count that stands last before these words.
CUES_AFTER_WHOLE = cues_of(
    """including, incl., incl ., of whom, of which, from whom, from which, out of which, among whom, among which,
    amongst whom, among them, amongst them, namely, made up of, comprising, consisting of, composed of, notably"""
)
# Before a number: it is a part of what the text has been speaking of.
CUES_OF_TOPIC = cues_of(
    """of them, from them, out of them, of these, of those, from these, from those, among these, among those, amongst
    these, out of these, out of those"""
)
# Before a number: it tells how it was at another time, or elsewhere.
COMPARISONS = cues_of(
    """compared with, compared to, comparison with, comparison to, up from, down from, increase from, decrease from,
    rise from, fall from, drop from, increased from, rising from, against, than, versus"""
)
TOPIC_NOUNS = frozenset(("number", "total", "figure", "amount", "sum", "group", "caseload"))
# "They included 11 children", "These comprise 29 women".
TOPIC_SUBJECTS = frozenset(("they", "these", "those", "victims", "suspects", "defendants", "which", "who", "group"))
INCLUSION_VERBS = frozenset(
    ("include", "includes", "included", "comprise", "comprises", "comprised", "were", "are", "constitute")
)
# Between a count and the numbers that break it down.
LISTING = frozenset((":", "–", "—"))
LISTING_TOKENS, DASH_TOKENS = 12, 4
LIST_BREAKS = CLAUSE_ENDS | {",", "and"}
SENTENCE_ENDS = frozenset((";", "."))
COMMAS = JOINTS - {";"}
DEFINITE = DETERMINERS | PRONOUNS
# What a bracket says that tells another time's figure instead of a part.
BEFORE_BRACKET = frozenset(("than", "compared", "comparison", "against", "versus", "vs", "period", "previous"))
IN_BRACKET = BEFORE_BRACKET | {"from", "previously", "formerly", "was", "were", "up", "down", "prior", "earlier"}
# What is done with a part of the money.
SPENT = frozenset(
    ("spent", "paid", "disbursed", "released", "reimbursed", "recovered", "collected", "used", "drawn", "transferred")
) | {"goes", "go", "went", "allocated", "returned", "handed"}


def whole_of(part: Part, aside: bool) -> int | None:
    """Where the quantity begins that a count is a part of; None if it is of no other, or of none that is known."""
    view = part.view
    if view.phrase.whole is not None and view.phrase.whole != view.slot.index:
        named = view.reading.slots[view.phrase.whole].quantity
        return named.start if named.kind == view.slot.quantity.kind and named.value >= part.value else None
    if aside or part.category in UNBROKEN or not (part.here or view.near or view.far):
        return None
    if names_whole(view.reading, view.slot):
        return None
    for ground in GROUNDS:
        whole = ground(part)
        if whole is not None and whole.quantity.start != view.slot.quantity.start:
            return whole.quantity.start
    return None


def is_aside(part: Part) -> bool:
    """Whether a number only stands beside another, as that of another time: nothing goes back to it."""
    view = part.view
    reading, slot = view.reading, view.slot
    if view.link.compared:
        return True
    bracket = reading.bracket_of(slot.first)
    if bracket is not None:
        return _other_time_in_bracket(reading, slot, bracket)
    before = part.before
    if before is None:
        return False
    if ends_with(reading, part.left, COMPARISONS):
        return True
    end = view.phrase.end
    timed = end in reading.times or (reading.word(end) in {"in", "for", "the", "a"} and end + 1 in reading.times)
    if timed and (view.bare or before.aside):
        return True
    return before.aside and joined(reading, slot_of(reading, before), slot)


def _other_time_in_bracket(reading: Reading, slot: Slot, bracket: int) -> bool:
    """As in "(115)" behind "than in the same period of last year", "(previously 64)", "(383 in 2020)"."""
    inside = range(bracket + 1, slot.first)
    if any(i in reading.times or reading.word(i) in IN_BRACKET for i in inside):
        return True
    close = reading.closing(bracket) - 1
    own = [other for other in reading.slots if bracket < other.first < close]
    if len(own) == 1 and close <= slot.last + 5 and reading.times & set(range(slot.last, close)):
        return True  # "557 victims (383 in 2020)"
    last = reading.slots[slot.index - 1].last if slot.index else 0
    before = range(max(min(last, bracket), bracket - 8), bracket)
    named = reading.word(slot.first - 1) in OPENERS and reading.word(phrase_of(reading, slot).end) in CLOSERS
    return (named or alone_in_bracket(reading, slot)) and any(
        reading.word(i) in BEFORE_BRACKET or (i in reading.times and i >= bracket - 2) for i in before
    )


def _of_cue(part: Part) -> Count | None:
    """As in "of whom 12", "including 25 women", "of these, 612", "out of this number 22"; "all but 20"."""
    reading, here, before, i = part.view.reading, part.here, part.before, part.left
    if before and before.category == "groups" and "people" in part.kinds:
        return before if ends_with(reading, i, MEMBERSHIP) else None
    if ends_with(reading, i, CUES_AFTER_WHOLE):
        return last_of(part, here) if here else told_of(part)
    if ends_with(reading, i, CUES_OF_TOPIC):
        unclear = reading.word(i - 1) in {"these", "those"} and not here and _ends_in_part(part)
        return None if unclear or part.category == "money" else told_of(part)
    taken_up = reading.words[max(0, i - 3) : i]
    number = len(taken_up) == 3 and taken_up[0] in {"of", "from"} and taken_up[1] in STANDING
    if (number and taken_up[2] in TOPIC_NOUNS) or taken_up[-2:] in (["all", "but"], ["all", "except"]):
        return told_of(part)
    return None


def _of_inclusion(part: Part) -> Count | None:
    """As in "They included 11 children", "These comprise 29 women"."""
    reading, i = part.view.reading, part.left
    if part.here or reading.word(i - 1) not in INCLUSION_VERBS:
        return None
    subject = set(reading.words[clause_start(reading, i - 1) : i - 1]) - BEFORE_SUBJECT
    return told_of(part) if subject and subject <= TOPIC_SUBJECTS else None


def _ends_in_part(part: Part) -> bool:
    """Whether the sentence before ends with a part, so that "of these" may go back to it or to its whole."""
    told = (*part.view.far, *part.view.near)
    return bool(told) and told[-1].whole is not None


def _of_pronoun(part: Part) -> Count | None:
    """As in "12 of whom", ", 38 of them female", "Eleven of them are in custody", "six of those arrested"."""
    view = part.view
    if view.phrase.kind != "pronoun":
        return None
    reading, here = view.reading, part.here
    end = view.phrase.end
    pronoun = next((word for word in reversed(reading.words[view.phrase.start : end]) if word in PRONOUNS), "")
    done = reading.verbs.get(end) if pronoun in {"those", "these"} else None
    if done and (doer := done_to(part, {entry.lemma for entry in done.entries})):
        return doer
    apposed = reading.word(view.slot.first - 1) in {",", "(", "–", "—", "with"} and not predicate_at(reading, end)
    if here and (apposed or pronoun in {"whom", "which", "these", "those"}):
        return last_of(part, here)
    inside = [count for count in here if _in_one_bracket(reading, view.slot, count)]
    whole = last_of(part, inside) or outermost(part, here) or last_of(part, here)
    return whole if whole and holds(part, whole) else told_of(part)


def _in_one_bracket(reading: Reading, slot: Slot, count: Count) -> bool:
    bracket = reading.bracket_of(slot.first)
    return bracket is not None and slot_of(reading, count).first > bracket


def _of_noun(part: Part) -> Count | None:
    """As in "four of the women", "38 of the arrests": the count of that noun, of the same sex and age."""
    reading, end = part.view.reading, part.view.slot.last
    noun = part.view.phrase.rule
    definite = reading.word(end) == "of" and reading.word(end + 1) in DEFINITE
    return named_before(part, noun) if definite and noun else None


def _of_topic(part: Part) -> Count | None:
    """As in "Of the victims, one was a girl", "Of those arrested, 12 …": what the sentence begins with."""
    reading = part.view.reading
    if reading.word(1) in {"those", "these"} and reading.word(0) in {"of", "among", "from"} and 2 in reading.verbs:
        return done_to(part, {entry.lemma for entry in reading.verbs[2].entries})
    topic = subjects.topic(reading, part.view.slot)
    if topic is None or reading.word(1) not in DETERMINERS:
        return None
    rule = topic[1].rule
    whole = named_before(part, rule) if isinstance(rule, NounRule) else None
    return whole if whole and (whole.whole is None or whole.sex or whole.age_group) else None


def _of_named_whole(part: Part) -> Count | None:
    """As in "Of the 55 defendants, 32 …": the count behind "of" where the sentence or clause begins."""
    reading, slot = part.view.reading, part.view.slot
    for count in reversed(part.here):
        other = slot_of(reading, count)
        if names_whole(reading, other) and opens_clause(reading, other) and holds(part, count):
            if not SENTENCE_ENDS.isdisjoint(reading.words[other.last : slot.first]):
                return None
            return count if part.view.bare or part.view.phrase.kind in ("unknown", "noun") else None
    return None


def _of_remainder(part: Part) -> Count | None:
    """As in "the other 12", "the remaining eight", "19 others": of the same whole as the part before."""
    reading, slot = part.view.reading, part.view.slot
    others = reading.word(slot.last) == "others"
    if reading.word(slot.first - 1) not in {"other", "remaining", "rest"} and not others:
        return None
    told = (*part.view.far, *part.view.near, *part.here)
    whole = next((count.whole for count in reversed(part.here if others else told) if count.whole is not None), None)
    while whole is not None:
        count = next((count for count in told if count.quantity.start == whole), None)
        if count is None or (holds(part, count) and not told_whole(count, told)):
            return count
        whole = count.whole
    return None


def _of_joined(part: Part) -> Count | None:
    """The whole of the part before, of a number that is joined to it: "49 women, 9 men and 6 children"."""
    reading, slot, here = part.view.reading, part.view.slot, part.here
    bracket = reading.bracket_of(slot.first)
    beside = (count for count in reversed(here) if reading.bracket_of(slot_of(reading, count).first) == bracket)
    before = next((count for count in beside if count.category not in UNBROKEN), None)
    if before is None or before.whole is None:
        return None
    told = (*part.view.far, *part.view.near, *here)
    whole = next((count for count in told if count.quantity.start == before.whole), None)
    if whole is None or not holds(part, whole):
        return None
    return whole if _goes_on(part, slot_of(reading, before), whole) else None


def _goes_on(part: Part, last: Slot, whole: Count) -> bool:
    """Whether a number goes on with the breakdown that the slot before it belongs to."""
    reading, slot, noun = part.view.reading, part.view.slot, part.view.phrase.rule
    sexed = noun is not None and bool(noun.sex or noun.age_group)
    if joined(reading, last, slot):
        return noun is None or sexed or noun.id not in GENERAL
    if sexed and not predicate_at(reading, part.view.phrase.end):
        return reading.word(slot.first - 1) in COMMAS  # "78 were male, 31 female"
    between = set(reading.words[last.last : slot.first])
    if part.view.phrase.kind != "bare" or "." in between or (";" in between and whole.whole is not None):
        return False
    return elliptic(reading, slot) or is_subject(reading, slot)


def _of_list(part: Part) -> Count | None:
    """As in "234 possible victims: 163 men", "133 investigations – 51 of sex trafficking", "57 victims (30 women)"."""
    reading, slot = part.view.reading, part.view.slot
    bracket = reading.bracket_of(slot.first)
    if bracket is not None:
        return _of_bracket(part, bracket)
    before = part.before
    if before is None or not holds(part, before):
        return None
    i = part.left - 1
    start = phrase_of(reading, slot_of(reading, before)).end
    gap = reading.words[start:i]
    reach = LISTING_TOKENS if reading.word(i) == ":" else DASH_TOKENS
    if reading.word(i) in LISTING and len(gap) < reach and LIST_BREAKS.isdisjoint(gap):
        return before
    with_part = reading.word(i) == "with" and reading.word(i - 1) == "," and before.category in links.WITH_PARTS
    return before if with_part else None


def _of_bracket(part: Part, bracket: int) -> Count | None:
    """The count that a bracket breaks down: the last before it, if the bracket says more than a bare figure."""
    reading, slot = part.view.reading, part.view.slot
    if alone_in_bracket(reading, slot):
        return None
    around = reading.bracket_of(bracket)
    outside = [count for count in part.here if slot_of(reading, count).first < bracket]
    level = [count for count in outside if reading.bracket_of(slot_of(reading, count).first) == around]
    return level[-1] if level and holds(part, level[-1]) else None


def _of_apposition(part: Part) -> Count | None:
    """As in "Eleven persons, eight men and three women, were …": numbers side by side that make up the one before."""
    before = part.before
    if before is None or not holds(part, before):
        return None
    run = list(run_from(part.view.reading, part.view.slot))
    total = sum(slot.quantity.value for slot in run)
    if len(run) < 2 or total != before.quantity.value or before.quantity.value_max is not None:
        return None
    reading, last = part.view.reading, slot_of(part.view.reading, before)
    start, end = phrase_of(reading, last).end, part.view.slot.first
    return before if reading.word(end - 1) in {",", ";", "–", "—", "("} and not has_verb(reading, start, end) else None


def _of_subject(part: Part) -> Count | None:
    """As in "Police identified 64 victims. 52 are citizens of Serbia": a bare subject goes back to what was told."""
    view = part.view
    if (
        view.phrase.kind != "bare"
        or part.value == 0
        or part.category == "money"
        or not is_subject(view.reading, view.slot)
    ):
        return None
    if any(count.category not in UNBROKEN for count in part.here):
        here = outermost(part, part.here)
        return here if here and not _next_stage(part, here) else None
    return told_last(part) if opens_sentence(view.reading, view.slot) else None


def _next_stage(part: Part, whole: Count) -> bool:
    """As in "17 were indicted and 9 convicted": figures of two stages side by side, not "only nine"."""
    reading, slot = part.view.reading, part.view.slot
    if whole.category == part.category or SIDES.get(part.category) != "accused":
        return False
    before = reading.words[max(0, slot.first - 3) : slot.first]
    return not {"only", "just", ";"} & set(before)


def _of_same_noun(part: Part) -> Count | None:
    """As in "1,466 victims were rescued. 1,090 victims hail from …": more is told of some of them."""
    view, noun = part.view, part.view.phrase.rule
    if noun is None or noun.kind != "victim" or part.here or view.slot.first > 1 or view.reading.times:
        return None
    whole = told_last(part)
    if whole is None or (whole.noun != noun.kind and whole.category != "victims"):
        return None
    verbs = governors_right(view.reading, view.phrase.end)
    again = part.category == "victims" and any(whole.action in {e.lemma for e in verb.hit.entries} for verb in verbs)
    return None if again or whole.category == part.category == "assistance" else whole


def _of_payment(part: Part) -> Count | None:
    """As in "€125,000 was voted and only €78,410 was spent"; "a loan of …" is part of nothing."""
    reading, slot = part.view.reading, part.view.slot
    before = part.before
    if part.category != "money" or before is None or not holds(part, before):
        return None
    only = "only" in reading.words[max(0, slot.first - 3) : slot.first]
    spent = SPENT & set(reading.words[slot.last : slot.last + 6])
    return before if only and spent else None


GROUNDS = (
    _of_cue,
    _of_inclusion,
    _of_pronoun,
    _of_noun,
    _of_remainder,
    _of_apposition,
    _of_joined,
    _of_list,
    _of_named_whole,
    _of_topic,
    _of_subject,
    _of_same_noun,
    _of_payment,
)
