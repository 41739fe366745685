"""Answers on the real records, recomputed from the CSVs by another way than SQL."""

from __future__ import annotations

import json
import random
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import polars as pl
import pytest

from dokja.records import build, loader
from dokja.records.store import ROOT, Store


def table(name: str) -> pl.DataFrame:
    return pl.read_csv(ROOT / "data" / f"{name}.csv", infer_schema=False)


def tenths(value: Any) -> Decimal:
    return Decimal(value).quantize(Decimal("0.1"), ROUND_HALF_UP)


def test_claims_get_their_verdicts(real_store: Store) -> None:
    expected = dict(pl.read_csv(ROOT / "tests" / "expected_verdicts.csv").iter_rows())
    got = real_store.ask("from claim_check")
    assert got.height == len(expected) == 30
    assert dict(got.select("claim_id", "verdict").iter_rows()) == expected


def test_verdicts_of_the_day_of_the_claim(real_store: Store) -> None:
    changed = real_store.ask(
        "select claim_id, verdict_then, reason_then from claim_check where verdict_then <> verdict"
    )
    published = dict(table("source").select("source_id", "published_on").iter_rows())
    inputs = table("claim_input").filter(
        pl.col("role").is_in(["figure", "base"]), pl.col("source_id").is_not_null()
    )
    days = dict(table("claim").select("claim_id", "claimed_on").iter_rows())
    later = {
        row["claim_id"]
        for row in inputs.iter_rows(named=True)
        if row["record"] != "fact" and published[row["source_id"]] > days[row["claim_id"]]
    }
    assert later <= set(changed["claim_id"])
    assert set(changed["verdict_then"]) == {"cannot_be_checked"}
    assert set(changed["reason_then"]) == {"not_published_then"}
    then = real_store.ask(
        "select result, result_then, only_after_rounding from claim_check where claim_id = 'all-four-31-or-more'"
    ).row(0)
    assert then == (Decimal("30.98"), Decimal("31"), True)


def test_composition_is_counted(real_store: Store) -> None:
    row = real_store.ask("from claim_check where kind = 'composition'").row(0, named=True)
    scores = table("score").filter(pl.col("source_id") == "k-exaone-readme", pl.col("unit") == "percent")
    models = ("k-exaone-236b-a23b", "qwen3-235b-a22b-thinking-2507", "gpt-oss-120b")
    marks = [
        {
            one["benchmark_id"]: int(Decimal(one["score_text"]) * 10)
            for one in scores.filter(pl.col("model_id") == model).to_dicts()
        }
        for model in models
    ]
    pool = sorted(set(marks[0]) & set(marks[1]) & set(marks[2]))
    wanted = [Decimal("72.03"), Decimal("69.37"), Decimal("69.79")]
    halves: list[dict[tuple[int, int], list[tuple[int, int]]]] = [{}, {}]
    for side in (0, 1):
        mine = pool[side * 13 : side * 13 + 13]
        for size in range(14):
            for chosen in combinations(mine, size):
                sums = tuple(sum(mark[key] for key in chosen) for mark in marks)
                halves[side].setdefault((size, sums[0]), []).append(sums[1:])  # type: ignore[arg-type]
    met = [0, 0, 0]
    first = [total for total in range(9360, 9370) if half_cents(total) == wanted[0]]
    for (size, total), ones in halves[0].items():
        for goal in first:
            for other in halves[1].get((13 - size, goal - total), []):
                for one in ones:
                    met[0] += 1
                    second = half_cents(one[0] + other[0]) == wanted[1]
                    met[1] += second
                    met[2] += second and half_cents(one[1] + other[1]) == wanted[2]
    assert (row["n_pool"], row["n_choices"]) == (len(pool), 10_400_600)
    assert row["n_matching"] == met == [met[0], 7, 0]


def half_cents(tenths_of_13: int) -> Decimal:
    return (Decimal(tenths_of_13) / 130).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_headline_claim(real_store: Store) -> None:
    row = real_store.ask("from claim_check where claim_id = 'k-exaone-over-10-percent'").row(0, named=True)
    figure, base = Decimal("72.03"), Decimal("69.37")
    assert row["difference"] == figure - base == Decimal("2.66")
    assert row["relative_difference"] == ((figure / base - 1) * 100).quantize(
        Decimal("0.000001"), ROUND_HALF_UP
    )
    assert row["needed_figure"] == base * Decimal("1.1")
    assert row["verdict"] == "not_supported"
    assert "72.03 − 69.37 = 2.66" in row["arithmetic"]
    assert "3.83%" in row["arithmetic"]
    assert row["source_id"] == "news1-20251230"


def test_bounds_of_round_1(real_store: Store) -> None:
    marks = table("round_result").filter(pl.col("round") == "round-1")
    teams = table("team_status").filter(pl.col("round") == "round-1").height
    for row in real_store.ask("from round_bounds where mean is not null").iter_rows(named=True):
        one = marks.filter(pl.col("criterion") == row["criterion"])
        maximum, mean = (
            Decimal(one.filter(pl.col("kind") == kind)["value"][0]) for kind in ("maximum", "mean")
        )
        assert row["mean_of_others"] == (teams * mean - maximum) / (teams - 1)
    others = real_store.ask(
        "select criterion, mean_of_others from round_bounds where mean is not null"
    ).rows()
    assert {key: tenths(value) for key, value in others} == {
        "benchmark": Decimal("29.6"),
        "expert": Decimal("27.8"),
        "user": Decimal("19.7"),
    }


def test_scorecard_totals_are_sums_of_their_parts(real_store: Store) -> None:
    marks = table("round_result").filter(pl.col("round") == "round-2", pl.col("kind") == "score")
    card = real_store.ask("from scorecard")
    assert card.height == marks.height == 24
    for team_id in marks["team_id"].unique():
        mine = marks.filter(pl.col("team_id") == team_id)
        parts = sum(Decimal(value) for value in mine.filter(pl.col("criterion") != "total")["value"])
        total = card.filter(pl.col("team_id") == team_id, pl.col("is_total"))["value"][0]
        assert total == parts
    assert card.filter(pl.col("is_total")).sort("place")["team_id"].to_list() == [
        "skt",
        "upstage",
        "lg-ai-research",
        "motif",
    ]


def contradicting(one: str | None, other: str | None) -> bool:
    mine, theirs = (
        dict(part.split("=", 1) for part in (text or "").split("; ") if "=" in part) for text in (one, other)
    )
    return any(theirs.get(key, value) != value for key, value in mine.items())


def test_repeated_measurements(real_store: Store) -> None:
    composites = table("benchmark").filter(pl.col("category") == "composite")["benchmark_id"].to_list()
    scores = table("score").filter(pl.col("unit") == "percent", ~pl.col("benchmark_id").is_in(composites))
    closest: dict[tuple[Any, ...], Decimal] = {}
    for key, group in scores.group_by("model_id", "benchmark_id", "mode", "effort"):
        for one, other in combinations(group.sort("reporter_id").to_dicts(), 2):
            if one["reporter_id"] == other["reporter_id"] or contradicting(
                one["conditions"], other["conditions"]
            ):
                continue
            pair = (*key, one["reporter_id"], other["reporter_id"])
            difference = abs(Decimal(one["score_text"]) - Decimal(other["score_text"]))
            closest[pair] = min(difference, closest.get(pair, difference))
    programme = set(real_store.ask("from programme_model")["model_id"])
    compared = programme | set(table("reference_model")["model_id"])
    everyone = set(table("model")["model_id"])
    found = {row["models"]: row for row in real_store.ask("from reporter_spread_summary").rows(named=True)}
    for models, members in (("programme", programme), ("compared", compared), ("all", everyone)):
        differences = sorted(distance for key, distance in closest.items() if key[0] in members)
        summary = found[models]
        assert summary["n_pairs"] == len(differences)
        assert tenths(summary["median_difference"]) == tenths(median(differences))
        assert tenths(summary["mean_difference"]) == tenths(sum(differences) / len(differences))
        assert tenths(summary["upper_quartile"]) == tenths(quantiles(differences, n=4, method="inclusive")[2])
        assert summary["largest_difference"] == differences[-1] == Decimal("27.9")
        unequal = [difference for difference in differences if difference]
        assert (summary["n_equal"], summary["n_unequal"]) == (differences.count(Decimal(0)), len(unequal))
        assert tenths(summary["median_unequal"]) == tenths(median(unequal))
        count = Counter(key[0] for key in closest if key[0] in members)
        assert (summary["most_frequent_model_id"], summary["n_most_frequent"]) == max(
            count.items(), key=lambda one: one[1]
        )
    assert found["programme"]["n_pairs"] == 6
    assert found["compared"]["most_frequent_model_id"] == "gpt-oss-120b"
    further = real_store.ask("select moved_further(?) as n", Decimal("2.66"))["n"][0]
    larger = [key for key, distance in closest.items() if distance > Decimal("2.66") and key[0] in compared]
    assert further == len(larger) == 12
    categories = dict(table("benchmark").select("benchmark_id", "category").iter_rows())
    by_category: dict[str, list[Decimal]] = {}
    for key, difference in closest.items():
        by_category.setdefault(categories[key[1]], []).append(difference)
    assert {
        row["category"]: (row["n_pairs"], tenths(row["median_difference"]), row["largest_difference"])
        for row in real_store.ask("from reporter_spread_category").iter_rows(named=True)
    } == {key: (len(some), tenths(median(some)), max(some)) for key, some in by_category.items()}


def test_the_two_largest_distances(real_store: Store) -> None:
    rows = real_store.ask(
        """
        select model_id, benchmark_id, effort, difference, right_quoted_by, left_quoted_by,
            map([left_reporter_id, right_reporter_id], [left_text, right_text]) as texts
        from reporter_spread where is_compared limit 2
        """
    ).rows(named=True)
    assert [(row["model_id"], row["benchmark_id"], row["effort"], row["difference"]) for row in rows] == [
        ("a-x-k1", "tau2-bench-telecom", None, Decimal("27.9")),
        ("claude-haiku-4.5", "swe-bench-verified", None, Decimal("12.7")),
    ]
    assert [row["texts"] for row in rows] == [
        {"skt": "58.1", "artificial-analysis": "86.0"},
        {"anthropic": "73.3", "epoch-ai": "60.6"},
    ]
    assert (rows[0]["left_quoted_by"], rows[0]["right_quoted_by"]) == ("skt", None)


def test_revisions_of_own_numbers(real_store: Store) -> None:
    rows = real_store.ask("from reporter_revision").rows(named=True)
    got = {
        (row["model_id"], row["benchmark_id"]): sorted(one["score_text"] for one in row["numbers"])
        for row in rows
    }
    expected = {
        ("a-x-k1", "humanity-s-last-exam"): ["7.2", "8.3", "8.6"],
        ("a-x-k1", "aa-lcr"): ["26.0", "36.0"],
        ("a-x-k1", "gpqa-diamond"): ["74.0", "76.4"],
        ("solar-open-100b", "ifbench"): ["53.7", "57.7"],
        ("k-exaone-2.0-750b-a37b", "scicode"): ["37.4", "40.1"],
    }
    assert {key: got.get(key) for key in expected} == expected
    assert {row["relation"] for row in rows if (row["model_id"], row["benchmark_id"]) in expected} == {"own"}


def test_shares_that_whole_items_do_not_give(real_store: Store) -> None:
    items = {row["benchmark_id"]: row for row in table("benchmark").iter_rows(named=True)}
    expected, on_many_items = [], 0
    for row in table("score").iter_rows(named=True):
        benchmark = items[row["benchmark_id"]]
        known = row["n_items"] or ("" if "subset=" in (row["conditions"] or "") else benchmark["n_items"])
        if benchmark["is_proportion"] != "true" or row["unit"] != "percent" or not known:
            continue
        n, score = int(known), Fraction(row["score_text"])
        reach = Fraction(1, 2 * 10 ** len(row["score_text"].partition(".")[2]))
        nearest = round(score * n / 100)
        found = any(
            abs(Fraction(100 * right, n) - score) <= reach for right in (nearest - 1, nearest, nearest + 1)
        )
        expected.append((row["benchmark_id"], row["model_id"], row["source_id"], row["score_text"], found))
        on_many_items += n >= 200 and not found
    got = real_store.ask("select benchmark_id, model_id, source_id, score_text, is_possible from grim").rows()
    assert sorted(got) == sorted(expected)
    asked = real_store.ask("select count(*) as n from figure_question where kind = 'grim'")["n"][0]
    assert 0 < asked == on_many_items < sum(not row[-1] for row in expected) < len(expected)


def test_published_means_that_can_be_checked_follow_from_their_parts(real_store: Store) -> None:
    rows = real_store.ask(
        "select benchmark_id, score_text, n_parts, follows from mean_check where is_checkable order by score_text"
    ).rows()
    assert rows == [("upstage-korean-9-mean", "84.9", 9, True), ("upstage-korean-9-mean", "85.4", 9, True)]
    claimed = real_store.ask("select is_checkable from mean_check where score_text = '72.03'")
    assert claimed["is_checkable"].to_list() == [False]


def test_every_counted_question_is_listed_or_has_its_own_page(real_store: Store) -> None:
    counted = dict(real_store.ask("select kind, n_questions from figure_question_total").rows())
    listed = dict(real_store.ask("select kind, count(*) from figure_question group by kind").rows())
    elsewhere = {"ratio": 1, "official": 2}
    assert {key: count for key, count in counted.items() if count} == {**listed, **elsewhere}


def test_one_whole_leaderboard(real_store: Store) -> None:
    makers = dict(table("model").select("model_id", "team_id").iter_rows())
    published = dict(table("source").select("source_id", "published_on").iter_rows())
    scores = table("score").filter(pl.col("benchmark_id") == "kmmlu-pro").to_dicts()

    def relation(row: dict[str, Any]) -> str:
        if row["reporter_id"] == makers[row["model_id"]]:
            return "own"
        return "competitor" if row["reporter_id"] in makers.values() else "independent"

    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in scores:
        groups.setdefault((row["model_id"], row["mode"], row["effort"]), []).append(row)
    expected = {}
    for key, rows in groups.items():
        newest = sorted(rows, key=lambda row: published[row["source_id"]] or "", reverse=True)
        best = min(newest, key=lambda row: ("independent", "own", "competitor").index(relation(row)))
        values = [Decimal(row["score_text"]) for row in rows]
        alike = [
            Decimal(row["score_text"])
            for row in scores
            if all(row[part] == best[part] for part in ("reporter_id", "source_id", "mode", "conditions"))
        ]
        rank = 1 + sum(value > Decimal(best["score_text"]) for value in alike)
        expected[key] = (
            best["score_text"],
            best["reporter_id"],
            relation(best),
            min(values),
            max(values),
            rank,
            len(alike),
        )
    answer = real_store.ask(
        "from leaderboard where benchmark_id = 'kmmlu-pro' and measured_by = 'all' order by place"
    )
    got = {
        (row["model_id"], row["mode"], row["effort"]): (
            row["score_text"],
            row["reporter_id"],
            row["relation"],
            row["lowest"],
            row["highest"],
            row["comparable_rank"],
            row["n_comparable"],
        )
        for row in answer.iter_rows(named=True)
    }
    assert got == expected
    assert answer["score"].to_list() == sorted(answer["score"].to_list(), reverse=True)


def test_round_2_without_the_users_has_another_order(real_store: Store) -> None:
    query = "select team_id from scorecard_variant where variant = 'without_block' and subject = 'user' order by place"
    assert real_store.ask(query)["team_id"].to_list() == ["upstage", "motif", "skt", "lg-ai-research"]


def test_conversion_of_the_index_agrees_with_the_one_decimal_release_alone(real_store: Store) -> None:
    rows = real_store.ask(
        "select from_source_id, agrees from scorecard_check where kind = 'conversion'"
    ).rows()
    assert sum(agrees for source, agrees in rows if source == "aa-20260818") == 4
    assert sum(agrees for source, agrees in rows if source == "aa-20260828") == 2


def test_effective_weights_by_block_are_those_that_outside_readers_compute(real_store: Store) -> None:
    found = real_store.ask(
        "select criterion, round(effective_weight, 1) as share from scorecard_block_weight"
        " where round = 'round-2' and whole_block = 'user' order by share desc"
    )
    assert found.rows() == [
        ("user", 42.2),
        ("benchmark/aaii", 31.5),
        ("expert", 20.0),
        ("benchmark/nia", 6.3),
    ]


@pytest.mark.parametrize(
    ("kind", "operator", "value", "benchmark", "models", "by_figure"),
    [
        ("rank", "=", "1", "tau2-bench-telecom", ("a-x-k1", "glm-4.6"), "not_supported"),
        ("rank", "=", "1", "tau2-bench-telecom", ("a-x-k1", "glm-4.6", "nemotron-3-ultra"), "supported"),
        ("rank", "=", "1", "tau2-bench-telecom", ("a-x-k1", "glm-4.6", "deepseek-v3.1"), "not_supported"),
        ("value", "=", "14.9", "humanity-s-last-exam", ("gpt-oss-120b",), "supported"),
        ("difference", ">", "0", "kmmlu", ("a-x-k1", "deepseek-v3.1"), "supported"),
    ],
)
def test_claims_that_hang_on_the_figure_say_so(
    real_store: Store,
    kind: str,
    operator: str,
    value: str,
    benchmark: str,
    models: tuple[str, ...],
    by_figure: str,
) -> None:
    role = "among" if kind == "rank" else "base"
    claim = {"claim_id": "c", "kind": kind, "operator": operator, "value_text": value, "unit": "points"}
    if kind == "rank":
        claim["unit"] = "rank"
    inputs = [
        {
            "claim_id": "c",
            "item": "1",
            "record": "score",
            "factor": 1,
            "benchmark_id": benchmark,
            "model_id": model,
        }
        | {"role": "figure" if model == models[0] else role}
        for model in models
    ]
    row = real_store.ask("from claim_typed(?, ?)", json.dumps([claim]), json.dumps(inputs)).row(0, named=True)
    assert (row["verdict"], row["verdict_by_figure"]) == ("depends_on_figure", by_figure)
    assert len(row["other_figures"]) >= 1


def grown(folder: Path, models: int) -> None:
    """Add foreign models to records, each with an independent number on every benchmark in percent, and an own one."""
    chance = random.Random(20261129)
    known = {
        name: pl.read_csv(folder / f"{name}.csv", infer_schema=False)
        for name in ("model", "score", "benchmark")
    }
    keys = [f"abroad-{number}" for number in range(models)]
    measured = known["benchmark"].filter(pl.col("unit") == "percent")["benchmark_id"].to_list()
    template = known["score"].row(0, named=True)
    further = {
        "model": [
            dict.fromkeys(known["model"].columns)
            | {
                "model_id": key,
                "team_id": "openai",
                "name_en": key,
                "weights": "closed",
                "source_id": template["source_id"],
            }
            for key in keys
        ],
        "score": [
            dict.fromkeys(known["score"].columns)
            | {"model_id": key, "benchmark_id": benchmark, "score_text": f"{chance.uniform(1, 99):.1f}"}
            | {"unit": "percent", "reporter_id": "artificial-analysis", "source_id": template["source_id"]}
            for key in keys
            for benchmark in measured
        ]
        + [
            dict.fromkeys(known["score"].columns)
            | {"model_id": key, "benchmark_id": measured[0], "score_text": f"{chance.uniform(1, 99):.1f}"}
            | {"unit": "percent", "reporter_id": "openai", "source_id": template["source_id"]}
            for key in keys
        ],
    }
    for name, rows in further.items():
        whole = pl.concat([known[name], pl.DataFrame(rows, schema=known[name].schema)])
        whole.write_csv(folder / f"{name}.csv")


def test_240_foreign_models_change_no_verdict_of_the_programme(
    real_store: Store, copied_records: Path, tmp_path: Path
) -> None:
    grown(copied_records, 240)
    file = tmp_path / "grown.duckdb"
    build.write(
        file,
        loader.read(copied_records),
        views=(
            *("pairwise", "pair_mean", "claim_check", "programme_model", "reporter_spread_summary"),
            "moved_further",
        ),
    )
    store = Store(file)
    models = real_store.ask("select model_id from programme_model order by 1")["model_id"].to_list()
    for question in (
        "from pairwise(?, ?) order by benchmark_id, left_model_id, right_model_id",
        "select left_model_id, right_model_id, level, reasons from pair_mean(?, ?) order by all",
    ):
        before = real_store.ask(question, models, models)
        assert before.height > 50
        assert store.ask(question, models, models).equals(before)
    verdicts = "select claim_id, verdict, reason, verdict_then, arithmetic from claim_check order by claim_id"
    changed = (
        real_store.ask(verdicts)
        .join(store.ask(verdicts), on="claim_id", suffix="_grown")
        .filter(pl.col("verdict") != pl.col("verdict_grown"))
    )
    assert changed["claim_id"].to_list() == []
    assert store.ask("from reporter_spread_summary where models = 'all'")["n_pairs"][0] > 240
    for question in (
        "from reporter_spread_summary where models <> 'all'",
        "select moved_further(2.66) as n",
        "select claim_id, n_repeated, n_moved_further from claim_check order by claim_id",
    ):
        assert store.ask(question).equals(real_store.ask(question))
    store.close()


WORLD = {
    "llm-stats-20251016", "epoch-hub-202604", "epoch-hub-202608", "epoch-runs-20251203", "tau2-leaderboard-20260818",
    "matharena-registry-202605", "matharena-aime-2026-202609", "scale-hle-202609", "simple-evals-readme",
    "deepseek-r1-readme", "deepseek-v3.2-exp-readme", "minimax-m1-readme", "minimax-m2-readme", "minimax-m2.5-readme",
    "mimo-v2-flash-readme", "seed-thinking-v1.5-blog",
}  # fmt: skip
"""Sources of the world's reference records."""


def test_verdicts_are_equal_with_and_without_the_records_of_the_world(
    real_store: Store, copied_records: Path, tmp_path: Path
) -> None:
    for name in ("score", "doubtful_score"):
        file = copied_records / f"{name}.csv"
        pl.read_csv(file, infer_schema=False).filter(~pl.col("source_id").is_in(WORLD)).write_csv(file)
    built = tmp_path / "without.duckdb"
    views = ("pairwise", "pair_mean", "claim_check", "programme_model")
    build.write(built, loader.read(copied_records), views=views)
    without = Store(built)
    assert real_store.ask("select count(*) as n from score")["n"][0] - without.ask("from score").height > 1000
    models = real_store.ask("select model_id from programme_model order by 1")["model_id"].to_list()
    for question in (
        "from pairwise(?, ?) order by benchmark_id, left_model_id, right_model_id",
        "select left_model_id, right_model_id, level, reasons from pair_mean(?, ?) order by all",
    ):
        answer = without.ask(question, models, models)
        assert answer.height > 50
        assert real_store.ask(question, models, models).equals(answer)
    verdicts = "select claim_id, verdict, reason, verdict_then from claim_check order by claim_id"
    assert real_store.ask(verdicts).equals(without.ask(verdicts))
