"""Word forms: regular English inflection of the lemmas that packs list, irregular forms from the packs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

VOWELS = "aeiou"
# Ends of verbs that are stressed on the last syllable and so double its consonant: refer, admit, compel, control.
STRESSED = ("efer", "sfer", "nfer", "mit", "pel", "trol", "nap", "rol", "cur", "quip")

VerbForm = Literal["base", "third", "past", "participle", "ing"]


def plural(noun: str) -> str:
    """The regular plural of a noun or noun phrase (its last word)."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def noun_forms(noun: str, irregular: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The forms of a noun, lower case, singular first; a phrase inflects in its last word."""
    *front, last = noun.lower().split(" ")
    forms = (last, *irregular.get(last, (plural(last),)))
    return tuple(" ".join([*front, form]) for form in forms)


def verb_forms(verb: str, irregular: Mapping[str, tuple[str, ...]]) -> dict[str, set[VerbForm]]:
    """The forms of a verb, lower case, with what each can be: "stop" gives stop, stops, stopped, stopping.

    `irregular` lists past and participle (one entry if they are the same; American doubles may follow as
    further participles); a verb phrase ("break up") inflects in its first word.
    """
    first, *rest = verb.lower().split(" ")
    past, *participles = irregular.get(first, (_past(first),))
    forms: dict[str, set[VerbForm]] = {}
    pairs: list[tuple[str, VerbForm]] = [(first, "base"), (plural(first), "third"), (_ing(first), "ing")]
    pairs += [(past, "past")]
    pairs += [(participle, "participle") for participle in participles or [past]]
    for form, kind in pairs:
        forms.setdefault(" ".join([form, *rest]), set()).add(kind)
    return forms


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    """Double the last consonant of a verb that ends consonant, vowel, consonant in its stressed syllable ("stop").

    A final c takes a k ("trafficking").
    """
    if verb.endswith("c"):
        return verb + "k"
    syllables = sum(c in VOWELS and (i == 0 or verb[i - 1] not in VOWELS) for i, c in enumerate(verb))
    ends = len(verb) > 2 and verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS and verb[-3] not in VOWELS
    return verb + verb[-1] if verb.endswith(STRESSED) or (syllables == 1 and ends) else verb
