"""Files of verdicts: what is believed of them, and what is told of those that are wrong."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import CLAIM, claim, verdict_values, verdicts_on
from conftest import Ended
from thbextract.errors import InputError
from thbextract.records import Claim
from thbextract.verdicts import ReviewedDocument, read_verdicts
from thbextract.verdicts.records import READING_FIELDS, Reading

Run = Callable[..., Ended]
PROJECT = Path(__file__).parent.parent
MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
OTHER = claim(id="0123456789ab-40-42", start=40, end=42)


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        files("thbextract").joinpath("schema", "verdicts.schema.json").read_text("utf-8")
    )
    return content


def read(data: Any, folder: Path) -> list[ReviewedDocument]:
    """The documents of verdicts that lie in a file."""
    path = folder / "verdicts.json"
    path.write_text(json.dumps(data))
    return read_verdicts(path)


def changed(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of `data` with another value at a path such as `documents.0.complete`; `...` takes the key out."""
    new = copy.deepcopy(data)
    *steps, last = path.split(".")
    at: Any = new
    for step in steps:
        at = at[int(step) if step.isdigit() else step]
    if value is ...:
        del at[last]
    else:
        at[int(last) if last.isdigit() else last] = value
    return new


GOOD = verdicts_on(verdict_values(CLAIM, "accept"), verdict_values(OTHER, "reject", "not this one"))
READING, VERDICT, DOCUMENT = "documents.0.claims.0.claim.", "documents.0.claims.0.", "documents.0."
IN_READING = "documents[0].claims[0].claim."


def test_a_file_of_verdicts_is_read_whole(tmp_path: Path) -> None:
    (document,) = read(GOOD, tmp_path)
    assert (document.source, document.title, document.date, document.complete) == ("a.txt", "Aid", "2018-02", False)
    assert [(one.id, one.decision, one.note) for one in document.verdicts] == [
        (CLAIM.id, "accept", None),
        (OTHER.id, "reject", "not this one"),
    ]
    assert document.verdicts[0].reading == Reading(**{name: getattr(CLAIM, name) for name in READING_FIELDS})


def test_what_nothing_was_decided_on_counts_as_accepted_in_a_complete_document_alone(tmp_path: Path) -> None:
    data = verdicts_on(verdict_values(CLAIM, None), verdict_values(OTHER, "reject"))
    assert [document.standing() for document in read(data, tmp_path)] == [[]]
    (document,) = read(changed(data, "documents.0.complete", True), tmp_path)
    assert [reading.start for reading in document.standing()] == [CLAIM.start]


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        ("period", "2018-36", "2018-10/2018-12"),
        ("period", "2014/", "2014/.."),
        ("period", "/2018-06", "../2018-06"),
        ("unit", " ", None),
        ("start", 0.0, 0),
        ("value", 2.5, 2.5),
    ],
)
def test_a_value_is_kept_in_the_form_of_the_output(tmp_path: Path, path: str, value: Any, kept: Any) -> None:
    (document,) = read(changed(GOOD, READING + path, value), tmp_path)
    assert getattr(document.verdicts[0].reading, path) == kept


WRONG = [
    ("thbextract_verdicts", 2, "thbextract_verdicts: is of version 2"),
    ("thbextract_verdicts", True, "thbextract_verdicts: is of version True"),
    ("thbextract_verdicts", ..., "holds no verdicts"),
    ("documents", ..., "lacks 'documents'"),
    ("documents", {}, "documents: {} is not a list"),
    ("tool", 1, "has the unknown key 'tool'"),
    ("documents.0", 1, "documents[0]: 1 is not an object"),
    (DOCUMENT + "issuer", ..., "documents[0]: lacks 'issuer'"),
    (DOCUMENT + "text", "x", "documents[0]: has the unknown key 'text'"),
    (DOCUMENT + "source", "", "documents[0].source: '' is not a text"),
    (DOCUMENT + "source", None, "documents[0].source: None is not a text"),
    (DOCUMENT + "sha256", "abc", "documents[0].sha256: 'abc' is not of the right form"),
    (DOCUMENT + "complete", 1, "documents[0].complete: 1 is neither true nor false"),
    (DOCUMENT + "title", 5, "documents[0].title: 5 is not a text"),
    (DOCUMENT + "date", "in May", "documents[0].date: 'in May' is not a period (a.txt); write EDTF"),
    (DOCUMENT + "reporting_period", "last year", "documents[0].reporting_period: 'last year' is not a period"),
    (DOCUMENT + "claims", None, "documents[0].claims: None is not a list"),
    (VERDICT + "verdict", "maybe", "documents[0].claims[0].verdict: 'maybe' is not known"),
    (VERDICT + "verdict", ..., "documents[0].claims[0]: lacks 'verdict'"),
    (VERDICT + "note", 1, "documents[0].claims[0].note: 1 is not a text"),
    (VERDICT + "id", "first", "documents[0].claims[0].id: 'first' is not of the right form"),
    (VERDICT + "claim", [], "documents[0].claims[0].claim: [] is not an object"),
    (READING + "rule", "x", "claim: has the unknown key 'rule'"),
    (
        READING + "category",
        "witnesses",
        IN_READING + "category: 'witnesses' is not known (a.txt, 0123456789ab-0-2); use one of cases, ",
    ),
    (READING + "category", ["victims"], IN_READING + "category: ['victims'] is not known"),
    (READING + "status", None, IN_READING + "status: None is not known"),
    (READING + "sex", "women", IN_READING + "sex: 'women' is not known"),
    (READING + "value", "25", IN_READING + "value: '25' is not a finite number"),
    (READING + "value", True, IN_READING + "value: True is not a finite number"),
    (READING + "value", None, IN_READING + "value: None is not a finite number"),
    (READING + "value_max", "x", IN_READING + "value_max: 'x' is not a finite number"),
    (READING + "currency", "euro", IN_READING + "currency: 'euro' is not of the right form (a.txt, "),
    (READING + "period", "2017 or so", IN_READING + "period: '2017 or so' is not a period (a.txt, "),
    (READING + "period", "..", "is not a period"),
    (READING + "country", "Moldova", IN_READING + "country: 'Moldova' is not a country"),
    (READING + "start", -1, IN_READING + "start: -1 is not an offset"),
    (READING + "start", 1.5, "is not an offset"),
    (READING + "end", 10**30, "is not an offset"),
    (READING + "text", "", IN_READING + "text: '' is not a text"),
]


@pytest.mark.parametrize(("path", "value", "told"), WRONG)
def test_a_wrong_value_is_told_with_its_place_and_breaks_the_schema(
    tmp_path: Path, schema: dict[str, Any], path: str, value: Any, told: str
) -> None:
    data = changed(GOOD, path, value)
    with pytest.raises(InputError) as caught:
        read(data, tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'verdicts.json'}: ")
    assert told in str(caught.value)
    assert not jsonschema.Draft202012Validator(schema).is_valid(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (changed(GOOD, READING + "country", "XX"), "'XX' is not a country"),
        (changed(GOOD, READING + "period", "2017-02-30"), "'2017-02-30' is not a period"),
        (changed(GOOD, READING + "period", "2018/2017"), "'2018/2017' is not a period"),
        (changed(GOOD, DOCUMENT + "date", "2018-13"), "'2018-13' is not a period"),
        (changed(GOOD, READING + "value_max", 20), "value_max: 20 is less than the value 25"),
        (changed(GOOD, READING + "end", 0), "end: 0 is not after the start 0"),
        (changed(GOOD, READING + "text", "250"), "text: '250' has 3 characters, 2 are named"),
        (changed(GOOD, VERDICT + "id", OTHER.id), "does not fit the document and the place"),
        (changed(GOOD, DOCUMENT + "sha256", "f" * 64), "does not fit the document and the place"),
        (changed(GOOD, DOCUMENT + "sha256", None), "does not fit the document and the place"),
        (verdicts_on(*[verdict_values(CLAIM, "accept")] * 2), f"claims[1]: the id {CLAIM.id} stands twice"),
        (
            GOOD | {"documents": GOOD["documents"] * 2},
            "documents[1]: 'a.txt' stands twice",
        ),
        (
            verdicts_on(verdict_values(CLAIM, "accept"), verdict_values(OTHER, "correct", start=0, end=2)),
            "documents[0].claims: two claims stand at 0-2",
        ),
    ],
)
def test_what_a_schema_can_not_say_is_told_too(
    tmp_path: Path, schema: dict[str, Any], data: dict[str, Any], told: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(data, tmp_path)
    assert told in str(caught.value)
    jsonschema.Draft202012Validator(schema).validate(data)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no json", "is not JSON"),
        (b"", "is not JSON"),
        (b"\xff\xfe\xfa", "is not JSON"),
        (b"[" * 200_000, "is not JSON (it is nested too deeply)"),
        (json.dumps(changed(GOOD, READING + "value", float("nan"))).encode(), "is not JSON (NaN is no number of JSON)"),
        (json.dumps(GOOD).replace(": 25", ": 1e999", 1).encode(), "value: inf is not a finite number"),
        (json.dumps(GOOD).replace(": 25", ": 1" + "0" * 400, 1).encode(), "is not a finite number"),
        (json.dumps(GOOD).replace(": 25", ": " + "1" * 5000, 1).encode(), "is not JSON"),
        (b"[]", "holds no verdicts; export them from the page"),
        (None, "can't be read"),
    ],
)
def test_what_is_no_file_of_verdicts_is_told(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "verdicts.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_verdicts(path)
    assert told in str(caught.value)


def test_halves_of_characters_and_the_mark_of_utf_8_are_no_obstacle(tmp_path: Path) -> None:
    data = changed(GOOD, DOCUMENT + "source", "\ud800.txt")
    path = tmp_path / "verdicts.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(data).encode())
    assert [document.source for document in read_verdicts(path)] == ["\ud800.txt"]


def test_documents_may_share_their_source_or_their_content(tmp_path: Path) -> None:
    """Rows of a table may have one name, and files may be copies of each other."""
    first = GOOD["documents"][0]
    renamed, empty = first | {"source": "b.txt"}, first | {"sha256": "f" * 64, "claims": []}
    assert len(read(GOOD | {"documents": [first, renamed, empty]}, tmp_path)) == 3


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PATHS = st.sampled_from(
    ["thbextract_verdicts", "documents", "documents.0"]
    + [DOCUMENT + name for name in GOOD["documents"][0]]
    + [VERDICT + name for name in ("id", "verdict", "note", "claim")]
    + [READING + name for name in (*READING_FIELDS, "another")]
)
LIKELY = st.sampled_from(
    ["2017/..", "2017-13", "EUR", "eur", "MD", "accept", "correct", "victims", 0, 2, 1e400, "\ud800"]
)


@MANY
@given(changes=st.lists(st.tuples(PATHS, JSON | LIKELY | st.just(...)), min_size=1, max_size=3))
def test_whatever_a_file_says_is_read_or_told_and_nothing_is_read_that_breaks_the_schema(
    tmp_path: Path, schema: dict[str, Any], changes: list[tuple[str, Any]]
) -> None:
    data = GOOD
    for path, value in changes:
        try:
            data = changed(data, path, value)
        except (KeyError, TypeError, IndexError, ValueError):  # an earlier change took the place away
            continue
    try:
        read(data, tmp_path)
    except InputError:
        return
    jsonschema.Draft202012Validator(schema).validate(json.loads(json.dumps(data)))


@MANY
@given(data=JSON)
def test_any_json_is_read_or_told(tmp_path: Path, data: Any) -> None:
    with pytest.raises(InputError):
        read(data, tmp_path)


def test_the_schema_of_verdicts_names_the_fields_and_values_of_the_records(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    claim_schema = schema["$defs"]["claim"]
    assert claim_schema["required"] == list(claim_schema["properties"]) == list(READING_FIELDS)
    hints, own = get_type_hints(Reading), get_type_hints(Claim)
    for name in READING_FIELDS:
        assert hints[name] == own[name], name
        literals = [value for option in (hints[name], *get_args(hints[name])) for value in get_args(option)]
        closed = {value for value in literals if isinstance(value, str)}
        listed = claim_schema["properties"][name].get("enum", ())
        assert {value for value in listed if value is not None} == closed, name
    for name in ("document", "verdict"):
        assert schema["$defs"][name]["required"] == list(schema["$defs"][name]["properties"])


def test_every_schema_is_printed_and_another_name_is_told(run: Run, schema: dict[str, Any]) -> None:
    assert run("schema", "verdicts").json == schema
    assert run("schema", "claims").json == run("schema").json != schema
    assert run("schema", "series").json["$schema"] == schema["$schema"]
    ended = run("schema", "rules")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "thbextract: no schema is called 'rules'; use one of claims, verdicts, series\n"


def test_the_sample_verdicts_are_valid_and_fit_their_text(schema: dict[str, Any]) -> None:
    path = PROJECT / "samples" / "readme" / "hotline-verdicts.json"
    jsonschema.Draft202012Validator(schema).validate(json.loads(path.read_text("utf-8")))
    (document,) = read_verdicts(path)
    text = (PROJECT / document.source).read_text("utf-8")
    assert {one.decision for one in document.verdicts} == {"accept", "reject", "correct", "add", None}
    for one in document.verdicts:
        assert text[one.reading.start : one.reading.end] == one.reading.text
