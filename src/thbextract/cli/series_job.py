"""The run of `thbextract series`: extractions in, their comparison out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from thbextract.cli.job import Job
from thbextract.patterns import load_packs
from thbextract.records import Category, Extraction
from thbextract.series import DIMENSIONS, Dimension, compare
from thbextract.writers import WriteOptions


@dataclass
class SeriesJob(Job):
    """A run whose output is a comparison; the `category` filter is for figures, for claims hang on each other."""

    by: Sequence[Dimension] = DIMENSIONS
    category: tuple[Category, ...] = ()
    takes_saved = True
    needs_texts = False

    def _tool(self) -> dict[str, Any]:
        tool = super()._tool()
        return {**tool, "settings": {**tool["settings"], "category": list(self.category)}}

    def _put(self, extractions: Iterable[Extraction], output: TextIO | Path, options: WriteOptions) -> None:
        from thbextract.writers import html, series

        assert not isinstance(output, Path)
        if self.format == "html":
            html.write_view(extractions, output, options, "series", self.by, self.category)
            return
        comparison = compare(extractions, load_packs(self.settings.patterns), self.by, self.category)
        if self.format == "table":
            from thbextract.cli.series_table import write_comparison

            write_comparison(comparison, output)
        elif self.format == "json":
            series.write_json(comparison, output, options)
        else:
            series.write_delimited(comparison, output, options, self.format)
