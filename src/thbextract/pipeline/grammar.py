"""Closed word classes of English that the search for nouns and verbs steps on or stops at."""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


Cues = Mapping[str, tuple[list[str], ...]]
"""Words that lead to a number, under the last of them."""


def cues_of(text: str) -> Cues:
    """Cues between commas, each of one word or several ("of whom, namely")."""
    by_last: dict[str, tuple[list[str], ...]] = {}
    for words in map(str.split, text.split(",")):
        by_last[words[-1]] = (*by_last.get(words[-1], ()), words)
    return by_last


PREPOSITIONS = _words(
    """in at for from by with to on under during into against within since after before until among between
    through throughout over about across outside inside near per via upon without toward towards because due
    despite following around behind as than versus vs"""
)
DETERMINERS = _words("the a an these those this that all its their our his her both each every any some")
PRONOUNS = _words("them these those whom which us latter former")
SUBJECTS = _words("i you he she it we they")
BE = _words("be is are was were been being 're")
HAVE = _words("have has had having")
MODALS = _words("will would can could may might shall should must do does did to")
RELATIVES = _words("who which that whom whose where when while whereas")
CONJUNCTIONS = _words("and or but nor & plus")
NEGATIONS = _words("not n't never")
CLAUSE_ENDS = _words("; : . ? ! • |")
OPENERS = _words("( [")
CLOSERS = _words(") ]")
# All that may stand in a predicate besides its verb, and where the reach of words within a clause ends.
BE_OR_HAVE = BE | HAVE
AUXILIARIES = BE | HAVE | MODALS
CLAUSE_BREAKS = CLAUSE_ENDS | {","}

# Words that stand between a number and a verb without being what is counted.
FILLERS = _words(
    """more additional further other others new also already only still now later then just even respectively
    ones alone currently subsequently initially finally thereafter yet so far eventually additionally"""
)
# Words that stand between a verb (or a cue) and the number that hangs on it.
LEFT_FILLERS = _words(
    """the a an all another additional further total of some about only new just over its their more nearly almost
    around approximately roughly estimated other also overall these those his her our both altogether fewer no
    initial first last anywhere somewhere possible"""
)
# The same where "of" or "to" leads to the number and is no part of what hedges it.
HEDGES_BUT_OF = LEFT_FILLERS - {"of"}
HEDGES = LEFT_FILLERS - {"of", "to"}

# Adverbs that stand where a noun could, and are none: "brought 19 back", "41 slept there".
ADVERBS = _words(
    """back home here there away together again abroad overseas elsewhere everywhere daily weekly monthly
    annually forward inside outside altogether apart indoors outdoors today yesterday tomorrow tonight
    beforehand afterwards afterward early late long ago once twice"""
)
# Past forms without an object that no pack lists: what follows a number is then its verb, not its noun.
IRREGULAR_INTRANSITIVE = _words(
    """came went became fell rose stood slept ran sat lay spoke flew swam sank grew began felt knew thought heard
    spent wore ate drank slid sought bore withdrew chose forgot meant rode sang stole swore threw wrote fought dealt
    woke"""
)

PARTICLES = _words("up out off over away back down in")
# Past forms that no pack lists and that take people as their object.
IRREGULAR_PAST = _words("held kept took brought sent found left saw met taught told gave led drove drew won caught hid")
PAST_FORMS = IRREGULAR_PAST | IRREGULAR_INTRANSITIVE

# Forms that stand behind a number as its verb and hardly ever before a noun that it counts.
PREDICATES = _words(
    """hail hailed belong belonged come originate originated reside resided remain remained appear appeared seem seemed
    suffer await lack lacked stem stemmed relate involve involved concern concerned affect comprise comprised showed
    declined refused said say worked lived stayed became featured deal dealt sought"""
)
# Forms that are verbs behind a number where a preposition or an article follows ("14 live in shelters").
PLAIN_VERBS = _words("live work stay face show report need want fear hope hold bear carry date leave return go")
