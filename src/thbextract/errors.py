"""Errors that a user may meet: one base class, a message with its remedy, an exit code for each kind."""

from __future__ import annotations


class ThbextractError(Exception):
    """Base of all errors of this package: `str(error)` is the cause and the remedy in one line."""

    exit_code = 70
    code = "defect"

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(f"{cause}; {remedy}")
        self.cause = cause
        self.remedy = remedy


class InputError(ThbextractError):
    """An input that can't be read; `code` says why in one word of the list that the output documents."""

    exit_code = 1

    def __init__(self, cause: str, remedy: str, code: str) -> None:
        super().__init__(cause, remedy)
        self.code = code


class UsageError(ThbextractError):
    """A flag or argument that makes no sense."""

    exit_code = 2
    code = "usage"


class OutputError(ThbextractError):
    """The output can't be written."""

    exit_code = 3
    code = "output"


class PackError(ThbextractError):
    """A pattern pack or settings file that breaks its schema."""

    exit_code = 4
    code = "pack"
