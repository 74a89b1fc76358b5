"""What stands around a place in a document, as far as a saved output of it tells: the sentence, the page."""

from __future__ import annotations

from functools import cached_property

from thbextract.layout import read_layout
from thbextract.records import Extraction, Sentence
from thbextract.verdicts.records import Reading


class Surroundings:
    """The surroundings of places in one document."""

    def __init__(self, extraction: Extraction) -> None:
        self._text = extraction.text
        self._claims = extraction.claims

    def hold(self, reading: Reading) -> bool:
        """Whether the text, if it is known, has at that place what the reading says."""
        return not self._text or self._text[reading.start : reading.end] == reading.text

    def sentence_of(self, reading: Reading) -> tuple[str, int]:
        """The sentence around a place, and its offset.

        It is that of another claim in it, else the layout's where the text is known, else the number alone.
        """
        around = self._sentences_around(reading)
        if around:
            return min(around, key=lambda found: (len(found[0]), found[1]))
        for piece in self._pieces if self._text else ():
            if piece.start <= reading.start and reading.end <= piece.end:
                return self._text[piece.start : piece.end], piece.start
        return reading.text, reading.start

    def know_sentence_of(self, reading: Reading) -> bool:
        """Whether there is a sentence to give: the text, or another claim in it."""
        return bool(self._text or self._sentences_around(reading))

    def _sentences_around(self, reading: Reading) -> list[tuple[str, int]]:
        return [
            (claim.sentence, claim.sentence_start)
            for claim in self._claims
            if claim.sentence_start <= reading.start and reading.end <= claim.sentence_start + len(claim.sentence)
        ]

    @cached_property
    def _pieces(self) -> list[Sentence]:
        """The sentences of the text; a block that has none (a table row) counts as one."""
        blocks = read_layout(self._text).blocks
        return [piece for block in blocks for piece in block.sentences or (Sentence(block.start, block.end),)]

    def page_of(self, reading: Reading) -> int | None:
        """The page of a place, if it is known: that of the claims before and behind it, where these are on one."""
        before = [claim.page for claim in self._claims if claim.page and claim.start <= reading.start]
        behind = [claim.page for claim in self._claims if claim.page and claim.start >= reading.start]
        first, last = max(before, default=1), min(behind, default=None)
        return first if first == last else None
