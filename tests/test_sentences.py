"""What a sentence is: one row of `cases/sentences.jsonl` for each thing that parts or joins."""

import json
from pathlib import Path

import pytest

from thbextract.layout import read_layout

ROWS = Path(__file__).with_name("cases").joinpath("sentences.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [json.loads(row) for row in ROWS]


def sentences(text: str) -> list[str]:
    layout = read_layout(text)
    return [" ".join(layout.shadow[s.start : s.end].split()) for block in layout.blocks for s in block.sentences]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_text_is_parted_into_sentences(case: dict[str, object]) -> None:
    assert sentences(str(case["text"])) == case["sentences"]


def test_a_sentence_goes_on_after_a_blank_line() -> None:
    text = (
        "The minister told the session that 74 people of all ages\n\nwere "
        "given a bed in the new shelter. He thanked all."
    )
    assert sentences(text) == [
        "The minister told the session that 74 people of all ages were given a bed in the new shelter.",
        "He thanked all.",
    ]


@pytest.mark.parametrize(
    "between",
    [
        "17",
        "Page 17",
        "- 17 -",
        "Yearly review 2020                      17",
        "Other news: Snow | Follow us | 1 of 4",
        "\f17",
    ],
)
def test_a_sentence_goes_on_after_page_furniture(between: str) -> None:
    text = (
        f"In the whole year the courts of the country convicted\n\n{between}\n\nnine people of the crime. Two appealed."
    )
    assert sentences(text) == [
        "In the whole year the courts of the country convicted nine people of the crime.",
        "Two appealed.",
    ]


def test_a_sentence_goes_on_after_page_number_and_running_header() -> None:
    text = (
        "Office of the Guardian | Review of the year\n\nThe reason for the move of these people had not\n\n"
        "          17\nOffice of the Guardian | Review of the year\n\nbecome clear by May."
    )
    assert sentences(text)[-1] == "The reason for the move of these people had not become clear by May."


def test_a_figure_alone_on_its_line_is_kept_where_it_counts_what_follows() -> None:
    assert any(
        "131" in sentence for sentence in sentences("The year in numbers\n\n131\n\npeople helped\n\n87\n\nwomen")
    )


def test_every_line_of_a_double_spaced_text_is_joined() -> None:
    lines = [
        "The council heard that the police had looked into nine cases and",
        "that the courts had dealt with four of them.",
    ]
    text = "\n\n".join(lines * 15)
    assert set(sentences(text)) == {" ".join(lines)}


def test_a_heading_does_not_join_the_paragraph_below() -> None:
    assert sentences("PROTECTION\nThe state helped nine people.") == ["PROTECTION", "The state helped nine people."]


def test_the_mark_of_an_item_or_heading_is_of_no_sentence() -> None:
    assert sentences("3.1  Guests of the shelter\n\n1. Nine came.\n2. Two left.\n\n(a) One stayed.") == [
        "Guests of the shelter",
        "Nine came.",
        "Two left.",
        "One stayed.",
    ]


def test_a_sentence_goes_on_over_a_page_break_with_footer_and_header() -> None:
    pages = [
        "The Harbour Report\n\nPolice opened nine cases in the whole of the year and the courts",
        "dealt with four of them. The rest are\nnot yet ripe.",
        "Two appeals were heard.",
    ]
    text = "\n\nHarbour Office              1\n\fThe Harbour Report\n\n".join(pages)
    assert sentences(text)[1] == (
        "Police opened nine cases in the whole of the year and the courts dealt with four of them."
    )


@pytest.mark.parametrize("text", ["Cases: 12\nVictims: 30", "Cases 12\nVictims 30", "Cases - 12\nVictims - 30"])
def test_lines_that_each_state_a_figure_are_not_joined(text: str) -> None:
    assert sentences(text) == text.splitlines()


def test_a_date_broken_between_lines_is_joined() -> None:
    assert sentences("The law that all had waited for was passed on 3\nMay 2021.") == [
        "The law that all had waited for was passed on 3 May 2021."
    ]


def test_footnote_marks_go_on_counting_before_any_word() -> None:
    text = "It grew in the north.71 So it did in the south. 72 Support came late. 40 Albanian men were freed."
    assert sentences(text)[2:] == ["Support came late.", "40 Albanian men were freed."]


@pytest.mark.parametrize("head", ["Notes", "__________", "They were freed.3\n\n————"])
def test_the_numbers_of_a_list_of_notes_are_of_no_sentence(head: str) -> None:
    first = 3 if "3" in head else 1
    notes = "Yearly report, part two.", "https://example.org/a", "Border police, told us."
    text = "\n".join([head, *(f"{number} {note}" for number, note in enumerate(notes, first))])
    assert sentences(text)[-3:] == list(notes)


@pytest.mark.parametrize(
    "between",
    [
        "\n\n412                                     [Senate\n\nSafe Borders Bill                 9 October 2018\n\n",
        "\n12                      Report of the Office\n",
        "\n\nReport of the Office | 12\n\n",
    ],
)
def test_a_sentence_goes_on_after_a_running_header_with_a_number(between: str) -> None:
    text = (
        f"Report of the Office\n\nOf these 61 were women, 17 were men and 29 were{between}children who had come alone."
    )
    assert sentences(text)[-1] == "Of these 61 were women, 17 were men and 29 were children who had come alone."


def test_the_number_of_a_footnote_is_of_no_sentence_where_its_mark_stood_in_the_text() -> None:
    text = "It is high for children12 and low for men.\n\n12 Yearly report.\n\n14 Albanian men were freed."
    assert sentences(text)[1:] == ["Yearly report.", "14 Albanian men were freed."]


def test_the_mark_before_a_note_is_of_no_sentence_and_a_colon_behind_a_mark_in_the_text_is() -> None:
    text = "Police counted 33 victims[^1]: 12 women.[^2]\n\n[^1]: Of whom 5 were minors.\n[^2]: One was 20."
    layout = read_layout(text)
    assert [layout.shadow[s.start : s.end] for block in layout.blocks for s in block.sentences] == [
        "Police counted 33 victims    : 12 women.",
        "Of whom 5 were minors.",
        "One was 20.",
    ]
