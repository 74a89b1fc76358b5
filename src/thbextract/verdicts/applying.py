"""Verdicts → claims: what a reader accepted, rejected, corrected and added, merged into what was extracted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from thbextract.edtf import bounds
from thbextract.records import Claim, Extraction
from thbextract.verdicts.places import Surroundings
from thbextract.verdicts.records import READING_FIELDS, Reading, ReviewedDocument, Verdict

REVIEWER = "reviewer"
"""The rule of a claim whose category a person has decided."""
PLACE = ("start", "end", "text")
FIGURE = ("category", "value", "value_max", "currency", "period")
"""The fields in which a repeated figure is the same (`resolve.repeats.first_of_each`)."""
OUTCOMES = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added"}


@dataclass(frozen=True, slots=True)
class Unapplied:
    """Verdicts on one document or claim that could not be applied: how many, and the reason in words.

    There are none on a document that was marked complete and has no claims.
    """

    source: str
    reason: str
    verdicts: int = 1


@dataclass(slots=True)
class Applied:
    """The extractions after verdicts were applied, and what became of the verdicts.

    `counts` has "accepted", "rejected", "corrected", "added", "undecided" (claims without a verdict), "changed"
    (accepted claims that the extractions have otherwise than the reviewer saw them; the reviewer's reading stands) and
    "unquoted" (added claims whose sentence nobody knows: the extraction has no text, and no claim in that sentence).
    """

    extractions: list[Extraction] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    unapplied: list[Unapplied] = field(default_factory=list)


def apply_verdicts(
    reviewed: Sequence[ReviewedDocument],
    extractions: Iterable[Extraction],
    *,
    checked_only: bool = False,
    all_documents: bool = False,
) -> Applied:
    """Apply verdicts to the claims of extractions; the order of the verdicts has no part in it.

    Args:
        reviewed: the verdicts. Their document is known by source and hash, or by the hash alone where the source has
            another name now.
        extractions: what they were given on.
        checked_only: leave out claims without a verdict, and documents on which there is none.
        all_documents: the extractions are of all documents, also of those without claims; then one that was marked
            complete and has no verdicts is missed too.
    """
    extractions = _whole(extractions)
    exact = {(one.source, one.sha256): one for one in reviewed}
    renamed = _renamed(exact, extractions)
    applied = Applied()
    found: set[tuple[str, str | None]] = set()
    for extraction in extractions:
        document = exact.get((extraction.source, extraction.sha256 or None)) or renamed.get(extraction.sha256)
        if document is None:
            applied.counts["undecided"] += len(extraction.claims)
            applied.extractions += [] if checked_only else [extraction]
            continue
        found.add((document.source, document.sha256))
        merged = _Merge(document, extraction, applied, checked_only).merged()
        applied.extractions.append(merged)
    sources = {one.source for one in extractions}
    absent = ((one, _absent(one, sources)) for key, one in exact.items() if key not in found)
    applied.unapplied += [
        told for one, told in absent if told.verdicts or (one.complete and (all_documents or one.source in sources))
    ]  # a text without claims is no row of a table
    return applied


def _whole(extractions: Iterable[Extraction]) -> list[Extraction]:
    """The extractions with one for each document: rows in another order than they were written come in pieces."""
    whole: list[tuple[Extraction, dict[str, Claim]]] = []
    first: dict[tuple[str, str], dict[str, Claim]] = {}
    for one in extractions:
        claims = {claim.id: claim for claim in one.claims}
        known = first.setdefault((one.source, one.sha256), claims)
        if known is claims or not claims or known.keys() & claims.keys() or len(claims) < len(one.claims):
            whole.append((one, claims))
        else:
            known |= claims
    return [
        replace(one, claims=tuple(claims.values())) if len(claims) > len(one.claims) else one for one, claims in whole
    ]


def _renamed(
    exact: Mapping[tuple[str, str | None], ReviewedDocument], extractions: Iterable[Extraction]
) -> dict[str, ReviewedDocument]:
    """Hash → the document of that content, of those whose own source is gone."""
    here = {(one.source, one.sha256) for one in extractions}
    gone = sorted((key for key in exact if key not in here and key[1]), reverse=True)
    return {str(key[1]): exact[key] for key in gone}


def _absent(document: ReviewedDocument, sources: set[str]) -> Unapplied:
    other = document.source in sources
    reason = "was made from another version of the text" if other else "is not among the documents of the claims"
    return Unapplied(document.source, reason, sum(document.decision_on(one) is not None for one in document.verdicts))


class _Merge:
    """The verdicts on one document and its claims, put together."""

    def __init__(
        self, document: ReviewedDocument, extraction: Extraction, applied: Applied, checked_only: bool
    ) -> None:
        self._document = document
        self._extraction = extraction
        self._applied = applied
        self._checked_only = checked_only
        self._surroundings = Surroundings(extraction)
        self._claims = {claim.id: claim for claim in extraction.claims}
        self._verdicts = {one.id: one for one in document.verdicts if document.decision_on(one)}
        self._gone: dict[str, Claim] = {}
        self._moved: dict[str, str] = {}
        self._misread: set[str] = set()
        self._stirred: set[tuple[Any, ...]] = set()  # figures of which a claim went, came or changed

    def merged(self) -> Extraction:
        """The extraction with the verdicts applied, its claims in text order."""
        moved_before = {
            self._document.id_at(one.reading): one for one in self._verdicts.values() if one.id not in self._claims
        }
        judged: dict[str, Claim] = {}
        undecided: list[Claim] = []
        for claim in self._extraction.claims:
            # A correction that was applied before has moved its claim to where the verdict has it.
            verdict = moved_before.get(claim.id) or self._verdicts.get(claim.id)
            if verdict is None or (_moves(claim, verdict.reading) and not self._stands(verdict)):
                undecided.append(claim)
            else:
                self._verdicts.pop(verdict.id, None)
                judged |= self._judged(claim, verdict)
        judged |= self._added()
        self._tell_unapplied()
        undecided = [claim for claim in undecided if claim.id not in judged]
        self._applied.counts["undecided"] += len(undecided)
        kept = sorted([*undecided, *judged.values()], key=lambda claim: (claim.start, claim.end))
        claims = self._linked(kept)
        if self._checked_only:
            claims = [claim for claim in claims if claim.id in judged]
        return replace(self._extraction, claims=tuple(claims))

    # -- single claims ---------------------------------------------------------------------------------------------

    def _judged(self, claim: Claim, verdict: Verdict) -> dict[str, Claim]:
        """The claim as it stands after the verdict, under its id; nothing if it is gone."""
        decision = self._document.decision_on(verdict) or "accept"
        if decision == "reject":
            self._applied.counts["rejected"] += 1
            self._gone[claim.id] = claim
            self._stirred.add(_figure(claim))
            return {}
        self._applied.counts[OUTCOMES[decision]] += 1
        read = self._as_read(claim, verdict.reading)
        if decision == "accept" and read != replace(claim, review=()):
            self._applied.counts["changed"] += 1
        if _figure(read) != _figure(claim):
            self._stirred |= {_figure(read), _figure(claim)}
        if read.id != claim.id:
            self._moved[claim.id] = read.id
        return {read.id: read}

    def _as_read(self, claim: Claim, reading: Reading) -> Claim:
        """A claim with the reviewer's fields; what hangs on those that differ is made anew, its doubts are settled."""
        changes = {
            name: getattr(reading, name)
            for name in READING_FIELDS
            if name not in PLACE and not _same(getattr(reading, name), getattr(claim, name))
        }
        if "period" in changes:
            changes |= _period_fields(reading.period)
        if "issuer" in changes:
            changes |= _issuer_fields(reading.issuer)
        if "category" in changes:
            changes["rule"] = REVIEWER
        if _moves(claim, reading):
            changes |= self._place_fields(reading)
        return replace(claim, **changes, review=())

    def _added(self) -> dict[str, Claim]:
        """The claims that the reviewer has found and no one before."""
        added = {}
        for verdict in [one for one in self._verdicts.values() if one.decision == "add" and self._stands(one)]:
            claim = self._new(verdict.reading)
            added[claim.id] = claim
            self._stirred.add(_figure(claim))
            self._applied.counts["added"] += 1
            self._applied.counts["unquoted"] += not self._surroundings.know_sentence_of(verdict.reading)
            del self._verdicts[verdict.id]
        return added

    def _new(self, reading: Reading) -> Claim:
        told: dict[str, Any] = {name: getattr(reading, name) for name in READING_FIELDS if name not in PLACE}
        told |= _period_fields(reading.period) | self._place_fields(reading)
        told |= _issuer_fields(reading.issuer)
        return Claim(**told, part_of=None, repeats=None, rule=REVIEWER, review=())

    def _stands(self, verdict: Verdict) -> bool:
        """Whether the text, as far as it is known, has what the reviewer reads in it."""
        if not self._surroundings.hold(verdict.reading):
            self._misread.add(verdict.id)
        return verdict.id not in self._misread

    def _place_fields(self, reading: Reading) -> dict[str, Any]:
        sentence, start = self._surroundings.sentence_of(reading)
        return {
            "id": self._document.id_at(reading),
            **{name: getattr(reading, name) for name in PLACE},
            "sentence": sentence,
            "sentence_start": start,
            "page": self._surroundings.page_of(reading),
        }

    def _tell_unapplied(self) -> None:
        """What is left of the verdicts found no claim, or no such text."""
        for verdict in self._verdicts.values():
            place = f"{verdict.reading.start}-{verdict.reading.end}"
            why = (
                f"the text has something else at {place}" if verdict.id in self._misread else "is not among the claims"
            )
            told = f"claim {verdict.id} ({self._document.decision_on(verdict)}): {why}"
            self._applied.unapplied.append(Unapplied(self._document.source, told))

    # -- links between claims --------------------------------------------------------------------------------------

    def _linked(self, claims: Sequence[Claim]) -> list[Claim]:
        """Claims whose links lead to claims that stand.

        Which claim a figure repeats is asked anew for the figures of which a claim went, came or changed.
        """
        first: dict[tuple[Any, ...], str] = {}
        for claim in claims:
            first.setdefault(_figure(claim), claim.id)
        linked = []
        for claim in claims:
            repeats = self._moved.get(claim.repeats or "", claim.repeats)
            if _figure(claim) in self._stirred or claim.repeats in self._gone:
                original = first[_figure(claim)]
                repeats = original if original != claim.id else None
            whole = self._standing(claim, first)
            linked.append(replace(claim, part_of=whole, repeats=repeats))
        return linked

    def _standing(self, part: Claim, first: Mapping[tuple[Any, ...], str]) -> str | None:
        """The id of the whole of a claim: for one that was rejected the same figure elsewhere, else its own whole."""
        whole, passed = part.part_of, {part.id}
        while whole in self._gone and whole not in passed:
            again = first.get(_figure(self._gone[whole]))
            if again and again != part.id:
                return again
            passed.add(whole)
            whole = self._gone[whole].part_of
        whole = None if whole is None or whole in passed else self._moved.get(whole, whole)
        return whole if whole != part.id else None


def _figure(claim: Claim) -> tuple[Any, ...]:
    return tuple(getattr(claim, name) for name in FIGURE)


def _moves(claim: Claim, reading: Reading) -> bool:
    return (claim.start, claim.end) != (reading.start, reading.end)


def _same(one: Any, other: Any) -> bool:
    """Whether two values are equal, numbers as a browser keeps them: large whole ones lose their last digits there."""
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    try:
        return bool(float(one) == float(other)) if numbers else bool(one == other)
    except OverflowError:
        return False


def _issuer_fields(issuer: str | None) -> dict[str, Any]:
    """What hangs on an issuer that the reviewer has given."""
    return {"issuer_text": None, "issuer_basis": "given" if issuer else None}


def _period_fields(period: str | None) -> dict[str, Any]:
    """What hangs on a period that the reviewer has given: its days; no words of the text are known for it."""
    first, last = bounds(period) if period else (None, None)
    days = {"period_start": first and first.isoformat(), "period_end": last and last.isoformat()}
    return {**days, "period_text": None, "period_basis": "given" if period else None}
