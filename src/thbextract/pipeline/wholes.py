"""Which count a count is a part of: "of whom 12", "the other three", "Twenty were sheltered", "49 women, 9 men".

Each ground is a function of its own and is asked in turn; the first that knows a whole decides. A link that is
wrong is worse than none, so a ground that only makes a link likely (a bare subject, a joined noun) asks that the
two count the same kind of thing, that the part is no larger, and that nothing else could be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thbextract.patterns import NounRule
from thbextract.pipeline import links
from thbextract.pipeline.governors import governors_right, has_verb
from thbextract.pipeline.grammar import (
    BE,
    CLAUSE_ENDS,
    CLOSERS,
    DETERMINERS,
    FILLERS,
    HAVE,
    IRREGULAR_INTRANSITIVE,
    IRREGULAR_PAST,
    LEFT_FILLERS,
    MODALS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
)
from thbextract.pipeline.phrases import phrase_of
from thbextract.pipeline.reading import Reading, Slot
from thbextract.pipeline.views import PEOPLE, PLAIN_PEOPLE, View
from thbextract.records import Category, Count

# What counts may be broken down into each other: people, proceedings; everything else only into its own kind.
PROCEEDING_KINDS = frozenset(("case", "criminal-case", "report"))
BOTH_KINDS = frozenset(("prosecution", "conviction"))
PEOPLE_CATEGORIES = frozenset(("suspects", "prosecutions", "convictions", "victims", "assistance", "persons"))
PROCEEDING_CATEGORIES = frozenset(("cases", "investigations", "prosecutions", "convictions"))
# Those who are accused are no part of those who were harmed.
SIDES: dict[Category, str] = {
    "suspects": "accused",
    "prosecutions": "accused",
    "convictions": "accused",
    "victims": "harmed",
    "assistance": "harmed",
}
JOINTS = frozenset((",", ";", "and", "&", "or", "plus"))
# Fillers that a cue may end with.
STANDING = frozenset(("of", "to", "these", "those", "this"))
# Between groups and the people in them.
MEMBERSHIP = (("consisting", "of"), ("comprising",), ("made", "up", "of"), ("composed", "of"))
UNBROKEN = frozenset(("percent", "sentences"))
# Nouns so general that a number of them begins something new rather than goes on breaking down.
GENERAL = frozenset(("person", "victim", "case", "criminal-case"))
# Before a number: it is a part of the count that stands last before these words.
CUES_AFTER_WHOLE = (
    ("including",),
    ("incl.",),
    ("incl", "."),
    ("of", "whom"),
    ("of", "which"),
    ("from", "whom"),
    ("from", "which"),
    ("out", "of", "which"),
    ("among", "whom"),
    ("among", "which"),
    ("amongst", "whom"),
    ("among", "them"),
    ("amongst", "them"),
    ("namely",),
    ("made", "up", "of"),
    ("comprising",),
    ("consisting", "of"),
    ("composed", "of"),
    ("notably",),
)
# Before a number: it is a part of what the text has been speaking of.
CUES_OF_TOPIC = (
    ("of", "them"),
    ("from", "them"),
    ("out", "of", "them"),
    ("of", "these"),
    ("of", "those"),
    ("from", "these"),
    ("from", "those"),
    ("among", "these"),
    ("among", "those"),
    ("amongst", "these"),
    ("out", "of", "these"),
    ("out", "of", "those"),
)
# Before a number: it tells how it was at another time, or elsewhere.
COMPARISONS = (
    *((word, preposition) for word in ("compared", "comparison") for preposition in ("with", "to")),
    *((word, "from") for word in ("up", "down", "increase", "decrease", "rise", "fall", "drop", "increased", "rising")),
    ("against",),
    ("than",),
    ("versus",),
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
# What a bracket says that tells another time's figure instead of a part.
BEFORE_BRACKET = frozenset(("than", "compared", "comparison", "against", "versus", "vs", "period", "previous"))
IN_BRACKET = BEFORE_BRACKET | {"from", "previously", "formerly", "was", "were", "up", "down", "prior", "earlier"}
# Nothing but these stands between the beginning of a clause and its subject.
BEFORE_SUBJECT = (
    LEFT_FILLERS
    | FILLERS
    | {"and", "but", "while", "whereas", "however", "whilst", "yet", "that"}
    | {"said", "says", "told", "noted", "reported", "added"}
)
# What a sentence begins with that sets the ground of a breakdown: "By the kind of exploitation 149 were …".
BY_GROUND = frozenset(("by", "according", "regarding", "concerning", "seen", "broken"))
# Those who come on top of others are no part of them.
MORE = frozenset(("more", "further", "additional", "another", "extra"))
SPENT = frozenset(
    ("spent", "paid", "disbursed", "released", "reimbursed", "recovered", "collected", "used", "drawn", "transferred")
) | {"goes", "go", "went", "allocated", "returned", "handed"}


@dataclass(frozen=True, slots=True)
class Part:
    """A count in the making for which a whole is looked for."""

    view: View
    category: Category

    @property
    def value(self) -> float:
        """Its number; the larger end of a range."""
        quantity = self.view.slot.quantity
        return quantity.value_max or quantity.value

    @property
    def kinds(self) -> frozenset[str]:
        """What it may be a part of."""
        own = self.view.phrase.rule
        return kinds_of(own.kind if own else None, self.category)


def whole_of(view: View, category: Category) -> int | None:
    """Where the quantity begins that a count is a part of; None if it is of no other, or of none that is known."""
    part = Part(view, category)
    if view.phrase.whole is not None and view.phrase.whole != view.slot.index:
        named = view.reading.slots[view.phrase.whole].quantity
        return named.start if named.kind == view.slot.quantity.kind and named.value >= part.value else None
    if category in UNBROKEN or is_aside(view) or _names_whole(view.reading, view.slot):
        return None
    for ground in GROUNDS:
        whole = ground(part)
        if whole is not None and whole.quantity.start != view.slot.quantity.start:
            return whole.quantity.start
    return None


def is_aside(view: View) -> bool:
    """Whether a number only stands beside another, as that of another time: nothing goes back to it."""
    reading, slot = view.reading, view.slot
    if view.link.compared:
        return True
    bracket = reading.bracket_of(slot.first)
    if bracket is not None:
        return _other_time_in_bracket(reading, slot, bracket)
    before = _count_before(view)
    if before is None:
        return False
    if _ends_with(reading, _left_of(reading, slot), COMPARISONS):
        return True
    end = view.phrase.end
    timed = end in reading.times or (reading.word(end) in {"in", "for", "the", "a"} and end + 1 in reading.times)
    if timed and (view.bare or before.aside):
        return True
    return before.aside and _joined(reading, _slot_of(reading, before), slot)


def _other_time_in_bracket(reading: Reading, slot: Slot, bracket: int) -> bool:
    inside = range(bracket + 1, slot.first)
    if any(i in reading.times or reading.word(i) in IN_BRACKET for i in inside):
        return True
    close = reading.closing(bracket) - 1
    own = [other for other in reading.slots if bracket < other.first < close]
    if len(own) == 1 and close <= slot.last + 5 and reading.times & set(range(slot.last, close)):
        return True  # "557 victims (383 in 2020)"
    last = max((other.last for other in reading.slots if other.last <= bracket), default=0)
    before = range(max(last, bracket - 8), bracket)
    named = reading.word(slot.first - 1) in OPENERS and reading.word(phrase_of(reading, slot).end) in CLOSERS
    return (named or _alone_in_bracket(reading, slot)) and any(
        reading.word(i) in BEFORE_BRACKET or (i in reading.times and i >= bracket - 2) for i in before
    )


def _alone_in_bracket(reading: Reading, slot: Slot) -> bool:
    return reading.word(slot.first - 1) in OPENERS and reading.word(slot.last) in CLOSERS


def _names_whole(reading: Reading, slot: Slot) -> bool:
    """Whether a slot is named only as the whole of others: "of the 55", not "of these 61 were women"."""
    if reading.word(slot.first - 1) in {"these", "those"} and _predicate_at(reading, slot.last):
        return False
    return links.is_whole_of(reading, slot)


# ------------------------------------------------------------------ what may be a part of what


def kinds_of(noun: str | None, category: Category) -> frozenset[str]:
    """The kinds of things that a noun, or else a category, stands for."""
    if noun in BOTH_KINDS:
        return frozenset(("people", "proceedings"))
    if noun in PEOPLE or noun == "arrest":
        return frozenset(("people",))
    if noun in PROCEEDING_KINDS:
        return frozenset(("proceedings",))
    if noun is not None:
        return frozenset((noun,))
    kinds = {"people"} if category in PEOPLE_CATEGORIES else set()
    kinds |= {"proceedings"} if category in PROCEEDING_CATEGORIES else set()
    return frozenset(kinds or {category})


def _fits(part: Part, whole: Count) -> bool:
    """Whether a count may be the whole of a part, its value left aside."""
    if whole.aside or whole.category in UNBROKEN or whole.rule == "difference" or whole.status == "capacity":
        return False
    if "money" in (part.category, whole.category):
        return part.category == whole.category and part.view.slot.quantity.currency == whole.quantity.currency
    sides = {SIDES[category] for category in (part.category, whole.category) if category in SIDES}
    if len(sides) > 1:
        return False
    if part.category == "other" and part.view.phrase.rule is None:
        return part.view.bare and part.view.kind == whole.noun
    return bool(part.kinds & (kinds_of(whole.noun, whole.category) | kinds_of(None, whole.category)))


def _holds(part: Part, whole: Count) -> bool:
    """Whether a count may be the whole of a part and is larger."""
    return _fits(part, whole) and whole.quantity.value > part.value


def _here(part: Part) -> list[Count]:
    """The counts of the sentence, in order, that stand before the part."""
    return [part.view.found[i] for i in sorted(part.view.found) if i < part.view.slot.index]


def _last(part: Part, counts: Sequence[Count]) -> Count | None:
    """The last count that may be the whole; one that is too small only if there is no other."""
    fitting = [count for count in counts if _fits(part, count)]
    return next((count for count in reversed(fitting) if count.quantity.value >= part.value), None) or (
        fitting[-1] if fitting else None
    )


def _outermost(part: Part, counts: Sequence[Count]) -> Count | None:
    """The last count that is larger and itself no part."""
    return next((count for count in reversed(counts) if count.whole is None and _holds(part, count)), None)


def _told(part: Part) -> Count | None:
    """What the text has been speaking of: the last whole of the sentence, the paragraph, or the one before it."""
    view = part.view
    return _outermost(part, _here(part)) or _outermost(part, view.near) or _outermost(part, view.far)


def _count_before(view: View) -> Count | None:
    """The count right before a slot in its sentence, percentages left out."""
    counts = [view.found[i] for i in sorted(view.found) if i < view.slot.index]
    return next((count for count in reversed(counts) if count.category not in UNBROKEN), None)


def _slot_of(reading: Reading, count: Count) -> Slot:
    return next(slot for slot in reading.slots if slot.quantity.start == count.quantity.start)


# ------------------------------------------------------------------ grounds


def _of_cue(part: Part) -> Count | None:
    """As in "of whom 12", "including 25 women", "of these, 612"; "They included 11 children"."""
    reading, i = part.view.reading, _left_of(part.view.reading, part.view.slot)
    before = _count_before(part.view)
    if before and before.category == "groups" and "people" in part.kinds:
        return before if _ends_with(reading, i, MEMBERSHIP) else None
    if _ends_with(reading, i, CUES_AFTER_WHOLE):
        return _last(part, _here(part)) if _here(part) else _told(part)
    if _ends_with(reading, i, CUES_OF_TOPIC):
        unclear = reading.word(i - 1) in {"these", "those"} and not _here(part) and _ends_in_part(part)
        return None if unclear or part.category == "money" else _told(part)
    if reading.word(i - 1) in {"but", "except"} and reading.word(i - 2) == "all":
        return _told(part)
    taken_up = reading.words[max(0, i - 3) : i]
    if len(taken_up) == 3 and taken_up[0] in {"of", "from"} and taken_up[1] in STANDING and taken_up[2] in TOPIC_NOUNS:
        return _told(part)
    if reading.word(i - 1) in INCLUSION_VERBS and not _here(part):
        start = _clause_start(reading, i - 1)
        subject = [word for word in reading.words[start : i - 1] if word not in BEFORE_SUBJECT]
        return _told(part) if subject and set(subject) <= TOPIC_SUBJECTS else None
    return None


def _left_of(reading: Reading, slot: Slot) -> int:
    """The token behind the last word before a number that is more than a filler."""
    i = slot.first
    while i > 0 and (reading.word(i - 1) in (LEFT_FILLERS | {",", "~"}) - STANDING):
        i -= 1
    if (reading.word(i - 2), reading.word(i - 1)) == ("total", "of"):
        i -= 2
    return i


def _ends_in_part(part: Part) -> bool:
    """Whether the sentence before ends with a part, so that "of these" may go back to it or to its whole."""
    told = (*part.view.far, *part.view.near)
    return bool(told) and told[-1].whole is not None


def _ends_with(reading: Reading, i: int, cues: Sequence[tuple[str, ...]]) -> bool:
    """Whether one of the cues ends right before a token, and is not said of a number before it ("eleven of them")."""
    return any(
        tuple(reading.words[max(0, i - len(cue)) : i]) == cue and not reading.slot_at(i - len(cue) - 1) for cue in cues
    )


def _clause_start(reading: Reading, i: int) -> int:
    while i > 0 and reading.word(i - 1) not in CLAUSE_ENDS | {","} and not reading.slot_at(i - 1):
        i -= 1
    return i


def _of_pronoun(part: Part) -> Count | None:
    """As in "12 of whom", ", 38 of them female", "Eleven of them are in custody", "six of those arrested"."""
    view = part.view
    if view.phrase.kind != "pronoun":
        return None
    reading, here = view.reading, _here(part)
    end = view.phrase.end
    pronoun = next((word for word in reversed(reading.words[view.phrase.start : end]) if word in PRONOUNS), "")
    done = reading.verbs.get(end) if pronoun in {"those", "these"} else None
    if done and (doer := _done_to(part, {entry.lemma for entry in done.entries})):
        return doer
    apposed = reading.word(view.slot.first - 1) in {",", "(", "–", "—", "with"} and not _predicate_at(reading, end)
    if here and (apposed or pronoun in {"whom", "which", "these", "those"}):
        return _last(part, here)
    inside = [count for count in here if _in_one_bracket(reading, view.slot, count)]
    whole = _last(part, inside) or _outermost(part, here) or _last(part, here)
    return whole if whole and _holds(part, whole) else _told(part)


def _in_one_bracket(reading: Reading, slot: Slot, count: Count) -> bool:
    bracket = reading.bracket_of(slot.first)
    return bracket is not None and _slot_of(reading, count).first > bracket


def _done_to(part: Part, lemmas: set[str]) -> Count | None:
    """The count of those to whom something was done: "those arrested"."""
    told = [count for count in (*part.view.far, *part.view.near) if _holds(part, count)]
    return next((count for count in reversed(told) if count.action in lemmas), None) or (
        _outermost(part, part.view.near) if part.view.near else None
    )


def _of_noun(part: Part) -> Count | None:
    """As in "four of the women", "38 of the arrests": the count of that noun, of the same sex and age."""
    reading, end = part.view.reading, part.view.slot.last
    noun = part.view.phrase.rule
    definite = reading.word(end) == "of" and reading.word(end + 1) in DETERMINERS | PRONOUNS
    return _named_before(part, noun) if definite and noun else None


def _of_topic(part: Part) -> Count | None:
    """As in "Of the victims, one was a girl", "Of those arrested, 12 …": what the sentence begins with."""
    reading = part.view.reading
    if reading.word(1) in {"those", "these"} and reading.word(0) in {"of", "among", "from"} and 2 in reading.verbs:
        return _done_to(part, {entry.lemma for entry in reading.verbs[2].entries})
    topic = links.topic(reading, part.view.slot)
    if topic is None or reading.word(1) not in DETERMINERS:
        return None
    rule = topic[1].rule
    whole = _named_before(part, rule) if isinstance(rule, NounRule) else None
    return whole if whole and (whole.whole is None or whole.sex or whole.age_group) else None


def _named_before(part: Part, noun: NounRule) -> Count | None:
    """The last larger count of a noun, whole rather than part; of plain people the whole that was told last."""
    told = [count for count in (*part.view.far, *part.view.near, *_here(part)) if _holds(part, count)]
    if noun.sex or noun.age_group:
        same = [c for c in told if (c.sex, c.age_group) == (noun.sex, noun.age_group)]
    elif noun.id == "person":
        same = [c for c in told if SIDES.get(c.category) == SIDES.get(part.category)]
    else:
        plain = PLAIN_PEOPLE | {None}
        same = [c for c in told if c.noun == noun.kind or (c.noun in plain and c.category == noun.category)]
    whole = [count for count in same if count.whole is None]
    return next(reversed(whole or same), None)


def _of_named_whole(part: Part) -> Count | None:
    """As in "Of the 55 defendants, 32 …": the count behind "of" where the sentence or clause begins."""
    reading, slot = part.view.reading, part.view.slot
    for count in reversed(_here(part)):
        other = _slot_of(reading, count)
        if any(reading.word(i) in {";", "."} for i in range(other.last, slot.first)):
            return None
        if _names_whole(reading, other) and _opens_clause(reading, other) and _holds(part, count):
            return count if part.view.bare or part.view.phrase.kind in ("unknown", "noun") else None
    return None


def _opens_clause(reading: Reading, slot: Slot) -> bool:
    i = slot.first
    while i > 0 and reading.word(i - 1) in LEFT_FILLERS | {"of", "out", "among", "from"}:
        i -= 1
    return i == 0 or reading.word(i - 1) in CLAUSE_ENDS | {",", "and", "but", "while", '"', "“", "("}


def _of_remainder(part: Part) -> Count | None:
    """As in "the other 12", "the remaining eight", "19 others": of the same whole as the part before."""
    reading, slot = part.view.reading, part.view.slot
    others = reading.word(slot.last) == "others"
    if reading.word(slot.first - 1) not in {"other", "remaining", "rest"} and not others:
        return None
    told = (*part.view.far, *part.view.near, *_here(part))
    whole = next((count.whole for count in reversed(_here(part) if others else told) if count.whole is not None), None)
    while whole is not None:
        count = next((count for count in told if count.quantity.start == whole), None)
        if count is None or (_holds(part, count) and not _told_whole(count, told)):
            return count
        whole = count.whole
    return None


def _told_whole(whole: Count, told: Sequence[Count]) -> bool:
    """Whether the parts that were told of a whole are all of it already."""
    return whole.quantity.value == sum(c.quantity.value for c in told if c.whole == whole.quantity.start)


def _of_joined(part: Part) -> Count | None:
    """The whole of the part before, of a number that is joined to it: "49 women, 9 men and 6 children"."""
    view = part.view
    bracket = view.reading.bracket_of(view.slot.first)
    counts = [count for count in _here(part) if count.category not in UNBROKEN]
    level = [c for c in counts if view.reading.bracket_of(_slot_of(view.reading, c).first) == bracket]
    before = level[-1] if level else None
    if before is None or before.whole is None:
        return None
    told = (*view.far, *view.near, *_here(part))
    whole = next((count for count in told if count.quantity.start == before.whole), None)
    if whole is None or not _holds(part, whole):
        return None
    noun, last = view.phrase.rule, _slot_of(view.reading, before)
    if _joined(view.reading, last, view.slot):
        alike = noun is None or bool(noun.sex or noun.age_group) or noun.id not in GENERAL
        return whole if alike else None
    sexed = noun is not None and bool(noun.sex or noun.age_group) and not _predicate_at(view.reading, view.phrase.end)
    if sexed and view.reading.word(view.slot.first - 1) in JOINTS - {";"}:
        return whole
    if view.phrase.kind != "bare" or any(view.reading.word(i) == "." for i in range(last.last, view.slot.first)):
        return None
    outer = whole.whole is not None and any(view.reading.word(i) == ";" for i in range(last.last, view.slot.first))
    return whole if not outer and (_elliptic(view) or _is_subject(part)) else None


def _elliptic(view: View) -> bool:
    """Whether a bare number is an item of a list that leaves its verb out: "six are of Serbia and three of Albania"."""
    reading, end = view.reading, view.slot.last
    if reading.word(_left_of(reading, view.slot) - 1) not in JOINTS and reading.word(view.slot.first - 1) not in JOINTS:
        return False
    behind = reading.word(end)
    told = behind in PREPOSITIONS | {"of", "–", "—", "-"} or (behind.endswith("ly") and behind.isalpha())
    return (told or any(hit.start == end for hit in reading.features)) and not {end, end + 1} & reading.times


def _joined(reading: Reading, last: Slot, slot: Slot) -> bool:
    """Whether a list goes on from one number to the next: a comma or "and", and no finite verb between."""
    start, end = phrase_of(reading, last).end, slot.first
    between = reading.words[start:end]
    if reading.bracket_of(last.first) != reading.bracket_of(slot.first):
        return False
    if any(reading.word(i) in CLAUSE_ENDS - {";"} for i in range(start, end)):
        return False
    if not JOINTS & set(between) or len(between) > links.COORDINATION_TOKENS:
        return False
    return not has_verb(reading, start, end)


def _of_list(part: Part) -> Count | None:
    """As in "234 possible victims: 163 men", "133 investigations – 51 of sex trafficking", "57 victims (30 women)"."""
    reading, slot = part.view.reading, part.view.slot
    bracket = reading.bracket_of(slot.first)
    if bracket is not None:
        return _of_bracket(part, bracket)
    before = _count_before(part.view)
    if before is None or not _holds(part, before):
        return None
    i = _left_of(reading, slot) - 1
    start = phrase_of(reading, _slot_of(reading, before)).end
    gap = reading.words[start:i]
    reach = LISTING_TOKENS if reading.word(i) == ":" else DASH_TOKENS
    if reading.word(i) in LISTING and len(gap) < reach and not CLAUSE_ENDS.union({",", "and"}) & set(gap):
        return before
    with_part = reading.word(i) == "with" and reading.word(i - 1) == "," and before.category in links.WITH_PARTS
    return before if with_part else None


def _of_bracket(part: Part, bracket: int) -> Count | None:
    """The count that a bracket breaks down: the last before it, if the bracket says more than a bare figure."""
    reading, slot = part.view.reading, part.view.slot
    if _alone_in_bracket(reading, slot):
        return None
    around = reading.bracket_of(bracket)
    outside = [count for count in _here(part) if _slot_of(reading, count).first < bracket]
    level = [count for count in outside if reading.bracket_of(_slot_of(reading, count).first) == around]
    return level[-1] if level and _holds(part, level[-1]) else None


def _of_apposition(part: Part) -> Count | None:
    """As in "Eleven persons, eight men and three women, were …": numbers side by side that make up the one before."""
    before = _count_before(part.view)
    if before is None or not _holds(part, before):
        return None
    run = list(_run_from(part.view.reading, part.view.slot))
    total = sum(slot.quantity.value for slot in run)
    if len(run) < 2 or total != before.quantity.value or before.quantity.value_max is not None:
        return None
    reading, last = part.view.reading, _slot_of(part.view.reading, before)
    start, end = phrase_of(reading, last).end, part.view.slot.first
    return before if reading.word(end - 1) in {",", "–", "—", "("} and not has_verb(reading, start, end) else None


def _run_from(reading: Reading, slot: Slot) -> Iterator[Slot]:
    """A slot and those that are joined to it one after the other."""
    last = slot
    yield slot
    for other in reading.slots[slot.index + 1 :]:
        if other.quantity.kind == "percent":
            continue
        if not _joined(reading, last, other):
            return
        yield other
        last = other


def _of_subject(part: Part) -> Count | None:
    """As in "Police identified 64 victims. 52 are citizens of Serbia": a bare subject goes back to what was told."""
    view = part.view
    if view.phrase.kind != "bare" or part.value == 0 or part.category == "money" or not _is_subject(part):
        return None
    if any(count.category not in UNBROKEN for count in _here(part)):
        here = _outermost(part, _here(part))
        return here if here and not _next_stage(part, here) else None
    return _told_last(part) if _opens_sentence(part) else None


def _told_last(part: Part) -> Count | None:
    """The whole of the paragraph, or of the one before it if nothing else has been told since."""
    if whole := _outermost(part, part.view.near):
        return whole
    told = [count for count in (*part.view.far, *part.view.near) if count.category not in UNBROKEN and not count.aside]
    whole = _outermost(part, part.view.far)
    return whole if whole and whole.quantity.start in (told[-1].quantity.start, told[-1].whole) else None


def _opens_sentence(part: Part) -> bool:
    """Whether a number opens its sentence, but for a circumstance or a share: "By 30 September, 153 were …"."""
    reading, first = part.view.reading, part.view.slot.first
    start = next((i for i in range(first) if reading.word(i) not in BEFORE_SUBJECT | {'"', "“", "'", "-", "•"}), first)
    shares = any(slot.quantity.kind == "percent" and slot.last <= first for slot in reading.slots)
    named = any(i in reading.nouns and i not in reading.times for i in range(start, first))
    return (
        start == first
        or shares
        or (reading.word(start) in PREPOSITIONS | BY_GROUND and not named)
        or (reading.word(0) in BY_GROUND)
    )


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
    if noun is None or noun.kind != "victim" or _here(part) or view.slot.first > 1 or view.reading.times:
        return None
    whole = _told_last(part)
    if whole is None or (whole.noun != noun.kind and whole.category != "victims"):
        return None
    verbs = governors_right(view.reading, view.phrase.end)
    again = part.category == "victims" and any(whole.action in {e.lemma for e in verb.hit.entries} for verb in verbs)
    return None if again or whole.category == part.category == "assistance" else whole


def _is_subject(part: Part) -> bool:
    """Whether a bare number is the subject of its clause: first in it, a verb behind it, no time of its own."""
    reading, slot = part.view.reading, part.view.slot
    if not _predicate_at(reading, part.view.phrase.end) or _timed_behind(reading, slot):
        return False
    if MORE & set(reading.words[slot.first - 1 : slot.last + 1]):
        return False
    i = slot.first
    while i > 0 and (reading.word(i - 1) in BEFORE_SUBJECT) and i - 1 not in reading.times:
        i -= 1
    if i == 0 or reading.word(i - 1) in CLAUSE_ENDS | {"(", '"', "“"}:
        return True
    if reading.word(i - 1) == "," or reading.word(i) in {"and", "but", "while", "whereas", "whilst"}:
        start = _clause_start(reading, i - 1)
        opens = start in reading.times or reading.word(start) in PREPOSITIONS
        timed = opens and any(k in reading.times for k in range(start, i))
        return not timed or reading.word(start) == "by" or "only" in reading.words[i : slot.first]
    start = _clause_start(reading, i)
    return start == 0 and reading.word(0) in BY_GROUND and not any(k in reading.times for k in range(i))


def _timed_behind(reading: Reading, slot: Slot) -> bool:
    """Whether the clause of a number goes on to a time of its own: "11 had been convicted in the year before"."""
    for i in range(slot.last, len(reading.words)):
        if reading.word(i) in CLAUSE_ENDS | {","} or reading.slot_at(i):
            return False
        if i in reading.times:
            return True
    return False


def _predicate_at(reading: Reading, i: int) -> bool:
    """Whether a finite verb stands at a token, adverbs left out."""
    while reading.word(i) in FILLERS or (reading.word(i).endswith("ly") and reading.word(i).isalpha()):
        i += 1
    word = reading.word(i)
    verbal = word in (BE | HAVE | MODALS) - {"to", "being", "having"} | IRREGULAR_PAST | IRREGULAR_INTRANSITIVE
    return verbal or i in reading.verbs or (word.endswith("ed") and len(word) > 4)


def _of_payment(part: Part) -> Count | None:
    """As in "€125,000 was voted and only €78,410 was spent"; "a loan of …" is part of nothing."""
    reading, slot = part.view.reading, part.view.slot
    before = _count_before(part.view)
    if part.category != "money" or before is None or not _holds(part, before):
        return None
    only = "only" in reading.words[max(0, slot.first - 3) : slot.first]
    spent = SPENT & set(reading.words[slot.last : slot.last + 6])
    return before if only and spent else None


GROUNDS = (
    _of_cue,
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
