"""A source that is not recorded yet gets a readable key of its own; one that may be recorded is asked about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

from dokja.ingest.content import Content
from dokja.ingest.staging import new_source, preview
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import Preview
from dokja.records.store import Store
from tests import read_here

pytestmark = pytest.mark.usefixtures("queries")

TABLE = Content("t.csv", b"model,benchmark,score,unit,mode\nA.X K1,MMLU-Pro,12.3,percent,reasoning\n")


@pytest.fixture(scope="module")
def tables(real_store: Store) -> dict[str, pl.DataFrame]:
    return preview.tables_of(real_store)


def source(title: str, publisher: str = "아무 신문", **more: Any) -> dict[str, Any]:
    named = {"title_ko": title, "title_en": title, "publisher_ko": publisher, "publisher_en": publisher}
    url = "https://example.org/new"
    return {**named, "url": url, "published_on": "2026-11-01", "kind": "news", "read": "direct", **more}


def looked(
    tables: Mapping[str, pl.DataFrame], stated: Mapping[str, Any], answers: Mapping[str, str] | None = None
) -> Preview:
    return preview.look(read_here.read([TABLE]), Origin(stated, "skt", is_new=True), answers or {}, tables)


@pytest.mark.parametrize(
    ("stated", "key"),
    [
        (source("A new card"), "a-new-card-2026-11-01"),
        (source("한국어 평가 결과"), "amu-sinmun-2026-11-01"),
        (source("한국어 평가 결과", title_en="Korean results"), "korean-results-2026-11-01"),
        (source("한국어 평가 결과", "업스테이지"), "upstage-2026-11-01"),
        (source("보도자료", "과학기술정보통신부"), "ministry-of-science-and-ict-2026-11-01"),
        (source("보도자료", "독립일보", publisher_en="Independent"), "independent-2026-11-01"),
        (source("보도자료", published_on=None), "amu-sinmun"),
    ],
)
def test_key_is_readable(tables: dict[str, pl.DataFrame], stated: dict[str, Any], key: str) -> None:
    assert new_source.key(stated, tables) == key
    found = looked(tables, stated)
    assert found.origin.source["source_id"] == key
    assert found.added["source"]["source_id"].to_list() == [key]
    assert found.added["score"]["source_id"].to_list() == [key]


@pytest.mark.parametrize(
    "title", ["한국어 평가 결과", "漢字 報告書", "ㅋㅋㅋ", "※", "①②", "ü Ü", "a/b/한글", ".."]
)
def test_key_of_any_title_can_name_a_folder(tables: dict[str, pl.DataFrame], title: str) -> None:
    for stated in (source(title), source("한국어", title)):
        assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*", new_source.key(stated, tables))


def test_taken_key_gets_a_number(tables: dict[str, pl.DataFrame]) -> None:
    recorded = tables["source"]
    first = recorded.head(1).with_columns(
        source_id=pl.lit("amu-sinmun-2026-11-01"), title_ko=pl.lit("다른 제목")
    )
    for number in (2, 3):
        recorded = pl.concat([recorded, first])
        key = new_source.key(source("한국어 평가 결과"), {**tables, "source": recorded})
        assert key == f"amu-sinmun-2026-11-01-{number}"
        first = first.with_columns(source_id=pl.lit(key))


def test_title_of_a_recorded_source_is_asked_about(tables: dict[str, pl.DataFrame]) -> None:
    for title in ("솔라 오픈 2 모델 카드", "Solar Open 2  model card"):
        (question,) = looked(tables, source(title)).questions
        assert (question.what, question.options) == ("same_title", ("solar-open-2-card",))
        again = looked(tables, source(title), {"source:*": "new"})
        assert [one.what for one in again.questions] == ["same_title"]
        known = looked(tables, source(title), {question.key: "solar-open-2-card"})
        assert known.questions == []
        assert not known.origin.is_new
        assert "source" not in known.added
        assert known.added["score"]["source_id"].to_list() == ["solar-open-2-card"]
    assert looked(tables, source("솔라 오픈 2 모델 카드 둘째")).questions == []


def test_address_of_a_recorded_source_is_asked_about(tables: dict[str, pl.DataFrame]) -> None:
    url = "http://HuggingFace.co/upstage/Solar-Open2-250B/#results"
    (question,) = looked(tables, source("새 카드", url=url)).questions
    assert (question.what, question.options) == ("same_address", ("solar-open-2-card", "new"))
    fresh = looked(tables, source("새 카드", url=url), {"source:*": "new"})
    assert fresh.questions == []
    assert fresh.added["source"]["url"].to_list() == [url]
    known = looked(tables, source("새 카드", url=url), {question.key: "solar-open-2-card"})
    assert known.added["score"]["source_id"].to_list() == ["solar-open-2-card"]
    assert looked(tables, source("새 카드", url=None)).questions == []


def test_answer_that_names_another_source_is_no_answer(tables: dict[str, pl.DataFrame]) -> None:
    found = looked(tables, source("솔라 오픈 2 모델 카드"), {"source:*": "ax-k1-card"})
    assert [one.what for one in found.questions] == ["same_title"]
