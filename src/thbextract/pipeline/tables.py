"""Counts of table cells: the labels of column and row, then the caption, say what a number counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thbextract.pipeline.claims import ClaimFinder, Context
from thbextract.records import Cell, Count, Quantity

PERCENT_SIGNS = ("%", "per cent", "percent", "share of", "share (")


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
    return tuple(count for quantity in quantities if (count := _count(finder, cell, quantity, captions, context)))


def _count(
    finder: ClaimFinder, cell: Cell, quantity: Quantity, captions: Sequence[str], context: Context
) -> Count | None:
    labels = f"{cell.column} {cell.row}"
    features = finder.label_features(labels)
    if quantity.kind == "percent" or any(sign in cell.column.lower() for sign in PERCENT_SIGNS):
        return replace(features, quantity=quantity, category="percent", rule="quantity.percent")
    currency = quantity.currency or finder.label_currency(labels)
    if quantity.kind == "money" or currency:
        money = replace(quantity, kind="money", currency=currency)
        return replace(features, quantity=money, category="money", rule="quantity.money")
    for text in (cell.column, cell.row, *captions):
        noun = finder.label_noun(text)
        if noun is not None:
            rule, entry = noun
            return replace(
                features, quantity=quantity, category=rule.category, rule=rule.id, noun=rule.kind, unit=entry.lemma
            )
    for count in reversed(context.previous):
        if count.category not in ("money", "percent", "sentences", "other"):
            return replace(
                features, quantity=quantity, category=count.category, rule=count.rule, noun=count.noun, settled=False
            )
    return replace(features, quantity=quantity)
