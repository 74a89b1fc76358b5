"""What is known of a number before its category is decided, and what a decision is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from thbextract.patterns import NounRule
from thbextract.pipeline import links
from thbextract.pipeline.lexicon import Hit, Lexicon
from thbextract.pipeline.links import Link
from thbextract.pipeline.reading import Phrase, Reading, Slot
from thbextract.records import Category, Count, Exploitation

# What a number without a noun of its own takes over from the count that it belongs to.
INHERITED = frozenset(
    ("cases", "investigations", "suspects", "prosecutions", "convictions", "victims", "assistance", "persons")
)
# The same without mere people, who are no category that a noun decides on.
DECIDED = INHERITED - {"persons"}
# Noun kinds that say no more than that people are counted.
PLAIN_PEOPLE = frozenset(("person", "vulnerable"))
PEOPLE = links.PEOPLE_KINDS
PEOPLE_OR_UNNAMED = PEOPLE | {None}
PROCEEDINGS = frozenset(("case", "criminal-case"))
PEOPLE_OR_PROCEEDINGS = PEOPLE | PROCEEDINGS


@dataclass(slots=True)
class Decision:
    """A category, the rule that decided it, and the lemma of the verb if a verb did.

    `hit` is that verb in its sentence, `taken_from` the start of the quantity whose category was taken over.
    """

    category: Category
    rule: str
    action: str | None = None
    exploitation: Exploitation | None = None
    hit: Hit | None = None
    taken_from: int | None = None


@dataclass(slots=True)
class View:
    """A slot with all that is known of it before its category is decided."""

    reading: Reading
    slot: Slot
    phrase: Phrase
    link: Link
    noun: NounRule | None
    host: Count | None
    found: Mapping[int, Count] = field(default_factory=dict)
    near: tuple[Count, ...] = ()
    far: tuple[Count, ...] = ()
    lead: Reading | None = None
    topic: Reading | None = None
    lexicon: Lexicon | None = field(default=None, repr=False)

    @property
    def bare(self) -> bool:
        """Whether the slot names nothing that it counts."""
        return self.phrase.kind in ("pronoun", "bare") or (self.phrase.kind == "whole" and self.phrase.entry is None)

    @property
    def kind(self) -> str | None:
        """The kind of noun that is counted, taken over from the host if the slot names none."""
        if self.noun:
            return self.noun.kind
        return self.host.noun if self.host and self.bare else None


def taken_over(host: Count) -> Decision:
    """The decision on a count that another is a part, a repetition or a comparison of."""
    return Decision(host.category, host.rule, host.action, taken_from=host.quantity.start)
