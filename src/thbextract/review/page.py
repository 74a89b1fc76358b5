"""One HTML file: the shell of the page, then document by document its data, then the script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, Literal, TextIO, get_args

from thbextract import records
from thbextract.checks import DOUBT_CODES
from thbextract.countries import ALPHA_2
from thbextract.review.data import FIELDS, document_data, script_json

STYLES = ("colours", "base", "read", "claim", "table", "charts", "series", "print")
SCRIPTS = (
    *("dom", "text", "words", "data", "verdicts", "exchange", "filters", "documents", "reader", "fields", "claim"),
    *("form", "applied", "table", "csv", "chart_parts", "charts"),
    *("series_words", "series_lines", "series_rows", "series", "views", "keys", "print", "main"),
)
"""Parts of style and script in their order. Parts of the script share one scope; only the last one runs anything."""
VOCABULARIES: dict[str, tuple[str, ...]] = {
    name: get_args(values)
    for name, values in {
        "category": records.Category,
        "qualifier": records.Qualifier,
        "status": records.Status,
        "sex": records.Sex,
        "age_group": records.AgeGroup,
        "exploitation": records.Exploitation,
    }.items()
} | {"country": tuple(sorted(ALPHA_2))}
"""What fields with closed vocabularies may hold, for the forms of the page."""
POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Content Security Policy (Level 3, and Trusted Types): what runs is named by its hash, and nothing is loaded."""

View = Literal["read", "table", "charts", "series"]
SeriesOf = Callable[[], Mapping[str, Any]]
"""Gives the content of the series view; asked for once, after all documents."""


def write_page(
    documents: Iterable[Mapping[str, Any]],
    stream: TextIO,
    *,
    tool: Mapping[str, Any],
    columns: Sequence[str],
    series: SeriesOf,
    view: View = "read",
) -> None:
    """Write the page; a document is in memory only while it is written.

    Args:
        documents: as the JSON output has them, with their texts.
        stream: the file, in which halves of characters need no care.
        tool: what the JSON output says of the tool.
        columns: of the CSV that the page exports.
        series: the content of the series view.
        view: the view that the page opens with.
    """
    style, script = _joined("style", STYLES, "css"), _script()
    key = Key()
    pieces = _template().generate(
        policy=POLICY.format(style=_hash(style), script=_hash(script)),
        style=_markup(style),
        page=_json(
            {
                "tool": tool,
                "view": view,
                "fields": FIELDS,
                "columns": columns,
                "values": VOCABULARIES,
                "doubts": DOUBT_CODES,
            }
        ),
        documents=map(_json, map(document_data, key.noting(documents))),
        series=lambda: _json(series()),
        end=lambda: _json({"key": key.digest(), "documents": key.documents}),
        script=_markup(script),
    )
    for piece in pieces:
        stream.write(piece)


class Key:
    """What verdicts are kept under in the browser: the same for the same documents, whatever their order and names."""

    def __init__(self) -> None:
        self.documents = 0
        self._hashes: list[str] = []

    def noting(self, documents: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        """The documents as they come, noted."""
        for document in documents:
            self.documents += 1
            self._hashes.append(document["sha256"] or "")
            yield document

    def digest(self) -> str:
        """16 hexadecimal digits."""
        return hashlib.sha256("\n".join(sorted(self._hashes)).encode()).hexdigest()[:16]


def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(files("thbextract.review").joinpath("page.html").read_text("utf-8"))


def _script() -> str:
    """All parts in one function, so that the page has no global names that a text could reach."""
    return '(() => {\n"use strict";\n' + _joined("script", SCRIPTS, "js") + "})();\n"


def _joined(folder: str, names: Iterable[str], suffix: str) -> str:
    root = files("thbextract.review").joinpath(folder)
    return "\n".join(root.joinpath(f"{name}.{suffix}").read_text("utf-8") for name in names)


def _hash(content: str) -> str:
    """What the policy calls an inline script or style by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _json(value: Any) -> Any:
    return _markup(script_json(value))


def _markup(text: str) -> Any:
    """Text that the template takes over as it is: our own files, and JSON in which nothing can end its element."""
    from markupsafe import Markup

    return Markup(text)
