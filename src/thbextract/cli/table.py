"""The table for people, drawn with Rich. Texts are given as plain `Text`: no markup in them is obeyed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from thbextract.cli.streams import is_terminal
from thbextract.records import Extraction
from thbextract.writers.table import HEADERS, table_rows, visible

STYLES = {"value": "bold", "category": "cyan", "place": "bright_black"}
PIPED_WIDTH = 120
"""Columns where there is no terminal to ask and COLUMNS is not set."""


PERIOD_WIDTH = 11
"""Columns of a period: one day and the slash that leads to the next."""


class Piped(Console):
    """Rich ends the process itself when a pipe is closed; that is for the command line to decide."""

    def on_broken_pipe(self) -> None:
        """Let the error through."""
        raise BrokenPipeError


def write_table(extractions: Iterable[Extraction], stream: TextIO) -> None:
    """Draw a table for each document that has claims; colour only on a terminal and without NO_COLOR."""
    console = _console(stream)
    for extraction in extractions:
        if extraction.claims:
            console.print(_table(extraction))


def _console(stream: TextIO) -> Console:
    if is_terminal(stream):
        return Piped(file=stream, highlight=False)
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and int(columns) > 0 else PIPED_WIDTH
    return Piped(file=stream, highlight=False, force_terminal=False, no_color=True, width=width)


def _table(extraction: Extraction) -> Table:
    title = visible(": ".join(filter(None, (extraction.source, extraction.facts.title))))
    table = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for header in HEADERS:
        number = header in ("value", "place")
        table.add_column(
            header,
            justify="right" if number else "left",
            overflow="fold",
            no_wrap=header in ("category", "place"),
            style=STYLES.get(header, ""),
        )
    for row in table_rows(extraction):
        table.add_row(
            *(Text(_broken(cell) if header == "period" else cell) for header, cell in zip(HEADERS, row, strict=True))
        )
    return table


def _broken(period: str) -> str:
    """A long span of time on two lines."""
    return period.replace("/", "/\n") if len(period) > PERIOD_WIDTH else period
