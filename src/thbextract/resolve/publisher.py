"""The body that issued a document: letterhead, byline, page title, dateline, announcement, headline, own words.

The signs are tried in the order of how sure they are; a document without one has no issuer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from thbextract.normalize.bodies import BodyFinder
from thbextract.normalize.names import CALENDAR, plain, words_of
from thbextract.records import Attribution, Block, Body, Layout
from thbextract.resolve import signs
from thbextract.resolve.cues import Cues

HEAD_BLOCKS = 14  # blocks: a letterhead stands among the first ones, menus of a web page before it
LONG = 140  # characters: no letterhead is as long
SENTENCE = 60
HEAD_END = 1600  # characters
TAIL_BLOCKS = 8
SIGNATURE_BLOCKS = 5
MOST_SPOKEN = 0.6  # share of the attributions that the main speaker of a briefing has
COVER = 0.6  # share of a line's letters that a body must have to be its letterhead
MOST_LOWER = 3  # words in lower case behind a body's name; more of them make a sentence


class PublisherFinder:
    """Finds the issuing body of a document."""

    def __init__(self, cues: Cues, bodies: BodyFinder) -> None:
        self._cues = cues
        self._finder = bodies

    def issuer_of(
        self, layout: Layout, bodies: Sequence[Body], attributions: Sequence[Attribution], title: str | None
    ) -> str | None:
        """The name of the body that issued the document as the text has it, null where nothing says so."""
        page = _Page(
            self._finder, self._cues, layout, [body for body in bodies if self._proper(body)], attributions, title
        )
        found_by: tuple[Callable[[], str | None], ...] = (
            page.byline,
            page.page_title,
            page.letterhead,
            page.running_line,
            page.dateline,
            page.source,
            page.announcement,
            page.reported,
            page.retold_report,
            page.headline_owner,
            page.politician,
            page.headline_subject,
            page.briefing,
            page.opening_subject,
            page.own_words,
            page.judging,
            page.release,
            page.prosecutor,
            page.signature,
            page.acting,
            page.dominant,
        )
        return next((found for sign in found_by if (found := sign())), None)

    def _proper(self, body: Body) -> bool:
        """Whether a body has a name of its own: "the government" and "officials" issue nothing."""
        kind = self._finder.kind_of(body.text)
        if not body.text[:1].isupper() or kind == "generic" or signs.SECTION.fullmatch(body.text):
            return False
        return " " in body.name or body.name.isupper() or kind is not None


class _Page:
    """One document under the eyes of the publisher finder."""

    def __init__(
        self,
        finder: BodyFinder,
        cues: Cues,
        layout: Layout,
        bodies: Sequence[Body],
        attributions: Sequence[Attribution],
        title: str | None,
    ) -> None:
        self.finder, self.cues, self.text = finder, cues, layout.shadow
        self.bodies, self.attributions, self.title = sorted(bodies, key=lambda body: body.start), attributions, title
        self._starts = [body.start for body in self.bodies]
        self.blocks = [block for block in layout.blocks if self.text[block.start : block.end].strip()]
        texts = [block for block in self.blocks if block.kind in ("paragraph", "list_item")]
        long = (block for block in texts if block.end - block.start > LONG)
        self.prose = next(long, None) or next((block for block in texts if self._is_sentence(block)), None)
        self.head = [
            b
            for b in self.blocks[:HEAD_BLOCKS]
            if b.start < HEAD_END and (self.prose is None or b.start < self.prose.start)
        ]

    def _is_sentence(self, block: Block) -> bool:
        """Whether a short block is a sentence of some length with its full stop."""
        text = self.text[block.start : block.end].rstrip()
        return len(text) > SENTENCE and text.endswith((".", "”", '"'))

    def _in(self, start: int, end: int) -> list[Body]:
        return self.bodies[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _lines(self, blocks: Iterable[Block]) -> Iterable[tuple[int, str]]:
        for block in blocks:
            at = block.start
            for line in self.text[block.start : block.end].split("\n"):
                if line.strip():
                    yield at, line
                at += len(line) + 1

    def _named_at(self, at: int, end: int) -> str | None:
        """The body whose name begins at `at`."""
        found = [body for body in self._in(at, end) if body.start - at <= 4]
        return found[0].name if found else None

    def byline(self) -> str | None:
        """As in "By the Press Service of …", "Published by …", "© …"."""
        for start, line in self._lines(self.blocks):
            if len(line) > 140:
                continue
            desk = signs.REPORTER.match(line)
            outlet = self._named_at(start + desk.end(), start + len(line)) if desk else None
            if outlet:
                return outlet
            for cue in self.cues.byline.finditer(line):
                found = self._named_at(start + cue.end(), start + len(line)) or self._paper(cue[0], line[cue.end() :])
                if found:
                    return found
        return None

    def _paper(self, cue: str, rest: str) -> str | None:
        """As in "By The Delta Lantern | 30/07/2019": no person's name has an article."""
        named = signs.PUBLICATION.match(rest)
        return (
            plain(named[1]) if named and re.search(r"\bThe\s+$", cue) and not self.cues.places.find(named[1]) else None
        )

    def page_title(self) -> str | None:
        """As in "Headline - Body": what a web page's title line ends with."""
        for start, line in list(self._lines(self.blocks[:3]))[:3]:
            parts = [m.end() for m in signs.SITE.finditer(line)]
            if parts and len(line) < 260:
                bodies = self._in(start + parts[-1], start + len(line))
                if (
                    bodies
                    and bodies[0].start - start - parts[-1] <= 4
                    and self._covers(bodies[:1], line[parts[-1] :], 0.45)
                ):
                    return bodies[0].name
        return None

    def _covers(self, bodies: Sequence[Body], line: str, share: float = COVER) -> bool:
        """Whether bodies make up most of a line."""
        letters = sum(map(str.isalpha, line))
        return bool(letters) and sum(sum(map(str.isalpha, body.text)) for body in bodies) >= share * letters

    def _segment(self, start: int, line: str) -> str | None:
        """The body that one part of a line consists of."""
        at = 0
        for divider in [*signs.DIVIDERS.finditer(line), None]:
            stop = divider.start() if divider else len(line)
            bodies = self._in(start + at, start + stop)
            if bodies and self._covers(bodies[:1], line[at:stop], 0.75):
                return bodies[0].name
            at = divider.end() if divider else stop
        return None

    def letterhead(self) -> str | None:
        """A line above the text that consists of a body's name."""
        for start, line in self._lines(self.head):
            if len(line) < 160 and (plain(line).strip(signs.MARKUP) != self.title or signs.DIVIDERS.search(line)):
                found = next(
                    (
                        name
                        for read in (self._segment, self._leading, self._own_paper, self._report_head)
                        if (name := read(start, line))
                    ),
                    None,
                )
                if found:
                    return found
        return None

    def _leading(self, start: int, line: str) -> str | None:
        """As in "Regional Court, 26 October 2018": a body, then a date, a place or a section of it."""
        found = [body for body in self._in(start, start + len(line)) if body.start - start <= 4]
        rest = signs.SEPARATED.match(line, found[0].end - start) if found else None
        if not rest or len(line) > 140 or line.rstrip().endswith("."):
            return None
        return found[0].name if len(re.findall(r"\b[a-z]{2,}\b", rest[1])) <= MOST_LOWER else None

    def _report_head(self, _start: int, line: str) -> str | None:
        """As in "SUNBIRD HOUSE · KATHMANDU   Annual Report 2022": a name that no pack knows, beside its report."""
        parts = [part.strip() for part in signs.DIVIDERS.split(line)]
        if not any(signs.OWN_REPORT.fullmatch(part) for part in parts):
            return None
        name = next((part for part in parts if part and not signs.OWN_REPORT.fullmatch(part)), "")
        named = signs.NAME.fullmatch(name)
        return plain(name) if named and " " in name and not self.cues.places.find(name) else None

    def _own_paper(self, start: int, line: str) -> str | None:
        """As in "Home Office statistical bulletin 22/24"."""
        found = [body for body in self._in(start, start + len(line)) if body.start - start <= 4]
        return (
            found[0].name
            if found and len(line) < 90 and signs.PAPER.match(self.text, found[0].end, start + len(line))
            else None
        )

    def running_line(self) -> str | None:
        """A header or footer that names the body, on more than one page or set apart as furniture."""
        counts: Counter[str] = Counter()
        for block in self.blocks:
            for start, line in self._lines([block]):
                found = self._segment(start, line) if len(line) < 140 else None
                if found and (block.kind == "furniture" or block.kind == "heading"):
                    counts[found] += 2 if block.kind == "furniture" else 1
        best = counts.most_common(1)
        return best[0][0] if best and best[0][1] > 1 else None

    def dateline(self) -> str | None:
        """As in "GENEVA (ILO News) – …"."""
        found = signs.DATELINE.match(self.text[self.prose.start : self.prose.start + 140]) if self.prose else None
        if not found or self.prose is None:
            return None
        known = self._named_at(self.prose.start + found.start(1), self.prose.start + found.end(1))
        named = signs.NAME.fullmatch(found[1])
        other = any(word.bare in CALENDAR or word.bare in self.cues.titles for word in words_of(found[1]))
        return known or (plain(found[1]) if named and not other and not self.cues.places.find(found[1]) else None)

    def source(self) -> str | None:
        """As in "Source: Al Jazeera" at the end, "Read the full article at …"."""
        blocks = [*self.head, *self.blocks[-TAIL_BLOCKS:]]
        for start, line in self._lines(block for block in blocks if block.end - block.start < 300):
            cue = self.cues.source.match(line) or signs.FULL_ARTICLE.search(line)
            if not cue:
                continue
            named = signs.NAME.match(line, cue.end())
            found = self._named_at(start + cue.end(), start + len(line)) or (plain(named[1]) if named else None)
            if found:
                return found
        return None

    def _first_sentences(self, count: int) -> tuple[int, int]:
        if self.prose is None:
            return 0, 0
        sentences = [s for block in self.blocks if block.start >= self.prose.start for s in block.sentences]
        return self.prose.start, (sentences[min(count, len(sentences)) - 1].end if sentences else self.prose.end)

    def announcement(self) -> str | None:
        """As in "X today announced …", "The announcement was made by X"."""
        start, end = self._first_sentences(2)
        for said in self.attributions:
            near = max(start, said.start - 60), min(said.start + 200, end)
            if start <= said.start < end and said.issuer and signs.ANNOUNCES.search(self.text, *near):
                return said.issuer
        for block in self.blocks:
            for sentence in block.sentences:
                if signs.ANNOUNCEMENT.search(self.text, sentence.start, sentence.end):
                    bodies = self._in(sentence.start, sentence.end)
                    whole = [body for body in bodies if self.finder.kind_of(body.name) != "officer"]
                    if bodies:
                        return (whole or bodies)[0].name
        return None

    def reported(self) -> str | None:
        """As in "It is said in the information of X" at the end of a news item's first paragraph: the item is X's."""
        if self.prose is None or not self.prose.sentences:
            return None
        last = self.prose.sentences[-1]
        for said in self.attributions:
            if (
                last.start <= said.start < last.end
                and said.issuer
                and signs.REPORTED.search(self.text, last.start, last.end)
            ):
                return said.issuer
        return None

    def politician(self) -> str | None:
        """As in "Statement of Senator X", "SEN. X PRAISES …": a politician's own words."""
        for start, line in list(self._lines(self.blocks[:3])):
            found = signs.POLITICIAN.search(line) if len(line) < 300 else None
            if found:
                return plain(found[1])
            del start
        return None

    def briefing(self) -> str | None:
        """As in "At a briefing held by X …": what follows is X's, or its who speaks first."""
        first = self.text[self.prose.start : self.prose.end] if self.prose else ""
        if self.prose is None or not signs.BRIEFING.search((self.title or "") + " " + first[:400]):
            return None
        host = signs.HOST.search(first)
        hosts = self._in(self.prose.start + host.end(), self.prose.start + host.end() + 4) if host else []
        hosts += [b for b in self._in(self.prose.start, self.prose.end) if signs.HELD.match(self.text, b.end)]
        if hosts:
            return hosts[0].name
        spoken = Counter(said.issuer for said in self.attributions if said.issuer).most_common(1)
        return spoken[0][0] if spoken and spoken[0][1] >= MOST_SPOKEN * len(self.attributions) else None

    def judging(self) -> str | None:
        """A body that "notes", "urges", "welcomes" all through a text wrote it (the reports of evaluators)."""
        counts = Counter(body.name for body in self.bodies if signs.JUDGES.match(self.text, body.end))
        best = counts.most_common(1)
        return best[0][0] if best and best[0][1] > 1 else None

    def prosecutor(self) -> str | None:
        """As in "Assistant U.S. Attorney X is prosecuting the case": the release is that office's."""
        for block in self.blocks:
            for sentence in block.sentences:
                if signs.PROSECUTES.search(self.text, sentence.start, sentence.end):
                    found = [b for b in self._in(sentence.start, sentence.end) if signs.PROSECUTOR.search(b.name)]
                    if found:
                        return found[0].name
        return None

    def signature(self) -> str | None:
        """A line of its own below the text that consists of a body's name."""
        last = self.prose.end if self.prose else len(self.text)
        tail = [
            block
            for block in self.blocks[-SIGNATURE_BLOCKS:]
            if block.start >= last and block.kind in ("paragraph", "heading")
        ]
        named = {name for start, line in self._lines(tail) if len(line) < 110 and (name := self._segment(start, line))}
        return named.pop() if len(named) == 1 else None

    def acting(self) -> str | None:
        """As in "Officers of the X Department detained …" in the first sentence: the police's own release."""
        start, end = self._first_sentences(1)
        found = signs.ACTING.search(self.text, start, end)
        bodies = self._in(found.end(), found.end() + 4) if found else []
        return bodies[0].name if bodies else None

    def dominant(self) -> str | None:
        """The body named from the beginning on and twice as often as any other, if nobody else speaks."""
        names = Counter(body.name for body in self.bodies)
        best = names.most_common(2)
        if not best or best[0][1] < 3 or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
            return None
        name = best[0][0]
        start, end = self._first_sentences(2)
        early = any(body.name == name for body in self._in(start, end)) or name in (self.title or "")
        others = [said for said in self.attributions if said.issuer and said.issuer != name]
        return name if early and len(others) < 2 and self.finder.kind_of(name) not in ("media", "officer") else None

    def release(self) -> str | None:
        """A text with the marks of a release, by the body that its beginning and the whole name most."""
        lower = self.text.lower()
        if not any(mark in lower for mark in self.cues.release):
            return None
        start, end = self._first_sentences(1)
        counts = Counter(body.name for body in self.bodies)
        for body in self._in(start, end):
            counts[body.name] += 2
        best = counts.most_common(2)
        clear = best and best[0][1] > 3 and (len(best) == 1 or best[0][1] > best[1][1])
        return best[0][0] if clear and self._in(start, end) else None

    def _title_bodies(self) -> list[Body]:
        return [body for body in self.finder.find(self.title or "") if body.text[:1].isupper()]

    def retold_report(self) -> str | None:
        """As in "…, U.S. State Department report": a page that retells a report stands on the report's body."""
        title = self.title or ""
        for body in self._title_bodies():
            if signs.RETOLD.search(title[: body.start]) and signs.RETOLD_REPORT.match(title, body.end):
                return body.name
        return None

    def headline_owner(self) -> str | None:
        """As in "National Coordinator on …, Mr. X's Annual Report": the title names the body and its own report."""
        title = self.title or ""
        bodies = self._title_bodies()
        for start, line in self._lines(self.blocks[:4]):
            owner = next(iter(self._in(start, start + len(line))), None) if len(line) < 300 else None
            if owner and signs.OWNED_REPORT.search(line[: owner.start - start]):
                return owner.name
        if bodies and bodies[0].start <= 4 and signs.OWNERS_REPORT.search(title):
            return bodies[0].name
        return None

    def headline_subject(self) -> str | None:
        """As in "OSCE Presence in Albania trains …": the headline's subject, if the text names it again."""
        bodies = self._title_bodies()
        if not bodies or bodies[0].start > 4 or not self.title:
            return None
        name = bodies[0].name
        does = re.match(r"\s+[a-z]+s\b", self.title[bodies[0].end :])
        again = sum(body.name == name for body in self.bodies) > 1
        return name if does and again and self.finder.kind_of(name) != "media" else None

    def opening_subject(self) -> str | None:
        """As in "On 31 May, X organized …": the body that the first sentence begins with, named again later."""
        if self.prose is None or self.prose.start > HEAD_END:
            return None
        sentence = self.prose.sentences[0] if self.prose.sentences else None
        if sentence is None:
            return None
        bodies = self._in(sentence.start, sentence.end)
        names = Counter(body.name for body in self.bodies)
        lead = signs.OPENING.match(self.text, sentence.start, sentence.end)
        if not bodies or not lead or bodies[0].start > lead.end():
            return None
        name = bodies[0].name
        if sum(count for other, count in names.items() if name in other or other in name) < 2:
            return None
        spoken = any(said.start <= bodies[0].start < said.end for said in self.attributions)
        does = signs.DOES.match(self.text, bodies[0].end, sentence.end)
        return name if does and not spoken else None

    def own_words(self) -> str | None:
        """A text that says "we" outside of quotations belongs to the body that it names beside that word."""
        bare = signs.QUOTED.sub(lambda quoted: " " * len(quoted[0]), self.text)
        if len(signs.OWN.findall(bare)) < 2 or len(signs.SINGULAR.findall(bare)) > 2:
            return None
        names = Counter(body.name for body in self.bodies)
        beside = Counter(
            body.name
            for block in self.blocks
            if signs.OWN.search(bare, block.start, block.end)
            for body in self._in(block.start, block.end)
        )
        best = [name for name, _ in beside.most_common() if names[name] > 1]
        return best[0] if best and len(words_of(best[0])) > 1 else None
