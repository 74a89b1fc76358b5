"""The charts of the review page, drawn by a real browser: what they count, how they look, who can read them."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from browser import chromium, complaints
from parts_of_page import write_page

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

HOSTILE = [
    "</script><script>alert(1)</script>",
    '<img src=x onerror="alert(1)"> & "quotes\'',
    "police \u202eecilop\u202c \u200f الشرطة",
    "bell \x07 and null \x00 stay",
    "Donau" + "dampf" * 300,
]
TABLES = """
for (const details of document.querySelectorAll(".chart-table")) {
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
}
return Object.fromEntries([...document.querySelectorAll("figure")].map((figure) => [
  figure.dataset.category,
  [...figure.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cell.textContent)),
]));
"""
BARS = """
return [...document.querySelectorAll("figure rect[data-count]")].map((bar) => [
  bar.closest("figure").dataset.category, Number(bar.dataset.year), Number(bar.dataset.count),
  bar.height.baseVal.value, bar.getAttribute("fill"),
]);
"""


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    page = write_page(tmp_path_factory.mktemp("charts") / "page.html")
    with chromium() as browser:
        browser.get(page.as_uri())
        yield browser


@pytest.fixture
def page(chrome: Chrome) -> Iterator[Chrome]:
    """The browser with an empty host; whatever a test does, the browser has nothing to complain of."""
    empty_host(chrome)
    yield chrome
    assert complaints(chrome) == []


def empty_host(chrome: Chrome) -> None:
    chrome.execute_script(
        "const host = document.createElement('main'); host.id = 'host'; document.body.replaceChildren(host);"
    )


def lead(page: Chrome) -> str:
    return str(page.execute_script("return document.querySelector('.chart-lead').textContent"))


def one(category: str = "victims", period: Any = 2020, issuer: str | None = "Police of Ostania") -> dict[str, Any]:
    """A claim as the charts see it; `period` is a year, first and last day, or null."""
    start, end = (f"{period}-01-01", f"{period}-12-31") if isinstance(period, int) else period or (None, None)
    return {"category": category, "issuer": issuer, "period_start": start, "period_end": end}


def many(number: int, first: int, last: int) -> list[dict[str, Any]]:
    chance = random.Random(number)
    issuers = [*(f"Body {letter}" for letter in "ABCDEFG"), None]
    categories = ["victims", "cases", "suspects", "money", "displaced"]
    return [one(chance.choice(categories), chance.randint(first, last), chance.choice(issuers)) for _ in range(number)]


def draw(page: Chrome, claims: list[dict[str, Any]]) -> float:
    """Draw and lay out the charts; return how many seconds that took."""
    script = """
    const start = performance.now();
    parts.drawCharts(document.getElementById("host"), arguments[0]);
    document.body.getBoundingClientRect();
    return (performance.now() - start) / 1000;
    """
    return float(page.execute_script(script, claims))


def shown(page: Chrome) -> str:
    return str(page.execute_script("return document.getElementById('host').textContent"))


def test_tables_count_claims_of_each_category_by_year_and_issuer(page: Chrome) -> None:
    claims = many(500, 2011, 2019)
    draw(page, claims)
    counted = Counter((claim["category"], claim["period_start"][:4], claim["issuer"]) for claim in claims)
    tables = page.execute_script(TABLES)
    assert set(tables) == {claim["category"] for claim in claims}
    for category, (head, *rows) in tables.items():
        named = {place: name for place, name in enumerate(head) if name.startswith("Body")}
        assert len(named) == 4
        for year, *numbers in rows[:-1]:
            for place, name in named.items():
                assert int(numbers[place - 1]) == counted[category, year, name]
            assert int(numbers[-1]) == sum(n for (c, y, _), n in counted.items() if (c, y) == (category, year))


def test_bars_are_as_high_as_what_they_count_in_all_charts(page: Chrome) -> None:
    claims = many(500, 2011, 2019)
    draw(page, claims)
    bars = page.execute_script(BARS)
    assert sum(count for _, _, count, _, _ in bars) == len(claims)
    by_year = Counter[tuple[str, int]]()
    for category, year, count, height, _ in bars:
        by_year[category, year] += count
        assert height / count == pytest.approx(bars[0][3] / bars[0][2], rel=1e-4)
    assert by_year == Counter((claim["category"], int(claim["period_start"][:4])) for claim in claims)


def test_a_chart_with_a_scale_of_its_own_fills_its_height(page: Chrome) -> None:
    draw(page, [one("victims") for _ in range(100)] + [one("cases") for _ in range(2)])
    common = {category: height for category, _, _, height, _ in page.execute_script(BARS)}
    page.execute_script("document.querySelector('input[value=own]').click()")
    own = {category: height for category, _, _, height, _ in page.execute_script(BARS)}
    assert own["victims"] == pytest.approx(common["victims"])
    assert own["cases"] == pytest.approx(own["victims"])
    assert common["cases"] == pytest.approx(common["victims"] / 50, rel=1e-4)


def test_the_choice_of_scale_outlives_a_change_of_filters(page: Chrome) -> None:
    draw(page, [one()])
    page.execute_script("document.querySelector('input[value=own]').click()")
    draw(page, [one(), one()])
    assert page.execute_script("return document.querySelector('input:checked').value") == "own"


@pytest.mark.parametrize(
    ("period", "year"),
    [
        (("2021-04-01", "2022-03-31"), 2021),
        (("2020-10-01", "2021-09-30"), 2021),
        (("2020-12-28", "2021-01-24"), 2021),
        (("2024-01-01", "2024-12-31"), 2024),
        (("2019-06-03", "2019-06-03"), 2019),
    ],
)
def test_a_period_over_new_year_stands_where_its_middle_is(page: Chrome, period: tuple[str, str], year: int) -> None:
    draw(page, [one(period=period)])
    assert [bar[1] for bar in page.execute_script(BARS)] == [year]


def test_claims_without_a_single_year_are_told_and_not_drawn(page: Chrome) -> None:
    unknown = [None, ("2019-01-01", "2020-12-31"), ("2003-01-01", None), (None, "2019-09-24")]
    draw(page, [one(), *(one(period=period) for period in unknown)])
    assert sum(bar[2] for bar in page.execute_script(BARS)) == 1
    assert "Not drawn: 4 claims without a single year." in shown(page)


def test_a_category_without_any_year_has_its_title_and_no_drawing(page: Chrome) -> None:
    draw(page, [one("money", None)])
    assert "money: 1 claim" in shown(page)
    assert page.execute_script("return document.querySelectorAll('figure svg').length") == 0


def test_no_claims_are_told(page: Chrome) -> None:
    draw(page, [])
    assert shown(page) == "There are no claims to draw."


def test_one_claim_of_long_ago_does_not_press_the_others_together(page: Chrome) -> None:
    draw(page, [one(period=1867), *(one(period=year) for year in range(1990, 2022))])
    assert {bar[1] for bar in page.execute_script(BARS)} == set(range(1990, 2022))
    assert "Only in the tables: 1 claim of years before 1990 or after 2021." in shown(page)
    assert [row[0] for row in page.execute_script(TABLES)["victims"][1:3]] == ["1867", "1990"]


def test_issuers_are_told_apart_by_patterns_and_not_by_colours_alone(page: Chrome) -> None:
    draw(page, many(500, 2011, 2019))
    fills = {bar[4] for bar in page.execute_script(BARS)}
    assert len(fills) == 6
    script = """
    const shape = (part) => part.tagName + (part.getAttribute("d") || part.className.baseVal);
    const patterns = arguments[0].map((fill) => document.querySelector(fill.slice(4, -1)));
    return patterns.map((pattern) => [...pattern.children].map(shape).join());
    """
    assert len(set(page.execute_script(script, sorted(fills)))) == 6


def test_drawings_have_names_and_descriptions_for_those_who_do_not_see_them(page: Chrome) -> None:
    draw(page, [one(), one(), one("cases", 2019)])
    drawings = page.find_elements("css selector", "figure svg")
    assert {drawing.aria_role for drawing in drawings} <= {"img", "image"}
    told = "Scale the same in all charts. The table below has the same figures."
    assert [drawing.accessible_name for drawing in drawings] == [
        f"victims: 2 claims Claims from 2019 to 2020; most of them in 2020: 2. {told}",
        f"cases: 1 claim Claims from 2019 to 2020; most of them in 2019: 1. {told}",
    ]


def test_axes_are_named(page: Chrome) -> None:
    draw(page, [one()])
    names = page.execute_script("return [...document.querySelectorAll('.chart-axis-name')].map((n) => n.textContent)")
    assert sorted(names) == ["claims", "year"]


@pytest.mark.parametrize("years", [1, 2, 7, 30, 31, 37, 60])
def test_labels_of_years_never_touch_each_other(page: Chrome, years: int) -> None:
    draw(page, [one(period=1960 + year) for year in range(years)])
    script = """
    const texts = [...document.querySelectorAll(".chart-axes text")];
    const labels = texts.filter((text) => /^\\d{4}$/.test(text.textContent));
    return labels.map((label) => label.getBBox()).map((box) => [box.x, box.x + box.width]);
    """
    boxes = page.execute_script(script)
    assert boxes
    assert all(end + 2 < start for (_, end), (start, _) in pairwise(boxes))


def test_steps_of_an_axis_are_round_and_reach_the_highest_number(page: Chrome) -> None:
    numbers = [0, 1, 2, 3, 4, 5, 7, 11, 99, 100, 101, 12345, 1e6, 999_999_999, 2.5e12]
    steps = page.execute_script("return arguments[0].map((number) => parts.axisSteps(number, 1))", numbers)
    for number, marks in zip(numbers, steps, strict=True):
        assert marks[0] == 0
        assert marks[-2] < max(number, 1) <= marks[-1]
        assert str(int(marks[1])).rstrip("0") in {"1", "2", "5"}
        assert len(marks) <= 6


def test_hostile_names_of_issuers_are_shown_as_text(page: Chrome) -> None:
    draw(page, [one(issuer=name) for name in HOSTILE for _ in range(2)] + [one("<b>displaced</b>")])
    names = page.execute_script("return [...document.querySelectorAll('.chart-legend bdi')].map((n) => n.textContent)")
    assert len(names) == 4
    assert all(any(name.startswith(told.rstrip("…")) for name in HOSTILE) for told in names)
    assert page.execute_script("return document.querySelectorAll('#host script, #host img, #host b').length") == 0


def test_long_names_do_not_widen_a_narrow_page(page: Chrome) -> None:
    size = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        draw(page, [one(issuer=name, period=1990 + place) for name in HOSTILE for place in range(30)])
        page.execute_script(TABLES)
        assert page.execute_script("return document.documentElement.scrollWidth") <= 360
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            one,
            st.sampled_from(["victims", "other", "", "__proto__", "line-1"]) | st.text(max_size=5),
            st.integers(1, 9999).filter(lambda year: year > 999)
            | st.tuples(*[st.sampled_from([None, "2020-02-29", "2020-13-45", "", "soon", "9999-12-31"])] * 2),
            st.none() | st.sampled_from("ABCDEFG") | st.text(max_size=8),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_every_claim_is_drawn_or_told_whatever_it_says(chrome: Chrome, claims: list[dict[str, Any]]) -> None:
    empty_host(chrome)
    draw(chrome, claims)
    told = [
        int(number.replace(",", "")) for number in re.findall(r": ([\d,]+) claims? (?:without|of years)", lead(chrome))
    ]
    assert sum(bar[2] for bar in chrome.execute_script(BARS)) + sum(told) == len(claims)
    assert complaints(chrome) == []


def test_twenty_thousand_claims_of_sixty_years_are_drawn_at_once(page: Chrome) -> None:
    assert draw(page, many(20_000, 1964, 2023)) < 5
    assert sum(bar[2] for bar in page.execute_script(BARS)) == 20_000


@pytest.mark.parametrize(
    "call",
    [
        "element('script')",
        "element('IFRAME')",
        "element('p', {style: 'color: red'})",
        "element('p', {onclick: 'alert(1)'})",
        "element('p', {ONLOAD: 'alert(1)'})",
        "element('img', {src: 'https://example.org/a.png'})",
        "element('a', {href: 'javascript:alert(1)'})",
        "element('a', {href: ' JavaScript:alert(1)'})",
        "element('a', {href: 'https://example.org/'})",
        "svg('use', {'xlink:href': 'https://example.org/a.svg'})",
        "svg('a', {href: 'data:text/html,x'})",
    ],
)
def test_what_could_load_or_run_something_is_refused(page: Chrome, call: str) -> None:
    script = f"const {{ element, svg }} = parts; try {{ {call}; return ''; }} catch (error) {{ return error.message; }}"
    assert "is refused" in page.execute_script(script)


def test_elements_take_texts_attributes_and_listeners(page: Chrome) -> None:
    script = """
    let heard = 0;
    const made = parts.element("button", {class: "a", "data-n": 0, hidden: true, title: null, id: false,
      on: {click: () => { heard += 1; }}}, "<b>", ["x", [null, 1]], false, parts.element("i"));
    made.click();
    return [made.outerHTML, heard];
    """
    made = '<button class="a" data-n="0" hidden="">&lt;b&gt;x1<i></i></button>'
    assert page.execute_script(script) == [made, 1]


def test_the_page_of_the_tests_is_as_strict_as_the_real_one(tmp_path: Path) -> None:
    text = write_page(tmp_path / "page.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert "unsafe" not in text
