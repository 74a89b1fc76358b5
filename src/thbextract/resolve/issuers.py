"""The issuer of each claim: the innermost attribution around it, else the body that issued the document."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from thbextract.records import Attribution, Facts, Given, IssuerBasis, IssuerOf, Layout


def issuers_of(
    counts: Sequence[tuple[int, int]],
    layout: Layout,
    attributions: Sequence[Attribution],
    facts: Facts,
    given: Given | None = None,
) -> list[IssuerOf]:
    """The issuer of each count (its offsets), in the order of `counts`.

    A speaker whose body is unknown leaves the issuer to the document. An issuer that a flag gave has the
    basis `given`.
    """
    del layout
    basis: IssuerBasis = "given" if given and given.issuer else "document"
    own = IssuerOf(facts.issuer, None, None, basis) if facts.issuer else IssuerOf()
    found = dict(_innermost(sorted(start for start, _ in counts), attributions))
    return [_issuer(found.get(start), own) for start, _ in counts]


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


def _issuer(said: Attribution | None, own: IssuerOf) -> IssuerOf:
    if said is None:
        return own
    if said.issuer is None:
        return IssuerOf(own.issuer, own.text, said.speaker, own.basis)
    return IssuerOf(said.issuer, said.issuer_text or said.issuer, said.speaker, "stated")
