"""What the server tells of itself: a line in the log and figures, for each request and each run of a page.

Neither says who asked or what for: no address of a reader, no query, no e-mail.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from prometheus_client import Counter, Gauge, Histogram, start_http_server
from pythonjsonlogger.json import JsonFormatter
from starlette.types import Message, Receive, Scope, Send

from dokja.server.middleware import HttpMiddleware
from dokja.server.serving import SERVING
from dokja.ui.base_path import below
from dokja.ui.site_map import ADDRESSES

LOG, FIGURES = "DOKJA_LOG", "DOKJA_METRICS"
"""Settings: json for lines that a program reads, each request among them; an address (127.0.0.1:9100) that gives figures."""
AS_JSON = "json"
FIELDS = "{asctime}{levelname}{name}{message}"
KINDS = {
    "api/": "data",
    "mcp": "assistant",
    "media/": "download",
    "_stcore/upload_file": "upload",
    "_stcore/": "connection",
    "static": "file",
    "fonts/": "file",
}
"""Kinds of requests by the beginning of their path; what is left is a page, or another."""
REQUESTS = Histogram("dokja_request_seconds", "Time of answers to requests", ["kind", "status"])
RUNS = Histogram("dokja_page_seconds", "Time of the runs of pages", ["page"])
ERRORS = Counter("dokja_page_errors_total", "Runs of pages that ended in an error with a number", ["page"])
AGE = Gauge("dokja_data_age_days", "Age of the data that are served")
FAILED = Gauge("dokja_newest_failed", "1 where newer records could not be published")


def start_telemetry() -> None:
    """Begin to log and to give figures, as the settings say."""
    if os.environ.get(LOG) == AS_JSON:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(
            JsonFormatter(FIELDS, style="{", rename_fields={"asctime": "at", "levelname": "level"})
        )
        for logger in (logging.getLogger(), logging.getLogger("dokja")):
            logger.handlers = []
        logging.getLogger().addHandler(handler)
        logging.getLogger("dokja").setLevel(logging.INFO)
    AGE.set_function(age)
    FAILED.set_function(lambda: float(SERVING.failure is not None))
    if address := os.environ.get(FIGURES):
        host, _, port = address.rpartition(":")
        try:
            start_http_server(int(port), host or "127.0.0.1")
        except (OSError, ValueError, OverflowError):
            logging.getLogger("dokja").warning("no figures at %s=%s", FIGURES, address, exc_info=True)


def age() -> float:
    """Days since the date of the data; -1 while nothing is served."""
    if SERVING.store is None:
        return -1.0
    return float((datetime.now(UTC).date() - date.fromisoformat(SERVING.store.data_date)).days)


class RequestLog(HttpMiddleware):
    """Middleware that notes each request's kind, status and time."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass requests on."""
        begin, status = time.monotonic(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            seconds, kind = time.monotonic() - begin, kind_of(below(scope["path"]))
            REQUESTS.labels(kind, status).observe(seconds)
            told = {"kind": kind, "method": scope["method"], "status": status, "seconds": round(seconds, 4)}
            logging.getLogger("dokja").info("request", extra=told)


def kind_of(path: str) -> str:
    """What a request is for."""
    found = next((kind for start, kind in KINDS.items() if path.startswith(start)), None)
    return found or ("text" if path.endswith(".md") else "page" if path in ADDRESSES else "other")


@contextmanager
def page_run(page: str) -> Iterator[None]:
    """Note the time of a page's run, however it ends."""
    begin = time.monotonic()
    try:
        yield
    finally:
        seconds = time.monotonic() - begin
        RUNS.labels(page).observe(seconds)
        logging.getLogger("dokja").info("page", extra={"page": page, "seconds": round(seconds, 4)})


def page_failed(page: str, number: str) -> None:
    """Note an exception of a page under the number that the reader sees."""
    ERRORS.labels(page).inc()
    logging.getLogger("dokja").exception(
        "error %s on page %s", number, page, extra={"number": number, "page": page}
    )
