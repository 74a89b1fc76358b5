"""The view of series in the review page, in a real browser: figures in words, their sentences, filters and lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from browser import chromium, complaints
from parts_of_page import write_page

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

DRAW = """
window.opened = [];
const cut = (report) => ({ text: `Page: ${report.text}.`, start: 6, end: 6 + report.text.length });
const sentenceOf = arguments[1] && cut;
const start = performance.now();
parts.drawSeries(document.getElementById("host"), JSON.parse(arguments[0]), {
  openClaim: (source, claim) => window.opened.push([source, claim]), sentenceOf,
});
document.body.getBoundingClientRect();
return (performance.now() - start) / 1000;
"""
HOSTILE = "</script><img src=x onerror=alert(1)> \u202ekcab 62\u202c \x07 " + "dampf" * 200


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    page = write_page(tmp_path_factory.mktemp("series") / "page.html")
    with chromium() as browser:
        browser.get(page.as_uri())
        yield browser


@pytest.fixture
def page(chrome: Chrome) -> Iterator[Chrome]:
    """The browser with an empty host; whatever a test does, the browser has nothing to complain of."""
    chrome.execute_script(
        "const host = document.createElement('main'); host.id = 'host'; document.body.replaceChildren(host);"
    )
    yield chrome
    assert complaints(chrome) == []


def figure(number: int, value: float | str = 62, year: int = 2020, **changes: Any) -> dict[str, Any]:
    """A figure as `thbextract series` gives it, reported once."""
    report = {
        "source": f"report-{number}.txt",
        "claim": f"61ffbafaf02d-{number}-{number + 2}",
        "date": f"{year + 1}-02-01",
        "text": str(value),
        "sentence": f"The police found {value} people that year.",
    }
    fields = {
        **dict.fromkeys(("indicator", "unit", "sex", "age_group", "exploitation", "currency", "per", "value_max")),
        **dict.fromkeys(("change", "growth", "compared_with", "not_comparable", "series")),
        "figure": number,
        "category": "victims",
        "status": "reported",
        "country": "MD",
        "issuer": "Police of Ostania",
        "period": str(year),
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "year": str(year),
        "qualifier": "exact",
        "value": value,
        "documents": 1,
        "reports": [report],
        "revises": [],
        "revised_by": [],
        "findings": [],
    }
    return {**fields, **changes}


def grown(number: int, value: float, year: int, before: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A figure that is compared with the one before it in its series."""
    change = value - before["value"]
    links = {"change": change, "growth": round(100 * change / before["value"], 1), "compared_with": before["figure"]}
    return figure(number, value, year, **{**links, "series": before["series"], "issuer": before["issuer"], **changes})


def draw(
    page: Chrome, *figures: dict[str, Any], findings: Any = (), by: Any = ("category", "year"), from_page: bool = False
) -> float:
    """Draw the view; return how many seconds that took."""
    series = {"by": list(by), "figures": list(figures), "findings": list(findings)}
    return float(page.execute_script(DRAW, json.dumps(series), from_page))


def cells(page: Chrome, column: str) -> list[str]:
    script = "return [...document.querySelectorAll(`tbody .series-${arguments[0]}`)].map((cell) => cell.textContent)"
    return [text.replace("\u00a0", " ") for text in page.execute_script(script, column)]


def click(page: Chrome, selector: str) -> None:
    page.execute_script("document.querySelector(arguments[0]).click()", selector)


def text(page: Chrome, selector: str) -> str:
    return str(page.execute_script("return document.querySelector(arguments[0]).textContent", selector))


def count(page: Chrome, selector: str) -> int:
    return int(page.execute_script("return document.querySelectorAll(arguments[0]).length", selector))


CONFLICT = {"finding": 1, "kind": "conflict", "figures": [1, 2], "detail": "62 and 65 for the same year"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "62"),
        ({"value": 1100, "qualifier": "more_than"}, "more than 1,100"),
        ({"value": 400, "category": "money", "currency": "EUR", "per": "person"}, "400 EUR per person"),
        ({"value": 400, "category": "money"}, "400 of an unknown currency"),
        ({"value": 20, "value_max": 30}, "20–30"),
        ({"value": 20, "value_max": 30, "qualifier": "approximate"}, "about 20–30"),
        ({"value": 7.142857, "category": "percent"}, "7.142857 %"),
        ({"value": 12, "category": "sentences", "unit": "years"}, "12 years"),
        ({"value": 0}, "0"),
        ({"value": 2_500_000.5, "qualifier": "at_most"}, "at most 2,500,000.5"),
    ],
)
def test_values_are_told_as_a_person_would_say_them(page: Chrome, changes: dict[str, Any], words: str) -> None:
    draw(page, figure(1, **changes))
    assert cells(page, "value") == [words]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"change": 12, "growth": 24.5, "compared_with": 2}, "+24.5 % on 2020"),
        ({"change": -12, "growth": -3.04, "compared_with": 2}, "−3 % on 2020"),
        ({"change": 12, "compared_with": 2}, "+12 on 2020"),
        ({"change": 0, "growth": 0, "compared_with": 2}, "unchanged on 2020"),
        ({"not_comparable": "another qualifier"}, "not comparable: another qualifier"),
        ({}, ""),
    ],
)
def test_growth_names_the_year_it_is_measured_from_or_why_there_is_none(
    page: Chrome, changes: dict[str, Any], words: str
) -> None:
    draw(page, figure(1, year=2021, **changes), figure(2))
    assert cells(page, "growth")[0] == words


def test_what_is_counted_is_told_with_its_population(page: Chrome) -> None:
    population: dict[str, Any] = {
        "unit": "presumed victims",
        "sex": "female",
        "age_group": "child",
        "exploitation": "labour",
    }
    draw(page, figure(1, status="estimated", indicator="victims identified", **population))
    told = "victims victims identified, presumed victims, female, child, for labour, estimated"
    assert cells(page, "counted") == [told]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2021", "2021"),
        ("2003/..", "since 2003"),
        ("../2019-06", "until 2019-06"),
        ("2017/2018", "2017 – 2018"),
        (None, "no period"),
    ],
)
def test_periods_are_told_in_words(page: Chrome, period: str | None, words: str) -> None:
    draw(page, figure(1, period=period))
    assert cells(page, "period") == [words]


@pytest.mark.parametrize(
    ("by", "sections"),
    [
        (("category", "year"), ["victims (2 figures)", "cases (1 figure)"]),
        (("year", "issuer"), ["2020 (1 figure)", "2021 (1 figure)", "since 2003 (1 figure)"]),
        (("country",), ["Moldova (MD) (2 figures)", "no country (1 figure)"]),
    ],
)
def test_figures_stand_under_headings_of_what_they_are_grouped_by(
    page: Chrome, by: tuple[str, ...], sections: list[str]
) -> None:
    last = figure(3) | {"category": "cases", "country": None, "year": "2003/.."}
    draw(page, figure(1), figure(2, year=2021), last, by=by)
    headings = page.execute_script("return [...document.querySelectorAll('.series-section')].map((r) => r.textContent)")
    assert headings == sections


def test_a_row_opens_to_its_sentences_with_the_number_marked(page: Chrome) -> None:
    draw(page, figure(1))
    button = page.find_element("css selector", ".series-open")
    assert (button.text, button.get_attribute("aria-expanded")) == ("1 document", "false")
    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    assert text(page, "blockquote") == "The police found 62 people that year."
    assert text(page, "blockquote mark") == "62"
    opened = button.get_attribute("aria-controls")
    assert page.find_element("id", str(opened)).is_displayed()
    button.click()
    assert count(page, "blockquote") == 0


def test_sentences_come_from_the_page_where_it_has_them(page: Chrome) -> None:
    draw(page, figure(1), from_page=True)
    click(page, ".series-open")
    assert (text(page, "blockquote"), text(page, "mark")) == ("Page: 62.", "62")


def test_a_number_that_stands_twice_in_its_sentence_is_not_marked_by_guess(page: Chrome) -> None:
    drawn = figure(1, 20)
    drawn["reports"][0]["sentence"] = "In 2020 they found 20 people."
    draw(page, drawn)
    click(page, ".series-open")
    assert (text(page, "blockquote"), count(page, "mark")) == ("In 2020 they found 20 people.", 0)


def test_findings_are_counted_above_the_table(page: Chrome) -> None:
    draw(page, figure(1, findings=[1]), figure(2, 65, findings=[1]), findings=[CONFLICT])
    assert "1 conflict. Figures are never added up here" in text(page, ".chart-lead")
    draw(page, figure(1))
    assert "No conflicts were found." in text(page, ".chart-lead")


def test_a_report_is_named_by_its_file_without_the_folders(page: Chrome) -> None:
    drawn = figure(1)
    drawn["reports"][0]["source"] = "folder/of/texts/a.txt"
    draw(page, drawn)
    click(page, ".series-open")
    assert text(page, ".series-origin bdi") == "a.txt"
    click(page, ".series-origin button")
    assert page.execute_script("return window.opened[0][0]") == "folder/of/texts/a.txt"


def test_a_sentence_leads_to_its_claim_in_the_text(page: Chrome) -> None:
    draw(page, figure(1))
    click(page, ".series-open")
    button = page.find_element("css selector", ".series-origin button")
    assert button.accessible_name == "Show in the text: 62, report-1.txt"
    button.click()
    assert page.execute_script("return window.opened") == [["report-1.txt", "61ffbafaf02d-1-3"]]


def test_a_conflict_shows_both_sentences_side_by_side(page: Chrome) -> None:
    draw(page, figure(1, findings=[1]), figure(2, 65, issuer="Ministry", findings=[1]), findings=[CONFLICT])
    assert cells(page, "notes") == ["conflict ", "conflict "]
    click(page, ".series-open")
    sides = page.find_elements("css selector", ".series-sides > div")
    assert ["62" in sides[0].text, "Ministry" in sides[1].text, "65 people" in sides[1].text] == [True, True, True]
    assert sides[0].location["y"] == sides[1].location["y"]
    assert "62 and 65 for the same year" in text(page, ".series-finding")


def test_revisions_and_sums_are_noted(page: Chrome) -> None:
    findings = [{"finding": 4, "kind": "sum", "figures": [1], "detail": "40 + 20 is not 62"}]
    draw(page, figure(1, findings=[4], revised_by=[2]), figure(2, revises=[1]), findings=findings)
    assert cells(page, "notes") == ["does not add up revised later ", "revises an earlier figure "]


def test_many_reports_are_shown_some_at_a_time(page: Chrome) -> None:
    drawn = figure(1)
    draw(page, {**drawn, "documents": 50, "reports": drawn["reports"] * 50})
    click(page, ".series-open")
    assert count(page, "blockquote") == 20
    click(page, ".series-reports td > button")
    assert count(page, "blockquote") == 50
    assert page.execute_script("return document.activeElement.closest('li') !== null")


def choose(page: Chrome, selector: str, value: str) -> None:
    script = (
        "const s = document.querySelector(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change'))"
    )
    page.execute_script(script, selector, value)


def test_figures_with_one_kind_of_finding_or_with_any_can_be_left_alone(page: Chrome) -> None:
    sum_ = {"finding": 2, "kind": "sum", "figures": [3], "detail": "10 + 20 is not 40"}
    figures = [figure(1, findings=[1]), figure(2, 65, findings=[1]), figure(3, 40, findings=[2])]
    draw(page, *figures, figure(4, 50, revises=[5]), figure(5, 9), findings=[CONFLICT, sum_])
    field = page.find_element("css selector", ".series-findings")
    assert field.accessible_name == "findings"
    for kind, values in [
        ("any", ["62", "65", "40", "50"]),
        ("conflict", ["62", "65"]),
        ("sum", ["40"]),
        ("revision", ["50"]),
        ("", ["62", "65", "40", "50", "9"]),
    ]:
        choose(page, ".series-findings", kind)
        assert cells(page, "value") == values


def test_the_counts_of_findings_lead_to_their_figures(page: Chrome) -> None:
    sum_ = {"finding": 2, "kind": "sum", "figures": [3], "detail": "10 + 20 is not 40"}
    draw(page, figure(1, findings=[1]), figure(2, 65), figure(3, 40, findings=[2]), findings=[CONFLICT, sum_])
    assert "1 conflict, 1 wrong sum. Figures are never added up" in text(page, ".chart-lead")
    click(page, "[data-finding=sum]")
    assert cells(page, "value") == ["40"]
    assert page.find_element("css selector", ".series-findings").get_property("value") == "sum"
    assert text(page, ".series-status") == "Figures 1–1 of 1"


def test_only_series_with_growth_can_be_left_alone(page: Chrome) -> None:
    first = figure(3, 40, series=1)
    draw(page, figure(1, findings=[1]), first, grown(4, 50, 2021, first), figure(5, 9), findings=[CONFLICT])
    [box] = page.find_elements("css selector", ".series-filters input")
    assert box.accessible_name == "only series with growth"
    box.click()
    assert cells(page, "value") == ["40", "50"]
    choose(page, ".series-findings", "conflict")
    assert text(page, ".series-status") == "No figures with these filters."


def test_one_section_can_be_chosen(page: Chrome) -> None:
    draw(page, figure(1), figure(2, 7, category="cases"))
    page.execute_script(
        "const s = document.querySelector('select'); s.value = 'cases'; s.dispatchEvent(new Event('change'));"
    )
    assert cells(page, "value") == ["7"]


def test_a_column_sorts_within_its_sections(page: Chrome) -> None:
    draw(page, figure(1, 9), figure(2, 100), figure(3, 20), figure(4, 1, category="cases"))
    for values, told in (
        (["9", "20", "100", "1"], "ascending"),
        (["100", "20", "9", "1"], "descending"),
        (["9", "100", "20", "1"], None),
    ):
        click(page, "[data-sort=value]")
        assert cells(page, "value") == values
        assert page.find_element("css selector", "th.series-value").get_attribute("aria-sort") == told
        assert page.execute_script("return document.activeElement.dataset.sort") == "value"


def test_rows_without_a_value_in_the_sorted_column_come_last(page: Chrome) -> None:
    draw(page, figure(1, issuer=None), figure(2, issuer="B"), figure(3, issuer="A"))
    click(page, "[data-sort=issuer]")
    assert cells(page, "issuer") == ["A", "B", "no issuer known"]
    click(page, "[data-sort=issuer]")
    assert cells(page, "issuer") == ["B", "A", "no issuer known"]


def test_pages_hold_a_hundred_rows_and_keep_the_focus(page: Chrome) -> None:
    draw(page, *(figure(number, number) for number in range(1, 251)))
    assert len(cells(page, "value")) == 100
    click(page, "[data-page=next]")
    assert cells(page, "value")[0] == "101"
    assert page.execute_script("return document.activeElement.dataset.page") == "next"
    click(page, "[data-page=last]")
    assert cells(page, "value") == [str(number) for number in range(201, 251)]
    assert text(page, ".series-status") == "Figures 201–250 of 250"
    click(page, "[data-page=next]")
    assert cells(page, "value")[0] == "201"


def test_what_the_reader_has_chosen_is_kept_when_the_view_is_drawn_again(page: Chrome) -> None:
    series = {"by": ["category"], "figures": [figure(1, findings=[1]), figure(2, 65)], "findings": [CONFLICT]}
    script = """
    const again = () => parts.drawSeries(document.getElementById("host"), arguments[0], {});
    again();
    document.querySelector("[data-finding=conflict]").click();
    document.querySelector(".series-open").click();
    again();
    """
    page.execute_script(script, series)
    assert (cells(page, "value"), count(page, "blockquote")) == (["62"], 3)
    assert page.find_element("css selector", ".series-findings").get_property("value") == "conflict"


def test_three_comparable_figures_are_a_line_that_breaks_where_they_are_not_comparable(page: Chrome) -> None:
    first = figure(1, 40, 2018, series=1)
    second = grown(2, 50, 2019, first)
    third = figure(3, 90, 2020, series=1, not_comparable="another population", qualifier="approximate")
    draw(page, first, second, third, grown(4, 45, 2021, third), figure(5, 7, series=2))
    assert count(page, ".chart-marker[data-value]") == 4
    assert count(page, ".chart-join") == 2
    assert count(page, ".chart-marker.is-hollow[data-value]") == 1
    script = """
    return [...document.querySelectorAll(".chart-marker[data-value]")].map((mark) => {
      const { e, f } = mark.transform.baseVal.consolidate().matrix;
      return [Number(mark.dataset.value), e, f];
    });
    """
    marks = page.execute_script(script)
    (low, x, y), (high, next_x, next_y) = marks[:2]
    zero = y + (y - next_y) / (high - low) * low
    for value, _, height in marks:
        assert zero - height == pytest.approx((zero - y) * value / low, rel=1e-3)
    assert next_x - x == pytest.approx(marks[2][1] - next_x, rel=0.01)


def test_issuers_share_a_chart_with_a_mark_of_their_own_shape(page: Chrome) -> None:
    figures = [
        figure(10 * line + year, 20 + line, 2018 + year, series=line, issuer=f"Body {line}")
        for line in range(1, 8)
        for year in range(3)
    ]
    draw(page, *figures)
    assert count(page, ".series-lines figure") == 1
    shapes = page.execute_script(
        "return [...document.querySelectorAll('.chart-legend .chart-marker')].map((m) => m.firstChild.outerHTML)"
    )
    assert len(set(shapes)) == 5
    assert "2 other lines only in the table of figures" in text(page, ".series-lines figure")
    drawing = page.find_element("css selector", ".series-lines figure > svg")
    assert drawing.accessible_name.startswith("victims, Moldova (MD) 15 figures of 5 issuers, 2018 to 2020.")


def test_lines_of_one_issuer_are_told_apart_by_what_they_count_and_when(page: Chrome) -> None:
    def quarter(number: int, year: int, series: int, **changes: Any) -> dict[str, Any]:
        days = {"period_start": f"{year}-01-01", "period_end": f"{year}-03-31"}
        return figure(number, number, year, **days, series=series, indicator="victims identified", **changes)

    first = [quarter(10 + place, 2018 + place, 1) for place in range(3)]
    second = [quarter(20 + place, 2018 + place, 2, unit="foreign victims") for place in range(3)]
    draw(page, *first, *second)
    legend = page.execute_script(
        "return [...document.querySelectorAll('.chart-legend li')].map((li) => li.textContent)"
    )
    assert [entry.strip() for entry in legend] == [
        "Police of Ostania, 1 Jan – 31 Mar",
        "Police of Ostania, foreign victims, 1 Jan – 31 Mar",
    ]


def test_lines_have_their_figures_in_a_table(page: Chrome) -> None:
    draw(page, *(figure(year, year, 2000 + year, series=1) for year in (11, 12, 13)))
    click(page, ".chart-table summary")
    page.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    script = """
    const rows = [...document.querySelectorAll(".chart-table tbody tr")];
    return rows.map((row) => [...row.cells].map((cell) => cell.textContent));
    """
    rows = page.execute_script(script)
    assert rows == [[str(2000 + year), "Police of Ostania", str(year)] for year in (11, 12, 13)]


def test_hostile_sentences_and_names_are_shown_as_text(page: Chrome) -> None:
    drawn = figure(1, issuer=HOSTILE, unit=HOSTILE, findings=[1], country="<b>", currency=HOSTILE)
    drawn["reports"][0].update(source=HOSTILE, sentence=HOSTILE, text="62")
    draw(page, drawn, findings=[{**CONFLICT, "detail": HOSTILE}])
    click(page, ".series-open")
    assert text(page, "blockquote") == HOSTILE
    assert text(page, "blockquote mark") == "62"
    assert HOSTILE in text(page, ".series-finding")
    assert count(page, "#host script, #host img, #host b") == 0
    assert page.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")


def test_a_narrow_page_shows_rows_as_cards_without_scrolling_sideways(page: Chrome) -> None:
    size = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        draw(
            page,
            *(figure(number, issuer="Interagency Council " * 8, series=1, year=2000 + number) for number in range(9)),
        )
        click(page, ".series-open")
        assert page.execute_script("return document.documentElement.scrollWidth") <= 360
        assert page.find_element("css selector", "tbody .series-value").aria_role == "cell"
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_numbers_beyond_what_a_browser_can_count_are_told_and_not_drawn(page: Chrome) -> None:
    huge = int("9" * 400)
    draw(
        page, *(figure(year, huge, 2010 + year, series=1) for year in range(3)), figure(9, "9007199254740993", series=1)
    )
    assert count(page, ".chart-marker") == 0
    assert cells(page, "value") == ["∞", "∞", "∞", "9007199254740993"]
    click(page, "[data-sort=value]")
    assert cells(page, "value")[0] == "9007199254740993"


def test_ten_thousand_figures_stay_usable(page: Chrome) -> None:
    figures = [figure(number, number % 900 + 1, 2000 + number % 8, series=number // 8) for number in range(10_000)]
    assert draw(page, *figures) < 5
    script = (
        "const t = performance.now(); document.querySelector('[data-sort=value]').click(); return performance.now() - t"
    )
    assert page.execute_script(script) < 2000


def test_no_figures_are_told(page: Chrome) -> None:
    draw(page)
    assert text(page, "#host") == "There are no figures to compare."
