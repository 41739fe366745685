"""PostgreSQL from Debian with a folder of its own, and what the extra dokja[ducklake] installs beside the other DuckDB."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dokja.records import lake
from dokja.records.store import ROOT
from tests.browser.fronts import free_port
from tests.conftest import small_records

PROGRAMS = max(
    Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name), default=Path()
)


class Postgres:
    """A server of its own, which may be stopped and started. PostgreSQL refuses to run as root."""

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.user:
            shutil.chown(folder, "postgres")
        self.run("initdb", "--auth", "trust", "--username", "dokja")

    def run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [*self.user, str(PROGRAMS / program), "-D", str(self.folder / "data"), *arguments],
            check=True,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
        )

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses= -c fsync=off"
        self.run("pg_ctl", "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-w", "-m", "immediate", "stop")

    def database(self, name: str) -> str:
        """The address of a new catalog."""
        command = [
            str(PROGRAMS / "createdb"),
            "-h",
            str(self.folder),
            "-p",
            str(self.port),
            "-U",
            "dokja",
            name,
        ]
        subprocess.run([*self.user, *command], check=True, cwd=self.folder)
        return f"{lake.PREFIX}host={self.folder} port={self.port} dbname={name} user=dokja"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """Stands in a folder that another user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="dokja-postgres-", dir="/tmp"))
    server = Postgres(folder)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


@dataclass
class Machine:
    """A machine's folder, and the settings under which its programs run."""

    folder: Path
    settings: dict[str, str]

    def run(self, script: str) -> Any:
        """What a Python script says in JSON on its last line."""
        told = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "DOKJA_DATA": str(self.folder), **self.settings},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        return json.loads(told.stdout.splitlines()[-1])


@pytest.fixture(scope="session")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the extra pins, for PYTHONPATH."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    folder = tmp_path_factory.mktemp("libraries")
    install = [
        "python3",
        "-m",
        "pip",
        "--python",
        sys.executable,
        "install",
        "-q",
        "--no-deps",
        "--target",
        str(folder),
    ]
    subprocess.run([*install, *project["optional-dependencies"]["ducklake"]], check=True)
    return folder


def publishing(postgres: Postgres, libraries: Path, folder: Path) -> Machine:
    """A machine that has published the records of its folder, or else of the checkout, in a lake of its own."""
    files = folder.with_name(f"{folder.name}-files")
    settings = {
        "PYTHONPATH": f"{libraries}:{ROOT}",
        lake.SETTING: postgres.database(folder.name),
        lake.FILES: f"{files}/",
    }
    machine = Machine(folder, settings)
    machine.run("from dokja.records import publish; publish.build(); print('null')")
    return machine


@pytest.fixture(scope="module")
def whole(postgres: Postgres, libraries: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine that has published the checkout's records."""
    return publishing(postgres, libraries, tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def publisher(postgres: Postgres, libraries: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine that has published few records: builds are short."""
    folder = tmp_path_factory.mktemp("few")
    small_records(folder)
    return publishing(postgres, libraries, folder)
