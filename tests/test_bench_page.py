"""The program that measures the review page: its documents are sound, and its limits are kept or told."""

from __future__ import annotations

from pathlib import Path

import pytest

import page
from thbextract.records import Extraction


@pytest.fixture(scope="module")
def made() -> list[Extraction]:
    return list(page.documents(30))


def test_made_documents_have_ten_claims_each_that_are_slices_of_their_texts(made: list[Extraction]) -> None:
    for extraction in made:
        assert len(extraction.claims) == page.CLAIMS
        assert len(extraction.text) == page.LENGTH
        for claim in extraction.claims:
            assert extraction.text[claim.start : claim.end] == claim.text
            assert extraction.text[claim.sentence_start :].startswith(claim.sentence)


def test_made_documents_and_claims_have_names_of_their_own(made: list[Extraction]) -> None:
    ids = [claim.id for extraction in made for claim in extraction.claims]
    assert len({extraction.sha256 for extraction in made}) == len(made)
    assert len(set(ids)) == len(ids)


def test_made_documents_are_the_same_each_time(made: list[Extraction]) -> None:
    assert list(page.documents(30)) == made


@pytest.mark.parametrize(
    ("date", "wanted"),
    [
        ("2021", "2018"),
        ("2020-01-01/2020-12-31", "2017-01-01/2017-12-31"),
        ("2003/..", "2003/.."),
        ("2020-02-29", "2020-02-29"),
        (None, None),
    ],
)
def test_dates_move_by_whole_years(date: str | None, wanted: str | None) -> None:
    assert page.earlier(date, 3) == wanted


def test_a_page_is_written_and_measured(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert page.make_page(target, 2) == pytest.approx(target.stat().st_size / 1_000_000)


@pytest.mark.parametrize(("paint", "size", "kept"), [(250.0, 39.0, True), (301.0, 39.0, False), (250.0, 41.0, False)])
def test_limits_are_judged(paint: float, size: float, kept: bool, capsys: pytest.CaptureFixture[str]) -> None:
    sizes = {page.FEW: 1.0, page.MANY: size}
    assert page.report(sizes, {page.FEW: {"first paint": 100.0}, page.MANY: {"first paint": paint}}) is kept
    assert f"{paint / 100:.2f}  allowed 3" in capsys.readouterr().out
