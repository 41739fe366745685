"""What the child process that reads files does, in this one: starting a child takes a second, reading a table a hundredth.

That both answer the same is tested in tests/ingest/test_sandbox.py; the command line and the pages of editors read in a
child.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dokja.ingest import sandbox
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.reading import Reading
from dokja.ingest.sandbox import Answer
from dokja.ingest.tables.layout import Layout


def ask(
    given: Sequence[Content], layouts: Mapping[str, Layout] | None = None, pasted: str | None = None
) -> Answer:
    """What a child answers, packed and unpacked as by way of its folder."""
    try:
        for content in given:
            content.check()
    except Unreadable as error:
        return Answer(problem=error.problem)
    answer: dict[str, Any] = {"unreadable": None, "readings": [], "mappings": [], "pasted": None}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "progress").open("w") as telling:
            try:
                sandbox.answered(answer, folder, list(given), layouts or {}, pasted, telling)
            except Unreadable as error:
                answer["unreadable"] = asdict(error.problem)
        return sandbox.unpacked(folder, json.loads(json.dumps(answer)))


def read(given: Sequence[Content]) -> list[Reading]:
    """The readings. Raises Unreadable."""
    answer = ask(given)
    if answer.problem:
        raise Unreadable(answer.problem)
    return answer.readings
