"""Chooses current records by values of their columns, written as an editor would write them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

import polars as pl

from dokja.editing.find_records import exact
from dokja.editing.record_values import Choices, understood_cell
from dokja.i18n.untrusted_text import normalised
from dokja.records import record_words
from dokja.records.commit import Refused
from dokja.records.record_words import Record, RecordWords, Resource, columns_of

LIKELY = 0.4
FEW = 6
KEY = "_id"


def wanted_values(
    table: str, given: Sequence[str], tables: Mapping[str, pl.DataFrame], resources: Mapping[str, Resource]
) -> dict[str, str | None]:
    """The values that COLUMN=VALUE texts ask for, by column; None where the column has to be blank.

    A column is written by its name, with or without _id, or by its label; a value as recorded, or by its label. Raises
    Refused for a text without "=", an unknown or repeated column, and a value that the column cannot have.
    """
    speakers = record_words.speakers(resources, tables, {})
    choices = Choices(speakers[0], tables)
    wanted: dict[str, str | None] = {}
    for one in given:
        said, sign, text = one.partition("=")
        if not sign:
            raise Refused("withdraw.not_a_value", given=one)
        column = column_meant(table, said, speakers)
        if column in wanted:
            raise Refused("withdraw.column_twice", column=column)
        value, rule = understood_cell(table, column, text, speakers, choices)
        if rule:
            raise Refused("withdraw.no_such_value", given=one, likely=likely(text, choices.of(table, column)))
        wanted[column] = value
    return wanted


def column_meant(table: str, said: str, speakers: Sequence[RecordWords]) -> str:
    """The column that a name or label refers to. Raises Refused unless there is exactly one."""
    names = columns_of(speakers[0].resources[table])
    for name in (said.strip(), f"{said.strip()}{KEY}"):
        if name in names:
            return name
    labelled = {
        name
        for name in names
        for one in speakers
        if normalised(said) and normalised(one.label(table, name)) == normalised(said)
    }
    if len(labelled) != 1:
        raise Refused("withdraw.no_such_column", column=said, columns=", ".join(names))
    return labelled.pop()


def likely(text: str, choices: Mapping[str, str] | None) -> str:
    """Permitted values to choose from, given as labels by value: all if they are few, otherwise those most like a text."""
    by_name = {name: key for key, label in (choices or {}).items() for name in (label, key)}
    few = len(choices or {}) <= FEW
    alike = by_name if few else difflib.get_close_matches(text, by_name, FEW, LIKELY) or [*by_name][:FEW]
    return ", ".join(dict.fromkeys(by_name[name] for name in alike))


def matching(resource: Resource, frame: pl.DataFrame, wanted: Mapping[str, str | None]) -> list[Record]:
    """The records of a table that have all of the values; numbers are compared as numbers."""
    return [
        row
        for row in frame.iter_rows(named=True)
        if all(
            exact(resource, name, row[name]) == exact(resource, name, value) for name, value in wanted.items()
        )
    ]


def telling_apart(resource: Resource, records: Sequence[Record]) -> list[str]:
    """The columns in which records differ, in the table's order."""
    return [name for name in columns_of(resource) if len({one[name] for one in records}) > 1]
