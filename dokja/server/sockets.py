"""Disables Nagle's algorithm, which would delay every second packet of Streamlit's socket by about 40 ms.

The socket has no protocol number, so asyncio does not disable it (Kludex/uvicorn#3149).
"""

from __future__ import annotations

import gc
import socket


def send_at_once() -> None:
    """Set TCP_NODELAY on this process's listening sockets; accepted connections inherit it."""
    for listening in (thing for thing in gc.get_objects() if is_listening(thing)):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def is_listening(thing: object) -> bool:
    """Whether an object is a listening TCP socket."""
    return (
        type(thing) is socket.socket
        and thing.fileno() >= 0
        and thing.family in (socket.AF_INET, socket.AF_INET6)
        and bool(thing.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    )
