"""Across documents: which claims are one figure, which figures disagree, and which may be compared over the years.

Nothing is ever added up here but the parts of a total, to see whether they are that total.
"""

from thbextract.series.compare import DIMENSIONS, Comparison, Dimension, compare
from thbextract.series.figures import Figure, Report
from thbextract.series.findings import FINDING_KINDS, Finding
from thbextract.series.growth import NOT_COMPARABLE, Growth, Reason

__all__ = [
    "DIMENSIONS",
    "FINDING_KINDS",
    "NOT_COMPARABLE",
    "Comparison",
    "Dimension",
    "Figure",
    "Finding",
    "Growth",
    "Reason",
    "Report",
    "compare",
]
