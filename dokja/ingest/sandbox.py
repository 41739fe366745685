"""Reads files in a child process with bounded memory and time, so that input cannot harm the calling process."""

from __future__ import annotations

import errno
import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from typing import IO, Any, cast

import polars as pl

from dokja.ingest import registry
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.reading import Cells, LeftOut, Reading
from dokja.ingest.tables import mapping
from dokja.ingest.tables.layout import Layout
from dokja.ingest.tables.mapping import ColumnMapping
from dokja.ingest.tables.readers import clipboard
from dokja.ingest.tables.readers.clipboard import Pasted
from dokja.records import disk
from dokja.records.problems import Problem

MEMORY_BYTES = 6 * 2**30
CPU_SECONDS = 240
Progress = Callable[[int], None]
ANSWER = "answer.json"


@dataclass(frozen=True)
class Answer:
    """What the child found: readings, column mappings of tables, what was pasted, or why reading failed."""

    readings: list[Reading] = field(default_factory=list)
    mappings: list[ColumnMapping] = field(default_factory=list)
    pasted: Pasted | None = None
    problem: Problem | None = None


def read(given: Sequence[Content]) -> list[Reading]:
    """Read files in a child process. Raises Unreadable, also if the child exceeds its limits."""
    answer = ask(given)
    if answer.problem:
        raise Unreadable(answer.problem)
    return answer.readings


def ask(
    given: Sequence[Content],
    layouts: Mapping[str, Layout] | None = None,
    pasted: str | None = None,
    progress: Progress = lambda number: None,
) -> Answer:
    """Read files in a child process.

    layouts are corrected layouts of tables by shape, the latest last; pasted is the path of the content pasted as HTML;
    progress is told the number of the file that is being read, from 0. Failures are reported in the answer's problem.
    """
    try:
        for content in given:
            content.check()
    except Unreadable as error:
        return Answer(problem=error.problem)
    try:
        return heard(given, layouts or {}, pasted, progress)
    except OSError as error:
        if not disk.is_full(error):
            raise
        return Answer(problem=given[0].unreadable("no_room_to_read", folder=tempfile.gettempdir()).problem)


def heard(
    given: Sequence[Content], layouts: Mapping[str, Layout], pasted: str | None, progress: Progress
) -> Answer:
    """What a child process answers. Raises OSError if there is no room for what it writes.

    It tells its progress by a pipe of its own, as any library may print on its standard output.
    """
    with tempfile.TemporaryDirectory() as folder:
        told, telling = os.pipe()
        with os.fdopen(told, "rb") as lines:
            try:
                child = subprocess.Popen(  # noqa: S603
                    [sys.executable, "-m", "dokja.ingest.sandbox", folder, str(telling)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    cwd=Path(__file__).parents[2],
                    pass_fds=[telling],
                )
            finally:
                os.close(telling)
            with child:
                with suppress(BrokenPipeError), cast(IO[bytes], child.stdin) as entry:
                    pickle.dump((list(given), dict(layouts), pasted), entry)
                for line in lines:
                    progress(int(line))
        if child.returncode == errno.ENOSPC:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        answer = Path(folder) / ANSWER
        if child.returncode or not answer.exists():
            return Answer(problem=given[0].unreadable("reading_failed").problem)
        return unpacked(Path(folder), json.loads(answer.read_text("utf-8")))


def unpacked(folder: Path, answer: dict[str, Any]) -> Answer:
    """Load the answer written by a child."""
    readings = [
        Reading(
            pl.read_ipc(folder / f"{number}-numbers.arrow"),
            pl.read_ipc(folder / f"{number}-models.arrow"),
            [LeftOut(**one) for one in said["left_out"]],
            [Problem(**one) for one in said["problems"]],
            said["accompanied_by"],
            [
                (table, pl.read_ipc(folder / f"{number}-table-{place}.arrow"))
                for place, table in enumerate(said["tables"])
            ],
            Cells(**said["cells"]),
            said["format"],
            said["path"],
        )
        for number, said in enumerate(answer["readings"])
    ]
    return Answer(
        readings,
        [ColumnMapping.from_dict(one) for one in answer["mappings"]],
        Pasted(tuple(map(tuple, answer["pasted"]["sizes"])), answer["pasted"]["lost"])
        if answer["pasted"]
        else None,
        Problem(**answer["unreadable"]) if answer["unreadable"] else None,
    )


def packed(folder: Path, readings: Sequence[Reading]) -> list[dict[str, Any]]:
    """Write the frames of readings to a folder; return everything else as JSON-compatible values."""
    for number, reading in enumerate(readings):
        reading.numbers.write_ipc(folder / f"{number}-numbers.arrow")
        reading.models.write_ipc(folder / f"{number}-models.arrow")
        for place, (_, frame) in enumerate(reading.tables):
            frame.write_ipc(folder / f"{number}-table-{place}.arrow")
    return [
        {
            "left_out": [asdict(one) for one in reading.left_out],
            "problems": [asdict(one) for one in reading.problems],
            "accompanied_by": list(reading.accompanied_by),
            "tables": [table for table, _ in reading.tables],
            "cells": asdict(reading.cells),
            "format": reading.format,
            "path": reading.path,
        }
        for reading in readings
    ]


def main() -> None:
    """Entry point of the child: read the pickled input within the limits, and write the answer to the given folder.

    The number of each file that is read goes to the given file descriptor.
    """
    given, layouts, pasted = pickle.load(sys.stdin.buffer)  # noqa: S301
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    folder = Path(sys.argv[1])
    answer: dict[str, Any] = {"unreadable": None, "readings": [], "mappings": [], "pasted": None}
    try:
        with open(int(sys.argv[2]), "w") as telling:
            answered(answer, folder, given, layouts, pasted, telling)
    except Unreadable as error:
        answer["unreadable"] = asdict(error.problem)
    (folder / ANSWER).write_text(json.dumps(answer, ensure_ascii=False), "utf-8")


def run() -> None:
    """Run main; a disk without room is told by the exit code, as nothing can be written."""
    try:
        main()
    except (OSError, pl.exceptions.PolarsError) as error:
        sys.exit(errno.ENOSPC if disk.is_full(error) else 1)


def answered(
    answer: dict[str, Any],
    folder: Path,
    given: list[Content],
    layouts: Mapping[str, Layout],
    pasted: str | None,
    telling: IO[str],
) -> None:
    """Fill in the answer, telling the number of each file. Raises Unreadable."""
    for number, content in enumerate(given):
        if content.path == pasted:
            given[number], told = clipboard.taken(content)
            answer["pasted"] = asdict(told)
    numbers = count()

    def note(content: Content) -> None:
        print(next(numbers), file=telling, flush=True)
        answer["mappings"] += [one.to_dict() for one in mapping.mappings(content, layouts)]

    answer["readings"] = packed(folder, registry.read(given, layouts, note))


if __name__ == "__main__":
    run()
