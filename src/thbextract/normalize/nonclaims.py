"""Numbers that are no claims: dates, ages, references, codes, telephone numbers, list numbers, web furniture.

`leave_out` looks at one token that holds digits or a number word and says what it is, if it is no claim, and
how far it reaches. Everything is a look-up among the neighbours; vocabulary here is the grammar of references
("Article 5", "page 12"), not of the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import dataclass

from thbextract.normalize.numbers import ABBREVIATIONS, LETTERS, SCALES, TENS, UNITS
from thbextract.normalize.tokens import DASHES, Tokens

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth".split())
# Letters that may touch digits and leave them a number; anything else makes a name or a code ("4Ps", "SW1P").
SUFFIXES = frozenset({*ABBREVIATIONS, *LETTERS, *SCALES, "years", "year", "yrs", "yr", "people", "x", "percent"})
# In small letters too these point to a part of a document or a place; the number after them counts nothing.
REFERENCES = frozenset(
    "article articles art arts section sections sec sect clause clauses chapter chapters paragraph paragraphs para "
    "paras annex annexes appendix table tables figure figures fig figs page pages pp footnote footnotes resolution "
    "resolutions decree directive regulation recommendation recommendations tier tiers bulletin no nos nr № § room "
    "suite floor flat p.o.box schedule rule rules subsection subsections protocol covid volume vol version issue "
    "chart graph box line hotline helpline channel highway route sdg sdgs goal phase stage number exhibit tel fax phone "
    "telephone mobile cell whatsapp ext extension code zip postcode isbn issn doi id ref file docket lot plot q".split()
)
# With a capital only: in small letters they are counted nouns or plain words.
CAPITAL_REFERENCES = frozenset(
    "act law case part point group operation order form bill item note title grade level step class type unit count "
    "question session day week pillar objective strategy target indicator category zone ward district map gate block "
    "building apartment apt protocol formula convention decision ruling judgment opinion report circular notification "
    "g ra eo hb sb pl cap ipc crpc iso utc gmt unscr route share views agenda module lesson unit annexure".split()
)
NOT_PLURAL = frozenset({"class", "address", "appendix", "annex", "access"})
PEOPLE = frozenset(
    "girl girls boy boys child children minor minors woman women man men person persons people juvenile juveniles "
    "victim victims anyone those teenager teenagers adolescent adolescents daughter daughters son sons".split()
)
YEAR_BEFORE = frozenset(
    "in since of from to by until till during through throughout before after between year years fiscal fy early mid "
    "late the this that a and or for its per quarter spring summer autumn fall winter on ( [ / “ \" calendar around "
    "circa vs against versus with until beyond than".split()
) | DASHES | MONTHS
PLURALS = frozenset({"people", "women", "men", "children", "persons", "girls", "boys"})
FURNITURE_BEFORE = frozenset({"views", "share", "shares", "likes", "comments", "photo", "photos", "order", "slide"})
FURNITURE_AFTER = frozenset(
    "px dpi pt kb mb gb comments comment likes views shares min pixels retweets followers replies pm am hrs".split()
)
HOTLINES = frozenset({"hotline", "helpline", "hotlines", "helplines"})
CALLS = frozenset({"call", "dial", "called", "dialled", "calling", "hotline", "helpline"})
STREETS = frozenset(
    "street st road rd avenue ave boulevard blvd lane drive square terrace crescent highway floor str".split()
)
NAME_TAILS = frozenset({"from", "was", "who", "pleaded", "is", "were", "has", "had", "a", "an", "both", "formerly", "also"})
COMPOUND_UNITS = frozenset(
    "day hour minute week month year decade days hours weeks months years time stop way off strike pronged tier page "
    "storey story seat sided dimensional star bedroom room part".split()
)
SENTENCE_NOUNS = frozenset(
    "sentence sentences term terms prison jail imprisonment custodial ban suspended probation minimum maximum "
    "detention conditional mandatory".split()
)
OPENERS = frozenset(
    "a an the in on at of for from by as it its they this that these those there many most some all while when since "
    "however according after before during under with although if what we he she our their such both each one no".split()
)
REFERENCE_NUMBER = re.compile(r"\d+[a-z]?(?:[./]\d+)*|[ivxlc]+")
VERSION = re.compile(r"\d+\.\d")
BARE_YEAR = re.compile(r"(?:19|20)\d\d")
WEB = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\S+\.(?:pdf|docx?|html?|jpe?g|png|xlsx?|csv|txt|php|aspx?)\b", re.I)
SLUG = re.compile(r"\w+(?:-\w+){3,}")
PHONE = re.compile(
    r"\+\d[\d \u00a0().\-/]{6,}\d|\(\+?\d[\d ]{1,6}\)[ \d\-]{5,}\d|\b0\d{1,5}(?:[ \-]\d{2,7}){1,5}|\b\d{3}[-.]\d{3}[-.]\d{4}\b"
    r"|\b1-\d{3}-\d{3}-\d{4}\b|\b\d{4}(?: \d{4}){2,}"
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b")
PAGE_LINE = re.compile(r"(?:^|\n[ \t]*\n)[ \t]*\d{1,4}[ \t]*(?=\n[ \t]*\n|\n?$)")
LIST_MARK = re.compile(
    r"(?:^|(?<=\n))[ \t•*·-]*"
    r"(?:\(?\d{1,3}[.)](?=\s+[\"“(*‘]*[^\W\d_])|\d{1,2}(?:\.\d{1,3}){1,3}\.?(?=\s+[\"“(*‘]*[A-Z]))"
)
MIXED_NUMBER = re.compile(r"\d{1,2}\.\d{1,3}\s+(?:million|billion|thousand|trillion|per|percent|lakh|crore|mln|bn)\b", re.I)


@dataclass(frozen=True, slots=True)
class Region:
    """Characters that hold no claim, and why."""

    start: int
    end: int
    reason: str


def regions(text: str) -> list[Region]:
    """Stretches of a text whose numbers are no claims: addresses of the web, telephones, postcodes, list numbers."""
    found: list[Region] = []
    if "/" in text or "@" in text or "." in text:
        found += [Region(m.start(), m.end(), "address") for m in WEB.finditer(text)]
    if text.count("-") > 2:
        found += [Region(m.start(), m.end(), "name") for m in SLUG.finditer(text)]
    found += [Region(m.start(), m.end(), "phone") for m in PHONE.finditer(text)]
    found += [Region(m.start(), m.end(), "address") for m in POSTCODE.finditer(text)]
    found += [Region(m.start(), m.end(), "list number") for m in LIST_MARK.finditer(text) if not _mixed(text, m)]
    if "\n" in text.strip():
        found += [Region(m.start(), m.end(), "page") for m in PAGE_LINE.finditer(text)]
    return found


def leave_out(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Why the number at token `at` is no claim, and the place behind it; null if it may be one."""
    if tokens.word(at)[0].isdigit():
        for rule in _DIGIT_RULES:
            found = rule(tokens, at)
            if found is not None:
                return found
    else:
        for rule in _WORD_RULES:
            found = rule(tokens, at)
            if found is not None:
                return found
    return None


def _mixed(text: str, mark: re.Match[str]) -> bool:
    """Whether what looks like a section number is a decimal: "2.5 million people"."""
    return MIXED_NUMBER.match(text, mark.start() + len(mark[0]) - len(mark[0].lstrip(" \t•*·-"))) is not None


def _glued(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Digits in a word: footnote marks ("crimes.59", "adults12"), codes ("FY14"), names ("4Ps"), years ("1990s")."""
    word, after = tokens.word(at), tokens.word(at + 1)
    if tokens.glued(at + 1) and after.isalpha():
        if after in ORDINAL_ENDS:
            return "ordinal", at + 2
        if after == "s":
            return ("date" if len(word) == 4 else "age"), at + 2
        if after not in SUFFIXES and tokens.word(at + 1)[0] not in "½¼¾⅓⅔":
            return "name", at + 2
    if after in ("'", "’") and tokens.glued(at + 1) and tokens.word(at + 2) == "s" and BARE_YEAR.fullmatch(word):
        return "date", at + 3
    if not tokens.glued(at):
        return None
    before = tokens.raw(at - 1)
    if before in ("=", "_", "&"):
        return "code", at + 1
    if before.isalpha():
        return ("footnote" if before.islower() and len(before) > 3 else "code"), at + 1
    if before in ".,;)”’\"'!?" and before and (tokens.raw(at - 2).isalpha() or tokens.raw(at - 2) in ").”’\"'"):
        if at > 1 and tokens.glued(at - 1) and tokens.raw(at - 2).rstrip(".") not in ("No", "no", "Rs", "Art", "Tk"):
            return "footnote", at + 1
    return None


def _leading_zero(tokens: Tokens, at: int) -> tuple[str, int] | None:
    word = tokens.word(at)
    return ("code", at + 1) if len(word) > 1 and word[0] == "0" and word.isdigit() else None


def _clock(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Times of day, scores and ratios: "7:25pm", "11.30 a.m.", "6 AM", "24/7"."""
    end = at + 1
    if tokens.word(at + 1) == ":" and tokens.glued(at + 1) and tokens.glued(at + 2) and tokens.word(at + 2)[:1].isdigit():
        return "time", at + 3
    if tokens.word(end) in ("am", "pm", "hrs") or tokens.words[end : end + 2] in (["o", "’"], ["o", "'"]):
        return "time", end + 1
    if tokens.words[end : end + 3] in (["a", ".", "m"], ["p", ".", "m"]):
        return "time", end + 3
    return None


def _stroke(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Numbers with a stroke between them are case numbers, double years or dates, a share only before "of"."""
    end = at
    while tokens.word(end + 1) == "/" and tokens.glued(end + 1) and tokens.glued(end + 2) and tokens.raw(end + 2).isalnum():
        if not tokens.word(end + 2)[0].isdigit():
            break
        end += 2
    if end == at or tokens.word(end + 1) == "of":
        return None
    return "code", end + 1


def _date(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Dates in digits or with the name of a month, for texts where nobody has taken them before."""
    word, before = tokens.word(at), tokens.word(at - 1)
    if word.count(".") == 2 and len(word) in (8, 9, 10) and all(len(part) in (1, 2, 4) for part in word.split(".")):
        return "date", at + 1
    if len(word) == 4 and word.isdigit() and tokens.word(at + 1) in DASHES and tokens.glued(at + 2):
        second = tokens.word(at + 2)
        if second.isdigit() and len(second) == 2 and tokens.word(at + 3) in DASHES and tokens.glued(at + 3):
            return "date", at + 5
    if not word.isdigit() or len(word) > 2:
        return None
    if before == "." and tokens.word(at - 2) in MONTHS or _month(tokens, at - 1):
        return "date", at + 1
    end = at + 2 if tokens.word(at + 1) in ORDINAL_ENDS and tokens.glued(at + 1) else at + 1
    if tokens.word(end) in DASHES and tokens.word(end + 1).isdigit() and len(tokens.word(end + 1)) <= 2:
        end += 2
    return ("date", end + 1) if _month(tokens, end) else None


def _month(tokens: Tokens, at: int) -> bool:
    word = tokens.plain(at)
    return word in MONTHS and tokens.raw(at)[:1].isupper()


def is_year(tokens: Tokens, at: int, nouns: Set[str]) -> bool:
    """Whether a bare 1900 to 2099 at token `at` is a year, and not a count ("over 2000 people").

    Args:
        tokens: the tokens of a sentence.
        at: where the number stands.
        nouns: forms of nouns that are counted.
    """
    if not BARE_YEAR.fullmatch(tokens.word(at)):
        return False
    following, before = tokens.words[at + 1 : at + 3], tokens.plain(at - 1)
    if following and (following[0] in SCALES or following[0] in ("%", "per", "percent")):
        return False
    if any(word in nouns or word in PLURALS for word in following[: 1 if following[:1] == ["of"] else 2]):
        return before in YEAR_BEFORE and tokens.words[at - 2 : at] not in (["more", "than"], ["up", "to"])
    return True


def _reference(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """ "Articles 132 and 133", "Section 112 to 117", "No. 37", "Tier 2", "Case No. 42/19", "Phase Two"."""
    place = at - 1
    if tokens.word(place) in (".", ":", "#", "(") and tokens.word(place):
        place -= 1
    noun = tokens.word(place)
    capital = tokens.raw(place)[:1].isupper()
    if tokens.word(at - 1) == "#" and tokens.glued(at) and tokens.word(at)[0].isdigit():
        return "reference", at + 1
    if noun == "point" and tokens.word(at + 1) == "of":
        return "reference", at + 1
    if tokens.word(at - 1) == "." and not (noun in REFERENCES and _abbreviation(noun)):
        return None
    if tokens.word(at - 1) in (":", "(") and noun not in ("tel", "fax", "phone", "mobile", "hotline", "helpline", "№"):
        return None
    stem = noun[:-1] if noun.endswith("s") and noun not in NOT_PLURAL else noun
    if noun not in REFERENCES and not (capital and (noun in CAPITAL_REFERENCES or stem in CAPITAL_REFERENCES)):
        return None
    if not capital and not _is_low_reference(tokens, noun, at):
        return None
    return "reference", _list_end(tokens, at, plural=noun.endswith("s") and noun not in NOT_PLURAL)


def _abbreviation(noun: str) -> bool:
    return noun in ("no", "nos", "nr", "art", "arts", "sec", "sect", "fig", "figs", "para", "paras", "pp", "p", "vol",
                    "tel", "ext", "q")  # fmt: skip


def _is_low_reference(tokens: Tokens, noun: str, at: int) -> bool:
    """In small letters a word number after such a noun counts something, and so does a number before a noun of its own."""
    if not tokens.word(at)[0].isdigit():
        return noun in ("tier", "phase", "stage", "number", "chapter")
    return noun not in ("no", "line", "number", "code", "cell", "mobile", "box", "file", "issue", "goal", "lot", "plot") or (
        tokens.word(at - 1) == "." or (noun in ("number", "code", "line") and tokens.word(at - 2) not in ("in", "of"))
    )


def _list_end(tokens: Tokens, at: int, *, plural: bool) -> int:
    """The place behind a reference's numbers: a range for any, a list only after a plural noun."""
    end = _number_end(tokens, at)
    while True:
        joint, following = tokens.word(end), tokens.word(end + 1)
        if not REFERENCE_NUMBER.fullmatch(following) or not following[0].isdigit():
            return end
        if joint in DASHES or joint in ("to", "through", "/"):
            end = _number_end(tokens, end + 1)
        elif plural and joint in ("and", "or", "&"):
            return _number_end(tokens, end + 1)
        elif plural and joint == ",":
            end = _number_end(tokens, end + 1)
        else:
            return end


def _number_end(tokens: Tokens, at: int) -> int:
    end = at + 1
    while tokens.glued(end) and (tokens.word(end) in ("/", "-", "(", ")") or tokens.word(end).isalnum()):
        if tokens.word(end) in ("/", "-", "(") and not tokens.glued(end + 1):
            break
        end += 1
    return end


def _compound(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """ "Two-day conference", "24-hour hotline", "one-time payment"; a "two-year sentence" is a term."""
    dash = at + 1
    if not (tokens.word(dash) in DASHES and tokens.glued(dash) and tokens.glued(dash + 1)):
        return None
    unit = tokens.word(dash + 1)
    if unit not in COMPOUND_UNITS:
        return None
    if tokens.word(dash + 2) in DASHES and tokens.word(dash + 3) in ("old", "olds"):
        return "age", dash + 4
    if tokens.word(dash + 2) in ("old", "olds"):
        return "age", dash + 3
    if unit in ("year", "month", "day", "week") and not SENTENCE_NOUNS.isdisjoint(tokens.words[dash + 2 : dash + 5]):
        return None
    return "duration", dash + 2


def _age(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """ "Aged 17", "ages 20 to 55", "girl of 14", "younger than 18", "Mary Miller, 27, of Leeds", "9 years old"."""
    end = at + 1
    if tokens.word(end) in DASHES or tokens.word(end) in ("to", "and", "or"):
        end = end + 2 if tokens.word(end + 1).isdigit() else end
    if _age_after(tokens, end):
        return "age", end
    if tokens.word(at + 1) in DASHES and tokens.gap(at + 2) and tokens.word(at + 2) in ("and", "to", "or"):
        return "age", at + 2
    if not tokens.word(at).isdigit() or int(tokens.word(at)) > 100:
        return None
    if _age_before(tokens, at):
        return "age", end
    return ("age", at + 1) if _named(tokens, at) else None


def _age_after(tokens: Tokens, at: int) -> bool:
    years = tokens.word(at) in ("year", "years", "yr", "yrs", "months", "month")
    at += 1
    while years and tokens.word(at) in ("'", "’"):
        at += 1
    return years and (tokens.word(at) in ("old", "olds") or tokens.words[at : at + 2] == ["of", "age"])


def _age_before(tokens: Tokens, at: int) -> bool:
    place = at - 1
    while tokens.word(place) in ("between", "from", "over", "under", "above", "below", "about", "around", "just", ",", ":"):
        place -= 1
    word = tokens.word(place)
    if word in ("aged", "age", "ages") or (word == "of" and tokens.word(place - 1) in ("age", "ages")):
        return True
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    closed = after in ("", ".", ",", ";", ")", "and", "who", "was", "were", "at", "on", "in", "when", "are", "from", "?", "!")
    if before == "than" and tokens.word(at - 2) in ("younger", "older"):
        return True
    if before in ("turned", "turning", "turn", "turns"):
        return closed
    if not closed:
        return False
    if before == "of" and tokens.word(at - 2) in PEOPLE:
        return True
    young = 10 < int(tokens.word(at)) < 26
    if before == "under" and young:
        return after not in ("in", "on", "at", "were", "was", "from") or tokens.word(at - 2) in PEOPLE
    return before == "over" and young and (tokens.word(at - 2) in PEOPLE or tokens.word(at - 2) in ("aged", "and", "or"))


def _named(tokens: Tokens, at: int) -> bool:
    """ "Jane Doe, 31, of Troy": two names, a comma, an age, a comma or what tells more of the person."""
    if tokens.word(at - 1) != "," or not 5 < int(tokens.word(at)) < 100:
        return False
    first, second = tokens.raw(at - 3), tokens.raw(at - 2)
    if not (second[:1].isupper() and second.isalpha() and (first[:1].isupper() or first in (".", "-", "’", "'"))):
        return False
    if tokens.word(at + 1) == ";":
        return True
    tail = tokens.word(at + 2)
    known = tail in NAME_TAILS or (tail == "of" and tokens.word(at + 3) not in ("whom", "which", "them", "these"))
    return tokens.word(at + 1) == "," and (known or (tail == "and" and tokens.raw(at + 3)[:1].isupper()))


def _furniture(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """ "Views: 1 238", "Share 14", "16 px", "6 min read", "3 comments", "1 of 4"."""
    before, end = tokens.word(at - 1), at + 1
    if before == ":" and tokens.word(at - 2) in FURNITURE_BEFORE or before in ("share", "views", "likes", "shares"):
        while tokens.word(end).isdigit() and len(tokens.word(end)) == 3 and len(tokens.gap(end)) == 1:
            end += 1
        return "furniture", end
    if tokens.word(end) in FURNITURE_AFTER:
        return ("time" if tokens.word(end) in ("pm", "am", "hrs") else "furniture"), end + 1
    alone = before in ("", "|", "page", "slide") and tokens.word(at + 3) in ("", "|", "\n", "→", "»")
    if tokens.word(end) == "of" and tokens.word(at + 2).isdigit() and alone:
        return "page", at + 3
    return None


def _hotline(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """ "The 147 helpline", "hotline 152 received", "call 112"."""
    word = tokens.word(at)
    if not word.isdigit() or not 2 < len(word) < 7:
        return None
    if tokens.word(at - 1) in CALLS or tokens.words[at - 2 : at] == ["call", "to"]:
        return "phone", at + 1
    after = tokens.word(at + 1)
    return ("phone", at + 1) if after in ("hotline", "helpline") and tokens.word(at - 1) in ("the", "a", "its", "", ".") else None


def _name(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """ "Group of 20", "G-20", "Covid-19", "Operation Red Door 2", "EL PAcCTO 2.0", "Formula One"."""
    word, before = tokens.word(at), tokens.word(at - 1)
    if before in DASHES and tokens.glued(at) and tokens.glued(at - 1) and tokens.raw(at - 2).isalpha():
        return "name", at + 1
    if before == "of" and tokens.raw(at - 2) == "Group":
        return "name", at + 1
    capital = tokens.raw(at - 1)[:1].isupper()
    if VERSION.fullmatch(word) and capital and (word.endswith(".0") or tokens.raw(at + 1).istitle()):
        return ("name", at + 1) if tokens.word(at + 1) not in SCALES else None
    if capital and word.isdigit() and len(word) < 3 and not tokens.glued(at):
        place = at - 1
        while place >= 0 and tokens.raw(place)[:1].isupper() and at - place < 6:
            if tokens.word(place) == "operation":
                return "name", at + 1
            place -= 1
    return None


def _street(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """ "2 Marsh Street": a house number before a name that ends as streets do."""
    for place in range(at + 1, at + 5):
        if not tokens.raw(place)[:1].isupper():
            return None
        if place > at + 1 and tokens.word(place) in STREETS:
            return "address", place + 1
    return None


def _footnote(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Marks set off by a blank: at the end of a sentence, before the next sentence, "[^12]", "[12]"."""
    word, before = tokens.word(at), tokens.word(at - 1)
    if before == "^" or (before == "[" and tokens.word(at + 1) == "]"):
        return "footnote", at + 1
    if not word.isdigit() or len(word) > 3:
        return None
    stop = before in (".", "?", "!") or (before in ("”", '"', "’", ")") and tokens.word(at - 2) in (".", "?", "!"))
    if not stop or at < 3:
        return None
    after = tokens.raw(at + 1)
    if not after or (after[:1].isupper() and after.lower() in OPENERS):
        return "footnote", at + 1
    return None


def _statute(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """ "18 U.S.C. § 1591", "u/s 14", "RA 9208", "Act XLV of 1860"."""
    after = tokens.words[at + 1 : at + 5]
    if after[:1] in (["usc"], ["cfr"]) or after == ["u", ".", "s", "."] and tokens.word(at + 5) == "c":
        return "reference", at + 1
    if tokens.words[at - 3 : at] in (["u", "/", "s"], ["r", "/", "w"]):
        return "reference", at + 1
    word = tokens.word(at)
    long = word.isdigit() and len(word) > 3
    acronym = tokens.raw(at - 1).isupper() and tokens.raw(at - 1).isalpha() and 1 < len(tokens.raw(at - 1)) < 5
    if long and acronym and not tokens.glued(at) and tokens.word(at + 1) in (",", "or", ".", ")", "and", "", ";", "of"):
        return "code", at + 1
    return None


def _long_code(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """Plain digits without any grouping beyond seven places are identifiers; so are numbers with two points."""
    word = tokens.word(at)
    alone = len(tokens.words) == 1
    if word.isdigit() and (len(word) > 8 or (len(word) > 5 and not alone and not _before_noun(tokens, at))):
        return "code", at + 1
    if word.count(".") > 1 and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", word):
        return "code", at + 1
    return None


def _before_noun(tokens: Tokens, at: int) -> bool:
    return tokens.word(at + 1).isalpha() and "\n" not in tokens.gap(at + 1)


def _ordinal_word(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """ "Twenty-first": the tens belong to an ordinal."""
    if tokens.word(at) not in TENS:
        return None
    unit = at + 2 if tokens.word(at + 1) in DASHES else at + 1
    return ("ordinal", unit + 1) if tokens.word(unit) in ORDINALS and unit == at + 2 else None


def _name_word(tokens: Tokens, at: int) -> tuple[str, int] | None:
    word, before = tokens.word(at), tokens.word(at - 1)
    if word not in UNITS:
        return None
    if before == "of" and tokens.raw(at - 2) == "Group" and tokens.raw(at)[:1].isupper():
        return "name", at + 1
    if word == "zero" and (before == "ground" or tokens.word(at + 1) in ("tolerance", "hunger") or tokens.word(at + 2) == "tolerance"):
        return "name", at + 1
    return None


def _multi(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """ "Multi-million", "million-dollar industry": a size, not a number."""
    if tokens.word(at) not in SCALES and tokens.word(at) not in ("millions", "billions"):
        return None
    if tokens.word(at - 1) in DASHES and tokens.word(at - 2) in ("multi", "half", "mega") and tokens.word(at - 2) == "multi":
        return "name", at + 1
    if tokens.word(at - 1) == "multi" or (tokens.word(at + 1) in DASHES and tokens.word(at + 2) in ("dollar", "euro", "pound")):
        return ("name", at + 1) if tokens.word(at - 1) not in ("a", "half") or tokens.word(at - 1) == "multi" else None
    return None


Rule = Callable[[Tokens, int], "tuple[str, int] | None"]
_DIGIT_RULES: tuple[Rule, ...] = (
    _clock,
    _stroke,
    _date,
    _leading_zero,
    _glued,
    _reference,
    _statute,
    _compound,
    _age,
    _furniture,
    _hotline,
    _name,
    _street,
    _footnote,
    _long_code,
)
_WORD_RULES: tuple[Rule, ...] = (_ordinal_word, _name_word, _multi, _reference, _compound, _age)
