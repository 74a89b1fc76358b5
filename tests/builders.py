"""One-line builders of records for tests."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from thbextract.evaluate import Report, load_gold, score
from thbextract.records import Claim, Extraction, Facts

CLAIM = Claim(
    id="0123456789ab-0-2",
    category="victims",
    value=25,
    value_max=None,
    qualifier="exact",
    unit="women",
    currency=None,
    per=None,
    action="rescue",
    status="reported",
    sex="female",
    age_group="adult",
    exploitation=None,
    period="2017",
    period_start="2017-01-01",
    period_end="2017-12-31",
    period_text="in 2017",
    period_basis="stated",
    issuer="Ministry of Health",
    issuer_text="the Ministry",
    issuer_basis="document",
    speaker=None,
    country="MD",
    part_of=None,
    repeats=None,
    start=0,
    end=2,
    text="25",
    sentence="25 women were rescued in 2017.",
    sentence_start=0,
    page=None,
    rule="thb.verb.rescue",
)


def claim(**fields: Any) -> Claim:
    """A plain claim, with other fields where a test needs them."""
    return replace(CLAIM, **fields)


def extraction(*claims: Claim, source: str = "a.txt", text: str = CLAIM.sentence, **fields: Any) -> Extraction:
    """What one document gave."""
    facts = fields.pop("facts", Facts(title="Aid", date="2018-02", country="MD", language="en"))
    return Extraction(source, "0123456789ab" + "0" * 52, facts, claims, text=text, **fields)


def wanted(**fields: Any) -> dict[str, Any]:
    """A gold claim as its file holds it: 25 rescued women."""
    plain = {"start": 15, "end": 17, "text": "25", "value": 25, "category": ["victims"], "qualifier": ["exact"]}
    return plain | {"period": ["2017"], "issuer": ["Border Police"]} | fields


def said(**fields: Any) -> dict[str, Any]:
    """A prediction that is right about it."""
    plain = {"start": 15, "end": 17, "value": 25, "value_max": None, "category": "victims", "qualifier": "exact"}
    return plain | {"period": "2017", "issuer": "Border Police"} | fields


def scored(tmp_path: Path, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> Report:
    """The score of one document named `a`."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"document": {"date": None}, "claims": gold}))
    return score(load_gold(path), [{"source": "texts/a.txt", "claims": predicted}])
