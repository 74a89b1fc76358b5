"""Starting: what a short run must not wait for, and spaCy as others expect it after our quick start."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from thbextract.errors import OutputError

HEAVY = ("spacy", "lxml", "jinja2", "dateparser", "thbextract.layout", "thbextract.series", "thbextract.readers.pdf")
OTHERS = ("dateparser", "lxml", "thbextract.readers.pdf", "thbextract.readers.html")


def told(code: str) -> str:
    """What a fresh interpreter prints for some code."""
    script = textwrap.dedent(code)
    return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["--no-such-flag"], ["series", "--help"], ["schema"]], ids=" ".join
)
def test_what_reads_no_document_imports_nothing_for_it(arguments: list[str]) -> None:
    code = f"""
        import contextlib, io, sys
        from thbextract.cli import run
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
            run({arguments!r})
        print(sorted(set({HEAVY!r}) & set(sys.modules)))
    """
    assert told(code) == "[]"


def test_a_press_release_is_read_without_dateparser_and_without_readers_of_other_formats() -> None:
    code = f"""
        import sys
        from thbextract import extract
        found = extract("On 4 May 2020 police identified 12 victims of trafficking.")
        print(len(found.claims), sorted(set({OTHERS!r}) & set(sys.modules)))
    """
    assert told(code) == "1 []"


def test_spacy_is_whole_after_a_quick_start() -> None:
    code = """
        import gc, sys
        from thbextract.batch.starting import quick_start
        with quick_start():
            import spacy
            held = "spacy.cli.download" in sys.modules
        version = spacy.info(silent=True)["spacy_version"]
        import spacy.cli
        print(held, gc.isenabled(), version == spacy.__version__, callable(spacy.cli.download))
        print(len(spacy.blank("en")("a b")))
    """
    assert told(code) == "False True True True\n2"


def test_a_quick_start_leaves_a_spacy_that_is_there_already() -> None:
    code = """
        import sys, spacy
        from thbextract.batch.starting import quick_start
        before = sys.modules["spacy.cli"]
        with quick_start():
            inside = sys.modules["spacy.cli"]
        print(before is inside is sys.modules["spacy.cli"])
    """
    assert told(code) == "True"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("arguments", [["--help"], ["series", "--help"]], ids=" ".join)
def test_help_into_a_full_device_is_told_as_any_output(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "thbextract", *arguments]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ran.returncode, ran.stderr.count("\n")) == (OutputError.exit_code, 1)
    assert "standard output: can't be written" in ran.stderr
