"""Mails: subject and text with what is forwarded, quotations and signatures as furniture, attachments by name only."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime

from thbextract.errors import InputError
from thbextract.readers import html
from thbextract.readers.content import Content, Limits
from thbextract.readers.mail import lines
from thbextract.readers.mail.parts import Part, Parts, header, parts_of, too_deep
from thbextract.records import Facts, Problem

Span = tuple[int, int]

FORWARDS = 8
"""Mails within mails that are read."""
PREFIX = re.compile(r"(?:(?:re|aw|sv|antw|fwd?|wg|tr)\s?(?:\[\d{1,3}\])?\s?:\s{0,3}){1,20}", re.I)
FORWARD = re.compile(r"\s*(?:fwd?|wg|tr)\s?:", re.I)
BODY = re.compile(
    r"\b(?:ministry|police|department|agency|office|service|services|bureau|council|commission|committee|authority"
    r"|government|embassy|court|prosecutors?|observatory|centre|center|institute|university|organi[sz]ation|foundation"
    r"|network|union|association|society|trust|fund|coalition|federation|secretariat|directorate|inspectorate|taskforce"
    r"|task force|mission|press|news|media|times|post|herald|newsroom|newsletter)\b|(?-i:\A[A-Z]{2,8}\Z)",
    re.I,
)
"""Words that bodies are called by, and persons are not."""
EARLIEST, LATEST = 1982, 2100
"""Years that a mail may be of: the format is of 1982 (RFC 822)."""
SHOWN_NAMES = 10


def read(data: bytes, limits: Limits) -> Content:
    """The text of a mail below its subject, or the page in a saved one (MHTML).

    Raises:
        InputError: `empty`, `encrypted`, `too_deep`, or what a page in it raises.
    """
    del limits
    try:
        message = message_from_bytes(data)
    except RecursionError:
        raise too_deep() from None
    if message.get_content_type() == "multipart/related" and _is_saved_page(message):
        return _saved_page(message)
    text = _Text()
    told = text.add(message, 0)
    if not text.written:
        raise _no_text(text)
    whole = "".join(text.pieces)
    return Content(whole, tuple(text.told_problems()), told, tuple(text.furniture), end=_end(whole, text.furniture))


def _no_text(text: _Text) -> InputError:
    if text.encrypted:
        return InputError("is an encrypted mail", "open it in your mail program and save its text", "encrypted")
    if text.attached:
        cause = f"has no text, and what is attached is not read: {_listed(text.attached)}"
        return InputError(cause, "save the attachments, and give them", "empty")
    return InputError("has no text", "check that it is the right mail", "empty")


def _end(text: str, furniture: list[Span]) -> int | None:
    """Where the mail ends, if a signature or quotations follow, which say nothing of it."""
    end = whole = len(text.rstrip())
    for start, stop in reversed(furniture):
        if stop < end:
            break
        end = len(text[:start].rstrip())
    return end if end < whole else None


class _Text:
    """The text of a mail in the making, and that of the mails it forwards."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.furniture: list[Span] = []
        self.attached: list[str] = []
        self.problems: dict[str, Problem] = {}
        self.encrypted = False
        self.written = False

    def add(self, message: Message, depth: int) -> Facts:
        """Add a message and what it forwards; give back what it says of itself, or the mail of which it is a cover."""
        if depth > FORWARDS:
            raise too_deep()
        parts = parts_of(message)
        subject = header(message, "subject")
        title = PREFIX.sub("", subject, count=1) if PREFIX.match(subject) else subject
        cover = bool(parts.text) and all(part.inner is not None for part in parts.text)
        if title and not cover:
            self._write(f"{'##' if self.pieces else '#'} {title}", [])
        told = [self._part(part, subject, depth) for part in parts.text]
        self._note(parts)
        if cover and told[0] is not None:
            return told[0]
        return Facts(title=title or None, date=_date(message), issuer=_issuer(message))

    def _part(self, part: Part, subject: str, depth: int) -> Facts | None:
        if part.inner is not None:
            return self.add(part.inner, depth + 1)
        text, spans = html.read_body(part.text) if part.page else _plain(part, subject)
        if text.strip():
            self._write(text, spans)
            self.written = True
        return None

    def _write(self, text: str, spans: list[Span]) -> None:
        if self.pieces:
            self.pieces.append("\n\n")
            self.length += 2
        self.furniture += [(start + self.length, end + self.length) for start, end in spans]
        self.pieces.append(text)
        self.length += len(text)

    def _note(self, parts: Parts) -> None:
        self.attached += parts.attached
        self.encrypted = self.encrypted or parts.encrypted
        for problem in parts.problems:
            self.problems.setdefault(problem.code, problem)

    def told_problems(self) -> list[Problem]:
        """The problems of the mail, attachments last."""
        problems = list(self.problems.values())
        if self.attached:
            count = "an attachment that is" if len(self.attached) == 1 else f"{len(self.attached)} attachments that are"
            cause = f"has {count} not read: {_listed(self.attached)}"
            problems.append(Problem("attachments_not_read", cause, "save what you need from the mail, and give it too"))
        return problems


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
    return ", ".join(names[:SHOWN_NAMES]) + more


def _plain(part: Part, subject: str) -> tuple[str, list[Span]]:
    text = lines.unflowed(part.text, spaced=part.spaced) if part.flowed else part.text
    text = text.strip("\n")
    if FORWARD.match(subject) and lines.mostly_quoted(text):
        text = lines.unquoted(text)
    reply = PREFIX.match(subject) is not None and not FORWARD.match(subject)
    return text, lines.furniture_in(text, reply=reply)


# -- what a mail says of itself ------------------------------------------------------------------------------------


def _date(message: Message) -> str | None:
    """The day on which a mail was sent, as its sender's clock had it; null if that is no date."""
    try:
        sent = parsedate_to_datetime(header(message, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return sent.date().isoformat() if EARLIEST <= sent.year <= LATEST else None


def _issuer(message: Message) -> str | None:
    """The body that a mail is from: the sender's organization, or a sender whose name has a word that bodies have."""
    organization = header(message, "organization")
    if organization:
        return organization
    name = header(message, "from").rpartition("<")[0].strip("\"' ")
    return name if name and "@" not in name and BODY.search(name) else None


# -- saved pages ---------------------------------------------------------------------------------------------------


def _is_saved_page(message: Message) -> bool:
    return bool(header(message, "snapshot-content-location")) or "saved by" in header(message, "from").lower()


def _saved_page(message: Message) -> Content:
    """The page in a file that a browser saved; its date is the day of saving, and not told."""
    page = next((part.text for part in parts_of(message).text if part.page), "")
    if not page:
        raise InputError("holds no page", "save the page again from a browser", "empty")
    return html.read_markup(page)
