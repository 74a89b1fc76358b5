"""The body that issued a document: the name with the most evidence, if that is enough; else null.

About a third of the documents that people have are pages from the middle of a report or texts of a publisher that
is not named. So a weak guess is left out, and signs that name an issuer outright outweigh habits of the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from thbextract.normalize.bodies import BodyFinder, blocks_apart
from thbextract.normalize.names import words_of
from thbextract.records import Attribution, Body, Layout
from thbextract.resolve.cues import Cues
from thbextract.resolve.evidence import Evidence, evidence_of
from thbextract.resolve.matter import Matter

ENOUGH = 3.0  # one sign that names the issuer outright, or two habits of the text


class PublisherFinder:
    """Finds the issuing body of a document; build it once, it holds no state of a text."""

    def __init__(self, cues: Cues, bodies: BodyFinder) -> None:
        self._cues = cues
        self._finder = bodies

    def matter(self, layout: Layout, bodies: Sequence[Body], text: str | None = None) -> Matter:
        """The front and back matter of a document; `text` has the line breaks that the layout's shadow lacks."""
        return Matter(text or blocks_apart(layout), layout, bodies, self._finder, self._cues)

    def issuer_of(
        self, matter: Matter, bodies: Sequence[Body], attributions: Sequence[Attribution], title: str | None
    ) -> str | None:
        """The name of the body that issued the document as the text has it, null where too little says so."""
        return weigh(self.evidence(matter, bodies, attributions, title))

    def evidence(
        self, matter: Matter, bodies: Sequence[Body], attributions: Sequence[Attribution], title: str | None
    ) -> list[Evidence]:
        """Every sign of who issued the document."""
        return evidence_of(self._finder, self._cues, matter, bodies, attributions, title)


def weigh(evidence: Sequence[Evidence]) -> str | None:
    """The name with the most weight, each sign counted once.

    Of two names for one body the first one stands, but no fund or project for its owner that has a better sign.
    """
    sums: dict[str, dict[str, float]] = {}
    best: dict[str, Evidence] = {}
    for one in evidence:
        group = next((name for name in sums if _same(name, one.name)), one.name)
        signs = sums.setdefault(group, {})
        signs[one.sign] = max(signs.get(one.sign, 0.0), one.weight)
        best[group] = max(best.get(group, one), one, key=lambda evidence: evidence.weight)
    ranked = sorted(sums.items(), key=lambda pair: -sum(pair[1].values()))
    if not ranked or sum(ranked[0][1].values()) < ENOUGH:
        return None
    name = ranked[0][0]
    owner = best[name].name
    owned = name.startswith(owner) and name[len(owner) :][:1] in ("'", "’")
    return owner if owned else name


def _same(left: str, right: str) -> bool:
    """Whether two names mean one body: the same words, or one begins the other ("Home Office statistics")."""
    a, b = ([word.bare for word in words_of(name) if word.bare != "the"] for name in (left, right))
    short, long = sorted((a, b), key=len)
    return bool(short) and long[: len(short)] == short and (len(short) > 1 or len(long) == 1)
