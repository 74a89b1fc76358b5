"""spaCy component `thbextract_periods`: the time expressions of a Doc.

Put `thb_today`, `thb_reporting_period` (EDTF) and `thb_country` (ISO 3166-1 alpha-2) into
`doc.user_data` before the pipe runs, and relative expressions are resolved against them.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from thbextract.normalize.periods import PeriodFinder

SPANS = "thbextract_periods"


class PeriodsComponent:
    """Sets `doc._.thb_periods` (a tuple of `Period`) and `doc.spans["thbextract_periods"]`."""

    def __init__(self, name: str = SPANS) -> None:
        self.name = name
        self._finder = PeriodFinder()

    def __call__(self, doc: Doc) -> Doc:
        """Find the time expressions of one Doc."""
        known = doc.user_data
        periods = self._finder.find(
            doc.text,
            today=known.get("thb_today"),
            reporting_period=known.get("thb_reporting_period"),
            country=known.get("thb_country"),
        )
        doc._.thb_periods = periods
        spans = (doc.char_span(p.start, p.end, label="PERIOD", alignment_mode="expand") for p in periods)
        doc.spans[SPANS] = [span for span in spans if isinstance(span, Span)]
        return doc


@Language.factory(
    SPANS,
    assigns=["doc._.thb_periods", "doc.spans"],
    default_config={},
)
def make_periods(nlp: Language, name: str) -> PeriodsComponent:
    """Build the component; `nlp.add_pipe("thbextract_periods")` calls it."""
    del nlp  # the grammar needs no vocabulary of the pipeline's
    register()
    return PeriodsComponent(name)


def register() -> None:
    """Make `doc._.thb_periods` known to spaCy."""
    if not Doc.has_extension("thb_periods"):
        Doc.set_extension("thb_periods", default=())
