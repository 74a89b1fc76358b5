"""A page of a PDF file as words: the only place that asks PDFium for characters.

PDFium's own order of text is that of the file, which need not be that of reading; so its characters are taken one by
one with their places (about 2 µs for each of the questions asked of a character), and grouped anew.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from ctypes import c_double, c_int, create_string_buffer
from dataclasses import dataclass
from typing import Any

from thbextract.readers.pdf.paths import BULLET, bullets_of, read_paths, rules_of
from thbextract.readers.pdf.shapes import MAYBE, Box, Sheet, Word, placed, size_of

BLANKS = frozenset((0x09, 0x0A, 0x0D, 0x20, 0x2028, 0x2029, 0x3000, *range(0x2000, 0x2007), 0x2008, 0x200A, 0x205F))
# They part digits of one number, or a number from its sign.
NO_BREAK = {0xA0: "\u00a0", 0x202F: "\u202f", 0x2007: "\u2007", 0x2009: "\u202f"}
INVISIBLE = frozenset((0xFFFF, 0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0x200E, 0x200F))
# PDFium's sign for a hyphen at the end of a line (`FPDFText_IsHyphen`).
LINE_HYPHENS = frozenset((0x02, 0xFFFE))
SOFT_HYPHEN = 0xAD
LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# Codes of symbol fonts: what stands at U+F020 and on is ASCII as often as it is a sign.
SYMBOLS = range(0xF021, 0xF07F)
PRIVATE = re.compile("[\ue000-\uf8ff]")
BOLD = re.compile(rb"bold|black|heavy|demi", re.I)
# A gap of a quarter of the type size is a blank even where the file has none, and so is a smaller one after letters
# that stand close: browsers leave blanks out, and kerning makes some of them narrow.
GAP, SMALL_GAP, BACK, RISE = 0.25, 0.11, 0.3, 0.08
# Type is no larger and no smaller, in points.
SMALLEST, LARGEST = 1.0, 1000.0


@dataclass(slots=True)
class Glyphs:
    """What a page holds: one sheet for each direction of its text, the one with most letters first.

    `unread` of `signs` characters have no meaning in Unicode that the file tells. `pictured` says that the page has
    images, or so many paths that its text may be among them.
    """

    sheets: list[Sheet]
    signs: int = 0
    unread: int = 0
    pictured: bool = False


def read_page(page: Any, text: Any) -> Glyphs:
    """The words and rules of a page (a `PdfPage` and its `PdfTextPage`)."""
    box = page.get_bbox()
    paths = read_paths(page)
    scan = Scan(text, box)
    words = scan.read()
    glyphs = Glyphs([], scan.signs, scan.unread, paths.pictured)
    for turn in sorted(words, key=lambda turn: (-sum(len(word.text) for word in words[turn]), turn)):
        found = words[turn] + (bullets_of(paths, words[turn], box) if turn == 0 else [])
        glyphs.sheets.append(Sheet(turn, *size_of(turn, box), found, *rules_of(paths, turn, box)))
    return glyphs


# -- characters ----------------------------------------------------------------------------------------------------


class Scan:
    """Goes once through the characters of a page and makes words of them."""

    def __init__(self, text: Any, box: Box) -> None:
        from pypdfium2 import raw

        self.raw = raw
        self.text = text.raw
        self.box = box
        self.signs = self.unread = 0
        self.matrix = raw.FS_MATRIX()
        self.name = create_string_buffer(128)
        self.words: dict[int, list[Word]] = {}

    def read(self) -> dict[int, list[Word]]:
        """The words by the quarter turns that their direction makes from left-to-right."""
        letters: list[str] = []
        word: Word | None = None
        turn = 0
        before = ""
        end = gap = 0.0
        for at, code, box, origin in self._characters():
            if box is None:
                before = _before(code, before)
                continue
            begin, stop, level = placed(turn, box, origin, self.box)
            size = word.size if word else 0.0
            last, gap = gap, begin - end
            if word is not None and not before and gap > SMALL_GAP * size and gap - last > SMALL_GAP * size:
                before = MAYBE
            if word is None or before or abs(level - word.base) > RISE * size or not -BACK * size < gap < GAP * size:
                self._keep(word, letters, turn)
                turn, size, bold = self._style(at, box)
                begin, stop, level = placed(turn, box, origin, self.box)
                word, letters = Word("", begin, stop, level, size, before, bold), []
                before = ""
                gap = 0.0
            letters.append(self._sign(code, box))
            end = stop
            word.right = max(word.right, stop)
        self._keep(word, letters, turn)
        return {turn: _single(found) for turn, found in self.words.items() if found}

    def _characters(self) -> Iterator[tuple[int, int, Box | None, tuple[float, float]]]:
        """Index, code, box and origin of each character; no box for a blank, and code 0 for one that is supposed."""
        raw, text = self.raw, self.text
        rect = raw.FS_RECTF()
        x, y = c_double(), c_double()
        get_code, get_box, get_origin = (
            raw.FPDFText_GetUnicode,
            raw.FPDFText_GetLooseCharBox,
            raw.FPDFText_GetCharOrigin,
        )
        high = 0
        for at in range(max(raw.FPDFText_CountChars(text), 0)):
            code = get_code(text, at)
            if code in BLANKS or code in NO_BREAK:
                yield at, 0 if raw.FPDFText_IsGenerated(text, at) == 1 else code, None, (0.0, 0.0)
                continue
            if code in INVISIBLE or not get_box(text, at, rect) or not get_origin(text, at, x, y):
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
            yield at, code, (rect.left, rect.bottom, rect.right, rect.top), (x.value, y.value)

    def _style(self, at: int, box: Box) -> tuple[int, float, bool]:
        """Quarter turns, size and weight of a character."""
        raw, matrix = self.raw, self.matrix
        size = raw.FPDFText_GetFontSize(self.text, at)
        turn = 0
        if raw.FPDFText_GetMatrix(self.text, at, matrix) and not (math.isnan(matrix.a) or math.isnan(matrix.b)):
            turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
            size *= math.hypot(matrix.c, matrix.d)
        if not SMALLEST <= size <= LARGEST:
            tall = box[3] - box[1] if turn % 2 == 0 else box[2] - box[0]
            size = min(max(SMALLEST, tall), LARGEST)
        length = raw.FPDFText_GetFontInfo(self.text, at, self.name, len(self.name), c_int())
        return turn, size, 0 < length <= len(self.name) and BOLD.search(self.name.value) is not None

    def _sign(self, code: int, box: Box) -> str:
        self.signs += 1
        if code in LINE_HYPHENS:
            return "-"
        if code == SOFT_HYPHEN:
            return "\u00ad" if box[2] > box[0] else ""
        sign = LIGATURES.get(code) or chr(code)
        if code < 0x20 or 0x7F <= code < 0xA0 or code == 0xFFFD or 0xD800 <= code < 0xE000:
            self.unread += 1
            return "\ufffd" if code == 0xFFFD else ""
        return sign

    def _keep(self, word: Word | None, letters: list[str], turn: int) -> None:
        if word is None:
            return
        text = "".join(letters)
        word.text = _readable(text)
        self.unread += len(PRIVATE.findall(text)) if len(text) > 1 else 0  # a lone one is a bullet or an icon
        if word.text and self._visible(turn, word):
            self.words.setdefault(turn, []).append(word)

    def _visible(self, turn: int, word: Word) -> bool:
        """Whether a word is on the page; one that is in part is cut to it."""
        width, height = size_of(turn, self.box)
        middle = word.base - 0.3 * word.size
        if not (-1 <= (word.left + word.right) / 2 <= width + 1 and -1 <= middle <= height + 1):
            return False
        word.left, word.right = max(word.left, -1.0), min(word.right, width + 1)
        return True


def _before(code: int, before: str) -> str:
    """What parts two words: a blank of the file, a no-break one, or what PDFium takes for one."""
    if code == 0:
        return before or MAYBE
    return " " if before and before != MAYBE else NO_BREAK.get(code, " ")


def _readable(text: str) -> str:
    """A word without signs of private use that mean nothing; symbol fonts' letters as letters, a lone sign a bullet."""
    if not text.isascii():
        if PRIVATE.fullmatch(text):
            return BULLET
        text = PRIVATE.sub(_symbol, text)
        if any(map(unicodedata.combining, text)):
            text = unicodedata.normalize("NFC", text)
        stem = text.rstrip("\u00ad")
        text = stem.replace("\u00ad", "-") + text[len(stem) :]
    return text


def _symbol(found: re.Match[str]) -> str:
    code = ord(found.group())
    return chr(code - 0xF000) if code in SYMBOLS else ""


def _single(words: list[Word]) -> list[Word]:
    """The words without those that are printed twice, a hair apart, to look bold."""
    seen: dict[tuple[str, int, int], Word] = {}
    kept: list[Word] = []
    for word in words:
        column, row = int(word.left // 4), int(word.base // 4)
        near = (seen.get((word.text, column + i, row + j)) for i in (0, -1, 1) for j in (0, -1, 1))
        if any(other is not None and _over(word, other) for other in near):
            continue
        seen[word.text, column, row] = word
        kept.append(word)
    return kept


def _over(word: Word, other: Word) -> bool:
    limit = 0.15 * word.size
    return abs(word.left - other.left) < limit and abs(word.base - other.base) < limit
