"""Files reach the server's memory from signed-in editors alone and up to a total; a reader's message has a limit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import BrowserContext
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from dokja.i18n.text import Words
from dokja.server.uploads import FILES_HELD, READER_BYTES, TOO_BIG
from tests.browser.reader import go_to
from tests.browser.session import connected, rerun
from tests.browser.test_intake import edited, paste_rich, published, signed_in

__all__ = ["edited", "published"]

SMALL = bytes(2**16)
LARGE = bytes(20 * 2**20 - 2**12)
"""Ten of these leave no room for a small one, and each with what frames it is just within the limit of one file."""
FILE_FIELD = '[data-testid="stFileUploader"]'


@contextmanager
def session(address: str) -> Iterator[tuple[ClientConnection, str]]:
    """A session that anybody can open, and its key."""
    with connected(address) as open_session:
        open_session.send(rerun())
        key = ""
        while not key:
            key = ForwardMsg.FromString(open_session.recv()).new_session.initialize.session_id
        yield open_session, key


def hear(open_session: ClientConnection, said: bytes) -> None:
    """Send a message and take what is answered. Raises ConnectionClosed when it ends, TimeoutError where it goes on."""
    open_session.send(said)
    while open_session.recv(timeout=20):
        pass


class Sender:
    """Somebody who sends files with the cookies of a browser."""

    def __init__(self, address: str, cookies: dict[str, str]):
        given = dict(httpx.get(f"{address}/_stcore/health").cookies)
        self.client = httpx.Client(
            base_url=address, cookies={**given, **cookies}, headers={"Origin": address}
        )
        self.client.headers["X-Xsrftoken"] = {**given, **cookies}["_streamlit_xsrf"]

    def send(self, key: str, data: bytes, *, language: str = "ko", name: str = "") -> httpx.Response:
        """A file as Streamlit's own field sends it."""
        return self.client.put(
            f"/_stcore/upload_file/{key}/{name or uuid4()}",
            files={"file": ("a.csv", data)},
            headers={"Accept-Language": language},
        )

    def stream(self, key: str, data: bytes) -> httpx.Response:
        """The same in pieces, without stating its size."""
        whole = httpx.Request("PUT", "http://a", files={"file": ("a.csv", data)})
        content = whole.read()
        pieces = (content[at : at + 2**16] for at in range(0, len(content), 2**16))
        headers = {"Content-Type": whole.headers["Content-Type"]}
        return self.client.put(f"/_stcore/upload_file/{key}/{uuid4()}", content=pieces, headers=headers)

    def remove(self, key: str, name: str) -> httpx.Response:
        return self.client.delete(f"/_stcore/upload_file/{key}/{name}")


def cookies_of(browser: BrowserContext, address: str, person: str) -> dict[str, str]:
    """The cookies of somebody who has signed in."""
    with signed_in(browser, address, person) as (page, _):
        return {one["name"]: one["value"] for one in page.context.cookies()}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nobody_uploads_without_sign_in(server: str, language: str) -> None:
    with session(server) as (_, key):
        answer = Sender(server, {}).send(key, b"a,b\n", language=language)
    assert (answer.status_code, answer.text) == (403, Words(language)("upload.refused"))


def test_reader_and_signed_in_person_who_is_no_editor_fill_nothing(
    browser: BrowserContext, edited: str
) -> None:
    lee, kim = (Sender(edited, cookies_of(browser, edited, person)) for person in ("lee", "kim"))
    forged = Sender(edited, {"_streamlit_user": "eyJlbWFpbCI6ImtpbUBleGFtcGxlLm9yZyJ9.aaaa.bbbb"})
    with session(edited) as (_, key):
        for sender in (Sender(edited, {}), forged, lee):
            assert {sender.send(key, LARGE).status_code for _ in range(FILES_HELD + 2)} == {403}
            assert sender.stream(key, LARGE).status_code == 403
            assert sender.remove(key, "a").status_code == 403
        assert kim.send(key, LARGE, name="first").status_code == 204
        assert kim.remove(key, "first").status_code == 204


def test_total_is_capped_and_an_editor_is_told(browser: BrowserContext, edited: str) -> None:
    kim = Sender(edited, cookies_of(browser, edited, "kim"))
    with session(edited) as (_, key):
        names = [str(number) for number in range(FILES_HELD)]
        assert {kim.send(key, LARGE, name=name).status_code for name in names} == {204}
        for answer in (kim.send(key, SMALL), kim.stream(key, SMALL)):
            assert (answer.status_code, answer.text) == (507, Words("ko")("upload.full"))
        for language in ("ko", "en"):
            with signed_in(browser, edited, "kim") as (page, _):
                go_to(page, f"{edited}/intake?lang={language}")
                page.locator('input[type="file"]').set_input_files(
                    {"name": "a.csv", "mimeType": "text/csv", "buffer": SMALL}
                )
                page.locator(FILE_FIELD).get_by_text(Words(language)("browser.full")).wait_for()
        assert {kim.remove(key, name).status_code for name in names} == {204}
        assert kim.send(key, LARGE, name="again").status_code == 204
        assert kim.remove(key, "again").status_code == 204


@pytest.mark.parametrize(
    ("size", "reason"),
    [(READER_BYTES + 1, f"{TOO_BIG}"), (33 * 10**6, "exceeds limit of 32000000 bytes|no close frame")],
)
def test_large_message_of_a_reader_ends_the_session(edited: str, size: int, reason: str) -> None:
    """The connection may break while the largest is still being sent: then no reason arrives."""
    with session(edited) as (reader, _):
        reader.send(rerun(held="a" * (READER_BYTES // 2)))
        assert isinstance(reader.recv(), bytes)
        with pytest.raises(ConnectionClosed, match=reason):
            hear(reader, rerun(held="a" * size))


def test_editor_pastes_more_than_a_reader_may_send(browser: BrowserContext, edited: str) -> None:
    row = f"<tr><td>A.X K1</td><td>44.4</td><td>{'a' * 500}</td></tr>"
    rows = READER_BYTES // len(row) + 1
    with signed_in(browser, edited, "kim") as (page, _):
        paste_rich(page, f"<table><tr><td>모델</td><td>KMMLU</td><td>비고</td></tr>{row * rows}</table>", "")
        page.get_by_test_id("stMain").get_by_text(f"붙여 넣은 표: {rows + 1}행 3열").wait_for(timeout=60_000)
