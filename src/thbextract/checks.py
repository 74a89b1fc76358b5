"""What a person should look at: parts that do not add up, and doubts that the rooms before have raised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from thbextract.records import Claim, Count, Doubt

DOUBT_CODES: dict[str, str] = {
    "sum": "the parts of this figure exceed it, or are named as all of it and do not add up to it",
    "ambiguous_date": "the date can be read with the day or with the month first",
    "currency_guessed": "the name or sign of the currency is used by several, and nothing tells which is meant",
    "inherited": "the number names nothing that it counts, and what it counts was taken from far away",
}
"""Every code that a claim's `review` may hold, and what it means."""


# How children are named beside women and men: not at all, together, or girls and boys.
CHILDREN: tuple[list[str | None], ...] = ([], [None], ["female"], ["male"], ["female", "male"], ["male", "female"])


def review_of(claims: tuple[Claim, ...], counts: Sequence[Count]) -> tuple[Claim, ...]:
    """The claims with the doubts that can be seen only once all claims are there."""
    parts: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.part_of:
            parts[claim.part_of].append(claim)
    doubted = []
    for claim, count in zip(claims, counts, strict=True):
        doubts = [*claim.review, *_exceeding(claim, parts[claim.id])]
        if not count.settled:
            doubts.append(Doubt("inherited", f"{claim.text}: read as {claim.category} like the figures before it"))
        doubted.append(replace(claim, review=tuple(doubts)))
    return tuple(doubted)


def _exceeding(claim: Claim, parts: Sequence[Claim]) -> list[Doubt]:
    """A part that is larger than its whole, or parts that are all of it and miss it."""
    larger = [part for part in parts if part.category != "percent" and part.value > claim.value]
    found = [Doubt("sum", f"{part.text} > {claim.text}, of which it is named as a part") for part in larger]
    if _is_all(claim, parts):
        total = sum(part.value for part in parts)
        if total != claim.value and not larger:
            terms = " + ".join(part.text for part in parts)
            found.append(Doubt("sum", f"{terms} = {total}, not {claim.text}"))
    return found


def _is_all(claim: Claim, parts: Sequence[Claim]) -> bool:
    """Whether parts are named as all of a count: women and men, or women, men and children, and nothing else."""
    if any(part.category != claim.category or not (part.sex or part.age_group) for part in parts):
        return False
    grown = [part.sex for part in parts if part.age_group != "child"]
    young = [part.sex for part in parts if part.age_group == "child"]
    return sorted(sex or "" for sex in grown) == ["female", "male"] and young in CHILDREN
