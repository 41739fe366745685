"""Streamlit's addresses that nobody outside is meant to ask: figures of the process, and its interface for programs."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from dokja.server.middleware import HttpMiddleware
from dokja.ui.base_path import below

CLOSED = ("_stcore/metrics", "_stcore/agent")


class Closed(HttpMiddleware):
    """Middleware that answers 404 there."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass other requests on."""
        is_closed = below(scope["path"]).startswith(CLOSED)
        await (PlainTextResponse("not found", 404) if is_closed else self.app)(scope, receive, send)
