"""A comparison as the plain values that are written: for JSON with its parts, for tables one flat row a figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thbextract.records import Claim
from thbextract.series.compare import Comparison
from thbextract.series.figures import Figure, Report
from thbextract.series.findings import Finding
from thbextract.series.growth import NOT_COMPARABLE

BETWEEN = " ¶ "
"""Between the sentences in one cell: sentences may hold a semicolon, and rows of tables bars."""


def comparison_values(comparison: Comparison, *, sentences: bool = True) -> dict[str, Any]:
    """The whole comparison; `sentences` puts the sentence of each report in, which a page with the texts has."""
    figures = [
        figure_values(comparison, number) | {"reports": [_report(one, sentences) for one in figure.reports]}
        for number, figure in enumerate(comparison.figures, 1)
    ]
    return {
        "by": list(comparison.by),
        "figures": figures,
        "findings": [_finding(comparison, n, one) for n, one in enumerate(comparison.findings, 1)],
    }


def figure_values(comparison: Comparison, number: int) -> dict[str, Any]:
    """The fields of one figure in the order of the output, without its reports."""
    figure, growth = comparison.figures[number - 1], comparison.growth[number - 1]
    claim = figure.claim
    return {
        "figure": number,
        "series": growth.series,
        "category": figure.category,
        "indicator": figure.name,
        "unit": figure.unit,
        "sex": claim.sex,
        "age_group": claim.age_group,
        "exploitation": claim.exploitation,
        "currency": claim.currency,
        "per": claim.per,
        "status": figure.status,
        "country": figure.country,
        "issuer": figure.issuer,
        "period": claim.period,
        "period_start": claim.period_start,
        "period_end": claim.period_end,
        "year": figure.year,
        "qualifier": figure.qualifier,
        "value": _plain(figure.value),
        "value_max": _plain(claim.value_max),
        "documents": figure.documents,
        "change": _plain(growth.change),
        "growth": _plain(growth.percent),
        "compared_with": comparison.number[id(growth.before)] if growth.before else None,
        "not_comparable": NOT_COMPARABLE[growth.reason] if growth.reason else None,
        "revises": comparison.revises.get(number, []),
        "revised_by": comparison.revised_by.get(number, []),
        "findings": comparison.found.get(number, []),
    }


def flat_rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """A flat row for each figure: its fields, its sources and sentences, and what disagrees with it in words."""
    for number, figure in enumerate(comparison.figures, 1):
        values = figure_values(comparison, number)
        found = [comparison.findings[n - 1] for n in values.pop("findings")]
        yield values | {
            "sources": [report.source for report in _once(figure)],
            "sentences": BETWEEN.join(" ".join(report.claim.sentence.split()) for report in _once(figure)),
            "findings": [f"{finding.kind}: {finding.detail}" for finding in found],
            "against": BETWEEN.join(
                dict.fromkeys(_sentence(one) for f in found for one in f.figures if one is not figure)
            ),
        }


def _once(figure: Figure) -> list[Report]:
    """The first report of each document."""
    return list({report.source: report for report in reversed(figure.reports)}.values())[::-1]


def _sentence(figure: Figure) -> str:
    return " ".join(figure.claim.sentence.split())


def _report(report: Report, sentences: bool) -> dict[str, Any]:
    claim: Claim = report.claim
    values = {"source": report.source, "claim": claim.id, "date": report.date, "text": claim.text}
    return values | {"sentence": claim.sentence} if sentences else values


def _finding(comparison: Comparison, number: int, finding: Finding) -> dict[str, Any]:
    numbers = [comparison.number[id(figure)] for figure in finding.figures]
    return {"finding": number, "kind": finding.kind, "figures": numbers, "detail": finding.detail}


def _plain(value: float | int | None) -> float | int | None:
    return int(value) if isinstance(value, float) and value.is_integer() else value
