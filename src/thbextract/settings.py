"""The settings of a run: one frozen object made from defaults < settings file < environment < flags."""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

from thbextract.countries import ALPHA_2
from thbextract.edtf import in_months, is_date, is_period
from thbextract.errors import SettingsError, UsageError
from thbextract.records import MEGABYTE, Category, Given, Limits

Format = Literal["json", "jsonl", "csv", "tsv", "xlsx", "sqlite", "parquet", "html", "table"]
OWN_FILE = "thbextract.toml"
PROJECT_FILE = "pyproject.toml"
PREFIX = "THBEXTRACT_"
OF_RESULT = (
    *("date", "issuer", "reporting_period", "country", "category", "with_text", "explain"),
    *("text_column", "id_column", "timeout", "max_size", "max_pages"),
)
TRUTH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run was asked for.

    `date`, `issuer`, `reporting_period` and `country` state something of every document; `category` keeps
    the claims of these categories (all, if empty); `patterns` are packs beside those of the tool; `format`
    is None where the output itself decides; `explain` asks what became of every number. `jobs` are processes
    (as many as there are processors, if None), `glob` chooses files of folders. What is read of one input is bound
    by `max_size` (megabytes), `max_pages` and `timeout` (seconds; 0 for none). `text_column` and `id_column` are
    those of tables whose rows are documents.
    """

    date: str | None = None
    issuer: str | None = None
    reporting_period: str | None = None
    country: str | None = None
    category: tuple[Category, ...] = ()
    patterns: tuple[str, ...] = ()
    format: Format | None = None
    jobs: int | None = None
    glob: tuple[str, ...] = ()
    text_column: str | None = None
    id_column: str | None = None
    timeout: float = 600
    max_size: float = 100
    max_pages: int = 2_000
    with_text: bool = False
    explain: bool = False
    excel: bool = False
    quiet: bool = False
    verbose: bool = False

    @property
    def given(self) -> Given:
        """What the user states of each document."""
        return Given(self.date, self.issuer, self.reporting_period, self.country)

    @property
    def limits(self) -> Limits:
        """How much of one input a reader reads."""
        return Limits(int(self.max_size * MEGABYTE), self.max_pages)

    def of_result(self) -> dict[str, Any]:
        """The settings that change what a result holds; packs are told by name and hash instead of by path."""
        return {name: list(value) if isinstance(value := getattr(self, name), tuple) else value for name in OF_RESULT}


NAMES = tuple(field.name for field in fields(Settings))


def load_settings(
    flags: Mapping[str, Any] | None = None,
    *,
    folder: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """The settings of this run; a flag that is None was not given.

    Args:
        flags: values of flags by the names of the settings; lists may also be one string with commas.
        folder: where the settings file may lie, the working folder if None.
        environ: the environment, `os.environ` if None.

    Raises:
        SettingsError: if the settings file is bad.
        UsageError: if a flag or an environment variable has a bad value.
    """
    values, label = _file_values(folder or Path())
    settings = _with(Settings(), values, label, SettingsError)
    environ = os.environ if environ is None else environ
    variables = {name: environ[PREFIX + name.upper()] for name in NAMES if environ.get(PREFIX + name.upper())}
    settings = _with(settings, variables, lambda name: PREFIX + name.upper(), UsageError)
    return with_flags(settings, flags or {})


def stated(
    given: Given | None = None,
    category: str | Sequence[str] | None = None,
    patterns: str | Path | Sequence[str | Path] | None = None,
    explain: bool = False,
    timeout: float | None = None,
) -> Settings:
    """The settings of a call from Python, which no file and no environment has a say in.

    Raises:
        UsageError: if an argument has a bad value.
    """
    flags: dict[str, Any] = {
        **({} if given is None else asdict(given)),
        "category": category if category is None or isinstance(category, str) else tuple(category),
        "patterns": None if patterns is None else tuple(map(str, _several(patterns))),
        "explain": explain,
        "timeout": timeout or 0,
    }
    return with_flags(Settings(), flags)


def _several(paths: str | Path | Sequence[str | Path]) -> Sequence[str | Path]:
    """One path stands for a list of one; a string is never a list of letters."""
    return [paths] if isinstance(paths, str | Path) else paths


def with_flags(settings: Settings, flags: Mapping[str, Any]) -> Settings:
    """`settings` overridden by checked flags (or arguments); one that is None was not given.

    Raises:
        UsageError: if a value is bad.
    """
    given = {name: value for name, value in flags.items() if value is not None}
    return _with(settings, given, lambda name: "--" + name.replace("_", "-"), UsageError)


def _with(
    settings: Settings,
    values: Mapping[str, Any],
    label: Callable[[str], str],
    error: type[SettingsError] | type[UsageError],
) -> Settings:
    """`settings` with checked `values`; `label` says where a value stands, `error` is raised for a bad one."""
    checked: dict[str, Any] = {}
    for name, value in values.items():
        try:
            checked[name] = _checked(name, value)
        except ValueError as fault:
            cause, remedy = fault.args
            raise error(f"{label(name)}: {cause}", remedy) from None
    return replace(settings, **checked)


def _file_values(folder: Path) -> tuple[dict[str, Any], Callable[[str], str]]:
    """The values of the settings file, and how to name one of them."""
    path = folder / OWN_FILE
    values = _toml(path)
    if values is None:
        path = folder / PROJECT_FILE
        # Another tool's broken pyproject.toml is not our business unless it speaks of us.
        values = (_toml(path, about="tool.thbextract") or {}).get("tool", {}).get("thbextract", {})
    if not isinstance(values, dict):
        raise SettingsError(f"{path}: tool.thbextract is not a table", "write [tool.thbextract]")
    for name in values:
        if name not in NAMES:
            raise SettingsError(f"{path}: unknown setting {name!r}", f"use one of: {', '.join(sorted(NAMES))}")
    return values, lambda name: f"{path}: {name}"


def _toml(path: Path, about: str = "") -> dict[str, Any] | None:
    """A TOML file, None if it is missing or does not mention `about`."""
    try:
        content = path.read_text("utf-8")
        return tomllib.loads(content) if about in content else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}", "check the file and its permissions") from error
    except ValueError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}", "mend the line that it names") from error


def _checked(name: str, value: Any) -> Any:
    """`value` as the setting keeps it.

    Raises:
        ValueError: with cause and remedy, if it is no value of this setting.
    """
    check: Callable[[Any], Any] = _CHECKS.get(name, _truth)
    return check(value)


def _truth(value: Any) -> bool:
    if isinstance(value, str):
        value = TRUTH.get(value.lower())
    if not isinstance(value, bool):
        raise ValueError("neither true nor false", "write true or false")
    return value


def _string(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is not a text", "write a text that is not empty")
    return value.strip()


def _date(value: Any) -> str:
    # A bare date in TOML is a date already; its ISO form is EDTF.
    text = _string(value if isinstance(value, str) else _iso(value))
    if not is_date(text) or in_months(text) != text:
        raise ValueError(f"{text!r} is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD, such as 2018-05-31")
    return text


def _iso(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _period(value: Any) -> str:
    text = _string(_iso(value))
    text = f"..{text}" if text.startswith("/") else f"{text}.." if text.endswith("/") else text
    if not is_period(text):
        remedy = "write a date such as 2017 or 2017-06, or two with a slash: 2016-07/2017-06"
        raise ValueError(f"{text!r} is not a period", remedy)
    return in_months(text)


def _country(value: Any) -> str:
    code = _string(value).upper()
    if code not in ALPHA_2:
        raise ValueError(f"{code!r} is not a country", "write the two letters of ISO 3166-1, such as AZ or GB")
    return code


def _names(value: Any, separator: str) -> list[str]:
    parts = value.split(separator) if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise ValueError("not a list of texts", 'write ["…", "…"]')
    return [part.strip() for part in parts if part.strip()]


def _number(value: Any, least: float, unit: str) -> float:
    try:
        number = float(value) if not isinstance(value, bool) else math.nan
    except (TypeError, ValueError):
        number = math.nan
    if not (math.isfinite(number) and number >= least):
        raise ValueError(f"{value!r} is not a number of {unit}", f"write a number, {least:g} or more")
    return int(number) if number.is_integer() else number


def _whole(value: Any, unit: str) -> int:
    number = _number(value, 1, unit)
    if not isinstance(number, int):
        raise ValueError(f"{value!r} is not a number of {unit}", "write a whole number, 1 or more")
    return number


def _paths(value: Any) -> tuple[str, ...]:
    return tuple(_names(value, os.pathsep))


def _globs(value: Any) -> tuple[str, ...]:
    return tuple(_names(value, "\n"))


def _categories(value: Any) -> tuple[str, ...]:
    known = get_args(Category)
    names = tuple(dict.fromkeys(name.lower() for name in _names(value, ",")))
    for name in names or ("",):
        if name not in known:
            raise ValueError(f"{name!r} is not a category", f"use some of: {', '.join(known)}")
    return names


def _format(value: Any) -> str:
    name = _string(value).lower()
    if name not in get_args(Format):
        raise ValueError(f"{name!r} is not a format", f"use one of: {', '.join(get_args(Format))}")
    return name


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "date": _date,
    "issuer": _string,
    "reporting_period": _period,
    "country": _country,
    "category": _categories,
    "patterns": _paths,
    "glob": _globs,
    "jobs": lambda value: _whole(value, "processes"),
    "timeout": lambda value: _number(value, 0, "seconds"),
    "max_size": lambda value: _number(value, 0.001, "megabytes"),
    "max_pages": lambda value: _whole(value, "pages"),
    "text_column": _string,
    "id_column": _string,
    "format": _format,
}
