"""What a page says of itself for machines: headline, day of publication, name of the site. Nothing is guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TITLES = ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title", "headline")
SITES = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "application-name")
DATES = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "govuk:first-published-at",
    "citation_publication_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "datepublished",
    "publication_date",
    "publish_date",
    "publish-date",
    "published_time",
    "published-date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "date.issued",
    "date",
)
"""Names of metadata, the most exact first: Open Graph, Dublin Core, schema.org, and what content managers write."""
DAY = re.compile(r"\s*(?P<y>\d{4})[-/.]?(?P<m>\d{2})[-/.]?(?P<d>\d{2})(?!\d)")
NAMED = re.compile(
    r"(?:[A-Za-z]{3,9},?\s)?\s*(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-](?P<name>[A-Za-z]{3,9})\.?,?[\s-]"
    r"|(?P<first>[A-Za-z]{3,9})\.?\s(?P<e>\d{1,2})(?:st|nd|rd|th)?,?\s)(?P<y>\d{4})\b"
)
TURNED = re.compile(r"\s*(?P<a>\d{1,2})[./-](?P<b>\d{1,2})[./-](?P<y>\d{4})\b")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EARLIEST, LATEST = 1991, 2100
"""Years that a page may be of: there was no web before."""
DIVIDER = re.compile(r"\s+[|»«·•–—:-]{1,2}\s+|\s*\|\s*")
DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,24}(?:/\S*)?", re.I)
TITLED = re.compile(r"(?:[A-Z][\w.&'’()-]*|[a-z]{1,3}|&)(?: (?:[A-Z][\w.&'’()-]*|[a-z]{1,3}|&|against)){0,9}")
"""Words with capitals, as names have: a tab may end with a subtitle as well."""
LONGEST_NAME = 90
LONGEST_TITLE = 330
WORD = re.compile(r"\w+")
ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells machines of itself, empty or null what it does not.

    `title` is its headline by its metadata, `shown` what a browser writes into its tab, which often ends with the name
    of the `site`; `date` the day of publication (EDTF).
    """

    title: str
    shown: str
    site: str
    date: str | None

    def named(self, headline: str) -> str | None:
        """The name of the site, if it is the name of a body; what stands in the tab beside the headline may be it."""
        beside = _beside(self.shown, headline)
        return _name(self.site) or (_name(beside) if TITLED.fullmatch(beside) else None)


def told_by(root: HtmlElement) -> Told:
    """What a page tells machines of itself."""
    meta = _metadata(root)
    linked = list(_linked_data(root))
    site = _first(meta, SITES) or _publisher(linked)
    title = _without(_first(meta, TITLES) or _first_of(linked, "headline"), site)
    element = root.find(".//title")
    shown = " ".join(element.text_content().split()) if element is not None else ""
    return Told(title[:LONGEST_TITLE], _without(shown, site)[:LONGEST_TITLE], site, _published(root, meta, linked))


def alike(one: str, other: str) -> bool:
    """Whether two headlines are one: most words of the shorter are the longer's."""
    small, large = sorted((set(words_of(text)) for text in (one, other)), key=len)
    return len(small) > 1 and len(small & large) >= ALIKE * len(small) and 3 * len(small) > len(large)


def words_of(text: str) -> list[str]:
    """The words of a text, small."""
    return WORD.findall(text.casefold())


def _metadata(root: HtmlElement) -> dict[str, list[str]]:
    """The contents of `meta` elements by name, in order."""
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and content:
            found.setdefault(name.strip().casefold(), []).append(content)
    return found


def _first(meta: dict[str, list[str]], names: Sequence[str]) -> str:
    return next((meta[name][0] for name in names if name in meta), "")


# -- linked data ---------------------------------------------------------------------------------------------------


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of a page's JSON-LD that tell of an article or a page, those that stand in a list or graph too."""
    for element in root.iter("script"):
        if (element.get("type") or "").strip().casefold() != "application/ld+json":
            continue
        try:
            told = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(told)


def _objects(told: Any) -> Iterator[dict[str, Any]]:
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, dict):
            graph = one.get("@graph")
            yield one
            yield from (inner for inner in (graph if isinstance(graph, list) else ()) if isinstance(inner, dict))


def _first_of(linked: Iterable[dict[str, Any]], key: str) -> str:
    return next((value for one in linked if isinstance(value := one.get(key), str) and value.strip()), "")


# -- headline and site ---------------------------------------------------------------------------------------------


def _without(title: str, site: str) -> str:
    """A title without the name of its site before or behind it; empty if it is nothing but that."""
    if not site:
        return title
    for found in DIVIDER.finditer(title):
        if title[found.end() :].casefold() == site.casefold():
            return title[: found.start()]
        if title[: found.start()].casefold() == site.casefold():
            return title[found.end() :]
    return "" if title.casefold() == site.casefold() else title


def _beside(shown: str, headline: str) -> str:
    """What a browser's tab has behind the headline, the last part of it."""
    if not headline or not shown.casefold().startswith(headline.casefold()):
        return ""
    parts = DIVIDER.split(shown[len(headline) :])
    return parts[-1] if len(parts) > 1 and not parts[0].strip() else ""


def _publisher(linked: Sequence[dict[str, Any]]) -> str:
    for one in linked:
        publisher = one.get("publisher")
        for body in publisher if isinstance(publisher, list) else [publisher]:
            if isinstance(body, dict) and isinstance(body.get("name"), str):
                return " ".join(body["name"].split())
    return ""


def _name(site: str) -> str | None:
    """A site's name if it is one: no address, no handle, no phrase."""
    name = site.strip(" |-–—·")
    if not name or len(name) > LONGEST_NAME or DOMAIN.fullmatch(name) or not any(map(str.isalpha, name)):
        return None
    return name if name[0].isupper() or name[0].isdigit() else None


# -- date ----------------------------------------------------------------------------------------------------------


def _published(root: HtmlElement, meta: dict[str, list[str]], linked: Sequence[dict[str, Any]]) -> str | None:
    """The day of publication; never that of a change."""
    told = [_first_of(linked, "datePublished"), *(value for name in DATES for value in meta.get(name, ())[:1])]
    days = (_day(value) for value in told if value)
    return next(filter(None, days), None) or _day_shown(root)


def _day_shown(root: HtmlElement) -> str | None:
    """The day of a `time` element that says it is that of publication, or of the only day that an article's tell."""
    times = [element for element in root.iter("time") if element.get("datetime")]
    for element in times:
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".casefold()
        if ("publish" in marks and "updat" not in marks) or element.get("pubdate") is not None:
            return _day(element.get("datetime") or "")
    inside = (one for one in times if next(one.iterancestors("article", "main"), None) is not None)
    days = {day for element in inside if (day := _day(element.get("datetime") or ""))}
    return days.pop() if len(days) == 1 else None


def _day(text: str) -> str | None:
    """A day as EDTF; null for what is no day, and for one whose day and month may be exchanged."""
    text = text[:60]
    if found := DAY.match(text):
        return _plausible(found["y"], found["m"], found["d"])
    if found := NAMED.match(text):
        name = (found["name"] or found["first"])[:3].casefold()
        return _plausible(found["y"], MONTHS.index(name) + 1, found["d"] or found["e"]) if name in MONTHS else None
    if found := TURNED.match(text):
        a, b = int(found["a"]), int(found["b"])
        if a > 12 or a == b:
            return _plausible(found["y"], b, a)
        return _plausible(found["y"], a, b) if b > 12 else None
    return None


def _plausible(year: str, month: str | int, day: str | int) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if EARLIEST <= found.year <= LATEST else None
