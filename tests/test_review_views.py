"""The review page in a real browser: charts, series, colours, narrow windows, paper, many documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from review_page import Page, document, page_of
from thbextract.records import Extraction


def test_charts_follow_the_filters(page: Page) -> None:
    page.click("#tab-charts")
    many = len(page.all("#charts svg"))
    page.choose("#filter-category", "victims")
    assert 0 < len(page.all("#charts svg")) < many


def test_a_figure_of_the_series_leads_to_its_claim_in_the_text(page: Page, samples: list[Extraction]) -> None:
    page.click("#tab-series")
    assert not page.one("section.filters").is_displayed()
    page.click("#series-view .series-open")
    sentence = page.text("#series-view blockquote")
    page.click("#series-view blockquote + p button")
    assert page.one("#view-read").is_displayed()
    assert page.text("#claim blockquote") == sentence
    assert page.run("return document.activeElement.matches('mark.chosen')")
    chosen = page.text("#claim .found")
    assert any(" ".join(each.text.split()) == chosen for one in samples for each in one.claims)


def test_the_series_mark_what_was_rejected_or_corrected_and_say_that_they_are_as_extracted(page: Page) -> None:
    page.click("#tab-series")
    assert page.all(".series-verdicts") == []
    page.click("#series-view .series-open")
    page.click("#series-view blockquote + p button")
    page.press("r")
    page.click("#tab-series")
    assert page.text(".series-verdicts").startswith("Figures stand here as extracted; what you")
    assert "rejected" in page.text("#series-view tbody tr:nth-child(2) .series-notes")
    assert page.text("#series-view .series-origin .is-judged") == "rejected"
    page.click("#series-view blockquote + p button")
    page.press("rc")
    page.type("#form-value", "42")
    page.type("#form-value_max", "")
    page.click("#claim [type=submit]")
    page.click("#tab-series")
    assert page.text("#series-view .series-origin .is-judged").startswith("corrected to ")
    assert "42" in page.text("#series-view .series-origin .is-judged")
    page.press("zzz")
    assert page.all(".series-verdicts") == page.all("#series-view .is-judged") == []


def test_tabs_are_changed_with_the_arrow_keys(page: Page) -> None:
    page.one("#tab-read").send_keys("\ue014")
    assert page.one("#tab-table").get_attribute("aria-selected") == "true"
    assert page.one("#view-table").is_displayed()
    assert not page.one("#view-read").is_displayed()


def test_the_theme_is_the_system_s_until_the_reader_chooses(page: Page, sample_page: Path) -> None:
    def background() -> str:
        return str(page.run("return getComputedStyle(document.documentElement).backgroundColor"))

    light = background()
    page.click("#theme")
    page.click("#theme")
    assert page.text("#theme") == "Theme: dark"
    dark = background()
    assert dark != light
    page.open(sample_page)
    assert background() == dark


FAINT = """
for (const each of document.getAnimations()) each.finish(); // a colour on its way to another one is nobody's choice
const channels = (colour) => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
const behind = (node) => {
  for (let each = node; each; each = each.parentElement) {
    const colour = channels(getComputedStyle(each).backgroundColor);
    if (colour[3] === 255) return colour;
  }
  return [255, 255, 255];
};
const texts = [...document.body.querySelectorAll('*')].filter((node) => node.checkVisibility()
  && !node.closest(':disabled, svg, script, option') && node.getClientRects()[0]?.width > 1
  && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
return texts.map((node) => {
  const [one, other] = [channels(getComputedStyle(node).color), behind(node)].map(luminance);
  const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  return [contrast, node.textContent.slice(0, 40)];
}).filter(([contrast]) => contrast < 4.5);
"""
"""Texts whose contrast with what is behind them is less than WCAG 2.2 asks for (1.4.3), which exempts what is off."""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(page: Page, theme: str) -> None:
    page.run("document.documentElement.dataset.theme = arguments[0]", theme)
    page.press("ajafjr")
    assert page.run(FAINT) == []
    page.press("c")
    page.type("#form-value", "many")
    page.click("#claim [type=submit]")
    page.choose("#filter-flag", "any")
    assert page.text("#form-value-fault")
    assert page.run(FAINT) == []
    for view in ("table", "charts"):
        page.click(f"#tab-{view}")
        assert page.run(FAINT) == []
    page.click("#keys")
    assert page.run(FAINT) == []
    page.click("#dialog button")


def test_the_bar_is_one_row_in_a_window_of_1400_pixels_whatever_is_complete(page: Page) -> None:
    metrics = {"width": 1400, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    page.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        before = page.one(".bar").rect["height"]
        page.click("#complete")
        page.click("#dialog button:first-child")
        assert "complete" in page.text("#progress-text")
        assert page.one(".bar").rect["height"] == before < 60
    finally:
        page.chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("view", ["read", "table", "charts"])
def test_a_window_of_360_pixels_is_enough(page: Page, view: str) -> None:
    metrics = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": False}
    page.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        page.click(f"#tab-{view}")
        assert page.run("return document.documentElement.scrollWidth") <= 360
        if view == "read":
            assert not page.one("#claim").is_displayed()
            page.run("document.querySelectorAll('#text mark')[5].click()")
            sheet = page.one("#claim").rect
            assert sheet["width"] <= 360
            assert sheet["height"] < 740 * 0.6
            assert page.run("return document.documentElement.scrollWidth") <= 360
            page.click("#claim .close")
            assert not page.one("#claim").is_displayed()
    finally:
        page.chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_paper_has_the_text_and_the_rows_of_its_claims_and_all_rows_of_the_table(
    page: Page, samples: list[Extraction]
) -> None:
    page.run("dispatchEvent(new Event('beforeprint'))")
    assert len(page.run("return [...document.querySelectorAll('#printed tbody tr')]")) == len(samples[0].claims)
    page.run("dispatchEvent(new Event('afterprint'))")
    page.click("#tab-table")
    page.run("dispatchEvent(new Event('beforeprint'))")
    assert len(page.all("#claims tbody tr")) == sum(len(one.claims) for one in samples)
    page.run("dispatchEvent(new Event('afterprint'))")
    assert len(page.all("#claims tbody tr")) == 100
    page.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not page.one(".bar").is_displayed()
    assert not page.one("#csv").is_displayed()
    page.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_of_many_documents_every_one_can_be_found(reader: Page, tmp_path: Path) -> None:
    body = "Of the people whom police met on the coast road, most went home the same day. " * 60
    numbers = range(5000, 5500)
    many = [document(f"{at - 5000} {body} {at} women.", (f"{at}", "victims"), name=f"{at}.txt") for at in numbers]
    reader.open(page_of(tmp_path / "many.html", many))
    assert len(reader.all("#documents-list li")) == 500
    reader.choose("#filter-document", "5499.txt")
    assert reader.shown() == 1
    assert len(reader.all("#documents-list li:not([hidden])")) == 1
