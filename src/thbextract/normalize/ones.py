"""As in "One" and "no": where they count something, and where they are pronouns, articles or parts of an idiom."""

from __future__ import annotations

from collections.abc import Set

from thbextract.normalize.numbers import TENS, UNITS
from thbextract.normalize.tokens import DASHES, Tokens, words_of

# Before "one" these make it a pronoun ("this one", "no one") or the end of a name ("day one").
PRONOUN_BEFORE = words_of(
    "no not any each every this that which some another such a next last first second third other everyone right "
    "wrong new big good bad old number day single formula phase part step like square"
)
# After "one" these are its verb as the pronoun "people in general", or end an idiom ("one another", "one day").
IDIOM_AFTER = words_of(
    "another day thing must can cannot could should would may might needs wonders sees thinks hand side way point "
    "moment part night morning evening self else and or but by after time times size word voice than s ' ’"
)
PREPOSITIONS = words_of("for in from to under with on at has was were is had who whose whom remains remained of")
OF_WHOM = frozenset({"them", "whom", "which", "these", "those", "us"})
DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "my", "your"})
COUNTING_BEFORE = words_of(
    "only just than least to from and with was were identified reported convicted arrested about some"
)
NO_COUNT = words_of(
    "one longer more doubt matter way idea less fewer such other means evidence need sense question intention "
    "reason use choice difference fault excuse wonder problem good better worse different further later sooner "
    "real clear significant place role change progress information data power right rights say hope interest "
    "comment response access recourse legal specific formal definite known effort attempt money help protection "
    "exception exceptions"
)


def counts_one(tokens: Tokens, at: int, nouns: Set[str]) -> tuple[str, int] | None:
    """Why "one" at token `at` counts nothing, and the place behind; null where it counts.

    Args:
        tokens: the tokens of a sentence.
        at: where "one" stands.
        nouns: forms of nouns whose members are counted, for "one of the victims".
    """
    before, after = tokens.plain(at - 1), tokens.plain(at + 1)
    if before in PRONOUN_BEFORE or _stands_for_noun(tokens, at) or (before in DASHES and tokens.glued(at)):
        return "pronoun", at + 1
    if tokens.glued(at + 1) and after in DASHES:
        known = tokens.word(at + 2) in nouns or tokens.word(at + 2) in ("year", "month", "count", "third", "half")
        return None if known else ("compound", at + 2)
    if after in ("or", "and", "to") and _is_number(tokens.word(at + 2)):
        return None
    if after == "of":
        return None if _one_of(tokens, at, nouns) else ("pronoun", at + 1)
    if (
        after == "day"
        and tokens.plain(at + 2) in ("in", "of")
        and tokens.plain(at + 3) in ("jail", "prison", "imprisonment")
    ):
        return None
    if after in IDIOM_AFTER or (before == "for" and after in (",", "")):
        return "pronoun", at + 1
    if before == "by" and tokens.raw(at).islower() and tokens.raw(at + 1).istitle() and tokens.raw(at + 2).istitle():
        return "pronoun", at + 1
    if before == "the":
        return None if after in nouns else ("pronoun", at + 1)
    if after.isalpha():
        return None
    return None if before in COUNTING_BEFORE or after in ("(", "“", '"') else ("pronoun", at + 1)


def _stands_for_noun(tokens: Tokens, at: int) -> bool:
    """As in "a task, but one to which we are committed", "one has to be 18"."""
    after, further = tokens.plain(at + 1), tokens.plain(at + 2)
    return further in ("which", "whom") or (after, further) == ("has", "to")


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word in UNITS or word in TENS


def _one_of(tokens: Tokens, at: int, nouns: Set[str]) -> bool:
    """As in "One of them", "one of the six men"; not "one of the most", "he is one of the men"."""
    following = tokens.plain(at + 2)
    if tokens.plain(at - 1) in ("is", "was", "are", "were", "as", "be", "been", "became", "become"):
        return False
    if following in OF_WHOM and tokens.plain(at + 3) not in nouns:
        return True
    if following not in DETERMINERS:
        return False
    for place in range(at + 3, at + 6):
        word = tokens.plain(place)
        if word in ("most", "best", "worst", "main", "largest", "biggest") or not word.isalnum():
            return False
        if word in nouns or word[0].isdigit():
            return True
    return False


def counts_nothing(tokens: Tokens, at: int, nouns: Set[str] = frozenset()) -> bool:
    """Whether "no" at token `at` stands before a noun that could be counted ("no new cases", "no EU convictions").

    Args:
        tokens: the tokens of a sentence.
        at: where "no" stands.
        nouns: forms of nouns that are counted: one of them must follow where an acronym or adjective with a
            capital stands between.
    """
    after = tokens.raw(at + 1)
    named = after[:1].isupper() and tokens.raw(at + 2).islower() and tokens.word(at + 2) in nouns
    return bool(
        after.isalpha()
        and (after.islower() or named)
        and (len(after) > 2 or named)
        and after not in NO_COUNT
        and not tokens.glued(at + 1)
        and tokens.plain(at - 1) not in ("or", "yes", "say", "said")
        and tokens.raw(at) != "NO"
    )
