"""JSON Lines: a claim a line, with its source and the document's fields."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from thbextract.records import Extraction
from thbextract.writers.options import WriteOptions
from thbextract.writers.rows import rows_of

_AS_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def write(extractions: Iterable[Extraction], stream: TextIO, options: WriteOptions) -> None:
    """Write a line for each claim; a document without claims has none."""
    del options  # nothing in it concerns this format
    for extraction in extractions:
        for values in rows_of(extraction):
            stream.write(_AS_JSON(values) + "\n")
