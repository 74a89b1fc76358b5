"""Figures dealt out to names: "Romania (44), Bulgaria (31)", "Denver, 18; Cleveland, 16", "Oyo 14, Edo 12 and Delta 9".

An item is a short label and a number that names nothing. Two of one form in a row make a series; what they all
count stands before the first label, or is the count that they are parts of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thbextract.pipeline.grammar import BE, BE_OR_HAVE, CLAUSE_ENDS, CLOSERS
from thbextract.pipeline.phrases import phrase_of
from thbextract.pipeline.reading import Reading, Slot

# A label longer than this is a clause.
LABEL_TOKENS = 7
# Tokens between two items of one series: the label of the second, a share in brackets, "followed by".
GAP_TOKENS = 14
SEPARATORS = frozenset((";", ":", "|", "•", "·", "and", "or", "&", *CLOSERS))
# What may lead to a label besides a separator.
LEADS = BE | {"from", "by", "in", "for", "as", "to", "at", "being", "including", "include", "included", "followed"}
# What ends a label; a comma may also do so, or stand before a number that begins anew.
LABEL_STOPS = SEPARATORS | LEADS | CLAUSE_ENDS
LABEL_BREAKS = LABEL_STOPS | {","}
UNLABELLED = SEPARATORS | {","}
BETWEEN_SERIES = BE_OR_HAVE | {".", "?", "!"}
# What a plain item may be followed by ("Oyo 14, Edo 12 and Delta 9.").
PLAIN_ENDS = frozenset((",", ";", "and", "&", ".", "", "(", "|", "•", "·"))


@dataclass(slots=True)
class Item:
    """A number of a series with its label, at the tokens `start` to `end`."""

    slot: Slot
    form: str
    start: int
    end: int


def series_of(reading: Reading, slot: Slot) -> tuple[Item, ...]:
    """The items of the series that a number stands in; none where it stands alone."""
    own = _item(reading, slot)
    if own is None:
        return ()
    run = [own]
    for step in (-1, 1):
        last, i = own, slot.index + step
        while 0 <= i < len(reading.slots):
            other = reading.slots[i]
            item = None if other.quantity.kind == "percent" else _item(reading, other)
            if item is not None and item.form == own.form and _adjoin(reading, *sorted((last, item), key=_place)):
                run.append(item)
                last = item
            elif other.quantity.kind != "percent":
                break
            i += step
    return tuple(sorted(run, key=_place)) if len(run) > 1 else ()


def item_span(reading: Reading, slot: Slot) -> tuple[int, int] | None:
    """The label of a number that looks like an item of a series, whether another follows or not."""
    item = _item(reading, slot)
    return (item.start, item.end) if item else None


def _place(item: Item) -> int:
    return item.slot.first


def _adjoin(reading: Reading, before: Item, item: Item) -> bool:
    """Whether one item follows on another: no verb and no end of a sentence stands between."""
    between = range(before.slot.last, item.slot.first)
    if len(between) > GAP_TOKENS:
        return False
    return not any(
        reading.word(i) in BETWEEN_SERIES
        or (item.form != "(" and i in reading.verbs and i >= item.start and _acts(reading, i))
        for i in between
    )


def _acts(reading: Reading, i: int) -> bool:
    """Whether a form that the lexicon knows as a verb is one here, and no part of a name of a crime."""
    if i in reading.nouns or reading.is_capital(i):
        return False
    return not any(hit.start <= i < hit.end for hit in reading.features)


def _item(reading: Reading, slot: Slot) -> Item | None:
    if slot.quantity.kind != "count" or phrase_of(reading, slot).kind != "bare":
        return None
    before, after = reading.word(slot.first - 1), reading.word(slot.last)
    bracket = reading.bracket_of(slot.first)
    if bracket is not None:
        return _labelled(reading, slot, "(", bracket, LABEL_BREAKS) if _alone_in(reading, slot, bracket) else None
    if before == ",":
        return _labelled(reading, slot, ",", slot.first - 1, LABEL_STOPS) if after in {";", ".", ""} else None
    if after not in PLAIN_ENDS or before in UNLABELLED:
        return None
    item = _labelled(reading, slot, " ", slot.first, LABEL_BREAKS)
    named = item is not None and (
        all(reading.is_capital(i) for i in (item.start, item.end - 1))
        or any(hit.end == item.end and hit.start >= item.start for hit in reading.features)
    )
    return item if named else None


def _alone_in(reading: Reading, slot: Slot, bracket: int) -> bool:
    """Whether a bracket holds nothing but a number and its share: "(44)", "(12, 20%)", "(23%; 1,095)"."""
    end = reading.closing(bracket) - 1
    shares = {i for other in reading.slots if other.quantity.kind == "percent" for i in range(other.first, other.last)}
    own = range(slot.first, slot.last)
    inside = (i for i in range(bracket + 1, end) if i not in own and i not in shares)
    return end > bracket and all(reading.word(i) in {",", ";", "%", "/", "or"} for i in inside)


def _labelled(reading: Reading, slot: Slot, form: str, end: int, stops: frozenset[str]) -> Item | None:
    """The item whose label ends at a token; null where no label stands there."""
    start = end
    while start > 0 and end - start <= LABEL_TOKENS:
        if reading.word(start - 1) in stops or start - 1 in reading.slots_at:
            break
        start -= 1
    while start < end and reading.word(start) in {"the", "a", "an"}:
        start += 1
    if not 0 < end - start <= LABEL_TOKENS or not any(reading.word(i).isalpha() for i in range(start, end)):
        return None
    return Item(slot, form, start, end)


def intro_of(reading: Reading, items: Sequence[Item]) -> tuple[int, int]:
    """The tokens of the clause that leads to a series: "The states with the most convictions were"."""
    end = items[0].start
    start = end
    while start > 0 and reading.word(start - 1) not in {".", ";", "?", "!"}:
        start -= 1
    return start, end
