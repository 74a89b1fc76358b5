"""Figures that a document repeats: what one mention says of a figure holds for the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from thbextract.records import Claim, Count

# Kinds of people that say nothing of why they are counted, and the categories that do. Help is not among them:
# it is given to people who were counted as something else before.
PLAIN = frozenset(("person", "vulnerable"))
TELLING = frozenset(("victims", "suspects", "prosecutions", "convictions"))


def agreed(counts: Sequence[Count]) -> tuple[Count, ...]:
    """Counts of plain people take the category of the same figure where the document tells more of it.

    A headline's "23 boys taken off boats" are the 23 boys who were rescued in the text below it; the value,
    the sex and the age group must be the same, and all tellings must agree.
    """
    told: dict[tuple[object, ...], list[Count]] = defaultdict(list)
    for count in counts:
        if count.noun in PLAIN and count.category in TELLING and count.quantity.value > 1:
            told[_figure(count)].append(count)
    return tuple(_agreed(count, told[_figure(count)]) for count in counts)


def _figure(count: Count) -> tuple[object, ...]:
    return count.quantity.value, count.quantity.value_max, count.sex, count.age_group


def _agreed(count: Count, told: Sequence[Count]) -> Count:
    if not _is_plain(count) or len({other.category for other in told}) != 1:
        return count
    return replace(count, category=told[0].category, rule=told[0].rule, action=told[0].action)


def like_their_wholes(counts: Sequence[Count]) -> tuple[Count, ...]:
    """Plain people who are a part of people that the text tells more of take the category of their whole.

    "They included 11 children" after "identified 66 victims": a part of a total stays in its category, unless a
    verb of its own says otherwise.
    """
    at = {count.quantity.start: count for count in counts}
    return tuple(_like_its_whole(count, at.get(count.whole) if count.whole is not None else None) for count in counts)


def _like_its_whole(count: Count, whole: Count | None) -> Count:
    if whole is None or whole.category not in TELLING or not _is_plain(count):
        return count
    return replace(count, category=whole.category, rule=whole.rule, action=whole.action)


def _is_plain(count: Count) -> bool:
    return count.category == "persons" and count.noun in PLAIN and count.action is None


def first_of_each(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims, in text order, with `repeats` set: the id of the first claim that states the same figure."""
    first: dict[tuple[object, ...], str] = {}
    linked = []
    for claim in claims:
        figure = (claim.category, claim.value, claim.value_max, claim.currency, claim.period)
        original = first.setdefault(figure, claim.id)
        linked.append(claim if original == claim.id else replace(claim, repeats=original))
    return tuple(linked)
