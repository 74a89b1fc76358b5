"""EDTF (ISO 8601-2, level 0 and open intervals): write it, read it, take its bounds, move it in time.

Only what the codebook needs: a year, a month, a day, and an interval of these with an open end ("2014/..").
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache
from typing import NamedTuple

OPEN = ".."


class Date(NamedTuple):
    """A date as exact as the text puts it; `year` is null where it must come from elsewhere ("3 June")."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        if self.year is None:
            raise ValueError("a date without a year has no EDTF form")
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)


def is_real(date: Date) -> bool:
    """Whether the calendar has this date; 29 February passes where no year is known."""
    if date.month is not None and not 1 <= date.month <= 12:
        return False
    if date.day is None:
        return True
    return date.month is not None and 1 <= date.day <= last_day(date.year or 2000, date.month)


def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    return calendar.monthrange(year, month)[1]


def parse(edtf: str) -> Date:
    """Read one date (no interval).

    Raises:
        ValueError: if it is none.
    """
    date = Date(*(int(part) for part in edtf.split("-")))
    if not is_real(date):
        raise ValueError(f"no such date: {edtf}")
    return date


def interval(first: Date | str | None, last: Date | str | None) -> str:
    """Two dates as an interval, null as an open end; equal ends give the date alone."""
    left, right = str(first or OPEN), str(last or OPEN)
    return left if left == right else f"{left}/{right}"


def ends(edtf: str) -> tuple[str | None, str | None]:
    """The two ends as they are written, null where open; a single date is both."""
    left, slash, right = edtf.partition("/")
    if not slash:
        right = left
    return (None if left in ("", OPEN) else left), (None if right in ("", OPEN) else right)


@lru_cache(maxsize=1024)
def bounds(edtf: str) -> tuple[str | None, str | None]:
    """First and last day, null for an open end: "2017-10/2018-02" is ("2017-10-01", "2018-02-28")."""
    left, right = ends(edtf)
    return (str(first_of(parse(left))) if left else None), (str(last_of(parse(right))) if right else None)


def first_of(date: Date) -> Date:
    """The first day of a year or month."""
    return Date(date.year, date.month or 1, date.day or 1)


def last_of(date: Date) -> Date:
    """The last day of a year or month."""
    month = date.month or 12
    return Date(date.year, month, date.day or last_day(date.year or 2000, month))


def to_day(date: Date) -> dt.date:
    """The first day of a dated year, month or day as Python's own date."""
    return dt.date(date.year or dt.MINYEAR, date.month or 1, date.day or 1)


def of_day(day: dt.date) -> Date:
    """Python's own date as ours."""
    return Date(day.year, day.month, day.day)


def add_months(date: Date, months: int) -> Date:
    """Move by months; a day that the month lacks becomes its last one. A year moves by whole years only."""
    year = date.year or 0
    if date.month is None:
        return Date(year + months // 12)
    index = year * 12 + date.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return Date(year, month, min(date.day, last_day(year, month)) if date.day else None)


def first_of_stretch(last: Date, months: int) -> Date:
    """Where a stretch of so many months begins that ends with a date, as exact as the date is."""
    if last.month is None:
        return Date((last.year or 0) - months // 12 + 1)
    first = add_months(Date(last.year, last.month), 1 - months)
    if last.day is None:
        return first
    if is_month_end(last):
        return Date(first.year, first.month, 1)
    earlier = add_months(last, -months)
    return of_day(to_day(earlier) + dt.timedelta(days=1))


def shift_years(edtf: str, years: int) -> str:
    """The same stretch of another year; 28/29 February stays the end of February."""
    return _moved(edtf, 12 * years)


def before(edtf: str) -> str | None:
    """The stretch of equal length right before: of a quarter the quarter before, of a year the year before."""
    left, right = ends(edtf)
    if left is None or right is None:
        return None
    first, last = first_of(parse(left)), last_of(parse(right))
    months = (last.year or 0) * 12 + (last.month or 0) - (first.year or 0) * 12 - (first.month or 0) + 1
    return _moved(edtf, -months) if first.day == 1 and is_month_end(last) else None


def span_months(edtf: str) -> int:
    """How many calendar months a closed period touches; 0 for an open one."""
    left, right = ends(edtf)
    if not left or not right:
        return 0
    first, last = parse(left), parse(right)
    if first.month is None or last.month is None:
        return 12 * ((last.year or 0) - (first.year or 0) + 1)
    return 12 * ((last.year or 0) - (first.year or 0)) + last.month - first.month + 1


def is_one_year(edtf: str) -> bool:
    """Whether a closed period is twelve months long, or is named by two years that follow each other."""
    left, right = ends(edtf)
    if not left or not right:
        return False
    neighbours = left.isdigit() and right.isdigit() and int(right) - int(left) == 1
    first, last = bounds(edtf)
    return neighbours or (first is not None and last == str(last_of_stretch(parse(first), 12)))


def covers(whole: str, part: str) -> bool:
    """Whether a period lies inside another one, which may be open."""
    (first, last), (left, right) = bounds(whole), bounds(part)
    begins = first is None or (left is not None and first <= left)
    return begins and (last is None or (right is not None and right <= last))


def last_of_stretch(first: Date, months: int) -> Date:
    """The last day of a stretch of so many months that begins with a day."""
    return of_day(to_day(add_months(first, months)) - dt.timedelta(days=1))


def is_month_end(date: Date) -> bool:
    """Whether a day is the last of its month."""
    return date.day == last_day(date.year or 2000, date.month or 1)


def _moved(edtf: str, months: int) -> str:
    left, right = ends(edtf)
    first = add_months(parse(left), months) if left else None
    last = _moved_end(parse(right), months) if right else None
    return interval(first, last)


def _moved_end(date: Date, months: int) -> Date:
    moved = add_months(date, months)
    return last_of(Date(moved.year, moved.month)) if date.day and date.day >= 28 and is_month_end(date) else moved
