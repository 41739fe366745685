"""dokja export: writes all recorded scores to a new folder, completely or not at all."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from dokja.export import every_eval_ever_writer
from dokja.i18n.text import Words
from dokja.records import publish
from dokja.records.build import Progress
from dokja.records.commit import Refused
from dokja.records.labels import Names

Files = Callable[[Iterable[Mapping[str, Any]], Names, str], dict[str, bytes]]
FORMATS: dict[str, Files] = {"every-eval-ever": every_eval_ever_writer.files}


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments of dokja export."""
    name = next(iter(FORMATS))
    parser.add_argument("--format", choices=FORMATS, default=name, help=words("cli.export_format"))
    parser.add_argument("-o", "--output", type=Path, default=Path(name), help=words("cli.export_output"))


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:
    """Write the files and print their number. Raises Refused if the folder already exists."""
    if given.output.exists():
        raise Refused("cli.export_folder_there", folder=str(given.output))
    opened = publish.current(progress)
    rows = opened.whole("from measurement")
    made = FORMATS[given.format](rows.iter_rows(named=True), Names(opened, words), opened.data_date)
    write(given.output, made)
    print(words("cli.export_done", count=len(made), scores=rows.height, folder=given.output))
    return 0


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files to a new folder atomically: an interrupted write leaves no folder of that name."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as draft:
        whole = Path(draft) / "whole"
        whole.mkdir()
        for path, data in files.items():
            target = whole / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        os.rename(whole, folder)
