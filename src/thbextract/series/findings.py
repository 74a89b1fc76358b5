"""Where figures disagree: bodies or documents that differ, parts that do not make their total, newer figures."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal, TypeVar

from thbextract.records import AgeGroup, Sex
from thbextract.series.figures import Figure

K = TypeVar("K", bound=Hashable)
FindingKind = Literal["conflict", "revision", "sum"]
FINDING_KINDS: dict[FindingKind, str] = {
    "conflict": "different values for the same indicator, period and population",
    "revision": "a body gives another value in a later document",
    "sum": "parts that other documents give exceed their total, or are all of it and do not add up to it",
}
"""Every kind of finding, and what it means."""

SHORTEST = 27
"""Days between the ends of the shortest period whose figure is a total: a month. What happens on a day is an event."""
ROUNDED = 0.1
"""How far from its number "about 60" may be, as a share of it."""
COMPLETE: tuple[tuple[tuple[Sex | None, AgeGroup | None], ...], ...] = (
    (("female", None), ("male", None)),
    ((None, "adult"), (None, "child")),
    (("female", "adult"), ("male", "adult"), (None, "child")),
    (("female", "adult"), ("male", "adult"), ("female", "child"), ("male", "child")),
)
"""Breakdowns (sex, age group) that leave nobody out."""
PARTIAL: tuple[tuple[Sex, AgeGroup], ...] = (("female", "adult"), ("male", "adult"))
"""A breakdown that may leave children out: it can exceed its total, not miss it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A disagreement between figures; `detail` says it in words. Of a revision the newer figure stands first."""

    kind: FindingKind
    figures: tuple[Figure, ...]
    detail: str


def findings_in(figures: Sequence[Figure]) -> list[Finding]:
    """All disagreements between figures that are total counts of one thing."""
    clear = unambiguous(figures)
    found: list[Finding] = []
    revised: set[int] = set()
    for group in _groups(clear, _place).values():
        for finding in _revisions(group):
            found.append(finding)
            revised.add(id(finding.figures[1]))
        found += _conflict([figure for figure in group if id(figure) not in revised])
    current = [figure for figure in clear if id(figure) not in revised]
    for group in _groups(current, _whole).values():
        found += _sums(group)
    return found


def is_total(figure: Figure) -> bool:
    """Whether a figure counts, as far as can be told, all of its population over a stretch of time."""
    if figure.subject.indicator is None or figure.subject.narrowed is None or figure.body is None:
        return False
    return figure.status in ("reported", "estimated") and is_stretch(figure)


def is_stretch(figure: Figure) -> bool:
    """Whether the period of a figure is known, closed, and a month or longer."""
    first, last = figure.days or (None, None)
    return bool(first and last and (last - first).days >= SHORTEST)


def unambiguous(figures: Iterable[Figure]) -> list[Figure]:
    """The totals of which no document gives two by one body: two of them are figures of something narrower."""
    totals = [figure for figure in figures if is_total(figure)]
    several: set[int] = set()
    for group in _groups(totals, lambda figure: (_place(figure), figure.body)).values():
        for one, other in combinations(group, 2):
            if {report.sha256 for report in one.reports} & {report.sha256 for report in other.reports}:
                several |= {id(one), id(other)}
    return [figure for figure in totals if id(figure) not in several]


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures can both be true: "more than 60" and 62, "about 1,000" and 1,043."""
    (low, high), (least, most) = _range(one), _range(other)
    return low <= most and least <= high


def _range(figure: Figure) -> tuple[float, float]:
    low, high = figure.value, figure.claim.value_max if figure.claim.value_max is not None else figure.value
    match figure.qualifier:
        case "approximate":
            return low * (1 - ROUNDED), high * (1 + ROUNDED)
        case "more_than" | "at_least":
            return low, math.inf
        case "less_than" | "at_most":
            return -math.inf, high
    return low, high


def _place(figure: Figure) -> Hashable:
    """What figures share that speak of the same thing."""
    return (*_whole_but_body(figure), figure.people)


def _whole(figure: Figure) -> Hashable:
    """What a total and its parts share."""
    return (*_whole_but_body(figure), figure.body)


def _whole_but_body(figure: Figure) -> tuple[Hashable, ...]:
    claim = figure.claim
    subject = (figure.subject.indicator, figure.subject.narrowed)
    return (*subject, claim.currency, claim.per, figure.status, figure.country, figure.days)


def _groups(figures: Iterable[Figure], key: Callable[[Figure], K]) -> Mapping[K, list[Figure]]:
    grouped: dict[K, list[Figure]] = defaultdict(list)
    for figure in figures:
        grouped[key(figure)].append(figure)
    return grouped


def _revisions(group: Sequence[Figure]) -> Iterator[Finding]:
    """Of each body, the figures that a later document has replaced."""
    for of_body in _groups(group, lambda figure: figure.body).values():
        dated = sorted((figure for figure in of_body if figure.first_told), key=lambda figure: figure.first_told)
        for older, newer in pairwise(dated):
            if older.first_told < newer.first_told and not agree(older, newer):
                told = f"{shown_value(newer)} ({newer.first_told}) instead of {shown_value(older)} ({older.first_told})"
                yield Finding("revision", (newer, older), f"{newer.issuer}: {told}")


def _conflict(group: Sequence[Figure]) -> Iterator[Finding]:
    """The figures of a group that at least one other contradicts, as one finding."""
    against = {id(figure) for pair in combinations(group, 2) if _contradict(*pair) for figure in pair}
    figures = tuple(figure for figure in group if id(figure) in against)
    if figures:
        said = [f"{shown_value(figure)} ({figure.issuer})" for figure in figures]
        yield Finding("conflict", figures, f"{', '.join(said[:-1])} and {said[-1]}")


def _contradict(one: Figure, other: Figure) -> bool:
    """Whether two figures can't both be true. Two bodies must be known to speak of one country, or in one document."""
    if agree(one, other):
        return False
    return one.body == other.body or one.country is not None or not _elsewhere(one, (other,))


def _sums(group: Sequence[Figure]) -> Iterator[Finding]:
    """What the parts of a total, told elsewhere, say of it."""
    by_people = _groups(group, lambda figure: figure.people)
    wholes = [figure for figure in by_people.get((None, None, None), ()) if _exact(figure)]
    if len(wholes) != 1:
        return
    whole = wholes[0]
    single = {
        people[:2]: figures[0]
        for people, figures in by_people.items()
        if people[2] is None and people[:2] != (None, None) and len(figures) == 1 and _exact(figures[0])
    }
    broken = [figure for figure in group if figure is not whole and figure.value > whole.value and _exact(figure)]
    for part in broken:
        if _elsewhere(whole, (part,)):
            yield Finding("sum", (whole, part), f"{_named(part)} of {shown_value(whole)} in all")
    if not broken:
        yield from _breakdown(whole, single)


def _breakdown(whole: Figure, single: Mapping[tuple[Sex | None, AgeGroup | None], Figure]) -> Iterator[Finding]:
    for keys, complete in (*((keys, True) for keys in COMPLETE), (PARTIAL, False)):
        if not all(key in single for key in keys):
            continue
        parts = tuple(single[key] for key in keys)
        added = sum(part.value for part in parts)
        if (added > whole.value or (complete and added < whole.value)) and _elsewhere(whole, parts):
            terms = " + ".join(map(_named, parts))
            yield Finding("sum", (whole, *parts), f"{terms} = {_number(added)}, not {shown_value(whole)}")
            return


def _exact(figure: Figure) -> bool:
    return figure.qualifier == "exact" and figure.claim.value_max is None


def _elsewhere(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether no single document holds them all: inside of a document sums are checked while it is read."""
    shared = {report.sha256 for report in whole.reports}
    for part in parts:
        shared &= {report.sha256 for report in part.reports}
    return not shared


def _named(figure: Figure) -> str:
    return " ".join(filter(None, (shown_value(figure), figure.unit)))


def shown_value(figure: Figure) -> str:
    """The value of a figure for people to read, without its qualifier."""
    top = figure.claim.value_max
    return _number(figure.value) + ("" if top is None else f"–{_number(top)}")


def _number(value: float) -> str:
    return f"{int(value) if float(value).is_integer() else value:,}"
