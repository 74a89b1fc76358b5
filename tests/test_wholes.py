"""Which figure is a part of which: in sentences, across them, in brackets, lists and tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from thbextract import extract

LINES = (Path(__file__).parent / "cases" / "wholes.jsonl").read_text("utf-8").splitlines()
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LINES]


@pytest.mark.parametrize("row", ROWS, ids=[row["why"] for row in ROWS])
def test_a_part_is_linked_to_its_whole_and_to_nothing_else(row: dict[str, Any]) -> None:
    claims = extract(row["text"]).claims
    texts = {claim.id: claim.text for claim in claims}
    found = {claim.text: texts.get(claim.part_of or "") for claim in claims}
    assert {number: found.get(number, "no claim") for number in row["wholes"]} == row["wholes"]
