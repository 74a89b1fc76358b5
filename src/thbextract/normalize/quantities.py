"""Find the quantities of a text: numbers with their qualifier, currency, percent or unit of time.

`QuantityFinder` is built once from the packs and is a pure function after that. It walks over the tokens of
a sentence: a number that is known to be no claim is left out with the reason, any other is read, joined
with the other end of its range, and classified by what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from thbextract.normalize.drafts import Draft, carry_over, dealt_out, given_terms, share_unit
from thbextract.normalize.fractions import BEHIND_PART, FRACTION_WORDS, read_shares
from thbextract.normalize.inflect import noun_forms
from thbextract.normalize.money import Currency, CurrencyTable
from thbextract.normalize.nonclaims import is_year, leave_out
from thbextract.normalize.numbers import (
    SCALES,
    STARTERS,
    TERM_UNITS,
    UNITS,
    VAGUE_BEFORE,
    Reading,
    read_number,
    under_scale,
)
from thbextract.normalize.ones import counts_nothing, counts_one
from thbextract.normalize.qualifiers import Qualified, QualifierTable
from thbextract.normalize.ranges import CHANGE_REACH, CLAUSE_ENDS, is_spread, makes_decimal, may_be_sign, upper_end
from thbextract.normalize.rates import rate_of_count, rate_of_money
from thbextract.normalize.regions import regions
from thbextract.normalize.tokens import DASHES, MASK, Tokens, tokenize, words_of
from thbextract.patterns import NounRule, Packs
from thbextract.records import Doubt, LeftOut, Quantity

OPENERS = STARTERS | FRACTION_WORDS | {"no"}
# What makes a sentence worth a look: a digit, or one of these words.
HINTS = OPENERS - {"a", "an", *VAGUE_BEFORE}
WORD = re.compile(r"[^\W\d_]+|[½¼¾⅓⅔⅕⅛]")
DIGIT = re.compile(r"[0-9]")
UNIT_ADJECTIVES = words_of("calendar full consecutive additional more fiscal financial school academic working solid")
TIME_LEFT_OUT = frozenset({"since", "ago", "earlier", "later", "prior", "previously"})
PERIOD_HEADS = words_of("past last next previous recent coming following preceding first final these those same")
# Right behind these stand those who are sentenced: "sentenced 20 to life imprisonment".
SENTENCING = words_of("sentenced sentencing condemned condemning jailed")
ESTIMATES = frozenset({"estimate", "estimates", "estimated", "estimating", "estimation"})


class QuantityFinder:
    """Finds the quantities of a text with the vocabulary of some packs. Built once, then free of state."""

    def __init__(self, packs: Packs) -> None:
        self._currencies = CurrencyTable(packs)
        self._qualifiers = QualifierTable(packs)
        forms = packs.forms
        self._nouns = frozenset(
            form.rsplit(" ", 1)[-1]
            for rule in packs.rules(NounRule)
            if rule.category not in ("other", "money", "percent")
            for noun in rule.words
            for form in noun_forms(noun, forms)
        )

    def find(
        self, text: str, *, taken: Sequence[tuple[int, int]] = (), offset: int = 0, countries: Sequence[str] = ()
    ) -> tuple[tuple[Quantity, ...], tuple[LeftOut, ...]]:
        """The quantities of `text` and the numbers in it that are no claims, both in text order.

        Args:
            text: a sentence, a table cell, or a whole text.
            taken: spans (within `text`) of time expressions; numbers in them are dates.
            offset: what is added to all offsets of the answer.
            countries: ISO 3166-1 alpha-2, those first whose body speaks or of whom the document tells most; the
                first that has a currency of that name decides what "$" or "shillings" are.
        """
        if DIGIT.search(text) is None and HINTS.isdisjoint(WORD.findall(text.lower())):
            return (), ()
        tokens = tokenize(text)
        left = [LeftOut(start + offset, end + offset, "date") for start, end in taken if DIGIT.search(text, start, end)]
        tokens.mask(taken)
        drafts: list[Draft] = []
        found = regions(text) if DIGIT.search(text) else []
        tokens.mask([(region.start, region.end) for region in found])
        left += [LeftOut(region.start + offset, region.end + offset, region.reason) for region in found]
        free = 0
        for at in [at for at, word in enumerate(tokens.words) if "0" <= word[0] <= "9" or word in OPENERS]:
            if at >= free:
                free = self._step(tokens, at, countries, drafts, left, offset)
        for first, second in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
            share_unit(tokens, first, second)
        for first, second in pairwise(drafts):
            carry_over(tokens, first, second)
        given_terms(tokens, drafts)
        left.sort(key=lambda item: (item.start, item.end))
        return tuple(_quantity(tokens, draft, offset) for draft in drafts), tuple(left)

    def _step(
        self, tokens: Tokens, at: int, countries: Sequence[str], drafts: list[Draft], left: list[LeftOut], offset: int
    ) -> int:
        """Read the number or the word that begins at token `at` into `drafts` or `left`; the place to go on from."""
        word = tokens.words[at]
        reason = self._left_out(tokens, at) if word != "no" and not self._is_money(tokens, at, countries) else None
        if reason is None:
            draft = self._draft(tokens, at, countries)
            if isinstance(draft, Draft):
                drafts.append(draft)
                return max(draft.last, draft.outer_last)
            reason = draft
        if reason is None:
            return at + 1
        name, end = reason
        left.append(LeftOut(tokens.starts[at] + offset, tokens.ends[end - 1] + offset, name))
        return max(end, at + 1)

    def _left_out(self, tokens: Tokens, at: int) -> tuple[str, int] | None:
        found = leave_out(tokens, at)
        if found is not None:
            return found
        if is_year(tokens, at, self._nouns):
            return "date", at + 1
        # "Two or" before a masked "three weeks ago".
        joint = tokens.word(at + 1)
        if (joint not in ("or", "to") and joint not in DASHES) or not tokens.word(at + 2).startswith(MASK):
            return None
        masked = tokens.plain(at + 2)
        return ("date", at + 1) if masked[:1].isdigit() or masked in UNITS else None

    def _is_money(self, tokens: Tokens, at: int, countries: Sequence[str]) -> bool:
        """Whether a currency right before the digits says what they are ("R2019" stays a code, "$2019" is none)."""
        if not tokens.word(at)[0].isdigit():
            return False
        number = read_number(tokens, at, decimal=False)
        if number is None:
            return False
        if self._currencies.before(tokens, number, countries) is not None:
            return True
        if tokens.glued(at) and tokens.raw(at - 1).isalpha():
            return False  # "ZU83Tk" is a code
        return tokens.glued(number.last) and self._currencies.after(tokens, number, countries) is not None

    def _draft(self, tokens: Tokens, at: int, countries: Sequence[str]) -> Draft | tuple[str, int] | None:
        if tokens.word(at) == "no":
            return self._none(tokens, at)
        decimal = self._decimal(tokens, at, countries)
        number = read_number(tokens, at, decimal=decimal)
        divided = number is None or (number.scale == 1 and tokens.word(number.last) in BEHIND_PART)
        shares = read_shares(tokens, at) if divided else None
        if shares is not None:
            lower, upper = shares
            last = upper.last if upper else lower.last
            draft = Draft(lower.first, last, lower.first, last, lower.value, kind="percent")
            draft.value_max = upper.value if upper else None
            return self._qualify(tokens, draft)
        if number is None:
            return ("unclear", at + 1) if tokens.word(at)[0].isdigit() else None
        number = _doubled(tokens, number)
        if number.value == 1 and not number.digits and number.last == at + 1 and number.scale == 1:
            reason = counts_one(tokens, at, self._nouns)
            if reason is not None:
                return reason
        return self._classify(tokens, number, countries)

    def _none(self, tokens: Tokens, at: int) -> Draft | tuple[str, int] | None:
        return Draft(at, at + 1, at, at + 1, 0) if counts_nothing(tokens, at, self._nouns) else None

    def _decimal(self, tokens: Tokens, at: int, countries: Sequence[str]) -> bool:
        """Whether the words after, or a currency, make a single point or comma a decimal one."""
        word = tokens.word(at)
        if "," not in word and "." not in word:
            return False
        if makes_decimal(tokens, at + 1):
            return True
        if re.fullmatch(r"\d+,\d\d?", word) is None:
            return False
        probe = Reading(at, at + 1, 0, digits=True)
        before = self._currencies.before(tokens, probe, countries)
        return before is not None or self._currencies.after(tokens, probe, countries) is not None

    def _classify(self, tokens: Tokens, number: Reading, countries: Sequence[str]) -> Draft | tuple[str, int] | None:
        """Join a range, then decide by the neighbours: percent, money, term or count."""
        before = self._currencies.before(tokens, number, countries)
        draft = Draft(number.first, number.last, number.first, number.last, number.value)
        if number.vague:
            draft.qualifier = "at_least"
        if before is not None:
            draft.outer_first = before.first
        number = self._join(tokens, draft, number, before, countries)
        percent = _percent_end(tokens, number.last)
        after = self._currencies.after(tokens, number, countries)
        if percent and before is None:
            draft.kind, draft.outer_last, draft.sign = "percent", percent, (number.last, percent)
        elif before is not None or after is not None:
            _pay(draft, before, after)
        elif number.letter and tokens.word(number.last - 1) == "b":
            return "unclear", number.last
        else:
            reason = _term_or_count(tokens, draft, number)
            if reason is not None:
                return reason
        self._qualify(tokens, draft)
        _rate(tokens, draft)
        return draft

    def _join(
        self, tokens: Tokens, draft: Draft, number: Reading, before: Currency | None, countries: Sequence[str]
    ) -> Reading:
        """Take in the upper end of a range; the reading of the last number of the expression."""
        joint = number.last
        percent = _percent_end(tokens, joint)
        low_unit = percent or joint
        word = tokens.word(low_unit)
        opened = tokens.word(draft.outer_first - 1) == "from"
        if opened and (word == "till" or tokens.words[low_unit : low_unit + 2] == ["up", "to"]):
            low_unit += word == "up"  # "from 14 up to 17 years"
            word = "to"
        if word not in DASHES and word not in ("to", "and", "or"):
            return number
        at = low_unit + 1
        upper = upper_end(tokens, at)
        upper = _doubled(tokens, upper) if upper is not None else None
        if upper is not None and self._currencies.before(tokens, upper, countries) is not None and before is None:
            return number
        while upper is None and at < low_unit + 5 and at < len(tokens.words) and may_be_sign(tokens, at, before):
            at += 1
            upper = upper_end(tokens, at, signed=before is not None)
        if upper is None or upper.vague or number.vague or _to_life(tokens, upper.last):
            return number
        lower = under_scale(number, upper)
        if word in DASHES and lower.bare and lower.value < upper.value / 1000 and upper.value % 1000 == 0:
            lower = lower._replace(value=lower.value * 1000)  # "5-6,000"
        if percent and not _percent_end(tokens, upper.last):
            return number
        if word == "to" and tokens.word(upper.last) in TERM_UNITS and dealt_out(tokens, draft.outer_first):
            return number
        if not lower.value < upper.value or not is_spread(tokens, lower, upper, draft.outer_first, low_unit):
            return number
        draft.value, draft.value_max = lower.value, upper.value
        draft.last = draft.outer_last = upper.last
        return upper

    def _qualify(self, tokens: Tokens, draft: Draft) -> Draft:
        if tokens.word(draft.outer_first - 1) in ("between", "from") and draft.value_max is not None:
            draft.outer_first -= 1
        found: Qualified | None = self._qualifiers.before(tokens, draft.outer_first)
        if found is not None:
            draft.outer_first = found.first
        if tokens.word(draft.outer_last) in DASHES and tokens.word(draft.outer_last + 1) == "plus":
            draft.outer_last += tokens.glued(draft.outer_last + 1)  # "3,000-plus"
        behind = self._qualifiers.after(tokens, draft.outer_last)
        if behind is not None and (found is None or found.qualifier == "approximate"):
            found, draft.outer_last = behind, max(draft.outer_last, behind.last)
        if found is not None:
            draft.estimated = found.estimated
            vague = draft.qualifier == "at_least" and found.qualifier in ("approximate", "more_than")
            draft.qualifier = draft.qualifier if vague else found.qualifier
        if draft.kind == "term" and draft.qualifier == "exact" and _to_life(tokens, draft.outer_last):
            draft.qualifier = "at_least"
        draft.estimated = draft.estimated or _estimated(tokens, draft.outer_first)
        return draft


def _doubled(tokens: Tokens, number: Reading) -> Reading:
    """As in "8 (eight)" and "eight (8)" are one expression, "5 (five) million" too."""
    at = number.last
    if tokens.word(at) != "(":
        return number
    again = (
        read_number(tokens, at + 1) if tokens.word(at + 1) in STARTERS or tokens.word(at + 1)[:1].isdigit() else None
    )
    if again is None or again.value != number.value or again.digits == number.digits or tokens.word(again.last) != ")":
        return number
    scale = SCALES.get(tokens.word(again.last + 1), 1) if number.scale == 1 else 1
    last = again.last + 1 + (scale > 1)
    return number._replace(
        last=last, value=number.value * scale, scale=max(number.scale, scale), bare=False, digits=True
    )


def _percent_end(tokens: Tokens, at: int) -> int:
    """The place behind a percent sign or word at `at`, 0 if there is none."""
    if tokens.word(at) in DASHES and tokens.glued(at + 1) and tokens.word(at + 1) in ("percent", "per"):
        at += 1
    word, after = tokens.word(at), tokens.word(at + 1)
    if word in ("%", "％", "percent", "pct", "percents", "pc"):
        return at + 1 + (after in ("point", "points") if word != "%" else 0)
    if word == "per" and after in ("cent", "cents"):
        return at + 2
    return at + 2 if word == "percentage" and after in ("point", "points") else 0


def _pay(draft: Draft, before: Currency | None, after: Currency | None) -> None:
    """Make a draft money; a code behind the number is more exact than a bare sign before it."""
    currency = after if after is not None and (before is None or before.code in ("USD", after.code)) else before
    if currency is None:
        return
    draft.kind, draft.currency, draft.sign = "money", currency.code, (currency.first, currency.last)
    if after is not None and currency is after:
        draft.outer_last = after.last
    if currency.guessed:
        draft.doubts.append(Doubt("currency_guessed", f"{currency.code} is the commonest of several of this name"))


def _term_or_count(tokens: Tokens, draft: Draft, number: Reading) -> tuple[str, int] | None:
    """Set the unit of a duration or of a multiple; a reason if the number turns out to be no claim."""
    at = number.last
    if tokens.word(at) in DASHES and tokens.glued(at) and tokens.glued(at + 1):
        at += 1
    word = tokens.word(at)
    if at == number.last and word in UNIT_ADJECTIVES and tokens.word(at + 1) in TERM_UNITS:
        at, word = at + 1, tokens.word(at + 1)
    if word in TERM_UNITS:
        return _term(tokens, draft, at)
    if _to_life(tokens, number.last) and tokens.word(draft.outer_first - 1) not in SENTENCING:
        draft.kind, draft.unit, draft.qualifier = "term", "years", "at_least"
    elif word == "fold":
        draft.unit, draft.outer_last, draft.sign = "fold", at + 1, (at, at + 1)
    elif word in ("times", "count", "counts") and (word == "times" or at > number.last):
        draft.unit, draft.outer_last = "times" if word == "times" else "count", at + 1
        draft.sign = (at, at + 1)
    return None


def _term(tokens: Tokens, draft: Draft, at: int) -> tuple[str, int] | None:
    end = at + 1
    while tokens.word(end) in ("'", "’"):
        end += 1
    if tokens.word(end) in ("old", "olds") or tokens.words[end : end + 2] == ["of", "age"]:
        return "age", end + 1
    if tokens.word(end) in ("and", "or") and tokens.word(end + 1) in ("over", "older", "above", "under", "younger"):
        return "age", end + 2
    heads = {tokens.word(draft.first - 1), tokens.word(draft.first - 2)}
    if tokens.word(end) in TIME_LEFT_OUT or tokens.word(draft.first - 1) in PERIOD_HEADS or "since" in heads:
        return "duration", end
    unit = TERM_UNITS[tokens.word(at)]
    draft.kind, draft.outer_last = "term", end
    draft.unit = (
        unit if draft.value == 1 and draft.value_max is None else ("centuries" if unit == "century" else unit + "s")
    )
    return None


def _rate(tokens: Tokens, draft: Draft) -> None:
    if draft.kind in ("money", "term"):
        found = rate_of_money(tokens, draft.outer_first, draft.outer_last)
        if found is not None and (draft.kind == "money" or found[0] == "person"):
            draft.per = found[0]
    elif draft.kind == "count" and draft.unit is None:
        draft.per = rate_of_count(tokens, draft.outer_first, draft.outer_last)


def _estimated(tokens: Tokens, at: int) -> bool:
    """Whether the clause before token `at` speaks of an estimate ("it is estimated that more than 300")."""
    if ESTIMATES.isdisjoint(tokens.vocabulary):
        return False
    for place in range(at - 1, max(-1, at - CHANGE_REACH), -1):
        if tokens.word(place) in CLAUSE_ENDS:
            return False
        if tokens.word(place) in ESTIMATES:
            return True
    return False


def _to_life(tokens: Tokens, at: int) -> bool:
    return tokens.words[at : at + 2] == ["to", "life"]


def _quantity(tokens: Tokens, draft: Draft, offset: int) -> Quantity:
    return Quantity(
        start=tokens.starts[draft.first] + offset,
        end=tokens.ends[draft.last - 1] + offset,
        text=tokens.span(draft.first, draft.last),
        value=draft.value,
        value_max=draft.value_max,
        qualifier=draft.qualifier,
        kind=draft.kind,
        currency=draft.currency,
        per=draft.per,
        unit=draft.unit,
        outer_start=tokens.starts[draft.outer_first] + offset,
        outer_end=tokens.ends[draft.outer_last - 1] + offset,
        sign_start=tokens.starts[draft.sign[0]] + offset if draft.sign else -1,
        sign_end=tokens.ends[draft.sign[1] - 1] + offset if draft.sign else -1,
        estimated=draft.estimated,
        doubts=tuple(draft.doubts),
    )
