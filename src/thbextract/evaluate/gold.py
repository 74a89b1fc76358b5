"""Gold: what a careful reader found in a text, with offsets, with quotes that are looked up here, or as verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, get_args

from thbextract.errors import InputError, UsageError
from thbextract.faults import Fault, each, mapping, member, read_json, shown
from thbextract.readers import read_path
from thbextract.records import Category, Qualifier
from thbextract.verdicts import Reading, ReviewedDocument, read_verdicts, speaks_of_verdicts

CATEGORIES = frozenset(get_args(Category))
QUALIFIERS = frozenset(get_args(Qualifier))
REMEDY = "compare it with the codebook and the samples"
READ_FIELDS = (
    *("category", "qualifier", "currency", "per", "status", "sex", "age_group", "exploitation"),
    *("period", "issuer", "country"),
)
"""The fields of a claim in verdicts that are scored beside its place, value and unit."""
Answers = tuple[Any, ...]
"""All right answers of one field; None is an answer too."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One claim of the gold: its place, its number, and the right answers of its other fields."""

    start: int
    end: int
    text: str
    value: float
    value_max: float | None
    unit: str | None
    fields: Mapping[str, Answers]

    @property
    def categories(self) -> Answers:
        """The right categories, the first one first in rank."""
        return self.fields["category"]

    def answers(self, field: str) -> Answers:
        """The right answers of `field`."""
        return self.fields.get(field, (None,))


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The gold of one text: the document's own fields and its claims in text order.

    `source` and `sha256` are those of the document that verdicts were given on; other gold does not name them.
    """

    fields: Mapping[str, Answers]
    claims: tuple[GoldClaim, ...]
    source: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """Gold by document name, and the sources of the documents whose verdicts are not complete."""

    documents: Mapping[str, GoldDocument]
    incomplete: tuple[str, ...] = ()


def load_gold(path: Path, texts: Path | None = None) -> dict[str, GoldDocument]:
    """The documents of `read_gold`."""
    return dict(read_gold(path, texts).documents)


def read_gold(path: Path, texts: Path | None = None) -> Gold:
    """Gold from a file NAME.json, from verdicts, or from a folder of such files.

    Of verdicts only documents that are complete are gold, each under the name of its source without folder and suffix:
    in the others, what the reader has not spoken of may be right or wrong.

    Args:
        path: file or folder; gold in the form with offsets or in the form with quotes, or verdicts.
        texts: the texts NAME.txt that quotes are looked up in (a folder, or the one text); if None, the
            folder `texts` beside the gold's.

    Raises:
        InputError: if gold or text can't be read, a quote is not in its text, or no document is complete.
        UsageError: if two documents have one name.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise InputError("no gold (NAME.json) in this folder", "name the folder that holds it", "missing", str(path))
    documents: dict[str, GoldDocument] = {}
    incomplete: list[str] = []
    for file in files:
        for name, document in _load(file, texts or file.parent.parent / "texts", incomplete):
            if name in documents:
                raise UsageError(f"{path}: two documents are named {name}", "score them in two runs")
            documents[name] = document
    if not documents and incomplete:
        remedy = "mark what you have read to the end as complete on the page, and export again"
        raise InputError("no document in it is marked complete", remedy, "unreadable", str(path))
    return Gold(documents, tuple(incomplete))


def _load(file: Path, texts: Path, incomplete: list[str]) -> list[tuple[str, GoldDocument]]:
    """The gold of a file by name; sources that are not gold yet are put to the `incomplete` ones."""
    data = read_json(file, REMEDY)
    if speaks_of_verdicts(data):
        reviewed = read_verdicts(file)
        incomplete += [one.source for one in reviewed if not one.complete]
        return [(PurePath(one.source).stem, _reviewed(one)) for one in reviewed if one.complete]
    try:
        return [(file.stem, _document(data, texts / f"{file.stem}.txt" if texts.is_dir() else texts))]
    except Fault as fault:
        raise InputError(f"is no gold: {fault}", REMEDY, "unreadable", str(file)) from None


def _document(data: Any, path: Path) -> GoldDocument:
    """The gold of one text; `path` is that text, in which quotes are looked up."""
    fields = {name: _answers(value) for name, value in mapping(member(data, "document"), "document").items()}
    if any("quote" in claim for claim in each(data, "claims", mapping)):
        data = {"claims": anchor(read_path(path).text, each(data, "claims", mapping))}
    return GoldDocument(fields, each(data, "claims", _claim))


def _reviewed(document: ReviewedDocument) -> GoldDocument:
    """The gold of a document that a reader has gone through: what the reader let stand, and nothing else."""
    told = {name: (getattr(document, name),) for name in ("title", "date", "issuer", "reporting_period")}
    readings = sorted(document.standing(), key=lambda reading: (reading.start, reading.end))
    return GoldDocument(told, tuple(map(_read_claim, readings)), document.source, document.sha256)


def _read_claim(reading: Reading) -> GoldClaim:
    """A claim as a reader has it. Verdicts do not tell wholes, so gold is silent on them."""
    fields = {name: (getattr(reading, name),) for name in READ_FIELDS}
    place = {name: getattr(reading, name) for name in ("start", "end", "text", "value", "value_max")}
    return GoldClaim(**place, unit=_time_unit(reading), fields=fields)


def _time_unit(reading: Reading) -> str | None:
    """The unit of a prison term as gold has it, in the plural; the unit of nothing else is asked for."""
    words = (reading.unit or "").lower().split()
    return f"{words[-1].rstrip('s')}s" if reading.category == "sentences" and words else None


def anchor(text: str, annotations: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Annotations that quote the text → claims with offsets, in text order.

    A quote is looked up from where the one before it began, then from the beginning; blanks and line
    breaks are the same in it. Its `number` is looked up inside it.

    Raises:
        Fault: if a quote or number is not there, or two claims share a span.
    """
    folded = _Folded(text)
    cursor, claims = 0, []
    for number, annotation in enumerate(annotations):
        try:
            begin, start, end = folded.locate(_quoted(annotation, "quote"), _quoted(annotation, "number"), cursor)
        except Fault as fault:
            raise fault.inside(f"claims[{number}]") from None
        cursor = begin
        places = {"start": folded.places[start], "end": folded.places[end - 1] + 1}
        rest = {name: value for name, value in annotation.items() if name not in ("quote", "number")}
        claims.append(rest | places | {"text": text[places["start"] : places["end"]]})
    twice = [span for span, count in Counter((c["start"], c["end"]) for c in claims).items() if count > 1]
    if twice:
        raise Fault(f"two claims at {twice[0][0]}-{twice[0][1]}")
    return sorted(claims, key=lambda claim: claim["start"])


def _quoted(annotation: Mapping[str, Any], name: str) -> str:
    words = member(annotation, name)
    if not isinstance(words, str):
        raise Fault(f"{shown(words)} is not a text", name)
    return words


class _Folded:
    """A text with every run of blanks folded into one, and where each character of it came from."""

    def __init__(self, text: str) -> None:
        kept = [i for i, char in enumerate(text) if not char.isspace() or i == 0 or not text[i - 1].isspace()]
        self.places = kept
        self.text = "".join(" " if text[i].isspace() else text[i] for i in kept)

    def locate(self, quote: str, number: str, cursor: int) -> tuple[int, int, int]:
        """Where the quote begins, and the span of the number in it."""
        wanted, digits = " ".join(quote.split()), " ".join(number.split())
        begin = self.text.find(wanted, cursor)
        if begin < 0:
            begin = self.text.find(wanted)
        if begin < 0 or not wanted:
            raise Fault(f"quote {quote[:60]!r} is not in the text")
        for is_word in (_word, _digit):
            for offset in _occurrences(wanted, digits):
                before, after = wanted[:offset][-1:], wanted[offset + len(digits) :][:1]
                if not (is_word(before) or before in (".", ",")) and not is_word(after):
                    return begin, begin + offset, begin + offset + len(digits)
        raise Fault(f"number {number!r} does not stand by itself in quote {quote[:60]!r}")


def _occurrences(text: str, part: str) -> Iterator[int]:
    offset = text.find(part) if part else -1
    while offset >= 0:
        yield offset
        offset = text.find(part, offset + 1)


_word: Callable[[str], bool] = lambda char: char.isalnum() or char == "_"  # noqa: E731
_digit: Callable[[str], bool] = str.isdecimal


def _answers(value: Any) -> Answers:
    """A field gives one right answer or a list of them."""
    return tuple(value) if isinstance(value, list) else (value,)


def _claim(values: Any) -> GoldClaim:
    place = {name: member(values, name) for name in ("start", "end", "text", "value")}
    member(values, "category")
    fields = {name: _answers(value) for name, value in values.items()}
    fields.setdefault("qualifier", ("exact",))
    _check(values, fields)
    return GoldClaim(**place, value_max=values.get("value_max"), unit=values.get("unit"), fields=fields)


def _check(values: Mapping[str, Any], fields: Mapping[str, Answers]) -> None:
    """Refuse what no prediction could match."""
    called = f"claim {shown(values['text'])}"
    for name, known in (("category", CATEGORIES), ("qualifier", QUALIFIERS)):
        for answer in fields[name]:
            if not isinstance(answer, str) or answer not in known:
                raise Fault(f"{called}: {name} {shown(answer)} is not known")
    for name in ("start", "end"):
        if not isinstance(values[name], int):
            raise Fault(f"{called}: {name} {shown(values[name])} is not a whole number")
    for name in ("value", "value_max"):
        if not isinstance(values.get(name, 0), int | float) and (name == "value" or values[name] is not None):
            raise Fault(f"{called}: {name} {shown(values[name])} is not a number")
    if "money" in fields["category"] and "currency" not in values:
        raise Fault(f"{called}: money without currency")
