"""Lines → blocks: which lines belong together, and what each group is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from thbextract.layout.lines import Line, closed, hanging, is_ruler
from thbextract.layout.rows import Row
from thbextract.layout.vocabulary import MONTHS
from thbextract.records import BlockKind

BULLET = re.compile(
    r"(?:ï[\x80-\x9f]?·|[•‣◦▪●○∙·■□▸►➢➤✓✔\uf0b7\uf0a7\uf0d8])\s*"
    r"|(?P<dash>[–—])\s+"
    r"|(?P<plain>[-*+o])\s+(?!\*)"
    r"|(?P<enum>\(?(?:\d{1,2}|[a-z]|[ivx]{2,5})[.)])\s+(?=\S)"
)
MARKED = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,4}\.?)\s+(?=[^\W\d_])"
    r"|(?P<hash>#{1,6})\s+(?=\S)"
    r"|>\s+(?=\S)"
    r"|\[\^\w{1,9}\]:\s+(?=\S)"
    r"|(?P<note>\d{1,3})\s{1,2}(?=[\"“‘A-Z]|https?:)"
    r"|[¹²³⁰⁴-⁹†‡]{1,3}\s*(?=\S)"
)
LONE = re.compile(r"ï[\x80-\x9f]?·|[•‣◦▪●○∙·■□▸►➢➤✓✔\uf0b7\uf0a7\uf0d8*–—-]")
FIGURE = re.compile(r"(?!0)[$€£]?\d[\d.,]{0,14}(?: ?[%+])? {2,}(?=(?P<noun>[^\W\d_]))")
CAPTION = re.compile(
    r"(?:table|figure|chart|graph|box|annex|map|diagram) ?\d{0,2}[A-Z]?\b|source\b|note\b|photo\b|image\b|\[photo", re.I
)
DATELINE = re.compile(
    rf"\b(?:{MONTHS})\b\.?.{{0,12}}\b\d{{4}}\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b\d{{4}}-\d\d-\d\d\b", re.I
)
BARE_NUMBER = re.compile(r"[$€£]?\d[\d.,  ]{0,14}%?")
MONTH_FIRST = re.compile(rf"(?:{MONTHS})\b", re.I)
# "Convictions: 12", "Convictions 12": such lines stand each for itself.
STATED = re.compile(r"[A-Z][^:.!?\d]{0,50}(?::(?:\s|\Z)|\s[–-]\s\d|\s[\d.,\s]{1,12}%?\Z)")
# Lines that a footnote may fill before the next one begins.
LONGEST_NOTE = 14
NOTE_HEADINGS = frozenset({"references", "notes", "endnotes", "footnotes", "end notes", "reference"})
MAX_HEADING = 130
# Above this width (in characters) lines are whole paragraphs, not wrapped ones.
UNWRAPPED = 220
# Lines of proportional type differ in characters by about this much.
FULL_LINE = 0.75
# Shorter lines are a list, a head of letters or an address sooner than a column.
NARROWEST = 40


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
    widths = sorted(len(a.text) for a, b in pairwise(lines) if not b.blanks and len(a.text) > 15)
    return max(widths[len(widths) * 9 // 10], NARROWEST) if widths else 0


def double_spaced(lines: Sequence[Line]) -> bool:
    """Whether a blank line stands between all lines, inside paragraphs too."""
    pairs = list(pairwise(lines))
    single = sum(b.blanks == 1 for _, b in pairs)
    broken = sum(b.blanks == 1 and not a.closed and len(a.text) > 40 for a, b in pairs)
    return single > 20 and single > len(pairs) * 0.6 and broken > single * 0.4


class Builder:
    """Goes once through the lines and keeps the block that is open."""

    def __init__(self, lines: Sequence[Line], rows: dict[int, Row], notes: frozenset[str]) -> None:
        self.lines = lines
        self.rows = rows
        self.width = wrap_width(lines)
        self.double = double_spaced(lines)
        self.full = max((len(line.text) for line in lines), default=0) if self.double else self.width
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.pending = 0
        self.notes = notes
        self.note = self.note_at = -1

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
        if line.kind not in ("furniture", "page") and LONE.fullmatch(line.text):
            # PDF text often holds the bullets of a list in one heap, the items after them.
            line.kind = "furniture"
            self.pending += line.text not in "-–—*"
        elif line.kind not in ("furniture", "page") and line.blanks > 2:
            self.pending = 0
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
        if marked is None and self._figure(line):
            return Draft("list_item", [line], 0, indent=-1)
        if self._unmarked_item(line):
            return Draft("list_item", [line], 0, indent=-2)
        mark = marked.end() if marked else 0
        level = self._heading_level(at, marked)
        if level and not mark:
            number = BULLET.match(line.text)
            mark = number.end() if number and number["enum"] else 0
        return Draft("heading" if level else "paragraph", [line], mark, level=level)

    def _bullet(self, at: int) -> int:
        """Length of the list marker that a line begins with; 0 if it has none or it is no list."""
        line = self.lines[at]
        text = line.text
        if text[0].isalpha() and text[1:2] not in (".", ")") and text[0] not in "ivxïo":
            return 0
        found = BULLET.match(text)
        if found is None:
            return 0
        previous = self.lines[at - 1] if at else None
        settled = previous is None or line.blanks or previous.closed or bool(previous.kind)
        around = self.current or (self.drafts[-1] if self.drafts else None)
        in_list = around is not None and around.kind in ("list_item", "heading")
        if (found["dash"] or found["plain"]) and not (
            settled or in_list or line.indent > (previous.indent if previous else 0)
        ):
            return 0
        if found["enum"]:
            if not (settled or in_list):
                return 0
            if found["enum"][0].isdigit() and self._numbered_heading(at, text):
                return 0
        return found.end()

    def _figure(self, line: Line) -> bool:
        """Whether a line is a key figure set off by a gap ("12   people helped"), not a section's number and title."""
        found = FIGURE.match(line.text)
        around = self.current or (self.drafts[-1] if self.drafts else None)
        return found is not None and (found["noun"].islower() or (around is not None and around.indent == -1))

    def _unmarked_item(self, line: Line) -> bool:
        """Whether a line is an item of a list without marks: below a colon, or a sibling of such an item."""
        previous = self.drafts[-1] if self.drafts else None
        if previous is None or previous.row is not None or line.text[0] in "\"“‘'" or len(line.text) > 250:
            return False
        if self.pending and previous.kind != "heading":
            self.pending -= 1
            return True
        last = previous.lines[-1]
        if previous.kind == "paragraph":
            return last.text.endswith(":") and (line.blanks == 0 or line.lower)
        same = line.blanks == previous.lines[0].blanks and line.closed == last.closed
        return previous.indent == -2 and same and (line.blanks == 0 or not line.closed or last.text[-1] == ";")

    def _marked(self, at: int) -> re.Match[str] | None:
        """The number of a heading or paragraph ("3.1 Courts", "## Courts"), not a figure that a line begins with."""
        line = self.lines[at]
        found = MARKED.match(line.text)
        if found is None or not (found["number"] or found["note"]):
            return found
        settled = at == 0 or line.blanks > 0 or self.lines[at - 1].closed or bool(self.lines[at - 1].kind)
        if found["note"]:
            return found if self._note(found["note"], at, settled) else None
        settled = settled or found["number"][-1] == "."
        return found if settled and line.text[found.end()].isupper() else None

    def _note(self, number: str, at: int, settled: bool) -> bool:
        """Whether a line's number is a footnote's: its mark stood in the text, and it is set apart or in a series."""
        value = int(number)
        if self.note_at == at:
            return True
        near = self.note_at >= 0 and at - self.note_at <= LONGEST_NOTE
        if (near and value == self.note + 1) or (value == 1 and self._below_notes(at)) or self._below_ruler(at):
            self.note, self.note_at = value, at
            return True
        following = f"{value + 1} "
        series = value in (self.note, self.note + 1) or (
            following.strip() in self.notes
            and any(line.text.startswith(following) for line in self.lines[at + 1 : at + 4])
        )
        if number not in self.notes or not (settled or series):
            return False
        self.note, self.note_at = value, at
        return True

    def _below_ruler(self, at: int) -> bool:
        return at > 0 and is_ruler(self.lines[at - 1].text) and self.lines[at - 1].kind == "page"

    def _below_notes(self, at: int) -> bool:
        """Whether a line is the first below a heading that announces notes."""
        return at > 0 and self.lines[at - 1].text.strip("*_#: ").casefold() in NOTE_HEADINGS

    def _numbered_heading(self, at: int, text: str) -> bool:
        """Whether "2. Courts" is a heading: short, no stop, alone between blank lines, no "3." right below."""
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        alone = below is not None and below.blanks > 0 and (at == 0 or self.lines[at].blanks > 0)
        return (
            alone
            and len(text) < 80
            and text[-1] not in ".;,:"
            and not (below and BULLET.match(below.text) and below.text[0].isdigit())
        )

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
        if self._text_below(at).lower:
            return 0
        if marked and marked["number"] and (line.blanks or at == 0) and (below.blanks or self._short(line)):
            return marked["number"].rstrip(".").count(".") + 1
        if text.isupper() and len(text) > 3 and sum(c.isalpha() for c in text) > len(text) // 2:
            return 2
        if self.double and len(text) > self.full * 0.7:
            return 0
        above = line.blanks or at == 0 or self.lines[at - 1].kind or (self.drafts and self.drafts[-1].kind == "heading")
        if not above and (self.width and self.width <= UNWRAPPED):
            return 0
        return 3 if below.blanks or below.kind or (self._short(line) and self._short_above(at)) else 0

    def _text_below(self, at: int) -> Line:
        """The next line that is no furniture (one of the next eight, else the next)."""
        for line in self.lines[at + 1 : at + 9]:
            if line.kind not in ("page", "furniture"):
                return line
        return self.lines[at + 1]

    def _looks_like_heading(self, line: Line, below: Line) -> bool:
        text = line.text.rstrip("*_ ")
        if not text or text[-1] in ".,;:!…" or line.lower or (closed(text) and text[-1] != "?"):
            return False
        if line.hanging and (len(text) > 60 or not below.blanks):
            return False
        if not any(c.isalpha() for c in text) or (STATED.match(text) and STATED.match(below.text)):
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
        while (
            following < len(self.lines) and following - at < 8 and self.lines[following].kind in ("page", "furniture")
        ):
            following += 1
        if following >= len(self.lines) or following in self.rows or self.lines[following].kind:
            return -1
        if self._runs_on(at, following):
            return following
        line = self.lines[following]
        passed = following > at
        if passed and not line.lower and all(self.lines[i].kind == "furniture" for i in range(at, following)):
            return -1
        return following if self._goes_on(draft, last, line, following, passed) else -1

    def _runs_on(self, at: int, following: int) -> bool:
        """Whether the reader says that a text runs on over the end of a page.

        It then leaves no blank line around the furniture between, and nothing but a form feed where there is none.
        """
        if following == at:
            return self.lines[at].tied
        aside = self.lines[at:following]
        over = any(line.page for line in self.lines[at : following + 1])
        return over and all(line.known and not line.blanks for line in aside) and not self.lines[following].blanks

    def _goes_on(self, draft: Draft, last: Line, line: Line, at: int, passed: bool) -> bool:
        if draft.kind == "heading" or last.kind == "front":
            return draft.kind == "heading" and not last.kind and not passed and self._heading_goes_on(last, line)
        if BARE_NUMBER.fullmatch(last.text) and len(draft.lines) == 1 and line.lower:
            return line.blanks < 2
        if BARE_NUMBER.fullmatch(line.text) and not last.hanging and len(last.text) <= NARROWEST:
            return False
        if draft.mark and len(draft.lines) == 1 and draft.mark >= len(last.text):
            return line.blanks < 3 and not self._bullet(at)
        if self._bullet(at) or self._figure(line) or self._marked(at) or (" | " in line.text and " | " in last.text):
            return False
        gap = passed or line.blanks > 0
        if not gap and self._bracketed(last, line):
            return True
        if last.closed:
            runs_on = last.text[-1] in ":;" and line.lower and len(last.text) > 40
            return not gap and (runs_on or self._same_paragraph(draft, last, line))
        if line.lower:
            long = len(last.text) > 25 or len(draft.lines) > 1 or last.hanging
            return line.blanks < 4 and (not gap or long) and not last.text.isupper()
        if gap:
            return self._broken(last, line, passed)
        return self._wrapped(draft, last, line) and not self._begins_heading(at)

    def _bracketed(self, last: Line, line: Line) -> bool:
        """Whether a bracket joins two lines: "… (in 2017:" leads to no list, "(25%), …" begins no sentence."""
        if last.text[-1] == ":":
            return last.text.count("(") > last.text.count(")")
        return line.text[0] == "(" and not last.closed and len(last.text) > NARROWEST

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

    def _wrapped(self, draft: Draft, last: Line, line: Line) -> bool:
        """Whether the next line's first word had no room in the line above, so that the one goes on with the other."""
        if last.hanging or (last.text[-1].isdigit() and MONTH_FIRST.match(line.text)):
            return True
        if STATED.match(last.text) and STATED.match(line.text):
            return False
        if not 0 < self.width <= UNWRAPPED or (last.text.isupper() and not line.text.isupper()):
            return False
        width = self.width if len(draft.lines) == 1 else max(len(one.text) for one in draft.lines[-4:])
        return len(last.text) + 1 + len(line.text.split(None, 1)[0]) > width * FULL_LINE

    def _begins_heading(self, at: int) -> bool:
        text = self.lines[at].text
        return (
            text.isupper()
            and len(text) > 12
            and not self.lines[at - 1].text.isupper()
            and not hanging(self.lines[at - 1].text)
        )
