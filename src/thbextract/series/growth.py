"""Growth from one year to another, only between figures that may be compared, else the reason why not."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from thbextract.series.figures import LONGEST_YEAR, Figure
from thbextract.series.findings import Finding, agree, family, is_stretch, unambiguous, without_echoes

Reason = Literal[
    "indicator",
    "part",
    "issuer",
    "status",
    "period",
    "long",
    "unfinished",
    "quoted",
    "rounded",
    "several",
    "revised",
    "inexact",
    "conflict",
    "zero",
    "other_length",
]
NOT_COMPARABLE: dict[Reason, str] = {
    "indicator": "nothing tells that it counts the same thing as another figure",
    "part": "a part of a figure, and the text does not say which",
    "issuer": "nobody is known to answer for it",
    "status": "planned, hypothetical, denied or a capacity, no count",
    "period": "its period is unknown, open or shorter than a month",
    "long": "its period is longer than a year",
    "unfinished": "its period was not over when it was told",
    "quoted": "the words of others for a figure that the body itself gives otherwise",
    "rounded": "it rounds a figure that the body gives exactly",
    "several": "one document gives several figures for it",
    "revised": "a later document of the body gives another value",
    "inexact": "it, or the figure before it, is not exact",
    "conflict": "the body gives two values for it, or for the figure before it",
    "zero": "the figure before it is zero",
    "other_length": "the figures before it are of periods of another length, or of another part of the year",
}
"""Every reason why a figure has no growth, and what it means."""
PERCENT = 1
"""Decimals of a growth in percent."""


@dataclass(frozen=True, slots=True)
class Growth:
    """What became of a figure since an earlier one of its series.

    `series` numbers the figures that may be compared, null for one that stands alone. `before` is the figure of the
    same stretch of the latest earlier year, `change` the difference in what is counted, `percent` the same as a share
    of the earlier figure; without them `reason` says why, unless there is nothing earlier.
    """

    series: int | None = None
    before: Figure | None = None
    change: float | int | None = None
    percent: float | None = None
    reason: Reason | None = None


def growth_of(figures: Sequence[Figure], findings: Iterable[Finding]) -> dict[int, Growth]:
    """The growth of each figure, by its place in `figures`."""
    revised = {id(finding.figures[1]) for finding in findings if finding.kind == "revision"}
    clear = {id(figure) for figure in unambiguous(figures)}
    grown: dict[int, Growth] = {}
    families: dict[Hashable, list[int]] = defaultdict(list)
    for place, figure in enumerate(figures):
        reason = _alone(figure) or ("several" if id(figure) not in clear else None)
        if reason:
            grown[place] = Growth(reason=reason)
        else:
            families[family(figure)].append(place)
    for places in families.values():
        set_aside = _set_aside([figures[place] for place in places], revised)
        current = [figures[place] for place in places if id(figures[place]) not in set_aside]
        doubled = _doubled(current)
        for place in places:
            reason = set_aside.get(id(figures[place]))
            grown[place] = Growth(reason=reason) if reason else _grown(figures[place], current, doubled)
    return _numbered(figures, families.values(), grown)


def _numbered(
    figures: Sequence[Figure], families: Iterable[Sequence[int]], grown: dict[int, Growth]
) -> dict[int, Growth]:
    """The growths with the numbers of their series: figures of a family for the same stretch of several years."""
    number = 0
    for places in families:
        stretches: dict[Hashable, list[int]] = defaultdict(list)
        for place in places:
            stretches[_stretch(figures[place])].append(place)
        for members in stretches.values():
            if len({figures[place].days for place in members}) > 1:
                number += 1
                grown |= {place: replace(grown[place], series=number) for place in members}
    return grown


def _alone(figure: Figure) -> Reason | None:
    """Why a figure can't be compared with any other."""
    if figure.subject.indicator is None:
        return "indicator"
    if figure.subject.narrowed is None:
        return "part"
    if figure.body is None:
        return "issuer"
    if figure.status not in ("reported", "estimated"):
        return "status"
    if not is_stretch(figure):
        return "period"
    return "long" if _length(figure) >= LONGEST_YEAR else None


def _set_aside(members: Sequence[Figure], revised: set[int]) -> dict[int, Reason]:
    """The figures of a family that others stand for, or that are no account of their period yet, by their `id`."""
    aside: dict[int, Reason] = {id(figure): "revised" for figure in members if id(figure) in revised}
    aside |= {id(figure): "unfinished" for figure in members if not figure.is_finished}
    of_period: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in members:
        if id(figure) not in aside:
            of_period[figure.days].append(figure)
    for group in of_period.values():
        own = [figure for figure in group if figure.own]
        kept = {id(figure) for figure in without_echoes(group)}
        aside |= {id(figure): "rounded" for figure in group if id(figure) not in kept}
        if len(own) == 1:
            aside |= {id(one): "quoted" for one in group if not one.own and not agree(one, own[0])}
    return aside


def _doubled(current: Sequence[Figure]) -> set[int]:
    """Figures of one body for one period that stand beside each other."""
    of_period: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in current:
        of_period[figure.days].append(figure)
    return {id(figure) for figures in of_period.values() if len(figures) > 1 for figure in figures}


def _grown(figure: Figure, current: Sequence[Figure], doubled: set[int]) -> Growth:
    """The growth of a figure that has not been replaced.

    Args:
        figure: one of `current`.
        current: the figures of its family that have not been replaced.
        doubled: those of them (by `id`) that stand beside another one for the same period.
    """
    earlier = [other for other in current if _end(other) < _begin(figure)]
    same = [other for other in earlier if _stretch(other) == _stretch(figure)]
    if not same:
        return Growth(None, reason="other_length" if earlier else None)
    before = max(same, key=_begin)
    if id(figure) in doubled or id(before) in doubled:
        return Growth(None, before, reason="conflict")
    if not all(one.qualifier == "exact" and one.claim.value_max is None for one in (figure, before)):
        return Growth(None, before, reason="inexact")
    change = figure.value - before.value
    if not before.value:
        return Growth(None, before, change, reason="zero")
    return Growth(None, before, change, round(100 * change / before.value, PERCENT))


def _stretch(figure: Figure) -> Hashable:
    """Which part of a year a period is: where it begins, and its length in weeks, which a leap day does not change."""
    begin = _begin_date(figure)
    return begin.month, begin.day, (_length(figure) + 3) // 7


def _begin_date(figure: Figure) -> dt.date:
    assert figure.days
    assert figure.days[0]
    return figure.days[0]


def _begin(figure: Figure) -> int:
    return _begin_date(figure).toordinal()


def _end(figure: Figure) -> int:
    assert figure.days
    assert figure.days[1]
    return figure.days[1].toordinal()


def _length(figure: Figure) -> int:
    return _end(figure) - _begin(figure)
