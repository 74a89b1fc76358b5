"""What a person should look at: parts that do not add up, and doubts that the rooms before have raised."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from thbextract.records import Claim, Count, Doubt

DOUBT_CODES: dict[str, str] = {
    "sum": "the parts of this figure exceed it, or are named as all of it and do not add up to it",
    "ambiguous_date": "the date, or that of the document from which it is reckoned, can be read with the day or with "
    "the month first",
    "currency_guessed": "the name or sign of the currency is used by several, and nothing tells which is meant",
    "inherited": "the number names nothing that it counts, and what it counts was taken from far away",
    "uncounted": "the number names nothing that it counts, and nothing around it tells",
    "only_people": "the text says that people are counted, but not what became of them or what they are",
    "unnamed_source": "nobody was found who answers for the number, though the text tells what somebody says",
}
"""Every code that a claim's `review` may hold, and what it means."""

# How children are named beside women and men: not at all, together, or girls and boys.
CHILDREN: tuple[list[str | None], ...] = ([], [None], ["female"], ["male"], ["female", "male"], ["male", "female"])
# What is no number of the things that its whole counts.
UNSUMMED = frozenset(("percent", "sentences"))
# A whole that is put so may be larger than its number.
OPEN_UPWARDS = frozenset(("approximate", "more_than", "at_least"))

# Characters between two parts that are named side by side, and what does not stand there.
SIDE_BY_SIDE = 60
_ELSEWHERE = re.compile(
    r"(?i)[();:]|\b(?:is|are|was|were|been|ha[sd]|have|of (?:them|whom|these|those|which)|including)\b"
)
# A breakdown that names those of whom it does not know is no smaller than its whole.
_UNKNOWN = re.compile(
    r"(?i)\b(?:unknown|not (?:known|stated|recorded|given|specified)|un(?:recorded|specified|identified)|others?|rest"
    r"|remain\w*|trans\w*|non-binary|missing)\b"
)


@dataclass(frozen=True, slots=True)
class Source:
    """What the doubts need to know of the whole document.

    `speaks` is whether it tells what somebody says, `date` the doubt about its own date if there is one.
    """

    speaks: bool = False
    date: Doubt | None = None


NOTHING_KNOWN = Source()


def review_of(claims: tuple[Claim, ...], counts: Sequence[Count], source: Source = NOTHING_KNOWN) -> tuple[Claim, ...]:
    """The claims with the doubts that can be seen only once all claims are there."""
    parts: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.part_of and claim.category not in UNSUMMED:
            parts[claim.part_of].append(claim)
    doubted = []
    for claim, count in zip(claims, counts, strict=True):
        doubts = [*_of_sums(claim, parts.get(claim.id, ())), *_of_category(claim, count), *_of_source(claim, source)]
        doubted.append(replace(claim, review=(*claim.review, *doubts)) if doubts else claim)
    return tuple(doubted)


def _of_category(claim: Claim, count: Count) -> Iterator[Doubt]:
    """That the category rests on little: on the figures before, on no noun, or on "people" alone."""
    told = count.sex or count.age_group or count.exploitation or count.whole is not None
    if not count.settled and not told:
        yield Doubt("inherited", f"{claim.text}: read as {claim.category} like the figures before it")
    if claim.rule == "bare-number":
        yield Doubt("uncounted", f"{claim.text}: nothing tells what it counts")
    if claim.category == "persons" and count.noun == "person" and claim.action is None:
        yield Doubt("only_people", f"{claim.unit or claim.text}: nothing tells what they are counted as")


def _of_source(claim: Claim, source: Source) -> Iterator[Doubt]:
    """That nobody answers for a figure of a text in which people speak, or that the document's date is unsure."""
    if claim.issuer is None and source.speaks:
        yield Doubt("unnamed_source", f"{claim.text}: the text tells what somebody says, but not who says this")
    if claim.period_basis == "relative" and source.date and source.date not in claim.review:
        yield source.date


def _of_sums(claim: Claim, parts: Sequence[Claim]) -> Iterator[Doubt]:
    """A part that is larger than its whole, and breakdowns that exceed it, or are all of it and miss it."""
    if claim.category == "groups" and any(part.category != "groups" for part in parts):
        return  # "8 groups consisting of 17 people"
    if not parts or claim.qualifier in OPEN_UPWARDS:
        return
    larger = [part for part in parts if part.value > _most(claim)]
    for part in larger:
        yield Doubt("sum", f"{part.text} > {claim.text}, of which it is named as a part")
    for terms in _breakdowns(parts) if not larger else ():
        least, most = sum(part.value for part in terms), sum(_most(part) for part in terms)
        if least > _most(claim) or (most < claim.value and _claims_all(claim, terms)):
            yield Doubt("sum", f"{' + '.join(part.text for part in terms)} = {_shown(least)}, not {claim.text}")


def _claims_all(claim: Claim, parts: Sequence[Claim]) -> bool:
    """Whether exact parts are named as all of an exact count, and none as unknown."""
    exact = {one.qualifier for one in (claim, *parts)} == {"exact"}
    return exact and _is_all(claim, parts) and not _UNKNOWN.search(parts[0].sentence)


def _most(claim: Claim) -> float:
    return claim.value if claim.value_max is None else claim.value_max


def _shown(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _breakdowns(parts: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The parts of a sentence that break their whole down in one respect: by sex and age, or by exploitation.

    In other respects (what became of people, where they come from) the same people may be counted twice.
    """
    for terms in _runs(parts):
        people = [part for part in terms if part.sex or part.age_group]
        forms = [part for part in terms if part.exploitation]
        if len(people) > 1 and all(_apart(one, other) for one, other in combinations(people, 2)):
            yield people
        elif len(forms) > 1 and len({part.exploitation for part in forms}) == len(forms):
            yield forms


def _runs(parts: Sequence[Claim]) -> list[list[Claim]]:
    """Parts that are named side by side in a sentence: nothing but nouns and conjunctions stands between them."""
    runs: list[list[Claim]] = []
    for part in parts:
        last = runs[-1][-1] if runs else None
        if last and last.sentence_start == part.sentence_start:
            between = part.sentence[last.end - part.sentence_start : part.start - part.sentence_start]
            if len(between) <= SIDE_BY_SIDE and not _ELSEWHERE.search(between):
                runs[-1].append(part)
                continue
        runs.append([part])
    return runs


def _apart(one: Claim, other: Claim) -> bool:
    """Whether nobody can be of both: sex or age keeps them apart, or children are named beside grown people."""
    if one.sex and other.sex and one.sex != other.sex:
        return True
    ages = {one.age_group, other.age_group}
    return len(ages) == 2 and "child" in ages


def _is_all(claim: Claim, parts: Sequence[Claim]) -> bool:
    """Whether parts are named as all of a count: women and men, or women, men and children, and nothing else."""
    if any(part.category != claim.category or not (part.sex or part.age_group) for part in parts):
        return False
    grown = [part.sex for part in parts if part.age_group != "child"]
    young = [part.sex for part in parts if part.age_group == "child"]
    return sorted(sex or "" for sex in grown) == ["female", "male"] and young in CHILDREN
