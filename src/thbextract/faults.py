"""What is wrong in a file that the tool reads back, told with its place and in words of the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from thbextract.errors import InputError

T = TypeVar("T")
LONGEST = 60
"""Characters of a value that is shown in a message."""


class Fault(ValueError):  # noqa: N818 — what is told of it is a fault of a file
    """What is wrong, and where: `documents[3].claims[0].value: "abc" is not a number`."""

    def __init__(self, cause: str, place: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}: {self.cause}" if self.place else self.cause

    def inside(self, place: str, joint: str = ".") -> Fault:
        """The same fault, told from one level further out."""
        self.place = f"{place}{joint}{self.place}" if self.place else place
        return self


class WrongForm(Fault):
    """A part that is missing, or of another kind: the file was meant for something else."""


def read_json(path: Path, remedy: str, parse_constant: Callable[[str], Any] | None = None) -> Any:
    """What a file of JSON holds.

    Args:
        path: the file.
        remedy: what to do about a file that is none.
        parse_constant: called with NaN and the infinities, which JSON does not have.

    Raises:
        InputError: if the file can't be read or is not JSON.
    """
    try:
        return json.loads(path.read_bytes(), parse_constant=parse_constant)
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror})", "check the path", "unreadable", str(path)) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({json_fault(error)})", remedy, "unreadable", str(path)) from None


def json_fault(error: Exception) -> str:
    """Why something could not be parsed as JSON."""
    if isinstance(error, Fault):
        return str(error)
    if isinstance(error, json.JSONDecodeError):
        ends = not error.doc[error.pos :].strip() or error.msg.startswith("Unterminated")
        return f"line {error.lineno}, column {error.colno}" + (": it ends too early" if ends else "")
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return "it is not UTF-8" if isinstance(error, UnicodeError) else "a number in it is too long"


def shown(value: Any) -> str:
    """A value in a message as JSON writes it, short whatever it is."""
    if value is None or isinstance(value, bool | int | float):
        return _shortened(json.dumps(value))
    if isinstance(value, str):
        return json.dumps(_shortened(value), ensure_ascii=False)
    return "a list" if isinstance(value, Sequence) else "an object"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def mapping(values: Any, place: str = "") -> Mapping[str, Any]:
    """An object of JSON.

    Raises:
        WrongForm: if it is none.
    """
    if not isinstance(values, Mapping):
        raise WrongForm(f"{shown(values)} is not an object", place)
    return values


def member(values: Any, name: str) -> Any:
    """What an object has under a name.

    Raises:
        WrongForm: if it is no object, or has nothing of this name.
    """
    if name not in mapping(values):
        raise WrongForm(f"lacks {name!r}")
    return values[name]


def each(values: Any, name: str, read: Callable[[Any], T]) -> tuple[T, ...]:
    """The items of the list that an object has under a name, as `read` reads them.

    Raises:
        Fault: if there is no such list, or an item is wrong.
    """
    items = member(values, name)
    if not isinstance(items, list | tuple):
        raise WrongForm(f"{shown(items)} is not a list", name)
    found = []
    for number, item in enumerate(items):
        try:
            found.append(read(item))
        except Fault as fault:
            raise fault.inside(f"{name}[{number}]") from None
    return tuple(found)
