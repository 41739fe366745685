"""Security headers of every answer, whoever gives it; and hosts that are answered at all."""

from __future__ import annotations

import os
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from dokja.i18n.text import Words
from dokja.server.languages import preferred
from dokja.server.middleware import HttpMiddleware

POLICY = "Content-Security-Policy"
HEADERS = {
    POLICY: "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self' {framing}",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
TRANSPORT = {"Strict-Transport-Security": "max-age=31536000"}
"""For answers over TLS, which ends at the proxy."""
FRAMING = "DOKJA_FRAMED_BY"
"""Setting: addresses of sites that may show a card in a frame (?embed=true), as CSP writes them, separated by blanks."""
SITE = re.compile(r"https?://[A-Za-z0-9.*:-]+")


class SecurityHeaders(HttpMiddleware):
    """Middleware that adds the headers and refuses hosts that Streamlit's server.allowedHosts does not list.

    Streamlit itself refuses such hosts only where a browser opens the connection of a page.
    """

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass requests on."""
        is_secure = scope["scheme"] == "https"
        added = security_headers(is_secure=is_secure)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(added)
                if is_secure:
                    message["headers"] = [only_over_tls(*header) for header in message["headers"]]
            await send(message)

        known = is_host_allowed(Headers(scope=scope).get("host"))
        await (self.app if known else unknown_host(scope))(scope, receive, answer)


def unknown_host(scope: Scope) -> Response:
    """The answer to a host that is not listed."""
    return PlainTextResponse(Words(preferred(HTTPConnection(scope)))("server.unknown_host"), 421)


def security_headers(*, is_secure: bool) -> dict[str, str]:
    """The headers of every answer; only sites that the settings allow may frame a page."""
    allowed = [site for site in os.environ.get(FRAMING, "").split() if SITE.fullmatch(site)]
    policy = HEADERS[POLICY].format(framing=" ".join(allowed)).rstrip()
    return {**HEADERS, POLICY: policy, **(TRANSPORT if is_secure else {})}


def only_over_tls(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header; one that sets a cookie lets the browser send it over TLS alone."""
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if is_open else value
