"""What may be a part of what: a count in the making, and the counts before it among which its whole is looked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from thbextract.patterns import NounRule
from thbextract.pipeline import links
from thbextract.pipeline.positions import left_of
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
PLAIN_OR_UNNAMED = PLAIN_PEOPLE | {None}
# Never a whole: shares and terms.
UNBROKEN = frozenset(("percent", "sentences"))


@dataclass(slots=True)
class Part:
    """A count in the making for which a whole is looked for.

    `value` is its number, the larger end of a range; `kinds` what it may be a part of; `here` the counts of its
    sentence before it, of a very long one the last, and `before` the last of them that is no share; `left` is the
    token behind the last word before it that is more than a filler.
    """

    view: View
    category: Category
    value: float
    kinds: frozenset[str]
    here: tuple[Count, ...]
    before: Count | None
    left: int


def part_of(view: View, category: Category) -> Part:
    """What is known of a slot as a part of others, once its category is decided."""
    slot, own = view.slot, view.phrase.rule
    near = range(max(0, slot.index - links.MEMORY), slot.index)
    here = tuple(view.found[i] for i in near if i in view.found) if view.found else ()
    return Part(
        view,
        category,
        slot.quantity.value_max or slot.quantity.value,
        kinds_of(own.kind if own else None, category),
        here,
        next((count for count in reversed(here) if count.category not in UNBROKEN), None) if here else None,
        left_of(view.reading, slot),
    )


@lru_cache(maxsize=1024)
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


def fits(part: Part, whole: Count) -> bool:
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


def holds(part: Part, whole: Count) -> bool:
    """Whether a count may be the whole of a part and is larger."""
    return fits(part, whole) and whole.quantity.value > part.value


def last_of(part: Part, counts: Sequence[Count]) -> Count | None:
    """The last count that may be the whole; one that is too small only if there is no other."""
    fitting = [count for count in counts if fits(part, count)]
    return next((count for count in reversed(fitting) if count.quantity.value >= part.value), None) or (
        fitting[-1] if fitting else None
    )


def outermost(part: Part, counts: Sequence[Count]) -> Count | None:
    """The last count that is larger and itself no part."""
    return next((count for count in reversed(counts) if count.whole is None and holds(part, count)), None)


def told_of(part: Part) -> Count | None:
    """What the text has been speaking of: the last whole of the sentence, the paragraph, or the one before it."""
    view = part.view
    return outermost(part, part.here) or outermost(part, view.near) or outermost(part, view.far)


def told_last(part: Part) -> Count | None:
    """The whole of the paragraph, or of the one before it if nothing else has been told since."""
    if whole := outermost(part, part.view.near):
        return whole
    told = [count for count in (*part.view.far, *part.view.near) if count.category not in UNBROKEN and not count.aside]
    whole = outermost(part, part.view.far)
    return whole if whole and whole.quantity.start in (told[-1].quantity.start, told[-1].whole) else None


def slot_of(reading: Reading, count: Count) -> Slot:
    """The slot of a count that stands in the sentence."""
    return reading.slots[bisect_left(reading.slots, count.quantity.start, key=lambda slot: slot.quantity.start)]


def named_before(part: Part, noun: NounRule) -> Count | None:
    """The last larger count of a noun, whole rather than part; of plain people the whole that was told last."""
    told = [count for count in (*part.view.far, *part.view.near, *part.here) if holds(part, count)]
    if noun.sex or noun.age_group:
        same = [c for c in told if (c.sex, c.age_group) == (noun.sex, noun.age_group)]
    elif noun.id == "person":
        same = [c for c in told if SIDES.get(c.category) == SIDES.get(part.category)]
    else:
        same = [c for c in told if c.noun == noun.kind or (c.noun in PLAIN_OR_UNNAMED and c.category == noun.category)]
    whole = [count for count in same if count.whole is None]
    return next(reversed(whole or same), None)


def done_to(part: Part, lemmas: set[str]) -> Count | None:
    """The count of those to whom something was done: "those arrested"."""
    told = [count for count in (*part.view.far, *part.view.near) if holds(part, count)]
    return next((count for count in reversed(told) if count.action in lemmas), None) or (
        outermost(part, part.view.near) if part.view.near else None
    )


def told_whole(whole: Count, told: Sequence[Count]) -> bool:
    """Whether the parts that were told of a whole are all of it already."""
    return whole.quantity.value == sum(c.quantity.value for c in told if c.whole == whole.quantity.start)
