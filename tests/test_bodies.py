"""Bodies and countries in a text: grammar, gazetteer, acronyms, and the examples of their packs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract.layout import read_layout
from thbextract.normalize.bodies import BodyFinder
from thbextract.normalize.places import CountryFinder
from thbextract.patterns import BodyRule, CountryRule, load_packs

PACKS = load_packs()
FINDER = BodyFinder(PACKS)
PLACES = CountryFinder(PACKS)
CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "bodies.jsonl").read_text("utf-8").splitlines()
]
BODY_RULES = PACKS.rules(BodyRule)
COUNTRY_RULES = PACKS.rules(CountryRule)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_text_names_the_bodies_that_a_reader_finds(case: dict[str, Any]) -> None:
    assert [body.name for body in FINDER.find(case["text"])] == case["names"]


@pytest.mark.parametrize("rule", BODY_RULES, ids=lambda rule: rule.id)
def test_the_examples_of_a_body_rule_hold(rule: BodyRule) -> None:
    for example in rule.examples:
        assert example.expect["name"] in [body.name for body in FINDER.find(example.text)]
    for text in rule.counterexamples:
        assert FINDER.find(text) == ()


@pytest.mark.parametrize("rule", COUNTRY_RULES, ids=lambda rule: rule.id)
def test_the_examples_of_a_country_hold(rule: CountryRule) -> None:
    for example in rule.examples:
        assert example.expect["country"] in [place.code for place in PLACES.find(example.text)]
    for text in rule.counterexamples:
        assert rule.code not in [place.code for place in PLACES.find(text) if place.kind != "city"]


def test_a_body_is_a_slice_of_the_text_at_the_given_offset() -> None:
    text = "The Ministry of Welfare met the police."
    for body in FINDER.find(text, offset=100):
        assert text[body.start - 100 : body.end - 100] == body.text


def test_a_name_does_not_run_over_the_edge_of_a_block() -> None:
    layout = read_layout("Report of the Office\n\nMinistry of Welfare\n\nThe ministry opened two shelters in May.\n")
    assert "Ministry of Welfare" in [body.name for body in FINDER.find_in(layout)]


def test_a_name_of_two_lines_is_one_where_the_layout_joins_them() -> None:
    front = "In the spring of that year two more shelters were opened by the "
    text = front + "Ministry of Labour and Social\nAffairs in the north."
    assert [body.name for body in FINDER.find_in(read_layout(text))] == ["Ministry of Labour and Social Affairs"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Ministry", "of", "the", "(", "ABC", ")", "and", "Police", "'s", "U.S.", "\n", ",", "said", "é"]
        ),
        max_size=40,
    )
)
def test_bodies_lie_inside_the_text_in_order_and_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for body in FINDER.find(text):
        assert end <= body.start < body.end <= len(text)
        assert text[body.start : body.end] == body.text
        end = body.end


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("In Kenya 12 women were identified.", "KE"),
        ("Kenya convicted 12 traffickers.", "KE"),
        ("Among the victims were 12 girls from Nepal.", "AZ"),
        ("Worldwide, 12 million people are trafficked.", None),
        ("Police in Kenya and in Uganda arrested 12 men.", None),
        ("12 Uzbek women were identified.", "AZ"),
    ],
)
def test_a_figure_is_about_the_country_it_is_placed_in(sentence: str, country: str | None) -> None:
    assert PLACES.place_of(sentence, "AZ") == country


def test_the_component_sets_bodies_and_spans_in_anybodys_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("thbextract_bodies")
    doc = nlp("The Ministry of Welfare met the State Border Guard's officers.")
    assert [body.name for body in doc._.thb_bodies][:2] == ["Ministry of Welfare", "State Border Guard"]
    assert doc.spans["thbextract_bodies"][0].text == "Ministry of Welfare"
