"""The text reader: bytes to text, offsets safe, and a plain word on what can't be read."""

from __future__ import annotations

import codecs
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract.errors import FAILURES, InputError
from thbextract.readers import from_text, read_bytes, read_path
from thbextract.readers.text import decode
from thbextract.records import Given

WESTERN = "The café’s owner – a suspect – paid £400 to José."


def test_line_ends_stay_and_the_mark_goes() -> None:
    assert read_bytes("a.txt", codecs.BOM_UTF8 + b"one\r\ntwo\rthree\n").text == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_marked_encoding_is_read_without_a_word(mark: bytes, encoding: str) -> None:
    document = read_bytes("a.txt", mark + WESTERN.encode(encoding))
    assert (document.text, document.problems) == (WESTERN, ())


def test_windows_text_is_read_and_told() -> None:
    document = read_bytes("a.txt", WESTERN.encode("cp1252"))
    assert document.text == WESTERN
    assert [problem.code for problem in document.problems] == ["encoding_guessed"]
    assert "encoding_guessed" not in FAILURES


def test_another_alphabet_is_detected() -> None:
    text = "В прошлом году полиция выявила двадцать пять случаев торговли людьми."
    assert read_bytes("a.txt", text.encode("cp1251")).text == text


def test_the_hash_is_that_of_the_bytes() -> None:
    data = codecs.BOM_UTF8 + b"one"
    assert read_bytes("a.txt", data).sha256 == hashlib.sha256(data).hexdigest()


def test_a_text_in_memory_has_the_hash_of_its_file() -> None:
    assert from_text("-", WESTERN).sha256 == read_bytes("-", WESTERN.encode()).sha256


def test_what_is_given_travels_with_the_document(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    assert read_path(path, Given(country="MD")).given.country == "MD"


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "empty", "is empty"),
        (b" \r\n\t", "empty", "is empty"),
        (codecs.BOM_UTF8, "empty", "is empty"),
        (b"%PDF-1.7 and so on", "damaged", "a damaged PDF file"),
        (b"PK\x03\x04....", "damaged", "is damaged"),
        (b"\x89PNG\r\n", "no_document", "an image"),
        (b"text with a \0 in it", "no_document", "is binary"),
        (bytes(range(1, 32)) * 4, "no_document", "is binary"),
        (b"{\\rtf1 25 women}", "markup", "an RTF document"),
        (codecs.BOM_UTF16_LE + b"odd", "unreadable", "marked UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, code: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes("a.txt", data)
    assert caught.value.code == code
    assert str(caught.value).startswith("a.txt: ")
    assert said in str(caught.value)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.txt", "missing"), (tmp_path, "directory"), (Path("a\0b"), "unreadable")):
        with pytest.raises(InputError) as caught:
            read_path(path)
        assert caught.value.code == code


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    path.chmod(0)
    with pytest.raises(InputError, match="Permission denied"):
        read_path(path)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip))
def test_any_text_in_utf8_comes_back_as_it_was(text: str) -> None:
    data = ("x" + text).encode()
    assert read_bytes("a.txt", data).text == "x" + text


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_an_input_error(data: bytes) -> None:
    try:
        outcome = read_bytes("a.txt", data).text.strip()
    except InputError as error:
        outcome = error.code if error.code in FAILURES else ""
    assert outcome


def test_a_short_text_of_windows_is_read_with_its_quotation_marks_and_euro_sign() -> None:
    text = "The Café said “33 victims” – 12 women – got €400 each."
    read, problems = decode(text.encode("cp1252"))
    assert read == text
    assert [problem.code for problem in problems] == ["encoding_guessed"]
