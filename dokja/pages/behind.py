"""How many months behind the best foreign models are the Korean ones, and is the distance closing?"""

from __future__ import annotations

from dokja.pages.frontier import distance, index, same_reporter, steps, summary, trend
from dokja.pages.frontier.choice import MEASURED_BY, RIVALS, Choice
from dokja.pages.shared import measured_by
from dokja.ui.page import Page


def since_first(page: Page, choice: Choice) -> None:
    """Show what became of the distance since each team's first model, and the scores of both."""
    trend.show(page, choice)
    steps.show(page)


VIEWS = {
    "benchmark": distance.show,
    "across": summary.show,
    "since_first": since_first,
    "same_reporter": same_reporter.show,
}


def show(page: Page) -> None:
    """Show the answer on one benchmark, then what the reader chooses: that benchmark, all of them, or since the first."""
    choice = chosen(page)
    page.heading(
        page.words(
            "behind.title",
            benchmark=page.names.benchmark(choice.benchmark_id),
            rivals=choice.rivals_named(page),
        ),
        *distance.answers(page, choice),
    )
    view = page.settings.one(
        "view",
        page.words("behind.view.label"),
        tuple(VIEWS),
        "benchmark",
        lambda key: page.words(f"behind.view.{key}"),
        pills=True,
    )
    VIEWS[view](page, choice)
    index.show(page)
    page.terms("benchmark", "index", "points", "own", "independent")


def chosen(page: Page) -> Choice:
    """What the reader compares with what: benchmark, rivals and whose scores count."""
    words = page.words
    keys = page.ask(
        "select benchmark_id from months_behind where state <> 'no_rival' "
        "group by benchmark_id order by max(n_rivals) desc, benchmark_id"
    )["benchmark_id"].to_list()
    with page.row():
        benchmark_id = page.settings.one(
            "benchmark", words("scores.benchmark"), keys, keys[0], page.names.benchmark
        )
        rivals = page.settings.one(
            "rivals", words("behind.rivals.label"), RIVALS, RIVALS[0],
            lambda key: words(f"behind.rivals.{key}"), pills=True,
        )  # fmt: skip
        return Choice(benchmark_id, rivals, measured_by.chosen(page, MEASURED_BY))
