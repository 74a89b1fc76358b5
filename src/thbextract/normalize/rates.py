"""What an amount is for: "each", "per victim", "a month", "annually"."""

from __future__ import annotations

from thbextract.normalize.tokens import DASHES, Tokens, words_of

TIMES = {
    "year": "year",
    "annum": "year",
    "month": "month",
    "week": "week",
    "day": "day",
    "night": "day",
    "hour": "hour",
    "quarter": "quarter",
}
ADVERBS = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}
TIME_WORDS = frozenset((*TIMES, *ADVERBS))
PEOPLE = words_of(
    "person people head victim child woman man girl boy worker migrant resident client family member beneficiary "
    "survivor individual capita recipient participant trafficker defendant minor adult"
)
EACH_TAKES = frozenset(
    {"received", "of", "paid", "got", "given", "receives", "was", "were", "had", "earned", "will", "paying"}
)
# "An annual income of", "a monthly allowance of": not "the annual report".
YEARLY = {"annual": "year", "monthly": "month", "weekly": "week", "daily": "day", "yearly": "year", "hourly": "hour"}
INCOMES = words_of(
    "income incomes profit profits turnover budget revenue revenues earnings cost costs salary salaries wage "
    "wages fee fees allowance allowances funding grant payment payments stipend stipends pension rent illicit "
    "illegal gross net"
)
# "A one-time allowance of 400": what one person gets, unless the text speaks of a total.
SINGLE_PAYMENTS = frozenset({("one", "time"), ("one", "off"), ("lump", "sum")})
ENDS = frozenset({".", ";", "!", "?"})
NOT_A_RATE = frozenset({"ago", "earlier", "later", "before", "after", "old", "-", "–", "long", "and", "when"})
REACH = 8
# Tokens that a clause may have on either side of its count.
CLAUSE = 40


def rate_of_money(tokens: Tokens, first: int, last: int) -> tuple[str, int] | None:
    """What the amount at tokens `first` to `last` is for, and the place behind the words that say so."""
    at = last
    if tokens.word(at) in DASHES and tokens.word(at + 1) == "a" and tokens.word(at + 2) in DASHES:
        return (TIMES[tokens.word(at + 3)], at + 4) if tokens.word(at + 3) in TIMES else None  # "a $50-a-day job"
    if tokens.word(at) == "(":
        at = _behind_bracket(tokens, at)
    elif tokens.word(at) == ")":
        at += 1
    return _rate_after(tokens, at) or _distributed(tokens, first, last)


def rate_of_count(tokens: Tokens, first: int, last: int) -> str | None:
    """The time that a count is for ("every year about 600 people", "200 people annually")."""
    if TIME_WORDS.isdisjoint(tokens.vocabulary):
        return None
    for at in range(last, min(len(tokens.words), last + CLAUSE)):
        word = tokens.plain(at)
        if word in ENDS or word[0].isdigit() or (word == "," and at > last + 4):
            break
        if word in ADVERBS:
            return ADVERBS[word]
        found = _time(tokens, at)
        if found is not None:
            return found[0]
    for at in range(first - 1, max(-1, first - CLAUSE), -1):
        word = tokens.plain(at)
        if word in ENDS or word[0].isdigit():
            break
        if word in ("every", "each") and tokens.plain(at + 1) in TIMES:
            return TIMES[tokens.plain(at + 1)]
        if word in ADVERBS and at >= first - 3:
            return ADVERBS[word]
    return None


def _behind_bracket(tokens: Tokens, at: int) -> int:
    for end in range(at + 1, min(at + REACH + 4, len(tokens.words))):
        if tokens.word(end) == ")":
            return end + 1
    return at


def _rate_after(tokens: Tokens, at: int) -> tuple[str, int] | None:
    word = tokens.plain(at)
    if word in ADVERBS:
        return ADVERBS[word], at + 1
    if word in ("each", "apiece"):
        time = TIMES.get(tokens.plain(at + 1))
        return (time, at + 2) if time else ("person", at + 1)
    if word in ("to", "for") and tokens.plain(at + 1) in ("each", "every") and tokens.word(at + 2).isalpha():
        return _unit(tokens, at + 2), at + 3
    return _time(tokens, at) or _per(tokens, at)


def _time(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "A year", "per year", "each year", "every year"; not "a year ago"."""
    time = TIMES.get(tokens.plain(at + 1))
    if tokens.plain(at) not in ("a", "an", "per", "each", "every") or time is None or time == "quarter":
        return None
    return (time, at + 2) if tokens.plain(at + 2) not in NOT_A_RATE else None


def _per(tokens: Tokens, at: int) -> tuple[str, int] | None:
    word, noun = tokens.plain(at), tokens.plain(at + 1)
    if word in ("per", "every") and noun.isalpha() and noun != "cent":
        return _unit(tokens, at + 1), at + 2
    if word in ("a", "an") and noun in PEOPLE:
        return "person", at + 2
    return None


def _unit(tokens: Tokens, at: int) -> str:
    noun = tokens.plain(at)
    if noun in PEOPLE or noun in ("of", "such", "identified", "recognised", "recognized"):
        return "person"
    return TIMES.get(noun, noun)


def _distributed(tokens: Tokens, first: int, last: int) -> tuple[str, int] | None:
    """As in "Each of them received 400 manats": a distribution that stands before the amount in its clause."""
    for at in range(first - 1, max(-1, first - 2 * REACH), -1):
        word = tokens.plain(at)
        if word in ENDS or word == "(":
            return None
        if word in YEARLY and tokens.plain(at + 1) in INCOMES:
            return YEARLY[word], last
        if word == "total":
            return None
        if (word, tokens.plain(at + 2)) in SINGLE_PAYMENTS:
            return "person", last
        if word in ("each", "every"):
            noun = tokens.plain(at + 1)
            if noun in TIMES:
                return TIMES[noun], last
            return ("person", last) if noun in PEOPLE or noun in EACH_TAKES or word == "each" else None
    return None
