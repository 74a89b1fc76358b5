"""A stopped batch goes on where it was, and ends with the bytes of an unbroken run."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import claim
from conftest import Ended
from thbextract.batch import Item, extract_items
from thbextract.batch.journal import Journal, journal_of, key_of
from thbextract.cli import job, streams
from thbextract.errors import OutputError
from thbextract.records import Doubt, ExplainedNumber, Extraction, Facts, Problem, Words
from thbextract.writers import SUFFIXES

Run = Callable[..., Ended]
TEXTS = ["25 women", "crash", "", "3 men, 4 girls", "25 women", "Nobody.", "6 cases"]
ASKED = {"settings": {"country": None}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of texts, two of them the same, one empty, one that fails, and one file that is no document."""
    path = tmp_path / "texts"
    path.mkdir()
    for at, text in enumerate(TEXTS):
        (path / f"{at}.txt").write_text(text)
    (path / "data.json").write_text("{}")
    return path


@pytest.fixture
def stops(monkeypatch: pytest.MonkeyPatch) -> Callable[[int | None], list[str]]:
    """Let the run be interrupted after so many extractions; gives what is extracted, as it goes on."""
    extracted: list[str] = []

    def stop_after(count: int | None) -> list[str]:
        def some(items: Any, *args: Any, **kwargs: Any) -> Iterator[tuple[int, Extraction]]:
            for nth, (at, extraction) in enumerate(extract_items(items, *args, **kwargs)):
                if nth == count:
                    raise KeyboardInterrupt
                extracted.append(extraction.source)
                yield at, extraction

        monkeypatch.setattr(job, "extract_items", some)
        extracted.clear()
        return extracted

    return stop_after


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_an_interrupted_run_ends_with_the_bytes_of_an_unbroken_one(
    run: Run, folder: Path, stops: Callable[[int | None], list[str]], suffix: str
) -> None:
    command = ("texts", "-j", "1", "--errors", "e.jsonl")
    assert run(*command, "-o", f"whole{suffix}").code == 70
    problems = Path("e.jsonl").read_bytes()
    Path("e.jsonl").unlink()
    target = Path(f"broken{suffix}")
    for count in range(len(TEXTS)):
        first = stops(count)
        assert run(*command, "-o", target, "--resume").code == 130
        assert not target.exists()
        assert len(first) == count
        done = list(first)
        second = stops(None)
        assert run(*command, "-o", target, "--resume").code == 70
        assert target.read_bytes() == Path(f"whole{suffix}").read_bytes()
        assert Path("e.jsonl").read_bytes() == problems
        assert not set(second) & (set(done) - {"texts/data.json"})
        assert not journal_of(str(target)).exists()
        target.unlink()
        Path("e.jsonl").unlink()
    assert folder.exists()


@pytest.mark.usefixtures("counted", "folder")
def test_a_run_that_goes_on_says_so_and_one_that_is_stopped_says_what_is_kept(
    run: Run, stops: Callable[[int | None], list[str]]
) -> None:
    stops(3)
    ended = run("texts", "-o", "x.csv", "--resume", "-j", "1")
    assert "x.csv: stopped; 3 documents are kept in" in ended.err
    stops(None)
    assert "x.csv: goes on; 3 documents are done already\n" in run("texts", "-o", "x.csv", "--resume").err


@pytest.mark.usefixtures("counted", "folder")
def test_a_whole_output_is_left_as_it_is_unless_force_is_given(run: Run) -> None:
    run("texts", "-o", "x.csv", "--resume")
    before = Path("x.csv").stat().st_mtime_ns
    ended = run("texts", "-o", "x.csv", "--resume")
    assert (ended.code, Path("x.csv").stat().st_mtime_ns) == (0, before)
    assert ended.err == "x.csv: is whole already, and was not compared with the inputs; --force makes it anew\n"
    run("texts", "-o", "x.csv", "--resume", "--force")
    assert Path("x.csv").stat().st_mtime_ns > before


@pytest.mark.usefixtures("counted", "folder")
def test_a_journal_that_was_begun_with_other_settings_is_refused_with_the_difference(
    run: Run, stops: Callable[[int | None], list[str]]
) -> None:
    stops(2)
    run("texts", "-o", "x.csv", "--resume", "--country", "AZ")
    ended = run("texts", "-o", "x.csv", "--resume", "--country", "GB")
    assert ended.code == 3
    assert "begun with other settings (tool.settings.country was 'AZ' and is 'GB')" in ended.err
    assert journal_of("x.csv").exists()


@pytest.mark.usefixtures("counted", "folder")
def test_a_text_that_was_changed_in_between_is_extracted_again(
    run: Run, stops: Callable[[int | None], list[str]], folder: Path
) -> None:
    stops(2)
    run("texts", "-o", "x.csv", "--resume", "-j", "1")
    (folder / "0.txt").write_text("99 men")
    extracted = stops(None)
    run("texts", "-o", "x.csv", "--resume", "-j", "1")
    assert "texts/0.txt" in extracted
    assert ",99," in Path("x.csv").read_text()


@pytest.mark.usefixtures("counted", "folder")
def test_resume_with_fail_fast_keeps_what_is_done_and_writes_no_output(run: Run) -> None:
    ended = run("texts", "-o", "x.csv", "--resume", "--fail-fast", "-j", "1")
    assert ended.code == 70
    assert "stopped at the first failure, what is done is kept in" in ended.err
    assert not Path("x.csv").exists()


@pytest.mark.usefixtures("counted", "folder")
def test_resume_needs_an_output_file(run: Run) -> None:
    assert run("texts", "--resume").code == 2
    assert run("texts", "--resume", "-o", "-").code == 2
    assert run("texts", "--resume", "-o", "/dev/null", "-f", "csv").code == 2


# -- the journal itself --------------------------------------------------------------------------------------------

EXTRACTION = Extraction(
    "a\udcff.txt",
    "0" * 64,
    Facts("title", "2018-05-31"),
    (claim(value=2.5, review=(Doubt("sum", "2 + 2"),)), claim(value=10**18, start=1)),
    (Problem("pages_without_text", "page 3", "look", 3, 1, 2),),
    "a text\0 \ud800",
    (ExplainedNumber(0, 1, "2", "claim", "noun", "why", 0, 5, "id", "victims", "rule", (Words(0, 1, "a"),)),),
)


def test_an_extraction_comes_back_from_the_journal_as_it_was(tmp_path: Path) -> None:
    with Journal(tmp_path / "x", ASKED) as journal:
        place = journal.add("key", EXTRACTION)
        assert journal.at(place, EXTRACTION.source) == EXTRACTION


def test_an_extraction_takes_the_name_that_its_source_has_now(tmp_path: Path) -> None:
    with Journal(tmp_path / "x", ASKED) as journal:
        assert journal.at(journal.add("key", EXTRACTION), "b.txt").source == "b.txt"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 1), junk=st.binary(max_size=20))
def test_a_journal_that_was_cut_off_anywhere_keeps_its_whole_records(tmp_path: Path, cut: float, junk: bytes) -> None:
    path = tmp_path / "x"
    path.unlink(missing_ok=True)
    ends = []
    with Journal(path, ASKED) as journal:
        for key in ("a", "b", "c"):
            journal.add(key, EXTRACTION)
            ends.append(path.stat().st_size)
    whole = path.read_bytes()
    length = int(cut * len(whole))
    begun = whole.index(b"\n") < length
    path.write_bytes(whole[:length] + (junk if begun else b"\0" * len(junk)))
    with Journal(path, ASKED) as journal:
        assert sorted(journal.known) == sorted("abc"[: sum(end <= length for end in ends)])
        for key in set("abc") - set(journal.known):
            journal.add(key, EXTRACTION)
        assert all(journal.at(place, EXTRACTION.source) == EXTRACTION for place in journal.known.values())


def test_a_file_that_is_no_journal_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "x.partial"
    path.write_text("My own notes.\n")
    with pytest.raises(OutputError, match="is no journal"):
        Journal(path, ASKED)
    assert path.read_text() == "My own notes.\n"


def test_a_journal_in_use_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="needs the file locks of POSIX")
    script = f"from pathlib import Path; from thbextract.batch.journal import Journal; Journal(Path('x'), {ASKED})"
    with Journal(tmp_path / "x", ASKED):
        ended = subprocess.run(
            [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
        )
    assert "x: is in use by another run; wait for it, or stop it" in ended.stderr


def test_content_and_suffix_are_what_an_extraction_is_found_by(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "a.html")]
    for path in paths:
        path.write_text("25 women")
    keys = [key_of(Item(str(path)), 1000) for path in paths]
    assert keys[0] == keys[1] != keys[2]
    assert key_of(Item(str(paths[0])), 3) is None
    assert key_of(Item(str(tmp_path)), 1000) is None


def test_what_a_run_killed_in_its_last_step_has_left_is_removed_by_the_next(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("25 women")
    with streams.output_path(str(tmp_path / "x.xlsx"), force=False) as temporary:
        left = temporary.with_name(temporary.name + "-left")
        temporary.write_bytes(b"")
    left.write_bytes(b"half")
    folder = left.with_name(left.name + "-folder")
    folder.mkdir()
    (folder / "sheet.xml").write_bytes(b"half")
    other = tmp_path / ".thbextract-of-another"
    other.write_bytes(b"")
    (tmp_path / "x.xlsx").unlink()
    assert run("a.txt", "-o", "x.xlsx", "--resume").code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([other.name, "a.txt", "x.xlsx"])


# -- killed for real -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx", ".db"])
def test_a_killed_run_ends_with_the_bytes_of_an_unbroken_one(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "texts").mkdir()
    for at in range(25):
        (tmp_path / f"texts/{at}.txt").write_text(f"In 2017 the police identified {at} victims.\n\n" * 3)
    command = [sys.executable, "-m", "thbextract", "texts", "--jobs", "2", "--resume", "-o"]
    subprocess.run([*command, f"whole{suffix}"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    delays = random.Random(suffix)
    known = 0
    for _ in range(2):
        run = subprocess.Popen([*command, f"x{suffix}"], cwd=tmp_path, stderr=subprocess.DEVNULL)
        time.sleep(delays.uniform(0.5, 1.8))
        run.send_signal(signal.SIGKILL)
        run.wait()
        journal = tmp_path / f"x{suffix}.partial"
        if journal.exists():
            lines = journal.read_bytes().split(b"\n")[1:-1]
            keys = [json.loads(line[8:])["key"] for line in lines if line.endswith(b"}")]
            assert len(keys) == len(set(keys))
            assert len(keys) >= known
            known = len(keys)
    subprocess.run([*command, f"x{suffix}"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert (tmp_path / f"x{suffix}").read_bytes() == (tmp_path / f"whole{suffix}").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["texts", f"whole{suffix}", f"x{suffix}"])
