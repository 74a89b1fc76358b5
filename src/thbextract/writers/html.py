"""HTML: the review page, document by document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TextIO

from thbextract.records import Extraction
from thbextract.review.page import write_page
from thbextract.writers.options import WriteOptions
from thbextract.writers.rows import COLUMNS, document_values

SeriesOf = Callable[[Sequence[Extraction]], Mapping[str, Any]]
"""Makes the content of the series view of all documents, which come without their texts."""


def write(
    extractions: Iterable[Extraction], stream: TextIO, options: WriteOptions, series: SeriesOf | None = None
) -> None:
    """Write the page. Every text is in it, asked for or not: there is nothing to review without."""
    kept: list[Extraction] = []

    def documents() -> Iterator[Mapping[str, Any]]:
        for extraction in extractions:
            if series is not None:
                kept.append(replace(extraction, text="", numbers=None))
            yield document_values(extraction, with_text=True)

    of_all = None if series is None else lambda: series(kept)
    write_page(documents(), stream, tool=options.tool, columns=COLUMNS, series=of_all)
