"""Rows and cells of a table in plain text, and what a cell and a label look like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thbextract.layout.lines import Line
from thbextract.records import BlockKind, Cell

Span = tuple[int, int]

PIPE = re.compile(r"\|")
NUMBER = re.compile(
    r"[(<>~≈≥≤±+–-]{0,2} ?(?:[A-Z]{0,4}[$€£¥₹₦₽₺₾₼] ?|[A-Z]{2,3} )?\d(?:[\d.,'’/ \u00a0\u202f]{0,15}\d)?"
    r" ?(?:%|per ?cent|percent|million|billion|thousand|mln|bln|bn|mn|lakh|crore|m|k|[A-Z]{3}|[€$£])?"
    r"[)*†‡¹²³]{0,3}(?: ?\([^()]{1,20}\))?"
)
NOTHING = frozenset(
    ("-", "–", "—", "--", "n/a", "N/A", "n.a.", "na", "NA", "..", "...", "…", "*", "x", ":", "nil", "Nil")
)
YEAR = re.compile(
    r"(?:FY ?|Q[1-4] ?)?(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?(?: ?Q[1-4])?\*?(?: ?\([\w $€£%.,–/-]{1,24}\))?"
)
MARK = re.compile(r"\[\^\w{1,9}\]|(?<=\w{3})[¹²³⁰⁴-⁹]{1,3}")
MAX_LABEL = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One row before it becomes a block: its lines (first, last + 1), cells, and whether it is header or ruler."""

    first: int
    last: int
    kind: BlockKind
    cells: tuple[Cell, ...]


def is_number(cell: str) -> bool:
    """Whether a cell holds a number alone (with its currency, scale or per cent), or a sign for none."""
    return cell in NOTHING or cell.rstrip("*†‡ ") in NOTHING or NUMBER.fullmatch(cell) is not None


def split(line: Line, by: re.Pattern[str]) -> list[Span]:
    """The cells of a line, as offsets into the text; what stands outside the outer pipes is none."""
    spans: list[Span] = []
    last = 0
    text = line.text
    for found in by.finditer(text):
        spans.append((last, found.start()))
        last = found.end()
    spans.append((last, len(text)))
    if by is PIPE:
        spans = spans[text[0] == "|" : len(spans) - (len(text) > 1 and text[-1] == "|")]
    return [_trim(line, start, end) for start, end in spans]


def _trim(line: Line, start: int, end: int) -> Span:
    raw = line.text[start:end]
    left = len(raw) - len(raw.lstrip())
    content = raw.strip()
    return line.start + start + left, line.start + start + left + len(content)


def plain_label(text: str) -> str:
    """A label without emphasis and marks of notes, and with single blanks."""
    return " ".join(MARK.sub("", text).strip("*_` ").split())


def is_label(line: Line) -> bool:
    """Whether a line can be the label of a row or column: short, without figures, not closed."""
    return len(line.text) <= 40 and not line.closed and not any(map(str.isdigit, line.text))
