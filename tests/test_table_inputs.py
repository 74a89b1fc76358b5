"""Tables of documents: each row of a CSV or XLSX file is a text with a name that leads back to it."""

from __future__ import annotations

import codecs
import csv
import tracemalloc
from datetime import date, datetime, time
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from thbextract.errors import FAILURES, InputError
from thbextract.readers import Limits
from thbextract.readers.tables import documents_in, takes

FILES = Path(__file__).parent / "files" / "tables"
LIBREOFFICE = [
    ("#101", "Police freed 12 women; “3 men” were charged.\nThey had paid €4,000 each."),
    ("#row=5", "Courts convicted 7 people, 2 of them women."),
    ("#x-3", ""),
]


def documents(
    table: str | bytes | Path, text: str = "text", ids: str | None = None, limits: Limits | None = None
) -> list[tuple[str, str]]:
    """The documents of a table that is called `t`, without that name."""
    content = table.encode() if isinstance(table, str) else table
    return [(name[1:], found) for name, found in documents_in(content, "t", text, ids, limits or Limits())]


def refused(table: str | bytes | Path, text: str = "text", ids: str | None = None, **limits: int) -> InputError:
    """The error for a table that can't be read."""
    with pytest.raises(InputError) as caught:
        documents(table, text, ids, Limits(**limits))
    assert caught.value.code in FAILURES
    assert caught.value.source == "t"
    return caught.value


def workbook(*sheets: list[list[Any]]) -> bytes:
    """An XLSX file with sheets of rows of values."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


# -- files saved by LibreOffice ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["releases.xlsx", "releases-Texts.csv"])
def test_rows_saved_by_libreoffice_are_read_with_their_ids(name: str) -> None:
    found = documents(FILES / name, "Body text", "Id")
    assert found == LIBREOFFICE
    assert takes(name, (FILES / name).read_bytes()[:4096])


@pytest.mark.parametrize("name", ["releases.xlsx", "releases-Texts.csv"])
def test_dates_and_values_of_formulas_are_texts(name: str) -> None:
    assert documents(FILES / name, "day")[0] == ("#row=2", "2021-03-04")
    assert [text for _, text in documents(FILES / name, "Twice")] == ["3", "", "4"]


# -- rows and columns ----------------------------------------------------------------------------------------------


def test_rows_are_numbered_from_the_header_and_blank_ones_are_left_out() -> None:
    assert documents("id,text\n1,one\n\n,\n2,two\n") == [("#row=2", "one"), ("#row=5", "two")]


def test_a_row_without_an_id_is_called_by_its_number_and_blanks_in_ids_are_closed_up() -> None:
    assert documents('id,text\n" a\n1 ",one\n ,two\n', ids="ID") == [("#a 1", "one"), ("#row=3", "two")]


def test_a_row_without_a_text_is_told_as_an_empty_one() -> None:
    assert documents("id,text\n1,\n2\n", ids="id") == [("#1", ""), ("#2", "")]


def test_a_column_is_found_by_its_exact_name_first_and_then_whatever_its_case() -> None:
    table = "Text, text ,TEXT\none,two,three\n"
    assert documents(table, "TEXT") == [("#row=2", "three")]
    assert documents(table, "tExT") == [("#row=2", "one")]
    assert documents(" Full Text \none\n", "full text") == [("#row=2", "one")]


def test_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    error = refused('id,"full\ntext",\n1,one,\n')
    assert (error.code, error.cause) == ("column", 'has no column "text"')
    assert error.remedy == 'its columns are "id", "full text"'
    assert refused("id,text\n1,one\n", ids="number").cause == 'has no column "number"'
    assert refused(",".join(f"c{at}" for at in range(99)) + "\n").remedy.endswith('"c19", …')


@pytest.mark.parametrize("table", ["", "\n \n", ",,\n,,\n", codecs.BOM_UTF8, workbook([])])
def test_a_table_without_any_content_is_empty(table: str | bytes) -> None:
    assert refused(table).code == "empty"


def test_only_what_holds_a_table_is_taken_for_one() -> None:
    sheet = workbook([["text"]])
    taken = [("a.CSV", b""), ("a.tsv", b"x"), ("a.tab", b""), ("a", sheet), ("a.xlsx", b"PK\x03\x04 and so on")]
    left = [("a.xlsx", b"text"), ("a.txt", b"id,text\n"), ("a.docx", b"PK\x03\x04")]
    assert [takes(*pair) for pair in (*taken, *left)] == [True] * len(taken) + [False] * len(left)


# -- CSV -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(sign: str) -> None:
    target = StringIO()
    rows = [["id", "text"], ["1", "One, two; three | four\tfive"], ["2", 'She said "no",\nthen left; "yes"']]
    csv.writer(target, delimiter=sign).writerows(rows)
    assert documents(target.getvalue(), ids="id") == [("#1", rows[1][1]), ("#2", rows[2][1])]


def test_a_table_of_one_column_has_commas_in_its_texts() -> None:
    assert documents("text\nOne, two, three\nFour; five\n") == [("#row=2", "One, two, three"), ("#row=3", "Four; five")]


def test_a_last_cell_that_was_not_quoted_loses_nothing() -> None:
    assert documents("id,text\n1,12 women, 3 men\n2,one,,\n") == [("#row=2", "12 women, 3 men"), ("#row=3", "one")]


def test_excel_may_name_the_sign_above_the_table() -> None:
    assert documents("sep=;\r\nid;text\r\n1;one, two\r\n") == [("#row=3", "one, two")]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system_part_rows_and_stay_inside_of_cells(ends: str) -> None:
    table = ends.join(["id,text", f'1,"one{ends}two"', "2,three", ""])
    assert documents(table) == [("#row=2", f"one{ends}two"), ("#row=3", "three")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_are_known_by_their_mark_or_found_out(encoding: str) -> None:
    text = "The café’s owner – a suspect – paid £400 to José."
    assert documents(f"id,text\n1,{text}\n".encode(encoding)) == [("#row=2", text)]


def test_an_encoding_is_found_out_by_signs_that_come_late() -> None:
    table = "id,text\n" + "1,plain words\n" * 20_000 + "2,José paid €5\n"
    assert documents(table.encode("cp1252"))[-1] == ("#row=20002", "José paid €5")


def test_a_mark_that_does_not_hold_is_told() -> None:
    assert refused(codecs.BOM_UTF16_LE + "id,text\n1,one\n".encode("utf-16-le") + b"\x00\xd8x").code == "unreadable"


def test_stray_zeros_are_left_out_and_data_full_of_them_is_no_table() -> None:
    assert documents("id,text\n1,on\0e two three four five six seven eight nine ten\n") == [
        ("#row=2", "one two three four five six seven eight nine ten")
    ]
    assert refused("id,text\n1,one\n".encode("utf-16-le")).code == "binary"


def test_a_cell_or_line_above_the_limit_is_refused_before_it_fills_the_memory() -> None:
    assert refused("id,text\n1," + "x" * 3_000, size=1_000).code == "too_large"
    many = 'id,text\n1,"' + ("x" * 80 + "\n") * 3_000
    assert refused(many, size=1_000).code == "too_large"


def test_files_that_are_not_there_are_told_apart(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.csv", "missing"), (tmp_path, "directory"), (Path("a\0.csv"), "unreadable")):
        assert refused(path).code == code


def test_a_large_table_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("id,text\n")
        stream.writelines(f"{number},{'Police freed 12 women. ' * 20}\n" for number in range(20_000))
    tracemalloc.start()
    try:
        found = sum(1 for _ in documents_in(path, "t", "text", "id", Limits()))
        assert (found, tracemalloc.get_traced_memory()[1] < 2_000_000) == (20_000, True)
    finally:
        tracemalloc.stop()


def test_rows_are_given_before_the_whole_file_is_read() -> None:
    table = "id,text\n" + "1,one\n" * 100_000 + "2," + "x" * 5_000
    rows = documents_in(table.encode(), "t", "text", None, Limits(size=1_000))
    assert list(islice(rows, 2)) == [("t#row=2", "one"), ("t#row=3", "one")]


# -- XLSX ----------------------------------------------------------------------------------------------------------


def test_the_first_sheet_that_has_the_column_is_read() -> None:
    book = workbook([["About", "us"]], [], [[None, None], ["id", "text"], [1, "one"]], [["text"], ["other"]])
    assert documents(book, ids="id") == [("#1", "one")]
    assert refused(book, "body").remedy == 'its columns are "About", "us"'


def test_values_of_any_kind_are_texts_as_one_would_write_them() -> None:
    values = [12, 12.0, 1.5, True, date(2021, 3, 4), datetime(2021, 3, 4, 10, 30), time(9, 5), "a_x000D_b", "  ", None]
    book = workbook([["id", "text"], *[["x", value] for value in values]])
    assert [text for _, text in documents(book)] == [
        *("12", "12", "1.5", "TRUE", "2021-03-04", "2021-03-04 10:30:00", "09:05:00", "a\rb", "  ", "")
    ]


def test_rows_of_a_sheet_keep_their_numbers() -> None:
    book = workbook([[], [], ["text"], ["one"], [], ["two"]])
    assert documents(book) == [("#row=4", "one"), ("#row=6", "two")]


# -- any table at all ----------------------------------------------------------------------------------------------

CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=30)


@settings(max_examples=100, deadline=None)
@given(st.lists(CELLS.filter(str.strip), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_whatever_texts_are_written_into_a_table_come_out_of_it(texts: list[str], sign: str) -> None:
    target = StringIO()
    csv.writer(target, delimiter=sign, quoting=csv.QUOTE_ALL).writerows([["id", "text"], *(["x", t] for t in texts)])
    assert [text for _, text in documents(target.getvalue())] == texts


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"id,text\n", b'text;id\n"', codecs.BOM_UTF16_LE]))
def test_any_bytes_give_rows_or_an_input_error(data: bytes, head: bytes) -> None:
    outcome: list[tuple[str, str]] | str
    try:
        outcome = documents(head + data, ids="id")
    except InputError as error:
        outcome = error.code
    assert outcome in FAILURES if isinstance(outcome, str) else all(name.startswith("#") for name, _ in outcome)
