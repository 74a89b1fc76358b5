"""The street itself: a document walks through the rooms once and comes out as an extraction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy

from thbextract.checks import review_of
from thbextract.layout import read_layout
from thbextract.normalize.bodies import BodyFinder
from thbextract.normalize.periods import PeriodFinder, bounds
from thbextract.patterns import load_packs
from thbextract.pipeline.claims import Context
from thbextract.pipeline.periods import register
from thbextract.pipeline.tables import cell_counts
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
from thbextract.resolve.document import FactFinder
from thbextract.resolve.issuers import issuers_of
from thbextract.resolve.periods import periods_of
from thbextract.resolve.repeats import agreed, first_of_each
from thbextract.settings import Settings, with_flags

# How many counts a sentence may look back on; "65 of them" goes back a sentence or two.
MEMORY = 12
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
) -> Extraction:
    """The claims of a text.

    Args:
        text: the document; offsets of claims are code points into it.
        source: a name for it.
        given: what is known of the document, whatever its text says.
        category: keep only claims of these categories; they keep their ids.
        patterns: pack files or folders beside the tool's own.

    Raises:
        UsageError: if an argument has a bad value.
        PackError: if a pack is bad.
    """
    return extract_document(from_text(source, text, given), _settings(given, category, patterns))


def extract_file(
    path: str | Path,
    *,
    given: Given | None = None,
    category: Sequence[str] | None = None,
    patterns: Sequence[str | Path] | None = None,
) -> Extraction:
    """The claims of a file; arguments as for `extract`.

    Raises:
        InputError: if the file can't be read as a text.
        UsageError: if an argument has a bad value.
        PackError: if a pack is bad.
    """
    return extract_document(read_path(path, given), _settings(given, category, patterns))


def _settings(given: Given | None, category: Sequence[str] | None, patterns: Sequence[str | Path] | None) -> Settings:
    flags: dict[str, Any] = {
        **({} if given is None else asdict(given)),
        "category": None if category is None else tuple(category),
        "patterns": None if patterns is None else tuple(map(str, patterns)),
    }
    return with_flags(Settings(), flags)


def extract_document(document: Document, settings: Settings) -> Extraction:
    """The claims of a document that a reader gave."""
    return street(tuple(settings.patterns)).walk(document, settings)


@lru_cache(maxsize=4)
def street(patterns: tuple[str, ...]) -> Street:
    """The rooms furnished with one vocabulary; made once a process."""
    return Street(patterns)


class Street:
    """All that is made once from the packs, and the way of a document through it."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        packs = load_packs(patterns)
        self.nlp = spacy.blank("en")
        config = {"patterns": list(patterns)}
        register()
        self.nlp.add_pipe("thbextract_quantities", config=config)
        self.nlp.add_pipe("thbextract_claims", config=config)
        self._bodies = BodyFinder(packs)
        self._attributions = AttributionFinder(packs)
        self._facts = FactFinder(packs, self._bodies, self._attributions.cues)
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
        layout = read_layout(document.text)
        bodies = self._bodies.find_in(layout)
        attributions = self._attributions.find(layout, bodies)
        facts = self._facts.facts_of(layout, bodies, given, attributions, document.text)
        periods = tuple(self._periods_in(layout, facts))
        counts = agreed(tuple(self._counts(layout, periods, self._homes(layout, facts))))
        claims = self._claims(document, layout, attributions, facts, periods, counts)
        kept = tuple(claim for claim in claims if not settings.category or claim.category in settings.category)
        problems = document.problems
        if facts.language not in (None, "en"):
            problems = (*problems, NOT_ENGLISH)
        return Extraction(document.source, document.sha256, facts, kept, problems, document.text)

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

    def _counts(self, layout: Layout, periods: Sequence[Period], homes: Sequence[str]) -> Iterator[Count]:
        near: tuple[Count, ...] = ()
        far: tuple[Count, ...] = ()
        for index, block in enumerate(layout.blocks):
            if block.kind in ("paragraph", "heading"):
                near, far = (), () if block.kind == "heading" else (*far, *near)[-MEMORY:]
            for counts in self._block(layout, index, periods, homes, near, far):
                yield from counts
                near = (*near, *counts)[-MEMORY:]

    def _block(
        self,
        layout: Layout,
        index: int,
        periods: Sequence[Period],
        homes: Sequence[str],
        near: tuple[Count, ...],
        far: tuple[Count, ...],
    ) -> Iterator[tuple[Count, ...]]:
        block = layout.blocks[index]
        if block.kind == "furniture":
            return
        if block.cells:
            yield tuple(self._row(layout, block, periods, homes, Context(near, far)))
        lead = ""
        if block.kind == "list_item" and block.lead_in is not None:
            above = layout.blocks[block.lead_in]
            lead = layout.shadow[above.start : above.end]
        for sentence in block.sentences:
            context = Context(near, far, lead)
            counts = self._sentence(layout, sentence.start, sentence.end, periods, homes, context)
            near = (*near, *counts)[-MEMORY:]
            yield counts

    def _sentence(
        self, layout: Layout, start: int, end: int, periods: Sequence[Period], homes: Sequence[str], context: Context
    ) -> tuple[Count, ...]:
        doc = self.nlp.make_doc(layout.shadow[start:end])
        doc._.thb_periods = tuple(period for period in periods if start <= period.start and period.end <= end)
        doc.user_data |= {"thb_offset": start, "thb_countries": homes, "thb_context": context}
        counts: tuple[Count, ...] = self.nlp(doc)._.thb_counts
        return counts

    def _row(
        self, layout: Layout, block: Block, periods: Sequence[Period], homes: Sequence[str], context: Context
    ) -> Iterator[Count]:
        captions = _captions(layout, block)
        finder = self.nlp.get_pipe("thbextract_claims").finder  # type: ignore[attr-defined]
        numbers = self.nlp.get_pipe("thbextract_quantities").finder  # type: ignore[attr-defined]
        for cell in block.cells:
            taken = [(p.start - cell.start, p.end - cell.start) for p in periods if cell.start <= p.start < cell.end]
            if not cell.column and not cell.row:
                yield from self._sentence(layout, cell.start, cell.end, periods, homes, context)
                continue
            text = layout.shadow[cell.start : cell.end]
            quantities, _ = numbers.find(text, taken=taken, offset=cell.start, countries=homes)
            counts = cell_counts(finder, cell, quantities, captions, context)
            context = replace(context, near=(*context.near, *counts))
            yield from counts

    # -------------------------------------------------------------- claims

    def _claims(
        self,
        document: Document,
        layout: Layout,
        attributions: Sequence[Attribution],
        facts: Facts,
        periods: Sequence[Period],
        counts: Sequence[Count],
    ) -> tuple[Claim, ...]:
        spans = [(count.quantity.start, count.quantity.end) for count in counts]
        given = document.given
        when = periods_of(spans, layout, periods, facts, given=given.reporting_period is not None)
        who = issuers_of(spans, layout, attributions, facts, given)
        ids = {count.quantity.start: _id(document, count) for count in counts}
        sentences = _sentence_starts(layout)
        claims = []
        for count, period, issuer in zip(counts, when, who, strict=True):
            place = _sentence_of(sentences, count.quantity.start)
            country = given.country or self._facts.places.place_of(
                layout.shadow[place.start : place.end], facts.country
            )
            claims.append(_claim(document, count, period, issuer, place, ids, country))
        return review_of(first_of_each(tuple(claims)), tuple(counts))


def _captions(layout: Layout, block: Block) -> list[str]:
    """What introduces a table row: the corner cell of its table, the caption, the heading."""
    above = [b for b in layout.blocks if b.kind == "table_header" and b.end <= block.start and b.cells]
    corner: list[Cell | Block] = [above[-1].cells[0]] if above else []
    blocks = [layout.blocks[i] for i in (block.lead_in, block.heading) if i is not None]
    return [layout.shadow[piece.start : piece.end] for piece in (*corner, *blocks)]


def _sentence_starts(layout: Layout) -> list[Sentence]:
    """All sentences of the layout; a table row counts as one."""
    found = []
    for block in layout.blocks:
        found += list(block.sentences) or [Sentence(block.start, block.end)]
    return found


def _sentence_of(sentences: Sequence[Sentence], at: int) -> Sentence:
    low, high = 0, len(sentences) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sentences[middle].start <= at else (low, middle - 1)
    return sentences[low]


def _id(document: Document, count: Count) -> str:
    return f"{document.sha256[:12]}-{count.quantity.start}-{count.quantity.end}"


def _claim(
    document: Document,
    count: Count,
    period: PeriodOf,
    issuer: IssuerOf,
    sentence: Sentence,
    ids: dict[int, str],
    country: str | None,
) -> Claim:
    quantity = count.quantity
    first, last = bounds(period.edtf) if period.edtf else (None, None)
    return Claim(
        id=ids[quantity.start],
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
        sentence=document.text[sentence.start : sentence.end],
        sentence_start=sentence.start,
        page=None,
        rule=count.rule,
        review=(*quantity.doubts, *count.doubts, *period.doubts),
    )
