"""Plain text: bytes → text. UTF-8, UTF-16 and UTF-32 by their mark, else a detected encoding, and told so."""

from __future__ import annotations

import codecs
import re

from thbextract.errors import InputError
from thbextract.readers.content import Content, Limits
from thbextract.readers.office import SAVE, refusal
from thbextract.readers.signs import MARKS
from thbextract.records import Problem

MAGIC = (
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
)
"""What files without text begin with (their specifications, as collected in file(1))."""
RICH_TEXT = b"{\\rtf"
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))
CONTROL_SHARE = 0.02
"""Texts hold no control characters but line and page breaks; a stray one from a conversion is let pass."""
ASCII = 0x7F
# The signs and letters of Windows-1252 that English texts and names in them hold.
WESTERN = frozenset("€‚„…†‡‰ŠšŽžŒœŸ‹›‘’“”•–—™\u00a0£§©«»®°±²³´·¹º¼½¾".encode("cp1252")) | frozenset(range(0xC0, 0x100))
# More of them, or more of them in a row, is no English.
WESTERN_SHARE = 0.15
HIGH_RUN = re.compile(rb"[\x80-\xff]{4}")


def read(data: bytes, limits: Limits) -> Content:
    """The text in `data`; limits of the file itself have been seen to.

    Raises:
        InputError: `empty`, `binary`, `no_document`, `encrypted`, `damaged` or `markup`.
    """
    del limits
    return Content(*decode(data))


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text in `data` without its byte-order mark, line ends as they are, and what to tell of it.

    Raises:
        InputError: `empty`, `binary`, `no_document`, `encrypted`, `damaged` or `markup`.
    """
    refuse_formats(data)
    text, problems = _marked(data) or _unmarked(data)
    if not text.strip():
        raise InputError("is empty", "check that it is the right file", "empty")
    return text, problems


def refuse_formats(data: bytes) -> None:
    """Tell what begins as a file of another format.

    Raises:
        InputError: `binary`, `no_document`, `encrypted`, `damaged` or `markup`.
    """
    if refused := refusal(data):
        raise refused
    for magic, name in MAGIC:
        if data.startswith(magic):
            raise InputError(f"is {name}", SAVE, "no_document")
    if data[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(RICH_TEXT):
        raise InputError("is an RTF document", SAVE, "markup")


def _marked(data: bytes) -> tuple[str, tuple[Problem, ...]] | None:
    """The text of data with a byte-order mark, None if there is no mark."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError as error:
                cause = f"is marked {encoding.upper()}, but breaks it at byte {error.start + len(mark)}"
                raise InputError(cause, "save it as UTF-8 again", "unreadable") from error
    return None


def _unmarked(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    if b"\0" in data or looks_binary(data):
        raise InputError("is binary, not text", SAVE, "no_document")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        encoding = likeliest(data)
        return data.decode(encoding, "replace"), (_guessed(encoding),)


def looks_binary(data: bytes) -> bool:
    """Whether data has more control characters than a text."""
    return len(data) - len(data.translate(None, CONTROLS)) > CONTROL_SHARE * len(data)


def likeliest(data: bytes) -> str:
    """The encoding that a text most likely has which is not UTF-8.

    Among the encodings that fit equally well Windows-1252 wins: the texts are English, and its
    neighbours turn pound signs and quotation marks into letters (charset-normalizer puts cp1250 first).

    Raises:
        InputError: `binary`, if no encoding fits.
    """
    if _looks_western(data):
        return "cp1252"
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        raise InputError("is neither UTF-8 nor any other encoding of text", SAVE, "binary")
    western = any("cp1252" in match.could_be_from_charset and match.chaos <= best.chaos for match in matches)
    return "cp1252" if western else best.encoding


def _guessed(encoding: str) -> Problem:
    return Problem(
        "encoding_guessed",
        f"is not UTF-8; read as {encoding}",
        "check names and currency signs, or save it as UTF-8",
    )


def _looks_western(data: bytes) -> bool:
    """Whether bytes are English of Windows: ASCII but for a few signs and accented letters, one at a time.

    A detector that weighs letters needs more of them than a press release has: it takes the quotation marks
    and the euro sign of a short text for letters of a code page of DOS.
    """
    high = bytes(byte for byte in data if byte > ASCII)
    if len(high) > WESTERN_SHARE * len(data) or HIGH_RUN.search(data):
        return False
    return all(byte in WESTERN for byte in high)
