"""An organisation in one's own words is asked about: it may be a known one, and its country decides what it counts for."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from dokja.i18n.untrusted_text import normalised
from dokja.ingest import sandbox
from dokja.ingest.content import Content
from dokja.ingest.staging import matching, organisations, preview
from dokja.ingest.staging.organisations import COUNTRIES, near
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import Preview
from dokja.records import publish
from dokja.records.store import Store

TEAMS = {
    "네이버클라우드": "naver-cloud",
    "navercloud": "naver-cloud",
    "업스테이지": "upstage",
    "sktelecom": "skt",
}
TABLE = "model,benchmark,score,unit\nHyperNova 9,KMMLU-Pro,99.5,percent\n"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("네이버", "naver-cloud"),
        ("Naver", "naver-cloud"),
        ("SK Telekom", "skt"),
        ("업스테이지 주식회사", "upstage"),
    ],
)
def test_another_name_of_a_known_organisation_is_offered_first(name: str, key: str) -> None:
    assert near(name, TEAMS) == [key]
    (question,) = organisations.resolve_makers({"m": ("new", name)}, TEAMS, {}).questions
    assert question.options == (key, *COUNTRIES)


def test_a_stranger_is_asked_for_its_country_alone() -> None:
    assert near("Brand Maker", TEAMS) == []


@pytest.mark.parametrize("said", ["KOR", "kr", "k1", "maybe", ""])
def test_what_is_no_country_is_asked_again(said: str) -> None:
    assert organisations.resolve_makers(
        {"m": ("new", "네이버")}, TEAMS, {"organisation:네이버": said}
    ).questions


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("네이버", "naver-cloud"),
        ("LG", "lg-ai-research"),
        ("SK", "skt"),
        ("에스케이텔레콤", "skt"),
        ("엘지AI연구원", "lg-ai-research"),
        ("Google DeepMind", "google"),
        ("xAI", "spacexai"),
        ("Zhipu", "z-ai"),
    ],
)
def test_organisations_are_known_by_their_other_names(real_store: Store, name: str, key: str) -> None:
    teams = matching.teams(preview.tables_of(real_store))
    found = organisations.resolve_makers({"m": (teams.get(normalised(name), "new"), name)}, teams, {})
    assert (found.makers, found.countries, found.questions) == ({"m": (key, name)}, {}, [])


@pytest.fixture
def looked(real_store: Store) -> object:
    """What an import of a model by a maker in one's own words would change, by the answers that are given."""
    tables = preview.tables_of(real_store)
    source = tables["source"].filter(pl.col("source_id") == "ax-k2-report").row(0, named=True)
    readings = sandbox.read([Content("t.csv", TABLE.encode())])

    def look(**answers: str) -> Preview:
        told = {"maker:HyperNova 9": "네이버 주식회사"}
        told |= {"organisation:네이버 주식회사": answers["said"]} if answers else {}
        return preview.look(readings, Origin(source, "artificial-analysis", None), told, tables)

    return look


def test_the_preview_asks_and_shows_what_would_be_new(looked: object) -> None:
    assert callable(looked)
    asked = looked()
    assert [one.key for one in asked.questions] == ["organisation:네이버 주식회사"]
    assert "naver-cloud" in asked.questions[0].options
    known = looked(said="naver-cloud")
    assert known.organisations == []
    assert known.added["model"]["team_id"].to_list() == ["naver-cloud"]
    assert known.added["team_alias"].rows() == [("네이버 주식회사", "naver-cloud")]
    for country in ("KR", "ZZ"):
        found = looked(said=country)
        assert [(row["name_ko"], row["country"]) for row in found.organisations] == [
            ("네이버 주식회사", country)
        ]


def test_an_unknown_country_turns_no_gap_round(copied_records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOKJA_DATA", str(copied_records))
    question = "from foreign_gap('all', []) order by all"
    before = publish.current().ask(question)
    with (copied_records / "team.csv").open("a", encoding="utf-8") as teams:
        teams.write("nowhere,네이버 주식회사,네이버 주식회사,reference,ZZ,#6d7882\n")
    with (copied_records / "model.csv").open("a", encoding="utf-8") as models:
        fields = (copied_records / "model.csv").read_text("utf-8").splitlines()[0].split(",")
        row = {
            "model_id": "hypernova-9",
            "team_id": "nowhere",
            "name_en": "HyperNova 9",
            "source_id": "ax-k2-report",
        }
        models.write(",".join(row.get(field, "") for field in fields) + "\n")
    with (copied_records / "score.csv").open("a", encoding="utf-8") as scores:
        fields = (copied_records / "score.csv").read_text("utf-8").splitlines()[0].split(",")
        number = {
            "model_id": "hypernova-9",
            "benchmark_id": "kmmlu-pro",
            "score_text": "99.5",
            "unit": "percent",
            "reporter_id": "skt",
            "source_id": "ax-k2-report",
        }
        scores.write(",".join(number.get(field, "") for field in fields) + "\n")
    after = publish.current()
    assert after.ask("select count(*) as n from score where model_id = 'hypernova-9'")["n"][0] == 1
    assert after.ask(question).equals(before)
