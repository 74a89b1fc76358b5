"""Layout: blocks in order over a shadow that keeps every offset."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract import extract
from thbextract.layout import read_layout
from thbextract.records import Block, Layout


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in read_layout(text).blocks]


def of(layout: Layout, text: str, at: int | None) -> str:
    assert at is not None
    return text[layout.blocks[at].start : layout.blocks[at].end]


def find(layout: Layout, text: str, words: str) -> Block:
    return next(block for block in layout.blocks if words in text[block.start : block.end])


# -- what every layout keeps ---------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\n\n",
        "\f",
        "\t",
        " ",
        "    ",
        "|",
        "| 3 ",
        "---",
        "- ",
        "• ",
        "1. ",
        "# ",
        "**",
        "[a](http://b.c)",
        "¹",
        ".",
        "A",
        "b",
        "Nine men",
        "12",
        "1,204",
        "Page 7",
        "Share 4",
        "Tel. 022 123 45 67",
        ":",
        ";",
        "“",
        '"',
        "U.S.",
        "\u2028",
        "\xa0",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_keeps_its_offsets(text: str) -> None:
    layout = read_layout(text)
    assert len(layout.shadow) == len(text)
    assert all(a == b or b == " " for a, b in zip(text, layout.shadow, strict=True))
    covered = 0
    for block in layout.blocks:
        assert covered <= block.start < block.end <= len(text)
        assert not text[covered : block.start].strip()
        covered = block.end
        inside = block.start
        for sentence in block.sentences:
            assert inside <= sentence.start < sentence.end <= block.end
            inside = sentence.end
        assert all(block.start <= cell.start < cell.end <= block.end for cell in block.cells)
    assert not text[covered:].strip()


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_headings_and_lead_ins_point_back(text: str) -> None:
    blocks = read_layout(text).blocks
    for at, block in enumerate(blocks):
        assert block.heading is None or (block.heading < at and blocks[block.heading].kind == "heading")
        assert block.lead_in is None or block.lead_in < at


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_sentences_of_a_text_do_not_hang_on_the_kind_of_its_line_breaks(text: str) -> None:
    plain = text.replace("\r", "")
    unix, windows = read_layout(plain), read_layout(plain.replace("\n", "\r\n"))
    assert [block.kind for block in unix.blocks] == [block.kind for block in windows.blocks]
    assert words(unix) == words(windows)


def words(layout: Layout) -> list[list[str]]:
    return [layout.shadow[s.start : s.end].split() for block in layout.blocks for s in block.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 1_000_000 + "a",
        "Nine men came. " * 40_000,
        "x" * 500_000,
        "|" * 200_000,
        "." * 200_000,
        '"' * 200_000,
        "-" * 200_000 + "x",
        "- a\n" * 30_000,
        "a | b | c\n" * 30_000,
        "A. " * 100_000,
        "[a](" * 60_000,
        "Ab 1 2\n" * 30_000,
        " " * 300_000 + "x",
    ],
    ids=[
        "blank lines",
        "one line",
        "one word",
        "bars",
        "stops",
        "quotes",
        "ruler",
        "items",
        "bars in lines",
        "initials",
        "links",
        "stacked rows",
        "blanks",
    ],
)
def test_long_and_odd_texts_take_linear_time(text: str) -> None:
    began = time.process_time()
    read_layout(text)
    assert time.process_time() - began < 10


# -- headings and sections -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        "PROSECUTION",
        "## Help for victims",
        "2.3 Help for victims",
        "Help for victims",
        "Who came to us?",
        "Where it comes from",
    ],
)
def test_a_short_line_set_apart_is_a_heading(heading: str) -> None:
    text = f"This is the first paragraph.\n\n{heading}\n\nNine people were helped in all."
    layout = read_layout(text)
    assert [block.kind for block in layout.blocks] == ["paragraph", "heading", "paragraph"]
    assert of(layout, text, layout.blocks[2].heading) == heading


@pytest.mark.parametrize(
    "line",
    ["Published 7 November 2024", "12.03.2020", "Table 3: Cases by year", "Courts convicted nine men.", "It said:"],
)
def test_dates_captions_and_sentences_are_no_headings(line: str) -> None:
    assert ("paragraph", line) in kinds(f"Yearly review\n\n{line}\n\nNine people were helped in all.")


def test_a_subsection_stands_under_its_section() -> None:
    text = "# Report\n\n## Aid\n\n### Shelters\n\nNine came.\n\n## Courts\n\nTwo were tried."
    layout = read_layout(text)
    shelters, courts = find(layout, text, "Shelters"), find(layout, text, "Courts")
    assert of(layout, text, shelters.heading) == "## Aid"
    assert of(layout, text, courts.heading) == "# Report"


def test_a_headline_that_is_said_again_is_kept_each_time() -> None:
    line = "Raid in the harbour frees 15 women"
    text = f"{line} - The Daily\nHome\nNews\n{line}\n12 May 2021\n{line}\nPolice spoke of a long night."
    assert sum(line in said and kind != "furniture" for kind, said in kinds(text)) == 3


# -- lists ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "– ", "ï· ", "\uf0b7 ", "1. ", "(a) ", "a) "])
def test_items_of_a_list_share_what_leads_them_in(mark: str) -> None:
    text = f"The office gave these figures:\n\n{mark}nine cases opened\n{mark}two men charged\n\nThen it closed."
    layout = read_layout(text)
    assert [block.kind for block in layout.blocks] == ["paragraph", "list_item", "list_item", "paragraph"]
    assert [block.lead_in for block in layout.blocks] == [None, 0, 0, None]


def test_nested_items_are_led_in_by_their_parent() -> None:
    text = "KEY FIGURES\n\n* Victims: 481, made up of\n    - 260 women\n    - 221 men\n* Cases: 12"
    layout = read_layout(text)
    assert [block.lead_in for block in layout.blocks] == [None, 0, 1, 1, 0]


def test_an_item_goes_on_in_indented_lines() -> None:
    text = (
        "• The labour office checked the books of all the firms in the\n "
        " harbour and found 12 men.\n• Two firms were closed."
    )
    assert [kind for kind, _ in kinds(text)] == ["list_item", "list_item"]


@pytest.mark.parametrize("lead", ["Since then the police have –", "In the same year the police", "THE POLICE"])
def test_a_line_that_is_not_at_its_end_leads_a_list_in(lead: str) -> None:
    blocks = read_layout(f"{lead}\n\n(a) looked into nine cases;\n(b) held two men.").blocks
    assert [block.lead_in for block in blocks] == [None, 0, 0]


def test_lines_below_a_colon_are_items_without_marks() -> None:
    text = (
        "All nine men are charged with:\nHuman trafficking\nForgery of "
        "papers\nThe judge will hear them in the spring of next year."
    )
    layout = read_layout(text)
    assert [block.lead_in for block in layout.blocks][1:3] == [0, 0]
    assert layout.blocks[3].lead_in is None


# -- furniture -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "Leave a Reply",
        "Share 14",
        "Follow us",
        "Views: 2 051",
        "3 comments",
        "6 min read",
        "EN | FR | RU",
        "Tel.: (+994 12) 400 00 00",
        "Media contact: +33 1 22 33 44 55",
        "https://example.org/a/b",
        "press@example.org",
        "Page 3 of 12",
        "- 12 -",
        "-----",
        "Photo: 1/6",
        "This site uses cookies to improve your visit",
        "© 2021 Harbour News",
        "« Previous   1 2 3 … 40   Next »",
        "3 comments | Share 9 | 1 2 3 4 Next",
        "Page 1 of 2    Rate this: 4.5/5",
        "Read also (3)",
        "Reading time: 4 minutes",
        "Updated 3 hours ago",
        "[ADVERTISEMENT - 50% off all boots]",
        "/",
    ],
)
def test_what_the_page_adds_is_furniture(line: str) -> None:
    text = f"Nine people were freed in the harbour.\n\n{line}\n\nPolice are still looking for two men."
    assert kinds(text)[1] == ("furniture", line)


@pytest.mark.parametrize(
    "line",
    [
        "15 Charged With Trafficking of Minors",
        "1,204 victims",
        "Nine women",
        "Like last year, 22 were men",
        "Print media: 12 articles",
        "Related offences",
        "The hotline 0800 111 222 took 50 calls in May.",
        "Home visits: 14",
        "Photo: nine men in court",
        "2021",
    ],
)
def test_content_with_counts_is_never_furniture(line: str) -> None:
    text = f"Nine people were freed in the harbour.\n\n{line}\n\nPolice are still looking for two men."
    assert all(kind != "furniture" for kind, _ in kinds(text))


def test_the_numbers_of_a_trail_of_pages_are_furniture() -> None:
    text = "You are here:\n\nHome\n1\n/\nNews\n2\n/\nTwo held in the harbour"
    assert [words for kind, words in kinds(text) if kind == "furniture"] == ["Home", "1", "/", "2", "/"]


def test_furniture_beside_a_date_is_blank_and_the_date_stays() -> None:
    text = "17.04.2019  11:20        Views: 2 051\n\nNine people were freed."
    assert " ".join(read_layout(text).shadow.split()) == "17.04.2019 11:20 Nine people were freed."


@pytest.mark.parametrize("fence", ["---\n", ""])
def test_front_matter_gives_title_and_date(fence: str) -> None:
    text = (
        f"{fence}Title: Nine freed in the harbour\nDate: 2021-05-12\nSlug: nine-freed\n"
        f"Author: Ann\n{fence}\nPolice freed nine."
    )
    layout = read_layout(text)
    said = [(b.kind, *(text[s.start : s.end] for s in b.sentences)) for b in layout.blocks if b.kind != "furniture"]
    assert said == [
        ("heading", "Nine freed in the harbour"),
        ("paragraph", "2021-05-12"),
        ("paragraph", "Police freed nine."),
    ]


def test_a_text_that_stands_twice_loses_nothing_beside_its_running_headers() -> None:
    """A digest may hold a report twice: its prose beside a page number is said again, and is no header."""
    text = (
        "The court convicted 12 traffickers in the north of the country, and the police found another\n"
        "eight suspects in the south\n\n"
        "   Review of the Year 2023                                                       211\n\n"
        "and returned 265 victims to their families.\n"
    )
    once, twice = extract(text).claims, extract(f"{text}\n{text}").claims
    assert [claim.value for claim in once] == [12, 8, 265]
    assert [claim.value for claim in twice] == [12, 8, 265] * 2
