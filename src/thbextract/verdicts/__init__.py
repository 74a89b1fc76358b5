"""Verdicts that a reader gave on claims: read them, apply them to claims."""

from thbextract.verdicts.applying import Applied, Unapplied, apply_verdicts
from thbextract.verdicts.reading import read_verdicts, speaks_of_verdicts
from thbextract.verdicts.records import Reading, ReviewedDocument, Verdict

__all__ = [
    "Applied",
    "Reading",
    "ReviewedDocument",
    "Unapplied",
    "Verdict",
    "apply_verdicts",
    "read_verdicts",
    "speaks_of_verdicts",
]
