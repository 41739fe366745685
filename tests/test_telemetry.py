"""The log as JSON and the figures of a real server: what was asked, how it ended, and nobody's name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from dokja.records.store import ROOT
from tests.browser.conftest import served
from tests.browser.fronts import free_port
from tests.browser.session import answered
from tests.test_api import get

SECRET = "kim-secret@example.org"


def test_requests_and_pages_are_noted_without_who_asked(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    with served(home, DOKJA_LOG="json", DOKJA_METRICS=f"127.0.0.1:{port}") as address:
        assert get(f"{address}/api/v1/team.csv?team={SECRET}")[0] == 200
        assert get(f"{address}/nowhere?x={SECRET}")[0] == 404
        answered(address, f"scores?lang=ko&q={SECRET}")
        figures = urlopen(f"http://127.0.0.1:{port}/metrics").read().decode()
        assert get(f"{address}/metrics")[0] == 404
    assert 'dokja_request_seconds_count{kind="data",status="200"} 1.0' in figures
    assert 'dokja_request_seconds_count{kind="other",status="404"} 1.0' in figures
    assert 'dokja_page_seconds_count{page="scores"} 1.0' in figures
    assert "dokja_newest_failed 0.0" in figures
    assert float(figures.split("\ndokja_data_age_days ")[1].split("\n")[0]) >= 0
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    told = {(line["message"], line.get("kind") or line.get("page"), line.get("status")) for line in lines}
    assert {("request", "data", 200), ("request", "other", 404), ("page", "scores", None)} <= told
    assert all(
        line["at"] and line["level"] and "seconds" in line for line in lines if line["message"] == "request"
    )
    assert SECRET not in figures + json.dumps(lines)


def test_limit_of_open_files_is_raised_or_said() -> None:
    """A server that is started with few gets as many as it may; where these are few, the log says so."""
    for most, is_said in ((8192, False), (1000, True)):
        code = (
            f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (256, {most}));"
            "from dokja.server.open_files import raise_limit; raise_limit();"
            "print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
        )
        told = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
        )
        assert told.stdout.strip() == str(most)
        assert ("only 1000 open files" in told.stderr) == is_said


def test_error_has_its_number_in_the_log(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (home / "datapackage.json").write_text("{", "utf-8")
    with served(home, DOKJA_LOG="json", DOKJA_METRICS="nowhere") as address:
        answered(address, "scores?lang=en")
        assert get(f"{address}/healthz")[0] == 200
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    assert any("no figures at" in line["message"] for line in lines)
    assert any(line["level"] == "ERROR" and "exc_info" in line for line in lines)
