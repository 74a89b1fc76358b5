"""Ages in apposition: behind a person's name ("Jane Doe, 31, of Troy") or a noun ("a man, 41, was")."""

from __future__ import annotations

from thbextract.normalize.numbers import UNITS
from thbextract.normalize.tokens import Tokens, words_of

PEOPLE = words_of(
    "girl girls boy boys child children minor minors woman women man men person persons people juvenile juveniles "
    "victim victims anyone those teenager teenagers adolescent adolescents daughter daughters son sons sister "
    "sisters brother brothers mother father cousin cousins wife husband friend friends aunt uncle niece nephew "
    "widow mum mom dad"
)
SINGLE = words_of(
    "girl boy child minor woman man person juvenile victim teenager adolescent daughter son sister brother mother "
    "father cousin wife husband friend aunt uncle niece nephew widow mum mom dad"
)
APPOSED = frozenset({",", ";", ".", ")"})
JOINTS = frozenset({",", "and", "&"})
# Tokens that a list of ages fills.
MOST_AGES = 12
# Before a name with capitals they make it a place, and the number behind it a count ("in New York, 52 people").
PLACE_PREPOSITIONS = words_of("in at near across within around to outside inside into throughout the")
# Words in names of places and bodies, not of persons.
BODIES = words_of(
    "ministry police court office agency service department prosecutor bureau government state states city county "
    "region province district republic union organization organisation center centre council commission committee "
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday total north south east west new san saint united sri costa sierra "
    "burkina saudi hong los las puerto cape lanka salvador papua equatorial ivory guinea kong angeles watch"
)
# Tokens of a name, its stops and hyphens too.
LONGEST_NAME = 12
# Words that begin a sentence with a capital and are of no name.
NO_NAME = words_of(
    "in at near across within around to outside inside into throughout the on by as under with for according when "
    "while after before during since and but a an of from against between also its his her their"
)
SINGULAR_VERBS = words_of("was is has had got pleaded admitted received who")
NAME_SIGNS = frozenset("-’'‐‑")
PARTICLES = words_of("de da di del della van von der den bin ibn al el bint dos le la abu ben")


def named(tokens: Tokens, at: int) -> bool:
    """As in "Jane Doe, 31, of Troy", "Jane D., 31: six years", "J.D. (31), a driver": a person's name and an age."""
    joint = tokens.word(at - 1)
    if joint not in (",", "(") or not 5 < int(tokens.word(at)) < 100:
        return False
    first = _name_start(tokens, at - 1)
    if first is None or tokens.word(first - 1) in PLACE_PREPOSITIONS:
        return False
    if joint == "(" and _from_somewhere(tokens, at + 1):
        return True
    if joint == "(":
        initials = any(tokens.word(place) == "." for place in range(first, at - 1))
        return tokens.word(at + 1) == ")" and (initials or _told_of(tokens, at + 2) or _in_series(tokens, first, at))
    return _closed(tokens, at, listed=_listed(tokens, first - 1))


def _from_somewhere(tokens: Tokens, comma: int) -> bool:
    """Whether a bracket goes on with where a person is from ("Ali (20, Afghanistan)")."""
    place = comma + 1
    while place < comma + LONGEST_NAME and tokens.raw(place)[:1].isalpha():
        place += 1
    named_place = place > comma + 1 and tokens.raw(comma + 1)[:1].isupper()
    return tokens.word(comma) == "," and named_place and tokens.word(place) == ")"


def _closed(tokens: Tokens, at: int, *, listed: bool) -> bool:
    """Whether an apposition ends behind the age at token `at`; a count would go on with what it counts."""
    after, tail = tokens.word(at + 1), tokens.raw(at + 2)
    if after == "(":
        return tail.isalpha() or tokens.word(at + 3) in ("months", "years", "days")
    if after == "and":
        return listed or tail[:1].isupper()
    if after in (".", ")", "–", "—"):
        return tokens.glued(at + 1)
    if after == "of" and tokens.word(at + 2) in ("them", "whom", "which", "these", "those"):
        return False  # "on Lake Volta, 38 of them minors"
    return after in ("", ",", ":", ";", "from", "who", "of")


def _in_series(tokens: Tokens, first: int, at: int) -> bool:
    """Whether a name with a number in brackets stands beside another ("Jo Hale (39), Al Roe (44) and Di Poe (36)")."""
    if tokens.word(first - 1) in (",", "and") and tokens.word(first - 2) in (")", ","):
        before = first - 2 if tokens.word(first - 2) == ")" else first - 3
        return tokens.plain(before - 1).isdigit() and _name_start(tokens, before - 2) is not None
    behind = at + 2
    while tokens.word(behind) in (",", "and"):
        behind += 1
    if behind == at + 2:
        return False
    for end in range(behind + 2, behind + LONGEST_NAME):
        if tokens.word(end) == "(":
            return tokens.plain(end + 1).isdigit() and _name_start(tokens, end) == behind
    return False


def _told_of(tokens: Tokens, at: int) -> bool:
    """Whether what follows on an age in brackets tells more of one person."""
    after, further = tokens.word(at), tokens.word(at + 1)
    if after == "and":
        return further in ("his", "her", "their")
    return after in SINGULAR_VERBS or (after == "," and further in ("a", "an", "who", "from", "formerly"))


def _listed(tokens: Tokens, at: int) -> bool:
    """Whether another name and age stand before a comma or "and" ("A.B., 38, and C.D., 41")."""
    if tokens.word(at) not in (",", "and"):
        return False
    while tokens.word(at) in (",", "and"):
        at -= 1
    return tokens.plain(at).isdigit() and tokens.word(at - 1) == ","


def _name_start(tokens: Tokens, end: int) -> int | None:
    """Where the person's name that ends before token `end` begins: two words with capitals or more, or initials."""
    place, words = end - 1, 0
    while place >= 0 and end - place <= LONGEST_NAME:
        raw = tokens.raw(place)
        if tokens.word(place) in NO_NAME and tokens.word(place + 1) != ".":
            break
        if raw[:1].isupper() and raw.isalpha():
            acronym = raw.isupper() and len(raw) > 1 and tokens.word(place + 1) != "."
            if tokens.word(place) in BODIES or acronym:
                return None
            words += 1
        elif not _inside_name(tokens, place, begun=words > 0):
            break
        place -= 1
    return place + 1 if words > 1 or (words and _told_by_home(tokens, end)) else None


def _told_by_home(tokens: Tokens, at: int) -> bool:
    """Whether a surname and an age are told more of: ", 39, of Troy", ", 39, who"."""
    tail, home = tokens.word(at + 3), tokens.raw(at + 4)
    if tail == "and" and tokens.word(at + 4) in ("his", "her", "their"):
        return tokens.word(at) == "," and tokens.word(at + 2) == ","
    known = tail == "who" or (tail in ("of", "from") and home[:1].isupper())
    return tokens.word(at) == "," and tokens.word(at + 2) == "," and known


def _inside_name(tokens: Tokens, at: int, *, begun: bool) -> bool:
    """Whether a sign or a small word is a part of a name: the stop of an initial, a hyphen, "van der"."""
    raw = tokens.raw(at)
    if raw == ".":
        return len(tokens.raw(at - 1)) <= 3 and tokens.raw(at - 1)[:1].isupper()
    if raw in NAME_SIGNS:
        return tokens.glued(at) and tokens.glued(at + 1)
    return begun and raw in PARTICLES


def of_people(tokens: Tokens, at: int) -> bool:
    """As in "a man, 41, was", "the girls, 13 and 15, were", "three boys (14, 15 and 17)"."""
    if not tokens.word(at).isdigit() or len(tokens.word(at)) > 2 or tokens.word(at) in ("0", "1", "2", "3"):
        return False
    first = at
    while at - first < MOST_AGES and tokens.word(first - 1) in JOINTS and _two_digits(tokens.word(first - 2)):
        first -= 2
    last = at
    while last - at < MOST_AGES and tokens.word(last + 1) in JOINTS and _two_digits(tokens.word(last + 2)):
        last += 2
    opener, noun, after = tokens.word(first - 1), tokens.word(first - 2), tokens.word(last + 1)
    size = (last - first) // 2 + 1
    if opener == "(":
        counted = UNITS.get(tokens.word(first - 3)) == size or tokens.word(first - 3) == str(size)
        return after == ")" and noun in PEOPLE and (counted or (noun in SINGLE and size == 1))
    if opener != "," or noun not in PEOPLE:
        return False
    if size == 1:
        return noun in SINGLE and after in APPOSED
    return after == "," and tokens.words[first - 4 : first - 2] != ["of", "the"]


def _two_digits(word: str) -> bool:
    return word.isdigit() and len(word) <= 2
