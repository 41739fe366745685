"""Serves Streamlit's own scripts, styles and fonts from memory; a first visit requests over a hundred of them."""

from __future__ import annotations

import mimetypes
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from dokja.server.middleware import HttpMiddleware
from dokja.ui.base_path import below

FOLDER = Path(streamlit.__file__).parent / "static" / "static"
FILES = {
    f"/static/{file.relative_to(FOLDER).as_posix()}": file for file in FOLDER.rglob("*") if file.is_file()
}
IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')
FOR_A_YEAR = {"Cache-Control": "public, max-age=31536000, immutable"}
PARTS = (
    "ArrowVegaLiteChart",
    "ButtonGroup",
    "Checkbox",
    "Html",
    "Selectbox",
    "TextInput",
    "embed",
    "vega-interpreter",
)


class Assets(HttpMiddleware):
    """Middleware that serves Streamlit's files, whose names contain their checksum, and passes on other requests."""

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond from memory if the path is a known file."""
        path = "/" + below(scope["path"]) if scope["method"] == "GET" else ""
        await (held(path) if path in FILES else self.app)(scope, receive, send)


@cache
def held(path: str) -> Response:
    """The response for one of FILES, read once."""
    kind, _ = mimetypes.guess_type(path)
    return Response(FILES[path].read_bytes(), media_type=kind, headers=FOR_A_YEAR)


@cache
def preloads() -> str:
    """Links that let the browser preload a page's parts and their imports while it is still connecting."""
    wanted = [file for part in PARTS for file in (FOLDER / "js").glob(f"{part}.*.js")]
    found: dict[str, None] = {}
    while wanted:
        file = wanted.pop()
        if file.name not in found:
            found[file.name] = None
            wanted += [FOLDER / "js" / name for name in IMPORT.findall(file.read_text("utf-8"))]
    return "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in sorted(found)
    )
