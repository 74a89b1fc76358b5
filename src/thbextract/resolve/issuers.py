"""The issuer of each claim: the innermost attribution around it, else the body that issued the document."""

from __future__ import annotations

from collections.abc import Sequence

from thbextract.records import Attribution, Facts, Given, IssuerOf, Layout


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
    basis = "given" if given and given.issuer else "document"
    own = IssuerOf(facts.issuer, None, None, basis) if facts.issuer else IssuerOf()
    del layout
    return [_issuer(start, attributions, own) for start, _ in counts]


def _issuer(at: int, attributions: Sequence[Attribution], own: IssuerOf) -> IssuerOf:
    around = [a for a in attributions if a.scope_start <= at < a.scope_end]
    if not around:
        return own
    inner = min(around, key=lambda a: a.scope_end - a.scope_start)
    if inner.issuer is None:
        return IssuerOf(own.issuer, own.text, inner.speaker, own.basis)
    return IssuerOf(inner.issuer, inner.issuer_text or inner.issuer, inner.speaker, "stated")
