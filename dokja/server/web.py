"""What the server adds to Streamlit: fonts and style from this installation, language of the page, safe headers."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from dokja.text import LANGUAGES, Words

PACKAGE = Path(__file__).parent.parent
ADDED = (
    '<link rel="stylesheet" href="/static-dokja/style.css"><script src="/static-dokja/page.js" defer></script>'
    '<link rel="preload" as="font" type="font/woff2" crossorigin href="/fonts/PretendardGOV-Regular.woff2">'
)
PARTS = (
    "ArrowVegaLiteChart",
    "embed",
    "vega-interpreter",
    "Html",
    "ButtonGroup",
    "Checkbox",
    "Selectbox",
    "Popover",
)
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class PageLanguage(BaseHTTPMiddleware):
    """Says in Streamlit's index page which language it is in and adds the style and script of the package."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        """The response with safe headers; an HTML page in the language of the address."""
        response = await call_next(request)
        if response.headers.get("content-type", "").startswith("text/html"):
            body = b"".join([chunk async for chunk in response.body_iterator])  # type: ignore[attr-defined]
            if response.headers.get("content-encoding") == "gzip":
                body = gzip.decompress(body)
            asked = request.query_params.get("lang", LANGUAGES[0])
            language = asked if asked in LANGUAGES else LANGUAGES[0]
            response = HTMLResponse(localised(body.decode(), language), response.status_code)
        response.headers.update(HEADERS)
        return response


def localised(html: str, language: str) -> str:
    """Streamlit's index page with language, title, style and script."""
    words = Words(language)
    html = re.sub(r'<html lang="[^"]*"', f'<html lang="{language}"', html)
    html = re.sub(r"<title>[^<]*</title>", f"<title>{words('app.title')}</title>", html)
    html = re.sub(r"(<noscript>)[^<]*(</noscript>)", rf"\g<1>{words('app.needs_script')}\g<2>", html)
    return html.replace("</head>", f"{ADDED}{preloads()}</head>")


@cache
def preloads() -> str:
    """Links by which the browser fetches Streamlit's parts for charts, text and filters while it still connects."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    files = [file.name for part in PARTS for file in folder.glob(f"{part}.*.js")]
    return "".join(
        f'<link rel="modulepreload" crossorigin href="/static/js/{name}">' for name in sorted(files)
    )


ROUTES: list[BaseRoute] = [
    Mount("/fonts", StaticFiles(directory=PACKAGE / "fonts")),
    Mount("/static-dokja", StaticFiles(directory=PACKAGE / "static")),
]
MIDDLEWARE = [Middleware(PageLanguage)]
