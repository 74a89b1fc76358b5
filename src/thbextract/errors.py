"""Errors that a user may meet: one base class, a message with its remedy, an exit code for each kind."""

from __future__ import annotations

from typing import Any

FAILED: dict[str, str] = {
    "missing": "there is no such file",
    "unreadable": "the file is there but may not or can not be read",
    "directory": "the path is a folder",
    "empty": "the file holds nothing, or nothing but blanks",
    "binary": "the file is of a format that is not read: an old office document, a presentation …",
    "markup": "the file is text, but marked up in a way that is not read (RTF)",
    "no_document": "the file is an image, an archive, a program …: nothing with a text to read",
    "encrypted": "the file is locked with a password",
    "damaged": "the file is of a format that is read, but broken or cut off",
    "no_text": "the file holds pictures of pages and no text",
    "garbled": "the file holds a text whose fonts do not tell which letters their signs are",
    "no_text_column": "the file is a spreadsheet, and nothing says which of its columns holds the texts",
    "column": "the table has no column of the name that was given",
    "too_large": "the file, or what it unpacks to, is larger than the limit",
    "too_deep": "the file is nested more deeply than any document",
    "too_many_pages": "the file has more pages than are read; the first ones were",
    "pages_damaged": "some pages are broken and can't be read; the others were",
    "timeout": "reading and extracting took longer than the limit",
    "died": "the process that worked on the input died: out of memory, or killed",
    "memory": "there was not enough memory for the input",
    "defect": "this package failed on the input; please report it",
}
"""Codes of problems with which an input counts as failed, in whole or in part, and what they mean."""

TOLD: dict[str, str] = {
    "skipped": "nobody named the file, its folder holds it and it is no document; or it was given twice",
    "encoding_guessed": "the text is neither UTF-8 nor marked UTF-16; its encoding was guessed",
    "pages_without_text": "some pages are pictures and hold no text; the others were read",
    "pages_garbled": "the text of some pages can't be read; that of the others was",
    "attachments_not_read": "the mail has attachments, which are not read",
    "table_as_text": "the file is a table of text (CSV), and nothing says that its rows are documents",
    "not_english": "the text is not English, which is the only language whose claims are found",
}
"""Codes of problems that the user is told of; the input was read, or skipped with reason."""

PROBLEM_CODES = FAILED | TOLD
"""Every code that a problem of a document may have, and what it means."""

FAILURES = frozenset(FAILED)


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
