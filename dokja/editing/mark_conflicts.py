"""Official marks that another source states differently: told in the preview, because views count one value alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl

from dokja.editing.record_changes import CONFLICT, NEW, SAME, Change
from dokja.i18n.text import half_up
from dokja.records.record_words import Record

TABLE = "round_result"


def told(changes: Sequence[Change], recorded: pl.DataFrame) -> list[Change]:
    """The changes; official marks among them with those of other sources that they contradict.

    recorded holds the official marks as text. A new mark gets the status of a conflict; marks of one preview are held
    against each other too.
    """
    gone = [one.old for one in changes if one.table == TABLE and one.status != SAME and one.old]
    known: dict[tuple[str | None, ...], list[Record]] = {}
    for row in recorded.iter_rows(named=True):
        if row not in gone:
            known.setdefault(what(row), []).append(row)
    for one in changes:
        if one.table == TABLE and one.status != SAME and one.new:
            known.setdefault(what(one.new), []).append(one.new)
    return [against(one, known) for one in changes]


def against(change: Change, known: dict[tuple[str | None, ...], list[Record]]) -> Change:
    """A change with the marks of other sources that its new one contradicts."""
    if change.table != TABLE or change.status == SAME or change.new is None:
        return change
    mark = change.new
    others = [one for one in known[what(mark)] if one["source_id"] != mark["source_id"]]
    others = [one for one in others if contradicts(one, mark)]
    status = CONFLICT if others and change.status == NEW else change.status
    return replace(change, status=status, others=others)


def what(mark: Record) -> tuple[str | None, ...]:
    """What a mark is about: round, criterion, kind and team; a maximum is one value, whoever holds it."""
    team = None if mark["kind"] == "maximum" else mark["team_id"]
    return mark["round"], mark["criterion"], mark["kind"], team


def contradicts(one: Record, other: Record) -> bool:
    """Whether two marks are out of other points, or differ at the coarser decimals (at least one): as official_mark."""
    values = [Decimal(mark["value"] or 0) for mark in (one, other)]
    places = max(1, min(decimals(value) for value in values))
    is_other_scale = Decimal(one["out_of"] or 0) != Decimal(other["out_of"] or 0)
    return is_other_scale or half_up(values[0], places) != half_up(values[1], places)


def decimals(value: Decimal) -> int:
    """Decimals of a number without trailing zeros."""
    return max(0, -int(value.normalize().as_tuple().exponent))
