"""spaCy component `thbextract_quantities`: the quantities of a Doc, in anybody's pipeline.

It sets `doc._.thb_quantities` (a tuple of `records.Quantity`, offsets into `doc.text`) and the span group
`doc.spans["thbextract_quantities"]`. Numbers inside of `doc._.thb_periods`, if an earlier component has set
them, are dates and no quantities.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from thbextract.normalize.quantities import QuantityFinder
from thbextract.patterns import load_packs
from thbextract.records import Quantity

NAME = "thbextract_quantities"


class QuantityComponent:
    """Finds quantities in each Doc that passes."""

    def __init__(self, finder: QuantityFinder, country: str | None = None) -> None:
        if not Doc.has_extension("thb_quantities"):
            Doc.set_extension("thb_quantities", default=())
        self.finder = finder
        self.country = country

    def __call__(self, doc: Doc) -> Doc:
        """Find, then set the annotations."""
        self.set_annotations(doc, self.find(doc))
        return doc

    def find(self, doc: Doc) -> tuple[Quantity, ...]:
        """The quantities of a Doc, the time expressions that it knows left out."""
        periods = doc._.thb_periods if Doc.has_extension("thb_periods") else ()
        taken = [(period.start, period.end) for period in periods or ()]
        quantities, _ = self.finder.find(doc.text, taken=taken, country=self.country)
        return quantities

    def set_annotations(self, doc: Doc, quantities: tuple[Quantity, ...]) -> None:
        """Write quantities to the Doc; a span takes in every token that the number touches."""
        doc._.thb_quantities = quantities
        spans = (doc.char_span(q.start, q.end, label=q.kind, alignment_mode="expand") for q in quantities)
        doc.spans[NAME] = [span for span in spans if isinstance(span, Span)]


@Language.factory(
    NAME, assigns=["doc._.thb_quantities", f"doc.spans[{NAME!r}]"], default_config={"country": None}
)
def make_quantities(nlp: Language, name: str, country: str | None = None) -> QuantityComponent:  # noqa: ARG001
    """Make the component with the packs that come with the tool.

    Args:
        nlp: the pipeline (spaCy passes it; nothing of it is used).
        name: the component's name in the pipeline.
        country: ISO 3166-1 alpha-2 of the documents, which decides what a bare "$" or "shillings" are.
    """
    return QuantityComponent(QuantityFinder(load_packs()), country)
