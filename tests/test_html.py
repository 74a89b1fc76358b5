"""Web pages: their text as the plain text would be read, what they say of themselves, and their menus set apart."""

from __future__ import annotations

import codecs
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import told_by
from thbextract.errors import FAILURES, InputError
from thbextract.extraction import extract_document
from thbextract.layout import read_layout
from thbextract.readers import Content, Limits, from_text, html, read_bytes
from thbextract.readers.signs import is_page
from thbextract.records import Document, Extraction
from thbextract.settings import stated

PAGES = Path(__file__).parent / "files" / "html"
NAMES = sorted(path.stem for path in PAGES.glob("*.html") if path.with_suffix(".txt").exists())
MENUS = (
    '<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/n">75 victims freed in Peru</a></li></ul></nav>',
    "<footer><p>© 2011 Lima Courier. On 3 May 2011 the Ministry of Health of Peru helped 98 women.</p></footer>",
)
PROSE = (
    "<p>The Border Police of Romania identified 25 victims of trafficking in 2023, among them 12 women and 4 girls.</p>"
    "<p>Prosecutors charged 17 persons, and the courts convicted nine traffickers in the same year, officials said.</p>"
)
EXPLAINED = stated(None, None, None, True)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def read(data: bytes | str) -> Content:
    return html.read(data if isinstance(data, bytes) else page(data), Limits())


def text_of(body: str) -> str:
    """What the reader makes of a body's text."""
    content = read(body)
    return content.text[: content.end]


def extracted(data: bytes, source: str = "a.html") -> Extraction:
    return extract_document(read_bytes(source, data), EXPLAINED)


def check(content: Content) -> None:
    """A text that says something, with furniture in order, apart and inside of it."""
    last = 0
    for start, end in content.furniture:
        assert last <= start < end <= len(content.text)
        last = end
    assert content.text.strip()
    assert len(read_layout(content.text, content.furniture, content.end).shadow) == len(content.text)


# -- pages as sites write them -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_the_claims_of_the_same_text_in_plain_form(name: str) -> None:
    document = read_bytes(f"{name}.html", (PAGES / f"{name}.html").read_bytes())
    text = (PAGES / f"{name}.txt").read_text("utf-8")
    plain = Document("a.txt", text, "0" * 64, told=document.told)
    of_page, of_text = extract_document(document, EXPLAINED), extract_document(plain, EXPLAINED)
    assert of_text.claims
    assert Counter(map(told_by, of_page.claims)) == Counter(map(told_by, of_text.claims))
    assert of_page.facts == of_text.facts


@pytest.mark.parametrize(
    ("name", "title", "date", "issuer"),
    [
        (
            "ministry-press-release",
            "Nine women freed in Bălți, eleven suspects detained",
            "2024-06-12",
            "Ministry of Internal Affairs of Moldova",
        ),
        ("news-article", "Peru counts more victims from gold camps", "2022-08-03", "Andes Courier"),
        ("wordpress-charity", "Our year in figures", "2023-08-02", "Sunbird House"),
        (
            "statistics-page",
            "Modern slavery referrals, quarterly statistics: July to September 2023",
            "2023-11-02",
            "Home Office",
        ),
        (
            "tables-report",
            "Trafficking in human beings: data for 2022 and 2023",
            "2024-03-05",
            "Observatory of Trafficking Data",
        ),
        ("scripted-dashboard.dom", "Victims of trafficking in Romania, 2023", None, "National Referral Centre"),
        ("divs-and-breaks", "Consuls and police officers look at safe return", "2023-10-19", None),
    ],
)
def test_title_date_and_issuer_of_a_page_are_known(name: str, title: str, date: str | None, issuer: str | None) -> None:
    facts = extracted((PAGES / f"{name}.html").read_bytes()).facts
    assert (facts.title, facts.date) == (title, date)
    assert issuer is None or facts.issuer == issuer


@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_shows_besides_its_text_is_furniture_that_can_be_explained(name: str) -> None:
    extraction = extracted((PAGES / f"{name}.html").read_bytes())
    content = html.read((PAGES / f"{name}.html").read_bytes(), Limits())
    assert extraction.numbers is not None
    if content.end is None:
        return
    behind = [number for number in extraction.numbers if number.start >= content.end]
    assert all(number.reason == "furniture" for number in behind)
    assert Counter(number.text for number in behind) >= Counter(
        word.strip("().,:") for word in content.text[content.end :].split() if word.strip("().,:").isdecimal()
    )


def test_a_page_filled_by_a_script_says_so_where_the_script_has_not_run() -> None:
    with pytest.raises(InputError, match="save it again") as caught:
        html.read((PAGES / "scripted-dashboard.html").read_bytes(), Limits())
    assert caught.value.code == "empty"


# -- menus change nothing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["", "<title>Border Police identified 25 victims</title>"])
def test_menus_change_no_claim_and_no_fact(title: str) -> None:
    bare = extracted(page(f"<main>{PROSE}</main>", title))
    dressed = extracted(page(f"{MENUS[0]}<main>{PROSE}</main>{MENUS[1]}", title))
    assert dressed.facts == bare.facts
    assert [(claim.start, claim.sentence, *told_by(claim)) for claim in dressed.claims] == [
        (claim.start, claim.sentence, *told_by(claim)) for claim in bare.claims
    ]


def test_what_follows_the_end_of_a_text_is_laid_out_apart() -> None:
    text = "Police freed 12 women\n\nThey are in a shelter now.\n\n- Home\n- 75 victims\n\n| a | 5 |\n"
    end = text.index("- Home") - 2
    layout = read_layout(text, [(end, len(text))], end)
    assert layout.blocks == read_layout(text[:end]).blocks
    assert len(layout.shadow) == len(text)
    assert not layout.shadow[end:].strip()


# -- rendering -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>1,2<b>34</b> victims", "1,234 victims"),
        ("<p>traf<span>fick</span><span>ing</span>", "trafficking"),
        ("<p>1<span>7</span> men", "17 men"),
        ("<p><span>312</span><span>survivors helped</span>", "312 survivors helped"),
        ("<p><a href=/a>Home</a><a href=/b>News 3</a> 25 women", "Home News 3 25 women"),
        ("<p>25 women<br>12 men", "25 women\n12 men"),
        ("<p>25 women<br><br>12 men", "25 women\n\n12 men"),
        ("<p>25&nbsp;000 and 1&#8239;234 and 5&thinsp;000", "25\u00a0000 and 1\u202f234 and 5\u2009000"),
        ("<p>25\n  women\t and &nbsp; 12 men", "25 women and 12 men"),
        ("<p>traf&shy;ficking of 1&#8203;2 women", "trafficking of 12 women"),
        ("<p>Of 25<sup><a href='#n2'>2</a></sup> women", "Of 25[^2] women"),
        ("<p>Of 25<sup>2</sup> women", "Of 25[^2] women"),
        ("<p>Of 25<sup>2, 3</sup> women", "Of 25[^2][^3] women"),
        ("<p>Of 25<sup>a</sup> women", "Of 25[^a] women"),
        ("<p>Of 25 women.<a href='#_ftn1'>[1]</a> Now", "Of 25 women.[^1] Now"),
        ("<p>the 21<sup>st</sup> raid, 30 m<sup>2</sup>, CO<sub>2</sub>", "the 21st raid, 30 m², CO2"),
        ("<h2>Courts</h2><p>25 women", "## Courts\n\n25 women"),
        ("<ul><li>25 women<ul><li>3 girls</ul><li>12 men</ul>", "- 25 women\n  - 3 girls\n- 12 men"),
        ("<ol><li><p>25 women</p><li><p>12 men</p></ol>", "- 25 women\n- 12 men"),
        ("<dl><dt>Victims<dd>25<dt>Suspects:<dd>12</dl>", "Victims: 25\nSuspects: 12"),
        ("<div><div>46</div><div>Suspects arrested</div></div>", "46 Suspects arrested"),
        ("<div><h3>Suspects arrested</h3><p>46</p></div>", "Suspects arrested: 46"),
        ("<p>25 <script>12</script>women<style>a{b:3}</style><template>7</template>", "25 women"),
        ("<p>25 women <input type=hidden value='12 men'><select><option>3 girls</select>", "25 women"),
        ("<pre>Women   25\nMen     12</pre>", "Women   25\nMen     12"),
        ("<p>He said <q>25 women</q> were freed", "He said “25 women” were freed"),
        ("<p>25 women &amp; 12 men &lt;18 &nosuch; &#0;", "25 women & 12 men <18 &nosuch; \ufffd"),
    ],
)
def test_what_the_browser_shows_is_what_is_read(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (
            "<tr><th>Sex<th>2022<th>2023<tr><td>Women<td>12<td>13",
            "| Sex | 2022 | 2023 |\n| --- | --- | --- |\n| Women | 12 | 13 |",
        ),
        ("<tr><th>Victims<td>12<tr><th>Suspects<td>13", "|  |  |\n| --- | --- |\n| Victims | 12 |\n| Suspects | 13 |"),
        (
            "<tr><td>Sex<td>Victims<tr><td>Women<td>12<tr><td>Men<td>3",
            "| Sex | Victims |\n| --- | --- |\n| Women | 12 |\n| Men | 3 |",
        ),
        (
            "<thead><tr><th rowspan=2>Age<th colspan=2>2022<tr><th>Women<th>Men</thead><tr><td>Adults<td>12<td>3",
            "| Age | 2022 Women | 2022 Men |\n| --- | --- | --- |\n| Adults | 12 | 3 |",
        ),
        (
            "<tr><th>County<th>City<th>Victims<tr><td rowspan=2>Cluj<td>Dej<td>12<tr><td>Turda<td>3",
            "| County / City | Victims |\n| --- | --- |\n| Cluj, Dej | 12 |\n| Cluj, Turda | 3 |",
        ),
        (
            "<tr><th>County<th>2022<th>2023<tr><td>Cluj<td colspan=2>12<tr><td>Iași<td rowspan=1>3<td>4",
            "| County | 2022 | 2023 |\n| --- | --- | --- |\n| Cluj | 12 |  |\n| Iași | 3 | 4 |",
        ),
        (
            "<tr><th>Sex<th>Victims<tr><td colspan=2>Adults<tr><td>Women<td>12<tr><td>Men<td>3",
            "| Sex | Victims |\n| --- | --- |\n| Adults |\n  | Women | 12 |\n  | Men | 3 |",
        ),
        (
            "<caption>Victims</caption><tr><th>No.<th>County<th>Count<tr><td>1<td>Cluj<td>12<tr><td>2<td>Iași<td>3",
            "Victims\n\n| County | Count |\n| --- | --- |\n| Cluj | 12 |\n| Iași | 3 |",
        ),
        (
            "<tr><th>Day<th>Case<tr><td>3 May 2023<td>Police freed 12 women in two bars.",
            "Day, Case\n\n3 May 2023: Police freed 12 women in two bars.",
        ),
        ("<tr><td>Menu<td><h2>Courts</h2><p>12 men</p><tr><td><td>13 women", "Menu\n\n## Courts\n\n12 men\n\n13 women"),
        ("<tr><td>12 women</td></tr><tr><td>13 men</td></tr>", "12 women\n\n13 men"),
        (
            "<tr><th>Sex<th>Victims<tr><td>2022<td><tr><td>Women<td>12<tr><td>2023<td><tr><td>Women<td>3",
            "| Sex | Victims |\n| --- | --- |\n| 2022 |\n  | Women | 12 |\n| 2023 |\n  | Women | 3 |",
        ),
        ("<tr><td>A<td>12<sup>1</sup><tr><td>B<td>13", "|  |  |\n| --- | --- |\n| A | 12 |\n| B | 13 |"),
        ("<tr><td><sup>1</sup><td><sup>2</sup><tr><td><sup>3</sup><td><sup>4</sup></table><p>25", "25"),
        ("<tr><td>a|b<td>12<tr><td>c<td>13", "|  |  |\n| --- | --- |\n| a¦b | 12 |\n| c | 13 |"),
    ],
)
def test_tables_become_rows_that_layout_reads(table: str, text: str) -> None:
    assert text_of(f"<table>{table}</table>") == text


def test_cells_get_the_labels_that_the_page_gives_them() -> None:
    body = (
        "<table><thead><tr><th rowspan=2>District<th rowspan=2>Offence<th colspan=2>Convicted<tr><th>Men<th>Women"
        "<tbody><tr><td rowspan=2>Faro<td>Trafficking<td>12<td>3<tr><td>Begging<td>4<td>1</table>"
    )
    text = text_of(body)
    cells = [cell for block in read_layout(text).blocks for cell in block.cells if cell.column]
    assert [(text[cell.start : cell.end], cell.column, cell.row) for cell in cells] == [
        ("12", "Convicted, Men", "Faro, Trafficking"),
        ("3", "Convicted, Women", "Faro, Trafficking"),
        ("4", "Convicted, Men", "Faro, Begging"),
        ("1", "Convicted, Women", "Faro, Begging"),
    ]


def test_the_headline_stands_once_at_the_top() -> None:
    content = read(
        page(f"<main><p>3 May 2023</p><h1>25 victims found</h1>{PROSE}</main>", "<title>25 victims found</title>")
    )
    assert content.text.startswith("# 25 victims found\n\n3 May 2023\n\n")
    assert content.text.count("25 victims found") == 1


def test_a_headline_that_only_the_metadata_have_is_written_above_the_text() -> None:
    content = read(page(PROSE, '<meta property="og:title" content="Record year: 25 victims">'))
    assert content.text.startswith("# Record year: 25 victims\n\nThe Border Police")
    assert content.told.title == "Record year: 25 victims"


def test_a_short_page_is_read_whole() -> None:
    assert text_of("<div>25 women were freed.</div>") == "25 women were freed."


def test_an_article_that_stands_in_for_a_script_is_read() -> None:
    assert "identified 25 victims" in text_of(f"<div><script>show()</script><noscript>{PROSE * 2}</noscript></div>")


def test_an_article_that_stands_in_a_script_only_is_read() -> None:
    body = "The police identified 25 victims in 2023. " * 12
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    assert "25 victims" in read(page("<div id=app></div>", script)).text


# -- what a page says of itself ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2024-06-12T23:30:00+02:00">', "2024-06-12"),
        ('<meta name="DC.date.issued" content="2024-06-12">', "2024-06-12"),
        ('<meta name="dc.date" content="12 June 2024">', "2024-06-12"),
        ('<meta name="date" content="Wed, 12 Jun 2024 13:05:00 GMT">', "2024-06-12"),
        ('<meta name="pubdate" content="20240612">', "2024-06-12"),
        ('<meta name="date" content="June 12, 2024">', "2024-06-12"),
        ('<meta name="date" content="23/06/2024">', "2024-06-23"),
        ('<meta itemprop="datePublished" content="2024-06-12">', "2024-06-12"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2024-06-12"}]}</script>', "2024-06-12"),
        ('<script type="application/ld+json">[{"@type": "Thing", "datePublished": 5}]</script>', None),
        ('<script type="application/ld+json">{"datePublished": "2024-</script>', None),
        ('<meta name="date" content="06/07/2024">', None),
        ('<meta name="date" content="2024-02-31">', None),
        ('<meta name="date" content="1970-01-01">', None),
        ('<meta name="date" content="9999-01-01">', None),
        ('<meta property="article:modified_time" content="2024-06-12">', None),
        ('<meta name="last-modified" content="2024-06-12"><meta name="copyright" content="2024-06-12">', None),
        ("<!-- saved on 2024-06-12 -->", None),
    ],
)
def test_a_date_is_one_that_the_page_calls_its_own(head: str, date: str | None) -> None:
    assert read(page(PROSE, head)).told.date == date


@pytest.mark.parametrize(
    ("body", "date"),
    [
        ('<article><time datetime="2024-06-12">yesterday</time>', "2024-06-12"),
        ('<time class="updated" datetime="2025-01-01"></time><time class="entry-date published" datetime="2024-06-12">',
         "2024-06-12"),
        ('<article><time datetime="2024-06-12"></time><time datetime="2024-06-13"></time>', None),
        ('<time datetime="2024-06-12">next event</time>', None),
    ],
)  # fmt: skip
def test_a_time_element_dates_a_page_if_it_is_that_of_publication(body: str, date: str | None) -> None:
    assert read(f"{body}{PROSE}").told.date == date


@pytest.mark.parametrize(
    ("head", "title", "issuer"),
    [
        ('<meta property="og:site_name" content="Border Police">', None, "Border Police"),
        ('<meta property="og:site_name" content="borderpolice.example">', None, None),
        ('<meta name="twitter:site" content="@border">', None, None),
        ("<title>Nine men convicted in Cluj | Border Police</title>", "Nine men convicted in Cluj", "Border Police"),
        ("<title>Nine men convicted in Cluj - what we know</title>", "Nine men convicted in Cluj", None),
        (
            '<title>Border Police: Nine men convicted</title><meta name="dc.publisher" content="Border Police">',
            "Nine men convicted",
            "Border Police",
        ),
        (
            '<script type="application/ld+json">{"headline": "Nine men convicted", "publisher": {"name": "Lima Post"}}'
            "</script>",
            "Nine men convicted",
            "Lima Post",
        ),
    ],
)
def test_the_name_of_the_site_is_the_issuer_and_no_part_of_the_title(
    head: str, title: str | None, issuer: str | None
) -> None:
    headline = f"<h1>{title}</h1>" if title else ""
    facts = read(page(f"<main>{headline}{PROSE}</main>", head)).told
    assert (facts.title, facts.issuer) == (title, issuer)


# -- which bytes are a page, and in which encoding ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "data", "taken"),
    [
        ("a.txt", b"<html><p>25 women", True),
        ("a.txt", b"\n<!DOCTYPE html>\n<p>25 women", True),
        ("a.txt", codecs.BOM_UTF8 + b"<!-- saved from url --><?xml version='1.0'?><HTML lang=en>", True),
        ("-", codecs.BOM_UTF16_LE + "<html><p>25 women".encode("utf-16-le"), True),
        ("a.htm", b"<p>25 women", True),
        ("a.XHTML", b"25 women", True),
        ("a.txt", b"The <html> tag was used 25 times", False),
        ("a.txt", b"<p>25 women", False),
        ("a.txt", b"<!-- <html> 25 women", False),
        ("a.txt", b"<header>25 women", False),
    ],
)
def test_a_page_is_known_by_its_begin_or_its_name(source: str, data: bytes, taken: bool) -> None:
    assert is_page(source, data) is taken


@pytest.mark.parametrize(
    ("head", "encoding", "codes"),
    [
        ("<meta charset=utf-8>", "utf-8", []),
        ("", "utf-8", []),
        ("", "utf-8-sig", []),
        ("", "utf-16", []),
        ('<meta charset="windows-1252">', "cp1252", []),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>", "cp1252", []),
        ('<?xml version="1.0" encoding="windows-1252"?>', "cp1252", []),
        ("<meta charset=windows-1252>", "utf-8", []),
        ("<meta charset=no-such-thing>", "cp1252", ["encoding_guessed"]),
        ("<meta charset=utf-7>", "cp1252", ["encoding_guessed"]),
        ("", "cp1252", ["encoding_guessed"]),
    ],
)
def test_the_encoding_is_that_of_browsers_or_guessed_and_told(head: str, encoding: str, codes: list[str]) -> None:
    text = "The café’s owner – a suspect – paid £400 to José for 25 women."
    content = html.read(f"{head}<html><p>{text}".encode(encoding), Limits())
    assert content.text == text
    assert [problem.code for problem in content.problems] == codes


def test_a_broken_sign_in_utf8_does_not_spoil_the_others() -> None:
    text = "Poliția a găsit 25 de femei în Bălți – și 12 bărbați în Iași. "
    content = html.read(b"<html><meta charset=utf-8><p>" + (text * 9).encode() + b"\xff", Limits())
    assert content.text.count("Bălți") == 9
    assert [problem.code for problem in content.problems] == ["encoding_guessed"]


# -- hostile pages -------------------------------------------------------------------------------------------------

BOMB = "".join(f'<!ENTITY b{at} "{f"&b{at - 1};" * 10 if at else "ha"}">' for at in range(12))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html>" + b"<div>" * 100_000 + b"25 women", "too_deep"),
        (b"<html>" + b"<b>" * 3_000 + b"25 women", "too_deep"),
        (b"<html>" + b"<br>" * 2_000_001, "too_large"),
        (b"<html><head><meta http-equiv=refresh content='0;url=http://example.org'></head></html>", "empty"),
        (b"<html><!-- " + b"25 women " * 1000, "empty"),
        (b"<html>" + b"\0" * 500, "no_document"),
        (b"<html><script>25 women</script>", "empty"),
        (b"<html>", "empty"),
    ],
)
def test_a_page_that_cannot_be_read_is_told_in_a_line(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        html.read(data, Limits())
    assert caught.value.code == code
    assert code in FAILURES
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        b"<html>" + b"<div>" * 1_500 + PROSE.encode(),
        b"<html>" + b"<table><tr><td>" * 200 + PROSE.encode(),
        b"<html>" + b"<div class=menu>" * 500 + b"<h1>News of the day</h1>" + PROSE.encode(),
        f'<?xml version="1.0"?><!DOCTYPE html [{BOMB}]><html><body><p>&b11;</p>{PROSE}</body></html>'.encode(),
        b"<html><p a='" + b"x" * 1_000_000 + b"'>" + PROSE.encode(),
        b"<html><p>\0\x01\x02" + PROSE.encode() + b"&#1;&#xFFFE;&#xFFFFFFFF;&#xD800;&am",
        b"<html>" + PROSE.encode() + b"<table>" + b"<tr><td colspan=99999999 rowspan=99999999>x" * 200,
        b"<html><script type='application/ld+json'>" + b"[" * 50_000 + b"</script>" + PROSE.encode(),
        b"<html><head></head></html><body>" + PROSE.encode() + b"</body></html>",
        b"<html>\xe2\xa0\x81\xe2\xa0\x82" + PROSE.encode(),
    ],
)
def test_a_strange_page_still_gives_its_text(data: bytes) -> None:
    content = html.read(data, Limits())
    assert "identified 25 victims" in content.text[: content.end]


SNIPPETS = st.sampled_from(
    [
        *("<html>", "<body>", "<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td colspan=2>", "<th rowspan=3>"),
        *("</table>", "<ul>", "<li>", "</ul>", "<dl>", "<dt>", "<dd>", "<h1>", "</h1>", "<nav>", "</nav>", "<br>"),
        *("<sup>", "</sup>", "<a>", "</a>", "<b>", "</b>", "<script>", "</script>", "<pre>", "</pre>", "<!--", "-->"),
        *("&amp;", "&#x1;", "&nbsp;", "<", ">", '"', "'", "=", "25", "12,5", "women", "|", "-", "#", "[^2]", "é"),
        *("\u2800\u2801\u2802", "\ud83d\ude00", "<caption>", "<style>", "<template>", "<q>", "</q>", "<blockquote>"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SNIPPETS, max_size=60))
def test_any_markup_gives_a_text_with_its_furniture_in_order_or_an_input_error(snippets: list[str]) -> None:
    data = ("<html>" + " ".join(snippets)).encode("utf-8", "surrogatepass")
    try:
        content = html.read(data, Limits())
    except InputError as error:
        content = Content(error.code if error.code in FAILURES else "")
    check(content)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"<html>", b"<!doctype html>", codecs.BOM_UTF16_LE]))
def test_any_bytes_give_a_page_or_an_input_error(data: bytes, begin: bytes) -> None:
    try:
        outcome = html.read(begin + data, Limits()).text.strip()
    except InputError as error:
        outcome = error.code if error.code in FAILURES else ""
    assert outcome


def test_a_page_in_memory_and_one_in_a_file_named_txt_are_read_alike() -> None:
    data = page(PROSE)
    assert read_bytes("a.txt", data).text == read_bytes("a.html", data).text
    assert from_text("-", PROSE).text == PROSE
