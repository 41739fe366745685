"""Which rows the filter shows, which of them a picture draws, and what is said of that, on tiny records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dokja.charts.theme import LIGHT
from dokja.i18n.text import Words
from dokja.pages.shared import drawn_models
from dokja.records.labels import Names, is_foreign
from dokja.ui.page import Page
from dokja.ui.url_state import Settings
from tests.views.tiny import tiny_store

TEAMS = [
    {"team_id": "us", "role": "reference", "country": "US"},
    {"team_id": "outside", "role": "reference", "country": "KR"},
    {"team_id": "judge", "role": "evaluator", "country": "US"},
    {"team_id": "other", "country": "US"},  # a team of the programme whose seat is abroad
]
MAKERS = {"home": "maker", "other-home": "other", "korean": "outside", "beside": "us", "apart": "us"}
SOURCES = {"home": "card", "beside": "card"}


def page_of(folder: Path, foreign: str, teams: tuple[str, ...] = ()) -> Page:
    """A page on five measured models; one foreign model stands beside a programme model in its source, on b alone.

    A sixth, which no test asks to be shown, is the best of its country on both benchmarks.
    """
    scores = [
        {"model_id": key, "benchmark_id": "b", "score_text": "5", "source_id": SOURCES.get(key, "s-" + key),
         "reporter_id": "judge"}
        for key in MAKERS
    ]  # fmt: skip
    scores.append({**scores[3], "benchmark_id": "c"})
    scores += [
        {**scores[4], "model_id": "best", "benchmark_id": key, "score_text": "9"} for key in ("b", "c")
    ]
    models = [{"model_id": key, "team_id": team_id} for key, team_id in (*MAKERS.items(), ("best", "us"))]
    store = tiny_store(folder, team=TEAMS, model=models, score=scores)
    words = Words("ko")
    return Page(store, words, Names(store, words), Settings(), LIGHT, list(teams), foreign)


def rows(keys: list[str], **further: Any) -> pl.DataFrame:
    return pl.DataFrame([{"team_id": MAKERS[key], "model_id": key, **further} for key in keys])


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("none", ["home", "other-home", "korean"]),
        ("same_source", ["home", "other-home", "korean", "beside"]),
        ("all", list(MAKERS)),
    ],
)
def test_choice_hides_foreign_models_alone(tmp_path: Path, foreign: str, shown: list[str]) -> None:
    page = page_of(tmp_path, foreign)
    for further in ({}, {"benchmark_id": "b"}):
        assert page.visible(rows(list(MAKERS), **further))["model_id"].to_list() == shown
    assert page.visible(rows(["beside"], benchmark_id="c")).height == (foreign == "all")


def test_organisation_without_a_model_is_hidden_with_all_foreign_ones_alone(tmp_path: Path) -> None:
    organisations = pl.DataFrame({"team_id": ["judge", "us", "outside", None]})
    for foreign, count in (("same_source", 4), ("all", 4), ("none", 2)):
        assert page_of(tmp_path, foreign).visible(organisations).height == count


def test_chosen_teams_hide_the_others_of_the_programme(tmp_path: Path) -> None:
    page = page_of(tmp_path, "all", ("maker",))
    assert page.visible(rows(list(MAKERS)))["model_id"].to_list() == ["home", "korean", "beside", "apart"]


def test_no_cut_takes_a_programme_model(tmp_path: Path) -> None:
    page = page_of(tmp_path, "all")
    shown = rows(["apart", "beside", "home", "korean", "other-home"])
    for limit, kept in ((5, 5), (4, 4), (3, 3), (2, 2), (0, 2)):
        drawn = drawn_models.cut(page, shown, limit)["model_id"].to_list()
        assert len(drawn) == kept
        assert {"home", "other-home"} <= set(drawn)
        assert drawn == [key for key in shown["model_id"] if key in drawn]
    assert drawn_models.cut(page, shown, 3)["model_id"].to_list() == ["apart", "home", "other-home"]
    listed = drawn_models.programme_first(page, shown)["model_id"].to_list()
    assert listed == ["home", "other-home", "apart", "beside", "korean"]


@pytest.mark.parametrize(
    ("foreign", "whole", "limit", "said"),
    [
        ("all", list(MAKERS), 9, "정예팀 모델 2개를 모두 그렸고, 해외 모델 2개도 모두 그렸습니다."),
        ("all", ["home", "beside", "apart"], 2, "정예팀 모델 1개를 모두 그렸고, 해외 모델 2개의 값 2건 가운데 표의 순서로 앞의 1건을 그렸습니다."),
        ("none", list(MAKERS), 9, "정예팀 모델 2개를 모두 그렸고, 해외 모델 2개는 그리지 않았습니다."),
        ("same_source", list(MAKERS), 9, "정예팀 모델 2개를 모두 그렸고, 해외 모델은 2개 가운데 정예팀 모델과 같은 출처에 실렸거나 지금 미국·중국에서 가장 높은 1개를 그렸습니다."),
        ("same_source", ["home", "apart"], 9, "정예팀 모델 1개를 모두 그렸고, 해외 모델 1개 가운데 정예팀 모델과 같은 출처에 실렸거나 지금 미국·중국에서 가장 높은 모델은 여기에 그릴 값이 없습니다."),
        ("same_source", ["home", "beside"], 1, "정예팀 모델 1개를 모두 그렸고, 해외 모델은 1개 가운데 정예팀 모델과 같은 출처에 실렸거나 지금 미국·중국에서 가장 높은 1개의 값 1건 중 표의 순서로 앞의 0건을 그렸습니다."),
        ("all", ["beside"], 9, "그릴 정예팀 모델이 없고, 해외 모델 1개도 모두 그렸습니다."),
        ("all", ["home", "korean"], 9, "정예팀 모델 1개를 모두 그렸고, 그릴 해외 모델은 없습니다."),
    ],
)  # fmt: skip
def test_sentence_says_what_is_drawn(
    tmp_path: Path, foreign: str, whole: list[str], limit: int, said: str
) -> None:
    page = page_of(tmp_path, foreign)
    answer = rows(whole, benchmark_id="b")
    shown = page.visible(answer)
    told = drawn_models.sentence(page, answer, shown, drawn_models.cut(page, shown, limit))
    assert told == f"그림에는 {said}"


def test_sentence_counts_the_programme_of_all_teams(tmp_path: Path) -> None:
    page = page_of(tmp_path, "none", ("maker",))
    answer = rows(list(MAKERS))
    shown = page.visible(answer)
    assert "정예팀 모델은 2개 가운데 1개를 그렸고" in drawn_models.sentence(page, answer, shown, shown)


def test_a_model_of_unknown_country_is_not_foreign(tmp_path: Path) -> None:
    """It stands whatever the filter of foreign models says, and is not counted among them."""
    page = page_of(tmp_path, "none")
    row = {"team_id": "nowhere", "name_ko": "어디", "role": "reference", "country": "ZZ"}
    assert not is_foreign(row)
    assert is_foreign({**row, "country": "US"})
    frame = pl.DataFrame([{"team_id": "nowhere", "model_id": "m"}, {"team_id": "us", "model_id": "n"}])
    assert page.visible(frame)["model_id"].to_list() == ["m"]
    assert frame.filter(drawn_models.is_foreign(page))["model_id"].to_list() == ["n"]
