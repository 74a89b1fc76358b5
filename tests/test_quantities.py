"""Quantities in sentences: what is found, how it is put, and which numbers are left out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract.normalize.quantities import QuantityFinder
from thbextract.patterns import load_packs
from thbextract.records import Quantity

FINDER = QuantityFinder(load_packs())
WORDS = """12 1,234 no one two half a million % $ € to and from between ( ) - , . of them in 2019 rose victims years
aged Article 5th 7:30 www.x.org per cent each dozens hundred 8 (eight) 3/4 ½ +49 000"""
ROWS = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "quantities.jsonl").read_text("utf-8").splitlines()
]
FRAGMENTS = st.sampled_from([*WORDS.split(), "\n"])


def found(text: str, *, countries: Sequence[str] = ()) -> tuple[Quantity, ...]:
    return FINDER.find(text, countries=countries)[0]


def values(text: str) -> list[float | int | tuple[float | int, float | int]]:
    return [(q.value, q.value_max) if q.value_max is not None else q.value for q in found(text)]


def summary(quantity: Quantity) -> object:
    """The value or the ends of a range, with its currency, unit of time or "%" where it has one."""
    value = quantity.value if quantity.value_max is None else [quantity.value, quantity.value_max]
    sign = {"money": quantity.currency, "percent": "%", "term": quantity.unit}.get(quantity.kind)
    return [value, sign] if sign else value


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_a_sentence_holds_the_numbers_that_its_row_says(row: dict[str, Any]) -> None:
    quantities = found(row["text"], countries=[row["country"]] if "country" in row else ())
    assert [summary(quantity) for quantity in quantities] == row["values"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("33 people (25 women, 8 men) came.", [33, 25, 8]),
        ("She met 8 (eight) women and eight(8) men.", [8, 8]),
        ("Between 20 and 30 girls fled.", [(20, 30)]),
        ("Arrests rose from 297 to 354.", [297, 354]),
        ("Staff was brought from 50 to 70.", [50, 70]),
        ("Fees ranged from 20 to 30 euros.", [(20, 30)]),
        ("They held one or two men.", [(1, 2)]),
        ("The law sets two (2) to five (5) fines.", [(2, 5)]),
        ("Between 10,000-15,000 people left.", [(10000, 15000)]),
        ("It lasted 8 1/2 years.", [8.5]),
        ("Rates fell to 5.4 per 1,000 women.", [5.4]),
        ("Articles 3 (1) and 4 name 7 acts.", [7]),
        ("Not one victim came, but two (2) men did.", [2]),
        ("312 out of 356 victims were women.", [312, 356]),
        ("No raids or arrests took place.", [0]),
        ("The 40  000 women and 10 people left.", [40000, 10]),
        ("Rows 5 and 6: 154 149 221 26", [5, 6, 154, 149, 221, 26]),
        ("Thousands of girls and dozens of boys left.", [1000, 12]),
    ],
)
def test_the_numbers_of_a_sentence_are_found_with_their_values(text: str, expected: list[object]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("91% were male.", 91),
        ("It grew by 62,4 per cent.", 62.4),
        ("It fell by 9 percentage points.", 9),
        ("Half of them are adults.", 50),
        ("Over a quarter of them left.", 25),
        ("Two-thirds were girls.", 66.666667),
        ("One in 14 people is affected.", 7.142857),
        ("Four out of five are women.", 80),
        ("Nine in ten cases were closed.", 90),
        ("Every fifth victim is a child.", 20),
        ("About ⅓ of cases closed.", 33.333333),
    ],
)
def test_shares_are_in_percent(text: str, expected: float) -> None:
    assert [(q.value, q.kind) for q in found(text)] == [(expected, "percent")]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Nearly 300 men", "approximate"),
        ("An estimated 300 men", "approximate"),
        ("300 or so men", "approximate"),
        ("Over a thousand men", "more_than"),
        ("No fewer than 300 men", "at_least"),
        ("A million-plus men", "at_least"),
        ("Hundreds of men", "at_least"),
        ("Fewer than 300 men", "less_than"),
        ("Up to an estimated 300 men", "at_most"),
        ("As many as 300 men", "at_most"),
        ("In all, 300 men", "exact"),
    ],
)
def test_the_words_around_a_number_say_how_exact_it_is(text: str, qualifier: str) -> None:
    assert [q.qualifier for q in found(text)] == [qualifier]


def test_an_estimate_is_marked_even_where_another_qualifier_stands() -> None:
    assert [(q.qualifier, q.estimated) for q in found("It is estimated that more than 900 fled.")] == [
        ("more_than", True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17 years and six months in prison", [(17, "years"), (6, "months")]),
        ("nine and a half years in prison", [(9.5, "years")]),
        ("ten and six years in prison", [(10, "years"), (6, "years")]),
        ("a two-year sentence", [(2, "years")]),
        ("1 day in jail", [(1, "day")]),
        ("a term of 24 to life", [(24, "years")]),
        ("a mean of 3.5 years, the longest six.", [(3.5, "years"), (6, "years")]),
    ],
)
def test_terms_have_their_unit_of_time(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(q.value, q.unit) for q in found(text) if q.kind == "term"] == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("In 2013 it changed.", "date"),
        ("It began at 7:25pm.", "time"),
        ("She is aged 17.", "age"),
        ("A 25-year-old man", "age"),
        ("A girl of 14 and her aunt", "age"),
        ("Ann Miller, 27, of Leeds", "age"),
        ("It is for those younger than 18.", "age"),
        ("The 6th meeting", "ordinal"),
        ("The twenty-first century", "ordinal"),
        ("Articles 132 and 132-2 apply.", "reference"),
        ("Decision No. 37 applies.", "reference"),
        ("It is on Tier 2 now.", "reference"),
        ("See u/s 14 of the law.", "reference"),
        ("Case 42/19 is open.", "code"),
        ("They ended all inquiries.59 Then", "footnote"),
        ("The adults12 came.", "footnote"),
        ("They went home.[^491] Then", "footnote"),
        ("Call 0800 0121 700 now", "phone"),
        ("Calls to the 147 helpline rose.", "phone"),
        ("See https://example.org/5/6 for more", "address"),
        ("It is at 2 Marsh Street now.", "address"),
        ("The Group of 20 met.", "name"),
        ("They defend the 4Ps.", "name"),
        ("A two-day course", "duration"),
        ("It ran for the past 15 years", "duration"),
        ("It came 15 years ago", "duration"),
        ("1. Photos are free", "list_number"),
        ("Share 14", "furniture"),
        ("6 min read", "furniture"),
    ],
)
def test_a_number_that_counts_nothing_is_left_out_with_the_reason(text: str, reason: str) -> None:
    quantities, left_out = FINDER.find(text)
    assert quantities == ()
    assert reason in {item.reason for item in left_out}


@pytest.mark.parametrize(
    "text",
    [
        "It is one of the most common crimes.",
        "No one was hurt, no longer.",
        "A one-time payment",
        "They help one another.",
        "This one is new.",
        "One day it will end.",
        "A zero tolerance policy",
    ],
)
def test_one_and_no_count_nothing_in_idioms(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    "text", ["One girl fled.", "One of them is a judge.", "In all, only one was found.", "One was hurt."]
)
def test_one_counts_before_nouns_and_of_those_named_before(text: str) -> None:
    assert values(text) == [1]


def test_a_decimal_at_the_start_of_a_line_is_no_list_number() -> None:
    assert values("2.5 million people live there.") == [2500000]


def test_numbers_in_spans_that_are_taken_are_dates() -> None:
    text = "In the last five years 640 women came."
    quantities, left_out = FINDER.find(text, taken=[(3, 22)])
    assert [q.value for q in quantities] == [640]
    assert left_out == ()


def test_offsets_are_moved_by_the_offset() -> None:
    quantities, left_out = FINDER.find("In 2013, 12 men", offset=100)
    assert [(q.start, q.end, q.outer_start, q.outer_end) for q in quantities] == [(109, 111, 109, 111)]
    assert [(item.start, item.end) for item in left_out] == [(103, 107)]


def test_a_count_knows_the_time_that_it_is_for() -> None:
    assert [q.per for q in found("Every year about 600 people vanish.")] == ["year"]


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, max_size=14).map(" ".join))
def test_any_text_gives_ordered_quantities_that_are_slices_of_it(text: str) -> None:
    quantities = found(text)
    assert all(text[q.start : q.end] == q.text for q in quantities)
    assert all(0 <= q.outer_start <= q.start < q.end <= q.outer_end <= len(text) for q in quantities)
    assert all(first.end <= second.start for first, second in pairwise(quantities))
    assert all(q.value_max is None or q.value < q.value_max for q in quantities)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_finder(text: str) -> None:
    assert all(text[q.start : q.end] == q.text for q in found(text))


def test_the_component_works_in_anybodys_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("thbextract_quantities")
    doc = nlp("Police freed 12 women and 3 men.")
    assert [quantity.value for quantity in doc._.thb_quantities] == [12, 3]
    assert [span.text for span in doc.spans["thbextract_quantities"]] == ["12", "3"]


@pytest.mark.parametrize("text", ["Rooms 3 & ² are shut.", "They paid 2 million ² thousand euros."])
def test_a_raised_figure_is_no_number_and_no_error(text: str) -> None:
    """What `str.isdigit` calls a digit is not always one that can be read."""
    quantities, _ = FINDER.find(text)
    assert all("²" not in quantity.text for quantity in quantities)


@pytest.mark.parametrize("sign", "⁰¹²³⁴⁹₂①❷")
@pytest.mark.parametrize("text", ["the 5-{} men", "0-{}", "in 2019-{}", "12 {} women", "{} of 12 women", "May {}"])
def test_a_raised_or_circled_figure_is_no_number(text: str, sign: str) -> None:
    assert {quantity.text for quantity in found(text.format(sign))} <= {"5", "0", "12"}
