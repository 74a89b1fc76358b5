"""The journal of a batch: finished extractions in a file beside the output, so that a stopped batch can go on.

Lines of JSON, each behind its checksum: first what the batch was asked for, then an extraction a line. A line that a
crash cut short fails its checksum, and everything from there on is cut off before the journal goes on. (JSON and not
pickle: a file that anybody can put there must not be able to run code.)
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from thbextract.batch.items import Item
from thbextract.errors import InputError, OutputError
from thbextract.records import ExplainedNumber, Extraction, Facts, Problem, Words
from thbextract.saved import claim_of

SUFFIX = ".partial"
VERSION = 1
CHECKSUM = 8
"""Hexadecimal digits of the CRC-32 that each line begins with."""


def journal_of(target: str) -> Path:
    """Where the journal of an output file lies."""
    path = Path(os.path.realpath(target))
    return path.with_name(path.name + SUFFIX)


def key_of(item: Item, limit: int) -> str | None:
    """What an item's extraction is found by: the hash of its content, and the suffix, which its reader goes by.

    None where that would mean to read what can't be read twice (a pipe), or not be read at all (over `limit` bytes).
    """
    content = item.content
    if isinstance(content, InputError):
        return None
    if content is not None:
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        return f"{type(content).__name__}:{hashlib.sha256(data).hexdigest()}{item.suffix}"
    path = Path(item.source)
    with contextlib.suppress(OSError, ValueError):
        if path.is_file() and path.stat().st_size <= limit:
            with path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() + item.suffix
    return None


class Journal:
    """The open journal of one batch; `known` says where the extraction of each key stands in the file."""

    def __init__(self, path: Path, asked: Mapping[str, Any]) -> None:
        """Open or begin a journal.

        Args:
            path: of the file.
            asked: whatever decides what extractions hold: settings, versions of the tool and of packs.

        Raises:
            OutputError: if it can't be written, is in use, is no journal, or was begun with other settings.
        """
        self.path = path
        self.known: dict[str, int] = {}
        try:
            self._file: BinaryIO = path.open("r+b" if path.exists() else "x+b")
        except OSError as error:
            raise OutputError(
                f"{path}: can't be opened ({error.strerror})", "check the folder's permissions"
            ) from error
        try:
            self._lock()
            self._read(dict(asked))
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        with contextlib.suppress(OSError):  # what could not be written is not there, and has been told
            self._file.close()

    def add(self, key: str | None, extraction: Extraction) -> int:
        """Keep an extraction, whole or not at all; gives its place. Without a key a later run does not know it."""
        values = asdict(replace(extraction, claims=tuple(extraction.claims)))
        return self._append({"key": key, "extraction": values}, key)

    def at(self, place: int, source: str) -> Extraction:
        """The extraction at a place, under the name that its source has now."""
        self._file.seek(place)
        line = self._file.readline()
        return replace(_extraction(json.loads(line[CHECKSUM:])["extraction"]), source=source)

    def remove(self) -> None:
        """Take the file away, once the output is whole."""
        self.path.unlink(missing_ok=True)

    def _lock(self) -> None:
        with contextlib.suppress(ImportError):  # Windows keeps others from replacing an open file by itself
            import fcntl

            try:  # not flock: workers that outlive a killed batch for a moment would hold that lock too
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError):
                raise OutputError(f"{self.path}: is in use by another run", "wait for it, or stop it") from None
            except OSError:  # some network file systems know no locks
                return

    def _read(self, asked: dict[str, Any]) -> None:
        """Take up what the file holds, and cut off what a crash left unfinished."""
        whole = 0
        for place, record in _records(self._file):
            if not place:
                self._compare(record, asked)
            elif record["key"] is not None:
                self.known[record["key"]] = place
            whole = self._file.tell()
        if not whole and self._holds_text():
            raise OutputError(f"{self.path}: is no journal of this tool", "name another output file")
        self._file.truncate(whole)
        if not whole:
            self._append({"journal": VERSION, "asked": asked}, None)

    def _holds_text(self) -> bool:
        """Whether a file without a whole record begins like something else than a record cut short.

        Where the power failed a file may end in zeros.
        """
        self._file.seek(0)
        begin = self._file.read(CHECKSUM + 1).rstrip(b"\0")
        return bool(begin) and not all(byte in b"0123456789abcdef{" for byte in begin)

    def _compare(self, record: Mapping[str, Any], asked: Mapping[str, Any]) -> None:
        told = record.get("asked", {})
        there, here = _flat(told), _flat(json.loads(json.dumps(asked)))
        unlike = [name for name in sorted({*there, *here}) if there.get(name) != here.get(name)]
        if unlike:
            said = ", ".join(f"{name} was {there.get(name)!r} and is {here.get(name)!r}" for name in unlike)
            raise OutputError(
                f"{self.path}: was begun with other settings ({said})",
                "use the command it was begun with, or remove it to begin anew",
            )

    def _append(self, record: Mapping[str, Any], key: str | None) -> int:
        text = json.dumps(record, ensure_ascii=True, allow_nan=False).encode()
        place = self._file.seek(0, os.SEEK_END)
        try:
            self._file.write(b"%08x" % zlib.crc32(text) + text + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            cause = f"{self.path}: can't be written ({error.strerror})"
            raise OutputError(cause, "check free space; the same command goes on from there") from error
        if key is not None:
            self.known[key] = place
        return place


def _records(file: BinaryIO) -> Iterator[tuple[int, dict[str, Any]]]:
    """The whole records of a file with their places; when one is given the file stands behind it."""
    file.seek(0)
    place = 0
    while line := file.readline():
        text = line[CHECKSUM:-1]
        if line[-1:] != b"\n" or line[:CHECKSUM] != b"%08x" % zlib.crc32(text):
            return
        yield place, json.loads(text)
        place += len(line)


def _flat(values: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Nested settings by dotted names."""
    flat: dict[str, Any] = {}
    for name, value in values.items():
        flat |= _flat(value, f"{above}{name}.") if isinstance(value, dict) else {above + name: value}
    return flat


def _extraction(values: dict[str, Any]) -> Extraction:
    """The record that `asdict` and JSON made plain."""
    numbers = values.pop("numbers")
    claims = tuple(map(claim_of, values.pop("claims")))
    return Extraction(
        **values
        | {
            "facts": Facts(**values["facts"]),
            "claims": claims,
            "problems": _all(Problem, values["problems"]),
            "numbers": None if numbers is None else tuple(map(_number, numbers)),
        }
    )


def _number(values: dict[str, Any]) -> ExplainedNumber:
    return ExplainedNumber(**values | {"words": _all(Words, values["words"])})


def _all(record: type[Any], values: list[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple(record(**value) for value in values)
