"""One run over some inputs: from paths to the output, the messages and the exit code."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import Path
from typing import Any, ClassVar, TextIO

from thbextract import __version__
from thbextract.batch import Item, extract_items
from thbextract.batch.journal import Journal, journal_of, key_of
from thbextract.cli import messages, streams
from thbextract.cli.inputs import items_of, rows_of
from thbextract.cli.output import open_output, write_claims
from thbextract.cli.progress import Bar
from thbextract.cli.saved_inputs import apart, extractions_in
from thbextract.cli.wanted import EXPLAINED, Wanted
from thbextract.errors import FAILURES
from thbextract.records import Extraction
from thbextract.settings import Settings
from thbextract.writers import WriteOptions
from thbextract.writers.rows import problem_values

DEFECT = 70


@dataclass
class Tally:
    """What was counted on the way."""

    read: int = 0
    failed: int = 0
    skipped: int = 0
    claims: int = 0
    defects: int = 0

    def count(self, extraction: Extraction) -> bool:
        """Count one document; whether it failed."""
        codes = {problem.code for problem in extraction.problems}
        fails, skips = bool(codes & FAILURES), _skipped(extraction)
        self.failed += fails
        self.skipped += skips
        self.read += not fails and not skips
        self.defects += "defect" in codes
        self.claims += len(extraction.claims)
        return fails

    def __str__(self) -> str:
        claims = f"{self.claims:,} claim{'' if self.claims == 1 else 's'}"
        return f"{self.read:,} read, {self.failed:,} failed, {self.skipped:,} skipped, {claims}"


@dataclass
class Job:
    """One run: what is `wanted`, how it is read and written, and what was counted."""

    wanted: Wanted
    settings: Settings
    format: str
    tally: Tally = field(default_factory=Tally)
    note: str = ""
    takes_saved: ClassVar[bool] = False
    """Whether inputs that are outputs of the tool are taken as the claims in them."""
    needs_texts: ClassVar[bool] = True
    """Whether such claims are of use only with the texts of their documents."""

    def __post_init__(self) -> None:
        self._saved: tuple[str, ...] = ()
        if self.format not in EXPLAINED:  # a setting for all runs has nothing to say to this one
            self.settings = replace(self.settings, explain=False)

    def run(self) -> int:
        """Extract, write, say how it went, and give the exit code.

        Raises:
            OutputError: if an output can't be written.
        """
        wanted = self.wanted
        journal = journal_of(wanted.output) if wanted.resume else None
        if journal and not wanted.force and _is_whole(wanted.output, journal):
            told = "is whole already, and was not compared with the inputs; --force makes it anew"
            messages.line(f"{wanted.output}: {told}")
            journal.unlink(missing_ok=True)
            return 0
        goes_on = journal is not None and journal.exists()
        self._check_targets(goes_on)
        tool = self._tool()
        self._saved, others = apart(wanted.paths) if self.takes_saved else ((), wanted.paths)
        items = items_of(replace(wanted, paths=others), self.settings)
        if journal:
            self._run_with_journal(items, journal, tool, goes_on)
        else:
            with self._bar(items) as bar:
                self._write(self._watched(self._extractions(items, bar)), tool, goes_on)
        if not self.settings.quiet:
            messages.line(f"{self.tally}{self._unsaid()}{self.note}")
        return DEFECT if self.tally.defects else int(self.tally.failed > 0)

    def _check_targets(self, goes_on: bool) -> None:
        if self.wanted.output != streams.STDIO:
            streams.check_target(self.wanted.output, force=self.wanted.force)
        if self.wanted.errors:  # the run that goes on may have written it, and been stopped right then
            streams.check_target(self.wanted.errors, force=self.wanted.force or goes_on)

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

    # -- extracting ------------------------------------------------------------------------------------------------

    @property
    def _keeps_text(self) -> bool:
        return self.settings.with_text or self.format in ("table", "html")

    def _work(self, items: Iterable[Item], jobs: int, *, ordered: bool) -> Iterator[tuple[int, Extraction]]:
        log = messages.show_log if self.settings.verbose else None
        return extract_items(items, self.settings, jobs, ordered=ordered, keep_text=self._keeps_text, prepare=log)

    def _jobs(self, items: list[Item]) -> int:
        jobs = self.settings.jobs or _processors()
        return jobs if self.settings.text_column else max(1, min(jobs, len(items)))

    def _bar(self, items: list[Item]) -> Bar:
        to_terminal = self.wanted.output == streams.STDIO and streams.is_terminal(streams.stdout())
        shown = not self.settings.quiet and not to_terminal and (len(items) > 1 or self.settings.text_column)
        return Bar(None if self.settings.text_column else len(items), shown=bool(shown))

    def _extractions(self, items: list[Item], bar: Bar) -> Iterator[Extraction]:
        for _, extraction in self._work(rows_of(items, self.settings), self._jobs(items), ordered=True):
            bar.advance(len(extraction.claims))
            yield extraction

    def _watched(self, extractions: Iterable[Extraction]) -> Iterator[Extraction]:
        """The extractions as they come, counted; ends at the first failure if that was asked for."""
        read = extractions_in(self._saved, self.settings, texts=self.needs_texts)
        for extraction in chain(read, extractions):
            fails = self.tally.count(extraction)
            yield extraction
            if fails and self.wanted.fail_fast:
                self.note = "; stopped at the first failure"
                return

    # -- with a journal --------------------------------------------------------------------------------------------

    def _run_with_journal(self, items: list[Item], path: Path, tool: dict[str, Any], goes_on: bool) -> None:
        """Extract into the journal what it lacks, then write everything from it."""
        asked = {"text": self._keeps_text, "tool": tool}
        with Journal(path, asked) as journal:
            for target in self.wanted.targets:  # the journal's lock says that no other run is at work on them
                streams.remove_leftovers(target)
            if journal.known:
                messages.line(f"{self.wanted.output}: goes on; {len(journal.known):,} documents are done already")
            try:
                with self._bar(items) as bar:
                    places = self._fill(journal, items, bar)
            except KeyboardInterrupt:
                kept = f"{len(journal.known):,} documents are kept in {path}"
                messages.line(f"{self.wanted.output}: stopped; {kept}, and the same command goes on from there")
                raise
            if not self.note:
                told = (journal.at(place, source) for source, place in places)
                self._write(self._watched(told), tool, goes_on)
                journal.remove()

    def _fill(self, journal: Journal, items: list[Item], bar: Bar) -> list[tuple[str, int]]:
        """Extract what the journal lacks; gives the sources in their order, each with its place in the journal."""
        places: dict[int, tuple[str, int]] = {}
        lacking: dict[int, tuple[int, str, str | None]] = {}  # no items: rows of tables would keep their texts here
        sent = count()

        def unfinished() -> Iterator[Item]:
            for at, item in enumerate(rows_of(items, self.settings)):
                key = key_of(item, self.settings.limits.size)
                if key is not None and key in journal.known:
                    places[at] = item.source, journal.known[key]
                    bar.advance(0)
                else:
                    lacking[next(sent)] = at, item.source, key
                    yield item

        for nth, extraction in self._work(unfinished(), self._jobs(items), ordered=False):
            at, source, key = lacking.pop(nth)
            places[at] = source, journal.add(key, extraction)
            bar.advance(len(extraction.claims))
            if self.wanted.fail_fast and Tally().count(extraction):
                self.tally.count(extraction)
                self._tell(extraction, None)
                self.note = f"; stopped at the first failure, what is done is kept in {journal.path}"
                break
        return [places[at] for at in sorted(places)]

    # -- writing ---------------------------------------------------------------------------------------------------

    def _write(self, extractions: Iterable[Extraction], tool: dict[str, Any], goes_on: bool) -> None:
        """Write the output and the file of problems. The output is put in its place last: it says that all is done."""
        settings = self.settings
        options = WriteOptions(tool, settings.with_text, settings.explain, settings.excel, settings.patterns)
        opened = open_output(self.wanted.output, self.format, force=self.wanted.force)
        with opened as output, self._open_errors(goes_on) as problems:
            self._put(self._telling(extractions, problems), output, options)

    def _put(self, extractions: Iterable[Extraction], output: TextIO | Path, options: WriteOptions) -> None:
        """Write what was asked for."""
        write_claims(extractions, output, self.format, options)

    def _open_errors(self, goes_on: bool) -> contextlib.AbstractContextManager[TextIO | None]:
        target = self.wanted.errors
        if target is None:
            return contextlib.nullcontext()
        return streams.output_file(target, force=self.wanted.force or goes_on)

    def _telling(self, extractions: Iterable[Extraction], problems: TextIO | None) -> Iterator[Extraction]:
        """The extractions for the writer. What was skipped is counted, and told where that was asked for."""
        for extraction in extractions:
            self._tell(extraction, problems)
            if not _skipped(extraction):
                yield extraction

    def _unsaid(self) -> str:
        """How to learn what was skipped, if nothing has told of it."""
        told = self.settings.verbose or self.wanted.errors or not self.tally.skipped
        return "" if told else " (--errors or --verbose tells what was skipped)"

    def _tell(self, extraction: Extraction, problems: TextIO | None) -> None:
        skipped = _skipped(extraction)
        for problem in extraction.problems:
            if problem.code in FAILURES or not (self.settings.quiet or (skipped and not self.settings.verbose)):
                what = f"skipped, {problem.message}" if skipped else problem.message
                messages.line(f"{extraction.source}: {what}; {problem.remedy}")
            if problems is not None:
                values = {"source": extraction.source, **problem_values(problem)}
                problems.write(json.dumps(values, ensure_ascii=False) + "\n")


class ReviewJob(Job):
    """A run whose output is a page; it shows claims that were saved with their texts too."""

    takes_saved = True


def _skipped(extraction: Extraction) -> bool:
    return any(problem.code == "skipped" for problem in extraction.problems)


def _is_whole(target: str, journal: Path) -> bool:
    """Whether an output stands that is not older than its journal: a run ended, if not in its very last step."""
    try:
        written = Path(target).stat().st_mtime_ns
        return Path(target).is_file() and (not journal.exists() or journal.stat().st_mtime_ns <= written)
    except OSError:
        return False


def _processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
