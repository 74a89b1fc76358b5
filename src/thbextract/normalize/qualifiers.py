"""How exactly a number is put: the words before and after it, looked up in the packs' qualifier rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thbextract.normalize.tokens import Tokens, split
from thbextract.patterns import Packs, QualifierRule
from thbextract.records import Qualifier

# They stand between a qualifier and its number and say nothing of its exactness.
FILLERS = frozenset(
    map(
        split,
        (
            "a total of",
            "an additional",
            "additional",
            "another",
            "a further",
            "further",
            "a combined",
            "an extra",
            "just",
        ),
    )
)
# After a noun too: "three people or more".
# With these verbs "over" is a part of them: "handed over two suspects".
HANDING = frozenset({f"{verb}{end}" for verb in ("hand", "turn", "pass") for end in ("", "s", "ed", "ing")}) | {
    "carry",
    "carried",
    "carrying",
    "passes",
}
BEHIND_NOUN = frozenset({"or more", "or so", "or less", "or fewer", "at least", "at most", "or above", "or over"})
BEHIND_STARTS = frozenset(phrase.partition(" ")[0] for phrase in BEHIND_NOUN)


@dataclass(frozen=True, slots=True)
class Qualified:
    """A qualifier that stands at tokens `first` to `last` (exclusive)."""

    qualifier: Qualifier
    first: int
    last: int
    estimated: bool = False


class QualifierTable:
    """The qualifier rules of some packs, ready for look-up."""

    def __init__(self, packs: Packs) -> None:
        rules = packs.rules(QualifierRule)
        self._before = _table((rule, phrase) for rule in rules for phrase in rule.before)
        self._after = _table((rule, phrase) for rule in rules for phrase in rule.after)
        self._longest_before = max(map(len, self._before), default=0)
        self._longest_after = max(map(len, self._after), default=0)
        self._fillers = max(map(len, FILLERS))
        # Most numbers have no qualifier: one look at the neighbour settles that.
        self._ends = frozenset(phrase[-1] for phrase in (*self._before, *FILLERS))
        self._starts = frozenset(phrase[0] for phrase in self._after)

    def before(self, tokens: Tokens, at: int) -> Qualified | None:
        """The qualifier that ends right before token `at`, null if none does."""
        if tokens.word(at - 1) not in self._ends:
            return None
        found = self._ending(tokens, self._skip_fillers(tokens, at))
        if found is None or found.qualifier != "approximate":
            return found
        outer = self._ending(tokens, self._skip_fillers(tokens, found.first))
        if outer is None:
            return found
        estimated = found.estimated or outer.estimated
        return Qualified(outer.qualifier, outer.first, found.last, estimated)

    def after(self, tokens: Tokens, at: int) -> Qualified | None:
        """The qualifier that begins at token `at`, or one noun later, null if none does."""
        known = tokens.word(at) in self._starts
        for size in range(min(self._longest_after, len(tokens.words) - at) if known else 0, 0, -1):
            rule = self._after.get(tuple(tokens.words[at : at + size]))
            if rule is not None and not tokens.word(at + size)[:1].isdigit():
                return Qualified(rule.qualifier, at, at + size, rule.estimated)
        if (
            tokens.word(at + 1) in BEHIND_STARTS
            and tokens.word(at).isalpha()
            and " ".join(tokens.words[at + 1 : at + 3]) in BEHIND_NOUN
        ):
            rule = self._after.get(tuple(tokens.words[at + 1 : at + 3]))
            return Qualified(rule.qualifier, at + 1, at + 3, rule.estimated) if rule is not None else None
        return None

    def _ending(self, tokens: Tokens, at: int) -> Qualified | None:
        for size in range(min(self._longest_before, at), 0, -1):
            rule = self._before.get(tuple(tokens.words[at - size : at]))
            if rule is not None and not (tokens.word(at - size) == "over" and tokens.word(at - size - 1) in HANDING):
                return Qualified(rule.qualifier, at - size, at, rule.estimated)
        return None

    def _skip_fillers(self, tokens: Tokens, at: int) -> int:
        for size in range(min(self._fillers, at), 0, -1):
            if tuple(tokens.words[at - size : at]) in FILLERS:
                return self._skip_fillers(tokens, at - size)
        return at


def _table(rows: Iterable[tuple[QualifierRule, str]]) -> dict[tuple[str, ...], QualifierRule]:
    return {split(phrase): rule for rule, phrase in rows}
