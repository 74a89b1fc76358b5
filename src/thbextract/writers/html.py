"""HTML: the review page, document by document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from thbextract.records import Extraction
from thbextract.review.page import write_page
from thbextract.writers.options import WriteOptions
from thbextract.writers.rows import COLUMNS, document_values


def write(extractions: Iterable[Extraction], stream: TextIO, options: WriteOptions) -> None:
    """Write the page. Every text is in it, asked for or not: there is nothing to review without."""
    documents = (document_values(extraction, with_text=True) for extraction in extractions)
    write_page(documents, stream, tool=options.tool, columns=COLUMNS)
