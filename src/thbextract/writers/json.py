"""JSON: one object with all documents, written document by document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TextIO

from thbextract.records import Extraction
from thbextract.writers.options import WriteOptions
from thbextract.writers.rows import document_fields

SCHEMA_VERSION = 1
INDENT = " "


def write(extractions: Iterable[Extraction], stream: TextIO, options: WriteOptions) -> None:
    """Write the whole object; a claim is made plain only while it is written."""
    tool = _indented(options.tool, 1)
    stream.write(f'{{\n{INDENT}"schema_version": {SCHEMA_VERSION},\n{INDENT}"tool": {tool},\n{INDENT}"documents": [')
    separator = "\n"
    for extraction in extractions:
        stream.write(f"{separator}{INDENT * 2}{{")
        _write_document(extraction, stream, options)
        separator = ",\n"
    stream.write("]\n}\n" if separator == "\n" else f"\n{INDENT}]\n}}\n")


def _write_document(extraction: Extraction, stream: TextIO, options: WriteOptions) -> None:
    """Write the fields of a document; those that are lists item by item, for there may be very many."""
    separator = "\n"
    for name, value in document_fields(extraction, with_text=options.with_text, explain=options.explain):
        stream.write(f"{separator}{INDENT * 3}{json.dumps(name)}: ")
        if isinstance(value, Iterator):
            _write_list(value, stream)
        else:
            stream.write(_indented(value, 3))
        separator = ",\n"
    stream.write(f"\n{INDENT * 2}}}")


def _write_list(items: Iterator[object], stream: TextIO) -> None:
    separator = "[\n"
    for item in items:
        stream.write(f"{separator}{INDENT * 4}{_indented(item, 4)}")
        separator = ",\n"
    stream.write("[]" if separator == "[\n" else f"\n{INDENT * 3}]")


def _indented(value: object, depth: int) -> str:
    return json.dumps(value, ensure_ascii=False, indent=INDENT, allow_nan=False).replace("\n", "\n" + INDENT * depth)
