"""dokja upgrade: brings the batches of earlier programs to the present form."""

from __future__ import annotations

import argparse
from pathlib import Path

from dokja.i18n.text import Words
from dokja.records import upgrade
from dokja.records.build import Progress


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments of dokja upgrade."""
    parser.add_argument("--backup", type=Path, required=True, help=words("cli.upgrade_backup"))


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:
    """Back up, upgrade, and say what was changed."""
    found = upgrade.upgrade(given.backup, progress)
    if not found:
        print(words("upgrade.nothing"))
        return 0
    print(words("upgrade.done", count=len(found), log=upgrade.LOG, file=given.backup))
    if any("@" in one.recorded_by for one in found):
        print(words("upgrade.addresses", file=given.backup))
    return 0
