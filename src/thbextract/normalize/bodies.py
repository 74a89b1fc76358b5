"""Bodies in a text: capitalised names around a head noun, names known by themselves, and speakers in lower case.

A name is read word by word from its first capital: modifiers, a head ("Ministry", "Office"), a complement
("of Health and Social Protection"). Words look themselves up in dictionaries, so a text is passed over once
whatever the size of the vocabulary; a second pass knows the acronyms that the first one found.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from thbextract.normalize.bodywords import BodyWords, by_first
from thbextract.normalize.names import CALENDAR, COLUMN_GAP, Word, plain, touching, words_of
from thbextract.normalize.pieces import PIECE, bisected
from thbextract.normalize.shortcuts import SHORTCUTS, remembered
from thbextract.patterns import Packs
from thbextract.records import Body, Layout

LINKS = frozenset(("of", "for", "on", "to", "against", "at"))
PEOPLE = frozenset(
    ("children", "women", "families", "persons", "beings", "youth", "communities")
)  # no police of theirs
IN_NAMES = frozenset(("human", "persons", "children"))  # "trafficking in persons" stays in a name
GENERAL = frozenset(("general", "generals"))
# An acronym in brackets right after its long form: "(SBG)", "(Interior)", "(SBG-North)".
BRACKETED = re.compile(r"[.]?[ ]{0,2}\(\s?(?:the )?[“\"]?([A-Z][\w&/-]{1,14})[”\"]?\s?[,)]")
PLACES_WITH_ARTICLE = frozenset(
    ("the hague", "the bronx", "the gambia", "the bahamas", "the netherlands", "the philippines")
)
MOST_ARTICLED = 3  # a text that writes "The" in capitals everywhere tells nothing by it
LONGEST_RUN = 9
INTRODUCED = "ngo"  # the kind of a name that a noun introduces
REPEATED = 2  # mentions of a name that only a post tells of
MANY, LONGEST_NAME = 2, 5  # words of a name that the text tells of
HOLDERS = (2, 3)  # words of a person's name
MINISTERS = ("minister", "ministry")
MIN_ACRONYM, MAX_ACRONYM = 3, 8
PART = 4 * PIECE  # words
LONGEST_POST = 4  # words from a possessive name to the post: "Unity's deputy executive director"
TAILS = (" of ", " for ", " on ", " in ", " to ")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a body is named; `kind` is the kind of its head, `full` whether the name stands by itself."""

    first: int
    last: int
    kind: str
    full: bool = True


class _Named(NamedTuple):
    """A mention with the words of the text; `definite` is whether "the" stands before it."""

    start: int
    end: int
    text: str
    kind: str
    full: bool
    definite: bool


@dataclass(slots=True)
class _Scan:
    """One pass over a text: its words, the acronyms that hold in it (acronym to long form), and names it tells of.

    `told` holds names of several words that no vocabulary knows, by their first word. `openings` are the
    words that a body may begin with, `free` is the first one that no mention so far takes in.
    """

    text: str
    words: Sequence[Word]
    acronyms: dict[str, str] = field(default_factory=dict)
    told: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    openings: array[int] = field(default_factory=lambda: array("L"))
    free: int = 0

    def parts(self) -> Iterator[range]:
        """The places of the words, in parts that are worked on one by one: the words of one are in memory."""
        whole = range(len(self.words))
        for begin in whole[::PART]:
            yield whole[begin : begin + PART]

    def numbered(self, part: range) -> Iterable[tuple[int, Word]]:
        """The words of a part with their places."""
        return enumerate(self.words[part.start : part.stop], part.start)

    def glued(self, at: int) -> bool:
        """Whether the word at `at` follows the one before it in the same phrase ("Health & Safety")."""
        if not 0 < at < len(self.words):
            return False
        left, right = self.words[at - 1], self.words[at]
        return touching(self.text, left, right) or self.text[left.stop : right.start] == " & "

    def bare(self, at: int) -> str:
        """The lower-case word at `at`, empty outside of the text."""
        return self.words[at].bare if 0 <= at < len(self.words) else ""

    def span(self, first: int, last: int) -> str:
        """The text of the words from `first` to `last`, that one included."""
        return self.text[self.words[first].start : self.words[last].end]


class BodyFinder:
    """Finds bodies by the vocabulary of `packs`; build it once, it holds no state of a text."""

    def __init__(self, packs: Packs) -> None:
        self.vocab = vocab = BodyWords(packs)
        self._find = remembered(256)(self._bodies)
        # With these a speaker in lower case may begin.
        self._opening = {
            *(*vocab.introductions, *vocab.generic, *vocab.adjectives, *vocab.portfolios),
            *(place.lower() for place in vocab.localities),
        }

    def find(self, text: str, *, offset: int = 0) -> tuple[Body, ...]:
        """The bodies that `text` names, in order; `offset` is added to their places.

        A line break ends a name: in a text with hard-wrapped lines, `find_in` its layout.
        """
        found = self._find(text)
        return tuple(replace(b, start=b.start + offset, end=b.end + offset) for b in found) if offset else found

    def _bodies(self, text: str) -> tuple[Body, ...]:
        scan = _Scan(text, words_of(text))
        named = self._first_pass(scan)
        scan.told = by_first(self._told(scan))
        if scan.acronyms or scan.told:
            scan.free = 0
            named = [self._place(scan, mention) for mention in self._pass(scan, scan.openings)]
        return tuple(self._named(scan, named))

    def _first_pass(self, scan: _Scan) -> list[_Named]:
        """The mentions that a text without acronyms of its own has; notes in the scan those that this one has."""
        named: list[_Named] = []
        articled: Counter[str] = Counter()
        introduced: set[str] = set()
        acronyms: dict[str, str] = {}
        for part in scan.parts():
            openings = [at for at, word in scan.numbered(part) if self._may_open(word)]
            scan.openings.extend(openings)
            mentions = list(self._pass(scan, openings))
            named += [self._place(scan, mention) for mention in mentions]
            articled.update(self._articled(scan, part))
            introduced |= self._introduced(scan, part, mentions)
            for short, long in self._acronyms(scan, mentions):
                acronyms.setdefault(short, long)
        scan.acronyms = self._kept_articles(articled) | _repeated(scan, introduced) | acronyms
        return named

    def find_in(self, layout: Layout) -> tuple[Body, ...]:
        """The bodies of a document: no name runs over the edge of a block or of a table cell."""
        return self.find(blocks_apart(layout))

    def kind_of(self, name: str) -> str | None:
        """The kind of a body by its name: that of the known name, else of its head; null where there is none."""
        rule = self.vocab.known.get(name.lower())
        if rule:
            return rule.kind
        kinds = [self.vocab.heads[word.bare] for word in words_of(name) if word.bare in self.vocab.heads]
        generic = any(
            " ".join(words) == name.lower() for words in self.vocab.generic.get(name.lower().split(" ")[0], ())
        )
        return "generic" if generic and (not kinds or " " not in name) else kinds[0] if kinds else None

    def _pass(self, scan: _Scan, openings: Iterable[int]) -> Iterator[Mention]:
        """The mentions that begin at some of the words; those before must have been found."""
        for at in openings:
            mention = self._at(scan, at) if at >= scan.free else None
            if mention:
                scan.free = mention.last + 1
                yield mention

    def _place(self, scan: _Scan, mention: Mention) -> _Named:
        start, end = scan.words[mention.first].start, scan.words[mention.last].end
        definite = scan.bare(mention.first - 1) == "the"
        return _Named(start, end, scan.text[start:end], mention.kind, mention.full, definite)

    def _may_open(self, word: Word) -> bool:
        """Whether a body may begin with a word: it has a capital, or it is one of those that open a speaker's name."""
        return word.capital or word.bare in self._opening or word.text.isupper() or not SHORTCUTS.on

    def _at(self, scan: _Scan, at: int) -> Mention | None:
        word = scan.words[at]
        if not word.capital:
            return self._spelt(scan, at) or self._lower(scan, at)
        known = self._known(scan, at)
        grammar = self._grammar(scan, at)
        if known and grammar:
            inner = grammar.kind == "officer" and known.last < grammar.last
            return known if inner or known.last >= grammar.last else grammar
        return known or grammar or self._lower(scan, at)

    def _spelt(self, scan: _Scan, at: int) -> Mention | None:
        """An acronym that is a function word in lower case ("WHO"), between words that are not in capitals."""
        alone = not any(scan.words[i].shouted for i in (at - 1, at + 1) if 0 <= i < len(scan.words))
        return self._known(scan, at) if scan.words[at].shouted and alone else None

    def _known(self, scan: _Scan, at: int) -> Mention | None:
        word = scan.words[at]
        if word.text in scan.acronyms:
            return Mention(at, at, "acronym")
        for name in scan.told.get(word.bare, ()):
            if _same_words(scan, at, name):
                return Mention(at, at + len(name) - 1, INTRODUCED)
        for name in self.vocab.names.get(word.bare, ()):
            last = at + len(name) - 1
            if _same_words(scan, at, name):
                return Mention(at, last, self.vocab.known[" ".join(name).lower()].kind if len(name) == 1 else "known")
        return None

    def _run(self, scan: _Scan, at: int) -> int:
        """The last word of the run of capitals that begins at `at`."""
        last = at
        while last - at < LONGEST_RUN and scan.glued(last + 1):
            inside = scan.bare(last + 1) == "in" and scan.bare(last + 2) in IN_NAMES and scan.glued(last + 2)
            if inside and scan.words[last + 2].capital:  # "Anti-Trafficking in Persons Division"
                last += 2
            elif scan.words[last + 1].capital:
                last += 1
            else:
                break
        return last

    def _grammar(self, scan: _Scan, at: int) -> Mention | None:
        first, last = at, self._run(scan, at)
        desk = self._desk(scan, first, last)
        if desk:
            return desk
        heads = [i for i in range(first, last + 1) if scan.bare(i) in self.vocab.heads]
        if not heads:
            joined = self._joined(scan, first, last)
            return self._complete(scan, first, joined) if joined else None
        return self._complete(scan, first, heads)

    def _desk(self, scan: _Scan, first: int, last: int) -> Mention | None:
        """As in "Press service of the Ministry of Welfare": a head in lower case that a body's name follows."""
        if scan.bare(last + 1) not in self.vocab.desks or not scan.glued(last + 1) or scan.bare(first) in CALENDAR:
            return None
        if scan.bare(last + 2) not in ("of", "for") or not scan.glued(last + 2):
            return None
        end = self._complements(scan, last + 1, scan.bare(last + 1))
        owner = any(self._names_body(scan, i) or scan.words[i].shouted for i in range(last + 3, end + 1))
        return Mention(first, end, "agency") if owner else None

    def _names_body(self, scan: _Scan, at: int) -> bool:
        return scan.bare(at) in self.vocab.heads or self._known(scan, at) is not None

    def _joined(self, scan: _Scan, first: int, last: int) -> list[int]:
        """Heads of "the Health and Labour Inspection Body": modifiers on both sides of "and"."""
        opens = first == 0 or "\n" in scan.text[scan.words[first - 1].stop : scan.words[first].start]
        if not (opens or scan.bare(first - 1) == "the") or last - first > 2 or scan.bare(last + 1) not in ("and", "&"):
            return []
        if scan.span(first, last).lower() in self.vocab.places or self._known(scan, first) or not scan.glued(last + 2):
            return []
        if not scan.words[last + 2].capital or self._known(scan, last + 2):
            return []
        end = self._run(scan, last + 2)
        heads = [i for i in range(last + 3, end + 1) if scan.bare(i) in self.vocab.heads]
        return heads[:1]

    def _complete(self, scan: _Scan, first: int, heads: Sequence[int]) -> Mention | None:
        """The name with `heads` in its first run: ranks before it are cut off, complements after it belong to it."""
        while first < heads[0] and (scan.bare(first) in self.vocab.ranks or scan.bare(first) in CALENDAR):
            first += 1
        head = self._last_head(scan, heads)
        kind = self.vocab.heads[scan.bare(head)]
        last = head
        if kind == "officer" and scan.bare(head + 1) in GENERAL and scan.glued(head + 1):
            last = head + 1
            while scan.glued(last + 1) and scan.bare(last + 1) in self.vocab.heads and scan.words[last].possessive:
                last += 1
        while scan.bare(head) in self.vocab.named and scan.glued(last + 1) and scan.words[last + 1].capital:
            last += 1
        if kind != "media":
            last = self._complements(scan, last, scan.bare(head))
        elif all(scan.bare(i) in self.vocab.headings for i in range(first, head)):
            return None  # "Breaking News"
        if kind == "officer":
            last = self._without_holder(scan, head, last)
        if first == last:
            return Mention(first, last, kind, full=False)
        return Mention(first, last, kind)

    def _without_holder(self, scan: _Scan, head: int, last: int) -> int:
        """The last word of an office, without who holds it ("Minister of Foreign Employment Ana Rusu")."""
        fields = [i for i in range(head + 1, last + 1) if scan.bare(i) in self.vocab.portfolios]
        named = last - fields[-1] if fields else 0
        joined = any(scan.bare(i) in ("and", "of", "the", "for") for i in range((fields or [last])[-1], last + 1))
        return fields[-1] if named in HOLDERS and not joined else last

    def _last_head(self, scan: _Scan, heads: Sequence[int]) -> int:
        """The head that ends the first run: the last one that no office of a person stands between."""
        last = heads[0]
        for head in heads[1:]:
            if scan.bare(head) in GENERAL:
                last = head
                continue
            officer = self.vocab.heads.get(scan.bare(last)) == "officer" and not scan.words[head - 1].possessive
            if officer or scan.bare(head) in self.vocab.roles:
                break
            last = head
        return last

    def _complements(self, scan: _Scan, last: int, head: str) -> int:
        """The last word of the complements that follow the word at `last`."""
        while scan.glued(last + 1):
            link = scan.bare(last + 1)
            place = link == "in" and (head in self.vocab.placed or scan.bare(last + 2) in IN_NAMES)
            if link not in LINKS and not place:
                break
            end = self._complement(scan, last + 2)
            if end is None or end < last + 2:
                break
            last = self._coordinated(scan, end)
            if scan.bare(last + 1) in self.vocab.instruments:
                break
            if link == "of" and scan.glued(last + 1) and scan.bare(last + 1) in self.vocab.territories:
                last += 1
        return last

    def _complement(self, scan: _Scan, at: int) -> int | None:
        """The last word of a complement that begins at `at` (behind its preposition), null if none does."""
        if scan.glued(at) and scan.bare(at) == "the":
            at += 1
        if not scan.glued(at) or scan.bare(at) in CALENDAR:
            return None
        if scan.bare(at) in IN_NAMES and (
            not scan.words[at].capital or scan.bare(at + 1) in ("", "beings") or not scan.glued(at + 1)
        ):
            return at + 1 if scan.bare(at + 1) == "beings" else at
        if not scan.words[at].capital:
            return None
        last = self._cut(scan, at, self._run(scan, at))
        return next((i - 1 for i in range(at, last + 1) if scan.bare(i) in self.vocab.instruments), last)

    def _cut(self, scan: _Scan, first: int, last: int) -> int:
        """A run without what follows the body in it: a role and the name of the person who has it."""
        heads = [i for i in range(first, last + 1) if scan.bare(i) in self.vocab.heads]
        for i in range(first + 1, last + 1):
            general = scan.bare(i) in GENERAL and scan.bare(i - 1) in self.vocab.heads
            if scan.bare(i) in self.vocab.roles and i not in heads and not general:
                return i - 1
            if general:
                heads.append(i)
        heads.sort()
        return self._last_head(scan, heads) if heads else last

    def _coordinated(self, scan: _Scan, last: int) -> int:
        """Takes in "and Social Protection" or ", Women and Children Affairs" behind the complement at `last`."""
        at, listed = last, False
        while True:
            gap = scan.text[scan.words[at].stop : scan.words[at + 1].start].strip() if at + 1 < len(scan.words) else ""
            joined = scan.glued(at + 1) and scan.bare(at + 1) in ("and", "&")
            comma = gap == "," and scan.words[at + 1].capital
            nxt = at + 2 if joined else at + 1
            if gap == "," and scan.bare(at + 1) == "and":
                joined, nxt = True, at + 2
            if not (joined or comma) or nxt >= len(scan.words) or not scan.words[nxt].capital:
                return last
            end = self._run(scan, nxt)
            if self._foreign(scan, nxt, end) or (comma and end - nxt > 2):
                return last
            if joined:
                return end if not listed or end - nxt <= 3 else last
            at, listed = end, True

    def _foreign(self, scan: _Scan, first: int, last: int) -> bool:
        """Whether a run is a body, a country or a person of its own, and no part of the name before it."""
        run = scan.words[first : last + 1]
        return (
            any(word.bare in self.vocab.heads or word.bare in self.vocab.roles for word in run)
            or plain(scan.span(first, last)).lower() in self.vocab.places
            or self._known(scan, first) is not None
            or run[0].bare in CALENDAR
            or (
                len(run) == 1 and run[0].shouted and not scan.words[first - 1].shouted and scan.bare(first - 1) != "and"
            )
        )

    def _lower(self, scan: _Scan, at: int) -> Mention | None:
        """A speaker in lower case: "officials", "the labour ministry", "Malaysian police"."""
        if scan.bare(at) not in self._opening:
            return None
        if scan.bare(at) in self.vocab.introductions and scan.glued(at + 1) and scan.words[at + 1].capital:
            named = self._introduced_name(scan, at)
            if named:
                return named
        start = at
        while True:
            mention = self._speaker(scan, start, at)
            opens = at == start and (
                scan.bare(at) in self.vocab.adjectives or scan.words[at].text in self.vocab.localities
            )
            modifier = opens or (scan.bare(at) in self.vocab.portfolios and scan.bare(at) not in PEOPLE)
            if mention or not modifier or not scan.glued(at + 1) or at - start > 3:
                return mention
            at += 1

    def _speaker(self, scan: _Scan, start: int, at: int) -> Mention | None:
        for name in self.vocab.generic.get(scan.bare(at), ()):
            last = at + len(name) - 1
            if not _same_words(scan, at, name, case=False):
                continue
            if scan.bare(last) in self.vocab.introductions and scan.glued(last + 1) and scan.words[last + 1].capital:
                return self._introduced_name(scan, last)  # "the rights group Casa Luz"
            portfolio = self._portfolio(scan, last)
            if portfolio > last:
                return Mention(start, portfolio, "generic")
            longer = scan.glued(last + 1) and scan.bare(last + 1) in self.vocab.generic and len(name) == 1
            if longer:
                continue
            if scan.bare(last + 1) in self.vocab.army or (name == ("media",) and scan.bare(at - 1) == "social"):
                return None
            lone = start == at
            if lone and scan.words[at].capital and " ".join(name).lower() not in self.vocab.lone:
                return None
            return Mention(start, last, "generic", full=not lone)
        return None

    def _introduced_name(self, scan: _Scan, noun: int) -> Mention | None:
        """The name behind "the charity", if it is no date and not too long."""
        last = self._run(scan, noun + 1)
        short = last - noun <= LONGEST_NAME and scan.bare(noun + 1) not in CALENDAR
        return Mention(noun + 1, last, INTRODUCED) if short else None

    def _portfolio(self, scan: _Scan, head: int) -> int:
        """The last word of "minister of labour and social protection", `head` itself if none follows."""
        at = head + 1
        if not (scan.glued(at) and scan.bare(at) in ("of", "for") and scan.glued(at + 1)):
            return head
        last = head
        while scan.glued(at + 1):
            word = scan.bare(at + 1)
            if word in self.vocab.portfolios and not scan.words[at + 1].capital:
                last = at + 1
            elif word not in ("and", "the"):
                break
            at += 1
        return last

    def _articled(self, scan: _Scan, part: range) -> Iterable[str]:
        """One-word names that keep their article inside a sentence ("staff of The Passage"), each time they do."""
        most = len(scan.words) - 1
        for at in [at for at, word in scan.numbered(part) if word.text == "The" and 0 < at < most]:
            if not scan.glued(at) or not scan.glued(at + 1) or not scan.words[at - 1].text.islower():
                continue
            word, after = scan.words[at + 1], scan.words[at + 2] if at + 2 < len(scan.words) else None
            alone = after is None or not (scan.glued(at + 2) and after.capital)
            if (
                word.capital
                and alone
                and word.bare not in self.vocab.heads
                and f"the {word.bare}" not in PLACES_WITH_ARTICLE
            ):
                yield word.text

    def _kept_articles(self, articled: Counter[str]) -> dict[str, str]:
        """The names that keep their article more than once; a place is none, nor is what a text always writes so."""
        again = [word for word, times in articled.items() if times > 1]
        names = again if len(again) <= MOST_ARTICLED else ()
        return {word: f"The {word}" for word in names if word.lower() not in self.vocab.places}

    def _introduced(self, scan: _Scan, part: range, mentions: Iterable[Mention]) -> set[str]:
        """One-word names that the text says are bodies: "the charity Unity", "Ana Rusu, director of Unity"."""
        told = {scan.words[m.first].text for m in mentions if m.kind == INTRODUCED and m.first == m.last}
        for at, word in scan.numbered(part):
            if word.text.isupper() and self._acronym_of_office(scan, at):
                told.add(word.text)
            if word.bare in self.vocab.posts:
                told |= {name for name in (self._employer(scan, at), self._owner(scan, at)) if name}
        return told

    def _told(self, scan: _Scan) -> Iterable[str]:
        """Names of several words that the text calls bodies: "Casa Luz, a shelter that …", "director of Casa Luz"."""
        for opened in self.vocab.apposed.finditer(scan.text):
            last = bisected(scan.words, opened.start(), key=lambda word: word.end)
            if last < len(scan.words) and scan.words[last].end == opened.start():
                yield from self._name_ending(scan, last)
        for at, word in enumerate(scan.words):
            if word.bare in self.vocab.posts and word.text.islower():
                linked = scan.glued(at + 1) and scan.bare(at + 1) in ("of", "at", "with", "for") and scan.glued(at + 2)
                first = at + 3 if linked and scan.bare(at + 2) == "the" else at + 2
                if linked and scan.glued(first) and scan.words[first].capital:
                    yield from self._name_of(scan, first, self._run(scan, first))

    def _name_ending(self, scan: _Scan, last: int) -> Iterable[str]:
        first = last
        while first and scan.glued(first) and scan.words[first - 1].capital and last - first < LONGEST_RUN:
            first -= 1
        return self._name_of(scan, first, last)

    def _name_of(self, scan: _Scan, first: int, last: int) -> Iterable[str]:
        """The run of capitals as a name, unless it is a place, a body or a person's office."""
        words = scan.words[first : last + 1]
        places = self.vocab.localities | self.vocab.places
        if (
            MANY <= len(words) <= LONGEST_NAME
            and all(word.capital and not word.possessive for word in words[:-1])
            and not any(word.bare in self.vocab.heads or word.bare in self.vocab.roles for word in words)
            and not any(word.bare in CALENDAR for word in words)
            and scan.span(first, last) not in places
            and words[-1].text not in places
            and self._known(scan, first) is None
        ):
            yield plain(scan.span(first, last))

    def _acronym_of_office(self, scan: _Scan, at: int) -> bool:
        """As in "AFP Commander Ana Rusu", "DIICOT prosecutors": an acronym right before a role."""
        word = scan.words[at]
        if not (word.shouted and MIN_ACRONYM <= len(word.text) <= MAX_ACRONYM and word.text.isalpha()):
            return False
        if word.text in self.vocab.localities or word.bare in self.vocab.heads or word.bare in self.vocab.roles:
            return False
        after = scan.words[at + 1] if scan.glued(at + 1) else None
        if after is None or after.shouted:
            return False
        role = after.bare.removesuffix("s")
        return role in self.vocab.roles or role in self.vocab.titles

    def _employer(self, scan: _Scan, at: int) -> str | None:
        """As in "director of Unity": one capitalised word behind a post."""
        if not (scan.glued(at + 1) and scan.bare(at + 1) in ("of", "at", "with") and scan.glued(at + 2)):
            return None
        return self._lone_name(scan, at + 2)

    def _owner(self, scan: _Scan, at: int) -> str | None:
        """As in "Unity's executive director": one capitalised word with a possessive ending before a post."""
        for back in range(at - 1, max(-1, at - LONGEST_POST), -1):
            if not scan.glued(back + 1):
                return None
            if scan.words[back].possessive:
                return self._lone_name(scan, back)
        return None

    def _lone_name(self, scan: _Scan, at: int) -> str | None:
        word = scan.words[at]
        inside = (scan.glued(at + 1) and scan.words[at + 1].capital and not word.possessive) or (
            scan.glued(at) and scan.words[at - 1].capital
        )
        common = word.bare in self.vocab.heads or word.bare in self.vocab.roles or word.bare in CALENDAR
        place = word.text in self.vocab.localities or word.bare in self.vocab.adjectives
        return word.text if word.capital and not (inside or common or place) else None

    def _acronyms(self, scan: _Scan, mentions: Iterable[Mention]) -> Iterable[tuple[str, str]]:
        """Acronyms in brackets after a body's long form ("the Directorate of Criminal Investigations (DCI)")."""
        for mention in mentions:
            if mention.kind in ("generic",) or not mention.full:
                continue
            long = scan.span(mention.first, mention.last)
            bracket = BRACKETED.match(scan.text, scan.words[mention.last].stop)
            if bracket and sum(map(str.isupper, bracket[1])) >= (1 if len(long) > 2 * len(bracket[1]) else 2):
                yield bracket[1], plain(long)

    def _named(self, scan: _Scan, mentions: Sequence[_Named]) -> Iterable[Body]:
        full = [plain(one.text) for one in mentions if one.full and one.kind != "generic"]
        spelled = set(full)
        distinct = list(dict.fromkeys(full))
        longest: dict[str, str] = {}
        earlier: dict[str, str] = {}
        for mention in mentions:
            name = plain(mention.text)
            if mention.full and mention.kind != "generic":
                name = scan.acronyms.get(name) or self._spelled(name, spelled)
                name = longest.setdefault(name, longest.get(name) or self._longest(name, distinct))
                for word in words_of(name):
                    if word.bare in self.vocab.heads:
                        earlier[word.bare] = name
            else:
                short = self._short(mention, name, earlier, distinct)
                if short is None:
                    continue
                name = short
                if mention.kind == "generic" and " " in name:  # "the attorney general's office", then "the office"
                    earlier[words_of(name)[-1].bare] = name
            yield Body(mention.start, mention.end, mention.text, name)

    def _spelled(self, name: str, spelled: set[str]) -> str:
        """The long form of an acronym that everybody knows, if the document has it somewhere."""
        return next((long for long in self.vocab.long_forms.get(name, ()) if long in spelled), name)

    def _longest(self, name: str, full: Sequence[str]) -> str:
        """A longer form of the same name in the document: words added before or after it, no other body among them."""
        if " " not in name:
            return name
        for longer in full:
            if len(longer) <= len(name) or name not in longer:
                continue
            front, _, back = longer.partition(name)
            whole_words = (not front or front.endswith(" ")) and (not back or back.startswith(TAILS))
            if whole_words and not self._has_head(front + " " + back):
                return longer
        return name

    def _has_head(self, text: str) -> bool:
        return any(word.bare in self.vocab.heads or word.bare in self.vocab.known for word in words_of(text))

    def _short(self, mention: _Named, name: str, earlier: Mapping[str, str], full: Sequence[str]) -> str | None:
        """The name that "the Ministry", "the government" stands for; null for a common noun."""
        if mention.kind == "generic" and mention.full:
            return name
        key = name.lower()
        if key in ("government", "govt"):
            return next((body for body in full if body.lower().startswith("government of ")), name)
        if key in earlier and (mention.kind != "generic" or mention.definite):
            return earlier[key]
        if key in MINISTERS and mention.definite:
            ministries = [body for body in full if any(word.bare in MINISTERS for word in words_of(body))]
            if len(ministries) == 1:
                return ministries[0]
        return name if key in self.vocab.lone else None


def blocks_apart(layout: Layout) -> str:
    """The shadow of a document with a line break behind every block and table cell."""
    text, pieces, at = layout.shadow, [], 0
    for edge in sorted({edge for block in layout.blocks for edge in (block.end, *(cell.end for cell in block.cells))}):
        if edge < len(text) and not text[edge].isalnum():
            pieces += [text[at:edge], "\n"]
            at = edge + 1
    return "".join([*pieces, text[at:]])


def _repeated(scan: _Scan, names: Collection[str]) -> dict[str, str]:
    """The names that the text has more than once, or that are acronyms."""
    counts = Counter(word.text for word in scan.words if word.text in names) if names else {}
    return {name: name for name in names if counts[name] >= REPEATED or name.isupper()}


def _same_words(scan: _Scan, at: int, name: Sequence[str], *, case: bool = True) -> bool:
    """Whether the words from `at` on are those of `name`, in its letter case or in capitals throughout."""
    if at + len(name) > len(scan.words):
        return False
    for i, part in enumerate(name):
        word = scan.words[at + i]
        if word.bare != part.lower() or (case and word.text not in (part, part.upper())):
            return False
        gap = scan.text[scan.words[at + i - 1].stop : word.start] if i else ""
        if gap.strip(" .\xa0") or len(gap) >= COLUMN_GAP:
            return False
    return True
