"""The part of EDTF (ISO 8601-2) that dates and periods are kept in: days, months, years, and spans of them.

`2017`, `2017-06`, `2017-06-03`, `2014/2018`, `2014/..`, `../2018`. Quarters and halves of a year are spans
of months; the codes that EDTF has for them (`2018-36`) are understood, but never written.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

OPEN = ".."
SUB_YEARS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}
"""First and last month of the quarters and halves of EDTF level 2."""


def bounds(edtf: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a date or span; None for an open end.

    Raises:
        ValueError: if `edtf` is outside the part of EDTF that is used here, or ends before it begins.
    """
    start, slash, end = edtf.partition("/")
    first = None if slash and start in (OPEN, "") else _days(start)[0]
    last = None if slash and end in (OPEN, "") else _days(end if slash else start)[1]
    if first is None and last is None:
        raise ValueError(f"{edtf!r} has no date")
    if first and last and last < first:
        raise ValueError(f"{edtf!r} ends before it begins")
    return first, last


def in_months(edtf: str) -> str:
    """A date or span with its quarters and halves written as months: `2018-36` is `2018-10/2018-12`.

    Raises:
        ValueError: as `bounds`.
    """
    first, last = bounds(edtf)
    if not any(part[5:7].isdigit() and int(part[5:7]) in SUB_YEARS for part in edtf.split("/")):
        return edtf
    return "/".join(day.isoformat()[:7] if day else OPEN for day in (first, last))


def is_period(text: str) -> bool:
    """Whether `text` is a date or a span."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def is_date(text: str) -> bool:
    """Whether `text` is a day, a month or a year."""
    return "/" not in text and is_period(text)


def _days(date: str) -> tuple[dt.date, dt.date]:
    """First and last day of a year, month, quarter, half or day."""
    parts = date.split("-")
    if [len(part) for part in parts] not in ([4], [4, 2], [4, 2, 2]):
        raise ValueError(f"{date!r} is not written YYYY, YYYY-MM or YYYY-MM-DD")
    if not (date.isascii() and all(part.isdigit() for part in parts)):
        raise ValueError(f"{date!r} holds something else than digits")
    year, *rest = map(int, parts)
    if len(rest) == 2:
        day = dt.date(year, *rest)
        return day, day
    low, high = SUB_YEARS.get(rest[0], (rest[0], rest[0])) if rest else (1, 12)
    return dt.date(year, low, 1), dt.date(year, high, monthrange(year, high)[1])
