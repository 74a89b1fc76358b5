"""JSON: one object with all documents, written document by document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from thbextract.records import Extraction
from thbextract.writers.options import WriteOptions
from thbextract.writers.rows import document_values

SCHEMA_VERSION = 1
INDENT = " "


def write(extractions: Iterable[Extraction], stream: TextIO, options: WriteOptions) -> None:
    """Write the whole object; a document is in memory only while it is written."""
    tool = _indented(options.tool, 1)
    stream.write(f'{{\n{INDENT}"schema_version": {SCHEMA_VERSION},\n{INDENT}"tool": {tool},\n{INDENT}"documents": [')
    separator = "\n"
    for extraction in extractions:
        values = document_values(extraction, with_text=options.with_text, explain=options.explain)
        stream.write(f"{separator}{INDENT * 2}{_indented(values, 2)}")
        separator = ",\n"
    stream.write("]\n}\n" if separator == "\n" else f"\n{INDENT}]\n}}\n")


def _indented(value: object, depth: int) -> str:
    return json.dumps(value, ensure_ascii=False, indent=INDENT, allow_nan=False).replace("\n", "\n" + INDENT * depth)
