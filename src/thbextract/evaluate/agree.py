"""When a prediction is right: place, number, kind, period, issuer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from thbextract.edtf import bounds
from thbextract.evaluate.gold import Answers, GoldClaim

Predicted = Mapping[str, Any]
"""A claim as the JSON output holds it."""

DECIMALS = 6
"""Values are equal if they agree to this many decimals: "one in 14" is 7.142857."""
SPELLINGS = (
    ("u.s.", "us"),
    ("u.k.", "uk"),
    ("u.n.", "un"),
    ("united states", "us"),
    ("united kingdom", "uk"),
    ("united nations", "un"),
    ("european union", "eu"),
)
_SMALL = "the of and for in on to a an s republic"
_COMMON = """
government court police ministry minister department office agency parliament prosecutor commission committee
centre center authorities report
"""
SMALL_WORDS = frozenset(_SMALL.split())
COMMON_WORDS = frozenset(_COMMON.split())
"""Words that many bodies share: alone they do not tell which one is meant."""
LONGER_BY = 4
"""A predicted issuer may have this many distinguishing words more than the gold's."""


def same_place(predicted: Predicted, gold: GoldClaim) -> bool:
    """Whether the spans share at least half of the longer one."""
    shared = min(predicted["end"], gold.end) - max(predicted["start"], gold.start)
    longer = max(predicted["end"] - predicted["start"], gold.end - gold.start)
    return bool(shared > 0 and shared * 2 >= longer)


def same_number(predicted: Predicted, gold: GoldClaim) -> bool:
    """Whether `value` and `value_max` are equal."""
    said = (_rounded(predicted.get("value")), _rounded(predicted.get("value_max")))
    return said == (_rounded(gold.value), _rounded(gold.value_max))


def same_kind(predicted: Predicted, gold: GoldClaim) -> bool:
    """Whether the category is a right one, with money's currency and the time unit of a sentence."""
    category = predicted["category"]
    if category not in gold.categories:
        return False
    if category == "money":
        return (predicted.get("currency") or None) in gold.answers("currency")
    if category == "sentences" and gold.unit:
        unit = str(predicted.get("unit") or "").lower().split()
        return unit[-1:] in ([gold.unit], [gold.unit.rstrip("s")])
    return True


def right_qualifier(said: str | None, answers: Answers) -> bool:
    """Whether the qualifier is a right one; none is `exact`."""
    return (said or "exact") in answers


def right_period(said: str | None, answers: Answers) -> bool:
    """Whether the period covers the same days as a right one, however it is written."""
    return _days(said) in map(_days, answers)


def right_issuer(said: str | None, answers: Answers) -> bool:
    """Whether the issuer is a right one: see `same_body`."""
    return any(same_body(said, answer) for answer in answers)


def same_body(said: str | None, known: str | None) -> bool:
    """Whether a name means a known body: the same words, a somewhat longer form, or a telling shorter one."""
    if not said or not known:
        return not said and not known
    mine, theirs = _distinguishing(said), _distinguishing(known)
    if mine == theirs:
        return True
    if mine <= COMMON_WORDS or theirs <= COMMON_WORDS:  # the empty set too
        return False
    longer = mine >= theirs and len(mine) - len(theirs) <= LONGER_BY
    shorter = mine <= theirs and len(mine) * 2 >= len(theirs)
    return longer or shorter


def _distinguishing(name: str) -> frozenset[str]:
    name = name.lower()
    for written, short in SPELLINGS:
        name = name.replace(written, short)
    return frozenset(re.findall(r"\w+", name)) - SMALL_WORDS


def _rounded(value: Any) -> float | None:
    return None if value in (None, "") else round(float(value), DECIMALS)


def _days(edtf: str | None) -> object:
    """What is compared: first and last day; for what is no EDTF the string itself, None for nothing."""
    if not edtf:
        return None
    try:
        return bounds(str(edtf))
    except ValueError:
        return str(edtf)
