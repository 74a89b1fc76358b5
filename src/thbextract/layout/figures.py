"""Figures set out for the eye: numbers in a row with their labels below, and lines of a label and one number each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thbextract.layout.lines import Line
from thbextract.layout.rows import YEAR, Row, is_number, plain_label, split
from thbextract.layout.vocabulary import MONTHS
from thbextract.records import Cell

WIDE = re.compile(r"\t[\t ]*| {2,}\t?[\t ]*|[ \u00a0]{2,}")
# A label and its number at the end of a line, one blank between: "Nepal 44".
LISTED = re.compile(
    r"(?P<label>[A-Z][^\W\d_]{2,20}(?:[ /&-][^\W\d_]{1,20}){0,4}) (?P<number>\d{1,3}(?:[,. ]\d{3}){0,3}|\d{4,6})"
)
# Three lines of one form are a list; two may be chance.
LEAST = 3
# Their number names a part of a work, a place or a day.
NAMING = re.compile(
    r"(?:page|figure|fig|table|chapter|article|section|part|annex|appendix|box|chart|volume|vol|no|number|tel|phone"
    rf"|room|floor|street|road|avenue|tier|phase|item|paragraph|para|note|footnote|question|day|session|{MONTHS})",
    re.I,
)
# Lines that the labels of one row of figures may fill.
LABEL_LINES = 3


def figures_over_labels(lines: Sequence[Line], at: int, text: str) -> tuple[int, int, list[Row]] | None:
    """A line of numbers with wide gaps, and below it as many labels: "312      46" over "survivors     beds"."""
    spans = split(lines[at], WIDE) if "  " in lines[at].text or "\t" in lines[at].text else []
    numbers = [text[a:b] for a, b in spans]
    if len(spans) < 2 or not all(is_number(cell) and not YEAR.fullmatch(cell) for cell in numbers):
        return None
    labels = [""] * len(spans)
    end = at + 1
    while end < len(lines) and end <= at + LABEL_LINES and not lines[end].blanks:
        names = [text[a:b] for a, b in split(lines[end], WIDE)]
        if len(names) != len(spans) or any(any(c.isdigit() for c in name) for name in names):
            break
        labels = [f"{above} {name}".strip() for above, name in zip(labels, names, strict=True)]
        end += 1
    if end == at + 1:
        return None
    cells = tuple(Cell(a, b, plain_label(label)) for (a, b), label in zip(spans, labels, strict=True))
    below = [
        Row(i, i + 1, "table_header", tuple(Cell(a, b) for a, b in split(lines[i], WIDE))) for i in range(at + 1, end)
    ]
    return at, end, [Row(at, at + 1, "table_row", cells), *below]


def listed_figures(lines: Sequence[Line], at: int) -> tuple[int, int, list[Row]] | None:
    """Lines of a label and one number each, three or more in a run: "Nepal 44", "India 31", "Bhutan 9"."""
    end = at
    while end < len(lines) and (end == at or not lines[end].blanks) and _listed(lines[end]):
        end += 1
    if end - at < LEAST:
        return None
    rows = []
    for i in range(at, end):
        found = LISTED.fullmatch(lines[i].text)
        assert found is not None
        start = lines[i].start
        label = Cell(start + found.start("label"), start + found.end("label"))
        number = Cell(start + found.start("number"), start + found.end("number"), "", found["label"])
        rows.append(Row(i, i + 1, "table_row", (label, number)))
    return at, end, rows


def _listed(line: Line) -> bool:
    found = LISTED.fullmatch(line.text)
    if found is None or YEAR.fullmatch(found["number"]):
        return False
    return not NAMING.fullmatch(found["label"].split()[-1])
