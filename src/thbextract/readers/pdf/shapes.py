"""What stands on a page: words with their places, ruled lines, and the lines of text that words make.

Lengths are points (1/72 inch); `x` runs to the right, `y` downwards from the top of the page as it is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in the page's own coordinates, whose `y` runs upwards."""

# How far letters reach above and below their baseline, as shares of the type size.
ASCENT, DESCENT = 0.7, 0.2
# Two words are on one line where the lower of them is covered by half.
SAME_LINE = 0.5
# An initial letter over several lines, or a large figure beside text, is on none of the lines that it touches.
SIZE_RATIO = 2.2
# A large initial is so many times as large as the text, and a page has no more of them.
INITIAL, MOST_INITIALS = 1.9, 20
# A gap below this share of the type size parts no words, unless the file has a blank there.
NO_GAP = 0.17
# The sign of a blank that PDFium supposes; between letters that nearly touch it is a change of fonts.
MAYBE = "\x1f"
REAL_GAP = 0.06
# Lines that a word may still belong to: those side by side on a page, and the one above.
OPEN_LINES = 16
WIDE = "   "
# What stands before an item of a list, and how far from its text.
MARK = re.compile(r"[•‣◦▪●○∙■□▸►➢➤✓✔–—*-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{2,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?")
MARK_GAP = 4
# Gaps that differ by less, and are not wider than so many type sizes, are blanks that fill a line.
EVEN, STRETCHED = 1.04, 8
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Footnote marks are set at 58 to 85 per cent of the size and raised by a third; ordinary words differ by less.
RAISED_SIZE, RAISED_BY = 0.9, 0.12
TOUCHING = 0.4
RAISED = re.compile(r"\d{1,3}(?:[,;–-]\d{1,3}){0,4}[,;]?|[a-z]")


@dataclass(slots=True)
class Word:
    """Letters without a blank between them; `before` is the blank that the file has before it, or `MAYBE`."""

    text: str
    left: float
    right: float
    base: float
    size: float
    before: str = ""
    bold: bool = False

    @property
    def top(self) -> float:
        """Upper edge of its capitals."""
        return self.base - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of its descenders."""
        return self.base + DESCENT * self.size


@dataclass(slots=True)
class Sheet:
    """The words of a page that run in one direction, and its ruled lines.

    `turn` counts the quarter turns of that direction; `across` are horizontal rules (y, left, right), `down` vertical
    ones (x, top, bottom).
    """

    turn: int
    width: float
    height: float
    words: list[Word]
    across: list[tuple[float, float, float]]
    down: list[tuple[float, float, float]]


def size_of(turn: int, page: Box) -> tuple[float, float]:
    """Width and height of a page as text that is turned by quarters has it."""
    left, bottom, right, top = page
    return (right - left, top - bottom) if turn % 2 == 0 else (top - bottom, right - left)


def placed(turn: int, box: Box, origin: tuple[float, float], page: Box) -> tuple[float, float, float]:
    """Where a box begins and ends along a line of text turned by quarters, and its baseline, from its origin."""
    if turn == 0:
        return box[0] - page[0], box[2] - page[0], page[3] - origin[1]
    if turn == 1:
        return box[1] - page[1], box[3] - page[1], origin[0] - page[0]
    if turn == 2:
        return page[2] - box[2], page[2] - box[0], origin[1] - page[1]
    return page[3] - box[3], page[3] - box[1], page[2] - origin[0]


@dataclass(slots=True)
class Line:
    """Words on one baseline, from left to right."""

    words: list[Word]
    base: float
    size: float

    @property
    def left(self) -> float:
        """Left edge of the first word."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge of the last word."""
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        """Upper edge of its capitals."""
        return self.base - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of its descenders."""
        return self.base + DESCENT * self.size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        """Its words with the blanks between them; a gap far wider than a blank is three of them."""
        return text_of(self.words, self)


def usual_size(words: Iterable[Word]) -> float:
    """The type size, in points, of most letters."""
    letters: Counter[float] = Counter()
    for word in words:
        letters[round(word.size, 1)] += len(word.text)
    return max(letters, key=lambda size: (letters[size], size), default=10.0)


def with_initials(words: Sequence[Word], size: float) -> list[Word]:
    """Words with the large initials of paragraphs put before the word that they begin ("T" and "he police")."""
    initials = [word for word in words if len(word.text) == 1 and word.text.isupper() and word.size > INITIAL * size]
    taken: set[int] = set()
    for initial in initials[:MOST_INITIALS]:
        beside = (word for word in words if 0 <= word.left - initial.right + 0.2 * size < 1.5 * size)
        level = (word for word in beside if abs(word.top - initial.top) < size and word.size < initial.size / INITIAL)
        first = min(level, key=lambda word: (word.base, word.left), default=None)
        if first is not None:
            first.text = f"{initial.text}{' ' if first.before == ' ' else ''}{first.text}"
            taken.add(id(initial))
    return [word for word in words if id(word) not in taken]


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words as lines from top to bottom; words far apart on one baseline are on one line."""
    lines: list[Line] = []
    for word in sorted(words, key=_middle):
        line = _line_of(word, lines)
        if line is None:
            lines.append(Line([word], word.base, word.size))
            continue
        line.words.append(word)
        if word.size >= RAISED_SIZE * line.size:  # follows a line that rises or falls a little, as scanned ones do
            line.base, line.size = word.base, word.size
    for line in lines:
        line.words.sort(key=_left)
        _settle(line)
    lines.sort(key=_base)
    return lines


def _line_of(word: Word, lines: Sequence[Line]) -> Line | None:
    """The line that covers a word most; lines come in the order of their places, so those far above end the search."""
    best, most = None, SAME_LINE
    top, bottom, size = word.top, word.bottom, word.size
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - OPEN_LINES), -1):
        line = lines[at]
        low = line.base + DESCENT * line.size
        if low <= top:
            if low < top - size:
                break
            continue
        if not 1 / SIZE_RATIO < size / line.size < SIZE_RATIO:
            continue
        shared = min(bottom, low) - max(top, line.base - ASCENT * line.size)
        share = shared / (min(size, line.size) * (ASCENT + DESCENT))
        if share > most:
            best, most = line, share
    return best


def _settle(line: Line) -> None:
    """Give a line the baseline and the size that most of its letters have."""
    letters: dict[tuple[float, float], int] = {}
    for word in line.words:
        place = round(word.base, 1), round(word.size, 1)
        letters[place] = letters.get(place, 0) + len(word.text)
    line.base, line.size = max(letters, key=lambda place: (letters[place], place))


def _middle(word: Word) -> float:
    return word.base - 0.3 * word.size


def _left(word: Word) -> float:
    return word.left


def _base(line: Line) -> float:
    return line.base


def text_of(words: Sequence[Word], line: Line) -> str:
    """Words of a line as text."""
    wide = wide_gap(words)
    parts: list[str] = []
    for at, word in enumerate(words):
        last = words[at - 1] if at else None
        raised = is_raised(words, at, line)
        if last is not None:
            marked = at == 1 and MARK.fullmatch(last.text) and word.left - last.right < MARK_GAP * word.size
            parts.append(" " if marked else _blank(last, word, wide, raised=raised))
        parts.append(raised_text(word.text) if raised else word.text)
    return "".join(parts)


def _blank(last: Word, word: Word, wide: float, *, raised: bool) -> str:
    gap = word.left - last.right
    if gap > wide:
        return WIDE
    if word.before and word.before != MAYBE:
        return word.before
    size = max(last.size, word.size)
    least = (REAL_GAP if word.before else NO_GAP) * size
    return " " if gap > (2 * least if raised else least) else ""


def is_raised(words: Sequence[Word], at: int, line: Line) -> bool:
    """Whether a word of a line is a raised number or letter beside another word: a footnote mark, an exponent."""
    word = words[at]
    small = word.size < RAISED_SIZE * line.size
    if not small or line.base - word.base <= RAISED_BY * line.size or not RAISED.fullmatch(word.text):
        return False
    last = words[at - 1] if at else None
    if last is not None:
        return word.left - last.right < TOUCHING * line.size
    following = words[1] if len(words) > 1 else None
    close = following is not None and following.left - word.right < line.size
    return close and following is not None and following.size >= RAISED_SIZE * line.size


def raised_text(text: str) -> str:
    """A raised number in the signs that Unicode has for it, a raised letter as the mark of a note."""
    return f"[^{text}]" if text.isalpha() else text.translate(SUPERSCRIPTS)


def wide_gap(words: Sequence[Word]) -> float:
    """From which width on a gap between words of a line is more than a blank: where columns or cells are apart."""
    size = max((word.size for word in words), default=0.0)
    gaps = [b.left - a.right for a, b in pairwise(words) if b.left > a.right]
    if len(gaps) > 1 and max(gaps) < min(EVEN * min(gaps), STRETCHED * size) and not any(map(_has_figure, words)):
        return STRETCHED * size  # a line of few words that is stretched to the column's width
    usual = median(gaps) if len(gaps) > 3 else 0.0
    return max(1.4 * size, min(2.6 * usual, 3 * size))


def _has_figure(word: Word) -> bool:
    return any(character.isdecimal() for character in word.text)


def pieces(line: Line, wide: float | None = None) -> list[list[Word]]:
    """The words of a line, parted where the gaps are wide."""
    limit = wide_gap(line.words) if wide is None else wide
    found: list[list[Word]] = [[line.words[0]]]
    for last, word in pairwise(line.words):
        if word.left - last.right > limit:
            found.append([word])
        else:
            found[-1].append(word)
    return found
