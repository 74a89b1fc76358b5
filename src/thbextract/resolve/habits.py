"""Habits of texts that show who issued them: who acts first, who speaks all through, who says "we"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from thbextract.normalize.names import plain
from thbextract.records import Sentence
from thbextract.resolve import signs
from thbextract.resolve.material import ARTICLE, Material, Sign
from thbextract.resolve.matter import OWN, QUOTED, REPEATED

NEAR = 40  # characters around "our" in which a paper speaks to its readers
EARLY = 3  # sentences in which a text that says "we" names itself
POLITICIANS_REACH = 1200  # characters at the top of a release in which a member of a parliament acts


def of_habits(material: Material) -> Iterable[Sign]:
    """Signs in the running text that are habits only."""
    names = Counter(body.name for body in material.bodies if material.proper(body))
    if not (material.told_as_news or material.from_the_press):
        yield from _subject(material, names)
        yield from _first_named(material)
        yield from _taken_up(material)
    if not material.from_the_press:
        yield from _leads(material)
    yield from _own_words(material, names)
    yield from _politician(material)


def _subject(material: Material, names: Counter[str]) -> Iterable[Sign]:
    """Who acts in the first sentence, as its subject or through its staff."""
    for first in _first_sentences(material):
        bodies = material.proper_within(first.start, first.end)
        lead = signs.OPENING.match(material.text, first.start, first.end)
        opens = bodies and lead and bodies[0].start <= lead.end()
        if opens and signs.DOES.match(material.text, bodies[0].end, first.end):
            name = bodies[0].name
            again = sum(count for other, count in names.items() if name in other or other in name)
            if again > 1 and not material.quoted_as_source(name):
                yield "subject", name, bodies[0].start


def _first_sentences(material: Material) -> Iterable[Sentence]:
    """The first sentence, and that of the next paragraph if the first one is a standfirst of one sentence."""
    opening = [block.sentences for block in material.prose[:2] if block.sentences]
    for at, sentences in enumerate(opening):
        if at == 0 or len(opening[0]) == 1:
            yield sentences[0]


def _first_named(material: Material) -> Iterable[Sign]:
    """The only body that the first sentences of a release name; a court judges, and another tells of it."""
    early = {body.name for body in material.proper_within(*material.opening)}
    early = {name for name in early if not material.quoted_as_source(name)}
    if len(early) == 1 and material.released and "court" not in min(early).lower():
        yield "first named", early.pop(), 0


def _taken_up(material: Material) -> Iterable[Sign]:
    """The body that a headline opens with, where the first sentences tell what is done by it."""
    for body in material.finder.find(material.title)[:1]:
        name = material.full(body)
        if material.quoted_as_source(name):
            return
        for other in material.proper_within(*material.opening):
            if body.start < ARTICLE and other.name == name and signs.BY.search(material.text, 0, other.start):
                before = material.text[: other.start]
                if signs.DONE_BY.search(before[-40:]):
                    yield "taken up", name, other.start


def _leads(material: Material) -> Iterable[Sign]:
    """Who coordinates the operation that the first sentences tell of."""
    for cue in material.cues.leads.finditer(material.text, *material.opening):
        for body in material.proper_within(cue.end(), cue.end() + ARTICLE):
            yield "leads", body.name, body.start


def _own_words(material: Material, names: Counter[str]) -> Iterable[Sign]:
    """A text that says "we" outside of quotations belongs to the body that it names beside that word."""
    if not OWN.search(material.text):
        return
    bare = QUOTED.sub(lambda quoted: " " * len(quoted[0]), material.text)
    own = [found for found in OWN.finditer(bare) if not signs.TO_READERS.search(bare, *_around(found))]
    if not own or len(signs.SINGULAR.findall(bare)) > 2:
        return
    if not material.from_the_press:
        yield from _spoken_for(material, bare)
    if len(own) < REPEATED:
        return
    beside = {
        body.name
        for sentence in material.sentences
        if OWN.search(bare, sentence.start, sentence.end)
        for body in material.within(sentence.start, sentence.end)
    }
    most = max(names.values(), default=0)
    for name in names:
        if name in beside and names[name] == most > 1 and " " in name and material.finder.kind_of(name) != "officer":
            yield "own words", name, 0
            return


def _around(found: re.Match[str]) -> tuple[int, int]:
    """The words around a match."""
    return max(0, found.start() - NEAR), found.end() + NEAR


def _spoken_for(material: Material, bare: str) -> Iterable[Sign]:
    """The one body whose people speak in a text that says "we" itself, and that its first sentences name."""
    voices = {said.issuer for said in material.attributions if said.issuer}
    spoken = {said.issuer for said in material.attributions if said.issuer and said.speaker}
    name = next(iter(spoken), "") if voices == spoken and len(spoken) == 1 else ""
    first = [sentence.end for sentence in material.sentences[:EARLY]][-1:]
    if (
        name[:1].isupper()
        and first
        and re.search(rf"\b{re.escape(name)}\b(?!\s(?:for|of|the|and|&)\s[A-Z])", bare[: first[0]])
    ):
        yield "own words", name, 0


def _politician(material: Material) -> Iterable[Sign]:
    """A member of a parliament who acts today in a release: "U.S. Senator Ann Lee today introduced a bill"."""
    found = signs.ACTS_TODAY.search(material.text, 0, POLITICIANS_REACH)
    if found and (material.released or found[2]):
        yield "politician", plain(found[1] or found[2]), found.start()
