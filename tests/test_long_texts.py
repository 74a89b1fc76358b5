"""Long texts: their words are made piece by piece, and nothing else is found in them than in short ones."""

import gc
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbextract import extract
from thbextract.normalize import names
from thbextract.normalize.names import WORD, Word, word_of, words_of
from thbextract.normalize.pieces import PIECE, Pieces, bisected

TEXT = "The U.S. Attorney's Office (USAO) said 12 women’s groups in O'Brien-Street helped.\n" * (PIECE // 3)


def words(text: str) -> Pieces[Word]:
    return Pieces(text, WORD, word_of)


def test_the_pieces_hold_what_the_pattern_finds_in_the_whole_text() -> None:
    found, whole = words(TEXT), words_of(TEXT)
    assert len(whole) > 3 * PIECE
    assert list(found) == list(whole)
    assert len(found) == len(whole)


@pytest.mark.parametrize("at", [0, 1, PIECE - 1, PIECE, -1, -PIECE])
def test_a_place_is_found_in_any_order(at: int) -> None:
    found = words(TEXT)
    assert found[at] == words_of(TEXT)[at]
    assert found[at : at + 3] == tuple(words_of(TEXT)[at : at + 3])


def test_there_is_nothing_behind_the_last_one() -> None:
    for text in ("", "one two", TEXT):
        with pytest.raises(IndexError):
            words(text)[len(words_of(text))]


def test_a_few_pieces_are_kept() -> None:
    found = words(TEXT * 20)
    assert sum(1 for _ in found) == len(found)
    assert len(found._pieces) < 10


@given(st.text(alphabet="aÉ1.'’- \n&/_s", max_size=80))
def test_any_text_has_the_same_words_either_way(text: str) -> None:
    assert list(words(text)) == list(words_of(text))


def test_a_word_is_found_by_where_it_ends() -> None:
    for sequence in (words(TEXT), words_of(TEXT)):
        for at, word in islice(enumerate(sequence), 0, None, 97):
            assert bisected(sequence, word.end, key=lambda one: one.end) == at


def test_a_long_text_gives_the_claims_of_the_same_text_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "The Directorate of Criminal Investigations (DCI) said that 12 victims were found in Kenya in 2021. Casa Luz, "
        "a shelter that helps women, took in 7 of them. The charity Unity said it helped 30 girls. Ana Rusu, director "
        "of Unity, said the DCI arrested 4 men. According to staff of The Passage, 9 fled. The Passage helped.\n\n"
    )
    parts = "\n\n".join(text.replace("12", str(20 + at)) for at in range(40))
    whole = extract(parts)
    monkeypatch.setattr(names, "LONG_TEXT", 1000)
    assert extract(parts) == whole
    assert len({claim.issuer for claim in whole.claims}) > 2


def test_a_walk_leaves_no_cycles_and_the_collector_as_it_was() -> None:
    text = "In 2021 the Harbour Police (HPD) said that 12 women and 3 men fled.\n\n| a | b |\n|---|---|\n| c | 4 |"
    extract(text, explain=True)
    gc.collect()
    gc.disable()
    try:
        for years in range(20):
            extract(text.replace("2021", str(2000 + years)), explain=True)
        assert not gc.isenabled()
        assert gc.collect() == 0
    finally:
        gc.enable()
    extract(text)
    assert gc.isenabled()
