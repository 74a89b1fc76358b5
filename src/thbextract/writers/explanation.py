"""What became of the numbers of a text, for people: sentence by sentence. The command line draws it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from thbextract.records import Claim, ExplainedNumber, Extraction, Outcome
from thbextract.writers.table import line_starts, place_of
from thbextract.writers.visible import visible

TAKEN_AS = {"not_a_claim": "no claim", "left": "left"}


@dataclass(frozen=True, slots=True)
class Told:
    """One number as a terminal shows it: what it was taken as, and why, with the words that speak for it.

    `context` says where a claim has its period and its issuer from.
    """

    text: str
    outcome: Outcome
    taken_as: str
    why: str
    context: str = ""


def told_sentences(extraction: Extraction) -> Iterator[tuple[str, str, list[Told]]]:
    """The sentences that hold numbers: place (line and column from 1), the sentence, and its numbers."""
    starts = line_starts(extraction.text)
    claims = {claim.id: claim for claim in extraction.claims}
    places = {
        number.claim: f"{_quoted(number.text)} ({place_of(number.start, starts)})"
        for number in extraction.numbers or ()
        if number.claim
    }
    for start, numbers in groupby(extraction.numbers or (), key=_sentence_start):
        told = list(numbers)
        sentence = extraction.text[start : max(number.sentence_end for number in told)]
        lines = [_told(number, claims.get(number.claim or ""), places) for number in told]
        yield place_of(start, starts), visible(sentence), lines


def _sentence_start(number: ExplainedNumber) -> int:
    return number.sentence_start


def _told(number: ExplainedNumber, claim: Claim | None, places: Mapping[str, str]) -> Told:
    taken_as = number.category or f"{TAKEN_AS[number.outcome]}: {number.reason}"
    why = number.why + (f", {places[number.same_as]}" if number.same_as else "")
    if number.rule:
        why += f"; rule {number.rule}" + _words(number)
    context = "; ".join(_circumstances(claim)) if claim else ""
    return Told(visible(number.text), number.outcome, taken_as, visible(why), visible(context))


def _words(number: ExplainedNumber) -> str:
    return " on " + " … ".join(_quoted(words.text) for words in number.words) if number.words else ""


def _circumstances(claim: Claim) -> Iterator[str]:
    """Where the claim has its period and its issuer from."""
    if claim.period:
        yield f"period {claim.period} ({_basis(claim.period_basis, claim.period_text)})"
    if claim.issuer:
        yield f"issuer {claim.issuer} ({_basis(claim.issuer_basis, claim.issuer_text)})"


def _basis(basis: str | None, text: str | None) -> str:
    return f"{basis}: {_quoted(text)}" if text else str(basis)


def _quoted(text: str) -> str:
    return f"“{text}”"
