"""Inputs: files, folders, lists and standard input become items in a stable order, and nothing is lost on the way."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ended
from thbextract.batch import find_items, listed_paths
from thbextract.errors import InputError
from thbextract.writers import SUFFIXES

Run = Callable[..., Ended]
pytestmark = pytest.mark.usefixtures("counted")
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs file names, links and permissions of POSIX")


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("25 women")


def sources(*paths: str, glob: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> list[str]:
    return [item.source for item in find_items(paths, glob, without)]


def told(*paths: str) -> list[tuple[str, str]]:
    """The items that come with an error, and its code."""
    items = list(find_items(paths))
    return [(item.source, item.content.code) for item in items if isinstance(item.content, InputError)]


def read(ended: Ended) -> list[str]:
    return [document["source"] for document in ended.json["documents"]]


def test_a_folder_stands_for_its_files_sorted_and_with_those_of_its_folders(run: Run) -> None:
    fill(Path(), "f/b.txt", "f/a/z.txt", "f/a/y.md", "f/c", "g.txt")
    assert read(run("f", "g.txt")) == ["f/a/y.md", "f/a/z.txt", "f/b.txt", "f/c", "g.txt"]


def test_hidden_files_and_locks_of_office_programs_are_left_out(run: Run) -> None:
    fill(Path(), "f/.hidden.txt", "f/.git/a.txt", "f/~$report.docx", "f/a.txt")
    ended = run("f")
    assert read(ended) == ["f/a.txt"]
    assert ended.err == "1 read, 0 failed, 0 skipped, 1 claim\n"


def test_a_hidden_file_that_is_named_is_read(run: Run) -> None:
    fill(Path(), ".hidden.txt")
    assert read(run(".hidden.txt")) == [".hidden.txt"]


@pytest.mark.parametrize(
    ("globs", "left"),
    [
        (("*.txt",), ["f/a.txt", "f/g/b.txt"]),
        (("*.md", "b*"), ["f/g/b.txt", "f/g/c.md"]),
        (("g/*",), ["f/g/b.txt", "f/g/c.md"]),
        (("[ac].*",), ["f/a.txt", "f/g/c.md"]),
    ],
)
def test_a_glob_chooses_files_of_folders_by_name_or_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, globs: tuple[str, ...], left: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(Path(), "f/a.txt", "f/g/b.txt", "f/g/c.md")
    assert sources("f", glob=globs) == left


def test_what_a_glob_leaves_out_is_not_counted(run: Run) -> None:
    fill(Path(), "f/a.txt", "f/b.json")
    assert run("f", "--glob", "*.txt").err == "1 read, 0 failed, 0 skipped, 1 claim\n"


def test_a_table_is_read_row_by_row_only_if_its_column_of_texts_is_named(run: Run) -> None:
    Path("a.csv").write_text("id,text\n7,12 men\n8, \n9,3 women\n")
    rows = run("a.csv", "--text-column", "text", "--id-column", "id")
    assert (rows.code, read(rows)) == (0, ["a.csv#7", "a.csv#9"])
    assert "2 read, 0 failed, 1 skipped, 2 claims" in rows.err
    whole = run("a.csv")
    assert [problem["code"] for problem in whole.json["documents"][0]["problems"]] == ["table_as_text"]


@POSIX
def test_a_pattern_that_fits_nothing_is_told_though_a_folder_can_not_be_entered(run: Run) -> None:
    fill(Path(), "f/a.txt")
    Path("f/up").symlink_to("../f")
    ended = run("f", "--glob", "*.zzz")
    assert (ended.code, "holds no file that fits *.zzz" in ended.err) == (1, True)


def test_a_glob_has_no_say_in_files_that_are_named(run: Run) -> None:
    fill(Path(), "f/a.txt", "b.md")
    assert read(run("f", "b.md", "--glob", "*.txt")) == ["f/a.txt", "b.md"]


def test_a_folder_without_files_to_read_is_told(run: Run) -> None:
    Path("empty").mkdir()
    fill(Path(), "f/a.md")
    ended = run("empty", "f", "--glob", "*.txt")
    assert ended.code == 1
    assert ended.err.splitlines()[:2] == [
        "empty: holds no file that fits *.txt; check the path; hidden files are left out",
        "f: holds no file that fits *.txt; check the path; hidden files are left out",
    ]


def test_files_of_a_folder_that_are_no_documents_are_skipped_and_named_on_demand(run: Run) -> None:
    fill(Path(), "f/a.txt", "f/data.json", "f/code.py")
    Path("f/scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    ended = run("f", "--errors", "problems.jsonl")
    assert (ended.code, read(ended)) == (0, ["f/a.txt"])
    assert ended.err == "1 read, 0 failed, 3 skipped, 1 claim\n"
    problems = [json.loads(line) for line in Path("problems.jsonl").read_text().splitlines()]
    assert [(p["source"], p["code"]) for p in problems] == [
        ("f/code.py", "skipped"), ("f/data.json", "skipped"), ("f/scan.png", "skipped"),
    ]  # fmt: skip


def test_what_was_skipped_is_told_with_its_reason_where_more_words_are_asked_for(run: Run) -> None:
    fill(Path(), "f/a.txt")
    Path("f/scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    told = run("f/a.txt", "f", "--verbose").err.splitlines()
    assert told[0] == "f/a.txt: skipped, is given twice; its claims stand where it came first"
    assert told[1].startswith("f/scan.png: skipped, ")
    assert told[1].endswith("; name it itself to have it tried")
    assert told[2:] == ["1 read, 0 failed, 2 skipped, 1 claim"]
    hint = " (--errors or --verbose tells what was skipped)"
    assert run("f").err == f"1 read, 0 failed, 1 skipped, 1 claim{hint}\n"
    assert run("f", "-o", "claims.json", "--resume").err == f"1 read, 0 failed, 1 skipped, 1 claim{hint}\n"
    assert run("f", "--verbose", "--quiet").err == ""


def test_a_file_that_is_named_fails_where_one_in_a_folder_is_skipped(run: Run) -> None:
    Path("scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    ended = run("scan.png")
    assert (ended.code, ended.json["documents"][0]["problems"][0]["code"]) == (1, "no_document")


def test_what_is_given_twice_is_read_once(run: Run) -> None:
    fill(Path(), "f/a.txt", "f/b.txt")
    ended = run("f/b.txt", "f", "./f/a.txt")
    assert read(ended) == ["f/b.txt", "f/a.txt"]
    assert "2 read, 0 failed, 2 skipped" in ended.err


def test_the_output_is_no_input_of_the_next_run(run: Run) -> None:
    fill(Path(), "f/a.txt")
    for _ in range(2):
        ended = run("f", "-o", "f/claims.csv", "--errors", "f/problems.txt", "--force")
        assert ended.err == "1 read, 0 failed, 0 skipped, 1 claim\n"


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\0"])
def test_a_list_of_files_is_read_from_a_file_or_from_standard_input(run: Run, separator: str) -> None:
    fill(Path(), "a.txt", "b c.txt", "f/d.txt")
    listed = separator.join(["b c.txt", "f", "none.txt", ""]).encode()
    Path("list").write_bytes(listed)
    assert read(run("a.txt", "--files-from", "list")) == ["a.txt", "b c.txt", "f/d.txt", "none.txt"]
    assert read(run("--files-from", "-", stdin=listed)) == ["b c.txt", "f/d.txt", "none.txt"]


def test_a_list_that_is_missing_is_told(run: Run) -> None:
    ended = run("--files-from", "none")
    assert (ended.code, ended.out) == (1, "")
    assert "none: the list of files can't be read (No such file or directory)" in ended.err


def test_standard_input_can_be_a_text_or_a_list_but_not_both(run: Run) -> None:
    assert run("-", "--files-from", "-").code == 2


def test_standard_input_keeps_its_place_between_files(run: Run) -> None:
    fill(Path(), "a.txt", "b.txt")
    assert read(run("b.txt", "-", "a.txt", stdin=b"3 men")) == ["b.txt", "-", "a.txt"]


def test_a_list_may_hold_names_with_line_breaks_if_nul_sets_them_apart() -> None:
    assert listed_paths(b"a\nb.txt\0c.txt\0") == ["a\nb.txt", "c.txt"]


@POSIX
@pytest.mark.parametrize("name", ["a b.txt", "line\nbreak.txt", "Отчёт – ½.txt", "-f.txt", "'\";$(x).txt"])
def test_odd_names_are_read_and_told_apart(run: Run, name: str) -> None:
    fill(Path(), f"f/{name}")
    assert read(run("f")) == [f"f/{name}"]


@POSIX
def test_a_name_that_is_no_utf8_survives_in_every_text_format(run: Run) -> None:
    Path("f").mkdir()
    try:
        Path(os.fsdecode(b"f/caf\xe9.txt")).write_text("25 women")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert read(run("f")) == ["f/caf\udce9.txt"]
    for suffix in SUFFIXES:
        assert (run("f", "-o", f"x{suffix}", "--resume").code, suffix) == (0, suffix)


@POSIX
def test_a_loop_of_links_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fill(Path(), "f/g/a.txt")
    Path("f/g/up").symlink_to("..")
    Path("f/self").symlink_to("self")
    assert sources("f") == ["f/g/a.txt", "f/g/up", "f/self"]
    assert told("f") == [("f/g/up", "skipped")]


@POSIX
def test_a_link_to_a_file_or_another_folder_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fill(Path(), "f/a.txt", "elsewhere/b.txt")
    Path("f/to-file").symlink_to("a.txt")
    Path("f/to-folder").symlink_to("../elsewhere")
    assert sources("f") == ["f/a.txt", "f/to-file", "f/to-folder/b.txt"]


@POSIX
def test_a_dead_link_is_missing(run: Run) -> None:
    fill(Path(), "f/a.txt")
    Path("f/dead").symlink_to("nowhere")
    ended = run("f")
    assert [p["code"] for p in ended.json["documents"][1]["problems"]] == ["missing"]


@POSIX
def test_pipes_and_sockets_in_a_folder_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fill(Path(), "f/a.txt")
    os.mkfifo("f/pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("f/socket")
        assert told("f") == [("f/pipe", "skipped"), ("f/socket", "skipped")]


@POSIX
def test_a_pipe_that_is_named_is_read(run: Run) -> None:
    os.mkfifo("pipe")
    if os.fork() == 0:
        Path("pipe").write_text("25 women")
        os._exit(0)
    assert run("pipe", "--timeout", "20").json["documents"][0]["claims"][0]["value"] == 25


@POSIX
def test_a_pipe_that_nobody_writes_to_ends_with_the_time_limit(run: Run) -> None:
    os.mkfifo("pipe")
    fill(Path(), "a.txt")
    ended = run("pipe", "a.txt", "--timeout", "0.5")
    assert [p["code"] for p in ended.json["documents"][0]["problems"]] == ["timeout"]
    assert len(ended.json["documents"][1]["claims"]) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_listed_is_told(run: Run) -> None:
    fill(Path(), "f/a.txt", "f/g/b.txt")
    Path("f/g").chmod(0)
    ended = run("f")
    Path("f/g").chmod(0o755)
    assert [[p["code"] for p in d["problems"]] for d in ended.json["documents"]] == [[], ["unreadable"]]
