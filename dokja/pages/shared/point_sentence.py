"""Tooltip sentences for chart marks: the value, who measured it, how and when."""

from __future__ import annotations

from dokja.ui.page import Page
from dokja.ui.tables import Row


def score(page: Page, row: Row) -> str:
    """A model's score on a benchmark."""
    return page.words("about.score", **scored(page, row))


def sized_score(page: Page, row: Row, kind: str) -> str:
    """A model's score on a benchmark, with the model's size."""
    size = page.words.parameters(row["params_b"])
    return page.words(
        "about.sized_score", size=size, kind=page.words(f"in_sentence.{kind}"), **scored(page, row)
    )


def dated_score(page: Page, row: Row) -> str:
    """A model's score on a benchmark, with the day from which the model counts."""
    return page.words("about.dated_score", day=page.words.date(row["dated_on"]), **scored(page, row))


def scored(page: Page, row: Row) -> dict[str, str]:
    """Placeholders shared by both score sentences."""
    return {
        "model": page.names.model(row["model_id"]),
        "benchmark": page.names.benchmark(row["benchmark_id"]),
        "amount": amount(page, row),
        "by": by(page, row),
    }


def amount(page: Page, row: Row) -> str:
    """A score with its unit."""
    unit = page.names.benchmarks[row["benchmark_id"]]["unit"]
    return page.words(f"about.amount.{unit}", value=row["score_text"])


def relation(page: Page, relation: str, quoted_by: str | None) -> str:
    """Own, a competitor's or independent, and who quotes it; a maker's print of another's number says that alone."""
    text = page.words(f"relation.{relation}")
    if not quoted_by:
        return text
    key = "relation.printed" if quoted_by in page.names.makers else "relation.quoted"
    return page.words(key, relation=text, team=page.names.team(quoted_by))


def by(page: Page, row: Row) -> str:
    """Who measured, their relation to the maker, the settings and the date."""
    printer = row.get("quoted_by")
    key = "printed" if printer in page.names.makers else row.get("relation") or "reporter"
    parts = [
        page.words(
            f"about.by_{key}",
            reporter=page.names.team(row["reporter_id"]),
            team=page.names.team(printer or row["reporter_id"]),
        ),
        page.names.setting(row),
        page.words.date(row.get("publication_day")),
    ]
    return ", ".join(part for part in parts if part)


def of_side(row: Row, side: str) -> Row:
    """One side of a paired row, as a row of its own."""
    begins = f"{side}_"
    return {
        **row,
        **{key.removeprefix(begins): value for key, value in row.items() if key.startswith(begins)},
    }


def change(page: Page, row: Row) -> str:
    """A team's status change in a round of the programme, with the date."""
    return page.words(
        f"about.{row['status']}",
        team=page.names.team(row["team_id"]),
        round=page.words(f"round.{row['round']}"),
        date=page.words.date(row["on_date"]),
    )


def pair(page: Page, row: Row, verdict: str) -> str:
    """The scores of two models on one benchmark, and what can be concluded from the difference."""
    return page.words(
        "about.pair",
        benchmark=page.names.benchmark(row["benchmark_id"]),
        one=page.names.model(row["left_model_id"]),
        other=page.names.model(row["right_model_id"]),
        verdict=verdict,
        **sides(page, row),
    )


def repeated(page: Page, row: Row) -> str:
    """Two parties' measurements of one model, and their difference."""
    return page.words(
        "about.repeated",
        model=page.names.model(row["model_id"]),
        benchmark=page.names.benchmark(row["benchmark_id"]),
        points=page.words.number(row["difference"], row["decimals"]),
        **sides(page, row),
    )


def sides(page: Page, row: Row) -> dict[str, str]:
    """Both scores of a paired row, and who measured them."""
    found = {}
    for side in ("left", "right"):
        half = of_side(row, side)
        found[f"{side}_amount"] = amount(page, {**half, "score_text": half["text"]})
        found[f"{side}_by"] = by(page, half)
    return found


def median(page: Page, category: str, points: float) -> str:
    """The median of the differences in a category."""
    return page.words(
        "about.median", category=page.words(f"category.{category}"), points=page.words.number(points, 1)
    )
