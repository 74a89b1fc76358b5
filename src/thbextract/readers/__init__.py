"""Readers: a path or bytes become a `Document`. One registry, `READERS`, asked in its order."""

from __future__ import annotations

import hashlib
from pathlib import Path

from thbextract.errors import InputError
from thbextract.later import later
from thbextract.readers import office, signs
from thbextract.readers.content import Content, Limits, Reader
from thbextract.records import MEGABYTE, Document, Given

__all__ = ["READERS", "Content", "Limits", "Reader", "from_text", "read_bytes", "read_path", "too_large"]

READERS: tuple[Reader, ...] = (
    Reader("PDF", signs.is_pdf, later("thbextract.readers.pdf", "read")),
    Reader("Word document", lambda _source, data: office.is_docx(data), later("thbextract.readers.word", "read")),
    Reader("spreadsheet", lambda _source, data: office.is_xlsx(data), later("thbextract.readers.tables", "refuse")),
    Reader("mail", signs.is_mail, later("thbextract.readers.eml", "read")),
    Reader("web page", signs.is_page, later("thbextract.readers.html", "read")),
    Reader("table", signs.is_table_of_text, later("thbextract.readers.tables", "read_as_text")),
    Reader("plain text", lambda _source, _data: True, later("thbextract.readers.text", "read")),
)
"""The last one takes everything, and knows what it must refuse. Most runs meet one format, so readers come later."""


def read_path(path: str | Path, given: Given | None = None, limits: Limits | None = None) -> Document:
    """The document in a file; its source is the path as it was given.

    Raises:
        InputError: if the file is missing, a folder, not readable, too large, or of no format that is read.
    """
    limits = limits or Limits()
    return read_bytes(str(path), _content(path, limits), given, limits)


def read_bytes(source: str, data: bytes, given: Given | None = None, limits: Limits | None = None) -> Document:
    """The document in `data`.

    Raises:
        InputError: if the content is of no format that is read, or there is none.
    """
    reader = next(reader for reader in READERS if reader.takes(source, data))
    try:
        content = reader.reads(data, limits or Limits())
    except InputError as error:
        error.source = source
        raise
    return Document(
        source,
        content.text,
        hashlib.sha256(data).hexdigest(),
        content.problems,
        given or Given(),
        content.told,
        content.furniture,
        content.pages,
        content.end,
    )


def _content(path: str | Path, limits: Limits) -> bytes:
    """The bytes of a file; one without end (a device) is read no further than the limit."""
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(limits.size + 1)
    except FileNotFoundError:
        raise InputError("no such file", "check the path", "missing", str(path)) from None
    except IsADirectoryError:
        raise InputError("is a folder", "name the files in it, such as folder/*.txt", "directory", str(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        cause = f"can't be read ({getattr(error, 'strerror', None) or error})"
        raise InputError(cause, "check the path and its permissions", "unreadable", str(path)) from error
    if len(data) > limits.size:
        raise too_large(str(path), limits)
    return data


def too_large(source: str, limits: Limits) -> InputError:
    """The error of an input that is larger than the limit."""
    cause = f"is larger than {limits.size / MEGABYTE:g} MB"
    return InputError(cause, "allow more with --max-size, or split it", "too_large", source)


def from_text(source: str, text: str, given: Given | None = None) -> Document:
    """The document that a text in memory is; its hash is that of the text in UTF-8."""
    data = text.encode("utf-8", "surrogatepass")
    return Document(source, text, hashlib.sha256(data).hexdigest(), (), given or Given())
