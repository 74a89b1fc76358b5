"""Evidence for who issued a document: each sign names a body and says how much it weighs.

Lines first (letterhead, byline, footer, site name, dateline), then the title, then the text itself: who announces,
who speaks all through, who says "we". A sign is a general habit of documents; the weights are in `WEIGHTS`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thbextract.normalize.bodies import BodyFinder
from thbextract.normalize.names import plain, words_of
from thbextract.records import Attribution, Body, Sentence
from thbextract.resolve import signs
from thbextract.resolve.cues import Cues
from thbextract.resolve.matter import DIVIDERS, MARKUP, OWN, QUOTED, Line, Matter

# How much a sign is worth. A sign that names the issuer outright is enough alone (`publisher.ENOUGH`), habits of
# the text are not. Chosen by the share of documents in which a sign was right.
WEIGHTS = {
    "published": 7.0,
    "site": 5.0,
    "letterhead": 4.0,
    "unknown name": 3.0,
    "dateline": 4.0,
    "source": 4.0,
    "signature": 3.0,
    "running": 3.0,
    "title": 3.0,
    "announced": 3.0,
    "informed": 3.0,
    "told": 3.0,
    "own words": 3.0,
    "politician": 3.0,
    "headline": 2.0,
    "subject": 3.0,
    "leads": 3.0,
    "release": 1.5,
    "first named": 1.5,
}
FIRST = 2  # sentences in which a release says who speaks
LAST = 3  # sentences in which a release may say who issued it
REACH = 80  # characters from there to the body
TOLD = re.compile(r"\btold (?:the )?((?:[A-Z][\w'’-]{1,30} ){1,4}[A-Z][\w'’-]{1,30})")
SPOKEN_FOR = re.compile(r"[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{0,30}){1,3}, (?:the )?([A-Z]{3,8})\b")
ISSUED = re.compile(r"\b(?:[Ii]ssued|ISSUED|[Rr]eleased) by ?:")
HEAD_LINES = 6  # of a letterhead
MIN_ACRONYM = 3  # words of a name that is worth an acronym
ACRONYM = re.compile(r"[A-Z]{3,9}\b")
SHORT_NAME = 4  # characters: an article that stands before a name


@dataclass(frozen=True, slots=True)
class Evidence:
    """That `name` issued the document: what says so, how much that weighs, and where it stands."""

    name: str
    weight: float
    sign: str
    place: int


class Evidences:
    """The signs of one document."""

    def __init__(
        self,
        finder: BodyFinder,
        cues: Cues,
        matter: Matter,
        bodies: Sequence[Body],
        attributions: Sequence[Attribution],
        title: str | None,
    ) -> None:
        self.finder, self.cues, self.matter, self.text = finder, cues, matter, matter.layout.shadow
        self.bodies = sorted(bodies, key=lambda body: body.start)
        self._starts = [body.start for body in self.bodies]
        self.attributions, self.title = attributions, title or ""
        self.prose = matter.prose
        self.sentences = [sentence for block in self.prose for sentence in block.sentences]

    def all(self) -> list[Evidence]:
        """Every sign that is found, in the order of the readers below."""
        found = [
            Evidence(name, WEIGHTS[sign], sign, place)
            for reader in (self._from_lines, self._from_title, self._from_formulas, self._from_text)
            for sign, name, place in reader()
        ]
        if found and self._released():
            found += [Evidence(e.name, WEIGHTS["release"], "release", e.place) for e in found]
        return found

    def _in(self, start: int, end: int) -> list[Body]:
        return self.bodies[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    # Lines.

    def _from_lines(self) -> Iterable[tuple[str, str, int]]:
        for line in self.matter.lines:
            if self.cues.aside.match(line.text):
                continue
            yield from self._published(line)
            source = self.cues.source.match(line.text) or signs.FULL_ARTICLE.search(line.text)
            if source:
                name = self._name(line.text[source.end() :])
                if name:
                    yield "source", name, line.start
                continue
            yield from self._alone(line)
        yield from self._dateline()
        yield from self._spelled_out()

    def _spelled_out(self) -> Iterable[tuple[str, str, int]]:
        """A name at the head beside the acronym that its first letters make ("COPFS", "RMP(2022)07")."""
        parts = [part for line in self.matter.lines[:HEAD_LINES] if line.zone == "head" for part in line.parts]
        acronyms = [found[0] for part in parts if (found := ACRONYM.match(part.text))]
        for part in parts:
            initials = "".join(word[0] for word in part.text.split() if word[0].isupper())
            if len(part.text.split()) >= MIN_ACRONYM and any(initials.startswith(short) for short in acronyms):
                yield "letterhead", plain(part.text), part.start

    def _name(self, text: str) -> str | None:
        """The name that a stretch begins with, known or not."""
        part = DIVIDERS.split(text.strip(MARKUP))[0]
        known = self.matter.known(part, cover=0.4)
        if known:
            return known
        named = signs.NAME.match(part.strip(MARKUP))
        return self.matter.name_like(named[0]) if named else None

    def _published(self, line: Line) -> Iterable[tuple[str, str, int]]:
        """As in "Published by X", "© 2020 X", "By the X", "By Jon Test, X"."""
        for cue in self.cues.byline.finditer(line.text):
            rest = line.text[cue.end() :]
            if not rest.strip(MARKUP):
                rest = self.matter.after(line)
            by = cue[0].strip(MARKUP).lower().startswith("by")
            name = self.matter.known(DIVIDERS.split(rest)[0], cover=0.4)
            name = name or (self._paper(cue[0], rest) if by else self._spoken_for(rest) or self._name(rest))
            if name:
                yield "published", name, line.start

    def _spoken_for(self, text: str) -> str | None:
        """The acronym of the body behind a person's name: "Jo Hale, NPA Regional Spokesperson"."""
        found = SPOKEN_FOR.match(text)
        return self.matter.names.get(found[1], found[1]) if found else None

    def _paper(self, cue: str, rest: str) -> str | None:
        """The paper behind a reporter's name: "By Jon Test, Harbour Post", "By Jon Test for the Harbour Post"."""
        if re.search(r"\bthe\s+$", cue, re.IGNORECASE):
            return self._name(f"The {rest}")
        for piece in re.split(r"\s*[|/·]\s*|,\s+|\s+(?:for|of|in \w+ for)\s+(?=[A-Zt])", rest)[1:]:
            name = self.matter.known(piece, cover=0.4) or self.matter.name_like(piece)
            words = words_of(name or "")
            outlet = any(word.bare in self.cues.outlets for word in words) or (
                len(words) > 1 and words[0].bare == "the"
            )
            if name and (outlet or self.finder.kind_of(name)):
                return name
        return None

    def _alone(self, line: Line) -> Iterable[tuple[str, str, int]]:
        """A name that a line, or a part of it, consists of."""
        sign = {"head": "letterhead", "foot": "signature", "running": "running"}[line.zone]
        for found in self.matter.names_in(line)[:1]:
            site = line is self.matter.lines[0] and found.at and found.at == len(line.parts) - 1
            unknown = not found.known and line.zone == "head"
            yield "site" if site else "unknown name" if unknown else sign, found.name, found.start

    def _dateline(self) -> Iterable[tuple[str, str, int]]:
        """As in "GENEVA (ILO News) – …"."""
        start = self.prose[0].start if self.prose else 0
        found = signs.DATELINE.match(self.text[start : start + 140])
        if found:
            name = self._name(found[1])
            if name:
                yield "dateline", name, start

    # The title.

    def _from_title(self) -> Iterable[tuple[str, str, int]]:
        bodies = [body for body in self.finder.find(self.title) if body.text[:1].isupper() and self.proper(body)]
        for body in bodies:
            before, after = self.title[: body.start], self.title[body.end :]
            opens = body.start <= SHORT_NAME
            owns = opens and (signs.OWNERS_REPORT.search(after) or after.startswith((":", " |", " -")))
            retold = signs.RETOLD.search(before) and signs.RETOLD_REPORT.match(after)
            if owns or retold or signs.OWNED_REPORT.search(before):
                yield "title", self._full(body), 0
            elif opens and re.match(r"\s+[a-z]+s\b", after):
                yield "headline", self._full(body), 0
        for line in self.matter.lines[:3]:
            found = signs.POLITICIAN.search(line.text)
            if found:
                yield "politician", plain(found[1]), line.start

    def _full(self, body: Body) -> str:
        return self.matter.names.get(body.text, body.name)

    def proper(self, body: Body) -> bool:
        """Whether a body has a name of its own: "the government" and "officials" issue nothing."""
        kind = self.finder.kind_of(body.text)
        named = " " in body.name or body.name.isupper() or kind is not None
        return body.text[:1].isupper() and kind != "generic" and named and not self.matter.common(body.name)

    # The text.

    def _opening(self) -> tuple[int, int]:
        if not self.sentences:
            return 0, 0
        return self.sentences[0].start, self.sentences[:FIRST][-1].end

    def _from_formulas(self) -> Iterable[tuple[str, str, int]]:
        """Formulas that say outright whose announcement, information or briefing it is."""
        start, end = self._opening()
        for said in self.attributions:
            near = self.text[max(start, said.start - 60) : min(said.start + 200, end)]
            if start <= said.start < end and said.issuer and self.cues.announces.search(near):
                yield "announced", said.issuer, said.start
        last = self.prose[0].sentences[-1] if self.prose and self.prose[0].sentences else None
        for said in self.attributions:
            if (
                last
                and last.start <= said.start < last.end
                and said.issuer
                and self.cues.informs.search(self.text, last.start, last.end)
            ):
                yield "informed", said.issuer, said.start
        for sentence in self.sentences:
            made = signs.ANNOUNCEMENT.search(self.text, sentence.start, sentence.end)
            bodies = [b for b in self._in(sentence.start, sentence.end) if self.proper(b)] if made else []
            whole = [body for body in bodies if self.finder.kind_of(body.name) != "officer"]
            if bodies:
                yield "announced", (whole or bodies)[0].name, sentence.start
        for sentence in self.sentences[:4]:
            cue = self.cues.byline.search(self.text, sentence.start, sentence.end)
            if cue and signs.THIS_PAPER.search(self.text, sentence.start, cue.start()):
                bodies = [b for b in self._in(cue.end() - 1, cue.end() + SHORT_NAME) if self.proper(b)]
                if bodies:
                    yield "published", bodies[0].name, cue.start()

    def _from_text(self) -> Iterable[tuple[str, str, int]]:
        proper = [body for body in self.bodies if self.proper(body)]
        names = Counter(body.name for body in proper)
        yield from self._subject(names)
        yield from self._own_words(names)
        yield from self._told()
        yield from self._issued()

    def _told(self) -> Iterable[tuple[str, str, int]]:
        """The paper that somebody spoke to: "Otchere told the Harbour Morning Post by telephone"."""
        for sentence in self.sentences:
            for found in TOLD.finditer(self.text, sentence.start, sentence.end):
                if found[1].split()[-1].lower() in self.cues.outlets and " " in found[1]:
                    yield "told", found[1], found.start()

    def _issued(self) -> Iterable[tuple[str, str, int]]:
        """The body behind a spokesperson at the end: "Issued by: Jo Hale, NPA Regional Spokesperson"."""
        for sentence in self.sentences[-LAST:]:
            for found in ISSUED.finditer(self.text, sentence.start, sentence.end):
                bodies = [body for body in self._in(found.end(), found.end() + REACH) if self.proper(body)]
                spoken_for = self._spoken_for(self.text[found.end() : min(found.end() + REACH, sentence.end)].strip())
                if bodies:
                    yield "published", self._full(bodies[0]), found.start()
                elif spoken_for:
                    yield "published", spoken_for, found.start()

    def _subject(self, names: Counter[str]) -> Iterable[tuple[str, str, int]]:
        """Who acts in the first sentence: as its subject, through its staff, or as who coordinates an operation."""
        for first in self._first_sentences():
            bodies = [body for body in self._in(first.start, first.end) if self.proper(body)]
            lead = signs.OPENING.match(self.text, first.start, first.end)
            opens = bodies and lead and bodies[0].start <= lead.end()
            if opens and signs.DOES.match(self.text, bodies[0].end, first.end):
                name = bodies[0].name
                again = sum(count for other, count in names.items() if name in other or other in name)
                if again > 1:
                    yield "subject", name, bodies[0].start
        for body in self._in(*self._opening()):
            if self.proper(body) and self.cues.publishes.match(self.text, body.end):
                yield "announced", body.name, body.start
        early = {body.name for body in self._in(*self._opening()) if self.proper(body)}
        if len(early) == 1 and self._released() and "court" not in min(early).lower():
            yield "first named", early.pop(), 0  # a court judges; who tells of it is another
        start, end = self._opening()
        for cue in self.cues.leads.finditer(self.text, start, end):
            for body in self._in(cue.end(), cue.end() + SHORT_NAME):
                if self.proper(body):
                    yield "leads", body.name, body.start

    def _first_sentences(self) -> Iterable[Sentence]:
        """The first sentence, and that of the next paragraph if the first one is a standfirst of one sentence."""
        opening = [block.sentences for block in self.prose[:2] if block.sentences]
        for at, sentences in enumerate(opening):
            if at == 0 or len(opening[0]) == 1:
                yield sentences[0]

    def _own_words(self, names: Counter[str]) -> Iterable[tuple[str, str, int]]:
        """A text that says "we" outside of quotations belongs to the body that it names beside that word."""
        bare = QUOTED.sub(lambda quoted: " " * len(quoted[0]), self.text)
        if len(OWN.findall(bare)) < 2 or len(signs.SINGULAR.findall(bare)) > 2:
            return
        beside = {
            body.name
            for sentence in self.sentences
            if OWN.search(bare, sentence.start, sentence.end)
            for body in self._in(sentence.start, sentence.end)
        }
        most = max(names.values(), default=0)
        for name in names:
            if name in beside and names[name] == most > 1 and " " in name and self.finder.kind_of(name) != "officer":
                yield "own words", name, 0
                return

    def _released(self) -> bool:
        """Whether a text has the marks of one that a body sends out itself."""
        near = [line.text.lower() for line in self.matter.lines]
        return any(mark in line for line in near for mark in self.cues.release)
