"""The lines of a mail's text: flowed lines joined, and which of them are quoted, a signature or a forwarded head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

QUOTE = re.compile(r"(?:>[ ]?)+")
SIGNATURE = "--"
LONGEST_SIGNATURE = 20
"""Lines; what is longer was only parted by dashes."""
WROTE = re.compile(r"(?:on|am|le|el|\d).{4,160}(?:wrote|schrieb|a écrit|escribió)\s?:$", re.I)
FORWARDED = re.compile(
    r"[-_>]{2,}\s?(?:forwarded|weitergeleitete|begin forwarded).{0,40}|begin forwarded message:", re.I
)
ORIGINAL = re.compile(r"[-_]{2,}\s?original (?:message|appointment)\s?[-_]{2,}", re.I)
HEAD = re.compile(r"(?:from|to|cc|bcc|sent|date|subject|reply-to|importance)\s?:", re.I)
MOSTLY = 0.8


def unflowed(text: str, *, spaced: bool) -> str:
    """A flowed text with its paragraphs as lines (RFC 3676); `spaced` drops the blank that marks a soft break."""
    paragraphs: list[list[str]] = []
    last = -1
    for line in text.split("\n"):
        found = QUOTE.match(line)
        depth = found[0].count(">") if found else 0
        words = line[len(found[0]) :] if found else line.removeprefix(" ")
        if last == depth and paragraphs:
            paragraphs[-1].append(words)
        else:
            paragraphs.append([f"{'>' * depth} " if depth else "", words])
        flows = words.endswith(" ") and words.rstrip() != SIGNATURE
        if flows and spaced:
            paragraphs[-1][-1] = words[:-1]
        last = depth if flows else -1
    return "\n".join("".join(words) for words in paragraphs)


def unquoted(text: str) -> str:
    """A text without its marks of quotation."""
    return "\n".join(QUOTE.sub("", line, count=1) for line in text.split("\n"))


def mostly_quoted(text: str) -> bool:
    """Whether a text hardly says anything but what it quotes: it was forwarded."""
    whole = sum(len(line.strip()) for line in text.split("\n"))
    return sum(len(line) for line in text.split("\n") if line.startswith(">")) > MOSTLY * whole > 0


def furniture_in(text: str, *, reply: bool) -> list[Span]:
    """The stretches of a mail's text that it quotes or that sign it, in order; in a `reply` all below the old head."""
    spans: list[Span] = []
    lines = list(_lines(text))
    signed = _signature(lines)
    for at, (start, end, line) in enumerate(lines):
        apart = at >= signed or line.startswith(">") or (WROTE.match(line) and _quoted_below(lines, at))
        if reply and (ORIGINAL.match(line) or (line.startswith("From:") and _is_head(lines, at))):
            spans.append((start, lines[-1][1]))
            break
        if FORWARDED.match(line) or ORIGINAL.match(line):
            end = _head_end(lines, at + 1, end)
            apart = True
        if apart and not (spans and start < spans[-1][1]):
            spans.append((start, end))
    return _joined(spans, text)


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of the lines that are not blank."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line.rstrip()), line.strip()
        start += len(line) + 1


def _signature(lines: Sequence[tuple[int, int, str]]) -> int:
    """The line where the signature begins; behind the last one if there is none."""
    first = max(0, len(lines) - LONGEST_SIGNATURE)
    dashes = [at for at in range(first, len(lines)) if lines[at][2] == SIGNATURE]
    return dashes[0] if dashes and dashes[0] > 0 else len(lines)


def _quoted_below(lines: Sequence[tuple[int, int, str]], at: int) -> bool:
    return at + 1 < len(lines) and lines[at + 1][2].startswith(">")


def _is_head(lines: Sequence[tuple[int, int, str]], at: int) -> bool:
    """Whether a line and those below it are the head of a mail."""
    return sum(HEAD.match(line) is not None for _, _, line in lines[at : at + 5]) > 2


def _head_end(lines: Sequence[tuple[int, int, str]], at: int, end: int) -> int:
    """Where the head of a forwarded mail ends that begins at a line."""
    while at < len(lines) and HEAD.match(lines[at][2]):
        end = lines[at][1]
        at += 1
    return end


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Spans with those made one that only blanks part."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined
