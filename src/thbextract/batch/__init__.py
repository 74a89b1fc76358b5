"""Many inputs: find them, read, extract, collect failures. Prints nothing; every input gives one extraction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from thbextract.batch.items import Item, find_items, listed_paths
from thbextract.batch.one import extract_item, failed, without_text
from thbextract.batch.starting import quick_start
from thbextract.errors import UsageError
from thbextract.records import Extraction, Given
from thbextract.settings import Settings, stated

__all__ = ["Input", "Item", "extract_item", "extract_items", "extract_many", "find_items", "listed_paths"]

Input = str | Path | tuple[str, str | bytes]
"""A path, or a source name with its text (or with the bytes that a reader is to decode)."""


def extract_many(
    inputs: Iterable[Input],
    jobs: int = 1,
    *,
    given: Given | None = None,
    category: Sequence[str] | None = None,
    patterns: Sequence[str | Path] | None = None,
    explain: bool = False,
    timeout: float | None = None,
) -> Iterator[Extraction]:
    """One extraction for each input, in input order; what fails is told in its `problems`.

    Args:
        inputs: paths, or pairs of a source name and a text.
        jobs: processes to work in; with one and no `timeout` the work is done in this one.
        given: what is known of every document, whatever its text says.
        category: keep only claims of these categories; they keep their ids.
        patterns: pack files or folders beside the tool's own.
        explain: tell in `Extraction.numbers` what became of every number of each text.
        timeout: seconds for one input, none if None.

    Raises:
        UsageError: if an argument has a bad value.
        PackError: if a pack is bad.
    """
    if jobs < 1:
        raise UsageError(f"jobs {jobs}: no worker", "give 1 or more")
    inputs = [inputs] if isinstance(inputs, str | Path) else inputs
    items = (Item(*value) if isinstance(value, tuple) else Item(str(value)) for value in inputs)
    settings = stated(given, category, patterns, explain, timeout)
    if jobs == 1 and timeout is None:
        return (extract_item(item, settings) for item in items)
    done = extract_items(items, settings, jobs)
    return (replace(extraction, claims=tuple(extraction.claims)) for _, extraction in done)


def extract_items(
    items: Iterable[Item],
    settings: Settings,
    jobs: int,
    *,
    ordered: bool = True,
    keep_text: bool = True,
    prepare: Callable[[], object] | None = None,
) -> Iterator[tuple[int, Extraction]]:
    """The extractions of items with their places, made in `jobs` processes; a process that dies costs one item.

    Args:
        items: taken only a little ahead of what is done.
        settings: what was asked for, the time for one item among it.
        jobs: processes, 1 or more.
        ordered: give them in the order of the items, else as they are done.
        keep_text: leave the texts in the extractions.
        prepare: what each process is to do before it begins.

    Raises:
        PackError: if a pack is bad.
        WorkerError: if no process can be started.
    """
    from thbextract.batch.workers import Pool, Task  # not for a run in this process alone

    task = Task(partial(_work_on, settings=settings, keep_text=keep_text), failed, partial(_prepare, settings, prepare))
    return Pool(task, jobs, settings.timeout).run(items, ordered=ordered)


def _work_on(item: Item, settings: Settings, keep_text: bool) -> Extraction:
    extraction = extract_item(item, settings)
    return extraction if keep_text else without_text(extraction)


def _prepare(settings: Settings, first: Callable[[], object] | None) -> None:
    if first:
        first()
    with quick_start():
        from thbextract.extraction import street

        street(tuple(settings.patterns))
