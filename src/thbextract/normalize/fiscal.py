"""Financial years of governments: which twelve months "this financial year" is in a country."""

from __future__ import annotations

import re

from thbextract.normalize.edtf import Date, add_months, interval, is_one_year, shift_years

# The month with which a government's financial year begins, by country (ISO 3166-1 alpha-2), where it is not January.
FIRST_MONTH = {
    **dict.fromkeys(("CA", "GB", "HK", "IN", "JM", "JP", "SG", "ZA", "BW", "LS", "NA", "SZ"), 4),
    **dict.fromkeys(("AU", "BD", "EG", "KE", "NZ", "PK", "TZ", "UG", "MU", "TO", "WS"), 7),
    **dict.fromkeys(("HT", "TH", "TT", "US"), 10),
}

_TWO_YEARS = re.compile(r"\d{4}/\d{4}")


def as_defined(edtf: str | None, year: str | None) -> str | None:
    """A year named "2021/22" with the bounds of the financial year that a document defines for itself.

    Args:
        edtf: A period.
        year: Twelve months, told to the month or the day, that the document calls its year; null if it has none.
    """
    if not edtf or not year or "-" not in year or "/" not in year or not _TWO_YEARS.fullmatch(edtf):
        return edtf
    if not is_one_year(year) or not is_one_year(edtf) or year[:4] == year.partition("/")[2][:4]:
        return edtf
    return shift_years(year, int(edtf[:4]) - int(year[:4]))


def fiscal_year(today: Date, country: str | None, shift: int = 0) -> str | None:
    """The financial year that a day lies in, or one so many years away; null where it is not known."""
    first_month = FIRST_MONTH.get(country or "")
    if first_month is None or today.year is None or today.month is None:
        return None
    year = today.year + shift - (today.month < first_month)
    first = Date(year, first_month)
    return interval(first, add_months(first, 11))
