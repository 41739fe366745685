"""Where the dashboard begins."""

from __future__ import annotations

from starlette.requests import Request
from streamlit import config


def base() -> str:
    """The dashboard's base path; blank at the root."""
    stands = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{stands}" if stands else ""


def base_of(request: Request) -> str:
    """The whole address of the dashboard as the reader knows it, without a slash at the end."""
    return str(request.base_url).rstrip("/") + base()
