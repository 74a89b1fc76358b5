"""Which category a count has: the ladder of decisions, from the governing verb down to the noun alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from thbextract.pipeline import links, subjects
from thbextract.pipeline.by_label import by_heading, by_items, by_label, by_lead, by_subject, by_topic
from thbextract.pipeline.by_noun import by_noun
from thbextract.pipeline.by_verb import by_verb
from thbextract.pipeline.grammar import (
    BE,
    CLAUSE_ENDS,
    DETERMINERS,
    PREPOSITIONS,
)
from thbextract.pipeline.reading import Reading, Slot
from thbextract.pipeline.views import Decision, View, taken_over
from thbextract.records import Category

ACCUSABLE = frozenset(("person", "vulnerable", "staff", "member", None))
# Before "by" and before "of": what a difference is told with.
CHANGING = subjects.CHANGES - {"from"}
CHANGES = frozenset(("increase", "decrease", "rise", "drop", "fall", "growth", "decline"))
# Words that tell that several bare numbers take up several counts, each its own.
RESPECTIVE = frozenset(("respectively", "figures", "tally", "corresponding"))
SERIES_STARTS = CLAUSE_ENDS - {":"}
UNREPEATED = frozenset(("money", "percent", "sentences", "other"))
# What stands before such numbers where they are all that their clause tells: "In 2022, 23 and 14".
ELLIPTIC = PREPOSITIONS | DETERMINERS | BE | {"compared", "last", "previous", "year", "month", "it", ",", ":", "of"}


def decide(view: View) -> Decision | None:
    """The category of a count: by its verb, its label, its noun, or the count it belongs to."""
    return climb(view)[1]


def climb(view: View) -> tuple[str, Decision | None]:
    """The first rung of the ladder that gives a decision, and that decision; no name and null if none does."""
    for step, rung in LADDER:
        if decision := rung(view):
            return step, decision
    return "", None


def _by_difference(view: View) -> Decision | None:
    return Decision("other", "difference") if _is_difference(view) else None


def _is_difference(view: View) -> bool:
    """As in "four more than last year": the figures that are compared are claims, their difference is none."""
    reading, i = view.reading, view.slot.last
    if view.phrase.kind == "bare" and (leading := reading.word(view.slot.first - 1)) in {"by", "of"}:
        return reading.word(view.slot.first - 2) in (CHANGING if leading == "by" else CHANGES)
    return (
        reading.word(i) in {"more", "fewer", "less"}
        and not reading.is_capital(i)
        and "than" in reading.words[i + 1 : i + 5]
    )


def _by_series(view: View) -> Decision | None:
    """As in "For 2020 the figures stood at 49, 37 and 11 respectively": each takes up a count before, in order."""
    run = links.bare_run(view.reading, view.slot)
    if len(run) < 2:
        return None
    respective = not RESPECTIVE.isdisjoint(view.reading.held) or _is_elliptic(view.reading, run)
    if not respective or subjects.numbered_noun(view.reading, run[0]) is not None:
        return None
    here = [view.found[i] for i in sorted(view.found) if i < run[0].index]
    told = (*view.far, *view.near, *here)
    counts = [count for count in told if count.whole is None and count.category not in UNREPEATED]
    if len(counts) < len(run):
        return None
    return taken_over(counts[-len(run) :][[slot.index for slot in run].index(view.slot.index)])


def _is_elliptic(reading: Reading, run: Sequence[Slot]) -> bool:
    """Whether a clause says nothing but when or where its numbers hold: "; in 2022, 23 and 14"."""
    i = run[0].first - 1
    behind = run[-1].last
    dated = reading.word(behind) in PREPOSITIONS and behind + 1 in reading.times
    if reading.word(behind) not in {"", ".", ";"} and not dated:
        return False
    while i >= 0 and reading.word(i) not in SERIES_STARTS:
        told = reading.word(i) in ELLIPTIC or i in reading.times or reading.is_capital(i)
        if not told or reading.slot_at(i):
            return False
        i -= 1
    return run[0].first > 0


def _by_proceeding(view: View) -> Decision | None:
    """People against whom a case is brought are prosecuted, against whom an investigation runs suspected."""
    noun = subjects.against(view.reading, view.slot) if view.kind in ACCUSABLE else None
    if noun is None:
        return None
    tried = [count for count in view.found.values() if count.noun == noun.kind and count.category == "prosecutions"]
    if tried:
        return Decision("prosecutions", noun.id)
    by_kind: dict[str, Category] = {"criminal-case": "suspects", "case": "suspects", "conviction": "convictions"}
    return Decision(by_kind.get(noun.kind, "prosecutions"), noun.id)


LADDER: tuple[tuple[str, Callable[[View], Decision | None]], ...] = (
    ("difference", _by_difference),
    ("series", _by_series),
    ("items", by_items),
    ("subject", by_subject),
    ("verb", by_verb),
    ("proceeding", _by_proceeding),
    ("label", by_label),
    ("heading", by_heading),
    ("lead", by_lead),
    ("topic", by_topic),
    ("noun", by_noun),
)
"""What is asked in turn, under the codes that `reasons.REASONS` explains."""
