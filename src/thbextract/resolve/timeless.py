"""What a time does not reach: laws, prices, capacities, what holds every year or at the time of writing."""

from __future__ import annotations

import re
from functools import lru_cache

from thbextract.normalize.sieve import sieve

# Characters on both sides of a count in which "every year" or "annually" is said of it.
NEAR = 90
# The counts of a sentence ask the same of it.
CACHED = 4
_ALWAYS = sieve(r"(?i)\b(?:every|each)\syear\b|\bannually\b|\byearly\b")
_LAW = sieve(
    r"(?i)\b(?:law|act|code|article|statute)\s(?:\w+\s){0,3}(?:provides?|prescribes?|foresees?|sets|threatens?"
    r"|allows?|punishes)\b"
    r"|\bif\s(?:found\sguilty|convicted)\b|\bfac(?:e|es|ing)\s(?:\w+\s){0,3}(?:up\sto|years|life"
    r"|a\s(?:maximum|fine|sentence))"
    r"|\bif\s(?:they\sare\s|he\sis\s|she\sis\s)?(?:found|proven|proved)\sguilty\b"
    r"|\b(?:could|may|might)\s(?:receive|face|get|be\s(?:fined|sentenced|jailed|imprisoned|ordered))\b"
    r"|\bcan\sbe\s(?:fined|sentenced|punished)\b|\b(?:has|have)\s(?:room|beds|places|a\scapacity)\s(?:for|of)\b"
    r"|\bcan\s(?:take|house|accommodate|shelter|receive|host|hold|be\sreceived)\b"
)
# Verbs of states and habits, what is to come, and words for now.
_NOW = sieve(
    r"(?i)^\W{0,3}(?:now,?\s)?there\s(?:is|are)\b|\b(?:we|they|it)\sneeds?\b|\b(?:receives|provides|pays|earns?|gives|gets|lives?|exists?|costs(?=\s(?:[$€£₱\d]|us\b|[A-Z]{1,3}\s?\d|about|up|some|around)))\b"
    r"|\b(?:has|have)\s(?:a\sstaff\sof\s)?[\w,.]{1,12}\s(?:beds|rooms|places|staff|employees|officers|members|offices|branches)\b"
    r"|\b(?:currently|at\spresent|nowadays)\b|\b(?:they|we|it|he|she)\snow\s[a-z]{2,12}\b|\b(?:with|has|have)\sa\scapacity\b"
    r"|\b(?:will|would)\s(?:be|have|get|receive|provide|cost|make)\b|\b(?:is|are)\s(?:a\smember|home\sto|able)\b"
)
# What came of a thing later, up to the time of writing.
_LATER = sieve(
    r"(?i)\b(?:has|have)\s(?:since|now|meanwhile|already|so\sfar|in\sthe\smeantime|still|yet)\b|\bso\sfar\b|\bto\sdate\b"
    r"|\b(?:until|till|up\sto)\s(?:now|today)\b"
)
# What a court sets for a time to come, wages that were paid for months, what had been before: none is of one day.
_OFF_DAY = re.compile(
    r"(?i)\b(?:bail|bond)\b|\bhad\s(?:been|never|already)\b|\b(?:an?|per|each|every)\s(?:month|week|day|hour|head|night|shift)\b"
    r"|\b(?:over|for|in)\s(?!the\b)\w{2,12}\s(?:years|months|weeks)\b"
)
# A report that was not spoken of before has a time of its own.
_ELSEWHERE = re.compile(
    r"(?i)^\W{0,3}(?:however,?\s|but\s|meanwhile,?\s|also,?\s)?(?:one|another|an?)\s(?:(?!of\b)[\w’'-]{2,20}\s){0,4}?(?:study|survey|report"
    r"|poll|paper|assessment|research)\s(?:by\s[^,;.]{2,60}?\s|of\s[^,;.]{2,60}?\s|from\s[^,;.]{2,60}?\s)?(?:has\s|had\s)?"
    r"(?:finds|found|affirms?|affirmed|shows?|showed|shown|suggest(?:s|ed)|estimate[sd]|indicate[sd]|say[s]|said|claim(?:s|ed)"
    r"|reveal(?:s|ed)|conclude[sd])\b"
)
_EXPECTED = re.compile(r"(?i)\b(?:we|they|he|she|it)\s(?:will|expects?|hopes?|plans?|intends?)\b[^.;]{0,40}$")
_TIMELESS = sieve(
    r"(?i)\b(?:every|each)\s(?:year|month|week|day)\b|\bannually\b|\b(?:a|per)\syear\b(?!-|\s(?:ago|earlier"
    r"|before))|\bworldwide\b|\bglobally\b"
    r"|\b(?:article|section)s?\s\d|\bcriminal\scode\b|\bpenal\scode\b|\bprescrib\w+|\bpunishable\b"
    r"|\bpenalt(?:y|ies)\b"
    r"|\bfac(?:e|es|ing)\s(?:a\s)?(?:up\sto|maximum|minimum|life)|\bmaximum\s(?:sentence|penalty|fine"
    r"|term)\b|\bstatutory\b"
    r"|\bresolution\b"
)


@lru_cache(maxsize=CACHED)
def is_law(text: str) -> bool:
    """Whether a sentence tells what a law sets, what somebody may face, what a place can take."""
    return _LAW.search(text) is not None


@lru_cache(maxsize=CACHED)
def is_elsewhere(text: str) -> bool:
    """Whether a sentence gives what a report found that was not spoken of before: "One study found that 80%"."""
    return _ELSEWHERE.search(text) is not None


def is_ahead(text: str) -> bool:
    """Whether something is expected, and has not happened."""
    return _EXPECTED.search(text) is not None


def is_later(text: str) -> bool:
    """Whether something came of a thing after the time that is told: "12 have since been certified"."""
    return _LATER.search(text) is not None


def is_off_day(text: str) -> bool:
    """Whether something is not of the day that is told, but from before it, for longer, or for a time to come."""
    return _OFF_DAY.search(text) is not None


def is_yearly(text: str) -> bool:
    """Whether something is said of every year."""
    return _ALWAYS.search(text) is not None


def holds_now(text: str) -> bool:
    """Whether something is said to hold when the text is written: a past time does not reach it."""
    return _NOW.search(text) is not None


@lru_cache(maxsize=CACHED)
def is_timeless(text: str) -> bool:
    """Whether a statement is none of the reporting period: a law, a rate, the world at large."""
    return _TIMELESS.search(text) is not None
