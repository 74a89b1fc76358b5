"""Parquet: one table of claims, the columns of CSV with real types; needs pyarrow (the extra `parquet`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

from thbextract.records import Claim, Doubt, Extraction, Facts
from thbextract.writers.json import SCHEMA_VERSION
from thbextract.writers.options import WriteOptions
from thbextract.writers.rows import COLUMNS, DOCUMENT_PREFIX, HALVES, escaped, rows_of

GROUP_ROWS = 20_000
GROUP_CHARACTERS = 16_000_000
"""Rows and characters of sentences that wait in memory until they are written as a row group."""
NUMBERS = ("value", "value_max")


def write(extractions: Iterable[Extraction], path: Path, options: WriteOptions) -> None:
    """Write the table, row group by row group.

    `value` and `value_max` are doubles, since some are fractions: whole numbers are exact up to 2 to the power of 53.
    Dates are texts, for EDTF may be less than a day, or an interval.

    Raises:
        OSError: if the file can't be written.
        ImportError: if pyarrow is not installed.
    """
    import pyarrow
    from pyarrow import parquet

    schema = _schema(pyarrow, options)
    with path.open("wb") as stream, parquet.ParquetWriter(stream, schema) as writer:
        for rows in _groups(extractions):
            writer.write_table(pyarrow.Table.from_pylist(rows, schema))


def _groups(extractions: Iterable[Extraction]) -> Iterator[list[dict[str, Any]]]:
    """The rows of claims in lists that are large enough to compress well and small enough to wait in memory."""
    rows: list[dict[str, Any]] = []
    characters = 0
    for extraction in extractions:
        for values in rows_of(extraction):
            rows.append({name: _storable(name, value) for name, value in values.items()})
            characters += len(values["sentence"])
            if len(rows) == GROUP_ROWS or characters >= GROUP_CHARACTERS:
                yield rows
                rows, characters = [], 0
    if rows:
        yield rows


def _storable(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return escaped(value, HALVES)
    if isinstance(value, list):
        return [{key: escaped(text, HALVES) for key, text in doubt.items()} for doubt in value]
    return float(value) if name in NUMBERS and value is not None else value


def _schema(pyarrow: Any, options: WriteOptions) -> Any:
    """The columns of CSV with the types of the records."""
    hints = get_type_hints(Claim) | {DOCUMENT_PREFIX + name: hint for name, hint in get_type_hints(Facts).items()}
    hints |= {"source": str, DOCUMENT_PREFIX + "sha256": str | None}
    fields = [pyarrow.field(name, _type(pyarrow, hints[name]), _may_be_null(hints[name])) for name in COLUMNS]
    about = {"schema_version": str(SCHEMA_VERSION), "tool": json.dumps(options.tool, ensure_ascii=False)}
    return pyarrow.schema(fields, {key: escaped(value, HALVES) for key, value in about.items()})


def _type(pyarrow: Any, hint: Any) -> Any:
    kinds = {hint, *get_args(hint)}
    if Doubt in kinds:
        return pyarrow.list_(pyarrow.struct([("code", pyarrow.string()), ("detail", pyarrow.string())]))
    if float in kinds:
        return pyarrow.float64()
    return pyarrow.int64() if int in kinds else pyarrow.string()


def _may_be_null(hint: Any) -> bool:
    return type(None) in get_args(hint)
