"""Sentences: where they end in a block whose lines are joined already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from thbextract.layout.lines import hanging
from thbextract.layout.vocabulary import ALSO_WORDS, BEFORE_DIGIT, ENDING, JOINING, SMALL_ENDING, STARTERS

# Every place that looks like an end: stops, closing signs, a footnote mark, then a blank, an end or a capital.
END = re.compile(
    r"(?P<stop>[.!?…]{1,6})"
    r"(?P<close>[\"'”’»)\]*_]{0,6})"
    r"(?P<mark>\[\^?\w{1,6}\]|\d{1,3}(?![\d.,:%/-])|[¹²³⁰⁴-⁹†‡]{1,3})?"
    r"(?P<after>[\"'”’»)\]]{0,3})"
    r"(?=(?P<blank>\s)|(?P<glued>[\"'“‘(\[]{0,2}[A-Z])|\Z)"
)
# A footnote mark with a blank before it ("were children. 40 The number"), told by the word after it.
APART = re.compile(r"\s{1,3}(?P<mark>\d{1,3})\s{1,3}(?P<word>[A-Z][a-z]{0,9})\b")
# Nobody writes longer sentences (the longest with a figure in a hundred documents has 700 characters): such a text
# has lost its stops. It is read in pieces, or every claim would carry pages as its sentence, and cost as much.
LONGEST = 2_000
# Where a piece may end, best first.
CUTS = ("; ", ", ", " ")
WIDE = re.compile(r"(?<=\S) {2,}(?=\S)")
# Blanks that stand for a line break; more of them than a text has elsewhere stand for a stop too.
BREAK = 4
# From so many wide gaps on they are the line breaks of a text that lost them.
MANY_GAPS = 8
# Shorter lines hold wide gaps for their layout's sake, not in place of a stop.
LONG_LINE = 150
TOKEN = 24
# A footnote mark glued to a word or to the sign after it ("children12.", "economy.2").
NOTE = re.compile(r"[a-z’”)\"][.,;:]?(\d{1,3})(?![\w%]|[.,]\d)")
LABELS = frozenset(
    ("", "table", "figure", "chart", "graph", "box", "annex", "map", "section", "part", "chapter", "article")
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\Z")
# Dots that lead from a label to its figure.
LEADER = "...."
CLOSING = frozenset("\"'”’»)]")
WORD = re.compile(r"\w{1,20}")
UPPER_START = re.compile(r"[\"'“‘«(\[*_]{0,4}(?P<word>\w[\w'’-]{0,30})")


def note_marks(text: str) -> frozenset[str]:
    """The numbers that stand in a text as footnote marks, as it seems."""
    return frozenset(NOTE.findall(text))


def split_sentences(
    shadow: str, text: str, start: int, end: int, marks: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence between two offsets, outer blanks left away.

    `shadow` has the line breaks blank; `text` is looked at for wide gaps inside one line. The spans of footnote
    marks that stand after a sentence are added to `marks`.
    """
    first = start
    for stop in _ends(shadow, text, start, end, marks):
        yield from _trim(shadow, first, stop)
        first = stop
    yield from _trim(shadow, first, end)


def _trim(shadow: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    raw = shadow[start:end]
    left = len(raw) - len(raw.lstrip())
    if left < len(raw):
        yield from _pieces(shadow, start + left, start + len(raw.rstrip()))


def _pieces(shadow: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        places = (shadow.rfind(cut, start + LONGEST // 2, start + LONGEST) for cut in CUTS)
        stop = next((place + 1 for place in places if place >= 0), start + LONGEST)
        yield from _trim(shadow, start, stop)
        start = stop
        while shadow[start].isspace():
            start += 1
    yield start, end


def _ends(shadow: str, text: str, start: int, end: int, marks: list[tuple[int, int]]) -> Iterator[int]:
    gaps = iter(_wide_gaps(text, start, end))
    gap = next(gaps, end)
    first = start
    for found in END.finditer(shadow, start, end):
        while gap < found.start():
            yield gap
            first = gap
            gap = next(gaps, end)
        stop = _end(shadow, found, first, end)
        if stop:
            apart = APART.match(shadow, stop, end)
            if found["mark"] and stop >= found.end("mark"):
                marks.append(found.span("mark"))
            elif apart and (apart["word"] in STARTERS or _next_mark(shadow, marks, apart["mark"])):
                marks.append(apart.span("mark"))
                stop = apart.end("mark")
            yield stop
            first = stop
    while gap < end:
        yield gap
        gap = next(gaps, end)


def _next_mark(shadow: str, marks: list[tuple[int, int]], mark: str) -> bool:
    """Whether a number goes on with the count of the footnote marks before it."""
    last = shadow[slice(*marks[-1])] if marks else ""
    return last.isdecimal() and 0 < int(mark) - int(last) <= 2


def _wide_gaps(text: str, start: int, end: int) -> list[int]:
    """Where runs of blanks stand in place of punctuation (texts that lost it): only in long lines.

    Where a text has many of them and hardly a stop, they are line breaks as well: then a sentence begins after a
    wider gap than most, or with a word that sentences begin with.
    """
    if end - start < LONG_LINE or text.find(" " * BREAK, start, end) < 0:
        return []
    gaps = [found.span() for found in WIDE.finditer(text, start, end)]
    widths = Counter(b - a for a, b in gaps if b - a >= BREAK)
    if not widths:
        return []
    many = widths.total() >= MANY_GAPS
    wrapped = many and text.count(".", start, end) * 4 < widths.total()
    usual = widths.most_common(1)[0][0]
    return [
        a
        for a, b in gaps
        if (b - a >= BREAK or wrapped)
        and _in_long_line(text, a, start, end)
        and _parts(text, a, b, end, many=many, usual=usual if wrapped else 0)
    ]


def _in_long_line(text: str, at: int, start: int, end: int) -> bool:
    line = max(text.rfind("\n", max(start, at - LONG_LINE), at), start)
    rest = text.find("\n", at, min(end, at + LONG_LINE))
    return (rest if rest >= 0 else min(end, at + LONG_LINE)) - line >= LONG_LINE


def _parts(text: str, at: int, behind: int, end: int, *, many: bool, usual: int) -> bool:
    """Whether a gap parts two sentences: what follows looks like a beginning, what stands before may be an end."""
    if hanging(text[max(0, at - TOKEN) : at]):
        return False
    following = UPPER_START.match(text, behind, end)
    word = following["word"] if following else ""
    if not word[:1].isupper():
        return not many and not word[:1].islower()
    return not usual or behind - at > usual or word in STARTERS


def _end(shadow: str, found: re.Match[str], first: int, end: int) -> int:
    """Where the sentence ends at this candidate; 0 if it goes on."""
    at = found.start()
    if found["glued"] is not None:
        return _glued(shadow, found, first)
    if found["blank"] is None:
        return 0
    if found["mark"] and not _marks(shadow, at, found):
        return 0
    following = UPPER_START.match(shadow, _skip(shadow, found.end(), end), end)
    word = following["word"] if following else ""
    if not word or word[0].islower() or (word[0].isdigit() and shadow.endswith(LEADER, 0, found.end("stop"))):
        return 0
    if found["stop"] == "." and not found["close"] and not found["mark"] and not _stops(shadow, first, at, word):
        return 0
    return found.end()


def _skip(shadow: str, at: int, end: int) -> int:
    while at < end and shadow[at].isspace():
        at += 1
    return at


def _marks(shadow: str, at: int, found: re.Match[str]) -> bool:
    """Whether digits after a stop are a footnote mark ("cases.59 In"), not decimals ("2.5")."""
    if not found["mark"][0].isdigit():
        return True
    before = shadow[at - 1 : at]
    if found["close"] or before.isalpha() or before in ')”’"%':
        return True
    return YEAR.search(shadow, max(0, at - 5), at) is not None


def _token(shadow: str, first: int, at: int) -> str:
    """The word before a stop, brackets and quotes before it left away."""
    raw = shadow[max(first, at - TOKEN) : at]
    return re.split(r"[\s(\[\"“‘'’–—,;/]", raw)[-1] if "/" not in raw[-4:] else raw.split()[-1].lstrip('(["“‘')


def _stops(shadow: str, first: int, at: int, word: str) -> bool:
    """Whether a plain stop between a token and the word that follows ends the sentence."""
    if shadow[at - 1] in CLOSING or shadow[at - 1].isspace():
        return at > first
    token = _token(shadow, first, at)
    key = token.casefold()
    if not token or (len(token) < 4 and _enumerator(token) and _opens(shadow, first, at - len(token))):
        return False
    if key in JOINING:
        return token.islower() and key in ALSO_WORDS and word in STARTERS
    if key in BEFORE_DIGIT:
        return not word[0].isdigit()
    if token.islower() and key in ENDING and key not in SMALL_ENDING:
        return True
    if key in ENDING or ("." in token and all(len(part) < 3 for part in token.split("."))):
        return word in STARTERS
    if len(token) == 1 and token.isalpha():
        return not token.isupper() or (token == "I" and word in STARTERS)
    return True


def _opens(shadow: str, first: int, at: int) -> bool:
    """Whether nothing, or "Table", "Section" and the like alone, stands before a number in its sentence."""
    before = shadow[first:at].strip().casefold() if at - first < TOKEN else "long"
    return before in LABELS


def _enumerator(token: str) -> bool:
    return token.isdigit() or len(token) == 1 or not token.strip("ivxIVX")


def _glued(shadow: str, found: re.Match[str], first: int) -> int:
    """A stop with no blank after it ends a sentence between words ("NGOs.The"), not in names ("U.S.Embassy")."""
    at = found.start()
    token = _token(shadow, first, at)
    head = found["glued"].lstrip("\"'“‘([")
    whole = len(token) > 1 and "." not in token and "@" not in token and "/" not in token
    if not whole or token.casefold() in JOINING or token.casefold() == "www":
        return 0
    word = WORD.match(shadow, found.end() + len(found["glued"]) - len(head))
    name = word is not None and len(word.group()) > 1 and not word.group()[1].islower()
    if name and not found["close"]:
        return 0
    if found["close"] in ('"', "'") and shadow[first:at].count(found["close"]) % 2 == 0:
        return found.end("stop")
    return found.end()
