"""The language of responses that the server gives without a page."""

from __future__ import annotations

import re

from starlette.requests import HTTPConnection

from dokja.i18n.text import LANGUAGES


def asked(connection: HTTPConnection) -> str | None:
    """The language named in the address; None if there is none."""
    named = connection.query_params.get("lang")
    return named if named in LANGUAGES else None


def preferred(connection: HTTPConnection) -> str:
    """The language named in the address, otherwise the first supported one in Accept-Language, or our first one."""
    listed = re.findall(r"[a-z]+(?=-|,|;|$)", connection.headers.get("accept-language", "").lower())
    return asked(connection) or next((one for one in listed if one in LANGUAGES), LANGUAGES[0])
