"""XLSX: a workbook with sheets of claims, documents and problems; numbers and days are real, texts only ever text."""

from __future__ import annotations

import contextlib
import errno
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from thbextract.records import Extraction
from thbextract.writers.json import SCHEMA_VERSION
from thbextract.writers.options import WriteOptions
from thbextract.writers.rows import (
    COLUMNS,
    DOCUMENT_FIELDS,
    PROBLEM_FIELDS,
    cell,
    document_facts,
    escaped,
    plain,
    problem_values,
    rows_of,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET_ROWS = 1_048_576
"""Rows of a sheet, its header among them (Microsoft, "Excel specifications and limits"; `CELL_UNITS` too)."""
CELL_UNITS = 32_767
"""Length of a cell's text in UTF-16 units."""
CUT = "… [cut]"
DAYS = frozenset({"document_date", "date", "period_start", "period_end"})
"""Columns whose full days become dates; a month, a year or an interval stays the text that it is."""
FULL_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900, other programs do not: they agree on days from the one after it."""
LINE_END = re.compile(r"\r\n?")
"""A line break in a cell is a line feed. Carriage returns would stand there as `_x000D_` for many programs."""
UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|^<(?=r>)(?=.*</r>\Z)", re.DOTALL)
"""What XML 1.0 has no place for; and the first sign of a text that XlsxWriter would take for finished XML."""
CREATED = datetime(1980, 1, 1)
"""A fixed day, the first of ZIP files, so that the same claims give the same bytes."""
WIDTHS = {"source": 30, "title": 40, "document_title": 40, "sentence": 80, "message": 60, "remedy": 60, "review": 40}
WIDTH = 12


def write(
    extractions: Iterable[Extraction], path: Path, options: WriteOptions, *, sheet_rows: int = SHEET_ROWS
) -> None:
    """Write the workbook.

    Rows wait in temporary files beside `path` until the end, since a workbook is put together of whole sheets;
    one row is in memory at a time.

    Args:
        extractions: what to write, in this order.
        path: the file to be made.
        options: `tool` gives the version that the properties of the workbook name.
        sheet_rows: rows that fit on a sheet with its header; more go on in a further one ("claims 2").

    Raises:
        OSError: if the file or a temporary one can't be written.
    """
    from xlsxwriter.exceptions import XlsxFileError

    with (
        tempfile.TemporaryDirectory(prefix=f".{path.stem.lstrip('.')}-", dir=path.parent) as folder,
        path.open("wb") as stream,
    ):
        target = _Target(stream)
        with _workbook(target, folder) as book:
            _fill(book, extractions, options, sheet_rows)
            try:
                book.close()
            except XlsxFileError as error:
                cause = error.args[0] if error.args else error
                raise cause if isinstance(cause, OSError) else OSError(errno.EIO, str(error)) from error
        if target.error:
            raise target.error


class _Target:
    """The file as the ZIP archive sees it: the first error of the disk is kept for later, and none is raised.

    An archive that breaks off writes its end when it is disposed of, where an error could not be caught any more: it
    would be printed with its traceback.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.error: OSError | None = None
        self._stream = stream

    def write(self, data: bytes) -> int:
        self._attempt(self._stream.write, data)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._attempt(self._stream.seek, offset, whence)

    def tell(self) -> int:
        return self._attempt(self._stream.tell)

    def flush(self) -> None:
        self._attempt(self._stream.flush)

    def _attempt(self, call: Callable[..., int | None], *arguments: Any) -> int:
        if not self._stream.closed:
            try:
                return call(*arguments) or 0
            except OSError as error:
                self.error = self.error or error
        return 0


@contextlib.contextmanager
def _workbook(target: _Target, folder: str) -> Iterator[Workbook]:
    """An empty workbook that makes nothing of a text; the temporary files of its sheets are closed in any case."""
    from xlsxwriter import Workbook

    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(target, {"constant_memory": True, "tmpdir": folder, "use_zip64": True, **texts})
    try:
        yield book
    finally:
        for sheet in book.worksheets():
            with contextlib.suppress(OSError):
                sheet.row_data_fh.close()


def _fill(book: Workbook, extractions: Iterable[Extraction], options: WriteOptions, sheet_rows: int) -> None:
    book.set_properties({"title": "Claims", "created": CREATED})
    for name, value in (("schema_version", SCHEMA_VERSION), ("thbextract", options.tool.get("version", ""))):
        book.set_custom_property(name, value)
    claims = _Table(book, "claims", COLUMNS, sheet_rows)
    documents = _Table(book, "documents", (*DOCUMENT_FIELDS, "claims", "problems"), sheet_rows)
    problems = _Table(book, "problems", ("source", *PROBLEM_FIELDS), sheet_rows)
    for extraction in extractions:
        for values in rows_of(extraction):
            claims.add(values)
        codes = [problem.code for problem in extraction.problems]
        documents.add({**document_facts(extraction), "claims": len(extraction.claims), "problems": codes})
        for problem in extraction.problems:
            problems.add({"source": extraction.source, **problem_values(problem)})
    for table in (claims, documents, problems):
        table.end()


class _Table:
    """Rows below a header that stays in sight; when a sheet is full they go on in a further one."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[str], sheet_rows: int) -> None:
        self._book = book
        self._name = name
        self._columns = columns
        self._sheet_rows = sheet_rows
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._sheets = 0
        self._begin()

    def add(self, values: Mapping[str, Any]) -> None:
        """Write one row; a column that `values` does not name stays empty."""
        if self._row == self._sheet_rows:
            self.end()
            self._begin()
        for column, name in enumerate(self._columns):
            self._put(column, name, plain(values.get(name)))
        self._row += 1

    def end(self) -> None:
        """Finish the sheet: its rows are all there, so that they can be filtered."""
        self._sheet.autofilter(0, 0, self._row - 1, len(self._columns) - 1)

    def _begin(self) -> None:
        self._sheets += 1
        self._sheet: Worksheet = self._book.add_worksheet(
            self._name if self._sheets == 1 else f"{self._name} {self._sheets}"
        )
        self._sheet.freeze_panes(1, 0)
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # "2017", "25" are texts on purpose
        for column, name in enumerate(self._columns):
            self._sheet.set_column(column, column, WIDTHS.get(name, max(WIDTH, len(name) + 3)))
            self._sheet.write_string(0, column, name, self._bold)
        self._row = 1

    def _put(self, column: int, name: str, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, int | float):
            self._sheet.write_number(self._row, column, value)
        elif name in DAYS and (day := _day(value)):
            self._sheet.write_datetime(self._row, column, day, self._day)
        elif text := _fitting(cell(value)):
            self._sheet.write_string(self._row, column, text)


def _day(text: str) -> date | None:
    """The day that `text` is, if it is one and all programs count it alike."""
    if not FULL_DAY.fullmatch(text):
        return None
    with contextlib.suppress(ValueError):
        day = date.fromisoformat(text)
        return day if day >= FIRST_DAY else None
    return None


def _fitting(text: str) -> str:
    """`text` as a cell can hold it, cut where it is too long."""
    text = escaped(LINE_END.sub("\n", text), UNFIT)
    if len(text) <= CELL_UNITS // 2:
        return text
    units = text.encode("utf-16-le")
    room = (CELL_UNITS - len(CUT)) * 2
    return text if len(units) <= CELL_UNITS * 2 else units[:room].decode("utf-16-le", "ignore") + CUT
