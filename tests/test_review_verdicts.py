"""The review page in a real browser: verdicts, kept, exported and taken in again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from builders import verdict_values
from review_page import Page, csv_of, document, page_of, select, units
from thbextract.records import Extraction, Facts
from thbextract.verdicts import apply_verdicts, read_verdicts


def test_verdicts_are_given_kept_exported_and_found_again(
    page: Page, sample_page: Path, samples: list[Extraction]
) -> None:
    first, second, third = samples[0].claims[:3]
    page.press("jajrjc")
    page.type("#form-value", "1,200")
    page.type("#form-period", "2020-02/2019")
    page.click("#claim [type=submit]")
    assert "two of these with a slash" in page.text("#form-period-fault")
    page.type("#form-period", "2019-02/2020-06")
    page.run("document.querySelector('#form-category').value = 'victims'")
    page.click("#claim [type=submit]")
    assert page.text("#claim h2").startswith("1,200")
    page.type("#claim textarea", "seen in the annex")
    page.click("#claim blockquote")
    assert page.text("#progress-text").startswith("3 of ")

    def check() -> None:
        [told] = page.verdicts()
        assert (told["source"], told["sha256"], told["complete"]) == (samples[0].source, samples[0].sha256, False)
        assert [(each["id"], each["verdict"]) for each in told["claims"]] == [
            (first.id, "accept"),
            (second.id, "reject"),
            (third.id, "correct"),
        ]
        corrected = told["claims"][2]
        assert corrected["note"] == "seen in the annex"
        assert (corrected["claim"]["value"], corrected["claim"]["category"]) == (1200, "victims")
        assert corrected["claim"]["period"] == "2019-02/2020-06"
        assert (corrected["claim"]["start"], corrected["claim"]["text"]) == (third.start, third.text)
        assert told["claims"][0]["claim"]["value"] == first.value

    check()
    page.open(sample_page)
    assert page.text("#progress-text").startswith("3 of ")
    assert page.run(
        "return [...document.querySelectorAll('#text mark')].slice(0, 3).map((m) => m.dataset.verdict)"
    ) == [
        "accept",
        "reject",
        "correct",
    ]
    check()


def test_verdicts_of_a_file_are_taken_in(page: Page, sample_page: Path, tmp_path: Path) -> None:
    page.press("jajr")
    exported = page.saved("#save")
    page.run("localStorage.clear()")
    page.open(sample_page)
    assert page.text("#progress-text").startswith("0 of ")
    file = tmp_path / "verdicts.json"
    told = json.loads(exported)
    told["documents"].append({"sha256": "f" * 64, "claims": []})
    told["documents"][0]["claims"].append({"id": "nowhere-0-1", "verdict": "accept", "note": None, "claim": {}})
    file.write_text(json.dumps(told))
    page.one("#load-file").send_keys(str(file))
    page.until(lambda: page.text("#progress-text").startswith("2 of "))
    assert page.text("#notice") == (
        "2 verdicts taken in; 1 verdict left out, for no claim of this page fits them; "
        "not in this page: 1 document of the file."
    )
    assert page.saved("#save") == exported
    file.write_text("[]")
    page.one("#load-file").send_keys(str(file))
    page.until(lambda: "holds no verdicts" in page.text("#notice"))
    assert page.text("#progress-text").startswith("2 of ")


def test_corrections_in_a_file_that_the_form_would_refuse_are_left_out(page: Page, tmp_path: Path) -> None:
    faults: list[tuple[str, Any]] = [
        ("value", "many"),
        ("value_max", -1),
        ("category", "vict"),
        ("status", None),
        ("currency", "euro"),
        ("country", "ZZ"),
        ("period", "2020/2019"),
        ("start", 0.5),
        ("end", 10**9),
        ("text", "else"),
        ("unit", 5),
    ]
    page.click("#complete")
    page.click("#dialog button:first-child")
    [told] = page.verdicts()
    for row, (field, value) in zip(told["claims"], faults, strict=False):
        row["verdict"] = "correct"
        row["claim"][field] = value
    file = tmp_path / "verdicts.json"
    file.write_text(json.dumps({"thbextract_verdicts": 1, "documents": [told]}))
    page.one("#load-file").send_keys(str(file))
    words = page.until(lambda: page.text("#notice"))
    assert words == f"0 verdicts taken in; {len(faults)} verdicts left out, for no claim of this page fits them."
    assert page.text("#progress-text").startswith("0 of ")
    told["claims"][11] |= {
        "verdict": "correct",
        "claim": told["claims"][11]["claim"] | {"value": 7, "period": "../2019"},
    }
    file.write_text(json.dumps({"thbextract_verdicts": 1, "documents": [told]}))
    page.one("#load-file").send_keys(str(file))
    page.until(lambda: page.text("#progress-text").startswith("1 of "))


def test_the_same_verdict_again_takes_it_back_and_undo_goes_step_by_step(page: Page) -> None:
    page.press("ja")
    assert page.one("[data-verdict=accept][aria-pressed=true]")
    page.press("a")
    assert page.text("#progress-text").startswith("0 of ")
    page.press("r")
    page.click("#undo")
    page.click("#undo")
    assert page.one("[data-verdict=accept]").get_attribute("aria-pressed") == "true"
    page.press("z")
    assert page.text("#progress-text").startswith("0 of ")
    assert not page.one("#undo").is_enabled()


def test_a_correction_is_taken_back_in_its_form_and_leaves_alone_what_was_left_alone(
    reader: Page, tmp_path: Path
) -> None:
    text = "Of 1,250 foreign\n  women"
    one = document(text, ("1,250", "victims"))
    [found] = one.claims
    huge = replace(one, claims=(replace(found, value=10**30, unit="foreign\n  women", issuer="a\tb"),))
    reader.open(page_of(tmp_path / "left.html", [huge]))
    reader.press("jc")
    reader.click("#claim [type=submit]")
    assert reader.text("#progress-text").startswith("0 of ")
    reader.press("c")
    reader.run("document.querySelector('#form-category').value = 'persons'")
    reader.click("#claim [type=submit]")
    [told] = reader.verdicts()
    corrected = told["claims"][0]["claim"]
    assert (corrected["category"], corrected["unit"], corrected["issuer"]) == ("persons", "foreign\n  women", "a\tb")
    assert corrected["value"] == 1e30
    assert reader.text("#claim h2").startswith("1" + ",000" * 10)
    reader.press("c")
    reader.click("#claim form .verdicts button:last-child")
    assert reader.text("#progress-text").startswith("0 of ")
    assert reader.text("#status") == "Correction taken back."


def test_the_next_claim_without_a_verdict_is_found(page: Page, samples: list[Extraction]) -> None:
    page.press("jaja")
    page.press("kku")
    assert page.text("#claim .found") == samples[0].claims[2].text
    page.choose("#filter-verdict", "accept")
    assert page.shown() == 2


def test_a_missed_claim_is_added_from_a_selection_with_offsets_in_code_points(reader: Page, tmp_path: Path) -> None:
    text = "\U0001f600 In 2020 police \U0001f46e freed\r\n 1,250 women."
    one = document(text, ("2020", "other"))
    path = page_of(tmp_path / "added.html", [one])
    reader.open(path)
    assert not reader.one("#claim-add").is_enabled()
    begin = units(text[: text.index(" 1,250")])
    select(reader, begin, begin + len(" 1,250 "))
    reader.until(lambda: reader.one("#claim-add").is_enabled())
    reader.click("#claim-add")
    assert reader.one("#form-value").get_property("value") == "1250"
    reader.click("#claim [type=submit]")
    assert reader.text("#form-category-fault") == "This is needed."
    reader.run("document.querySelector('#form-category').value = 'victims'")
    reader.type("#form-unit", "women")
    reader.type("#form-country", "ZZ")
    reader.click("#claim [type=submit]")
    assert "two capital letters of a country" in reader.text("#form-country-fault")
    reader.type("#form-country", "MD")
    reader.click("#claim [type=submit]")
    start = text.index("1,250")
    [told] = reader.verdicts()
    [added] = told["claims"]
    assert (added["id"], added["verdict"]) == (f"{one.sha256[:12]}-{start}-{start + 5}", "add")
    assert {"value": 1250, "category": "victims", "unit": "women", "country": "MD", "text": "1,250"}.items() <= added[
        "claim"
    ].items()
    assert text[added["claim"]["start"] : added["claim"]["end"]] == "1,250"
    reader.open(path)
    assert [mark for _, mark in reader.marks()] == ["2020", "1,250"]
    reader.all("#text mark")[1].click()
    reader.click("#claim [data-verdict=remove]")
    assert [mark for _, mark in reader.marks()] == ["2020"]
    assert reader.verdicts() == []


def test_an_added_claim_begins_with_what_the_document_says_of_itself(reader: Page, tmp_path: Path) -> None:
    text = "Aid reached 40 women."
    facts = Facts(title="Aid", issuer="Coast Guard", country="MD", reporting_period="2019-01/2019-06")
    one = replace(document(text), facts=facts)
    reader.open(page_of(tmp_path / "facts.html", [one]))
    select(reader, text.index("40"), text.index("40") + 2)
    reader.until(lambda: reader.one("#claim-add").is_enabled())
    reader.click("#claim-add")
    fields = {name: reader.one(f"#form-{name}").get_property("value") for name in ("issuer", "country", "period")}
    assert fields == {"issuer": "Coast Guard", "country": "MD", "period": "2019-01/2019-06"}
    reader.run("document.querySelector('#form-category').value = 'victims'")
    reader.click("#claim [type=submit]")
    told = reader.verdicts()[0]["claims"][0]["claim"]
    assert fields.items() <= told.items()


def test_a_verdict_with_the_shift_key_goes_on_to_the_next_claim_without_one(
    page: Page, samples: list[Extraction]
) -> None:
    first, second, third, fourth = samples[0].claims[:4]
    page.press("jja")
    page.press("kA")
    assert page.text("#claim .found") == third.text
    page.press("R")
    assert page.text("#claim .found") == fourth.text
    page.press("kkA")  # accepted already: it stays so
    assert page.text("#claim .found") == fourth.text
    [told] = page.verdicts()
    assert [(each["id"], each["verdict"]) for each in told["claims"]] == [
        (first.id, "accept"),
        (second.id, "accept"),
        (third.id, "reject"),
    ]
    page.click("#keys")
    assert "Shift+A" in page.text("#dialog")
    page.click("#dialog button")


def test_with_the_shift_key_the_filter_on_verdicts_empties_claim_by_claim(
    page: Page, samples: list[Extraction]
) -> None:
    total = sum(len(one.claims) for one in samples)
    page.choose("#filter-verdict", "none")
    page.press("j")
    for left in range(1, 4):
        page.press("A")
        assert page.shown() == total - left
        assert page.text("#claim .found") == samples[0].claims[left].text


def test_a_selection_on_a_claim_chooses_that_claim(page: Page, samples: list[Extraction]) -> None:
    first = samples[0].claims[0]
    begin = units(samples[0].text[: first.start])
    select(page, begin, begin + units(first.text))
    page.until(lambda: page.one("#claim-add").is_enabled())
    page.click("#claim-add")
    assert page.text("#claim .found") == first.text


def test_completing_a_document_says_what_it_means_and_lists_all_of_its_claims(
    page: Page, samples: list[Extraction]
) -> None:
    page.press("ja")
    page.click("#complete")
    left = len(samples[0].claims) - 1
    assert f"{left} claims of {left + 1} without a verdict will count as accepted" in page.text("#dialog")
    page.click("#dialog button:last-child")
    assert page.verdicts()[0]["complete"] is False
    page.click("#complete")
    page.click("#dialog button:first-child")
    assert "1 of 16 documents complete" in page.text("#progress-text")
    [told] = page.verdicts()
    assert told["complete"] is True
    assert [each["id"] for each in told["claims"]] == [each.id for each in samples[0].claims]
    assert [each["verdict"] for each in told["claims"]] == ["accept"] + [None] * left
    page.click("#complete")
    assert page.verdicts()[0]["complete"] is False


def test_a_browser_that_keeps_nothing_says_so_and_goes_on(reader: Page, sample_page: Path) -> None:
    source = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})"
    added = reader.chrome.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    try:
        reader.open(sample_page)
        assert "can't keep your verdicts" in reader.text("#notice")
        reader.press("ja")
        assert reader.text("#progress-text").startswith("1 of ")
        reader.press("z")
    finally:
        reader.chrome.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
        reader.open(sample_page)


def decided_on(one: Extraction, complete: bool) -> dict[str, Any]:
    """Verdicts of all kinds on a document, and claims that its reader has added to sentences of others."""
    changes: list[dict[str, Any]] = [
        {"value": 7, "value_max": None, "period": "2019-36"},
        {"issuer": None, "category": "other"},
        {"period": None, "issuer": "Coast Guard", "value": 2.5, "value_max": None},
        {"period": "../2018", "sex": None},
    ]
    rows = []
    for number, each in enumerate(one.claims):
        decision = ("reject", "accept", "correct", None, "correct", "reject", None, None)[number % 8]
        if decision or complete:
            reading = changes[number % 4 if number % 3 else 0] if decision == "correct" else {}
            rows.append(verdict_values(each, decision, **reading))
    taken = {(each.start, each.end) for each in one.claims}
    for each in one.claims[::5]:
        start, end = each.sentence_start, each.sentence_start + 2
        if (start, end) not in taken:
            taken.add((start, end))
            place: dict[str, Any] = {"start": start, "end": end, "text": one.text[start:end], "period": "2020-33"}
            added = replace(each, id=f"{one.sha256[:12]}-{start}-{end}")
            rows.append(verdict_values(added, "add", **place))
    told = {"source": one.source, "sha256": one.sha256, "complete": complete, "claims": rows}
    return told | dict.fromkeys(("title", "date", "issuer", "reporting_period"))


def test_the_exported_rows_are_those_that_apply_makes_of_the_exported_verdicts(
    page: Page, samples: list[Extraction], tmp_path: Path
) -> None:
    told = [decided_on(one, number % 3 == 0) for number, one in enumerate(samples[:12]) if one.claims and one.text]
    (tmp_path / "in.json").write_text(json.dumps({"thbextract_verdicts": 1, "documents": told}))
    page.one("#load-file").send_keys(str(tmp_path / "in.json"))
    assert "left out" not in page.until(lambda: page.text("#notice"))
    page.verdicts()
    applied = apply_verdicts(read_verdicts(page.folder / "verdicts.json"), samples)
    assert applied.unapplied == []
    assert min(applied.counts[name] for name in ("rejected", "corrected", "added")) > 10
    page.click("#tab-table")
    counts = {name: f"{applied.counts[name]:,}" for name in ("rejected", "corrected", "added")}
    rows = sum(len(one.claims) for one in applied.extractions)
    assert page.text("#csv-rows") == (
        f"{rows} rows: {counts['rejected']} rejected left out, {counts['corrected']} corrected, {counts['added']} added"
    )
    assert page.saved("#csv") == csv_of(applied.extractions, excel=True)
    page.click("#csv-guard")
    assert page.saved("#csv") == csv_of(applied.extractions)


def test_the_export_says_how_many_rows_it_writes_and_leaves_out(page: Page, samples: list[Extraction]) -> None:
    all_rows = sum(len(one.claims) for one in samples)
    page.click("#tab-table")
    assert page.text("#csv-rows") == f"{all_rows} rows"
    page.click("#tab-read")
    page.press("jrja")
    page.click("#tab-table")
    assert page.text("#csv-rows") == f"{all_rows - 1} rows: 1 rejected left out"
    assert samples[0].claims[0].id.encode() not in page.saved("#csv")
    page.choose("#filter-verdict", "reject")
    assert page.text("#csv-rows") == "0 rows: 1 rejected left out"
    assert len(page.saved("#csv").splitlines()) == 1
