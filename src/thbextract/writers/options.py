"""What a writer is told beside the extractions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """Options of all writers; each takes those that concern its format.

    `tool` is the object of that name in the JSON; `with_text` puts the text there, `explain` what became of
    every number; `excel` makes CSV and TSV safe and readable for spreadsheets; `patterns` are the user's own packs.
    """

    tool: Mapping[str, Any] = field(default_factory=dict)
    with_text: bool = False
    explain: bool = False
    excel: bool = False
    patterns: tuple[str, ...] = ()
