"""What a batch is made of: items, found in the order in which their extractions come out."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from thbextract.errors import InputError

# Files that people keep beside documents and that are text, but none to read: data, settings, programs.
DATA = (".json", ".jsonl", ".ndjson", ".geojson", ".xml", ".svg", ".bib", ".ipynb", ".log", ".lock", ".partial")
SETTINGS = (".toml", ".yaml", ".yml", ".ini", ".cfg", ".conf")
PROGRAMS = (".py", ".r", ".do", ".sh", ".bat", ".ps1", ".sql", ".js", ".mjs", ".ts", ".css", ".scss")
NO_PROSE = frozenset((*DATA, *SETTINGS, *PROGRAMS))
LEFT_OUT = (".", "~$")
"""What names of hidden files and of the locks of office programs begin with."""
CHOOSE = "name it itself to have it read"


@dataclass(frozen=True, slots=True)
class Item:
    """One input: the name of its `source`, and its `content`, which is None where the source is a path to read.

    Content is a text, bytes that a reader is to decode, or the error that kept it from being had. An item is
    `found` where a folder held it and nobody named it: then one that is no document is skipped, and has not failed.
    """

    source: str
    content: str | bytes | InputError | None = None
    found: bool = False

    @property
    def suffix(self) -> str:
        """The ending of its name in small letters, with the dot."""
        return os.path.splitext(self.source)[1].lower()  # noqa: PTH122 — a source need not be a path


def find_items(paths: Sequence[str], globs: Sequence[str] = (), without: Collection[str] = ()) -> Iterator[Item]:
    """The items that paths stand for; a path that is given twice is skipped the second time.

    Args:
        paths: files, and folders, whose files are taken with those of all folders in them, sorted by name.
        globs: only files of folders whose name, or path below the folder, fits one of these patterns.
        without: files that are never taken from a folder (the output itself).
    """
    seen: set[str] = set()
    mine = {os.path.realpath(path) for path in without}
    for path in paths:
        for item in _in_folder(path, globs, mine) if os.path.isdir(path) else (Item(path),):  # noqa: PTH112
            place = os.path.abspath(item.source)  # noqa: PTH100 — links are followed: two names may be meant
            if place in seen and item.content is None:
                yield Item(item.source, InputError("is given twice", "its claims stand where it came first", "skipped"))
            else:
                yield item
            seen.add(place)


def _in_folder(folder: str, globs: Sequence[str], mine: Collection[str]) -> Iterator[Item]:
    empty = True
    for item in _walk(folder, (os.path.realpath(folder),)):
        below = os.path.relpath(item.source, folder)
        fits = not globs or _fits(below, globs) or _is_folder(item)
        if fits and os.path.realpath(item.source) not in mine:
            empty = empty and _is_folder(item)
            yield item
    if empty:
        cause = f"holds no file that fits {' or '.join(globs)}" if globs else "is a folder without files to read"
        yield Item(folder, InputError(cause, "check the path; hidden files are left out", "empty"))


def _is_folder(item: Item) -> bool:
    """Whether an item tells of a folder that can't be entered, which no pattern is meant for."""
    return item.content is not None and os.path.isdir(item.source)  # noqa: PTH112


def _fits(below: str, globs: Sequence[str]) -> bool:
    name = os.path.basename(below)  # noqa: PTH119
    return any(fnmatch.fnmatchcase(below if "/" in glob else name, glob) for glob in globs)


def _walk(folder: str, above: tuple[str, ...]) -> Iterator[Item]:
    """The files below a folder, sorted by name; `above` are the real paths of the folders that lead here."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith(LEFT_OUT))
    except OSError as error:
        yield Item(folder, InputError(f"can't be listed ({error.strerror})", "check its permissions", "unreadable"))
        return
    for name in names:
        path = os.path.join(folder, name)  # noqa: PTH118 — "./a" stays "./a", as the user wrote it
        if not os.path.isdir(path):  # noqa: PTH112
            yield _file(path)
        elif (place := os.path.realpath(path)) in above:
            yield Item(path, InputError("is a link to a folder that it lies in", "nothing is lost by it", "skipped"))
        else:
            yield from _walk(path, (*above, place))


def _file(path: str) -> Item:
    item = Item(path, found=True)
    if item.suffix in NO_PROSE:
        return Item(path, InputError(f"is no document by its suffix {item.suffix}", CHOOSE, "skipped"))
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113
        return Item(path, InputError("is a pipe, socket or device", CHOOSE, "skipped"))
    return item


def listed_paths(data: bytes) -> list[str]:
    """The paths in a list: one a line, or set apart by NUL characters (as `find -print0` does)."""
    if b"\0" in data:
        return [os.fsdecode(path) for path in data.split(b"\0") if path]
    return [os.fsdecode(line.removesuffix(b"\r")) for line in data.split(b"\n") if line.strip()]
