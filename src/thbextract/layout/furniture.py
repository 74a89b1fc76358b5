"""Page furniture: what a web page or a printed page adds to a text, and no author wrote.

Conservative: a line counts as furniture only by words that pages use for themselves, by a telephone number
or address that it consists of, or by its place beside a page number. Counts in headlines stay.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from thbextract.layout.lines import Line, is_ruler
from thbextract.layout.vocabulary import CHROME, CONTACT, MONTHS
from thbextract.normalize.sieve import sieve

Span = tuple[int, int]

MAX_LINE = 240
SEGMENT = re.compile(r" *[|·•»] *|\t+| {3,}")
CHROME_RE = re.compile("|".join(CHROME), re.I)
CONTACT_RE = sieve(CONTACT, re.I)
PHONE = re.compile(r"(?:\+ ?\d|\(\+?\d|\b0\d|\b\d{3}[-.]\d{3}[-.]\d)[\d ()./-]{2,20}\d")
DIGIT_RUN = re.compile(r"\d[\d ()./-]{5}")
NOT_LETTERS = re.compile(r"[\W\d_]+")
ADDRESS_ALONE = re.compile(
    r"(?:https?://|www\.)\S+|\S{1,80}@[\w-]{1,60}\.[\w.-]{2,60}|[\w.-]{1,80}\.(?:com|org|net|gov|int|info|co\.uk)(?:/\S*)?"
)
IMAGE = re.compile(r"!\[[^\]]{0,300}\]\(\S{0,2000}\)|\[[^\]]{0,200}\]\(\S{0,2000}\)")
READ_MORE = re.compile(r"\[(?:read|see|view|click|continue)\b", re.I)
PIXELS = re.compile(r"[+↺−\s–-]{0,12}\b\d{1,3} ?px\b")
PAGE = re.compile(
    r"(?:page|p\.|pg\.?) ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?|\d{1,4} ?(?:\||of|/) ?(?:p ?a ?g ?e|\d{1,4})"
    r"|[-–—] ?\d{1,4} ?[-–—]|\[\d{1,4}\]",
    re.I,
)
LONGEST_PAGE = 20  # characters of a page's number with its words
BARE = re.compile(r"\d{1,4}|[ivxl]{1,6}")
NUMBERED = re.compile(
    r"(?P<before>\d{1,4})(?: {3,}| ?\| ?)(?P<head>[^\s|][^|]{2,120})"
    r"|(?P<foot>[^\s|][^|]{2,120}?)(?: {3,}| ?\| ?)(?P<after>\d{1,4})"
)
# The number of a paragraph, alone on its line above the paragraph ("3.2").
PARAGRAPH_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?")
# A line that ends in one of these goes on: a number alone below it, and set apart from what follows, is a page's.
OPEN_END = re.compile(r"\b(?:and|or|of|the|a|an|in|to|for|with|by|from|on|at|that|which|were|was)$", re.I)
DATE = re.compile(
    rf"(?:\w{{3,9}},? )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTHS})\.?,? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?\d{{4}}", re.I
)
KEY = re.compile(r"(?P<key>[A-Za-z_-]{2,20}):(?: (?P<value>.*))?")
KEPT_KEYS = frozenset(("title", "date", "headline", "subtitle", "description", "published"))
YEAR_FIRST = re.compile(r"(?:19|20)\d\d [^\W\d_]")
CENTRED = 20
# A shorter line below a decimal is a cell below a cell, no paragraph below its number.
PARAGRAPH_LINE = 40
# Characters; a line of that length within a paragraph was wrapped.
WRAPPED = 60
TRAIL_SIGNS = frozenset("/»›>")


def set_aside(lines: Sequence[Line], known: Sequence[Span], text: str) -> None:
    """Set `kind` of the lines that the reader knows to be furniture.

    What stands between the pages of a text may interrupt a sentence; what follows on its end does not.
    """
    starts = [line.start for line in lines]
    matter_end = _matter_end(known, text)
    for start, end in known:
        at = max(0, bisect_right(starts, start) - 1)
        while at < len(lines) and lines[at].start < end:
            line = lines[at]
            if start <= line.start and line.end <= end:
                line.kind = "page" if end <= matter_end else "furniture"
                line.known = True
            at += 1


def _matter_end(known: Sequence[Span], text: str) -> int:
    """Where the text ends that is followed by nothing but furniture."""
    end = len(text.rstrip())
    for start, stop in reversed(known):
        if stop < end:
            break
        end = len(text[:start].rstrip())
    return end


def mark_furniture(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Set `kind` of the furniture lines; give back the spans of furniture inside other lines."""
    inline: list[tuple[int, int]] = []
    _front_matter(lines)
    for line in lines:
        if not line.kind and len(line.text) <= MAX_LINE:
            _alone(line, inline)
    _trails(lines)
    _paragraph_numbers(lines)
    _pages(lines)
    return inline


def _front_matter(lines: Sequence[Line]) -> None:
    """YAML between rulers, or "Title: …" lines, at the top: the keys, and all but title and date, are furniture."""
    fenced = bool(lines) and lines[0].text == "---"
    at = int(fenced)
    keys = 0
    while at < min(len(lines), 60) and not lines[at].blanks and KEY.fullmatch(lines[at].text):
        keys += 1
        at += 1
    whole = at < len(lines) and lines[at].text == "---" if fenced else keys > 2 and _has_title(lines[:at])
    if not keys or not whole:
        return
    if fenced:
        lines[0].kind = lines[at].kind = "furniture"
    for line in lines[int(fenced) : at]:
        found = KEY.fullmatch(line.text)
        if found and found["key"].casefold() in KEPT_KEYS and found["value"]:
            line.kind = "heading" if found["key"].casefold() in ("title", "headline") else "front"
            line.mark = found.start("value")
        else:
            line.kind = "furniture"


def _has_title(lines: Sequence[Line]) -> bool:
    return any(line.text[:6].casefold() == "title:" for line in lines)


def _alone(line: Line, inline: list[tuple[int, int]]) -> None:
    text = line.text
    if (len(text) <= LONGEST_PAGE and PAGE.fullmatch(text)) or is_ruler(text):
        line.kind = "page"
    elif (" " not in text and ADDRESS_ALONE.fullmatch(text)) or _contact(text) or _only_link(text):
        line.kind = "furniture"
    elif text[-1] not in ".!?" or len(text) < 60:
        _segments(line, inline)
    if not line.kind and "px" in text:
        inline += [(line.start + a, line.start + b) for a, b in (m.span() for m in PIXELS.finditer(text))]


def _trails(lines: Sequence[Line]) -> None:
    """Mark the numbers and signs of a trail of pages that is broken into lines ("Home", "1", "/", "News", "2", "/")."""
    for i, line in enumerate(lines):
        if line.kind or line.text not in TRAIL_SIGNS:
            continue
        line.kind = "furniture"
        for j in (i - 1, i + 1):
            if 0 <= j < len(lines) and BARE.fullmatch(lines[j].text) and len(lines[j].text) < 3:
                lines[j].kind = "furniture"


def _paragraph_numbers(lines: Sequence[Line]) -> None:
    for line, below in pairwise(lines):
        paragraph = not below.blanks and below.text[0].isupper() and len(below.text) >= PARAGRAPH_LINE
        if paragraph and not line.kind and PARAGRAPH_NUMBER.fullmatch(line.text):
            line.kind = "furniture"


def _only_link(text: str) -> bool:
    return text[0] in "![" and IMAGE.fullmatch(text) is not None and (text[0] == "!" or bool(READ_MORE.match(text)))


def _contact(text: str) -> bool:
    found = PHONE.search(text) if DIGIT_RUN.search(text) else None
    if found is None or sum(c.isdigit() for c in found.group()) < 7:
        return False
    letters = sum(c.isalpha() for c in text)
    if CONTACT_RE.search(text):
        return CONTACT_RE.match(text) is not None or letters < 60
    return letters < 4 and text[0] in "+(0" and sum(c.isdigit() for c in text) > 8


def _segments(line: Line, inline: list[tuple[int, int]]) -> None:
    """Judge a line by its parts: all chrome, furniture; some chrome among short parts, these are blanked."""
    text = line.text
    if CHROME_RE.fullmatch(text):
        line.kind = "furniture"
        return
    if "|" not in text and "   " not in text and "·" not in text and "\t" not in text:
        return
    parts: list[tuple[int, int]] = []
    last = 0
    for found in SEGMENT.finditer(text):
        parts.append((last, found.start()))
        last = found.end()
    parts.append((last, len(text)))
    parts = [(a, b) for a, b in parts if b > a]
    chrome = [(a, b) for a, b in parts if CHROME_RE.fullmatch(text, a, b)]
    if len(chrome) == len(parts):
        line.kind = "furniture"
    else:
        inline += [(line.start + a, line.start + b) for a, b in chrome]


# -- page numbers and what stands next to them ---------------------------------------------------------------------


def _pages(lines: Sequence[Line]) -> None:
    """Mark page numbers, then the running headers and footers next to them."""
    numbers = [i for i, line in enumerate(lines) if len(line.text) < 5 and BARE.fullmatch(line.text)]
    if not numbers and not any(
        line.page or line.kind == "page" or "   " in line.text or "|" in line.text for line in lines
    ):
        return
    seen = Counter(_bare(line.text) for line in lines if len(line.text) <= 120)
    values = {int(lines[i].text) for i in numbers if lines[i].text.isdigit()}
    for i in numbers:
        if not lines[i].kind and _page_number(lines, i, values, seen):
            lines[i].kind = "page"
    for i, line in enumerate(lines):
        gap = "   " in line.text or "|" in line.text
        if not line.kind and len(line.text) < 140 and gap and _running(lines, i, seen):
            line.kind = "page"
    for i, line in enumerate(lines):
        if line.page:
            _page_edge(lines, i, seen)
    for i, line in enumerate(lines):
        if line.kind == "page" and not is_ruler(line.text):
            _neighbours(lines, i, -1, seen)
            _neighbours(lines, i, 1, seen)


def _page_edge(lines: Sequence[Line], i: int, seen: Counter[str]) -> None:
    """Mark the two lines on either side of a page break that the text says again elsewhere."""
    for step, j in ((1, i), (1, i + 1), (-1, i - 1), (-1, i - 2)):
        if not 0 < j < len(lines) or (step > 0 and j > i and (lines[j].page or lines[i].kind != "page")):
            continue
        line = lines[j]
        if not line.kind and len(line.text) <= 120 and not line.closed and seen[_bare(line.text)] > 1:
            line.kind = "page"


def _bare(text: str) -> str:
    return NOT_LETTERS.sub("", text.casefold())


def _page_number(lines: Sequence[Line], i: int, values: set[int], seen: Counter[str]) -> bool:
    """A number alone on a line is a page's where a sentence runs on across it, at a page's edge, or in a series."""
    line = lines[i]
    before = lines[i - 1] if i else None
    after = lines[i + 1] if i + 1 < len(lines) else None
    if not line.text.isdigit():
        return False
    if before is None or after is None:
        return _at_end(line, before, after)
    if line.page or after.page:
        return True
    if line.indent >= CENTRED:
        return True
    edge = before.kind == "page" or after.kind == "page"
    if after.blanks and not before.closed and len(before.text) > 25 and OPEN_END.search(before.text.rstrip()):
        return True
    if (line.blanks or edge) and not before.closed and len(before.text) > 25 and _resumes(lines, i):
        return True
    if not ((line.blanks or edge) and (after.blanks or edge)):
        return False
    if after.lower:
        return False
    number = int(line.text)
    return edge or (bool({number - 1, number + 1} & values) and _repeats(after, before, seen))


def _at_end(line: Line, before: Line | None, after: Line | None) -> bool:
    """Whether a number that begins or ends the text is a page's: set apart, and not the figure of a label."""
    if before is None:
        return after is None or after.blanks > 0
    return line.page or (line.blanks > 0 and (before.closed or len(before.text) > 40))


def _resumes(lines: Sequence[Line], i: int) -> bool:
    """Whether a sentence goes on below a number: small letters after a blank line, at most two short lines between."""
    for line in lines[i + 1 : i + 4]:
        if line.blanks and line.lower:
            return True
        if line.closed or len(line.text) > 120:
            return False
    return False


def _repeats(after: Line, before: Line, seen: Counter[str]) -> bool:
    return any(seen[_bare(line.text)] > 1 for line in (after, before) if len(_bare(line.text)) > 3)


def _running(lines: Sequence[Line], i: int, seen: Counter[str]) -> bool:
    """Whether "Title of the work      87" is a running header: at the edge of a page or text, or said again."""
    found = NUMBERED.fullmatch(lines[i].text)
    if found is None:
        return False
    words = found["head"] or found["foot"]
    if words[0].islower() or (words[0].isdigit() and not YEAR_FIRST.match(words)) or "  " in words:
        return False
    if i in (0, len(lines) - 1) or lines[i].page or lines[i + 1].page:
        return True
    before, after = lines[i - 1], lines[i + 1]
    apart = bool(lines[i].blanks or after.blanks)
    again = seen[_bare(words)] > 1
    if not before.closed and (after.lower or _resumes(lines, i)) and (apart or again):
        return True
    return again and apart


def _neighbours(lines: Sequence[Line], i: int, step: int, seen: Counter[str]) -> None:
    """Mark the running headers on one side of a page number, up to three lines away."""
    for j in range(i + step, i + 4 * step, step):
        if not 0 <= j < len(lines) or lines[j].kind not in ("", "page"):
            return
        if lines[j].kind == "page":
            continue
        if not _running_beside(lines, j, step, seen):
            return
        lines[j].kind = "page"


def _running_beside(lines: Sequence[Line], j: int, step: int, seen: Counter[str]) -> bool:
    """Whether a line by a page number is said again in the text, is a date, or cuts a sentence right below it."""
    line = lines[j]
    lower = line if step > 0 else lines[j + 1]
    if lower.page or lower.blanks > 3 or len(line.text) > 120 or line.closed:
        return False
    key = _bare(line.text)
    if (seen[key] > 1 and len(key) > 3 and not _runs_on(lines, j)) or DATE.fullmatch(line.text):
        return True
    beyond = lines[j + 1] if j + 1 < len(lines) else None
    if step > 0 and lower.blanks < 2 and _heads_page(line, beyond):
        return True
    if step < 0 or lower.blanks or line.lower or (beyond is not None and not beyond.blanks):
        return False
    return "   " in line.text or " | " in line.text or (beyond is not None and beyond.lower)


def _runs_on(lines: Sequence[Line], j: int) -> bool:
    """Whether a line is one of a sentence over several, which no header is: a text may hold another text twice."""
    line = lines[j]
    wrapped = j > 0 and len(line.text) >= WRAPPED and not line.blanks and not lines[j - 1].closed
    return line.lower or wrapped


def _heads_page(line: Line, beyond: Line | None) -> bool:
    """Whether a line with a wide gap stands apart right above the rest of a sentence ("Title      9 October")."""
    return "   " in line.text and beyond is not None and beyond.lower and beyond.blanks > 0
