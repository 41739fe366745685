"""How often one client may ask the addresses for programs: so many requests a minute, more answer 429."""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from dokja.records.environment import whole_number
from dokja.server.api.description import PREFIX
from dokja.server.api.problems import problem
from dokja.server.api.question import Unanswerable
from dokja.server.middleware import HttpMiddleware
from dokja.ui.base_path import below

SETTING, USUAL = "DOKJA_REQUESTS_PER_MINUTE", 300
LIMITED = (f"{PREFIX}/", "/mcp", "/feed.atom")
"""Beginnings of the addresses that count; so do those of pages as text."""


class RequestLimit(HttpMiddleware):
    """Middleware that answers 429 to a client that asks more often than the setting allows."""

    def __init__(self, app: ASGIApp):
        super().__init__(app)
        self.limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass requests on, or say when the next may come."""
        if not is_limited("/" + below(scope["path"])):
            await self.app(scope, receive, send)
            return
        allowed = RateLimitItemPerMinute(whole_number(SETTING, USUAL))
        client = scope["client"][0] if scope.get("client") else ""
        if self.limiter.hit(allowed, client):
            await self.app(scope, receive, send)
            return
        wait = self.limiter.get_window_stats(allowed, client).reset_time - time.time()
        answer = problem(Request(scope), Unanswerable(429, "too_often", count=allowed.amount))
        answer.headers["Retry-After"] = str(max(1, math.ceil(wait)))
        await answer(scope, receive, send)


def is_limited(path: str) -> bool:
    """Whether requests for a path count."""
    return path.startswith(LIMITED) or path.endswith(".md")
