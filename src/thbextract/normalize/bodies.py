"""Bodies in a text: capitalised names around a head noun, names known by themselves, and speakers in lower case.

A name is read word by word from its first capital: modifiers, a head ("Ministry", "Office"), a complement
("of Health and Social Protection"). Words look themselves up in dictionaries, so a text is passed over once
whatever the size of the vocabulary; a second pass knows the acronyms that the first one found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from thbextract.normalize.bodiestold import ToldBodies, repeated
from thbextract.normalize.bodynames import BodyNamer
from thbextract.normalize.bodyscan import (
    IN_NAMES,
    INTRODUCED,
    LONGEST_NAME,
    Mention,
    Named,
    Scan,
    known_at,
    same_words,
)
from thbextract.normalize.bodywords import BodyWords, by_first
from thbextract.normalize.names import CALENDAR, Word, plain, words_of
from thbextract.normalize.shortcuts import SHORTCUTS, remembered
from thbextract.patterns import Packs
from thbextract.records import Body, Layout

LINKS = frozenset(("of", "for", "on", "to", "against", "at"))
PEOPLE = frozenset(
    ("children", "women", "families", "persons", "beings", "youth", "communities")
)  # no police of theirs
GENERAL = frozenset(("general", "generals"))
HOLDERS = (2, 3)  # words of a person's name


class BodyFinder:
    """Finds bodies by the vocabulary of `packs`; build it once, it holds no state of a text."""

    def __init__(self, packs: Packs) -> None:
        self.vocab = vocab = BodyWords(packs)
        self._told, self._names = ToldBodies(vocab), BodyNamer(vocab)
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
        scan = Scan(text, words_of(text))
        named = self._first_pass(scan)
        scan.told = by_first(self._told.of_several_words(scan))
        if scan.acronyms or scan.told:
            scan.free = 0
            named = [scan.named(mention) for mention in self._pass(scan, scan.openings)]
        return tuple(self._names.named(scan, named))

    def _first_pass(self, scan: Scan) -> list[Named]:
        """The mentions that a text without acronyms of its own has; notes in the scan those that this one has."""
        named: list[Named] = []
        articled: Counter[str] = Counter()
        introduced: set[str] = set()
        acronyms: dict[str, str] = {}
        for part in scan.parts():
            openings = [at for at, word in scan.numbered(part) if self._may_open(word)]
            scan.openings.extend(openings)
            mentions = list(self._pass(scan, openings))
            named += [scan.named(mention) for mention in mentions]
            articled.update(self._told.articled(scan, part))
            introduced |= self._told.introduced(scan, part, mentions)
            for short, long in self._told.acronyms(scan, mentions):
                acronyms.setdefault(short, long)
        scan.acronyms = self._told.kept_articles(articled) | repeated(scan, introduced) | acronyms
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

    def _pass(self, scan: Scan, openings: Iterable[int]) -> Iterator[Mention]:
        """The mentions that begin at some of the words; those before must have been found."""
        for at in openings:
            mention = self._at(scan, at) if at >= scan.free else None
            if mention:
                scan.free = mention.last + 1
                yield mention

    def _may_open(self, word: Word) -> bool:
        """Whether a body may begin with a word: it has a capital, or it is one of those that open a speaker's name."""
        return word.capital or word.bare in self._opening or word.text.isupper() or not SHORTCUTS.on

    def _at(self, scan: Scan, at: int) -> Mention | None:
        word = scan.words[at]
        if not word.capital:
            return self._spelt(scan, at) or self._lower(scan, at)
        known = known_at(scan, self.vocab, at)
        grammar = self._grammar(scan, at)
        if known and grammar:
            inner = grammar.kind == "officer" and known.last < grammar.last
            return known if inner or known.last >= grammar.last else grammar
        return known or grammar or self._lower(scan, at)

    def _spelt(self, scan: Scan, at: int) -> Mention | None:
        """An acronym that is a function word in lower case ("WHO"), between words that are not in capitals."""
        alone = not any(scan.words[i].shouted for i in (at - 1, at + 1) if 0 <= i < len(scan.words))
        return known_at(scan, self.vocab, at) if scan.words[at].shouted and alone else None

    def _grammar(self, scan: Scan, at: int) -> Mention | None:
        first, last = at, scan.run(at)
        desk = self._desk(scan, first, last)
        if desk:
            return desk
        heads = [i for i in range(first, last + 1) if scan.bare(i) in self.vocab.heads]
        if not heads:
            joined = self._joined(scan, first, last)
            return self._complete(scan, first, joined) if joined else None
        return self._complete(scan, first, heads)

    def _desk(self, scan: Scan, first: int, last: int) -> Mention | None:
        """As in "Press service of the Ministry of Welfare": a head in lower case that a body's name follows."""
        if scan.bare(last + 1) not in self.vocab.desks or not scan.glued(last + 1) or scan.bare(first) in CALENDAR:
            return None
        if scan.bare(last + 2) not in ("of", "for") or not scan.glued(last + 2):
            return None
        end = self._complements(scan, last + 1, scan.bare(last + 1))
        owner = any(self._names_body(scan, i) or scan.words[i].shouted for i in range(last + 3, end + 1))
        return Mention(first, end, "agency") if owner else None

    def _names_body(self, scan: Scan, at: int) -> bool:
        return scan.bare(at) in self.vocab.heads or known_at(scan, self.vocab, at) is not None

    def _joined(self, scan: Scan, first: int, last: int) -> list[int]:
        """Heads of "the Health and Labour Inspection Body": modifiers on both sides of "and"."""
        opens = first == 0 or "\n" in scan.text[scan.words[first - 1].stop : scan.words[first].start]
        if not (opens or scan.bare(first - 1) == "the") or last - first > 2 or scan.bare(last + 1) not in ("and", "&"):
            return []
        if (
            scan.span(first, last).lower() in self.vocab.places
            or known_at(scan, self.vocab, first)
            or not scan.glued(last + 2)
        ):
            return []
        if not scan.words[last + 2].capital or known_at(scan, self.vocab, last + 2):
            return []
        end = scan.run(last + 2)
        heads = [i for i in range(last + 3, end + 1) if scan.bare(i) in self.vocab.heads]
        return heads[:1]

    def _complete(self, scan: Scan, first: int, heads: Sequence[int]) -> Mention | None:
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

    def _without_holder(self, scan: Scan, head: int, last: int) -> int:
        """The last word of an office, without who holds it ("Minister of Foreign Employment Ana Rusu")."""
        fields = [i for i in range(head + 1, last + 1) if scan.bare(i) in self.vocab.portfolios]
        named = last - fields[-1] if fields else 0
        joined = any(scan.bare(i) in ("and", "of", "the", "for") for i in range((fields or [last])[-1], last + 1))
        return fields[-1] if named in HOLDERS and not joined else last

    def _last_head(self, scan: Scan, heads: Sequence[int]) -> int:
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

    def _complements(self, scan: Scan, last: int, head: str) -> int:
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

    def _complement(self, scan: Scan, at: int) -> int | None:
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
        last = self._cut(scan, at, scan.run(at))
        return next((i - 1 for i in range(at, last + 1) if scan.bare(i) in self.vocab.instruments), last)

    def _cut(self, scan: Scan, first: int, last: int) -> int:
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

    def _coordinated(self, scan: Scan, last: int) -> int:
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
            end = scan.run(nxt)
            if self._foreign(scan, nxt, end) or (comma and end - nxt > 2):
                return last
            if joined:
                return end if not listed or end - nxt <= 3 else last
            at, listed = end, True

    def _foreign(self, scan: Scan, first: int, last: int) -> bool:
        """Whether a run is a body, a country or a person of its own, and no part of the name before it."""
        run = scan.words[first : last + 1]
        return (
            any(word.bare in self.vocab.heads or word.bare in self.vocab.roles for word in run)
            or plain(scan.span(first, last)).lower() in self.vocab.places
            or known_at(scan, self.vocab, first) is not None
            or run[0].bare in CALENDAR
            or (
                len(run) == 1 and run[0].shouted and not scan.words[first - 1].shouted and scan.bare(first - 1) != "and"
            )
        )

    def _lower(self, scan: Scan, at: int) -> Mention | None:
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

    def _speaker(self, scan: Scan, start: int, at: int) -> Mention | None:
        for name in self.vocab.generic.get(scan.bare(at), ()):
            last = at + len(name) - 1
            if not same_words(scan, at, name, case=False):
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

    def _introduced_name(self, scan: Scan, noun: int) -> Mention | None:
        """The name behind "the charity", if it is no date and not too long."""
        last = scan.run(noun + 1)
        short = last - noun <= LONGEST_NAME and scan.bare(noun + 1) not in CALENDAR
        return Mention(noun + 1, last, INTRODUCED) if short else None

    def _portfolio(self, scan: Scan, head: int) -> int:
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


def blocks_apart(layout: Layout) -> str:
    """The shadow of a document with a line break behind every block and table cell."""
    text, pieces, at = layout.shadow, [], 0
    for edge in sorted({edge for block in layout.blocks for edge in (block.end, *(cell.end for cell in block.cells))}):
        if edge < len(text) and not text[edge].isalnum():
            pieces += [text[at:edge], "\n"]
            at = edge + 1
    return "".join([*pieces, text[at:]])
