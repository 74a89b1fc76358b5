"""A sentence put together from pieces has the tokens that spaCy gives it as a whole."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract.extraction import street
from thbextract.pipeline import splitting
from thbextract.pipeline.splitting import Splitter, Tokens, tokens_of

# Exceptions of the tokenizer, addresses, figures with signs, and odd letters.
PIECES = (
    *("don't", "I'm", "cannot", "Mr.", "U.S.", "a.m.", "10am", "p.m.", "e.g.", "Co.", "8)", ":)", "(8", "'s", "n’t"),
    *("women,", "(men", "x-y", "5km", "www.example.org", "192.0.2.1", "http://192.0.2.7:80/a", "C$", "US$4", "%", "…"),
    *("4,372", "12–14", "(12)", "$1.5", "“44”", "2019.", "3:30", "1/2", "²", "٣", "K", "ſ", "İ", "a\u2028b", "\xa0"),
)
FIGURES = st.text(alphabet="0123456789.,;:()%$€£\"“”'’–-", min_size=1, max_size=9)
SENTENCES = st.lists(st.one_of(st.sampled_from(PIECES), FIGURES, st.text(max_size=4)), max_size=9)


def whole(text: str) -> Tokens:
    """What spaCy makes of a sentence as a whole."""
    return tokens_of(street(()).nlp.make_doc(text), 7)


@settings(max_examples=400, deadline=None)
@given(SENTENCES, st.sampled_from([" ", " ", "  ", "\n", "\t", ""]))
def test_pieces_make_the_sentence_that_spacy_splits(pieces: list[str], joint: str) -> None:
    """Whatever stands between two blanks, the second time as the first."""
    splitter, text = Splitter(street(()).nlp), joint.join(pieces)
    assert splitter.split(text, 7) == splitter.split(text, 7) == whole(text)


def test_a_tokenizer_with_faces_splits_each_figure() -> None:
    """To spaCy's own English "8)" is one token and "7)" two."""
    splitter = Splitter(spacy.blank("en"))
    assert [splitter.split(text).written for text in ("7)", "8)", "7)")] == [["7", ")"], ["8)"], ["7", ")"]]


def test_pieces_that_are_kept_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of documents does not fill the memory with its words."""
    monkeypatch.setattr(splitting, "PIECES_KEPT", 3)
    splitter = Splitter(street(()).nlp)
    assert splitter.split("one two three four five one").written == ["one", "two", "three", "four", "five", "one"]
    assert len(splitter._kept) <= 3
