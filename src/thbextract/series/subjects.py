"""What a claim counts, told so that claims of other documents can be held against it: an indicator and a population."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thbextract.normalize.inflect import noun_forms
from thbextract.patterns import IndicatorRule, Packs, PlainRule
from thbextract.records import Claim
from thbextract.series.bodies import country_words
from thbextract.series.surroundings import is_aside, narrowing

_WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure counts.

    `indicator` is the id of a rule, null where no rule knows what is counted. `narrowed` are the words that narrow the
    people or cases counted ("foreign"); null where the text only says that they are some of others. `plain` is whether
    no verb tells more than the category does.
    """

    indicator: str | None
    narrowed: frozenset[str] | None
    plain: bool = False

    def fits(self, other: Subject) -> bool:
        """Whether both may be tellings of one figure, if all else is equal."""
        if self.narrowed is None or other.narrowed is None:
            return self == other
        same = self.indicator == other.indicator or self.plain or other.plain
        return same and (self.narrowed == other.narrowed or not self.narrowed or not other.narrowed)


class Subjects:
    """Finds the subject of each claim of a document, by the vocabulary of the packs."""

    def __init__(self, packs: Packs) -> None:
        """Look up the rules once.

        Args:
            packs: with `indicator` and `plain` rules; without any, no claim has an indicator.
        """
        self._rules: dict[str, list[IndicatorRule]] = {}
        self._names: dict[str, str] = {}
        for rule in packs.rules(IndicatorRule):
            self._rules.setdefault(rule.category, []).append(rule)
            self._names[rule.id] = rule.name
        plain = [word for rule in packs.rules(PlainRule) for word in rule.words]
        units = [word for rule in packs.rules(IndicatorRule) for word in rule.units]
        self._bases = {form: word for word in (*plain, *units) for form in noun_forms(word, packs.forms)}
        self._plain = frozenset(map(self._base, plain))
        self._countries = country_words(packs)

    def name(self, indicator: str | None) -> str | None:
        """What people call an indicator; one that no rule names is called after its category and verb."""
        return self._names.get(indicator, indicator) if indicator else None

    def of(self, claims: Sequence[Claim]) -> dict[str, Subject]:
        """The subjects of the claims of one document, by their ids."""
        ordered = sorted(claims, key=lambda claim: claim.start)
        by_id = {claim.id: claim for claim in claims}
        sentences: dict[int, list[Claim]] = defaultdict(list)
        for claim in ordered:
            sentences[claim.sentence_start].append(claim)
        paying = {claim.sentence_start for claim in claims if claim.category == "money"}
        found: dict[str, Subject] = {}
        for claim in ordered:
            beside = sentences[claim.sentence_start]
            whole = by_id.get(claim.part_of) if claim.part_of else None
            subject = self._narrowed(self._alone(_with_unit(claim, beside)), claim, beside)
            if is_aside(claim, paying):
                subject = replace(subject, narrowed=None)
            elif whole and whole.category == claim.category:
                subject = _as_part(claim, subject, found.get(whole.id) or self._alone(whole))
            found[claim.id] = subject
        return found

    def _narrowed(self, subject: Subject, claim: Claim, beside: Sequence[Claim]) -> Subject:
        more = narrowing(claim, beside, self._countries)
        return replace(subject, narrowed=(subject.narrowed or frozenset()) | more) if more else subject

    def _alone(self, claim: Claim) -> Subject:
        words = frozenset(map(self._base, _WORDS.findall((claim.unit or "").lower()))) - self._plain
        rules = self._rules.get(claim.category, ())
        of_action = [rule for rule in rules if (claim.action in rule.actions if claim.action else rule.plain)]
        rule = next((rule for rule in of_action if words & set(rule.units)), None)
        # "12 verdicts" without a verb are no persons, though persons are what the category counts without a verb.
        rule = rule or next((rule for rule in rules if not claim.action and words & set(rule.units)), None)
        rule = rule or next(iter(of_action), None)
        if rule is None:
            named = f"{claim.category}: {claim.action}" if rules and claim.action else None
            return Subject(named, words)
        return Subject(rule.id, words - set(rule.units), rule.plain)

    def _base(self, word: str) -> str:
        return self._bases.get(word) or _singular(word)


def _as_part(claim: Claim, subject: Subject, whole: Subject) -> Subject:
    """The subject of a part: narrowed like its whole, unknown if nothing tells which part it is."""
    told = claim.sex or claim.age_group or claim.exploitation or subject.narrowed
    if whole.narrowed is None or not told:
        return replace(subject, narrowed=None)
    return replace(subject, narrowed=(subject.narrowed or frozenset()) | whole.narrowed)


def _with_unit(claim: Claim, beside: Sequence[Claim]) -> Claim:
    """A bare number that is set beside a figure of another time counts what that one counts ("143 …, against 161").

    Args:
        claim: any claim.
        beside: the claims of its sentence in text order.
    """
    if claim.unit or claim.part_of:
        return claim
    kind = (claim.category, claim.sex, claim.age_group)
    for other in reversed([one for one in beside if one.start < claim.start]):
        if other.unit and not other.part_of and (other.category, other.sex, other.age_group) == kind:
            return replace(claim, unit=other.unit, action=claim.action or other.action)
    return claim


def _singular(word: str) -> str:
    """A form that singular and plural of an unknown noun share."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
