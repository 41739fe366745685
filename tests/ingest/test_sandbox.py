"""The child process answers what reading in this process does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dokja.ingest import sandbox
from dokja.ingest.content import Content
from dokja.ingest.sandbox import Answer
from tests import read_here

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
TABLE = "모델,벤치,성적,비고\nA.X K1,MMLU-Pro,71.2,5\nA.X K1,KMMLU,not a number,3\n"
PASTED = "pasted table"
GIVEN = (
    Content("table.csv", TABLE.encode()),
    Content(PASTED, (HERE / "pasted" / "hangul.html").read_bytes()),
    Content("card.md", (SAMPLES / "cards" / "solar-open-2.md").read_bytes()),
    *(
        Content(one.name, one.read_bytes())
        for one in sorted((SAMPLES / "llm-stats" / "gpt-oss-120b").iterdir())
    ),
)


def plain(answer: Answer) -> list[Any]:
    """Everything in an answer, with the rows of its frames."""
    return [
        answer.problem,
        answer.pasted,
        answer.mappings,
        [
            {
                **vars(one),
                "numbers": (one.numbers.schema, one.numbers.rows()),
                "models": (one.models.schema, one.models.rows()),
                "tables": [(name, frame.schema, frame.rows()) for name, frame in one.tables],
            }
            for one in answer.readings
        ],
    ]


def test_child_answers_what_reading_here_does() -> None:
    first = read_here.ask(GIVEN, pasted=PASTED)
    told = first.mappings[0]
    layouts = {told.shape: told.corrected(["model", "benchmark", "score", "shots"])}
    here, child = (one.ask(GIVEN, layouts, PASTED) for one in (read_here, sandbox))
    assert {one.how for one in child.mappings} > {"given"}
    assert sum(one.numbers.height for one in child.readings) > 90
    assert any(one.problems for one in child.readings)
    assert any(one.left_out for one in child.readings)
    assert child.pasted is not None
    assert plain(here) == plain(child) != plain(first)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + bytes(99), b"a,b\nc,d\n"])
def test_child_refuses_what_reading_here_does(data: bytes) -> None:
    here, child = (one.ask([Content("a.dat", data)]) for one in (read_here, sandbox))
    assert child.problem is not None
    assert plain(here) == plain(child)
