"""What the sentence around a claim says of its population: a place, another year than the calendar's, no total."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence

from thbextract.records import Claim

FISCAL = "fiscal year"
"""What narrows a figure whose year the text calls a fiscal one without saying when it begins."""
NEAR = 40
"""Characters before a count in which what governs it stands."""
TITLE = 0.6
"""From this share of capitalised words on, capitals tell no name: a headline, a label."""

# A preposition right before a count, with a word or two that may stand between ("for the remaining 14 victims").
_GOVERNED = re.compile(r"(?i)\b(?:for|with|by|among|behind|on behalf of)\s+(?:[a-z-]+\s+){0,2}$")
# What a text takes back: "144 victims, not 150 as announced".
_TAKEN_BACK = re.compile(r"(?i)\b(?:not|rather than|instead of|formerly|previously)\s+(?:about\s+|some\s+)?$")
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Ff]rom|[Oo]utside|[Aa]round|[Ww]ithin)\s+(?:the\s+)?"
    r"([A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*)"
)
_FISCAL = re.compile(r"(?i)\b(?:fiscal|financial|budget)\s+years?\b|\bFY\b")
_YEAR = re.compile(r"\d{4}")
_WORD = re.compile(r"[^\W\d_]+")
_TIMES = frozenset(name.lower() for name in (*calendar.month_name, *calendar.month_abbr, *calendar.day_name) if name)


def is_aside(claim: Claim, paying: set[int]) -> bool:
    """Whether a count is no total by itself: it only says for whom something was done, or is taken back.

    Args:
        claim: any claim.
        paying: where sentences begin that tell of money: "paid to 14 victims".
    """
    before = claim.sentence[: max(claim.start - claim.sentence_start, 0)][-NEAR:]
    if _TAKEN_BACK.search(before):
        return True
    if claim.action or claim.category == "money":
        return False
    return claim.sentence_start in paying or bool(_GOVERNED.search(before))


def narrowing(claim: Claim, beside: Sequence[Claim], home: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The places that a claim's sentence narrows it to, and the fiscal year.

    What stands before the first number of a sentence holds for all of its numbers, what stands behind one for that one.

    Args:
        claim: any claim.
        beside: all claims of its sentence in text order.
        home: words of the names of each country (ISO 3166-1 alpha-2), which narrow no figure of that country.
    """
    fiscal = _FISCAL.search(claim.period_text or "") and _YEAR.fullmatch(claim.period or "")
    known = home.get(claim.country or "", frozenset())
    named = {place for place in _places_around(claim, beside) if not set(place.split()) <= known}
    return frozenset(named | ({FISCAL} if fiscal else set()))


def _places_around(claim: Claim, beside: Sequence[Claim]) -> set[str]:
    sentence, begin = claim.sentence, claim.sentence_start
    words = _WORD.findall(sentence)
    if sum(word[0].isupper() for word in words) > TITLE * len(words):
        return set()
    following = min((one.start for one in beside if one.start > claim.start), default=begin + len(sentence))
    stretches = (sentence[: beside[0].start - begin], sentence[claim.end - begin : following - begin])
    return {place for stretch in stretches for place in _places_in(stretch)}


def _places_in(stretch: str) -> set[str]:
    found = (" ".join(word.lower() for word in _WORD.findall(match[1])) for match in _PLACE.finditer(stretch))
    return {place for place in found if place and place.split()[0] not in _TIMES}
