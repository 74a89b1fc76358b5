"""Tables of Word documents: rows with bars in which layout finds the labels of every cell."""

from __future__ import annotations

from collections.abc import Sequence

from office import paragraph, run, table, word_file
from thbextract.extraction import extract_document
from thbextract.layout import read_layout
from thbextract.readers import Limits, read_bytes
from thbextract.readers.word import read
from thbextract.records import Claim
from thbextract.settings import Settings


def lines(body: str) -> list[str]:
    return read(word_file(body), Limits()).text.splitlines()


def paragraphs(body: str) -> list[str]:
    return read(word_file(body), Limits()).text.rstrip("\n").split("\n\n")


def labels(*rows: str) -> dict[str, tuple[str, str]]:
    """The cells of a table with the labels of column and row that layout finds for each."""
    text = read(word_file(table(*rows)), Limits()).text
    cells = (cell for block in read_layout(text).blocks for cell in block.cells if cell.column or cell.row)
    return {text[cell.start : cell.end]: (cell.column, cell.row) for cell in cells}


def claims_of(data: bytes) -> Sequence[Claim]:
    return extract_document(read_bytes("a.docx", data), Settings()).claims


def test_cells_stand_under_the_labels_of_column_and_row() -> None:
    assert labels("Sex | 2020 | 2021", "Women | 12 | 15", "Men | 4 | ") == {
        "12": ("2020", "Women"),
        "15": ("2021", "Women"),
        "4": ("2020", "Men"),
    }


def test_a_label_over_several_columns_is_that_of_each_and_a_merged_figure_counts_once() -> None:
    found = labels(
        "vSex | 2>Victims | 2>Suspects",
        "^ | 2020 | 2021 | 2020 | 2021",
        "Women | 12 | 15 | 3 | v4",
        "Men | 7 | 8 | 9 | ^",
    )
    assert found["15"] == ("Victims 2021", "Women")
    assert found["9"] == ("Suspects 2020", "Men")
    assert found["4"] == ("Suspects 2021", "Women")
    assert lines(table("A | B", "1 | v26", "2 | ^"))[-2:] == ["|  | 1 | 26 |", "|  | 2 |  |"]


def test_a_label_over_several_rows_goes_with_the_label_of_each() -> None:
    found = labels("Year | Sex | Victims", "v2020 | Women | 12", "^ | Men | 4", "v2021 | Women | 15", "^ | Men | 6")
    assert found == {
        "12": ("Victims", "2020, Women"),
        "4": ("Victims", "2020, Men"),
        "15": ("Victims", "2021, Women"),
        "6": ("Victims", "2021, Men"),
    }


def test_a_row_of_one_cell_names_the_rows_below_it() -> None:
    found = labels("What | 2020 | 2021", "3>Victims", "Women | 12 | 15", "3>Suspects", "Men | 7 | 8")
    assert found["15"] == ("2021", "Victims Women")
    assert found["7"] == ("2020", "Suspects Men")


def test_running_numbers_of_rows_are_no_figures() -> None:
    data = word_file(
        paragraph("Victims by country in 2021") + table("No. | Country | Victims", "1. | Peru | 44", "2. | Chile | 31")
    )
    assert [claim.value for claim in claims_of(data)] == [44, 31]


def test_a_table_without_a_head_has_labels_of_rows_alone() -> None:
    assert labels("Victims | 12", "Suspects | 5") == {"12": ("", "Victims"), "5": ("", "Suspects")}


def test_a_table_without_labels_of_rows_has_those_of_columns_alone() -> None:
    assert labels("Victims | Suspects", "12 | 5") == {"12": ("Victims", ""), "5": ("Suspects", "")}


def test_figures_above_what_they_count_are_read_together() -> None:
    assert paragraphs(table("264 | 198", "survivors | women")) == ["264 survivors", "198 women"]


def test_titles_and_notes_in_rows_of_their_own_stand_above_and_below_the_table() -> None:
    found = paragraphs(table("2>Victims by sex", "Sex | 2020", "Women | 12", "2>Source: police of Freedonia."))
    assert [found[0], found[-1]] == ["Victims by sex", "Source: police of Freedonia."]
    assert len(found) == 3


def test_a_frame_around_text_and_columns_of_text_are_read_as_paragraphs() -> None:
    assert paragraphs(table("Police freed 14 women.")) == ["Police freed 14 women."]
    long = "Police freed 14 women in 2021. " * 10
    assert paragraphs(table(f"One | {long}", f"Two | {long}")) == ["One", long.strip(), "Two", long.strip()]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    inner = table("Sex | 2020", "Women | 12")
    outer = (
        f"<w:tbl><w:tr><w:tc>{paragraph('Victims')}{inner}<w:p/></w:tc><w:tc>{paragraph('Text')}</w:tc></w:tr></w:tbl>"
    )
    assert paragraphs(outer) == ["Victims", "| Sex | 2020 |\n|---|---|\n| Women | 12 |", "Text"]


def test_a_cell_of_several_paragraphs_is_one_line_and_holds_no_bar() -> None:
    cell = f"<w:tc>{paragraph('12')}{paragraph('(5 women)')}</w:tc>"
    bar = f"<w:tc>{paragraph('a|b')}</w:tc>"
    assert lines(f"<w:tbl><w:tr>{bar}<w:tc>{paragraph('2020')}</w:tc></w:tr><w:tr>{bar}{cell}</w:tr></w:tbl>") == [
        "| a¦b | 2020 |",
        "|---|---|",
        "| a¦b | 12 (5 women) |",
    ]


def test_rows_that_review_took_out_or_that_are_hidden_are_left_out() -> None:
    body = table("Sex | 2020", "Women | 12", "!del Men | 4", "!hidden Girls | 2")
    assert lines(body) == ["| Sex | 2020 |", "|---|---|", "| Women | 12 |"]


def test_a_note_at_a_label_hides_nothing_of_it() -> None:
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = table("What | 2020", "Victims | 12").replace(run("Victims"), run("Victims") + mark)
    note = f'<w:footnote w:id="7">{paragraph("Of all ages.")}</w:footnote>'
    assert [(claim.value, claim.category) for claim in claims_of(word_file(body, footnotes=note))] == [(12, "victims")]
