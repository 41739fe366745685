"""Pages as Markdown, with the sentences and tables of the screen: /scores.md?benchmark=kmmlu-pro."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dokja.export.documents import markdown
from dokja.pages.shared.recording import recorded
from dokja.server.api.problems import opened, with_problems
from dokja.server.api.question import Unanswerable
from dokja.server.base_address import base_of
from dokja.server.languages import preferred
from dokja.server.serving import names_of
from dokja.ui import document_parts
from dokja.ui.site_map import ADDRESSES, FORMS, PAGES
from dokja.ui.unknown_values import Stopped

FIRST = PAGES[0]
"""The first page has no path of its own: /home.md."""


@with_problems
def page_text(request: Request) -> Response:
    """A page as Markdown in the reader's language."""
    asked = request.path_params["page"]
    name = FIRST if asked == FIRST else ADDRESSES.get(asked)
    if name is None or name in FORMS:
        raise Unanswerable(404, "unknown_page", page=asked)
    store, language = opened(request.query_params.get("data")), preferred(request)
    told = f"{store.data_version} {version('dokja')} {language} {request.url}"
    tag = f'"{sha256(told.encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "public, max-age=60", "Vary": "Accept-Language"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    try:
        page = recorded(store, names_of(store, language), language, base_of(request), name, query)
    except Stopped as stopped:
        raise Unanswerable(404, "unknown_subject", why=str(stopped)) from stopped
    text = markdown.write(document_parts.whole_page(page))
    return PlainTextResponse(text, headers=headers, media_type="text/markdown; charset=utf-8")
