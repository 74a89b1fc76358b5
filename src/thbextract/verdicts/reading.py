"""A file of verdicts → records, believing nothing that it says: what is wrong is told with its place and the remedy.

The same file format is described by `schema/verdicts.schema.json`; what a schema can't say (that an id fits its
place, that nothing stands twice) is checked here alone.
"""

from __future__ import annotations

import math
import re
import reprlib
from collections.abc import Callable, Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

from thbextract.countries import ALPHA_2
from thbextract.edtf import in_months, is_period
from thbextract.errors import InputError
from thbextract.faults import Fault, read_json
from thbextract.records import AgeGroup, Category, Exploitation, Qualifier, Sex, Status
from thbextract.verdicts.records import READING_FIELDS, Decision, Reading, ReviewedDocument, Verdict

VERSION_KEY = "thbextract_verdicts"
VERSION = 1
FARTHEST = 2**53
"""No offset is larger: beyond it the numbers of a browser are no longer whole."""
LONGEST_NAME = 300
"""Characters of a source that is shown in a message."""
DOCUMENT_KEYS = ("source", "sha256", "title", "date", "issuer", "reporting_period", "complete", "claims")
VERDICT_KEYS = ("id", "verdict", "note", "claim")
Check = Callable[[Any], Any]
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{12}-[0-9]{1,16}-[0-9]{1,16}")
_CURRENCY = re.compile(r"[A-Z]{3}")


class _Fault(Exception):  # noqa: N818 — never leaves this file
    """What is wrong, where (by keys and numbers, and by the names of document and claim), and what to do."""

    def __init__(self, cause: str, remedy: str) -> None:
        super().__init__(cause)
        self.cause = cause
        self.remedy = remedy
        self.place = ""
        self.names: list[str] = []

    def __str__(self) -> str:
        names = f" ({', '.join(self.names)})" if self.names else ""
        return f"{self.place}: {self.cause}{names}" if self.place else self.cause

    def inside(self, place: str) -> _Fault:
        """The same fault, told from one level further out."""
        self.place = f"{place}.{self.place}" if self.place else place
        return self


def speaks_of_verdicts(data: Any) -> bool:
    """Whether parsed JSON means to be a file of verdicts, right or wrong."""
    return isinstance(data, dict) and VERSION_KEY in data


def read_verdicts(path: Path) -> list[ReviewedDocument]:
    """The documents of a file of verdicts, in its order.

    Raises:
        InputError: if the file can't be read or is not valid; it names the place and the remedy.
    """
    data = read_json(path, "export the verdicts again", _no_number)
    try:
        return _documents(data)
    except _Fault as fault:
        raise InputError(str(fault), fault.remedy, "unreadable", str(path)) from None


def _no_number(name: str) -> Any:
    raise Fault(f"{name} is no number of JSON")


# -- the parts of a file -----------------------------------------------------------------------------------------------


def _documents(data: Any) -> list[ReviewedDocument]:
    if not speaks_of_verdicts(data):
        raise _Fault("holds no verdicts", "export them from the page that thbextract review writes")
    version = data[VERSION_KEY]
    if isinstance(version, bool) or version != VERSION:
        raise _Fault(f"is of version {_shown(version)}", f"version {VERSION} is read; use a newer thbextract").inside(
            VERSION_KEY
        )
    _keys(data, (VERSION_KEY, "documents"))
    found = _each("documents", data["documents"], _document)
    _once("documents", [(one.source, one.sha256) for one in found], lambda key: f"{_shown(key[0])} stands twice")
    return found


def _document(data: Any) -> ReviewedDocument:
    _keys(data, DOCUMENT_KEYS)
    told = {name: _value(name, data[name], check) for name, check in _DOCUMENT_CHECKS.items()}
    document = ReviewedDocument(**told, verdicts=())
    verdicts = _each("claims", data["claims"], lambda value: _verdict(value, document))
    _once("claims", [one.id for one in verdicts], lambda key: f"the id {key} stands twice")
    document = ReviewedDocument(**told, verdicts=tuple(verdicts))
    spans = [(reading.start, reading.end) for reading in document.standing()]
    _once("claims", spans, lambda span: f"two claims stand at {span[0]}-{span[1]}", indexed=False)
    return document


def _verdict(data: Any, document: ReviewedDocument) -> Verdict:
    _keys(data, VERDICT_KEYS)
    told = {name: _value(name, data[name], check) for name, check in _VERDICT_CHECKS.items()}
    try:
        reading = _reading(data["claim"])
    except _Fault as fault:
        raise fault.inside("claim") from None
    verdict = Verdict(told["id"], told["verdict"], told["note"], reading)
    own = document.id_at(reading)
    # Only a correction may move a claim, and it keeps the id under which the claim is known.
    fits = verdict.id.startswith(own[:13]) if verdict.decision == "correct" else verdict.id == own
    if not fits:
        wanted = "the id of a claim of this document" if verdict.decision == "correct" else own
        raise _Fault(f"{verdict.id} does not fit the document and the place", f"it must be {wanted}").inside("id")
    return verdict


def _reading(data: Any) -> Reading:
    _keys(data, READING_FIELDS)
    told = {name: _value(name, data[name], _READING_CHECKS[name]) for name in READING_FIELDS}
    reading = Reading(**told)
    if reading.value_max is not None and reading.value_max < reading.value:
        cause = f"{_shown(reading.value_max)} is less than the value {_shown(reading.value)}"
        raise _Fault(cause, "give the upper end of the range, or null").inside("value_max")
    if reading.end <= reading.start:
        cause = f"{reading.end} is not after the start {reading.start}"
        raise _Fault(cause, "give the end of the number").inside("end")
    if len(reading.text) != reading.end - reading.start:
        cause = f"{_shown(reading.text)} has {len(reading.text)} characters, {reading.end - reading.start} are named"
        raise _Fault(cause, "give what stands between start and end").inside("text")
    return reading


def _keys(data: Any, names: Iterable[str]) -> None:
    """Refuse what is no object, or one with other keys."""
    if not isinstance(data, dict):
        raise _Fault(f"{_shown(data)} is not an object", "write {…}")
    names = tuple(names)
    for name in names:
        if name not in data:
            raise _Fault(f"lacks {name!r}", "add it, or export the verdicts again")
    for name in data:
        if name not in names:
            raise _Fault(f"has the unknown key {_shown(name)}", f"use only {', '.join(names)}")


def _each(name: str, values: Any, read: Callable[[Any], T]) -> list[T]:
    """The items of a list as `read` reads them."""
    if not isinstance(values, list):
        raise _Fault(f"{_shown(values)} is not a list", "write […]").inside(name)
    found = []
    for number, value in enumerate(values):
        try:
            found.append(read(value))
        except _Fault as fault:
            called = [value[key] for key in ("source", "id") if isinstance(value, dict) and key in value]
            fault.names[:0] = [one for one in called if isinstance(one, str) and 0 < len(one) <= LONGEST_NAME]
            raise fault.inside(f"{name}[{number}]") from None
    return found


def _once(name: str, keys: Iterable[K], told: Callable[[K], str], *, indexed: bool = True) -> None:
    """Refuse the second of two equal keys."""
    seen: set[K] = set()
    for number, key in enumerate(keys):
        if key in seen:
            raise _Fault(told(key), "leave one of them out").inside(f"{name}[{number}]" if indexed else name)
        seen.add(key)


def _value(name: str, value: Any, check: Check) -> Any:
    try:
        return check(value)
    except _Fault as fault:
        raise fault.inside(name) from None


# -- values ------------------------------------------------------------------------------------------------------------


def _shown(value: Any) -> str:
    """A value in a message, short whatever it is."""
    return reprlib.repr(value)


def _maybe(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def _one_of(literal: Any) -> Check:
    known = get_args(literal)

    def check(value: Any) -> Any:
        if not isinstance(value, str) or value not in known:
            raise _Fault(f"{_shown(value)} is not known", f"use one of {', '.join(known)}")
        return value

    return check


def _like(pattern: re.Pattern[str], remedy: str) -> Check:
    def check(value: Any) -> Any:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise _Fault(f"{_shown(value)} is not of the right form", remedy)
        return value

    return check


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise _Fault(f"{_shown(value)} is not a text", "write a text that is not empty")
    return value


def _maybe_text(value: Any) -> str | None:
    """A text; one that holds nothing says nothing, for that is what an emptied field of a form gives."""
    if value is not None and not isinstance(value, str):
        raise _Fault(f"{_shown(value)} is not a text", "write a text, or null")
    return value if value and value.strip() else None


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Fault(f"{_shown(value)} is neither true nor false", "write true or false")
    return value


def _number(value: Any) -> float | int:
    try:
        finite = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:  # a whole number that no float can hold
        finite = False
    if not finite:
        raise _Fault(f"{_shown(value)} is not a finite number", "write a number such as 62 or 2.5")
    number: float | int = value
    return number


def _offset(value: Any) -> int:
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else -1
    if not 0 <= number <= FARTHEST or number != int(number):
        raise _Fault(f"{_shown(value)} is not an offset", "write a whole number, 0 or more")
    return int(number)


def _period(value: Any) -> str:
    if not isinstance(value, str) or not is_period(value):
        raise _Fault(f"{_shown(value)} is not a period", "write EDTF such as 2017, 2017-06 or 2016-07/2017-06, or null")
    start, slash, end = value.partition("/")
    return in_months(f"{start or '..'}/{end or '..'}" if slash else value)


def _country(value: Any) -> str:
    if not isinstance(value, str) or value not in ALPHA_2:
        raise _Fault(f"{_shown(value)} is not a country", "write the two letters of ISO 3166-1, such as AZ, or null")
    return value


_DOCUMENT_CHECKS: Mapping[str, Check] = {
    "source": _text,
    "sha256": _maybe(_like(_SHA256, "write the 64 hex digits of the document's SHA-256")),
    "title": _maybe_text,
    "date": _maybe(_period),
    "issuer": _maybe_text,
    "reporting_period": _maybe(_period),
    "complete": _truth,
}
_VERDICT_CHECKS: Mapping[str, Check] = {
    "id": _like(_ID, "write 12 hex digits, start and end with hyphens: 61ffbafaf02d-108-112"),
    "verdict": _maybe(_one_of(Decision)),
    "note": _maybe_text,
}
_READING_CHECKS: Mapping[str, Check] = {
    "category": _one_of(Category),
    "value": _number,
    "value_max": _maybe(_number),
    "qualifier": _one_of(Qualifier),
    "unit": _maybe_text,
    "currency": _maybe(_like(_CURRENCY, "write the three letters of ISO 4217, such as EUR, or null")),
    "per": _maybe_text,
    "action": _maybe_text,
    "status": _one_of(Status),
    "sex": _maybe(_one_of(Sex)),
    "age_group": _maybe(_one_of(AgeGroup)),
    "exploitation": _maybe(_one_of(Exploitation)),
    "period": _maybe(_period),
    "issuer": _maybe_text,
    "speaker": _maybe_text,
    "country": _maybe(_country),
    "start": _offset,
    "end": _offset,
    "text": _text,
}
