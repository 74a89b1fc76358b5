"""`thbextract FILE...`: the main job, under no command name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from thbextract.cli import flags, messages, streams
from thbextract.settings import load_settings

if TYPE_CHECKING:
    from thbextract.cli.job import Job

EPILOG = """Commands: thbextract review, thbextract series, thbextract apply, thbextract score, thbextract patterns
check, thbextract schema (each has its own --help). A file of such a name is given as ./score."""


def command() -> Any:
    """The command as the parser runs it."""
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
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
    settings = load_settings(flags.settings_among(locals()))
    if nothing_named(context, paths, files_from):
        return 2
    from thbextract.cli.job import Job
    from thbextract.cli.wanted import Wanted, choose_format

    chosen = choose_format(settings, output, asked=format is not None)
    wanted = Wanted(
        inputs_of(paths, files_from),
        files_from,
        output or streams.STDIO,
        errors,
        force=force,
        resume=resume,
        fail_fast=fail_fast,
    )
    return start(Job(wanted, settings, chosen), excel_asked=bool(excel), explain_asked=bool(explain))


def nothing_named(context: typer.Context, paths: Sequence[str] | None, files_from: str | None) -> bool:
    """Whether there is no input, and nobody pipes one in; then the help is shown."""
    if paths or files_from or not (sys.stdin is None or streams.is_terminal(sys.stdin)):
        return False
    print(context.get_help(), file=sys.stderr)
    return True


def inputs_of(paths: Sequence[str] | None, files_from: str | None) -> tuple[str, ...]:
    """The paths to read; standard input if there are none and no list of them."""
    return tuple(paths or (() if files_from else (streams.STDIO,)))


def start(job: Job, *, excel_asked: bool = False, explain_asked: bool = False) -> int:
    """Check what a run is to do, and run it; gives the exit code.

    Raises:
        UsageError: if flags and inputs do not fit together.
        OutputError: if an output can't be written.
    """
    from thbextract.cli.wanted import check

    if job.settings.verbose:
        messages.show_log()
    check(job.wanted, job.settings, job.format, excel_asked=excel_asked, explain_asked=explain_asked)
    return job.run()
