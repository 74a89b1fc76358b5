"""Make the office files that the tests read: LibreOffice saves samples and special shapes as DOCX and XLSX.

    python tests/files/make_office.py             # writes tests/files/docx/ and tests/files/tables/
    python tests/files/make_office.py --all DIR   # every sample, as plain text and as HTML, into DIR

LibreOffice (`soffice`) must be installed; the tests themselves do not need it.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from thbextract import extract
from thbextract.layout import read_layout
from thbextract.records import Block

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples" / "texts"
AS_TEXT = ("country-narrative-ghana", "research-report-page")
AS_HTML = ("europol-action-day", "prosecutor-case-list-montenegro", "statistics-bulletin-portugal")
DOCX = "docx:MS Word 2007 XML"
# Semicolon, double quotes, Windows-1252, from the first line, of the second sheet (LibreOffice help, "CSV filter
# parameters").
WINDOWS_CSV = "csv:Text - txt - csv (StarCalc):59,34,1,1,,0,false,true,false,false,false,2"
# Lines of a paragraph that are no longer were broken by hand: a letterhead, an address.
BY_HAND = 70
# Menus and footers of a page are pieces with nothing but room between them.
PARTED = re.compile(r" {3,}")


def as_html(text: str) -> str:
    """A sample as a page with headings, lists and tables, as far as the tool sees them, without print's page breaks."""
    title = extract(text).facts.title or ""
    layout = read_layout(text)
    pieces = ["<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>"]
    for kind, blocks in groupby(layout.blocks, key=_group):
        pieces += _pieces(kind, list(blocks), Page(text, layout.shadow, title))
    return "\n".join([*pieces, "</body></html>"])


@dataclass(frozen=True)
class Page:
    """A sample's text, the text as layout shows it, and its title."""

    text: str
    shadow: str
    title: str

    def lines(self, block: Block) -> list[str]:
        """The lines of a block, page headers inside of it left out."""
        lines: list[str] = []
        at = block.start
        for line in self.text[block.start : block.end].splitlines(keepends=True):
            shown = self.text[at : at + len(line)] if block.kind == "furniture" else self.shadow[at : at + len(line)]
            lines += PARTED.split(shown.strip()) if block.kind == "furniture" else [shown]
            at += len(line)
        return [html.escape(" ".join(line.split()).lstrip("-•*# ")) for line in lines if line.strip()]

    def flowing(self, block: Block) -> str:
        """The words of a block; lines of letterheads and addresses stay lines."""
        lines = self.lines(block)
        return ("<br>" if all(len(line) <= BY_HAND for line in lines) else " ").join(lines)


def _group(block: Block) -> str:
    return "table" if block.kind in ("table_row", "table_header") else block.kind


def _pieces(kind: str, blocks: list[Block], page: Page) -> Iterator[str]:
    if kind == "table":
        rows = (_row(block, page.text) for block in blocks if block.cells)
        yield f"<table border='1'>{''.join(rows)}</table>"
    elif kind == "list_item":
        yield f"<ul>{''.join(f'<li>{page.flowing(block)}</li>' for block in blocks)}</ul>"
    else:
        for block in blocks:
            titled = html.escape(page.title) == " ".join(page.lines(block))
            tag = "h1" if titled else "h2" if kind == "heading" else "p"
            yield f"<{tag}>{page.flowing(block)}</{tag}>"


def _row(block: Block, text: str) -> str:
    tag = "th" if block.kind == "table_header" else "td"
    cells = (html.escape(text[cell.start : cell.end]) for cell in block.cells)
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def convert(files: Iterable[Path], target: Path, to: str, from_filter: str = "") -> None:
    """Let LibreOffice save `files` in the folder `target` in another format."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", to]
        command += [f"--infilter={from_filter}"] if from_filter else []
        subprocess.run([*command, "--outdir", str(target), *map(str, files)], check=True, stdout=subprocess.DEVNULL)


def samples(target: Path, as_text: Iterable[str], as_page: Iterable[str]) -> None:
    """Samples as DOCX: `NAME.txt.docx` from plain text, `NAME.html.docx` from a page."""
    with tempfile.TemporaryDirectory() as work:
        texts, pages = Path(work, "texts"), Path(work, "pages")
        for name in as_text:
            texts.mkdir(exist_ok=True)
            (texts / f"{name}.txt.txt").write_bytes((SAMPLES / f"{name}.txt").read_bytes())
        for name in as_page:
            pages.mkdir(exist_ok=True)
            (pages / f"{name}.html.html").write_text(as_html((SAMPLES / f"{name}.txt").read_text()))
        convert(sorted(texts.iterdir()), target, DOCX, "Text (encoded):UTF8,LF,,,")
        convert(sorted(pages.iterdir()), target, DOCX, "HTML (StarWriter)")


def main() -> None:
    """Write the files of the tests, or with `--all DIR` every sample."""
    if sys.argv[1:2] == ["--all"]:
        names = sorted(path.stem for path in SAMPLES.glob("*.txt"))
        samples(Path(sys.argv[2]), names, names)
        return
    samples(HERE / "docx", AS_TEXT, AS_HTML)
    convert([HERE / "report.fodt"], HERE / "docx", DOCX)
    convert([HERE / "releases.fods"], HERE / "tables", "xlsx:Calc MS Excel 2007 XML")
    convert([HERE / "releases.fods"], HERE / "tables", WINDOWS_CSV)


if __name__ == "__main__":
    main()
