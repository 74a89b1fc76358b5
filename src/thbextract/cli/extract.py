"""`thbextract FILE...`: the main job, under no command name."""

from __future__ import annotations

import sys
from typing import Any

import typer

from thbextract.cli import flags, messages, streams
from thbextract.cli.job import Job, choose_format
from thbextract.settings import load_settings

EPILOG = """Commands: thbextract score, thbextract patterns check, thbextract schema (each has its own --help).
A file of such a name is given as ./score."""


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
        "with_text": with_text,
        "explain": explain,
        "excel": excel,
        "quiet": quiet,
        "verbose": verbose,
    }
    settings = load_settings(asked)
    if settings.verbose:
        messages.show_log()
    if not paths and (sys.stdin is None or streams.is_terminal(sys.stdin)):
        print(context.get_help(), file=sys.stderr)
        return 2
    chosen = choose_format(settings, output, asked=format is not None)
    job = Job(paths or [streams.STDIO], settings, chosen, output or streams.STDIO, errors, force)
    job.check(excel_asked=bool(excel), explain_asked=bool(explain))
    return job.run()
