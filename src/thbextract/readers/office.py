"""Office files and archives: what a ZIP or OLE container holds, and its members, unpacked within limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO

from thbextract.errors import InputError

SAVE = "save it as DOCX, PDF or plain text"
SAVE_TABLE = "save it as XLSX or CSV"
REPAIR = "open it in the program that made it and save it again, or get another copy"
ENLARGE = "if you trust the file, raise the limit with --max-size"

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCX = re.compile(r"word/[^/]{1,100}\.xml")  # the main part may have any name
XLSX = re.compile(r"xl/workbook\d{0,3}\.xml")
MEMBERS = (
    ("word/document.xml", "a Word document", "give it the suffix .docx, or no --text-column"),
    ("xl/workbook.bin", "a binary spreadsheet (XLSB)", SAVE_TABLE),
    ("ppt/presentation.xml", "a presentation (PPTX)", "save it as PDF or plain text"),
    ("Index/Document.iwa", "an iWork document (Pages, Numbers, Keynote)", SAVE),
    ("content.xml", "an OpenDocument file", SAVE),
    ("META-INF/container.xml", "an e-book (EPUB)", SAVE),
)
"""Members by which other office files are known, what these are, and what to do."""
MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)", SAVE),
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (ODS)", SAVE_TABLE),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", SAVE),
    (b"application/epub+zip", "an e-book (EPUB)", SAVE),
)
"""What stands uncompressed at the head of an OpenDocument or EPUB file (OpenDocument 1.3, part 2, section 3.3)."""
STREAMS = (
    ("WordDocument", "an old Word document (DOC)", SAVE),
    ("Workbook", "an old spreadsheet (XLS)", SAVE_TABLE),
    ("Book", "an old spreadsheet (XLS)", SAVE_TABLE),
    ("PowerPoint Document", "an old presentation (PPT)", "save it as PDF or plain text"),
    ("__properties_version1.0", "an Outlook message (MSG)", "save it as EML or plain text"),
)
"""Streams of OLE containers by which their files are known ([MS-DOC], [MS-XLS], [MS-PPT], [MS-OXMSG])."""
HEAD = 200  # bytes in which that stands
HEADER = re.compile(rb"PK\x03\x04.{22}(?P<length>..)..", re.DOTALL)
ENTRY = b"PK\x01\x02"
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
"""Parts of office files declare no entities (ECMA-376, part 2, 7.3.4.2), which only serve to blow them up."""
MOST_MEMBERS = 20_000
"""More members no document has; a list of millions would fill the memory before any of them is read."""


def is_docx(data: bytes) -> bool:
    """Whether `data` is a Word document (DOCX, DOCM, a template), whatever its file is called."""
    return data.startswith(ZIP) and any(map(DOCX.fullmatch, member_names(data)))


def is_xlsx(data: bytes) -> bool:
    """Whether `data`, or the head of a file, is a spreadsheet (XLSX, XLSM, a template)."""
    return data.startswith(ZIP) and any(map(XLSX.fullmatch, member_names(data)))


def member_names(data: bytes) -> list[str]:
    """The members of a ZIP file: by its list, or where that is cut off or broken, by what stands before each."""
    listed = _listed_names(data)
    return list(_local_names(data)) if listed is None else listed


def _listed_names(data: bytes) -> list[str] | None:
    from zipfile import ZipFile

    try:
        return ZipFile(BytesIO(data)).namelist() if data.count(ENTRY) <= MOST_MEMBERS else None
    except Exception:  # zipfile raises more than it says for broken lists (struct.error, ValueError …)
        return None


def _local_names(data: bytes) -> Iterator[str]:
    for found in HEADER.finditer(data):
        length = int.from_bytes(found["length"], "little")
        yield data[found.end() : found.end() + length].decode("utf-8", "replace")


def refusal(data: bytes) -> InputError | None:
    """Why a ZIP or OLE container is not read, by its kind; None if `data` is no such container."""
    if data.startswith(ZIP):
        return _zip_refusal(data)
    if data.startswith(OLE):
        return _ole_refusal(data)
    return None


def _zip_refusal(data: bytes) -> InputError:
    head = data[:HEAD]
    for mimetype, name, remedy in MIMETYPES:
        if mimetype in head:
            return InputError(f"is {name}", remedy, "binary")
    names = set(member_names(data))
    for member, name, remedy in MEMBERS:
        if member in names:
            return InputError(f"is {name}", remedy, "binary")
    if _listed_names(data) is None:
        return damaged()
    return InputError("is a ZIP archive", "unpack it and give the files in it", "no_document")


def _ole_refusal(data: bytes) -> InputError:
    if _stream("EncryptedPackage") in data:
        return encrypted()
    for stream, name, remedy in STREAMS:
        if _stream(stream) in data:
            return InputError(f"is {name}", remedy, "binary")
    return InputError("is an old office document", SAVE, "binary")


def _stream(name: str) -> bytes:
    """A stream's name as the directory of a container writes it: UTF-16, ended by a zero ([MS-CFB], 2.6.1)."""
    return f"{name}\0".encode("utf-16-le")


encrypted = partial(
    InputError,
    "is encrypted",
    "open it with its password and save it without one",
    "encrypted",
)
damaged = partial(InputError, "is damaged", REPAIR, "damaged")
too_deep = partial(InputError, "is nested too deeply to be a document", REPAIR, "too_deep")


def too_large(what: str, limit: int) -> InputError:
    """The error for a file that unpacks to more than `limit` bytes; `what` is its cause."""
    return InputError(f"{what} (limit: {limit:,} bytes)", ENLARGE, "too_large")


@contextmanager
def guarded() -> Iterator[None]:
    """Tell as an `InputError` whatever a library meets in a broken file.

    zipfile, lxml, python-docx and openpyxl raise a dozen kinds of errors for such files, and document hardly any.

    Raises:
        InputError: `damaged` or `too_deep`.
    """
    try:
        yield
    except (InputError, MemoryError):
        raise
    except RecursionError:
        raise too_deep() from None
    except Exception as error:
        # libxml2 stops at 256 levels and says so in words only.
        raise (too_deep() if "Excessive depth" in str(error) else damaged()) from error


class Archive:
    """The members of a ZIP file, of which no more than `limit` bytes are unpacked in all.

    Names are looked up and nothing is written to disk, so a name that climbs out of a folder does no harm.

    Raises:
        InputError: `damaged`, `too_large` or `encrypted`, here and when a member is read.
    """

    def __init__(self, data: bytes, limit: int) -> None:
        if data.count(ENTRY) > MOST_MEMBERS:
            raise too_large("has too many members", limit)
        from zipfile import ZipFile

        with guarded():
            self._zip = ZipFile(BytesIO(data))
        members = self._zip.infolist()
        if sum(member.file_size for member in members) > limit:
            raise too_large("unpacks to more than is read of a file", limit)
        if any(member.flag_bits & 1 for member in members):
            raise encrypted()
        self.names = frozenset(self._zip.namelist())
        self.limit = self._left = limit

    def read(self, name: str) -> bytes:
        """The content of a member.

        What it unpacks to is counted, for its header may lie about it.
        """
        with guarded(), self._zip.open(name) as member:
            data = member.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise too_large("unpacks to more than is read of a file", self.limit)
        if any(mark in data for mark in DOCTYPES):
            raise damaged()
        return data

    def check(self) -> None:
        """Read through all members once, so that a library that reads them without limits meets no surprise."""
        for name in self.names:
            self.read(name)
