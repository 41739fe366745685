"""Where the dashboard begins on its host: blank, or the path that Streamlit's server.baseUrlPath sets."""

from __future__ import annotations

from streamlit import config


def base_path() -> str:
    """The dashboard's base path, such as /dokja; blank at the root."""
    stands = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{stands}" if stands else ""


def below(path: str) -> str:
    """What follows the base path in a path, without slashes at its ends."""
    return path.removeprefix(base_path()).strip("/")
