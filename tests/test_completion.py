"""Completion: what a shell is offered for a line that is being typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LINES = [
    ("a flag", "thbextract --fo", ["--format", "--force"]),
    ("a command", "thbextract se", ["series"]),
    ("no command behind a path", "thbextract report.txt se", []),
    ("nothing typed is a path as often as not", "thbextract ", []),
    ("a format", "thbextract -f js", ["json", "jsonl"]),
    ("a second category", "thbextract --category victims,ca", ["victims,cases"]),
    ("a category that is not there yet", "thbextract --category victims,cases,v", []),
    ("a flag of a command", "thbextract series --b", ["--by"]),
    ("a command of a command", "thbextract patterns ", ["check"]),
    ("a schema", "thbextract schema v", ["verdicts"]),
]


def offered(line: str, shell: str) -> list[str]:
    """What the command prints when a shell asks it to complete a line."""
    words = line.split(" ")
    asked = {"_THBEXTRACT_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        asked |= {"COMP_WORDS": line.rstrip(), "COMP_CWORD": str(len(words) - 1)}
    else:
        asked |= {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    ran = subprocess.run(
        [sys.executable, "-m", "thbextract"], env=os.environ | asked, capture_output=True, text=True, check=True
    )
    return [told.split("\t")[0] for told in ran.stdout.split("\n") if told]


@pytest.mark.parametrize(("line", "expected"), [row[1:] for row in LINES], ids=[row[0] for row in LINES])
@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_a_line_is_completed(line: str, expected: list[str], shell: str) -> None:
    assert offered(line, shell) == expected


def test_a_shell_is_shown_its_script(tmp_path: Path) -> None:
    script = subprocess.run(
        [sys.executable, "-m", "thbextract"],
        env=os.environ | {"_THBEXTRACT_COMPLETE": "source_bash"},
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    ).stdout
    assert "_THBEXTRACT_COMPLETE=complete_bash" in script
    assert script.rstrip().endswith("thbextract")


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [("thbextract --format = c", 3, ["csv"]), ("thbextract --format =", 2, ["json", "jsonl", "csv", "tsv"])],
)
def test_bash_parts_a_line_at_equals_signs(words: str, at: int, expected: list[str]) -> None:
    asked = {"_THBEXTRACT_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    command = [sys.executable, "-m", "thbextract"]
    ran = subprocess.run(command, env=os.environ | asked, capture_output=True, text=True, check=True)
    assert ran.stdout.split()[:4] == expected
