"""One run over some inputs: from paths to the output stream, the messages and the exit code."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from thbextract import __version__
from thbextract.cli import messages, streams
from thbextract.errors import FAILURES, InputError, UsageError
from thbextract.records import Extraction
from thbextract.settings import Settings
from thbextract.writers import SUFFIXES, WRITERS, WriteOptions
from thbextract.writers.rows import problem_values

DEFECT = 70
EXPLAINED = ("json", "table")
"""Formats that have room for what became of every number; the others hold claims alone."""


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


@dataclass
class Job:
    """What is to be read and written, and what was counted on the way."""

    paths: list[str]
    settings: Settings
    format: str
    output: str
    errors: str | None
    force: bool
    read: int = 0
    failed: int = 0
    claims: int = 0
    defects: int = 0

    def __post_init__(self) -> None:
        if self.format not in EXPLAINED:  # a setting for all runs has nothing to say to this one
            self.settings = replace(self.settings, explain=False)

    def check(self, *, excel_asked: bool, explain_asked: bool) -> None:
        """Refuse what can't work before any work is done for it.

        Raises:
            UsageError: if flags and inputs do not fit together.
            OutputError: if an output can't be made.
        """
        if self.paths.count(streams.STDIO) > 1:
            raise UsageError("- is given twice", "standard input can be read once")
        if excel_asked and self.format not in ("csv", "tsv"):
            raise UsageError(f"--excel has no meaning for {self.format}", "add -f csv, or leave it out")
        if explain_asked and self.format not in EXPLAINED:
            raise UsageError(f"--explain has no meaning for {self.format}", "add -f json or -f table, or leave it out")
        if self.errors == streams.STDIO:
            raise UsageError("--errors needs a file", "leave it out: problems are told on standard error anyway")
        targets = [target for target in (self.output, self.errors) if target and target != streams.STDIO]
        if len(set(map(os.path.realpath, targets))) < len(targets):
            raise UsageError("--output and --errors name one file", "name two")
        for target in targets:
            if any(path != streams.STDIO and _same_file(path, target) for path in self.paths):
                raise UsageError(f"{target}: is an input too", "name another file for the output")
            streams.check_target(target, force=self.force)

    def run(self) -> int:
        """Extract, write, say how it went, and give the exit code."""
        tool = self._tool()
        with self._open(self.errors) as problems, self._open(self.output) as stream:
            assert stream is not None
            self._write(self._watched(problems), stream, tool)
        if not self.settings.quiet:
            claims = f"{self.claims} claim{'' if self.claims == 1 else 's'}"
            messages.line(f"{self.read} read, {self.failed} failed, {claims}")
        return DEFECT if self.defects else int(self.failed > 0)

    def _tool(self) -> dict[str, Any]:
        """What the JSON says of the tool. Loading the packs first makes a bad one end the run before it begins."""
        from thbextract.patterns import load_packs

        packs = load_packs(self.settings.patterns).packs
        return {
            "name": "thbextract",
            "version": __version__,
            "packs": [{"name": pack.name, "version": pack.version, "sha256": pack.sha256} for pack in packs],
            "settings": self.settings.of_result(),
        }

    def _open(self, target: str | None) -> contextlib.AbstractContextManager[TextIO | None]:
        if target is None:
            return contextlib.nullcontext()
        return streams.standard_output() if target == streams.STDIO else streams.output_file(target, force=self.force)

    def _write(self, extractions: Iterable[Extraction], stream: TextIO, tool: dict[str, Any]) -> None:
        if self.format == "table":
            from thbextract.cli.table import write_explanations, write_table

            (write_explanations if self.settings.explain else write_table)(extractions, stream)
        else:
            settings = self.settings
            options = WriteOptions(tool, settings.with_text, settings.explain, settings.excel)
            WRITERS[self.format](extractions, stream, options)

    def _watched(self, problems: TextIO | None) -> Iterator[Extraction]:
        """The extractions as they come; each is counted and its problems are told."""
        from thbextract.batch import extract_input

        for path in self.paths:
            extraction = self._standard_input() if path == streams.STDIO else extract_input(path, self.settings)
            self._tell(extraction, problems)
            yield extraction

    def _standard_input(self) -> Extraction:
        from thbextract.batch import extract_input, failed

        try:
            data = streams.stdin_bytes()
        except InputError as error:
            return failed(streams.STDIO, error)
        return extract_input((streams.STDIO, data), self.settings)

    def _tell(self, extraction: Extraction, problems: TextIO | None) -> None:
        codes = {problem.code for problem in extraction.problems}
        self.failed += bool(codes & FAILURES)
        self.read += not codes & FAILURES
        self.defects += "defect" in codes
        self.claims += len(extraction.claims)
        for problem in extraction.problems:
            if problem.code in FAILURES or not self.settings.quiet:
                messages.line(f"{extraction.source}: {problem.message}; {problem.remedy}")
            if problems is not None:
                values = {"source": extraction.source, **problem_values(problem)}
                problems.write(json.dumps(values, ensure_ascii=False) + "\n")


def _same_file(path: str, target: str) -> bool:
    try:
        return Path(path).samefile(target)
    except (OSError, ValueError):
        return False
