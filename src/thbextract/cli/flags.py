"""The arguments and flags of the commands: names, types and help in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, get_args

import typer

from thbextract import __version__, records, settings
from thbextract.cli import streams
from thbextract.cli.completion import command_names, one_of, some_of


def _print_version(asked: bool) -> None:
    if asked:
        with streams.standard_output() as stream:
            stream.write(f"thbextract {__version__}\n")
        raise typer.Exit


def _option(*names: str, metavar: str, help: str, complete: Callable[[str], list[str]] | None = None) -> object:
    return typer.Option(*names, metavar=metavar, help=help, autocompletion=complete)


FORMATS, CATEGORIES = get_args(settings.Format), get_args(records.Category)

SERIES_FORMATS = ("table", "csv", "tsv", "json", "html")
SCHEMAS = ("claims", "verdicts", "series")

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH", help="Files, and folders of files; - is standard input.", autocompletion=command_names
    ),
]
PathsOrClaims = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", help="Documents, folders of them, or claims saved as json, jsonl, csv or tsv."),
]
By = Annotated[
    str | None,
    _option(
        "--by",
        metavar="LIST",
        help="Order by these, commas between: category,year,issuer,country.",
        complete=some_of(("category", "year", "issuer", "country")),
    ),
]
SeriesFormat = Annotated[
    str | None,
    _option(
        "-f",
        "--format",
        metavar="FORMAT",
        help=f"{', '.join(SERIES_FORMATS)}; on a terminal table, else json.",
        complete=one_of(SERIES_FORMATS),
    ),
]
FilesFrom = Annotated[
    str | None,
    _option("--files-from", metavar="LIST", help="Read the paths in this file too, one a line; - is standard input."),
]
Glob = Annotated[
    list[str] | None,
    _option("--glob", metavar="PATTERN", help="From folders take these files only, such as '*.pdf'; repeatable."),
]
TextColumn = Annotated[
    str | None, _option("--text-column", metavar="NAME", help="Each row of a CSV or XLSX is a document: its text.")
]
IdColumn = Annotated[
    str | None, _option("--id-column", metavar="NAME", help="What the rows are called by (else by their number).")
]
Jobs = Annotated[str | None, _option("-j", "--jobs", metavar="N", help="Processes to work in; else one a processor.")]
Timeout = Annotated[
    str | None, _option("--timeout", metavar="SECONDS", help="Time for one document, 600 if not said; 0 is no limit.")
]
MaxSize = Annotated[
    str | None, _option("--max-size", metavar="MB", help="Largest file (and what it unpacks to), 100 if not said.")
]
MaxPages = Annotated[str | None, _option("--max-pages", metavar="N", help="Pages read of a file, 2000 if not said.")]
Resume = Annotated[
    bool, typer.Option("--resume", help="Keep what is done beside the output, and go on where a run stopped.")
]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first document that fails.")]
Format = Annotated[
    str | None,
    _option(
        "-f",
        "--format",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; on a terminal table, else json.",
        complete=one_of(FORMATS),
    ),
]
Output = Annotated[
    str | None, _option("-o", "--output", metavar="FILE", help="Write to this file; its suffix tells the format.")
]
PageOutput = Annotated[
    str | None, _option("-o", "--output", metavar="FILE", help="Write the page to this file, such as review.html.")
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite output files that exist.")]
Category = Annotated[
    list[str] | None,
    _option(
        "--category",
        metavar="LIST",
        help=f"Keep these, with commas between; repeatable: {', '.join(CATEGORIES)}.",
        complete=some_of(CATEGORIES),
    ),
]
Date = Annotated[
    str | None, _option("--date", metavar="DATE", help="Publication date of the documents: 2018-05-31, 2018-05, 2018.")
]
Issuer = Annotated[str | None, _option("--issuer", metavar="NAME", help="Body that issued the documents.")]
ReportingPeriod = Annotated[
    str | None,
    _option("--reporting-period", metavar="PERIOD", help="What the documents report on: 2017, 2016-07/2017-06."),
]
Country = Annotated[
    str | None, _option("--country", metavar="CODE", help="Country of the documents, two letters of ISO 3166-1: AZ.")
]
Patterns = Annotated[
    list[str] | None,
    _option("--patterns", metavar="PATH", help="A pack or a folder of packs beside the tool's own; repeatable."),
]
WithText = Annotated[
    bool | None, typer.Option("--with-text/--no-with-text", help="Put each document's text into the JSON.")
]
Explain = Annotated[
    bool | None,
    typer.Option("--explain/--no-explain", help="Tell of every number why it is a claim or none; json or table."),
]
Excel = Annotated[
    bool | None,
    typer.Option("--excel/--no-excel", help="CSV and TSV for spreadsheets: byte-order mark, CRLF, no formulas."),
]
Errors = Annotated[str | None, _option("--errors", metavar="FILE", help="Write problems here too, as JSON Lines.")]
Quiet = Annotated[bool | None, typer.Option("--quiet", help="Only errors on stderr.")]
Verbose = Annotated[
    bool | None, typer.Option("--verbose", help="Tell on stderr what was skipped and why, and tracebacks of defects.")
]
Tracebacks = Annotated[bool | None, typer.Option("--verbose", help="Tracebacks of defects on stderr.")]
Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
]
PackPaths = Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Packs, or folders of packs.")]
Gold = Annotated[
    str, typer.Argument(metavar="GOLD", help="A gold file NAME.json, verdicts of readers, or a folder of either.")
]
Predictions = Annotated[
    str,
    typer.Argument(metavar="PREDICTIONS|TEXTS", help="JSON output, or texts (a file or a folder) to extract first."),
]
ListErrors = Annotated[bool, typer.Option("--errors", help="List every error.")]
ScoreFormat = Annotated[
    str, _option("-f", "--format", metavar="FORMAT", help="text or json.", complete=one_of(("text", "json")))
]
SchemaName = Annotated[
    str,
    typer.Argument(
        metavar=f"[{'|'.join(SCHEMAS)}]", help="Which schema; claims if not said.", autocompletion=one_of(SCHEMAS)
    ),
]
Verdicts = Annotated[str, typer.Argument(metavar="VERDICTS", help="Verdicts, as the review page exports them.")]
Claims = Annotated[
    str, typer.Argument(metavar="CLAIMS", help="Output of thbextract that they are about: json, jsonl, csv or tsv.")
]
Checked = Annotated[
    bool, typer.Option("--checked", help="Leave out claims on which there is no verdict, and documents without any.")
]


def settings_among(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a command that are settings, as `load_settings` takes them: None where a flag was not given.

    Args:
        arguments: of the command, by name; flags that may be repeated are lists.
    """
    told = {name: arguments[name] for name in settings.NAMES if name in arguments}
    told = {name: None if isinstance(value, list) and not value else value for name, value in told.items()}
    categories = told.get("category")
    return told | ({"category": ",".join(categories)} if categories else {})
