"""Shortcuts: what a text shows at a glance, and what has been read before, is not worked out again.

None of them changes an answer. Tests take the long way everywhere and compare.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

# Characters; longer texts are not kept, so that what is remembered stays a few megabytes whatever is read.
LONGEST_KEPT = 4000

_Rest = ParamSpec("_Rest")
_Answer = TypeVar("_Answer", bound=Hashable)
_Thing = TypeVar("_Thing")


class Switch:
    """Whether shortcuts are taken; there is one for the process."""

    def __init__(self) -> None:
        self.on = True


SHORTCUTS = Switch()


@contextmanager
def long_way() -> Iterator[None]:
    """Without shortcuts: what they save is done, what they remember is worked out again."""
    SHORTCUTS.on = False
    try:
        yield
    finally:
        SHORTCUTS.on = True


def remembered(
    size: int,
) -> Callable[[Callable[Concatenate[str, _Rest], _Answer]], Callable[Concatenate[str, _Rest], _Answer]]:
    """Keep the last answers of a pure function of a text, for a document asks about one line many times.

    Args:
        size: how many answers are kept. They must be immutable, for all who ask share them.
    """

    def decorate(function: Callable[Concatenate[str, _Rest], _Answer]) -> Callable[Concatenate[str, _Rest], _Answer]:
        kept = lru_cache(maxsize=size)(function)

        @wraps(function)
        def answer(text: str, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> _Answer:
            if len(text) > LONGEST_KEPT or not SHORTCUTS.on:
                return function(text, *args, **kwargs)
            return kept(text, *args, **kwargs)  # type: ignore[arg-type]

        return answer

    return decorate


def of_the_last(function: Callable[[_Thing], _Answer]) -> Callable[[_Thing], _Answer]:
    """Keep the answer for the last thing that was asked about, such as the layout of the document at hand."""

    @wraps(function)
    def answer(thing: _Thing, /) -> _Answer:
        kept: tuple[_Thing, _Answer] | None = _LAST.get(function)
        if kept is None or kept[0] is not thing or not SHORTCUTS.on:
            _LAST[function] = kept = (thing, function(thing))
        return kept[1]

    return answer


_LAST: dict[Callable[..., object], tuple[Any, Any]] = {}


def forget_the_last() -> None:
    """Forget what was kept of the last things, which for a long text is a multiple of it."""
    _LAST.clear()


@contextmanager
def one_document() -> Iterator[None]:
    """Leave nothing of a document behind, and the collector of cycles out of it, for a walk makes none.

    It would look through all of a long text for them, again with every quarter more: a tenth of the time.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        forget_the_last()
        if collects:
            gc.enable()


def small(text: str) -> str:
    """The text in small letters as patterns that ignore case see it: letter by letter, "ſ" as "s", "ı" as "i"."""
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()
