"""Evidence for who issued a document: each sign names a body and says how much it weighs.

Lines first (letterhead, byline, footer, site name, dateline), then the title, then the text itself: who announces,
who speaks all through, who says "we". A sign is a general habit of documents; the weights are in `WEIGHTS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thbextract.normalize.bodies import BodyFinder
from thbextract.records import Attribution, Body
from thbextract.resolve.cues import Cues
from thbextract.resolve.formulas import of_formulas, of_title
from thbextract.resolve.habits import of_habits
from thbextract.resolve.letterheads import of_lines
from thbextract.resolve.material import Material
from thbextract.resolve.matter import Matter
from thbextract.resolve.wires import of_agencies

# How much a sign is worth. A sign that names the issuer outright is enough alone (`publisher.ENOUGH`), habits of
# the text are not. Chosen by the share of documents in which a sign was right.
WEIGHTS = {
    "published": 7.0,
    "site": 5.0,
    "address": 4.5,
    "letterhead": 4.0,
    "lowest": 1.0,
    "unknown name": 3.0,
    "dateline": 4.0,
    "sign-off": 4.0,
    "source": 4.0,
    "asked": 5.0,
    "signature": 3.0,
    "running": 3.0,
    "title": 3.0,
    "announced": 3.0,
    "informed": 3.0,
    "told": 3.0,
    "own words": 3.0,
    "politician": 4.0,
    "headline": 2.0,
    "contact": 2.0,
    "subject": 3.0,
    "leads": 3.0,
    "release": 1.5,
    "first named": 1.5,
    "taken up": 1.5,
}
READERS = (of_lines, of_agencies, of_title, of_formulas, of_habits)


@dataclass(frozen=True, slots=True)
class Evidence:
    """That `name` issued the document: what says so, how much that weighs, and where it stands."""

    name: str
    weight: float
    sign: str
    place: int


def evidence_of(
    finder: BodyFinder,
    cues: Cues,
    matter: Matter,
    bodies: Sequence[Body],
    attributions: Sequence[Attribution],
    title: str | None,
) -> list[Evidence]:
    """Every sign of who issued a document, in the order of `READERS`."""
    material = Material(finder, cues, matter, bodies, attributions, title)
    found = [Evidence(name, WEIGHTS[sign], sign, place) for reader in READERS for sign, name, place in reader(material)]
    if found and material.released:
        found += [Evidence(e.name, WEIGHTS["release"], "release", e.place) for e in found]
    return found
