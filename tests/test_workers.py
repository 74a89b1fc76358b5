"""Worker processes: the same results in any number, and a death costs one input."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thbextract.batch import Item, extract_items, extract_many, one
from thbextract.batch.workers import WINDOW
from thbextract.errors import PackError, WorkerError
from thbextract.records import Document, Extraction, Facts
from thbextract.settings import Settings

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a stand-in reaches workers only by fork")
DEADLY: dict[str, Callable[[], object]] = {
    "exit": lambda: os._exit(3),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
}


@pytest.fixture(autouse=True)
def obedient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a stand-in for the extractor: it does what the text says."""

    def do_as_told(document: Document, _settings: Settings) -> Extraction:
        for word in document.text.split():
            if word in DEADLY:
                DEADLY[word]()
            elif word == "hang":
                time.sleep(600)
            elif word == "hog":
                raise MemoryError
            elif word == "nap":
                time.sleep(0.05)
            elif word == "pack":
                raise PackError("a pack is bad", "mend it")
        return Extraction(document.source, document.sha256, Facts(title=document.text))

    monkeypatch.setattr(one, "_extract", do_as_told)


def codes(texts: list[str], jobs: int = 2, timeout: float = 0.0) -> list[list[str]]:
    inputs = [(f"{at}.txt", text) for at, text in enumerate(texts)]
    results = list(extract_many(inputs, jobs, timeout=timeout))
    assert [result.source for result in results] == [source for source, _ in inputs]
    return [[problem.code for problem in result.problems] for result in results]


@pytest.mark.parametrize("deadly", sorted(DEADLY))
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_a_worker_that_dies_costs_the_one_input_it_died_of(deadly: str, jobs: int) -> None:
    assert codes(["a", deadly, "b", "c", deadly, "d"], jobs, timeout=60) == [[], ["died"], [], [], ["died"], []]


def test_an_input_that_takes_too_long_is_stopped_and_the_rest_goes_on() -> None:
    assert codes(["a", "hang", "b", "hang", "c"], timeout=0.3) == [[], ["timeout"], [], ["timeout"], []]


def test_a_worker_without_memory_tells_so() -> None:
    assert codes(["a", "hog", "b"]) == [[], ["memory"], []]


def test_a_bad_pack_ends_the_batch() -> None:
    with pytest.raises(PackError, match="mend it"):
        codes(["a", "pack", "b"])


def test_no_worker_is_left_behind_when_the_results_are_no_longer_wanted() -> None:
    others = _children()
    results = extract_items((Item(f"{n}", "hang" if n else "a") for n in range(9)), Settings(), 2)
    assert next(results)[0] == 0
    workers = _children() - others
    assert len(workers) == 2
    results.close()  # type: ignore[attr-defined]
    assert not _children() & workers


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see processes")
def test_workers_end_when_their_batch_is_killed(tmp_path: Path) -> None:
    batch = os.fork()
    if not batch:
        for at, _ in extract_items((Item(f"{n}", "nap") for n in range(10_000)), Settings(), 3):
            (tmp_path / "workers").write_text(" ".join(map(str, _children()))) if at == 5 else None
        os._exit(0)
    _wait_for(lambda: (tmp_path / "workers").exists() and (tmp_path / "workers").read_text().count(" ") == 2)
    os.kill(batch, signal.SIGKILL)
    os.waitpid(batch, 0)
    workers = (tmp_path / "workers").read_text().split()
    _wait_for(lambda: not any(Path(f"/proc/{worker}/cmdline").exists() for worker in workers))


def test_inputs_are_taken_only_a_little_ahead_of_what_is_done() -> None:
    taken = 0

    def items() -> Iterator[Item]:
        nonlocal taken
        for n in range(1000):
            taken = n
            yield Item(f"{n}", "nap" if n == 0 else "a")

    results = extract_items(items(), Settings(), 2)
    next(results)
    assert taken <= WINDOW * 2 + 2
    assert [at for at, _ in results] == list(range(1, 1000))


def test_unordered_results_come_as_they_are_done() -> None:
    items = [Item("slow", "nap nap nap nap nap nap nap nap"), *(Item(f"{n}", "a") for n in range(5))]
    places = [at for at, _ in extract_items(items, Settings(), 2, ordered=False)]
    assert places[-1] == 0
    assert sorted(places) == list(range(6))


def test_texts_are_left_out_where_nobody_needs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def whole(document: Document, _settings: Settings) -> Extraction:
        return Extraction(document.source, document.sha256, Facts(), text=document.text)

    monkeypatch.setattr(one, "_extract", whole)
    texts = [[e.text for _, e in extract_items([Item("a", "b")], Settings(), 1, keep_text=k)] for k in (True, False)]
    assert texts == [["b"], [""]]


def test_a_system_without_processes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left() -> int:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", none_left)
    with pytest.raises(WorkerError, match="no process can be started"):
        codes(["a"])


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["a", "b", "exit", "hog", "nap", "\0", ""]), max_size=12), st.integers(2, 4))
def test_order_and_outcome_do_not_depend_on_the_number_of_workers(texts: list[str], jobs: int) -> None:
    assert codes(texts, 1, timeout=60) == codes(texts, jobs, timeout=60)


def _children() -> set[int]:
    path = Path(f"/proc/self/task/{os.getpid()}/children")
    if not path.exists():
        pytest.skip("needs /proc to see processes")
    return set(map(int, path.read_text().split()))


def _wait_for(happened: object) -> None:
    for _ in range(200):
        if happened():  # type: ignore[operator]
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen in ten seconds")
