"""A Word document's package: what its text needs of it, brought into the form that python-docx opens."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

from thbextract.readers.office import Archive, damaged, guarded, too_large
from thbextract.readers.word_styles import W

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section

KINDS = {
    "officeDocument": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "styles": "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
    "settings": "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
    "footnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    "endnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml",
    "header": "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
    "footer": "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
}
"""The relationships that lead to text, by the last part of their type, and the content types (ECMA-376, part 1,
section 11.3). Pictures, fonts and all else are never unpacked."""
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""Namespaces of ISO/IEC 29500 Strict and their Transitional names, the only ones that python-docx knows."""
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))
"""Notes that are only the lines drawn above notes (ECMA-376, part 1, 17.18.33)."""
BYTES_A_TAG = 50
"""A parsed element takes up some 120 bytes, more than its markup does. This allows 2 million tags within 100 MB;
a full page has some 500."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of a part: its id, the last part of its type, and the member that it leads to."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class WordFile:
    """The roots of what a document's text is made of, as lxml elements.

    `notes` are the footnotes and endnotes by kind and id; `running` are the headers and footers of all sections,
    each once, in the order of their first use; `title` is what the file's properties say.
    """

    body: Any
    styles: Any
    notes: dict[str, dict[str, Any]]
    running: tuple[Any, ...]
    title: str


def open_document(data: bytes, limit: int) -> WordFile:
    """The document in `data`, opened by python-docx; at most `limit` bytes are unpacked, and no pictures.

    Raises:
        InputError: `damaged`, `encrypted`, `too_large` or `too_deep`.
    """
    with guarded():
        from docx import Document

        document = Document(BytesIO(_plain_copy(Archive(data, limit))))
        if document.element.body is None:
            raise damaged()
        notes = {kind: dict(_notes(document, kind)) for kind in ("footnotes", "endnotes")}
        title = document.core_properties.title or ""
        return WordFile(document.element.body, document.styles.element, notes, _running(document), title)


def _notes(document: WordDocument, kind: str) -> Iterator[tuple[str, Any]]:
    """The notes of a kind by their ids; python-docx keeps them as bytes."""
    from docx.oxml import parse_xml

    for link in document.part.rels.values():
        if posixpath.basename(link.reltype) == kind:
            for note in parse_xml(link.target_part.blob):
                if note.get(f"{W}id") and note.get(f"{W}type") not in SEPARATORS:
                    yield note.get(f"{W}id"), note


def _running(document: WordDocument) -> tuple[Any, ...]:
    """The headers and footers of all sections, each part once."""
    found = {}
    for section in document.sections:
        for kind in _shown(section, document.settings.odd_and_even_pages_header_footer):
            with suppress(KeyError):  # one that is named and not there
                if not kind.is_linked_to_previous:
                    found[kind.part.partname] = kind.part.element
    return tuple(found.values())


def _shown(section: Section, even: bool) -> Iterator[Any]:
    """The headers and footers of a section that its pages show."""
    if section.different_first_page_header_footer:
        yield from (section.first_page_header, section.first_page_footer)
    yield from (section.header, section.footer)
    if even:
        yield from (section.even_page_header, section.even_page_footer)


def _plain_copy(archive: Archive) -> bytes:
    """The package with nothing but the parts that hold text.

    python-docx gives up at a link that leads nowhere, which real files have, and at documents with macros,
    templates and Strict files, whose text is as readable as any.
    """
    parts: dict[str, bytes] = {}
    kinds: dict[str, str] = {}
    waiting = [""]
    while waiting:
        part = waiting.pop()
        links = list(_links(archive, part))
        if links:
            parts[_links_name(part)] = _links_xml(links)
        for link in links:
            if link.target not in kinds:
                kinds[link.target] = KINDS[link.kind]
                parts[link.target] = _transitional(archive.read(link.target))
                waiting.append(link.target)
    if KINDS["officeDocument"] not in kinds.values():
        raise damaged()
    _count_tags(parts, archive.limit)
    parts["[Content_Types].xml"] = _types_xml(kinds)
    copy = BytesIO()
    with ZipFile(copy, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return copy.getvalue()


def _transitional(content: bytes) -> bytes:
    for strict, transitional in STRICT:
        content = content.replace(strict, transitional)
    return content


def _count_tags(parts: dict[str, bytes], limit: int) -> None:
    if sum(content.count(b"<") for content in parts.values()) > limit // BYTES_A_TAG:
        raise too_large("holds more markup than any document", limit)


# -- relationships -------------------------------------------------------------------------------------------------


def _links_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _links(archive: Archive, part: str) -> Iterator[Link]:
    """The links of a part ("" is the package) that lead to text which is there."""
    name = _links_name(part)
    if name not in archive.names:
        return
    from docx.oxml import parse_xml

    for found in parse_xml(_transitional(archive.read(name))):
        link = _link(found, posixpath.dirname(part))
        if link is not None and link.target in archive.names:
            yield link


def _link(element: Any, folder: str) -> Link | None:
    kind = posixpath.basename(element.get("Type") or "")
    target, name = element.get("Target"), element.get("Id")
    if kind not in KINDS or not target or not name or element.get("TargetMode") == "External":
        return None
    path = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/")))
    return Link(name, kind, path.lstrip("/"))


def _links_xml(links: list[Link]) -> bytes:
    def written(link: Link) -> str:
        base = CORE if link.kind == "core-properties" else OFFICE
        target = "/" + link.target
        return f"<Relationship Id={quoteattr(link.id)} Type={quoteattr(base + link.kind)} Target={quoteattr(target)}/>"

    return f'<Relationships xmlns="{RELATIONSHIPS}">{"".join(map(written, links))}</Relationships>'.encode()


def _types_xml(kinds: dict[str, str]) -> bytes:
    parts = (
        f'<Override PartName={quoteattr("/" + part)} ContentType="{content_type}"/>'
        for part, content_type in kinds.items()
    )
    types = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{TYPES}">{types}{"".join(parts)}</Types>'.encode()
