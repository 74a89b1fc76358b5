"""Shortcuts change no answer: documents read with and without them come out the same."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract.extraction import extract, street
from thbextract.normalize import shortcuts
from thbextract.normalize.shortcuts import LONGEST_KEPT, long_way, of_the_last, remembered, small
from thbextract.normalize.sieve import TRIED, Sieve, needs_of, sieve
from thbextract.records import Extraction, Given

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TEXTS = [
    path for folder in ("texts", "world/texts", "phenomena/texts") for path in sorted((SAMPLES / folder).glob("*.txt"))
]
GIVENS = (None, Given(country="US", date="2019-03-04", reporting_period="2018"))


def sieves() -> list[Sieve]:
    """Every pattern of the tool that looks for its words first."""
    street(())
    return [thing for thing in gc.get_objects() if isinstance(thing, Sieve)]


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Patterns are read for their words only after some text: without that nothing would be tested."""
    for pattern in sieves():
        pattern.may_match("x" * TRIED)


def both_ways(text: str, given: Given | None) -> tuple[Extraction, Extraction]:
    """A text read with shortcuts, and read without."""
    short = extract(text, given=given, explain=True)
    with long_way():
        return short, extract(text, given=given, explain=True)


# ------------------------------------------------------------------ documents


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("given", GIVENS, ids=["plain", "given"])
def test_a_sample_reads_the_same_without_shortcuts(path: Path, given: Given | None) -> None:
    """Claims, facts, flags and the explanation of every number."""
    short, long = both_ways(path.read_text("utf-8"), given)
    assert short == long


def test_what_is_remembered_is_not_of_another_document() -> None:
    """The same lines with another date and country mean other days."""
    text = "Police rescued 12 women on 3/4/2018. Last year 30 victims were identified.\n"
    british, american = ("12 March 2019\n\n" + text, "12 March 2020\n\nUS Department of Justice\n\n" + text)
    again = [[claim.period for claim in extract(text).claims] for text in (british, american, british)]
    assert again[0] == again[2] != again[1]


SENTENCES = sorted({
    sentence
    for path in TEXTS
    for sentence in re.split(r"(?<=[.!?])\s+|\n{2,}", path.read_text("utf-8"))
    if len(sentence) < 400
})  # fmt: skip
# Words that gates ask for, times, places and bodies; letters that are small or large in odd ways; blanks of all kinds.
ODD = (
    *("since", "ſince", "the laſt year", "thıs year", "İn 2019", "the 3rd Quarter of 2018", "Q2 2019", "H1", "FY19"),
    *("from 1 to 3 May 2020", "3/4/2018", "in 201912, the", "2019-05-03", "at 1430 hrs", "12:30 pm", "5 mai 2020"),
    *(
        "According to the Ministry",
        "said",
        "WHO",
        "the Police said",
        "Kenya",
        "Kenya’s",
        "JORDAN",
        "Georgia",
        "worldwide",
    ),
    *("This report covers 2019/20", "the reporting period", "figures are for", "for the year ended 31 March 2020"),
    *(
        "the charity Unity",
        "AFP Commander Ana Rusu",
        "director of Casa Luz",
        "Victims: 12",
        "| Men | 3 |",
        "- 12 women",
    ),
    *(
        "of them",
        "none",
        "two thirds",
        "½",
        "₹2.5 lakh",
        "$40,000",
        "12 %",
        "no victims",
        "dozens of",
        "[^1]",
        "victims25",
    ),
    *("jailed30 September 2020Portville", "1-800-555-0199", "+40 21 555 0199", "10\u201312", "\u212aenya", "\u017fun"),
    *(
        "\n",
        "\n\n",
        "\t",
        "\xa0",
        "\u2028",
        "\x1f",
        "  ",
        " ",
        ". ",
        ", ",
        ": ",
        "; ",
        "(",
        ")",
        "“",
        "”",
        "\x00",
        "\f",
    ),
)
PIECES = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(ODD), st.text(max_size=6))


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from([" ", "\n", "", ". "]), st.sampled_from(GIVENS))
def test_any_text_reads_the_same_without_shortcuts(pieces: list[str], joint: str, given: Given | None) -> None:
    """Sentences, words that gates ask for, and rubbish, in any order."""
    short, long = both_ways(joint.join(pieces), given)
    assert short == long


# ------------------------------------------------------------------ sieves


def test_sieves_are_in_use() -> None:
    """Else the tests of them would hold of nothing."""
    assert sum(bool(needs_of(re.compile(one.pattern, one.flags))) for one in sieves()) > 50


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=8).map(" ".join), st.integers(0, 40), st.integers(0, 400))
def test_a_sieve_finds_what_its_pattern_finds(text: str, start: int, end: int) -> None:
    """In the whole text and in any stretch of it."""
    for one in sieves():
        pattern = re.compile(one.pattern, one.flags)
        assert spans(one.finditer(text)) == spans(pattern.finditer(text))
        assert spans(one.finditer(text, start, end)) == spans(pattern.finditer(text, start, end))
        assert one.sub("#", text) == pattern.sub("#", text)


def spans(found: Iterator[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in found]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?i)\b(?:report|study)s?\b", [{"report", "study"}]),
        (r"\b[Tt]oday\b", [{"today"}]),
        (r"\bQ[1-4]\b", [{"q1", "q2", "q3", "q4"}]),
        (r"(?:the\s)?year(?!s)", [{"year"}]),
        (r"(?:says|say)\s+that", [{"that"}, {"say"}]),
        (r"(?:a|b*)c?", []),
        (r"\w+|year", []),
        ("é+t", [{"t"}]),
    ],
)
def test_the_words_that_a_pattern_needs_are_read_from_it(pattern: str, words: list[set[str]]) -> None:
    """Options, repeats and classes count for nothing; of words that hold each other the shorter one is asked for."""
    assert [set(found) for found in needs_of(re.compile(pattern))] == words


def test_a_sieve_is_made_when_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    """A short run never reads a pattern for its words, and a Python without that parser goes without."""
    one = sieve(r"(?i)\breview\b")
    assert [one.may_match("x" * (TRIED // 2)) for _ in range(3)] == [True, True, False]
    monkeypatch.delattr(re, "_parser")
    assert needs_of(re.compile("review")) == ()


# ------------------------------------------------------------------ letters and memory


def test_small_letters_are_those_that_patterns_see() -> None:
    """Letter by letter, for every letter that a pattern without case takes for one of ours."""
    for code in range(sys.maxunicode + 1):
        assert len(small(chr(code))) == 1
    for letter in "abcdefghijklmnopqrstuvwxyz":
        seen = {sign for sign in map(chr, range(0x2200)) if re.fullmatch(f"(?i:{letter})", sign)}
        assert {small(sign) for sign in seen} == {letter}


def test_answers_are_kept_but_not_of_long_texts() -> None:
    """Memory stays small whatever is read; without shortcuts nothing is kept."""
    asked: list[str] = []

    @remembered(8)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    long = "x" * (LONGEST_KEPT + 1)
    assert [length(text) for text in ("ab", "ab", long, long)] == [2, 2, len(long), len(long)]
    assert asked == ["ab", long, long]
    with long_way():
        assert length("ab") == 2
    assert asked == ["ab", long, long, "ab"]


def test_only_the_last_thing_is_kept_and_only_itself() -> None:
    """An equal thing is another one: to compare documents would cost more than to read them."""
    asked: list[list[int]] = []

    @of_the_last
    def first(things: list[int]) -> int:
        asked.append(things)
        return things[0]

    one, other = [1], [1]
    assert [first(one), first(one), first(other), first(one)] == [1, 1, 1, 1]
    assert [things is one for things in asked] == [True, False, True]


def test_the_long_way_ends_with_its_block() -> None:
    """Even if what is done in it fails."""
    way = long_way()
    way.__enter__()
    assert not shortcuts.SHORTCUTS.on
    assert not way.__exit__(ZeroDivisionError, ZeroDivisionError(), None)
    assert shortcuts.SHORTCUTS.on
