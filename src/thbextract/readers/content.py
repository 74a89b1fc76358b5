"""What a reader is told and what it gives: the same for every format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from thbextract.records import NOTHING_TOLD, Facts, Limits, Problem

__all__ = ["Content", "Limits", "Reader"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader made of a file.

    `text` is what all offsets count in. It may use the marks of Markdown, which layout knows: `#` before a heading,
    `-` before an item of a list, bars between the cells of a table row. `told` is what the file says of itself beside
    its text (title, date, issuer). `furniture` are the stretches (start, end) that belong to a page and not to the
    text, in order; `pages` the offset where each page begins, where the format has pages. `end` is where the text ends,
    if what follows (all of it furniture) was written for other documents too, and tells nothing of this one.
    """

    text: str
    problems: tuple[Problem, ...] = ()
    told: Facts = NOTHING_TOLD
    furniture: tuple[tuple[int, int], ...] = ()
    pages: tuple[int, ...] = ()
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its `name`, whether it `takes` a source of that name and content, and how it `reads` it.

    `reads` raises an `InputError` (without a source) where nothing can be read.
    """

    name: str
    takes: Callable[[str, bytes], bool]
    reads: Callable[[bytes, Limits], Content]
