"""Word forms: regular English inflection of the lemmas that packs list, irregular forms from the packs."""

from __future__ import annotations

from collections.abc import Mapping

VOWELS = "aeiou"


def plural(noun: str) -> str:
    """The regular plural of a noun or noun phrase (its last word)."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def noun_forms(noun: str, irregular: Mapping[str, tuple[str, ...]]) -> set[str]:
    """All forms of a noun, lower case: itself, its plural; a phrase inflects in its last word."""
    *front, last = noun.lower().split(" ")
    forms = {last, *irregular.get(last, (plural(last),))}
    return {" ".join([*front, form]) for form in forms}


def verb_forms(verb: str, irregular: Mapping[str, tuple[str, ...]]) -> set[str]:
    """All forms of a verb, lower case: "stop" gives stop, stops, stopped, stopping.

    British and American doubling ("trafficked", "cancelled") is listed under `irregular`, which replaces
    the past forms; a verb phrase ("break up") inflects in its first word.
    """
    first, *rest = verb.lower().split(" ")
    forms = {first, _third_person(first), _ing(first)} | set(irregular.get(first, (_past(first),)))
    return {" ".join([form, *rest]) for form in forms}


def _third_person(verb: str) -> str:
    return plural(verb)


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    """Double the last consonant of a one-syllable verb that ends consonant, vowel, consonant ("stop")."""
    syllables = sum(c in VOWELS and (i == 0 or verb[i - 1] not in VOWELS) for i, c in enumerate(verb))
    ends = len(verb) > 2 and verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS and verb[-3] not in VOWELS
    return verb + verb[-1] if syllables == 1 and ends else verb
