"""Layout: a document's text → blocks and sentences, over a shadow whose offsets are the text's own."""

from __future__ import annotations

from collections.abc import Sequence

from thbextract.layout.blocks import Builder, Draft
from thbextract.layout.furniture import mark_furniture, set_aside
from thbextract.layout.lines import Line, plain_breaks, read_lines
from thbextract.layout.markup import Canvas, markup_spans
from thbextract.layout.rows import Row
from thbextract.layout.sentences import note_marks, split_sentences
from thbextract.layout.tables import find_tables
from thbextract.records import Block, Layout, LeftOut, Sentence

__all__ = ["plain_breaks", "read_layout"]

Span = tuple[int, int]
# What a footnote mark inside of a sentence begins with.
NOTE_SIGNS = ("[^", *"⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_layout(text: str, furniture: Sequence[Span] = (), end: int | None = None) -> Layout:
    """The blocks and sentences of a text, in order; `furniture` are stretches that are known to be no part of it.

    What follows on `end` is set aside as it stands: it makes no block, and nothing before it is read otherwise.

    The shadow has the length of the text; line breaks, markup inside lines, footnote marks after a sentence and
    furniture that interrupts one are blank in it, everything else stands where it stood. List markers and
    heading numbers belong to their block, not to its sentences. Table rows have cells and no sentences.
    """
    if end is not None and end < len(text):
        layout = read_layout(text[:end], [span for span in furniture if span[0] < end])
        shadow = layout.shadow + " " * (len(text) - end)
        return Layout(shadow, layout.blocks, (*layout.aside, LeftOut(end, len(text), "furniture")))
    plain = plain_breaks(text)
    lines = list(read_lines(plain))
    set_aside(lines, furniture, plain)
    rows = _mark_tables(lines, plain)
    canvas = Canvas(plain.replace("\n", " ").replace("\f", " "))
    for start, end in (*furniture, *mark_furniture(lines)):
        canvas.blank(start, end, "furniture")
    for start, end in markup_spans(plain):
        canvas.blank(start, end, "footnote" if plain.startswith(NOTE_SIGNS, start) else "markup")
    drafts = Builder(lines, rows, note_marks(plain)).build()
    for draft in drafts:
        for line in draft.inside:
            canvas.blank(line.start, line.end, "furniture")
    shadow = canvas.paint()
    marks: list[tuple[int, int]] = []
    blocks = tuple(_blocks(drafts, shadow, plain, marks))
    if marks:
        for start, end in marks:
            canvas.blank(start, end, "footnote")
        shadow = canvas.paint()
    return Layout(shadow, blocks, tuple(canvas.spans))


def _mark_tables(lines: Sequence[Line], text: str) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    for _, _, found in find_tables(lines, text):
        for row in found:
            rows[row.first] = row
            for line in lines[row.first : row.last]:
                line.kind = "row"
    return rows


def _blocks(drafts: Sequence[Draft], shadow: str, text: str, marks: list[tuple[int, int]]) -> list[Block]:
    blocks: list[Block] = []
    headings: list[tuple[int, int]] = []
    leads = _lead_ins(drafts)
    for at, draft in enumerate(drafts):
        if draft.kind == "heading":
            while headings and headings[-1][0] >= draft.level:
                headings.pop()
        sentences: tuple[Sentence, ...] = ()
        if draft.row is None and draft.kind != "furniture":
            begin = draft.start + draft.mark
            sentences = tuple(Sentence(a, b) for a, b in split_sentences(shadow, text, begin, draft.end, marks))
        cells = draft.row.cells if draft.row else ()
        heading = headings[-1][1] if headings else None
        blocks.append(Block(draft.kind, draft.start, draft.end, sentences, cells, heading, leads[at]))
        if draft.kind == "heading":
            headings.append((draft.level, at))
    return blocks


def _lead_ins(drafts: Sequence[Draft]) -> list[int | None]:
    """For every block the one that introduces it: a list's lead-in, a nested item's parent, a table's caption."""
    leads: list[int | None] = []
    parents: list[int] = []
    lead: int | None = None
    before: int | None = None
    for at, draft in enumerate(drafts):
        own: int | None = None
        previous = drafts[before] if before is not None else None
        if draft.kind == "list_item":
            if previous is None or previous.kind != "list_item":
                parents = []
                lead = before if previous is not None and _introduces(previous) else None
            while parents and drafts[parents[-1]].indent >= draft.indent:
                parents.pop()
            own = parents[-1] if parents else lead
            parents.append(at)
        elif draft.row is not None:
            if previous is None or previous.row is None:
                lead = before if previous is not None and _captions(previous) else None
            own = lead
        elif draft.kind == "paragraph" and previous is not None and _colon(previous):
            own = before
        leads.append(own)
        if draft.kind != "furniture":
            before = at
    return leads


def _colon(draft: Draft) -> bool:
    return draft.lines[-1].text.rstrip("*_ ").endswith(":")


def _introduces(draft: Draft) -> bool:
    """Whether a list may follow on it: a heading, or a sentence that is not at its end ("The police –")."""
    return draft.row is None and (draft.kind == "heading" or _colon(draft) or not draft.lines[-1].closed)


def _captions(draft: Draft) -> bool:
    return draft.row is None and (draft.kind == "heading" or not draft.lines[-1].closed or _colon(draft))
