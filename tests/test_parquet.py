"""Parquet: the columns of CSV with real types."""

from __future__ import annotations

import importlib.util
import json
import math
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from builders import any_extractions, claim, extraction, failed, file_of, made_anew
from conftest import Ended
from thbextract.records import Doubt, Extraction
from thbextract.writers import parquet
from thbextract.writers.rows import COLUMNS, HALVES, escaped, row_values

pq = pytest.importorskip("pyarrow.parquet")


def table(tmp_path: Path, *extractions: Extraction) -> Any:
    return pq.read_table(file_of("parquet", tmp_path / "a.parquet", *extractions))


def test_the_columns_are_those_of_csv_with_real_types(tmp_path: Path) -> None:
    found = table(tmp_path, extraction(claim(review=(Doubt("sum", "1 + 2"),))), failed())
    assert tuple(found.column_names) == COLUMNS
    types = {name: str(found.schema.field(name).type) for name in COLUMNS}
    assert {name for name, kind in types.items() if kind == "double"} == {"value", "value_max"}
    assert {name for name, kind in types.items() if kind == "int64"} == {"start", "end", "sentence_start", "page"}
    assert (types["period_start"], types["document_date"], types["review"].split("<")[0]) == (
        "string",
        "string",
        "list",
    )
    assert found.column("review").to_pylist() == [[{"code": "sum", "detail": "1 + 2"}]]


def test_what_is_never_null_is_declared_so(tmp_path: Path) -> None:
    schema = table(tmp_path).schema
    assert [schema.field(name).nullable for name in ("source", "id", "value", "start", "review")] == [False] * 5
    assert [schema.field(name).nullable for name in ("document_sha256", "value_max", "page", "period")] == [True] * 4


def test_without_claims_the_table_is_empty(tmp_path: Path) -> None:
    assert table(tmp_path, extraction(), failed()).num_rows == 0
    assert tuple(table(tmp_path).column_names) == COLUMNS


def test_the_schema_version_and_the_tool_are_in_the_file(tmp_path: Path) -> None:
    metadata = table(tmp_path).schema.metadata
    assert metadata[b"schema_version"] == b"1"
    assert json.loads(metadata[b"tool"])["name"] == "thbextract"


def test_halves_of_characters_are_told_as_escapes(tmp_path: Path) -> None:
    one = extraction(claim(sentence="\ud800 \x00", review=(Doubt("sum", "\udcff"),)), source="\udcff")
    row = table(tmp_path, one).to_pylist()[0]
    assert (row["source"], row["sentence"], row["review"][0]["detail"]) == ("\\udcff", "\\ud800 \x00", "\\udcff")


def expected(name: str, value: Any) -> Any:
    if name == "review":
        return [{key: escaped(text, HALVES) for key, text in doubt.items()} for doubt in value]
    return escaped(value, HALVES) if isinstance(value, str) else value


@settings(max_examples=60, deadline=None)
@given(any_extractions())
def test_a_table_holds_exactly_the_claims_of_the_json(extractions: list[Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = table(Path(folder), *extractions).to_pylist()
    wanted = [row_values(one, claim) for one in extractions for claim in one.claims]
    assert len(found) == len(wanted)
    for back, values in zip(found, wanted, strict=True):
        for name in ("value", "value_max"):
            if values[name] is not None:
                values[name] = float(values[name])
                assert math.isfinite(back[name])
        assert back == {name: expected(name, value) for name, value in values.items()}


def test_many_claims_are_written_in_groups_of_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP_ROWS", 4)
    path = file_of("parquet", tmp_path / "a.parquet", *[extraction(claim(), claim(), claim())] * 3)
    file = pq.ParquetFile(path)
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [4, 4, 1]
    monkeypatch.setattr(parquet, "GROUP_CHARACTERS", 50)
    path = file_of("parquet", tmp_path / "b.parquet", extraction(*[claim(sentence="x" * 30)] * 3))
    assert [pq.ParquetFile(path).metadata.row_group(n).num_rows for n in range(2)] == [2, 1]


def test_the_same_claims_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (made_anew("parquet", tmp_path / seed, PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first == second


def test_without_pyarrow_one_line_says_what_to_install(
    run: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    ended = run("none.txt", "-o", "a.parquet")
    assert (ended.code, [*Path().iterdir()]) == (3, [])
    assert ended.err == "thbextract: parquet needs the package pyarrow; pip install 'thbextract[parquet]'\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        file_of("parquet", tmp_path / "a.parquet", *[extraction(claim(sentence="x" * 1000))] * 100)
