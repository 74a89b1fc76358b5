"""Signs of an issuer in the lines above and below a text: letterhead, byline, copyright, labels, signature."""

from __future__ import annotations

import re
from collections.abc import Iterable

from thbextract.normalize.names import plain, words_of
from thbextract.resolve import signs
from thbextract.resolve.lines import is_note
from thbextract.resolve.material import Material, Sign
from thbextract.resolve.matter import DATE, DIVIDERS, MARKUP, Line, Named

SPOKEN_FOR = re.compile(r"[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{0,30}){1,3}, (?:the )?([A-Z]{3,8})\b")
HEAD_LINES = 6  # of a letterhead
MIN_ACRONYM = 3  # words of a name that is worth an acronym
ACRONYM = re.compile(r"[A-Z]{3,9}\b")
CONTACT_LINES = 4  # from "Media contact" to the body of the person named
STATES = ("ministry", "government")  # kinds of bodies that a letterhead begins with
LEADING = 2  # words before "published by" in a line that says nothing else ("Report prepared by")
# "4 May 2020 6:02PM by …": a byline behind a stamp.
STAMPED = re.compile(r"\b[0-9]{1,2}:[0-9]{2}(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s[A-Z]{2,4})?[\s|,-]{1,4}(?i:by)\s+")
# "Harbour Morning Post Correspondent" below a reporter's name.
CORRESPONDENT = re.compile(
    r"((?:[A-Z][\w'’-]{1,24}\s){1,4}?)(?i:(?:senior\s|staff\s|special\s)?(?:correspondent|reporter|writer|staff|bureau))"
)
DOMAIN = re.compile(r"(?:\bwww\.|://(?:www\.)?|@)([a-z0-9-]{3,40})\.[a-z]{2,6}\b(?![^\s,;|]*/[^\s,;|]*/)")
GOES_ON = re.compile(r"\s+(?!(?:and|in|on|for|of|at|with|to|from|as|all|under)\b)[a-z]+")


def of_lines(material: Material) -> Iterable[Sign]:
    """Signs that name the issuer in short lines."""
    for line in material.matter.lines:
        linked = signs.FULL_ARTICLE.search(line.text)
        if material.cues.aside.match(line.text) and not linked:
            continue
        published = list(_published(material, line))
        yield from published
        labelled = _labelled(material, line)
        if labelled:
            yield "source", labelled, line.start
            continue
        source = linked or material.cues.source.match(line.text)
        if source:
            name = material.name(line.text[source.end() :])
            if name:
                yield "published" if material.outlet(name) else "source", name, line.start
            continue
        if not published and line.zone != "label":
            yield from _alone(material, line)
        yield from _contact(material, line)
    yield from _spelled_out(material)
    yield from _lowest(material)
    yield from _addressed(material)


def _labelled(material: Material, line: Line) -> str | None:
    """The body behind "Author:", "From:", or before "Responsible statistician:"; a person's name is none."""
    label = material.cues.author.match(line.text)
    desk = material.cues.own_desk.search(line.text)
    if label:
        rest = line.text[label.end() :].strip() or material.matter.after(line)
        for piece in rest.split(", "):
            name = material.matter.known(piece, cover=0.4) or material.matter.name_like(piece)
            if name and (material.matter.known(piece, cover=0.4) or material.outlet(name)):
                return name
    name = material.matter.known(line.text[: desk.start()]) if desk else None
    return name if name and material.matter.attested(line.text[: desk.start()] if desk else "") else None


def _spelled_out(material: Material) -> Iterable[Sign]:
    """A name at the head beside the acronym that its first letters make ("COPFS", "RMP(2022)07")."""
    parts = [part for line in material.matter.lines[:HEAD_LINES] if line.zone == "head" for part in line.parts]
    acronyms = [found[0] for part in parts if (found := ACRONYM.match(part.text))]
    for part in parts:
        initials = "".join(word[0] for word in part.text.split() if word[0].isupper())
        if len(part.text.split()) >= MIN_ACRONYM and any(initials.startswith(short) for short in acronyms):
            yield "letterhead", plain(part.text), part.start


def _addressed(material: Material) -> Iterable[Sign]:
    """The body whose name, its words run together, is the domain of an address above or below the text."""
    ends = [line for line in material.matter.lines if line.zone != "running" and not is_note(line.text)]
    lines = [line for line in ends if not material.cues.aside.match(line.text)]
    domains = {found[1].replace("-", ""): line.start for line in lines for found in DOMAIN.finditer(line.text.lower())}
    named = {_runs_together(body.text): body for body in material.bodies} if domains else {}
    known = {body: domains[domain] for domain, body in named.items() if domain in domains}
    found = {plain(body.text): place for body, place in known.items() if material.proper(body)}
    if len(found) == 1:
        name, place = found.popitem()
        yield "address", name, place


def _runs_together(name: str) -> str:
    words = [word.bare for word in words_of(name) if word.bare != "the"]
    return "".join(letter for letter in "".join(words) if letter.isalnum())


def _lowest(material: Material) -> Iterable[Sign]:
    """The last name of a letterhead that goes down from a state or a ministry to the office that writes."""
    heads = [line for line in material.matter.lines[:HEAD_LINES] if line.zone == "head"]
    lowest: Named | None = None
    end = -1
    for line in heads:
        named = [found for found in material.matter.names_in(line) if found.known]
        if lowest is None:
            top = signs.STATE.match(line.text) or (named and material.finder.kind_of(named[0].name) in STATES)
            lowest = Named(line.text, 0, line.start, known=False) if top else None
        elif line.start - end <= 2 and len(line.parts) == 1 and named:
            lowest = named[0]
        else:
            break
        end = line.start + len(line.text)
    if lowest and lowest.known:
        yield "lowest", lowest.name, lowest.start


def _published(material: Material, line: Line) -> Iterable[Sign]:
    """As in "Published by X", "© 2020 X", "By the X", "By Jon Test, X"."""
    for cue in material.cues.byline.finditer(line.text):
        rest = line.text[cue.end() :]
        if not rest.strip(MARKUP):
            rest = material.matter.after(line)
        before = words_of(line.text[: cue.start()])
        if len([word for word in before if word.text[0].isalpha()]) > LEADING:
            continue
        by = cue["by"] is not None
        name = material.matter.known(DIVIDERS.split(rest)[0], cover=0.4)
        name = name or (_byline(material, rest) if by else _spoken_for(material, rest) or material.name(rest))
        if name and not GOES_ON.match(rest.partition(name)[2]):
            yield "published", name, line.start
    published_in = signs.PUBLISHED_IN.match(line.text) if DATE.search(line.text) else None
    name = material.name(line.text[published_in.end() :].split(", ")[0]) if published_in else None
    if name:
        yield "published", name, line.start
    submitted = signs.SUBMITTED_BY.match(line.text)
    name = material.name(line.text[submitted.end() :].split(" (")[0]) if submitted else None
    if name:
        yield "published", name, line.start
    staff = CORRESPONDENT.fullmatch(line.text.strip(MARKUP))
    if staff and material.outlet(staff[1]):
        yield "published", plain(staff[1]), line.start
    stamped = STAMPED.search(line.text)
    name = material.name(line.text[stamped.end() :]) if stamped else None
    if name and (material.outlet(name) or material.finder.kind_of(name)):
        yield "published", name, line.start


def _spoken_for(material: Material, text: str) -> str | None:
    """The acronym of the body behind a person's name: "Jo Hale, NPA Regional Spokesperson"."""
    found = SPOKEN_FOR.match(text)
    return material.matter.names.get(found[1], found[1]) if found else material.employer(text)


def _byline(material: Material, rest: str) -> str | None:
    """The paper behind a reporter's name ("By Jon Test, Harbour Post"), or the body that somebody heads."""
    for piece in re.split(r"\s*[|/·]\s*|,\s+|\s+(?:for|of|in \w+ for)\s+(?=[A-Zt])", rest)[1:]:
        name = material.matter.known(piece, cover=0.4) or material.matter.name_like(piece)
        words = words_of(name or "")
        article = len(words) > 1 and words[0].bare == "the"
        outlet = any(word.bare in material.cues.outlets for word in words)
        if name and (outlet or article or material.finder.kind_of(name)):
            return name
    whole = DIVIDERS.split(rest)[0].strip(MARKUP)
    if "," not in whole and (whole.lower().startswith("the ") or material.outlet(whole)):
        return material.name(whole)
    return material.employer(rest)


def _alone(material: Material, line: Line) -> Iterable[Sign]:
    """A name that a line, or a part of it, consists of."""
    sign = {"head": "letterhead", "foot": "signature", "running": "running"}[line.zone]
    for found in material.matter.names_in(line)[:1]:
        site = line is material.matter.lines[0] and found.at and found.at == len(line.parts) - 1
        unknown = not found.known and line.zone == "head"
        yield "site" if site else "unknown name" if unknown else sign, found.name, found.start


def _contact(material: Material, line: Line) -> Iterable[Sign]:
    """The body of the person whom the media may ask, in the line that says so or in the next ones."""
    if not signs.CONTACT.search(line.text):
        return
    lines = material.matter.lines
    at = lines.index(line)
    for near in lines[at : at + CONTACT_LINES]:
        for piece in re.split(r",\s+|\s[|–—-]\s|:\s", near.text):
            name = material.matter.known(piece)
            if name and material.matter.attested(piece):
                yield "contact", name, near.start
                return
