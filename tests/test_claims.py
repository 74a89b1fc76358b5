"""What is counted: rows of sentences with their claims, one row for each thing that the codebook says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from thbextract import extract
from thbextract.patterns import NounRule, VerbRule, load_packs
from thbextract.records import Category

LINES = (Path(__file__).parent / "cases" / "claims.jsonl").read_text("utf-8").splitlines()
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LINES]


@pytest.mark.parametrize("row", ROWS, ids=[row["why"] for row in ROWS])
def test_a_sentence_gives_its_claims_and_no_others(row: dict[str, Any]) -> None:
    claims = extract(row["text"]).claims
    texts = {claim.id: claim.text for claim in claims}
    found = []
    for claim, expected in zip(claims, row["claims"], strict=False):
        fields = {name: getattr(claim, name) for name in expected}
        if "part_of" in expected:
            fields["part_of"] = texts.get(claim.part_of or "")
        found.append(fields)
    beyond = [{"text": claim.text, "category": claim.category} for claim in claims[len(row["claims"]) :]]
    assert [*found, *beyond] == row["claims"]


def test_every_category_has_a_row() -> None:
    assert {claim["category"] for row in ROWS for claim in row["claims"]} == set(get_args(Category))


def test_no_row_stands_twice() -> None:
    texts = [row["text"] for row in ROWS]
    assert len(texts) == len(set(texts))


def test_rows_that_name_a_rule_name_one_that_exists() -> None:
    rules = load_packs().rules
    known = {rule.id for rule in (*rules(NounRule), *rules(VerbRule))}
    assert {claim["rule"] for row in ROWS for claim in row["claims"] if "rule" in claim} <= known


def test_a_claim_names_the_rule_that_decided_it() -> None:
    by_noun, by_verb = extract("The list names 19 suspects. Courts convicted 12 people.").claims
    assert (by_noun.rule, by_verb.rule) == ("offender", "convict")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The grant was worth 400 euros.", "quantity.money"),
        ("It rose by 9 per cent.", "quantity.percent"),
        ("He was sentenced to 8 years in prison.", "imposed-sentence"),
        ("The shop sold 95 umbrellas.", "unknown-noun"),
        ("Police found 14 victims, four more than last year.", "difference"),
    ],
)
def test_a_claim_that_no_noun_or_verb_decided_says_why_it_is_what_it_is(text: str, rule: str) -> None:
    assert extract(text).claims[-1].rule == rule


def test_a_list_item_is_read_under_its_own_lead_in_only() -> None:
    text = "The following persons were convicted:\n- 3 women\n\nIn the north 14 men work in mines."
    assert [claim.category for claim in extract(text).claims] == ["convictions", "persons"]


def test_a_heading_ends_what_a_bare_number_can_go_back_to() -> None:
    text = "Police identified 80 victims.\n\nVehicles\n\nOf these 12 were red."
    assert extract(text).claims[-1].part_of is None
