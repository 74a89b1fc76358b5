"""HTML: the review page, document by document."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TextIO

from thbextract.patterns import load_packs
from thbextract.records import Category, Extraction
from thbextract.review.page import View, write_page
from thbextract.series import DIMENSIONS, Dimension, compare
from thbextract.series.values import comparison_values
from thbextract.writers.options import WriteOptions
from thbextract.writers.rows import COLUMNS, document_values


def write(extractions: Iterable[Extraction], stream: TextIO, options: WriteOptions) -> None:
    """Write the page. Every text is in it, asked for or not: there is nothing to review without."""
    write_view(extractions, stream, options, "read")


def write_view(
    extractions: Iterable[Extraction],
    stream: TextIO,
    options: WriteOptions,
    view: View,
    by: Sequence[Dimension] = DIMENSIONS,
    category: Collection[Category] = (),
) -> None:
    """Write the page so that it opens with a view; `by` orders the figures of the series, `category` filters them."""
    kept: list[Extraction] = []

    def documents() -> Iterator[Mapping[str, Any]]:
        for extraction in extractions:
            kept.append(replace(extraction, text="", numbers=None))
            yield document_values(extraction, with_text=True)

    def series() -> Mapping[str, Any]:
        return comparison_values(compare(kept, load_packs(options.patterns), by, category), sentences=False)

    write_page(documents(), stream, tool=options.tool, columns=COLUMNS, series=series, view=view)
