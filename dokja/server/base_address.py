"""Where the dashboard begins, as whoever asks knows it."""

from __future__ import annotations

from starlette.requests import Request

from dokja.ui.base_path import base_path


def base_of(request: Request) -> str:
    """The whole address of the dashboard, without a slash at the end."""
    return str(request.base_url).rstrip("/") + base_path()
