"""What a batch of real files meets: full disks, closed doors, odd texts. Each is told, and harms nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ended
from thbextract.writers import FILE_WRITERS, SUFFIXES

Run = Callable[..., Ended]
SENTENCE = "In 2017 the police of Moldova identified 25 victims. "
ROOT = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do everything")
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs limits and signals of POSIX")


def limited(bytes_: int, *argv: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command where no file may grow beyond a size, as on a disk that is full."""
    script = (
        "import resource, sys; from thbextract.cli import run; "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes_}, {bytes_})); sys.exit(run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, *argv]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


@POSIX
@pytest.mark.parametrize("suffix", sorted({*SUFFIXES} - {".ndjson", ".sqlite", ".sqlite3"}))
def test_a_full_disk_is_told_and_leaves_nothing_behind(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE * 200)
    ended = limited(8_000, "a.txt", "-o", f"x{suffix}", cwd=tmp_path)
    assert ended.returncode == 3
    assert len(ended.stderr.splitlines()) == 1
    assert f"thbextract: x{suffix}: can't be written (" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@POSIX
def test_a_disk_that_fills_up_under_a_journal_keeps_what_is_in_it(tmp_path: Path) -> None:
    for at in range(6):
        (tmp_path / f"{at}.txt").write_text(SENTENCE * 4 + "So it was. " * at)
    names = [f"{at}.txt" for at in range(6)]
    ended = limited(20_000, *names, "-o", "x.csv", "--resume", "-j", "1", cwd=tmp_path)
    assert ended.returncode == 3
    assert "x.csv.partial: can't be written (" in ended.stderr
    command = [sys.executable, "-m", "thbextract", *names, "-o", "x.csv", "--resume"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    assert "documents are done already" in ended.stderr
    assert (tmp_path / "x.csv").read_text().count("\n") == 1 + 6 * 4


@ROOT
@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("flags", [("-o", "shut/x.csv"), ("-o", "shut/x.csv", "--resume"), ("--errors", "shut/e")])
def test_a_folder_that_may_not_be_written_to_is_exit_3(run: Run, flags: tuple[str, ...]) -> None:
    Path("a.txt").write_text("25 women")
    Path("shut").mkdir(0o500)
    ended = run("a.txt", *flags)
    assert (ended.code, ended.err.count("\n")) == (3, 1)
    assert "Permission denied" in ended.err


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("flags", [("-o", "none/x.csv"), ("-o", "none/x.db", "--resume"), ("--errors", "none/e")])
def test_a_folder_that_is_missing_is_exit_3_before_anything_is_read(run: Run, flags: tuple[str, ...]) -> None:
    ended = run("none.txt", *flags)
    assert (ended.code, ended.err.count("\n")) == (3, 1)
    assert "there is no folder" in ended.err


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("form", sorted(FILE_WRITERS))
def test_a_format_of_whole_files_needs_a_file(run: Run, form: str) -> None:
    assert run("a.txt", "-f", form).code == 2
    assert run("a.txt", "-f", form, "-o", "/dev/null").code == 2


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_every_format_replaces_a_file_only_with_force(run: Run, suffix: str) -> None:
    Path("a.txt").write_text("25 women")
    target = Path(f"x{suffix}")
    target.write_text("old")
    assert (run("a.txt", "-o", target).code, target.read_text()) == (3, "old")
    assert run("a.txt", "-o", target, "--force").code == 0
    assert target.read_bytes() != b"old"


@pytest.mark.usefixtures("counted")
def test_a_name_of_many_bytes_can_be_written(run: Run) -> None:
    Path("a.txt").write_text("25 women")
    assert run("a.txt", "-o", "報告" * 38 + ".csv").code == 0


@pytest.mark.usefixtures("counted")
def test_the_run_stops_at_the_first_failure_on_demand_and_writes_what_it_has(run: Run) -> None:
    for name in ("a.txt", "c.txt"):
        Path(name).write_text("25 women")
    ended = run("a.txt", "none.txt", "c.txt", "--fail-fast", "-o", "x.json")
    assert ended.code == 1
    assert [d["source"] for d in json.loads(Path("x.json").read_text())["documents"]] == ["a.txt", "none.txt"]
    assert ended.err.splitlines()[-1] == "1 read, 1 failed, 0 skipped, 1 claim; stopped at the first failure"


@pytest.mark.usefixtures("counted")
def test_the_number_of_processes_does_not_change_a_byte(run: Run) -> None:
    Path("f").mkdir()
    for at in range(20):
        Path(f"f/{at}.txt").write_text(f"{at} women" if at % 5 else ["", "crash", "\0"][at % 3])
    outputs = set()
    for jobs in (1, 2, 4):
        ended = run("f", "-j", str(jobs))
        outputs.add((ended.code, ended.out, ended.err))
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("-j", "0"),
        ("-j", "two"),
        ("--timeout", "-1"),
        ("--timeout", "nan"),
        ("--max-size", "0"),
        ("--max-pages", "1.5"),
    ],
)
def test_a_limit_that_is_none_is_wrong_usage(run: Run, flag: str, value: str) -> None:
    ended = run("a.txt", flag, value)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert f"{value!r} is not a number of" in ended.err


def test_an_id_column_needs_a_text_column(run: Run) -> None:
    assert run("a.csv", "--id-column", "id").code == 2


@pytest.mark.usefixtures("counted")
def test_a_file_over_the_limit_is_not_read_and_the_others_are(run: Run) -> None:
    Path("big.txt").write_text("25 women " * 200_000)
    Path("a.txt").write_text("25 women")
    ended = run("big.txt", "a.txt", "--max-size", "1")
    assert [[p["code"] for p in d["problems"]] for d in ended.json["documents"]] == [["too_large"], []]
    assert "big.txt: is larger than 1 MB; allow more with --max-size, or split it\n" in ended.err


@pytest.mark.usefixtures("counted")
def test_standard_input_has_the_same_limit(run: Run) -> None:
    ended = run("-", "--max-size", "0.001", stdin=b"25 women " * 200)
    assert ended.json["documents"][0]["problems"][0]["code"] == "too_large"


@POSIX
@pytest.mark.usefixtures("counted")
def test_a_device_without_end_is_read_no_further_than_the_limit(run: Run) -> None:
    ended = run("/dev/zero", "--max-size", "1")
    assert ended.json["documents"][0]["problems"][0]["code"] == "too_large"


@pytest.mark.parametrize("text", [SENTENCE * 400, SENTENCE.strip() + "\r\n\r\n" + "x" * 300_000, "a" * 500_000])
def test_a_text_on_one_line_is_read(run: Run, text: str) -> None:
    Path("a.txt").write_bytes(text.encode())
    claims = run("a.txt", "--category", "victims").json["documents"][0]["claims"]
    assert [claim["value"] for claim in claims] == [25] * text.count("25")


def test_line_ends_change_no_claim(run: Run) -> None:
    text = Path(__file__, "../../samples/readme/shelter-release.txt").resolve().read_text()
    told = set()
    for end in ("\n", "\r\n", "\r"):
        Path("a.txt").write_bytes(text.replace("\n", end).encode())
        document = run("a.txt").json["documents"][0]
        fields = ("category", "value", "unit", "period", "issuer", "speaker")
        told.add(json.dumps([[claim[name] for name in fields] for claim in document["claims"]]))
    assert len(told) == 1


def test_a_text_of_50_megabytes_is_stopped_when_its_time_is_up_and_harms_no_other(run: Run) -> None:
    Path("big.txt").write_text(f"{SENTENCE}\n\n" * (50_000_000 // len(SENTENCE)))
    Path("a.txt").write_text(SENTENCE)
    ended = run("big.txt", "a.txt", "--timeout", "3")
    assert ended.code == 1
    assert [[p["code"] for p in d["problems"]] for d in ended.json["documents"]] == [["timeout"], []]
    assert [claim["value"] for claim in ended.json["documents"][1]["claims"]] == [25]
    assert ended.err.startswith("big.txt: took too long, and was stopped; give it more time with --timeout")


@pytest.mark.skipif(os.name != "posix", reason="needs permissions of POSIX")
def test_inputs_that_may_only_be_read_are_read_and_left_as_they_are(run: Run) -> None:
    Path("f").mkdir()
    Path("f/a.txt").write_text(SENTENCE)
    Path("f/a.txt").chmod(0o444)
    Path("f").chmod(0o555)
    try:
        assert run("f", "-o", "x.csv", "--resume").code == 0
        assert [path.name for path in Path("f").iterdir()] == ["a.txt"]
    finally:
        Path("f").chmod(0o755)
