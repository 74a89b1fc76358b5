"""Word forms: what a lemma of a pack looks like in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract.normalize.inflect import noun_forms, plural, verb_forms

LEMMAS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("victim", "victims"),
        ("bus", "buses"),
        ("box", "boxes"),
        ("branch", "branches"),
        ("wish", "wishes"),
        ("agency", "agencies"),
        ("day", "days"),
        ("safe house", "safe houses"),
    ],
)
def test_a_regular_plural_follows_the_end_of_the_word(noun: str, expected: str) -> None:
    assert plural(noun) == expected


def test_the_singular_stands_first() -> None:
    assert noun_forms("Victim", {}) == ("victim", "victims")


def test_a_phrase_inflects_in_its_last_word() -> None:
    assert noun_forms("police officer", {}) == ("police officer", "police officers")


def test_an_irregular_plural_takes_the_place_of_the_regular_one() -> None:
    assert noun_forms("trafficked person", {"person": ("people", "persons")}) == (
        "trafficked person",
        "trafficked people",
        "trafficked persons",
    )


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("arrest", {"arrest", "arrests", "arrested", "arresting"}),
        ("rescue", {"rescue", "rescues", "rescued", "rescuing"}),
        ("free", {"free", "frees", "freed", "freeing"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("identify", {"identify", "identifies", "identified", "identifying"}),
        ("employ", {"employ", "employs", "employed", "employing"}),
        ("traffic", {"traffic", "traffics", "trafficked", "trafficking"}),
        ("open", {"open", "opens", "opened", "opening"}),
        ("tie", {"tie", "ties", "tied", "tying"}),
        ("detain", {"detain", "detains", "detained", "detaining"}),
        ("break up", {"break up", "breaks up", "breaked up", "breaking up"}),
    ],
)
def test_a_regular_verb_has_its_four_forms(verb: str, forms: set[str]) -> None:
    assert set(verb_forms(verb, {})) == forms


def test_a_form_says_all_that_it_can_be() -> None:
    assert verb_forms("arrest", {})["arrested"] == {"past", "participle"}
    assert verb_forms("set", {"set": ("set",)})["set"] == {"base", "past", "participle"}


def test_past_and_participle_of_an_irregular_verb_differ() -> None:
    forms = verb_forms("take", {"take": ("took", "taken")})
    assert (forms["took"], forms["taken"]) == ({"past"}, {"participle"})


def test_a_second_spelling_of_a_participle_is_a_form_too() -> None:
    assert "counseled" in verb_forms("counsel", {"counsel": ("counselled", "counselled", "counseled")})


@settings(max_examples=100, deadline=None)
@given(LEMMAS)
def test_a_verb_always_has_a_base_a_past_and_a_participle(verb: str) -> None:
    kinds = {kind for kinds in verb_forms(verb, {}).values() for kind in kinds}
    assert kinds == {"base", "third", "past", "participle", "ing"}


@settings(max_examples=100, deadline=None)
@given(LEMMAS)
def test_a_regular_plural_is_longer_than_its_singular(noun: str) -> None:
    singular, several = noun_forms(noun, {})
    assert len(several) > len(singular)
