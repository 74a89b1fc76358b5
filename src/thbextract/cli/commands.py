"""The commands that have a name, as the parser runs them: `thbextract.cli.completion.NAMED`."""

from __future__ import annotations

from typing import Any

import typer

from thbextract.cli import flags, messages, streams
from thbextract.cli.review import review
from thbextract.cli.series import series
from thbextract.errors import PackError, UsageError

CONTEXT = {"help_option_names": ["-h", "--help"]}
PLAIN: dict[str, Any] = {"rich_markup_mode": None, "context_settings": CONTEXT}


def command() -> Any:
    """The group of the named commands as the parser runs it."""
    app = typer.Typer(**PLAIN, pretty_exceptions_enable=False)
    app.command()(review)
    app.command()(series)
    app.command()(apply)
    app.command()(score)
    app.command()(schema)
    patterns = typer.Typer(**PLAIN, help="Look after pattern packs.")
    patterns.callback()(lambda: None)
    patterns.command()(check)
    app.add_typer(patterns, name="patterns")
    return typer.main.get_command(app)


def schema(name: flags.SchemaName = flags.SCHEMAS[0]) -> None:
    """Print the JSON Schema of the JSON output, of verdicts on it, or of the JSON of series."""
    from importlib.resources import files

    if name not in flags.SCHEMAS:
        raise UsageError(f"no schema is called {name!r}", f"use one of {', '.join(flags.SCHEMAS)}")
    content = files("thbextract").joinpath("schema", f"{name}.schema.json").read_text("utf-8")
    with streams.standard_output() as stream:
        stream.write(content)


def check(paths: flags.PackPaths = None, verbose: flags.Tracebacks = None) -> int:
    """Validate pattern packs (without PATH the tool's own), and run the examples of their rules."""
    del verbose  # seen to where errors are caught
    from thbextract.packcheck import check_examples
    from thbextract.patterns import load_pack, pack_files, pack_folder

    rules, wrong = 0, []
    files = pack_files(paths or [pack_folder()])
    for path in files:
        try:
            rules += len(load_pack(path).rules)
        except PackError as error:
            wrong.append(str(error))
    wrong = wrong or check_examples(paths or ())
    for failure in wrong:
        messages.line(failure)
    counted = f"{len(files)} pack{'' if len(files) == 1 else 's'}"
    messages.line(f"{counted}, {rules} rules, {len(wrong)} wrong")
    return PackError.exit_code if wrong else 0


def apply(
    verdicts: flags.Verdicts,
    claims: flags.Claims,
    format: flags.Format = None,
    output: flags.Output = None,
    force: flags.Force = False,
    checked: flags.Checked = False,
    with_text: flags.WithText = None,
    excel: flags.Excel = None,
    quiet: flags.Quiet = None,
    verbose: flags.Tracebacks = None,
) -> int:
    """Merge the verdicts of a reader into claims: rejected ones go, corrected ones change, missed ones come."""
    from thbextract.cli.apply import run

    asked = {"format": format, "with_text": with_text, "excel": excel, "quiet": quiet, "verbose": verbose}
    return run(verdicts, claims, asked, output or streams.STDIO, force=force, checked=checked)


def score(
    gold: flags.Gold,
    predictions: flags.Predictions,
    errors: flags.ListErrors = False,
    format: flags.ScoreFormat = "text",
    patterns: flags.Patterns = None,
    verbose: flags.Tracebacks = None,
) -> int:
    """Score predictions against gold: precision, recall and F1, as the codebook defines them."""
    del verbose
    from thbextract.cli.score import run

    return run(gold, predictions, errors=errors, form=format, patterns=patterns or [])
