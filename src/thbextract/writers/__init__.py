"""Writers: extractions → a text stream (`WRITERS`; it translates no line ends) or a whole file (`FILE_WRITERS`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from thbextract.later import later
from thbextract.records import Extraction
from thbextract.writers.options import WriteOptions

Writer = Callable[[Iterable[Extraction], TextIO, WriteOptions], None]
FileWriter = Callable[[Iterable[Extraction], Path, WriteOptions], None]
"""Writes a file that does not exist yet; who calls it removes what is left of the file after an error.

Raises `OSError` or `OutputError` if the file can't be written.
"""

WRITERS: dict[str, Writer] = {
    "json": later("thbextract.writers.json", "write"),
    "jsonl": later("thbextract.writers.jsonl", "write"),
    "csv": later("thbextract.writers.delimited", "write_csv"),
    "tsv": later("thbextract.writers.delimited", "write_tsv"),
    "html": later("thbextract.writers.html", "write"),
}
"""Formats for streams. `table` is for people: its rows are in `writers.table`, the command line draws them."""

FILE_WRITERS: dict[str, FileWriter] = {
    name: later(f"thbextract.writers.{name}", "write") for name in ("xlsx", "sqlite", "parquet")
}
"""Formats whose parts are not written from front to back, so that they need a file and fit no stream."""

EXTRAS = {"parquet": "pyarrow"}
"""Formats that need a package which does not come with the tool; the extra that brings it is called like the format."""

SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".xlsx": "xlsx",
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
}

__all__ = ["EXTRAS", "FILE_WRITERS", "SUFFIXES", "WRITERS", "FileWriter", "WriteOptions", "Writer"]
