"""One pass over a text for bodies: its words, what has been found so far, and the names that are known."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from thbextract.normalize.bodywords import BodyWords
from thbextract.normalize.names import COLUMN_GAP, Word, touching
from thbextract.normalize.pieces import PIECE

IN_NAMES = frozenset(("human", "persons", "children"))  # "trafficking in persons" stays in a name
LONGEST_RUN = 9
LONGEST_NAME = 5  # words of a name that the text tells of
INTRODUCED = "ngo"  # the kind of a name that a noun introduces
PART = 4 * PIECE  # words


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a body is named; `kind` is the kind of its head, `full` whether the name stands by itself."""

    first: int
    last: int
    kind: str
    full: bool = True


class Named(NamedTuple):
    """A mention with the words of the text; `definite` is whether "the" stands before it."""

    start: int
    end: int
    text: str
    kind: str
    full: bool
    definite: bool


@dataclass(slots=True)
class Scan:
    """One pass over a text: its words, the acronyms that hold in it (acronym to long form), and names it tells of.

    `told` holds names of several words that no vocabulary knows, by their first word. `openings` are the
    words that a body may begin with, `free` is the first one that no mention so far takes in.
    """

    text: str
    words: Sequence[Word]
    acronyms: dict[str, str] = field(default_factory=dict)
    told: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    openings: array[int] = field(default_factory=lambda: array("L"))
    free: int = 0

    def parts(self) -> Iterator[range]:
        """The places of the words, in parts that are worked on one by one: the words of one are in memory."""
        whole = range(len(self.words))
        for begin in whole[::PART]:
            yield whole[begin : begin + PART]

    def numbered(self, part: range) -> Iterable[tuple[int, Word]]:
        """The words of a part with their places."""
        return enumerate(self.words[part.start : part.stop], part.start)

    def glued(self, at: int) -> bool:
        """Whether the word at `at` follows the one before it in the same phrase ("Health & Safety")."""
        if not 0 < at < len(self.words):
            return False
        left, right = self.words[at - 1], self.words[at]
        return touching(self.text, left, right) or self.text[left.stop : right.start] == " & "

    def bare(self, at: int) -> str:
        """The lower-case word at `at`, empty outside of the text."""
        return self.words[at].bare if 0 <= at < len(self.words) else ""

    def span(self, first: int, last: int) -> str:
        """The text of the words from `first` to `last`, that one included."""
        return self.text[self.words[first].start : self.words[last].end]

    def run(self, at: int) -> int:
        """The last word of the run of capitals that begins at `at`."""
        last = at
        while last - at < LONGEST_RUN and self.glued(last + 1):
            inside = self.bare(last + 1) == "in" and self.bare(last + 2) in IN_NAMES and self.glued(last + 2)
            if inside and self.words[last + 2].capital:  # "Anti-Trafficking in Persons Division"
                last += 2
            elif self.words[last + 1].capital:
                last += 1
            else:
                break
        return last

    def named(self, mention: Mention) -> Named:
        """A mention with the words of the text."""
        start, end = self.words[mention.first].start, self.words[mention.last].end
        definite = self.bare(mention.first - 1) == "the"
        return Named(start, end, self.text[start:end], mention.kind, mention.full, definite)


def known_at(scan: Scan, vocab: BodyWords, at: int) -> Mention | None:
    """The body that begins at a word and is known by name: to the vocabulary, or by what the text tells."""
    word = scan.words[at]
    if word.text in scan.acronyms:
        return Mention(at, at, "acronym")
    for name in scan.told.get(word.bare, ()):
        if same_words(scan, at, name):
            return Mention(at, at + len(name) - 1, INTRODUCED)
    for name in vocab.names.get(word.bare, ()):
        last = at + len(name) - 1
        if same_words(scan, at, name):
            return Mention(at, last, vocab.known[" ".join(name).lower()].kind if len(name) == 1 else "known")
    return None


def same_words(scan: Scan, at: int, name: Sequence[str], *, case: bool = True) -> bool:
    """Whether the words from `at` on are those of `name`, in its letter case or in capitals throughout."""
    if at + len(name) > len(scan.words):
        return False
    for i, part in enumerate(name):
        word = scan.words[at + i]
        if word.bare != part.lower() or (case and word.text not in (part, part.upper())):
            return False
        gap = scan.text[scan.words[at + i - 1].stop : word.start] if i else ""
        if gap.strip(" .\xa0") or len(gap) >= COLUMN_GAP:
            return False
    return True
