"""`thbextract review FILE...`: the main job, written as a page on which a person checks each claim."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import typer

from thbextract.cli import flags, streams
from thbextract.cli.extract import inputs_of, nothing_named, start
from thbextract.errors import UsageError
from thbextract.settings import load_settings

PAGE: Literal["html"] = "html"


def review(
    context: typer.Context,
    paths: flags.Paths = None,
    output: flags.PageOutput = None,
    force: flags.Force = False,
    category: flags.Category = None,
    date: flags.Date = None,
    issuer: flags.Issuer = None,
    reporting_period: flags.ReportingPeriod = None,
    country: flags.Country = None,
    patterns: flags.Patterns = None,
    files_from: flags.FilesFrom = None,
    glob: flags.Glob = None,
    text_column: flags.TextColumn = None,
    id_column: flags.IdColumn = None,
    jobs: flags.Jobs = None,
    resume: flags.Resume = False,
    fail_fast: flags.FailFast = False,
    timeout: flags.Timeout = None,
    max_size: flags.MaxSize = None,
    max_pages: flags.MaxPages = None,
    errors: flags.Errors = None,
    quiet: flags.Quiet = None,
    verbose: flags.Verbose = None,
) -> int:
    """Make a page to check claims on: texts with every claim marked, filters, verdicts, charts; it works offline."""
    settings = load_settings(flags.settings_among(locals()))
    if nothing_named(context, paths, files_from):
        return 2
    from thbextract.cli.job import ReviewJob
    from thbextract.cli.wanted import Wanted

    _check_suffix(output)
    wanted = Wanted(
        inputs_of(paths, files_from),
        files_from,
        output or streams.STDIO,
        errors,
        force=force,
        resume=resume,
        fail_fast=fail_fast,
    )
    return start(ReviewJob(wanted, replace(settings, format=PAGE), PAGE))


def _check_suffix(output: str | None) -> None:
    """A page under a name that promises something else would only puzzle whoever opens it."""
    from thbextract.writers import SUFFIXES

    suffix = Path(output or "").suffix.lower()
    if suffix and SUFFIXES.get(suffix) != PAGE:
        promised = f"is a name for {SUFFIXES[suffix]}" if suffix in SUFFIXES else f"has the suffix {suffix}"
        raise UsageError(f"{output}: {promised}, and review writes a page", "name it .html")
