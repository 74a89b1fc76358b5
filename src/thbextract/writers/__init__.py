"""Writers: extractions → a text stream. One registry, `WRITERS`; the stream translates no line ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from thbextract.records import Extraction
from thbextract.writers import delimited, jsonl
from thbextract.writers import json as json_document
from thbextract.writers.options import WriteOptions

Writer = Callable[[Iterable[Extraction], TextIO, WriteOptions], None]
FileWriter = Callable[[Iterable[Extraction], Path, WriteOptions], None]

WRITERS: dict[str, Writer] = {
    "json": json_document.write,
    "jsonl": jsonl.write,
    "csv": delimited.write_csv,
    "tsv": delimited.write_tsv,
}
"""Formats for streams. `table` is for people: its rows are in `writers.table`, the command line draws them."""

FILE_WRITERS: dict[str, FileWriter] = {}
"""Formats of whole files: written to a path that does not exist yet."""

SUFFIXES = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv"}

__all__ = ["FILE_WRITERS", "SUFFIXES", "WRITERS", "FileWriter", "WriteOptions", "Writer"]
