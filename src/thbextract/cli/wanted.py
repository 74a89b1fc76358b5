"""What a run is to read and write, and whether that can be done at all: said before any work is done for it."""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from thbextract.cli import streams
from thbextract.errors import OutputError, UsageError
from thbextract.settings import Settings
from thbextract.writers import EXTRAS, FILE_WRITERS, SUFFIXES

EXPLAINED = ("json", "table")
"""Formats that have room for what became of every number; the others hold claims alone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Inputs and outputs of one run, as they were given; `-` is a standard stream."""

    paths: tuple[str, ...]
    files_from: str | None
    output: str
    errors: str | None
    force: bool = False
    resume: bool = False
    fail_fast: bool = False

    @property
    def targets(self) -> list[str]:
        """The files to be written, the output first."""
        return [target for target in (self.output, self.errors) if target and target != streams.STDIO]


def choose_format(settings: Settings, output: str | None, *, asked: bool) -> str:
    """The format to write: that of the flag, of the output's suffix, of the settings, else by where it goes.

    Args:
        settings: with the format of flag, environment or file.
        output: the output file, None or `-` for standard output.
        asked: whether the format of the settings is the flag's.

    Raises:
        UsageError: if the suffix is of no format that is written.
    """
    if asked and settings.format:
        return settings.format
    if output in (None, streams.STDIO):
        return settings.format or ("table" if streams.is_terminal(sys.stdout) else "json")
    suffix = Path(str(output)).suffix.lower()
    if suffix and suffix not in SUFFIXES:
        raise UsageError(
            f"{output}: no format has the suffix {suffix}", f"use one of {', '.join(SUFFIXES)}, or say --format"
        )
    return SUFFIXES.get(suffix) or settings.format or "json"


def check(wanted: Wanted, settings: Settings, form: str, *, excel_asked: bool, explain_asked: bool) -> None:
    """Refuse what can't work before any work is done for it; whether an output exists is seen to later.

    Raises:
        UsageError: if flags and inputs do not fit together.
        OutputError: if the format needs a package that is not installed.
    """
    _check_inputs(wanted, settings)
    if form in EXTRAS and importlib.util.find_spec(EXTRAS[form]) is None:
        raise OutputError(f"{form} needs the package {EXTRAS[form]}", f"pip install 'thbextract[{form}]'")
    if excel_asked and form not in ("csv", "tsv"):
        raise UsageError(f"--excel has no meaning for {form}", "add -f csv, or leave it out")
    if explain_asked and form not in EXPLAINED:
        raise UsageError(f"--explain has no meaning for {form}", "add -f json or -f table, or leave it out")
    if wanted.errors == streams.STDIO:
        raise UsageError("--errors needs a file", "leave it out: problems are told on standard error anyway")
    to_file = wanted.output != streams.STDIO and not streams.is_device(wanted.output)
    if form in FILE_WRITERS and not to_file:
        raise UsageError(f"{form} is written to a file only", "name one with -o")
    if form == "html" and wanted.output == streams.STDIO and streams.is_terminal(sys.stdout):
        raise UsageError("a page is nothing to read on a terminal", "name a file with -o, such as -o review.html")
    if wanted.resume and not to_file:
        raise UsageError("--resume needs an output file, beside which it keeps what is done", "name one with -o")
    if len(set(map(os.path.realpath, wanted.targets))) < len(wanted.targets):
        raise UsageError("--output and --errors name one file", "name two")


def _check_inputs(wanted: Wanted, settings: Settings) -> None:
    named = [*wanted.paths, *filter(None, [wanted.files_from])]
    if named.count(streams.STDIO) > 1:
        raise UsageError("- is given twice", "standard input can be read once")
    if settings.id_column and not settings.text_column:
        raise UsageError("--id-column needs --text-column", "name the column that holds the texts")
    for target in wanted.targets:
        if any(path != streams.STDIO and _same_file(path, target) for path in named):
            raise UsageError(f"{target}: is an input too", "name another file for the output")


def _same_file(path: str, target: str) -> bool:
    try:
        return Path(path).samefile(target)
    except (OSError, ValueError):
        return False
