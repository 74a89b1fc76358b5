"""Records as the plain values that every format writes: one place for field names and their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from typing import Any

from thbextract.records import Claim, ExplainedNumber, Extraction, Facts, Problem

CLAIM_FIELDS = tuple(field.name for field in fields(Claim))
FACT_FIELDS = tuple(field.name for field in fields(Facts))
NUMBER_FIELDS = tuple(field.name for field in fields(ExplainedNumber))
PROBLEM_FIELDS = tuple(field.name for field in fields(Problem))
DOCUMENT_FIELDS = ("source", "sha256", *FACT_FIELDS)
"""What is said of a document itself, beside its text and the lists in it."""
DOCUMENT_PREFIX = "document_"
DOCUMENT_COLUMNS = ("source", *(DOCUMENT_PREFIX + name for name in DOCUMENT_FIELDS[1:]))
"""The document's fields beside a claim's: prefixed, for `issuer` and `country` are the claim's own fields too."""
COLUMNS = DOCUMENT_COLUMNS + CLAIM_FIELDS
HALVES = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, which UTF-8 has none of: broken escapes leave them, and odd bytes in names of files."""


def plain(value: Any) -> Any:
    """A number without a needless fraction (2500000.0 is 2500000), anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def claim_values(claim: Claim) -> dict[str, Any]:
    """A claim's fields in the order of the output, `review` as a list of objects."""
    values = {name: getattr(claim, name) for name in CLAIM_FIELDS}
    for name in ("value", "value_max"):
        values[name] = plain(values[name])
    values["review"] = [{"code": doubt.code, "detail": doubt.detail} for doubt in claim.review]
    return values


def problem_values(problem: Problem) -> dict[str, Any]:
    """A problem's fields; a page or place that is not known is left out."""
    values = asdict(problem)
    optional = ("page", "start", "end")
    return {name: value for name, value in values.items() if name not in optional or value is not None}


def number_values(number: ExplainedNumber) -> dict[str, Any]:
    """The fields of an explained number in the order of the output, `words` as a list of objects."""
    values = {name: getattr(number, name) for name in NUMBER_FIELDS}
    values["words"] = [asdict(words) for words in number.words]
    return values


def document_facts(extraction: Extraction) -> dict[str, Any]:
    """What is said of a document itself, under the names of `DOCUMENT_FIELDS`."""
    facts = {name: getattr(extraction.facts, name) for name in FACT_FIELDS}
    return {"source": extraction.source, "sha256": extraction.sha256 or None, **facts}


def document_values(extraction: Extraction, *, with_text: bool = False, explain: bool = False) -> dict[str, Any]:
    """A document with its claims and problems; its text and its explained numbers where they are asked for."""
    fields = document_fields(extraction, with_text=with_text, explain=explain)
    return {name: list(value) if isinstance(value, Iterator) else value for name, value in fields}


def document_fields(
    extraction: Extraction, *, with_text: bool = False, explain: bool = False
) -> Iterator[tuple[str, Any]]:
    """The fields of `document_values` one by one; a list is an iterator, whose items are made as they are asked for."""
    yield from document_facts(extraction).items()
    if with_text:
        yield "text", extraction.text
    yield "claims", map(claim_values, extraction.claims)
    if explain:
        yield "numbers", map(number_values, extraction.numbers or ())
    yield "problems", map(problem_values, extraction.problems)


def row_values(extraction: Extraction, claim: Claim) -> dict[str, Any]:
    """One claim with its document's fields, under the names of `COLUMNS`."""
    return next(rows_of(replace(extraction, claims=(claim,))))


def rows_of(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Each claim of a document with the document's fields, under the names of `COLUMNS`."""
    facts = dict(zip(DOCUMENT_COLUMNS, document_facts(extraction).values(), strict=True))
    for claim in extraction.claims:
        yield {**facts, **claim_values(claim)}


def cell(value: Any) -> str:
    """A value as a spreadsheet column holds it: null empty, lists joined, numbers with a point and no exponent."""
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, float):
        from decimal import Decimal

        return format(Decimal(repr(value)), "f")
    if isinstance(value, list):
        return "; ".join(map(cell, value))
    if isinstance(value, dict):
        return ": ".join(map(cell, value.values()))
    return str(value)


def escaped(text: str, unfit: re.Pattern[str]) -> str:
    r"""`text` with every character that a format can't hold as its Python escape: `\x00`, `\udcff`.

    Text streams write halves of characters in the same way (the error handler `backslashreplace`).
    """
    return unfit.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
