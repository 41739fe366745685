"""A session without a browser: what a page says to an address, and what it writes there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol


@dataclass
class Answer:
    """What a page shows as HTML, and the settings that it writes to the address."""

    shown: list[str] = field(default_factory=list)
    written: str = ""

    @property
    def text(self) -> str:
        """All that is shown, as text."""
        return self.read().get_text(" ")

    @property
    def links(self) -> list[str]:
        """Where the links lead, those at the foot of every page left out."""
        every = self.read().find_all("a", href=True)
        return [str(link["href"]) for link in every if not link.find_parent("footer")]

    def read(self) -> BeautifulSoup:
        """All that is shown, as a document."""
        return BeautifulSoup("".join(self.shown), "lxml")


@contextmanager
def connected(address: str) -> Iterator[ClientConnection]:
    """A session that anybody can open."""
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None, max_queue=None) as session:
        yield session


def rerun(page: str = "", *, held: str = "") -> bytes:
    """What a browser sends at an address, with a value of some control."""
    message = BackMsg()
    message.rerun_script.page_name, _, message.rerun_script.query_string = page.partition("?")
    if held:
        control = message.rerun_script.widget_states.widgets.add()
        control.id, control.string_value = "$$ID-anything", held
    return bytes(message.SerializeToString())


def answered(address: str, page: str) -> Answer:
    """What a new session gets at an address."""
    answer = Answer(written=page.partition("?")[2])
    with connected(address) as session:
        session.send(rerun(page))
        while True:
            message = ForwardMsg.FromString(session.recv(timeout=60))
            if message.WhichOneof("type") == "script_finished":
                return answer
            if message.WhichOneof("type") == "page_info_changed":
                answer.written = message.page_info_changed.query_string
            if message.delta.new_element.WhichOneof("type") == "html":
                answer.shown.append(message.delta.new_element.html.body)
