"""Whose words a sentence has: the cues in it, each with the body or person that answers for them.

A cue is looked at from the verb or preposition outwards: right before "said", right behind "according to". A
name counts if nothing but roles, appositions and adverbs stands between; pronouns and roles fall back on the
last speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from thbextract.normalize.names import FUNCTION_WORDS, Word, plain, words_of
from thbextract.normalize.places import Place
from thbextract.normalize.shortcuts import SHORTCUTS
from thbextract.normalize.sieve import sieve
from thbextract.records import Body
from thbextract.resolve.cues import Cues, places_of
from thbextract.resolve.voices import Person, Speakers, Voice

# "…, who surveyed the camps in 2020,", "…, a shelter that takes in girls," between a speaker and the verb.
RELATIVE = re.compile(r",\s+(?:who|which|whose|an?|the|one of)\s[^,.;:“”\"]{3,100},\s*(?:\w+ly\s+|also\s+)?$")
# "(Coast Office, 2020)": a source in brackets.
CITED = re.compile(r"\((?:see\s+|source:\s+)?(?:the\s+)?$", re.IGNORECASE)
CITED_YEAR = re.compile(r"(?:,\s*|\s+)(?:[A-Z][a-z]+\s+)?(?:19|20)[0-9]{2}[a-z]?\)")
BETWEEN_SAID = re.compile(
    r"(?:[\s,:]|\b(?:the|a|in|his|her|its|speech|by|yesterday|today|on|to|reporters|earlier|later|former|acting)\b)*",
    re.IGNORECASE,
)
PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were|not|as)\s+(?:also\s+|further\s+)?$", re.IGNORECASE)
# What stands before a speaker who begins a clause of his own ("…, while the ministry said").
CLAUSE = re.compile(
    r"(?:,|;|\s[-–—]|\band|\bbut)?\s*\b(?:while|whereas|but|although|though|and|because|after|as|which|where)\s+"
    r"(?:the\s+|a\s+)?$|;\s*(?:the\s+)?$",
    re.IGNORECASE,
)
PRONOUN = sieve(
    r"\b(he|she|they|it)\b(?:\s+(?:also|further|then|later|has|had|however|went on to))?\s*$", re.IGNORECASE
)
PRONOUN_AFTER = re.compile(r"\s*(him|her|them)\b", re.IGNORECASE)
LATER_ROLE = re.compile(r"\bthe\s+(?:[\w-]+\s+){0,3}([\w-]+)\s*$", re.IGNORECASE)
LATER_ROLE_OF = sieve(r"\b([\w-]+)\s+(?:of|for|at|in)\s+(?:the\s+)?$", re.IGNORECASE)
REPORT = sieve(
    r"\b(?:the|this|its|their|another|same|new|latest|annual|[0-9]{4})\s+(?:[\w()]+\s+){0,4}?"
    r"(?:report|study|survey|document|review|research|assessment|paper|narrative)\s*$",
    re.IGNORECASE,
)
REPORT_AHEAD = re.compile(
    r"\s*((?:the|this|its|their|an?|that)\s+(?:\w+\s+){0,3}?(?:report|study|survey|document|review|research|assessment|paper))\b",
    re.IGNORECASE,
)
RELEASED = re.compile(r"(?:['’]s?)?(?:\s+[\w-]+){0,7}?\s+(?:report|study|survey|review)\b", re.IGNORECASE)
REPORT_BY = sieve(r"\b(?:report|study|survey|review)\b[^.;]{0,60}?\b(?:by|from|of)\s+(?:the\s+)?$", re.IGNORECASE)
PARTICIPLE = re.compile(
    r"(?:,\s*|\s)(?:speaking|opening|addressing|commenting|presenting|summing|answering|"
    r"in (?:his|her|its) (?:speech|report|statement))\b"
)
OWNING = re.compile(r"\A['’]s?(?=\s)")
AFTER_NAME = re.compile(r"(?:['’]s)?\s+([\w-]+)")
NAME_ENDS = re.compile(r"[,;:)]|\.\s")
RELYING = re.compile(
    r"\W*(?:based on|from|in|per|using|as per|by)?\s*(?:the|a|an|its)?\s*(?:latest|new|recent|official)?\s*",
    re.IGNORECASE,
)
QUOTE_BEFORE = re.compile(r"[”\"’',]\s*$")
NAMED = re.compile(r"(?:the\s+|its\s+|a\s+)?((?:[A-Z][\w&’'-]*\s+(?:(?:of|on|for|and)\s+)?){0,7}[A-Z][\w&-]*)")
CITING = ("citing", "quoting", "quote", "has quoted")
# What figures are without belonging to anybody ("Global estimates suggest …").
ADJECTIVES = frozenset(
    ("global", "current", "other", "national", "available", "international", "provisional", "early", "separate")
)
# Papers that are quoted by their name, as if they spoke.
PAPERS = frozenset(("index", "survey", "study", "report", "review", "barometer", "atlas", "yearbook"))
# What a text refers to by number: "according to Article 132", "as per Section 370".
REFERENCES = frozenset(
    (
        "article",
        "articles",
        "section",
        "paragraph",
        "chapter",
        "part",
        "annex",
        "table",
        "figure",
        "rule",
        "order",
        "clause",
    )
)
# Verbs of doing, unless a clause with "that" follows: police find victims, a study finds that …
DOING = (
    "reveal",
    "disclos",
    "find",
    "found",
    "determin",
    "observ",
    "pledg",
    "promis",
    "critici",
    "lament",
    "outlin",
    "indicat",
    "project",
)
NOTED = sieve(
    r"\b(?:it|as)\s+(?:was|is|has been)\s+(?:also\s+|further\s+)?"
    r"(?:noted|said|reported|stated|emphasi[sz]ed|announced|mentioned|stressed|informed)\s+(?:at|during)\s+the\s+"
    r"(?:briefing|press conference|meeting|event|conference|session|forum|hearing)",
    re.IGNORECASE,
)
NAMED_SUBJECT = re.compile(
    r"\b[Tt]he\s+((?:[A-Z][\w'’&-]*\s+(?:(?:of|for|and)\s+)?){0,6}[A-Z][\w'’&-]*)\s*(?:has\s+|had\s+|also\s+|have\s+)*$"
)
NOUN_BEHIND = re.compile(
    r"\s+(?!(?:for|in|on|of|and|between|covering|from|about|that|has|have|also)\b)[a-z]+s\s+(?=[a-z]+s?\b)"
)
NAMED_AFTER = re.compile(r"(?:^|[.!?]\s+)((?:[A-Z][\w&-]*\s+){1,3})$")  # "Migration" in "Migration Colombia said"
REDUCED = ("reported by", "estimated by", "cited by")
FINITE = re.compile(
    r"\s+(?:has|have|had|is|are|was|were|will|fell|rose|grew|dropped|increased|decreased|declined|remained|doubled|varies|"
    r"went|came|reached|stood|amounted)\b"
)
OWNED_NOUN = re.compile(r"\s+([a-z]{4,})")
OWNER = re.compile(r"\s*(?:its|their|the organi[sz]ation's)\s+[\w-]+", re.IGNORECASE)
NEAREST = 2  # names before a verb that are tried: "the Bureau's immigration section said"
LONGEST_TITLE = 40  # characters before a name that its titles take at most
LONGEST_SUBJECT = 260  # characters from a speaker's first name to the verb, appositions and all
WINDOW = 240  # characters around a name that are looked at: what ties it to a verb stands close
MEMORY = 1500  # characters after which "he" or "the official" no longer means the last speaker


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue with its voice. `lead` is where the part of the sentence begins that it may cover, if not at its start."""

    at: int
    voice: Voice
    after: bool = False
    lead: int | None = None
    whole: bool = False


class Sources:
    """Reads the sentences of one text in order and remembers who spoke last."""

    def __init__(self, cues: Cues, text: str, words: Sequence[Word], bodies: Sequence[Body]) -> None:
        self.cues = cues
        self.text = text
        self.who = Speakers(cues, text, words, bodies)
        self.last: Voice | None = None
        self.last_end = -MEMORY
        self.person: Voice | None = None
        self.person_end = -MEMORY
        self.subject: Voice | None = None
        self.reports = list(self._reports())
        # Where the cues of the text may stand, so that its sentences need not be searched for them one by one.
        self._says_at, self._according_at, self._data_at = places_of(text, cues.says, cues.according, cues.data_from)
        self._cues_at = sorted([*self._says_at, *self._according_at, *self._data_at])
        self._noted = NOTED.search(text) is not None

    def hits(self, start: int, end: int) -> list[Hit]:
        """The cues of one sentence with who answers for them, in text order; remembers who spoke."""
        kept: list[Hit] = []
        for hit in self._found(start, end) if self._may_have_any(start, end) else ():
            if kept and (kept[-1].voice.start, kept[-1].voice.end) == (hit.voice.start, hit.voice.end):
                continue
            kept.append(hit)
        for hit in kept:
            if hit.voice.issuer or hit.voice.speaker:
                self.last, self.last_end = hit.voice, end
            if hit.voice.speaker or self._spoken_for(hit.voice):
                self.person, self.person_end = hit.voice, end
        self.subject = self._first_named(start, end) or self.subject
        return kept

    def _found(self, start: int, end: int) -> list[Hit]:
        """The cues of one sentence, also those that name the same voice again."""
        hits = [
            *self._accordings(start, end),
            *self._saids(start, end),
            *self._materials(start, end),
            *self._passives(start, end),
        ]
        return [hit for hit in hits if hit.whole] or sorted(hits, key=lambda hit: hit.at)

    def _may_have_any(self, start: int, end: int) -> bool:
        """Whether a sentence has a word that a cue may begin with, or a body, whose name may stand as a source."""
        first = bisect_left(self._cues_at, start)
        cued = first < len(self._cues_at) and self._cues_at[first] < end
        return cued or self._noted or not SHORTCUTS.on or bool(self.who.bodies_in(start, end))

    def _accordings(self, start: int, end: int) -> Iterable[Hit]:
        for cue in self.cues.according.within(self.text, self._according_at, start, end):
            voice = self._after(cue.end(), end)
            if voice and not self._is_owner_of_deeds(cue, voice):
                yield Hit(cue.start(), voice, whole=cue[0].lower().startswith(CITING))
        for body in self.who.bodies_in(start, end):
            opened = CITED.search(self.text, max(start, body.start - LONGEST_TITLE), body.start)
            if opened and CITED_YEAR.match(self.text, body.end):
                yield Hit(body.start, _voice(body))

    def _is_owner_of_deeds(self, cue: re.Match[str], voice: Voice) -> bool:
        """As in "citing police surveillance", "the victims reported by the police fell": no word of theirs."""
        if cue[0].lower().startswith(REDUCED) and FINITE.match(self.text, voice.end):
            return True
        owned = OWNED_NOUN.match(self.text, voice.end)
        lower = not (voice.text or "A")[:1].isupper()
        return cue[0].lower().startswith(CITING) and lower and owned is not None and owned[1] not in self.cues.material

    def _after(self, at: int, end: int) -> Voice | None:
        """Who is named behind "according to"."""
        pronoun = PRONOUN_AFTER.match(self.text, at, end)
        if pronoun:
            return self._remembered(at, pronoun.end())
        stop = NAME_ENDS.search(self.text, at, end)
        limit = stop.start() if stop else end
        owned = OWNER.match(self.text, at, end)
        if owned and self.subject:
            people = self.who.people_in(owned.end(), min(end, owned.end() + 60))
            return replace(self.subject, start=at, end=owned.end(), speaker=people[0].name if people else None)
        bodies, people = self.who.bodies_in(at, limit), self.who.people_in(at, limit)
        if people and (not bodies or people[0].start < bodies[0].start) and self._leads_to(at, people[0].start):
            return self.named_at(people[0].start, end)
        if bodies and self._leads_to(at, bodies[0].start):
            return self.with_speaker(bodies[0], people)
        report = REPORT_AHEAD.match(self.text, at, limit)
        known = self._of_report(report.start(1), report.end(1)) if report else None
        return known or self._report_voice(at, limit) or self._bare_name(at, limit)

    def _leads_to(self, at: int, named: int) -> bool:
        """Whether the words between a cue and a name lead to it ("data compiled in a report by the …")."""
        words = [word.bare for word in words_of(self.text[at:named])]
        known = self.cues.leading | self.cues.material | self.cues.roles | self.cues.introductions
        return sum(word not in known for word in words) <= 1

    def with_speaker(self, body: Body, people: Sequence[Person]) -> Voice:
        """A body as a voice, with the person among `people` that the text ties to it."""
        speaker = next((p.name for p in people if p.start >= body.end and self.who.linked(body.end, p.start)), None)
        return _voice(body, speaker)

    def _bare_name(self, at: int, limit: int) -> Voice | None:
        """A capitalised name that is no known body: it answers if nothing but an article stands before it."""
        named = NAMED.match(self.text, at, limit) or self.cues.acronym_report.search(self.text, at, limit)
        if not named or self.cues.places.find(named[1]):
            return None
        name = re.sub(r"['’]s$", "", named[1])
        first = name.split()[0].lower()
        if first in REFERENCES or name.lower() in self.cues.material or name.lower() in self.cues.instruments:
            return None
        return Voice(named.start(1), named.start(1) + len(name), plain(name), name)

    def _saids(self, start: int, end: int) -> Iterable[Hit]:
        for cue in self.cues.says.within(self.text, self._says_at, start, end):
            if PASSIVE.search(self.text, max(start, cue.start() - WINDOW), cue.start()):
                continue
            hit = None if self._in_a_name(cue, start) else self._said(cue, start, end)
            if hit:
                yield hit

    def _in_a_name(self, cue: re.Match[str], start: int) -> bool:
        """Whether a verb is part of a name: "the United States", "the Puts family"."""
        opens = not self.text[start : cue.start()].strip(' \t\n-–—“"')
        return cue[0].istitle() and not opens

    def _said(self, cue: re.Match[str], start: int, end: int) -> Hit | None:
        verb = cue[0].lower()
        if not _asserted(verb, self.text[cue.end() : min(end, cue.end() + WINDOW)]):
            return None
        before = self._before(cue.start(), start, base=verb in self.cues.bases)
        if before:
            lead = CLAUSE.search(self.text[max(start, before.start - WINDOW) : before.start])
            return Hit(cue.start(), before, lead=before.start if lead else None)
        opens = not self.text[start : cue.start()].strip(" \t\n-–—")  # "Says Ana Rusu, director of …:"
        if opens or QUOTE_BEFORE.search(self.text[max(start, cue.start() - 3) : cue.start()]):
            gap = BETWEEN_SAID.match(self.text, cue.end(), end)
            voice = self.named_at(gap.end() if gap else cue.end(), end)
            return Hit(cue.start(), voice, after=True) if voice else None
        return None

    def _before(self, verb: int, start: int, *, base: bool) -> Voice | None:
        """Who is named right before a verb of saying, with appositions in between."""
        low = max(start, verb - LONGEST_SUBJECT)
        relative = RELATIVE.search(self.text[low:verb])
        if relative:
            verb = low + relative.start()
        bodies = [body for body in self.who.bodies_in(low, verb) if body.end <= verb]
        people = [person for person in self.who.people_in(low, verb) if person.end <= verb]
        ends = sorted((*(b.end for b in bodies), *(p.end for p in people)), reverse=True)
        nearest = next((end for end in ends[:NEAREST] if self.cues.before_verb.fullmatch(self.text, end, verb)), None)
        if nearest is not None:
            bodies = [body for body in bodies if body.end <= nearest]
            people = [person for person in people if person.end <= nearest]
            if base and not (bodies and bodies[-1].end == nearest):
                return None
            if base and not bodies[-1].text.lower().endswith(("s", "police", "media")):
                return None
            return self._chain_left(bodies, people)
        if base:
            return self._pronoun(low, verb)
        return (
            self._pronoun(low, verb)
            or self._report_voice(low, verb)
            or self._country(low, verb)
            or self._role(low, verb)
            or self._participial(start, verb)
            or self._named_subject(low, verb)
        )

    def _chain_left(self, bodies: Sequence[Body], people: Sequence[Person]) -> Voice:
        """The last person and the body he or she is tied to, or the last body."""
        person, body = (people[-1] if people else None), (bodies[-1] if bodies else None)
        if person is None:
            return _voice(bodies[-1])
        if body and self.who.tied(person, body):
            return self._both(person, body)
        return _voice(body) if body and body.end > person.end else self.who.voice_of(person)

    def _both(self, person: Person, body: Body) -> Voice:
        start, end = min(person.start, body.start), max(person.end, body.end)
        return Voice(start, end, body.name, body.text, self.who.voice_of(person).speaker)

    def named_at(self, at: int, end: int) -> Voice | None:
        """Who is named right at `at`: a person with the body after or before the name, or a body."""
        limit = min(end, at + LONGEST_SUBJECT)
        body = next(iter(self.who.bodies_in(at, limit)), None)
        person = next((p for p in self.who.people_in(at - LONGEST_TITLE, limit) if p.end > at), None)
        first = min([named.start for named in (body, person) if named], default=None)
        if first is None or (first > at and not self.who.linked(at, first) and self.text[at:first].strip(" ,")):
            return None
        if person and body and self.who.tied(person, body):
            return self._both(person, body)
        if body and (person is None or body.start < person.start):
            return _voice(body)
        return self.who.voice_of(person) if person else None

    def _pronoun(self, low: int, verb: int) -> Voice | None:
        gap = PRONOUN.search(self.text[low:verb])
        if not gap:
            return None
        if gap[1].lower() in ("it", "they") and not (
            self.last and self.last_end > verb - 400 and self.last.speaker is None
        ):
            return replace(self.subject, start=low + gap.start(1), end=low + gap.end(1)) if self.subject else None
        return self._remembered(low + gap.start(1), low + gap.end(1))

    def _remembered(self, start: int, end: int) -> Voice | None:
        """The last speaker, named by a pronoun at these offsets."""
        named = self.who.last_person(start, MEMORY // 3)
        if named and (self.person is None or named.start > self.person_end):
            return replace(self.who.voice_of(named), start=start, end=end)
        if self.person is None or start - self.person_end > MEMORY:
            return None
        return replace(self.person, start=start, end=end)

    def _spoken_for(self, voice: Voice) -> bool:
        """Whether a body is named through somebody without a name ("the Secretary General of X said")."""
        before = LATER_ROLE_OF.search(self.text[max(0, voice.start - WINDOW) : voice.start])
        after = AFTER_NAME.match(self.text, voice.end)
        words = [match[1].lower() for match in (before, after) if match]
        return any(word in self.cues.roles for word in words)

    def _role(self, low: int, verb: int) -> Voice | None:
        """As in "The deputy chairperson noted": the last speaker or body, if the words before the verb are a role."""
        found = LATER_ROLE.search(self.text[low:verb])
        if found and found[1].lower() in self.cues.roles:
            return self._remembered(low + found.start(), low + found.end())
        return None

    def _country(self, low: int, verb: int) -> Voice | None:
        """As in "Malaysia said": a country speaks for its government."""
        low = max(low, verb - WINDOW // 4)
        place = next((place for place in reversed(self.who.places_in(low, verb)) if place.kind == "name"), None)
        if place is None or self.text[place.end : verb].strip():
            return None
        run = NAMED_AFTER.search(self.text[low : place.start])
        if not run and self._led_by(place, low) not in ("", "while", "and", "but", "which"):
            return None
        start = low + run.start(1) if run else place.start
        name = self.text[start : place.end]
        return Voice(start, place.end, name, name)

    def _led_by(self, place: Place, start: int) -> str:
        """The word before a place in a stretch that begins at `start`, empty where the place opens it."""
        opens = self.text[start : place.start].strip(" \t\n“”\"'‘’(*_-–—•").lower() in ("", "the")
        return "" if opens else place.before

    def _named_subject(self, low: int, verb: int) -> Voice | None:
        """As in "The Workers' Aid Circle reported": a capitalised name with an article that no pack knows."""
        found = NAMED_SUBJECT.search(self.text[low:verb])
        last = found[1].split()[-1].lower() if found else ""
        named_paper = found is not None and last in PAPERS and " " in found[1]  # "the Global Slavery Index estimates"
        words = self.cues.instruments | self.cues.material | self.cues.roles | self.cues.titles
        things: frozenset[str] = frozenset() if named_paper else frozenset(words)
        states = " " not in (found[1] if found else "") and self.text.startswith("states", verb)  # "the Gulf states"
        if not found or states or last in things or self.cues.places.find(found[1]):
            return None
        return Voice(low + found.start(1), low + found.end(1), plain(found[1]), found[1])

    def _participial(self, start: int, verb: int) -> Voice | None:
        """As in "The chair of X, speaking at …, noted": the sentence's first name, a participle, the verb."""
        between = PARTICIPLE.search(self.text, start, verb) if verb - start <= 2 * LONGEST_SUBJECT else None
        if not between:
            return None
        at = between.start()
        bodies, people = self.who.bodies_in(start, at), self.who.people_in(start, at)
        nearest = max([*(b.end for b in bodies), *(p.end for p in people)], default=None)
        return self._chain_left(bodies, people) if nearest is not None and at - nearest < 3 else None

    def _passives(self, start: int, end: int) -> Iterable[Hit]:
        """As in "It was noted at the briefing that …": the last speaker, or the one body that speaks in the text."""
        for cue in NOTED.finditer(self.text, start, end) if self._noted else ():
            voice = self._remembered(cue.start(), cue.end())
            if voice:
                yield Hit(cue.start(), voice)

    def _materials(self, start: int, end: int) -> Iterable[Hit]:
        """As in "Data from X show", "Based on X figures", "X's research reveals"."""
        if SHORTCUTS.on and bisect_left(self._data_at, start) == bisect_left(self._data_at, end):
            return
        for body in self.who.bodies_in(start, end):
            if self._material_of(body, start, end):
                yield Hit(body.start, _voice(body))
        for cue in self.cues.data_from.within(self.text, self._data_at, start, end):
            voice = self._bare_name(cue.end(), end) if not self.who.bodies_in(cue.end(), cue.end() + 6) else None
            modifies = voice and NOUN_BEHIND.match(
                self.text, voice.end, end
            )  # "data from Freedom of Information requests"
            if voice and not modifies and self._asserts(self.text[start : cue.start()], self.text[voice.end : end]):
                yield Hit(cue.start(), voice)
        for cue in self.cues.name_data.finditer(self.text, start, end):
            first = cue[1].split()[0].lower()
            named = first not in FUNCTION_WORDS | self.cues.leading | ADJECTIVES and not self.cues.places.find(cue[1])
            if named and not self.who.bodies_in(cue.start(), cue.end()):
                yield Hit(cue.start(), Voice(cue.start(1), cue.end(1), plain(cue[1]), cue[1]))

    def _material_of(self, body: Body, start: int, end: int) -> bool:
        """Whether a body's data, report or figures carry the sentence."""
        low, high = max(start, body.start - WINDOW), min(end, body.end + WINDOW)
        behind = OWNING.sub("", self.text[body.end : high])
        owned = self.cues.owned.match(behind)
        given = self.cues.given_by.search(self.text[low : body.start])
        before = self.text[low : low + given.start()] if given else self.text[low : body.start]
        rest = behind[owned.end() :] if owned else behind
        return bool(owned or given) and self._asserts(before, rest)

    def _asserts(self, before: str, after: str) -> bool:
        """Whether a phrase like "X figures" carries the sentence: "based on …, …" or "… show"."""
        relies = RELYING.fullmatch(before) and self.cues.leads_to.match(after)
        return bool(relies or self.cues.then_shows.match(after))

    def _report_voice(self, low: int, verb: int) -> Voice | None:
        """As in "The report noted": the body that the text said has issued a report."""
        found = REPORT.search(self.text[max(low, verb - WINDOW) : verb])
        return self._of_report(verb - len(found[0]), verb) if found else None

    def _of_report(self, start: int, end: int) -> Voice | None:
        """The body behind "the report" at these offsets: one that has issued a report, else who answered last."""
        known = next((voice for voice in reversed(self.reports) if voice.end <= end), None)
        known = known or (self.reports[0] if self.reports else None)
        last = self.last if self.last and self.last.issuer and start - self.last_end < MEMORY else None
        source = known or last
        return replace(source, start=start, end=end, speaker=None) if source else None

    def _reports(self) -> Iterable[Voice]:
        """Bodies that the text names as having issued a report."""
        for body in self.who.bodies:
            before = self.text[max(0, body.start - WINDOW // 2) : body.start]
            if RELEASED.match(self.text, body.end) or REPORT_BY.search(before):
                yield _voice(body)

    def _first_named(self, start: int, end: int) -> Voice | None:
        """The body or country that a sentence names first, for "it" in the next one."""
        end = min(end, start + WINDOW)
        body = next(iter(self.who.bodies_in(start, end)), None)
        place = next((place for place in self.who.places_in(start, end) if self._acts(place, start)), None)
        if body and (place is None or body.start < place.start):
            return _voice(body)
        name = self.text[place.start : place.end] if place else None
        return Voice(place.start, place.end, name, name) if place else None

    def _acts(self, place: Place, start: int) -> bool:
        """Whether a place may be a government that the sentence which begins at `start` is of; none that it is in."""
        return place.kind == "name" and self._led_by(place, start) not in ("in", "of", "to", "from")


def _voice(body: Body, speaker: str | None = None) -> Voice:
    return Voice(body.start, body.end, body.name, body.text, speaker)


def _asserted(verb: str, after: str) -> bool:
    """Whether a verb of doing is used for saying: "found that …", "put the number at …", "arrived at an estimate"."""
    if verb.startswith(DOING):
        return bool(re.match(r"(?:\s+\w+ly)?\s+that\b", after))
    if verb.startswith("put"):
        return bool(re.match(r"[^.;]{0,80}\bat\b", after))
    return not verb.startswith("arrive") or bool(re.match(r"\s+at\s+an?\s+(?:estimat|figure|total|number)", after))
