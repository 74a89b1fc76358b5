"""Many inputs: read, extract, collect failures. Prints nothing; every input gives one extraction, in order."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from thbextract.errors import InputError, PackError, UsageError
from thbextract.readers import from_text, read_bytes, read_path
from thbextract.records import Document, Extraction, Facts, Given, Problem
from thbextract.settings import Settings, stated

Input = str | Path | tuple[str, str | bytes]
"""A path, or a source name with its text (or with the bytes that a reader is to decode)."""
REPORT = "please report it with the input, if you may share it"
AHEAD = 4
"""Inputs that wait for each worker: enough to keep it busy, few enough to keep results out of memory."""

log = logging.getLogger(__name__)


def extract_many(
    inputs: Iterable[Input],
    jobs: int = 1,
    *,
    given: Given | None = None,
    category: Sequence[str] | None = None,
    patterns: Sequence[str | Path] | None = None,
    explain: bool = False,
) -> Iterator[Extraction]:
    """One extraction for each input, in input order; what fails is told in its `problems`.

    Args:
        inputs: paths, or pairs of a source name and a text.
        jobs: processes to work in.
        given: what is known of every document, whatever its text says.
        category: keep only claims of these categories; they keep their ids.
        patterns: pack files or folders beside the tool's own.
        explain: tell in `Extraction.numbers` what became of every number of each text.

    Raises:
        UsageError: if an argument has a bad value.
        PackError: if a pack is bad.
    """
    inputs = [inputs] if isinstance(inputs, str | Path) else inputs
    return extract_inputs(inputs, stated(given, category, patterns, explain), jobs)


def extract_inputs(inputs: Iterable[Input], settings: Settings, jobs: int = 1) -> Iterator[Extraction]:
    """The same, with settings that are made already."""
    if jobs < 1:
        raise UsageError(f"jobs {jobs}: no worker", "give 1 or more")
    return (extract_input(item, settings) for item in inputs) if jobs == 1 else _in_processes(inputs, settings, jobs)


def extract_input(item: Input, settings: Settings) -> Extraction:
    """One input's extraction; a failure of the input or of ours is a problem in it, a bad pack an error."""
    source = item[0] if isinstance(item, tuple) else str(item)
    try:
        return _extract(_document(item, settings), settings)
    except InputError as error:
        return failed(source, error)
    except (PackError, UsageError):
        raise
    except Exception as error:
        log.debug("%s: traceback of the defect", source, exc_info=True)
        return _empty(source, Problem("defect", f"internal error: {type(error).__name__}: {error}", REPORT))


def _extract(document: Document, settings: Settings) -> Extraction:
    from thbextract.extraction import extract_document  # spaCy: only once there is something to extract from

    return extract_document(document, settings)


def _document(item: Input, settings: Settings) -> Document:
    if not isinstance(item, tuple):
        return read_path(item, settings.given)
    source, content = item
    if isinstance(content, bytes):
        return read_bytes(source, content, settings.given)
    if not content.strip():
        raise InputError("is empty", "check that it is the right text", "empty", source)
    return from_text(source, content, settings.given)


def failed(source: str, error: InputError) -> Extraction:
    """The extraction of an input that can't be read: no claims, and why."""
    return _empty(source, Problem(error.code, error.cause, error.remedy))


def _empty(source: str, problem: Problem) -> Extraction:
    return Extraction(source=source, sha256="", facts=Facts(), problems=(problem,))


def _in_processes(inputs: Iterable[Input], settings: Settings, jobs: int) -> Iterator[Extraction]:
    """Extract in worker processes: a window of inputs is under way, results come out in input order."""
    waiting: deque[tuple[Input, Future[Extraction]]] = deque()
    pool = ProcessPoolExecutor(jobs)
    try:
        for item in inputs:
            waiting.append((item, _submit(pool, item, settings)))
            if len(waiting) > AHEAD * jobs:
                yield _result(*waiting.popleft(), settings)
        while waiting:
            yield _result(*waiting.popleft(), settings)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, item: Input, settings: Settings) -> Future[Extraction]:
    try:
        return pool.submit(extract_input, item, settings)
    except BrokenProcessPool as error:
        future: Future[Extraction] = Future()
        future.set_exception(error)
        return future


def _result(item: Input, future: Future[Extraction], settings: Settings) -> Extraction:
    """A worker's result. If a worker died nobody knows of what: each input left is tried in a process of its own."""
    try:
        return future.result()
    except BrokenProcessPool:
        pass
    try:
        with ProcessPoolExecutor(1) as alone:
            return alone.submit(extract_input, item, settings).result()
    except BrokenProcessPool:
        source = item[0] if isinstance(item, tuple) else str(item)
        return _empty(source, Problem("defect", "the process that worked on it died", REPORT))
