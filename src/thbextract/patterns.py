"""Pattern packs: load, validate and merge the TOML files that hold the vocabulary.

This module knows what a rule may say, not how it is matched. A pack is one TOML file with a `[pack]`
table and any number of rule tables (`[[noun]]`, `[[verb]]` …); each rule has an `id` that the claims it
decides carry, `examples` and `counterexamples`.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal, TypeVar, get_args, get_origin, get_type_hints

from thbextract.errors import PackError
from thbextract.records import AgeGroup, Category, Exploitation, Qualifier, Sex, Status

SCALARS: dict[type, str] = {str: "a string", int: "a whole number", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it must give: every key of `expect` is a field of the claim (or body) that is looked for."""

    text: str
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What every rule has: an id, and the texts that show where it applies and where it does not."""

    table: ClassVar[str] = ""

    id: str
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NounRule(Rule):
    """Nouns that are counted.

    `words` are singular lemmas, several words allowed. `kind` groups nouns for the verb rules ("person",
    "victim", "case" …); `category` is what the noun means on its own. `sex`, `age_group` and
    `exploitation` are what the noun itself says.
    """

    table: ClassVar[str] = "noun"

    kind: str
    category: Category
    words: tuple[str, ...]
    sex: Sex | None = None
    age_group: AgeGroup | None = None
    exploitation: Exploitation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbRule(Rule):
    """Verbs that decide what a count of `nouns` (noun kinds) is.

    `role` says which place the counted people have: `object` ("arrested 12", "12 were arrested") or
    `subject` ("12 testified"). `actions` are nouns that stand for the verb ("the arrest of 12 men").
    With `complements` the rule holds only if one of these stands in the clause after the verb ("sent 12
    to court"); a space joins words, a form counts in singular and plural. With `unless` it does not hold if
    one of these stands right behind the verb or its object. With `through` it holds only if one of these
    prepositions leads from the verb to the count ("spent 6 million on 58 victims"), with `subjects` only if
    one of these stands before the verb ("the centre has accepted 40 people"). Those of the verbs that take
    nothing but people are in `people_only`: what they govern is people, whether a pack knows the noun or not.
    """

    table: ClassVar[str] = "verb"

    category: Category
    nouns: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    complements: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    people_only: tuple[str, ...] = ()
    role: Literal["object", "subject"] = "object"
    exploitation: Exploitation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureRule(Rule):
    """Words that say something of a count without being what is counted ("female", "for sexual exploitation").

    `labels` say it only where they are all that a column or row of a table is called ("Sexual", "Labour").
    """

    table: ClassVar[str] = "feature"

    words: tuple[str, ...]
    labels: tuple[str, ...] = ()
    sex: Sex | None = None
    age_group: AgeGroup | None = None
    exploitation: Exploitation | None = None
    category: Category | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRule(Rule):
    """Words in the clause of a count that say what kind of statement it is."""

    table: ClassVar[str] = "status"

    status: Status
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRule(Rule):
    """Words that make a span of time ("8 years") a claim of `category`; near one of `unless` it is `other`.

    Words of `before` do so only right before it ("were given 2 years").
    A span of time that no rule takes is no claim (the duration of an event).
    """

    table: ClassVar[str] = "term"

    category: Category
    words: tuple[str, ...]
    before: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifierRule(Rule):
    """Words right `before` or right `after` a number that say how exactly it is put."""

    table: ClassVar[str] = "qualifier"

    qualifier: Qualifier
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    estimated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyRule(Rule):
    """A currency: ISO 4217 `code`, its signs, its names in the singular, and the countries that use it.

    `shared` are names and signs that other currencies have too ("dollar", "$"): they mean this one only
    in a document of one of its `countries` (ISO 3166-1 alpha-2).
    """

    table: ClassVar[str] = "currency"

    code: str
    signs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRule(Rule):
    """Bodies: proper `names`, acronyms with their long form, and head nouns that make a name ("Ministry of …").

    `heads` are words that begin or end the name of a body; `names` are whole names; `acronym` belongs to
    the first of `names`. `country` is ISO 3166-1 alpha-2 where a name stands for one country's body.
    """

    table: ClassVar[str] = "body"

    kind: str
    names: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    acronym: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRule(Rule):
    """Words that tie a statement to somebody: `kind` names the construction ("according_to", "says", "role" …)."""

    table: ClassVar[str] = "cue"

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRule(Rule):
    """A country: ISO 3166-1 alpha-2 `code`, its names, its adjectives and people ("Georgian"), its cities."""

    table: ClassVar[str] = "country"

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRule(Rule):
    """Figures of one `category` that count the same thing wherever they stand, so that they may be compared.

    `actions` are the lemmas of the verbs that govern them; one that is `plain` takes those without a verb too. `units`
    are the words of the counted noun under which they count just that. `name` is what people call it.
    """

    table: ClassVar[str] = "indicator"

    name: str
    category: Category
    units: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainRule(Rule):
    """Words of a counted noun that do not narrow what is counted, or say what other fields of a claim hold."""

    table: ClassVar[str] = "plain"

    words: tuple[str, ...]


RULES: tuple[type[Rule], ...] = (
    NounRule,
    VerbRule,
    FeatureRule,
    StatusRule,
    TermRule,
    QualifierRule,
    CurrencyRule,
    BodyRule,
    CueRule,
    CountryRule,
    IndicatorRule,
    PlainRule,
)


R = TypeVar("R", bound=Rule)


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack file, whole and valid. `forms` are irregular inflections, lemma to forms."""

    name: str
    version: int
    sha256: str
    path: str
    rules: tuple[Rule, ...]
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Packs:
    """Several packs as one vocabulary; later packs override rules of the same table and id."""

    packs: tuple[Pack, ...]

    def rules(self, kind: type[R]) -> tuple[R, ...]:
        """All rules of one kind, in pack order."""
        merged: dict[str, R] = {}
        for pack in self.packs:
            for rule in pack.rules:
                if isinstance(rule, kind):
                    merged[rule.id] = rule
        return tuple(merged.values())

    def by_precedence(self, kind: type[R]) -> tuple[R, ...]:
        """The same rules, those of later packs first: where several know a word, the first one decides."""
        merged: dict[str, R] = {}
        for pack in reversed(self.packs):
            for rule in pack.rules:
                if isinstance(rule, kind):
                    merged.setdefault(rule.id, rule)
        return tuple(merged.values())

    @property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """Irregular inflections of all packs."""
        return {lemma: forms for pack in self.packs for lemma, forms in pack.forms.items()}


def pack_folder() -> Path:
    """The folder of the packs that come with the tool.

    In a wheel they lie inside the package; an editable install leaves them in the project's `patterns/`,
    whose place the installer has written down (PEP 610).

    Raises:
        PackError: if neither is there (a broken installation).
    """
    inside = Path(__file__).with_name("packs")
    if inside.is_dir():
        return inside
    import json
    from importlib.metadata import PackageNotFoundError, distribution
    from urllib.parse import urlparse
    from urllib.request import url2pathname

    try:
        origin = json.loads(distribution("thbextract").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        origin = {}
    project = Path(url2pathname(urlparse(origin.get("url", "")).path)) / "patterns"
    if origin.get("dir_info", {}).get("editable") and project.is_dir():
        return project
    raise PackError("the pattern packs of thbextract are missing", "install it again: pip install thbextract")


def load_packs(extra: Sequence[str | Path] = ()) -> Packs:
    """The packs that come with the tool, then those of `extra` (files, or folders of `*.toml`).

    Raises:
        PackError: if a pack can't be read or breaks the schema; the message names file, rule and remedy.
    """
    return Packs((*_shipped(), *(load_pack(path) for path in pack_files(extra))))


@cache
def _shipped() -> tuple[Pack, ...]:
    return tuple(load_pack(path) for path in sorted(pack_folder().glob("*.toml")))


def pack_files(paths: Iterable[str | Path]) -> list[Path]:
    """Pack files that `paths` name: a file is itself, a folder its `*.toml` in name order.

    Raises:
        PackError: if a path is missing, or a folder holds no pack.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        inside = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        if not inside:
            raise PackError(f"{path}: no pack in this folder", "name a .toml file or a folder that holds some")
        found += inside
    return found


def load_pack(path: Path) -> Pack:
    """One pack file, validated.

    Raises:
        PackError: if it can't be read, is no TOML, or breaks the schema.
    """
    try:
        data = path.read_bytes()
        tables = tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise PackError(f"{path}: {error.strerror}", "check the path and its permissions") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path}: not valid TOML: {error}", "mend the line that it names") from error
    head = tables.pop("pack", None)
    if not isinstance(head, dict) or not isinstance(head.get("name"), str) or not isinstance(head.get("version"), int):
        raise PackError(f"{path}: no [pack] table with name and version", 'add [pack], name = "…", version = 1')
    forms = _forms(path, tables.pop("forms", {}))
    rules = tuple(rule for table, rows in tables.items() for rule in _rules(path, table, rows))
    _refuse_twins(path, rules)
    return Pack(head["name"], head["version"], hashlib.sha256(data).hexdigest(), str(path), rules, forms)


def _forms(path: Path, table: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise PackError(f"{path}: [forms] is not a table", 'write [forms], then lines like seek = ["sought"]')
    for lemma, forms in table.items():
        if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
            raise PackError(f"{path}: [forms] {lemma}: not a list of strings", f'write {lemma} = ["…"]')
    return {lemma: tuple(forms) for lemma, forms in table.items()}


def _rules(path: Path, table: str, rows: Any) -> Iterable[Rule]:
    kinds = {kind.table: kind for kind in RULES}
    if table not in kinds:
        raise PackError(f"{path}: unknown table [[{table}]]", f"use one of: {', '.join(sorted(kinds))}")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PackError(f"{path}: [{table}] is no list of tables", f"write it with double brackets: [[{table}]]")
    for number, row in enumerate(rows, 1):
        yield _rule(f"{path}: {table} {row.get('id') or f'number {number}'}", kinds[table], row)


@cache
def _shape(table: str) -> tuple[dict[str, Any], dict[str, Field[Any]]]:
    """Types and fields of a table's rules, looked up once: a pack may hold hundreds of rules of one kind."""
    kind = next(kind for kind in RULES if kind.table == table)
    return get_type_hints(kind), {f.name: f for f in fields(kind)}


def _rule(where: str, kind: type[Rule], row: dict[str, Any]) -> Rule:
    hints, known = _shape(kind.table)
    for key in row:
        if key not in known:
            raise PackError(f"{where}: unknown key {key!r}", f"use one of: {', '.join(sorted(known))}")
    missing = [name for name, f in known.items() if name not in row and f.default is MISSING]
    if missing:
        raise PackError(f"{where}: {missing[0]} is missing", f"add {missing[0]} = …")
    values = {key: _value(f"{where}: {key}", key, hints[key], value) for key, value in row.items()}
    return kind(**values)


def _value(where: str, key: str, hint: Any, value: Any) -> Any:
    if key == "examples":
        return tuple(_example(where, item) for item in _list(where, value))
    options = [option for option in (get_args(hint) or (hint,)) if option not in (type(None), Ellipsis)]
    if get_origin(hint) is tuple:
        return tuple(_scalar(where, options[0], item) for item in _list(where, value))
    if get_origin(hint) is Literal:
        return _scalar(where, hint, value)
    return _scalar(where, options[0], value)


def _list(where: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise PackError(f"{where} is not a list", "put it in square brackets")
    return value


def _scalar(where: str, hint: Any, value: Any) -> Any:
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            raise PackError(f"{where}: {value!r} is not known", f"use one of: {', '.join(map(str, get_args(hint)))}")
        return value
    if type(value) is not hint or value == "":
        raise PackError(f"{where}: {value!r} is not {SCALARS[hint]}", f"write {SCALARS[hint]} that is not empty")
    return value


def _example(where: str, item: Any) -> Example:
    if not isinstance(item, dict) or not isinstance(item.get("text"), str) or len(item) < 2:
        raise PackError(f"{where}: an example needs text and what it gives", 'write { text = "…", value = 1 }')
    return Example(item["text"], {key: value for key, value in item.items() if key != "text"})


def _refuse_twins(path: Path, rules: Sequence[Rule]) -> None:
    seen: set[tuple[str, str]] = set()
    for rule in rules:
        if (rule.table, rule.id) in seen:
            raise PackError(f"{path}: {rule.table} {rule.id}: the id stands twice", "give each rule an id of its own")
        seen.add((rule.table, rule.id))
