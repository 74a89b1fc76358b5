"""The score: what matches, what counts, and gold in both of its forms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders import said, scored, wanted
from thbextract.errors import InputError, UsageError
from thbextract.evaluate import GoldDocument, Report, load_gold, score
from thbextract.evaluate.agree import right_period, same_body
from thbextract.evaluate.gold import anchor

TEXT = "Police rescued 25 women and\n8 men in 2017. They\nseized 400 manats; 25 women got aid."


def counts(report: Report, name: str = "core") -> tuple[int, int, int]:
    tally = report.tallies[name]
    return tally.right, tally.wrong, tally.missed


def test_a_claim_with_place_number_and_category_is_right(tmp_path: Path) -> None:
    report = scored(tmp_path, [wanted()], [said()])
    assert counts(report) == counts(report, "row_core") == counts(report, "number") == (1, 0, 0)
    assert report.recall_by_category == {"victims": (1, 1)}


@pytest.mark.parametrize(
    "change", [{"value": 26}, {"value_max": 30}, {"start": 30, "end": 32}, {"start": 17, "end": 18}]
)
def test_another_number_or_place_is_wrong_and_missed(tmp_path: Path, change: dict[str, Any]) -> None:
    assert counts(scored(tmp_path, [wanted()], [said(**change)])) == (0, 1, 1)


def test_spans_that_share_half_of_the_longer_one_are_one_place(tmp_path: Path) -> None:
    assert counts(scored(tmp_path, [wanted()], [said(end=19)])) == (1, 0, 0)
    assert counts(scored(tmp_path, [wanted()], [said(end=20)])) == (0, 1, 1)


def test_another_category_is_wrong_and_missed_in_the_scope_of_each(tmp_path: Path) -> None:
    report = scored(tmp_path, [wanted()], [said(category="persons")])
    assert (counts(report), counts(report, "all"), counts(report, "number")) == ((0, 0, 1), (0, 1, 1), (1, 0, 0))


@pytest.mark.parametrize(("currency", "right"), [("AZN", 1), ("USD", 0), (None, 0)])
def test_money_needs_its_currency(tmp_path: Path, currency: str | None, right: int) -> None:
    gold = [wanted(category=["money"], currency="AZN")]
    assert counts(scored(tmp_path, gold, [said(category="money", currency=currency)]))[0] == right


@pytest.mark.parametrize(("unit", "right"), [("years", 1), ("year", 1), ("prison years", 1), ("months", 0), (None, 0)])
def test_sentences_need_their_unit(tmp_path: Path, unit: str | None, right: int) -> None:
    gold = [wanted(category=["sentences"], unit="years")]
    assert counts(scored(tmp_path, gold, [said(category="sentences", unit=unit)]), "all")[0] == right


def test_other_is_never_scored_but_no_claim_may_be_made_of_it(tmp_path: Path) -> None:
    other = [wanted(category=["other"])]
    assert counts(scored(tmp_path, other, [])) == (0, 0, 0)
    assert counts(scored(tmp_path, other, [said(category="other")])) == (0, 0, 0)
    assert counts(scored(tmp_path, other, [said()])) == (0, 1, 0)


def test_other_beside_a_category_makes_the_claim_neutral(tmp_path: Path) -> None:
    either = [wanted(category=["victims", "other"])]
    for predicted in ([], [said()], [said(category="cases")]):
        assert counts(scored(tmp_path, either, predicted)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("field", "value"), [("qualifier", "at_least"), ("period", "2018"), ("issuer", "Coast Guard"), ("issuer", None)]
)
def test_a_row_is_right_only_with_all_of_its_fields(tmp_path: Path, field: str, value: str | None) -> None:
    report = scored(tmp_path, [wanted()], [said(**{field: value})])
    assert (counts(report), counts(report, "row_core")) == ((1, 0, 0), (0, 1, 1))
    assert report.fields[field] == 0.0


def test_one_of_several_right_answers_is_right(tmp_path: Path) -> None:
    gold = [wanted(category=["victims", "assistance"], period=["2017", None], issuer=["A Bureau", "B Bureau"])]
    predicted = [said(category="assistance", period=None, issuer="B Bureau")]
    assert counts(scored(tmp_path, gold, predicted), "row_core") == (1, 0, 0)


def test_sparse_fields_count_what_is_said(tmp_path: Path) -> None:
    gold = [wanted(sex="female"), wanted(start=30, end=32)]
    predicted = [said(sex="female", age_group="child"), said(start=30, end=32, sex="male")]
    sparse = scored(tmp_path, gold, predicted).sparse_fields
    assert (sparse["sex"].right, sparse["sex"].wrong, sparse["sex"].missed) == (1, 1, 0)
    assert (sparse["age_group"].right, sparse["age_group"].wrong) == (0, 1)


@pytest.mark.parametrize(
    ("field", "gold", "value", "share"),
    [
        ("status", {"status": "planned"}, "planned", 1.0),
        ("status", {"status": ["planned", "reported"]}, "estimated", 0.0),
        ("country", {"country": ["MD", None]}, None, 1.0),
        ("country", {"country": None}, "MD", 0.0),
        ("country", {}, "MD", None),
    ],
)
def test_a_further_field_is_scored_where_gold_gives_it(
    tmp_path: Path, field: str, gold: dict[str, Any], value: str | None, share: float | None
) -> None:
    """Gold that says nothing of a field neither praises nor blames, and rows do not depend on it."""
    report = scored(tmp_path, [wanted(**gold)], [said(**{field: value})])
    assert report.further_fields[field] == share
    assert counts(report, "row_core") == (1, 0, 0)


@pytest.mark.parametrize(("whole", "share"), [("x-3-5", 1.0), ("x-9-11", 0.0), (None, 0.0)])
def test_a_whole_is_right_by_its_number_as_written(tmp_path: Path, whole: str | None, share: float) -> None:
    """The id of a whole is looked up among the claims of the document."""
    wholes = [said(id="x-3-5", start=3, end=5, text="33", value=33), said(id="x-9-11", start=9, end=11, text="40")]
    report = scored(tmp_path, [wanted(part_of_number="33")], [*wholes, said(part_of=whole)])
    assert report.further_fields["part_of"] == share


def test_a_further_field_of_a_claim_of_the_wrong_kind_is_not_scored(tmp_path: Path) -> None:
    """Its fields are wrong with it."""
    report = scored(tmp_path, [wanted(status="planned")], [said(category="cases", status="planned")])
    assert report.further_fields["status"] is None


def test_gold_without_a_prediction_is_missed_and_a_prediction_without_gold_ignored(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"document": {}, "claims": [wanted()]}))
    report = score(load_gold(tmp_path), [{"source": "b.txt", "claims": [said()]}])
    assert counts(report) == (0, 0, 1)


def test_two_documents_of_one_name_are_wrong_usage() -> None:
    with pytest.raises(UsageError, match="two documents are named a"):
        score({"a": GoldDocument({}, ())}, [{"source": "x/a.txt", "claims": []}, {"source": "y/a.txt", "claims": []}])


def test_the_fields_of_documents_are_scored_where_there_is_a_prediction(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.json").write_text(json.dumps({"document": {"date": "2017-05"}, "claims": []}))
    report = score(load_gold(tmp_path), [{"source": "a.txt", "claims": [], "date": "2017-05", "issuer": "X"}])
    assert report.document_fields == {"date": 1.0, "issuer": 0.0, "reporting_period": 1.0}


@pytest.mark.parametrize(
    ("said_", "right", "same"),
    [
        ("2017", "2017-01/2017-12", True),
        ("2018-36", "2018-10/2018-12", True),
        ("2014/", "2014/..", True),
        ("2014", "2014/..", False),
        (None, None, True),
        (None, "2014", False),
        ("sometime", "sometime", True),
    ],
)
def test_a_period_is_right_if_it_covers_the_same_days(said_: str | None, right: str | None, same: bool) -> None:
    assert right_period(said_, (right,)) is same


@pytest.mark.parametrize(
    ("said_", "right", "same"),
    [
        ("U.S. State Department", "United States State Department", True),
        ("the Ministry of Health of the Republic", "Ministry of Health", True),
        ("Ministry of Health and Social Care of Elbonia", "Ministry of Health", True),
        ("Border Police", "Regional Border Police Directorate", True),
        ("Police", "Border Police", False),
        ("Ministry", "Ministry of Health", False),
        ("Ministry of Justice", "Ministry of Health", False),
        ("Health Ministry one two three four five", "Ministry of Health", False),
        (None, None, True),
        ("", "Border Police", False),
    ],
)
def test_an_issuer_is_right_in_a_form_that_tells_it_apart(said_: str | None, right: str | None, same: bool) -> None:
    assert same_body(said_, right) is same


def test_quotes_become_offsets_in_text_order() -> None:
    quotes = [("25 women got", "25"), ("400 manats", "400"), ("and 8 men", "8"), ("rescued 25", "25")]
    claims = anchor(TEXT, [{"quote": quote, "number": number, "value": 1} for quote, number in quotes])
    assert [TEXT[c["start"] : c["end"]] for c in claims] == ["25", "8", "400", "25"]
    assert [c["start"] for c in claims] == sorted(c["start"] for c in claims)


def test_the_order_of_quotes_settles_repeats() -> None:
    claims = anchor(TEXT, [{"quote": "25 women", "number": "25"}, {"quote": "8 men", "number": "8"}])
    again = anchor(TEXT, [{"quote": "8 men", "number": "8"}, {"quote": "25 women", "number": "25"}])
    assert (claims[0]["start"], again[1]["start"]) == (TEXT.find("25"), TEXT.rfind("25"))


def test_a_number_is_not_found_inside_another() -> None:
    text = "In 1,250 of 250 cases"
    assert anchor(text, [{"quote": text, "number": "250"}])[0]["start"] == 12


@pytest.mark.parametrize(
    ("quote", "number", "said_"), [("26 women", "26", "not in the text"), ("25 women", "5", "does not stand by itself")]
)
def test_a_quote_that_is_not_there_is_an_error(quote: str, number: str, said_: str) -> None:
    with pytest.raises(ValueError, match=said_):
        anchor(TEXT, [{"quote": quote, "number": number}])


def test_both_forms_of_gold_are_the_same_gold(tmp_path: Path) -> None:
    for folder in ("texts", "annotations", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT)
    rest = {"value": 8, "category": "victims", "period": "2017", "issuer": None}
    quoted = {"document": {}, "claims": [{"quote": "and 8 men", "number": "8"} | rest]}
    placed = {"document": {}, "claims": [{"start": 28, "end": 29, "text": "8"} | rest]}
    (tmp_path / "annotations" / "a.json").write_text(json.dumps(quoted))
    (tmp_path / "gold" / "a.json").write_text(json.dumps(placed))
    one, other = load_gold(tmp_path / "annotations"), load_gold(tmp_path / "gold" / "a.json")
    assert [(c.start, c.end, c.text, c.categories) for c in one["a"].claims] == [(28, 29, "8", ("victims",))]
    assert one["a"].claims[0].answers("period") == other["a"].claims[0].answers("period") == ("2017",)


@pytest.mark.parametrize(
    ("content", "said_"),
    [
        ("no json", "is not JSON (line 1, column 1)"),
        ("{}", "is no gold: lacks 'document'"),
        ("[]", "is no gold: a list is not an object"),
        ('{"document": [], "claims": []}', "is no gold: document: a list is not an object"),
        ('{"document": {}, "claims": {}}', "is no gold: claims: an object is not a list"),
        ('{"document": {}, "claims": [25]}', "is no gold: claims[0]: 25 is not an object"),
        ('{"document": {}, "claims": [{"start": 1}]}', "is no gold: claims[0]: lacks 'end'"),
        (json.dumps({"document": {}, "claims": [wanted(category="witnesses")]}), 'category "witnesses" is not known'),
        (json.dumps({"document": {}, "claims": [wanted(category=[{}])]}), "category an object is not known"),
        (
            json.dumps({"document": {}, "claims": [wanted(), wanted(value="25")]}),
            'claims[1]: claim "25": value "25" is',
        ),
        (json.dumps({"document": {}, "claims": [wanted(value_max="x")]}), 'value_max "x" is not a number'),
        (json.dumps({"document": {}, "claims": [wanted(start=None)]}), "start null is not a whole number"),
        (json.dumps({"document": {}, "claims": [wanted(category="money")]}), "money without currency"),
    ],
)
def test_gold_that_no_prediction_could_match_is_refused(tmp_path: Path, content: str, said_: str) -> None:
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(InputError) as caught:
        load_gold(tmp_path)
    assert str(caught.value).startswith(str(tmp_path / "a.json"))
    assert said_ in str(caught.value)


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold"):
        load_gold(tmp_path)
