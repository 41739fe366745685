"""Protects the server's memory: only editors may upload files, up to a total; other readers may send little."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.runtime import get_instance
from streamlit.runtime.stats import CacheStat
from streamlit.web.server.starlette.starlette_routes import BASE_ROUTE_UPLOAD_FILE
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import (
    _get_signed_cookie_with_chunks,
    _parse_decoded_user_cookie,
    gather_user_info,
)

from dokja.i18n.text import Words
from dokja.server.languages import preferred
from dokja.ui import auth

FILES_HELD = 10
"""Number of files of maximum size that may be held at once, over all sessions."""
READER_BYTES = 256 * 1024
"""A hundred times what a page's own controls send; Streamlit keeps everything that a session sends."""
TOO_BIG = 1009
"""WebSocket close code for a message that is too big (RFC 6455)."""


class Uploads:
    """Middleware that rejects uploads by non-editors or beyond the total, and large messages of other readers."""

    def __init__(self, app: ASGIApp):
        self.app = app
        self.arriving = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass requests on, counting or rejecting what would be held in memory."""
        if scope["type"] == "websocket":
            trusted = auth.may_change(person(HTTPConnection(scope)))
            await self.app(scope, receive if trusted else brief(receive, send), send)
        elif scope["type"] == "http" and is_upload(scope):
            await self.upload(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an upload on if it comes from an editor and there is room for it."""
        request, mine = Request(scope), 0

        async def counted() -> Message:
            nonlocal mine
            message = await receive()
            size = len(message.get("body", b""))
            mine += size
            self.arriving += size
            self.require_room(request, 0)
            return message

        try:
            if request.method != "OPTIONS":
                require_editor(request)
                self.require_room(request, stated_size(request))
            await self.app(scope, counted, send)
        except HTTPException as refused:
            await PlainTextResponse(refused.detail, refused.status_code)(scope, receive, send)
        finally:
            self.arriving -= mine

    def require_room(self, request: Request, further: int) -> None:
        """Raises HTTPException if held, arriving and further bytes exceed the total."""
        most = FILES_HELD * int(config.get_option("server.maxUploadSize")) * 2**20
        if held() + self.arriving + further > most:
            raise HTTPException(507, Words(preferred(request))("upload.full"))


def is_upload(scope: Scope) -> bool:
    """Whether a request goes to Streamlit's upload route, whatever the base path."""
    return f"/{BASE_ROUTE_UPLOAD_FILE}/" in scope["path"]


def require_editor(request: Request) -> None:
    """Raises HTTPException unless the request comes from a signed-in editor."""
    if not auth.may_change(person(request)):
        raise HTTPException(403, Words(preferred(request))("upload.refused"))


def person(connection: HTTPConnection) -> dict[str, Any]:
    """The person behind a request, determined the way Streamlit does for st.user at the start of a session."""
    cookie = _get_signed_cookie_with_chunks(connection.cookies, USER_COOKIE_NAME)
    known = _parse_decoded_user_cookie(cookie, connection.headers.get("origin", "")) if cookie else {}
    return {**known, **gather_user_info(connection.headers)}


def stated_size(request: Request) -> int:
    """The body size stated by a request in bytes; 0 if it states none."""
    stated = request.headers.get("content-length", "")
    return int(stated) if stated.isdecimal() else 0


def held() -> int:
    """Total bytes of all files that Streamlit holds for its sessions."""
    families = get_instance().uploaded_file_mgr.get_stats()
    return sum(
        stat.byte_length for stats in families.values() for stat in stats if isinstance(stat, CacheStat)
    )


def brief(receive: Receive, send: Send) -> Receive:
    """Receive a reader's WebSocket messages; one that is too large closes the connection, as Streamlit does."""

    async def received() -> Message:
        message = await receive()
        if len(message.get("bytes") or b"") > READER_BYTES:
            await send({"type": "websocket.close", "code": TOO_BIG})
            return {"type": "websocket.disconnect", "code": TOO_BIG}
        return message

    return received
