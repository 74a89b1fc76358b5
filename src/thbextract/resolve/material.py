"""What signs of an issuer are read from: the text, its front and back matter, its bodies and attributions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

from thbextract.normalize.bodies import BodyFinder
from thbextract.normalize.names import words_of
from thbextract.records import Attribution, Body, Sentence
from thbextract.resolve import signs
from thbextract.resolve.cues import Cues
from thbextract.resolve.matter import DIVIDERS, MARKUP, Matter

Sign = tuple[str, str, int]  # which sign, whom it names, where it stands
FIRST = 2  # sentences in which a release says who speaks
ARTICLE = 5  # characters: a name begins before that many, an article may stand before it
LAST = 3  # sentences in which a text may say who issued it
NAME_REACH = 90  # characters from a formula to the end of the name behind it
HEADING = 60  # characters at the top of a text without line breaks
NEAR_SOURCE = 20  # characters: "according to the"


class Material:
    """One document as the readers of signs see it."""

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

    @cached_property
    def opening(self) -> tuple[int, int]:
        """Where the first sentences begin and end."""
        return (self.sentences[0].start, self.sentences[:FIRST][-1].end) if self.sentences else (0, 0)

    @cached_property
    def edges(self) -> list[Sentence]:
        """The first and the last sentences, in which a text may say who issued it."""
        first = self.sentences[:FIRST]
        return first + [sentence for sentence in self.sentences[-LAST:] if sentence not in first]

    def within(self, start: int, end: int) -> list[Body]:
        """The bodies that begin between two places."""
        return self.bodies[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def proper_within(self, start: int, end: int) -> list[Body]:
        """The bodies with a name of their own that begin between two places."""
        return [body for body in self.within(start, end) if self.proper(body)]

    def proper(self, body: Body) -> bool:
        """Whether a body has a name of its own: "the government" and "Freedonian authorities" issue nothing."""
        kind = self.finder.kind_of(body.text)
        named = " " in body.name or body.name.isupper() or kind is not None
        last = words_of(body.text)[-1]
        common = last.text.islower() and last.bare in self.finder.vocab.generic
        return (
            body.text[:1].isupper() and kind != "generic" and named and not common and not self.matter.common(body.name)
        )

    def full(self, body: Body) -> str:
        """The name of a body as the text has it in full."""
        return self.matter.names.get(body.text, body.name)

    def name(self, text: str) -> str | None:
        """The name that a stretch begins with, known or not."""
        part = DIVIDERS.split(text.strip(MARKUP))[0]
        known = self.matter.known(part, cover=0.4)
        if known:
            return known
        named = signs.NAME.match(part.strip(MARKUP))
        return self.matter.name_like(named[1]) if named else None

    def employer(self, text: str) -> str | None:
        """The body that a person at the start of a stretch heads: "Ana Rusu, Executive Director of the X, at …"."""
        person = signs.HEADED.match(text)
        if person is None or not any(word.bare in self.cues.roles for word in words_of(person[0])):
            return None
        found = (body for body in self.finder.find(text[: person.end() + NAME_REACH]) if body.start >= person.end())
        body = next(found, None)
        return self.full(body) if body and body.start == person.end() and self.proper(body) else None

    def outlet(self, name: str) -> bool:
        """Whether a name is that of a newspaper or a news agency, by the words it is made of."""
        words = words_of(name)
        return len(words) > 1 and any(word.bare in self.cues.outlets for word in (words[0], words[-1]))

    def quoted_as_source(self, name: str) -> bool:
        """Whether the text quotes a body as one does others: "according to X", "X said"."""
        return any(
            signs.SOURCE_BEFORE.search(self.text[max(0, body.start - NEAR_SOURCE) : body.start])
            or (signs.SOURCE_BEHIND.match(self.text, body.end) and not signs.TODAY.match(self.text, body.end))
            for body in self.bodies
            if body.name == name
        )

    @cached_property
    def released(self) -> bool:
        """Whether a text has the marks of one that a body sends out itself."""
        near = [line.text.lower() for line in self.matter.lines] + [self.text[:HEADING].lower()]
        return any(mark in line for line in near for mark in self.cues.release)

    @cached_property
    def from_the_press(self) -> bool:
        """Whether a text has the marks of one that a newspaper made of what others told it."""
        return not self.released and bool(self.cues.press.search(self.matter.text))

    @cached_property
    def told_as_news(self) -> bool:
        """Whether the first sentences tell what somebody else made known on a weekday, as newspapers do."""
        start, end = self.opening
        return (
            not self.released
            and bool(signs.NEWS.search(self.text, start, end))
            and not signs.TODAY.search(self.text, start, end)
        )


def once(found: Iterable[Sign]) -> Iterable[Sign]:
    """Signs without those that say the same again."""
    seen: set[tuple[str, str]] = set()
    for sign, name, place in found:
        if (sign, name) not in seen:
            seen.add((sign, name))
            yield sign, name, place
