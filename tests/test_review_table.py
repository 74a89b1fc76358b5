"""The review page in a real browser: what filters leave, the table, and its rows as CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import claim
from review_page import NESTED_DOCUMENT, Page, csv_of, page_of
from thbextract.records import Doubt, Extraction


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("category", "victims", lambda _, each: each.category == "victims"),
        ("country", "KZ", lambda _, each: each.country == "KZ"),
        ("issuer", "police", lambda _, each: "police" in (each.issuer or "").lower()),
        ("document", "ghana", lambda one, _: "ghana" in one.source),
        ("flag", "any", lambda _, each: bool(each.review)),
        ("flag", "none", lambda _, each: not each.review),
        ("year", "none", lambda _, each: each.period is None),
        ("text", "pupils", lambda _, each: "pupils" in each.sentence.lower()),
    ],
)
def test_a_filter_leaves_the_claims_that_fit(
    page: Page, samples: list[Extraction], field: str, value: str, fits: Callable[[Extraction, Any], bool]
) -> None:
    wanted = sum(fits(one, each) for one in samples for each in one.claims)
    page.choose(f"#filter-{field}", value)
    assert page.shown() == wanted > 0
    assert page.text("#filters-active") == "(1 set)"
    page.click("#filters-clear")
    assert page.shown() == sum(len(one.claims) for one in samples)


def test_a_year_leaves_the_periods_that_cover_it(page: Page, samples: list[Extraction]) -> None:
    def covers(each: Any) -> bool:
        first, last = each.period_start or "0000", each.period_end or "9999"
        return bool(each.period and first[:4] <= "2020" <= last[:4])

    page.choose("#filter-year", "2020")
    assert page.shown() == sum(covers(each) for one in samples for each in one.claims) > 0


def test_filters_work_together_and_on_documents_marks_and_keys(page: Page, samples: list[Extraction]) -> None:
    page.choose("#filter-category", "money")
    page.choose("#filter-text", "million")
    left = [one for one in samples if page_has(one)]
    shown = page.all("#documents-list li:not([hidden]) button")
    assert len(shown) == len(left)
    shown[0].click()
    assert len(page.all("#text mark:not(.faded)")) < len(page.all("#text mark"))
    page.press("j")
    assert page.text("#claim .chip") == "money"


def page_has(one: Extraction) -> bool:
    """Whether a document has an amount in a sentence with "million"."""
    return any(
        each.category == "money" and "million" in f"{each.sentence} {each.unit} {each.issuer} {each.speaker}".lower()
        for each in one.claims
    )


def test_the_table_sorts_both_ways_with_numbers_as_numbers(page: Page, samples: list[Extraction]) -> None:
    page.choose("#filter-category", "victims")
    page.click("#tab-table")
    numbers = sorted(each.value for one in samples for each in one.claims if each.category == "victims")
    page.click("th.value button")
    first = page.run("return document.querySelector('#claims tbody .value').textContent")
    assert first.endswith(f"{numbers[0]:,}")
    assert page.one("th.value").get_attribute("aria-sort") == "ascending"
    page.click("th.value button")
    assert page.texts("#claims tbody .value")[0].split(" ")[-1].split("–")[0] == f"{numbers[-1]:,}"
    assert page.one("th.value").get_attribute("aria-sort") == "descending"
    page.click("th.value button")
    assert page.one("th.value").get_attribute("aria-sort") == "none"


def test_values_stand_at_the_right_of_a_narrow_column_and_headings_show_that_they_sort(page: Page) -> None:
    page.click("#tab-table")
    assert page.one("td.value").value_of_css_property("text-align") == "end"
    assert page.one("th.value").rect["width"] < page.one("th.issuer").rect["width"]
    sign = "return getComputedStyle(document.querySelector('th.value button'), '::after').content"
    signs = [page.run(sign)]
    for _ in range(2):
        page.click("th.value button")
        signs.append(page.run(sign))
    assert signs == ['" ↕"', '" ↑"', '" ↓"']


def test_the_table_comes_in_pages_and_counts_claims_without_adding_values(
    page: Page, samples: list[Extraction]
) -> None:
    page.click("#tab-table")
    total = sum(len(one.claims) for one in samples)
    assert len(page.all("#claims tbody tr")) == 100
    assert f"1–100 of {total}" in page.text("#pages")
    page.click("#pages [aria-label='Rows after']")
    assert f"101–200 of {total}" in page.text("#pages")
    page.click("#pages [aria-label='Last rows']")
    assert len(page.all("#claims tbody tr")) == total % 100
    counts = [int(words.rsplit(" ", 1)[1].replace(",", "")) for words in page.texts("#totals button")]
    assert sum(counts) == total


def test_a_row_opens_its_claim_in_the_text(page: Page) -> None:
    page.click("#tab-table")
    page.choose("#filter-document", "ghana")
    row = page.all("#claims tbody tr")[5]
    amount = row.find_element("css selector", ".value").text
    row.find_element("css selector", ".category").click()
    assert "Ghana" in page.text("#document-facts") or "ghana" in page.text("#document-facts")
    assert page.text("#claim h2").startswith(amount)
    assert page.run("return document.activeElement.matches('mark.chosen')")


def test_the_exported_rows_are_the_bytes_of_csv(page: Page, samples: list[Extraction]) -> None:
    page.click("#tab-table")
    page.click("th.value button")  # the order of the table is not that of the file
    assert page.saved("#csv") == csv_of(samples, excel=True)
    page.click("#csv-guard")
    assert page.saved("#csv") == csv_of(samples)


def test_odd_values_are_the_bytes_of_csv_too(reader: Page, tmp_path: Path) -> None:
    odd = [
        claim(id="x", value=10**30, value_max=1e-7, unit='a "b", c\rd\n', issuer="=1+1", speaker="\ud800x", start=1),
        claim(
            id="y", value=-2.5, value_max=123456789.125, unit="\x00\t", review=(Doubt("sum", "1; 2"), Doubt("a", "-"))
        ),
        claim(id="z", value=1e-300, value_max=2**53, issuer="@x", speaker="-y", page=3, sentence="+ no slice"),
    ]
    one = replace(NESTED_DOCUMENT, claims=tuple(odd))
    reader.open(page_of(tmp_path / "odd.html", [one]))
    reader.click("#tab-table")
    assert reader.saved("#csv") == csv_of([one], excel=True)
    reader.click("#csv-guard")
    assert reader.saved("#csv") == csv_of([one])


def test_the_export_holds_the_filtered_rows_alone(page: Page, samples: list[Extraction]) -> None:
    page.click("#tab-table")
    page.click("#csv-guard")
    page.choose("#filter-category", "groups")
    left = [replace(one, claims=tuple(each for each in one.claims if each.category == "groups")) for one in samples]
    assert page.saved("#csv") == csv_of(left)
