"""The street itself: a document walks through the rooms once and comes out as an extraction."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from spacy.lang.en import English, EnglishDefaults

from thbextract.checks import Source, review_of
from thbextract.explanation import explain as explain_numbers
from thbextract.layout import plain_breaks, read_layout
from thbextract.normalize.bodies import BodyFinder
from thbextract.normalize.periods import PeriodFinder, bounds
from thbextract.normalize.places import LONGEST_LABEL
from thbextract.normalize.quantities import QuantityFinder
from thbextract.normalize.shortcuts import SHORTCUTS, forget_the_last, one_document
from thbextract.patterns import load_packs
from thbextract.pipeline.claims import ClaimFinder, Context
from thbextract.pipeline.tables import cell_counts
from thbextract.pipeline.trace import Label, Trace
from thbextract.readers import from_text, read_path
from thbextract.records import (
    Attribution,
    Block,
    Body,
    Cell,
    Claim,
    Count,
    Document,
    Extraction,
    Facts,
    Given,
    IssuerOf,
    Layout,
    Period,
    PeriodOf,
    Problem,
    Sentence,
)
from thbextract.resolve.attributions import AttributionFinder
from thbextract.resolve.dates import doubt_of_date
from thbextract.resolve.document import FactFinder
from thbextract.resolve.figures import Figure
from thbextract.resolve.issuers import issuers_of, opening_of
from thbextract.resolve.issuing import IssuingFinder
from thbextract.resolve.periods import periods_of
from thbextract.resolve.repeats import agreed, first_of_each, like_their_wholes
from thbextract.resolve.totals import with_totals
from thbextract.settings import Settings, stated

# How many counts a sentence may look back on; "65 of them" goes back a sentence or two.
MEMORY = 24
# Sentences whose country is kept while their claims are made.
SENTENCES_KEPT = 256
# Characters; what stands farther below a label has nothing of it.
LABEL_REACH = 2_000
# What a heading longer than this tells is no topic.
TOPIC_LENGTH = 120
NOT_ENGLISH = Problem(
    "not_english",
    "the text is not English, so claims may be missed or wrong",
    "give an English text or a translation",
)


def extract(
    text: str,
    *,
    source: str = "-",
    given: Given | None = None,
    category: Sequence[str] | None = None,
    patterns: Sequence[str | Path] | None = None,
    explain: bool = False,
) -> Extraction:
    """The claims of a text.

    Args:
        text: the document; offsets of claims are code points into it.
        source: a name for it.
        given: what is known of the document, whatever its text says.
        category: keep only claims of these categories; they keep their ids.
        patterns: pack files or folders beside the tool's own.
        explain: tell in `Extraction.numbers` what became of every number of the text.

    Raises:
        UsageError: if an argument has a bad value.
        PackError: if a pack is bad.
    """
    return extract_document(from_text(source, text, given), stated(given, category, patterns, explain))


def extract_file(
    path: str | Path,
    *,
    given: Given | None = None,
    category: Sequence[str] | None = None,
    patterns: Sequence[str | Path] | None = None,
    explain: bool = False,
) -> Extraction:
    """The claims of a file; arguments as for `extract`.

    Raises:
        InputError: if the file can't be read as a text.
        UsageError: if an argument has a bad value.
        PackError: if a pack is bad.
    """
    return extract_document(read_path(path, given), stated(given, category, patterns, explain))


def extract_document(document: Document, settings: Settings) -> Extraction:
    """The claims of a document that a reader gave."""
    rooms = street(tuple(settings.patterns))
    with one_document():
        return rooms.walk(document, settings)


@lru_cache(maxsize=4)
def street(patterns: tuple[str, ...]) -> Street:
    """The rooms furnished with one vocabulary; made once a process."""
    return Street(patterns)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of a document when its numbers are looked for.

    `periods` in text order, and where each `starts`; `homes` are the countries (ISO 3166-1 alpha-2) whose money a bare
    "$" may be, likeliest first; `trace` takes notes on the numbers, if they are to be explained.
    """

    layout: Layout
    periods: tuple[Period, ...]
    starts: tuple[int, ...]
    homes: tuple[str, ...]
    trace: Trace | None = None

    def slice(self, piece: Cell | Block | Sentence) -> str:
        """A piece of the text, as layout shows it."""
        return self.layout.shadow[piece.start : piece.end]

    def periods_in(self, piece: Cell | Sentence) -> list[Period]:
        """The time expressions that begin inside of a piece of the text."""
        first = bisect_left(self.starts, piece.start)
        return list(self.periods[first : bisect_left(self.starts, piece.end, lo=first)])


def _start(piece: Period | Sentence | Block) -> int:
    return piece.start


WORDS_ALONE = {
    text: tokens
    for text, tokens in (EnglishDefaults.tokenizer_exceptions or {}).items()
    if text.isspace() or any(character.isalpha() for character in text)
}
"""The exceptions of the tokenizer that are words or white space."""


class PlainEnglish(English):  # type: ignore[no-untyped-call]
    """spaCy's English without the tokenizer's exceptions for signs and figures: "):" and "8)" close brackets here.

    They are left out before the tokenizer is made; to change its rules afterwards loads them all again.
    """

    class Defaults(EnglishDefaults):
        """The language data of English."""

        tokenizer_exceptions = WORDS_ALONE


class Street:
    """All that is made once from the packs, and the way of a document through it."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self.packs = packs = load_packs(patterns)
        self.nlp = PlainEnglish.from_config()
        # Nobody asks whether a word looks like an address or a number; to work that out for each new word and figure
        # takes longer than to find where it ends.
        self.nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]
        self._numbers = QuantityFinder(packs)
        self._claims_of = ClaimFinder(self.nlp, packs)
        self._bodies = BodyFinder(packs)
        self._attributions = AttributionFinder(packs)
        self._facts = FactFinder(packs, self._bodies, self._attributions.cues)
        self._issuing = IssuingFinder(packs, self._attributions.cues)
        self._periods = PeriodFinder()

    def bodies_in(self, text: str) -> tuple[Body, ...]:
        """The bodies that a text names."""
        return self._bodies.find(text)

    def countries_in(self, text: str) -> list[str]:
        """The countries that a text names, ISO 3166-1 alpha-2."""
        return [place.code for place in self._facts.places.find(text)]

    def walk(self, document: Document, settings: Settings) -> Extraction:
        """Layout, quantities, claims, then what the document says of itself, then doubts."""
        given = document.given
        layout = read_layout(document.text, document.furniture, document.end)
        bodies = self._bodies.find_in(layout)
        attributions = self._attributions.find(layout, bodies)
        lines = plain_breaks(document.text[: document.end])
        facts = self._facts.facts_of(layout, bodies, given, attributions, lines, document.told)
        periods = tuple(self._periods_in(layout, facts))
        trace = Trace() if settings.explain else None
        scene = Scene(layout, periods, tuple(map(_start, periods)), self._homes(layout, facts), trace)
        forget_the_last()
        counts = agreed(tuple(self._counts(scene)))
        counts = like_their_wholes(with_totals(counts, layout))
        said = (attributions, self._issuing.within(layout.shadow, *opening_of(layout), bodies))
        claims = self._claims(document, layout, said, facts, periods, counts)
        kept = tuple(claim for claim in claims if not settings.category or claim.category in settings.category)
        problems = document.problems
        if facts.language not in (None, "en"):
            problems = (*problems, NOT_ENGLISH)
        numbers = explain_numbers(document.text, layout, periods, trace, counts, claims) if trace is not None else None
        return Extraction(document.source, document.sha256, facts, kept, problems, document.text, numbers)

    def _periods_in(self, layout: Layout, facts: Facts) -> Iterator[Period]:
        for block in layout.blocks:
            yield from self._periods.find(
                layout.shadow[block.start : block.end],
                offset=block.start,
                today=facts.date,
                reporting_period=facts.reporting_period,
                country=facts.country,
            )

    # -------------------------------------------------------------- counts

    def _homes(self, layout: Layout, facts: Facts) -> tuple[str, ...]:
        """The countries whose money a bare "$" or "shillings" may be: the speaking body's, then the most named."""
        own = [place.code for place in self._facts.places.find(facts.issuer or "")]
        named = Counter(place.code for place in self._facts.places.find(layout.shadow))
        return tuple(dict.fromkeys([*own, *filter(None, [facts.country]), *(code for code, _ in named.most_common())]))

    def _counts(self, scene: Scene) -> Iterator[Count]:
        near: tuple[Count, ...] = ()
        far: tuple[Count, ...] = ()
        corner: tuple[Cell, ...] = ()  # of the table that is being read
        for block in scene.layout.blocks:
            if block.kind in ("paragraph", "heading"):
                near, far = (), () if block.kind == "heading" else (*far, *near)[-MEMORY:]
            if block.kind == "table_header" and block.cells:
                corner = block.cells[:1]
            for counts in self._block(scene, block, corner, Context(near, far)):
                yield from counts
                near = (*near, *counts)[-MEMORY:]

    def _block(
        self, scene: Scene, block: Block, corner: Sequence[Cell], context: Context
    ) -> Iterator[tuple[Count, ...]]:
        if block.kind == "furniture":
            return
        if block.heading is not None:
            heading = scene.layout.blocks[block.heading]
            context = replace(context, topic=scene.slice(heading)[:TOPIC_LENGTH], topic_start=heading.start)
        if block.cells:
            yield tuple(self._row(scene, block, corner, context))
        if block.kind == "list_item" and block.lead_in is not None:
            lead_in = scene.layout.blocks[block.lead_in]
            context = replace(context, lead=scene.slice(lead_in), lead_start=lead_in.start)
        for sentence in block.sentences:
            counts = self._sentence(scene, sentence, context)
            if counts:
                context = replace(context, near=(*context.near, *counts)[-MEMORY:])
            yield counts

    def _sentence(self, scene: Scene, piece: Cell | Sentence, context: Context) -> tuple[Count, ...]:
        """What the two components find in a sentence; one without a quantity is not even split."""
        text = scene.slice(piece)
        times = [(period.start, period.end) for period in scene.periods_in(piece) if period.end <= piece.end]
        taken = [(start - piece.start, end - piece.start) for start, end in times]
        quantities, left = self._numbers.find(text, taken=taken, offset=piece.start, countries=scene.homes)
        if scene.trace is not None:
            scene.trace.left_out += left
        if not quantities and SHORTCUTS.on:
            return ()
        tokens = self._claims_of.split(text, piece.start)
        return self._claims_of.find(tokens, quantities, times, context, scene.trace)

    def _row(self, scene: Scene, block: Block, corner: Sequence[Cell], context: Context) -> Iterator[Count]:
        captions = _captions(scene, block, corner)
        for cell in block.cells:
            if not cell.column and not cell.row:
                yield from self._sentence(scene, cell, context)
                continue
            taken = [(p.start - cell.start, p.end - cell.start) for p in scene.periods_in(cell)]
            quantities, left = self._numbers.find(
                scene.slice(cell), taken=taken, offset=cell.start, countries=scene.homes
            )
            counts = cell_counts(self._claims_of, cell, quantities, captions, context)
            if scene.trace is not None:
                scene.trace.left_out += left
                labels = _labels(scene, block, cell)
                for count in counts:
                    scene.trace.note_cell(self._claims_of, count, labels, context)
            context = replace(context, near=(*context.near, *counts)[-MEMORY:])
            yield from counts

    # -------------------------------------------------------------- claims

    def _claims(
        self,
        document: Document,
        layout: Layout,
        said: tuple[Sequence[Attribution], Sequence[Attribution]],
        facts: Facts,
        periods: Sequence[Period],
        counts: Sequence[Count],
    ) -> tuple[Claim, ...]:
        given = document.given
        when = _when(counts, layout, periods, facts, given)
        retold = self._facts.is_press(facts.issuer)
        attributions, issuing = said
        who = issuers_of(_spans(counts), layout, attributions, facts, given, retold=retold, issuing=issuing)
        wholes = {count.whole for count in counts}
        ids = {count.quantity.start: _id(document, count) for count in counts if count.quantity.start in wholes}
        sentences = _sentences(layout)

        @lru_cache(maxsize=SENTENCES_KEPT)
        def country_and_text_of(at: int) -> tuple[str | None, str]:
            sentence = sentences[at]
            heads = (_slice(layout, one)[:LONGEST_LABEL] for one in _up_from(sentences, at, layout))
            labelled = next(filter(None, map(self._facts.places.label_of, heads)), None)
            country = given.country or self._facts.places.place_of(_slice(layout, sentence), labelled or facts.country)
            return country, document.text[sentence.start : sentence.end]

        def claims() -> Iterator[Claim]:
            for count, period, issuer in zip(counts, when, who, strict=True):
                at = max(0, bisect_right(sentences, count.quantity.start, key=_start) - 1)
                told = _foreseen(count, period, facts.date)
                yield _claim(document, told, period, issuer, sentences[at], ids, *country_and_text_of(at))

        source = Source(self._attributions.tells(layout), doubt_of_date(facts.date, periods))
        forget_the_last()
        return review_of(first_of_each(claims()), counts, source)


def _up_from(sentences: Sequence[Sentence], at: int, layout: Layout) -> Iterator[Sentence]:
    """A sentence and those above it in its block; a label at the beginning of one holds until the next label."""
    start = sentences[at].start
    block = layout.blocks[max(0, bisect_right(layout.blocks, start, key=_start) - 1)]
    while at >= 0 and sentences[at].start >= max(block.start, start - LABEL_REACH):
        yield sentences[at]
        at -= 1


def _slice(layout: Layout, sentence: Sentence) -> str:
    return layout.shadow[sentence.start : sentence.end]


def _spans(counts: Sequence[Count]) -> list[tuple[int, int]]:
    return [(count.quantity.start, count.quantity.end) for count in counts]


def _when(
    counts: Sequence[Count], layout: Layout, periods: Sequence[Period], facts: Facts, given: Given
) -> list[PeriodOf]:
    """The period of each count."""
    figures = [Figure(count.quantity.value, count.category, count.whole) for count in counts]
    return periods_of(_spans(counts), layout, periods, facts, figures, given=given.reporting_period is not None)


def _captions(scene: Scene, block: Block, corner: Sequence[Cell]) -> list[str]:
    """What introduces a table row: the corner cell of its table, the caption, the heading."""
    above = [scene.layout.blocks[i] for i in (block.lead_in, block.heading) if i is not None]
    return [*map(scene.slice, corner), *map(scene.slice, above)]


def _labels(scene: Scene, block: Block, cell: Cell) -> list[Label]:
    """What says what a cell of a table row counts: labels of its column and row, then captions and heading."""
    blocks = scene.layout.blocks
    at = bisect_right(blocks, block.start, key=_start) - 1
    above: list[Cell] = []
    while at > 0 and blocks[at - 1].kind in ("table_row", "table_header", "furniture"):
        at -= 1
        above += blocks[at].cells if blocks[at].kind == "table_header" else ()
    known: list[Cell | Block] = [*above, *(other for other in block.cells if not other.column and not other.row)]
    columns = [label for label in known if _is_part(scene.slice(label), cell.column)]
    rows = [label for label in known if _is_part(scene.slice(label), cell.row) and label not in columns]
    captions = [blocks[i] for i in (block.lead_in, block.heading) if i is not None]
    return [Label(label.start, scene.slice(label)) for label in (*columns, *rows, *above[-1:], *captions)]


def _is_part(label: str, of: str) -> bool:
    return bool(label.strip()) and label.strip() in of


def _sentences(layout: Layout) -> list[Sentence]:
    """All sentences of the layout; a block that has none (a table row) counts as one."""
    found = []
    for block in layout.blocks:
        found += list(block.sentences) or [Sentence(block.start, block.end)]
    return found


def _id(document: Document, count: Count) -> str:
    return f"{document.sha256[:12]}-{count.quantity.start}-{count.quantity.end}"


def _foreseen(count: Count, period: PeriodOf, published: str | None) -> Count:
    """The count as planned, if its period begins after the document's date ("for 2022 another 2 million")."""
    begins = bounds(period.edtf)[0] if period.edtf else None
    today = bounds(published)[1] if published else None
    ahead = count.status == "reported" and begins is not None and today is not None and begins > today
    return replace(count, status="planned") if ahead else count


def _claim(
    document: Document,
    count: Count,
    period: PeriodOf,
    issuer: IssuerOf,
    sentence: Sentence,
    ids: dict[int, str],
    country: str | None,
    words: str,
) -> Claim:
    """The claim that a count makes; `words` are those of its sentence, `ids` holds those of counts that have parts."""
    quantity = count.quantity
    first, last = bounds(period.edtf) if period.edtf else (None, None)
    return Claim(
        id=ids.get(quantity.start) or _id(document, count),
        category=count.category,
        value=quantity.value,
        value_max=quantity.value_max,
        qualifier=quantity.qualifier,
        unit=count.unit,
        currency=quantity.currency,
        per=quantity.per,
        action=count.action,
        status=count.status,
        sex=count.sex,
        age_group=count.age_group,
        exploitation=count.exploitation,
        period=period.edtf,
        period_start=first,
        period_end=last,
        period_text=period.text if period.edtf else None,
        period_basis=period.basis if period.edtf else None,
        issuer=issuer.issuer,
        issuer_text=issuer.text,
        issuer_basis=issuer.basis,
        speaker=issuer.speaker,
        country=country,
        part_of=ids.get(count.whole) if count.whole is not None else None,
        repeats=None,
        start=quantity.start,
        end=quantity.end,
        text=document.text[quantity.start : quantity.end],
        sentence=words,
        sentence_start=sentence.start,
        page=bisect_right(document.pages, quantity.start) or None,
        rule=count.rule,
        review=(*quantity.doubts, *count.doubts, *period.doubts),
    )
