"""What two scores against one gold differ in, claim by claim: the logic behind `quality.py`.

A gold claim is *gained* if it is right after a change and was not before, *lost* the other way round. Claims
that gold does not have, or has as another category, are false positives: *gone*, *new*, or *otherwise* wrong
than before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from thbextract.evaluate import GoldClaim, Report
from thbextract.evaluate.score import FURTHER_FIELDS, ROW_FIELDS, SCORED, Judgement

Kind = Literal["gained", "lost", "gone", "new", "otherwise"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FIELDS = ("row", "category", *ROW_FIELDS, *FURTHER_FIELDS)
"""What a comparison may be narrowed to; `row` is whether all that a row hangs on is right."""
Place = tuple[str, int, int]
"""Document, first character, character after the last."""
NO_CLAIM = "no claim"
MISSED = "missed"
FOUND = "found"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after, with what gold has for it (several answers with bars between)."""

    field: str
    before: str
    after: str
    gold: str


@dataclass(frozen=True, slots=True)
class Change:
    """One number that is judged otherwise than before; `category` is gold's, or what was said of a false positive.

    `still_wrong` are the fields of a gained claim that keep its row from being right.
    """

    kind: Kind
    document: str
    start: int
    end: int
    text: str
    category: str
    differences: tuple[Difference, ...]
    still_wrong: tuple[str, ...] = ()


def compare(before: Report, after: Report, field: str | None = None) -> list[Change]:
    """The changes between two scores of the same gold, kind by kind in text order.

    Args:
        before: the score of the base.
        after: the score of the change.
        field: one of `FIELDS`, to see only where it turned right or wrong; None for all but `row`. Those
            below the category are compared where the category was right before and after.
    """
    old, new = _by_gold(before), _by_gold(after)
    found = [change for place in old for change in _of_claim(old[place], new[place], field)]
    if field in (None, "row", "category"):
        found += _false_positives(before, after)
    return sorted(found, key=lambda change: (KINDS.index(change.kind), change.document, change.start))


def _by_gold(report: Report) -> dict[Place, Judgement]:
    """What became of each gold claim that counts."""
    counting = (j for j in report.judgements if j.gold and "other" not in j.gold.categories)
    return {_place(judgement): judgement for judgement in counting}


def _place(judgement: Judgement) -> Place:
    """Where a judgement is about: the gold's place, for a spurious claim its own."""
    if judgement.gold:
        return judgement.document, judgement.gold.start, judgement.gold.end
    assert judgement.predicted, "a judgement is about gold, a prediction, or both"
    return judgement.document, judgement.predicted["start"], judgement.predicted["end"]


def _right(judgement: Judgement) -> frozenset[str]:
    """The fields that are right; a claim that is missed or of another category has none."""
    if judgement.verdict != "right":
        return frozenset()
    row = () if judgement.wrong_fields else ("row",)
    wrong = {*judgement.wrong_fields, *judgement.wrong_further}
    return frozenset(("category", *row, *ROW_FIELDS, *FURTHER_FIELDS)) - wrong


def _of_claim(old: Judgement, new: Judgement, field: str | None) -> Iterator[Change]:
    """What one gold claim gained and lost."""
    was, now = _right(old), _right(new)
    # With the category all fields turn: to name them too would hide the cause.
    comparable = ("category",) if "category" in was ^ now else (*ROW_FIELDS, *FURTHER_FIELDS)
    turns: tuple[tuple[Kind, frozenset[str]], ...] = (("gained", now - was), ("lost", was - now))
    for kind, turned in turns:
        names = [name for name in comparable if name in turned and _asked(name, field, turned)]
        if names:
            yield _claim_change(kind, old, new, names)


def _asked(name: str, field: str | None, turned: frozenset[str]) -> bool:
    """Whether the turn of `name` is to be told; of a row that turned, all that it hangs on."""
    return field in (None, name) or (field == "row" and "row" in turned and name not in FURTHER_FIELDS)


def _claim_change(kind: Kind, old: Judgement, new: Judgement, names: Iterable[str]) -> Change:
    gold = old.gold
    assert gold, "only what became of gold is compared"
    differences = tuple(_difference(name, old, new, gold) for name in names)
    still_wrong = new.wrong_fields if kind == "gained" else ()
    return Change(kind, *_place(old), gold.text, either(gold.categories), differences, still_wrong)


def _difference(name: str, old: Judgement, new: Judgement, gold: GoldClaim) -> Difference:
    if MISSED in (old.verdict, new.verdict):
        before, after = (MISSED if judgement.verdict == MISSED else FOUND for judgement in (old, new))
        return Difference("presence", before, after, FOUND)
    if name == "category":
        return Difference(name, _said(old), _said(new), _wanted(gold))
    answers = either(gold.answers(FURTHER_FIELDS.get(name, name)))
    return Difference(name, _value(old, name), _value(new, name), answers)


def _value(judgement: Judgement, name: str) -> str:
    """What was said of a field; a whole is told by its number as written."""
    return str(judgement.whole if name == "part_of" else (judgement.predicted or {}).get(name))


def _false_positives(before: Report, after: Report) -> Iterator[Change]:
    """What is wrongly claimed in one of two scores, or otherwise in both; what is right in one is gained or lost."""
    old, new = ({(_place(j), j.gold is None): j for j in report.judgements} for report in (before, after))
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if "right" not in [judgement.verdict for judgement in (was, now) if judgement]:
            yield from _false_positive(was, now)


def _false_positive(was: Judgement | None, now: Judgement | None) -> Iterator[Change]:
    """The change of what is claimed at one place, if it is wrong on one side and not the same on both."""
    one = now if _is_false(now) else was if _is_false(was) else None
    if one is None or one.predicted is None or _claimed(was) == _claimed(now):
        return
    kind: Kind = "gone" if one is was else "otherwise" if _is_false(was) else "new"
    wanted = _wanted(one.gold) if one.gold else NO_CLAIM
    said, difference = one.predicted, Difference("category", _claimed(was), _claimed(now), wanted)
    yield Change(kind, one.document, said["start"], said["end"], said["text"], said["category"], (difference,))


def _is_false(judgement: Judgement | None) -> bool:
    """Whether a claim was made that should not have been, or not with its category."""
    if judgement is None or judgement.predicted is None or judgement.verdict not in ("spurious", "other", "kind"):
        return False
    return judgement.predicted["category"] in SCORED


def _claimed(judgement: Judgement | None) -> str:
    """What was claimed, with its value where gold has none to compare it with."""
    if judgement is None or judgement.predicted is None:
        return NO_CLAIM if judgement is None or judgement.gold is None else MISSED
    value = f" {judgement.predicted['value']}" if judgement.gold is None else ""
    return _said(judgement) + value


def _said(judgement: Judgement) -> str:
    """The predicted category with what belongs to it: the currency of money, the time unit of sentences."""
    said = judgement.predicted or {}
    detail = {"money": said.get("currency") or "no currency", "sentences": said.get("unit") or "no unit"}
    return " ".join(filter(None, (said.get("category"), detail.get(str(said.get("category"))))))


def _wanted(gold: GoldClaim) -> str:
    """The right categories of a claim, with the currency or the time unit that a prediction must have too."""
    currency = either(gold.answers("currency")) if "money" in gold.categories else None
    return " ".join(filter(None, (either(gold.categories), currency, gold.unit)))


def either(answers: Iterable[Any]) -> str:
    """Right answers in one string."""
    return " | ".join(map(str, answers))
