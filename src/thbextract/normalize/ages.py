"""Ages ("aged 17", "a girl of 14", "Jane Doe, 31, of Troy") and lengths of time in compounds ("two-day")."""

from __future__ import annotations

from thbextract.normalize.tokens import DASHES, Tokens, words_of

PEOPLE = words_of(
    "girl girls boy boys child children minor minors woman women man men person persons people juvenile juveniles "
    "victim victims anyone those teenager teenagers adolescent adolescents daughter daughters son sons"
)
# Before a name with capitals they make it a place, and the number behind it a count ("in New York, 52 people").
PLACE_PREPOSITIONS = words_of("in at near across within around to outside inside into throughout the")
# Words in names of places and bodies, not of persons.
BODIES = words_of(
    "ministry police court office agency service department prosecutor bureau government state states city county "
    "region province district republic union organization organisation center centre council commission committee "
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday total north south east west new san saint united sri costa sierra "
    "burkina"
)
# Tokens of a name, its stops and hyphens too.
LONGEST_NAME = 12
NAME_SIGNS = frozenset("-’'‐‑")
PARTICLES = words_of("de da di del della van von der den bin ibn al el bint dos le la abu ben")
COMPOUND_UNITS = words_of(
    "day hour minute week month year decade days hours weeks months years time stop way off strike pronged tier "
    "page storey story seat sided dimensional star bedroom room part"
)
SENTENCE_NOUNS = words_of(
    "sentence sentences term terms prison jail imprisonment custodial ban suspended probation minimum maximum "
    "detention conditional mandatory"
)


def compound(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "Two-day conference", "24-hour hotline", "one-time payment"; a "two-year sentence" is a term."""
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


def age(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """As in "Aged 17", "ages 20 to 55", "girl of 14", "younger than 18", "Mary Miller, 27, of Leeds", "9 years old"."""
    end = at + 1
    if tokens.word(end) in DASHES or tokens.word(end) in ("to", "and", "or"):
        end = end + 2 if tokens.word(end + 1).isdigit() else end
    if _age_after(tokens, end):
        return "age", end
    hung = tokens.word(at + 1) in DASHES and tokens.glued(at + 1) and tokens.gap(at + 2)
    if hung and tokens.word(at + 2) in ("and", "to", "or"):
        return "age", at + 2
    if tokens.word(at - 1) == "as" and tokens.words[at - 3 : at - 1] in (["as", "young"], ["as", "old"]):
        return "age", end
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
    while tokens.word(place) in (
        "between",
        "from",
        "over",
        "under",
        "above",
        "below",
        "about",
        "around",
        "just",
        ",",
        ":",
    ):
        place -= 1
    word = tokens.word(place)
    if word in ("aged", "age", "ages") or (word == "of" and tokens.word(place - 1) in ("age", "ages")):
        return True
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    closed = after in (
        "",
        ".",
        ",",
        ";",
        ")",
        "and",
        "who",
        "was",
        "were",
        "at",
        "on",
        "in",
        "when",
        "are",
        "from",
        "?",
        "!",
    )
    if before == "than" and tokens.word(at - 2) in ("younger", "older"):
        return True
    if before in ("turned", "turning", "turn", "turns"):
        return closed
    if before in ("was", "is") and tokens.word(at - 2) in ("he", "she", "who", "youngest", "oldest", "girl", "boy"):
        return closed
    if not closed:
        return False
    if before == "of" and tokens.word(at - 2) in PEOPLE:
        return True
    young = 10 < int(tokens.word(at)) < 26
    if before == "under" and (young or tokens.word(at - 2) in PEOPLE):
        return after not in ("in", "on", "at", "were", "was", "from") or tokens.word(at - 2) in PEOPLE
    return (
        before == "over" and young and (tokens.word(at - 2) in PEOPLE or tokens.word(at - 2) in ("aged", "and", "or"))
    )


def _named(tokens: Tokens, at: int) -> bool:
    """As in "Jane Doe, 31, of Troy", "Jane D., 31: six years", "J.D. (31), a driver": a person's name and an age."""
    joint = tokens.word(at - 1)
    if joint not in (",", "(") or not 5 < int(tokens.word(at)) < 100:
        return False
    first = _name_start(tokens, at - 1)
    if first is None or tokens.word(first - 1) in PLACE_PREPOSITIONS:
        return False
    if joint == "(":
        initials = any(tokens.word(place) == "." for place in range(first, at - 1))
        return tokens.word(at + 1) == ")" and (initials or _told_of(tokens, at + 2))
    return _closed(tokens, at, listed=_listed(tokens, first - 1))


def _closed(tokens: Tokens, at: int, *, listed: bool) -> bool:
    """Whether an apposition ends behind the age at token `at`; a count would go on with what it counts."""
    after, tail = tokens.word(at + 1), tokens.raw(at + 2)
    if after == "(":
        return tail.isalpha()
    if after == "and":
        return listed or tail[:1].isupper()
    if after in (".", ")", "–", "—"):
        return tokens.glued(at + 1)
    return after in ("", ",", ":", ";", "from", "who", "of")


def _told_of(tokens: Tokens, at: int) -> bool:
    """Whether what follows on an age in brackets tells more of one person."""
    return tokens.word(at) == "," and tokens.word(at + 1) in ("a", "an", "who", "from", "formerly")


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
        if raw[:1].isupper() and raw.isalpha():
            if tokens.word(place) in BODIES or (raw.isupper() and len(raw) > 3 and not words):
                return None
            words += 1
        elif not _inside_name(tokens, place, begun=words > 0):
            break
        place -= 1
    return place + 1 if words > 1 else None


def _inside_name(tokens: Tokens, at: int, *, begun: bool) -> bool:
    """Whether a sign or a small word is a part of a name: the stop of an initial, a hyphen, "van der"."""
    raw = tokens.raw(at)
    if raw == ".":
        return len(tokens.raw(at - 1)) <= 3 and tokens.raw(at - 1)[:1].isupper()
    if raw in NAME_SIGNS:
        return tokens.glued(at) and tokens.glued(at + 1)
    return begun and raw in PARTICLES
