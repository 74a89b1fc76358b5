"""Inputs that are claims saved before: they are read, not extracted, and come before the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from thbextract.cli import streams
from thbextract.errors import InputError
from thbextract.records import NOTHING_TOLD, Extraction, Problem
from thbextract.saved import is_saved, read_saved
from thbextract.settings import Settings

ONLY_CLAIMS = (".json", ".jsonl", ".ndjson")
NO_TEXTS = InputError(
    "holds no texts to show", "make it with -f json --with-text, or name the documents themselves", "unreadable"
)


def apart(paths: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Paths of saved claims, each once, and the other ones. No document is JSON, so all JSON is to hold claims."""
    files = {path: Path(path) for path in paths if path != streams.STDIO}
    named = dict.fromkeys(path for path, file in files.items() if file.suffix.lower() in ONLY_CLAIMS or is_saved(file))
    return tuple(named), tuple(path for path in paths if path not in named)


def extractions_in(paths: Sequence[str], settings: Settings, *, texts: bool = False) -> Iterator[Extraction]:
    """The extractions in saved claims, filtered as those are that are made now; what can't be read has a problem.

    Args:
        paths: files that `apart` has found.
        settings: with the categories to keep.
        texts: whether the texts are needed too.
    """
    for path in paths:
        try:
            found = read_saved(Path(path))
            if texts and not any(one.text for one in found):
                raise NO_TEXTS
        except InputError as error:
            problem = Problem(error.code, error.cause, error.remedy)
            yield Extraction(path, "", NOTHING_TOLD, problems=(problem,))
        else:
            yield from (_kept(extraction, settings) for extraction in found)


def _kept(extraction: Extraction, settings: Settings) -> Extraction:
    """Without what the filter drops, and without problems, which were told when the claims were made."""
    kept = settings.category
    claims = tuple(claim for claim in extraction.claims if not kept or claim.category in kept)
    return replace(extraction, claims=claims, problems=())
