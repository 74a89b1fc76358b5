"""The items of a run: paths, lists of paths, standard input, and tables whose rows are documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from thbextract.batch import Item, find_items, listed_paths
from thbextract.batch.journal import journal_of
from thbextract.cli import streams
from thbextract.cli.wanted import Wanted
from thbextract.errors import InputError
from thbextract.readers import too_large
from thbextract.settings import Settings

STDIN_NAMES = (streams.STDIO, "/dev/stdin", "/dev/fd/0")
"""Worker processes have no standard input, so it is read before they begin."""


HEAD = 4096
NO_TEXT = InputError("has no text in this row", "nothing is lost by it", "skipped")


def items_of(wanted: Wanted, settings: Settings) -> list[Item]:
    """All inputs in their order; a folder stands for its files, a table still for its rows.

    Raises:
        InputError: if the list of paths can't be read.
    """
    written = [*wanted.targets, *(str(journal_of(target)) for target in wanted.targets)]
    found: list[Item] = []
    paths: list[str] = []
    for path in (*wanted.paths, *_listed(wanted.files_from)):
        if path in STDIN_NAMES:
            found += [*find_items(paths, settings.glob, written), _standard_input(path, settings)]
            paths = []
        else:
            paths.append(path)
    return [*found, *find_items(paths, settings.glob, written)]


def _listed(source: str | None) -> Iterator[str]:
    if source is None:
        return
    if source == streams.STDIO:
        data = streams.stdin_bytes()
    else:
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            cause = f"the list of files can't be read ({error.strerror})"
            raise InputError(cause, "check the path", "unreadable", source) from error
    # A file that is called like standard input is a file here.
    yield from (os.path.join(".", path) if path in STDIN_NAMES[:1] else path for path in listed_paths(data))  # noqa: PTH118


def _standard_input(name: str, settings: Settings) -> Item:
    limits = settings.limits
    try:
        data = streams.stdin_bytes(limits.size + 1)
    except InputError as error:
        return Item(name, error)
    return Item(name, data if len(data) <= limits.size else too_large(name, limits))


def rows_of(items: Iterable[Item], settings: Settings) -> Iterator[Item]:
    """The items, tables replaced by a document for each row, if a text column is named."""
    text, name = settings.text_column, settings.id_column
    if text is None:
        yield from items
        return
    from thbextract.readers import tables

    for item in items:
        if isinstance(item.content, InputError | str) or not tables.takes(item.source, _head(item)):
            yield item
            continue
        content = Path(item.source) if item.content is None else item.content
        try:
            for source, row in tables.documents_in(content, item.source, text, name, settings.limits):
                yield Item(source, row if row.strip() else NO_TEXT)
        except InputError as error:
            yield Item(item.source, error)


def _head(item: Item) -> bytes:
    """The first bytes of an item, by which its format is known; none if it can't be read, which is told later."""
    if isinstance(item.content, bytes):
        return item.content[:HEAD]
    try:
        with Path(item.source).open("rb") as stream:
            return stream.read(HEAD)
    except (OSError, ValueError):
        return b""
