"""The issuer of each claim: the innermost attribution around it, else the body that issued the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush

from thbextract.records import Attribution, Block, Facts, Given, IssuerBasis, IssuerOf, Layout


def issuers_of(
    counts: Sequence[tuple[int, int]],
    layout: Layout,
    attributions: Sequence[Attribution],
    facts: Facts,
    given: Given | None = None,
) -> list[IssuerOf]:
    """The issuer of each count (its offsets), in the order of `counts`.

    An attribution in a list's lead-in or under a table has the basis `heading`.
    A speaker whose body is unknown leaves the issuer to the document. An issuer that a flag gave has the
    basis `given`.
    """
    basis: IssuerBasis = "given" if given and given.issuer else "document"
    own = IssuerOf(facts.issuer, None, None, basis) if facts.issuer else IssuerOf()
    found = dict(_innermost(sorted(start for start, _ in counts), attributions))
    edges = [block.start for block in layout.blocks]
    return [_issuer(found.get(start), own, _block(layout, edges, start)) for start, _ in counts]


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
