"""Standard input and output, and files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO, cast

from thbextract.errors import InputError, OutputError

STDIO = "-"


class Closed(Exception):  # noqa: N818 — not an error: the reader of a pipe has what it wanted
    """The reader of our output has closed the pipe."""


def stdin_bytes(limit: int = -1) -> bytes:
    """All of standard input, or its first `limit` bytes.

    Raises:
        InputError: if there is none, or it can't be read.
    """
    try:
        return sys.stdin.buffer.read(limit)
    except (AttributeError, OSError, ValueError) as error:  # None or closed
        raise InputError("standard input is closed", "pipe a text into it", "unreadable", STDIO) from error


def stdout() -> TextIO | None:
    """Standard output as it is now; None if it is closed."""
    return sys.stdout


def is_terminal(stream: TextIO | None) -> bool:
    """Whether `stream` is a terminal (a closed one is not)."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def flush() -> None:
    """Push out what stdout still holds, so that a full disk is noticed while we can say so."""
    with _explained("standard output"):
        if sys.stdout is not None:
            sys.stdout.flush()


@contextlib.contextmanager
def standard_output() -> Iterator[TextIO]:
    """Stdout for data: UTF-8 whatever the locale, line ends untouched, half characters as their JSON escape."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        raise OutputError("standard output is closed", "redirect it, or name a file with -o")
    # Under PYTHONUNBUFFERED stdout is raw, and a write that a closing pipe cuts short would pass for done.
    buffered = io.BufferedWriter(binary) if isinstance(binary, io.RawIOBase) else binary
    stream = io.TextIOWrapper(buffered, encoding="utf-8", errors="backslashreplace", newline="")
    try:
        with _explained("standard output"):
            yield stream
            stream.flush()
    finally:
        with contextlib.suppress(OSError, ValueError):
            stream.detach()
            if buffered is not binary:
                buffered.detach()


@contextlib.contextmanager
def output_file(target: str, *, force: bool) -> Iterator[TextIO]:
    """A text stream whose content becomes `target` when the block ends well, and vanishes when it does not.

    Raises:
        OutputError: if `target` may not be written, or exists and `force` is not given.
    """
    if is_device(target):
        with _explained(target), open_text(Path(target), "w") as device:
            yield device
        return
    with output_path(target, force=force) as path, open_text(path, "x") as stream:
        yield stream


@contextlib.contextmanager
def output_path(target: str, *, force: bool) -> Iterator[Path]:
    """The path of a file to make that becomes `target` when the block ends well, and vanishes when it does not.

    Raises:
        OutputError: if `target` may not be written, or exists and `force` is not given.
    """
    path = Path(os.path.realpath(target))  # a link stays a link: what it points to is replaced
    with _explained(target):
        check_target(target, force=force)
        with _beside(path) as temporary:
            mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
            yield temporary
            with temporary.open("rb+") as stream:
                os.fsync(stream.fileno())
            if mode is not None:
                temporary.chmod(mode)
            temporary.replace(path)


def open_text(path: Path, mode: str) -> TextIO:
    """A file for text as all outputs hold it: UTF-8, line ends untouched, half characters as their JSON escape."""
    return cast(TextIO, path.open(mode, encoding="utf-8", errors="backslashreplace", newline=""))


def is_device(target: str) -> bool:
    """Whether a target is neither a file, nor a folder, nor free: a device or a pipe, which no file can replace."""
    path = Path(target)
    return path.exists() and not path.is_file() and not path.is_dir()


def check_target(target: str, *, force: bool) -> None:
    """Refuse a target that can't become the output, before any work is done for it.

    Raises:
        OutputError: if it is a folder, exists and `force` is not given, or its folder does not exist.
    """
    path = Path(os.path.realpath(target))
    if path.is_dir():
        raise OutputError(f"{target}: is a folder", "name a file in it")
    if path.is_file() and not force:
        raise OutputError(f"{target}: exists already", "name another file, or overwrite it with --force")
    if not path.parent.is_dir():
        raise OutputError(f"{target}: there is no folder {path.parent}", "make it first")


def remove_leftovers(target: str) -> None:
    """Remove what a killed run has left beside its target. Only who knows that no other run is at work may call it."""
    import shutil

    path = Path(os.path.realpath(target))
    for left in path.parent.glob(f"{_prefix(path)}*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                left.unlink()


def _prefix(path: Path) -> str:
    """What the names of a target's temporary files begin with; its own name may be as long as names can be."""
    import hashlib

    return f".thbextract-{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:8]}-"


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """The name of a temporary file in the folder of `path`; what is left of it is removed."""
    import secrets

    temporary = path.with_name(f"{_prefix(path)}{secrets.token_hex(4)}{path.suffix[:10]}")
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _explained(name: str) -> Iterator[None]:
    """Turn what the system says about writing to `name` into our errors."""
    try:
        yield
    except BrokenPipeError:
        _discard_stdout()
        raise Closed from None
    except OSError as error:
        raise _unwritable(name, error) from error


def full_output(error: Exception) -> OutputError | None:
    """The error of a standard output that takes no more, if that is what an exception of others tells of."""
    full = isinstance(error, OSError) and error.filename is None and error.errno in (errno.ENOSPC, errno.EIO)
    return _unwritable("standard output", error) if full and isinstance(error, OSError) else None


def _unwritable(name: str, error: OSError) -> OutputError:
    _discard_stdout()
    return OutputError(f"{name}: can't be written ({error.strerror})", "check free space and permissions")


def _discard_stdout() -> None:
    """Send what stdout still holds nowhere, lest the interpreter complains at exit."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
