"""spaCy component `thbextract_quantities`: the quantities of a Doc, in anybody's pipeline.

It sets `doc._.thb_quantities` (a tuple of `records.Quantity`) and the span group
`doc.spans["thbextract_quantities"]`. Numbers inside of `doc._.thb_periods`, if an earlier component has set
them, are dates and no quantities. `doc.user_data` may hold `thb_countries` (ISO 3166-1 alpha-2; the first
that has such a currency decides what a bare "$" is) and `thb_offset` (where the Doc begins in its document:
offsets count from there), and `thb_trace` (a `Trace`, which is given the numbers that are no quantities).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from thbextract.normalize.quantities import QuantityFinder
from thbextract.patterns import load_packs
from thbextract.records import Quantity

NAME = "thbextract_quantities"


class QuantityComponent:
    """Finds quantities in each Doc that passes."""

    def __init__(self, finder: QuantityFinder, countries: Sequence[str] = ()) -> None:
        self.finder = finder
        self.countries = countries

    def __call__(self, doc: Doc) -> Doc:
        """Find, then set the annotations."""
        self.set_annotations(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> tuple[Quantity, ...]:
        """The quantities of a Doc, the time expressions that it knows left out."""
        offset = doc.user_data.get("thb_offset", 0)
        periods = doc._.thb_periods if Doc.has_extension("thb_periods") else ()
        quantities, left_out = self.finder.find(
            doc.text,
            taken=[(period.start - offset, period.end - offset) for period in periods],
            offset=offset,
            countries=doc.user_data.get("thb_countries", self.countries),
        )
        if (trace := doc.user_data.get("thb_trace")) is not None:
            trace.left_out += left_out
        return quantities

    def set_annotations(self, doc: Doc, quantities: tuple[Quantity, ...]) -> None:
        """Write quantities to the Doc; a span takes in every token that the number touches."""
        offset = doc.user_data.get("thb_offset", 0)
        doc._.thb_quantities = quantities
        spans = (
            doc.char_span(q.start - offset, q.end - offset, label=q.kind, alignment_mode="expand") for q in quantities
        )
        doc.spans[NAME] = [span for span in spans if isinstance(span, Span)]


@Language.factory(
    NAME,
    assigns=["doc._.thb_quantities", "doc.spans"],
    default_config={"countries": [], "patterns": []},
)
def make_quantities(nlp: Language, name: str, countries: list[str], patterns: list[str]) -> QuantityComponent:
    """Make the component.

    Args:
        nlp: the pipeline (spaCy passes it; nothing of it is used).
        name: the component's name in the pipeline.
        countries: ISO 3166-1 alpha-2 of the documents, likeliest first; they decide what a bare "$" is.
        patterns: pack files or folders beside those of the tool.
    """
    del nlp, name
    if not Doc.has_extension("thb_quantities"):
        Doc.set_extension("thb_quantities", default=())
    return QuantityComponent(QuantityFinder(load_packs(patterns)), countries)
