"""Figures: claims that tell the same number of the same thing, time and body are one figure with several reports."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from thbextract.edtf import bounds
from thbextract.normalize.edtf import Date, add_months, interval, is_one_year
from thbextract.normalize.fiscal import FIRST_MONTH
from thbextract.records import AgeGroup, Category, Claim, Exploitation, Extraction, Qualifier, Sex, Status
from thbextract.series.bodies import Bodies, Key, shown
from thbextract.series.subjects import Subject, Subjects

Days = tuple[dt.date | None, dt.date | None]
"""First and last day of a period; null for an open end."""


@dataclass(frozen=True, slots=True)
class Report:
    """One place where a figure is told: a claim, and what its document says of itself (`date` is EDTF).

    `own` is whether the document may be one of the body that answers for the figure: others are known to quote it.
    """

    source: str
    sha256: str
    date: str | None
    claim: Claim
    own: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of one indicator, for a period, by a body; told in one or more `reports`, oldest document first.

    The fields are a claim's. `body` is the key that all names of the issuer share, `days` are those of the period.
    """

    subject: Subject
    name: str | None
    body: Key | None
    days: Days | None
    issuer: str | None
    country: str | None
    unit: str | None
    qualifier: Qualifier
    reports: tuple[Report, ...]

    @property
    def claim(self) -> Claim:
        """The claim that tells it first; in what makes a figure all of its claims agree."""
        return self.reports[0].claim

    @property
    def documents(self) -> int:
        """How many documents tell it."""
        return len({report.source for report in self.reports})

    @property
    def category(self) -> Category:
        """What is counted, in the codebook's word."""
        return self.claim.category

    @property
    def value(self) -> float | int:
        """The number, the lower end of a range."""
        return self.claim.value

    @property
    def people(self) -> tuple[Sex | None, AgeGroup | None, Exploitation | None]:
        """Who is counted: sex, age group, form of exploitation."""
        return self.claim.sex, self.claim.age_group, self.claim.exploitation

    @property
    def status(self) -> Status:
        """What kind of statement it is."""
        return self.claim.status

    @property
    def own(self) -> bool:
        """Whether the body tells it in a document of its own."""
        return any(report.own for report in self.reports)

    @property
    def first_told(self) -> str:
        """Date (EDTF) of the oldest dated document of the body that tells it; empty if none has a date."""
        return min((report.date for report in self.reports if report.date and report.own), default="")

    @property
    def is_exact(self) -> bool:
        """Whether it is one number, put exactly."""
        return self.qualifier == "exact" and self.claim.value_max is None

    @property
    def is_finished(self) -> bool:
        """Whether its period was over when it was told, as far as the documents are dated.

        A release of the last month of a period counts as the account of it.
        """
        last = self.days[1] if self.days else None
        told = [day for report in self.reports if report.date and (day := _last_day(report.date))]
        return last is None or not told or len(told) < len(self.reports) or max(told) >= last - MONTH

    @property
    def year(self) -> str | None:
        """The year: `2022`, `2021/2022` for twelve months over two years, the period itself if it is longer or open."""
        if self.days is None:
            return None
        first, last = self.days
        if first and last and first.year == last.year:
            return f"{first.year:04d}"
        if first and last and (last - first).days < LONGEST_YEAR:
            return f"{first.year:04d}/{last.year:04d}"
        return self.claim.period


_TWO_YEARS = re.compile(r"\d{4}/\d{4}")
_NAMED_YEAR = re.compile(r"\d{4}\s?[/–-]\s?\d{2}(?:\d{2})?\b")
MONTH = dt.timedelta(days=31)
LONGEST_YEAR = 366
"""Days between the ends of a period that still counts as a year: twelve months, counted from any day."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with what merging asks of it."""

    report: Report
    subject: Subject
    body: Key | None
    days: Days | None


def figures_of(extractions: Iterable[Extraction], subjects: Subjects, bodies: Bodies) -> list[Figure]:
    """The figures that some documents tell, in an order that does not depend on theirs."""
    groups: dict[tuple[object, ...], list[_Told]] = defaultdict(list)
    once = {(one.source, one.sha256): one for one in extractions}.values()  # a document, and claims saved of it
    told = [one for extraction in once for one in _told(extraction, subjects, bodies)]
    for one in sorted(told, key=_rank):
        groups[_base(one)].append(one)
    clusters = (cluster for group in groups.values() for cluster in _clusters(group))
    return [_figure(cluster, subjects) for cluster in clusters]


def _told(extraction: Extraction, subjects: Subjects, bodies: Bodies) -> Iterable[_Told]:
    found = subjects.of(extraction.claims)
    for claim in extraction.claims:
        body = bodies.key(claim.issuer, claim.country)
        publisher = bodies.key(extraction.facts.issuer, claim.country)
        own = body is not None and publisher in (body, None)
        report = Report(extraction.source, extraction.sha256, extraction.facts.date, claim, own)
        yield _Told(report, found[claim.id], body, _days_of(claim))


def _last_day(date: str) -> dt.date | None:
    days = _days(date)
    return days[1] if days else None


def _days_of(claim: Claim) -> Days | None:
    """The days of a claim's period; of a year called by two ("2017/18"), those of its country's financial year."""
    period, begins = claim.period or "", FIRST_MONTH.get(claim.country or "")
    if begins and _TWO_YEARS.fullmatch(period) and is_one_year(period) and _NAMED_YEAR.search(claim.period_text or ""):
        first = Date(int(period[:4]), begins)
        return _days(interval(first, add_months(first, 11)))
    return _days(claim.period)


def _days(period: str | None) -> Days | None:
    try:
        return bounds(period) if period else None
    except ValueError:
        return None


def _rank(one: _Told) -> tuple[object, ...]:
    report = one.report
    return report.date is None, report.date or "", report.source, report.sha256, report.claim.start, report.claim.end


def _base(one: _Told) -> tuple[object, ...]:
    """What all tellings of a figure share. Where time or body is unknown, only a text can repeat itself."""
    claim = one.report.claim
    known = one.days is not None and one.body is not None
    return (
        *(claim.category, float(claim.value), claim.value_max, claim.currency, claim.per, claim.status),
        *(claim.sex, claim.age_group, claim.exploitation),
        *(one.days, one.body, None if known else one.report.sha256),
    )


def _clusters(group: Sequence[_Told]) -> list[list[_Told]]:
    """Tellings of one number, apart where they can't mean one thing."""
    clusters: list[_Cluster] = []
    for one in group:
        cluster = next((cluster for cluster in clusters if cluster.takes(one)), None)
        if cluster is None:
            cluster = _Cluster()
            clusters.append(cluster)
        cluster.add(one)
    return [cluster.told for cluster in clusters]


@dataclass(slots=True)
class _Cluster:
    """Tellings that may be of one figure, with what a further one is held against."""

    told: list[_Told] = field(default_factory=list)
    subjects: set[Subject] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    of_text: dict[str, Subject] = field(default_factory=dict)
    sentences: set[tuple[str, str, int]] = field(default_factory=set)

    def takes(self, one: _Told) -> bool:
        """Whether a telling may be of this figure too."""
        if len(self.countries | ({one.report.claim.country} - {None})) > 1:
            return False
        if _sentence(one) in self.sentences:  # a sentence that gives a number twice counts two things
            return False
        here = self.of_text.get(one.report.sha256)
        if here is not None:  # a text that gives one number twice may well mean two things
            return here.indicator == one.subject.indicator and here.fits(one.subject)
        return all(one.subject.fits(subject) for subject in self.subjects)

    def add(self, one: _Told) -> None:
        """Take a telling in."""
        self.told.append(one)
        self.subjects.add(one.subject)
        self.of_text[one.report.sha256] = one.subject
        self.sentences.add(_sentence(one))
        if one.report.claim.country:
            self.countries.add(one.report.claim.country)


def _sentence(one: _Told) -> tuple[str, str, int]:
    return one.report.source, one.report.sha256, one.report.claim.sentence_start


def _figure(cluster: Sequence[_Told], subjects: Subjects) -> Figure:
    claims = [one.report.claim for one in cluster]
    subject = Counter(one.subject for one in cluster).most_common(1)[0][0]
    units = Counter(claim.unit for claim in claims if claim.unit)
    issuers = [claim.issuer for claim in claims if claim.issuer]
    return Figure(
        subject,
        subjects.name(subject.indicator),
        cluster[0].body,
        cluster[0].days,
        shown(issuers) if issuers else None,
        next((claim.country for claim in claims if claim.country), None),
        min(units, key=lambda unit: (-units[unit], unit)) if units else None,
        "exact" if any(claim.qualifier == "exact" for claim in claims) else claims[0].qualifier,
        tuple(one.report for one in cluster),
    )
