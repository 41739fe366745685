"""JSON spoiled in one place at a time, and what must hold of an importer that is given it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dokja.i18n.text import Words
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.reading import NUMBERS, Reading
from dokja.ingest.registry import Importer
from dokja.records.problems import Problem

VALUES: list[Any] = [
    None,
    True,
    [],
    {},
    "x",
    "",
    -1,
    10**30,
    float("nan"),
    float("inf"),
    [[]],
    {"": {}},
    "\ud800; x\n",
]
SCORE = re.compile(r"-?\d+(\.\d+)?")
Raw = dict[str, Any] | list[Any]


def plain(path: Any) -> Any:
    """A file as JSON with every number as it stands."""
    return json.loads(path.read_text("utf-8"), parse_float=str, parse_int=str)


def places(tree: Any, most: int = 60) -> Iterator[tuple[Any, Any]]:
    """Containers with a key in them, at most so many of each container."""
    pairs = list(tree.items() if isinstance(tree, dict) else enumerate(tree))
    for key, value in pairs[:most]:
        yield tree, key
        if isinstance(value, dict | list):
            yield from places(value, most)


def spoil(tree: Raw) -> Iterator[bytes]:
    """The JSON with one place after the other replaced by each of VALUES, or missing."""
    for container, key in list(places(tree)):
        kept = container[key]
        for value in VALUES:
            container[key] = value
            yield json.dumps(tree).encode()
        container[key] = kept
        if isinstance(container, dict):
            del container[key]
            yield json.dumps(tree).encode()
            container[key] = kept


def outcome(
    importer: Importer, content: Content, beside: Mapping[str, Content] | None = None
) -> Reading | Problem:
    """The reading, or the problem that the file is refused for; both checked for what must hold of every one."""
    importer.recognises(content)
    try:
        reading = importer.read(content, beside or {})
    except Unreadable as refused:
        sayable([refused.problem])
        return refused.problem
    sayable(reading.problems)
    for left in reading.left_out:
        assert all(Words(language)(f"left_out.{left.reason}") for language in ("ko", "en"))
        assert left.place
    assert reading.numbers.schema == NUMBERS
    for row in reading.numbers.iter_rows(named=True):
        assert row["model"]
        assert row["benchmark"]
        assert SCORE.fullmatch(row["score_text"]), row
        assert row["stderr_text"] is None or SCORE.fullmatch(row["stderr_text"]), row
        assert all("=" in part for part in (row["conditions"] or "a=b").split("; ")), row
    return reading


def sayable(problems: Any) -> None:
    """Every problem has a message in both languages that names the file."""
    for problem in problems:
        ko, en = problem.message("ko"), problem.message("en")
        assert ko != en
        assert ko.startswith(problem.file)
        assert en.startswith(problem.file)


def survives(importer: Importer, tree: Raw, beside: Mapping[str, Content] | None = None) -> None:
    """An importer takes or refuses every spoiled form of a file with a message."""
    for data in spoil(tree):
        outcome(importer, Content("spoiled.json", data), beside)


def cut(importer: Importer, data: bytes, claimed: Callable[[Content], bool]) -> None:
    """A file that ends too early is refused by the importer that claims it, with the line where it breaks."""
    for part in (3, 2):
        content = Content("cut.json", data[: len(data) * (part - 1) // part])
        problem = outcome(importer, content)
        assert isinstance(problem, Problem)
        assert problem.rule == "broken_json"
        assert problem.row
        assert claimed(content)
