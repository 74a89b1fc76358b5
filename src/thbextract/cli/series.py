"""`thbextract series`: read documents or saved claims, hold them against each other, write what comes of it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

from thbextract.cli import flags, streams
from thbextract.cli.extract import inputs_of, nothing_named, start
from thbextract.errors import UsageError
from thbextract.settings import Settings, load_settings

if TYPE_CHECKING:
    from thbextract.series import Dimension

SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".json": "json", ".html": "html", ".htm": "html", ".txt": "table"}


def series(
    context: typer.Context,
    paths: flags.PathsOrClaims = None,
    by: flags.By = None,
    format: flags.SeriesFormat = None,
    output: flags.Output = None,
    force: flags.Force = False,
    category: flags.Category = None,
    country: flags.Country = None,
    patterns: flags.Patterns = None,
    files_from: flags.FilesFrom = None,
    glob: flags.Glob = None,
    text_column: flags.TextColumn = None,
    id_column: flags.IdColumn = None,
    jobs: flags.Jobs = None,
    timeout: flags.Timeout = None,
    max_size: flags.MaxSize = None,
    max_pages: flags.MaxPages = None,
    excel: flags.Excel = None,
    errors: flags.Errors = None,
    quiet: flags.Quiet = None,
    verbose: flags.Verbose = None,
) -> int:
    """Compare documents: one row a figure with all that tell it, where they disagree, and growth over the years."""
    settings = load_settings(flags.settings_among(locals() | {"format": None}))  # it has formats of its own
    if nothing_named(context, paths, files_from):
        return 2
    from thbextract.cli.series_job import SeriesJob
    from thbextract.cli.wanted import Wanted

    dimensions, form = dimensions_of(by), format_of(settings, output, format)
    wanted = Wanted(inputs_of(paths, files_from), files_from, output or streams.STDIO, errors, force=force)
    whole = replace(settings, category=())
    job = SeriesJob(wanted, whole, form, by=dimensions, category=settings.category)
    return start(job, excel_asked=bool(excel))


def dimensions_of(asked: str | None) -> tuple[Dimension, ...]:
    """What the figures are to be ordered by.

    Raises:
        UsageError: if a name is none of a dimension, or stands twice.
    """
    from thbextract.series import DIMENSIONS

    if asked is None:
        return DIMENSIONS
    names = [name.strip().lower() for name in asked.split(",")]
    for name in names:
        if name not in DIMENSIONS or names.count(name) > 1:
            cause = "stands twice" if name in DIMENSIONS else "is nothing to order figures by"
            raise UsageError(f"--by: {name!r} {cause}", f"use some of {', '.join(DIMENSIONS)}, with commas between")
    return cast("tuple[Dimension, ...]", tuple(names))


def format_of(settings: Settings, output: str | None, asked: str | None) -> str:
    """The format to write: the flag's, the suffix's, else a table for a terminal and JSON for anything else.

    Raises:
        UsageError: if figures are not written in that format.
    """
    if asked is not None:
        if asked.lower() not in flags.SERIES_FORMATS:
            raise UsageError(
                f"--format: figures are not written as {asked}", f"use one of {', '.join(flags.SERIES_FORMATS)}"
            )
        return asked.lower()
    if output not in (None, streams.STDIO):
        suffix = Path(str(output)).suffix.lower()
        if suffix and suffix not in SUFFIXES:
            told = f"use one of {', '.join(SUFFIXES)}, or say --format"
            raise UsageError(f"{output}: figures are not written in a format of the suffix {suffix}", told)
        return SUFFIXES.get(suffix, "json")
    if settings.format in flags.SERIES_FORMATS:
        return str(settings.format)
    return "table" if streams.is_terminal(sys.stdout) else "json"
