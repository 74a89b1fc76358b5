"""Names that only a text itself tells to be bodies: by an article, a noun, a post, or an acronym in brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from thbextract.normalize.bodyscan import INTRODUCED, LONGEST_NAME, LONGEST_RUN, Mention, Scan, known_at
from thbextract.normalize.bodywords import BodyWords
from thbextract.normalize.names import CALENDAR, plain
from thbextract.normalize.pieces import bisected

# An acronym in brackets right after its long form: "(SBG)", "(Interior)", "(SBG-North)".
BRACKETED = re.compile(r"[.]?[ ]{0,2}\(\s?(?:the )?[“\"]?([A-Z][\w&/-]{1,14})[”\"]?\s?[,)]")
PLACES_WITH_ARTICLE = frozenset(
    ("the hague", "the bronx", "the gambia", "the bahamas", "the netherlands", "the philippines")
)
MOST_ARTICLED = 3  # a text that writes "The" in capitals everywhere tells nothing by it
REPEATED = 2  # mentions of a name that only a post tells of
MANY = 2  # words of a name that the text tells of, at least
MIN_ACRONYM, MAX_ACRONYM = 3, 8
LONGEST_POST = 4  # words from a possessive name to the post: "Unity's deputy executive director"


class ToldBodies:
    """Finds what a text tells of its bodies; build it once, it holds no state of a text."""

    def __init__(self, vocab: BodyWords) -> None:
        self._vocab = vocab

    def articled(self, scan: Scan, part: range) -> Iterable[str]:
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
                and word.bare not in self._vocab.heads
                and f"the {word.bare}" not in PLACES_WITH_ARTICLE
            ):
                yield word.text

    def kept_articles(self, articled: Counter[str]) -> dict[str, str]:
        """The names that keep their article more than once; a place is none, nor is what a text always writes so."""
        again = [word for word, times in articled.items() if times > 1]
        names = again if len(again) <= MOST_ARTICLED else ()
        return {word: f"The {word}" for word in names if word.lower() not in self._vocab.places}

    def introduced(self, scan: Scan, part: range, mentions: Iterable[Mention]) -> set[str]:
        """One-word names that the text says are bodies: "the charity Unity", "Ana Rusu, director of Unity"."""
        told = {scan.words[m.first].text for m in mentions if m.kind == INTRODUCED and m.first == m.last}
        for at, word in scan.numbered(part):
            if word.text.isupper() and self._acronym_of_office(scan, at):
                told.add(word.text)
            if word.bare in self._vocab.posts:
                told |= {name for name in (self._employer(scan, at), self._owner(scan, at)) if name}
        return told

    def of_several_words(self, scan: Scan) -> Iterable[str]:
        """Names of several words that the text calls bodies: "Casa Luz, a shelter that …", "director of Casa Luz"."""
        for opened in self._vocab.apposed.finditer(scan.text):
            last = bisected(scan.words, opened.start(), key=lambda word: word.end)
            if last < len(scan.words) and scan.words[last].end == opened.start():
                yield from self._name_ending(scan, last)
        for at, word in enumerate(scan.words):
            if word.bare in self._vocab.posts and word.text.islower():
                linked = scan.glued(at + 1) and scan.bare(at + 1) in ("of", "at", "with", "for") and scan.glued(at + 2)
                first = at + 3 if linked and scan.bare(at + 2) == "the" else at + 2
                if linked and scan.glued(first) and scan.words[first].capital:
                    yield from self._name_of(scan, first, scan.run(first))

    def _name_ending(self, scan: Scan, last: int) -> Iterable[str]:
        first = last
        while first and scan.glued(first) and scan.words[first - 1].capital and last - first < LONGEST_RUN:
            first -= 1
        return self._name_of(scan, first, last)

    def _name_of(self, scan: Scan, first: int, last: int) -> Iterable[str]:
        """The run of capitals as a name, unless it is a place, a body or a person's office."""
        words = scan.words[first : last + 1]
        places = self._vocab.localities | self._vocab.places
        if (
            MANY <= len(words) <= LONGEST_NAME
            and all(word.capital and not word.possessive for word in words[:-1])
            and not any(word.bare in self._vocab.heads or word.bare in self._vocab.roles for word in words)
            and not any(word.bare in CALENDAR for word in words)
            and scan.span(first, last) not in places
            and words[-1].text not in places
            and known_at(scan, self._vocab, first) is None
        ):
            yield plain(scan.span(first, last))

    def _acronym_of_office(self, scan: Scan, at: int) -> bool:
        """As in "AFP Commander Ana Rusu", "DIICOT prosecutors": an acronym right before a role."""
        word = scan.words[at]
        if not (word.shouted and MIN_ACRONYM <= len(word.text) <= MAX_ACRONYM and word.text.isalpha()):
            return False
        if word.text in self._vocab.localities or word.bare in self._vocab.heads or word.bare in self._vocab.roles:
            return False
        after = scan.words[at + 1] if scan.glued(at + 1) else None
        if after is None or after.shouted:
            return False
        role = after.bare.removesuffix("s")
        return role in self._vocab.roles or role in self._vocab.titles

    def _employer(self, scan: Scan, at: int) -> str | None:
        """As in "director of Unity": one capitalised word behind a post."""
        if not (scan.glued(at + 1) and scan.bare(at + 1) in ("of", "at", "with") and scan.glued(at + 2)):
            return None
        return self._lone_name(scan, at + 2)

    def _owner(self, scan: Scan, at: int) -> str | None:
        """As in "Unity's executive director": one capitalised word with a possessive ending before a post."""
        for back in range(at - 1, max(-1, at - LONGEST_POST), -1):
            if not scan.glued(back + 1):
                return None
            if scan.words[back].possessive:
                return self._lone_name(scan, back)
        return None

    def _lone_name(self, scan: Scan, at: int) -> str | None:
        word = scan.words[at]
        inside = (scan.glued(at + 1) and scan.words[at + 1].capital and not word.possessive) or (
            scan.glued(at) and scan.words[at - 1].capital
        )
        common = word.bare in self._vocab.heads or word.bare in self._vocab.roles or word.bare in CALENDAR
        place = word.text in self._vocab.localities or word.bare in self._vocab.adjectives
        return word.text if word.capital and not (inside or common or place) else None

    def acronyms(self, scan: Scan, mentions: Iterable[Mention]) -> Iterable[tuple[str, str]]:
        """Acronyms in brackets after a body's long form ("the Directorate of Criminal Investigations (DCI)")."""
        for mention in mentions:
            if mention.kind in ("generic",) or not mention.full:
                continue
            long = scan.span(mention.first, mention.last)
            bracket = BRACKETED.match(scan.text, scan.words[mention.last].stop)
            if bracket and sum(map(str.isupper, bracket[1])) >= (1 if len(long) > 2 * len(bracket[1]) else 2):
                yield bracket[1], plain(long)


def repeated(scan: Scan, names: Collection[str]) -> dict[str, str]:
    """The names that the text has more than once, or that are acronyms."""
    counts = Counter(word.text for word in scan.words if word.text in names) if names else {}
    return {name: name for name in names if counts[name] >= REPEATED or name.isupper()}
