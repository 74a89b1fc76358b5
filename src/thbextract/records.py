"""The nouns of the house: frozen records that the rooms hand to each other.

Offsets are code points into the text that the reader gave (`Document.text`), end exclusive, as Python
slices take them. Nothing here imports spaCy or does I/O. Field meanings are the codebook's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Literal

Category = Literal[
    "cases",
    "investigations",
    "suspects",
    "prosecutions",
    "convictions",
    "sentences",
    "victims",
    "assistance",
    "groups",
    "money",
    "persons",
    "activities",
    "organizations",
    "percent",
    "other",
]
Qualifier = Literal["exact", "approximate", "more_than", "at_least", "less_than", "at_most"]
Sex = Literal["female", "male"]
AgeGroup = Literal["child", "adult"]
Exploitation = Literal["sexual", "labour", "begging", "servitude", "criminality", "marriage", "organs", "other"]
Status = Literal["reported", "estimated", "planned", "capacity", "hypothetical", "denied"]
PeriodBasis = Literal["stated", "relative", "heading", "document", "given"]
IssuerBasis = Literal["stated", "heading", "document", "given"]
BlockKind = Literal["heading", "paragraph", "list_item", "table_row", "table_header", "furniture"]
QuantityKind = Literal["count", "money", "percent", "term"]
Outcome = Literal["claim", "not_a_claim", "left"]
QUALIFIER_WORDS: dict[Qualifier, str] = {
    "exact": "",
    "approximate": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "less_than": "less than ",
    "at_most": "at most ",
}
"""What people read before a number."""
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one input is read: bytes of a file (and of what it unpacks to), and pages."""

    size: int = 100 * MEGABYTE
    pages: int = 2_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Why (a part of) a document could not be used; `code` is from the list in `errors.PROBLEM_CODES`."""

    code: str
    message: str
    remedy: str
    page: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason for a person to look at a claim; `code` is from the list in `checks.DOUBT_CODES`."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Given:
    """What a flag states of a document; it overrides what the text says.

    `date` and `reporting_period` are EDTF, `country` is ISO 3166-1 alpha-2.
    """

    date: str | None = None
    issuer: str | None = None
    reporting_period: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself. `date` and `reporting_period` are EDTF, `country` ISO 3166-1 alpha-2."""

    title: str | None = None
    date: str | None = None
    issuer: str | None = None
    reporting_period: str | None = None
    country: str | None = None
    language: str | None = None


NOTHING_TOLD = Facts()


@dataclass(frozen=True, slots=True)
class Document:
    """One input as a reader gave it: its text, and what the user stated of it (`given`).

    `told` is what the file says of itself beside its text (a web page's metadata, a mail's header). `furniture` are
    stretches (start, end) that the reader knows to be no part of the text: menus, running headers, page numbers.
    `pages` are the offsets where pages begin, in order; empty where the format has none. `end` is where the text ends,
    if furniture follows that says nothing of the document either, such as what a web page shows besides.
    """

    source: str
    text: str
    sha256: str
    problems: tuple[Problem, ...] = ()
    given: Given = Given()
    told: Facts = NOTHING_TOLD
    furniture: tuple[tuple[int, int], ...] = ()
    pages: tuple[int, ...] = ()
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: a slice of the text. What stands inside it but is not of it is blank in the layout's shadow."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row; `column` and `row` are the labels it stands under and beside."""

    start: int
    end: int
    column: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table row or piece of furniture.

    `heading` and `lead_in` are indices into `Layout.blocks`: the heading this block stands under, and
    the block that introduces it (a list's lead-in sentence, a table's caption, a list item's parent).
    """

    kind: BlockKind
    start: int
    end: int
    sentences: tuple[Sentence, ...] = ()
    cells: tuple[Cell, ...] = ()
    heading: int | None = None
    lead_in: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a text in order, over a shadow copy of the same length.

    In the shadow a line break inside a sentence is a blank, and so is every character of a page header
    that interrupts a sentence; nothing moves, so a span holds in the shadow and in the text. `aside` are the
    blanked stretches, with the reason of each.
    """

    shadow: str
    blocks: tuple[Block, ...]
    aside: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number expression that may become a claim.

    `start`, `end`, `text` are the number with its scale word, without currency, qualifier or noun;
    `outer_start`, `outer_end` take those in (currency sign, "percent", "more than", "each"); `sign_start`,
    `sign_end` are what makes it money, a percentage or a multiple ("$", "per cent", "times"), -1 if nothing does.
    `unit` is the time unit ("years") of a `term`, `currency` ISO 4217 of `money` (null if unknown).
    """

    start: int
    end: int
    text: str
    value: float | int
    value_max: float | int | None = None
    qualifier: Qualifier = "exact"
    kind: QuantityKind = "count"
    currency: str | None = None
    per: str | None = None
    unit: str | None = None
    outer_start: int = -1
    outer_end: int = -1
    sign_start: int = -1
    sign_end: int = -1
    estimated: bool = False
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity with what it counts, before the document has said when and who.

    `noun` is the kind of noun counted (a pack's word), `whole` the start of the quantity that this one is
    a part of. `settled` is false while the category was only taken over from another count. One that is
    `aside` only tells how it was at another time ("compared with 23 in 2019").
    """

    quantity: Quantity
    category: Category
    rule: str
    noun: str | None = None
    unit: str | None = None
    action: str | None = None
    status: Status = "reported"
    sex: Sex | None = None
    age_group: AgeGroup | None = None
    exploitation: Exploitation | None = None
    whole: int | None = None
    aside: bool = False
    settled: bool = True
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A number in the text that is known to be no claim; `reason` is a code of `reasons.REASONS`."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Period:
    """A time expression and what it means.

    `edtf` is null where the expression is relative and nothing is known to resolve it against, or where
    it means no stretch of time ("every year"). One that is not `usable` is no claim's period: the year
    in a law's or a report's name, a time of day.
    """

    start: int
    end: int
    text: str
    edtf: str | None
    basis: PeriodBasis = "stated"
    doubts: tuple[Doubt, ...] = ()
    usable: bool = True


@dataclass(frozen=True, slots=True)
class PeriodOf:
    """The period that a claim got: EDTF, the expression it came from, and on what ground."""

    edtf: str | None = None
    text: str | None = None
    basis: PeriodBasis | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in the text; `name` is its full name where the document gives one, else `text`."""

    start: int
    end: int
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words: who answers for what stands between `scope_start` and `scope_end`.

    `start`, `end` are the place where the body (or the speaker) is named; scopes may nest, and the
    innermost one decides.
    """

    start: int
    end: int
    scope_start: int
    scope_end: int
    issuer: str | None
    issuer_text: str | None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class IssuerOf:
    """The issuer that a claim got: the body's full name, the words it came from, the speaker, the ground."""

    issuer: str | None = None
    text: str | None = None
    speaker: str | None = None
    basis: IssuerBasis | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One row: a number, what it counts, when, and who says so. Fields and their order are OUTPUT.md's."""

    id: str
    category: Category
    value: float | int
    value_max: float | int | None
    qualifier: Qualifier
    unit: str | None
    currency: str | None
    per: str | None
    action: str | None
    status: Status
    sex: Sex | None
    age_group: AgeGroup | None
    exploitation: Exploitation | None
    period: str | None
    period_start: str | None
    period_end: str | None
    period_text: str | None
    period_basis: PeriodBasis | None
    issuer: str | None
    issuer_text: str | None
    issuer_basis: IssuerBasis | None
    speaker: str | None
    country: str | None
    part_of: str | None
    repeats: str | None
    start: int
    end: int
    text: str
    sentence: str
    sentence_start: int
    page: int | None
    rule: str
    review: tuple[Doubt, ...] = ()

    def __reduce__(self) -> tuple[type[Claim], tuple[object, ...]]:
        """Pickled as its values, for a batch has many: the way of dataclasses takes three times as long."""
        return Claim, _VALUES_OF_CLAIM(self)


_VALUES_OF_CLAIM = attrgetter(*(field.name for field in fields(Claim)))


@dataclass(frozen=True, slots=True)
class Words:
    """A few words of the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ExplainedNumber:
    """What became of a number expression, and why.

    `reason` is a code of `reasons.REASONS`, `why` says it in words; `sentence_start`, `sentence_end` are the
    sentence, table row or line around it. The rest is a claim's: its `id` (also where a filter drops the claim),
    what it counts, the rule that decided it, the `words` that the rule fired on, in text order, and the id of the
    claim (`same_as`) from which the category was taken over.
    """

    start: int
    end: int
    text: str
    outcome: Outcome
    reason: str
    why: str
    sentence_start: int
    sentence_end: int
    claim: str | None = None
    category: Category | None = None
    rule: str | None = None
    words: tuple[Words, ...] = ()
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: its own fields, its claims in text order, and what went wrong.

    `numbers` are all number expressions of the text in their order, null unless they were asked for.
    """

    source: str
    sha256: str
    facts: Facts
    claims: Sequence[Claim] = ()
    problems: tuple[Problem, ...] = ()
    text: str = ""
    numbers: tuple[ExplainedNumber, ...] | None = None
