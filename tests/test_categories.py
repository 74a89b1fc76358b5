"""Categories: sentences of many verbs and nouns, and passages whose numbers take their noun from what went before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from thbextract import extract
from thbextract.records import Claim
from thbextract.writers.table import HEADERS, table_rows

CASES = Path(__file__).parent / "cases"


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


SENTENCES = _rows("categories.jsonl")
PASSAGES = _rows("contexts.jsonl")


@pytest.mark.parametrize("row", SENTENCES, ids=[row["text"][:60] for row in SENTENCES])
def test_the_first_number_of_a_sentence_has_its_category(row: dict[str, Any]) -> None:
    claims = extract(row["text"]).claims
    assert claims
    assert claims[0].category == row["category"]


@pytest.mark.parametrize("row", PASSAGES, ids=[row["text"][:60] for row in PASSAGES])
def test_numbers_take_their_category_from_what_went_before(row: dict[str, Any]) -> None:
    assert [[claim.value, claim.category] for claim in extract(row["text"]).claims] == row["claims"]


def _claims(text: str) -> tuple[Claim, ...]:
    return extract(text).claims


def test_cells_one_below_the_other_stand_under_their_heads() -> None:
    text = "Table 3: Victims by form\nYear\nSexual\nLabour\n2019\n14\n9\n2020\n11\n17\n"
    found = [(claim.value, claim.category, claim.exploitation, claim.period) for claim in _claims(text)]
    assert found == [
        (14, "victims", "sexual", "2019"),
        (9, "victims", "labour", "2019"),
        (11, "victims", "sexual", "2020"),
        (17, "victims", "labour", "2020"),
    ]


def test_numbers_of_paragraphs_count_nothing() -> None:
    text = "4.1\nThe unit registered 31 victims in the year that the report covers.\n\n4.2\n"
    text += "The courts convicted nine traffickers in the same year, six of them men.\n"
    assert [claim.value for claim in _claims(text)] == [31, 9, 6]


def test_places_in_a_source_count_nothing() -> None:
    text = "The unit freed 14 women.[^1]\n\n[^1]: Halden (2003), 211; compare ff. 3–28; Orre (2005), 88 n. 14."
    assert [claim.value for claim in _claims(text)] == [14]


def test_ages_in_a_series_of_names_count_nobody() -> None:
    text = "The court sentenced Jon Halden (39), Per Orre Lund (44) and Ola Brekk (36) for trafficking 12 boys."
    assert [claim.value for claim in _claims(text)] == [12]


def test_a_heading_says_whom_its_labels_count() -> None:
    text = "Who are the victims?\n\nFemale: 82 | Male: 109 | Not known: 4\n"
    assert [(claim.value, claim.category) for claim in _claims(text)] == [
        (82, "victims"),
        (109, "victims"),
        (4, "victims"),
    ]


def test_the_table_for_people_tells_what_is_only_planned() -> None:
    row = next(table_rows(extract("The ministry plans to train 40 officers.")))
    assert "planned" in row[HEADERS.index("what is counted")]


def test_a_page_number_within_a_sentence_is_no_count() -> None:
    text = "Of the victims that the police registered in that year fifty-two were female and\n12\n\n38 were male.\n"
    assert [claim.value for claim in _claims(text)] == [52, 38]
