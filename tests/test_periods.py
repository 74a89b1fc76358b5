"""Time expressions become EDTF: what is found, what it means, and what is left alone."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract.normalize.edtf import Date, before, bounds, interval, parse, shift_years
from thbextract.normalize.periods import PeriodFinder

ROWS = (Path(__file__).parent / "cases" / "periods.jsonl").read_text(encoding="utf-8")
CASES = [json.loads(line) for line in ROWS.splitlines()]
FINDER = PeriodFinder()


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_an_expression_is_found_and_means(case: dict[str, Any]) -> None:
    known = {key: case[key] for key in ("today", "reporting_period", "country") if key in case}
    found = FINDER.find(case["text"], **known)
    assert [(p.text, p.edtf) for p in found] == [(row[0], row[1]) for row in case["expect"]]
    for period, row in zip(found, case["expect"], strict=True):
        assert period.basis == (row[2] if len(row) > 2 else period.basis)
        assert period.usable is (row[3] if len(row) > 3 else True)


def test_offsets_are_moved_by_the_offset() -> None:
    (period,) = FINDER.find("in 2013", offset=100)
    assert (period.start, period.end) == (103, 107)


def test_a_date_that_two_orders_allow_is_doubtful() -> None:
    (period,) = FINDER.find("on 3/4/2018")
    assert [doubt.code for doubt in period.doubts] == ["ambiguous_date"]


def test_a_date_that_one_order_allows_is_not_doubtful() -> None:
    (period,) = FINDER.find("on 25/4/2018")
    assert period.doubts == ()


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2017", ("2017-01-01", "2017-12-31")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2017-10/2018-02", ("2017-10-01", "2018-02-28")),
        ("2014/..", ("2014-01-01", None)),
        ("../2006-01", (None, "2006-01-31")),
    ],
)
def test_bounds_are_the_first_and_the_last_day(edtf: str, expected: tuple[str | None, str | None]) -> None:
    assert bounds(edtf) == expected


def test_the_stretch_before_a_quarter_is_a_quarter() -> None:
    assert before("2024-01/2024-03") == "2023-10/2023-12"


def test_the_stretch_before_a_fiscal_year_is_a_fiscal_year() -> None:
    assert before("2021-04-01/2022-03-31") == "2020-04-01/2021-03-31"


def test_the_end_of_february_stays_the_end_of_february() -> None:
    assert shift_years("2020-02-01/2020-02-29", -1) == "2019-02-01/2019-02-28"


def test_an_impossible_date_is_refused() -> None:
    with pytest.raises(ValueError, match="no such date"):
        parse("2019-02-30")


def test_a_date_without_a_year_has_no_edtf_form() -> None:
    with pytest.raises(ValueError, match="without a year"):
        str(Date(None, 3))


DATES = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31))


@given(DATES)
@settings(max_examples=50, deadline=None)
def test_every_day_is_read_back_from_every_notation(day: dt.date) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y-%m-%d"):
        (period,) = FINDER.find(f"on {day.strftime(form)} it rained")
        assert period.edtf == day.isoformat()


@given(DATES, DATES)
@settings(max_examples=30, deadline=None)
def test_bounds_enclose_an_interval(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    assert bounds(interval(first.isoformat(), last.isoformat())) == (first.isoformat(), last.isoformat())


PIECES = [
    "2013",
    "in",
    "since",
    "May",
    "12",
    "-",
    "–",
    "/",
    ".",
    " ",
    "\n",
    "the",
    "last year",
    "(",
    "of",
    "31",
    ",",
    "Q3",
    "ago",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
    st.sampled_from([None, "2019-05-31", "2019", "2019-02"]),
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_found_lies_in_the_text_in_order_and_is_valid(text: str, today: str | None) -> None:
    end = 0
    for period in FINDER.find(text, today=today):
        assert end <= period.start < period.end <= len(text)
        assert text[period.start : period.end] == period.text
        assert period.edtf is None or bounds(period.edtf)
        end = period.end


@pytest.mark.parametrize(
    "piece", ["1", "May 1, ", "2014-", "2014 ", "the past ", "since it was in ", "Aa ", "\n ", "1.1."]
)
def test_the_scan_is_linear_in_the_text(piece: str) -> None:
    started = time.process_time()
    FINDER.find(piece * (60_000 // len(piece)), today="2019-05-31")
    assert time.process_time() - started < 5
