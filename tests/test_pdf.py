"""PDF files as programs print them: `tests/files/make_pdf.py` made them, of samples for the most part."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thbextract import extract, extract_file
from thbextract.errors import FAILURES, PROBLEM_CODES, InputError
from thbextract.layout import read_layout
from thbextract.readers import Content, Limits, read_bytes
from thbextract.readers.pdf import read
from thbextract.readers.pdf.cells import Table
from thbextract.readers.pdf.columns import in_order
from thbextract.readers.pdf.joining import Hyphens, Page, text_of
from thbextract.readers.pdf.paragraphs import Block
from thbextract.readers.pdf.running import Edges, edges_of, furniture_of
from thbextract.readers.pdf.shapes import Line, Sheet, Word, lines_of, with_initials
from thbextract.readers.pdf.tables import aligned_tables
from thbextract.readers.signs import is_pdf
from thbextract.records import Claim, Extraction

FILES = Path(__file__).parent / "files" / "pdf"
TEXTS = Path(__file__).parent.parent / "samples" / "texts"
# A printed sample, and the text that it was made of.
PRINTED = {
    "release-printed-chromium": "police-raid-release-north-macedonia",
    "protected-libreoffice": "police-raid-release-north-macedonia",
    "bulletin-ruled-chromium": "statistics-bulletin-portugal",
    "bulletin-turned-chromium": "statistics-bulletin-portugal",
    "bulletin-unruled-libreoffice": "statistics-bulletin-portugal",
    "bulletin-landscape-libreoffice": "statistics-bulletin-portugal",
    "action-day-two-columns-chromium": "europol-action-day",
    "narrative-three-columns-chromium": "country-narrative-ghana",
    "narrative-two-columns-libreoffice": "country-narrative-ghana",
    "numbers-unruled-two-columns-chromium": "ngo-annual-numbers-nepal",
    "case-list-libreoffice": "prosecutor-case-list-montenegro",
}


def data_of(name: str) -> bytes:
    return (FILES / f"{name}.pdf").read_bytes()


@cache
def content(name: str) -> Content:
    return read(data_of(name), Limits())


@cache
def extraction(name: str, *, explain: bool = False) -> Extraction:
    return extract_file(FILES / f"{name}.pdf", explain=explain)


def claim_of(name: str, text: str) -> Claim:
    return next(claim for claim in extraction(name).claims if claim.text == text)


def plain(text: str) -> str:
    return " ".join(text.split())


def rows(found: Extraction) -> list[tuple[Any, ...]]:
    """What is told of each claim, but for its place."""
    order = {claim.id: at for at, claim in enumerate(found.claims)}
    return [
        (
            *(claim.category, claim.value, claim.value_max, claim.qualifier, claim.unit, claim.currency, claim.per),
            *(claim.action, claim.status, claim.sex, claim.age_group, claim.exploitation, claim.country),
            *(claim.period, claim.period_basis, claim.issuer, claim.issuer_basis, claim.speaker, claim.rule),
            *(order.get(claim.part_of or ""), order.get(claim.repeats or "")),
        )
        for claim in found.claims
    ]


# -- what is read ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "sample"), PRINTED.items())
def test_a_printed_sample_gives_the_claims_of_its_text_in_their_order(name: str, sample: str) -> None:
    assert rows(extraction(name)) == rows(extract_file(TEXTS / f"{sample}.txt"))


@pytest.mark.parametrize("name", ["narrative-three-columns-chromium", "narrative-two-columns-libreoffice"])
def test_columns_are_read_one_after_the_other_and_their_hyphens_are_gone(name: str) -> None:
    found = content(name)
    ends = [0, *(end for _, end in found.furniture)]
    starts = [*(start for start, _ in found.furniture), len(found.text)]
    text = plain(" ".join(found.text[end:start] for end, start in zip(ends, starts, strict=True)))
    sample = (TEXTS / "country-narrative-ghana.txt").read_text("utf-8")
    paragraphs = [plain(paragraph) for paragraph in sample.split("\n\n") if len(paragraph) > 120]
    places = [text.find(paragraph) for paragraph in paragraphs]
    assert len(places) > 3
    assert places == sorted(places)
    assert places[0] >= 0


def test_a_page_that_is_turned_reads_as_if_it_were_not() -> None:
    assert content("bulletin-turned-chromium").text == content("bulletin-ruled-chromium").text


def test_drawn_bullets_are_the_marks_of_a_list() -> None:
    layout = read_layout(content("action-day-two-columns-chromium").text)
    assert sum(block.kind == "list_item" for block in layout.blocks) == 5


@pytest.mark.parametrize(
    ("text", "column", "row"),
    [
        ("14", "Women 2015", "Lower Ness"),
        ("7", "Men 2016", "Lower Ness"),
        ("4", "Men 2016", "Ostermoor"),
        ("31", "First instance", "Cases that were brought by the labour inspectorate alone"),
        ("9", "Appeal", "Traffickers convicted"),
        ("40", "First instance", "Victims heard by a judge without the accused"),
    ],
)
def test_a_cell_stands_under_all_of_its_labels(text: str, column: str, row: str) -> None:
    found = content("tables-chromium").text
    cells = [cell for block in read_layout(found).blocks for cell in block.cells]
    assert (column, row) in [(cell.column, cell.row) for cell in cells if found[cell.start : cell.end] == text]


def test_a_box_beside_the_text_is_read_after_it() -> None:
    text = content("tables-chromium").text
    assert 0 < text.find("for the winter months.") < text.find("The houses are paid by the provinces.")
    assert "6 more were added in the autumn of that year." in text


# -- pages -------------------------------------------------------------------------------------------------------------

REPORT = "report-with-notes-libreoffice"


def test_a_page_begins_behind_each_form_feed() -> None:
    found = content(REPORT)
    breaks = [at + 1 for at, character in enumerate(found.text) if character == "\f"]
    assert found.pages == (0, *breaks)
    assert len(found.pages) == 3


@pytest.mark.parametrize(("text", "page"), [("33", 1), ("12", 1), ("40", 2), ("64", 2), ("120,000", 3), ("212", 3)])
def test_a_claim_names_its_page(text: str, page: int) -> None:
    assert claim_of(REPORT, text).page == page


def test_headers_and_page_numbers_are_furniture() -> None:
    found = content(REPORT)
    aside = Counter(found.text[start:end] for start, end in found.furniture)
    assert aside == {"Shelters and trials": 3, "1": 1, "2": 1, "3": 1}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("40", "in the year before they had taken in 40 people in all."),
        ("120,000", "The Ministry of Justice paid compensation of 120,000 euros to 15 victims;"),
    ],
)
def test_a_sentence_runs_on_over_the_end_of_a_page(text: str, sentence: str) -> None:
    found = content(REPORT).text
    layout = read_layout(found, content(REPORT).furniture)
    claim = claim_of(REPORT, text)
    block = next(block for block in layout.blocks if block.start <= claim.start < block.end)
    assert sentence in plain(layout.shadow[block.start : block.end])


def test_what_a_page_adds_is_explained_as_furniture() -> None:
    numbers = extraction(REPORT, explain=True).numbers or ()
    assert [number.text for number in numbers if number.reason == "furniture"] == ["1", "2", "3"]


def test_a_raised_figure_is_no_part_of_the_number_before_it() -> None:
    assert "33² presumed victims" in content(REPORT).text
    assert claim_of(REPORT, "33").value == 33
    assert "332" not in content(REPORT).text


def test_a_footnote_stands_on_its_page_outside_of_the_sentence_that_runs_on() -> None:
    text = content(REPORT).text
    assert "\n\n¹ Most of them were found on building sites.\n\n" in text[: content(REPORT).pages[1]]
    assert claim_of(REPORT, "8").sentence.endswith("8 people were sent away.")
    assert all(claim.sentence_start <= claim.start for claim in extraction(REPORT).claims)


def test_a_compound_keeps_its_hyphen() -> None:
    assert "21-year-old twins" in content(REPORT).text
    assert "well-known trial" in plain(content(REPORT).text)


def test_what_a_browser_prints_on_paper_is_furniture_and_not_the_documents_date() -> None:
    found = content("release-printed-chromium")
    above, below = (found.text[start:end] for start, end in found.furniture)
    assert re.match(r"\d+/\d+/\d\d, \d+:\d\d [AP]M +Release", above)
    assert re.fullmatch(r"file:///\S+/release\.html +1/1", below)
    assert extraction("release-printed-chromium").facts.date == "2024-06-12"


# -- what can't be read ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (data_of("encrypted-libreoffice"), "encrypted", "save it without the password"),
        (data_of("scan-chromium"), "no_text", "ocrmypdf"),
        (data_of("case-list-libreoffice")[:9000], "damaged", "print it to a new PDF file"),
        (b"%PDF-1.7\n%%EOF", "damaged", "print it to a new PDF file"),
        (data_of("release-printed-chromium").replace(b"/ToUnicode", b"/ToNothing"), "garbled", "ocrmypdf"),
        (data_of("case-list-libreoffice").replace(b"/ToUnicode", b"/ToNothing"), "garbled", "ocrmypdf"),
    ],
)
def test_a_file_without_readable_text_is_told_so_with_the_remedy(data: bytes, code: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_bytes("report.pdf", data)
    assert caught.value.code == code
    assert code in FAILURES
    assert "\n" not in str(caught.value)


def test_pages_that_are_pictures_are_named_and_the_others_read() -> None:
    found = content("page-and-scan-chromium")
    (problem,) = found.problems
    assert (problem.code, problem.page) == ("pages_without_text", 2)
    assert "page 2" in problem.message
    assert problem.code not in FAILURES
    assert len(found.pages) == 2
    assert "citizens of Serbia" in found.text


def test_more_pages_than_the_limit_are_cut_off_and_told() -> None:
    found = read(data_of(REPORT), Limits(pages=2))
    (problem,) = found.problems
    assert problem.code == "too_many_pages"
    assert problem.code in FAILURES
    assert problem.remedy == "give --max-pages 3"
    assert len(found.pages) == 2
    assert "212 investigations" not in found.text


def test_the_content_tells_a_pdf_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    shutil.copyfile(FILES / "case-list-libreoffice.pdf", path)
    assert [claim.text for claim in extract_file(path).claims] == [
        claim.text for claim in extraction("case-list-libreoffice").claims
    ]


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        (b"%PDF-1.4 ...", True),
        (b"\n" * 900 + b"%PDF-1.4", True),
        (b"\n" * 1100 + b"%PDF-1.4", False),
        (b"They sent %PDF files.", False),
        (b"", False),
    ],
)
def test_the_header_of_a_pdf_stands_in_its_first_kilobyte(data: bytes, taken: bool) -> None:
    assert is_pdf("a", data) == taken


def check(found: Content) -> None:
    """What holds for every text from a PDF."""
    assert found.pages[0] == 0
    assert all(found.text[at - 1] == "\f" for at in found.pages[1:])
    assert found.text.count("\f") == len(found.pages) - 1
    assert all(start < end for start, end in found.furniture)
    assert list(found.furniture) == sorted(found.furniture)
    assert not re.search(r"[\x00-\x09\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]", found.text)
    assert {problem.code for problem in found.problems} <= set(PROBLEM_CODES)


@pytest.mark.parametrize("name", [*PRINTED, REPORT, "tables-chromium", "page-and-scan-chromium"])
def test_a_text_has_its_pages_in_order_and_no_control_characters(name: str) -> None:
    check(content(name))


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(["case-list-libreoffice", REPORT, "tables-chromium", "protected-libreoffice"]),
    cut=st.floats(0, 1),
    flips=st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), max_size=40),
    numbers=st.lists(st.sampled_from([b"0", b"-1", b"99999999", b"1e30", b"NaN"]), max_size=4),
)
def test_a_broken_file_gives_a_text_or_an_input_error(
    name: str, cut: float, flips: list[tuple[float, int]], numbers: list[bytes]
) -> None:
    data = bytearray(data_of(name))
    for place, value in flips:
        data[int(place * len(data))] = value
    if cut > 0.5:
        del data[int(cut * len(data)) :]
    for number in numbers:
        data = bytearray(re.sub(rb"(?<=[ \[])\d{1,4}(?=[ \]])", number, bytes(data), count=len(number)))
    try:
        check(read(bytes(data), Limits(pages=20)))
    except InputError as error:
        assert error.code in FAILURES  # noqa: PT017 - either outcome is right


# -- lines, words and columns ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("freed 12 vic-", "tims in May", "freed 12 victims in May"),
        ("freed 12 vic\u00ad", "tims in May", "freed 12 victims in May"),
        ("freed 12 vic\u2010", "tims in May", "freed 12 victims in May"),
        ("a 21-", "year-old woman", "a 21-year-old woman"),
        ("a well-", "known bar", "a well-known bar"),
        ("some twenty-", "five men", "some twenty-five men"),
        ("in 2015-", "2016", "in 2015-2016"),
        ("the INTERPOL-", "led week", "the INTERPOL-led week"),
        ("under-", "and over-paid", "under- and over-paid"),
        ("of the anti-", "trafficking unit", "of the anti-trafficking unit"),
        ("1,874 victim-", "survivors", "1,874 victim-survivors"),
        ("the Anglo-", "Dutch team", "the Anglo-Dutch team"),
        ("and so on –", "until May", "and so on – until May"),
        ("see https://www.example.org/press-", "releases/12", "see https://www.example.org/press-releases/12"),
        ("the police", "found 12", "the police found 12"),
    ],
)
def test_the_end_of_a_line_joins_to_the_next_one(first: str, second: str, joined: str) -> None:
    known = ["The well-known survivors spoke, and every victim was heard by the police there."]
    assert Hyphens(known).join([first, second]) == joined


def test_a_word_that_stands_whole_in_the_document_decides_on_its_hyphen() -> None:
    hyphens = Hyphens(["The pretrial centre and the pre-trial judge were heard in the courtroom today."])
    assert hyphens.join(["in the court-", "room"]) == "in the courtroom"


def word(text: str, left: float, base: float, size: float = 10) -> Word:
    return Word(text, left, left + size / 2 * len(text), base, size)


def test_a_raised_letter_is_a_mark_and_no_part_of_its_word() -> None:
    (line,) = lines_of([word("45", 0, 100), word("a", 10.5, 96, 6), word("women", 20, 100)])
    assert line.text == "45[^a] women"


def test_small_figures_that_touch_nothing_are_no_marks() -> None:
    (line,) = lines_of([word("15", 0, 98, 6), word("percent", 200, 100)])
    assert line.text == "15   percent"


@pytest.mark.parametrize(("before", "text"), [("", "They freed"), (" ", "T hey freed")])
def test_a_large_initial_begins_the_first_word_beside_it(before: str, text: str) -> None:
    words = [word("T", 0, 124, 36), word("hey", 20, 106), word("freed", 38, 106), word("women", 20, 118)]
    words[1].before = before
    assert lines_of(with_initials(words, 10))[0].text == text


def told(found: Sequence[Word | Table]) -> str:
    return " ".join(line.text for line in lines_of(item for item in found if isinstance(item, Word)))


def placed(text: str, left: float, base: float, size: float = 10) -> list[Word]:
    """The words of a line, with the blanks of a typewriter between them."""
    found: list[Word] = []
    for token in text.split():
        found.append(word(token, found[-1].right + size / 2 if found else left, base, size))
    return found


def two_columns(first: int, second: int) -> list[Word]:
    """Lines of text in two columns that are 200 points wide, of so many lines each."""
    left = [placed(f"left {at:03d} officers went into another farm", 50, 100 + 12 * at) for at in range(first)]
    right = [placed(f"right {at:03d} judges heard the other victims", 270, 100 + 12 * at) for at in range(second)]
    return [token for line in (*left, *right) for token in line]


@pytest.mark.parametrize("below", ["Prosecutors charged 9 suspects.", ""])
@pytest.mark.parametrize("second", [12, 15])
def test_a_heading_below_both_columns_and_what_follows_it_are_read_after_them(below: str, second: int) -> None:
    words = [*two_columns(15, second), *placed("Annex: trials", 50, 315, 16), *placed(below, 50, 340)]
    text = plain(" ".join(told(part) for part in in_order(words, 10)))
    assert text.endswith(plain(f"right {second - 1:03d} judges heard the other victims Annex: trials {below}"))


def test_a_heading_in_a_column_beside_a_shorter_one_is_read_with_its_column() -> None:
    under = [placed("judges heard men who had been kept there", 50, 340 + 12 * at) for at in range(4)]
    words = [*two_columns(15, 13), *placed("Annex: trials", 50, 315, 16), *(token for line in under for token in line)]
    text = plain(" ".join(told(part) for part in in_order(words, 10)))
    assert 0 < text.find("Annex: trials") < text.find("right 000")


def unruled(heads: Sequence[str], step: float = 24) -> list[Line]:
    """Rows of figures at 50, 200 and 350 points, with a line above them whose cells begin at the same places."""
    lines = [heads, ("District A", "100", "3"), ("District B", "101", "4"), ("District C", "102", "12")]
    cells = [(text, left, step * at) for at, line in enumerate(lines, 4) for text, left in zip(line, AT, strict=True)]
    return lines_of(token for text, left, base in cells for token in placed(text, left, base))


AT = (50.0, 200.0, 350.0)


@pytest.mark.parametrize(
    "heads", [("Region", "Victims", "Convictions"), ("", "Presumed victims found", "Traffickers sentenced")]
)
@pytest.mark.parametrize("step", [14, 24, 30])
def test_names_that_are_wider_than_the_figures_below_them_are_the_head_of_a_table(
    heads: tuple[str, ...], step: float
) -> None:
    ((_, _, table),) = aligned_tables(unruled(heads, step))
    assert [row.head for row in table.rows] == [True, False, False, False]
    assert [" ".join(cell) for cell in table.rows[0].cells] == list(heads)


def test_a_name_that_reaches_to_the_labels_stays_over_its_figures() -> None:
    names = [*placed("Presumed victims found", 125, 96), *placed("Trials", 350, 96)]
    figures = [token for line in unruled(("", "", "")) for token in line.words]
    ((_, _, table),) = aligned_tables(lines_of([*names, *figures]))
    assert [" ".join(cell) for cell in table.rows[0].cells] == ["", "Presumed victims found", "Trials"]


def block_of(lines: Sequence[Line]) -> Block:
    ((_, _, table),) = aligned_tables(lines)
    return Block([], table.size, table.left, table.right, table.top, table.bottom, table=table)


def test_a_table_that_goes_on_over_a_page_has_its_head_again() -> None:
    lines = unruled(("Region", "Victims", "Convictions"))
    pages = [Page(blocks=[block_of(lines)]), *(Page(blocks=[block_of(lines[1:])]) for _ in range(2))]
    text = "".join(text_of(pages).parts)
    assert text.split("\f") == [text.partition("\f")[0]] * 3
    assert text.startswith("| Region | Victims | Convictions |\n|---|---|---|\n| District A | 100 | 3 |\n")


def test_a_table_at_the_head_of_a_page_with_other_columns_takes_no_head() -> None:
    other = [
        Line([replace(token, left=token.left + 60, right=token.right + 60) for token in line.words], line.base, 10)
        for line in unruled(("", "", ""))
    ]
    pages = [Page(blocks=[block_of(unruled(("Region", "Victims", "Convictions")))]), Page(blocks=[block_of(other)])]
    assert "".join(text_of(pages).parts).count("Region") == 1


def edges(line: str, size: float) -> Edges:
    """The edges of a page with a line at its head, above text."""
    text = [word("text", 50 + 40 * (at % 12), 150 + 12 * (at // 12)) for at in range(300)]
    left, head = 50.0, []
    for token in line.split():
        head.append(word(token, left, 40, size))
        left = head[-1].right + size / 4
    return edges_of(Sheet(0, 600, 800, [*head, *text], [], []))


@pytest.mark.parametrize(
    ("first", "second", "size", "aside"),
    [
        ("Annual Report of the Ombudsman 12", "Annual Report of the Ombudsman 13", 8, True),
        ("Report of 2019", "Report of 2019", 10, True),
        ("iv Annual Report", "iv Annual Report", 10, True),
        ("xiv", "xv", 10, True),
        ("Victims in 2019: 45", "Victims in 2020: 52", 10, False),
        ("45", "52", 10, False),
        ("45", "45", 10, False),
        ("Table 2. Victims by sex", "Table 2. Victims by sex", 10, False),
        ("Victims by sex, 2019", "Victims by sex, 2019", 16, False),
        ("Police freed 12 women.", "Two houses were opened.", 10, False),
    ],
)
def test_a_line_at_the_head_of_two_pages_is_furniture_if_only_the_page_changes(
    first: str, second: str, size: float, aside: bool
) -> None:
    pages = [edges(first, size), edges(second, size)]
    assert [[line.text for line in furniture_of(pages, at)] for at in (0, 1)] == (
        [[first], [second]] if aside else [[], []]
    )


PLACED = st.builds(
    word,
    st.sampled_from(["12", "victims", "a", "Total", "2019", "–", "1,200", "of"]),
    st.floats(0, 560),
    st.floats(10, 800),
    st.sampled_from([6.0, 8.0, 10.0, 12.0, 24.0]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PLACED, max_size=80))
def test_no_word_is_lost_or_read_twice_wherever_words_stand(words: list[Word]) -> None:
    parts = list(in_order(words, 10))
    assert Counter(map(id, words)) == Counter(id(item) for part in parts for item in part)
    assert Counter(map(id, words)) == Counter(id(found) for line in lines_of(words) for found in line.words)


def test_letters_without_width_are_read_too() -> None:
    text = "the police of the city and of the coast"
    words = [Word(text, left, left, base, 10) for left in (50, 300) for base in range(100, 400, 12)]
    assert sum(len(part) for part in in_order(words, 10)) == len(words)


# -- what layout makes of it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["They had identified\nReport 34\n\f56 victims.", "They had identified\f56 victims."])
def test_a_text_without_blank_lines_around_the_page_break_runs_on(text: str) -> None:
    at = text.find("Report 34")
    layout = read_layout(text, [(at, at + 9)] if at >= 0 else [])
    assert [plain(layout.shadow[block.start : block.end]) for block in layout.blocks if block.sentences] == [
        "They had identified 56 victims."
    ]


def test_a_raised_mark_behind_a_word_hides_nothing_of_the_amount() -> None:
    assert [claim.value for claim in extract("Police seized €1.2 million² and 33³ cars from 12 men.⁴").claims] == [
        *(1_200_000, 33, 12),
    ]
