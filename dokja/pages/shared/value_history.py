"""Earlier values of a number, shown beside it if it was corrected, superseded or withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from dokja.pages.shared import shared_columns
from dokja.records import editors
from dokja.ui.page import Page
from dokja.ui.tables import Column, History, Row, Step, Table

CELL = ("model_id", "benchmark_id", "mode", "effort")
SHOWN = (*CELL, "agent")
NUMBER = (*CELL, "conditions", "reporter_id", "quoted_by", "measured_on", "source_id")
MARK = ("round", "criterion", "kind", "team_id", "source_id")


class Histories:
    """Histories of a page's numbers, newest step first, by the columns that identify a number."""

    def __init__(self, page: Page, steps: pl.DataFrame, key: tuple[str, ...]):
        self.page = replace(page, names=page.names.with_former()) if steps.height else page
        self.steps = steps
        self.key = key
        self.by_number: dict[tuple[Any, ...], list[Row]] = {}
        for row in steps.iter_rows(named=True):
            self.by_number.setdefault(self.name(row), []).append(row)

    def name(self, row: Row) -> tuple[Any, ...]:
        """The values that identify the number of a row."""
        return tuple(row[column] for column in self.key)

    def beside(self, column: Column, number: Callable[[Row], Row] = lambda row: row) -> Column:
        """A column with the history of its numbers; number maps a table row to the identifying columns."""
        if self.steps.is_empty():
            return column

        def of_row(row: Row) -> list[Step]:
            return [step(self.page, one) for one in self.by_number.get(self.name(number(row)), [])]

        words = self.page.words
        label = words("history.column", column=column.label)
        return replace(column, history=History(words("history.mark"), label, of_row))

    def withdrawn(self, subject: Sequence[str], about: Callable[[Page], list[Column]] | None = None) -> None:
        """Show a table of withdrawn numbers, if there are any; about gives the columns that identify one.

        subject holds the keys of the page's subject.
        """
        page, words = self.page, self.page.words
        gone = [rows[0] for rows in self.by_number.values() if rows[0]["change"] == "withdrawn"]
        teams = pl.DataFrame({"team_id": [team_of(page, row) for row in gone]}, {"team_id": pl.String})
        visible = set(page.visible(teams)["team_id"])
        shown = [row for row in gone if team_of(page, row) in visible]
        if not shown:
            return
        page.section(words("history.withdrawn.title"), words("history.withdrawn.text"))
        table_columns = [
            *(about or of_score)(page),
            number(page, "old"),
            shared_columns.source(page, "new_source_id"),
            *recording(page),
        ]
        table = Table(words("history.withdrawn.caption"), table_columns, shown)
        page.card("withdrawn", table, [row["new_source_id"] for row in shown], subject=subject)


def team_of(page: Page, row: Row) -> str | None:
    """The team that a number belongs to; None for a mean over teams."""
    if row["model_id"]:
        return str(page.names.models[row["model_id"]]["team_id"])
    return row["team_id"] or None


def of_score(page: Page) -> list[Column]:
    """Columns that identify a score: model, benchmark, setting, reporter."""
    names = page.names
    return [
        shared_columns.text(page, "column.model", lambda row: names.model(row["model_id"])),
        shared_columns.text(page, "column.benchmark", lambda row: names.benchmark(row["benchmark_id"])),
        shared_columns.text(page, "column.setting", lambda row: names.setting(row) or None),
        shared_columns.reporter(page, "new_reporter_id"),
    ]


def step(page: Page, row: Row) -> Step:
    """A history step in words."""
    words, names = page.words, page.names
    missing = words("table.missing")
    old, new = (number_text(page, row, which, words.published) or missing for which in ("old", "new"))
    if row["change"] == "superseded":
        old = f"{old} ({names.team(row['old_reporter_id'])})"
    parts = [
        words("history.step", date=words.date(row["recorded_on"]), old=old, new=new),
        words(f"changes.change.{row['change']}"),
        words("history.reporter", reporter=names.team(row["new_reporter_id"]))
        if row["new_reporter_id"]
        else "",
        words("history.by", by=editors.describe_recorder(row["recorded_by"], words)),
        words("history.why", reason=row["reason"]) if row["reason"] else "",
    ]
    text = " · ".join(part for part in parts if part)
    return Step(text, names.source(row["new_source_id"]), page.source_href(row["new_source_id"]))


def number_text(page: Page, row: Row, which: str, shorten: shared_columns.Shorten) -> str:
    """The old or new number, blank if there is none; with details if the number itself is unchanged.

    It is shortened unless that would hide the change.
    """
    text, other = row[f"{which}_text"], row["new_text" if which == "old" else "old_text"]
    if text is None:
        return ""
    if other is None or shorten(text) != shorten(other):
        return shorten(text)
    if text != other:
        return str(text)
    detail = row[f"{which}_detail"]
    parts = [page.words(f"unit.{detail['unit']}")] if detail["unit"] else []
    parts += [
        page.words(f"changes.detail.{key}", value=detail[key])
        for key in ("stderr", "n_items", "out_of")
        if detail[key]
    ]
    return f"{shorten(text)} ({', '.join(parts)})"


def number(page: Page, which: str) -> Column:
    """A column of the old or new number."""
    return Column(
        page.words(f"changes.column.{which}"),
        lambda row: row[f"{which}_text"],
        lambda row: number_text(page, row, which, page.words.published),
        full=lambda row: number_text(page, row, which, str),
        numeric=True,
    )


def recording(page: Page) -> list[Column]:
    """Columns for who recorded a change, why and on which day."""
    return [
        shared_columns.text(
            page, "changes.column.by", lambda row: editors.describe_recorder(row["recorded_by"], page.words)
        ),
        shared_columns.text(page, "changes.column.why", lambda row: row["reason"] or None),
        shared_columns.day(page, "changes.column.day", "recorded_on"),
    ]
