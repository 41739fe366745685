"""docs/operate.md is followed step by step on folders of the test's own, with a server that runs meanwhile."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dokja.records.store import FILE_NAME, ROOT, Store
from tests.browser.conftest import served

STEPS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INSTALLED = "pip --python"
"""Setting up is what README's second command has just done; everything after it is followed."""


def test_commands_do_what_the_page_says(tmp_path: Path, real_store: Store) -> None:
    steps = STEPS.findall((ROOT / "docs" / "operate.md").read_text("utf-8"))
    assert len(steps) == 6
    data, backups, program = tmp_path / "data", tmp_path / "backups", tmp_path / "program"
    data.mkdir()
    backups.mkdir()
    program.mkdir()
    (program / ".venv").symlink_to(ROOT / ".venv")
    shutil.copy(real_store.file, data / FILE_NAME)
    with served(data) as address:
        for step in steps:
            if INSTALLED in step:
                continue
            for place, own in (
                ("/var/lib/dokja", str(data)),
                ("/var/backups/dokja", str(backups)),
                ("/opt/dokja", str(program)),
                ("http://127.0.0.1:8501", address),
            ):
                step = step.replace(place, own)
            told = subprocess.run(
                ["sh", "-eu", "-c", step],
                env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
                capture_output=True,
                text=True,
                check=False,
            )
            assert told.returncode == 0, step + told.stdout + told.stderr
            assert "Traceback" not in told.stderr
    assert (tmp_path / "data.before").exists()
    assert [file.name for file in backups.iterdir()] == ["today.tar.gz"]


@pytest.mark.parametrize(
    "name", ["haproxy.cfg", "nginx.conf", "dokja@.service", "dokja-backup.timer", "Containerfile"]
)
def test_every_example_that_the_page_names_is_there(name: str) -> None:
    assert name in (ROOT / "docs" / "operate.md").read_text("utf-8")
    assert (ROOT / "docs" / "deploy" / name).is_file()


def test_unit_starts_what_there_is_and_writes_the_data_alone() -> None:
    unit = (ROOT / "docs" / "deploy" / "dokja@.service").read_text("utf-8")
    (start,) = re.findall(r"^ExecStart=/opt/dokja/\.venv/bin/dokja (.*)$", unit, re.MULTILINE)
    assert start == "serve --headless --port %i"
    assert re.findall(r"^ReadWritePaths=(.*)$", unit, re.MULTILINE) == ["/var/lib/dokja"]
    assert "User=dokja" in unit


def test_container_has_what_the_program_reads_and_no_rights() -> None:
    text = (ROOT / "docs" / "deploy" / "Containerfile").read_text("utf-8")
    copied = [
        name for line in re.findall(r"^COPY (?!--)(.*) \S+$", text, re.MULTILINE) for name in line.split()
    ]
    assert [name for name in copied if not list(ROOT.glob(name))] == []
    assert {"dashboard.py", ".streamlit", "dokja", "queries", "requirements.lock"} <= set(copied)
    assert {file.suffix for file in (ROOT / "data").iterdir() if file.is_file()} - {".duckdb"} <= {
        ".csv",
        ".json",
    }
    *_, last = re.findall(r"^USER (.*)$", text, re.MULTILINE)
    assert last == "10001"
    ((entry,),) = [re.findall(r'^ENTRYPOINT \["/opt/dokja/.venv/bin/(.*)"\]$', text, re.MULTILINE)]
    assert entry == "dokja"
