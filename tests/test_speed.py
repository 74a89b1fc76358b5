"""The texts that speed is measured on, and the table that tells it."""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

import prose
import speed

TINY = speed.Size(1, 2, 1, 1_000, 2, 0, 0)


def test_a_seed_makes_the_same_texts_and_another_one_others() -> None:
    """Figures can be compared from one day to the next, and runs in one process share nothing."""
    assert prose.documents(3, seed=5) == prose.documents(3, seed=5) != prose.documents(3, seed=6)


def test_hardly_a_sentence_comes_twice() -> None:
    """What a tool remembers of one document is of no use to it in the next one."""
    sentences = [part for text in prose.documents(120) for part in re.split(r"(?<=[.!?])\s+", text) if len(part) > 60]
    again = sum(count - 1 for count in Counter(sentences).values())
    assert len(sentences) > 500
    assert again < len(sentences) / 20


def test_texts_are_varied_and_stay_prose() -> None:
    """Figures have as many digits as they had, years stay years, and words keep their endings."""
    chance = random.Random(3)
    old = "In 2019 police identified 1,250 victims and 34 suspects."
    made = {prose.varied(old, chance) for _ in range(20)}
    assert len(made) > 15
    assert all(re.fullmatch(r"In 20[012]\d \w+ \w+ed \d,\d{3} \w+ms and \d\d \w+ts\.", new) for new in made)


def test_one_paragraph_has_no_line_breaks_and_many_have() -> None:
    """Both are prose of the length that was asked for."""
    one, many = prose.one_paragraph(5_000), prose.many_paragraphs(5_000)
    assert (len(one), one.count("\n"), len(many)) == (5_000, 0, 5_000)
    assert many.count("\n\n") > 5


def test_each_measure_is_a_ratio_with_what_is_to_be_reached() -> None:
    """The street against the tokenizer, in this process."""
    (figure,) = speed.figures(TINY, None, ["tokenizer"])
    assert 0 < figure.ratio < 10
    assert figure.reach == "≥ 1.0"
    assert re.fullmatch(r"[\d,]+ words/s against [\d,]+", figure.detail)


def test_the_table_can_be_had_as_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure a line, and nothing else."""
    monkeypatch.setattr(speed, "figures", lambda *_: [speed.Figure("a", 1.5, "≥ 1", "b")])
    assert speed.main(["--json", "--only", "tokenizer"]) == 0
    assert json.loads(capsys.readouterr().out) == {"name": "a", "ratio": 1.5, "reach": "≥ 1", "detail": "b"}
    assert speed.main(["--only", "tokenizer"]) == 0
    assert re.search(r"^a +1\.500  ≥ 1 +b$", capsys.readouterr().out, re.MULTILINE)


def test_peers_that_cannot_be_had_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the reason on the error stream; the rest is measured all the same."""

    def fails(command: list[str], **_: object) -> None:
        raise subprocess.CalledProcessError(1, command, stderr="No matching distribution\n")

    monkeypatch.setattr("peers.subprocess.run", fails)
    assert speed.peer_environment(tmp_path / "peers", quick=False) is None
    assert capsys.readouterr().err == "peers are left out: No matching distribution\n"
    assert list(speed.figures(TINY, None, ["peers", "memory"])) == []


def test_a_quick_run_makes_no_environment() -> None:
    """It may take a minute, and a package index more."""
    assert speed.peer_environment(None, quick=True) is None
