"""Where figures disagree: bodies or documents that differ, parts that do not make their total, newer figures."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal, TypeVar

from thbextract.records import QUALIFIER_WORDS, AgeGroup, Sex
from thbextract.series.figures import Days, Figure

K = TypeVar("K", bound=Hashable)
FindingKind = Literal["conflict", "revision", "sum"]
FINDING_KINDS: dict[FindingKind, str] = {
    "conflict": "different values for the same indicator, period and population: of two bodies, of one body without a "
    "later document, or of a body and of those who quote it",
    "revision": "a body gives another value in a later document of its own",
    "sum": "parts (women and men, adults and children, half-years, quarters) exceed their total, or are all of it and "
    "do not add up to it",
}
"""Every kind of finding, and what it means."""

SHORTEST = 27
"""Days between the ends of the shortest period whose figure is a total: a month. What happens on a day is an event."""
ROUNDED = 0.1
"""How far from its number "about 60" may be, as a share of it."""
NO_COUNTRY = "; no country is named"
"""What is said of bodies that may speak of two countries."""
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
    clear = [figure for figure in unambiguous(figures) if figure.is_finished]
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
    for group in _groups(current, family).values():
        found += _sums_of_year(group)
    return found


def is_total(figure: Figure) -> bool:
    """Whether a figure counts, as far as can be told, all of its population over a stretch of time or at an event."""
    if figure.subject.indicator is None or figure.subject.narrowed is None or figure.body is None:
        return False
    return figure.status in ("reported", "estimated") and (is_stretch(figure) or _is_event(figure))


def _is_event(figure: Figure) -> bool:
    """Whether a figure is of one day at a place that the text names: two bodies that tell of it mean one event."""
    first, last = figure.days or (None, None)
    return bool(figure.subject.narrowed) and first is not None and first == last


def is_stretch(figure: Figure) -> bool:
    """Whether the period of a figure is known, closed, and a month or longer."""
    first, last = figure.days or (None, None)
    return bool(first and last and (last - first).days >= SHORTEST)


def unambiguous(figures: Iterable[Figure]) -> list[Figure]:
    """The totals of which no document gives two values by one body: those are figures of something narrower."""
    totals = [figure for figure in figures if is_total(figure)]
    several: set[int] = set()
    for group in _groups(totals, lambda figure: (_place(figure), figure.body)).values():
        for one, other in combinations(group, 2):
            if not agree(one, other) and _in_one_document(one, other):
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


def family(figure: Figure) -> Hashable:
    """What figures of one body for one thing share, whatever the time."""
    claim, subject = figure.claim, figure.subject
    told = (subject.indicator, subject.narrowed, figure.people, claim.currency, claim.per, figure.status)
    return (*told, figure.body, figure.country)


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


def without_echoes(group: Sequence[Figure]) -> list[Figure]:
    """The figures of one thing without those that only round another one of the body: "about 60" beside its 62."""
    exact = [figure for figure in group if figure.is_exact]
    return [
        figure
        for figure in group
        if figure.is_exact or not any(agree(figure, other) and figure.body == other.body for other in exact)
    ]


def _conflict(group: Sequence[Figure]) -> Iterator[Finding]:
    """The figures of a group that at least one other contradicts, as one finding."""
    group = without_echoes(group)
    against = {id(figure) for pair in combinations(group, 2) if not agree(*pair) for figure in pair}
    figures = tuple(figure for figure in group if id(figure) in against)
    if figures:
        said = [f"{shown_value(figure)} ({_told_by(figure)})" for figure in figures]
        unplaced = "" if figures[0].country or len({figure.body for figure in figures}) == 1 else NO_COUNTRY
        yield Finding("conflict", figures, f"{', '.join(said[:-1])} and {said[-1]}{unplaced}")


def _told_by(figure: Figure) -> str:
    """The body that answers for a figure, and who quotes it if no document of its own is there."""
    others = {report.source for report in figure.reports}
    return f"{figure.issuer}" if figure.own else f"{figure.issuer}, as quoted in {min(others)}"


def _sums(group: Sequence[Figure]) -> Iterator[Finding]:
    """What the parts of a total, told elsewhere, say of it."""
    by_people = _groups(group, lambda figure: figure.people)
    wholes = [figure for figure in by_people.get((None, None, None), ()) if figure.is_exact]
    if len(wholes) != 1:
        return
    whole = wholes[0]
    single = {
        people[:2]: figures[0]
        for people, figures in by_people.items()
        if people[2] is None and people[:2] != (None, None) and len(figures) == 1 and figures[0].is_exact
    }
    broken = [figure for figure in group if figure is not whole and figure.value > whole.value and figure.is_exact]
    for part in broken:
        yield Finding("sum", (whole, part), f"{_named(part)} of {shown_value(whole)} in all")
    if not broken:
        yield from _breakdown(whole, single)


def _breakdown(whole: Figure, single: Mapping[tuple[Sex | None, AgeGroup | None], Figure]) -> Iterator[Finding]:
    for keys, complete in (*((keys, True) for keys in COMPLETE), (PARTIAL, False)):
        if not all(key in single for key in keys):
            continue
        parts = tuple(single[key] for key in keys)
        added = sum(part.value for part in parts)
        short = complete and added < whole.value and not _in_one_sentence((whole, *parts))
        if added > whole.value or short:
            terms = " + ".join(map(_named, parts))
            yield Finding("sum", (whole, *parts), f"{terms} = {_number(added)}, not {shown_value(whole)}")
            return


def _sums_of_year(group: Sequence[Figure]) -> Iterator[Finding]:
    """What half-years and quarters say of the figure of their year."""
    exact = [figure for figure in group if figure.is_exact]
    of_days = _groups(exact, lambda figure: figure.days)
    single = {days: figures[0] for days, figures in of_days.items() if len(figures) == 1}
    for days, whole in single.items():
        for months in (6, 3):
            parts = [single[part] for part in _parts_of_year(days, months) if part in single]
            added = sum(part.value for part in parts)
            if len(parts) == 12 // months and added != whole.value:
                terms = " + ".join(f"{shown_value(part)} ({part.claim.period})" for part in parts)
                yield Finding("sum", (whole, *parts), f"{terms} = {_number(added)}, not {shown_value(whole)}")


def _parts_of_year(days: Days | None, months: int) -> list[Days]:
    """The half-years or quarters of twelve months that begin with the first of a month; none of anything else."""
    first, last = days or (None, None)
    if not first or not last or first.day != 1:
        return []
    begins = [_month_later(first, months * place) for place in range(12 // months + 1)]
    if begins[-1] != last + dt.timedelta(days=1):
        return []
    return [(begin, end - dt.timedelta(days=1)) for begin, end in pairwise(begins)]


def _month_later(first: dt.date, months: int) -> dt.date:
    place = first.month - 1 + months
    return first.replace(year=first.year + place // 12, month=place % 12 + 1)


def _in_one_document(one: Figure, other: Figure) -> bool:
    """Whether a document tells both."""
    return bool({report.sha256 for report in one.reports} & {report.sha256 for report in other.reports})


def _in_one_sentence(figures: Sequence[Figure]) -> bool:
    """Whether one sentence or row tells them all; it may hold those of whom the sex or age is unknown besides."""
    told = [{(report.sha256, report.claim.sentence_start) for report in figure.reports} for figure in figures]
    return bool(set.intersection(*told))


def _named(figure: Figure) -> str:
    return " ".join(filter(None, (shown_value(figure), figure.unit)))


def shown_value(figure: Figure) -> str:
    """The value of a figure for people to read: "62", "about 60", "20–30"."""
    top = figure.claim.value_max
    return QUALIFIER_WORDS[figure.qualifier] + _number(figure.value) + ("" if top is None else f"–{_number(top)}")


def _number(value: float) -> str:
    return f"{int(value) if float(value).is_integer() else value:,}"
