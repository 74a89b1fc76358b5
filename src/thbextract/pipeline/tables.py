"""Counts of table cells: the labels of column and row, then the caption, say what a number counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thbextract.pipeline.claims import ClaimFinder, Context
from thbextract.pipeline.views import INHERITED
from thbextract.records import Cell, Count, Quantity

PERCENT_SIGNS = ("%", "per cent", "percent", "share of", "share (", "proportion")
CAPTION_LENGTH = 120
# A row label that begins so names a part of the row above.
PART_SIGNS = ("of which", "of whom", "of these", "of them", "including", "thereof", "incl.")


def cell_counts(
    finder: ClaimFinder, cell: Cell, quantities: Sequence[Quantity], captions: Sequence[str], context: Context
) -> tuple[Count, ...]:
    """The counts of one cell's quantities.

    Args:
        finder: knows the vocabulary.
        cell: with its labels.
        quantities: what stands in the cell.
        captions: texts that introduce the table, nearest first.
        context: the counts before the cell; what they count is the last resort.
    """
    return tuple(_count(finder, cell, quantity, captions, context) for quantity in quantities)


def _count(finder: ClaimFinder, cell: Cell, quantity: Quantity, captions: Sequence[str], context: Context) -> Count:
    labels = f"{cell.column} ; {cell.row}"
    count = replace(finder.label_features(labels), quantity=quantity)
    if quantity.kind == "percent" or any(sign in cell.column.lower() for sign in PERCENT_SIGNS):
        return replace(count, category="percent", rule="quantity.percent")
    currency = quantity.currency or finder.label_currency(labels)
    if quantity.kind == "money" or currency:
        return _money(count, currency)
    before = [c for c in (*context.far, *context.near) if c.category in INHERITED]
    if before and (cell.row.lower().startswith(PART_SIGNS) or cell.column.lower().startswith(PART_SIGNS)):
        return _like(count, before[-1])
    named = [found for text in (cell.column, cell.row) if (found := finder.label_count(text))]
    strong = next((found for found in named if found.category != "persons"), None)
    if strong is None and (currency := _caption_currency(finder, captions)):
        return _money(count, currency)
    if found := strong or next(filter(None, map(finder.caption_count, captions)), None):
        return _like(count, found)
    if before and before[-1].category != "persons":
        return replace(_like(count, before[-1]), settled=False)
    return _like(count, named[0]) if named else count


def _caption_currency(finder: ClaimFinder, captions: Sequence[str]) -> str | None:
    """The currency that a caption names; a whole paragraph above a table may name any."""
    short = (caption for caption in captions if len(caption) <= CAPTION_LENGTH)
    return next(filter(None, map(finder.label_currency, short)), None)


def _money(count: Count, currency: str | None) -> Count:
    quantity = replace(count.quantity, kind="money", currency=currency)
    return replace(count, quantity=quantity, category="money", rule="quantity.money")


def _like(count: Count, other: Count) -> Count:
    return replace(
        count, category=other.category, rule=other.rule, noun=other.noun, unit=other.unit, action=other.action
    )
