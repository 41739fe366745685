"""Handles addresses without a page, for which Streamlit would show the first page as if requested."""

from __future__ import annotations

from difflib import get_close_matches

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import Message, Receive, Scope, Send

from dokja.i18n import untrusted_text
from dokja.i18n.text import LANGUAGES, Words
from dokja.server.languages import preferred
from dokja.server.middleware import HttpMiddleware
from dokja.ui import html
from dokja.ui.base_path import base_path, below
from dokja.ui.site_map import ADDRESSES, PAGES, path

MOST_LIKE = 3


class UnknownPages(HttpMiddleware):
    """Middleware that responds 404 where Streamlit would serve its index page for an address without a page."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass requests on; replace the response if it is the index page for an address without a page."""
        if is_page(scope):
            await self.app(scope, receive, send)
            return
        exchanged = False

        async def answer(message: Message) -> None:
            nonlocal exchanged
            if message["type"] == "http.response.start" and is_index(message):
                exchanged = True
                await missing(Request(scope))(scope, receive, send)
            elif not exchanged:
                await send(message)

        await self.app(scope, receive, answer)


def is_page(scope: Scope) -> bool:
    """Whether the address belongs to a page."""
    return below(scope["path"]) in ADDRESSES


def is_index(message: Message) -> bool:
    """Whether a starting response is a successful HTML page."""
    return message["status"] == 200 and Headers(raw=message["headers"]).get("content-type", "").startswith(
        "text/html"
    )


def missing(request: Request) -> HTMLResponse:
    """A 404 response that suggests pages with similar names."""
    language = preferred(request)
    words, asked = Words(language), below(request.url.path)
    page = html.template("unknown").render(
        language=language,
        base=base_path(),
        site=words("app.title"),
        title=words("unknown.page", address=f"/{untrusted_text.readable(asked)}"),
        offer=words("unknown.offer"),
        links=[
            {"href": f"{base_path()}/{path(name)}?lang={language}", "text": words(f"{name}.nav")}
            for name in [*like(asked), PAGES[0]]
        ],
    )
    return HTMLResponse(page, 404)


def like(asked: str) -> list[str]:
    """Pages whose address or name in any language resembles the end of an address, most similar first."""
    called = {
        text.casefold(): name
        for name in PAGES[1:]
        for text in (path(name), *(Words(language)(f"{name}.nav") for language in LANGUAGES))
    }
    close = get_close_matches(asked.rsplit("/", 1)[-1].casefold(), called, MOST_LIKE)
    return list(dict.fromkeys(called[text] for text in close))
