"""The published schema says what the records are, no more and no less."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest

from builders import claim, extraction
from thbextract import records
from thbextract.errors import PROBLEM_CODES
from thbextract.reasons import REASONS
from thbextract.writers.rows import COLUMNS, NUMBER_FIELDS, claim_values, document_values, row_values


def test_the_schema_is_a_valid_schema(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_schema_names_the_fields_of_the_output(schema: dict[str, Any]) -> None:
    named = {name: set(schema["$defs"][name]["properties"]) for name in ("claim", "document", "row", "problem")}
    one = extraction(claim())
    assert named["claim"] == set(claim_values(claim())) == set(schema["$defs"]["claim"]["required"])
    assert named["document"] == set(document_values(one, with_text=True, explain=True))
    assert schema["$defs"]["number"]["required"] == list(schema["$defs"]["number"]["properties"]) == list(NUMBER_FIELDS)
    assert named["claim"] | named["row"] == set(row_values(one, claim())) == set(COLUMNS)
    assert named["problem"] == {field.name for field in fields(records.Problem)}
    assert set(schema["$defs"]["problem"]["properties"]["code"]["enum"]) == set(PROBLEM_CODES)
    assert schema["$defs"]["number"]["properties"]["reason"]["enum"] == list(REASONS)


def test_the_schema_names_the_values_of_every_closed_field(schema: dict[str, Any]) -> None:
    for name, hint in get_type_hints(records.Claim).items():
        literals = [value for option in (hint, *get_args(hint)) for value in get_args(option) if isinstance(value, str)]
        if literals:
            listed = schema["$defs"]["claim"]["properties"][name]["enum"]
            assert {value for value in listed if value is not None} == set(literals), name
            assert (None in listed) == (type(None) in get_args(hint)), name


@pytest.mark.parametrize(
    "wrong",
    [
        {"category": "witnesses"},
        {"sex": "women"},
        {"value": "25"},
        {"period": "2017 or so"},
        {"period": ".."},
        {"period_start": "2017"},
        {"currency": "manat"},
        {"country": "Moldova"},
        {"id": "first"},
        {"review": [{"code": "sum"}]},
    ],
)
def test_a_wrong_value_breaks_the_schema(validate: Callable[[Any], None], wrong: dict[str, Any]) -> None:
    document = document_values(extraction(claim()))
    output = {"schema_version": 1, "documents": [document]}
    output["tool"] = {"name": "thbextract", "version": "1", "packs": [], "settings": {}}
    validate(output)
    document["claims"][0] |= wrong
    with pytest.raises(jsonschema.ValidationError):
        validate(output)


@pytest.mark.parametrize("period", ["2017", "2017-06", "2017-06-03", "2014/2018-03", "2014/..", "../2018", None])
def test_every_form_of_a_period_fits_the_schema(validate_row: Callable[[Any], None], period: str | None) -> None:
    one = claim(period=period)
    validate_row(row_values(extraction(one), one))
