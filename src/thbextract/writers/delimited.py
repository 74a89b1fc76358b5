"""CSV and TSV: a claim a row under a header, quoted as RFC 4180 says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from thbextract.records import Extraction
from thbextract.writers.options import WriteOptions
from thbextract.writers.rows import COLUMNS, cell, rows_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs text that begins so as a formula (OWASP, CSV injection)."""
GUARD = "'"
BYTE_ORDER_MARK = "\ufeff"


def write_csv(extractions: Iterable[Extraction], stream: TextIO, options: WriteOptions) -> None:
    """Write comma-separated values."""
    _write(extractions, stream, ",", options.excel)


def write_tsv(extractions: Iterable[Extraction], stream: TextIO, options: WriteOptions) -> None:
    """Write tab-separated values, with the quoting of CSV."""
    _write(extractions, stream, "\t", options.excel)


def _write(extractions: Iterable[Extraction], stream: TextIO, delimiter: str, excel: bool) -> None:
    rows = (values.values() for extraction in extractions for values in rows_of(extraction))
    write_rows(COLUMNS, rows, stream, delimiter, excel)


def write_rows(
    header: Sequence[str], rows: Iterable[Iterable[Any]], stream: TextIO, delimiter: str, excel: bool
) -> None:
    """Write rows of plain values under a header; `excel` makes them safe and readable for spreadsheets."""
    end = "\r\n" if excel else "\n"
    if excel:
        stream.write(BYTE_ORDER_MARK)
    stream.write(_line(header, delimiter) + end)
    for row in rows:
        cells = (_guarded(value) if excel else cell(value) for value in row)
        stream.write(_line(cells, delimiter) + end)


def _line(cells: Iterable[str], delimiter: str) -> str:
    """One row without its end. Only with this line terminator does `csv` quote a lone carriage return."""
    row = io.StringIO(newline="")
    csv.writer(row, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return row.getvalue().removesuffix("\r\n")


def _guarded(value: Any) -> str:
    """The cell of `value`; a text that would run as a formula gets an apostrophe. Numbers stay numbers."""
    text = cell(value)
    return GUARD + text if not isinstance(value, int | float) and text.startswith(FORMULA_STARTS) else text
