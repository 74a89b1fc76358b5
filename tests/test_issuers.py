"""Who answers for a figure: attributions, their reach, and what the document falls back on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from thbextract.layout import read_layout
from thbextract.normalize.bodies import BodyFinder
from thbextract.patterns import CueRule, load_packs
from thbextract.records import Attribution, Facts, Given, IssuerOf
from thbextract.resolve.attributions import AttributionFinder
from thbextract.resolve.document import FactFinder
from thbextract.resolve.issuers import issuers_of, opening_of
from thbextract.resolve.issuing import IssuingFinder

PACKS = load_packs()
BODIES = BodyFinder(PACKS)
ATTRIBUTIONS = AttributionFinder(PACKS)
FACTS = FactFinder(PACKS, BODIES, ATTRIBUTIONS.cues)
CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "issuers.jsonl").read_text("utf-8").splitlines()
]
CUES = PACKS.rules(CueRule)
ISSUING = IssuingFinder(PACKS, ATTRIBUTIONS.cues)
NOBODY = Facts()


def issuer(text: str, count: str, facts: Facts = NOBODY, *, retold: bool = False) -> IssuerOf:
    """The issuer of the first place of `count` in `text`."""
    layout = read_layout(text)
    bodies = BODIES.find_in(layout)
    found = ATTRIBUTIONS.find(layout, bodies)
    issuing = ISSUING.within(layout.shadow, *opening_of(layout), bodies)
    place = (text.index(count), text.index(count) + len(count))
    return issuers_of([place], layout, found, facts, retold=retold, issuing=issuing)[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_figure_stands_on_the_word_of_the_body_that_a_reader_names(case: dict[str, Any]) -> None:
    found = issuer(case["text"], case["count"])
    assert (found.issuer, found.speaker) == (case["issuer"], case["speaker"])


@pytest.mark.parametrize("rule", CUES, ids=lambda rule: rule.id)
def test_the_examples_of_a_cue_hold(rule: CueRule) -> None:
    for example in rule.examples:
        facts = _facts(example.text)
        found = issuer(example.text, _figure(example.text), facts, retold=facts.issuer is None)
        assert found.issuer == example.expect["issuer"]
        assert found.speaker == example.expect.get("speaker")
    for text in rule.counterexamples:
        facts = _facts(text)
        assert issuer(text, _figure(text), facts, retold=facts.issuer is None).issuer is None


def _figure(text: str) -> str:
    """The first figure of a text, its first word if it has none."""
    return next((word for word in text.split() if word.isdigit()), text.split()[0])


def _facts(text: str) -> Facts:
    layout = read_layout(text)
    bodies = BODIES.find_in(layout)
    return FACTS.facts_of(layout, bodies, Given(), ATTRIBUTIONS.find(layout, bodies))


def test_a_figure_without_an_attribution_is_the_documents() -> None:
    found = issuer("Twelve women came. 12 left.", "12", Facts(issuer="Ministry of Welfare"))
    assert found == IssuerOf("Ministry of Welfare", None, None, "document")


def test_an_issuer_that_a_flag_gave_is_told_apart() -> None:
    layout = read_layout("12 women came.")
    facts = Facts(issuer="Open Hands")
    assert issuers_of([(0, 2)], layout, (), facts, Given(issuer="Open Hands")) == [
        IssuerOf("Open Hands", None, None, "given")
    ]


def test_a_speaker_without_a_body_leaves_the_issuer_to_the_document() -> None:
    found = issuer("Ana Rusu said that 12 women came.", "12", Facts(issuer="Open Hands"))
    assert found == IssuerOf("Open Hands", None, "Ana Rusu", "document")


def test_the_innermost_scope_decides_and_the_order_of_counts_is_kept() -> None:
    outer = Attribution(0, 5, 0, 100, "Ministry of Welfare", "Ministry of Welfare")
    inner = Attribution(20, 25, 20, 40, "Open Hands", "Open Hands")
    layout = read_layout("x" * 120)
    found = issuers_of([(50, 51), (30, 31), (110, 111), (10, 11)], layout, (outer, inner), NOBODY)
    assert [one.issuer for one in found] == ["Ministry of Welfare", "Open Hands", None, "Ministry of Welfare"]


def test_words_of_a_debate_are_the_speakers_until_the_next_one() -> None:
    text = (
        "The MINISTER OF WELFARE (Ms. Ana Rusu): Mr. Speaker, the House asked me for figures and I shall give them.\n\n"
        "Last year 12 women were sheltered in the capital and in the north.\n\n"
        "Mr. Jon Test: The honourable Minister forgets that 9 of them had to leave again within a week.\n"
    )
    assert issuer(text, "12").issuer == "MINISTER OF WELFARE"
    assert issuer(text, "9").issuer is None


def test_a_source_line_answers_for_the_table_above_it() -> None:
    rows = "| Year | Cases |\n| ---- | ----- |\n| 2019 | 12 |\n| 2020 | 15 |"
    found = issuer(f"Cases by year\n\n{rows}\n\nSource: Ministry of Welfare\n", "12")
    assert (found.issuer, found.basis) == ("Ministry of Welfare", "heading")


def test_a_quotation_belongs_to_its_speaker_in_all_its_sentences() -> None:
    text = '"In May we freed 12 women. In June there were 9 more," said Ana Rusu, director of the Harbour Trust.'
    assert issuer(text, "12").issuer == issuer(text, "9").issuer == "Harbour Trust"


REST = " In all, 12 women were treated in the two houses on the coast, and nine of them found work."


@pytest.mark.parametrize(
    ("opening", "issuer_of_it"),
    [
        ("The Coast Inquiry Agency has summed up the results of its work.", "Coast Inquiry Agency"),
        ("An official of the Coast Inquiry Agency issued a new edition of the Blue Book.", "Coast Inquiry Agency"),
        ("While presenting the report in Galle, the Coast Inquiry Agency was full of hope.", "Coast Inquiry Agency"),
        ("The Coast Inquiry Agency (CIA) on Monday released fresh figures.", "Coast Inquiry Agency"),
        ("A survey conducted by the Coast Inquiry Agency gave hope.", "Coast Inquiry Agency"),
        ("The Coast Women's Helpline received 40 calls.", "Coast Women's Helpline"),
        ("The Coast Women's Centre received 40 letters.", None),
        ("The Coast Inquiry Agency put two houses on its list.", None),
        ("The Coast Inquiry Agency presented flowers, and the report was read.", None),
    ],
)
def test_a_text_that_retells_has_its_figures_from_who_issued_them(opening: str, issuer_of_it: str | None) -> None:
    assert issuer(opening + REST, "12", retold=True).issuer == issuer_of_it


@pytest.mark.parametrize(
    ("second", "answers"),
    [
        ("Polestar, which runs the helpline, said that it was a hard year.", True),
        ("The CWH said that it was a hard year.", True),
        ("The Harbour Police said that it was a hard year.", False),
    ],
)
def test_the_source_of_a_text_that_retells_answers_until_another_body_speaks(second: str, answers: bool) -> None:
    first = "Many called, according to data from the Coast Women's Helpline."
    text = f"{first} {second}\n\nThe house took 12 women in the autumn."
    assert (issuer(text, "12", retold=True).issuer is not None) == answers
