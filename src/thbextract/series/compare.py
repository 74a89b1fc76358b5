"""The whole comparison: figures in the order asked for, what disagrees, what has grown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from thbextract.patterns import Packs
from thbextract.records import Category, Extraction
from thbextract.series.bodies import Bodies
from thbextract.series.figures import Figure, figures_of
from thbextract.series.findings import Finding, findings_in
from thbextract.series.growth import Growth, growth_of
from thbextract.series.subjects import Subjects

Dimension = Literal["category", "year", "issuer", "country"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
"""What figures can be ordered and grouped by, in the order that is taken if none is named."""
UNSHOWN: tuple[Category, ...] = ("other",)
"""Categories that hold no indicator at all: a figure of them means nothing beside another one."""
_CATEGORIES = {name: place for place, name in enumerate(get_args(Category))}
_VALUES: dict[Dimension, Callable[[Figure], str | None]] = {
    "category": lambda figure: figure.category,
    "year": lambda figure: figure.year,
    "issuer": lambda figure: figure.issuer,
    "country": lambda figure: figure.country,
}


@dataclass(frozen=True)
class Comparison:
    """Figures in order, their findings, and the growth of each (in the order of `figures`)."""

    by: tuple[Dimension, ...]
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    growth: tuple[Growth, ...]

    @cached_property
    def number(self) -> dict[int, int]:
        """The number of each figure, counted from 1, by its identity (`id`)."""
        return {id(figure): place for place, figure in enumerate(self.figures, 1)}

    @cached_property
    def found(self) -> dict[int, list[int]]:
        """The numbers of the findings that speak of a figure, by the figure's number."""
        found: dict[int, list[int]] = {}
        for place, finding in enumerate(self.findings, 1):
            for figure in finding.figures:
                found.setdefault(self.number[id(figure)], []).append(place)
        return found

    @cached_property
    def revisions(self) -> list[tuple[int, int]]:
        """The numbers of figures that replace another one, each with that of the older figure."""
        pairs = (finding.figures for finding in self.findings if finding.kind == "revision")
        return [(self.number[id(newer)], self.number[id(older)]) for newer, older in pairs]

    @cached_property
    def revises(self) -> dict[int, list[int]]:
        """The older figures that a figure replaces."""
        return _collected(self.revisions)

    @cached_property
    def revised_by(self) -> dict[int, list[int]]:
        """The newer figures that replace a figure."""
        return _collected((older, newer) for newer, older in self.revisions)

    def group(self, figure: Figure) -> tuple[str | None, ...]:
        """What a figure shares with those of its group, in the order of `by`."""
        return tuple(_VALUES[name](figure) for name in self.by)


def compare(
    extractions: Iterable[Extraction],
    packs: Packs,
    by: Sequence[Dimension] = DIMENSIONS,
    category: Collection[Category] = (),
) -> Comparison:
    """Hold the claims of some documents against each other.

    Args:
        extractions: the documents; their order does not change the result.
        packs: with the indicators, the bodies and the countries.
        by: what the figures are ordered by first.
        category: the categories to keep (all, if empty). What a claim counts may hang on claims of other categories, so
            the documents come whole.
    """
    bodies = Bodies(packs)
    told = figures_of(extractions, Subjects(packs), bodies)
    kept = set(category or _CATEGORIES).difference(() if category else UNSHOWN)
    figures = sorted((figure for figure in told if figure.category in kept), key=lambda one: _rank(one, by))
    place = {id(figure): number for number, figure in enumerate(figures)}
    findings = sorted(findings_in(figures), key=lambda one: ([place[id(figure)] for figure in one.figures], one.kind))
    growth = growth_of(figures, findings)
    return Comparison(tuple(by), tuple(figures), tuple(findings), tuple(growth[n] for n in range(len(figures))))


def _collected(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    collected: dict[int, list[int]] = {}
    for key, value in pairs:
        collected.setdefault(key, []).append(value)
    return collected


def _rank(figure: Figure, by: Sequence[Dimension]) -> tuple[object, ...]:
    """Dimensions asked for, then all the rest, so that the order is always the same."""
    claim, subject, first = figure.claim, figure.subject, figure.reports[0]
    asked = tuple(_ordered(name, figure) for name in by)
    rest = tuple(_ordered(name, figure) for name in DIMENSIONS if name not in by and name != "year")
    what = (subject.indicator or "", sorted(subject.narrowed or ()), *(str(one or "") for one in figure.people))
    kind = (str(claim.currency or ""), str(claim.per or ""), figure.status)
    when = (claim.period_start or "", claim.period_end or "", claim.period or "")
    return (*asked, *rest, *what, *kind, *when, figure.value, first.source, claim.start)


def _ordered(name: Dimension, figure: Figure) -> tuple[bool, object]:
    """A value of a dimension as it is sorted: categories as the codebook has them, what is unknown last."""
    if name == "category":
        return False, _CATEGORIES[figure.category]
    value = _VALUES[name](figure)
    return value is None, value or ""
