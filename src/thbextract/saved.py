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
from thbextract.faults import Fault, WrongForm, each, member, read_json, shown
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
REMEDY = "make it with -f json, jsonl, csv or tsv"


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
    except WrongForm as fault:
        raise _not_ours(path, str(fault)) from None
    except Fault as fault:
        raise InputError(str(fault), "put it right, or make the file anew", "unreadable", str(path)) from None
    except UnicodeError:
        raise _not_ours(path, "it is not UTF-8") from None


def read_tool(path: Path) -> dict[str, Any] | None:
    """What a JSON output says of the tool that made it; None for other formats, which do not say it.

    Raises:
        InputError: if the file can't be read, or is no output of the tool.
    """
    if path.suffix.lower() != ".json":
        return None
    content = read_json(path, REMEDY)
    tool = content.get("tool") if isinstance(content, dict) else None
    if not isinstance(tool, dict):
        raise _not_ours(path, "it does not name the tool")
    return tool


def claim_of(values: Mapping[str, Any]) -> Claim:
    """The claim that a mapping of its fields describes; fields of later versions are passed over.

    Raises:
        Fault: if a field is missing, or a value is none of its field; it names the field.
    """
    told = {name: _checked(name, member(values, name), fits) for name, fits in _CLAIM_FIELDS.items()}
    return Claim(**told, review=each(values, "review", _doubt_of))


def _doubt_of(values: Any) -> Doubt:
    return Doubt(_text(values, "code"), _text(values, "detail"))


def _not_ours(path: Path, why: str) -> InputError:
    return InputError(f"is no output of thbextract ({why})", REMEDY, "unreadable", str(path))


# -- the formats -------------------------------------------------------------------------------------------------------


def _read_json(path: Path) -> list[Extraction]:
    return list(each(read_json(path, REMEDY), "documents", _document))


def _document(values: Any) -> Extraction:
    claims, problems = each(values, "claims", claim_of), each(values, "problems", _problem_of)
    source, sha256 = _text(values, "source"), _maybe_text(values, "sha256") or ""
    text = _text(values, "text") if values.get("text") else ""
    return Extraction(source, sha256, _facts(values), claims, problems, text)


def _problem_of(values: Any) -> Problem:
    return Problem(_text(values, "code"), _text(values, "message"), _text(values, "remedy"), values.get("page"))


def _read_jsonl(path: Path) -> list[Extraction]:
    with path.open(encoding="utf-8") as stream:
        lines = ((f"line {number}", line) for number, line in enumerate(stream, 1) if line.strip())
        return list(_grouped(((place, _parsed(place, line)) for place, line in lines), ", "))


def _parsed(place: str, line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise WrongForm("is not JSON", place) from error


def _read_csv(path: Path) -> list[Extraction]:
    return _read_delimited(path, ",")


def _read_tsv(path: Path) -> list[Extraction]:
    return _read_delimited(path, "\t")


def _read_delimited(path: Path, delimiter: str) -> list[Extraction]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(_grouped(_rows(csv.reader(stream, delimiter=delimiter)), ", column "))


def _rows(cells: Iterator[list[str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a table with their places, counted as spreadsheets do: the header is row 1."""
    number = 0
    header: list[str] = []
    try:
        for number, row in enumerate(cells, 1):
            if number == 1:
                header = row
                _check_header(header)
            elif row:
                yield f"row {number}", _typed(f"row {number}", header, row)
    except csv.Error as error:
        raise Fault("its cells can't be told apart", f"row {number + 1}") from error
    _check_header(header)


def _check_header(header: Sequence[str]) -> None:
    wanted = ("source", *(PREFIX + name for name in (*FACTS, "sha256")), *_CLAIM_FIELDS, "review")
    missing = next((name for name in wanted if name not in header), None)
    if missing:
        raise WrongForm(f"it lacks the column {missing}")


def _grouped(rows: Iterable[tuple[str, Any]], joint: str) -> Iterator[Extraction]:
    """Rows that name one document and follow each other, as one extraction.

    Args:
        rows: each with its place in the file.
        joint: what stands between the place and a field in a message.
    """
    last: tuple[str, str, Facts] | None = None
    claims: list[Claim] = []
    for place, row in rows:
        try:
            source, sha256 = _text(row, "source"), _maybe_text(row, f"{PREFIX}sha256")
            document, claim = (source, sha256 or "", _facts(row, PREFIX)), claim_of(row)
        except Fault as fault:
            raise fault.inside(place, joint) from None
        if last and document != last:
            yield Extraction(*last, tuple(claims))
            claims = []
        last = document
        claims.append(claim)
    if last:
        yield Extraction(*last, tuple(claims))


def _typed(place: str, header: Sequence[str], row: Sequence[str]) -> dict[str, Any]:
    """The cells of a row as the values they were written from; doubts come back as well as `code: detail` allows."""
    if len(row) != len(header):
        raise Fault(f"has {len(row)} cells, and the header has {len(header)}", place)
    values: dict[str, Any] = {name: _unguarded(cell) or None for name, cell in zip(header, row, strict=True)}
    for name, fits in _CLAIM_FIELDS.items():
        if values[name] is not None and (int in fits or float in fits):
            values[name] = _number(values[name], fits, f"{place}, column {name}")
    for name in ("text", "sentence"):
        values[name] = values[name] or ""
    values["review"] = [_doubt(part) for part in _BETWEEN_DOUBTS.split(values["review"] or "") if part]
    return values


def _number(cell: str, fits: tuple[Any, ...], place: str) -> float | int:
    try:
        number = float(cell) if float in fits else int(cell)
    except ValueError:
        raise Fault(f"{shown(cell)} is not {_wanted(fits)}", place) from None
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _doubt(cell: str) -> dict[str, str]:
    code, _, detail = cell.partition(": ")
    return {"code": code, "detail": detail}


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(GUARD) and cell[1:2] in GUARDED else cell


# -- values ------------------------------------------------------------------------------------------------------------


def _facts(values: Any, prefix: str = "") -> Facts:
    return Facts(**{name: _maybe_text(values, prefix + name) for name in FACTS})


def _text(values: Any, name: str) -> str:
    text: str = _checked(name, member(values, name), (str,))
    return text


def _maybe_text(values: Any, name: str) -> str | None:
    text: str | None = _checked(name, member(values, name), (str, NoneType))
    return text


def _fits(hint: Any) -> tuple[Any, ...]:
    """What a field of this type may hold: types, and the words of a closed list."""
    if get_origin(hint) in (Union, UnionType):
        return tuple(part for one in get_args(hint) for part in _fits(one))
    return get_args(hint) if get_origin(hint) is Literal else (hint,)


def _checked(name: str, value: Any, fits: tuple[Any, ...]) -> Any:
    finite = not isinstance(value, float) or math.isfinite(value)
    if finite and (type(value) in fits or (isinstance(value, str) and value in fits)):
        return value
    cause = "has no value" if value is None else f"{shown(value)} is not {_wanted(fits)}"
    raise Fault(cause, name)


def _wanted(fits: tuple[Any, ...]) -> str:
    """What a field may hold, in words."""
    words = [word for word in fits if isinstance(word, str)]
    if words:
        return f"one of {', '.join(words)}"
    return "a text" if str in fits else "a number" if float in fits else "a whole number"


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
