"""Currencies around a number: signs, ISO 4217 codes and names on either side, looked up in the packs' rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from thbextract.normalize.inflect import plural
from thbextract.normalize.numbers import ABBREVIATIONS, Reading
from thbextract.normalize.tokens import DASHES, TOKEN, Tokens, split
from thbextract.patterns import CurrencyRule, Packs

# ISO 4217 codes that are English words or names in capitals ("ALL 15 ARRESTED", "COP 26"): only large amounts count.
WORD_CODES = frozenset({"ALL", "TOP", "CUP", "TRY", "SOS", "COP", "PEN", "MAD", "ANG"})
LARGE = 1000


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency next to a number: ISO 4217 code, the tokens it stands at, and whether its name was ambiguous."""

    code: str
    first: int
    last: int
    guessed: bool = False


@dataclass(slots=True)
class _Meaning:
    """What a sign or name may mean: its owner, and the other currencies by country."""

    owner: str | None = None
    shared: list[str] = field(default_factory=list)
    by_country: dict[str, str] = field(default_factory=dict)

    def resolve(self, countries: Sequence[str]) -> tuple[str, bool] | None:
        """The code and whether it is a guess, null where the sign means nothing in such a document."""
        for country in countries:
            if country in self.by_country:
                return self.by_country[country], False
        if self.owner is not None:
            return self.owner, False
        return (self.shared[0], True) if len(self.shared) > 1 else None


class CurrencyTable:
    """The currency rules of some packs, ready for look-up."""

    def __init__(self, packs: Packs) -> None:
        self._signs: dict[str, _Meaning] = {}
        self._names: dict[tuple[str, ...], _Meaning] = {}
        for rule in packs.rules(CurrencyRule):
            self._add(rule)
        self._longest_sign = max(map(len, self._signs), default=0)
        self._longest_name = max(map(len, self._names), default=0)
        # Most numbers have no currency: one look at the neighbour settles that.
        self._sign_ends = frozenset(sign[-1] for sign in self._signs)
        self._sign_tokens = frozenset(TOKEN.findall(sign)[-1] for sign in self._signs) | {"."}
        self._sign_starts = frozenset(sign[0] for sign in self._signs)
        self._name_ends = frozenset(name[-1] for name in self._names)
        self._name_starts = frozenset(name[0] for name in self._names)

    def before(self, tokens: Tokens, number: Reading, countries: Sequence[str]) -> Currency | None:
        """The currency right before a number: "$5", "EUR 200", "Rs. 50", "Birr 900"."""
        return self._sign_before(tokens, number, countries) or self._name_before(tokens, number, countries)

    def after(self, tokens: Tokens, number: Reading, countries: Sequence[str]) -> Currency | None:
        """The currency right after a number: "400 manats", "5 million US dollars", "900 USD", "30 €"."""
        at = number.last
        if tokens.word(at) in DASHES and tokens.glued(at) and tokens.glued(at + 1):
            at += 1
        if tokens.word(at) == "." and tokens.word(at - 1) in ABBREVIATIONS:
            at += 1
        if tokens.word(at) == "of" and number.scale + number.vague > 1:
            at += 1
        known = tokens.word(at) in self._name_starts
        for size in range(min(self._longest_name, len(tokens.words) - at) if known else 0, 0, -1):
            meaning = self._names.get(tuple(tokens.words[at : at + size]))
            found = _currency(meaning.resolve(countries), at, at + size) if meaning is not None else None
            if found is not None and not _weight(tokens, at + size):
                return found
        return self._sign_after(tokens, at, number, countries)

    def _add(self, rule: CurrencyRule) -> None:
        dollars = {f"{rule.code}$"} if "$" in (*rule.signs, *rule.shared) else set()
        for sign in {*rule.signs, *filter(None, map(_misread, rule.signs)), rule.code, *dollars}:
            self._signs.setdefault(sign, _Meaning()).owner = rule.code
            self._localize(self._signs[sign], rule)
        for name in _forms(rule.names, rule.plurals):
            self._names.setdefault(split(name), _Meaning()).owner = rule.code
            self._localize(self._names[split(name)], rule)
        for key in rule.shared:
            if not key.replace(" ", "").isalpha() or not key.islower():
                self._share(self._signs.setdefault(key, _Meaning()), rule)
                continue
            for name in _forms((key,), ()):
                self._share(self._names.setdefault(split(name), _Meaning()), rule)

    def _share(self, meaning: _Meaning, rule: CurrencyRule) -> None:
        if rule.code not in meaning.shared:
            meaning.shared.append(rule.code)
        self._localize(meaning, rule)

    def _localize(self, meaning: _Meaning, rule: CurrencyRule) -> None:
        for country in rule.countries:
            meaning.by_country.setdefault(country, rule.code)

    def _sign_before(self, tokens: Tokens, number: Reading, countries: Sequence[str]) -> Currency | None:
        if tokens.raw(number.first - 1) not in self._sign_tokens:
            return None
        start = tokens.starts[number.first]
        head = tokens.text[max(0, start - self._longest_sign - 4) : start]
        stripped = head.rstrip()
        if stripped.endswith(".") and stripped[-2:-1].isalpha() and stripped[-2] in self._sign_ends:
            stripped = stripped[:-1]  # "Ksh. 1.5 million"
        if stripped[-1:] not in self._sign_ends:
            return None
        for size in range(min(self._longest_sign, len(stripped)), 0, -1):
            sign = stripped[-size:]
            if sign not in self._signs or (sign[0].isalpha() and _joins(stripped[:-size])):
                continue
            if _is_letters(sign) and not _speaks(
                sign, number, glued=head == stripped, local=self._local(sign, countries)
            ):
                continue
            place = start - len(head) + len(stripped) - size
            first = number.first
            while first and tokens.starts[first - 1] >= place:
                first -= 1
            if tokens.word(first - 1) == "\\" and tokens.glued(first):
                first -= 1
            return _currency(self._signs[sign].resolve(countries), first, number.first)
        return None

    def _name_before(self, tokens: Tokens, number: Reading, countries: Sequence[str]) -> Currency | None:
        if tokens.word(number.first - 1) not in self._name_ends:
            return None
        for size in range(min(self._longest_name, number.first), 0, -1):
            first = number.first - size
            meaning = self._names.get(tuple(tokens.words[first : number.first]))
            if meaning is None or not number.digits or tokens.word(first - 1)[:1].isdigit():
                continue
            if tokens.raw(first)[:1].isupper() or len(tokens.word(first)) == 2:
                return _currency(meaning.resolve(countries), first, number.first)
        return None

    def _sign_after(self, tokens: Tokens, at: int, number: Reading, countries: Sequence[str]) -> Currency | None:
        if tokens.raw(at)[:1] not in self._sign_starts:
            return None
        for size in (3, 2, 1):
            if at + size > len(tokens.words):
                continue
            sign = tokens.span(at, at + size)
            meaning = self._signs.get(sign)
            following = tokens.word(at + size)
            if meaning is None or (len(sign) == 1 and sign.isalpha()) or following[:1].isdigit():
                continue
            if sign in WORD_CODES and number.value < LARGE:
                continue
            return _currency(meaning.resolve(countries), at, at + size)
        return None

    def _local(self, sign: str, countries: Sequence[str]) -> bool:
        return any(country in self._signs[sign].by_country for country in countries)


def _misread(sign: str) -> str:
    """A sign as it looks where its bytes were taken for those of another encoding: "â‚±" for "₱"."""
    try:
        return sign.encode("utf-8").decode("cp1252") if not sign.isascii() else ""
    except UnicodeDecodeError:
        return ""


def _forms(names: Iterable[str], plurals: Iterable[str]) -> set[str]:
    names = tuple(names)
    return {*names, *map(plural, names), *plurals}


def _currency(resolved: tuple[str, bool] | None, first: int, last: int) -> Currency | None:
    return Currency(resolved[0], first, last, guessed=resolved[1]) if resolved is not None else None


def _joins(before: str) -> bool:
    """Whether letters before a sign make it the end of a word, or of a code with a stroke."""
    return before[-1:].isalnum() or before[-1:] in ("/", "_")


def _is_letters(sign: str) -> bool:
    return sign.rstrip(".").replace(" ", "").isalpha()


def _speaks(sign: str, number: Reading, *, glued: bool, local: bool) -> bool:
    """Whether letters before a number are a currency: "R100" may be a road, "P5" a grade, "ALL 15" a word."""
    amount = number.scale > 1 or not number.bare or number.value >= LARGE
    if sign in WORD_CODES:
        return number.digits and amount
    if len(sign) == 1:
        return number.digits and ((glued and local) or (amount and (glued or local)))
    return number.digits or not sign.isupper()


def _weight(tokens: Tokens, at: int) -> bool:
    """As in "Pounds of heroin" are no money."""
    return tokens.word(at - 1) in ("pound", "pounds") and tokens.word(at) == "of"
