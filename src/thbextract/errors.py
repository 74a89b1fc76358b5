"""Errors that a user may meet: one base class, a message with its remedy, an exit code for each kind."""

from __future__ import annotations

from typing import Any

PROBLEM_CODES: dict[str, str] = {
    "missing": "there is no such file",
    "unreadable": "the file is there but may not or can not be read",
    "directory": "the path is a folder",
    "binary": "the file holds no text: a PDF, an archive, an image …",
    "markup": "the file is text, but marked up (RTF), and would be read wrongly as plain text",
    "too_deep": "the file nests parts in parts deeper than any real one does",
    "encrypted": "the file is protected and opens with a password only",
    "empty": "the file holds nothing, or nothing but blanks",
    "no_document": "the file is an image, an archive, a program …: nothing with a text to read",
    "too_large": "the file, or what it unpacks to, is larger than the limit",
    "timeout": "reading and extracting took longer than the limit",
    "died": "the process that worked on the input died: out of memory, or killed",
    "memory": "there was not enough memory for the input",
    "skipped": "nobody named the file, its folder holds it and it is no document; or it was given twice",
    "defect": "this package failed on the input; please report it",
    "encoding_guessed": "the text is neither UTF-8 nor marked UTF-16; its encoding was guessed",
    "attachments_not_read": "the mail has attachments, which are not read",
    "not_english": "the text is not English, which is the only language whose claims are found",
}
"""Every code that a problem of a document may have, and what it means."""

FAILURES = frozenset(
    {"missing", "unreadable", "directory", "binary", "markup", "empty", "encrypted", "too_deep", "no_document"}
    | {"too_large", "timeout", "died", "memory", "defect"}
)
"""The codes with which an input counts as failed (in whole or in part); with others the user is told of something."""


class ThbextractError(Exception):
    """Base of all errors of this package: `str(error)` is the cause and the remedy in one line."""

    exit_code = 70
    code = "defect"

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause}; {remedy}")
        self.cause = cause
        self.remedy = remedy

    def __reduce__(self) -> tuple[Any, ...]:
        """What a worker process needs to hand the error back (`args` alone does not fit `__init__`)."""
        return type(self), (self.cause, self.remedy)


class InputError(ThbextractError):
    """An input that can't be read; `code` is one of `PROBLEM_CODES`, `source` names the input once it is known."""

    exit_code = 1

    def __init__(self, cause: str, remedy: str, code: str, source: str | None = None) -> None:
        super().__init__(cause, remedy)
        self.code = code
        self.source = source

    def __str__(self) -> str:
        return f"{self.source}: {super().__str__()}" if self.source else super().__str__()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.cause, self.remedy, self.code, self.source)


class WorkerError(ThbextractError):
    """The system gives no process to work in."""

    exit_code = 70
    code = "workers"


class UsageError(ThbextractError):
    """A flag or argument that makes no sense."""

    exit_code = 2
    code = "usage"


class OutputError(ThbextractError):
    """The output can't be written."""

    exit_code = 3
    code = "output"


class PackError(ThbextractError):
    """A pattern pack that breaks its schema."""

    exit_code = 4
    code = "pack"


class SettingsError(ThbextractError):
    """A settings file that can't be read or breaks its schema."""

    exit_code = 4
    code = "settings"
