"""Tables of documents (CSV, XLSX): each row is a document, one of its columns holds the text."""

from __future__ import annotations

import codecs
import csv
import re
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, redirect_stdout
from dataclasses import dataclass, replace
from datetime import datetime, time
from io import BytesIO, StringIO, TextIOWrapper
from itertools import count, islice
from pathlib import Path
from typing import Any, BinaryIO

from thbextract.errors import InputError
from thbextract.readers import text
from thbextract.readers.content import Content, Limits
from thbextract.readers.office import OLE, SAVE_TABLE, ZIP, Archive, damaged, guarded, is_xlsx, refusal, too_large
from thbextract.readers.signs import MARKS, TABLES
from thbextract.readers.text import likeliest, looks_binary
from thbextract.records import Problem

SHEET_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
DELIMITERS = ",;\t|"
NO_DELIMITER = "\x1f"  # a control character that no text holds
SAID = re.compile(r"sep=(.)\r?\n")
USUAL_FIELD, LONGEST_FIELD = 131_072, 2**31 - 1
"""What the csv module allows for a cell by itself, and the most that it can be told to on every system."""
HEAD = 1 << 16
"""Bytes from the beginning by which a file's kind and delimiter are told."""
HEAD_ROWS = 50
TOP_ROWS = 1_000
MOST_ROWS = 1_048_576
"""Rows that a sheet may have (Excel specifications and limits); a file may claim more, to keep its reader busy."""
NAMED = 20  # columns that a message names

ESCAPED = re.compile(r"_x(000[9AaDd])_")
"""How spreadsheets write line breaks and tabs in a cell (ECMA-376, part 1, 22.4.2.4)."""
MIDNIGHT = time()

ONE_TEXT = Problem(
    "table_as_text",
    "is a table, and was read as one text",
    "if each row is a document, name the column that holds the texts with --text-column",
)

Row = tuple[int, Sequence[str]]
"""A row with its number; the first one of a file is 1."""


def takes(source: str, head: bytes) -> bool:
    """Whether a file is a table of documents, by its name (CSV, TSV) or the first bytes of its content (XLSX)."""
    named = head.startswith(ZIP) and source.lower().endswith(SHEET_SUFFIXES)  # the head may end before what tells it
    return source.lower().endswith(TABLES) or named or is_xlsx(head)


def documents_in(
    table: str | Path | bytes, source: str, text_column: str, id_column: str | None, limits: Limits
) -> Iterator[tuple[str, str]]:
    """The documents in a table, one a row: what to call each, and its text, which may be empty.

    A document is called `SOURCE#row=7` by the number of its row, counted as in RFC 7111, where the header is row 1;
    with an `id_column`, `SOURCE#ID` if the row has one. Rows without any content are left out. Of CSV no more than a
    row is kept in memory.

    Args:
        table: the path of the table, or its bytes.
        source: its name.
        text_column: the name of the column with the texts.
        id_column: that of the column with their ids.
        limits: of which `size` holds for one cell of CSV, and for all that an XLSX file unpacks to.

    Raises:
        InputError: `column`, `empty`, or that the table can't be read.
    """
    try:
        with closing(_rows(table, (text_column, id_column), limits)) as rows:
            columns = _columns(rows, text_column, id_column)
            for number, cells in rows:
                if any(cell.strip() for cell in cells):
                    yield columns.document(source, number, cells)
    except InputError as error:
        error.source = source
        raise


def refuse(data: bytes, limits: Limits) -> Content:
    """What to say to a spreadsheet that nobody named the column of texts of.

    Raises:
        InputError: `no_text_column`, always.
    """
    del data, limits
    remedy = "name the column that holds the texts with --text-column"
    raise InputError("is a spreadsheet", remedy, "no_text_column")


def read_as_text(data: bytes, limits: Limits) -> Content:
    """A table that is read as one text, since nobody has named a column of texts: that is told.

    Raises:
        InputError: as the reader of plain text does.
    """
    content = text.read(data, limits)
    return replace(content, problems=(*content.problems, ONE_TEXT))


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of a table's columns of texts and of ids, counted from 0."""

    text: int
    id: int | None

    def document(self, source: str, number: int, cells: Sequence[str]) -> tuple[str, str]:
        """The name and the text of the document in a row."""
        name = " ".join(_cell(cells, self.id).split()) if self.id is not None else ""
        return f"{source}#{name or f'row={number}'}", _cell(cells, self.text)


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _columns(rows: Iterator[Row], text_column: str, id_column: str | None) -> Columns:
    """The columns that are asked for, in the first row with any content."""
    names = next((cells for _, cells in rows if any(cell.strip() for cell in cells)), None)
    if names is None:
        raise InputError("is empty", "check that it is the right file", "empty")
    return Columns(_column(names, text_column), None if id_column is None else _column(names, id_column))


def _column(names: Sequence[str], wanted: str) -> int:
    at = _place(names, wanted)
    if at is None:
        shown = ", ".join(f'"{" ".join(name.split())}"' for name in names[:NAMED] if name.strip())
        more = ", …" if len(names) > NAMED else ""
        raise InputError(f'has no column "{wanted}"', f"its columns are {shown}{more}", "column")
    return at


def _place(names: Sequence[str], wanted: str) -> int | None:
    """Where a name stands among others: as it is, else whatever its case and the blanks around it."""
    if wanted in names:
        return list(names).index(wanted)
    folded = [name.strip().casefold() for name in names]
    return folded.index(wanted.strip().casefold()) if wanted.strip().casefold() in folded else None


def _rows(table: str | Path | bytes, wanted: Sequence[str | None], limits: Limits) -> Generator[Row, None, None]:
    try:
        with _opened(table) as stream:
            head = stream.read(HEAD)
            stream.seek(0)
            if head.startswith((ZIP, OLE)):
                yield from _sheet_rows(stream.read(limits.size + 1), wanted[0] or "", limits.size)
            else:
                yield from _text_rows(stream, head, wanted, limits.size)
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror or error})", "check the file", "unreadable") from error


def _opened(table: str | Path | bytes) -> BinaryIO:
    if isinstance(table, bytes):
        return BytesIO(table)
    try:
        return Path(table).open("rb")
    except FileNotFoundError:
        raise InputError("no such file", "check the path", "missing") from None
    except IsADirectoryError:
        raise InputError("is a folder", "name the files in it", "directory") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        cause = f"can't be read ({getattr(error, 'strerror', None) or error})"
        raise InputError(cause, "check the path and its permissions", "unreadable") from error


# -- CSV -------------------------------------------------------------------------------------------------------------


def _text_rows(stream: BinaryIO, head: bytes, wanted: Sequence[str | None], limit: int) -> Iterator[Row]:
    encoding, mark = _encoding(stream, head)
    sign, first = _delimiter(head[mark:].decode(encoding, "ignore"), wanted)
    stream.seek(mark)
    csv.field_size_limit(min(max(limit, USUAL_FIELD), LONGEST_FIELD))
    width = 0
    try:
        with TextIOWrapper(stream, encoding, "strict" if mark else "replace", newline="") as text:
            for number, cells in enumerate(csv.reader(_lines(text, limit), delimiter=sign, skipinitialspace=True), 1):
                if number >= first:
                    width = width or len(cells)
                    yield number, _fitted(cells, width, sign)
    except csv.Error as error:
        raise too_large("has a cell larger than is read of a file", limit) from error
    except UnicodeDecodeError as error:
        cause = f"is marked {encoding.upper()}, but breaks it"
        raise InputError(cause, "save it as UTF-8 again", "unreadable") from error


def _fitted(cells: list[str], width: int, sign: str) -> list[str]:
    """A row's cells; what goes beyond the columns of the first row is the rest of a last cell that was not quoted."""
    if len(cells) > width:
        rest = f"{sign} ".join(cells[width - 1 :]) if any(cells[width:]) else cells[width - 1]
        return [*cells[: width - 1], rest]
    return cells


def _lines(text: TextIOWrapper, limit: int) -> Iterator[str]:
    while line := text.readline(limit + 1):
        if len(line) > limit:
            raise too_large("has a line longer than is read of a file", limit)
        yield line.replace("\0", "")


def _encoding(stream: BinaryIO, head: bytes) -> tuple[str, int]:
    """The encoding of a text, and the length of the mark that says so; without one it is read through once."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    if looks_binary(head):
        raise InputError("is binary, not text", SAVE_TABLE, "binary")
    decoder = codecs.getincrementaldecoder("utf-8")()
    while piece := stream.read(HEAD):
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            return likeliest(piece), 0
    return "utf-8", 0


def _delimiter(head: str, wanted: Sequence[str | None]) -> tuple[str, int]:
    """What parts the cells of a table, and the number of its first row; Excel may say it in a row above the table.

    It is the sign by which the first row has the columns that are asked for, then the one by which most rows have as
    many cells as the first. A table of one column has none.
    """
    if found := SAID.match(head):
        return found[1], 2
    fitness, sign = max((_fitness(head, sign, wanted), sign) for sign in DELIMITERS)
    return sign if fitness[-1] > 1 else NO_DELIMITER, 1


def _fitness(head: str, sign: str, wanted: Sequence[str | None]) -> tuple[int, int, int]:
    rows = csv.reader(StringIO(head, newline=""), delimiter=sign, skipinitialspace=True)
    try:
        read = list(islice(rows, HEAD_ROWS))
    except csv.Error:
        return 0, 0, 0
    filled = [row for row in read if any(cell.strip() for cell in row)] or read
    first = filled[0] if filled else []
    found = sum(name is not None and _place(first, name) is not None for name in wanted)
    return found, sum(len(row) == len(first) > 1 for row in filled), len(first)


# -- XLSX ------------------------------------------------------------------------------------------------------------


def _sheet_rows(data: bytes, wanted: str, limit: int) -> Iterator[Row]:
    """The rows of the first sheet whose first row with content has the column; else of the first with content."""
    if len(data) > limit:
        raise too_large("is larger than is read of a file", limit)
    if not is_xlsx(data):
        raise refusal(data) or damaged()
    Archive(data, limit).check()
    book = _library(_book, data)
    with closing(book):
        headed = [(sheet, first) for sheet in book.worksheets if (first := _first(_numbered(sheet)))]
        chosen = [pair for pair in headed if _place(pair[1], wanted) is not None] or headed
        for sheet, first in chosen[:1]:
            yield from _numbered(sheet, len(first))


def _book(data: bytes) -> Any:
    """A workbook as openpyxl gives it, its rows read as they are asked for, formulas by the values they had last."""
    from openpyxl import load_workbook

    with redirect_stdout(StringIO()):  # it prints what is wrong with a style, and our output is data
        return load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _numbered(sheet: Any, width: int | None = None) -> Iterator[Row]:
    """The rows of a sheet, or their first `width` cells."""
    sheet.reset_dimensions()  # what a file says of them may be a million empty columns
    rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=width, values_only=True)
    for number in count(1):
        row = _library(next, rows, None)
        if row is None:
            return
        yield number, [_as_text(value) for value in row]


def _first(rows: Iterator[Row]) -> Sequence[str]:
    """The first row with any content, if it is near the top."""
    return next((cells for _, cells in islice(rows, TOP_ROWS) if any(cell.strip() for cell in cells)), ())


def _as_text(value: Any) -> str:
    """A cell's value as one would write it: no ".0" behind a whole number, no midnight behind a date."""
    if value is None:
        return ""
    if isinstance(value, str):
        return ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == MIDNIGHT:
        return value.date().isoformat()
    return str(value)


def _library(call: Callable[..., Any], *arguments: Any) -> Any:
    """What openpyxl gives, without its warnings on what it does not keep (styles, extensions)."""
    with guarded(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return call(*arguments)
