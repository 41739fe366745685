"""The addresses for programs, asked of a real server: all of the store, nothing of its editors, errors in two languages."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import polars as pl
import pytest
from openapi_spec_validator import validate

from dokja.export.streams import inert
from dokja.pages.addresses import DATASETS, EXAMPLES
from dokja.records import store
from dokja.records.store import Store, StoreError
from dokja.server.api import answer
from dokja.server.api.datasets import OF_EDITORS, PERSONAL, datasets
from dokja.server.api.question import FORMATS, MOST_ROWS, Unanswerable, question_of
from dokja.server.headers import FRAMING, POLICY, security_headers
from dokja.server.request_limit import SETTING
from tests.browser.conftest import served

READERS: dict[str, Any] = {
    "csv": lambda data: pl.read_csv(BytesIO(data), infer_schema=False),
    "json": lambda data: pl.DataFrame(json.loads(data)["rows"], infer_schema_length=None),
    "parquet": lambda data: pl.read_parquet(BytesIO(data)),
    "arrow": lambda data: pl.read_ipc(BytesIO(data)),
}


@pytest.fixture
def api(dashboard: str) -> str:
    """Where the addresses for programs begin."""
    return f"{dashboard}/api/v1"


def get(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers in small letters and body of an answer."""
    try:
        with urlopen(Request(address, headers=headers)) as found:
            return found.status, {name.lower(): text for name, text in found.headers.items()}, found.read()
    except HTTPError as error:
        return error.code, {name.lower(): text for name, text in error.headers.items()}, error.read()


def rows_of(address: str) -> pl.DataFrame:
    """The rows at an address."""
    status, _, data = get(address)
    assert status == 200, data
    frame: pl.DataFrame = READERS[address.partition("?")[0].rpartition(".")[2]](data)
    return frame


def test_every_table_and_view_is_there_in_every_format(api: str, real_store: Store) -> None:
    for name, dataset in datasets(real_store).items():
        height = real_store.whole(f'from "{name}"').height
        for kind in FORMATS:
            frame = rows_of(f"{api}/{name}.{kind}")
            assert frame.height == min(height, MOST_ROWS[kind]), (name, kind)
            assert height == 0 or frame.columns == [*dataset.columns], (name, kind)


def test_addresses_of_the_page_are_there(real_store: Store) -> None:
    assert {*DATASETS} <= datasets(real_store).keys()


def test_numbers_are_those_of_the_store(api: str, real_store: Store) -> None:
    columns = ["model_id", "benchmark_id", "score_text", "score", "source_id", "measured_on", "n_items"]
    of_store = real_store.whole("from score").select(columns).sort(columns)
    for kind in ("parquet", "arrow"):
        assert rows_of(f"{api}/score.{kind}").select(columns).sort(columns).equals(of_store)
    of_csv = rows_of(f"{api}/score.csv").select(columns)
    typed = of_csv.with_columns(pl.col("score").cast(pl.Decimal(18, 6)), pl.col("n_items").cast(pl.Int64))
    assert typed.sort(columns).equals(of_store.with_columns(pl.col("n_items").cast(pl.Int64)))
    assert {"89.8", "2400", "0.5"} >= {text for text in of_csv["score"] if text in ("89.8", "2400", "0.5")}
    assert not of_csv["score"].str.contains(r"\.\d*0$").any()
    of_json = rows_of(f"{api}/score.json").select(pl.col("score").cast(pl.Decimal(18, 6)))
    assert of_json["score"].sort().equals(of_store["score"].sort())


def test_rows_are_filtered_and_parts_fit_together(api: str, dashboard: str, real_store: Store) -> None:
    wanted = real_store.whole(
        "from measurement where team_id in ('skt', 'upstage') and conditions is null"
    ).height
    asked = f"{api}/measurement.json?team=skt&team=upstage&conditions="
    whole = json.loads(get(asked)[2])
    assert len(whole["rows"]) == wanted > 20
    assert (whole["filters"], whole["truncated"]) == (
        {"conditions": [""], "team_id": ["skt", "upstage"]},
        False,
    )
    assert {one["source_id"] for one in whole["sources"]} == {row["source_id"] for row in whole["rows"]}
    parts, address = [], f"{asked}&limit=40"
    while address:
        _, headers, data = get(address)
        part = json.loads(data)
        parts += part["rows"]
        link = headers.get("link", "")
        assert part["truncated"] == bool(link)
        address = dashboard + link.split(">")[0].lstrip("<") if link else ""
    assert parts == whole["rows"]


def test_unchanged_answer_is_not_sent_again(api: str, real_store: Store) -> None:
    _, headers, _ = get(f"{api}/model.csv?team=skt")
    tag = headers["etag"]
    status, again, data = get(f"{api}/model.csv?team=skt", **{"If-None-Match": tag})
    assert (status, again["etag"], data) == (304, tag, b"")
    for other in ("model.csv?team=lg-ai-research", "model.json?team=skt", "model.csv?team=skt&limit=1"):
        assert get(f"{api}/{other}", **{"If-None-Match": tag})[0] == 200
    question = question_of("model.csv", [("team", "skt")], real_store)
    assert question.tag("2026-01-01-a", "1 ko") != question.tag("2026-01-01-b", "1 ko")
    assert replace(question, offset=1).tag("a", "b") != question.tag("a", "b")
    assert headers["link"] == '</api/v1/model.csv-metadata.json>; rel="describedby"'
    described = json.loads(get(f"{api}/model.csv-metadata.json")[2])
    names = [column["name"] for column in described["tableSchema"]["columns"]]
    assert names == rows_of(f"{api}/model.csv").columns


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("scores.csv", 404, "score"),
        ("score", 404, "csv"),
        ("score.xlsx", 404, "xlsx"),
        (quote("score; drop table score.csv"), 404, "drop table"),
        (quote('score" union select 1.csv'), 404, "union"),
        ("score.csv?modle_id=a-x-k1", 400, "modle_id"),
        ("score.csv?" + quote("model_id' or 1=1") + "=a", 400, "or 1=1"),
        ("score.csv?limit=0", 400, "limit"),
        ("score.csv?limit=-1", 400, "-1"),
        ("score.csv?offset=1e3", 400, "1e3"),
        ("score.csv?limit=" + quote("１０"), 400, "１０"),
        ("score.csv?data=2020-01-01-00000000", 404, "2020-01-01-00000000"),
        ("score.csv?" + "&".join(f"model_id={number}" for number in range(201)), 400, "200"),
    ],
)
def test_what_cannot_be_answered_says_why_in_both_languages(
    api: str, asked: str, status: int, said: str
) -> None:
    found, headers, data = get(f"{api}/{asked}", **{"Accept-Language": "en"})
    assert (found, headers["content-type"]) == (status, "application/problem+json")
    problem = json.loads(data)
    assert problem["status"] == status
    assert problem["detail"] == problem["en"]["detail"]
    for language in ("ko", "en"):
        assert said in problem[language]["detail"], problem
    assert any("가" <= sign <= "힣" for sign in problem["ko"]["detail"])


def test_query_that_takes_too_long_leaves_nothing_behind(
    real_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(store, "DEADLINE_SECONDS", 0.2)
    endless = "select sum(a.range * b.range) as x from range(10000000) a, range(10000000) b"
    monkeypatch.setattr(answer, "query", lambda question: endless)
    question = question_of("team.parquet", [], real_store)
    with pytest.raises(StoreError):
        answer.answer(question, real_store, {"data_version": "", "citation": "", "licence": ""})
    assert [*tmp_path.iterdir()] == []


def test_part_of_a_file_can_be_asked_for(api: str) -> None:
    whole = get(f"{api}/model.csv")[2]
    status, headers, data = get(f"{api}/model.csv", Range="bytes=100-199")
    assert (status, data) == (206, whole[100:200])
    assert headers["content-range"] == f"bytes 100-199/{len(whole)}"


def test_values_of_filters_are_values(api: str) -> None:
    for value in ("a-x-k1' or '1'='1", '"', "%", "\\", "a-x-k1; drop table score"):
        assert rows_of(f"{api}/score.csv?model_id={quote(value)}").is_empty()


def test_nothing_of_editors_is_told(api: str, real_store: Store) -> None:
    for name in OF_EDITORS:
        assert get(f"{api}/{name}.csv")[0] == 404
    assert not [name for name, one in datasets(real_store).items() if PERSONAL in one.columns]
    for name in OF_EDITORS:
        with pytest.raises(Unanswerable):
            question_of(f"{name}.json", [], real_store)


def test_no_text_of_a_csv_file_is_live() -> None:
    frame = pl.DataFrame({"a": ["=1+1", "plain", None, "＝cmd", "\t=2"], "b": [1, 2, 3, 4, 5]})
    assert inert(frame)["a"].to_list() == ["'=1+1", "plain", None, "'＝cmd", "'\t=2"]


def test_every_origin_may_read_and_none_may_write(api: str) -> None:
    _, headers, _ = get(f"{api}/team.json", Origin="https://example.org")
    assert headers["access-control-allow-origin"] == "*"
    assert {"etag", "link"} <= {
        name.strip().lower() for name in headers["access-control-expose-headers"].split(",")
    }
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(f"{api}/team.json", data=b"{}", method=method))
        assert refused.value.code == 405


@pytest.mark.parametrize("tool", ["pandas", "polars", "DuckDB (Python)"])
def test_examples_of_the_page_fetch_scores(dashboard: str, real_store: Store, tool: str) -> None:
    found: dict[str, Any] = {}
    exec(EXAMPLES[tool].format(base=dashboard), found)
    assert len(found["scores"]) == real_store.whole("from measurement where team_id = 'skt'").height
    assert {*found["scores"]["team_id"]} == {"skt"}


def test_example_for_the_shell_fetches_scores(dashboard: str, tmp_path: Path, real_store: Store) -> None:
    subprocess.run(EXAMPLES["curl"].format(base=dashboard), shell=True, check=True, cwd=tmp_path)
    rows = pl.read_csv(tmp_path / "measurement.csv", infer_schema=False)
    assert rows.height == real_store.whole("from measurement where team_id = 'skt'").height


def test_package_leads_to_every_table_of_the_records(dashboard: str) -> None:
    package = json.loads(get(f"{dashboard}/datapackage.json")[2])
    assert len(package["resources"]) > 15
    for resource in package["resources"]:
        named = [field["name"] for field in resource["schema"]["fields"]]
        assert {*named} <= {*rows_of(resource["path"]).columns}, resource["name"]


@pytest.mark.parametrize(
    ("chosen", "tested"),
    [
        (("--include-name=GET /api/v1/coverage_state.{format}", "--max-examples=5"), 1),
        (("--phases=fuzzing", "--max-examples=1"), 0),
    ],
)
def test_description_is_kept_by_every_answer(api: str, chosen: Sequence[str], tested: int) -> None:
    """Schemathesis asks what the description allows and what it does not: no error of the server, no undeclared answer."""
    address = f"{api}/openapi.json"
    document = json.loads(get(address)[2])
    validate(document)
    told = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("st")), "run", address, *chosen),
            *("--checks=all", "--seed=1", "--no-color"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout[-6000:]
    assert f"Tested: {tested or len(document['paths'])}\n" in told.stdout


def test_client_that_asks_too_often_is_told_when_to_come_back(
    real_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "5")
    shutil.copy(real_store.file, tmp_path / store.FILE_NAME)
    with served(tmp_path) as address:
        found = [get(f"{address}/api/v1/team.csv") for _ in range(7)]
        assert [status for status, _, _ in found] == [200] * 5 + [429] * 2
        _, headers, data = found[-1]
        assert headers["content-type"] == "application/problem+json"
        assert 0 < int(headers["retry-after"]) <= 60
        assert "5" in json.loads(data)["ko"]["detail"]
        assert get(f"{address}/claims.md")[0] == 429
        assert get(f"{address}/healthz")[0] == 200


def test_only_sites_of_the_settings_may_show_a_card(dashboard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = get(f"{dashboard}/")[1]["content-security-policy"]
    assert policy.endswith("frame-ancestors 'self'")
    monkeypatch.setenv(FRAMING, "https://www.msit.go.kr javascript:x https://a.kr;script-src *")
    assert security_headers(is_secure=False)[POLICY].endswith("frame-ancestors 'self' https://www.msit.go.kr")
