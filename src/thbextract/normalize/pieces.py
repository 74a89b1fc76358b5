"""What a pattern finds in a text, in order; of a long text no more than a few pieces are in memory."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

LONG_TEXT = 400_000  # characters: of a shorter text all is made at once
PIECE = 256  # things that are made together
MOST_PIECES = 8  # in memory; who looks around looks near

_Thing = TypeVar("_Thing")


class Pieces(Sequence[_Thing]):
    """A sequence of what a pattern finds, each `made` of its match when it is asked for.

    The pattern must look neither behind where a match begins nor ahead of its end, so that it finds the same from
    any match on. All words of a text would take twenty times its memory.
    """

    __slots__ = ("_begun", "_count", "_made", "_pattern", "_pieces", "_text")

    def __init__(self, text: str, pattern: re.Pattern[str], made: Callable[[re.Match[str]], _Thing]) -> None:
        self._text, self._pattern, self._made = text, pattern, made
        self._begun = array("Q")  # where each piece begins
        self._count = 0
        for self._count, found in enumerate(pattern.finditer(text), 1):
            if self._count % PIECE == 1:
                self._begun.append(found.start())
        self._begun.append(len(text))
        self._pieces: dict[int, tuple[_Thing, ...]] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> _Thing: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[_Thing, ...]: ...

    def __getitem__(self, at: int | slice) -> _Thing | tuple[_Thing, ...]:
        if isinstance(at, slice):
            begin, end, _ = at.indices(self._count)
            return tuple(self[one] for one in range(begin, end))
        nth, inner = divmod(at if at >= 0 else at + self._count, PIECE)
        piece = self._pieces.get(nth)
        return (self._piece(nth) if piece is None else piece)[inner]

    def __iter__(self) -> Iterator[_Thing]:
        for nth in range(len(self._begun) - 1):
            yield from self._pieces.get(nth) or self._piece(nth)

    def around(self, place: int) -> tuple[int, int]:
        """The things of the piece that an offset is in: the first of them, and the one behind the last."""
        nth = max(0, bisect_right(self._begun, place) - 1)
        return min(nth * PIECE, self._count), min((nth + 1) * PIECE, self._count)

    def _piece(self, nth: int) -> tuple[_Thing, ...]:
        """A piece, made now; it is kept, and the one that was made before all others is not."""
        if not 0 <= nth < len(self._begun) - 1:
            raise IndexError(nth)
        if len(self._pieces) >= MOST_PIECES:
            del self._pieces[next(iter(self._pieces))]
        found = self._pattern.finditer(self._text, self._begun[nth], self._begun[nth + 1])
        self._pieces[nth] = piece = tuple(map(self._made, found))
        return piece


def bisected(things: Sequence[_Thing], place: int, key: Callable[[_Thing], int]) -> int:
    """Where the first thing stands whose key is not below an offset; the keys rise and lie within their matches."""
    low, high = things.around(place - 1) if isinstance(things, Pieces) else (0, len(things))
    return bisect_left(things, place, low, high, key=key)
