"""Locks the libraries with their checksums, and writes their bill of materials and licences: python -m tests.supply.

It needs the extra dokja[supply] and the index of packages. Versions that are locked stay, unless --upgrade is given.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from dokja.records.store import ROOT
from tests.supply.bill import BILL, LICENCES, licences, read

PYTHON = "3.11.2"
"""That of Debian 12, the oldest that the product is installed on."""
LOCKS = {"requirements.lock": (), "requirements-test.lock": ("--extra", "test")}


def main() -> None:
    """Write the locks, then what a fresh environment of the first holds."""
    for file, extra in LOCKS.items():
        run(
            *("uv", "pip", "compile", "-q", "pyproject.toml", *extra, "-o", file, *sys.argv[1:]),
            *(
                "--python-version",
                PYTHON,
                "--generate-hashes",
                "--no-emit-index-url",
                "--no-header",
                "--no-annotate",
            ),
        )
    with tempfile.TemporaryDirectory() as place:
        python = Path(place) / "bin" / "python"
        run("venv", "--without-pip", place)
        for what in (("--require-hashes", "-r", "requirements.lock"), ("--no-deps", ".")):
            subprocess.run(
                ["python3", "-m", "pip", "--python", str(python), "install", "-q", *what],
                cwd=ROOT,
                check=True,
            )
        run(
            *("cyclonedx_py", "environment", str(python), "--pyproject", "pyproject.toml"),
            *("--output-reproducible", "--short-PURLs", "-o", str(BILL)),
        )
    LICENCES.write_text(licences(read()), "utf-8")


def run(module: str, *arguments: str) -> None:
    """Run a Python module in the checkout."""
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
