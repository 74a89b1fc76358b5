"""A comparison of documents as JSON, and as CSV and TSV with one flat row a figure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

from thbextract.series import Comparison
from thbextract.series.values import comparison_values, flat_rows
from thbextract.writers.delimited import write_rows
from thbextract.writers.json import INDENT, SCHEMA_VERSION
from thbextract.writers.options import WriteOptions

DELIMITERS = {"csv": ",", "tsv": "\t"}
COLUMNS = (
    *("figure", "series", "category", "indicator", "unit", "sex", "age_group", "exploitation", "currency", "per"),
    *("status", "country", "issuer", "period", "period_start", "period_end", "year", "qualifier", "value", "value_max"),
    *("documents", "change", "growth", "compared_with", "not_comparable", "revises", "revised_by"),
    *("sources", "sentences", "findings", "against"),
)
"""The columns of CSV and TSV. All but the last four are fields of a figure in the JSON."""


def write_json(comparison: Comparison, stream: TextIO, options: WriteOptions) -> None:
    """Write the whole comparison as one object."""
    values = {"schema_version": SCHEMA_VERSION, "tool": options.tool, **comparison_values(comparison)}
    stream.write(json.dumps(values, ensure_ascii=False, indent=INDENT, allow_nan=False) + "\n")


def write_delimited(comparison: Comparison, stream: TextIO, options: WriteOptions, form: str) -> None:
    """Write a row for each figure; `form` is csv or tsv."""
    rows: Iterator[list[object]] = ([row[name] for name in COLUMNS] for row in flat_rows(comparison))
    write_rows(COLUMNS, rows, stream, DELIMITERS[form], options.excel)
