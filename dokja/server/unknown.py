"""An address where no page is: Streamlit would open the first page there, as if that had been asked for."""

from __future__ import annotations

from difflib import get_close_matches

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from dokja.i18n import untrusted_text
from dokja.i18n.text import LANGUAGES, Words
from dokja.server.languages import preferred
from dokja.server.pages import ADDRESSES, PAGES, PROFILES, path
from dokja.ui import html

MOST_LIKE = 3


class UnknownPages:
    """Answers 404 wherever Streamlit would answer its index page and no page is."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; exchange the answer where it is an index page without a page."""
        if scope["type"] != "http" or is_page(scope):
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


def address(scope: Scope) -> str:
    """The address that was asked for, without slashes and without the path at which the dashboard stands."""
    return str(scope["path"]).removeprefix(base()).strip("/")


def base() -> str:
    """The path at which the dashboard stands."""
    stands = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{stands}" if stands else ""


def is_page(scope: Scope) -> bool:
    """Whether a page has this address."""
    return address(scope) in ADDRESSES


def is_index(message: Message) -> bool:
    """Whether an answer that begins is a whole HTML page."""
    return message["status"] == 200 and Headers(raw=message["headers"]).get("content-type", "").startswith(
        "text/html"
    )


def missing(request: Request) -> HTMLResponse:
    """The answer that there is no page, with the pages whose names are like the one that was asked for."""
    language = preferred(request)
    words, asked = Words(language), address(request.scope)
    page = html.template("unknown").render(
        language=language,
        base=base(),
        site=words("app.title"),
        title=words("unknown.page", address=f"/{untrusted_text.readable(asked)}"),
        offer=words("unknown.offer"),
        links=[
            {"href": f"{base()}/{path(name)}?lang={language}", "text": words(f"{name}.nav")}
            for name in [*like(asked), PAGES[0]]
        ],
    )
    return HTMLResponse(page, 404)


def like(asked: str) -> list[str]:
    """Pages whose address or name in either language is most like the end of an address, the likest first."""
    called = {
        text.casefold(): name
        for name in (*PAGES[1:], *PROFILES)
        for text in (path(name), *(Words(language)(f"{name}.nav") for language in LANGUAGES))
    }
    close = get_close_matches(asked.rsplit("/", 1)[-1].casefold(), called, MOST_LIKE)
    return list(dict.fromkeys(called[text] for text in close))
