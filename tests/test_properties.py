"""What holds for every text: offsets, ids and links are sound, and the same input gives the same output."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thbextract import Claim, Extraction, extract, extract_many

SENTENCES = (
    "In 2019 police arrested 33 people (25 women, 8 men).",
    "Of the 55 defendants, 32 were convicted.",
    "65 of them were placed in shelters.",
    "The number of victims rose from 297 to 354, compared with 120 in 2012.",
    "The state spent 1.2 million euros ($1.4 million) on aid; in 2020 another 3 million.",
    "“We freed 20 girls,” said Anna Berg, head of the Border Guard.",
    "According to the Ministry of Justice, about 312 out of 356 cases went to court.",
    "He was sentenced to 17 years and six months in prison.",
    "There were no convictions; a fifth of the cases were closed.",
    "The office opened 22 and closed 13 investigations.",
    "The following persons were convicted:\n- 3 women\n- 14 men",
    "Year | Victims | Arrests\n2018 | 12 | 7\n2019 | 15 | 9",
    "Annual Report 2021",
    "Victims: 30 women, 12 men.",
    "Call 1-800-555-0199 or see article 12 of 3 May 2004.",
    "Last year dozens of victims, 4 of whom were minors, came home.",
)
NOISE = st.sampled_from(
    ["", " ", "\n", "\n\n", "\r\n", "\t", " | ", "(", ")", "\u00a0", "12", "%", "$", "–", "’", "🙂", "\x0c", "of"]
)
TEXTS = st.lists(st.tuples(st.sampled_from(SENTENCES), NOISE), max_size=8).map(
    lambda pairs: "".join(sentence + " " + noise + " " for sentence, noise in pairs)
)
CUTS = st.lists(st.tuples(st.integers(0, 600), NOISE), max_size=5)
EXAMPLES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def mutated(text: str, cuts: list[tuple[int, str]]) -> str:
    """The text with noise in place of single characters."""
    for at, noise in cuts:
        place = at % (len(text) + 1)
        text = text[:place] + noise + text[place + 1 :]
    return text


def check_links(found: Extraction) -> None:
    places = {claim.id: claim.start for claim in found.claims}
    assert len(places) == len(found.claims)
    for claim in found.claims:
        assert claim.part_of is None or (claim.part_of in places and claim.part_of != claim.id)
        assert claim.repeats is None or places[claim.repeats] < claim.start


def check_spans(text: str, claims: Sequence[Claim]) -> None:
    for claim in claims:
        assert text[claim.start : claim.end] == claim.text != ""
        end = claim.sentence_start + len(claim.sentence)
        assert text[claim.sentence_start : end] == claim.sentence
        assert claim.sentence_start <= claim.start < claim.end <= end
    assert all(left.end <= right.start for left, right in pairwise(claims))


@EXAMPLES
@given(TEXTS, CUTS)
def test_whatever_stands_in_a_text_its_claims_stand_where_they_say(text: str, cuts: list[tuple[int, str]]) -> None:
    text = mutated(text, cuts)
    found = extract(text)
    check_spans(text, found.claims)
    check_links(found)


@EXAMPLES
@given(st.text(max_size=200))
def test_any_characters_at_all_are_read_without_an_error(text: str) -> None:
    check_spans(text, extract(text).claims)


@EXAMPLES
@given(st.text("0123456789.,;:()[]|-–% \n$€onewmilAB'\"", max_size=120))
def test_any_heap_of_figures_and_signs_is_read_without_an_error(text: str) -> None:
    found = extract(text)
    check_spans(text, found.claims)
    check_links(found)


@EXAMPLES
@given(TEXTS)
def test_every_value_goes_with_its_grounds(text: str) -> None:
    for claim in extract(text).claims:
        assert (claim.period is None) == (claim.period_basis is None)
        assert (claim.issuer is None) == (claim.issuer_basis is None)
        assert claim.value_max is None or claim.value_max >= claim.value
        assert claim.currency is None or claim.category == "money"
        assert claim.rule


@settings(max_examples=20, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_claims(text: str) -> None:
    assert extract(text) == extract(text)


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.sampled_from(["victims", "suspects", "money", "convictions"]))
def test_a_filter_only_leaves_claims_away(text: str, category: str) -> None:
    kept = tuple(claim for claim in extract(text).claims if claim.category == category)
    assert extract(text, category=[category]).claims == kept


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_a_paragraph_at_the_end_moves_no_claim_before_it(text: str) -> None:
    longer = text + "\n\nThe weather was fine, and the garden was open to everybody.\n"
    places = [claim.id.split("-", 1)[1] for claim in extract(text).claims]
    assert [claim.id.split("-", 1)[1] for claim in extract(longer).claims] == places


MANY = [(f"text {number}", sentence + " " + SENTENCES[number - 1]) for number, sentence in enumerate(SENTENCES)]


@pytest.fixture(scope="module")
def one_by_one() -> dict[str, Extraction]:
    return {source: extract(text, source=source) for source, text in MANY}


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("inputs", [MANY, MANY[::-1], [*MANY[5:], *MANY[:5]]], ids=["as is", "reversed", "turned"])
def test_many_texts_give_what_each_gives_alone_in_any_order_and_number_of_processes(
    one_by_one: dict[str, Extraction], inputs: list[tuple[str, str]], jobs: int
) -> None:
    found = list(extract_many(inputs, jobs=jobs))
    assert [extraction.source for extraction in found] == [source for source, _ in inputs]
    assert {extraction.source: extraction for extraction in found} == one_by_one


def test_halves_of_characters_are_read_around() -> None:
    text = "In 2019 police\ud83d freed 12\udc00 women."
    found = extract(text)
    check_spans(text, found.claims)
    assert [claim.value for claim in found.claims] == [12]
