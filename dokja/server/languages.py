"""The language in which the server itself answers, where no page is there to say it."""

from __future__ import annotations

import re

from starlette.requests import HTTPConnection

from dokja.i18n.text import LANGUAGES


def asked(connection: HTTPConnection) -> str | None:
    """The language that the address names, if any."""
    named = connection.query_params.get("lang")
    return named if named in LANGUAGES else None


def preferred(connection: HTTPConnection) -> str:
    """The language that the address names, else the first of ours in the browser's list, which begins with the preferred."""
    listed = re.findall(r"[a-z]+(?=-|,|;|$)", connection.headers.get("accept-language", "").lower())
    return asked(connection) or next((one for one in listed if one in LANGUAGES), LANGUAGES[0])
