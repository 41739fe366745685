"""At most four figures, each with what it is compared to and its date."""

from __future__ import annotations

import polars as pl

from dokja.ui.page import KeyFigure, Page

COUNTRIES = ("US", "CN")


def show(page: Page) -> None:
    """Show the teams, the distance to the world's best, the independent measurements, and the next step."""
    found = [teams(page), distance(page), independent(page), next_step(page)]
    page.key_figures([figure for figure in found if figure])


def teams(page: Page) -> KeyFigure:
    """How many teams remain of those that began."""
    places = page.ask("from team_place")
    inside = places.filter(pl.col("is_in"))
    began = page.ask("select count(*) as n from team_status where status = 'selected'")["n"][0]
    joined = page.ask("select count(*) as n from team_status where status = 'joined'")["n"][0]
    words, names = page.words, page.names
    return KeyFigure(
        words("home.teams.label"),
        words("home.teams.value", count=inside.height),
        words(
            "home.teams.text",
            teams=words.join([names.team(key) for key in inside["team_id"]]),
            began=began,
            joined=joined,
            date=words.date(places["on_date"].max()),  # type: ignore[arg-type]
        ),
        page.settings.href("official"),
    )


def distance(page: Page) -> KeyFigure | None:
    """Points on one index, and months over all benchmarks, behind the best of each country; None without an index."""
    answer = page.ask("from index_gap where list_contains(?, country)", list(COUNTRIES))
    if answer.is_empty():
        return None
    words, names = page.words, page.names
    first = answer.row(0, named=True)
    gaps = [
        words(
            "home.distance.gap",
            country=names.country(row["country"]),
            gap=words.score(row["gap"], row["decimals"]),
        )
        for row in answer.iter_rows(named=True)
    ]
    return KeyFigure(
        words("home.distance.label"),
        " · ".join(gaps),
        words(
            "home.distance.text",
            model=names.model(first["korean_model_id"]),
            benchmark=names.benchmark(first["benchmark_id"]),
            reporter=names.team(first["reporter_id"]),
            date=words.date(first["last_on"]),
        )
        + months(page),
        page.settings.href("behind"),
    )


def months(page: Page) -> str:
    """A sentence with the medians of the teams that remain, by country; blank if none can be told."""
    words = page.words
    parts = []
    for country in COUNTRIES:
        medians = page.ask(
            "select min(median_months) as least, max(median_months) as most from months_behind_team "
            "where is_in and measured_by = 'all' and rivals = ?",
            country,
        ).row(0, named=True)
        if medians["least"] is not None:
            parts.append(
                words(
                    "home.distance.months",
                    country=page.names.country(country),
                    least=words.number(medians["least"], 1),
                    most=words.number(medians["most"], 1),
                )
            )
    return " " + words("home.distance.behind", parts=words.join(parts)) if parts else ""


def independent(page: Page) -> KeyFigure:
    """How many scores somebody independent measured, of all and of those in Korean."""
    row = page.ask("from independent_share").row(0, named=True)
    told = {key: page.words.number(value) for key, value in row.items()}
    return KeyFigure(
        page.words("home.independent.label"),
        page.words("home.independent.value", **told),
        page.words("home.independent.text", date=page.words.date(page.store.data_date), **told),
        page.settings.href("coverage"),
    )


def next_step(page: Page) -> KeyFigure:
    """The programme's rule, and what the teams plan."""
    words, names = page.words, page.names
    sizes = page.ask(
        "select team_id, list(total_params_b order by total_params_b) as sizes from model_plan group by 1"
    )
    told = [
        words(
            "home.next.plan",
            team=names.team_now(team_id),
            plan=words("home.next.sizes", sizes=words.join([words.parameters(size) for size in planned])),
        )
        for team_id, planned in sizes.iter_rows()
    ]
    others = page.ask("from timeline where kind = 'plan' and team_id is not null order by event_id")
    told += [
        words("home.next.plan", team=names.team_now(row["team_id"]), plan=words.name(row, "text"))
        for row in others.iter_rows(named=True)
    ]
    rule = page.ask("from timeline where kind = 'plan' and team_id is null order by event_id")
    said = [words.name(row, "text") for row in rule.iter_rows(named=True)]
    return KeyFigure(
        words("home.next.label"),
        words("home.next.value"),
        " ".join(
            [
                *(f"{one}." for one in said),
                *([words("home.next.plans", plans=words.join(told))] if told else []),
            ]
        ),
        page.settings.href("official"),
    )
