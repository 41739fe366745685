"""Additions to Streamlit's server: local fonts and styles, the page's language, security headers."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dokja.i18n.text import LANGUAGES, Words
from dokja.server import plain
from dokja.server.api import routes as api
from dokja.server.assets import Assets, preloads
from dokja.server.assistants import server as assistants
from dokja.server.languages import asked
from dokja.server.page_text import page_text
from dokja.server.request_limit import RequestLimit
from dokja.server.serving import SERVING
from dokja.server.speedups import disable_nagle, warm_up
from dokja.server.unknown import UnknownPages, is_index
from dokja.server.uploads import Uploads

PACKAGE = Path(__file__).parent.parent
ADDED = (
    '<link rel="stylesheet" href="/static-dokja/style.css"><script src="/static-dokja/page.js" defer></script>'
    '<link rel="preload" as="font" type="font/woff2" crossorigin href="/fonts/PretendardGOV-Regular.woff2">'
)
STREAMLITS_WORDS = {
    "^.*status code 403$": "browser.no_editor",
    "^.*status code 507$": "browser.full",
    "^Upload$": "browser.upload",
    "^(\\d+ ?[KMG]B) per file$": "browser.per_file",
    "^file upload$": "browser.file_upload",
    "^Remove (.+)$": "browser.remove",
    "^Add files$": "browser.add",
    "^Add: (.+)$": "browser.add_option",
    "^Failed to generate file for download$": "browser.no_file",
    "^Skip to main content$": "browser.skip",
    "^App pages$": "browser.pages",
    "^Sidebar$": "browser.pages",
    "^Expand sidebar$": "browser.open_menu",
    "^Collapse sidebar$": "browser.close_menu",
    "^Open$": "browser.open_list",
    "^Selectbox options$|^Multiselect options$": "browser.options",
    "^No results$|^No options( to select)?\\.?$": "browser.no_results",
    "^Connection error$": "browser.connection_error",
    "^Connection (closed|timed out)\\.?$|^Failed to establish websocket connection$": "browser.connection_closed",
    "^Connecting$|^Connecting to Streamlit server$": "browser.connecting",
    "^Unable to connect to Streamlit server$": "browser.unable",
    "^Close$": "browser.close",
}
"""Texts of Streamlit's own, as patterns, and ours for them."""
POLICY = "Content-Security-Policy"
HEADERS = {
    POLICY: "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; frame-ancestors 'self' {framing}",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


FRAMING = "DOKJA_FRAMED_BY"
"""Setting: addresses of sites that may show a card in a frame (?embed=true), as CSP writes them, separated by blanks."""
SITE = re.compile(r"https?://[A-Za-z0-9.*:-]+")


def security_headers() -> dict[str, str]:
    """The headers of every response; only sites that the settings allow may frame a page."""
    allowed = [site for site in os.environ.get(FRAMING, "").split() if SITE.fullmatch(site)]
    policy = HEADERS[POLICY].format(framing=" ".join(allowed)).rstrip()
    return {**HEADERS, POLICY: policy}


@asynccontextmanager
async def started(app: Any) -> AsyncIterator[None]:
    """Startup work: open the store, so that later damage to its file does not matter, and warm up.

    The sockets are configured before warm_up(), which exempts them from garbage collection.
    """
    SERVING.open_published()
    disable_nagle()
    warm_up()
    async with assistants.ASSISTANTS.session_manager.run():
        yield


class PageLanguage:
    """Middleware that adds security headers to every response, and language, style and script to the index page."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass requests on; buffer an HTML page until it is complete and can be localised."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        page: list[bytes] = []
        start: Message = {}

        async def answer(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(security_headers())
                if is_index(message):
                    start = message
                    return
            elif start:
                page.append(message.get("body", b""))
                if not message.get("more_body"):
                    body = rewritten(b"".join(page), MutableHeaders(scope=start), Request(scope))
                    await send(start)
                    await send({"type": "http.response.body", "body": body})
                return
            await send(message)

        await self.app(scope, receive, answer)


def rewritten(body: bytes, headers: MutableHeaders, request: Request) -> bytes:
    """An HTML page in the language of the address; updates headers to match."""
    if headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
        del headers["content-encoding"]
    body = localised(body.decode(), asked(request) or LANGUAGES[0]).encode()
    headers["content-length"] = str(len(body))
    for stale in ("etag", "last-modified"):
        del headers[stale]
    return body


def localised(html: str, language: str) -> str:
    """Streamlit's index page with language, title, style and script added."""
    words = Words(language)
    html = re.sub(r'<html lang="[^"]*"', f'<html lang="{language}"', html)
    html = re.sub(r"<title>[^<]*</title>", f"<title>{words('app.title')}</title>", html)
    html = re.sub(r"(<noscript>)[^<]*(</noscript>)", rf"\g<1>{words('app.needs_script')}\g<2>", html)
    return html.replace("</head>", f"{streamlits_words()}{ADDED}{preloads()}</head>")


@cache
def streamlits_words() -> str:
    """A meta tag for page.js that maps texts of Streamlit's own (patterns) to each language."""
    said = {
        language: {pattern: Words(language)(key) for pattern, key in STREAMLITS_WORDS.items()}
        for language in LANGUAGES
    }
    told = json.dumps(said, ensure_ascii=False)
    return f'<meta name="dokja-words" content="{escape(told)}">'


ROUTES: list[BaseRoute] = [
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
            ("/v/{version}/", plain.at_version),
            ("/v/{version}/{page}", plain.at_version),
        )
    ),
    Mount("/fonts", StaticFiles(directory=PACKAGE / "fonts")),
    Mount("/static-dokja", StaticFiles(directory=PACKAGE / "static")),
]
MIDDLEWARE = [
    Middleware(RequestLimit),
    Middleware(Assets),
    Middleware(PageLanguage),
    Middleware(UnknownPages),
    Middleware(Uploads),
]
