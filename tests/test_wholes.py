"""Which figure is a part of which: in sentences, across them, in brackets, lists and tables."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import cases
from thbextract import extract


@pytest.mark.parametrize("row", cases("wholes"))
def test_a_part_is_linked_to_its_whole_and_to_nothing_else(row: dict[str, Any]) -> None:
    claims = extract(row["text"]).claims
    texts = {claim.id: claim.text for claim in claims}
    found = {claim.text: texts.get(claim.part_of or "") for claim in claims}
    assert {number: found.get(number, "no claim") for number in row["wholes"]} == row["wholes"]
