"""What Dokja adds to Streamlit's server: addresses, and what every request passes on its way in and out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dokja.server import open_files, plain
from dokja.server.api import routes as api
from dokja.server.assets import Assets
from dokja.server.assistants import server as assistants
from dokja.server.closed import Closed
from dokja.server.headers import SecurityHeaders
from dokja.server.index_page import IndexPage
from dokja.server.page_text import page_text
from dokja.server.request_limit import RequestLimit
from dokja.server.serving import SERVING
from dokja.server.speedups import disable_nagle, read_theme_once, warm_up
from dokja.server.telemetry import RequestLog, start_telemetry
from dokja.server.unknown import UnknownPages
from dokja.server.uploads import Uploads
from dokja.ui.base_path import base_path

PACKAGE = Path(__file__).parent.parent


@asynccontextmanager
async def started(app: Any) -> AsyncIterator[None]:
    """Startup work: open the store, so that later damage to its file does not matter, and warm up.

    The sockets are configured before warm_up(), which exempts them from garbage collection.
    """
    start_telemetry()
    open_files.raise_limit()
    SERVING.open_published()
    disable_nagle()
    read_theme_once()
    warm_up()
    async with assistants.ASSISTANTS.session_manager.run():
        yield


class Below(Mount):
    """Addresses below a path where one of them fits; other addresses below it are for the routes that follow."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether one fits."""
        match, child = super().matches(scope)
        inner = {**scope, **child}
        if match is Match.NONE or all(route.matches(inner)[0] is Match.NONE for route in self.routes):
            return Match.NONE, {}
        return match, child


ROUTES: list[BaseRoute] = [
    Below(
        base_path(),
        routes=[
            *api.ROUTES,
            *assistants.routes(),
            *(
                Route(address, endpoint, methods=["GET"])
                for address, endpoint in (
                    ("/healthz", plain.health),
                    ("/robots.txt", plain.robots),
                    ("/sitemap.xml", plain.sitemap),
                    ("/llms.txt", plain.llms),
                    ("/{page}.md", page_text),
                    ("/_stcore/host-config", plain.host_config),
                    ("/v/{version}/", plain.at_version),
                    ("/v/{version}/{page}", plain.at_version),
                )
            ),
            Mount("/fonts", StaticFiles(directory=PACKAGE / "fonts")),
            Mount("/static-dokja", StaticFiles(directory=PACKAGE / "static")),
        ],
    )
]
MIDDLEWARE = [
    Middleware(one)
    for one in (RequestLog, SecurityHeaders, Closed, RequestLimit, Assets, IndexPage, UnknownPages, Uploads)
]
"""From the outside to the inside."""
