r"""Patterns that look for their words first: most texts hold none of the words without which a pattern can't match.

To try `(?i)\b(?:report|review|…)\b[^.;]{0,40}$` at every place of a text costs a hundred times as much as to ask
whether "report" or "review" is in it. Which words those are is read from the pattern itself, so there is no list
beside it that could go out of date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from thbextract.normalize.shortcuts import SHORTCUTS, of_the_last, small

# Characters that a pattern is tried on before it is read for its words: that costs as much as to try it on so many, and
# a run on a single press release is over before it would pay.
TRIED = 20_000
MOST_WORDS = 400  # of a set; to ask for more costs as much as to try the pattern
# How many sets are asked for, the most telling first.
MOST_SETS = 2
# Characters; the small letters of a longer text are kept, for its sentences are asked about one by one.
LONG = 600

# Of a class such as [1-4], and of the words that several of them make.
MOST_LETTERS, MOST_SPELLINGS = 4, 12

Words = frozenset[str]
Item = tuple[Any, Any]  # of Python's own parser: an operation and what it works on
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


class Sieve:
    """A compiled pattern with the same answers, which come sooner where there is nothing to find."""

    __slots__ = ("_needs", "_pattern", "_tried", "flags", "pattern")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self.pattern = pattern.pattern
        self.flags = pattern.flags
        self._needs: tuple[tuple[str, ...], ...] = ()
        self._tried = 0

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._pattern.search(text, pos, endpos) if self.may_match(text, pos, endpos) else None

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._pattern.finditer(text, pos, endpos) if self.may_match(text, pos, endpos) else iter(())

    def findall(self, text: str) -> list[Any]:
        """As `re.Pattern.findall`."""
        return self._pattern.findall(text) if self.may_match(text) else []

    def sub(self, repl: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As `re.Pattern.sub`."""
        return self._pattern.sub(repl, text) if self.may_match(text) else text

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`, which looks at one place and needs no help."""
        return self._pattern.match(text, pos, endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self._pattern.fullmatch(text, pos, endpos)

    def may_match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> bool:
        """Whether a stretch of a text has the words without which the pattern can't match in it."""
        if self._tried < TRIED:
            self._tried += min(endpos, len(text)) - pos
            if self._tried >= TRIED:
                self._needs = needs_of(self._pattern)
            return True
        if not SHORTCUTS.on:
            return True
        seen = _small_of_long(text) if len(text) >= LONG else text.lower() if text.isascii() else small(text)
        if pos or endpos < len(seen):
            seen = seen[pos:endpos]
        for words in self._needs:
            for word in words:
                if word in seen:
                    break
            else:
                return False
        return True


def sieve(pattern: str, flags: int = 0) -> Sieve:
    """Compile a pattern that is looked for in many texts and found in few."""
    return Sieve(re.compile(pattern, flags))


_small_of_long = of_the_last(small)


# ------------------------------------------------------------------ words of a pattern


def needs_of(pattern: re.Pattern[str]) -> tuple[tuple[str, ...], ...]:
    """Sets of words in small letters: a text in which the pattern matches has one of each.

    Empty if the pattern has no such words, or if this Python keeps its parser elsewhere.
    """
    parser = getattr(re, "_parser", None)
    if parser is None:
        return ()
    found = sorted(set(_sets(parser.parse(pattern.pattern, pattern.flags))), key=_frequency)
    return tuple(tuple(_shortest(words)) for words in found[:MOST_SETS])


def _shortest(words: Words) -> list[str]:
    """The words without those that hold another one: where "says" is, "say" is too."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(other in word for other in kept):
            kept.append(word)
    return kept


def _frequency(words: Words) -> tuple[float, list[str]]:
    """How often a text has one of the words, roughly: each letter more is met a tenth as often, each digit a third."""
    digits = (sum(map(str.isdigit, word)) for word in words)
    return sum(10.0 ** (digit / 2 - len(word)) for word, digit in zip(words, digits, strict=True)), sorted(words)


def _sets(tree: Iterable[Item]) -> Iterator[Words]:
    """The sets of words of a sequence of the parser's items; each of them holds by itself."""
    run = frozenset([""])  # what the letters before an item may be
    for name, value in chain(_flat(tree), [("END", None)]):
        letters = _letters(name, value)
        if letters and len(run) * len(letters) <= MOST_SPELLINGS:
            run = frozenset(word + letter for word in run for letter in letters)
            continue
        if "" not in run:
            yield run
        run = letters or frozenset([""])
        if name in REPEATS and value[0] > 0:
            yield from _sets(value[-1])
        elif name == "BRANCH":
            yield from _of_branch(value[-1])


def _flat(tree: Iterable[Item]) -> Iterator[tuple[str, Any]]:
    """The items without the groups around them and without what only looks: word edges and assertions."""
    for item, value in tree:
        name = str(item)
        if name in ("SUBPATTERN", "ATOMIC_GROUP"):
            yield from _flat(value[-1] if name == "SUBPATTERN" else value)
        elif name not in ("AT", "ASSERT", "ASSERT_NOT"):
            yield name, value


def _letters(name: str, value: Any) -> Words:
    """The few small letters of which an item is one; empty if it may be many, or one that has no plain small form."""
    if name == "LITERAL":
        codes = [value]
    elif name == "IN" and all(str(kind) in ("LITERAL", "RANGE") for kind, _ in value):
        codes = [code for kind, of in value for code in (range(of[0], of[1] + 1) if str(kind) == "RANGE" else [of])]
    else:
        return frozenset()
    if len(codes) > 2 * MOST_LETTERS or any(code > 127 for code in codes):
        return frozenset()
    letters = frozenset(chr(code).lower() for code in codes)
    return letters if len(letters) <= MOST_LETTERS else frozenset()


def _of_branch(branches: Sequence[Iterable[Item]]) -> Iterator[Words]:
    """One word of each alternative, the most telling one, if all of them have any."""
    best = [min(_sets(branch), key=_frequency, default=frozenset[str]()) for branch in branches]
    words = frozenset(chain.from_iterable(best))
    if all(best) and len(words) <= MOST_WORDS:
        yield words
