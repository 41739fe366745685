"""Preview of an import: totals, the first rows of each kind, and everything as a download."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from dokja.ingest import truncate_reports
from dokja.ingest.reading import LeftOut
from dokja.ingest.staging import intake_words
from dokja.ingest.staging.matching import Match
from dokja.ingest.staging.preview import Preview
from dokja.pages.shared import shared_columns
from dokja.records.labels import role_name
from dokja.records.problems import Problem
from dokja.ui.card import Whole
from dokja.ui.page import Page
from dokja.ui.tables import Column, Row, Table

SHOWN = 20
NUMBERS = "intake-rows"
STATUSES = ("conflict", "revision", "withdrawn", "new", "confirms", "same")


def show_preview(page: Page, found: Preview) -> None:
    """Show what is new, unchanged, contradictory, rejected and left out."""
    words = page.words
    counts = " · ".join(
        [
            f"{words(f'preview.{status}')} {words.number(found.counts[status])}"
            for status in STATUSES
            if found.counts.get(status)
        ]
    )
    totals = words(
        "preview.counts",
        counts=counts or words("preview.no_change"),
        left=words.number(truncate_reports.total(one for _, one in found.left_out)),
        bad=words.number(truncate_reports.total(found.problems)),
    )
    page.section(
        words("intake.preview"),
        words("intake.answers_first") if found.questions else totals,
        intake_words.cells(found.cells, words),
    )
    for key, caption, shown, rows in (
        ("problems", "intake.problems.caption", problem_columns(page), problems(page, found.problems)),
        ("rows", "intake.rows.caption", row_columns(page, found), by_status(found.rows)),
        ("left", "intake.left.caption", left_columns(page), left_out(page, found.left_out)),
        ("names", "intake.names.caption", name_columns(page), names(page, found)),
        ("teams", "intake.teams.caption", team_columns(page), pl.DataFrame(found.new_organisations)),
    ):
        if rows.height:
            first_rows(page, f"intake-{key}", words(caption), shown, rows)


def first_rows(page: Page, key: str, caption: str, shown: Sequence[Column], rows: pl.DataFrame) -> None:
    """Show the first rows of each status, the total, and a download of all rows."""
    first = rows.head(SHOWN)
    if "status" in rows.columns:
        first = rows.group_by("status", maintain_order=True).head(SHOWN)
    page.card(
        key,
        Table(caption, shown, first),
        [],
        whole=Whole(rows.height, lambda: (Table(caption, shown, rows), [])),
    )


def by_status(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows by status, contradictions first."""
    return rows.sort(pl.col("status").cast(pl.Enum(STATUSES)), maintain_order=True)


def row_columns(page: Page, found: Preview) -> list[Column]:
    """Columns of the imported scores; known models, benchmarks and organisations appear under their recorded names."""
    rows = found.rows
    new = {row["team_id"]: row["name_ko"] for row in found.new_organisations}

    def known(row: Row) -> str | None:
        told = [f"{one['score_text']} ({page.names.team(one['reporter_id'])})" for one in row["known"] or []]
        return page.words.join([*dict.fromkeys(told)]) or None

    def withdrawn(row: Row) -> str | None:
        return intake_words.withdrawn(row, page.words) or None

    was_withdrawn = not rows.is_empty() and rows["withdrawn_on"].null_count() < rows.height
    names = page.names

    def recorded(row: Row, what: str, name: Callable[[str], str], among: Mapping[str, Any]) -> str:
        return name(row[f"{what}_id"]) if row[f"{what}_id"] in among else str(row[what])

    return [
        shared_columns.text(
            page, "column.model", lambda row: recorded(row, "model", names.model, names.models)
        ),
        shared_columns.text(
            page,
            "column.benchmark",
            lambda row: recorded(row, "benchmark", names.benchmark, names.benchmarks),
        ),
        shared_columns.words_for(page, "intake.column.status", "status", "preview"),
        shared_columns.as_published(page.words("column.score"), lambda row: row["score_text"]),
        shared_columns.text(
            page, "column.reporter", lambda row: new.get(row["reporter_id"]) or names.team(row["reporter_id"])
        ),
        shared_columns.text(page, "intake.column.known", known),
        *([shared_columns.text(page, "intake.column.withdrawn", withdrawn)] if was_withdrawn else []),
        shared_columns.text(page, "column.setting", lambda row: page.names.setting(row) or None),
        shared_columns.text(page, "intake.column.place", lambda row: place(page, row["row"], row["place"])),
    ]


def place(page: Page, row: int | None, where: str) -> str | None:
    """Row and column in words; None if neither is known."""
    return (
        ", ".join(part for part in (page.words("problem.row", row=row) if row else "", where) if part) or None
    )


def problem_columns(page: Page) -> list[Column]:
    """Columns of the rejected rows."""
    return [
        shared_columns.text(page, "intake.column.file", lambda row: row["file"]),
        shared_columns.text(page, "intake.column.place", lambda row: row["place"]),
        shared_columns.text(page, "intake.column.text", lambda row: row["value"]),
        shared_columns.text(page, "intake.column.problem", lambda row: row["text"]),
    ]


def problems(page: Page, found: Sequence[Problem]) -> pl.DataFrame:
    """The rejected rows, with the reason in words."""
    return pl.DataFrame(
        [
            {
                "file": one.file,
                "place": place(page, one.row, one.column or ""),
                "value": one.value,
                "text": page.words(f"problem.{one.rule}", **one.details),
            }
            for one in found
        ],
        infer_schema_length=None,
    )


def left_columns(page: Page) -> list[Column]:
    """Columns of the left-out values."""
    return [
        shared_columns.text(page, "intake.column.file", lambda row: row["file"]),
        shared_columns.text(page, "intake.column.place", lambda row: row["place"]),
        shared_columns.text(page, "intake.column.text", lambda row: row["text"]),
        shared_columns.text(page, "intake.column.why", lambda row: row["why"]),
    ]


def left_out(page: Page, found: Sequence[tuple[str, LeftOut]]) -> pl.DataFrame:
    """The left-out values, with the reason in words."""
    return pl.DataFrame(
        [
            {
                "file": path,
                "place": place(page, one.row, one.place),
                "text": one.text or None,
                "why": page.words(f"left_out.{one.reason}"),
            }
            for path, one in found
        ],
        infer_schema_length=None,
    )


def name_columns(page: Page) -> list[Column]:
    """Columns of names that do not match a record's name exactly."""
    return [
        shared_columns.text(page, "intake.column.name", lambda row: row["name"]),
        shared_columns.text(page, "intake.column.how", lambda row: page.words(f"preview.match_{row['how']}")),
        shared_columns.text(page, "intake.column.meant", lambda row: row["meant"]),
    ]


def names(page: Page, found: Preview) -> pl.DataFrame:
    """Names that do not match a record's name exactly, and how they were resolved."""
    known = page.names.models | page.names.benchmarks | page.names.teams

    def meant(one: Match) -> str | None:
        return page.words.name(known[one.key]) if one.key in known else one.name if one.key else None

    rows: list[dict[str, Any]] = [
        {"name": one.name, "how": one.how, "meant": meant(one)}
        for one in (*found.models, *found.benchmarks, *found.organisations)
        if one.how != "name"
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def team_columns(page: Page) -> list[Column]:
    """Columns of the new organisations."""
    return [
        shared_columns.text(page, "intake.column.organisation", lambda row: row["name_ko"]),
        shared_columns.text(page, "column.country", lambda row: page.names.country(row["country"])),
        shared_columns.text(page, "field.role", lambda row: role_name(row["role"], page.words)),
    ]
