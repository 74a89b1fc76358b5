"""SQLite: a database with tables of documents, claims, doubts and problems, and views for the usual questions."""

from __future__ import annotations

import contextlib
import errno
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thbextract.errors import FAILURES
from thbextract.records import Claim, Extraction
from thbextract.writers.json import SCHEMA_VERSION
from thbextract.writers.options import WriteOptions
from thbextract.writers.rows import (
    CLAIM_FIELDS,
    DOCUMENT_FIELDS,
    PROBLEM_FIELDS,
    claim_values,
    document_facts,
    escaped,
)

if TYPE_CHECKING:
    import sqlite3

PRAGMAS = (
    "page_size = 4096",  # fixed, so that the bytes do not hang on how SQLite was built
    "journal_mode = OFF",  # after a crash the file is removed: nothing has to be rolled back
    "synchronous = OFF",
    "locking_mode = EXCLUSIVE",
    "cache_size = -16000",  # kilobytes
    f"user_version = {SCHEMA_VERSION}",
)
DOCUMENTS_AT_ONCE = 500
"""Documents in a transaction: a page that grows with each of them is written once, and little waits in memory."""
UNFIT = re.compile(r"[\x00\ud800-\udfff]")
"""SQLite's functions take NUL for the end of a text; half characters have no UTF-8."""
SMALLEST, LARGEST = -(2**63), 2**63 - 1
"""Of SQLite's integers; beyond them a number is a REAL."""
DOCUMENT_COLUMNS = ("id", *DOCUMENT_FIELDS, "text", "failed")
CLAIM_COLUMNS = ("row", "document", *(name for name in CLAIM_FIELDS if name != "review"))
DOUBT_COLUMNS = ("claim", "code", "detail")
PROBLEM_COLUMNS = ("document", *PROBLEM_FIELDS)


def write(extractions: Iterable[Extraction], path: Path, options: WriteOptions) -> None:
    """Write the database; a document is in memory only while it is written.

    Raises:
        OSError: if the disk is full or the file can't be written.
    """
    import sqlite3

    try:
        with contextlib.closing(sqlite3.connect(path.absolute(), isolation_level=None)) as connection:
            _Database(connection, options).fill(extractions)
    except sqlite3.Error as error:
        if not _is_of_the_disk(error):
            raise
        raise OSError(errno.EIO, str(error)) from error


def schema() -> str:
    """The statements that make the tables and views."""
    return files("thbextract").joinpath("schema", "claims.sql").read_text("utf-8")


class _Database:
    """The connection, with rows counted on the way: their numbers are their keys."""

    def __init__(self, connection: sqlite3.Connection, options: WriteOptions) -> None:
        self._connection = connection
        self._with_text = options.with_text
        self._documents = 0
        self._claims = 0
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(f"BEGIN;\n{schema()}\nCOMMIT;")
        self._add("meta", ("name", "value"), _meta(options.tool))

    def fill(self, extractions: Iterable[Extraction]) -> None:
        """Write all documents in their order."""
        self._connection.execute("BEGIN")
        for extraction in extractions:
            self._document(extraction)
            if self._documents % DOCUMENTS_AT_ONCE == 0:
                self._connection.execute("COMMIT")
                self._connection.execute("BEGIN")
        self._connection.execute("COMMIT")

    def _document(self, extraction: Extraction) -> None:
        self._documents += 1
        failed = any(problem.code in FAILURES for problem in extraction.problems)
        text = extraction.text if self._with_text else None
        values = (self._documents, *document_facts(extraction).values(), text, failed)
        self._add("documents", DOCUMENT_COLUMNS, [values])
        for claim in extraction.claims:
            self._claim(claim)
        problems = ((self._documents, *astuple(problem)) for problem in extraction.problems)
        self._add("problems", PROBLEM_COLUMNS, problems)

    def _claim(self, claim: Claim) -> None:
        self._claims += 1
        values = claim_values(claim)
        doubts = [(self._claims, *doubt.values()) for doubt in values.pop("review")]
        self._add("claims", CLAIM_COLUMNS, [(self._claims, self._documents, *values.values())])
        self._add("doubts", DOUBT_COLUMNS, doubts)

    def _add(self, table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        names = ", ".join(f'"{name}"' for name in columns)
        places = ", ".join("?" * len(columns))
        self._connection.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({places})", (tuple(map(_storable, row)) for row in rows)
        )


def _meta(tool: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the JSON says of its schema and of the tool, lists and objects as JSON."""
    yield "schema_version", str(SCHEMA_VERSION)
    for name, value in tool.items():
        yield f"tool.{name}", value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _storable(value: Any) -> Any:
    """A value as SQLite can hold it."""
    if isinstance(value, str):
        return escaped(value, UNFIT)
    if isinstance(value, int) and not SMALLEST <= value <= LARGEST:
        return float(value)
    return value


def _is_of_the_disk(error: sqlite3.Error) -> bool:
    """Whether the system or the size of the data is at fault, not a statement of ours."""
    import sqlite3

    causes = {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_TOOBIG,
    }
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in causes
