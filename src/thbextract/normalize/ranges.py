"""Two numbers as the ends of one range, told apart from a change ("rose from 3 to 5") and from two counts."""

from __future__ import annotations

import re

from thbextract.normalize.money import Currency
from thbextract.normalize.nonclaims import leave_out
from thbextract.normalize.numbers import DECIMAL_AFTER, STARTERS, Reading, read_number
from thbextract.normalize.tokens import DASHES, MASK, Tokens, words_of

CHANGES = words_of(
    "rise rises rose risen rising increase increases increased increasing grow grows grew grown growing growth "
    "decrease decreases decreased decreasing decline declined declining drop drops dropped dropping fall falls "
    "fell fallen falling reduce reduced reducing reduction cut cuts cutting lower lowered raise raised raising "
    "climb climbed jump jumped surge surged soar soared shrink shrank shrunk expand expanded up down bring "
    "brought went go gone going change changed shift shifted move moved double doubled tripled slashed dwindled "
    "plunged slipped improved extend extended hike hiked boost boosted swelled widened narrowed halved quadrupled "
    "leapt dipped"
)
SPREADS = words_of("ranging range ranges ranged vary varies varied varying anywhere prices")
HEDGES = words_of("about around approximately roughly some an estimated just the")
CLAUSE_ENDS = frozenset({".", ";", "!", "?"})
# Tokens before "from" among which the word of change stands.
CHANGE_REACH = 14


def upper_end(tokens: Tokens, at: int, *, signed: bool = False) -> Reading | None:
    """The number at `at`, if it may be the upper end of a range; `signed` if the lower end's sign stands before it."""
    word = tokens.word(at)
    if not word or word.startswith(MASK) or not (word[0].isdigit() or word in STARTERS) or word == "no":
        return None
    reason = leave_out(tokens, at) if word[0].isdigit() and not signed else None
    if reason is not None and reason[0] not in ("name", "duration"):
        return None
    number = read_number(tokens, at, decimal=makes_decimal(tokens, at + 1))
    return number if number is not None and number.value != 0 else None


def makes_decimal(tokens: Tokens, at: int) -> bool:
    """Whether the word at `at` makes the point before it a decimal one; "31.600 per person" is a thousand's."""
    word = tokens.word(at)
    grouped = re.fullmatch(r"\d{1,3}[.,]\d{3}", tokens.word(at - 1)) is not None
    return word in DECIMAL_AFTER and not (grouped and word == "per" and tokens.word(at + 1) not in ("cent", "cents"))


def may_be_sign(tokens: Tokens, at: int, before: Currency | None) -> bool:
    """Whether the token can be the sign or code before the upper end ("$500 to $3,000", "EUR 5 to EUR 8")."""
    if before is None:
        return tokens.word(at) in ("about", "around", "nearly", "some", "approximately", "maybe", "perhaps", "~")
    return tokens.raw(at) in [tokens.raw(place) for place in range(before.first, before.last)]


def is_spread(tokens: Tokens, lower: Reading, upper: Reading, first: int, joint_at: int) -> bool:
    """Whether two numbers are the ends of one range, and not two figures of a change or a list.

    Args:
        tokens: the tokens of a sentence.
        lower: the lower number.
        upper: the upper number.
        first: where the lower number begins, with its currency.
        joint_at: where the word or dash between them stands.
    """
    joint = tokens.word(joint_at)
    place = first - 1
    while place > 0 and tokens.word(place) in HEDGES:
        place -= 1
    opener = tokens.word(place)
    if joint == "and":
        return opener == "between"
    if joint == "or":
        return isinstance(lower.value, int) and upper.value <= lower.value + 2 and opener != "either"
    if joint in DASHES:
        tight = tokens.glued(joint_at) and tokens.glued(joint_at + 1)
        return tight or (tokens.gap(joint_at) != "" and tokens.gap(joint_at + 1) != "" and joint != "—")
    if opener == "from":
        return not _is_change(tokens, place)
    return opener != "by"


def _is_change(tokens: Tokens, at: int) -> bool:
    """Whether "from" at token `at` belongs to a word of change ("rose", "cut") in its clause."""
    for place in range(at - 1, max(-1, at - CHANGE_REACH), -1):
        word = tokens.word(place)
        if word in CLAUSE_ENDS or word in SPREADS:
            return False
        if word in CHANGES:
            return True
    return False
