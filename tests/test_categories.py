"""Categories: sentences of many verbs and nouns, and passages whose numbers take their noun from what went before."""

from __future__ import annotations

import json
from collections.abc import Sequence
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


def _claims(text: str) -> Sequence[Claim]:
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


def _counted(text: str) -> list[tuple[float, str]]:
    return [(claim.value, claim.category) for claim in _claims(text)]


def test_cells_one_below_the_other_may_stand_apart_and_the_last_row_be_cut() -> None:
    cells = ["Year", "Number of investigations", "Number of alleged victims", "2019", "68", "66", "2020", "69", "78"]
    table = [(68, "investigations"), (66, "victims"), (69, "investigations"), (78, "victims")]
    assert _counted("\n\n".join(cells)) == table
    assert _counted("\n\n".join([*cells, "2021", "53"])) == [*table, (53, "investigations")]


def test_cells_one_below_the_other_may_have_bars_between_and_rows_be_numbered() -> None:
    head = "S. No.\n|\nState\n|\nCases reported\n|\nPersons arrested\n|\n"
    text = head + "|\nOrrel\n|\n3\n|\n5\n|\n2\n|\nDellin\n|\n0\n|\n7\n"
    assert _counted(text) == [(3, "cases"), (5, "suspects"), (0, "cases"), (7, "suspects")]


def test_figures_stand_over_their_labels() -> None:
    text = "Our year\n\n312                  46             1,870\nsurvivors supported  beds           calls answered\n"
    assert _counted(text) == [(312, "assistance"), (46, "assistance"), (1870, "activities")]


def test_lines_of_a_name_and_a_figure_count_what_the_heading_names() -> None:
    text = "Nationality of victims\nNepal 44\nIndia 31\nBangladesh 9\n"
    assert _counted(text) == [(44, "victims"), (31, "victims"), (9, "victims")]
    assert _counted("The unit freed 9 men.\n\nPage 12\nPage 13\nPage 14\n") == [(9, "victims")]


def test_the_number_of_a_document_at_the_head_of_a_page_is_no_row() -> None:
    text = (
        "The courts convicted 12 men in the year that\n\nPANEL(2023)21                      39\n\nthe report covers.\n"
    )
    assert _counted(text) == [(12, "convictions")]


def test_a_label_says_sex_and_age_of_its_figure() -> None:
    found = [(claim.sex, claim.age_group) for claim in _claims("The victims: male adults: 363; girls: 12.")]
    assert found == [("male", "adult"), ("female", "child")]


def test_cases_are_said_to_be_about_children() -> None:
    adults, minors = _claims("A total of 310 cases involved adults and 84 involved minors.")
    assert (adults.age_group, minors.age_group) == ("adult", "child")


def test_what_is_handed_over_is_not_more_than_it_is() -> None:
    assert [claim.qualifier for claim in _claims("Officers handed over two suspects. They freed over 40 men.")] == [
        "exact",
        "more_than",
    ]


def test_a_bracket_closes_before_a_colon() -> None:
    text = 'Under Section 179 of the Code ("C"): there were 20 new probes (concerning 35 suspects), 24 in 2020.'
    assert _counted(text) == [(20, "investigations"), (35, "suspects"), (24, "investigations")]
