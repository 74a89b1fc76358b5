"""Where an output goes, and the writer that makes it: the same for every command that writes claims."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from thbextract.cli import streams
from thbextract.records import Extraction
from thbextract.writers import FILE_WRITERS, WRITERS, WriteOptions


def open_output(target: str, form: str, *, force: bool) -> contextlib.AbstractContextManager[TextIO | Path]:
    """What the writer of a format needs: a stream, or the path of a file to make; `-` is standard output.

    Raises:
        OutputError: if the target may not be written.
    """
    if target == streams.STDIO:
        return streams.standard_output()
    opened = streams.output_path if form in FILE_WRITERS else streams.output_file
    return opened(target, force=force)


def write_claims(extractions: Iterable[Extraction], output: TextIO | Path, form: str, options: WriteOptions) -> None:
    """Write extractions in a format, to what `open_output` has opened for it."""
    if isinstance(output, Path):
        FILE_WRITERS[form](extractions, output, options)
    elif form == "table":
        from thbextract.cli.table import write_explanations, write_table

        (write_explanations if options.explain else write_table)(extractions, output)
    else:
        WRITERS[form](extractions, output, options)
