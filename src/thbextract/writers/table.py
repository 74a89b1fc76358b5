"""The table for people: what stands in its cells. The command line draws it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from thbextract.records import QUALIFIER_WORDS, Claim, Extraction
from thbextract.writers.rows import plain
from thbextract.writers.visible import visible

HEADERS = ("value", "category", "what is counted", "period", "issuer", "place")


def table_rows(extraction: Extraction) -> Iterator[tuple[str, ...]]:
    """The cells of one document's claims, in the order of `HEADERS`, fit for a terminal."""
    starts = line_starts(extraction.text)
    for claim in extraction.claims:
        place = _place(claim, extraction, starts)
        cells = (amount(claim), claim.category, _counted(claim), claim.period or "", claim.issuer or "", place)
        yield tuple(map(visible, cells))


def doubt_rows(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """What is doubted in one document: where (the first place, and how many more), and why; each reason once."""
    starts = line_starts(extraction.text)
    places: dict[str, list[str]] = {}
    for claim in extraction.claims:
        for doubt in claim.review:
            told = _place(claim, extraction, starts)
            places.setdefault(doubt.detail.removeprefix(f"{claim.text}: "), []).append(f"{told} {amount(claim)}")
    for detail, found in places.items():
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield visible(found[0] + more), visible(detail)


def _place(claim: Claim, extraction: Extraction, starts: list[int]) -> str:
    """Where a person finds a claim: the page, where there are pages, else line and column of the text."""
    if claim.page is not None:
        return f"page {claim.page}"
    return place_of(claim.start, starts) if extraction.text else f"offset {claim.start}"


def amount(claim: Claim) -> str:
    """The value of a claim for people to read: "more than 1,100", "400 EUR per person"."""
    number = _number(claim.value)
    if claim.value_max is not None:
        number += "–" + _number(claim.value_max)
    if claim.category == "percent":
        number += " %"
    if claim.currency:
        number += f" {claim.currency}"
    if claim.per:
        number += f" per {claim.per}"
    return QUALIFIER_WORDS[claim.qualifier] + number


def _number(value: float | int) -> str:
    """A number with thousands apart, for reading only."""
    return f"{plain(value):,}"


def _counted(claim: Claim) -> str:
    status = None if claim.status == "reported" else claim.status  # a planned figure must not look like a fact
    said = [feature for feature in (status, claim.sex, claim.age_group, claim.exploitation) if feature]
    unit = claim.unit or ""
    return f"{unit} ({', '.join(said)})".strip() if said else unit


def line_starts(text: str) -> list[int]:
    """Where the lines of a text begin."""
    return [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]


def place_of(offset: int, starts: list[int]) -> str:
    """Line and column of an offset, both counted from 1."""
    line = bisect_right(starts, offset)
    return f"{line}:{offset - starts[line - 1] + 1}"
