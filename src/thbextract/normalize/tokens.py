"""A sentence as tokens: runs of letters, runs of digits with their points and commas, single other signs.

Numbers are read from tokens and not with one large regular expression: what stands before and after a number
decides what it is, and with tokens each such question is a look-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|\S")
DASHES = frozenset("-–‐‑−—")
MASK = "\0"


@dataclass(slots=True)
class Tokens:
    """Tokens of `text`: lower-case `words` and their offsets, one place for each in three lists.

    `vocabulary` has the words of the text, masked or not: what is not among them need not be looked for.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    vocabulary: frozenset[str]
    size: int

    def word(self, at: int) -> str:
        """The lower-case token at `at`, empty outside of the text."""
        return self.words[at] if 0 <= at < self.size else ""

    def plain(self, at: int) -> str:
        """The lower-case token at `at`, masked or not."""
        word = self.words[at] if 0 <= at < self.size else ""
        return (word.lstrip(MASK) or word) if word[:1] == MASK else word

    def raw(self, at: int) -> str:
        """The token at `at` as it is written, empty outside of the text."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < self.size else ""

    def gap(self, at: int) -> str:
        """What stands between the token before `at` and the one at `at` (blanks or nothing)."""
        before = self.ends[at - 1] if at else 0
        return self.text[before : self.starts[at]] if at < len(self.words) else self.text[before:]

    def glued(self, at: int) -> bool:
        """Whether the token at `at` touches the one before it."""
        return 0 < at < self.size and self.starts[at] == self.ends[at - 1]

    def span(self, first: int, last: int) -> str:
        """The text from the token `first` up to, not including, the token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def phrase_after(self, at: int, phrases: dict[tuple[str, ...], str], longest: int) -> tuple[str, int] | None:
        """The longest of `phrases` that begins at `at`: its value and the place behind it."""
        for size in range(min(longest, len(self.words) - at), 0, -1):
            found = phrases.get(tuple(self.words[at : at + size]))
            if found is not None:
                return found, at + size
        return None

    def mask(self, spans: Sequence[tuple[int, int]]) -> None:
        """Make the words inside of `spans` unreadable, numbers above all; `plain` still gives them."""
        if not spans:
            return
        spans = sorted(spans)
        at = 0
        for start, end in spans:
            while at < len(self.words) and self.ends[at] <= start:
                at += 1
            while at < len(self.words) and self.starts[at] < end:
                self.words[at] = MASK + self.words[at]
                at += 1


def tokenize(text: str) -> Tokens:
    """Split `text` into tokens."""
    spans = [found.span() for found in TOKEN.finditer(text)]
    lower = text.lower()
    if len(lower) == len(text):
        words = [lower[start:end] for start, end in spans]
    else:  # a few letters grow when they are made small
        words = [text[start:end].lower() for start, end in spans]
    vocabulary = frozenset(words)
    if not text.isascii():  # a raised or circled figure counts nothing, though Python calls it a digit
        words = [MASK + word if word.isdigit() and not word.isdecimal() else word for word in words]
    return Tokens(text, words, [start for start, _ in spans], [end for _, end in spans], vocabulary, len(words))


def words_of(text: str) -> frozenset[str]:
    """The words of a blank-separated list as a set."""
    return frozenset(text.split())


def split(phrase: str) -> tuple[str, ...]:
    """A phrase of a pack as the tokens that it is looked up with."""
    return tuple(found[0].lower() for found in TOKEN.finditer(phrase))
