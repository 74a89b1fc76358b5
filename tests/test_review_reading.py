"""The review page in a real browser: texts, claims and keys, whatever the texts hold."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from builders import claim
from review_page import HOSTILE, NESTED, NESTED_DOCUMENT, Page, document, page_of, units
from thbextract.records import Extraction, Facts, Problem


def test_every_claim_of_every_text_is_marked_exactly_where_it_stands(page: Page, samples: list[Extraction]) -> None:
    buttons = page.all("#documents-list button")
    assert len(buttons) == len(samples)
    for button, one in zip(buttons, samples, strict=True):
        page.run("arguments[0].click()", button)
        shown = page.run("return document.getElementById('text').textContent")
        if one.text:
            assert units(shown) == units(one.text)
        wanted = [(units(one.text[: each.start]), units(each.text)) for each in one.claims]
        assert [(start, units(text)) for start, text in page.marks()] == wanted
        plain = [each.text for each in one.claims if each.text.isascii() and "\r" not in each.text]
        assert [text for _, text in page.marks() if text.isascii()] == plain


def test_overlapping_and_nested_claims_are_cut_at_all_of_their_ends(reader: Page, tmp_path: Path) -> None:
    reader.open(page_of(tmp_path / "nested.html", [NESTED_DOCUMENT]))
    assert [text for _, text in reader.marks()] == ["1,", "2", "50", " \nthousand", " people", "60"]
    assert reader.marks()[0][0] == units("\U0001f600 Of ")
    assert reader.run("return document.getElementById('text').textContent") == NESTED.replace("\r", " ")


def test_any_spans_over_any_signs_are_marked_from_end_to_end(reader: Page, tmp_path: Path) -> None:
    chance = random.Random(5)
    signs = "ab1, \n\r\t\x00\u202e\u2028\ud83d\U0001f600\U000e0041\u05d0"
    many = []
    for at in range(40):
        text = "".join(chance.choices(signs, k=chance.randint(1, 60)))
        ends = range(len(text) + 1)
        spans = {tuple(sorted(chance.sample(ends, 2))) for _ in range(chance.randint(1, 6))}
        claims = [
            claim(id=f"{start}-{end}", start=start, end=end, text=text[start:end], sentence=text)
            for start, end in sorted(spans)
        ]
        many.append(Extraction(f"{at}.txt", f"{at:064x}", Facts(), tuple(claims), text=text))
    reader.open(page_of(tmp_path / "any.html", many))
    for button, one in zip(reader.all("#documents-list button"), many, strict=True):
        reader.run("arguments[0].click()", button)
        assert reader.run("return document.getElementById('text').textContent.length") == units(one.text)
        wanted = [(units(one.text[: each.start]), units(one.text[: each.end])) for each in one.claims]
        marked = [(start, start + units(text)) for start, text in reader.marks()]
        assert {at for span in marked for at in range(*span)} == {at for span in wanted for at in range(*span)}
        assert {end for span in wanted for end in span} <= {end for span in marked for end in span}


def test_clicks_on_a_mark_choose_the_innermost_claim_and_then_those_around_it(reader: Page, tmp_path: Path) -> None:
    reader.open(page_of(tmp_path / "nested.html", [NESTED_DOCUMENT]))
    fifty = reader.all("#text mark")[2]
    seen = []
    for _ in range(3):
        fifty.click()
        seen.append(reader.text("#claim .chip"))
    assert seen == ["victims", "money", "persons"]
    assert fifty.get_attribute("aria-pressed") == "true"


def test_a_claim_in_the_list_leads_to_its_mark_and_a_mark_to_its_row(page: Page) -> None:
    page.click("#claim .index li:nth-child(3) button")
    assert page.run("return document.querySelector('mark.chosen').textContent") == page.text("#claim .found")
    page.all("#text mark")[4].click()
    fields = dict(zip(page.texts("#claim dt"), page.texts("#claim dd"), strict=True))
    assert {"Value", "Category", "Rule", "Place"} <= set(fields)
    assert page.text("mark.chosen") == page.text("#claim .found")


def test_links_lead_to_the_whole_and_its_parts(page: Page) -> None:

    def next_is_a_part() -> bool:
        page.press("j")
        return "Part of" in page.texts("#claim dt")

    page.until(next_is_a_part)
    part = page.text("#claim .found")
    page.click("#claim .links button")
    assert "Its parts" in page.texts("#claim dt")
    assert any(part in words for words in page.texts("#claim .links button b"))


def test_an_input_that_could_not_be_read_shows_why(page: Page) -> None:
    page.choose("#filter-document", "gone.txt")
    page.click("#documents-list li:not([hidden]) button")
    assert "there is no such file; check the path" in page.text("#document-problems")
    assert page.text("#text") == "There is no text."
    assert page.text("#documents-list li:not([hidden]) .told") == "0 claims · there is no such file"


def test_a_document_with_problems_is_listed_with_the_first_one(reader: Page, tmp_path: Path) -> None:
    problems = (Problem("empty", "holds nothing", "check it"), Problem("too_large", "is too large", "split it"))
    reader.open(page_of(tmp_path / "told.html", [replace(document("25 women"), problems=problems)]))
    assert reader.text("#documents-list .told") == "0 claims · holds nothing (and 1 more)"
    assert reader.one("#documents-list .problem").get_attribute("title") == "holds nothing\nis too large"


def test_a_hostile_text_shows_as_text_and_moves_no_offset(page: Page) -> None:
    page.choose("#filter-document", "h<b>")
    page.click("#documents-list li:not([hidden]) button")
    shown = page.run("return document.getElementById('text').textContent")
    assert units(shown) == units(HOSTILE)
    assert shown.startswith("</script><script>document.title")
    assert not set(shown) & set("\x00\x1b\u202e\u202c\u2067\u2069\u200b\r")
    assert shown.count("\ufffd") == 8
    assert page.chrome.title == "Review of claims"
    assert page.all("#text script, #text img, #reader b, #documents script") == []
    assert page.run("const r = document.getElementById('reader'); return r.scrollWidth <= r.clientWidth")
    assert "<script>" in page.text("#document-title")


def test_keys_lead_from_claim_to_claim_across_documents(page: Page, samples: list[Extraction]) -> None:
    page.press("jj")
    assert page.text("#claim .found") == samples[0].claims[1].text
    page.press("k")
    assert page.text("#claim .found") == samples[0].claims[0].text
    page.press("f")
    flagged = next(each for one in samples for each in one.claims if each.review)
    assert page.text("#claim .found") == " ".join(flagged.text.split())
    assert page.all("#claim .doubts")
    page.click("#documents-list li:nth-child(2) button")
    page.press("k")
    assert page.text("#document-title") == samples[0].facts.title
    page.chrome.switch_to.active_element.send_keys("?")
    assert "Next claim with a flag" in page.text("#dialog")
    page.click("#dialog button")


def test_the_list_of_documents_is_one_stop_of_the_tab_key_and_arrows_go_through_it(page: Page) -> None:
    assert len(page.all("#documents-list button[tabindex='0']")) == 1
    first, second = page.all("#documents-list button")[:2]
    first.send_keys("\ue015")
    assert page.chrome.switch_to.active_element == second
    second.send_keys("\ue007")
    assert second.get_attribute("aria-current") == "true"
    assert second.get_attribute("tabindex") == "0"
    page.choose("#filter-document", "gone.txt")
    assert page.one("#documents-list li:not([hidden]) button").get_attribute("tabindex") == "0"


def test_keys_rest_while_somebody_types(page: Page) -> None:
    page.press("j")
    page.press("/")
    page.chrome.switch_to.active_element.send_keys("ajrj")
    assert page.one("#filter-text").get_property("value") == "ajrj"
    page.until(lambda: page.shown() == 0)
    assert page.text("#progress-text").startswith("0 of ")
    page.one("#filter-text").send_keys("\ue00c")  # Escape leaves the field
    assert page.run("return document.activeElement === document.body")


def test_the_first_stop_of_the_tab_key_skips_to_the_text(page: Page) -> None:
    page.press("\ue004")
    assert page.run("return document.activeElement.className") == "skip"
    page.chrome.switch_to.active_element.send_keys("\ue007")
    assert page.run("return document.activeElement.id") == "text"


def test_everything_that_can_be_used_has_a_name(page: Page) -> None:
    script = """const named = (n) => n.textContent.trim() || n.getAttribute('aria-label') || n.labels?.[0]?.textContent;
        return [...document.querySelectorAll('button, input, select, textarea')].filter((n) => !named(n))
            .map((n) => n.id || n.className)"""
    page.press("jc")
    assert page.run(script) == []
    page.press("\ue00c")
    page.click("#tab-table")
    assert page.run(script) == []
