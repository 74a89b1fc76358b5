"""Tables: every cell with the labels of its column and row, whatever draws the table."""

import pytest

from thbextract.layout import read_layout
from thbextract.records import Block


def rows(text: str) -> list[list[tuple[str, str, str]]]:
    return [
        [(text[c.start : c.end], c.column, c.row) for c in block.cells]
        for block in read_layout(text).blocks
        if block.kind == "table_row"
    ]


def lead_in(text: str) -> str:
    layout = read_layout(text)
    (at,) = {block.lead_in for block in layout.blocks if block.kind == "table_row"}
    assert at is not None
    block: Block = layout.blocks[at]
    return text[block.start : block.end]


WANTED = [
    [("North", "", ""), ("12", "2020", "North"), ("1,408", "2021", "North")],
    [("South", "", ""), ("7", "2020", "South"), ("–", "2021", "South")],
]


@pytest.mark.parametrize(
    "table",
    [
        "| Region | 2020 | 2021 |\n|---|---:|---:|\n| North | 12 | 1,408 |\n| South | 7 | – |",
        "Region | 2020 | 2021\n--- | --- | ---\nNorth | 12 | 1,408\nSouth | 7 | –",
        "| Region | 2020 | 2021 |\n| North | 12 | 1,408 |\n| South | 7 | – |",
        "Region;2020;2021\nNorth;12;1,408\nSouth;7;–",
        "Region\t2020\t2021\nNorth\t12\t1,408\nSouth\t7\t–",
        "Region        2020     2021\nNorth           12    1,408\nSouth            7        –",
        "              2020     2021\nNorth           12    1,408\nSouth            7        –",
        "Region        2020     2021\n---------------------------\nNorth "
        "          12    1,408\nSouth            7        –",
        "Region\n2020\n2021\nNorth 12 1,408\nSouth 7 –".replace("Region\n2020\n2021", "2020 2021"),
    ],
)
def test_cells_have_the_labels_of_column_and_row(table: str) -> None:
    assert rows(f"Victims by region:\n\n{table}\n\nThe text goes on here.") == WANTED


def test_a_header_of_several_lines_is_one_label() -> None:
    text = (
        "Office        Cases     Persons\n              opened    charged\nNorth "
        "            12         48\nSouth              7          9"
    )
    assert [cell[1] for cell in rows(text)[0]] == ["", "Cases opened", "Persons charged"]


def test_stacked_rows_of_pdf_text_take_the_lines_above_as_columns() -> None:
    text = "This is how it was.\nAdult \nwomen\nAdult \nmen\nForced \nlabour\n9 37\nBegging 5 14\nTotal 14 51"
    assert rows(text)[:2] == [
        [("Forced \nlabour", "", ""), ("9", "Adult women", "Forced labour"), ("37", "Adult men", "Forced labour")],
        [("Begging", "", ""), ("5", "Adult women", "Begging"), ("14", "Adult men", "Begging")],
    ]


@pytest.mark.parametrize("caption", ["Table 2. Persons by region", "Persons helped, by region:", "PERSONS HELPED"])
def test_the_caption_leads_a_table_in(caption: str) -> None:
    assert (
        lead_in(f"It was so.\n\n{caption}\n\nRegion    2020    2021\nNorth       12      14\nSouth        7       9")
        == caption
    )


def test_a_caption_does_not_become_the_heading_of_what_follows() -> None:
    text = (
        "Aid\n\nIt was so.\n\nTable 2. Persons\n\n| Region | 2020 |\n|---|---|\n| North | 12 |\n\nThen nine more came."
    )
    layout = read_layout(text)
    heading = layout.blocks[-1].heading
    assert heading is not None
    assert text[layout.blocks[heading].start : layout.blocks[heading].end] == "Aid"


def test_amounts_and_shares_are_cells() -> None:
    text = (
        "Income          2020            2021\nGrants          EUR 21.700 "
        "     € 31 400\nGifts           1.2 million     55 %"
    )
    assert [[cell[0] for cell in row] for row in rows(text)] == [
        ["Grants", "EUR 21.700", "€ 31 400"],
        ["Gifts", "1.2 million", "55 %"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "   131   people helped (2020: 109)\n    87   women  |  7 men  |  33 children\n    61   newly come",
        "87 women | 7 men | 33 children\n12 girls | 3 boys | 4 babies",
    ],
)
def test_key_figures_with_their_own_nouns_are_no_table(text: str) -> None:
    layout = read_layout(text)
    assert not any(block.cells for block in layout.blocks)
    assert sum(len(block.sentences) for block in layout.blocks) == len(text.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "as  many  women  as  men  were  found  there,  and  the  courts  dealt "
        " with  them\nin  the  year  2009  and  in  the  year  2010  only",
        "Office 0114 213 2063\nMobile 0114 213 2064",
        "News | 12 March 2020 | Press release\n\nNine people were freed.",
    ],
)
def test_justified_text_and_telephone_lists_are_no_tables(text: str) -> None:
    assert rows(text) == []


def test_a_row_that_names_a_group_goes_before_the_labels_of_the_indented_rows_below() -> None:
    text = (
        "Indicator         2019    2020\nCases\n  opened            12      15\n  closed            10       9\n"
        "Persons charged      4       6"
    )
    assert [row[1] for row in rows(text)] == [
        ("12", "2019", "Cases opened"),
        ("10", "2019", "Cases closed"),
        ("4", "2019", "Persons charged"),
    ]


def test_a_number_with_its_share_in_brackets_is_one_cell() -> None:
    text = (
        "Form            2019        2020\nLabour          20 (57%)    18 (47%)\nBegging         12 (34%)    15 (40%)"
    )
    assert [cell[0] for cell in rows(text)[0]] == ["Labour", "20 (57%)", "18 (47%)"]


def test_labels_lose_their_emphasis() -> None:
    assert rows("| | **Women** |\n|---|---|\n| *Helped* | 12 |")[0][1] == ("12", "Women", "Helped")


def test_labels_and_numbers_on_lines_of_their_own_are_rows() -> None:
    assert rows("KEY FIGURES\n\nWomen\n120\nMen\n94\n\nThese figures are for the whole of the year.") == [
        [("Women", "", ""), ("120", "", "Women")],
        [("Men", "", ""), ("94", "", "Men")],
    ]


def test_a_figure_line_with_a_dash_is_no_row_of_columns() -> None:
    assert rows("The number of victims - 45\nThe number of convicts - 12") == []


def test_cells_between_commas_are_a_table() -> None:
    text = "Region,2020,2021\nNorth,12,15\nSouth,7,9\n\nThe text goes on."
    assert rows(text)[1] == [("South", "", ""), ("7", "2020", "South"), ("9", "2021", "South")]


@pytest.mark.parametrize("gap", ["   ", " "])
def test_a_row_of_totals_below_a_line_belongs_to_its_table(gap: str) -> None:
    text = f"Women{gap}12{gap}15\nMen{gap}4{gap}6\n------------\nTotal{gap}16{gap}21"
    assert rows(text)[-1] == [("Total", "", ""), ("16", "", "Total"), ("21", "", "Total")]


def test_a_heading_that_spans_columns_goes_before_the_label_of_each() -> None:
    text = (
        "                 Women            Men\n              2019   2020     2019   2020\n"
        "North           12     15        3      4\nSouth            4      6        1      2"
    )
    assert [cell[1] for cell in rows(text)[0]] == ["", "Women 2019", "Women 2020", "Men 2019", "Men 2020"]


@pytest.mark.parametrize("label", ["Work in the\nfields      12      15", "Work in the  12      15\nfields"])
def test_a_label_may_fill_two_lines(label: str) -> None:
    text = f"Kind        2020    2021\nSex          4       5\n{label}\nOther        7       9"
    assert rows(text)[1][1:] == [("12", "2020", "Work in the fields"), ("15", "2021", "Work in the fields")]
    assert rows(text)[2][1:] == [("7", "2020", "Other"), ("9", "2021", "Other")]


def test_dots_lead_from_a_label_to_its_figure() -> None:
    text = "Results\n\nCases opened ........ 12\nPersons convicted .... 7"
    assert rows(text)[0] == [("Cases opened", "", ""), ("12", "", "Cases opened")]


@pytest.mark.parametrize("title", ["Contents\n\n", "One .... 2\nTwo .... 3\nThree .... 9\n"])
def test_a_table_of_contents_holds_no_figures(title: str) -> None:
    layout = read_layout(f"{title}Victims ....... 12\nCourts ....... 14\n\nThe text goes on.")
    assert [block.kind for block in layout.blocks][-3:] == ["furniture", "furniture", "paragraph"]


def test_marks_of_notes_are_no_part_of_labels() -> None:
    table = "| Region[^1] | 2020[^2] | Victims³ |\n|---|---|---|\n| North[^3] | 12 | 5 |"
    assert rows(table) == [[("North[^3]", "", ""), ("12", "2020", "North"), ("5", "Victims", "North")]]
