"""What the server adds to Streamlit: answers that leave at once, its files from memory."""

from __future__ import annotations

import asyncio
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dokja.server import assets
from dokja.server.web import started


def test_accepted_connections_send_at_once() -> None:
    async def inherited() -> int:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            async with started(None):
                with socket.create_connection(listening.getsockname()):
                    accepted, _ = listening.accept()
                    with accepted:
                        return accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

    with ThreadPoolExecutor() as beside_the_browser:
        assert beside_the_browser.submit(asyncio.run, inherited()).result()


def test_every_preloaded_file_is_held() -> None:
    addresses = re.findall(r'href="([^"]+)"', assets.preloads())
    for part in assets.PARTS:
        assert any(Path(address).name.startswith(f"{part}.") for address in addresses), part
    for address in addresses:
        assert (
            assets.held(address.removeprefix(".")).body
            == assets.FILES[address.removeprefix(".")].read_bytes()
        )
