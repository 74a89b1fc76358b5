"""Writers: every format says the same, and what a spreadsheet or terminal gets is harmless."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import CLAIM, TOOL, claim, extraction, failed
from thbextract import extract
from thbextract.records import Claim, Doubt, Extraction
from thbextract.writers import WRITERS, WriteOptions
from thbextract.writers.rows import COLUMNS, cell
from thbextract.writers.table import doubt_rows, table_rows
from thbextract.writers.visible import visible


def written(format_: str, *extractions: Extraction, **options: Any) -> str:
    stream = io.StringIO(newline="")
    WRITERS[format_](extractions, stream, WriteOptions(tool=TOOL, **options))
    return stream.getvalue()


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_json_has_every_field_in_the_documented_order(validate: Callable[[Any], None]) -> None:
    output = json.loads(written("json", extraction(claim(review=(Doubt("sum", "1 + 2 is not 4"),)))))
    validate(output)
    document = output["documents"][0]
    assert list(document["claims"][0]) == [field.name for field in fields(Claim)]
    assert list(document)[:8] == [
        "source", "sha256", "title", "date", "issuer", "reporting_period", "country", "language",
    ]  # fmt: skip
    assert document["claims"][0]["review"] == [{"code": "sum", "detail": "1 + 2 is not 4"}]


def test_json_without_documents_and_with_several_is_one_object(validate: Callable[[Any], None]) -> None:
    for many in (0, 1, 3):
        output = json.loads(written("json", *[extraction(claim())] * many))
        validate(output)
        assert len(output["documents"]) == many


def test_the_text_stands_in_the_json_only_if_asked_for() -> None:
    assert "text" not in json.loads(written("json", extraction()))["documents"][0]
    assert json.loads(written("json", extraction(), with_text=True))["documents"][0]["text"] == CLAIM.sentence


def test_an_input_that_failed_is_a_document_with_its_problem(validate: Callable[[Any], None]) -> None:
    output = json.loads(written("json", failed()))
    validate(output)
    assert output["documents"][0]["sha256"] is None
    assert output["documents"][0]["problems"] == [
        {"code": "missing", "message": "there is no such file", "remedy": "check the path"}
    ]


def test_json_lines_hold_claim_and_document_in_one_object(validate_row: Callable[[Any], None]) -> None:
    lines = written("jsonl", extraction(claim(), claim(value=3)), extraction()).splitlines()
    assert [json.loads(line)["value"] for line in lines] == [25, 3]
    for line in lines:
        validate_row(json.loads(line))
        assert tuple(json.loads(line)) == COLUMNS


def test_csv_has_the_document_first_and_null_empty() -> None:
    text = written("csv", extraction(claim(sex=None)))
    assert text.split("\n")[0].split(",") == list(COLUMNS)
    row = rows(text)[0]
    assert (row["source"], row["document_date"], row["issuer"], row["sex"]) == (
        "a.txt",
        "2018-02",
        "Ministry of Health",
        "",
    )
    assert "\r" not in text


def test_csv_without_claims_is_a_header() -> None:
    assert written("csv", extraction()) == ",".join(COLUMNS) + "\n"


def test_tsv_is_csv_with_tabs() -> None:
    one = claim(unit='women, "rescued"\tthere')
    assert rows(written("tsv", extraction(one)), "\t") == rows(written("csv", extraction(one)))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (314330, "314330"),
        (2_500_000.0, "2500000"),
        (2.5, "2.5"),
        (7.142857, "7.142857"),
        (1e21, "1000000000000000000000"),
        (0.00001, "0.00001"),
        (None, ""),
        (["a", "b"], "a; b"),
        ([{"code": "sum", "detail": "1 + 2"}, {"code": "date", "detail": "3/4"}], "sum: 1 + 2; date: 3/4"),
    ],
)
def test_a_cell_is_plain(value: Any, shown: str) -> None:
    assert cell(value) == shown


def test_a_whole_number_is_whole_in_every_format() -> None:
    one = extraction(claim(value=2_500_000.0))
    assert json.loads(written("json", one))["documents"][0]["claims"][0]["value"] == 2_500_000
    assert '"value": 2500000,' in written("json", one)
    assert '"value": 2500000,' in written("jsonl", one)
    assert rows(written("csv", one))[0]["value"] == "2500000"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])
def test_for_spreadsheets_no_text_runs_as_a_formula(text: str) -> None:
    guarded = written("csv", extraction(claim(sentence=text)), excel=True)
    assert guarded.startswith("\ufeff")
    assert rows(guarded.removeprefix("\ufeff"))[0]["sentence"] == "'" + text
    assert rows(written("csv", extraction(claim(sentence=text))))[0]["sentence"] == text


def test_for_spreadsheets_lines_end_with_crlf_and_numbers_stay_numbers() -> None:
    text = written("csv", extraction(claim(value=-1)), excel=True)
    assert text.count("\r\n") == text.count("\n") == 2
    assert rows(text.removeprefix("\ufeff"))[0]["value"] == "-1"


@settings(max_examples=100)
@given(st.text(), st.sampled_from(["csv", "tsv", "jsonl", "json"]))
def test_any_text_survives_every_format(text: str, format_: str) -> None:
    output = written(format_, extraction(claim(sentence=text)))
    if format_ in ("csv", "tsv"):
        back = rows(output, "," if format_ == "csv" else "\t")[0]["sentence"]
    else:
        line = json.loads(output)
        back = line["sentence"] if format_ == "jsonl" else line["documents"][0]["claims"][0]["sentence"]
    assert back == text


def test_a_table_row_reads_like_the_text() -> None:
    money = claim(category="money", value=1_500_000, value_max=2e6, qualifier="at_most", currency="AZN", per="year")
    text = "First line.\n25 women were rescued."
    row = next(table_rows(extraction(replace(money, start=12), text=text)))
    assert row[:3] == ("at most 1,500,000–2,000,000 AZN per year", "money", "women (female, adult)")
    assert row[3:] == ("2017", "Ministry of Health", "2:1")


def test_what_is_doubted_stands_below_the_table_each_reason_once() -> None:
    text = "In 2020 police identified 71 victims: 66 women and 7 men. Officials say that 12 came and 14 left."
    rows = list(doubt_rows(extract(text)))
    assert ("1:27 71", "66 + 7 = 73, not 71") in rows
    assert len({why for _, why in rows}) == len(rows)


def test_a_table_row_without_the_text_names_the_offset() -> None:
    assert next(table_rows(extraction(claim(start=7), text="")))[-1] == "offset 7"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand  blanks", "two lines and blanks"),
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("bell\x07 and \u202eturned", "bell\ufffd and \ufffdturned"),
        ("\x9b31m", "\ufffd31m"),
        ("[bold]brackets[/bold]", "[bold]brackets[/bold]"),
    ],
)
def test_nothing_in_a_text_can_steer_the_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_the_place_of_a_claim_is_its_page_where_there_are_pages() -> None:
    assert next(table_rows(extraction(claim(start=7, page=3), text="In 2019 33 came")))[-1] == "page 3"
