"""A real server on a real store, and a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser.reader import WATCH

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def server(dashboard: str) -> str:
    """Address of a dashboard of the checkout's records."""
    return dashboard


@contextmanager
def served(folder: Path, root: Path = ROOT) -> Iterator[str]:
    """Address of a dashboard that `streamlit run dashboard.py` serves from a folder, by the code of a tree."""
    process, address = started(folder, root)
    with process:
        try:
            yield address
        finally:
            process.terminate()


def started(folder: Path, root: Path = ROOT) -> tuple[subprocess.Popen[bytes], str]:
    """The process of such a dashboard and its address, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    environment = {**os.environ, "DOKJA_DATA": str(folder), "PYTHONPATH": str(root)}
    environment.setdefault("DOKJA_REQUESTS_PER_MINUTE", "1000000")
    process = subprocess.Popen([*command, *options], cwd=root, env=environment)
    try:
        wait_for(f"{address}/_stcore/health")
    except BaseException:
        process.terminate()
        raise
    return process, address


def wait_for(address: str) -> None:
    """Wait until an address answers."""
    for _ in range(300):
        try:
            with urlopen(address, timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Debian's Chromium, headless, with a profile on disk: only such a one keeps the scripts that it has compiled.

    It optimises no scripts, since no page lives long enough to gain by it, and draws in its own process: handing pictures
    to another took a quarter of the time of a page.
    """
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=shutil.which("chromium"),
            args=[
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--in-process-gpu",
                "--js-flags=--no-opt",
            ],
        )
        chromium.add_init_script(WATCH)
        yield chromium
        chromium.close()
