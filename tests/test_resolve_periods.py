"""Which period a figure gets, and what a document says of its own date and reporting period."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract.layout import read_layout
from thbextract.normalize.periods import PeriodFinder
from thbextract.records import Facts, PeriodOf
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


BODY = "\n\nOfficers searched a farm near the river. Nobody fled.\n\nThe case goes on."

NOTATIONS = [
    ("time after a dotted day", "Farm searched\n\n18.11.2019 11:25" + BODY, "2019-11-18"),
    ("time before", "Farm searched\n\n11:25, 18 November 2019" + BODY, "2019-11-18"),
    ("release then ISO and bar", "NEWS RELEASE 2023-06-26 | Share | Print\n\nFarm searched" + BODY, "2023-06-26"),
    ("dated", "POLICE DEPARTMENT\nPress note\nDated: 05.01.2022" + BODY, "2022-01-05"),
    ("Dt.", "Press Note    Dt. 05-01-2022\n\nFarm searched" + BODY, "2022-01-05"),
    ("number after", "October 5, 2022 / No. 14\n\nFarm searched" + BODY, "2022-10-05"),
    ("number before", "Press release No. 14 of 5 October 2022\n\nFarm searched" + BODY, "2022-10-05"),
    ("ref", "Ref: MOI/14/2022    Date: 5th October, 2022\n\nFarm searched" + BODY, "2022-10-05"),
    ("city, the", "Portville, the 5th of October 2022\n\nFarm searched" + BODY, "2022-10-05"),
    ("dateline agency", "PORTVILLE, Oct 5, 2022 (AFP) - Officers searched a farm." + BODY, "2022-10-05"),
    (
        "dateline brackets",
        "Farm searched\n\nPORTVILLE (5 October 2022) — Officers searched a farm." + BODY,
        "2022-10-05",
    ),
    ("dateline slash", "PORTVILLE, October 5, 2022 /TASS/. Officers searched a farm." + BODY, "2022-10-05"),
    ("end signature", "Farm searched" + BODY + "\n\nJane Roe\nPress officer\nPortville, 5 October 2022", "2022-10-05"),
    ("end done at", "Farm searched" + BODY + "\n\nDone at Portville on 5 October 2022.", "2022-10-05"),
    ("edition month", "The Gazette, edition of June 2021\n\nFarm searched" + BODY, "2021-06"),
    ("issue", "The Bulletin\nIssue 14, June 2021\n\nFarm searched" + BODY, "2021-06"),
    ("vol", "Vol. 3 No. 2 | Summer edition | June 2021\n\nFarm searched" + BODY, "2021-06"),
    ("posted by", "Farm searched\n\nPosted by Jane Roe on October 5, 2022 at 3:15 pm" + BODY, "2022-10-05"),
    ("by x dash date", "By Jane Roe - October 5, 2022 - 2 min read\n\nFarm searched" + BODY, "2022-10-05"),
    ("last updated", "Farm searched\n\nLast updated: 5 October 2022" + BODY, "2022-10-05"),
    (
        "published updated",
        "Farm searched\n\nPublished: Wed 5 Oct 2022, 8:14 AM  Last updated: Thu 6 Oct 2022, 9:00 AM" + BODY,
        "2022-10-05",
    ),
    ("yyyy month d", "Farm searched\n\n2022 October 5" + BODY, "2022-10-05"),
    ("weekday dots", "Wednesday, 05.10.2022, 14:20\n\nFarm searched" + BODY, "2022-10-05"),
    ("month abbrev dashes", "05-Oct-2022\n\nFarm searched" + BODY, "2022-10-05"),
    ("slashes with label", "Date posted: 17/10/2022\n\nFarm searched" + BODY, "2022-10-17"),
    (
        "speech",
        "Statement by the Minister to the House, Tuesday 5 October 2022\n\nMadam Speaker, I rise." + BODY,
        "2022-10-05",
    ),
    ("sitting", "OFFICIAL REPORT\nWednesday, 5th October, 2022\nThe House met at 2.30 p.m." + BODY, "2022-10-05"),
    (
        "pub by agency",
        "Press Release | Ministry of Order | 05 October 2022 | 16:40\n\nFarm searched" + BODY,
        "2022-10-05",
    ),
    ("© year not date", "Annual figures\n\nMuch." + BODY + "\n\n© 2020 Harbour Trust", None),
    ("event none", "Farm searched\n\nOn 5 October 2022, officers searched a farm." + BODY, None),
    ("future event", "Conference on 5 October 2022\n\nDelegates meet in Portville." + BODY, None),
    ("today's date word", "Portville - Today (5 October 2022) a court sentenced a man." + BODY, "2022-10-05"),
    ("month cover with place", "Country profile\nFreedonia\nJune 2021\n\nThe country is a source." + BODY, "2021-06"),
    ("as of", "Trends in Freedonia (as of June 2021)\n\nThe country is a source." + BODY, "2021-06"),
    ("country update month", "Country update – June 2021\n\nThe country is a source." + BODY, "2021-06"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in NOTATIONS], ids=[row[0] for row in NOTATIONS])
def test_the_date_of_a_document_is_read_in_every_notation(text: str, expected: str | None) -> None:
    assert document_date(read_layout(text)) == expected


REPORTS = [
    (
        "runs, present ended",
        "FREEDONIA\n\nThe reporting year runs from 1 April to 31 March; the present one ended on 31 March 2021." + BODY,
        None,
        "2020-04-01/2021-03-31",
    ),
    (
        "financial year ended",
        "Charity\n\nTrustees' report for the year ended 31 December 2020" + BODY,
        None,
        "2020-01-01/2020-12-31",
    ),
    ("annual review slash", "Annual Review 2019/20\n\nWe helped many." + BODY, None, "2019/2020"),
    (
        "annual review span",
        "Annual Review\n\n1 April 2019 – 31 March 2020\n\nWe helped many." + BODY,
        None,
        "2019-04-01/2020-03-31",
    ),
    ("impact report", "Impact Report 2021\n\nWe helped many." + BODY, None, "2021"),
    ("6 months", "Results of the work in 6 months of 2019\n\nMany were tried." + BODY, "2019-07-20", "2019-01/2019-06"),
    (
        "first six months title",
        "Courts sum up first six months of 2019\n\nMany were tried." + BODY,
        "2019-07-20",
        "2019-01/2019-06",
    ),
    ("during 2021 title", "Police work during the year 2021\n\nMany were tried." + BODY, "2022-01-05", "2021"),
    ("two years", "Report on progress in 2019 and 2020\n\nMany were tried." + BODY, None, "2019/2020"),
    (
        "third report as due",
        "Third report on progress made (2022)\n\nThis report covers the years 2019 and 2020." + BODY,
        None,
        "2019/2020",
    ),
    ("data refer", "Facts and figures\n\nUnless otherwise stated, data refer to 2020." + BODY, None, "2020"),
    (
        "all figures financial year",
        "Facts\n\nAll figures relate to the financial year 2020-21." + BODY,
        None,
        "2020/2021",
    ),
    (
        "headline",
        "Human trafficking: statistics for January–June 2019\n\nMany." + BODY,
        "2019-07-20",
        "2019-01/2019-06",
    ),
    ("year in review", "2021 in review\n\nMany were tried." + BODY, None, "2021"),
    ("crime in", "Crime in Freedonia, 2021\n\nMany were tried." + BODY, None, "2021"),
    ("annual report month", "Annual report, April 2019 to March 2020\n\nMany." + BODY, None, "2019-04/2020-03"),
    ("period under", "Monitoring report\n\nPeriod covered: January–June 2021" + BODY, None, "2021-01/2021-06"),
    ("period colon", "Situation report No. 3\nPeriod: 1 – 31 May 2021" + BODY, None, "2021-05-01/2021-05-31"),
    ("fiscal", "Budget office\n\nAnnual performance report FY 2020/21" + BODY, None, "2020/2021"),
    (
        "in the 12 months to",
        "Helpline: annual summary\n\nThis summary covers the 12 months to June 2021." + BODY,
        None,
        "2020-07/2021-06",
    ),
    ("news with a year no", "Man jailed in 2019 case\n\nA court sat." + BODY, None, None),
    ("strategy no", "National Action Plan 2021-2025\n\nThe plan aims." + BODY, None, None),
]


@pytest.mark.parametrize(("text", "date", "expected"), [row[1:] for row in REPORTS], ids=[row[0] for row in REPORTS])
def test_the_reporting_period_is_read_from_titles_and_declarations(
    text: str, date: str | None, expected: str | None
) -> None:
    assert reporting_period(read_layout(text), date) == expected


# Name, text, the document's date and reporting period, what its figures get.
LEANING: list[tuple[str, str, str | None, str | None, list[str | None]]] = [
    ("this year with review", "Annual Review 2019/20\n\nWe helped {143} women.", None, "2019/2020", ["2019/2020"]),
    ("previously", "In 2020 police opened {80} cases (previously {64}).", None, None, ["2020", "2019"]),
    ("previous year bracket", "There were {80} trials (previous year: {64}).", None, "2020", ["2020", "2019"]),
    ("bracket year", "In 2020 the fund paid {80} people (2019: {64}).", None, None, ["2020", "2019"]),
    (
        "compared to the previous reporting period",
        "The state convicted {30} men, compared with {12} in the previous reporting period.",
        None,
        "2020-04/2021-03",
        ["2020-04/2021-03", "2019-04/2020-03"],
    ),
    ("this year last year", "This year we helped {143} women, last year {120}.", "2021-11-02", None, ["2021", "2020"]),
    ("this year of a report", "This year we helped {143} women, last year {120}.", None, "2020", ["2020", "2019"]),
    ("last year of annual review no date", "Last year we helped {120}.", None, "2019/2020", ["2018/2019"]),
    (
        "columns",
        "| Body | 2018/19 | 2019/20 |\n| --- | ---: | ---: |\n| Police | {23} | {61} |\n",
        None,
        None,
        ["2018/2019", "2019/2020"],
    ),
    (
        "columns FY",
        "| Body | FY 2019 | FY 2020 |\n| --- | ---: | ---: |\n| Police | {23} | {61} |\n",
        None,
        None,
        ["2019", "2020"],
    ),
    (
        "columns months",
        "| Body | Jan–Jun 2019 | Jan–Jun 2020 |\n| --- | ---: | ---: |\n| Police | {23} | {61} |\n",
        None,
        None,
        ["2019-01/2019-06", "2020-01/2020-06"],
    ),
    ("year heads", "2019\n\n- {23} trials\n\n2020\n\n- {61} trials\n", None, None, ["2019", "2020"]),
    (
        "half",
        "In 6 months of 2019 {23} crimes were recorded, against {30} in the same period of 2018.",
        "2019-07-20",
        None,
        ["2019-01/2019-06", "2018-01/2018-06"],
    ),
    (
        "since beginning",
        "Since the beginning of the year {23} crimes were recorded.",
        "2022-10-05",
        None,
        ["2022-01-01/2022-10-05"],
    ),
    (
        "9 months of this year",
        "In nine months of this year {23} crimes were recorded.",
        "2022-10-05",
        None,
        ["2022-01/2022-09"],
    ),
    ("between and", "Between 3 and 7 May 2021, {23} were held.", None, None, ["2021-05-03/2021-05-07"]),
    ("as of", "As of 30 June 2021, {23} cases were open.", None, None, ["2021-06-30"]),
    ("increase from to", "The number of victims rose from {20} in 2019 to {35} in 2020.", None, None, ["2019", "2020"]),
    ("against year before", "{35} victims in 2020, against {20} the year before.", None, None, ["2020", "2019"]),
    ("year earlier", "In 2020 {35} victims were found, {20} a year earlier.", None, None, ["2020", "2019"]),
    ("of these", "In 2020, {35} victims were found. Of these, {20} were women.", None, None, ["2020", "2020"]),
    ("percent down", "Cases fell by {20} per cent in 2020 to {35}.", None, None, ["2020", "2020"]),
    ("day after", "{Three} men were held on Tuesday.", "2021-05-07", None, ["2021-05-04"]),
    ("over last three years", "Over the last three years, {35} were helped.", "2021-05-07", None, ["2018/2021"]),
    ("the following year", "In 2019 {20} were tried; the following year, {35}.", None, None, ["2019", "2020"]),
]


@pytest.mark.parametrize(
    ("marked", "date", "reporting", "expected"), [row[1:] for row in LEANING], ids=[row[0] for row in LEANING]
)
def test_a_figure_leans_on_what_the_document_says_of_its_time(
    marked: str, date: str | None, reporting: str | None, expected: list[str | None]
) -> None:
    others = "\n\nOther things were {8} in 2001 and {9} in 2002."
    assert edtf(marked + others, date=date, reporting=reporting)[: len(expected)] == expected


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
