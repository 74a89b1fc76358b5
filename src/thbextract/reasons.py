"""Why a number became a claim, is none, or was left: the codes of an explanation and what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from thbextract.records import Outcome


@dataclass(frozen=True, slots=True)
class Reason:
    """What a code stands for: the outcome, and the ground in words."""

    outcome: Outcome
    meaning: str


_CLAIM = {
    "items": "it is one of a series of names and figures, and the words before the series say what is counted",
    "subject": "the sentence is about a number of something, and this is that number",
    "verb": "the verb that governs it says what was done",
    "proceeding": "a proceeding is brought against the people whom it counts",
    "label": "the label before it, or the head of its series, says what is counted",
    "heading": "its label says only who or where, the heading above what is counted",
    "lead": "the sentence that leads to its list says what was done",
    "topic": "its sentence begins with what is counted",
    "noun": "the counted noun decides, or what is said of it",
    "host": "it names nothing that decides and counts what another number counts",
    "series": "it is one of several figures that take up those before, in their order",
    "repeated": "elsewhere the text tells more of the same figure",
    "cell": "the labels of its table cell, the caption or the heading say what is counted",
    "money": "a currency stands beside it",
    "elided_money": "it is an amount beside another, in the same currency",
    "percent": "a percent sign or word stands beside it, or it is a share itself",
    "term": "it is a span of time with words for a prison term near it",
    "multiple": "it is a multiple, or counts of a charge",
    "difference": "it is the difference between two figures",
    "unknown_noun": "it counts something that no pack knows",
    "bare_number": "nothing says what it counts",
}
_NOT_A_CLAIM = {
    "date": "it is a date or a year, or a part of another expression of time",
    "time": "it is a time of day, a score or a ratio",
    "age": "it is somebody's age",
    "duration": "it says how long something takes, and is no prison term",
    "ordinal": "it says which one, not how many",
    "reference": "it is the number of an article, a law, a case or a part of a text",
    "page": "it is the number of a page",
    "phone": "it is a telephone number",
    "address": "it is a part of an address: of a house, a file, the web, the post",
    "list_number": "it is the number of an item, a heading or a paragraph",
    "footnote": "it is the mark of a footnote, or another raised figure",
    "code": "it is a code, a case number or another sign for a thing",
    "name": "it is a part of a name",
    "rate": "it is the base of a rate",
    "compound": "it is the first half of a compound word",
    "pronoun": "it is “one” or “no” where the word counts nothing",
    "markup": "it is a part of a link, an image or other markup, which is not read",
    "furniture": "it belongs to the page, not to the text: a running header, a page number, a menu",
}
_LEFT = {
    "unclear": "it was read as a number, but what kind of number it is stayed open",
    "unread": "it is written in a way, or stands in a place, that is not read",
}

REASONS: dict[str, Reason] = {
    **{code: Reason("claim", meaning) for code, meaning in _CLAIM.items()},
    **{code: Reason("not_a_claim", meaning) for code, meaning in _NOT_A_CLAIM.items()},
    **{code: Reason("left", meaning) for code, meaning in _LEFT.items()},
}
"""Every code that an explained number may hold."""
