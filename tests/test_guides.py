"""The guides of docs/ are followed step by step in a copy of the tree."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from dokja.records.store import FILE_NAME, ROOT, Store
from tests.browser.conftest import served
from tests.browser.session import answered

GUIDES = sorted(file.stem for file in (ROOT / "docs").glob("add-a-*.md"))
COPIED = ("dashboard.py", "pyproject.toml", "data", "docs", "dokja", "queries", "tests")
STEP = re.compile(
    r"^(?P<step>Append to|Create|In|Run|Open|It says)"
    r"(?: `(?P<where>[^`]+)`)?(?P<rest>[^\n]*)\n\n```\w*\n(?P<text>.*?)```$",
    re.MULTILINE | re.DOTALL,
)
BELOW = re.compile(r", below the line `([^`]+)`:")
COMMANDS = {".venv/bin/python": [sys.executable], ".venv/bin/dokja": [sys.executable, "-m", "dokja.cli.main"]}


@dataclass
class Tree:
    """A copy of the tree, and what the last step of a guide said."""

    root: Path
    said: str = ""

    def append(self, where: str, text: str) -> None:
        """Add text to the end of a file."""
        file = self.root / where
        file.write_text(file.read_text("utf-8") + text, "utf-8")

    def create(self, where: str, text: str) -> None:
        """Write a file that was not there."""
        file = self.root / where
        assert not file.exists()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def insert(self, where: str, line: str, text: str) -> None:
        """Add text below the only line of a file that reads so."""
        file = self.root / where
        before, found, after = file.read_text("utf-8").partition(f"{line}\n")
        assert found
        assert f"{line}\n" not in after
        file.write_text(before + found + text + after, "utf-8")

    def run(self, text: str) -> None:
        """Run a command in the tree."""
        program, *arguments = shlex.split(text)
        done = subprocess.run(
            [*COMMANDS[program], *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "DOKJA_DATA": str(self.root / "data")},
            capture_output=True,
            text=True,
            check=False,
        )
        self.said = done.stdout + done.stderr
        assert done.returncode == 0, self.said

    def open(self, address: str) -> None:
        """Ask a dashboard of the tree for a page."""
        with served(self.root / "data", self.root) as server:
            self.said = answered(server, address.lstrip("/")).text


@pytest.fixture
def tree(tmp_path: Path, real_store: Store) -> Tree:
    """A copy of the tree, with the store of its records."""
    for name in COPIED:
        place = ROOT / name
        if place.is_dir():
            unused = shutil.ignore_patterns("__pycache__", "batches", "*.duckdb*")
            shutil.copytree(place, tmp_path / name, ignore=unused)
        else:
            shutil.copy(place, tmp_path / name)
    shutil.copy(real_store.file, tmp_path / "data" / FILE_NAME)
    return Tree(tmp_path)


@pytest.mark.parametrize("guide", GUIDES)
def test_guide_can_be_followed(tree: Tree, guide: str) -> None:
    steps = list(STEP.finditer((ROOT / "docs" / f"{guide}.md").read_text("utf-8")))
    assert len(steps) > 2
    for step in steps:
        where, text = step["where"], step["text"]
        match step["step"]:
            case "Append to":
                tree.append(where, text)
            case "Create":
                tree.create(where, text)
            case "In":
                (line,) = BELOW.findall(step["rest"])
                tree.insert(where, line, text)
            case "Run":
                tree.run(text)
            case "Open":
                tree.open(where)
                check_said(tree, text)
            case "It says":
                check_said(tree, text)


def check_said(tree: Tree, text: str) -> None:
    """Every line was said."""
    for line in text.splitlines():
        assert line in tree.said
