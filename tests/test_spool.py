"""Very many claims of a document: they come from a worker in parts, wait in a file, and are the same claims."""

from __future__ import annotations

import io
import os
import pickle
import tempfile
from pathlib import Path

import pytest

from thbextract import extract
from thbextract.batch import Item, extract_items, extract_many, spool, workers
from thbextract.batch.journal import Journal
from thbextract.batch.spool import Spool
from thbextract.errors import OutputError
from thbextract.records import Extraction
from thbextract.settings import Settings
from thbextract.writers import WRITERS, WriteOptions

TEXT = "\n\n".join(f"In 2021 the Harbour Police freed {at} women and {at + 1} men." for at in range(20, 33))
INPUTS = [("a.txt", TEXT), ("b.txt", "Nothing."), ("c.txt", "The police freed 3 women."), ("d.txt", TEXT)]


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("workers know of small parts only by fork")
    for module in (spool, workers):
        monkeypatch.setattr(module, "PART", 4)


def extractions(jobs: int = 2) -> list[Extraction]:
    items = (Item(*value) for value in INPUTS)
    return [extraction for _, extraction in extract_items(items, Settings(explain=True), jobs)]


@pytest.mark.usefixtures("small_parts")
def test_claims_in_parts_are_the_claims() -> None:
    found = extractions()
    whole = [extract(text, source=name, explain=True) for name, text in INPUTS]
    assert [isinstance(one.claims, Spool) for one in found] == [True, False, False, True]
    assert [tuple(one.claims) for one in found] == [one.claims for one in whole]
    assert [one.numbers for one in found] == [one.numbers for one in whole]


@pytest.mark.parametrize("form", sorted(WRITERS))
@pytest.mark.usefixtures("small_parts")
def test_outputs_are_the_same_to_the_byte(form: str) -> None:
    options = WriteOptions({"name": "x"}, with_text=True, explain=True)
    both = []
    for documents in (extractions(), [extract(text, source=name, explain=True) for name, text in INPUTS]):
        stream = io.StringIO()
        WRITERS[form](documents, stream, options)
        both.append(stream.getvalue())
    assert both[0] == both[1]


@pytest.mark.usefixtures("small_parts")
def test_a_journal_keeps_claims_in_parts(tmp_path: Path) -> None:
    found = extractions()[0]
    with Journal(tmp_path / "journal", {}) as journal:
        assert journal.at(journal.add("key", found), "a.txt").claims == extract(TEXT, source="a.txt").claims


@pytest.mark.usefixtures("small_parts")
def test_whoever_calls_the_library_gets_tuples() -> None:
    assert [one.claims for one in extract_many(INPUTS, jobs=2)] == [extract(text).claims for _, text in INPUTS]


def test_claims_in_parts_are_had_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "PART", 4)
    claims = tuple(extract(TEXT).claims)
    kept = Spool((pickle.dumps(claims[at : at + 4]) for at in range(0, len(claims), 4)), len(claims))
    assert len(kept) == len(claims)
    assert [kept[at] for at in (7, 0, -1, 4)] == [claims[at] for at in (7, 0, -1, 4)]
    assert kept[2:9] == claims[2:9]
    with pytest.raises(IndexError):
        kept[len(claims)]


def test_a_folder_for_temporary_files_that_takes_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with pytest.raises(OutputError, match="No space left"):
        Spool([], 0)
