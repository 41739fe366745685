"""Workarounds that make Streamlit answer faster, and for each the condition under which it can be removed.

Not here, because they are part of how files are served: Streamlit's files from memory (`assets.py`).
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import socket
from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

import dokja.charts
import dokja.export
import dokja.pages


def read_theme_once() -> None:
    """Keep what Streamlit says of the theme at the start of every rerun, because no setting changes while it runs.

    It reads six hundred options each time, a twelfth of the server's time. Can be removed once Streamlit keeps it itself.
    """
    populate = app_session._populate_theme_msg

    @cache
    def told(section: str) -> CustomThemeConfig:
        message = CustomThemeConfig()
        populate(message, section)
        return message

    def kept(message: CustomThemeConfig, section: str = "theme") -> None:
        message.MergeFrom(told(section))

    app_session._populate_theme_msg = kept  # type: ignore[assignment]


def disable_nagle() -> None:
    """Set TCP_NODELAY on this process's listening sockets; accepted connections inherit it.

    Otherwise every second packet of Streamlit's socket is delayed by about 40 ms: the socket has no protocol number, so
    asyncio does not disable Nagle's algorithm. The socket is found through the garbage collector because `streamlit run`
    creates it without offering a hook. Can be removed once uvicorn sets the option itself (Kludex/uvicorn#3149).
    """
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


def warm_up() -> None:
    """Import all pages, charts and writers before the first reader, and exempt what exists then from collection.

    Without the freeze a full garbage collection would traverse every library's objects, which takes longer than a rerun.
    """
    for package in (dokja.pages, dokja.charts, dokja.export):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()
