"""Print the samples as PDF files with Chromium and LibreOffice: `python tests/files/make_pdf.py` makes `pdf/` anew.

It needs `chromium`, `soffice` and this package; the tests need the files only. The texts are those of `samples/texts`
and `REPORT`, set in the ways in which such texts are published.
"""

from __future__ import annotations

import base64
import html
import json
import re
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from thbextract.layout import read_layout

HERE = Path(__file__).resolve().parent
TARGET = HERE / "pdf"
TEXTS = HERE.parent.parent / "samples" / "texts"
CHROMIUM = (
    *("chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    "--disable-background-networking",
)
# Places inside a word where a line may end: before a consonant with a vowel behind it.
SYLLABLE = re.compile(r"(?<=[a-z]{3})(?=[bcdfgklmnprstv][aeiou][a-z]{2})")
# In `REPORT`: "^3" is a raised figure, "^{…}" a footnote.
RAISED = re.compile(r"\^(\d+)")
NOTE = re.compile(r"\^\{([^}]*)\}")
# Lines of letterheads are no longer; longer ones are wrapped text.
SHORT = 60

REPORT = """\
# Shelters and trials in three provinces
## Who came
In 2016 the Office of the Rapporteur counted 33^2 presumed victims in the three provinces and 1,250 more in the \
rest of the country.^{Most of them were found on building sites.} Police registered 14 cases, of which nine came \
before a court; 21-year-old twins were the first to be heard.
The province of Harrowdale has two shelters with room for 26 persons. Between January and September 2016 they took \
in 19 women and seven men, of whom 12 stayed for longer than three months, and in the year before they had taken in \
40 people in all.^{The shelter at Lower Ness was closed for repairs in 2015, and 8 people were sent away.} The state \
paid 48 euros for each night.
## What the courts did
The courts of the three provinces heard 17 cases in 2016. In eleven of them the accused were found guilty, and \
altogether 23 traffickers were convicted; the longest sentence was 12 years. In the well-known trial of the brick \
kilns at Ostermoor, which had begun in 2013, the court heard 64 witnesses and sentenced six of the accused to between \
five and nine years of imprisonment.^{Three of the 6 have appealed.}
By the end of the year 56 victims had been heard by a judge, and 31 of them had been given an interpreter. The \
Ministry of Justice paid compensation of 120,000 euros to 15 victims; another nine requests were turned down. In the \
whole of the country the police had opened 212 investigations.
"""

TABLES = """\
<!doctype html><html lang=en><meta charset=utf-8><title>Tables</title><style>
@page { size: 15cm 21cm; margin: 1.5cm } body { font: 9pt/1.3 "Liberation Serif"; margin: 0 }
table { border-collapse: collapse; margin: 8pt 0 } th, td { font-weight: normal; padding: 2pt 7pt; text-align: right }
.ruled th, .ruled td { border: 1px solid #666 } td:first-child { text-align: left; width: 95pt }
.note { float: right; width: 110pt; margin-left: 18pt; font-size: 8pt }
</style>
<p>Table 1. Persons helped by the three houses
<table class=ruled>
<tr><th rowspan=2>House<th colspan=2>Women<th colspan=2>Men
<tr><th>2015<th>2016<th>2015<th>2016
<tr><td>Lower Ness<td>14<td>19<td>3<td>7
<tr><td>Ostermoor<td>22<td>25<td><td>4
</table>
<p>Table 2. Work of the courts
<table>
<tr><th>&nbsp;<th>First<br>instance<th>Appeal
<tr><td>Cases that were brought by the labour inspectorate alone<td>31<td>12
<tr><td>Traffickers convicted<td>27<td>9
<tr><td>Victims heard by a judge without the accused<td>40<td>
</table>
<div class=note>The houses are paid by the provinces. In the spring of 2016 they had 45 beds, and 6 more were added in \
the autumn of that year.</div>
<p>The three houses opened their doors to 96 persons in 2016. Of these, 71 had been sent by the police, and the others \
had found the way alone or with the help of a neighbour. Four of the houses' guests were children. Nobody was sent \
away, although the house at Ostermoor had to put up 8 beds in its dining room for the winter months.
"""


@dataclass(frozen=True)
class Piece:
    """A heading, a paragraph, an item of a list or a table (its rows), with the number or sign of an item."""

    kind: str
    text: str = ""
    mark: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    heads: int = 0


@dataclass(frozen=True)
class Style:
    """How a document is set: columns, alignment, rules of tables, size of the page, what stands on each page."""

    columns: int = 1
    justify: bool = False
    ruled: bool = True
    size: float = 10.5
    width: float = 21.0
    height: float = 29.7
    header: str = ""
    hyphens: bool = False


# -- what a text holds -----------------------------------------------------------------------------------------------


def pieces_of(name: str) -> list[Piece]:
    """The blocks of a sample."""
    text = (TEXTS / f"{name}.txt").read_text("utf-8")
    layout = read_layout(text)
    found: list[Piece] = []
    for block in layout.blocks:
        if block.kind in ("table_row", "table_header"):
            cells = tuple(text[cell.start : cell.end] for cell in block.cells)
            if cells:
                _add_row(found, cells, head=block.kind == "table_header")
            continue
        begin = block.sentences[0].start if block.sentences else block.start
        mark = text[block.start : begin].strip()
        rows = text[begin : block.end].split("\n")
        letterhead = len(rows) > 1 and block.kind != "list_item" and max(map(len, rows)) < SHORT
        lines = rows if letterhead else [layout.shadow[begin : block.end]]
        kind = {"heading": "heading", "list_item": "item"}.get(block.kind, "paragraph")
        if any(map(str.strip, lines)):
            plain = "\n".join(" ".join(line.split()) for line in lines)
            found.append(Piece(kind, plain, "" if mark in ("-", "•", "*", "–") else mark))
    return found


def _add_row(found: list[Piece], cells: tuple[str, ...], *, head: bool) -> None:
    if not found or found[-1].kind != "table":
        found.append(Piece("table"))
    table = found[-1]
    found[-1] = replace(table, rows=(*table.rows, cells), heads=table.heads + head)


def report_pieces() -> list[Piece]:
    """The blocks of `REPORT`."""
    return [
        Piece("heading", line.lstrip("# ")) if line.startswith("#") else Piece("paragraph", line)
        for line in REPORT.splitlines()
    ]


def _full_rows(piece: Piece) -> list[tuple[str, ...]]:
    wide = max(map(len, piece.rows))
    return [(*("",) * (wide - len(cells)), *cells) for cells in piece.rows]


def _hyphenated(pieces: Sequence[Piece]) -> list[Piece]:
    return [replace(piece, text=SYLLABLE.sub("\u00ad", piece.text)) for piece in pieces]


# -- Chromium --------------------------------------------------------------------------------------------------------


def web_page(pieces: Sequence[Piece], style: Style) -> str:
    """The pieces as a web page."""
    rules = f"""
@page {{ size: {style.width}cm {style.height}cm; margin: 2cm }}
body {{ font: {style.size}pt/1.3 "Liberation Serif"; margin: 0; columns: {style.columns}; column-gap: 18pt;
        text-align: {"justify" if style.justify else "left"}; hyphens: manual }}
h1, h2 {{ font-size: 1.25em; font-weight: normal; text-align: left }}
h1 {{ font-size: 1.6em; column-span: all }}
table {{ border-collapse: collapse; column-span: all; {"width: 100%" if style.columns > 1 else ""} }}
td, th {{ border: {"1px solid #888" if style.ruled else "none"}; padding: 2pt 9pt; font-weight: normal;
          text-align: right }}
th:first-child, td:first-child {{ text-align: left; padding-left: 0 }}
"""
    body: list[str] = []
    tags = {"heading": "h2", "item": "li", "paragraph": "p"}
    for at, piece in enumerate(_hyphenated(pieces) if style.hyphens else pieces):
        if piece.rows:
            body.append(_web_table(piece))
            continue
        tag = "h1" if at == 0 and piece.kind == "heading" else "p" if piece.mark else tags[piece.kind]
        text = html.escape(f"{piece.mark} {piece.text}".strip()).replace("\n", "<br>")
        body.append(f"<{tag}>{text}</{tag}>")
    listed = re.sub(r"((?:<li>.*</li>\n?)+)", r"<ul>\1</ul>", "\n".join(body))
    return f"<!doctype html><html lang=en><meta charset=utf-8><title>Release</title><style>{rules}</style>{listed}"


def _web_table(piece: Piece) -> str:
    rows = []
    for at, cells in enumerate(_full_rows(piece)):
        tag = "th" if at < piece.heads else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>")
    return f"<table>{''.join(rows)}</table>"


def print_web_page(page: str, target: Path, *, marks: bool = False) -> None:
    """Print a web page with Chromium, with the marks that it prints above and below if asked for."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "release.html"
        source.write_text(page, "utf-8")
        options = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        options += [] if marks else ["--no-pdf-header-footer"]
        subprocess.run([*CHROMIUM, *options, source.as_uri()], check=True, capture_output=True)


# -- LibreOffice -----------------------------------------------------------------------------------------------------

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}"'
    for name, path in (
        ("office", "office:1.0"),
        ("style", "style:1.0"),
        ("text", "text:1.0"),
        ("table", "table:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
    )
)
BULLETS = """<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1" text:bullet-char="•">
<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" fo:margin-left="1cm"/>
</style:list-level-properties></text:list-level-style-bullet></text:list-style>"""


def office_document(pieces: Sequence[Piece], style: Style) -> str:
    """The pieces as a flat OpenDocument text."""
    body: list[str] = []
    for at, piece in enumerate(_hyphenated(pieces) if style.hyphens else pieces):
        if piece.rows:
            body.append(_office_table(piece, at))
            continue
        text = _office_text(f"{piece.mark} {piece.text}".strip())
        if piece.kind == "heading":
            body.append(f'<text:h text:style-name="H{1 if at == 0 else 2}">{text}</text:h>')
        elif piece.kind == "item" and not piece.mark:
            item = f'<text:p text:style-name="P">{text}</text:p>'
            body.append(f'<text:list text:style-name="Dots"><text:list-item>{item}</text:list-item></text:list>')
        else:
            body.append(f'<text:p text:style-name="P">{text}</text:p>')
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NAMESPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
{_office_styles(style)}
<office:body><office:text>{"".join(body)}</office:text></office:body></office:document>"""


def _office_text(text: str) -> str:
    plain = html.escape(text).replace("\n", "<text:line-break/>")
    plain = RAISED.sub(r'<text:span text:style-name="Up">\1</text:span>', plain)
    count = 0

    def note(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        body = f'<text:note-body><text:p text:style-name="N">{found[1]}</text:p></text:note-body>'
        return f'<text:note text:note-class="footnote"><text:note-citation/>{body}</text:note>'

    return NOTE.sub(note, plain)


def _office_table(piece: Piece, number: int) -> str:
    rows = []
    for cells in _full_rows(piece):
        inner = "".join(
            f'<table:table-cell table:style-name="Cell"><text:p text:style-name="{"L" if at == 0 else "R"}">'
            f"{html.escape(cell)}</text:p></table:table-cell>"
            for at, cell in enumerate(cells)
        )
        rows.append(f"<table:table-row>{inner}</table:table-row>")
    columns = f'<table:table-column table:number-columns-repeated="{max(map(len, piece.rows))}"/>'
    return f'<table:table table:name="Table{number}">{columns}{"".join(rows)}</table:table>'


def _office_styles(style: Style) -> str:
    align = "justify" if style.justify else "start"
    border = "0.5pt solid #000000" if style.ruled else "none"
    header = footer = bars = ""
    if style.header:
        header = f'<style:header><text:p text:style-name="L">{html.escape(style.header)}</text:p></style:header>'
        footer = '<style:footer><text:p text:style-name="R"><text:page-number/></text:p></style:footer>'
        bar = '<style:header-footer-properties fo:min-height="0.8cm" fo:margin-{}="0.4cm"/>'
        bars = f"<style:header-style>{bar.format('bottom')}</style:header-style>"
        bars += f"<style:footer-style>{bar.format('top')}</style:footer-style>"
    return f"""<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-family="Liberation Sans"
 fo:font-size="{style.size}pt" fo:language="en" fo:country="GB"/></style:default-style>{BULLETS}
<style:style style:name="P" style:family="paragraph">
<style:paragraph-properties fo:margin-bottom="6pt" fo:text-align="{align}"/></style:style>
<style:style style:name="L" style:family="paragraph"/>
<style:style style:name="R" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="N" style:family="paragraph"><style:text-properties fo:font-size="{style.size - 2}pt"/>
</style:style>
<style:style style:name="H1" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="8pt"/>
<style:text-properties fo:font-size="{style.size * 1.6}pt"/></style:style>
<style:style style:name="H2" style:family="paragraph"><style:paragraph-properties fo:margin-top="10pt"
 fo:margin-bottom="4pt"/><style:text-properties fo:font-size="{style.size * 1.2}pt"/></style:style>
<style:style style:name="Up" style:family="text"><style:text-properties style:text-position="33% 58%"/></style:style>
<text:notes-configuration text:note-class="footnote" text:citation-body-style-name="Up" style:num-format="1"/>
</office:styles>
<office:automatic-styles>
<style:style style:name="Cell" style:family="table-cell">
<style:table-cell-properties fo:border="{border}" fo:padding="0.08cm"/></style:style>
<style:page-layout style:name="Sheet"><style:page-layout-properties fo:page-width="{style.width}cm"
 fo:page-height="{style.height}cm" fo:margin="1.8cm">
<style:columns fo:column-count="{style.columns}" fo:column-gap="0.6cm"/></style:page-layout-properties>{bars}
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Sheet">{header}{footer}
</style:master-page></office:master-styles>"""


def print_office_document(document: str, target: Path, **options: str) -> None:
    """Export a document with LibreOffice; `options` are those of its PDF export, such as passwords."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{target.stem}.fodt"
        source.write_text(document, "utf-8")
        kind = {
            name: {"type": "boolean" if value == "true" else "string", "value": value}
            for name, value in options.items()
        }
        export = f"pdf:writer_pdf_Export:{json.dumps(kind)}" if kind else "pdf"
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", export, "--outdir", str(target.parent)]
        subprocess.run([*command, str(source)], check=True, capture_output=True)


# -- pictures of pages -----------------------------------------------------------------------------------------------


def picture(path: Path, scale: float = 1.1) -> str:
    """The first page of a file as an HTML image, black and white, as a scanner makes it."""
    with pypdfium2.PdfDocument(path) as document:
        bitmap = document[0].render(scale=scale, grayscale=True)
        rows = [
            bytes(bitmap.buffer)[at * bitmap.stride : at * bitmap.stride + bitmap.width] for at in range(bitmap.height)
        ]
    bits = b"".join(b"\0" + _bits(row) for row in rows)
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 1, 0, 0, 0, 0)
    image = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(bits, 9)), (b"IEND", b""))
    )
    return f'<img style="width:100%" src="data:image/png;base64,{base64.b64encode(image).decode()}">'


def _bits(row: bytes) -> bytes:
    full = row + b"\xff" * (-len(row) % 8)
    return bytes(sum((full[at + i] > 127) << (7 - i) for i in range(8)) for at in range(0, len(full), 8))


# -- the files -------------------------------------------------------------------------------------------------------


def make() -> None:
    """Make all files."""
    TARGET.mkdir(exist_ok=True)
    release = pieces_of("police-raid-release-north-macedonia")
    bulletin = pieces_of("statistics-bulletin-portugal")
    narrative = pieces_of("country-narrative-ghana")
    a5 = Style(width=14.8, height=21.0, size=9)
    web = {
        "release-printed": (release, Style(), True),
        "bulletin-ruled": (bulletin, Style(), False),
        "action-day-two-columns": (pieces_of("europol-action-day"), Style(columns=2, justify=True), False),
        "narrative-three-columns": (narrative, Style(3, True, width=29.7, height=21.0, hyphens=True), False),
        "numbers-unruled-two-columns": (pieces_of("ngo-annual-numbers-nepal"), Style(columns=2, ruled=False), False),
    }
    for name, (pieces, style, marks) in web.items():
        print_web_page(web_page(pieces, style), TARGET / f"{name}-chromium.pdf", marks=marks)
    print_web_page(TABLES, TARGET / "tables-chromium.pdf")
    office = {
        "bulletin-unruled": (bulletin, Style(ruled=False)),
        "bulletin-landscape": (bulletin, Style(width=29.7, height=21.0)),
        "case-list": (pieces_of("prosecutor-case-list-montenegro"), Style()),
        "narrative-two-columns": (
            narrative,
            replace(a5, height=12.5, columns=2, justify=True, hyphens=True, header="Review of State Action 2023"),
        ),
        "report-with-notes": (report_pieces(), replace(a5, height=10.5, header="Shelters and trials")),
    }
    for name, (pieces, style) in office.items():
        print_office_document(office_document(pieces, style), TARGET / f"{name}-libreoffice.pdf")
    short = office_document(release, Style())
    print_office_document(
        short, TARGET / "encrypted-libreoffice.pdf", EncryptFile="true", DocumentOpenPassword="harbour"
    )
    print_office_document(
        short, TARGET / "protected-libreoffice.pdf", RestrictPermissions="true", PermissionPassword="harbour"
    )
    scan = picture(TARGET / "case-list-libreoffice.pdf")
    print_web_page(f"<!doctype html>{scan}", TARGET / "scan-chromium.pdf")
    before = web_page(release[:6], Style())
    print_web_page(f'{before}<div style="break-before:page">{scan}</div>', TARGET / "page-and-scan-chromium.pdf")
    with pypdfium2.PdfDocument(TARGET / "bulletin-ruled-chromium.pdf") as document:
        document[0].set_rotation(90)
        document.save(TARGET / "bulletin-turned-chromium.pdf")


if __name__ == "__main__":
    make()
