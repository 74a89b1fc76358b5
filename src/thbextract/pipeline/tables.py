"""Counts of table cells: the labels of column and row, then the caption, say what a number counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thbextract.patterns import NounRule
from thbextract.pipeline.claims import ClaimFinder, Context
from thbextract.pipeline.decide import INHERITED, PLAIN_PEOPLE
from thbextract.records import Cell, Count, Quantity

PERCENT_SIGNS = ("%", "per cent", "percent", "share of", "share (", "proportion")


def cell_counts(
    finder: ClaimFinder, cell: Cell, quantities: Sequence[Quantity], captions: Sequence[str], context: Context
) -> tuple[Count, ...]:
    """The counts of one cell's quantities.

    Args:
        finder: knows the vocabulary.
        cell: with its labels.
        quantities: what stands in the cell.
        captions: texts that introduce the table, nearest first.
        context: the counts before the table; what they count is the last resort.
    """
    return tuple(_count(finder, cell, quantity, captions, context) for quantity in quantities)


def _count(finder: ClaimFinder, cell: Cell, quantity: Quantity, captions: Sequence[str], context: Context) -> Count:
    labels = f"{cell.column} ; {cell.row}"
    count = replace(finder.label_features(labels), quantity=quantity)
    if quantity.kind == "percent" or any(sign in cell.column.lower() for sign in PERCENT_SIGNS):
        return replace(count, category="percent", rule="quantity.percent")
    currency = quantity.currency or finder.label_currency(labels)
    if quantity.kind == "money" or currency:
        money = replace(quantity, kind="money", currency=currency)
        return replace(count, quantity=money, category="money", rule="quantity.money")
    nouns = [noun for text in (cell.column, cell.row, *captions) if (noun := finder.label_noun(text))]
    noun = next((noun for noun in nouns if noun.kind not in PLAIN_PEOPLE), None)
    before = next((c for c in reversed((*context.far, *context.near)) if c.category in INHERITED - {"persons"}), None)
    if noun is None and before is not None:
        return replace(count, category=before.category, rule=before.rule, noun=before.noun, settled=False)
    return _of_noun(count, noun or next(iter(nouns), None))


def _of_noun(count: Count, noun: NounRule | None) -> Count:
    if noun is None:
        return count
    return replace(count, category=noun.category, rule=noun.id, noun=noun.kind, unit=noun.words[0])
