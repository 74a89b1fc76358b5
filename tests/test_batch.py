"""Many inputs: one extraction each, in order, whatever happens to one of them."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

import pytest

from thbextract.batch import extract_many, one
from thbextract.errors import PackError, UsageError
from thbextract.records import Document, Extraction, Facts, Given
from thbextract.settings import Settings


@pytest.mark.usefixtures("counted")
def test_paths_and_texts_come_back_in_input_order(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text("2 women")
    inputs: list[Any] = [("a", "1 man"), path, str(path), ("c", "3 girls")]
    results = list(extract_many(inputs))
    assert [result.source for result in results] == ["a", str(path), str(path), "c"]
    assert [result.claims[0].value for result in results] == [1, 2, 2, 3]


@pytest.mark.usefixtures("counted")
def test_one_bad_input_does_not_end_the_batch(tmp_path: Path) -> None:
    inputs: list[Any] = [tmp_path / "none.txt", ("empty", " "), ("ours", "crash"), ("good", "25 women")]
    results = list(extract_many(inputs))
    assert [[p.code for p in result.problems] for result in results] == [["missing"], ["empty"], ["defect"], []]
    assert [len(result.claims) for result in results] == [0, 0, 0, 1]


@pytest.mark.usefixtures("counted")
def test_what_is_given_reaches_every_document() -> None:
    results = extract_many([("a", "1 man"), ("b", "2 men")], given=Given(date="2018", country="md"))
    assert [result.facts for result in results] == [Facts(date="2018", country="MD")] * 2


def test_a_bad_argument_is_wrong_usage_at_once() -> None:
    for arguments in ({"jobs": 0}, {"category": ["witnesses"]}, {"given": Given(date="May")}):
        with pytest.raises(UsageError):
            extract_many([("a", "1 man")], **arguments)


def test_a_bad_pack_is_no_problem_of_one_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_document: Document, _settings: Settings) -> Extraction:
        raise PackError("a pack", "mend it")

    monkeypatch.setattr(one, "_extract", broken)
    with pytest.raises(PackError):
        list(extract_many([("a", "1 man")]))


@pytest.mark.usefixtures("counted")
def test_inputs_are_taken_as_they_are_asked_for() -> None:
    def inputs() -> Any:
        yield ("a", "1 man")
        raise AssertionError("asked for too early")

    assert next(extract_many(inputs())).source == "a"


FORKED = pytest.mark.skipif(not hasattr(os, "fork"), reason="a stand-in reaches workers only by fork")


@FORKED
@pytest.mark.usefixtures("counted")
def test_several_processes_give_what_one_gives() -> None:
    inputs = [(str(n), f"{n} women") for n in range(1, 30)] + [("bad", "crash")]
    assert list(extract_many(inputs, jobs=2)) == list(extract_many(inputs))


@FORKED
def test_a_worker_that_dies_costs_only_the_input_it_died_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def deadly(document: Document, _settings: Settings) -> Extraction:
        if "die" in document.text:
            os._exit(1)
        return Extraction(document.source, document.sha256, Facts())

    monkeypatch.setattr(one, "_extract", deadly)
    results = list(extract_many([("a", "one"), ("b", "die"), ("c", "three"), ("d", "four")], jobs=2))
    assert [result.source for result in results] == ["a", "b", "c", "d"]
    assert [[p.code for p in result.problems] for result in results] == [[], ["died"], [], []]


@pytest.mark.usefixtures("counted")
def test_a_defect_leaves_its_traceback_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "thbextract")
    next(extract_many([("ours", "crash")]))
    assert "KeyError" in caplog.text
