"""Amounts of money with their currency, their qualifier and what they are for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from thbextract.normalize.quantities import QuantityFinder
from thbextract.patterns import CurrencyRule, QualifierRule, Rule, load_packs

ROWS = [json.loads(line) for line in (Path(__file__).parent / "cases" / "money.jsonl").read_text("utf-8").splitlines()]
PACKS = load_packs()
RULES = [rule for rule in (*PACKS.rules(CurrencyRule), *PACKS.rules(QualifierRule)) if rule.examples]


@pytest.fixture(scope="module")
def finder() -> QuantityFinder:
    return QuantityFinder(PACKS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_an_amount_is_read_as_its_row_says(row: dict[str, Any], finder: QuantityFinder) -> None:
    amount = finder.find(row["text"], countries=[row["country"]] if "country" in row else [])[0][0]
    assert (amount.kind, amount.currency, amount.text) == ("money", row["currency"], row["number"])
    assert (amount.value, amount.value_max) == (row["value"], row.get("value_max"))
    if "per" in row:
        assert amount.per == row["per"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.table} {rule.id}")
def test_each_rule_gives_what_its_examples_say(rule: Rule, finder: QuantityFinder) -> None:
    for example in rule.examples:
        quantities, _ = finder.find(example.text)
        assert any(
            all(getattr(quantity, key) == value for key, value in example.expect.items()) for quantity in quantities
        ), example.text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.table} {rule.id}")
def test_no_rule_finds_anything_in_its_counterexamples(rule: Rule, finder: QuantityFinder) -> None:
    for text in rule.counterexamples:
        assert finder.find(text)[0] == ()


def test_a_name_of_many_currencies_is_guessed_and_doubted(finder: QuantityFinder) -> None:
    amount = finder.find("He paid 900 rupees.")[0][0]
    assert amount.currency == "INR"
    assert [doubt.code for doubt in amount.doubts] == ["currency_guessed"]


def test_the_country_of_the_document_settles_a_shared_name(finder: QuantityFinder) -> None:
    amount = finder.find("He paid 900 rupees.", countries=["NP"])[0][0]
    assert (amount.currency, amount.doubts) == ("NPR", ())


@pytest.mark.parametrize(
    "text", ["Police seized 50 pounds of heroin.", "ALL 15 SUSPECTS WERE HELD", "COP 26 was held."]
)
def test_weights_and_capital_words_are_no_money(text: str, finder: QuantityFinder) -> None:
    assert all(quantity.kind != "money" for quantity in finder.find(text)[0])


def test_a_conversion_in_brackets_has_the_rate_of_its_amount(finder: QuantityFinder) -> None:
    amounts = finder.find("A one-time payment of 250,000 drams ($520) was made.")[0]
    assert [(amount.currency, amount.per) for amount in amounts] == [("AMD", "person"), ("USD", "person")]


def test_currency_and_qualifier_stand_outside_the_number_and_inside_the_outer_span(finder: QuantityFinder) -> None:
    text = "It cost more than US$ 5 million."
    amount = finder.find(text)[0][0]
    assert text[amount.start : amount.end] == "5 million"
    assert text[amount.outer_start : amount.outer_end] == "more than US$ 5 million"
