"""Numbers as strings become values, exactly or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract.normalize.numbers import parse_number

ROWS = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "numbers.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_a_number_is_read_as_its_row_says(row: dict[str, Any]) -> None:
    expected = None if row["value"] is None else (row["value"], row.get("value_max"))
    assert parse_number(row["text"]) == expected


@pytest.mark.parametrize("text", ["2.5 million", "half a million", "12"])
def test_a_whole_value_is_an_int(text: str) -> None:
    found = parse_number(text)
    assert found is not None
    assert isinstance(found[0], int)


@settings(max_examples=60)
@given(value=st.integers(min_value=0, max_value=10**12))
def test_grouping_with_commas_changes_no_value(value: int) -> None:
    assert parse_number(f"{value:,}") == (value, None)


@settings(max_examples=60)
@given(value=st.integers(min_value=1, max_value=999_999))
def test_grouping_with_blanks_changes_no_value(value: int) -> None:
    assert parse_number(f"{value:,}".replace(",", " ")) == (value, None)


def test_three_plain_groups_side_by_side_are_a_row_of_figures_and_no_number() -> None:
    assert parse_number("154 149 221") is None


@settings(max_examples=60)
@given(text=st.text(alphabet="0123456789.,- halfmiontdzen½", max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = parse_number(text)
    assert found is None or found[1] is None or found[0] < found[1]


def test_a_run_of_digits_beyond_all_reason_has_no_value() -> None:
    assert parse_number("9" * 5000) is None
