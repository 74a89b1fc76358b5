"""The parts of a message: which of them are its text, in which order, and what is only attached."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from thbextract.errors import InputError
from thbextract.readers import html
from thbextract.readers import text as plain
from thbextract.readers.web import markup
from thbextract.records import Problem

DEEPEST = 20
"""Parts within parts; a forwarded mail that was forwarded again has six."""
LONGEST_HEADER = 2_000
LONGEST_FIELD = 20_000
"""Characters of a header, and of one that says what a part is."""
LONGEST_FILE = 80
STUB = 400
"""Characters; a shorter plain part beside a page that is three times longer only says that the page is there."""
TIMES_LONGER = 3
ENCRYPTED = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"))
TEXTS = frozenset(("text/plain", "text/html", "multipart/mixed"))
"""Types whose content is text; the last is what is left of a message in parts that does not tell where they begin."""
NO_FILES = frozenset(("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"))
UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(slots=True)
class Part:
    """A stretch of text of a message: plain (`flowed` as RFC 3676 has it) or a page; or a message within (`inner`)."""

    text: str = ""
    page: bool = False
    flowed: bool = False
    spaced: bool = False
    inner: Message | None = None


@dataclass(slots=True)
class Parts:
    """All of a message that was looked at: its text in order, what is attached, and what was odd."""

    text: list[Part] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    encrypted: bool = False


def header(message: Message, name: str) -> str:
    """A header's text, decoded, in one line; empty if it is not there."""
    return _words(next((str(value) for key, value in message.raw_items() if key.casefold() == name), ""))


def _words(raw: str) -> str:
    """Encoded words of a header as text; bytes that it does not encode as UTF-8, or else as Windows has them."""
    data = raw[:LONGEST_HEADER].encode("utf-8", "surrogateescape")
    text = data.decode("utf-8") if markup.is_utf8(data) else data.decode("cp1252", "replace")
    with suppress(ValueError, LookupError, HeaderParseError):  # an encoding that there is not, a broken word
        text = str(make_header(decode_header(text)))
    return " ".join(UNPRINTED.sub(" ", text.encode("utf-8", "replace").decode()).split())


def parts_of(message: Message) -> Parts:
    """The parts of a message.

    Raises:
        InputError: `too_deep`.
    """
    parts = Parts()
    _take(message, parts, 0)
    return parts


def _take(message: Message, parts: Parts, depth: int) -> None:
    if depth > DEEPEST:
        raise too_deep()
    _curb(message)
    kind = message.get_content_type()
    if kind == "message/rfc822":
        parts.text += [Part(inner=one) for one in _within(message)]
    elif kind == "multipart/alternative":
        _take_best(message, parts, depth)
    elif kind.startswith("multipart/") and message.is_multipart():
        parts.encrypted = parts.encrypted or kind == "multipart/encrypted"
        first = 1 if kind == "multipart/related" else None  # what follows are its pictures
        _take_each(_within(message)[:first], parts, depth)
    elif kind in TEXTS and message.get_content_disposition() != "attachment":
        _take_text(message, parts)
    else:
        _note(message, kind, parts)


def _curb(message: Message) -> None:
    """Take a part for plain text whose header is beyond reading: the time that takes grows with the square."""
    for name in ("content-type", "content-disposition"):
        if len(str(message.get(name, ""))) > LONGEST_FIELD:
            message.replace_header(name, "text/plain")


def _note(message: Message, kind: str, parts: Parts) -> None:
    """Note what is not read: files by name, pictures in the text and signatures not at all."""
    if kind in ENCRYPTED:
        parts.encrypted = True
    elif kind not in NO_FILES and (message.get_filename() or not kind.startswith("image/")):
        parts.attached.append(_name(message))


def _within(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _take_each(messages: list[Message], parts: Parts, depth: int) -> None:
    for message in messages:
        _take(message, parts, depth + 1)


def _take_best(message: Message, parts: Parts, depth: int) -> None:
    """Take the plain text of several that say the same, unless it says next to nothing; then the page."""
    found = []
    for one in _within(message):
        other = Parts()
        _take(one, other, depth + 1)
        parts.attached += other.attached
        parts.encrypted = parts.encrypted or other.encrypted
        found.append(other)
    plain_ones = [one for one in found if any(not part.page for part in one.text)]
    pages = [one for one in found if any(part.page for part in one.text)]
    best = plain_ones[0] if plain_ones else pages[-1] if pages else Parts()
    if plain_ones and pages and _is_stub(plain_ones[0], pages[-1]):
        best = pages[-1]
    parts.text += best.text
    parts.problems += best.problems


def _is_stub(text: Parts, page: Parts) -> bool:
    """Whether a text says so little beside a page that it only says that the page is there."""
    length = sum(len(part.text) for part in text.text)
    return length < STUB and TIMES_LONGER * length < sum(
        len(html.read_body(part.text)[0]) for part in page.text if part.page
    )


def _take_text(message: Message, parts: Parts) -> None:
    data = message.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return
    page = message.get_content_type() == "text/html"
    try:
        text, problems = _decoded(data, message.get_content_charset(), page=page)
    except InputError:
        parts.attached.append(_name(message))
        return
    flowed = str(message.get_param("format") or "").casefold() == "flowed"
    spaced = str(message.get_param("delsp") or "").casefold() == "yes"
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts.text.append(Part(text, page, flowed, spaced))
    parts.problems += problems


def _decoded(data: bytes, charset: str | None, *, page: bool) -> markup.Decoded:
    """Text in the encoding that its part declares, else as a page or a plain text is decoded."""
    try:
        name = codecs.lookup(charset or "").name
        if name not in ("ascii", "utf-8", "iso8859-1"):
            return data.decode(name), ()
    except (LookupError, UnicodeError, ValueError):
        pass
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if charset and markup.encoding_named(charset) == "cp1252":
        return data.decode("cp1252", "replace"), ()
    return markup.decode(data) if page else plain.decode(data)


def _name(message: Message) -> str:
    """What an attachment is called."""
    name = _words(message.get_filename() or "")[-LONGEST_FILE:]
    return name or f"a part of type {message.get_content_type()}"


def too_deep() -> InputError:
    """The error of a mail whose parts hold parts without end."""
    return InputError(
        "holds mails within mails, too deep to be real", "save the innermost mail and give it", "too_deep"
    )
