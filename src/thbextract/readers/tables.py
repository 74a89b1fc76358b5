"""Tables whose rows are documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from thbextract.records import Limits


def takes(source: str, head: bytes) -> bool:
    """Whether a source is such a table."""
    del source, head
    return False


def documents_in(
    content: bytes | Path, source: str, text_column: str, id_column: str | None, limits: Limits
) -> Iterator[tuple[str, str]]:
    """The source and the text of each row."""
    del content, source, text_column, id_column, limits
    yield from ()
