"""Pair predictions with gold, judge each pair and each leftover, count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Literal

from thbextract.errors import UsageError
from thbextract.evaluate.agree import (
    Predicted,
    right_issuer,
    right_period,
    right_qualifier,
    same_kind,
    same_number,
    same_place,
)
from thbextract.evaluate.gold import Answers, GoldClaim, GoldDocument

CORE = frozenset(
    ("cases", "investigations", "suspects", "prosecutions", "convictions", "victims", "assistance", "money")
)
SCORED = CORE | {"sentences", "groups", "persons", "activities", "organizations", "percent"}
SCOPES = {"core": CORE, "all": SCORED}
ROW_FIELDS: dict[str, Callable[[str | None, Answers], bool]] = {
    "qualifier": right_qualifier,
    "period": right_period,
    "issuer": right_issuer,
}
"""The fields that a row must have right beside its kind, and when they are."""
SPARSE_FIELDS = ("sex", "age_group", "exploitation", "per")
"""Fields that are mostly null: their score is the F1 over what is said, for accuracy would flatter."""
FURTHER_FIELDS = {"status": "status", "country": "country", "part_of": "part_of_number"}
"""Fields that gold may leave out → their names in gold: scored over the claims whose gold gives them, for that it is
silent says nothing of them. A whole is right by its number as written."""
DOCUMENT_FIELDS = {"date": right_period, "issuer": right_issuer, "reporting_period": right_period}

Verdict = Literal["right", "kind", "other", "neutral", "spurious", "missed"]


@dataclass
class Tally:
    """Right, wrong and missed ones, and the usual ratios of them."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 1 if nothing was predicted."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 if there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def values(self) -> dict[str, float | int]:
        """For the JSON output."""
        ratios = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {**ratios, "tp": self.right, "fp": self.wrong, "fn": self.missed}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a predicted claim, a gold claim, or a pair of them."""

    document: str
    verdict: Verdict
    predicted: Predicted | None = None
    gold: GoldClaim | None = None
    wrong_fields: tuple[str, ...] = ()
    wrong_further: tuple[str, ...] = ()
    whole: str | None = None
    """The number, as written, that the predicted claim is said to be a part of."""

    @property
    def start(self) -> int:
        """Where in the text it is about."""
        return int(self.predicted["start"]) if self.predicted else self.gold.start if self.gold else 0


@dataclass
class Report:
    """The score of some documents."""

    tallies: dict[str, Tally]
    fields: dict[str, float | None]
    sparse_fields: dict[str, Tally]
    further_fields: dict[str, float | None]
    recall_by_category: dict[str, tuple[int, int]]
    document_fields: dict[str, float | None]
    judgements: list[Judgement] = field(repr=False)

    def values(self) -> dict[str, Any]:
        """For the JSON output."""
        return {
            **{name: tally.values() for name, tally in self.tallies.items()},
            "fields": self.fields,
            "optional_fields": {name: tally.values() for name, tally in self.sparse_fields.items()},
            "further_fields": self.further_fields,
            "recall_by_category": {name: f"{hit}/{all_}" for name, (hit, all_) in self.recall_by_category.items()},
            "document_fields": self.document_fields,
        }


def score(gold: Mapping[str, GoldDocument], documents: Iterable[Mapping[str, Any]]) -> Report:
    """Score documents as the JSON output holds them; gold without a document of its name counts as missed.

    Raises:
        UsageError: if two documents have one name.
    """
    predicted = by_name(documents)
    judgements = [
        judgement
        for name, document in sorted(gold.items())
        for judgement in judge(name, document.claims, predicted.get(name, {}).get("claims", ()))
    ]
    return Report(
        {"number": _number_tally(judgements), **_scope_tallies(judgements)},
        {name: _share(_field_hits(judgements, name)) for name in ROW_FIELDS},
        {name: _sparse_tally(judgements, name) for name in SPARSE_FIELDS},
        {name: _share(_further_hits(judgements, name)) for name in FURTHER_FIELDS},
        _category_recall(judgements),
        {name: _share(_document_hits(gold, predicted, name)) for name in DOCUMENT_FIELDS},
        judgements,
    )


def by_name(documents: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Documents by the name of their source, without folder and suffix.

    Raises:
        UsageError: if two have one name.
    """
    named: dict[str, Mapping[str, Any]] = {}
    for document in documents:
        name = PurePath(document["source"]).stem
        if name in named:
            raise UsageError(f"two documents are named {name}", "score them in two runs")
        named[name] = document
    return named


def judge(name: str, gold: Sequence[GoldClaim], predicted: Sequence[Predicted]) -> Iterator[Judgement]:
    """A judgement for each pair, each spurious and each missed claim of one document."""
    partner = _pairs(gold, predicted)
    texts = {claim["id"]: claim.get("text") for claim in predicted if claim.get("id")}
    for i, g in partner.items():
        yield _judge_pair(name, predicted[i], gold[g], texts.get(predicted[i].get("part_of")))
    for i, claim in enumerate(predicted):
        if i not in partner and claim["category"] in SCORED:
            yield Judgement(name, "spurious", claim)
    found = set(partner.values())
    for g, wanted in enumerate(gold):
        if g not in found and "other" not in wanted.categories:
            yield Judgement(name, "missed", None, wanted)


def _pairs(gold: Sequence[GoldClaim], predicted: Sequence[Predicted]) -> dict[int, int]:
    """Index of a predicted claim → index of its gold: first those of one kind, then what shares the number."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for fits in (same_kind, lambda *_: True):
        for i, claim in enumerate(predicted):
            if i in partner:
                continue
            for g, wanted in enumerate(gold):
                if g not in taken and same_place(claim, wanted) and same_number(claim, wanted) and fits(claim, wanted):
                    partner[i] = g
                    taken.add(g)
                    break
    return partner


def _judge_pair(name: str, predicted: Predicted, gold: GoldClaim, whole: str | None) -> Judgement:
    if "other" in gold.categories:
        wrong = gold.categories == ("other",) and predicted["category"] in SCORED
        return Judgement(name, "other" if wrong else "neutral", predicted, gold)
    if not same_kind(predicted, gold):
        return Judgement(name, "kind", predicted, gold)
    wrong_fields = tuple(f for f, right in ROW_FIELDS.items() if not right(predicted.get(f), gold.answers(f)))
    further = {"status": predicted.get("status"), "country": predicted.get("country"), "part_of": whole}
    wrong_further = tuple(f for f in _further_given(gold) if further[f] not in gold.fields[FURTHER_FIELDS[f]])
    return Judgement(name, "right", predicted, gold, wrong_fields, wrong_further, whole)


def _further_given(gold: GoldClaim) -> list[str]:
    """The further fields that the gold of a claim speaks of."""
    return [name for name, key in FURTHER_FIELDS.items() if key in gold.fields]


def _number_tally(judgements: Iterable[Judgement]) -> Tally:
    """The score of finding the numbers, whatever they count."""
    verdicts = Counter(judgement.verdict for judgement in judgements)
    return Tally(verdicts["right"] + verdicts["kind"], verdicts["spurious"], verdicts["missed"])


def _scope_tallies(judgements: Sequence[Judgement]) -> dict[str, Tally]:
    """The score of kinds and the score of rows, over the core and over all scored categories."""
    kinds = {name: _tally(judgements, scope, rows=False) for name, scope in SCOPES.items()}
    return kinds | {f"row_{name}": _tally(judgements, scope, rows=True) for name, scope in SCOPES.items()}


def _tally(judgements: Iterable[Judgement], scope: frozenset[str], *, rows: bool) -> Tally:
    tally = Tally()
    for judgement in judgements:
        if judgement.verdict == "neutral":
            continue
        said = judgement.predicted is not None and judgement.predicted["category"] in scope
        wanted = judgement.gold is not None and judgement.gold.categories[0] in scope
        if judgement.verdict == "right":
            # A right answer that is not the first in rank is looked for where the prediction stands.
            wanted = wanted or said
            if not (rows and judgement.wrong_fields):
                tally.right += said
                continue
        tally.wrong += said
        tally.missed += wanted
    return tally


def _field_hits(judgements: Iterable[Judgement], name: str) -> list[bool]:
    return [name not in judgement.wrong_fields for judgement in judgements if judgement.verdict == "right"]


def _further_hits(judgements: Iterable[Judgement], name: str) -> list[bool]:
    return [
        name not in judgement.wrong_further
        for judgement in judgements
        if judgement.verdict == "right" and judgement.gold and name in _further_given(judgement.gold)
    ]


def _sparse_tally(judgements: Iterable[Judgement], name: str) -> Tally:
    tally = Tally()
    for judgement in judgements:
        if judgement.verdict != "right" or judgement.predicted is None or judgement.gold is None:
            continue
        said, answers = judgement.predicted.get(name) or None, judgement.gold.answers(name)
        tally.right += said is not None and said in answers
        tally.wrong += said is not None and said not in answers
        tally.missed += None not in answers and said not in answers
    return tally


def _category_recall(judgements: Iterable[Judgement]) -> dict[str, tuple[int, int]]:
    """Category → how many of its claims were found with their kind, and how many there are."""
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for judgement in judgements:
        if judgement.gold and "other" not in judgement.gold.categories:
            totals[judgement.gold.categories[0]] += 1
            hits[judgement.gold.categories[0]] += judgement.verdict == "right"
    return {name: (hits[name], totals[name]) for name in sorted(totals)}


def _document_hits(
    gold: Mapping[str, GoldDocument], predicted: Mapping[str, Mapping[str, Any]], name: str
) -> list[bool]:
    right = DOCUMENT_FIELDS[name]
    both = [key for key in gold if key in predicted]
    return [right(predicted[key].get(name), gold[key].fields.get(name, (None,))) for key in both]


def _share(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None
