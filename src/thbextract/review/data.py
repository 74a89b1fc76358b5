"""What the page holds of documents, as JSON that may stand inside a script element."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from thbextract.records import Claim

FIELDS = tuple("sentence_end" if field.name == "sentence" else field.name for field in fields(Claim))
"""What a row of a claim holds: the claim's fields; a sentence is told by where it ends, for the text is there."""
LARGEST = 2**53 - 1
"""The largest whole number that JavaScript keeps exactly (ECMA-262, Number.MAX_SAFE_INTEGER)."""
_ENDING = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
"""What could end the script element or is no character of UTF-8."""
_JOINING = re.compile("[\ud800-\udbff](?=[\udc00-\udfff])")
"""A half of a character that its neighbour would make whole in JSON: two code points would become one."""
LOST = "\ufffd"


def document_data(values: Mapping[str, Any]) -> dict[str, Any]:
    """A document as the page holds it: its claims as rows in the order of `FIELDS`.

    Args:
        values: the document as the JSON output has it, with its text.

    Returns:
        The same with `sentences` (by id of the claim) where a sentence is no slice of the text: rows of claims may
        come without their text.
    """
    text = values["text"]
    data = {**values, "claims": [_row(claim) for claim in values["claims"]]}
    foreign = {claim["id"]: claim["sentence"] for claim in values["claims"] if not _is_slice(claim, text)}
    return data | ({"sentences": foreign} if foreign else {})


def script_json(value: Any) -> str:
    """JSON that ends no script element: what markup is made of stands as an escape.

    A half of a character is an escape too, but a pair of halves, which JSON would join, has the sign for an unknown
    character as its first, so that offsets hold.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _ENDING.sub(lambda found: f"\\u{ord(found.group()):04x}", _JOINING.sub(LOST, text))


def _is_slice(claim: Mapping[str, Any], text: str) -> bool:
    start = claim["sentence_start"]
    return bool(text[start : start + len(claim["sentence"])] == claim["sentence"])


def _row(claim: Mapping[str, Any]) -> Sequence[Any]:
    end = claim["sentence_start"] + len(claim["sentence"])
    return [end if name == "sentence_end" else _exact(claim[name]) for name in FIELDS]


def _exact(value: Any) -> Any:
    """A value that JavaScript keeps as it is: a whole number beyond its numbers goes as its digits."""
    return str(value) if isinstance(value, int) and abs(value) > LARGEST else value
