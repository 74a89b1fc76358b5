"""What a number counts: the component that turns quantities into counts.

The counted noun decides first, then the verb or participle that governs it (codebook, section 2). A bare
number or a pronoun takes the noun of the count that it belongs to, and the category of its own verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from thbextract.patterns import CurrencyRule, FeatureRule, NounRule, Packs, StatusRule, TermRule, VerbRule, load_packs
from thbextract.pipeline import links
from thbextract.pipeline.grammar import BE, CLAUSE_ENDS, CLOSERS, RELATIVES
from thbextract.pipeline.lexicon import Entry, Lexicon
from thbextract.pipeline.links import Link
from thbextract.pipeline.phrases import Governor, Phrase, Reading, Slot, verb_rules
from thbextract.records import Category, Count, Quantity, Status

if TYPE_CHECKING:
    from thbextract.records import Exploitation

# How far behind a verb its complement may stand ("placed … in temporary shelters").
COMPLEMENT_TOKENS = 16
# Categories that a count hands on to a bare number in a later sentence.
INHERITED = frozenset(
    ("cases", "investigations", "suspects", "prosecutions", "convictions", "victims", "assistance", "persons")
)
PERSON_ENDINGS = ("ers", "ors", "ees", "ians", "ists", "women", "men", "folk")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a sentence: the counts before it, and the noun of its label or lead-in."""

    previous: tuple[Count, ...] = ()
    label: str = ""


NO_CONTEXT = Context()


@dataclass(frozen=True, slots=True)
class Decision:
    """A category, the rule that decided it, and the lemma of the verb if a verb did."""

    category: Category
    rule: str
    action: str | None = None
    exploitation: Exploitation | None = None


class ClaimFinder:
    """Finds what each quantity of a sentence counts; built once for a vocabulary."""

    def __init__(self, nlp: Language, packs: Packs) -> None:
        self._nlp = nlp
        self._lexicon = Lexicon(nlp, packs)
        self._nouns = {rule.id: rule for rule in packs.rules(NounRule)}
        self._currencies = {name: rule.code for rule in packs.rules(CurrencyRule) for name in (rule.code, *rule.signs)}

    def find(
        self,
        doc: Doc,
        quantities: Sequence[Quantity],
        times: Sequence[tuple[int, int]] = (),
        context: Context = NO_CONTEXT,
        offset: int = 0,
    ) -> tuple[Count, ...]:
        """The counts of one sentence, in text order; all offsets count from `offset`, where `doc` begins."""
        reading = Reading.of(doc, self._lexicon, quantities, times, offset)
        found: dict[int, Count] = {}
        for slot in reading.slots:
            count = self._count(reading, slot, found, context)
            if count:
                found[slot.index] = count
        return tuple(found.values())

    def label_noun(self, text: str) -> tuple[NounRule, Entry] | None:
        """The counted noun of a label such as a heading or the head of a table column."""
        reading = Reading.of(self._nlp.make_doc(text), self._lexicon)
        hits = [hit for _, hit in sorted(reading.nouns.items())]
        for hit in hits:
            if isinstance(hit.entries[0].rule, NounRule) and hit.entries[0].rule.kind != "thing":
                return hit.entries[0].rule, hit.entries[0]
        return None

    def label_features(self, text: str) -> Count:
        """What a label says of sex, age group and exploitation, as a count that lacks all else."""
        reading = Reading.of(self._nlp.make_doc(text), self._lexicon)
        count = Count(Quantity(0, 0, "", 0), "other", "table-cell")
        whole = Phrase("bare", 0, len(reading.words))
        return self._features_said(reading, whole, len(reading.words), count)

    def label_currency(self, text: str) -> str | None:
        """The currency that a label names ("Income (EUR)")."""
        return next(
            (code for sign, code in self._currencies.items() if sign in text.split() or f"({sign})" in text), None
        )

    # -------------------------------------------------------------- one quantity

    def _count(self, reading: Reading, slot: Slot, found: dict[int, Count], context: Context) -> Count | None:
        quantity = slot.quantity
        if quantity.kind == "term":
            return self._term(reading, slot)
        if quantity.kind in ("money", "percent"):
            category: Category = "money" if quantity.kind == "money" else "percent"
            link = links.link_of(reading, slot, found) if category == "percent" else Link()
            count = Count(quantity, category, f"quantity.{category}", status=self._status(reading, slot, None))
            return self._with_features(reading, slot, reading.phrase(slot), count, found.get(link.host or -1))
        if quantity.unit in {"fold", "times", "count"}:
            return Count(quantity, "other", f"quantity.{quantity.unit}", unit=quantity.unit)
        return self._counted(reading, slot, found, context)

    def _term(self, reading: Reading, slot: Slot) -> Count | None:
        near = reading.window(slot.first - 16, slot.last + 9)
        for hit in reading.terms:
            rule = hit.entries[0].rule
            if isinstance(rule, TermRule) and slot.first - 14 <= hit.start <= slot.last + 5:
                barred = any(f" {word} " in near for word in rule.unless)
                category: Category = "other" if barred else rule.category
                return Count(
                    slot.quantity, category, rule.id, unit=slot.quantity.unit, status=self._status(reading, slot, None)
                )
        return None

    def _counted(self, reading: Reading, slot: Slot, found: dict[int, Count], context: Context) -> Count | None:
        phrase = reading.phrase(slot)
        link = links.link_of(reading, slot, found)
        host = found.get(link.host) if link.host is not None else None
        if host is None and phrase.kind in ("pronoun", "bare"):
            host = self._host_before(phrase, reading, slot, context)
        rule = self._noun_rule(reading, slot, phrase, host)
        if slot.quantity.value == 0 and slot.quantity.text.lower() == "no" and phrase.kind != "noun":
            return None
        bare = phrase.kind in ("pronoun", "bare")
        kind = rule.kind if rule else (host.noun if host and bare else None)
        decision = self._decide(reading, slot, phrase, kind, bare, link, found)
        settled = decision is not None
        if decision is None:
            decision = self._by_noun(reading, slot, phrase, rule, host, link)
            settled = decision is not None and not bare
        if decision is None:
            decision = Decision("other", "unknown-noun" if phrase.kind == "unknown" else "bare-number")
        count = Count(
            slot.quantity,
            decision.category,
            decision.rule,
            noun=kind,
            unit=self._unit(reading, slot, phrase),
            action=decision.action,
            status=self._status(reading, slot, rule),
            exploitation=decision.exploitation,
            whole=self._whole(link, host, found),
            settled=settled,
        )
        return self._with_features(reading, slot, phrase, count, host if link.part or bare else None)

    def _whole(self, link: Link, host: Count | None, found: dict[int, Count]) -> int | None:
        if host is None or not link.part:
            return host.whole if host is not None and link.sibling else None
        return host.quantity.start

    def _host_before(self, phrase: Phrase, reading: Reading, slot: Slot, context: Context) -> Count | None:
        """The count of an earlier sentence that a pronoun or a bare number goes back to."""
        if phrase.kind == "bare" and links.left_noun(reading, slot):
            return None
        for count in reversed(context.previous):
            if count.category in INHERITED and (phrase.kind == "bare" or count.noun):
                return count
        return None

    def _noun_rule(self, reading: Reading, slot: Slot, phrase: Phrase, host: Count | None) -> NounRule | None:
        if phrase.rule:
            return phrase.rule
        if phrase.kind == "unknown" and self._looks_like_people(reading, phrase):
            return self._nouns.get("person")
        if phrase.kind == "bare" and (entry := links.left_noun(reading, slot)) and isinstance(entry.rule, NounRule):
            return entry.rule
        return None

    def _looks_like_people(self, reading: Reading, phrase: Phrase) -> bool:
        words = [word for word in reading.words[phrase.start : phrase.end] if word.isalpha()]
        return bool(words) and words[-1].endswith(PERSON_ENDINGS)

    # -------------------------------------------------------------- which category

    def _decide(
        self,
        reading: Reading,
        slot: Slot,
        phrase: Phrase,
        kind: str | None,
        bare: bool,
        link: Link,
        found: dict[int, Count],
    ) -> Decision | None:
        """The category that a verb gives: of a modifier, before the number, behind its noun phrase."""
        for hit in phrase.modifiers:
            if decision := self._match(reading, Governor(hit, "object", hit.start), kind, bare, complements=False):
                return decision
        for governor in reading.governors_left(slot):
            if decision := self._match(reading, governor, kind, bare):
                return decision
        if links.is_whole_of(reading, slot, phrase):
            return None
        start = phrase.end
        if link.bracket is not None:
            return None
        for governor in reading.governors_right(start):
            if decision := self._match(reading, governor, kind, bare):
                return decision
        if (label := links.label_before(reading, slot)) and isinstance(label.rule, NounRule):
            if label.rule.category in INHERITED - {"persons"} and kind in {
                "person",
                "offender",
                "case",
                "defendant",
                "vulnerable",
                None,
            }:
                return Decision(label.rule.category, label.rule.id)
        return None

    def _match(
        self, reading: Reading, governor: Governor, kind: str | None, bare: bool, complements: bool = True
    ) -> Decision | None:
        rules = sorted(verb_rules(governor.hit), key=lambda pair: not pair[0].complements)
        for rule, lemma in rules:
            if governor.role not in (rule.role, "either"):
                continue
            if kind not in rule.nouns and not (bare and kind is None and "bare" in rule.nouns):
                continue
            action = governor.hit.end in reading.actions and reading.actions[governor.hit.end] is governor.hit
            if rule.complements and not action and not (complements and self._complement(reading, governor, rule)):
                continue
            return Decision(rule.category, rule.id, lemma, rule.exploitation)
        return None

    def _complement(self, reading: Reading, governor: Governor, rule: VerbRule) -> bool:
        window = reading.window(governor.hit.end, governor.hit.end + COMPLEMENT_TOKENS)
        window = window.split(" ; ")[0]
        return any(f" {words} " in window for words in self._lexicon.complements[rule.id])

    def _by_noun(
        self, reading: Reading, slot: Slot, phrase: Phrase, rule: NounRule | None, host: Count | None, link: Link
    ) -> Decision | None:
        """The category that the noun gives on its own, or its predicate, or the count it belongs to."""
        kind = rule.kind if rule else None
        bare = phrase.kind in ("pronoun", "bare")
        if (
            rule
            and kind not in {"person", "vulnerable"}
            and not (host and link.part and kind in {"victim", "staff", "member"})
        ):
            return Decision(rule.category, rule.id)
        if rule and kind in {"person", "vulnerable"}:
            predicate = self._predicate(reading, phrase)
            if predicate and predicate.kind in {"victim", "offender", "defendant"}:
                return Decision(predicate.category, predicate.id)
            if (
                host
                and host.category in INHERITED
                and (link.part or link.alike)
                and host.noun not in {"case", "criminal-case"}
            ):
                return Decision(host.category, host.rule, host.action)
            if feature := self._feature_category(reading, slot, phrase):
                return feature
            return Decision(rule.category, rule.id)
        if bare and host and (host.category in INHERITED or link.host is not None):
            return Decision(host.category, host.rule, host.action)
        if bare and (predicate := self._predicate(reading, phrase)):
            return Decision(predicate.category, predicate.id)
        return Decision(rule.category, rule.id) if rule else None

    def _predicate(self, reading: Reading, phrase: Phrase) -> NounRule | None:
        """The noun behind "were": "50 women were victims"."""
        for i in range(phrase.end, min(phrase.end + 10, len(reading.words))):
            if reading.word(i) in CLAUSE_ENDS or i in reading.verbs:
                return None
            if reading.word(i) in BE and reading.word(i + 1) not in BE:
                after = reading.scan(i + 2 if reading.word(i + 1) in {"the", "a", "an", "all"} else i + 1)
                return after.rule
        return None

    def _feature_category(self, reading: Reading, slot: Slot, phrase: Phrase) -> Decision | None:
        """ "5 million people are in forced labour": the circumstance makes people victims."""
        for hit in reading.features:
            rule = hit.entries[0].rule
            if not isinstance(rule, FeatureRule) or rule.category is None:
                continue
            if not phrase.end <= hit.start <= phrase.end + 8 or self._slot_between(reading, phrase.end, hit.start):
                continue
            before = reading.word(hit.start - 1)
            if before in {"in", "into", "of", "for"} or hit.start == phrase.end:
                return Decision(rule.category, rule.id)
        return None

    def _slot_between(self, reading: Reading, start: int, end: int) -> bool:
        return any(reading.slot_at(i) for i in range(start, end))

    # -------------------------------------------------------------- what is said besides

    def _with_features(self, reading: Reading, slot: Slot, phrase: Phrase, count: Count, host: Count | None) -> Count:
        said = self._features_said(reading, phrase, self._zone_end(reading, slot, phrase), count)
        if host is None:
            return said
        return replace(
            said,
            sex=said.sex or host.sex,
            age_group=said.age_group or host.age_group,
            exploitation=said.exploitation or host.exploitation,
        )

    def _features_said(self, reading: Reading, phrase: Phrase, end: int, count: Count) -> Count:
        """What the noun, its modifiers, its predicate and its circumstances say."""
        noun = phrase.rule
        sex, age = (noun.sex, noun.age_group) if noun else (None, None)
        exploitation = count.exploitation or (noun.exploitation if noun else None)
        found = list(self._features(reading, phrase.start, end))
        sexes = {rule.sex for rule, _ in found if rule.sex}
        for rule, start in found:
            if start < phrase.end or self._predicative(reading, phrase, start):
                sex = sex or (rule.sex if len(sexes) == 1 else None)
                age = age or rule.age_group
            exploitation = exploitation or rule.exploitation
        return replace(count, sex=sex, age_group=age, exploitation=exploitation)

    def _features(self, reading: Reading, start: int, end: int) -> Iterator[tuple[FeatureRule, int]]:
        for hit in sorted(reading.features, key=lambda hit: hit.start):
            if start <= hit.start < end:
                for entry in hit.entries:
                    if isinstance(entry.rule, FeatureRule):
                        yield entry.rule, hit.start

    def _predicative(self, reading: Reading, phrase: Phrase, i: int) -> bool:
        """Whether a word stands right behind the verb "be" of the phrase ("12 were women")."""
        between = reading.words[phrase.end : i]
        return len(between) <= 3 and any(word in BE for word in between)

    def _zone_end(self, reading: Reading, slot: Slot, phrase: Phrase) -> int:
        end = min(len(reading.words), phrase.end + 14)
        for i in range(slot.last, end):
            if reading.slot_at(i) or reading.word(i) in CLAUSE_ENDS or (i >= phrase.end and reading.word(i) in CLOSERS):
                return i
        return end

    def _status(self, reading: Reading, slot: Slot, noun: NounRule | None) -> Status:
        if slot.quantity.estimated:
            return "estimated"
        if noun is not None and noun.kind == "place":
            return "capacity"
        start, end = max(0, slot.first - 12), slot.last + 4
        for i in range(slot.first - 1, start, -1):
            if reading.word(i) in CLAUSE_ENDS | RELATIVES - {"that"} or reading.slot_at(i):
                start = i
                break
        for hit in reading.statuses:
            if start <= hit.start < end and isinstance(hit.entries[0].rule, StatusRule):
                return hit.entries[0].rule.status
        return "reported"

    def _unit(self, reading: Reading, slot: Slot, phrase: Phrase) -> str | None:
        if phrase.kind not in ("noun", "unknown"):
            return None
        start = phrase.start + (1 if reading.word(phrase.start) == "of" else 0)
        if start >= phrase.end:
            return None
        return reading.doc[start : phrase.end].text.strip(" ,\n") or None


class ClaimsComponent:
    """Sets `doc._.thb_counts` from `doc._.thb_quantities`; reads `thb_context` and `thb_offset` of `doc.user_data`."""

    def __init__(self, nlp: Language, packs: Packs) -> None:
        self.finder = ClaimFinder(nlp, packs)

    def __call__(self, doc: Doc) -> Doc:
        """Find what each quantity of one sentence counts."""
        periods = doc._.thb_periods if Doc.has_extension("thb_periods") else ()
        doc._.thb_counts = self.finder.find(
            doc,
            doc._.thb_quantities,
            [(period.start, period.end) for period in periods],
            doc.user_data.get("thb_context", Context()),
            doc.user_data.get("thb_offset", 0),
        )
        return doc


@Language.factory(
    "thbextract_claims",
    requires=["doc._.thb_quantities"],
    assigns=["doc._.thb_counts"],
    default_config={"patterns": []},
)
def make_claims(nlp: Language, name: str, patterns: list[str]) -> ClaimsComponent:
    """Build the component; `patterns` are pack files or folders beside those of the tool."""
    del name
    if not Doc.has_extension("thb_counts"):
        Doc.set_extension("thb_counts", default=())
    return ClaimsComponent(nlp, load_packs(patterns))
