"""What a paragraph of a Word document is by its own marks and its styles: heading, list item, contents, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
PARAGRAPH_MARKS, RUN_MARKS = f"{W}pPr", f"{W}rPr"
PARAGRAPH_STYLE, RUN_STYLE = f"{W}pStyle", f"{W}rStyle"
OUTLINE, NUMBER, DEPTH = f"{W}outlineLvl", f"{W}numPr/{W}numId", f"{W}numPr/{W}ilvl"
PAGE_BREAK, SPACING, CONTEXTUAL = f"{W}pageBreakBefore", f"{W}spacing", f"{W}contextualSpacing"
HIDDEN, RAISED = f"{W}vanish", f"{W}vertAlign"
OFF = frozenset(("0", "false", "off"))
# Names of built-in styles are English in every language; Word writes "heading 1", LibreOffice "Heading 1".
HEADING = re.compile(r"heading ([1-9])")
LISTED = re.compile(r"list (?:bullet|number)(?: ([2-5]))?")
CONTENTS = re.compile(r"toc \d|contents (?:\d{1,2}|heading)|toc heading|table of figures|index \d")
BODY_TEXT = 9  # the outline level of what is no heading
DEEPEST_HEADING = 6
DEEPEST_ITEM = 8
AUTOMATIC = 280  # twentieths of a point: what "automatic" space between paragraphs is in Word
LONGEST_CHAIN = 20
"""Styles that a property is looked for in, each based on the next; files of Word have some five."""


class Styles:
    """The styles of one document, looked up along what each is based on."""

    def __init__(self, root: Any) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in root.iterchildren(f"{W}style")}
        self._defaults = list(root.iterfind(f"{W}docDefaults/{W}pPrDefault"))
        paragraphs = (name for name, style in self._styles.items() if style.get(f"{W}type") == "paragraph")
        default = (name for name in paragraphs if is_on(self._styles[name].get(f"{W}default", "0")))
        self._normal = next(default, "")
        self._found: dict[tuple[str, str], Any] = {}
        self._headings: dict[str, int] = {}

    def look(self, paragraph: Any) -> Look:
        """What is to be known of a paragraph."""
        marks = paragraph.find(PARAGRAPH_MARKS)
        named = marks.find(PARAGRAPH_STYLE) if marks is not None else None
        return Look(self, marks, (named.get(VAL) if named is not None else None) or self._normal)

    def name(self, style: str) -> str:
        """The name of a style, in lower case."""
        return _name(self._styles.get(style))

    def heading(self, style: str) -> int:
        """The level that a style gives to headings by its name, or by that of one below it; 0 if it is for none."""
        if style not in self._headings:
            levels = (int(found[1]) for below in self._chain(style) if (found := HEADING.fullmatch(_name(below))))
            self._headings[style] = next(levels, 0)
        return self._headings[style]

    def find(self, style: str, path: str) -> Any:
        """A property that a style gives, or the document to all paragraphs; None if there is none."""
        if (style, path) not in self._found:
            found = (place.find(path) for place in (*self._chain(style), *self._defaults))
            self._found[style, path] = next((element for element in found if element is not None), None)
        return self._found[style, path]

    def find_for_run(self, run: Any, style: str, name: str) -> Any:
        """A property of a run in a paragraph of that style: its own, that of its style, that of the paragraph's."""
        own = run.find(RUN_MARKS)
        if own is not None:
            if (found := own.find(name)) is not None:
                return found
            named = own.find(RUN_STYLE)
            if named is not None and (found := self.find(named.get(VAL), f"{RUN_MARKS}/{name}")) is not None:
                return found
        return self.find(style, f"{RUN_MARKS}/{name}")

    def _chain(self, style: str | None) -> Iterator[Any]:
        """A style and those that it is based on."""
        seen: set[str] = set()
        while style is not None and style in self._styles and style not in seen and len(seen) < LONGEST_CHAIN:
            seen.add(style)
            yield self._styles[style]
            below = self._styles[style].find(f"{W}basedOn")
            style = below.get(VAL) if below is not None else None


class Look:
    """What one paragraph is, by its own marks and those of its style."""

    __slots__ = ("_marks", "_styles", "style")

    def __init__(self, styles: Styles, marks: Any, style: str) -> None:
        self._styles, self._marks, self.style = styles, marks, style

    @property
    def heading_level(self) -> int:
        """The level of a heading from 1, 0 for a title, -1 for any other paragraph."""
        if self._styles.name(self.style) == "title":
            return 0
        level = self._styles.heading(self.style) or _whole(self._value(OUTLINE), BODY_TEXT) + 1
        return min(level, DEEPEST_HEADING) if 0 < level <= BODY_TEXT else -1

    @property
    def item_level(self) -> int:
        """How deep a list item is nested, from 0; -1 for what is none."""
        listed = LISTED.fullmatch(self._styles.name(self.style))
        by_name = int(listed[1] or 1) - 1 if listed else -1
        number = self._value(NUMBER)
        if number is None:
            return by_name
        return min(max(_whole(self._value(DEPTH), 0), by_name, 0), DEEPEST_ITEM) if number != "0" else -1

    @property
    def is_contents(self) -> bool:
        """Whether a paragraph is a line of a table of contents, of figures, or of an index."""
        return CONTENTS.fullmatch(self._styles.name(self.style)) is not None

    @property
    def breaks_page(self) -> bool:
        """Whether a paragraph begins a page."""
        found = self._find(PAGE_BREAK)
        return found is not None and is_on(found.get(VAL))

    @property
    def runs_on(self) -> bool:
        """Whether the next paragraph goes on with this one: its end was taken out under review, or it is a drop cap."""
        if self._marks is None:
            return False
        frame = self._marks.find(f"{W}framePr")
        if frame is not None and frame.get(f"{W}dropCap", "none") != "none":
            return True
        return any(self._marks.find(f"{RUN_MARKS}/{W}{name}") is not None for name in ("del", "moveFrom"))

    def touches(self, lower: Look) -> bool:
        """Whether no space parts a paragraph from the one below it."""
        if self.style == lower.style and self._find(CONTEXTUAL) is not None:
            return True
        return self._space("after") <= 0 and lower._space("before") <= 0

    def is_hidden(self, run: Any) -> bool:
        """Whether the text of a run of this paragraph is hidden."""
        found = self._styles.find_for_run(run, self.style, HIDDEN)
        return found is not None and is_on(found.get(VAL))

    def is_raised(self, run: Any) -> bool:
        """Whether the text of a run of this paragraph is superscript."""
        found = self._styles.find_for_run(run, self.style, RAISED)
        return found is not None and found.get(VAL) == "superscript"

    def _find(self, path: str) -> Any:
        found = self._marks.find(path) if self._marks is not None else None
        return found if found is not None else self._styles.find(self.style, f"{PARAGRAPH_MARKS}/{path}")

    def _value(self, path: str) -> str | None:
        found = self._find(path)
        return found.get(VAL) if found is not None else None

    def _space(self, side: str) -> int:
        """The space on one side, in twentieths of a point; what stands beside the other side says nothing of it."""
        own = self._marks.find(SPACING) if self._marks is not None else None
        for spacing in (own, self._styles.find(self.style, f"{PARAGRAPH_MARKS}/{SPACING}[@{W}{side}]")):
            if spacing is not None and is_on(spacing.get(f"{W}{side}Autospacing", "0")):
                return AUTOMATIC
            if spacing is not None and (space := spacing.get(W + side)) is not None:
                return _whole(space, 0)
        return 0


def is_on(value: str | None) -> bool:
    """Whether a switch is on; one without a value is."""
    return value not in OFF


def _name(style: Any) -> str:
    found = style.find(f"{W}name") if style is not None else None
    return (found.get(VAL) or "").lower() if found is not None else ""


def _whole(value: str | None, otherwise: int) -> int:
    """A number as it stands in an attribute; `otherwise` if it is none."""
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,9}", value) else otherwise
