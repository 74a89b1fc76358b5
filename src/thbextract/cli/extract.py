"""`thbextract FILE...`: the main job, under no command name."""

from __future__ import annotations

import sys
from typing import Any

import typer

from thbextract.cli import flags, messages, streams
from thbextract.cli.job import Job
from thbextract.cli.wanted import Wanted, check, choose_format
from thbextract.settings import load_settings

EPILOG = """Commands: thbextract series, thbextract apply, thbextract score, thbextract patterns check, thbextract
schema (each has its own --help). A file of such a name is given as ./score."""


def command() -> Any:
    """The command as the parser runs it."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})(extract)
    return typer.main.get_command(app)


def extract(
    context: typer.Context,
    paths: flags.Paths = None,
    format: flags.Format = None,
    output: flags.Output = None,
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
    with_text: flags.WithText = None,
    explain: flags.Explain = None,
    excel: flags.Excel = None,
    errors: flags.Errors = None,
    quiet: flags.Quiet = None,
    verbose: flags.Verbose = None,
    version: flags.Version = False,
) -> int:
    """Find every number that a text states about people, cases and money, as rows with their evidence."""
    del version
    asked = {
        "format": format,
        "category": ",".join(category) if category else None,
        "date": date,
        "issuer": issuer,
        "reporting_period": reporting_period,
        "country": country,
        "patterns": patterns or None,
        "glob": glob or None,
        "text_column": text_column,
        "id_column": id_column,
        "jobs": jobs,
        "timeout": timeout,
        "max_size": max_size,
        "max_pages": max_pages,
        "with_text": with_text,
        "explain": explain,
        "excel": excel,
        "quiet": quiet,
        "verbose": verbose,
    }
    settings = load_settings(asked)
    if settings.verbose:
        messages.show_log()
    if not paths and not files_from and (sys.stdin is None or streams.is_terminal(sys.stdin)):
        print(context.get_help(), file=sys.stderr)
        return 2
    chosen = choose_format(settings, output, asked=format is not None)
    wanted = Wanted(
        tuple(paths or (() if files_from else (streams.STDIO,))),
        files_from,
        output or streams.STDIO,
        errors,
        force=force,
        resume=resume,
        fail_fast=fail_fast,
    )
    check(wanted, settings, chosen, excel_asked=bool(excel), explain_asked=bool(explain))
    return Job(wanted, settings, chosen).run()
