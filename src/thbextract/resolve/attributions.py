"""Attributions: who said what stands where.

Each sentence is searched for cues ("according to X", "X said", "…, said X", "data from X show", "Source: X").
A cue with somebody to answer for it is a hit; hits share their sentence out among them, take in the quotation
that they belong to, and run on over the sentences behind them until somebody else acts or speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from thbextract.normalize.bodies import blocks_apart
from thbextract.normalize.names import words_of
from thbextract.normalize.numbers import PLURAL_SCALES, SCALES, TENS, UNITS
from thbextract.patterns import Packs
from thbextract.records import Attribution, Block, Body, Layout
from thbextract.resolve.cues import Cues
from thbextract.resolve.sources import Hit, Sources
from thbextract.resolve.voices import Voice

QUOTE = re.compile(r"[“\"«]([^”\"»]*)[”\"»]?")
STARTS_ACT = re.compile(r"\W*(?:(?:the|a|an|in addition,?|meanwhile,?|earlier,?|however,?|also,?)\s+)*", re.IGNORECASE)
# How a sentence begins that takes up what a body said before it: pronouns, numbers, parts, times, comparisons.
# A new subject ("The bridge …", "Under the law …", "Perhaps …") is the text's own again; a person speaks on longer.
_TAKES_UP = (
    r"there (?:were|are|was|is|had been|have been)|he|she|it|they|these|those|also|further|in|on|of|from|among|between|"
    r"during|by|with|for|as|since|last|this (?:year|month|week|figure|number|is|was|compares?)|another|others?|both|"
    r"all|each|most|some|half|more|over|about|nearly|almost|around|at|up|only|just|compared|roughly|approximately|"
    r"an? (?:further|total|additional|third|quarter|fifth)|"
    r"the (?:others?|remaining|rest|same|figures?|number|total|majority|most|largest|latter|former)"
)
_THE_SAME = (
    r"(?:the|these|those|most of the|all of the) (?:alleged |suspected |potential |foreign |rescued |arrested |other )?"
    r"(?:victims?|suspects?|survivors?|accused|defendants?|traffickers?|women|men|girls|boys|children|migrants|workers|"
    r"cases|offences|arrests|complaints|persons|people)"
)
RUNS_ON = re.compile(rf"\W*(?:(?:{_TAKES_UP}|{_THE_SAME})\b|[^\W\d_]{{0,3}}[$€£]?[0-9])", re.IGNORECASE)
SHOUTED_LABEL = re.compile(r"\W*[A-Z]{4,}[A-Z &-]{0,40}:")  # "AWARENESS: 3 lakh students …"
OWN_WORDS = re.compile(r"\W*(?:we|our|when we|in our)\b", re.IGNORECASE)
SOURCE_LINE = re.compile(r"\W*sources?\s*:\s*", re.IGNORECASE)
# Labels of speakers in a record of a debate: "The MINISTER OF JUSTICE (Mr. X):", "Ms. X:".
LABEL = re.compile(
    r"\s*(?:the\s+)?(?:(?:Mr|Mrs|Ms|Dr|Hon|Sen|Prof)\.?\s+[A-Z][\w.'’ -]{2,50}|[A-Z][\w.'’ -]{4,70})"
    r"(?:\s*\([^()]{3,50}\))?\s*:\s",
    re.IGNORECASE,
)
SIGNATURE = re.compile(r"\s{0,3}(?:[-–—]{1,2}|―)\s{0,2}(?:the\s+)?(?=[A-Z])", re.IGNORECASE)
LONGEST_SIGNATURE = 120  # characters of a name and an office
COUNTING = frozenset((*UNITS, *TENS, *SCALES, *PLURAL_SCALES))  # "Ninety of them"
SHORTEST_SPEECH = 40  # characters behind a label; "Press contact: …" has less
REACH_BACK = 20  # characters between a speaker's sentence and the quotation in the next paragraph
NEAR_START = 24  # characters: "Eleven NAHD officers …" begins with the body too


class AttributionFinder:
    """Finds attributions by the cues of `packs`; build it once, it holds no state of a text."""

    def __init__(self, packs: Packs, cues: Cues | None = None) -> None:
        self.cues = cues or Cues(packs)

    def find(self, layout: Layout, bodies: Sequence[Body]) -> tuple[Attribution, ...]:
        """The attributions in a document; their scopes may nest, the innermost one decides."""
        return tuple(_Reader(self.cues, layout, bodies).read())

    def tells(self, layout: Layout) -> bool:
        """Whether a document tells what somebody says, whoever that may be."""
        return bool(self.cues.speaks.search(layout.shadow) or self.cues.according.search(layout.shadow))


class _Reader:
    """One walk through a document's blocks."""

    def __init__(self, cues: Cues, layout: Layout, bodies: Sequence[Body]) -> None:
        self.text = layout.shadow
        self.layout = layout
        # The words among which bodies are looked for, too.
        words = words_of(blocks_apart(layout))
        self.sources = Sources(cues, self.text, words, bodies)
        self.who = self.sources.who

    def read(self) -> Iterable[Attribution]:
        """Attributions block by block; a block that a lead-in with a speaker opens is that speaker's."""
        yield from self._speeches()
        yield from self._signed_quotes()
        opened: dict[int, Voice] = {}
        for index, block in enumerate(self.layout.blocks):
            if block.kind == "furniture":
                continue
            source = self._source_line(index, block)
            if source:
                yield source
                continue
            found = list(self._block(index, block))
            leading = opened.get(block.lead_in) if block.lead_in is not None else None
            if leading:
                yield _attribution(leading, block.start, block.end)
                opened[index] = leading
            yield from found
            if found and self.text[block.start : block.end].rstrip().endswith(":"):
                opened[index] = _voice(found[-1])

    def _speeches(self) -> Iterable[Attribution]:
        """As in "The MINISTER OF JUSTICE (Mr. X): …": words of a debate are the speaker's until the next one begins."""
        labels: list[tuple[int, Voice]] = []
        for block in self.layout.blocks:
            label = LABEL.match(self.text, block.start, block.end) if block.kind == "paragraph" else None
            if label is None or block.end - label.end() < SHORTEST_SPEECH:
                continue
            bodies, people = self.who.bodies_in(block.start, label.end()), self.who.people_in(block.start, label.end())
            if bodies and (people or self.text[bodies[0].start : bodies[0].end].isupper()):
                labels.append((block.start, self.sources.with_speaker(bodies[0], people)))
            elif people and (labels or self.who.voice_of(people[0]).issuer):
                labels.append((block.start, self.who.voice_of(people[0])))
        ends = [*(start for start, _ in labels[1:]), len(self.text)][: len(labels)]
        for (start, voice), end in zip(labels, ends, strict=True):
            yield _attribution(voice, start, end)

    def _signed_quotes(self) -> Iterable[Attribution]:
        """As in a quotation with "– Ana Rusu, Minister of Justice" under it."""
        for quote in QUOTE.finditer(self.text):
            dash = SIGNATURE.match(self.text, quote.end())
            voice = self.sources.named_at(dash.end(), dash.end() + LONGEST_SIGNATURE) if dash else None
            if voice:
                yield _attribution(voice, quote.start(), quote.end())

    def _block(self, index: int, block: Block) -> Iterable[Attribution]:
        quotes = [
            (m.start() + block.start, m.end() + block.start) for m in QUOTE.finditer(self.text[block.start : block.end])
        ]
        sentences = [(s.start, s.end) for s in block.sentences] or [(block.start, block.end)]
        hits = [self.sources.hits(start, end) for start, end in sentences]
        current: Voice | None = self._opening_quote(index, quotes, hits)
        for (start, end), found in zip(sentences, hits, strict=True):
            if not found:
                current = self._running_on(current, start, end, quotes)
                if current:
                    yield _attribution(current, start, end)
                continue
            yield from self._share(found, start, end, quotes)
            current = found[-1].voice

    def _share(
        self, hits: Sequence[Hit], start: int, end: int, quotes: Sequence[tuple[int, int]]
    ) -> Iterable[Attribution]:
        """Share a sentence out among its hits; a hit takes in the whole quotation that touches its part."""
        bounds = [start]
        for left, right in pairwise(hits):
            bounds.append(max(left.at, left.voice.end) if right.after else right.lead or right.voice.start)
        if hits[0].lead is not None and len(hits) == 1:
            bounds[0] = hits[0].lead
        bounds.append(end)
        for hit, first, last in zip(hits, bounds, bounds[1:], strict=False):
            if hit.whole:
                first, last = start, end
            for opening, closing in quotes:
                if opening < last and closing > first and not opening < hit.at < closing:
                    first, last = min(first, opening), max(last, closing)
            yield _attribution(hit.voice, first, last)

    def _running_on(
        self, current: Voice | None, start: int, end: int, quotes: Sequence[tuple[int, int]]
    ) -> Voice | None:
        """The voice of a sentence without a cue: the one before it, unless somebody else acts in it."""
        if current is None or any(opening <= start + 1 and closing >= start + 1 for opening, closing in quotes):
            return current
        sentence = self.text[start:end]
        if not (current.speaker or RUNS_ON.match(sentence) or self._counts(sentence)):
            return None
        if OWN_WORDS.match(sentence) or SHOUTED_LABEL.match(sentence):
            return None
        lead = STARTS_ACT.match(sentence)
        at = start + (lead.end() if lead else 0)
        acting = [body for body in self.who.bodies_in(at, at + NEAR_START) if body.name != current.issuer]
        return None if acting else current

    def _counts(self, sentence: str) -> bool:
        """Whether a sentence begins with a number in words ("Ninety of them")."""
        first = next(iter(words_of(sentence[:NEAR_START])), None)
        return first is not None and first.bare.split("-")[0] in COUNTING

    def _opening_quote(
        self, index: int, quotes: Sequence[tuple[int, int]], hits: Sequence[Sequence[Hit]]
    ) -> Voice | None:
        """A paragraph that is a quotation without a speaker goes on with the speaker of the paragraph before."""
        block = self.layout.blocks[index]
        opens = bool(quotes) and quotes[0][0] <= block.start + 2
        if opens and not any(hits) and self.sources.last_end < block.start - REACH_BACK:
            return self._subject_before(index)
        near = self.sources.last is not None and block.start - self.sources.last_end < REACH_BACK and not any(hits)
        return self.sources.last if opens and near and self.sources.last and self.sources.last.speaker else None

    def _subject_before(self, index: int) -> Voice | None:
        """The person whom the paragraph before a quotation is about ("Rusu opposed the cut." "We had 40 cases …")."""
        before = self.layout.blocks[index - 1] if index else None
        if before is None or before.kind != "paragraph":
            return None
        opening = self.who.people_in(before.start, before.start + NEAR_START)
        return self.who.voice_of(opening[0]) if opening else None

    def _source_line(self, index: int, block: Block) -> Attribution | None:
        """As in "Source: X" under a table: X answers for the table."""
        line = SOURCE_LINE.match(self.text, block.start, block.end)
        if not line or index == 0:
            return None
        bodies = self.who.bodies_in(line.end(), block.end)
        first = index
        while first and self.layout.blocks[first - 1].kind in ("table_row", "table_header"):
            first -= 1
        if not bodies or first == index:
            return None
        voice = Voice(bodies[0].start, bodies[0].end, bodies[0].name, bodies[0].text)
        return _attribution(voice, self.layout.blocks[first].start, block.end)


def _attribution(voice: Voice, start: int, end: int) -> Attribution:
    return Attribution(voice.start, voice.end, start, end, voice.issuer, voice.text, voice.speaker)


def _voice(attribution: Attribution) -> Voice:
    return Voice(attribution.start, attribution.end, attribution.issuer, attribution.issuer_text, attribution.speaker)
