"""The command line as it is called: in this process, which spares each call its imports, or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from dokja.cli.main import main
from dokja.records.store import ROOT


def dokja(home: Path, *arguments: str, language: str = "en") -> CompletedProcess[str]:
    """What a command says and its exit status, on a data folder."""
    out, err = io.StringIO(), io.StringIO()
    command = [*arguments, "--lang", language]
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("DOKJA_DATA", str(home))
        patch.setattr(sys, "stdin", io.StringIO())
        try:
            status = main(command)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
    return CompletedProcess(command, status, out.getvalue(), err.getvalue())


def dokja_process(
    home: Path, *arguments: str, language: str = "en", folder: Path = ROOT
) -> CompletedProcess[str]:
    """The same from a process of its own, started in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "dokja.cli.main", *arguments, "--lang", language],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DOKJA_DATA": str(home)},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
