"""The issuer of each claim: the innermost attribution around it, else the body that issued the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush

from thbextract.records import Attribution, Block, Facts, Given, IssuerBasis, IssuerOf, Layout

OPENING = 3  # sentences in which a text that retells names its source
ISSUING = 5  # and in which it says who has issued what it tells of
SHORTEST_PARAGRAPH = 90  # characters: a shorter one is a byline or a caption, unless it is a sentence
SHORTEST_SENTENCE = 40
SENTENCE_ENDS = (".", "!", "?", "”", '"')
MIN_ACRONYM = 3
RUN_REACH = 70  # characters from "which runs" to the end of the name
WORD = re.compile(r"\w+")
ESTIMATED = re.compile(r"[^.;:\n]{0,60}\bestimate[sd]?\b", re.IGNORECASE)
RUNS = re.compile(
    r"(?:\s\([^()]{1,20}\))?,\s(?:which|that|who|the\s(?:group|charity|organi[sz]ation|body)\sthat)\s(?:also\s)?"
    r"(?:runs?|ran|operates?|manages?|publishe[sd]|publish|compiles?|maintains?|collects?|hosts?|oversees?|keeps?|administers?)\b"
)
PROSE = ("paragraph", "list_item")


def issuers_of(
    counts: Sequence[tuple[int, int]],
    layout: Layout,
    attributions: Sequence[Attribution],
    facts: Facts,
    given: Given | None = None,
    *,
    retold: bool = False,
    issuing: Sequence[Attribution] = (),
) -> list[IssuerOf]:
    """The issuer of each count (its offsets), in the order of `counts`.

    An attribution in a list's lead-in or under a table has the basis `heading`.
    A speaker whose body is unknown leaves the issuer to the document. An issuer that a flag gave has the
    basis `given`. A text that is `retold` (a newspaper's, or nobody's) opens with the source of its figures;
    what it says before anybody else speaks has that source. `issuing` are bodies that the text says have issued
    what it tells of.
    """
    basis: IssuerBasis = "given" if given and given.issuer else "document"
    own = IssuerOf(facts.issuer, None, None, basis) if facts.issuer else IssuerOf()
    found = dict(_innermost(sorted(start for start, _ in counts), attributions))
    edges = [block.start for block in layout.blocks]
    source = _Retold(layout, attributions, issuing, facts.issuer) if retold and basis == "document" else None
    return [
        _issuer(
            found.get(start),
            (source and source.source_at(start, found.get(start))) or own,
            _block(layout, edges, start),
        )
        for start, _ in counts
    ]


def opening_of(layout: Layout, most: int = ISSUING) -> tuple[int, int]:
    """Where the first sentences of a text begin and end, `most` of them."""
    blocks = [block for block in layout.blocks if block.kind in PROSE and _is_text(layout, block)]
    opening = [sentence for block in blocks[:most] for sentence in block.sentences][:most]
    return (opening[0].start, opening[-1].end) if opening else (0, 0)


def _is_text(layout: Layout, block: Block) -> bool:
    """Whether a paragraph is long enough for one, or a sentence that ends as such."""
    text = layout.shadow[block.start : block.end].strip()
    return len(text) >= SHORTEST_PARAGRAPH or (len(text) >= SHORTEST_SENTENCE and text.endswith(SENTENCE_ENDS))


class _Retold:
    """The source of a text that retells: who its opening names, or the one body that speaks in it."""

    def __init__(
        self, layout: Layout, attributions: Sequence[Attribution], issuing: Sequence[Attribution], own: str | None
    ) -> None:
        told = (said for said in attributions if said.issuer and not (own and _one_body(said.issuer, own)))
        self._named = sorted(told, key=lambda said: said.start)
        self._issuing = issuing
        self._text = layout.shadow
        self._opening = opening_of(layout, OPENING)
        first = self._opener() or self._sole_voice(layout.shadow[: self._opening[1]])
        self._source = IssuerOf(first.issuer, first.issuer_text or first.issuer, None, "document") if first else None
        others = (said for said in self._named if first and not _one_body(said.issuer, first.issuer))
        other = next((said for said in others if first and not _runs(layout.shadow, said, first)), None)
        self._end = other.start if other else len(layout.shadow)

    def _opener(self) -> Attribution | None:
        """The first attribution, if it is in the opening, or who has issued what the text tells of."""
        start, end = self._opening
        early = [said for said in self._named[:1] if start <= said.start < end and not self._background(said)]
        return min((*early, *self._issuing), key=lambda said: said.start, default=None)

    def _background(self, said: Attribution) -> bool:
        """Whether an attribution is of an estimate, which a text cites beside its own news."""
        return ESTIMATED.match(self._text, said.end) is not None

    def _sole_voice(self, opening: str) -> Attribution | None:
        """The first attribution if all are to one body that a person speaks for and the opening names."""
        first = self._named[0] if self._named else None
        if first is None or not all(_one_body(said.issuer, first.issuer) for said in self._named):
            return None
        fullest = max(self._named, key=lambda said: len(said.issuer or ""))
        name = fullest.issuer or ""
        spoken = any(said.speaker for said in self._named)
        return fullest if spoken and name[:1].isupper() and name in opening else None

    def source_at(self, place: int, said: Attribution | None) -> IssuerOf | None:
        """The source for a count at `place`, null from where others speak.

        "Police" without a name answer only for what somebody is quoted with, not for all that a paper tells.
        """
        if self._source is None or place >= self._end:
            return None
        named = (self._source.issuer or "").split()[-1][:1].isupper()
        return self._source if named or said is not None else None


def _one_body(left: str | None, right: str | None) -> bool:
    """Whether two names may mean one body: one has all the words of the other, or is made of its first letters."""
    a, b = (WORD.findall(name or "") for name in (left, right))
    x, y = (frozenset(word.lower() for word in words) for words in (a, b))
    return x <= y or y <= x or _acronym(a, b) or _acronym(b, a)


def _acronym(short: Sequence[str], words: Sequence[str]) -> bool:
    """Whether one word in capitals begins with the first letters of a name, of whose end the text may have less."""
    initials = "".join(word[0] for word in words if word[0].isupper())
    return len(short) == 1 and len(initials) >= MIN_ACRONYM and short[0].isupper() and short[0].startswith(initials)


def _runs(text: str, said: Attribution, first: Attribution) -> bool:
    """Whether a body runs the other: "Polestar, which runs the hotline, …" is the voice of the hotline."""
    behind = RUNS.match(text, said.end) if first.issuer else None
    last = (first.issuer or "").split()[-1].lower()
    return behind is not None and last in text[behind.end() : behind.end() + RUN_REACH].lower()


def _block(layout: Layout, edges: Sequence[int], place: int) -> Block | None:
    at = bisect_right(edges, place) - 1
    return layout.blocks[at] if at >= 0 else None


def _innermost(places: Sequence[int], attributions: Sequence[Attribution]) -> list[tuple[int, Attribution]]:
    """The attribution with the shortest scope around each place; one pass, places in order."""
    numbered = list(enumerate(attributions))
    waiting = sorted(numbered, key=lambda pair: -pair[1].scope_start)
    open_: list[tuple[int, int, Attribution]] = []
    found: list[tuple[int, Attribution]] = []
    for place in places:
        while waiting and waiting[-1][1].scope_start <= place:
            number, said = waiting.pop()
            heappush(open_, (said.scope_end - said.scope_start, number, said))
        while open_ and open_[0][2].scope_end <= place:
            heappop(open_)
        if open_:
            found.append((place, open_[0][2]))
    return found


def _issuer(said: Attribution | None, own: IssuerOf, block: Block | None) -> IssuerOf:
    if said is None:
        return own
    if said.issuer is None:
        return IssuerOf(own.issuer, own.text, said.speaker, own.basis)
    basis: IssuerBasis = "heading" if block and _introduced(said, block) else "stated"
    return IssuerOf(said.issuer, said.issuer_text or said.issuer, said.speaker, basis)


def _introduced(said: Attribution, block: Block) -> bool:
    """Whether the attribution stands in a list's lead-in or in the source line of a table."""
    outside = said.end <= block.start or said.start >= block.end
    return outside and block.kind in ("list_item", "table_row", "table_header")
