"""Kept stores: a link to an earlier version gives the old numbers, however many versions follow; the room is bounded."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dokja.records import build, kept, publish, store
from dokja.records.store import Store
from dokja.server.serving import Serving
from tests.browser.conftest import served
from tests.test_api import get, rows_of


@pytest.fixture
def records(copied_records: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Records of the test's own beside which stores are published."""
    monkeypatch.setenv("DOKJA_DATA", str(copied_records))
    return copied_records


def publish_with(folder: Path, text: str) -> str:
    """Publish with a note of the source in another text; returns the version."""
    file = folder / "source.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    header = lines[0].rstrip("\n").split(",")
    assert header[0] == "source_id"
    file.write_text(
        "".join([lines[0], lines[1].replace(lines[1].split(",")[1], text, 1), *lines[2:]]), encoding="utf-8"
    )
    publish.build()
    return Store(store.path()).data_version


def test_each_published_version_is_kept_without_a_copy(records: Path, queries: Path) -> None:
    first = publish_with(records, "One")
    second = publish_with(records, "Two")
    assert kept.versions() == [second, first]
    assert os.stat(kept.path(second)).st_ino == os.stat(store.path()).st_ino
    assert Store(kept.path(first)).data_version == first


def test_room_is_bounded_and_the_closest_give_way_first(
    records: Path, queries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = [publish_with(records, f"T{number}") for number in range(5)]
    for version, hour in zip(versions, (0, 1, 10, 20, 30), strict=True):
        os.utime(kept.path(version), (hour * 3600, hour * 3600))
    size = kept.path(versions[0]).stat().st_size
    monkeypatch.setenv(kept.SETTING, str(4 * size + size // 2))
    kept.thin()
    assert kept.versions() == [versions[4], versions[3], versions[2], versions[0]]
    monkeypatch.setenv(kept.SETTING, str(size + size // 2))
    kept.thin()
    assert kept.versions() == [versions[4]]


def test_nothing_is_kept_if_the_settings_say_so(
    records: Path, queries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(kept.SETTING, "0")
    publish_with(records, "One")
    assert kept.versions() == []


def test_publishing_survives_a_folder_that_cannot_be_written(records: Path, queries: Path) -> None:
    (records / kept.FOLDER).write_text("in the way")
    assert publish_with(records, "One") == Store(store.path()).data_version


def test_store_of_another_program_is_not_shown(
    records: Path, queries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = publish_with(records, "One")
    serving = Serving()
    assert serving.earlier(version) is not None
    monkeypatch.setattr("dokja.server.serving.program", lambda: "another")
    assert Serving().earlier(version) is None
    assert serving.earlier("2026-01-01-00000000") is None
    assert serving.earlier("../dokja") is None


def test_damaged_version_is_not_shown(records: Path, queries: Path) -> None:
    version = publish_with(records, "One")
    file = kept.path(version)
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content[:-100])
    assert Serving().earlier(version) is None


@pytest.mark.every_view
def test_link_to_a_version_gives_its_numbers_after_three_more(records: Path) -> None:
    publish.build()
    first = Store(store.path()).data_version
    scores = records / "score.csv"
    was = scores.read_text(encoding="utf-8")
    for number in ("73.03", "74.03", "75.03"):
        scores.write_text(was.replace(",72.03,", f",{number},"), encoding="utf-8")
        publish.build()
    asked = "claim=k-exaone-over-10-percent&lang=en"
    with served(records) as address:
        then, now = (
            rows_of(f"{address}/api/v1/claim_check.csv?claim=k-exaone-over-10-percent{data}")["arithmetic"][0]
            for data in (f"&data={first}", "")
        )
        assert "72.03 − 69.37 = 2.66" in then
        assert "75.03 − 69.37 = 5.66" in now
        assert "72.03 − 69.37 = 2.66" in get(f"{address}/claims.md?{asked}&data={first}")[2].decode()
        assert "75.03 − 69.37 = 5.66" in get(f"{address}/claims.md?{asked}")[2].decode()
        status, headers, data = get(f"{address}/api/v1/team.json?data=2020-01-01-00000000")
        assert (status, headers["content-type"]) == (404, "application/problem+json")
        assert "2020-01-01-00000000" in json.loads(data)["detail"]
        linked = get(f"{address}/api/v1/score.json?limit=1&data={first}")[1]["link"]
        assert f"data={first}" in linked


def test_program_is_that_of_the_queries() -> None:
    assert len(build.program()) == 64


def test_setting_that_is_no_number_is_said_and_stops_nothing(
    records: Path, queries: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(kept.SETTING, "2 GB")
    version = publish_with(records, "One")
    assert kept.versions() == [version]
    assert f"{kept.SETTING}='2 GB'" in caplog.text
