"""Addresses that machines expect, asked of a real server."""

from __future__ import annotations

import json
from datetime import datetime
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from dokja.i18n.text import LANGUAGES, Words
from dokja.records.store import Store
from dokja.server.api.feed import ATOM
from dokja.server.plain import SITEMAP, VISITED
from tests.test_api import get

NAMES = {"a": ATOM, "s": SITEMAP}


def document(address: str) -> ElementTree.Element:
    status, headers, data = get(address)
    assert (status, headers["content-type"].partition(";")[0].partition("+")[2] or "xml") == (200, "xml")
    return ElementTree.fromstring(data)


def test_server_says_whether_it_is_well(dashboard: str, real_store: Store) -> None:
    status, headers, data = get(f"{dashboard}/healthz")
    told = json.loads(data)
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert (told["status"], told["data_version"]) == ("ok", real_store.data_version)
    assert told["age_days"] >= 0
    assert told["newest_failed"] is False


def test_robots_find_every_page_in_every_language(dashboard: str) -> None:
    assert f"Sitemap: {dashboard}/sitemap.xml" in get(f"{dashboard}/robots.txt")[2].decode()
    found = [one.text for one in document(f"{dashboard}/sitemap.xml").findall("s:url/s:loc", NAMES)]
    assert len({*found}) == len(found) == len(VISITED) * len(LANGUAGES)
    assert {f"{dashboard}/scores?lang=en", f"{dashboard}/?lang=ko"} <= {*found}
    assert not [address for address in found if address and ("intake" in address or "entry" in address)]
    assert all(get(str(address))[0] == 200 for address in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_assistants_are_told_pages_and_data(dashboard: str, language: str) -> None:
    text, words = get(f"{dashboard}/llms.txt?lang={language}")[2].decode(), Words(language)
    assert text.startswith(f"# {words('app.title')}\n")
    assert all(f"[{words(f'{name}.nav')}]({dashboard}/" in text for name in VISITED)
    assert "{" not in text
    assert f"{dashboard}/api/v1/openapi.json" in text


def test_feed_holds_the_newest_sources(dashboard: str, real_store: Store) -> None:
    feed = document(f"{dashboard}/feed.atom?lang=ko")
    entries = feed.findall("a:entry", NAMES)
    newest = real_store.ask("from source_use where publication_day is not null").head(len(entries))
    assert [one.findtext("a:title", namespaces=NAMES) for one in entries[:1]] == newest["title_ko"][
        :1
    ].to_list()
    for place in (feed, *entries):
        told = [place.findtext(f"a:{name}", namespaces=NAMES) for name in ("id", "title", "updated")]
        assert all(told)
        assert datetime.fromisoformat(str(told[2])).tzinfo
    keys = [one.findtext("a:id", namespaces=NAMES) for one in entries]
    assert len({*keys}) == len(keys) > 20
    days = [str(one.findtext("a:updated", namespaces=NAMES)) for one in entries]
    assert days == sorted(days, reverse=True)


def test_feed_of_a_team_holds_its_sources_alone(dashboard: str, real_store: Store) -> None:
    feed = document(f"{dashboard}/feed.atom?lang=en&team=skt&benchmark=kmmlu-pro")
    told = [str(one.findtext("a:id", namespaces=NAMES)) for one in feed.findall("a:entry", NAMES)]
    wanted = """
        from measurement semi join (from source_use where publication_day is not null) using (source_id)
        where team_id = 'skt' and benchmark_id = 'kmmlu-pro'
    """
    assert {key.removeprefix("tag:dokja,2025:source/") for key in told} == {
        *real_store.ask(wanted)["source_id"]
    }
    assert "SK Telecom" in str(feed.findtext("a:title", namespaces=NAMES))
    status, headers, data = get(f"{dashboard}/feed.atom?team=" + quote("' or 1=1"))
    assert (status, headers["content-type"]) == (404, "application/problem+json")
    assert "' or 1=1" in json.loads(data)["ko"]["detail"]
