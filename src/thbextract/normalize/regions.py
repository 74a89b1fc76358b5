"""Stretches of a text that hold no claim as a whole: web addresses, telephones, postcodes, list and page numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from thbextract.normalize.sieve import sieve

URL = re.compile(r"(?:https?://|www\.)\S+", re.I)
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}")
FILE_END = sieve(r"\.(?:pdf|docx?|html?|jpe?g|png|xlsx?|csv|txt|php|aspx?)\b", re.I)
FILE_START = re.compile(r"\S*$")
FILE_REACH = 200
SLUG = re.compile(r"(?<![\w-])\w{1,40}(?:-\w{1,40}){3,60}")
PHONE = re.compile(
    r"(?=[\d+(])(?:"  # looked at first, at every place of a text
    r"\b1 ?\(\d{3}\) ?\d{3}-\d{4}\b"
    r"|\+\d[\d \u00a0().\-/]{6,}\d|\(\+?\d[\d ]{1,6}\)[ \d\-]{5,}\d|(?<![\w,.-])0\d{1,5}(?:[ \-]\d{2,7}){1,5}"
    r"|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b1-\d{3}-\d{3}-\d{4}\b|\b(?:\d{4} ){0,6}0\d{3}(?: \d{4}){1,6}\b)"
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b")
PAGE_LINE = re.compile(r"(?:^|\n[ \t]*\n)[ \t]*\d{1,4}[ \t]*(?=\n[ \t]*\n|\n?$)")
LIST_MARK = re.compile(
    r"(?:^|(?<=\n))[ \t•*·-]*"
    r"(?:\(?\d{1,3}[.)](?=\s+[\"“(*‘]*[^\W\d_])|\d{1,2}(?:\.\d{1,3}){1,3}\.?(?=\s+[\"“(*‘]*[A-Z]))"
)
MIXED_NUMBER = re.compile(
    r"\d{1,2}\.\d{1,3}\s+(?:million|billion|thousand|trillion|per|percent|lakh|crore|mln|bn)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Region:
    """Characters that hold no claim, and why."""

    start: int
    end: int
    reason: str


def regions(text: str) -> list[Region]:
    """Stretches of a text whose numbers are no claims: addresses of the web, telephones, postcodes, list numbers."""
    found: list[Region] = []
    if "://" in text or "www." in text:
        found += [Region(m.start(), m.end(), "address") for m in URL.finditer(text)]
    if "@" in text:
        found += [Region(m.start(), m.end(), "address") for m in EMAIL.finditer(text)]
    found += [Region(_file_start(text, m.start()), m.end(), "address") for m in FILE_END.finditer(text)]
    if text.count("-") > 2:
        found += [Region(m.start(), m.end(), "name") for m in SLUG.finditer(text) if "-and-a-half" not in m[0]]
    found += [Region(m.start(), m.end(), "phone") for m in PHONE.finditer(text)]
    found += [Region(m.start(), m.end(), "address") for m in POSTCODE.finditer(text)]
    found += [Region(m.start(), m.end(), "list_number") for m in LIST_MARK.finditer(text) if not _mixed(text, m)]
    if "\n" in text.strip():
        found += [Region(m.start(), m.end(), "page") for m in PAGE_LINE.finditer(text)]
    return found


def _file_start(text: str, end: int) -> int:
    found = FILE_START.search(text, max(0, end - FILE_REACH), end)
    return found.start() if found is not None else end


def _mixed(text: str, mark: re.Match[str]) -> bool:
    """Whether what looks like a section number is a decimal: "2.5 million people"."""
    return MIXED_NUMBER.match(text, mark.start() + len(mark[0]) - len(mark[0].lstrip(" \t•*·-"))) is not None
