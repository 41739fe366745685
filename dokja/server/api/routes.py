"""The addresses for programs: GET only, with entity tags, for every origin, and with errors in both languages."""

from __future__ import annotations

import threading
from importlib.metadata import version
from typing import Any

from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from dokja.i18n.text import Words
from dokja.records.store import Store
from dokja.server.api.answer import answer, source_rows
from dokja.server.api.datasets import datasets
from dokja.server.api.description import PREFIX, csvw, openapi, package
from dokja.server.api.feed import feed
from dokja.server.api.problems import opened, with_problems
from dokja.server.api.question import FORMATS, Question, Unanswerable, question_of
from dokja.server.base_address import base_of
from dokja.server.languages import preferred
from dokja.ui.base_path import base_path

AT_ONCE = 4
"""Answers that are written at the same time; each holds a batch of rows and a cursor."""
PATIENCE_SECONDS = 5
METADATA = ".csv-metadata.json"
FRESH = "public, max-age=60"
ROOM = threading.BoundedSemaphore(AT_ONCE)


@with_problems
def dataset(request: Request) -> Response:
    """The rows of a dataset, or the metadata of its CSV file."""
    file, words = request.path_params["file"], Words(preferred(request))
    store = opened(request.query_params.get("data"))
    if file.endswith(METADATA):
        question = question_of(f"{file.removesuffix(METADATA)}.csv", [], store)
        return JSONResponse(csvw(question.dataset, words), headers={"Cache-Control": FRESH})
    question = question_of(file, request.query_params.multi_items(), store)
    tag = question.tag(store.data_version, f"{version('dokja')} {words.language}")
    headers = {"ETag": tag, "Cache-Control": FRESH, "Vary": "Accept-Language"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return rows_of(question, store, words, headers)


def rows_of(question: Question, store: Store, words: Words, headers: dict[str, str]) -> Response:
    """The rows as a file. Raises Unanswerable if too many answers are being written."""
    if not ROOM.acquire(timeout=PATIENCE_SECONDS):
        raise Unanswerable(503, "busy")
    try:
        found = answer(question, store, about(question, store, words))
    finally:
        ROOM.release()
    name = question.dataset.name
    here = f"{base_path()}{PREFIX}/{name}"
    links = [f'<{here}{METADATA}>; rel="describedby"'] if question.format == "csv" else []
    if found.truncated:
        links.append(
            f'<{here}.{question.format}?{question.next_query()}&data={store.data_version}>; rel="next"'
        )
    if links:
        headers["Link"] = ", ".join(links)
    headers["Content-Disposition"] = f'inline; filename="dokja-{name}.{question.format}"'
    media = FORMATS[question.format]
    return FileResponse(
        found.file, headers=headers, media_type=media, background=BackgroundTask(found.file.unlink)
    )


def about(question: Question, store: Store, words: Words) -> dict[str, Any]:
    """What goes with every answer."""
    title = question.dataset.comment or question.dataset.name
    return {
        "data_version": store.data_version,
        "published_on": store.data_date,
        "citation": words(
            "download.citation", title=title, date=words.date(store.data_date), version=store.data_version
        ),
        "licence": words("footer.licence"),
        "filters": dict(question.filters),
        "sources": lambda keys: source_rows(store, sorted(keys)),
    }


@with_problems
def described(request: Request) -> Response:
    """The OpenAPI document."""
    document = openapi(datasets(opened()), Words(preferred(request)), base_of(request))
    return JSONResponse(document, headers={"Cache-Control": FRESH})


@with_problems
def data_package(request: Request) -> Response:
    """The data package of the records."""
    return JSONResponse(package(base_of(request)), headers={"Cache-Control": FRESH})


CORS = [
    Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET"],
        expose_headers=["ETag", "Link", "Retry-After"],
    )
]
ROUTES: list[BaseRoute] = [
    Route(f"{PREFIX}/openapi.json", described, methods=["GET"], middleware=CORS),
    Route(f"{PREFIX}/{{file}}", dataset, methods=["GET"], middleware=CORS),
    Route("/datapackage.json", data_package, methods=["GET"], middleware=CORS),
    Route("/feed.atom", feed, methods=["GET"], middleware=CORS),
]
