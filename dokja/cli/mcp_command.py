"""dokja mcp: the tools for assistants over standard input and output."""

from __future__ import annotations

import argparse
import os

from dokja.i18n.text import Words
from dokja.records import publish
from dokja.records.build import Progress
from dokja.server.assistants.server import server_of

ADDRESS = "DOKJA_ADDRESS"
"""Setting: where readers find the dashboard, for the links of answers."""


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """dokja mcp has no arguments of its own."""


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:
    """Answer an assistant until it closes standard input."""
    store = publish.current(progress)
    server_of(lambda: store, lambda: os.environ.get(ADDRESS, "").rstrip("/")).run("stdio")
    return 0
