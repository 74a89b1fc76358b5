"""By what formats are known: the name of a file, or what it begins with. Asked of every file, so it needs little."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath

MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BEGIN = 65_536
"""Bytes at the begin in which a page's first tag or the head of a mail is looked for: some pages have a long comment
above it."""

PDF_HEADER = re.compile(rb"%PDF-\d")
# Where the header may stand (PDF 1.7, appendix H, implementation note 13).
PDF_HEADER_WITHIN = 1024

PAGES = frozenset((".html", ".htm", ".xhtml", ".shtml", ".xht"))
FIRST_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body)(?=[\s>/])", re.I)

MAILS = frozenset((".eml", ".mht", ".mhtml"))
FIELD = re.compile(rb"([!-9;-~]{1,80}):(?:[ \t]|\r?$)")
FIELDS = frozenset(
    b"from to cc date subject mime-version received message-id return-path content-type content-transfer-encoding"
    b" delivered-to reply-to sender organization".split()
)
SENT = frozenset((b"mime-version", b"received", b"message-id"))
"""Fields that programs write, and no press release has."""
ENOUGH_FIELDS = 3

TABLES = (".csv", ".tsv", ".tab")


def is_pdf(_source: str, data: bytes) -> bool:
    """Whether bytes are a PDF file, whatever its name."""
    return PDF_HEADER.search(data, 0, PDF_HEADER_WITHIN) is not None


def is_page(source: str, data: bytes) -> bool:
    """Whether data are a web page: they begin as one, or their name says so."""
    return begins_as_page(data) or PurePath(source).suffix.lower() in PAGES


def begins_as_page(data: bytes) -> bool:
    """Whether data begin as a web page does: with its first tag, after white space, comments and declarations."""
    begin = data[:BEGIN]
    for mark, encoding in MARKS:
        if begin.startswith(mark):
            begin = begin[len(mark) :].decode(encoding, "replace").encode()
            break
    while True:
        begin = begin.lstrip()
        close = b"-->" if begin.startswith(b"<!--") else b"?>" if begin.startswith(b"<?xml") else b""
        if not close:
            return FIRST_TAG.match(begin) is not None
        _, found, begin = begin.partition(close)
        if not found:
            return False


def is_mail(source: str, data: bytes) -> bool:
    """Whether data are a mail: by their name, or a head that programs write."""
    return PurePath(source).suffix.lower() in MAILS or _has_head(data[:BEGIN])


def _has_head(begin: bytes) -> bool:
    """Whether the first lines are fields of a mail's head, one of them written by a program that sends mail."""
    found: set[bytes] = set()
    for at, line in enumerate(begin.split(b"\n")):
        field = FIELD.match(line)
        if field:
            found.add(field[1].lower())
        elif not line.strip():
            break
        elif not (line[:1] in (b" ", b"\t") and found) and not (at == 0 and line.startswith(b"From ")):
            return False
    return len(found & FIELDS) >= ENOUGH_FIELDS and bool(found & SENT)


def is_table_of_text(source: str, _data: bytes) -> bool:
    """Whether a file is a table by its name (CSV, TSV), which plain text may be called too."""
    return source.lower().endswith(TABLES)
