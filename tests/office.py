"""Office files made for a test: packages written part by part, so that any shape can be had."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ROOTS = {"styles": "styles", "settings": "settings", "footnotes": "footnotes", "endnotes": "endnotes"}


def word_file(body: str, main_type: str = MAIN, main: str = "word/document.xml", **parts: str) -> bytes:
    """A Word document with a body and other parts, `styles` or `header1`, given by what is inside their roots."""
    members = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/{main}" ContentType="{main_type}"/></Types>',
        "_rels/.rels": relationships({"m": ("officeDocument", main)}),
        main: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    links = {}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        root = ROOTS.get(kind, "hdr" if kind == "header" else "ftr")
        members[f"word/{name}.xml"] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
        links[name] = (kind, f"{name}.xml")
    folder, _, file = main.rpartition("/")
    members[f"{folder}/_rels/{file}.rels"] = relationships(links)
    return zipped(members)


def relationships(links: dict[str, tuple[str, str]]) -> str:
    """A part of relationships: the id of each, its kind and its target."""
    rows = (f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{to}"/>' for name, (kind, to) in links.items())
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file with members of that content."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return target.getvalue()


def members_of(data: bytes) -> dict[str, bytes]:
    """The members of a ZIP file, to be changed and zipped again."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph: of a text, or of runs."""
    inside = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def styled(text: str, style: str) -> str:
    """A paragraph of a style."""
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def table(*rows: str) -> str:
    """A table; in a row cells are parted by bars, and begin with `2>` if they span columns, `v` or `^` if rows.

    `v` begins a cell that goes on in those with `^` below it. A row that begins with `!del` has that property.
    """
    return f"<w:tbl>{''.join(map(_row, rows))}</w:tbl>"


def _row(row: str) -> str:
    name, _, rest = row.removeprefix("!").partition(" ") if row.startswith("!") else ("", "", row)
    properties = f"<w:trPr><w:{name}/></w:trPr>" if name else ""
    return f"<w:tr>{properties}{_cells(rest)}</w:tr>"


def _cells(row: str) -> str:
    return "".join(_cell(cell.strip()) for cell in row.split("|"))


def _cell(cell: str) -> str:
    properties = ""
    if cell[1:2] == ">":
        properties += f'<w:gridSpan w:val="{cell[0]}"/>'
        cell = cell[2:]
    if cell[:1] == "v":
        properties += '<w:vMerge w:val="restart"/>'
    elif cell[:1] == "^":
        properties += "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(cell.lstrip('v^'))}</w:tc>"
