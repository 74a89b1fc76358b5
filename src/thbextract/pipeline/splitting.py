"""The tokens of a sentence, as spaCy splits it.

spaCy parts a text at its blanks and then splits what stands between two of them, whatever is around it. So what it has
made of such a piece once holds wherever the piece comes again, and a sentence is put together from the pieces. spaCy
keeps them too, but not behind a form such as "don't" (spaCy#13950), and a Doc with its tokens costs several times what
the words of a sentence do. Figures hardly ever come again; they are split as others of their shape are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thbextract.normalize.shortcuts import SHORTCUTS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Pieces that are kept, and how long they are at most, in characters: a few megabytes whatever is read.
PIECES_KEPT = 16_384
LONGEST_PIECE = 60
# A figure with signs around it. Which digits it has matters to no rule of the tokenizer but that for addresses such as
# "192.0.2.1", and to forms of its own that look like figures; a tokenizer that has any splits each figure anew.
FIGURE = re.compile(r"""(?=[^0-9]*[0-9])(?!(?:[^.]*\.){3})[0-9.,;:()%$€£"“”'’–-]+""")
ZEROS = str.maketrans("123456789", "0" * 9)


class Tokens(NamedTuple):
    """Where the tokens that are not blank begin in the document, as they are written, and in small letters.

    `glued` are those that no blank parts from the one before; a sentence is `respaced` if some of its tokens are blank.
    """

    starts: list[int]
    written: list[str]
    words: list[str]
    glued: list[int]
    respaced: bool


def tokens_of(doc: Doc, offset: int = 0) -> Tokens:
    """The tokens of a Doc that begins at `offset`."""
    starts: list[int] = []
    written: list[str] = []
    glued: list[int] = []
    end = -1
    for token in doc:
        start, text = token.idx, token.orth_
        if not text.isspace():
            if start == end:
                glued.append(len(starts))
            starts.append(start + offset)
            written.append(text)
            end = start + len(text)
    return Tokens(starts, written, [_small(text) for text in written], glued, len(written) < len(doc))


class Splitter:
    """Splits sentences as a pipeline's tokenizer does, and remembers what stands between two blanks."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._shaped = not any(map(FIGURE.fullmatch, getattr(nlp.tokenizer, "rules", None) or ()))
        self._kept: dict[str, Tokens] = {}

    def split(self, text: str, offset: int = 0) -> Tokens:
        """The tokens of a sentence that begins at `offset`."""
        tokens = self._joined(text, offset) if SHORTCUTS.on else None
        return tokens or tokens_of(self._nlp.make_doc(text), offset)

    def _joined(self, text: str, at: int) -> Tokens | None:
        """A sentence put together from its pieces; null where it has blanks of other kinds."""
        pieces = text.split(" ")
        sentence = Tokens([], [], [], [], "" in pieces[:-1])
        starts, written, words, glued, _ = sentence
        for piece in pieces:
            own_starts, own_written, own_words, _, respaced = self._kept.get(piece) or self._new(piece)
            if respaced:
                return None
            if len(own_starts) == 1:
                starts.append(at)
            else:
                glued += range(len(starts) + 1, len(starts) + len(own_starts))
                starts += [at + start for start in own_starts]
            written += own_written
            words += own_words
            at += len(piece) + 1
        return sentence

    def _new(self, piece: str) -> Tokens:
        """A piece that has not come before; a figure is split like another with as many digits in the same places."""
        if not (self._shaped and FIGURE.fullmatch(piece)):
            return self._split(piece)
        shape = piece.translate(ZEROS)
        like = self._kept.get(shape) or self._split(shape)
        written = [piece[start : start + len(token)] for start, token in zip(like.starts, like.written, strict=True)]
        return Tokens(like.starts, written, list(map(_small, written)), like.glued, respaced=False)

    def _split(self, piece: str) -> Tokens:
        """What spaCy makes of a piece."""
        tokens = tokens_of(self._nlp.make_doc(piece))
        if len(piece) <= LONGEST_PIECE:
            if len(self._kept) >= PIECES_KEPT:
                self._kept.clear()
            self._kept[piece] = tokens
        return tokens


def _small(text: str) -> str:
    """A token in small letters, with the plain apostrophe."""
    return text.lower().replace("’", "'")
