"""The lines of a document and the full dates in them, for what stands at its head and at its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thbextract.normalize.calendar import DAY, MONTH, YEAR
from thbextract.normalize.periods import PeriodFinder, is_limit
from thbextract.normalize.shortcuts import SHORTCUTS, of_the_last, remembered
from thbextract.records import Layout, Period

# Characters; a title may be long ("Mr … 's Annual Report on …"), a paragraph is longer.
LONG_LINE = 300
# Characters to both sides that are read with a stretch of a text: no time expression is as long, with all that is
# looked at around it.
AROUND = 300
_FINDER = PeriodFinder()
_ORDINAL = re.compile(r"(?<=[0-9])(?:ST|ND|RD|TH)\b")  # "THE 13TH MARCH, 2012"
_NOTE = re.compile(
    rf"\s*(?:\[\^?[\w*]{{1,4}}\]:?\s|[¹²³⁴-⁹]+|:\s|[0-9]{{1,3}}\s{{1,2}}(?!{MONTH}|Published)[A-Z“\"‘'])"
)
# A page that lost its markup: "Two men jailed30 September 2020Portville: The court …".
_GLUED = re.compile(rf"(?<=[a-z)”’])(?={DAY}\s{MONTH}\s{YEAR})|(?<=[a-z]\s(?:19|20)\d\d)(?=[A-Z][a-z])")


# A digit between a letter or a closing sign and whatever follows, or before a capital; quick to look for.
_MAYBE_GLUED = re.compile(r"\d(?:(?<=[a-z)”’]\d)|[A-Z])")
# When a browser printed a page, as every sheet of paper says beside its title ("6/12/24, 1:05 PM    News").
_STAMP = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?"
_PRINTED = re.compile(rf"\A{_STAMP}(?=\s{{3}})|\s{{3}}{_STAMP}\Z", re.IGNORECASE)


@of_the_last
def lines_of(layout: Layout) -> tuple[str, ...]:
    """The blocks as lines of text, furniture too: a date often stands beside a counter or a menu.

    The day on which a page was printed is none of its dates.
    """
    blocks = ((block.kind, layout.shadow[block.start : block.end]) for block in layout.blocks)
    slices = (text for kind, text in blocks if kind != "furniture" or not _PRINTED.search(text))
    return tuple(line for text in slices for line in _unglued(text).split("\n") if line.strip())


def _unglued(text: str) -> str:
    return _GLUED.sub("\n", text) if _MAYBE_GLUED.search(text) or not SHORTCUTS.on else text


def rows_of(layout: Layout, text: str | None) -> tuple[list[str], list[str]]:
    """The rows of the text as it was given: those that are text, and those that the layout set apart as furniture."""
    kept: list[str] = []
    apart: list[str] = []
    at = 0
    for row in (text or "").split("\n"):
        if row.strip():
            (kept if layout.shadow[at : at + len(row)].strip() else apart).append(row)
        at += len(row) + 1
    return kept, apart


def is_note(line: str) -> bool:
    """Whether a line is a footnote ("29 Interview with a steward, 3 March 2022."): its days are those of sources."""
    return _NOTE.match(line) is not None


# Four digits, or two behind a sign ("3.4.19", "3-May-19") or behind the words of a financial year ("FY 19").
# What all begin with stands apart, which makes the search four times as fast.
_YEAR_LIKE = re.compile(
    r"[12./FYy-](?:(?<=1)9\d\d|(?<=2)0\d\d|(?<=[./-])\d\d|(?<=F)Ys?\s{0,2}['’]?\(?\d\d"
    r"|(?<=[Yy])ears?(?:\s{1,2}of)?\s{0,2}\(?\d\d)"
)
_IS_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def dates_of(text: str) -> Sequence[Period]:
    """Full dates and months with a year, in order; an end of a span is none."""
    return _dates_of(text) if has_year(text) or not SHORTCUTS.on else ()


def has_year(text: str) -> bool:
    """Whether a text may name a year."""
    return _YEAR_LIKE.search(text) is not None


@remembered(1024)
def _dates_of(text: str) -> tuple[Period, ...]:
    text = _ORDINAL.sub(lambda ending: ending[0].lower(), text)
    found = (period for period in _FINDER.find(text) if period.basis == "stated" and not is_limit(period))
    return tuple(period for period in found if period.edtf and "/" not in period.edtf)


def is_day(period: Period) -> bool:
    """Whether a period is a single day."""
    return period.edtf is not None and _IS_DAY.fullmatch(period.edtf) is not None
