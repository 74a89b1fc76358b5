"""Who may speak in a text: persons with the body they stand for, reports with the body that issued them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from thbextract.normalize.names import CALENDAR, Word, plain, touching, words_of
from thbextract.normalize.places import Place
from thbextract.normalize.sieve import sieve
from thbextract.records import Body
from thbextract.resolve.cues import Cues

DIRECT = re.compile(r"\s+(?:of|from|with|at)\s+(?:the\s+)?")  # "Ana Rusu of the Harbour Trust"
# Any role that an apposition names, in lower case: ", a senior advocate at the …".
APPOSED = re.compile(r",\s+(?:an?\s+|the\s+)?(?:[a-z][a-z-]*\s+){1,4}(?:at|of|with|for|from)\s+(?:the\s+)?")
OWNED = sieve(r"\b(?:[Ii]ts|[Tt]heir)\s+(?:[\w-]+\s+){0,3}([\w-]+),?\s*$")  # "…, its spokesman, Ana Rusu"
# "… under the Speaker of the Parliament": to whom a body belongs.
BELONGS = re.compile(r"\s+(?:under|attached to|within|at|reporting to)\s+(?:the\s+)?(?:[A-Z]\w+\s+of\s+(?:the\s+)?)?")
LONGEST_LINK = 90  # characters between a person and a body: longer appositions are clauses of their own
MAX_NAME = 4
OWNER_REACH = 400  # characters before "its spokesman" in which the owner is named


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in the text: `name` has no title; `start` takes the title in; `surname` is its last word."""

    start: int
    end: int
    name: str
    surname: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who answers for words: where it is named, the body, the words it came from, the person."""

    start: int
    end: int
    issuer: str | None
    text: str | None
    speaker: str | None = None


class Speakers:
    """Persons and bodies of one text, and who speaks for whom."""

    def __init__(self, cues: Cues, text: str, words: Sequence[Word], bodies: Sequence[Body]) -> None:
        self.cues = cues
        self.text = text
        self.bodies = sorted(bodies, key=lambda body: body.start)
        self._starts = [body.start for body in self.bodies]
        self._places = cues.places.find(text)
        named = [(place.start, place.end) for place in self._places]
        self.people = _with_surnames(list(_people(cues, text, words, self.bodies, named)), words)
        self._people_starts = [person.start for person in self.people]
        self._office: dict[str, Body] = {}
        self._full: dict[str, str] = {}
        self._titled: dict[str, str] = {}
        for person in self.people:
            title = re.match(r"\w+", self.text[person.start : person.end])
            if title and title[0].lower() in self.cues.politicians:
                self._titled.setdefault(person.surname, self.text[person.start : person.end])
            if " " in person.name:
                self._full.setdefault(person.surname, person.name)
            body = self._beside(person)
            if body:
                self._office.setdefault(person.surname, body)

    def bodies_in(self, start: int, end: int) -> list[Body]:
        """The bodies named between two offsets."""
        return self.bodies[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def places_in(self, start: int, end: int) -> Sequence[Place]:
        """The places named between two offsets."""
        first = bisect_left(self._places, start, key=attrgetter("start"))
        return self._places[first : bisect_right(self._places, end, lo=first, key=attrgetter("end"))]

    def people_in(self, start: int, end: int) -> list[Person]:
        """The persons named between two offsets."""
        return self.people[bisect_left(self._people_starts, start) : bisect_left(self._people_starts, end)]

    def voice_of(self, person: Person) -> Voice:
        """The person as a speaker of the body that the text ties him or her to; a politician may have none."""
        body = self._office.get(person.surname)
        name = self._full.get(person.surname, person.name) if person.name == person.surname else person.name
        if body is None:
            titled = self._titled.get(person.surname)
            return Voice(person.start, person.end, titled, titled, name)
        return Voice(person.start, person.end, body.name, body.text, name)

    def last_person(self, at: int, within: int) -> Person | None:
        """The last person with a body that the text names before `at`, no further back than `within` characters."""
        return next((p for p in reversed(self.people_in(at - within, at)) if p.surname in self._office), None)

    def linked(self, left_end: int, right_start: int) -> bool:
        """Whether what stands between two names is an apposition or a role ("…, deputy head of the …")."""
        between = self.text[left_end:right_start]
        if len(between) > LONGEST_LINK or re.search(r"[.;:!?“”\"\n]\s", between.replace("Mr.", "").replace("Ms.", "")):
            return False
        if self.cues.says.search(between):
            return False
        between = re.sub(r"\([^)]*\)", " ", between)
        words = [word.bare for word in words_of(between)]
        roles = [word for word in words if word in self.cues.roles or word in self.cues.titles]
        others = [word for word in words if word not in self.cues.linking and word not in roles]
        if DIRECT.fullmatch(between) or APPOSED.fullmatch(between):
            return True
        return (not words and between.strip(" ,’'s") == "") or (bool(roles) and len(others) <= 2)

    def tied(self, person: Person, body: Body) -> bool:
        """Whether a person and a body are linked to each other, in either order."""
        if person.end <= body.start:
            return self.linked(person.end, body.start)
        return self.linked(body.end, person.start)

    def _beside(self, person: Person) -> Body | None:
        """The body right before or right after a person's name, tied to it by a role."""
        after = self.bodies_in(person.end, person.end + LONGEST_LINK)
        if (
            after
            and self.text[person.end : person.end + 3].startswith((",", " (", " of", " f"))
            and self.linked(person.end, after[0].start)
        ):
            return after[0]
        before = [
            body for body in self.bodies_in(person.start - 2 * LONGEST_LINK, person.start) if body.end <= person.start
        ]
        named = [body for body in before if body.text[:1].isupper()] or before
        for body in before[-1:] + named[-1:]:
            if self.linked(body.end, person.start):
                return self._headed(before, body)
        inside = [body for body in self.bodies_in(person.start, person.end) if body.text[:1].isupper()]
        return self._owner(person) or (inside[0] if inside else None)  # "Sheriff Jon Test"

    def _headed(self, before: Sequence[Body], body: Body) -> Body:
        """The body that a person heads, where it is told to what that belongs ("chair of X under Y, Ana Rusu")."""
        for outer in reversed(before[: before.index(body)]):
            if not BELONGS.fullmatch(self.text[outer.end : body.start]):
                break
            body = outer
        return body

    def _owner(self, person: Person) -> Body | None:
        """The body that "its spokesman, Ana Rusu" speaks for: the first one of the sentence, else the last one."""
        low = max(0, person.start - OWNER_REACH)
        owned = OWNED.search(self.text[low : person.start])
        if not owned or owned[1].lower() not in self.cues.roles:
            return None
        opens = max(self.text.rfind(mark, low, person.start) for mark in (". ", "\n", "! ", "? "))
        named = [body for body in self.bodies_in(low, person.start) if body.text[:1].isupper()]
        return next((body for body in named if body.start > opens), named[-1] if named else None)


def _people(
    cues: Cues, text: str, words: Sequence[Word], bodies: Sequence[Body], places: Sequence[tuple[int, int]]
) -> Iterable[Person]:
    """Persons: two to four capitalised words that are no body and no place, or a title and a name."""
    taken = sorted([*((body.start, body.end) for body in bodies), *places])
    free = 0
    for at in (at for at, word in enumerate(words) if word.capital):
        last, start = _name(cues, text, words, at, taken) if at >= free else (None, 0)
        if last is None:
            continue
        free = last + 1
        if not _is_thing(cues, text, words, at, last, start):
            name = plain(text[words[at].start : words[last].end])
            yield Person(start, words[last].end, name, _surname(cues, name))


def _is_thing(cues: Cues, text: str, words: Sequence[Word], at: int, last: int, start: int) -> bool:
    """Whether capitals name no person: a law or a report, or what has an article ("the Monitoring Cell")."""
    articled = at > 0 and words[at - 1].bare == "the" and touching(text, words[at - 1], words[at])
    return words[last].bare in cues.instruments or (articled and start == words[at].start)


def _with_surnames(people: Sequence[Person], words: Sequence[Word]) -> list[Person]:
    """The people with the places where one name stands for somebody who was named in full before ("Rusu said").

    In many countries that is the first name.
    """
    full: dict[str, Person] = {}
    for person in people:
        names = person.name.split()
        if len(names) > 1:
            full.setdefault(names[-1], person)
            full.setdefault(names[0], person)
    covered = [(person.start, person.end) for person in people]
    again = []
    for word in (word for word in words if word.text in full):
        named = full[word.text]
        at = bisect_left(covered, (word.start + 1, 0)) - 1
        if word.start > named.end and (at < 0 or covered[at][1] <= word.start):
            again.append(Person(word.start, word.end, named.name, named.surname))
    return sorted([*people, *again], key=lambda person: person.start)


def _surname(cues: Cues, name: str) -> str:
    """The last word of a name that is no "Jr."."""
    words = [word for word in name.split() if word.strip(".,").lower() not in cues.suffixes]
    return words[-1] if words else name


def _name(
    cues: Cues, text: str, words: Sequence[Word], at: int, taken: Sequence[tuple[int, int]]
) -> tuple[int | None, int]:
    """The last word of the person's name that begins at `at`, and where his or her title begins."""
    if not _part(cues, words[at], taken):
        return None, 0
    last = at
    while last + 1 < len(words) and last - at < MAX_NAME and _follows(text, words[last], words[last + 1]):
        word = words[last + 1]
        particle = word.bare in cues.particles and _leads_on(cues, words, last + 2, taken)
        initial = len(word.text) == 1 and word.text.isupper()
        if not (particle or initial or word.bare in cues.suffixes or _part(cues, word, taken)):
            break
        last += 1
    start = _title(cues, text, words, at, taken)
    titled = start < words[at].start
    whole = last > at and not all(word.shouted for word in words[at : last + 1])
    return (last, start) if titled or whole else (None, 0)


def _leads_on(cues: Cues, words: Sequence[Word], at: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a name goes on behind a particle, with more particles between ("de la Cruz")."""
    while at < len(words) and words[at].bare in cues.particles and not words[at].capital:
        at += 1
    return at < len(words) and _part(cues, words[at], taken)


def _part(cues: Cues, word: Word, taken: Sequence[tuple[int, int]]) -> bool:
    if (
        not word.capital
        or word.bare in CALENDAR
        or word.bare in cues.titles
        or word.bare in cues.roles
        or not word.text[0].isalpha()
    ):
        return False
    return _free(word, taken)


def _alone(word: Word, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a word is no part of a longer name."""
    at = bisect_left(taken, (word.start, word.end))
    return _free(word, taken) or taken[at : at + 1] == [(word.start, word.end)]


def _free(word: Word, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a word is no part of a body's or a place's name."""
    at = bisect_left(taken, (word.start + 1, 0)) - 1
    return at < 0 or taken[at][1] <= word.start


def _follows(text: str, left: Word, right: Word) -> bool:
    """Whether two words of a name follow each other: an initial has a point, "Jr." may have a comma."""
    gap = text[left.stop : right.start]
    return touching(text, left, right) or (gap.strip() == "." and len(left.text) <= 2 and "\n" not in gap)


def _title(cues: Cues, text: str, words: Sequence[Word], at: int, taken: Sequence[tuple[int, int]]) -> int:
    """Where the titles before a name begin; the name's own start if it has none.

    "Minister" in "Justice Minister Ana Rusu" belongs to the body that she speaks for, a bare "Minister Rusu" to her.
    """
    start, i = words[at].start, at - 1
    while (
        i >= 0
        and words[i].bare in cues.titles
        and _alone(words[i], taken)
        and words[i].text[0].isupper()
        and re.fullmatch(r"\.?[ \xa0]{1,3}", text[words[i].stop : start])
    ):
        start = words[i].start
        i -= 1
    return start
