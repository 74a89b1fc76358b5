"""The text of a paragraph of a Word document: runs, fields, changes under review, marks of notes, text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from thbextract.readers.word_styles import VAL, Look, W, is_on

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATH_TEXT = f"{MATH}t"
MATH_SIGNS = {f"{MATH}den": "/", f"{MATH}sup": "^", f"{MATH}sub": "_"}
"""What parts of a formula are told apart by, which stand above or below others: 1 over 2 is not 12."""
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BOX = f"{W}txbxContent"
WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "bdo", "dir")
)
"""What is put around text and is none itself; changes that add text are taken as made."""
UNSEEN = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "instrText", "delText", "delInstrText")
)
"""What is not shown: text taken out under review, properties, how a word is spoken, the codes of fields."""
RUN, SIMPLE_FIELD, TEXT = f"{W}r", f"{W}fldSimple", f"{W}t"
BREAK, FIELD, CODE, SYMBOL, SPOKEN, FORM = (f"{W}{n}" for n in ("br", "fldChar", "instrText", "sym", "ruby", "sdt"))
SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
SHOWN = frozenset((TEXT, BREAK, *SIGNS))
NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
SYMBOL_CODE = re.compile(r"[0-9A-Fa-f]{1,4}")
SURROGATES = 0xD800, 0xDFFF
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
IN_TEXT = str.maketrans("\t\n\r", "   ")


class Notes:
    """The notes of a document that its text refers to, numbered in the order of their marks."""

    def __init__(self, notes: dict[str, dict[str, Any]]) -> None:
        self._notes = notes
        self._numbers: dict[tuple[str, str], int] = {}
        self._referred: list[Any] = []

    def mark(self, kind: str, name: str) -> str:
        """The mark of a note (as Markdown has it, which layout knows to be no number); empty if it is not there."""
        if name not in self._notes.get(kind, {}):
            return ""
        if (kind, name) not in self._numbers:
            self._referred.append(self._notes[kind][name])
            self._numbers[kind, name] = len(self._referred)
        return f"[^{self._numbers[kind, name]}]"

    def referred(self) -> Iterator[tuple[str, Any]]:
        """The marks and contents of the notes in their order; reading one may refer to more."""
        for number, note in enumerate(self._referred, 1):  # it may grow on the way
            yield f"[^{number}]", note


class ParagraphReader:
    """Reads paragraphs one after the other."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._pieces: list[str] = []
        self._boxes: list[Any] = []
        self._fields: list[_Field] = []
        self._look: Look

    def read(self, paragraph: Any, look: Look) -> tuple[str, list[Any]]:
        """The text of a paragraph, and the text boxes that are anchored in it."""
        self._pieces, self._boxes, self._fields, self._look = [], [], [], look
        self._inside(paragraph)
        return "".join(self._pieces), self._boxes

    def _inside(self, element: Any) -> None:
        for child in element:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag == ALTERNATIVES:
                for shown in _chosen(child):
                    self._inside(shown)
            elif tag == SIMPLE_FIELD:
                if not _refers_to_note(child.get(f"{W}instr") or ""):
                    self._inside(child)
            elif tag == MATH_TEXT:
                self._write(child.text or "")
            elif tag not in UNSEEN and not _is_prompt(child):
                self._write(MATH_SIGNS.get(tag, ""))
                self._inside(child)

    def _run(self, run: Any) -> None:
        if self._look.is_hidden(run):
            return
        for child in run:
            tag = child.tag
            if tag in NOTES:
                self._write(self._notes.mark(NOTES[tag], child.get(f"{W}id") or ""))
                if is_on(child.get(f"{W}customMarkFollows", "0")):
                    return
            elif tag == FIELD:
                self._field(child)
            elif tag == CODE and self._fields:
                self._fields[-1].code += child.text or ""
            elif tag in SHOWN:
                self._write(self._shown(child, run))
            elif tag not in UNSEEN:
                self._other(child)

    def _shown(self, element: Any, run: Any) -> str:
        """Text, a break or a sign; raised figures as such, lest they stick to a number before them."""
        if element.tag == BREAK:
            return "\f" if element.get(f"{W}type") == "page" else "\n"
        if element.tag != TEXT:
            return SIGNS[element.tag]
        text = (element.text or "").translate(IN_TEXT)
        raised = any(map(str.isdigit, text)) and self._look.is_raised(run)
        return text.translate(RAISED) if raised else text

    def _other(self, element: Any) -> None:
        """A drawing, a symbol, a word with its pronunciation."""
        if element.tag == SYMBOL:
            self._write(_character(element.get(f"{W}char") or ""))
        elif element.tag == SPOKEN:
            self._inside(element)
        else:
            self._boxes += _boxes(element)

    def _write(self, text: str) -> None:
        if all(field.shown for field in self._fields):
            self._pieces.append(text)

    def _field(self, sign: Any) -> None:
        """Begin a field, go over from its code to its result, or end it; one that is never ended ends here."""
        kind = sign.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = not _refers_to_note(self._fields[-1].code)
        elif kind == "end" and self._fields:
            self._fields.pop()


class _Field:
    """A field under way: its code, and whether what is read belongs to its result."""

    def __init__(self) -> None:
        self.code = ""
        self.shown = False


def _refers_to_note(code: str) -> bool:
    """Whether a field repeats the mark of a note, which would stick to a word as a number."""
    return code.split()[:1] == ["NOTEREF"]


def _is_prompt(element: Any) -> bool:
    """Whether a form field shows nothing but what to fill in."""
    return element.tag == FORM and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _character(code: str) -> str:
    """The character of a symbol font, which most often has its place in Unicode's private area."""
    value = int(code, 16) if SYMBOL_CODE.fullmatch(code) else 0
    return chr(value) if value >= ord(" ") and not SURROGATES[0] <= value <= SURROGATES[1] else ""


def _chosen(alternatives: Any) -> list[Any]:
    """What a program of today shows among alternatives: the first, for the last is there for older programs."""
    choices = [choice for choice in alternatives if choice.tag != FALLBACK]
    return (choices or list(alternatives))[:1]


def _boxes(element: Any) -> Iterator[Any]:
    """The outermost text boxes in a drawing, each once: what older programs are to show instead is left out."""
    waiting = [element]
    while waiting:
        found = waiting.pop()
        if found.tag == BOX:
            yield found
        elif found.tag == ALTERNATIVES:
            waiting += _chosen(found)
        else:
            waiting += reversed(found)


def flat(element: Any) -> Iterator[Any]:
    """The children of an element, and those of what is only put around some of them."""
    for child in element:
        if child.tag in WRAPPERS:
            if not _is_prompt(child):
                yield from flat(child)
        elif child.tag not in UNSEEN:
            yield child


def is_taken_out(row: Any) -> bool:
    """Whether a table row is hidden, or was taken out under review."""
    marks = [row.find(f"{W}trPr/{W}{name}") for name in ("del", "hidden")]
    return any(mark is not None and is_on(mark.get(VAL)) for mark in marks)
