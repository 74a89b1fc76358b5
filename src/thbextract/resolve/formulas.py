"""Formulas that say outright whose words a text has: in its title, in its first and its last sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from thbextract.normalize.names import plain
from thbextract.records import Body
from thbextract.resolve import signs
from thbextract.resolve.material import ARTICLE, LAST, NAME_REACH, Material, Sign

NEAR = 60  # characters before an attribution in which a release announces it
AFTER = 200  # and behind its beginning
HEADING = 900  # characters at the top of a record of a parliament
ASKED_REACH = 4000  # and of the questions in it


def of_title(material: Material) -> Iterable[Sign]:
    """Signs of the headline: whose report, statement or remarks it announces, and who acts in it."""
    title = material.title
    for body in material.finder.find(title):
        if not material.proper(body):
            continue
        before, after = title[: body.start], title[body.end :]
        if signs.ADDRESSED.search(body.text) and signs.OWNED_REPORT.search(before):
            continue  # "Report of the Commission to the Parliament"
        opens = body.start < ARTICLE
        named = after.startswith((":", " |", " -")) and material.matter.attested(body.text)
        owns = opens and (named or signs.OWNERS_REPORT.search(after) or signs.OWN_PAPER.match(after))
        retold = signs.RETOLD.search(before) and signs.RETOLD_REPORT.match(after)
        if owns or retold or signs.OWNED_REPORT.search(before):
            yield "title", material.full(body), 0
        elif (
            opens
            and not material.quoted_as_source(material.full(body))
            and re.match(r"\s+[a-z]+s\b", after, re.IGNORECASE)
        ):
            yield "headline", material.full(body), 0
    spoken = signs.SPOKEN_BY.search(title)
    headed = material.employer(title[spoken.end() :]) if spoken else None
    if headed:
        yield "title", headed, 0
    for line in material.matter.lines[:3]:
        found = signs.POLITICIAN.search(line.text)
        if found:
            yield "politician", plain(found[1] or found[2]), line.start


def of_formulas(material: Material) -> Iterable[Sign]:
    """Formulas that say whose announcement, information, statement or answer it is."""
    yield from _announced(material)
    yield from _informed(material)
    yield from _made_known(material)
    yield from _this_paper(material)
    yield from _passed_on(material)
    yield from _republished(material)
    yield from _issued(material)
    yield from _answered(material)


def _announced(material: Material) -> Iterable[Sign]:
    """Who announces, publishes or releases something in the first sentences."""
    start, end = material.opening
    today = signs.TODAY.search(material.text, start, end)
    if material.told_as_news or (material.from_the_press and not today):
        return
    for said in material.attributions:
        near = material.text[max(start, said.start - NEAR) : min(said.start + AFTER, end)]
        if signs.QUOTED_FROM.search(material.text[max(start, said.start - AFTER) : said.start]):
            continue
        if start <= said.start < end and said.issuer and material.cues.announces.search(near):
            yield "announced", said.issuer, said.start
    for body in material.proper_within(start, end):
        if material.cues.publishes.match(material.text, body.end):
            yield "announced", body.name, body.start


def _informed(material: Material) -> Iterable[Sign]:
    """A news item that ends its first paragraph with the body that gave the information."""
    last = material.prose[0].sentences[-1] if material.prose and material.prose[0].sentences else None
    for said in material.attributions:
        within = last and last.start <= said.start < last.end
        if last and within and said.issuer and material.cues.informs.search(material.text, last.start, last.end):
            yield "informed", said.issuer, said.start


def _made_known(material: Material) -> Iterable[Sign]:
    """As in "X made the announcement at …", "the announcement was made by X"; where it was made says nothing."""
    for sentence in material.sentences if signs.ANNOUNCEMENT.search(material.text) else ():
        made = signs.ANNOUNCEMENT.search(material.text, sentence.start, sentence.end)
        if made is None:
            continue
        bodies = material.proper_within(sentence.start, made.start()) or [
            body
            for body in material.proper_within(made.end(), sentence.end)
            if signs.BY.search(material.text, made.end(), body.start)
        ]
        whole = [body for body in bodies if material.finder.kind_of(body.name) != "officer"]
        if bodies:
            yield "announced", (whole or bodies)[0].name, sentence.start


def _this_paper(material: Material) -> Iterable[Sign]:
    """As in "This brief was published by the Delta Bureau of Statistics"."""
    for sentence in material.sentences[:4]:
        cue = material.cues.byline.search(material.text, sentence.start, sentence.end)
        if cue and signs.THIS_PAPER.search(material.text, sentence.start, cue.start()):
            for body in material.proper_within(cue.end() - 1, cue.end() + ARTICLE)[:1]:
                yield "published", body.name, cue.start()


def _passed_on(material: Material) -> Iterable[Sign]:
    """As in "X issued the following release:", "the following statement was issued by X"."""
    heads = [(line.start, line.start + len(line.text)) for line in material.matter.lines if line.zone == "head"]
    for start, end in (*heads, *((sentence.start, sentence.end) for sentence in material.edges)):
        active = signs.ISSUES_THIS.search(material.text, start, end)
        passive = signs.THIS_ISSUED_BY.search(material.text, start, end)
        bodies: list[Body] = []
        if active:
            bodies = [b for b in material.proper_within(start, active.start()) if b.end >= active.start() - ARTICLE]
        elif passive:
            bodies = material.proper_within(passive.end(), passive.end() + ARTICLE)
        for body in bodies[-1:]:
            yield "published", material.full(body), start


def _republished(material: Material) -> Iterable[Sign]:
    """As in "This story first appeared in X", "Please credit X"."""
    lines = [(line.start, line.start + len(line.text)) for line in material.matter.lines]
    for start, end in (*lines, *((sentence.start, sentence.end) for sentence in material.edges)):
        cue = material.cues.republished.search(material.text, start, end)
        if cue is None:
            continue
        rest = material.text[cue.end() : min(end, cue.end() + NAME_REACH)]
        body = next(iter(material.proper_within(cue.end(), cue.end() + ARTICLE)), None)
        name = material.full(body) if body else _titled(material, rest)
        if name:
            yield "published", name, start


def _titled(material: Material, text: str) -> str | None:
    """The name in capitals that a stretch begins with, its article included."""
    named = signs.NAME.match(text)
    return material.matter.name_like(named[1]) if named else None


def _issued(material: Material) -> Iterable[Sign]:
    """The body behind a spokesperson at the end: "Issued by: Jo Hale, NPA Regional Spokesperson"."""
    for sentence in material.sentences[-LAST:]:
        for found in signs.ISSUED.finditer(material.text, sentence.start, sentence.end):
            bodies = material.proper_within(found.end(), found.end() + NAME_REACH)
            person = material.text[found.end() : min(found.end() + NAME_REACH, sentence.end)].strip()
            spoken_for = signs.SPOKEN_FOR.match(person)
            if bodies:
                yield "published", material.full(bodies[0]), found.start()
            elif spoken_for:
                yield "published", material.matter.names.get(spoken_for[1], spoken_for[1]), found.start()


def _answered(material: Material) -> Iterable[Sign]:
    """The minister whom a question in parliament was put to: the answer is the minister's."""
    text = material.matter.text
    asked = signs.MINISTERS_LABEL.search(text, 0, ASKED_REACH)
    if asked is None and signs.PARLIAMENT.search(text, 0, HEADING):
        asked = signs.ASKED.search(text, 0, ASKED_REACH)
    if asked:
        yield "asked", plain(asked[1]), asked.start()
