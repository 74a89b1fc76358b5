"""spaCy component `thbextract_bodies`: the ministries, courts, agencies and organisations of a Doc.

It sets `doc._.thb_bodies` (a tuple of `records.Body`) and `doc.spans["thbextract_bodies"]`;
`doc.user_data["thb_offset"]` is where the Doc begins in its document.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from thbextract.normalize.bodies import BodyFinder
from thbextract.patterns import load_packs

NAME = "thbextract_bodies"


class BodiesComponent:
    """Finds the bodies that a Doc names."""

    def __init__(self, finder: BodyFinder) -> None:
        self.finder = finder

    def __call__(self, doc: Doc) -> Doc:
        """Find, then set the annotations; a span takes in every token that the name touches."""
        offset = doc.user_data.get("thb_offset", 0)
        bodies = self.finder.find(doc.text, offset=offset)
        doc._.thb_bodies = bodies
        spans = (doc.char_span(b.start - offset, b.end - offset, label="BODY", alignment_mode="expand") for b in bodies)
        doc.spans[NAME] = [span for span in spans if isinstance(span, Span)]
        return doc


@Language.factory(NAME, assigns=["doc._.thb_bodies", "doc.spans"], default_config={"patterns": []})
def make_bodies(nlp: Language, name: str, patterns: list[str]) -> BodiesComponent:
    """Build the component; `patterns` are pack files or folders beside those of the tool."""
    del nlp, name
    if not Doc.has_extension("thb_bodies"):
        Doc.set_extension("thb_bodies", default=())
    return BodiesComponent(BodyFinder(load_packs(patterns)))
