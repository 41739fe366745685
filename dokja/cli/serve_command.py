"""dokja serve: builds the store if it is missing or out of date, then serves the dashboard."""

from __future__ import annotations

import argparse
import os
import sys

from dokja.cli.guarded import guarded
from dokja.i18n.text import Words
from dokja.records import publish, reader, store
from dokja.records.build import Progress


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments of dokja serve."""
    parser.add_argument("--port", type=int, default=8501, help=words("cli.port"))
    parser.add_argument("--address", default="127.0.0.1", help=words("cli.address"))
    parser.add_argument("--headless", action="store_true", help=words("cli.headless"))


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:  # noqa: RET503
    """Build the store if it is missing, damaged or out of date, then serve the dashboard until stopped.

    If the build fails, a store that can still be opened is served, and the pages report the failure. A machine that only
    reads builds nothing, and may start before it has got a store.
    """
    if not reader.only_reads() and guarded(lambda: published(progress), words) and not can_be_opened():
        return 1
    os.chdir(store.ROOT)
    arguments = [
        *(sys.executable, "-m", "streamlit", "run", "dashboard.py"),
        *("--server.port", str(given.port), "--server.address", given.address),
        *("--server.headless", "true" if given.headless or not os.environ.get("DISPLAY") else "false"),
    ]
    print(words("cli.opens", address=f"http://{given.address}:{given.port}"), flush=True)
    os.execv(sys.executable, arguments)  # noqa: S606


def published(progress: Progress) -> int:
    """Build the store if the published one is out of date."""
    publish.current(progress).close()
    return 0


def can_be_opened() -> bool:
    """Whether there is a store to serve, whether or not it is up to date."""
    try:
        store.Store(store.path()).close()
    except store.StoreError:
        return False
    return True
