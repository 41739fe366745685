"""Which foreign models each choice of the reader shows, on tiny cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.views.tiny import tiny_store

TEAMS = [
    {"team_id": "us", "role": "reference", "country": "US"},
    {"team_id": "cn", "role": "reference", "country": "CN"},
    {"team_id": "fr", "role": "reference", "country": "FR"},
    {"team_id": "outside", "role": "reference", "country": "KR"},
    {"team_id": "judge", "role": "evaluator", "country": "US"},
]
CHOSEN = "select model_id from foreign_choice where choice = ? and benchmark_id is not distinct from ? order by all"


def number(model: str, text: str, source: str = "s", benchmark: str = "b") -> dict[str, Any]:
    return {
        "model_id": model, "benchmark_id": benchmark, "score_text": text, "source_id": source, "reporter_id": "judge"
    }  # fmt: skip


def model(model_id: str, team_id: str, released_on: date | None = None, size: float | None = None) -> Any:
    return {
        "model_id": model_id, "team_id": team_id, "released_on": released_on, "total_params_b": size,
    }  # fmt: skip


def chosen(folder: Path, choice: str, on: str | None = "b", **rows: Any) -> list[str]:
    store = tiny_store(folder, team=TEAMS, **rows)
    return [model_id for (model_id,) in store.ask(CHOSEN, choice, on).rows()]


def test_same_source_is_one_that_prints_a_programme_model_on_the_benchmark(tmp_path: Path) -> None:
    models = [model("home", "maker"), model("korean", "outside")]
    models += [model(name, "us") for name in ("beside", "elsewhere", "other", "both")]
    scores = [
        number("home", "1", "card"),
        number("beside", "2", "card"),
        number("korean", "3", "card"),
        number("elsewhere", "4", "press"),
        number("both", "5", "press"),
        number("both", "6", "card"),
        number("other", "7", "card", "c"),  # the card prints no programme model on c
    ]
    assert chosen(tmp_path, "same_source", model=models, score=scores) == ["beside", "both"]
    # not of the same source, but the best of the US
    assert chosen(tmp_path, "same_source", "c", model=models, score=scores) == ["other"]


def test_frontier_is_the_line_of_records_and_the_best_of_two_countries(tmp_path: Path) -> None:
    days = [date(2025, month, 1) for month in range(1, 7)]
    models = [
        model("first", "us", days[0]),
        model("below", "us", days[1]),
        model("twin-a", "fr", days[2]),
        model("twin-b", "us", days[2]),
        model("weaker-twin", "us", days[2]),
        model("equal", "us", days[3]),
        model("last", "fr", days[4]),
        model("chinese", "cn", days[5]),
        model("undated", "cn"),
        model("undated-french", "fr"),
        model("home", "maker", days[0]),
        model("korean", "outside", days[0]),
    ]
    texts = {
        "first": "50", "below": "40", "twin-a": "60", "twin-b": "60", "weaker-twin": "55", "equal": "60",
        "last": "70", "chinese": "30", "undated": "35", "undated-french": "97", "home": "99", "korean": "98",
    }  # fmt: skip
    scores = [number(name, text) for name, text in texts.items()]
    # the best of the US are twin-b and equal, though the latter set no record; of China the undated one
    expected = ["equal", "first", "last", "twin-a", "twin-b", "undated"]
    assert chosen(tmp_path, "frontier", model=models, score=scores) == expected


def test_record_is_the_lowest_where_lower_is_better(tmp_path: Path) -> None:
    models = [
        model("first", "fr", date(2025, 1, 1)),
        model("higher", "fr", date(2025, 2, 1)),
        model("lower", "fr", date(2025, 3, 1)),
    ]
    scores = [number("first", "5"), number("higher", "6"), number("lower", "4")]
    benchmark = [{"benchmark_id": "b", "higher_is_better": False}]
    found = chosen(tmp_path, "frontier", model=models, score=scores, benchmark=benchmark)
    assert found == ["first", "lower"]


def test_same_size_is_from_half_to_double(tmp_path: Path) -> None:
    sizes = {"half": 50, "less": 49.9, "double": 200, "more": 200.1, "unsized": None, "unmeasured": 100}
    models = [
        model("home", "maker", size=100),
        *(model(name, "us", size=size) for name, size in sizes.items()),
    ]
    scores = [number(name, "1") for name in sizes if name != "unmeasured"]
    assert chosen(tmp_path, "same_size", model=models, score=scores) == ["double", "half"]
    assert chosen(tmp_path, "same_size", None, model=models, score=scores) == ["unmeasured"]
