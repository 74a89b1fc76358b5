"""What a number counts: the component that turns quantities into counts.

The counted noun decides first, then the verb or participle that governs it (codebook, section 2). A bare
number or a pronoun takes the noun of the count that it belongs to, and the category of its own verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from thbextract.normalize.shortcuts import remembered
from thbextract.patterns import CurrencyRule, FeatureRule, NounRule, Packs, TermRule, load_packs
from thbextract.pipeline import links, series, subjects
from thbextract.pipeline.decide import decide
from thbextract.pipeline.features import features_said, status_of, unit_of, with_features
from thbextract.pipeline.governors import has_verb
from thbextract.pipeline.grammar import BE, CLOSERS, DETERMINERS, OPENERS, PREPOSITIONS, SUBJECTS
from thbextract.pipeline.lexicon import Lexicon
from thbextract.pipeline.parts import part_of
from thbextract.pipeline.phrases import phrase_of
from thbextract.pipeline.reading import Phrase, Reading, Slot
from thbextract.pipeline.splitting import Splitter, Tokens, tokens_of
from thbextract.pipeline.views import DECIDED, INHERITED, PEOPLE, Decision, View
from thbextract.pipeline.wholes import is_aside, whole_of
from thbextract.records import Category, Count, Quantity

if TYPE_CHECKING:
    from thbextract.pipeline.trace import Trace

# Endings of nouns for people: a noun that no pack knows ("fishers", "evacuees") is read as people by them.
PERSON_ENDINGS = ("ers", "ors", "ees", "ians", "ists", "women", "men", "folk")
# What "of them" may go back to besides people.
TAKEN_UP = frozenset(("case", "criminal-case", "report", "prosecution", "conviction", "arrest"))
PEOPLE_TAKEN_UP = PEOPLE | TAKEN_UP
# Things that end like people.
THINGS = frozenset(
    [
        "stickers",
        "flyers",
        "fliers",
        "anchors",
        "computers",
        "letters",
        "papers",
        "orders",
        "numbers",
        "containers",
        "trailers",
        "motors",
        "sensors",
        "sectors",
        "doors",
        "floors",
        "offers",
        "tankers",
        "printers",
        "scanners",
        "registers",
        "chapters",
        "corridors",
        "errors",
        "factors",
        "flowers",
        "rivers",
        "towers",
        "powers",
        "layers",
        "covers",
        "servers",
        "banners",
        "folders",
        "centers",
        "theaters",
        "meters",
        "liters",
        "corners",
        "quarters",
        "shelters",
        "vouchers",
        "transfers",
        "ledgers",
        "routers",
        "trackers",
        "cylinders",
        "answers",
        "matters",
        "headquarters",
        "letters",
        "indicators",
        "drawers",
        "trawlers",
        "lighters",
        "slippers",
        "trousers",
        "scooters",
        "helicopters",
        "generators",
        "tractors",
        "monitors",
        "mirrors",
    ]
)
# What people or cases are told apart by: a figure behind it counts them ("the commonest nationality was Thai (12)").
ATTRIBUTES = frozenset(
    ("nationality", "country", "form", "type", "category", "sector", "region", "age group", "kind", "location", "place")
)
# Verbs that impose a term, and how far before them "may be" stands.
IMPOSING = frozenset(("sentenced", "jailed", "imprisoned"))
MODAL_TOKENS = 4
# Past forms behind which terms are handed out, and words that leave them open.
GIVEN = frozenset(("given", "handed", "received", "got", "drew", "imposed", "gave", "receiving", "condemned"))
IMPOSED = IMPOSING | GIVEN
# What a term is told by that nobody is sentenced to, and laws under which people are.
UNSERVED = frozenset(("parole", "non-parole", "eligible", "eligibility"))
STATUTES = frozenset(("law", "criminal code", "penal code"))
MIGHT = frozenset(("can", "may", "might", "could", "be", "if", "face", "faces", "law", "code"))
# An amount grows or shrinks by no more than this between two times.
CHANGE_OF_SIZE = 50
# Words for a span of time that stand near enough to a term: "sentenced … to 8 years in prison".
TERM_BEFORE, TERM_AFTER, TERM_RIGHT_BEFORE = 14, 5, 5
# A sentence that begins with a number and holds one of these is a footnote.
CITATIONS = frozenset(("ibid", "ibid.", "cit.", "http", "https", "pp", "available", "retrieved", "accessed"))
PLACES_IN_SOURCES = frozenset(
    [
        "n",
        "n.",
        "nn",
        "nn.",
        "f",
        "f.",
        "ff",
        "ff.",
        "p",
        "p.",
        "pp",
        "pp.",
        "fn",
        "fn.",
        "col",
        "col.",
        "para",
        "para.",
        "paras",
        "paras.",
        "vol",
        "vol.",
        "fol",
        "fol.",
        "exhibit",
        "annex",
    ]
)
# What a number and a hyphen before it count: "a 12-bed shelter", "a 14-defendant case".
COMPOUND_KINDS = frozenset(("place", "defendant", "victim"))
TIME_UNITS = frozenset(("day", "week", "month", "year"))
# What a sentence behind the number of a footnote begins with, and what ends a name of origin.
BEGINNINGS = PREPOSITIONS | DETERMINERS | SUBJECTS
BEHIND_ORIGIN = CLOSERS | {",", ";", "and"}
# What makes "the youngest of the boys is five" an age.
AGE_TOKENS = 8
AGE_WORDS = frozenset(("youngest", "oldest", "eldest", "age", "aged"))
SCALES = frozenset(("thousand", "million", "billion", "trillion", "lakh", "crore", "mln", "bn"))


@dataclass(frozen=True, slots=True)
class Context:
    """What stands before a sentence: `near` are the counts of its paragraph or list, `far` those before.

    `lead` is the sentence that leads to the list that the sentence is an item of, `topic` the heading above it,
    and `lead_start`, `topic_start` say where they begin in the document.
    """

    near: tuple[Count, ...] = ()
    far: tuple[Count, ...] = ()
    lead: str = ""
    topic: str = ""
    lead_start: int = 0
    topic_start: int = 0


NO_CONTEXT = Context()
# What a label says before it names what is counted ("Number of cases").
NUMBER_OF = re.compile(
    r"(?:the )?(?:total |overall |absolute )?(?:numbers?|no\.?|nos\.?|nr\.?|№|#|count|total) (?:of )?(?:the )?"
)
# Stands before a label for the number of a cell; 7 is no "one", which would make a singular noun its head.
SAMPLE = Quantity(0, 1, "7", 7)


class ClaimFinder:
    """Finds what each quantity of a sentence counts; built once for a vocabulary."""

    def __init__(self, nlp: Language, packs: Packs) -> None:
        self.split = Splitter(nlp).split
        self._lexicon = Lexicon(nlp, packs)
        self._nouns = {rule.id: rule for rule in packs.rules(NounRule)}
        self.terms = packs.rules(TermRule)
        self._before_terms = frozenset(words.split(" ")[0] for rule in self.terms for words in rule.before)
        self._features = tuple(rule for rule in packs.rules(FeatureRule) if rule.labels)
        # The items of a list share what leads to them; a reading without numbers never changes.
        self._reading_of = remembered(8)(self._read)
        # The cells of a table share their labels.
        self._label_count = remembered(256)(self._count_of_label)
        self._caption_count = remembered(64)(self._count_of_caption)
        self._label_features = remembered(256)(self._features_of_label)
        self._currencies = {name: rule.code for rule in packs.rules(CurrencyRule) for name in (rule.code, *rule.signs)}

    def find(
        self,
        sentence: Tokens,
        quantities: Sequence[Quantity],
        times: Sequence[tuple[int, int]] = (),
        context: Context = NO_CONTEXT,
        trace: Trace | None = None,
    ) -> tuple[Count, ...]:
        """The counts of one sentence, in text order; all offsets are those of the document.

        A `trace` is told of each quantity why it became what it is.
        """
        reading = Reading.of(sentence, self._lexicon, quantities, times)
        found: dict[int, Count] = {}
        for slot in reading.slots:
            count = self._count(reading, slot, found, context)
            if trace is not None:
                trace.note(self, reading, slot, found, context, count)
            if count:
                found[slot.index] = count
        return tuple(found.values())

    # -------------------------------------------------------------- labels of tables

    def label_count(self, text: str) -> Count | None:
        """What a label such as the head of a table column counts: read as if a number stood before it."""
        return self._label_count(text)

    def _count_of_label(self, text: str) -> Count | None:
        label = text.strip().lower()
        if prefix := NUMBER_OF.match(label):
            label = label[prefix.end() :]
        if not label:
            return None
        counts = self.find(self.split(f"{SAMPLE.text} {label}"), [SAMPLE])
        return next((count for count in counts if count.category != "other"), None)

    def caption_count(self, text: str) -> Count | None:
        """What the caption of a table or chart counts: its first noun that decides for itself."""
        return self._caption_count(text)

    def _count_of_caption(self, text: str) -> Count | None:
        reading = self.reading_of(text)
        for i in sorted(reading.nouns):
            rule = reading.nouns[i].entries[0].rule
            if isinstance(rule, NounRule) and rule.category in DECIDED:
                return Count(SAMPLE, rule.category, rule.id, noun=rule.kind, unit=rule.words[0])
        return None

    def reading_of(self, text: str, offset: int = 0) -> Reading:
        """A stretch of text that begins at `offset`, read for what the lexicon knows of it."""
        return self._reading_of(text, offset)

    def _read(self, text: str, offset: int) -> Reading:
        return Reading.of(self.split(text, offset), self._lexicon)

    def label_features(self, text: str) -> Count:
        """What a label says of sex, age group and exploitation, as a count that lacks all else."""
        return self._label_features(text)

    def _features_of_label(self, text: str) -> Count:
        reading = self.reading_of(text)
        count = Count(Quantity(0, 0, "", 0), "other", "table-cell")
        whole = Phrase("bare", 0, len(reading.words))
        said = features_said(reading, whole, len(reading.words), count)
        names = {part.strip().lower() for part in text.split(";")}
        rule = next((rule for rule in self._features if names & set(rule.labels)), None)
        return (said.filled(rule) if rule is not None else said).of(count)

    def label_currency(self, text: str) -> str | None:
        """The currency that a label names ("Income (EUR)")."""
        words = text.replace("(", " ").replace(")", " ").split()
        return next((code for sign, code in self._currencies.items() if sign in words), None)

    # -------------------------------------------------------------- one quantity

    def _count(self, reading: Reading, slot: Slot, found: dict[int, Count], context: Context) -> Count | None:
        quantity = slot.quantity
        if quantity.kind == "term":
            return self._term(reading, slot, found, context)
        if quantity.kind == "money":
            return self._paid(reading, slot, found, context)
        if quantity.kind == "percent":
            link = links.link_of(reading, slot, found)
            host = found.get(link.host) if link.host is not None and link.part else None
            return self._measured(reading, slot, "percent", host)
        if quantity.unit in {"fold", "times", "count"}:
            return Count(quantity, "other", f"quantity.{quantity.unit}", unit=quantity.unit)
        return self._counted(reading, slot, found, context)

    def _paid(self, reading: Reading, slot: Slot, found: dict[int, Count], context: Context) -> Count:
        """An amount, and the larger one that it is a part of; where no other amount is told there is none."""
        count, phrase = self._measured(reading, slot, "money", None), phrase_of(reading, slot)
        told = (*found.values(), *context.near, *context.far)
        alone = not any(other.category == "money" for other in told)
        if alone and phrase.whole is None and phrase.rule is None:
            return count
        part = part_of(self.view_of(reading, slot, found, context), "money")
        return replace(count, whole=whole_of(part, is_aside(part)))

    def _measured(self, reading: Reading, slot: Slot, category: Category, host: Count | None) -> Count:
        count = Count(slot.quantity, category, f"quantity.{category}", status=status_of(reading, slot, None))
        subject = None
        if category == "percent":
            subject = subjects.share_holder(reading, slot) or subjects.left_noun(reading, slot)
        if subject and isinstance(subject.rule, NounRule):  # "women account for half of the caseload"
            count = replace(count, sex=subject.rule.sex, age_group=subject.rule.age_group)
        return with_features(reading, slot, phrase_of(reading, slot), count, host)

    def _term(self, reading: Reading, slot: Slot, found: dict[int, Count], context: Context) -> Count | None:
        """A span of time is a claim only as a term of imprisonment; what a law prescribes is `other`."""
        rule = self._term_rule(reading, slot, found, context)
        if rule is None or slot.quantity.per in TIME_UNITS or reading.word(slot.last) in {"a", "per"}:
            return None
        near = reading.window(_imposed_at(reading, slot), slot.last + 4)
        imposed = IMPOSING & set(near.split())
        bound = slot.quantity.qualifier == "at_most" and not _is_imposed(reading, slot)
        bound = bound or bool(UNSERVED & set(reading.words[max(0, slot.first - TERM_RIGHT_BEFORE) : slot.first]))
        barred = bound or any(f" {word} " in near for word in rule.unless if not (imposed and word in STATUTES))
        category: Category = "other" if barred else rule.category
        status = status_of(reading, slot, None)
        return Count(slot.quantity, category, rule.id, unit=slot.quantity.unit, status=status)

    def _term_rule(self, reading: Reading, slot: Slot, found: dict[int, Count], context: Context) -> TermRule | None:
        """The rule whose words stand near a term, right before it, or in the sentence that leads to its list."""
        begun = reading.words[max(0, slot.first - TERM_RIGHT_BEFORE) : slot.first]
        right_before = f" {' '.join(begun)} "
        for rule in () if self._before_terms.isdisjoint(begun) else self.terms:
            if any(f" {word} " in right_before for word in rule.before):
                return rule
        reach = len(reading.words) if any(c.category == "sentences" for c in found.values()) else TERM_BEFORE
        within = [hit for hit in reading.terms if slot.first - reach <= hit.start <= slot.last + TERM_AFTER]
        lead = self.reading_of(context.lead).terms if context.lead else []
        rules = [hit.entries[0].rule for hit in (*within, *lead)]
        return next((rule for rule in rules if isinstance(rule, TermRule)), None)

    def _counted(self, reading: Reading, slot: Slot, found: dict[int, Count], context: Context) -> Count | None:
        view = self.view_of(reading, slot, found, context)
        phrase = view.phrase
        if paid := _elided_money(reading, slot, phrase):
            return Count(paid, "money", "quantity.money", status=status_of(reading, slot, None))
        if why_no_count(reading, slot, phrase):
            return None
        decision = decide(view) or Decision("other", "unknown-noun" if phrase.kind == "unknown" else "bare-number")
        part = part_of(view, decision.category)
        aside = is_aside(part)
        count = Count(
            slot.quantity,
            decision.category,
            decision.rule,
            noun=view.kind,
            unit=unit_of(reading, phrase),
            action=decision.action,
            status=status_of(reading, slot, view.noun),
            sex=view.noun.sex if view.noun and view.bare else None,
            age_group=view.noun.age_group if view.noun and view.bare else None,
            exploitation=decision.exploitation,
            whole=whole_of(part, aside),
            aside=aside,
        )
        return with_features(reading, slot, phrase, count, _model(view))

    def view_of(self, reading: Reading, slot: Slot, found: dict[int, Count], context: Context) -> View:
        """What is known of a quantity before its category is decided; `found` are the counts before it."""
        phrase = phrase_of(reading, slot)
        link = links.link_of(reading, slot, found)
        host = found.get(link.host) if link.host is not None else None
        noun = self._noun(reading, slot, phrase, host, link.weak)
        if link.host is None and noun is not None and phrase.kind == "bare":
            noun = None if _same_before(reading, slot, context) else noun
        if host is None and noun is None and phrase.kind in ("pronoun", "bare", "whole"):
            host = _host_before(reading, slot, phrase, found, context)
        lead = self.reading_of(context.lead, context.lead_start) if context.lead else None
        asked = context.topic.rstrip().endswith("?") and not context.near and phrase.kind == "bare"
        told = context.topic and (asked or series.label_before(reading, slot))
        topic = self.reading_of(context.topic, context.topic_start) if told else None
        return View(
            reading, slot, phrase, link, noun, host, found, context.near, context.far, lead, topic, self._lexicon
        )

    def _noun(self, reading: Reading, slot: Slot, phrase: Phrase, host: Count | None, weak: bool) -> NounRule | None:
        if phrase.rule:
            shared = subjects.modified_noun(reading, slot)
            return shared.rule if shared and isinstance(shared.rule, NounRule) else phrase.rule
        if phrase.kind == "unknown" and (_looks_like_people(reading, phrase) or _origin(reading, slot, phrase, host)):
            return self._nouns.get("person")
        if apposed := _noun_before_bracket(reading, slot, phrase):
            return apposed
        if phrase.kind == "bare" and (host is None or weak):
            entry = subjects.left_noun(reading, slot)
            named = entry is not None and entry.lemma not in ATTRIBUTES
            return entry.rule if entry and named and isinstance(entry.rule, NounRule) else None
        return None


def _model(view: View) -> Count | None:
    """The count whose sex, age and exploitation a number takes over: its whole, or the one it is compared with."""
    if view.link.part:
        return view.host
    compared = view.link.compared or (view.link.bracket is not None and view.link.alike)
    if view.host is None or not compared:
        return None
    same = view.bare or (view.noun is not None and view.noun.kind == view.host.noun and view.noun.sex is None)
    return view.host if same else None


def _origin(reading: Reading, slot: Slot, phrase: Phrase, host: Count | None) -> bool:
    """As in "223 children (204 Peruvian, two Ecuadorean)": a name in a bracket behind people is their origin."""
    bracketed = host is not None and host.noun in PEOPLE and reading.bracket_of(slot.first) is not None
    ends = reading.word(phrase.end) in BEHIND_ORIGIN
    return bracketed and ends and all(reading.is_capital(i) for i in range(phrase.start, phrase.end))


def _noun_before_bracket(reading: Reading, slot: Slot, phrase: Phrase) -> NounRule | None:
    """As in "seminars for judges (38) and prosecutors (41)": a noun without a number of its own before a bracket."""
    bracket = slot.first - 1
    if phrase.kind != "bare" or reading.word(bracket) not in OPENERS or reading.word(slot.last) not in CLOSERS:
        return None
    hit = next((hit for hit in reading.nouns.values() if hit.end == bracket), None)
    rule = hit.entries[0].rule if hit else None
    counted = hit is None or any(reading.slot_at(i) for i in range(hit.start - 3, hit.start))
    return rule if isinstance(rule, NounRule) and not counted and rule.kind != "time" else None


def why_no_count(reading: Reading, slot: Slot, phrase: Phrase) -> str | None:
    """Why a number turns out to count nothing: "no idea", "one-child policy", "one Ms Blessing Itam", "part 2"."""
    if slot.quantity.value == 0 and slot.quantity.text.lower() == "no":
        return "pronoun" if phrase.kind != "noun" else None
    if reading.word(slot.last) in {"-", "‑", "–"} and reading.joined(slot.last):
        counted = phrase.rule is not None and phrase.rule.kind in COMPOUND_KINDS
        return None if counted else "compound"
    if phrase.kind == "bare" and reading.word(slot.first - 1) in BE:
        before = reading.words[max(0, slot.first - AGE_TOKENS) : slot.first]
        if not AGE_WORDS.isdisjoint(before):
            return "age"
    if slot.quantity.text.lower() == "one" and phrase.kind == "unknown" and reading.is_name(slot.last):
        return "pronoun"
    if phrase.kind == "bare" and _is_cited(reading, slot):
        return "reference"
    if slot.first == 0 and slot.quantity.text.isdigit():
        begins = reading.is_capital(slot.last) and reading.word(slot.last) in BEGINNINGS
        if begins or CITATIONS & set(reading.words):
            return "footnote"
    numbered = phrase.kind == "bare" and slot.quantity.text.isdigit() and subjects.is_reference(reading, slot, phrase)
    return "reference" if numbered else None


def _is_cited(reading: Reading, slot: Slot) -> bool:
    """As in "Marku (2003), 211", "88 n. 14", "ff. 3–28": the place in a source."""
    before, i = reading.word(slot.first - 1), slot.first - 1
    if before in PLACES_IN_SOURCES or (before == "." and reading.word(i - 1) in PLACES_IN_SOURCES):
        return True
    dated = before == "," and reading.word(i - 1) == ")" and i - 2 in reading.times
    return dated and reading.is_capital(i - 4)


def _elided_money(reading: Reading, slot: Slot, phrase: Phrase) -> Quantity | None:
    """As in "186 million tenge …; for 2022 another 210 million": the currency is that of the amount before."""
    if _same_price(reading, slot, phrase):
        return replace(slot.quantity, kind="money", currency=reading.slots[slot.index - 1].quantity.currency)
    if links.is_compared(reading, slot, phrase) and (paid := _money_before(reading, slot)):
        return replace(slot.quantity, kind="money", currency=paid.currency)
    timed = phrase.entry is not None and isinstance(phrase.entry.rule, NounRule) and phrase.entry.rule.kind == "time"
    if not (phrase.kind == "bare" or timed) or SCALES.isdisjoint(slot.quantity.text.lower().split()):
        return None
    plain = [other for other in reading.slots[: slot.index] if reading.bracket_of(other.first) is None]
    earlier = [other.quantity for other in plain if other.quantity.kind != "percent"]
    if not earlier or earlier[-1].kind != "money":
        return None
    return replace(slot.quantity, kind="money", currency=earlier[-1].currency)


def _is_imposed(reading: Reading, slot: Slot) -> bool:
    """Whether a court has set the terms that an upper bound is told of: "were given terms of up to 14 years"."""
    start = slot.first - 2 * TERM_BEFORE
    if not MIGHT.isdisjoint(reading.words[max(0, start) : slot.first]):
        return False
    return not IMPOSED.isdisjoint(reading.words[max(0, start) : slot.first])


def _imposed_at(reading: Reading, slot: Slot) -> int:
    """From where on words bear on a term: some tokens before the verb that imposes it, else farther back."""
    start = slot.first - 2 * TERM_BEFORE
    imposed = (i for i in range(slot.first - 1, max(0, start), -1) if reading.word(i) in IMPOSING)
    return next((i - MODAL_TOKENS for i in imposed), start)


def _money_before(reading: Reading, slot: Slot) -> Quantity | None:
    """The amount that a number is compared with: the last before it outside of brackets, of about its size."""
    if not slot.index or reading.slots[slot.index - 1].quantity.kind != "money":
        return None
    plain = [other.quantity for other in reading.slots[: slot.index] if reading.bracket_of(other.first) is None]
    if not plain or plain[-1].kind != "money" or not plain[-1].value:
        return None
    return plain[-1] if 1 / CHANGE_OF_SIZE <= slot.quantity.value / plain[-1].value <= CHANGE_OF_SIZE else None


def _same_price(reading: Reading, slot: Slot, phrase: Phrase) -> bool:
    """As in "received 800 dollars, and for a minor 1 200": an amount beside another, of the same size."""
    if slot.index == 0 or phrase.kind != "bare" or reading.word(phrase.end) not in {"", ".", ",", ";", ")"}:
        return False
    before = reading.slots[slot.index - 1]
    if before.quantity.kind != "money" or not 1 <= slot.first - before.last <= 6:
        return False
    ratio = slot.quantity.value / before.quantity.value if before.quantity.value else 0
    return 0.1 <= ratio <= 10 and not has_verb(reading, before.last, slot.first) and slot.quantity.value >= 10


def _host_before(
    reading: Reading, slot: Slot, phrase: Phrase, found: dict[int, Count], context: Context
) -> Count | None:
    """The count of an earlier sentence that a pronoun or a bare number goes back to."""
    before = (*reversed(context.near), *reversed(context.far))
    if phrase.whole is not None or links.is_whole_of(reading, slot):
        whole = reading.slots[phrase.whole].quantity.value if phrase.whole is not None else slot.quantity.value
        same = next((c for c in (*reversed(found.values()), *before) if c.quantity.value == whole), None)
        if same or phrase.kind == "whole":
            return same
    if reading.word(slot.first - 1) in {"all", "the", "these", "those"}:
        same = next((count for count in before if count.quantity.value == slot.quantity.value), None)
        if same:
            return same
    for count in before:
        if count.category in INHERITED and (phrase.kind == "bare" or count.noun in PEOPLE_TAKEN_UP):
            return count
    return None


def _same_before(reading: Reading, slot: Slot, context: Context) -> bool:
    """Whether "Of these 12, 7 cases …" names a count of an earlier sentence by its number alone."""
    if reading.word(slot.first - 1) not in {"these", "those"} or not links.is_whole_of(reading, slot):
        return False
    return any(count.quantity.value == slot.quantity.value for count in (*context.near, *context.far))


def _looks_like_people(reading: Reading, phrase: Phrase) -> bool:
    words = [word for word in reading.words[phrase.start : phrase.end] if word.isalpha()]
    return bool(words) and words[-1].endswith(PERSON_ENDINGS) and words[-1] not in THINGS


class ClaimsComponent:
    """Sets `doc._.thb_counts` from `doc._.thb_quantities`.

    It reads `thb_context` and `thb_offset` of `doc.user_data`, and tells `thb_trace` why, if there is one.
    """

    def __init__(self, nlp: Language, packs: Packs) -> None:
        self.finder = ClaimFinder(nlp, packs)

    def __call__(self, doc: Doc) -> Doc:
        """Find what each quantity of one sentence counts."""
        periods = doc._.thb_periods if Doc.has_extension("thb_periods") else ()
        doc._.thb_counts = self.finder.find(
            tokens_of(doc, doc.user_data.get("thb_offset", 0)),
            doc._.thb_quantities,
            [(period.start, period.end) for period in periods],
            doc.user_data.get("thb_context", NO_CONTEXT),
            doc.user_data.get("thb_trace"),
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
