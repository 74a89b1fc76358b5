"""How far a run is: a bar on stderr where that is a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from thbextract.cli import streams


class Bar:
    """A bar with documents, claims, documents a second and the time that is left; without a terminal it is mute.

    It is drawn when something has come in, and by no thread of its own: worker processes are forked meanwhile.
    """

    def __init__(self, total: int | None, *, shown: bool) -> None:
        """A bar for `total` documents (None: nobody knows how many)."""
        self._progress = None
        self._claims = 0
        if not shown or not streams.is_terminal(sys.stderr):
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            MofNCompleteColumn(),
            BarColumn(),
            TextColumn("{task.fields[claims]:,} claims"),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
        )
        self._task = self._progress.add_task("", total=total, claims=0, rate="")

    def advance(self, claims: int) -> None:
        """One more document is done."""
        if self._progress is None:
            return
        self._claims += claims
        speed = self._progress.tasks[0].speed
        self._progress.update(
            self._task, advance=1, claims=self._claims, rate=f"{speed:.1f} a second" if speed else "", refresh=True
        )

    def __enter__(self) -> Self:
        if self._progress is not None:
            self._progress.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._progress is not None:
            self._progress.stop()
