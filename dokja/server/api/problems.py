"""What cannot be answered, said as a problem (RFC 9457) in the reader's language and in each."""

from __future__ import annotations

import functools
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dokja.i18n.text import LANGUAGES, Words
from dokja.records import disk
from dokja.records.store import Store, StoreError
from dokja.server.api.question import Unanswerable
from dokja.server.languages import preferred
from dokja.server.serving import at_version, served_store

Endpoint = Callable[[Request], Response]


def opened(data_version: str | None = None) -> Store:
    """The store that is served, or that of a version. Raises Unanswerable if there is none."""
    newest = served_store()
    if newest is None:
        raise Unanswerable(503, "no_store")
    found = at_version(newest, data_version)
    if found is None:
        raise Unanswerable(404, "unknown_version", asked=data_version or "", now=newest.data_version)
    return found


def with_problems(run: Endpoint) -> Endpoint:
    """An endpoint that answers what cannot be answered with a problem (RFC 9457)."""

    @functools.wraps(run)
    def guarded(request: Request) -> Response:
        try:
            return run(request)
        except Unanswerable as error:
            return problem(request, error)
        except StoreError:
            return problem(request, Unanswerable(503, "too_long"))
        except OSError as error:
            if not disk.is_full(error):
                raise
            return problem(request, Unanswerable(503, "no_room"))

    return guarded


def problem(request: Request, error: Unanswerable) -> Response:
    """What is wrong, in the reader's language and in each."""
    texts = {
        language: {
            "title": Words(language)(f"api.status_{error.status}"),
            "detail": Words(language)(f"api.{error.key}", **error.values),
        }
        for language in LANGUAGES
    }
    headers = {"Retry-After": "5"} if error.status == 503 else {}
    body = {"type": "about:blank", "status": error.status, **texts[preferred(request)], **texts}
    return JSONResponse(body, error.status, headers, "application/problem+json")
