"""A comparison as a table for people, with sparklines; below it what disagrees, each side with its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from thbextract.cli.table import STYLES, broken_period, console_for
from thbextract.records import AgeGroup, Sex
from thbextract.series import Comparison, Figure, Growth, Reason
from thbextract.writers.table import amount
from thbextract.writers.visible import visible

SPARKS = "▁▂▃▄▅▆▇█"
KIND_STYLES = {"conflict": "red", "revision": "yellow", "sum": "red"}
PEOPLE: dict[tuple[Sex | None, AgeGroup | None], str] = {
    ("female", "adult"): "women",
    ("male", "adult"): "men",
    ("female", "child"): "girls",
    ("male", "child"): "boys",
    (None, "child"): "children",
    (None, "adult"): "adults",
}
HEADERS = {"issuer": "issuer", "country": "country", "year": "period", "category": "category"}
SHORT: dict[Reason, str] = {
    "indicator": "unknown kind",
    "part": "an unnamed part",
    "issuer": "no issuer",
    "status": "no count",
    "period": "no month or year",
    "long": "over a year",
    "unfinished": "not over yet",
    "quoted": "quoted otherwise",
    "rounded": "rounded",
    "several": "several in a text",
    "revised": "revised",
    "inexact": "not exact",
    "conflict": "two values",
    "zero": "from zero",
    "other_length": "other length",
}
"""The reasons of `series.NOT_COMPARABLE` in words that fit a column."""


SHADOWED: tuple[Reason, ...] = ("revised", "conflict", "rounded", "quoted", "unfinished")
"""Figures that other ones stand for, or that are none yet: they are no points of a trend."""


def write_comparison(comparison: Comparison, stream: TextIO) -> None:
    """Draw the figures as one table and the findings below it; colour only on a terminal and without NO_COLOR."""
    console = console_for(stream)
    trends = _trends(comparison)
    numbers = range(1, len(comparison.figures) + 1)
    for _, members in groupby(numbers, lambda number: comparison.group(comparison.figures[number - 1])[0]):
        console.print(_figures(comparison, list(members), trends))
    if comparison.findings:
        _write_findings(comparison, console)


def _figures(comparison: Comparison, numbers: Sequence[int], trends: Mapping[int, str]) -> Table:
    """A row for each figure of a group; what all of them share is the heading instead of a column."""
    names = dict.fromkeys((*comparison.by, *HEADERS))
    told = {name: {_told(comparison.figures[number - 1], name) for number in numbers} for name in names}
    first = comparison.by[0]
    shared = [name for name in names if name not in (first, "year") and len(told[name]) == 1]
    columns = [name for name in names if name not in shared and (name == "year" or name != first)]
    group = comparison.group(comparison.figures[numbers[0] - 1])[0] or f"{first} unknown"
    heading = " · ".join([group, *(value or f"{name} unknown" for name in shared for value in told[name])])
    table = Table(title=Text(visible(heading)), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", justify="right", style=STYLES["place"], no_wrap=True)
    table.add_column("what is counted", overflow="fold", min_width=15)
    for name in columns:
        table.add_column(HEADERS[name], overflow="fold", no_wrap=name in ("category", "year", "country"))
    table.add_column("value", justify="right", overflow="fold", style=STYLES["value"])
    table.add_column("growth", justify="right", no_wrap=True)
    table.add_column("trend", no_wrap=True)
    table.add_column("texts", justify="right", no_wrap=True)
    table.add_column("to check", no_wrap=True)
    for number in numbers:
        figure, growth = comparison.figures[number - 1], comparison.growth[number - 1]
        table.add_row(
            str(number),
            Text(visible(counted(figure))),
            *(_cell(figure, name) for name in columns),
            Text(amount(replace(figure.claim, qualifier=figure.qualifier))),
            Text(_on_two_lines(grown(growth)), "" if growth.percent is not None else STYLES["place"]),
            trends.get(number, ""),
            str(figure.documents),
            _checks(comparison, number),
        )
    return table


def _told(figure: Figure, name: str) -> str | None:
    """What a figure has of a dimension."""
    return {"category": figure.category, "year": figure.claim.period, "issuer": figure.issuer}.get(name, figure.country)


def _cell(figure: Figure, name: str) -> Text:
    value = _told(figure, name) or ""
    return Text(broken_period(value) if name == "year" else visible(value), STYLES.get(name, ""))


def _on_two_lines(growth: str) -> str:
    """A growth above what it is reckoned from, a refusal above its reason."""
    return broken_period(growth).replace(" on ", "\non ").replace(": ", ":\n")


def counted(figure: Figure) -> str:
    """What a figure counts: the indicator's name, or else the noun of the text, with what narrows it."""
    narrowed = sorted(figure.subject.narrowed or ()) if figure.name else []
    told = ["a part"] if figure.subject.narrowed is None else narrowed
    told += [] if figure.status == "reported" else [figure.status]
    sex, age_group, exploitation = figure.people
    told += [PEOPLE[sex, age_group]] if (sex, age_group) in PEOPLE else [word for word in (sex, age_group) if word]
    told += [exploitation] if exploitation else []
    name = figure.name or figure.unit or ""
    return f"{name} ({', '.join(told)})".strip() if told else name


def grown(growth: Growth) -> str:
    """The growth for people: "+24.5 % on 2021", or why there is none."""
    before = growth.before
    if growth.percent is not None and before is not None:
        return f"{growth.percent:+,.1f} % on {before.claim.period}"
    return f"not comparable: {SHORT[growth.reason]}" if growth.reason else ""


def _checks(comparison: Comparison, number: int) -> Text:
    told = Text()
    for place in comparison.found.get(number, ()):
        kind = comparison.findings[place - 1].kind
        told.append("\n" if told else "").append(f"{kind} {place}", KIND_STYLES[kind])
    return told


def _trends(comparison: Comparison) -> dict[int, str]:
    """The course of each series of three or more figures, by the number of its last figure."""
    series: dict[int, list[int]] = {}
    for number, (figure, growth) in enumerate(zip(comparison.figures, comparison.growth, strict=True), 1):
        if growth.series is not None and growth.reason not in SHADOWED and figure.days:
            series.setdefault(growth.series, []).append(number)
    drawn = {}
    for numbers in series.values():
        ordered = sorted(numbers, key=lambda number: comparison.figures[number - 1].claim.period_start or "")
        if len(ordered) > 1:
            drawn[ordered[-1]] = sparkline([comparison.figures[number - 1].value for number in ordered])
    return drawn


def sparkline(values: Sequence[float]) -> str:
    """A bar for each value, from nothing to the greatest of them, so that heights compare as the values do."""
    top = max(values, default=0)
    return "".join(SPARKS[round(value / top * (len(SPARKS) - 1)) if top > 0 else 0] for value in values)


def _write_findings(comparison: Comparison, console: Console) -> None:
    for number, finding in enumerate(comparison.findings, 1):
        console.print(
            Text.assemble((f"{finding.kind} {number}", KIND_STYLES[finding.kind]), "  ", visible(finding.detail))
        )
        told = Table.grid(padding=(0, 2))
        told.add_column(justify="right", style=STYLES["place"], no_wrap=True)
        for figure in finding.figures:
            sources = list(dict.fromkeys(report.source for report in figure.reports))
            more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
            place = f"{comparison.number[id(figure)]}"
            said = Text.assemble(visible(figure.claim.sentence), "  ", (visible(sources[0] + more), STYLES["place"]))
            told.add_row(place, said)
        console.print(told)
        console.print()
