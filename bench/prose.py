"""Texts for measuring: mixed prose made of the samples, in which hardly a sentence comes again.

A document is a title and paragraphs of several samples in any order. Of the words of five letters and more one in six
becomes another word of the samples with the same last two letters, so that sentences stay sentences to every grammar
that looks at endings; each figure becomes another one with as many digits. So no memory of lines, sentences or words
that any of the measured tools has can hold more than it would of texts that it has never seen. Paragraphs without any
number are in it as often as in the samples. The same seed makes the same texts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PARAGRAPHS = (8, 18)  # of a document, at least and at most: 150 to 600 words
CHANGED = 6  # one word in so many
DIGITS = re.compile(r"(?<![\w.,])(?:19|20)\d\d(?!\w)|\d+")
WORD = re.compile(r"\b[a-z]{5,}\b")
YEARS = range(2009, 2025)
ENDING = 2  # letters that a word has in common with the one in its place


@cache
def paragraphs() -> tuple[str, ...]:
    """The paragraphs of all samples; lines of a table stay together."""
    paths = [path for folder in ("texts", "world/texts") for path in sorted((SAMPLES / folder).glob("*.txt"))]
    found = [part.strip("\n") for path in paths for part in re.split(r"\n\s*\n", path.read_text("utf-8"))]
    return tuple(part for part in found if part.strip())


@cache
def words_by_ending() -> dict[str, tuple[str, ...]]:
    """The words of the samples in small letters, by what they end with."""
    found: dict[str, list[str]] = {}
    for word in sorted({word for part in paragraphs() for word in WORD.findall(part)}):
        found.setdefault(word[-ENDING:], []).append(word)
    return {ending: tuple(words) for ending, words in found.items()}


def varied(text: str, chance: random.Random) -> str:
    """A text with other figures and some other words."""

    def figure(found: re.Match[str]) -> str:
        if len(found[0]) == 4 and found[0][:2] in ("19", "20"):
            return str(chance.choice(YEARS))
        return str(chance.randint(1, 9)) + "".join(chance.choice("0123456789") for _ in found[0][1:])

    def word(found: re.Match[str]) -> str:
        return chance.choice(words_by_ending()[found[0][-ENDING:]]) if chance.randrange(CHANGED) == 0 else found[0]

    return WORD.sub(word, DIGITS.sub(figure, text))


def documents(count: int, seed: int = 1) -> list[str]:
    """So many documents; another seed makes other ones."""
    chance = random.Random(seed)
    return [_document(chance) for _ in range(count)]


def _document(chance: random.Random) -> str:
    parts = chance.sample(paragraphs(), chance.randint(*PARAGRAPHS))
    return "\n\n".join(varied(part, chance) for part in parts) + "\n"


def long_text(characters: int, seed: int = 1) -> str:
    """One text of about so many characters, in paragraphs."""
    return "\n\n".join(_until(characters, seed))


def one_paragraph(characters: int, seed: int = 1) -> str:
    """The prose of such a text as one paragraph: without tables and lists, which are none without their lines."""
    lines = (" ".join(part.split()) for part in _until(2 * characters, seed) if _is_prose(part))
    return " ".join(lines)[:characters]


def many_paragraphs(characters: int, seed: int = 1) -> str:
    """The same prose in its paragraphs."""
    return "\n\n".join(part for part in _until(2 * characters, seed) if _is_prose(part))[:characters]


def _is_prose(part: str) -> bool:
    return part.rstrip().endswith(".") and not re.search(r"^\W|\||\s{3}", part, re.MULTILINE)


def _until(characters: int, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    made = 0
    while made < characters:
        part = varied(chance.choice(paragraphs()), chance)
        made += len(part) + 2
        yield part


def words_in(texts: list[str]) -> int:
    """How many words texts have, as blanks part them."""
    return sum(len(text.split()) for text in texts)
