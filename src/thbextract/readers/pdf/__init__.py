"""PDF: bytes → text with pages, columns read in order, headers, footers and page numbers set apart.

`glyphs` and `paths` ask PDFium what is on a page, `columns` finds the order of reading, `ruled`, `tables` and
`paragraphs` make blocks of lines, `running` tells what belongs to the page only, `joining` makes one text of it all.
What the file says of itself (its title, its day) is not used: it is the template's or the converter's as often as not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from thbextract.errors import InputError
from thbextract.readers.content import Content, Limits
from thbextract.readers.pdf.joining import text_of
from thbextract.readers.pdf.pages import Found, read_pages
from thbextract.records import Problem

# PDFium's codes of errors on opening (fpdfview.h).
PASSWORD, SECURITY = 4, 5
RECOGNISE = "recognise its text first (OCR), for example: ocrmypdf in.pdf out.pdf"
REPRINT = "open it in a viewer and print it to a new PDF file"


def read(data: bytes, limits: Limits) -> Content:
    """The text of a PDF file, its pages, and what on them is furniture.

    Raises:
        InputError: `damaged`, `encrypted`, `no_text` or `garbled`.
    """
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            return _content(document, limits)
    except pypdfium2.PdfiumError as error:
        raise _refused(error) from error


def _refused(error: Exception) -> InputError:
    code = getattr(error, "err_code", None)
    if code == PASSWORD or "password" in str(error).casefold():
        return InputError("is encrypted and opens with a password only", "save it without the password", "encrypted")
    if code == SECURITY:
        return InputError("is encrypted in a way that is not known here", "save it without protection", "encrypted")
    return InputError("is a damaged PDF file", REPRINT, "damaged")


def _content(document: Any, limits: Limits) -> Content:
    count = len(document)
    found = read_pages(document, min(count, limits.pages))
    if not any(page.blocks or page.notes for page in found.pages):
        raise _nothing(found)
    text = text_of(found.pages)
    problems = tuple(_problems(found, count, limits))
    return Content("".join(text.parts), problems, furniture=tuple(text.furniture), pages=tuple(text.pages))


def _nothing(found: Found) -> InputError:
    if found.garbled:
        cause = "holds a text that can't be read: its fonts do not tell which letters their signs are"
        return InputError(cause, RECOGNISE, "garbled")
    if found.broken:
        return InputError("is a damaged PDF file", REPRINT, "damaged")
    return InputError("holds pictures of pages and no text" if found.silent else "holds no text", RECOGNISE, "no_text")


def _problems(found: Found, count: int, limits: Limits) -> Iterator[Problem]:
    told = (
        ("pages_without_text", found.silent, "there is no text on {}, only pictures", RECOGNISE),
        ("pages_garbled", found.garbled, "the text of {} can't be read: its fonts have no letters", RECOGNISE),
        ("pages_damaged", found.broken, "{} can't be read: the file is damaged there", REPRINT),
    )
    for code, pages, message, remedy in told:
        if pages:
            yield Problem(code, message.format(_named(pages)), remedy, page=pages[0])
    if count > limits.pages:
        message = f"has {count:,} pages, of which the first {limits.pages:,} were read"
        yield Problem("too_many_pages", message, f"give --max-pages {count}", page=limits.pages)


def _named(pages: Sequence[int]) -> str:
    """Page numbers in words: "page 3", "pages 3, 5-7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] + 1 == page:
            runs[-1].append(page)
        else:
            runs.append([page])
    spans = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    return f"page{'s' if len(pages) > 1 else ''} {', '.join(spans)}"
