"""What the tool writes can be read back."""

from __future__ import annotations

import contextlib
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
        ("a.json", "{", "no output"),
        ("a.json", "[" * 100_000, "no output"),
        ("a.json", '{"documents": [{"source": "a"}]}', "lacks 'problems'"),
        ("a.jsonl", "{}", "lacks 'document_title'"),
        ("a.csv", "source,id\na,b\n", "no output"),
        ("a.txt", "text", "none that can be read back"),
        ("missing.json", None, "can't be read"),
    ],
)
def test_what_is_no_output_is_told(tmp_path: Path, name: str, content: str | None, told: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
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
