"""Two servers behind HAProxy, as docs/deploy says: a reader stays with one, and goes on with the other when that is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from dokja.i18n.text import Words
from tests.browser.conftest import served
from tests.browser.fronts import free_port, haproxy
from tests.browser.reader import menu, settle

KO, EN = Words("ko"), Words("en")
COOKIE = "dokja_server"


@dataclass(frozen=True)
class Front:
    """A front's address and the ports of the servers behind it."""

    address: str
    ports: list[int]


@pytest.fixture
def front(folder: Path, tmp_path: Path) -> Iterator[Front]:
    """HAProxy before two servers of one data folder."""
    ports = [free_port(), free_port()]
    with (
        served(folder, port=ports[0]) as one,
        served(folder, port=ports[1]) as other,
        haproxy(tmp_path, [one, other]) as address,
    ):
        yield Front(address, ports)


def server_of(page: Page) -> str:
    """The server that the reader's cookie names."""
    (cookie,) = [one for one in page.context.cookies() if one["name"] == COOKIE]
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
    return cookie["value"]


def kill(port: int) -> None:
    """End the server at a port at once."""
    asked = f"--server.port\0{port}\0".encode()
    (process,) = [one.parent for one in Path("/proc").glob("[0-9]*/cmdline") if asked in one.read_bytes()]
    os.kill(int(process.name), signal.SIGKILL)


def test_reader_stays_and_goes_on_with_the_other(browser: BrowserContext, front: Front) -> None:
    browser.clear_cookies(name=COOKIE)
    page = browser.new_page()
    page.goto(f"{front.address}/scores?lang=ko&order=name")
    settle(page)
    first = server_of(page)
    menu(page)
    for _ in range(2):
        with page.expect_download() as saved:
            page.get_by_role("button", name=KO("download.xlsx"), exact=True).click()
        assert Path(saved.value.path()).read_bytes().startswith(b"PK")
        page.reload()
        settle(page)
        menu(page)
        assert server_of(page) == first
    with page.expect_websocket(timeout=15_000):
        kill(front.ports[int(first.removeprefix("s"))])
    expect(page.locator("html[data-lost]")).to_have_count(0, timeout=15_000)
    page.get_by_text("English", exact=True).first.click()
    page.wait_for_url("**lang=en**order=name**")
    page.reload()
    settle(page)
    assert server_of(page) != first
    menu(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name=EN("download.xlsx"), exact=True).click()
    assert Path(saved.value.path()).read_bytes().startswith(b"PK")
    page.close()
