"""The reader of Word documents: what stands on the page becomes text that layout reads as it was meant."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from office import members_of, paragraph, relationships, run, styled, table, word_file, zipped
from thbextract import Extraction, extract_file
from thbextract.errors import InputError
from thbextract.extraction import extract_document
from thbextract.readers import Limits, read_bytes
from thbextract.readers.word import read
from thbextract.records import Facts
from thbextract.settings import Settings

FILES = Path(__file__).parent / "files" / "docx"
SAMPLES = Path(__file__).parents[1] / "samples" / "texts"
REPORT = """\
# Trafficking in Freedonia in 2021

Contents
Victims 14
Suspects 22

## Victims

In 2021 the police of Freedonia identified 124 victims[^1] of trafficking in human beings, 79 of them women; in 2020 \
they were 97².

- 61 victims were exploited sexually,
  - 8 of them under 18,
- 63 victims were forced to work.

Shelters took in 45 victims[^2].

The hotline took 310 calls in 2021.

## Suspects

Table 1. Suspects and convictions

| Sex | Suspects | Suspects | Convicted persons | Convicted persons |
|  | 2020 | 2021 | 2020 | 2021 |
|---|---|---|---|---|
| Men | 31 | 42 | 11 | 26 |
| Women | 6 |  | 3 |  |

Source: courts of Freedonia; women were counted with men in 2021.

\fProsecutors opened 52 cases,
which is more than ever.

[^1]: Of whom 17 were identified together with the border guard.

[^2]: Two shelters with 30 beds each.

Bureau of Statistics of Freedonia

Page 2 of 3
"""
FOOTNOTES = (
    '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    f'<w:footnote w:id="7">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(" Of whom 5 were minors."))}</w:footnote>'
)


def text_of(body: str, **parts: str) -> str:
    return read(word_file(body, **parts), Limits()).text


def paragraphs(body: str, **parts: str) -> list[str]:
    return text_of(body, **parts).rstrip("\n").split("\n\n")


def claims_of(data: bytes) -> Extraction:
    return extract_document(read_bytes("a.docx", data), Settings())


def rows_of(found: Extraction) -> Counter[tuple[object, ...]]:
    return Counter((claim.value, claim.category, claim.period, claim.issuer) for claim in found.claims)


# -- files saved by LibreOffice ------------------------------------------------------------------------------------


def test_a_report_reads_in_the_order_of_the_page_with_its_notes_and_page_furniture_behind() -> None:
    assert read_bytes("report", (FILES / "report.docx").read_bytes()).text == REPORT


def test_contents_headers_and_footers_are_furniture() -> None:
    document = read_bytes("report", (FILES / "report.docx").read_bytes())
    shown = [document.text[start:end] for start, end in document.furniture]
    assert shown == ["Contents", "Victims 14", "Suspects 22", "Bureau of Statistics of Freedonia", "Page 2 of 3"]


def test_the_claims_of_a_report_stand_under_the_labels_of_its_table() -> None:
    found = extract_file(FILES / "report.docx")
    cells = [(c.value, c.category, c.period, c.sex) for c in found.claims if c.sentence.startswith("| ")]
    assert cells == [
        (31, "suspects", "2020", "male"),
        (42, "suspects", "2021", "male"),
        (11, "convictions", "2020", "male"),
        (26, "convictions", "2021", "male"),
        (6, "suspects", "2020", "female"),
        (3, "convictions", "2020", "female"),
    ]
    assert found.facts.issuer == "Bureau of Statistics of Freedonia"


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.glob("*.txt.docx")))
def test_a_plain_text_pasted_into_a_document_is_read_as_that_text(name: str) -> None:
    text = (SAMPLES / name.removesuffix(".docx")).read_text(encoding="utf-8")
    assert read_bytes(name, (FILES / name).read_bytes()).text == text


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.glob("*.html.docx")))
def test_a_document_has_the_claims_of_the_text_that_it_was_made_of(name: str) -> None:
    text = extract_file(SAMPLES / name.replace(".html.docx", ".txt"))
    found = extract_file(FILES / name)
    assert rows_of(text) - rows_of(found) == Counter()
    assert len(rows_of(found) - rows_of(text)) <= (name == "europol-action-day.html.docx")  # a caption in its footer


# -- paragraphs ----------------------------------------------------------------------------------------------------


def test_a_note_after_a_number_is_no_digit_of_it() -> None:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="7"/></w:r>'
    body = paragraph(run("Police identified 33") + mark + run(" victims in 2019."))
    data = word_file(body, footnotes=FOOTNOTES)
    assert read(data, Limits()).text == ("Police identified 33[^1] victims in 2019.\n\n[^1]: Of whom 5 were minors.\n")
    assert [claim.value for claim in claims_of(data).claims] == [33, 5]


def test_raised_figures_are_no_digits_of_the_number_before_them() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    data = word_file(
        paragraph(run("Police identified 33") + run("2", raised) + run(" victims on the 5") + run("th", raised))
    )
    assert read(data, Limits()).text == "Police identified 33² victims on the 5th\n"
    assert [claim.value for claim in claims_of(data).claims] == [33]


def test_figures_raised_by_a_style_are_no_digits_either() -> None:
    style = '<w:style w:type="character" w:styleId="A"><w:name w:val="Mark"/><w:rPr><w:vertAlign w:val="superscript"/>'
    body = paragraph(run("33") + run("2", '<w:rStyle w:val="B"/>'))
    based = '<w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    assert text_of(body, styles=f"{style}</w:rPr></w:style>{based}") == "33²\n"


def test_a_cross_reference_to_a_note_and_its_own_mark_are_left_out() -> None:
    field = '<w:fldSimple w:instr=" NOTEREF _Ref1 \\h "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    custom = '<w:r><w:footnoteReference w:id="7" w:customMarkFollows="1"/><w:t>4</w:t></w:r>'
    body = paragraph(run("33") + field + run(" and 45") + custom)
    assert paragraphs(body, footnotes=FOOTNOTES)[0] == "33 and 45[^1]"


def test_notes_that_nothing_refers_to_and_the_lines_above_notes_are_left_out() -> None:
    missing = '<w:r><w:footnoteReference w:id="99"/></w:r>'
    assert text_of(paragraph(run("33") + missing), footnotes=FOOTNOTES) == "33\n"


def test_what_review_adds_is_read_and_what_it_takes_out_is_not() -> None:
    body = paragraph(
        run("Police freed ")
        + f"<w:del>{run('12').replace('w:t', 'w:delText')}</w:del><w:ins>{run('14')}</w:ins>"
        + f"<w:moveFrom>{run(' girls')}</w:moveFrom>"
        + run(" people")
        + f"<w:moveTo>{run(', all girls')}</w:moveTo>"
    )
    assert text_of(body) == "Police freed 14 people, all girls\n"


def test_a_paragraph_whose_end_was_taken_out_goes_on_in_the_next() -> None:
    first = paragraph("Police freed ", "<w:rPr><w:del/></w:rPr>")
    assert paragraphs(first + paragraph("14 people.") + paragraph("The end.")) == [
        "Police freed 14 people.",
        "The end.",
    ]


def test_what_was_to_go_on_in_a_paragraph_that_is_not_there_is_kept() -> None:
    first = paragraph("Police freed 14 people.", "<w:rPr><w:del/></w:rPr>")
    assert paragraphs(first + table("One | 1", "Two | 2") + first)[::2] == ["Police freed 14 people."] * 2


def test_hidden_text_is_left_out_and_what_a_style_hides_too() -> None:
    style = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = run(" and 55 others", "<w:vanish/>") + run(" and 66", '<w:rStyle w:val="Secret"/>')
    shown = run(" today", '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>')
    assert text_of(paragraph(run("Police freed 14 people") + hidden + shown), styles=style) == (
        "Police freed 14 people today\n"
    )


def test_links_controls_and_tags_are_read_like_the_text_around_them() -> None:
    inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('14')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    body = paragraph(
        run("Police ")
        + f'<w:hyperlink r:id="x">{run("freed ")}</w:hyperlink>'
        + inner
        + f"<w:smartTag>{run(' people')}</w:smartTag>"
        + prompt
    )
    around = f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt><w:customXml>{paragraph('The end.')}</w:customXml>"
    assert paragraphs(around) == ["Police freed 14 people", "The end."]


def test_a_field_shows_its_result_and_never_its_code() -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = "<w:r><w:instrText> IF 12 </w:instrText></w:r>"
    inner = begin + code + run("34") + separate + run("56") + end
    assert text_of(paragraph(run("a ") + begin + code + inner + separate + run("78") + end + run(" b"))) == "a 78 b\n"


def test_a_field_that_never_ends_costs_its_paragraph_alone() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert paragraphs(paragraph(run("One ") + begin + run("two")) + paragraph("Three")) == ["One", "Three"]


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('The hotline took 310 calls.')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    for shape in (drawing, old):
        assert paragraphs(paragraph(run("One.") + shape) + paragraph("Two.")) == [
            "One.",
            "The hotline took 310 calls.",
            "Two.",
        ]


def test_alternatives_of_which_there_is_one_or_none_are_read() -> None:
    box = f"<w:txbxContent>{paragraph('The hotline took 310 calls.')}</w:txbxContent>"
    alone = "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    none = "<mc:AlternateContent/>"
    body = paragraph(f"<w:r>{none}{alone.format(box)}</w:r>{none}{alone.format(run('Text.'))}")
    assert paragraphs(body) == ["Text.", "The hotline took 310 calls."]


def test_breaks_tabs_and_hyphens_that_do_not_break_are_kept() -> None:
    body = paragraph(
        "<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t>"
        '<w:softHyphen/><w:br w:type="page"/><w:t>five</w:t><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    )
    assert text_of(body) == "one\ntwo\tthree-four\ffive\uf0b3\n"


def test_a_page_break_stands_before_what_follows_it() -> None:
    alone = paragraph('<w:r><w:br w:type="page"/></w:r>')
    body = paragraph("One.") + alone + paragraph("Two.") + paragraph("Three.", "<w:pageBreakBefore/>")
    assert text_of(body) == "One.\n\n\fTwo.\n\n\fThree.\n"


def test_parts_of_a_formula_do_not_run_together_into_a_number() -> None:
    part = "<m:r><m:t>{}</m:t></m:r>"
    fraction = f"<m:f><m:num>{part.format(1)}</m:num><m:den>{part.format(2)}</m:den></m:f>"
    power = f"<m:sSup><m:e>{part.format(10)}</m:e><m:sup>{part.format(3)}</m:sup></m:sSup>"
    assert text_of(paragraph(f"<m:oMath>{fraction}</m:oMath>" + run(" and ") + f"<m:oMath>{power}</m:oMath>")) == (
        "1/2 and 10^3\n"
    )


def test_an_initial_set_as_a_picture_of_a_letter_begins_its_word() -> None:
    initial = paragraph("P", '<w:framePr w:dropCap="drop"/>')
    assert paragraphs(initial + paragraph("olice freed 14 people.")) == ["Police freed 14 people."]


def test_how_a_word_is_spoken_is_not_read_beside_it() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('5')}</w:rt><w:rubyBase>{run('12')}</w:rubyBase></w:ruby></w:r>"
    assert text_of(paragraph(ruby + run(" women"))) == "12 women\n"


# -- headings and lists --------------------------------------------------------------------------------------------

STYLES = (
    '<w:style w:type="paragraph" w:styleId="Ttulo"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Chapter"/><w:basedOn w:val="berschrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Level"><w:name w:val="Part"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bullets2"><w:name w:val="List Bullet 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/>'
    '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
)


def test_headings_are_known_by_their_styles_in_any_language() -> None:
    body = styled("Big", "Ttulo") + styled("One", "berschrift1") + styled("Two", "Own") + styled("Three", "Level")
    assert paragraphs(body + styled("Four", "Loop"), styles=STYLES) == [
        "# Big",
        "## One",
        "## Two",
        "#### Three",
        "Four",
    ]


def test_a_single_first_heading_above_the_text_is_its_title_and_one_of_several_is_not() -> None:
    heading, text = styled("One", "berschrift1"), paragraph("Text. " * 40)
    assert paragraphs(heading + text, styles=STYLES)[0] == "# One"
    assert paragraphs(text + heading, styles=STYLES)[1] == "## One"
    assert paragraphs(heading + text + heading, styles=STYLES)[::2] == ["## One", "## One"]


def test_a_whole_paragraph_in_the_style_of_a_heading_is_text() -> None:
    assert paragraphs(styled("Police freed women. " * 20, "berschrift1"), styles=STYLES)[0].startswith("Police")


def test_list_items_are_known_by_numbering_and_style_and_indented_by_level() -> None:
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    body = (
        paragraph("one", number.format(0, 1))
        + paragraph("two", number.format(1, 1))
        + styled("three", "Bullets2")
        + styled("four", "Item")
        + paragraph("five", number.format(0, 0))
    )
    assert text_of(body, styles=STYLES) == "- one\n  - two\n  - three\n- four\n\nfive\n"


def test_a_line_of_contents_is_furniture() -> None:
    content = read(word_file(styled("Victims<w:tab/>", "TOC1") + paragraph("Text."), styles=STYLES), Limits())
    assert content.furniture == ((0, len("Victims")),)


def test_lines_broken_by_hand_stay_lines_where_empty_paragraphs_part_the_blocks() -> None:
    lines = ("In 2021 police freed 14 women, who had been forced", "to work in bars.", "", "The end.")
    assert text_of("".join(map(paragraph, lines))) == "\n".join(lines) + "\n"


def test_lines_with_room_between_them_are_paragraphs_whoever_broke_them() -> None:
    style = '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:spacing w:before="10"/></w:pPr></w:style>'
    below = '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    lines = ("In 2021 police freed 14 women, who had been forced", "to work in bars.", "", "The end.")
    body = "".join(styled(line, "B") for line in lines)
    assert text_of(body, styles=style + below) == "\n\n".join(filter(None, lines)) + "\n"


def test_whole_paragraphs_are_parted_by_a_blank_line_whether_there_is_room_between_them_or_not() -> None:
    assert text_of(paragraph("Police freed 14 women.") + paragraph("They came home.")) == (
        "Police freed 14 women.\n\nThey came home.\n"
    )


# -- headers, properties, packages -----------------------------------------------------------------------------------

KINDS = {"header1": "first", "header2": "default", "header3": "even", "footer1": "default"}
RUNNING = {name: paragraph(f"The {kind} {name[:-1]}") for name, kind in KINDS.items()}
REFERENCES = "".join(f'<w:{name[:-1]}Reference w:type="{kind}" r:id="{name}"/>' for name, kind in KINDS.items())


def test_headers_that_no_page_shows_are_left_out() -> None:
    body = paragraph("Text.") + f"<w:sectPr>{REFERENCES}</w:sectPr>"
    assert paragraphs(body, **RUNNING) == ["Text.", "The default header", "The default footer"]


def test_headers_of_first_and_even_pages_are_read_once_for_all_sections() -> None:
    first = paragraph("Text.", f"<w:sectPr>{REFERENCES}</w:sectPr>")
    body = first + f"<w:sectPr>{REFERENCES}<w:titlePg/></w:sectPr>"
    assert paragraphs(body, settings="<w:evenAndOddHeaders/>", **RUNNING) == [
        "Text.",
        "The default header",
        "The default footer",
        "The even header",
        "The first header",
    ]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Trafficking  in Freedonia", "Trafficking in Freedonia"),
        ("trafficking in freedonia", "trafficking in freedonia"),
        ("Document1", None),
        ("Microsoft Word - release_final.doc", None),
        ("Minutes of the garden club", None),
        ("Trafficking", None),
        ("", None),
    ],
)
def test_a_title_is_told_only_if_the_text_shows_it(title: str, told: str | None) -> None:
    document = Document()
    document.add_paragraph("Trafficking in Freedonia", style="Title")
    document.core_properties.title = title
    target = BytesIO()
    document.save(target)
    assert read(target.getvalue(), Limits()).told == Facts(title=told)


@pytest.mark.parametrize("kind", ["document.macroEnabled.main+xml", "template.main+xml", "template.macroEnabled"])
def test_documents_with_macros_and_templates_are_read(kind: str) -> None:
    data = word_file(paragraph("Police freed 14 women."), main_type=f"application/vnd.ms-word.{kind}")
    assert read_bytes("a.docm", data).text == "Police freed 14 women.\n"


def test_a_strict_document_is_read() -> None:
    members = members_of(word_file(styled("One", "berschrift1"), styles=STYLES))
    transitional, strict = (
        b"schemas.openxmlformats.org/wordprocessingml/2006/",
        b"purl.oclc.org/ooxml/wordprocessingml/",
    )
    members = {name: content.replace(transitional, strict) for name, content in members.items()}
    assert read(zipped(members), Limits()).text == "# One\n"


def test_a_link_that_leads_nowhere_does_no_harm() -> None:
    members = members_of(word_file(paragraph("Text.")))
    links = {"a": ("image", "../NULL"), "b": ("styles", "none.xml"), "c": ("header", "../../../etc/passwd")}
    changed = {**members, "word/_rels/document.xml.rels": relationships(links).encode()}
    assert read(zipped(changed), Limits()).text == "Text.\n"


@pytest.mark.parametrize("source", ["a.docx", "a.txt", "a", "-"])
def test_a_document_is_known_by_its_content_whatever_it_is_called(source: str) -> None:
    assert read_bytes(source, word_file(paragraph("Text."), main="word/document2.xml")).text == "Text.\n"


def test_a_document_without_text_is_empty_though_it_has_headers() -> None:
    body = paragraph("") + f"<w:sectPr>{REFERENCES}</w:sectPr>"
    with pytest.raises(InputError, match="holds no text") as caught:
        read(word_file(body, **RUNNING), Limits())
    assert caught.value.code == "empty"


def test_no_date_is_taken_from_when_a_file_was_saved() -> None:
    assert claims_of((FILES / "report.docx").read_bytes()).facts.date is None
