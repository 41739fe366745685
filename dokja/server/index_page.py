"""Streamlit's index page in the reader's language, with our style and script and without what it says of programs."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from html import escape

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from dokja.i18n.text import LANGUAGES, Words
from dokja.server.assets import preloads
from dokja.server.languages import asked
from dokja.server.middleware import HttpMiddleware
from dokja.server.unknown import is_index
from dokja.ui import html
from dokja.ui.base_path import below
from dokja.ui.site_map import PAGES

ADDED = (
    '<link rel="stylesheet" href="./static-dokja/style.css"><script src="./static-dokja/page.js" defer></script>'
    '<link rel="preload" as="font" type="font/woff2" crossorigin href="./fonts/PretendardGOV-Regular.woff2">'
)
ADVERTISED = re.compile(
    r"<!--(?:(?!-->).)*agent API.*?-->|<link\s[^>]*(?:service-desc|SourceSans)[^>]*>", re.DOTALL
)
"""Streamlit's interface for programs, which is off, and a font that no page uses."""
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


class IndexPage(HttpMiddleware):
    """Middleware that exchanges Streamlit's index page."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass requests on; hold an HTML page until it is whole."""
        page: list[bytes] = []
        start: Message = {}

        async def answer(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and is_index(message):
                start = message
                return
            if start:
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
    path = below(request.url.path) or PAGES[0]
    body = localised(body.decode(), asked(request) or LANGUAGES[0], path).encode()
    headers["content-length"] = str(len(body))
    for stale in ("etag", "last-modified"):
        del headers[stale]
    return body


def localised(page: str, language: str, path: str) -> str:
    """The index page of a path in a language; without scripts it leads to the page as text."""
    words = Words(language)
    without = html.template("without_scripts").render(
        text=words("app.needs_script"), href=f"./{path}.md?lang={language}", link=words("app.as_text")
    )
    page = re.sub(r'<html lang="[^"]*"', f'<html lang="{language}"', page)
    page = re.sub(r"<title>[^<]*</title>", f"<title>{words('app.title')}</title>", page)
    page = re.sub(r"<noscript>.*?</noscript>", lambda found: without, page, flags=re.DOTALL)
    page = ADVERTISED.sub("", page)
    return page.replace("</head>", f"{streamlits_words()}{ADDED}{preloads()}</head>")


@cache
def streamlits_words() -> str:
    """A meta tag for page.js that maps texts of Streamlit's own (patterns) to each language."""
    said = {
        language: {pattern: Words(language)(key) for pattern, key in STREAMLITS_WORDS.items()}
        for language in LANGUAGES
    }
    told = json.dumps(said, ensure_ascii=False)
    return f'<meta name="dokja-words" content="{escape(told)}">'
