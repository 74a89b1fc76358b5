"""The spaCy components: each is found through its entry point and works in a pipeline of anybody's."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

NAMES = ("thbextract_quantities", "thbextract_periods", "thbextract_bodies", "thbextract_claims")
TEXT = (
    "In 2019 the Ministry of Justice of Latvia opened 12 investigations. "
    "Police arrested 33 people on 3 May 2020. Ten of them were women."
)


def pipeline(*names: str) -> Language:
    nlp = spacy.blank("en")
    for name in names:
        nlp.add_pipe(name)
    return nlp


def test_every_component_has_an_entry_point() -> None:
    found = {point.name for point in entry_points(group="spacy_factories")}
    assert set(NAMES) <= found


@pytest.mark.parametrize("name", NAMES[:3])
def test_a_component_that_finds_spans_works_alone(name: str) -> None:
    doc = pipeline(name)(TEXT)
    spans = doc.spans[name]
    assert spans
    assert all(span.doc is doc for span in spans)


def test_quantities_of_a_doc_are_spans_and_records() -> None:
    doc = pipeline(
        "thbextract_quantities",
    )("Police arrested 33 people and seized 5 million euros.")
    assert [(q.text, q.kind) for q in doc._.thb_quantities] == [("33", "count"), ("5 million", "money")]
    assert [span.text for span in doc.spans["thbextract_quantities"]] == ["33", "5 million"]


def test_periods_of_a_doc_are_spans_and_records() -> None:
    doc = pipeline("thbextract_periods")(TEXT)
    assert [period.edtf for period in doc._.thb_periods] == ["2019", "2020-05-03"]
    assert [span.text for span in doc.spans["thbextract_periods"]][-1] == "3 May 2020"


def test_relative_periods_are_resolved_against_what_the_doc_is_told() -> None:
    nlp = pipeline("thbextract_periods")
    doc = nlp.make_doc("Last year 12 women came.")
    doc.user_data["thb_today"] = "2019-05-31"
    assert [period.edtf for period in nlp(doc)._.thb_periods] == ["2018"]


def test_bodies_of_a_doc_are_spans_and_records() -> None:
    doc = pipeline("thbextract_bodies")(TEXT)
    assert [body.text for body in doc._.thb_bodies] == [span.text for span in doc.spans["thbextract_bodies"]]
    assert doc._.thb_bodies[0].name.startswith("Ministry of Justice")


@pytest.mark.parametrize(
    "names",
    [
        ("thbextract_quantities", "thbextract_claims"),
        ("thbextract_periods", "thbextract_quantities", "thbextract_claims"),
        ("thbextract_bodies", "thbextract_periods", "thbextract_quantities", "thbextract_claims"),
        ("sentencizer", "thbextract_bodies", "thbextract_periods", "thbextract_quantities", "thbextract_claims"),
    ],
    ids=len,
)
def test_a_doc_of_several_sentences_has_counts_whatever_else_stands_in_the_pipe(names: tuple[str, ...]) -> None:
    counts = pipeline(*names)(TEXT)._.thb_counts
    assert [(count.quantity.text, count.category) for count in counts][:3] == [
        ("12", "investigations"),
        ("33", "suspects"),
        ("Ten", "suspects"),
    ]


def test_dates_are_no_quantities_behind_the_periods_component() -> None:
    doc = pipeline("thbextract_periods", "thbextract_quantities")(TEXT)
    assert [quantity.text for quantity in doc._.thb_quantities] == ["12", "33", "Ten"]


def test_claims_without_quantities_are_none() -> None:
    doc = pipeline("thbextract_quantities", "thbextract_claims")("Nothing is counted here.")
    assert doc._.thb_counts == ()


def test_an_empty_doc_passes() -> None:
    assert pipeline(*NAMES[:3], "thbextract_claims")("")._.thb_counts == ()


def test_offsets_count_from_where_the_doc_begins() -> None:
    nlp = pipeline("thbextract_quantities", "thbextract_claims")
    doc = nlp.make_doc("Police arrested 33 people.")
    doc.user_data["thb_offset"] = 1000
    (count,) = nlp(doc)._.thb_counts
    assert (count.quantity.start, count.category) == (1016, "suspects")
    assert [span.text for span in doc.spans["thbextract_quantities"]] == ["33"]


def test_the_countries_of_a_pipeline_say_what_a_bare_dollar_is() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("thbextract_quantities", config={"countries": ["AU"]})
    (quantity,) = nlp("The grant was $400.")._.thb_quantities
    assert quantity.currency == "AUD"


def test_a_pipe_of_many_docs_gives_what_single_docs_give() -> None:
    nlp = pipeline("thbextract_periods", "thbextract_quantities", "thbextract_claims")
    texts = [TEXT, "Courts convicted 12 men.", TEXT]
    assert [doc._.thb_counts for doc in nlp.pipe(texts, batch_size=2)] == [nlp(text)._.thb_counts for text in texts]


def test_a_pipeline_can_be_built_twice() -> None:
    first, second = pipeline(*NAMES), pipeline(*NAMES)
    assert isinstance(first(TEXT), Doc)
    assert first(TEXT)._.thb_counts == second(TEXT)._.thb_counts


def test_a_pipeline_round_trips_through_its_config() -> None:
    nlp = pipeline(*NAMES)
    again = spacy.util.load_model_from_config(nlp.config, auto_fill=False)
    assert again(TEXT)._.thb_counts == nlp(TEXT)._.thb_counts
