"""What a reader has decided on the claims of documents, as the review page exports it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from thbextract.records import AgeGroup, Category, Exploitation, Qualifier, Sex, Status

Decision = Literal["accept", "reject", "correct", "add"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim as the reviewer has it (a rejected one as it was): the fields that a person can judge by the text.

    They are those of `records.Claim`; `period` is EDTF, offsets are code points into the document's text.
    """

    category: Category
    value: float | int
    value_max: float | int | None
    qualifier: Qualifier
    unit: str | None
    currency: str | None
    per: str | None
    action: str | None
    status: Status
    sex: Sex | None
    age_group: AgeGroup | None
    exploitation: Exploitation | None
    period: str | None
    issuer: str | None
    speaker: str | None
    country: str | None
    start: int
    end: int
    text: str


READING_FIELDS = tuple(field.name for field in fields(Reading))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided on one claim; None where nothing was said of it, in a document that is complete.

    `id` is that of the claim before anything was corrected; an added claim has the one that its place gives it.
    """

    id: str
    decision: Decision | None
    note: str | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """The verdicts on one document.

    `complete` says that the reader has seen the whole text: then `verdicts` has all of its claims, and those on which
    nothing was decided count as accepted. `sha256` is None for an input that could not be read. `date` and
    `reporting_period` are EDTF.
    """

    source: str
    sha256: str | None
    title: str | None
    date: str | None
    issuer: str | None
    reporting_period: str | None
    complete: bool
    verdicts: tuple[Verdict, ...]

    def id_at(self, reading: Reading) -> str:
        """The id of a claim that stands where `reading` does."""
        return f"{(self.sha256 or '')[:12]}-{reading.start}-{reading.end}"

    def decision_on(self, verdict: Verdict) -> Decision | None:
        """What was decided: in a document that is complete nothing but acceptance is left unsaid."""
        return verdict.decision or ("accept" if self.complete else None)

    def standing(self) -> list[Reading]:
        """The claims that the reader lets stand, as the reader has them."""
        return [one.reading for one in self.verdicts if self.decision_on(one) not in (None, "reject")]
