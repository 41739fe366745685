"""dokja check: says whether the data folder is whole."""

from __future__ import annotations

import argparse

from dokja.i18n.text import Words
from dokja.records import audit, failures
from dokja.records.build import Progress
from dokja.records.problems import printable


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """dokja check has no arguments of its own."""


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:
    """Print a line for each finding; the exit status is 1 if something is wrong."""
    is_right = True
    for found in audit.look():
        is_right &= found.is_right
        mark = words("audit.right" if found.is_right else "audit.wrong")
        print(f"{mark:5}  {printable(words(found.key, **found.values))}", flush=True)
        if found.error:
            for line in failures.lines(found.error, words):
                print(f"      {line}")
    return 0 if is_right else 1
