"""Who the first sentences of a text say has issued the report, the figures or the list that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from thbextract.normalize.inflect import verb_forms
from thbextract.normalize.sieve import sieve
from thbextract.patterns import Packs
from thbextract.records import Attribution, Body
from thbextract.resolve.cues import Cues

# Forms that no body issues anything with: "the report issued by", where the body stands behind.
ENDING = "ing"
BRACKET = 20  # characters of an acronym in brackets
BRACKETED = re.compile(r"\s?\([^()]{1,16}\)")
REACH = 90  # characters from a verb to the paper that is issued, and from there to the body
CONDUCTED = sieve(
    r"\b(?:survey|stud(?:y|ies)|research|poll|review|census|audit|assessment|analysis|mapping|inquiry)\b[^.,;:\n]{0,60}?"
    r"\b(?:conducted|carried\sout|undertaken|done|led|compiled|prepared|commissioned|made)\s(?:\w+\s){0,3}?by\s(?:the\s)?$",
    re.IGNORECASE,
)
# A hotline answers for the calls that it took.
HOTLINE = re.compile(r"\b(?:hotline|helpline|lifeline|resource\scent(?:er|re))$", re.IGNORECASE)
TOOK = re.compile(
    r"\s(?:has\s|had\s|have\s)?(?:received|receives|took|taken|fielded|handled|logged|recorded|answered|registered|got)\b[^.;:\n]{0,40}"
    r"\d[^.;:\n]{0,40}\b(?:calls?|contacts?|reports?|signals?|tips?|messages?|cases?|complaints?|requests?)\b"
)
# "the Agency's eastern office", "Agency officials".
PART = (
    r"(?:['’]s?)?(?:\s(?:(?-i:[A-Z])[\w'’-]{1,30}|officials?|officers?|spokes\w+|headquarters)){0,3}?"
    r"(?:,\s(?:\w{2,5}\.\s)?[^,.;:\n]{2,60},)?"
)
ADVERBS = (
    r"(?:\s?\([^()]{1,40}\))?(?:\s(?:has|have|had|also|recently|just|today|yesterday|now|officially|jointly|on\s\w+day"
    r"|this\sweek)){0,3}"
)


class IssuingFinder:
    """Finds who issued what a text retells; build it once, it holds no state of a text."""

    def __init__(self, packs: Packs, cues: Cues) -> None:
        forms = {form for verb in cues.issues for form in verb_forms(verb, packs.forms)}
        papers = _alternatives(cues.material | cues.papers | cues.issued)
        finite = _alternatives(form for form in forms if not form.split()[0].endswith(ENDING))
        going = _alternatives(form for form in forms if form.split()[0].endswith(ENDING))
        self._active = re.compile(
            rf"{PART}{ADVERBS}\s(?:{finite})\b[^.,;:\n]{{0,{REACH}}}?\b(?:{papers})\b", re.IGNORECASE
        )
        self._own = re.compile(
            rf"[^.;:\n]{{0,{2 * REACH}}},\s(?:its|their)\s(?:[\w-]+\s){{0,3}}?(?:{papers})\s(?={cues.shows})",
            re.IGNORECASE,
        )
        self._participle = re.compile(
            rf"\b(?:{going})\s[^.;:\n]{{0,{REACH}}}?\b(?:{papers})\b[^.;:\n]{{0,{REACH}}}?,\s(?:the\s)?(?:office\sof\s(?:the\s)?)?$",
            re.IGNORECASE,
        )

    def within(self, text: str, start: int, end: int, bodies: Sequence[Body]) -> list[Attribution]:
        """The bodies between two places that are said to have issued something, as attributions that reach nowhere."""
        return [
            Attribution(body.start, body.end, body.start, body.start, body.name, body.text, None)
            for body in _named(bodies, start, end)
            if self._issues(text, start, end, body)
        ]

    def _issues(self, text: str, start: int, end: int, body: Body) -> bool:
        before = text[max(start, body.start - 3 * REACH) : body.start]
        named = text[body.end :][:BRACKET]
        aside = BRACKETED.match(named)
        took = HOTLINE.search(body.name) and TOOK.match(text, body.end + (aside.end() if aside else 0), end)
        return bool(
            took
            or self._active.match(text, body.end, end)
            or self._own.match(text, body.end, end)
            or self._participle.search(before)
            or CONDUCTED.search(before)
        )


def _named(bodies: Iterable[Body], start: int, end: int) -> Iterable[Body]:
    """The bodies between two places that have a name: "the authorities" issue a paper of nobody."""
    early = (body for body in bodies if start <= body.start < end)
    return (body for body in early if body.name[:1].isupper() and (" " in body.name or body.name.isupper()))


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))
