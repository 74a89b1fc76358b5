"""`thbextract series`: what goes in, what comes out in each format, and how it ends."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import Ended
from thbextract.cli.series_table import SHORT, sparkline
from thbextract.series import NOT_COMPARABLE
from thbextract.writers.series import COLUMNS

Run = Callable[..., Ended]
SAMPLES = Path(__file__).parent.parent / "samples" / "series"
DOCUMENTS = sorted(SAMPLES.glob("*.txt"))


@pytest.fixture(scope="module")
def schema() -> Any:
    return json.loads(files("thbextract").joinpath("schema", "series.schema.json").read_text("utf-8"))


def test_json_holds_figures_with_their_reports_and_findings_with_their_figures(run: Run, schema: Any) -> None:
    ended = run("series", SAMPLES)
    jsonschema.Draft202012Validator(schema).validate(ended.json)
    assert ended.code == 0
    assert ended.err == "6 read, 0 failed, 0 skipped, 20 claims\n"
    figures = {figure["figure"]: figure for figure in ended.json["figures"]}
    assert list(figures) == list(range(1, len(figures) + 1))
    conflict = next(finding for finding in ended.json["findings"] if finding["kind"] == "conflict")
    assert {figures[number]["value"] for number in conflict["figures"]} == {65, 80}
    for number in conflict["figures"]:
        assert conflict["finding"] in figures[number]["findings"]
        assert all(report["text"] in report["sentence"] for report in figures[number]["reports"])


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv"])
def test_saved_claims_give_what_their_documents_give(run: Run, tmp_path: Path, suffix: str) -> None:
    run(*DOCUMENTS, "-o", f"claims.{suffix}")
    from_claims, from_documents = run("series", f"claims.{suffix}").json, run("series", *DOCUMENTS).json
    assert from_claims["figures"] == from_documents["figures"]
    assert from_claims["findings"] == from_documents["findings"]
    assert (tmp_path / f"claims.{suffix}").exists()


def test_saved_claims_and_documents_can_be_mixed_and_filtered(run: Run) -> None:
    run(*DOCUMENTS[:3], "-o", "claims.json")
    mixed = run("series", "claims.json", *DOCUMENTS[3:], "--category", "victims").json
    assert mixed["figures"] == run("series", SAMPLES, "--category", "victims").json["figures"]
    assert {figure["category"] for figure in mixed["figures"]} == {"victims"}


def test_a_filter_takes_figures_away_and_changes_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("In 2022 the ministry paid 7 million euros, among others for 14 victims.")
    whole, kept = (run("series", "a.txt", *flags).json for flags in ([], ["--category", "victims,assistance"]))
    assert kept["tool"]["settings"]["category"] == ["victims", "assistance"]
    assert [figure["not_comparable"] for figure in kept["figures"]] == [
        figure["not_comparable"] for figure in whole["figures"] if figure["category"] != "money"
    ]


def test_csv_has_a_flat_row_for_each_figure_with_both_sides_of_a_conflict(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("series", SAMPLES, "-f", "csv").out)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(run("series", SAMPLES).json["figures"])
    row = next(row for row in rows if row["value"] == "80")
    assert row["findings"] == "conflict: 65 (Ministry of the Interior) and 80 (Open Gate Centre)"
    assert "80 victims" in row["sentences"]
    assert "65 victims" in row["against"]


def test_a_cell_that_a_spreadsheet_would_run_is_guarded(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("=HYPERLINK(1) The police identified 62 victims in 2022.")
    told = run("series", "a.txt", "-f", "csv", "--excel").out
    assert ",'=HYPERLINK" in told


def test_the_table_shows_groups_growth_trends_and_what_disagrees(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    told = run("series", SAMPLES, "-f", "table").out
    assert [line for line in told.splitlines() if line.startswith(("victims · EE", "convictions · ", "assistance · "))]
    for expected in ("+35.4 %", "on 2021", "▆█", "revision 1", "sum 2", "conflict 3", "44 women + 25 men = 69, not 65"):
        assert expected in told
    assert "identified 80 victims of trafficking." in told


def test_figures_are_ordered_by_what_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert [figure["year"] for figure in run("series", SAMPLES, "--by", "year").json["figures"]] == sorted(
        figure["year"] for figure in run("series", SAMPLES).json["figures"]
    )
    lines = run("series", SAMPLES, "--by", "issuer", "-f", "table").out.splitlines()
    headings = [line.split(" · ")[0].strip() for line in lines if " · " in line]
    assert headings == ["Ministry of the Interior", "Open Gate Centre"]


def test_nothing_in_a_document_steers_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\x1b]0;x\x07 [red]The police[/red] identified 62 victims in 2022.", "utf-8")
    told = run("series", "a.txt", "-f", "table").out
    assert "\x1b" not in told
    assert "62" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--by", "colour"], "'colour' is nothing to order figures by"),
        (["--by", "year,year"], "'year' stands twice"),
        (["-f", "xlsx"], "figures are not written as xlsx"),
        (["-o", "a.xlsx"], "figures are not written in a format of the suffix .xlsx"),
    ],
)
def test_what_can_not_be_done_is_told_before_any_work(run: Run, arguments: list[str], told: str) -> None:
    ended = run("series", SAMPLES, *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


def test_claims_that_can_not_be_read_are_told_and_cost_nothing_else(run: Run, tmp_path: Path) -> None:
    (tmp_path / "claims.json").write_text('{"schema_version": 1, "documents": [{}]}')
    ended = run("series", "claims.json", "missing.txt", *DOCUMENTS)
    assert ended.code == 1
    assert "claims.json: is no output of thbextract" in ended.err
    assert "missing.txt" in ended.err
    assert len(ended.json["figures"]) == len(run("series", *DOCUMENTS).json["figures"])


def test_an_existing_output_is_kept_without_force(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("mine")
    assert run("series", SAMPLES, "-o", "out.csv").code == 3
    assert (tmp_path / "out.csv").read_text() == "mine"
    assert run("series", SAMPLES, "-o", "out.csv", "--force").code == 0


def test_documents_without_figures_give_an_empty_comparison(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing is counted here.")
    assert run("series", "a.txt").json["figures"] == []
    assert run("series", "a.txt", "-f", "table").out == ""
    assert run("series", "a.txt", "-f", "csv").out == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize(("values", "drawn"), [([1, 2, 4], "▃▅█"), ([0, 0], "▁▁"), ([5], "█"), ([], "")])
def test_a_sparkline_compares_heights_as_the_values_do(values: list[float], drawn: str) -> None:
    assert sparkline(values) == drawn


def test_every_reason_has_a_short_form() -> None:
    assert SHORT.keys() == NOT_COMPARABLE.keys()


def test_html_is_the_review_page_opened_with_its_series(run: Run, tmp_path: Path) -> None:
    assert run("series", SAMPLES, "--by", "issuer,year", "-o", "series.html").code == 0
    page = (tmp_path / "series.html").read_text("utf-8")
    assert '"view":"series"' in page
    assert '"by":["issuer","year"]' in page
    assert run("series", SAMPLES, "-f", "html").out == run("series", SAMPLES, "-f", "html").out


def test_a_page_of_series_can_be_made_from_claims_without_texts(run: Run, tmp_path: Path) -> None:
    run(*DOCUMENTS, "-o", "claims.csv")
    assert run("series", "claims.csv", "-o", "series.html").code == 0
    assert "identified 80 victims of trafficking." in (tmp_path / "series.html").read_text("utf-8")


def test_saved_claims_are_reviewed_with_the_texts_that_were_saved(run: Run, tmp_path: Path) -> None:
    run(*DOCUMENTS, "--with-text", "-o", "claims.json")
    assert run("review", "claims.json", "-o", "saved.html").code == 0
    assert run("review", *DOCUMENTS, "-o", "made.html").code == 0
    assert (tmp_path / "saved.html").read_bytes() == (tmp_path / "made.html").read_bytes()
    run(*DOCUMENTS, "-o", "bare.json")
    ended = run("review", "bare.json", "-o", "bare.html")
    assert ended.code == 1
    assert "bare.json: holds no texts to show; make it with -f json --with-text" in ended.err


def test_saved_claims_are_no_documents_of_the_main_job(run: Run) -> None:
    run(*DOCUMENTS, "-o", "claims.json")
    assert run("claims.json", "-f", "csv").code == 0
    assert run("review", "claims.json", "-o", "claims.json", "--force").code == 2
