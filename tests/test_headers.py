"""Headers of every kind of answer, addresses that are closed, hosts that are not answered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dokja.server.assets import FILES
from tests.browser.conftest import served
from tests.test_api import get

EVERY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}
KINDS = {
    "page": "/scores",
    "first page": "/",
    "asset": next(iter(FILES)),
    "our script": "/static-dokja/page.js",
    "font": "/fonts/PretendardGOV-Regular.woff2",
    "data": "/api/v1/team.csv",
    "error": "/api/v1/nothing.csv",
    "unknown page": "/nowhere",
    "closed": "/_stcore/metrics",
    "connection": "/_stcore/health",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_has_the_headers(dashboard: str, kind: str) -> None:
    _, headers, _ = get(f"{dashboard}{KINDS[kind]}")
    assert {name: headers.get(name) for name in EVERY} == EVERY
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert (
        policy["default-src"]
        == policy["connect-src"]
        == policy["base-uri"]
        == policy["form-action"]
        == "'self'"
    )
    assert policy["frame-ancestors"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize(
    "path", ["metrics", "agent/openapi.json", "agent/interact", "agent/mcp", "agent", "metrics/"]
)
def test_streamlits_own_figures_and_agents_are_closed(dashboard: str, path: str) -> None:
    assert get(f"{dashboard}/_stcore/{path}")[0] == 404


def test_page_without_scripts_leads_to_its_text_and_names_no_agent(dashboard: str) -> None:
    told = get(f"{dashboard}/claims?lang=en")[2].decode()
    assert "agent" not in told.lower()
    assert "SourceSans" not in told
    assert '<a href="./claims.md?lang=en">' in told
    assert get(f"{dashboard}/claims.md?lang=en")[0] == 200
    assert '<a href="./home.md?lang=ko">' in get(f"{dashboard}/")[2].decode()


def test_only_listed_hosts_are_answered(home: Path) -> None:
    with served(home, STREAMLIT_SERVER_ALLOWED_HOSTS="127.0.0.1 *.example.go.kr") as address:
        assert get(f"{address}/healthz", Host="dokja.example.go.kr")[0] == 200
        for path in ("/", "/healthz", "/api/v1/team.csv", "/static-dokja/page.js", "/mcp"):
            status, headers, data = get(f"{address}{path}", Host="attacker.example")
            assert status == 421
            assert headers["x-content-type-options"] == "nosniff"
            assert "호스트" in data.decode()
        assert json.loads(get(f"{address}/healthz")[2])["status"] == "ok"
