"""One item → one extraction, whatever happens to it. This is what a worker process runs."""

from __future__ import annotations

import logging
from dataclasses import replace

from thbextract.batch.items import Item
from thbextract.errors import InputError, PackError, UsageError
from thbextract.readers import from_text, read_bytes, read_path
from thbextract.records import Document, Extraction, Facts, Problem
from thbextract.settings import Settings

REPORT = "please report it with the input, if you may share it"
SKIPPED = "name it itself to have it tried"
"""What to do about a file of a folder that is no document."""

log = logging.getLogger(__name__)


def extract_item(item: Item, settings: Settings) -> Extraction:
    """One item's extraction; a failure of the input or of ours is a problem in it, a bad pack an error."""
    try:
        return _extract(_document(item, settings), settings)
    except InputError as error:
        return failed(item, error)
    except (PackError, UsageError):
        raise
    except MemoryError:
        return _empty(item, Problem("memory", "there is not enough memory for it", "split it, or use fewer --jobs"))
    except Exception as error:
        log.debug("%s: traceback of the defect", item.source, exc_info=True)
        return _empty(item, Problem("defect", f"internal error: {type(error).__name__}: {error}", REPORT))


def failed(item: Item, error: InputError) -> Extraction:
    """The extraction of an input that can't be read: no claims, and why."""
    if item.found and error.code == "no_document":
        return _empty(item, Problem("skipped", error.cause, SKIPPED))
    return _empty(item, Problem(error.code, error.cause, error.remedy))


def without_text(extraction: Extraction) -> Extraction:
    """The extraction without the text, for outputs that have no use for it."""
    return replace(extraction, text="")


def _extract(document: Document, settings: Settings) -> Extraction:
    from thbextract.extraction import extract_document  # spaCy: only once there is something to extract from

    return extract_document(document, settings)


def _document(item: Item, settings: Settings) -> Document:
    content = item.content
    if isinstance(content, InputError):
        raise content
    if content is None:
        return read_path(item.source, settings.given, settings.limits)
    if isinstance(content, bytes):
        return read_bytes(item.source, content, settings.given, settings.limits)
    if not content.strip():
        raise InputError("is empty", "check that it is the right text", "empty", item.source)
    return from_text(item.source, content, settings.given)


def _empty(item: Item, problem: Problem) -> Extraction:
    return Extraction(source=item.source, sha256="", facts=Facts(), problems=(problem,))
