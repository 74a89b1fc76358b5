"""What a person should look at: sums that do not add up, and doubts that come from further up the street."""

from __future__ import annotations

from typing import Any

import pytest

from builders import CLAIM, claim
from thbextract import extract
from thbextract.checks import DOUBT_CODES, review_of
from thbextract.records import Claim, Count, Doubt, Quantity

COUNT = Count(Quantity(0, 2, "25", 25), "victims", "victim")


def part(name: str, value: float, **fields: Any) -> Claim:
    return claim(id=name, value=value, text=str(value), part_of="whole", sex=None, age_group=None, **fields)


def details(whole: float, *parts: Claim) -> list[str]:
    """What is doubted of a whole with these parts."""
    claims = (claim(id="whole", value=whole, text=str(whole)), *parts)
    return [doubt.detail for doubt in review_of(claims, [COUNT] * len(claims))[0].review]


def test_a_part_that_exceeds_its_whole_is_doubted_with_both_numbers() -> None:
    assert details(20, part("a", 30)) == ["30 > 20, of which it is named as a part"]


def test_parts_that_fit_into_their_whole_are_not_doubted() -> None:
    assert details(20, part("a", 12), part("b", 5)) == []


def test_women_and_men_who_miss_their_whole_are_doubted_with_the_arithmetic() -> None:
    women, men = (
        claim(id=sex, value=n, text=str(n), part_of="whole", sex=sex) for sex, n in [("female", 12), ("male", 5)]
    )
    assert details(20, women, men) == ["12 + 5 = 17, not 20"]


def test_women_and_men_who_make_up_their_whole_are_not_doubted() -> None:
    women, men = (
        claim(id=sex, value=n, text=str(n), part_of="whole", sex=sex) for sex, n in [("female", 12), ("male", 8)]
    )
    assert details(20, women, men) == []


def test_a_percentage_is_never_too_large_a_part() -> None:
    assert details(20, part("a", 65, category="percent")) == []


def test_a_number_whose_noun_was_taken_over_from_afar_is_doubted() -> None:
    unsettled = Count(COUNT.quantity, "victims", "victim", settled=False)
    (reviewed,) = review_of((CLAIM,), [unsettled])
    assert [doubt.code for doubt in reviewed.review] == ["inherited"]


@pytest.mark.parametrize("told", [{"sex": "female"}, {"age_group": "child"}, {"exploitation": "labour"}, {"whole": 7}])
def test_a_cell_whose_label_names_a_part_of_the_figures_before_is_not_doubted(told: dict[str, Any]) -> None:
    unsettled = Count(COUNT.quantity, "victims", "victim", settled=False, **told)
    (reviewed,) = review_of((CLAIM,), [unsettled])
    assert reviewed.review == ()


def test_doubts_that_a_claim_has_already_stay() -> None:
    doubt = Doubt("ambiguous_date", "3/4/2018")
    (reviewed,) = review_of((claim(review=(doubt,)),), [COUNT])
    assert reviewed.review == (doubt,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In all 33 people (25 women, 9 men) were convicted.", "sum"),
        ("Police arrested 12 people, including 30 women.", "sum"),
        ("On 3/4/2018 police rescued 12 women.", "ambiguous_date"),
        ("Published: 3/4/2018\n\nLast month police rescued 12 women.", "ambiguous_date"),
        ("It went up to 840 in the end.", "uncounted"),
        ("There were 40 women in the hall.", "only_people"),
        ("A neighbour said that the house was full. Police arrested 12 men.", "unnamed_source"),
    ],
)
def test_a_doubt_of_a_text_has_a_documented_code(text: str, code: str) -> None:
    codes = [doubt.code for claim in extract(text).claims for doubt in claim.review]
    assert code in codes
    assert set(codes) <= DOUBT_CODES.keys()


def test_a_plain_sentence_raises_no_doubt() -> None:
    (only,) = extract("On 3 April 2018 police rescued 12 women.").claims
    assert only.review == ()


def test_children_beside_women_and_men_are_all_of_a_count() -> None:
    claims = extract("Police identified 57 victims (30 women, 15 men and 10 children).").claims
    assert [doubt.detail for doubt in claims[0].review] == ["30 + 15 + 10 = 55, not 57"]


def test_some_parts_of_a_count_are_not_summed_up() -> None:
    claims = extract("Police identified 57 victims (30 women and 10 children).").claims
    assert [doubt for claim in claims for doubt in claim.review] == []


@pytest.mark.parametrize(
    "text",
    [
        "On 13/4/2018 police rescued 12 women. Last month they rescued 9 women.",
        "Police said on Monday that they had rescued 12 women. Harnmouth Police said that 9 women went home.",
        "In 2018 courts convicted 12 men.",
    ],
)
def test_what_the_text_tells_plainly_is_not_doubted(text: str) -> None:
    assert [doubt for claim in extract(text).claims for doubt in claim.review] == []


def doubts(text: str) -> list[str]:
    """What is doubted in a text, with the arithmetic."""
    return [doubt.detail for claim in extract(text).claims for doubt in claim.review if doubt.code == "sum"]


def test_parts_that_exceed_their_whole_together_are_doubted() -> None:
    assert doubts("Police identified 40 victims, including 30 women and 14 men.") == ["30 + 14 = 44, not 40"]


def test_forms_of_exploitation_that_exceed_their_whole_are_doubted() -> None:
    text = "Police identified 20 victims (12 of sexual exploitation and 9 of forced labour)."
    assert doubts(text) == ["12 + 9 = 21, not 20"]


def test_a_whole_that_is_more_than_its_number_is_not_exceeded() -> None:
    assert doubts("Police identified more than 40 victims (30 women and 14 men).") == []


def test_a_breakdown_that_leaves_some_unknown_is_not_doubted() -> None:
    assert doubts("Police identified 112 victims: 78 men and 31 women; the sex of three is not known.") == []


def test_parts_in_different_respects_are_not_summed_up() -> None:
    assert doubts("Of the 91 victims, 66 were women, 60 were minors and 58 went home.") == []


def test_people_in_groups_may_be_more_than_the_groups() -> None:
    assert doubts("Police neutralised 8 groups consisting of 17 people.") == []


def test_a_total_that_its_rows_miss_is_doubted() -> None:
    table = "| Victims identified | 2018 |\n|---|---|\n| Women | 171 |\n| Men | 83 |\n| Total | 255 |\n"
    assert doubts(table) == ["171 + 83 = 254, not 255"]


def test_a_total_that_its_columns_make_up_is_not_doubted() -> None:
    table = "| Outcome | Women | Men | Total |\n|---|---|---|---|\n| Victims sheltered | 19 | 28 | 47 |\n"
    assert doubts(table) == []
