"""Claims of several documents held against each other: what is one figure, what disagrees, what has grown."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract.edtf import bounds
from thbextract.extraction import extract, extract_file
from thbextract.patterns import load_packs
from thbextract.records import Claim, Extraction, Facts
from thbextract.series import DIMENSIONS, NOT_COMPARABLE, Comparison, Dimension, Figure, compare
from thbextract.series.bodies import Bodies
from thbextract.series.subjects import Subjects
from thbextract.series.values import comparison_values, flat_rows

SAMPLES = Path(__file__).parent.parent / "samples" / "series"
PACKS = load_packs()
MINISTRY = "Ministry of the Interior"
BASE = extract("In 2022 the police identified 62 victims.").claims[0]


def claim(value: float = 62, period: str | None = "2022", issuer: str | None = MINISTRY, **other: Any) -> Claim:
    """A count of victims that the police identified; everything else as asked."""
    first, last = bounds(period) if period else (None, None)
    days: dict[str, Any] = {"period_start": first and str(first), "period_end": last and str(last)}
    told = {"unit": "victims", "action": "identify", "country": "EE", "text": str(value), **other}
    return replace(BASE, value=value, period=period, issuer=issuer, **days, **told)


def document(name: str, *claims: Claim, date: str | None = None, issuer: str | None = MINISTRY) -> Extraction:
    """A document of the ministry with these claims, each in a sentence of its own, unless it has been given one."""
    placed = []
    for place, one in enumerate(claims):
        at = one.sentence_start if one.sentence_start else 1000 * (place + 1)
        placed.append(replace(one, id=f"{name}-{place}", start=at + 30 + place, end=at + 32 + place, sentence_start=at))
    return Extraction(name, f"hash of {name}", Facts(date=date, issuer=issuer), tuple(placed))


def compared(*documents: Extraction, by: Sequence[Dimension] = DIMENSIONS) -> Comparison:
    return compare(documents, PACKS, by)


def values(figures: Sequence[Figure]) -> list[float]:
    return [figure.value for figure in figures]


def kinds(comparison: Comparison) -> list[str]:
    return [finding.kind for finding in comparison.findings]


# -- one figure --------------------------------------------------------------------------------------------------------


def test_five_documents_that_report_one_figure_make_one_figure() -> None:
    verbs = ["identify", "recognise", "rescue", "identify", None]
    units = ["victims", "people", "women and men", "victims", None]
    documents = [
        document(f"{n}.txt", claim(action=action, unit=unit))
        for n, (action, unit) in enumerate(zip(verbs, units, strict=True))
    ]
    (figure,) = compared(*documents).figures
    assert figure.documents == 5
    assert [report.source for report in figure.reports] == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"]


@pytest.mark.parametrize(
    "unlike",
    [
        {"value": 63},
        {"value_max": 70},
        {"period": "2021"},
        {"period": "2022-01/2022-06"},
        {"issuer": "Open Gate Centre"},
        {"category": "suspects"},
        {"sex": "female"},
        {"age_group": "child"},
        {"exploitation": "labour"},
        {"status": "planned"},
        {"per": "year"},
        {"country": "LV"},
        {"unit": "foreign victims"},
    ],
)
def test_what_differs_in_kind_is_another_figure(unlike: dict[str, Any]) -> None:
    other = claim(**{"unit": "potential victims", **unlike}) if "unit" in unlike else claim(**unlike)
    first = claim(unit="potential victims") if "unit" in unlike else claim()
    assert len(compared(document("a", first), document("b", other)).figures) == 2


def test_one_body_has_many_names_and_one_period_many_forms() -> None:
    names = [MINISTRY, "Interior Ministry", "MINISTRY OF INTERIOR", "Ministry of the Interior of Estonia"]
    periods = ["2022", "2022-01/2022-12", "2022-01-01/2022-12-31", "2022"]
    told = [
        document(str(n), claim(issuer=name, period=period))
        for n, (name, period) in enumerate(zip(names, periods, strict=True))
    ]
    (figure,) = compared(*told, document("5", claim())).figures
    assert (figure.documents, figure.issuer) == (5, MINISTRY)


@pytest.mark.parametrize("unknown", [{"period": None}, {"issuer": None}])
def test_figures_of_unknown_time_or_body_are_one_only_within_a_document(unknown: dict[str, Any]) -> None:
    twice = document("a", claim(**unknown), claim(**unknown))
    assert len(compared(twice).figures) == 1
    assert len(compared(twice, document("b", claim(**unknown))).figures) == 2


def test_one_number_that_a_document_gives_for_two_things_is_two_figures() -> None:
    placed = claim(5, category="assistance", action="place")
    sent_home = claim(5, category="assistance", action="repatriate")
    assert len(compared(document("a", placed, sent_home)).figures) == 2


def test_numbers_of_no_category_are_left_out() -> None:
    assert compared(document("a", claim(category="other"))).figures == ()


# -- what disagrees ----------------------------------------------------------------------------------------------------


def test_two_bodies_that_give_different_values_are_in_conflict() -> None:
    other = document("b", claim(80, issuer="Open Gate Centre"), issuer="Open Gate Centre")
    comparison = compared(document("a", claim(62)), other)
    (finding,) = comparison.findings
    assert (finding.kind, sorted(values(finding.figures))) == ("conflict", [62, 80])
    assert finding.detail == "62 (Ministry of the Interior) and 80 (Open Gate Centre)"


def test_two_bodies_that_name_no_country_are_in_conflict_but_that_is_told() -> None:
    other = claim(80, issuer="Open Gate Centre", country=None)
    (finding,) = compared(document("a", claim(62, country=None)), document("b", other)).findings
    assert finding.detail.endswith("; no country is named")


def test_a_later_document_of_the_same_body_revises_its_figure() -> None:
    documents = [document(str(value), claim(value), date=date) for value, date in [(62, "2023-03"), (65, "2023-09-14")]]
    comparison = compared(*documents)
    (finding,) = comparison.findings
    assert (finding.kind, values(finding.figures)) == ("revision", [65, 62])
    rows = {row["value"]: row for row in flat_rows(comparison)}
    assert rows[65]["revises"] == [rows[62]["figure"]]
    assert rows[62]["revised_by"] == [rows[65]["figure"]]


def test_documents_whose_publisher_is_unknown_may_be_the_body_s_own() -> None:
    told = [
        document(str(value), claim(value), date=date, issuer=None) for value, date in [(62, "2023-03"), (65, "2024")]
    ]
    assert kinds(compared(*told)) == ["revision"]


def test_without_dates_two_values_of_one_body_are_in_conflict() -> None:
    assert kinds(compared(document("a", claim(62)), document("b", claim(65)))) == ["conflict"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"value": 60, "qualifier": "more_than"}, {"value": 62}),
        ({"value": 60, "qualifier": "approximate"}, {"value": 62}),
        ({"value": 60, "value_max": 70}, {"value": 62}),
        ({"value": 70, "qualifier": "at_most"}, {"value": 62}),
        ({"value": 60, "unit": "potential victims"}, {"value": 62}),
        ({"value": 60, "action": "rescue"}, {"value": 62}),
        ({"value": 60, "period": "2021"}, {"value": 62}),
        ({"value": 60, "country": "LV"}, {"value": 62}),
        ({"value": 60, "status": "planned"}, {"value": 62}),
        ({"value": 3, "period": "2022-05-04"}, {"value": 5, "period": "2022-05-04"}),
        ({"value": 3, "category": "activities"}, {"value": 5, "category": "activities"}),
    ],
)
def test_what_can_both_be_true_is_no_conflict(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert not compared(document("a", claim(**one)), document("b", claim(**other))).findings


def test_several_figures_in_one_document_are_of_something_narrower_and_contradict_nobody() -> None:
    list_of_cases = document("list", claim(3), claim(5))
    comparison = compared(list_of_cases, document("b", claim(62)))
    assert not comparison.findings
    assert [growth.reason for growth in comparison.growth] == ["several", "several", None]


def test_a_part_that_nothing_names_is_compared_with_nothing() -> None:
    whole, part = claim(62), claim(12, unit=None, part_of="a-0")
    comparison = compared(document("a", whole, part), document("b", claim(14, issuer="Open Gate Centre")))
    assert sorted(values(comparison.findings[0].figures)) == [14, 62]
    assert [growth.reason for growth in comparison.growth if growth.reason] == ["part"]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([("female", "adult", 44), ("male", "adult", 25)], "44 women + 25 men = 69, not 62"),
        ([("female", None, 30), ("male", None, 25)], "30 women + 25 men = 55, not 62"),
        ([("female", "adult", 70)], "70 women of 62 in all"),
        ([("female", "adult", 30), ("male", "adult", 20)], None),
        ([("female", "adult", 40), ("male", "adult", 22)], None),
    ],
)
def test_parts_in_other_documents_are_added_up_against_their_total(
    parts: list[tuple[str, str | None, int]], told: str | None
) -> None:
    named = {"female": "women", "male": "men"}
    broken = [claim(value, sex=sex, age_group=age, unit=named[sex]) for sex, age, value in parts]
    comparison = compared(document("a", claim(62)), document("b", *broken))
    assert [finding.detail for finding in comparison.findings] == ([told] if told else [])


def test_parts_in_the_sentence_of_their_total_may_leave_some_out() -> None:
    row: dict[str, Any] = {"sentence_start": 970, "sentence": "| 2022 | 40 | 15 | 7 | 62 |"}
    adults, children = claim(40, age_group="adult", **row), claim(15, age_group="child", **row)
    assert not compared(document("a", adults, children, claim(62, **row))).findings


def test_parts_in_the_document_of_their_total_are_added_up_too() -> None:
    broken = [claim(44, sex="female", age_group="adult"), claim(25, sex="male", age_group="adult")]
    assert kinds(compared(document("a", claim(62), *broken))) == ["sum"]


@pytest.mark.parametrize(
    ("second", "told"), [(34, []), (30, ["28 (2022-01/2022-06) + 30 (2022-07/2022-12) = 58, not 62"])]
)
def test_half_years_are_added_up_against_their_year(second: int, told: list[str]) -> None:
    halves = document("b", claim(28, "2022-01/2022-06"), claim(second, "2022-07/2022-12"))
    assert [finding.detail for finding in compared(document("a", claim(62)), halves).findings] == told


def test_who_quotes_a_body_does_not_revise_its_figure() -> None:
    quoting = document("paper.txt", claim(60), date="2023-09", issuer="Harbour Gazette")
    comparison = compared(document("a", claim(62), date="2023-03"), quoting, document("b", claim(50, "2021")))
    (finding,) = comparison.findings
    assert finding.kind == "conflict"
    assert "60 (Ministry of the Interior, as quoted in paper.txt)" in finding.detail
    told = {figure.value: growth for figure, growth in zip(comparison.figures, comparison.growth, strict=True)}
    assert (told[62].percent, told[60].reason) == (24.0, "quoted")


def test_a_figure_that_a_text_takes_back_stands_beside_nothing() -> None:
    sentence = "In 2022 the police identified 62 victims, not 60 as announced in March."
    corrected = claim(62, sentence=sentence, sentence_start=970, text="62")
    announced = replace(claim(60, sentence=sentence, sentence_start=970), part_of=None)
    place = sentence.index("60")
    text = document("a", corrected)
    taken_back = replace(announced, id="a-1", start=970 + place, end=972 + place)
    text = replace(text, claims=(*text.claims, taken_back))
    comparison = compared(text, document("b", claim(50, "2021")))
    assert [growth.percent for growth in comparison.growth if growth.percent] == [24.0]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("identified 62 victims in Tartu.", "identified 60 victims in Narva.", None),
        ("identified 62 victims.", "identified 60 victims in Narva.", None),
        ("identified 62 victims from Ukraine.", "identified 60 victims.", None),
        ("identified 62 victims in Estonia.", "identified 60 victims.", "conflict"),
        ("identified 62 victims in May.", "identified 60 victims.", "conflict"),
    ],
)
def test_places_narrow_a_figure_but_for_its_own_country(one: str, other: str, kind: str | None) -> None:
    told = [
        document(name, claim(value, sentence=f"In 2022 the police {said}", sentence_start=970, text=f"{value}"))
        for name, value, said in (("a", 62, one), ("b", 60, other))
    ]
    assert kinds(compared(*told)) == ([kind] if kind else [])


def test_two_bodies_that_tell_of_one_event_are_held_against_each_other() -> None:
    sentence = "Near Orhei they found 14 victims."
    told = [
        claim(value, "2022-05-12", issuer, sentence=sentence)
        for value, issuer in ((14, MINISTRY), (11, "Border Guard"))
    ]
    placed = [document(str(n), replace(one, sentence_start=9)) for n, one in enumerate(told)]
    assert kinds(compared(*placed)) == ["conflict"]


def test_equal_figures_of_two_places_are_two_figures() -> None:
    told = [
        document(
            place, claim(14, "2022-05-12", sentence=f"Near {place} the police found 14 victims.", sentence_start=9)
        )
        for place in ("Orhei", "Balti")
    ]
    assert len(compared(*told).figures) == 2


def test_a_sentence_that_gives_a_number_twice_counts_two_things() -> None:
    assert len(compared(document("a", claim(30, sentence_start=970), claim(30, sentence_start=970))).figures) == 2


def test_a_document_and_the_claims_saved_of_it_are_one() -> None:
    (figure,) = compared(document("a", claim()), document("a", claim())).figures
    assert len(figure.reports) == 1


def test_a_fiscal_year_is_no_calendar_year() -> None:
    fiscal = document("a", claim(62, period_text="fiscal year 2022"))
    assert not compared(fiscal, document("b", claim(70))).findings


# -- growth ------------------------------------------------------------------------------------------------------------


def grown(*claims: Claim) -> dict[tuple[str | None, float], tuple[float | None, str | None]]:
    comparison = compared(*(document(str(n), one) for n, one in enumerate(claims)))
    told = zip(comparison.figures, comparison.growth, strict=True)
    return {(figure.claim.period, figure.value): (growth.percent, growth.reason) for figure, growth in told}


def test_growth_is_told_between_like_periods_of_one_body() -> None:
    assert grown(claim(50, "2021"), claim(62, "2022"), claim(40, "2023")) == {
        ("2021", 50): (None, None),
        ("2022", 62): (24.0, None),
        ("2023", 40): (-35.5, None),
    }


def test_half_years_grow_on_half_years() -> None:
    told = grown(claim(28, "2022-01/2022-06"), claim(62, "2022"), claim(37, "2023-01/2023-06"))
    assert told["2023-01/2023-06", 37] == (32.1, None)


@pytest.mark.parametrize(("country", "growth"), [("GB", (31.8, None)), ("EE", (None, "long"))])
def test_years_that_are_called_by_two_grow_where_it_is_known_when_they_begin(
    country: str, growth: tuple[float | None, str | None]
) -> None:
    before = claim(22, "2016/2017", period_text="2016/17", country=country)
    assert grown(before, claim(29, "2017/2018", period_text="2017/18", country=country))["2017/2018", 29] == growth


def test_a_bare_figure_beside_one_of_another_year_counts_the_same() -> None:
    now, before = claim(62, sentence_start=500), claim(50, "2021", unit=None, action=None, sentence_start=500)
    comparison = compared(document("a", now, before))
    assert [growth.percent for growth in comparison.growth] == [None, 24.0]


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        ({"period": "2021-01/2021-06"}, {}, "other_length"),
        ({"period": "2020/2021"}, {}, None),
        ({"period": "2021", "qualifier": "approximate"}, {}, "inexact"),
        ({"period": "2021", "value": 0}, {}, "zero"),
        ({"period": "2021"}, {"period": "2022/.."}, "period"),
        ({"period": "2021"}, {"period": "2022/2024"}, "long"),
        ({"period": "2021"}, {"status": "planned"}, "status"),
        ({"period": "2021"}, {"issuer": None}, "issuer"),
        ({"period": "2021"}, {"category": "activities"}, "indicator"),
        ({"period": "2021"}, {"issuer": "Open Gate Centre"}, None),
        ({"period": "2021", "unit": "foreign victims"}, {}, None),
    ],
)
def test_what_is_not_comparable_has_no_growth(
    earlier: dict[str, Any], later: dict[str, Any], reason: str | None
) -> None:
    told = grown(claim(**{"value": 50, **earlier}), claim(**later))
    (found,) = [growth for (_, value), growth in told.items() if value == 62]
    assert found == (None, reason)
    assert reason is None or reason in NOT_COMPARABLE


def test_a_year_that_was_not_over_has_no_growth() -> None:
    documents = [document("a", claim(50, "2021"), date="2022-02"), document("b", claim(62), date="2022-10-21")]
    comparison = compared(*documents)
    assert [growth.reason for growth in comparison.growth] == [None, "unfinished"]


def test_a_rounded_figure_beside_its_exact_one_stops_no_growth() -> None:
    rounded = document("b", claim(60, qualifier="approximate"))
    comparison = compared(document("a", claim(50, "2021"), claim(62)), rounded)
    told = {figure.value: growth for figure, growth in zip(comparison.figures, comparison.growth, strict=True)}
    assert (told[62].percent, told[60].reason) == (24.0, "rounded")


def test_two_values_of_a_year_leave_nothing_to_grow_on() -> None:
    told = grown(claim(50, "2021"), claim(52, "2021"), claim(62))
    assert told["2022", 62] == (None, "conflict")


def test_a_revised_figure_gives_way_to_the_newer_one() -> None:
    documents = [
        document("a", claim(50, "2021")),
        document("b", claim(62), date="2023-03"),
        document("c", claim(65), date="2023-09"),
    ]
    comparison = compared(*documents)
    told = {figure.value: growth for figure, growth in zip(comparison.figures, comparison.growth, strict=True)}
    assert (told[65].percent, told[62].percent, told[62].reason) == (30.0, None, "revised")


# -- order and completeness --------------------------------------------------------------------------------------------


def test_figures_stand_in_the_order_that_was_asked_for() -> None:
    told = [document("a", claim(1, "2021"), claim(2, "2020"), claim(3, "2020", category="suspects", unit="suspects"))]
    assert values(compared(*told).figures) == [3, 2, 1]
    assert values(compared(*told, by=["year", "category"]).figures) == [3, 2, 1]
    assert values(compared(document("a", claim(1, "2021"), claim(2, None)), by=["year"]).figures) == [1, 2]


CLAIMS = st.builds(
    claim,
    st.integers(0, 4),
    st.sampled_from([None, "2021", "2022", "2022-01/2022-06", "2022/..", "2022-03-04"]),
    st.sampled_from([None, MINISTRY, "Interior Ministry", "Open Gate Centre"]),
    category=st.sampled_from(["victims", "suspects", "money", "other"]),
    sex=st.sampled_from([None, "female", "male"]),
    qualifier=st.sampled_from(["exact", "approximate", "more_than"]),
    action=st.sampled_from([None, "identify", "arrest"]),
    unit=st.sampled_from([None, "victims", "foreign victims"]),
    country=st.sampled_from([None, "EE", "LV"]),
)
DOCUMENTS = st.lists(
    st.tuples(st.lists(CLAIMS, max_size=4), st.sampled_from([None, "2022-05", "2023"])), max_size=5
).map(lambda told: [document(f"{n}.txt", *claims, date=date) for n, (claims, date) in enumerate(told)])


@settings(max_examples=150)
@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(documents: list[Extraction], shuffle: random.Random) -> None:
    shuffled = documents.copy()
    shuffle.shuffle(shuffled)
    assert comparison_values(compared(*documents)) == comparison_values(compared(*shuffled))


@settings(max_examples=150)
@given(DOCUMENTS)
def test_every_claim_stands_in_one_figure_and_every_finding_is_a_disagreement(documents: list[Extraction]) -> None:
    comparison = compared(*documents)
    told = sorted(report.claim.id for figure in comparison.figures for report in figure.reports)
    assert told == sorted(one.id for text in documents for one in text.claims if one.category != "other")
    for finding in comparison.findings:
        assert len(set(values(finding.figures))) > 1 or finding.kind == "sum"
    for figure, growth in zip(comparison.figures, comparison.growth, strict=True):
        if growth.before:
            assert growth.before.body == figure.body
            assert growth.before.claim.category == figure.category


# -- the vocabulary ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "indicator", "narrowed"),
    [
        ("In 2022 the police identified 62 victims of human trafficking.", "victims-detected", []),
        ("In 2022 the police identified 62 foreign victims.", "victims-detected", ["foreign"]),
        ("There were 62 victims in 2022.", "victims-detected", []),
        ("In 2022 the ministry paid 7 million euros, among others for 14 victims.", "victims-detected", None),
        ("The courts convicted 33 traffickers in 2022.", "persons-convicted", []),
        ("In 2022, 17 criminal cases were sent to court.", "cases-prosecuted", []),
        ("Twelve trainings were held in 2022.", None, ["training"]),
    ],
)
def test_a_claim_counts_an_indicator_of_a_population(
    text: str, indicator: str | None, narrowed: list[str] | None
) -> None:
    claims = [one for one in extract(text).claims if one.category != "money"]
    subject = Subjects(PACKS).of(extract(text).claims)[claims[-1].id]
    assert subject.indicator == indicator
    assert (subject.narrowed is None) if narrowed is None else sorted(subject.narrowed or ()) == narrowed


def test_an_acronym_is_its_body() -> None:
    bodies = Bodies(PACKS)
    assert bodies.key("IOM", None) == bodies.key("International Organization for Migration", None)
    assert bodies.key("Ministry of Justice", None) != bodies.key("Ministry of Labour", None)


def test_the_samples_show_each_kind_of_finding() -> None:
    comparison = compared(*(extract_file(path) for path in sorted(SAMPLES.glob("*.txt"))))
    assert sorted(kinds(comparison)) == ["conflict", "revision", "sum"]
    assert max(figure.documents for figure in comparison.figures) == 2
