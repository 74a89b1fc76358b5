"""What the tool writes can be read back."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract.errors import InputError
from thbextract.extraction import extract, extract_file
from thbextract.records import Extraction, Problem
from thbextract.saved import is_saved, read_saved
from thbextract.writers import WRITERS, WriteOptions

SAMPLES = Path(__file__).parent.parent / "samples"
TEXT = "-- =In 2022 the \U0001f46e \"police\" identified 62 victims; 41 women\r\n and some 2.5 'million' euros."


def written(extractions: list[Extraction], path: Path, options: WriteOptions | None = None) -> Path:
    stream = io.StringIO(newline="")
    WRITERS[path.suffix[1:]](extractions, stream, options or WriteOptions(with_text=True))
    path.write_bytes(stream.getvalue().encode("utf-8", "backslashreplace"))
    return path


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    failed = replace(extract(""), source="b.pdf", sha256="", problems=(Problem("missing", "is not there", "check it"),))
    files = [SAMPLES / "readme" / "shelter-release.txt", *sorted((SAMPLES / "texts").glob("*.txt"))[:2]]
    return [extract(TEXT), failed, *(extract_file(path) for path in files)]


def test_json_gives_back_everything(extractions: list[Extraction], tmp_path: Path) -> None:
    assert read_saved(written(extractions, tmp_path / "a.json")) == extractions


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "tsv"])
def test_rows_give_back_the_claims_and_their_documents(
    extractions: list[Extraction], tmp_path: Path, suffix: str
) -> None:
    told = [replace(one, text="") for one in extractions if one.claims]
    path = written(extractions, tmp_path / f"a.{suffix}")
    assert is_saved(path)
    assert [(one.source, one.facts, one.claims) for one in read_saved(path)] == [
        (one.source, one.facts, one.claims) for one in told
    ]


def test_what_was_made_safe_for_spreadsheets_comes_back_as_it_was(
    extractions: list[Extraction], tmp_path: Path
) -> None:
    path = written(extractions, tmp_path / "a.csv", WriteOptions(excel=True))
    assert [one.claims for one in read_saved(path)] == [one.claims for one in extractions if one.claims]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", "[1]", "no output"),
        ("a.json", "{", r"is not JSON \(line 1, column 2: it ends too early\)"),
        ("a.json", '{"documents": [}', r"is not JSON \(line 1, column 16\)"),
        ("a.json", "[" * 100_000, r"is not JSON \(it is nested too deeply\)"),
        ("a.json", '{"documents": 1' + "0" * 5000 + "}", r"is not JSON \(a number in it is too long\)"),
        ("a.json", b'"\xff"', r"is not JSON \(it is not UTF-8\)"),
        ("a.json", '{"documents": [{"source": "a"}]}', r"no output of thbextract \(documents\[0\]: lacks 'claims'\)"),
        ("a.json", '{"documents": [null]}', r"\(documents\[0\]: null is not an object\)"),
        ("a.json", '{"documents": {}}', r"\(documents: an object is not a list\)"),
        ("a.jsonl", "{}", r"\(line 1: lacks 'source'\)"),
        ("a.jsonl", "\n{\n", r"\(line 2: is not JSON\)"),
        ("a.csv", "source,id\na,b\n", r"no output of thbextract \(it lacks the column document_title\)"),
        ("a.csv", "", r"\(it lacks the column source\)"),
        ("a.tsv", b"\xff", r"\(it is not UTF-8\)"),
        ("a.txt", "text", "none that can be read back"),
        ("missing.json", None, "can't be read"),
    ],
)
def test_what_is_no_output_is_told(tmp_path: Path, name: str, content: str | bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert not is_saved(tmp_path / name) or content
    with pytest.raises(InputError, match=told):
        read_saved(tmp_path / name)


def test_a_value_that_its_field_can_not_have_is_told(extractions: list[Extraction], tmp_path: Path) -> None:
    path = written(extractions, tmp_path / "a.json")
    good = path.read_text("utf-8")
    for field, value in [
        ("category", "people"),
        ("value", True),
        ("value", float("nan")),
        ("start", "3"),
        ("id", None),
    ]:
        content = json.loads(good)
        content["documents"][0]["claims"][0][field] = value
        path.write_text(json.dumps(content))
        with pytest.raises(InputError, match=field):
            read_saved(path)


@pytest.mark.parametrize("suffix", ["csv", "tsv"])
@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("value", "abc", '"abc" is not a number'),
        ("value", "inf", " is not a number"),
        ("start", "abc", '"abc" is not a whole number'),
        ("page", "1.5", '"1.5" is not a whole number'),
        ("category", "people", '"people" is not one of cases, '),
        ("status", "", "has no value"),
    ],
)
def test_a_bad_cell_is_told_by_its_row_and_column(
    extractions: list[Extraction], tmp_path: Path, suffix: str, column: str, cell: str, told: str
) -> None:
    path = written(extractions, tmp_path / f"a.{suffix}")
    delimiter = {"csv": ",", "tsv": "\t"}[suffix]
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream, delimiter=delimiter)
    rows[2][header.index(column)] = cell
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows([header, *rows])
    with pytest.raises(InputError) as caught:
        read_saved(path)
    assert str(caught.value).startswith(f"{path}: row 4, column {column}: ")
    assert told in str(caught.value)
    assert str(caught.value).endswith("; put it right, or make the file anew")


def test_a_row_whose_cells_are_not_those_of_the_header_is_told(extractions: list[Extraction], tmp_path: Path) -> None:
    path = written(extractions[:1], tmp_path / "a.csv")
    content = path.read_text("utf-8")
    path.write_text(content + "x,y\n", "utf-8")
    number, width = len(extractions[0].claims) + 2, content.split("\n", 1)[0].count(",") + 1
    with pytest.raises(InputError, match=f"row {number}: has 2 cells, and the header has {width}; put it right"):
        read_saved(path)


def test_a_value_that_is_none_of_its_field_is_told_with_its_place(
    extractions: list[Extraction], tmp_path: Path
) -> None:
    path = written(extractions, tmp_path / "a.json")
    content = json.loads(path.read_bytes())
    content["documents"][2]["claims"][1]["value"] = [25]
    path.write_text(json.dumps(content))
    with pytest.raises(InputError, match=r"a\.json: documents\[2\]\.claims\[1\]\.value: a list is not a number; put"):
        read_saved(path)
    lines = written(extractions, tmp_path / "a.jsonl")
    first, second = lines.read_text("utf-8").splitlines()[:2]
    lines.write_text(first + "\n" + json.dumps(json.loads(second) | {"sex": "women"}) + "\n", "utf-8")
    with pytest.raises(InputError, match='line 2, sex: "women" is not one of '):
        read_saved(lines)


@settings(max_examples=25)
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_no_value_of_a_claim_stops_the_reader_otherwise(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    path = written([extract(TEXT)], tmp_path_factory.mktemp("saved") / "a.json")
    content = json.loads(path.read_bytes())
    for name in content["documents"][0]["claims"][0]:
        changed = json.loads(json.dumps(content))
        changed["documents"][0]["claims"][0][name] = value
        path.write_text(json.dumps(changed))
        with contextlib.suppress(InputError):
            assert read_saved(path)[0].source == "-"
