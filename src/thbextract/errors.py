"""Errors that a user may meet: one base class, a message with its remedy, an exit code for each kind."""

from __future__ import annotations

from typing import Any

PROBLEM_CODES: dict[str, str] = {
    "missing": "there is no such file",
    "unreadable": "the file is there but may not or can not be read",
    "directory": "the path is a folder",
    "binary": "the file holds no text: a PDF, an archive, an image …",
    "markup": "the file is text, but marked up (HTML, RTF), and would be read wrongly as plain text",
    "encrypted": "the file is protected and opens with a password only",
    "damaged": "the file is of its format, but broken",
    "no_text": "the file holds pictures of pages and no text",
    "garbled": "the file holds a text whose fonts do not tell which letters their signs are",
    "pages_without_text": "some pages are pictures and hold no text; the others were read",
    "pages_garbled": "the text of some pages can't be read; that of the others was",
    "pages_damaged": "some pages are broken and can't be read; the others were",
    "too_many_pages": "the file has more pages than are read; the first ones were",
    "empty": "the file holds nothing, or nothing but blanks",
    "defect": "this package failed on the input; please report it",
    "encoding_guessed": "the text is neither UTF-8 nor marked UTF-16; its encoding was guessed",
    "not_english": "the text is not English, which is the only language whose claims are found",
}
"""Every code that a problem of a document may have, and what it means."""

FAILURES = frozenset(
    {
        *("missing", "unreadable", "directory", "binary", "markup", "empty", "defect"),
        *("encrypted", "damaged", "no_text", "garbled", "pages_damaged", "too_many_pages"),
    }
)
"""The codes with which an input counts as failed; with any other the document was read, and the user is told."""


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
