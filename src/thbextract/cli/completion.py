"""Completion in shells: which command completes a line, and what is offered for commands, formats and categories."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

NAMED = ("review", "series", "apply", "score", "patterns", "schema")
"""The commands that have a name."""
VARIABLE = "_THBEXTRACT_COMPLETE"
"""What a shell's script sets when it asks; the name is made from that of the program (Click, shell completion)."""
BASH_LINE, BASH_AT, OTHER_LINE = "COMP_WORDS", "COMP_CWORD", "_TYPER_COMPLETE_ARGS"
"""What it hands over: the line, in bash with the number of the word that is completed."""
WIDE = "10000"
"""Columns in which no help is wrapped: shells take each line for another offer."""


def line_to_complete() -> list[str] | None:
    """The words behind the program's name that are whole already; None if no shell asks."""
    if VARIABLE not in os.environ:
        return None
    os.environ["COLUMNS"] = WIDE
    at = os.environ.get(BASH_AT, "")
    if at.isdigit():
        words = _rejoined(os.environ.get(BASH_LINE, "").split(), int(at))
        return words[1 : int(os.environ[BASH_AT])]
    line = os.environ.get(OTHER_LINE, "")
    words = line.split()[1:]
    return words if line.endswith(" ") else words[:-1]


def _rejoined(words: list[str], at: int) -> list[str]:
    """The words of a line in bash, which takes "=" for a word of its own; what Click reads then is mended too.

    Only the flag at the cursor matters: "--format = c" is "--format=c".
    """
    for equals in (at - 1, at):
        if 0 < equals < len(words) and words[equals] == "=":
            words[equals - 1 : at + 1] = ["".join(words[equals - 1 : at + 1])]
            os.environ |= {BASH_LINE: " ".join(words), BASH_AT: str(equals - 1)}
            break
    return words


def command_names(incomplete: str) -> list[str]:
    """What the first word of a line may be beside a path: a command. Where nothing is offered, shells offer files."""
    return [name for name in NAMED if name.startswith(incomplete)] if incomplete and not line_to_complete() else []


def one_of(names: Sequence[str]) -> Callable[[str], list[str]]:
    """Completes a value that is one of some names."""

    def complete(incomplete: str) -> list[str]:
        return [name for name in names if name.startswith(incomplete)]

    return complete


def some_of(names: Sequence[str]) -> Callable[[str], list[str]]:
    """Completes the last of several names with commas between."""

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        left = [name for name in names if name not in before.split(",")]
        return [before + comma + name for name in left if name.startswith(last)]

    return complete
