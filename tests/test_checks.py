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
