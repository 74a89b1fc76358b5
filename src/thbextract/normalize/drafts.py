"""What the quantities of a sentence lend each other: the unit of a list, the rate of a conversion, dealt-out terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from thbextract.normalize.numbers import TERM_UNITS
from thbextract.normalize.ranges import CHANGE_REACH, CLAUSE_ENDS
from thbextract.normalize.tokens import Tokens, words_of
from thbextract.records import Doubt, Qualifier, QuantityKind

SHARING = (["and"], ["or"], ["to"], [",", "and"], ["but"], [",", "or"])
# "An increase of 9 or 47 per cent" is a count and a percentage; so is "12, 20 per cent".
SHARING_PERCENT = (["and"], ["to"], [",", "and"], ["but"])
SHARING_LISTED = ([","],)
SUPERLATIVES = words_of("longest shortest highest lowest maximum minimum average mean other another")
DEALING = words_of("sentenced sentence sentencing sentences jailed term terms condemned from ranging up")
GIVEN = frozenset({"given", "got", "received", "gets", "serve", "handed"})


@dataclass(slots=True)
class Draft:
    """A quantity in the making; tokens `first` to `last` are the number, `outer_*` take in what belongs to it.

    `sign` are the tokens that make it money, a percentage or a multiple.
    """

    first: int
    last: int
    outer_first: int
    outer_last: int
    value: float | int
    value_max: float | int | None = None
    kind: QuantityKind = "count"
    qualifier: Qualifier = "exact"
    currency: str | None = None
    per: str | None = None
    unit: str | None = None
    estimated: bool = False
    shared: bool = False
    sign: tuple[int, int] | None = None
    doubts: list[Doubt] = field(default_factory=list)


def share_unit(tokens: Tokens, first: Draft, second: Draft) -> None:
    """A number right before "and" and a term or percentage has its unit ("ten and six years", "2, 3 and 4 years")."""
    if second.kind == "money" and first.kind == "count" and first.last == first.outer_last:
        _share_currency(tokens, first, second)
        return
    if second.kind not in ("term", "percent") or first.kind != "count" or first.last != first.outer_last:
        return
    between = tokens.words[first.last : second.outer_first]
    known = second.shared or (second.outer_last > second.last and second.value_max is None)
    alike = SHARING_LISTED if second.shared else SHARING_PERCENT if second.kind == "percent" else SHARING
    round_or = between == ["or"] and first.value % 5 == second.value % 5 == 0 and not second.shared
    dealt = between == ["to"] and dealt_out(tokens, first.outer_first)
    if known and not dealt and (between in alike or round_or):
        first.kind, first.unit, first.shared, first.sign = second.kind, second.unit, True, second.sign


def _share_currency(tokens: Tokens, first: Draft, second: Draft) -> None:
    """As in "300, 400 and 500 euros": amounts in a row have the currency behind the last."""
    between = tokens.words[first.last : second.outer_first]
    behind = second.outer_last > second.last or second.shared
    if behind and between in ([","], ["and"], ["or"], [",", "and"]) and (second.shared or between != [","]):
        first.kind, first.currency, first.shared = "money", second.currency, True


def carry_over(tokens: Tokens, first: Draft, second: Draft) -> None:
    """What a number takes from the one before: a conversion in brackets its rate, "the longest six" its unit."""
    between = tokens.words[first.outer_last : second.outer_first]
    if first.kind == second.kind == "money" and between == ["("] and second.per is None:
        second.per = first.per
    closed = tokens.word(second.last) in ("", ",", ";", ".", ")", "and")
    superlative = len(between) < 6 and not SUPERLATIVES.isdisjoint(between[-1:])
    if first.kind == "term" and second.kind == "count" and closed and superlative:
        second.kind, second.unit = "term", first.unit


def given_terms(tokens: Tokens, drafts: Sequence[Draft]) -> None:
    """As in "One got 30 years, and two helpers were given 12 each": a bare number of what the first got more of."""
    unit: str | None = None
    for draft in drafts:
        if draft.kind == "term":
            unit = draft.unit if draft.unit in ("years", "months") else unit
        after = tokens.word(draft.last)
        bare = draft.kind == "count" and draft.unit is None and draft.last == draft.outer_last
        if unit and bare and tokens.word(draft.first - 1) in GIVEN and (after == "each" or after in CLAUSE_ENDS):
            draft.kind, draft.unit = "term", unit


def dealt_out(tokens: Tokens, at: int) -> bool:
    """Whether terms are dealt out to counts before token `at` ("sentenced one to life, two to six years")."""
    if tokens.word(at - 1) not in (",", "and", ";"):
        return False
    for place in range(at - 1, max(0, at - CHANGE_REACH), -1):
        before = tokens.word(place - 1)
        if (
            tokens.word(place) == "to"
            and before not in DEALING
            and before not in TERM_UNITS
            and tokens.word(place + 1) != "the"
        ):
            return not DEALING.isdisjoint(tokens.words[max(0, place - CHANGE_REACH) : place])
    return False
