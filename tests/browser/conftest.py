"""A real server on a real store, and a real Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from dokja.records.store import FILE_NAME, Store
from tests.browser.fronts import free_port
from tests.browser.reader import WATCH

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, real_store: Store) -> Path:
    """A folder of its own with the published store, for servers of a test's own; the records are the checkout's."""
    place = tmp_path_factory.mktemp("published")
    shutil.copy(real_store.file, place / FILE_NAME)
    return place


@pytest.fixture(scope="session")
def server(dashboard: str) -> str:
    """Address of a dashboard of the checkout's records."""
    return dashboard


@contextmanager
def served(
    folder: Path,
    root: Path = ROOT,
    *,
    port: int | None = None,
    health: str = "/_stcore/health",
    stop: signal.Signals = signal.SIGTERM,
    **settings: str,
) -> Iterator[str]:
    """Address of a dashboard that `streamlit run dashboard.py` serves from a folder, by the code of a tree."""
    process, address = started(folder, root, port or free_port(), health, settings)
    with process:
        try:
            yield address
        finally:
            process.send_signal(stop)


def started(
    folder: Path,
    root: Path = ROOT,
    port: int = 0,
    health: str = "/_stcore/health",
    settings: Mapping[str, str] | None = None,
) -> tuple[subprocess.Popen[bytes], str]:
    """The process of such a dashboard and its address, once it answers."""
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    environment = {**os.environ, "DOKJA_DATA": str(folder), "PYTHONPATH": str(root), **(settings or {})}
    environment.setdefault("DOKJA_REQUESTS_PER_MINUTE", "1000000")
    process = subprocess.Popen([*command, *options], cwd=root, env=environment)
    try:
        wait_for(f"{address}{health}")
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
            ignore_https_errors=True,
        )
        chromium.add_init_script(WATCH)
        yield chromium
        chromium.close()
