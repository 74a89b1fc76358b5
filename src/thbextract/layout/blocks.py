"""Lines → blocks: which lines belong together, and what each group is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from thbextract.layout.lines import Line, closed, hanging
from thbextract.layout.tables import Row
from thbextract.layout.vocabulary import MONTHS
from thbextract.records import BlockKind

BULLET = re.compile(
    r"(?:ï·|[•‣◦▪●○∙·■□▸►➢➤✓✔\uf0b7\uf0a7\uf0d8])\s*"
    r"|(?P<dash>[–—])\s+"
    r"|(?P<plain>[-*+])\s+(?!\*)"
    r"|(?P<enum>\(?(?:\d{1,2}|[a-z]|[ivx]{2,5})[.)])\s+(?=\S)"
)
MARKED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,4}\.?)\s+(?=[^\W\d_])|(?P<hash>#{1,6})\s+(?=\S)|>\s+(?=\S)|[¹²³⁰⁴-⁹†‡]{1,2}\s*(?=\S)")
FIGURE = re.compile(r"[$€£]?\d[\d.,]{0,14}(?: ?[%+])? {2,}(?=[^\W\d_])")
CAPTION = re.compile(r"(?:table|figure|chart|graph|box|annex|map|diagram) ?\d{0,2}[A-Z]?\b|source\b|note\b|photo\b|image\b|\[photo", re.I)
DATELINE = re.compile(rf"\b(?:{MONTHS})\b\.?.{{0,12}}\b\d{{4}}\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b\d{{4}}-\d\d-\d\d\b", re.I)
MAX_HEADING = 130
# Above this width (in characters) lines are whole paragraphs, not wrapped ones.
UNWRAPPED = 220


@dataclass(slots=True)
class Draft:
    """A block in the making: kind, its lines, where its words begin, nesting depth, and furniture inside it."""

    kind: BlockKind
    lines: list[Line]
    mark: int = 0
    indent: int = 0
    level: int = 0
    row: Row | None = None
    inside: list[Line] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.lines[-1].end


def wrap_width(lines: Sequence[Line]) -> int:
    """The width that lines are wrapped at: what nine of ten lines with a line right below do not pass; 0 if none."""
    widths = sorted(len(a.text) for a, b in zip(lines, lines[1:], strict=False) if not b.blanks and len(a.text) > 15)
    return widths[len(widths) * 9 // 10] if widths else 0


def double_spaced(lines: Sequence[Line]) -> bool:
    """Whether a blank line stands between all lines, inside paragraphs too."""
    pairs = list(zip(lines, lines[1:], strict=False))
    single = sum(b.blanks == 1 for _, b in pairs)
    broken = sum(b.blanks == 1 and not a.closed and len(a.text) > 40 for a, b in pairs)
    return single > 20 and single > len(pairs) * 0.6 and broken > single * 0.4


class Builder:
    """Goes once through the lines and keeps the block that is open."""

    def __init__(self, lines: Sequence[Line], rows: dict[int, Row]) -> None:
        self.lines = lines
        self.rows = rows
        self.width = wrap_width(lines)
        self.double = double_spaced(lines)
        self.full = max((len(line.text) for line in lines), default=0) if self.double else self.width
        self.drafts: list[Draft] = []
        self.current: Draft | None = None

    def build(self) -> list[Draft]:
        """The blocks in order."""
        at = 0
        while at < len(self.lines):
            at = self._take(at)
        return self.drafts

    def _take(self, at: int) -> int:
        row = self.rows.get(at)
        if row is not None:
            self.drafts.append(Draft(row.kind, list(self.lines[row.first : row.last]), row=row))
            return row.last
        line = self.lines[at]
        if line.kind in ("furniture", "page"):
            self.drafts.append(Draft("furniture", [line]))
            return at + 1
        self.current = draft = self._open(at)
        at += 1
        while at < len(self.lines):
            following = self._next(at, draft)
            if following < 0:
                break
            draft.inside += self.lines[at:following]
            draft.lines += self.lines[at : following + 1]
            at = following + 1
        self.current = None
        self.drafts.append(draft)
        return at

    # -- what begins here ----------------------------------------------------------------------------------------

    def _open(self, at: int) -> Draft:
        line = self.lines[at]
        if line.kind in ("heading", "front"):
            return Draft("heading" if line.kind == "heading" else "paragraph", [line], line.mark, level=1)
        found = self._bullet(at)
        if found:
            return Draft("list_item", [line], found, indent=line.indent)
        marked = self._marked(at)
        if marked is None and FIGURE.match(line.text):
            return Draft("list_item", [line], 0, indent=-1)
        mark = marked.end() if marked else 0
        level = self._heading_level(at, marked)
        return Draft("heading" if level else "paragraph", [line], mark, level=level)

    def _bullet(self, at: int) -> int:
        """Length of the list marker that a line begins with; 0 if it has none or it is no list."""
        line = self.lines[at]
        text = line.text
        if text[0].isalpha() and text[1:2] not in (".", ")") and text[:2] != "ï·" and text[0] not in "ivx":
            return 0
        found = BULLET.match(text)
        if found is None:
            return 0
        previous = self.lines[at - 1] if at else None
        settled = previous is None or line.blanks or previous.closed or bool(previous.kind)
        around = self.current or (self.drafts[-1] if self.drafts else None)
        in_list = around is not None and around.kind == "list_item"
        if (found["dash"] or found["plain"]) and not (settled or in_list or line.indent > (previous.indent if previous else 0)):
            return 0
        if found["enum"]:
            if not (settled or in_list):
                return 0
            if found["enum"][0].isdigit() and self._numbered_heading(at, text):
                return 0
        return found.end()

    def _marked(self, at: int) -> re.Match[str] | None:
        """A heading or paragraph number ("2.3 Clients", "## Clients", "³ Counted twice"); "was\\n3.5 years" has none."""
        line = self.lines[at]
        found = MARKED.match(line.text)
        if found is None or not found["number"]:
            return found
        settled = at == 0 or line.blanks > 0 or self.lines[at - 1].closed or bool(self.lines[at - 1].kind)
        return found if settled and line.text[found.end()].isupper() else None

    def _numbered_heading(self, at: int, text: str) -> bool:
        """Whether "2. Referrals" is a heading: short, no stop, alone between blank lines, no "3." right below."""
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        alone = below is not None and below.blanks > 0 and (at == 0 or self.lines[at].blanks > 0)
        return alone and len(text) < 80 and text[-1] not in ".;,:" and not (below and BULLET.match(below.text) and below.text[0].isdigit())

    def _heading_level(self, at: int, marked: re.Match[str] | None) -> int:
        line = self.lines[at]
        text = line.text
        if marked and marked["hash"]:
            return len(marked["hash"])
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if below is None or len(text) > MAX_HEADING or not self._looks_like_heading(line, below):
            return 0
        if (at + 1) in self.rows and below.blanks == 0 and not text.isupper():
            return 0
        if below.lower and not below.kind and not FIGURE.match(below.text):
            return 0
        if marked and marked["number"] and line.blanks:
            return marked["number"].rstrip(".").count(".") + 1
        if text.isupper() and len(text) > 3 and sum(c.isalpha() for c in text) > len(text) // 2:
            return 2
        if self.double and len(text) > self.full * 0.7:
            return 0
        above = line.blanks or at == 0 or self.lines[at - 1].kind or (self.drafts and self.drafts[-1].kind == "heading")
        if not above and (self.width and self.width <= UNWRAPPED):
            return 0
        return 3 if below.blanks or below.kind or (self._short(line) and self._short_above(at)) else 0

    def _looks_like_heading(self, line: Line, below: Line) -> bool:
        text = line.text.rstrip("*_ ")
        if not text or text[-1] in ".,;:!…" or line.lower or (closed(text) and text[-1] != "?"):
            return False
        if line.hanging and (len(text) > 60 or not below.blanks):
            return False
        if CAPTION.match(text) or (DATELINE.search(text) and len(text) < 60):
            return False
        return text[0].isalnum() or text[0] in "“‘\"'*#("

    def _short(self, line: Line) -> bool:
        limit = self.width * 0.6 if 0 < self.width <= UNWRAPPED else 90
        return len(line.text) < limit

    def _short_above(self, at: int) -> bool:
        """A short line right over a long one is a heading only where something sets it off above."""
        line = self.lines[at]
        return bool(line.blanks) or at == 0 or self.lines[at - 1].closed

    # -- what goes on ----------------------------------------------------------------------------------------------

    def _next(self, at: int, draft: Draft) -> int:
        """The line that goes on with the block, looking past page furniture; -1 if none does."""
        last = draft.lines[-1]
        following = at
        while following < len(self.lines) and following - at < 8 and self.lines[following].kind in ("page", "furniture"):
            following += 1
        if following >= len(self.lines) or following in self.rows or self.lines[following].kind:
            return -1
        line = self.lines[following]
        passed = following > at
        if passed and not any(self.lines[i].kind == "page" for i in range(at, following)) and following - at > 2:
            return -1
        return following if self._goes_on(draft, last, line, following, passed) else -1

    def _goes_on(self, draft: Draft, last: Line, line: Line, at: int, passed: bool) -> bool:
        if draft.kind == "heading" or last.kind == "front":
            return draft.kind == "heading" and not last.kind and not passed and self._heading_goes_on(last, line)
        if draft.mark and len(draft.lines) == 1 and draft.mark >= len(last.text):
            return line.blanks < 3 and not self._bullet(at)
        if self._bullet(at) or FIGURE.match(line.text) or self._marked(at):
            return False
        gap = passed or line.blanks > 0
        if last.closed:
            return not gap and self._same_paragraph(draft, last, line)
        if line.lower:
            long = len(last.text) > 25 or len(draft.lines) > 1 or last.hanging
            return line.blanks < 4 and (not gap or long) and not last.text.isupper()
        if gap:
            return self._broken(last, line, passed)
        return self._wrapped(last, line) and not self._begins_heading(at)

    def _heading_goes_on(self, last: Line, line: Line) -> bool:
        if line.blanks:
            return False
        return line.text.isupper() and last.text.isupper() and len(last.text) > 40

    def _same_paragraph(self, draft: Draft, last: Line, line: Line) -> bool:
        if not 0 < self.width <= UNWRAPPED or last.text[-1] == ":":
            return False
        if draft.kind == "list_item":
            return line.indent > draft.indent and len(last.text) > self.width * 0.6
        return len(last.text) > self.width * 0.6

    def _broken(self, last: Line, line: Line, passed: bool) -> bool:
        """Whether a sentence goes on with a capital or a digit after a blank line or page furniture."""
        if line.blanks > 2 and not passed:
            return False
        if last.hanging and len(last.text) > 25:
            return last.text[-1] != "," or self.double or len(last.text) > 60
        if line.text[0] in "($€£%":
            return len(last.text) > 40
        return self.double and len(last.text) > self.full * 0.7

    def _wrapped(self, last: Line, line: Line) -> bool:
        """Whether the line above is full, so that the next one goes on with it."""
        if last.hanging:
            return True
        if not 0 < self.width <= UNWRAPPED:
            return False
        return len(last.text) > self.width * 0.6 and (not last.text.isupper() or line.text.isupper())

    def _begins_heading(self, at: int) -> bool:
        text = self.lines[at].text
        return text.isupper() and len(text) > 12 and not self.lines[at - 1].text.isupper() and not hanging(self.lines[at - 1].text)
