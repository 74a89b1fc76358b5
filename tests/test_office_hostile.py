"""Office files that are broken, locked, of another kind or made to harm: each gives a plain word, none a traceback."""

from __future__ import annotations

import re
import struct
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office import members_of, paragraph, relationships, run, word_file, zipped
from thbextract.errors import FAILURES, InputError
from thbextract.readers import Content, Limits, read_bytes
from thbextract.readers.office import OLE
from thbextract.readers.tables import documents_in
from thbextract.readers.word import read

FILES = Path(__file__).parent / "files"
REPORT = (FILES / "docx" / "report.docx").read_bytes()
SHEET = (FILES / "tables" / "releases.xlsx").read_bytes()
PLAIN = word_file(paragraph("Police freed 14 women."))
EXAMPLES = settings(max_examples=150, deadline=None)


def refused(data: bytes, limits: Limits | None = None) -> InputError:
    """The error for a file that can't be read."""
    with pytest.raises(InputError) as caught:
        read_bytes("a.docx", data, limits=limits)
    assert caught.value.code in FAILURES
    assert str(caught.value).count("\n") == 0
    return caught.value


def refused_table(data: bytes, limits: Limits | None = None) -> InputError:
    """The error for a table that can't be read."""
    with pytest.raises(InputError) as caught:
        list(documents_in(data, "a.xlsx", "Body text", None, limits or Limits()))
    assert caught.value.code in FAILURES
    return caught.value


def replaced(data: bytes, **contents: bytes | str) -> bytes:
    """A Word document with other content in some of its parts."""
    return zipped({**members_of(data), **{f"word/{name}.xml": content for name, content in contents.items()}})


# -- other kinds ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "said", "remedy"),
    [
        ({"content.xml": "<a/>"}, "an OpenDocument file", "save it as DOCX"),
        ({"META-INF/container.xml": "<a/>"}, "an e-book", "save it as DOCX"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "OpenDocument text", "save it as DOCX"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "OpenDocument spreadsheet", "as XLSX or CSV"),
        ({"mimetype": "application/epub+zip"}, "an e-book", "save it as DOCX"),
        ({"ppt/presentation.xml": "<a/>"}, "a presentation", "save it as PDF"),
        ({"xl/workbook.bin": ""}, "a binary spreadsheet", "as XLSX or CSV"),
        ({"Index/Document.iwa": ""}, "an iWork document", "save it as DOCX"),
        ({"photos/word.txt": "text"}, "a ZIP archive", "unpack it"),
    ],
)
def test_other_files_in_a_zip_container_are_told_by_name(members: dict[str, str], said: str, remedy: str) -> None:
    with_others = zipped({**members, "META-INF/manifest.xml": "<a/>"})
    error = refused(with_others)
    code = "no_document" if "archive" in said else "binary"
    assert (error.code, said in error.cause, remedy in error.remedy) == (code, True, True)


@pytest.mark.parametrize(
    ("stream", "code", "said"),
    [
        ("EncryptedPackage", "encrypted", "is encrypted"),
        ("WordDocument", "binary", "an old Word document"),
        ("Workbook", "binary", "an old spreadsheet"),
        ("Something", "binary", "an old office document"),
    ],
)
def test_locked_and_old_office_documents_are_told_apart(stream: str, code: str, said: str) -> None:
    error = refused(OLE + bytes(600) + f"{stream}\0".encode("utf-16-le") + bytes(100))
    assert (error.code, said in error.cause) == (code, True)


def test_a_spreadsheet_alone_asks_for_the_column_of_its_texts() -> None:
    error = refused(SHEET)
    assert (error.code, "--text-column" in error.remedy) == ("no_text_column", True)


def test_a_word_document_is_no_table_of_texts() -> None:
    error = refused_table(PLAIN)
    assert (error.code, error.cause) == ("binary", "is a Word document")


# -- bombs ---------------------------------------------------------------------------------------------------------


def test_a_file_that_unpacks_to_more_than_the_limit_is_not_unpacked() -> None:
    bomb = zipped({**members_of(PLAIN), "word/media/image1.png": bytes(5_000_000)})
    error = refused(bomb, Limits(size=1_000_000))
    assert (error.code, "--max-size" in error.remedy) == ("too_large", True)
    sheet = zipped({**members_of(SHEET), "xl/media/image1.png": bytes(5_000_000)})
    assert refused_table(sheet, Limits(size=1_000_000)).code == "too_large"


def test_a_file_that_lies_about_what_it_unpacks_to_is_damaged() -> None:
    links = relationships({"s": ("styles", "styles.xml")})
    linked = zipped({**members_of(PLAIN), "word/_rels/document.xml.rels": links, "word/styles.xml": bytes(70_000)})
    lie = linked.replace(struct.pack("<L", 70_000), struct.pack("<L", 9))
    assert lie != linked
    assert refused(lie, Limits(size=60_000)).code == "damaged"


def test_a_part_that_is_linked_twice_counts_once() -> None:
    links = relationships({"a": ("styles", "styles.xml"), "b": ("styles", "styles.xml")})
    data = replaced(word_file(paragraph("Text."), styles=" " * 50_000), **{"_rels/document.xml.rels"[:-4]: links})
    assert read(data, Limits(size=100_000)).text == "Text.\n"


def test_markup_that_would_fill_the_memory_is_refused_before_it_is_parsed() -> None:
    assert refused(word_file("<w:p/>" * 30_000), Limits(size=1_000_000)).code == "too_large"


def test_thousands_of_members_are_refused_before_they_are_listed() -> None:
    assert refused(PLAIN + b"PK\x01\x02" * 30_000).code == "too_large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_and_never_blown_up(encoding: str) -> None:
    laughs = "".join(f'<!ENTITY a{at + 1} "{f"&a{at};" * 10}">' for at in range(9))
    body = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a0 "ha">{laughs}]><w>&a9;</w>'
    assert refused(replaced(PLAIN, document=body.encode(encoding))).code == "damaged"
    sheet = zipped({**members_of(SHEET), "xl/worksheets/sheet1.xml": body.encode(encoding)})
    assert refused_table(sheet).code == "damaged"


@pytest.mark.parametrize("tag", ["w:tbl><w:tr><w:tc", "w:sdt><w:sdtContent", "w:customXml", "w:x"])
@pytest.mark.parametrize("levels", [30, 80, 400, 20_000])
def test_deep_nesting_is_read_or_refused(tag: str, levels: int) -> None:
    opening = f"<{tag}>"
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    body = opening * levels + paragraph("Police freed 14 women.") + closing * levels
    try:
        outcome = read(word_file(body + paragraph("End.")), Limits()).text
    except InputError as error:
        outcome = error.code
    assert outcome in ("too_deep", "Police freed 14 women.\n\nEnd.\n", "End.\n")


def test_a_name_that_climbs_out_of_its_folder_is_only_a_name(tmp_path: Path) -> None:
    data = zipped({**members_of(PLAIN), "../../escaped.xml": "<a/>", "/etc/escaped": "x", "C:\\escaped": "x"})
    assert read(data, Limits()).text == "Police freed 14 women.\n"
    assert list(tmp_path.rglob("escaped*")) == []


def test_a_locked_member_says_that_the_file_is_encrypted() -> None:
    locked = bytearray(PLAIN)
    for found in re.finditer(b"PK\x01\x02", PLAIN):
        locked[found.start() + 8] |= 1
    assert refused(bytes(locked)).code == "encrypted"


def test_a_row_that_claims_to_be_the_trillionth_does_not_keep_its_reader_busy() -> None:
    members = members_of(SHEET)
    name = next(name for name in members if name.endswith("sheet2.xml"))
    members[name] = members[name].replace(b'<row r="5"', b'<row r="999999999999"')
    found = list(documents_in(zipped(members), "a", "Body text", None, Limits()))
    assert len(found) < 5


# -- damage --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_file_that_is_cut_off_is_damaged(share: float) -> None:
    assert refused(REPORT[: int(len(REPORT) * share)]).code == "damaged"
    assert refused_table(SHEET[: int(len(SHEET) * share)]).code in ("damaged", "binary")


@pytest.mark.parametrize("part", ["_rels/.rels", "word/document.xml"])
def test_a_document_without_its_main_part_is_damaged(part: str) -> None:
    members = members_of(REPORT)
    del members[part]
    assert refused(zipped(members)).code == "damaged"


def test_a_document_without_a_body_is_damaged() -> None:
    main = members_of(PLAIN)["word/document.xml"]
    assert refused(replaced(PLAIN, document=re.sub(b"<w:body>.*</w:body>", b"", main))).code == "damaged"


def test_a_sheet_with_a_style_that_is_not_there_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    members = members_of(SHEET)
    styles = re.sub(b'xfId="[0-9]+"', b'xfId="77"', members["xl/styles.xml"])
    check_table(zipped({**members, "xl/styles.xml": styles}))
    assert capsys.readouterr() == ("", "")


def test_other_parts_may_be_missing() -> None:
    members = members_of(REPORT)
    kept = {name: content for name, content in members.items() if name in ("_rels/.rels", "word/document.xml")}
    assert "124 victims" in read(zipped(kept), Limits()).text


def check(data: bytes) -> None:
    """Whether data gives content with sound furniture, or an error that says why not."""
    outcome: Content | str
    try:
        outcome = read(data, Limits())
    except InputError as error:
        outcome = error.code
    if isinstance(outcome, Content):
        edges = [0, *(edge for span in outcome.furniture for edge in span), len(outcome.text)]
        assert all(a <= b for a, b in pairwise(edges))
    else:
        assert outcome in FAILURES


def check_table(data: bytes) -> None:
    """Whether data gives rows, or an error that says why not."""
    outcome: list[tuple[str, str]] | str
    try:
        outcome = list(documents_in(data, "a.xlsx", "Body text", "Id", Limits()))
    except InputError as error:
        outcome = error.code
    if isinstance(outcome, str):
        assert outcome in FAILURES
    else:
        assert all(source.startswith("a.xlsx#") for source, _ in outcome)


FLIPS = st.lists(st.tuples(st.integers(0, 20_000), st.integers(1, 255)), min_size=1, max_size=6)


def flipped(data: bytes, flips: list[tuple[int, int]]) -> bytes:
    changed = bytearray(data)
    for at, bits in flips:
        changed[at % len(data)] ^= bits
    return bytes(changed)


@EXAMPLES
@given(FLIPS)
def test_any_damage_to_the_bytes_gives_content_or_an_input_error(flips: list[tuple[int, int]]) -> None:
    check(flipped(REPORT, flips))
    check_table(flipped(SHEET, flips))


@EXAMPLES
@given(
    st.binary(max_size=300),
    st.sampled_from([b"PK\x03\x04", OLE, b"PK\x03\x04" + bytes(22) + b"\x11\0\0\0word/document.xml"]),
)
def test_any_bytes_behind_the_sign_of_a_container_give_an_input_error(data: bytes, sign: bytes) -> None:
    assert refused(sign + data).code in ("binary", "damaged", "encrypted", "too_large")
    assert refused_table(sign + data).code in ("binary", "damaged", "encrypted", "too_large")


VALUES = st.sampled_from(["", "0", "-1", "1", "7", "99999999999", "x", "Heading1", "none", "\u0663", "restart", "1e3"])
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 5_000), st.sampled_from(["tag", "value", "drop", "copy", "empty"]), st.integers(0, 5_000), VALUES
    ),
    min_size=1,
    max_size=12,
)


def changed(xml: bytes, changes: list[tuple[int, str, int, str]]) -> bytes:
    """Markup that is well-formed, but says what no program would write."""
    root = ElementTree.fromstring(xml)
    for at, how, other, value in changes:
        elements = list(root.iter())
        element, second = elements[at % len(elements)], elements[other % len(elements)]
        if how == "tag" and element is not root:
            element.tag = second.tag
        elif how == "value" and element.attrib:
            element.set(sorted(element.attrib)[other % len(element.attrib)], value)
        elif how == "drop" and len(element):
            element.remove(element[other % len(element)])
        elif how == "copy" and element not in set(second.iter()):
            element.insert(0, second)
        elif how == "empty":
            element.text = value
    return ElementTree.tostring(root)


@EXAMPLES
@given(st.sampled_from(["document", "styles", "footnotes", "header1", "settings"]), CHANGES)
def test_any_markup_at_all_gives_content_or_an_input_error(part: str, changes: list[tuple[int, str, int, str]]) -> None:
    members = members_of(REPORT)
    name = f"word/{part}.xml"
    check(zipped({**members, name: changed(members[name], changes)}))


@EXAMPLES
@given(st.sampled_from(["worksheets/sheet2", "sharedStrings", "styles", "workbook"]), CHANGES)
def test_any_markup_of_a_sheet_gives_rows_or_an_input_error(
    part: str, changes: list[tuple[int, str, int, str]]
) -> None:
    members = members_of(SHEET)
    name = f"xl/{part}.xml"
    check_table(zipped({**members, name: changed(members[name], changes)}))


@EXAMPLES
@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30), max_size=6))
def test_whatever_characters_a_paragraph_has_they_are_its_text(texts: list[str]) -> None:
    body = "".join(paragraph(run(escape(text))) for text in [*texts, "End."])
    content: Content = read(word_file(body), Limits())
    assert content.text.split() == " ".join([*texts, "End."]).split()
