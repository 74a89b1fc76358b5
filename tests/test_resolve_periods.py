"""Which period a figure gets, and what a document says of its own date and reporting period."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract import extract
from thbextract.layout import read_layout
from thbextract.normalize.periods import PeriodFinder
from thbextract.records import Facts, Given, PeriodOf
from thbextract.resolve.dates import document_date, reporting_period
from thbextract.resolve.periods import periods_of

FINDER = PeriodFinder()


def resolve(
    marked: str, *, date: str | None = None, reporting: str | None = None, given: bool = False
) -> list[PeriodOf]:
    """The periods of the figures in braces."""
    counts, text = [], ""
    for piece in marked.split("{"):
        number, brace, rest = piece.partition("}")
        if brace:
            counts.append((len(text), len(text) + len(number)))
            text += number + rest
        else:
            text += piece
    layout = read_layout(text)
    found = [
        period
        for block in layout.blocks
        for period in FINDER.find(
            layout.shadow[block.start : block.end], offset=block.start, today=date, reporting_period=reporting
        )
    ]
    return periods_of(counts, layout, found, Facts(date=date, reporting_period=reporting), given=given)


def edtf(marked: str, *, date: str | None = None, reporting: str | None = None) -> list[str | None]:
    return [answer.edtf for answer in resolve(marked, date=date, reporting=reporting)]


SENTENCES = [
    ("a time after the figure", "Police freed {12} girls in 2019.", ["2019"]),
    ("a time before all figures holds for all", "In 2017, {30} men and {4} women were tried.", ["2017", "2017"]),
    ("another time takes over", "In 2017 {30} were tried and in 2018 {41}.", ["2017", "2018"]),
    (
        "a second half has the year of the first",
        "{70} were tried in the first half of 2020 and {61} in the second half.",
        ["2020-01/2020-06", "2020-07/2020-12"],
    ),
    (
        "a half of something else is no time",
        "In 2020 {12} were found in the first half of the files and {10} in the second half of them.",
        ["2020", "2020"],
    ),
    ("each side of a comparison has its own", "There were {30} in 2013, compared with {85} in 2012.", ["2013", "2012"]),
    ("the compared series goes on", "{9} cases, compared with {7} in 2020 and {5} in 2019.", [None, "2020", "2019"]),
    ("from a time to a time", "It fell from {900} in 2006 to {81} in 2014.", ["2006", "2014"]),
    ("a time in brackets stays there", "Trials: {40} (2020: {31}).", [None, "2020"]),
    ("a figure in brackets goes with the one that it explains", "It paid {18} lei (${2}) in 2020.", ["2020", "2020"]),
    (
        "a time in brackets without a figure explains what is before",
        "The raid (14-18 May 2021): {30} held.",
        ["2021-05-14/2021-05-18"],
    ),
    ("a time that closes a series holds for it", "{12} were arrested and {15} charged in 2013.", ["2013", "2013"]),
    ("a law's adoption says nothing of the figure", "The law adopted in 2004 protects {40} groups.", [None]),
    ("what was signed in a year was signed then", "{100} agreements signed in 2017 hold.", ["2017"]),
    ("when a report came out says nothing of the figure", "A study published in 2015 found {300} victims.", [None]),
    ("the first since a year is not since that year", "{One} man was convicted, the first since 2014.", [None]),
    ("nothing is invented", "Police freed {12} girls.", [None]),
    ("every year is no year", "In 2013 it grew. Every year {9} die.", [None]),
    (
        "the usual figure of years is not the later one",
        "In earlier years annually {80} were found, in 2013 only {15}.",
        [None, "2013"],
    ),
    ("the next sentence goes on", "In 2016 {150} victims were found. {75} were women.", ["2016", "2016"]),
    (
        "the compared time does not go on",
        "{150} were found in 2016, {9} more than in 2015. {75} were women.",
        ["2016", "2016", "2016"],
    ),
    ("times one by one", "There were {85} and {31} in 2019 and 2020, respectively.", ["2019", "2020"]),
    (
        "both counts of one side of a comparison",
        "{30} trials and {52} accused in 2020, as against {41} trials and {66} accused in 2019.",
        ["2020", "2020", "2019", "2019"],
    ),
    (
        "a change in brackets is of the leading side",
        "In 2019 {40}, compared with {50} in 2018 (down {20} %).",
        ["2019", "2018", "2019"],
    ),
    ("a time behind a comma opens what follows", "In 2019 {14} men were held, in 2018 - {8}.", ["2019", "2018"]),
    (
        "somebody's birth says nothing of the figure",
        "Police held {5} men, {one} of them (born in 1984) a pilot.",
        [None, None],
    ),
    (
        "a founding says nothing of what was done since",
        "The home was set up in 2004 and has helped {30} girls.",
        [None],
    ),
    (
        "the day on which somebody spoke is no figure's",
        "She told reporters on 3 May that {12} were held in 2018.",
        ["2018"],
    ),
    ("what holds now is not of the past", "In 2016 {150} were found. There are {12} beds for them.", ["2016", None]),
    (
        "the base of a rise is of the year before",
        "In 2016 {150} were found. Trials rose to {28} from {19}.",
        ["2016", "2016", "2015"],
    ),
    ("an open time does not go on", "Since 2015 {90} were trained. {Ten} shelters exist.", ["2015/..", None]),
]


@pytest.mark.parametrize(("marked", "expected"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_a_sentence_gives_its_figures(marked: str, expected: list[str | None]) -> None:
    assert edtf(f"{marked}\n\nOther things were {{8}} in 2001 and {{9}} in 2002.")[: len(expected)] == expected


def test_the_reporting_period_is_the_last_resort() -> None:
    (answer,) = resolve("Police freed {12} girls.", reporting="2021")
    assert (answer.edtf, answer.basis) == ("2021", "document")


def test_a_given_reporting_period_says_so() -> None:
    (answer,) = resolve("Police freed {12} girls.", reporting="2021", given=True)
    assert answer.basis == "given"


def test_a_law_has_no_period_of_the_report() -> None:
    assert edtf("Article 132 prescribes up to {12} years.", reporting="2021") == [None]


def test_a_stated_time_beats_the_reporting_period() -> None:
    (answer,) = resolve("In 2020 police freed {12} girls.", reporting="2021")
    assert (answer.edtf, answer.basis, answer.text) == ("2020", "stated", "2020")


def test_a_relative_time_says_that_it_is_relative() -> None:
    (answer,) = resolve("Last year police freed {12} girls.", date="2019-05-31")
    assert (answer.edtf, answer.basis) == ("2018", "relative")


def test_a_relative_time_without_a_date_is_unknown_and_not_the_reporting_period() -> None:
    (answer,) = resolve("Last month police freed {12} girls.", reporting="2021")
    assert answer == PeriodOf(None, "Last month", None)


def test_a_figure_that_one_rose_from_is_of_the_period_before() -> None:
    assert edtf("Police found {31} victims, up from {28}.", reporting="2021") == ["2021", "2020"]


def test_the_column_label_gives_the_period() -> None:
    table = "| Body | 2021 | 2022 |\n| --- | ---: | ---: |\n| Police | {23} | {61} |\n| Courts | {32} | {30} |\n"
    answers = resolve(table)
    assert [answer.edtf for answer in answers] == ["2021", "2022"] * 2
    assert {answer.basis for answer in answers} == {"heading"}


def test_the_total_of_a_table_is_of_all_its_years() -> None:
    table = "| Year | Cases |\n| --- | ---: |\n| 2019 | {5} |\n| 2020 | {6} |\n| Total | {11} |\n"
    assert edtf(table) == ["2019", "2020", "2019/2020"]


def test_the_caption_below_a_table_beats_that_of_a_picture_above() -> None:
    table = "| What | How many |\n| --- | ---: |\n| Raids | {5} |\n"
    assert edtf(f"Figure 3: Ranking, 1999–2005\n\n{table}\nTable 2: Raids, 2001–2004") == ["2001/2004"]


def test_a_second_list_goes_on_with_the_time_of_the_first() -> None:
    text = "In 2020 the courts convicted:\n\n- {3} women\n- {8} men\n\nThey acquitted:\n\n- {2} women\n"
    assert edtf(text) == ["2020"] * 3


def test_this_period_is_taken_up_in_another_paragraph() -> None:
    text = "We worked from May 2018 to April 2019 in two towns.\n\nIn this period {61} women came."
    assert edtf(text) == ["2018-05/2019-04"]


def test_the_months_that_a_briefing_sums_up_go_on_until_another_time() -> None:
    first = "In the first half of 2022 {50} cases were opened.\n\n{Nine} men stood trial."
    text = f"{first}\n\nIn 2021 {{70}} did.\n\n{{Two}} fled."
    assert edtf(text, date="2022-07-20") == ["2022-01/2022-06", "2022-01/2022-06", "2021", None]


def test_what_was_told_is_over_where_a_sentence_opens_with_today() -> None:
    text = "On 3 May 2021 {12} men were convicted. Today the judge heard {six} of the women."
    assert edtf(text)[1] is None


def test_the_lead_in_of_a_list_gives_the_period() -> None:
    answers = resolve("In 2020 the courts convicted:\n\n- {3} women\n- {8} men\n")
    assert [(answer.edtf, answer.basis) for answer in answers] == [("2020", "heading")] * 2


def test_a_dateline_does_not_beat_a_time_of_the_sentence() -> None:
    text = (
        "TAMPA, Fla. (Feb. 18, 2022): {Fifty} men were arrested as part of a sweep held February 9 through February 12."
    )
    assert edtf(text, date="2022-02-18") == ["2022-02-09/2022-02-12"]


def test_a_release_on_an_operation_is_about_its_days() -> None:
    lead = "Raids in six ports\n\n22 October 2024\n\nOperation Blue Gate (14-18 October) involved {80} officers."
    text = f"{lead}\n\nIn all {{30}} men were held."
    assert edtf(text, date="2024-10-22") == ["2024-10-14/2024-10-18"] * 2


def test_a_release_on_a_deed_is_about_its_day() -> None:
    text = "Today officers searched {14} flats in Skopje.\n\nNine bars were closed and {11} men were detained."
    assert edtf(text, date="2024-06-12") == ["2024-06-12"] * 2


DATES = [
    (
        "labelled",
        "Title: Graves found\nDate: 2015-05-25 09:32\nCategory: news\n\nPolice found 30 graves.",
        "2015-05-25",
    ),
    ("labelled on the next line", "Raids\n\nPublished\n\nFebruary 18, 2022\n\nPolice held 56 men.", "2022-02-18"),
    ("alone", "Vessel boarded\n\n1 February 2010\n\nA ship was boarded.", "2010-02-01"),
    ("between bars", "NEWS | 12 September 2022 | Press release\n\nMany suffer.", "2022-09-12"),
    ("with a place at the end", "The Ministers met.\n\nThey go on.\n\nPortville  7 MAY 2012", "2012-05-07"),
    ("a dateline", "Course held\n\nPORTVILLE, 3 May 2016 – Thirty officers took a course.", "2016-05-03"),
    ("in brackets after the place", "TAMPA, Fla. (Feb. 18, 2022): Fifty men were arrested.", "2022-02-18"),
    (
        "a letterhead",
        "Ministry of Public Security, 28 January 2016\n\nFigures\n\nPolice recorded 39 cases.",
        "2016-01-28",
    ),
    ("for immediate release", "FOR IMMEDIATE RELEASE June 3 2005 Senator speaks of slavery today", "2005-06-03"),
    (
        "of an imprint, a month",
        "12    Published by the Ministry of Justice June 2018\n\nAny victim can ask.",
        "2018-06",
    ),
    ("a dateline that ends with a stop", "Portville, 3 May 2016. A briefing took place.", "2016-05-03"),
    ("in a heading that runs into the text", "Review Report 2 nd May, 2024 The Unit works with banks.", "2024-05-02"),
    (
        "of the day on which somebody appears",
        "RAID\n\nTwo men are in court today, May 2, 2017, in Portville.",
        "2017-05-02",
    ),
    ("a month on the cover", "Annual report\n\nMarch 2020\n\nMuch was done.", "2020-03"),
    ("the date of an event is none", "On 31 May 2019 the Mission held a workshop.\n\nMany came.", None),
    ("a year of a report is none", "2022 Trafficking in Persons Report\n\nPolice opened 16 cases in 2020.", None),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in DATES], ids=[row[0] for row in DATES])
def test_the_date_of_a_document_is(text: str, expected: str | None) -> None:
    assert document_date(read_layout(text)) == expected


PERIODS = [
    ("in the title", "Annual Report 2021\n\nWe helped 143 people.", None, "2021"),
    ("a quarter", "Referral statistics, quarter 3 2024 – July to September\n\nMany came.", None, "2024-07/2024-09"),
    (
        "a quarter of the date's year",
        "DECISIONS OF THE SECOND QUARTER\n\nThe courts sat.",
        "2023-07-07",
        "2023-04/2023-06",
    ),
    ("during the year", "Cases in the province during the year 2019\n\nA van was stopped.", None, "2019"),
    (
        "declared",
        "FREEDONIA\n\nThis narrative covers July 1, 2017, through June 30, 2018.",
        None,
        "2017-07-01/2018-06-30",
    ),
    (
        "declared in the past tense",
        "FREEDONIA\n\nThe reporting period, which ran from May 2020 to April 2021, saw 6 trials.",
        None,
        "2020-05/2021-04",
    ),
    ("declared as a label", "Country report\n\nReporting period: 1 May – 31 July 2022", None, "2022-05-01/2022-07-31"),
    ("totals of a year", "Totals of the work of prosecutors in 2019\n\nMuch was done.", None, "2019"),
    ("data of a year", "Measure 2017/18 data\n\nMuch was done.", None, "2017/2018"),
    ("the year of its statistics", "Statistics: year ending March 2023\n\nMuch was done.", None, "2022-04/2023-03"),
    (
        "of a text that opens with its span",
        "Summary\n\nFrom 1 June 2018 to 31 May 2020 we trained staff.\n\nOver this period we saw 61 women.",
        None,
        "2018-06-01/2020-05-31",
    ),
    ("figures are for", "FREEDONIA\n\nWhere no year stands, the figures are for 2021.", None, "2021"),
    (
        "the year before an annual report's date",
        "The Minister's Annual Report\n\nIn the reporting year much was done.",
        "2018-05-08",
        "2017",
    ),
    ("not the year of a report's name", "2015 Trafficking in Persons Report\n\nMany suffer.", None, None),
    ("not the date of a news item", "Raids in six ports\n\n22 October 2024\n\nPolice held 30 men.", "2024-10-22", None),
]


@pytest.mark.parametrize(("text", "date", "expected"), [row[1:] for row in PERIODS], ids=[row[0] for row in PERIODS])
def test_the_reporting_period_of_a_document_is(text: str, date: str | None, expected: str | None) -> None:
    assert reporting_period(read_layout(text), date) == expected


CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "times.jsonl").read_text("utf-8").splitlines()]


def cases(kind: str) -> pytest.MarkDecorator:
    """The rows of one kind, named by their reasons."""
    rows = [row for row in CASES if row["kind"] == kind]
    return pytest.mark.parametrize("row", rows, ids=[row["why"] for row in rows])


@cases("date")
def test_the_date_of_a_document_is_read_in_every_notation(row: dict[str, Any]) -> None:
    assert document_date(read_layout(row["text"]), row["text"]) == row["expect"]


@cases("reporting")
def test_the_reporting_period_is_read_from_titles_and_declarations(row: dict[str, Any]) -> None:
    assert reporting_period(read_layout(row["text"]), row.get("date")) == row["expect"]


@cases("figures")
def test_a_figure_leans_on_what_the_document_says_of_its_time(row: dict[str, Any]) -> None:
    others = "\n\nOther things were {8} in 2001 and {9} in 2002."
    answers = edtf(row["text"] + others, date=row.get("date"), reporting=row.get("reporting"))
    assert answers[: len(row["expect"])] == row["expect"]


@cases("claims")
def test_a_figure_takes_up_what_is_told_of_others(row: dict[str, Any]) -> None:
    given = Given(date=row["date"]) if "date" in row else None
    assert [[claim.value, claim.period] for claim in extract(row["text"], given=given).claims] == row["claims"]


WORDS = [
    "{12}",
    "victims",
    "in 2013",
    "(2020:",
    ")",
    "compared with",
    "since 2014",
    ". In",
    "last year",
    ";",
    ",",
    "and",
    "\n\n",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.sampled_from([None, "2019-05-31"]))
@settings(max_examples=100, deadline=None)
def test_every_figure_gets_one_answer_and_a_ground_only_with_a_period(text: str, date: str | None) -> None:
    answers = resolve(text, date=date)
    assert len(answers) == text.count("{")
    assert all((answer.basis is None) == (answer.edtf is None) for answer in answers)
