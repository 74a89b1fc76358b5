"""Figures that a document repeats: the same category, value, currency and period."""

from __future__ import annotations

from dataclasses import replace

from thbextract.records import Claim


def first_of_each(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims with `repeats` set: the id of the first claim that states the same figure."""
    first: dict[tuple[object, ...], str] = {}
    linked = []
    for claim in claims:
        figure = (claim.category, claim.value, claim.value_max, claim.currency, claim.period)
        original = first.setdefault(figure, claim.id)
        linked.append(claim if original == claim.id else replace(claim, repeats=original))
    return tuple(linked)
