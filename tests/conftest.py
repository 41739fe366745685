"""A store built from the real records, as the dashboard serves it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest
from hypothesis import settings
from streamlit import config

from dokja.records import build, loader, publish
from dokja.records.build import write
from dokja.records.store import FILE_NAME, QUERIES, ROOT, Store
from tests.browser.conftest import started

settings.register_profile("dokja", deadline=None)
settings.load_profile("dokja")

WHOLE_TABLES = ("source", "team", "model", "benchmark")
VIEWS = (
    *("change_log", "known_version", "leaderboard", "record_change", "score_shown", "shown_history"),
    *("team_place", "withdrawn_score"),
)


def of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all processes of a run: those of pytest-xdist have folders beside each other."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """While no other process of the run is within the same folder."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Builds a store of the checkout's records, and gives its file: one for all processes of a run.

    The first that asks builds for the others.
    """

    def build_once(name: str) -> Path:
        folder = of_the_run(tmp_path_factory) / f"store-{name}"
        folder.mkdir(exist_ok=True)
        with alone(folder):
            if not (folder / FILE_NAME).exists():
                write(folder / FILE_NAME, loader.read(ROOT / "data"), inputs=publish.fingerprint())
        return folder / FILE_NAME

    return build_once


@pytest.fixture(scope="session")
def real_store(once: Callable[[str], Path]) -> Iterator[Store]:
    """The published store of the checkout's records."""
    store = Store(once("real"))
    yield store
    store.close()


@pytest.fixture(scope="session")
def few_views_store(once: Callable[[str], Path], few_queries: Path) -> Iterator[Store]:
    """The published store of the checkout's records with the few views alone."""
    with pytest.MonkeyPatch.context() as patch:
        use(few_queries, patch)
        file = once("few")
    store = Store(file)
    yield store
    store.close()


@pytest.fixture(scope="session")
def dashboard(real_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a dashboard that serves the store of the checkout's records: one for all processes of a run.

    The first that asks starts it, and whoever needs it last ends it: what it has computed for one is there for the others.
    """
    folder = of_the_run(tmp_path_factory) / "dashboard"
    folder.mkdir(exist_ok=True)
    told = folder / "served.json"
    process = None
    with alone(folder):
        if told.exists():
            address, pid, users = json.loads(told.read_text("utf-8"))
        else:
            (folder / "home").mkdir(exist_ok=True)
            shutil.copy(real_store.file, folder / "home" / FILE_NAME)
            process, address = started(folder / "home")
            pid, users = process.pid, 0
        told.write_text(json.dumps([address, pid, users + 1]), "utf-8")
    yield address
    with alone(folder):
        *_, users = json.loads(told.read_text("utf-8"))
        told.write_text(json.dumps([address, pid, users - 1]), "utf-8")
        if users == 1:
            told.unlink()
            os.kill(pid, signal.SIGTERM)
            if process:
                process.wait()


@pytest.fixture(name="settings")
def secrets_file(tmp_path: Path) -> Iterator[Path]:
    """The file of secrets that Streamlit reads; it does not exist before a test writes it."""
    before = config.get_option("secrets.files")
    file = tmp_path / ".streamlit" / "secrets.toml"
    file.parent.mkdir()
    config.set_option("secrets.files", [str(file)])
    yield file
    config.set_option("secrets.files", before)


@pytest.fixture
def copied_records(tmp_path: Path) -> Path:
    """A copy of the records that a test may spoil."""
    folder = tmp_path / "records"
    folder.mkdir()
    for file in (ROOT / "data").iterdir():
        if file.suffix in (".csv", ".json"):
            (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.fixture
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own with the store of the checkout's records; of the few views, if the test builds these."""
    has_few = "queries" in request.fixturenames and not builds_every_view(request)
    opened: Store = request.getfixturevalue("few_views_store" if has_few else "real_store")
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copy(opened.file, folder / FILE_NAME)
    monkeypatch.setenv("DOKJA_DATA", str(folder))
    return folder


def small_records(folder: Path) -> None:
    """Records with few rows, whose keys are valid."""
    shutil.copy(ROOT / "data" / "datapackage.json", folder)
    for file in (ROOT / "data").glob("*.csv"):
        frame = pl.read_csv(file, infer_schema=False)
        rows = frame.height if file.stem in WHOLE_TABLES else 3 if file.stem == "score" else 0
        frame.head(rows).write_csv(folder / file.name)


@pytest.fixture(scope="session")
def few_queries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole schema, and of the views those in VIEWS with what they read."""
    folder = tmp_path_factory.mktemp("queries")
    shutil.copytree(ROOT / "queries" / "schema", folder / "schema")
    (folder / "views").mkdir()
    for file in build.ordered_views(VIEWS):
        shutil.copy(file, folder / "views")
    return folder


@pytest.fixture
def queries(
    request: pytest.FixtureRequest, few_queries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A copy of the few queries, which builds take: so they are short. A test marked every_view takes all."""
    if builds_every_view(request):
        return QUERIES
    folder = tmp_path / "queries"
    shutil.copytree(few_queries, folder)
    use(folder, monkeypatch)
    return folder


def builds_every_view(request: pytest.FixtureRequest) -> bool:
    """Whether the test is marked as one that builds every view."""
    return request.node.get_closest_marker("every_view") is not None


def use(queries: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let builds take these queries."""
    for module in (build, publish):
        monkeypatch.setattr(module, "QUERIES", queries)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 48 MB and 2,000 files."""
    place = tmp_path / "disk"
    place.mkdir()
    root = [] if os.geteuid() == 0 else ["sudo"]
    subprocess.run(
        [*root, "mount", "-t", "tmpfs", "-o", "size=48m,nr_inodes=2000,mode=777", "tmpfs", str(place)],
        check=True,
    )
    yield place
    subprocess.run([*root, "umount", str(place)], check=True)
