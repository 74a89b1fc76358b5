"""The tables for people, drawn with Rich. Texts are given as plain `Text`: no markup in them is obeyed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from thbextract.cli.streams import is_terminal
from thbextract.records import Extraction
from thbextract.writers.explanation import Told, told_sentences
from thbextract.writers.table import HEADERS, doubt_rows, table_rows
from thbextract.writers.visible import visible

OUTCOME_STYLES = {"claim": "cyan", "not_a_claim": "bright_black", "left": "yellow"}
NUMBER_WIDTH, OUTCOME_WIDTH = 14, 17
"""Columns of an explained number and of what it was taken as; a longer number goes on below."""
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
    console = console_for(stream)
    for extraction in extractions:
        if extraction.claims:
            console.print(_table(extraction))
        doubts = Table.grid(padding=(0, 2))
        for place, why in doubt_rows(extraction):
            doubts.add_row(Text("to check", "yellow"), Text(place), Text(why))
        if doubts.row_count:
            console.print(doubts)
            console.print()


def write_explanations(extractions: Iterable[Extraction], stream: TextIO) -> None:
    """Write for each document its sentences that hold numbers, each with what became of them."""
    console = console_for(stream)
    for extraction in extractions:
        if extraction.numbers:
            console.print(Text(_title(extraction), style="italic"))
            console.print()
        for place, sentence, told in told_sentences(extraction):
            console.print(_pair(place, sentence))
            console.print(Padding(_told(told), (0, 0, 0, 2)))
            console.print()


def _pair(place: str, sentence: str) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_row(Text(place, STYLES["place"]), Text(sentence))
    return table


def _told(told: Iterable[Told]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=NUMBER_WIDTH, max_width=NUMBER_WIDTH, overflow="fold", style=STYLES["value"])
    table.add_column(min_width=OUTCOME_WIDTH, no_wrap=True)
    table.add_column(overflow="fold")
    for number in told:
        table.add_row(Text(number.text), Text(number.taken_as, OUTCOME_STYLES[number.outcome]), Text(number.why))
        if number.context:
            table.add_row("", "", Text(number.context, "bright_black"))
    return table


def console_for(stream: TextIO) -> Console:
    """A console that draws to a stream; as wide as COLUMNS says where that is no terminal."""
    if is_terminal(stream):
        return Piped(file=stream, highlight=False)
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and int(columns) > 0 else PIPED_WIDTH
    return Piped(file=stream, highlight=False, force_terminal=False, no_color=True, width=width)


def _table(extraction: Extraction) -> Table:
    table = Table(title=Text(_title(extraction)), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
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
            *(
                Text(broken_period(cell) if header == "period" else cell)
                for header, cell in zip(HEADERS, row, strict=True)
            )
        )
    return table


def _title(extraction: Extraction) -> str:
    return visible(": ".join(filter(None, (extraction.source, extraction.facts.title))))


def broken_period(period: str) -> str:
    """A long span of time on two lines."""
    return period.replace("/", "/\n") if len(period) > PERIOD_WIDTH else period
