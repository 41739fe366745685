"""Reading in a process of its own, with bounded memory and time: what came in cannot harm the process that asks."""

from __future__ import annotations

import json
import pickle
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from dokja import importers
from dokja.importers.content import Content, Unreadable
from dokja.importers.reading import LeftOut, Reading
from dokja.problems import Problem

MEMORY_BYTES = 6 * 2**30
CPU_SECONDS = 240
ANSWER = "answer.json"


def read(given: Sequence[Content]) -> list[Reading]:
    """What each file says, read in a child process. Raises Unreadable, also where the child runs out of its limits."""
    for content in given:
        content.check()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "dokja.importers.child", folder]
        child = subprocess.run(  # noqa: S603
            command,
            input=pickle.dumps(list(given)),
            capture_output=True,
            check=False,
            cwd=Path(__file__).parents[2],
        )
        answer = Path(folder) / ANSWER
        if child.returncode or not answer.exists():
            raise given[0].unreadable("reading_failed")
        return unpacked(Path(folder), json.loads(answer.read_text("utf-8")))


def unpacked(folder: Path, answer: dict[str, Any]) -> list[Reading]:
    """The readings that a child wrote. Raises Unreadable where it found the file unreadable."""
    if answer["unreadable"]:
        raise Unreadable(Problem(**answer["unreadable"]))
    return [
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
            said["format"],
            said["path"],
        )
        for number, said in enumerate(answer["readings"])
    ]


def packed(folder: Path, readings: Sequence[Reading]) -> list[dict[str, Any]]:
    """Write the frames of readings to a folder; the rest as plain values."""
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
            "format": reading.format,
            "path": reading.path,
        }
        for reading in readings
    ]


def main() -> None:
    """In the child: read what stands on the input, within the limits, and write the answer to the folder given."""
    given: list[Content] = pickle.load(sys.stdin.buffer)  # noqa: S301
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    folder = Path(sys.argv[1])
    answer: dict[str, Any] = {"unreadable": None, "readings": []}
    try:
        answer["readings"] = packed(folder, importers.read(given))
    except Unreadable as error:
        answer["unreadable"] = asdict(error.problem)
    (folder / ANSWER).write_text(json.dumps(answer, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
