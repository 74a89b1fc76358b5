"""Do the rules of a pack do what their examples say? Each is run through the street, as a user's text would be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from thbextract.extraction import Street, street
from thbextract.patterns import (
    BodyRule,
    CountryRule,
    CueRule,
    CurrencyRule,
    FeatureRule,
    IndicatorRule,
    NounRule,
    Pack,
    PlainRule,
    QualifierRule,
    Rule,
    StatusRule,
    TermRule,
    VerbRule,
    load_pack,
    load_packs,
    pack_files,
)
from thbextract.readers import from_text
from thbextract.records import Claim
from thbextract.series.subjects import Subjects
from thbextract.settings import Settings

Found = Mapping[str, Any]
"""What a text gave, by the names that an example's `expect` uses."""


def check_examples(paths: Sequence[str | Path] = ()) -> list[str]:
    """What is wrong with the examples of the packs in `paths` (of the tool's own packs, if there are none).

    Returns:
        One line a failure: file, rule, text, what came out, what to do. Empty if all is well.

    Raises:
        PackError: if a pack can't be loaded.
    """
    rooms = street(tuple(map(str, paths)))
    packs = [load_pack(path) for path in pack_files(paths)] if paths else list(load_packs().packs)
    kinds = {rule.kind for rule in load_packs(paths).rules(NounRule)}
    return [
        line
        for pack in packs
        for rule in pack.rules
        for line in (*_unknown_kinds(pack, rule, kinds), *_check(rooms, pack, rule))
    ]


def _unknown_kinds(pack: Pack, rule: Rule, kinds: Collection[str]) -> Iterator[str]:
    """The noun kinds that a verb asks for and no noun of any pack has: a slip of the pen."""
    for kind in rule.nouns if isinstance(rule, VerbRule) else ():
        if kind not in kinds and kind != "bare":
            yield f"{pack.path}: verb {rule.id}: no noun is of kind {kind!r}; use one of: {', '.join(sorted(kinds))}"


def _check(rooms: Street, pack: Pack, rule: Rule) -> Iterator[str]:
    find, find_wrongly = FINDERS[type(rule)]
    where = f"{pack.path}: {rule.table} {rule.id}"
    for example in rule.examples:
        found = list(find(rooms, example.text, rule))
        if not any(all(_same(one.get(key), value) for key, value in example.expect.items()) for one in found):
            expected = ", ".join(f"{key} {value!r}" for key, value in example.expect.items())
            told = "; ".join(_shown(one, example.expect) for one in found) or "nothing by this rule"
            yield f"{where}: {example.text!r} gives {told}, not {expected}; mend the rule or the example"
    for text in rule.counterexamples:
        if any(find_wrongly(rooms, text, rule)):
            yield f"{where}: the counterexample {text!r} is matched; narrow the rule or drop the counterexample"


def _same(value: Any, expected: Any) -> bool:
    return bool(value == expected) and isinstance(value, bool) == isinstance(expected, bool)


def _shown(found: Found, expected: Mapping[str, Any]) -> str:
    return ", ".join(f"{key} {found.get(key)!r}" for key in expected)


def _claims(rooms: Street, text: str) -> Sequence[Claim]:
    return rooms.walk(from_text("example", text), Settings()).claims


def _fields(claim: Claim) -> Found:
    return {name: getattr(claim, name) for name in Claim.__slots__}


def _counted(rooms: Street, text: str, rule: Rule) -> Iterator[Found]:
    """All claims: a noun is often counted where a verb decides."""
    del rule
    return map(_fields, _claims(rooms, text))


def _decided(rooms: Street, text: str, rule: Rule) -> Iterator[Found]:
    """Claims whose category the rule decided."""
    return (_fields(claim) for claim in _claims(rooms, text) if claim.rule == rule.id)


def _said(rooms: Street, text: str, rule: Rule) -> Iterator[Found]:
    """Claims that have what a feature, status, qualifier or currency rule gives."""
    names = {
        FeatureRule: ("sex", "age_group", "exploitation"),
        StatusRule: ("status",),
        QualifierRule: ("qualifier",),
        CurrencyRule: ("code",),
    }[type(rule)]
    given = {("currency" if name == "code" else name): getattr(rule, name) for name in names}
    given = {name: value for name, value in given.items() if value is not None}
    for claim in _claims(rooms, text):
        fields = _fields(claim)
        if (given and all(fields[name] == value for name, value in given.items())) or claim.rule == rule.id:
            yield fields


def _bodies(rooms: Street, text: str, rule: Rule) -> Iterator[Found]:
    del rule
    return ({"name": body.name} for body in rooms.bodies_in(text))


def _issued(rooms: Street, text: str, rule: Rule) -> Iterator[Found]:
    del rule
    return (_fields(claim) for claim in _claims(rooms, text) if claim.issuer)


def _attributed(rooms: Street, text: str, rule: Rule) -> Iterator[Found]:
    del rule
    return (_fields(claim) for claim in _claims(rooms, text) if claim.issuer_basis == "stated")


def _compared(rooms: Street, text: str, rule: Rule) -> Iterator[Found]:
    """Claims of one category, each with the indicator that it belongs to."""
    claims = _claims(rooms, text)
    subjects = Subjects(rooms.packs).of(claims)
    for claim in claims:
        if claim.category == getattr(rule, "category", None):
            yield {**_fields(claim), "indicator": subjects[claim.id].indicator}


def _compared_by(rooms: Street, text: str, rule: Rule) -> Iterator[Found]:
    return (found for found in _compared(rooms, text, rule) if found["indicator"] == rule.id)


def _countries(rooms: Street, text: str, rule: Rule) -> Iterator[Found]:
    return ({"country": code} for code in rooms.countries_in(text) if code == getattr(rule, "code", None))


Finder = Callable[[Street, str, Any], Iterator[Found]]
FINDERS: dict[type[Rule], tuple[Finder, Finder]] = {
    NounRule: (_counted, _decided),
    VerbRule: (_decided, _decided),
    TermRule: (_decided, _decided),
    FeatureRule: (_said, _said),
    StatusRule: (_said, _said),
    QualifierRule: (_said, _said),
    CurrencyRule: (_said, _said),
    BodyRule: (_bodies, _bodies),
    CueRule: (_issued, _attributed),
    CountryRule: (_countries, _countries),
    IndicatorRule: (_compared, _compared_by),
    PlainRule: (_counted, _decided),
}
"""How the examples and the counterexamples of each kind of rule are read."""
