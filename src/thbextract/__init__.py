"""Numeric claims in texts on trafficking in human beings, as rows with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thbextract.batch import extract_many
    from thbextract.errors import ThbextractError
    from thbextract.extraction import extract, extract_file
    from thbextract.records import Claim, Document, Doubt, ExplainedNumber, Extraction, Facts, Given, Problem, Words

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Document",
    "Doubt",
    "ExplainedNumber",
    "Extraction",
    "Facts",
    "Given",
    "Problem",
    "ThbextractError",
    "Words",
    "__version__",
    "extract",
    "extract_file",
    "extract_many",
]

_HOMES = {
    "extract": "extraction",
    "extract_file": "extraction",
    "extract_many": "batch",
    "ThbextractError": "errors",
} | dict.fromkeys(
    ("Claim", "Document", "Doubt", "ExplainedNumber", "Extraction", "Facts", "Given", "Problem", "Words"), "records"
)


def __getattr__(name: str) -> Any:
    """Import a public name on first use: `import thbextract` alone must not cost what spaCy costs."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
