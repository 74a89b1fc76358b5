"""Words of a text with their offsets, as names are made of: apostrophes, hyphens and points of initials stay inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from thbextract.normalize.pieces import LONG_TEXT, Pieces
from thbextract.normalize.shortcuts import remembered

# "U.S.", "J.R.", then words with inner apostrophes, hyphens, slashes or "&" ("Sao-Tome", "O’Brien", "RFE/RL").
WORD = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_]+(?:[-'’&/][^\W_]+)*['’]?")
COLUMN_GAP = 4  # blanks; text that a PDF gave has two between words at times, columns have more
POSSESSIVES = ("'s", "’s", "'S", "’S")
SIGNS_OF_OWNING = frozenset("'’sS")
_SMALL_WORDS = (
    "a an the this that these those it its his her their our your my he she they we you i in on at by for from of to "
    "with under over and or but nor so as if when while since after before during until although though because than "
    "into onto out off up down about between among within without through per via not no also even still however thus "
    "moreover meanwhile furthermore today yesterday tomorrow earlier later who whom whose which what where why how "
    "there here all some any each every both such other another one two three four five six seven eight nine ten is "
    "are was were be been being has have had do does did will would can could may might shall should must says said "
    "according dear"
)
FUNCTION_WORDS = frozenset(_SMALL_WORDS.split())
_MONTHS_AND_DAYS = (
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec"
)
CALENDAR = frozenset(_MONTHS_AND_DAYS.split())


class Word(NamedTuple):
    """A word of a text: `text` and `end` leave a possessive ending out, `stop` is behind it, `bare` is lower case.

    `capital` is whether it can be part of a name: a capital first letter and no function word. A named tuple, for a
    document makes a few of them for each of its words.
    """

    start: int
    end: int
    stop: int
    text: str
    bare: str
    capital: bool

    @property
    def possessive(self) -> bool:
        """Whether it had a possessive ending ("Attorney's")."""
        return self.stop > self.end

    @property
    def shouted(self) -> bool:
        """Whether it is in capitals throughout."""
        return self.text.isupper() and len(self.text) > 1


def words_of(text: str) -> Sequence[Word]:
    """The words of `text` in order; those of a long text are made when they are asked for."""
    return _words_of(text) if len(text) < LONG_TEXT else Pieces(text, WORD, word_of)


@remembered(128)
def _words_of(text: str) -> tuple[Word, ...]:
    return tuple([word_of(found) for found in WORD.finditer(text)])


def word_of(found: re.Match[str]) -> Word:
    """The word that `WORD` has found."""
    name = found[0]
    start, stop = found.span()
    end = stop
    if "'" in name or "’" in name:
        name, end, stop = _without_possessive(name, start)
    small = name.lower()
    return Word(start, end, stop, name, small, name[0].isupper() and small not in FUNCTION_WORDS)


def _without_possessive(text: str, start: int) -> tuple[str, int, int]:
    """A word that may have a possessive ending without it, where it ends then, and where it ends with it."""
    name = text
    if text.endswith(POSSESSIVES):
        name = text[:-2]
    elif text[-1] in "'’":
        name = text[:-1]
    end = start + len(name)
    return name, end, start + len(text) if text[-2:-1] in SIGNS_OF_OWNING else end


def touching(text: str, left: Word, right: Word) -> bool:
    """Whether two words stand in one phrase: blanks alone between them, and not as many as between columns."""
    gap = text[left.stop : right.start]
    return len(gap) < COLUMN_GAP and not gap.strip(" \t\xa0")


def plain(text: str) -> str:
    """A name on one line: runs of blanks and line breaks become one blank."""
    return " ".join(text.split())
