"""Numbers that look like years, names of months that are words, and years that belong to a name."""

from __future__ import annotations

import re

from thbextract.normalize.calendar import DASH, MONTH
from thbextract.normalize.dates import Atom
from thbextract.normalize.sieve import sieve

# What a name of a law, report or event is built with: its year is no claim's period.
_NAME_HEAD = (
    r"(?:[Aa]ct|ACT|[Ll]aw|[Rr]ules?|[Cc]ode|[Oo]rdinance|[Rr]egulations?|[Dd]ecree|[Dd]irective|[Cc]onvention"
    r"|[Pp]rotocol|[Bb]ill|[Cc]onstitution|[Rr]esolution|[Oo]rder|[Pp]lan|[Ss]trategy|[Pp]rogram(?:me)?|[Aa]genda"
    r"|[Rr]eports?|Survey|[Rr]eview|[Ss]tudy|[Pp]ublication|[Ee]dition|[Gg]uidelines?|[Aa]greement|[Tt]reaty"
    r"|[Dd]eclaration|[Mm]emorandum|[Ss]tatute|[Aa]mendments?|[Jj]udg(?:e)?ment|[Bb]ulletin|[Ss]tandards?)"
)
_NAMED_BEFORE = sieve(rf"\b{_NAME_HEAD}(?:\s\([\w ]{{1,40}}\))?,?\s{{1,2}}(?:(?:of|no\.)\s{{1,2}})?(?:the\s)?$")
# "The 2005 anti-trafficking law", "its 2020 regional plan": no word but those that describe stand between.
_DETERMINED = re.compile(r"(?i)\b(?:the|an?|its|their|this|our|under|amended|new|revised|original)\s{1,2}$")
_NO_DESCRIPTION = (
    r"(?:in|of|on|to|by|the|an?|and|or|for|from|with|under|was|were|is|are|had|has|have|did|that|which|who|as|at)"
)
_DESCRIBED = re.compile(
    rf"\s{{1,2}}(?:(?!{_NO_DESCRIPTION}\s)[A-Za-z][\w’'-]{{1,30}}\s{{1,2}}){{0,4}}"
    r"(?:[Aa]cts?|laws?(?!\s(?:enforcement|firm|school))|code|decree|directive|convention|protocol|constitution"
    r"|resolution|plan|strategy|legislation|statute|ordinance|amendments?|guidelines?)\b"
)
_NAMED_AFTER = re.compile(
    rf"\s{{1,2}}(?:[A-Z][\w’'-]{{0,30}}\s{{1,2}}(?:(?:in|of|on|to|and|for|the)\s){{0,2}}){{0,6}}{_NAME_HEAD}\b"
    r"|\s{1,2}(?:\w{1,20}\s{1,2}){0,3}?(?:World\s{1,3}Cup|Olympics|Olympic|Games|Summit|Congress"
    r"|Championship|Election)"
)
# The report of a year, unlike a report that came out in it, tells of that year.
WALL = "\x00"
_ANNUAL = sieve(rf"(?i)\b(?:annual|yearly)\s\w{{1,12}}\s{{1,2}}{WALL}|{WALL}\s{{1,2}}(?:annual|yearly)\s")
_EVENT = re.compile(r"World\s|Olympic|Games|Summit|Congress|Championship|Election")
_ATTENDED = re.compile(r"(?i)\b(?:during|at|in|over|throughout)\s{1,2}(?:the\s{1,2})?$")
# Characters before a number, more than the words have that are looked for right before it.
NEAR = 24
# Right before a four-digit number these say that it is a quantity or a reference, never a year.
_QUANTIFIED = re.compile(
    r"(?i)(?:\b(?:no|nos|number|numbers|art|article|section|sec|para|paragraph|page|pages|pp|p|resolution"
    r"|tel|phone|fax|room|box|ext|about"
    r"|approximately|nearly|almost|over|some|than|least|most|exactly|only|another|(?<!for\s)all|these|those|total\sof"
    r"|hotline|sum\sof|per|number\sof)\.?\s{1,2}"
    r"|[$€£¥№]\s?|#|\b(?:USD|EUR|GBP|AUD|CAD|CHF|JPY|CNY|INR|RUB|AZN|UAH|MDL|GEL|KZT|UZS|Rs\.?)\s)$"
)
_SURE = re.compile(
    r"(?i)(?:\b(?:in|since|until|till|during|year|throughout|early|late|mid|summer|winter|spring|autumn"
    r"|fall))[\s-]{1,2}(?:the\s)?$"
)
_RIGHT_COUNTED = re.compile(
    r"\s{1,2}(?:[a-z][a-z-]{2,20}(?<!ss)(?<!us)s|people|women|men|children|personnel|staff|km|kg|euros?"
    r"|manats?|lei)\b"
)
_FUNCTION = re.compile(
    r"\s{1,2}(?:is|was|has|as|this|its|his|across|thus|versus|plus|sees|shows|marks|there|says|finds|notes|states|lists|gives|puts|covers|onwards|towards|police|courts?"
    r"|authorities|officials)\b"
)


def is_time(text: str, atom: Atom) -> bool:
    """Whether a bare year or month name is a time here."""
    left, right = text[max(0, atom.start - 40) : atom.start], text[atom.end : atom.end + 60]
    if atom.kind == "month":
        return _month_is_time(left, right)
    near = left[-NEAR:]
    if _QUANTIFIED.search(near) and not _SURE.search(near):
        return False
    if not _RIGHT_COUNTED.match(right) or _FUNCTION.match(right):
        return True
    # "In 2013 courts convicted" is a year, "in 2000 cases" a count: only a round number needs the doubt.
    return bool(_SURE.search(near)) and not text[atom.start : atom.end].endswith("00")


_MONTH_BEFORE = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ll]ast|[Tt]his|[Nn]ext|[Oo]f|[Dd]uring|[Ee]arly|[Mm]id"
    r"|[Ll]ate|[Ff]rom|[Bb]etween"
    r"|[Tt]o|[Tt]hrough|[Aa]nd|[Bb]efore|[Aa]fter|[Tt]hroughout|[Ii]n\slate|[Ff]or)[\s-]{1,2}"
    r"|[-\u2010-\u2015/]\s?)$"
)
_MONTH_PARTNER = re.compile(rf"\s?(?:{DASH}|to|through|until|and|/)\s?(?:{MONTH})")


def _month_is_time(left: str, right: str) -> bool:
    if left.endswith("(") and right.startswith(")"):
        return True
    if re.match(r"\s[A-Z][a-z]+|['’]", right) and not re.search(r"(?i)(?:\bin|since|last|this|during)\s{1,2}$", left):
        return False
    return bool(_MONTH_BEFORE.search(left) or _MONTH_PARTNER.match(right))


def in_name(text: str, atom: Atom) -> bool:
    """Whether the year belongs to the name of a law, a report, a plan or an event."""
    if atom.kind != "year":  # a plan "for 2020-2022" says when it holds, a law "of 2020" only its name
        return False
    left, right = text[max(0, atom.start - 70) : atom.start], text[atom.end : atom.end + 120]
    if _ANNUAL.search(left[-40:] + WALL + right[:40]):
        return False
    if _NAMED_BEFORE.search(left):
        return True
    if _DETERMINED.search(left[-NEAR:]) and _DESCRIBED.match(right):
        return True
    after = _NAMED_AFTER.match(right)
    if after is None:
        return False
    return not (_EVENT.search(after.group()) and _ATTENDED.search(left))
