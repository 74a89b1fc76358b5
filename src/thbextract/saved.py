"""Outputs of the tool read back: JSON, JSON Lines, CSV and TSV → the extractions that they were written from."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from thbextract.checks import DOUBT_CODES
from thbextract.errors import InputError
from thbextract.records import Claim, Doubt, Extraction, Facts, Problem

PREFIX = "document_"
"""How rows of claims name the fields of their document, for a claim has an `issuer` and a `country` of its own."""
FACTS = tuple(field.name for field in fields(Facts))
HEAD = 65_536
"""Bytes in which an output of the tool shows that it is one."""
LONGEST_CELL = 10_000_000
"""Characters of a CSV cell: a sentence, which in a text without full stops may be long."""
GUARD, GUARDED = "'", ("=", "+", "-", "@", "\t", "\r")
"""What `--excel` puts before a text that a spreadsheet would run, and what such texts begin with."""
Rows = Iterable[Mapping[str, Any]]


def is_saved(path: Path) -> bool:
    """Whether a file is an output of the tool that can be read back, told by its suffix and its beginning."""
    marks = _MARKS.get(path.suffix.lower())
    if not marks:
        return False
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return False
    return all(mark in head for mark in marks)


def holds_claims(path: Path) -> bool:
    """Whether a file is an output of the tool, whole and right: where another kind of file was asked for."""
    try:
        return is_saved(path) and read_saved(path) is not None
    except InputError:
        return False


def read_saved(path: Path) -> list[Extraction]:
    """The extractions of an output, in its order; rows of one document that follow each other are one extraction.

    JSON holds everything that was written. The other formats hold claims alone: documents without claims, problems
    and texts are not in them.

    Raises:
        InputError: if the file can't be read, or is no output of the tool.
    """
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise _not_ours(path, f"{path.suffix or 'a name without a suffix'} is none that can be read back")
    try:
        return read(path)
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror})", "check the path", "unreadable", str(path)) from error
    except KeyError as error:
        raise _not_ours(path, f"it lacks {error.args[0]!r}") from None
    except (ValueError, TypeError, AttributeError, RecursionError, csv.Error) as error:
        raise _not_ours(path, str(error) or type(error).__name__) from None


def read_tool(path: Path) -> dict[str, Any] | None:
    """What a JSON output says of the tool that made it; None for other formats, which do not say it.

    Raises:
        InputError: if the file can't be read, or is no output of the tool.
    """
    if path.suffix.lower() != ".json":
        return None
    try:
        tool = json.loads(path.read_bytes())["tool"]
    except OSError as error:
        raise InputError(f"can't be read ({error.strerror})", "check the path", "unreadable", str(path)) from error
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _not_ours(path, "it does not name the tool") from None
    if not isinstance(tool, dict):
        raise _not_ours(path, "it does not name the tool")
    return tool


def claim_of(values: Mapping[str, Any]) -> Claim:
    """The claim that a mapping of its fields describes; fields of later versions are passed over.

    Raises:
        KeyError: if a field is missing.
        ValueError: if a value is none of its field.
    """
    told = {name: _checked(name, values[name], fits) for name, fits in _CLAIM_FIELDS.items()}
    doubts = values["review"]
    if not isinstance(doubts, Sequence) or isinstance(doubts, str):
        raise ValueError(f"review is {doubts!r}")
    return Claim(**told, review=tuple(Doubt(_text(doubt["code"]), _text(doubt["detail"])) for doubt in doubts))


def _not_ours(path: Path, why: str) -> InputError:
    return InputError(
        f"is no output of thbextract ({why})", "make it with -f json, jsonl, csv or tsv", "unreadable", str(path)
    )


# -- the formats -------------------------------------------------------------------------------------------------------


def _read_json(path: Path) -> list[Extraction]:
    return [_document(values) for values in json.loads(path.read_bytes())["documents"]]


def _document(values: Mapping[str, Any]) -> Extraction:
    problems = tuple(
        Problem(_text(one["code"]), _text(one["message"]), _text(one["remedy"]), one.get("page"))
        for one in values["problems"]
    )
    claims = tuple(map(claim_of, values["claims"]))
    text = _text(values.get("text") or "")
    return Extraction(_text(values["source"]), _text(values["sha256"] or ""), _facts(values), claims, problems, text)


def _read_jsonl(path: Path) -> list[Extraction]:
    with path.open(encoding="utf-8") as stream:
        return list(_grouped(json.loads(line) for line in stream if line.strip()))


def _read_csv(path: Path) -> list[Extraction]:
    return _read_delimited(path, ",")


def _read_tsv(path: Path) -> list[Extraction]:
    return _read_delimited(path, "\t")


def _read_delimited(path: Path, delimiter: str) -> list[Extraction]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream, delimiter=delimiter)
        return list(_grouped(map(_typed, rows)))


def _grouped(rows: Rows) -> Iterator[Extraction]:
    """Rows that name one document and follow each other, as one extraction."""
    last: tuple[str, str, Facts] | None = None
    claims: list[Claim] = []
    for row in rows:
        facts = _facts({name: row[PREFIX + name] for name in FACTS})
        document = (_text(row["source"]), _text(row[PREFIX + "sha256"] or ""), facts)
        if last and document != last:
            yield Extraction(*last, tuple(claims))
            claims = []
        last = document
        claims.append(claim_of(row))
    if last:
        yield Extraction(*last, tuple(claims))


def _typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a row as the values they were written from; doubts come back as well as `code: detail` allows."""
    if None in row or None in row.values():
        raise ValueError("a row has more or fewer cells than the header")
    values: dict[str, Any] = {name: _unguarded(cell) or None for name, cell in row.items()}
    for name, fits in _CLAIM_FIELDS.items():
        if values[name] is not None and (int in fits or float in fits):
            number = float(values[name]) if float in fits else int(values[name])
            values[name] = int(number) if isinstance(number, float) and number.is_integer() else number
    for name in ("text", "sentence"):
        values[name] = values[name] or ""
    values["review"] = [_doubt(part) for part in _BETWEEN_DOUBTS.split(values["review"] or "") if part]
    return values


def _doubt(cell: str) -> dict[str, str]:
    code, _, detail = cell.partition(": ")
    return {"code": code, "detail": detail}


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(GUARD) and cell[1:2] in GUARDED else cell


# -- values ------------------------------------------------------------------------------------------------------------


def _facts(values: Mapping[str, Any]) -> Facts:
    return Facts(**{name: _checked(name, values[name], (str, NoneType)) for name in FACTS})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text")
    return value


def _fits(hint: Any) -> tuple[Any, ...]:
    """What a field of this type may hold: types, and the words of a closed list."""
    if get_origin(hint) in (Union, UnionType):
        return tuple(part for one in get_args(hint) for part in _fits(one))
    return get_args(hint) if get_origin(hint) is Literal else (hint,)


def _checked(name: str, value: Any, fits: tuple[Any, ...]) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{name} is {value!r}")
    if type(value) in fits or (isinstance(value, str) and value in fits):
        return value
    raise ValueError(f"{name} is {value!r}")


_CLAIM_FIELDS = {name: _fits(hint) for name, hint in get_type_hints(Claim).items() if name != "review"}
_READERS: dict[str, Callable[[Path], list[Extraction]]] = {
    ".json": _read_json,
    ".jsonl": _read_jsonl,
    ".ndjson": _read_jsonl,
    ".csv": _read_csv,
    ".tsv": _read_tsv,
}
_BETWEEN_DOUBTS = re.compile(rf"; (?=(?:{'|'.join(DOUBT_CODES)}): )")
_OF_ROWS = (b"document_sha256", b"sentence_start")
_MARKS = {
    ".json": (b'"schema_version"', b'"documents"'),
    ".jsonl": _OF_ROWS,
    ".ndjson": _OF_ROWS,
    ".csv": _OF_ROWS,
    ".tsv": _OF_ROWS,
}
