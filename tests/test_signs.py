"""Characters that end a drawing program or turn the reading order round: refused in records, cleaned in what is drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dokja.editing import record_checks
from dokja.editing.record_changes import Change
from dokja.export import drawing, image
from dokja.export.drawing import DrawingFailed
from dokja.export.sheet import Caption
from dokja.ingest.content import Content
from dokja.records import data_package, loader, signs
from dokja.records.commit import Refused
from dokja.records.problems import InvalidRecords
from dokja.records.store import ROOT
from tests import read_here
from tests.recording import made, recorded, score
from tests.test_records import spoil

REFUSED = (
    "\x01",
    "\x0b",
    "\x0c",
    "\x1f",
    "\x7f",
    "\ufffe",
    "\uffff",
    "\u202a",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u200b",
    "\u2065",
)
ALLOWED = ("\t", "\n", "\r", "\u00a0", "가", "👍", "\u202f", "\ufffd")


@pytest.mark.parametrize("sign", REFUSED)
def test_refused_by_python_and_polars_alike(sign: str) -> None:
    assert signs.first(f"a{sign}b") == f"U+{ord(sign):04X}"
    assert pl.Series([f"a{sign}b"]).str.contains(signs.PATTERN)[0]
    assert signs.cleaned(f"a{sign}b") == "a\ufffdb"


@pytest.mark.parametrize("sign", ALLOWED)
def test_other_signs_stay(sign: str) -> None:
    assert signs.first(sign) is None
    assert not pl.Series([sign]).str.contains(signs.PATTERN)[0]


@pytest.mark.parametrize("sign", ["\x0b", "\u202e"])
@pytest.mark.parametrize(("file", "column"), [("model.csv", "name_en"), ("source.csv", "title_ko")])
def test_a_record_with_one_is_named(copied_records: Path, file: str, column: str, sign: str) -> None:
    spoil(copied_records, file, column, f"K-EXAONE{sign}236B", row=2)
    with pytest.raises(InvalidRecords) as caught:
        loader.read(copied_records)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.column, problem.rule) == (file, 4, column, "sign")
    assert f"U+{ord(sign):04X}" in problem.message("ko")


def test_an_imported_row_with_one_is_refused_and_the_others_stay() -> None:
    rows = ["model,benchmark,score,unit", "A.X K2,KMMLU-Pro,80.5,percent", "A.X\u202e K2,CLIcK,91.6,percent"]
    (reading,) = read_here.read([Content("t.csv", "\n".join(rows).encode())])
    assert reading.numbers["score_text"].to_list() == ["80.5"]
    assert [(one.file, one.row, one.rule, one.details["sign"]) for one in reading.problems] == [
        ("t.csv", 3, "sign", "U+202E")
    ]


def test_a_reason_with_one_is_refused(home: Path) -> None:
    with pytest.raises(Refused) as caught:
        recorded(made(score=[score("12.3")]), reason="because\u202e")
    assert (caught.value.rule, caught.value.values) == ("intake.sign", {"sign": "U+202E"})
    assert not (home / "batches").exists()


def test_a_record_from_the_form_or_a_template_with_one_is_refused() -> None:
    resources = data_package.resources(ROOT / "data")
    new = {"model_id": "made-up", "team_id": "skt", "name_en": "A.X\x0bK9", "source_id": "ax-k1-readme"}
    change = Change("model", "new", "form", 4, None, new)
    found = record_checks.problems([change], {}, resources, [])
    assert [(one.file, one.row, one.column, one.rule) for one in found if one.rule == "sign"] == [
        ("form", 4, "name_en", "sign")
    ]


PLAIN = Caption("\x0b", "", (), "", "")


def spec(text: str) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": [{"name": text, "value": 1}]},
        "mark": "bar",
        "encoding": {"y": {"field": "name"}, "x": {"field": "value", "type": "quantitative"}},
    }


@pytest.mark.parametrize("write", [image.png, image.svg])
def test_a_picture_of_one_is_drawn(write: Any) -> None:
    assert write(spec("\x0b\ufffe\u202e"), PLAIN, "16x9") != write(spec("plain"), PLAIN, "16x9")


def test_the_end_of_a_drawing_process_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "cleaned", lambda part: part)
    with pytest.raises(DrawingFailed):
        image.png(spec("\x0b"), PLAIN, "4x3")


def test_a_drawing_has_a_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "SECONDS", 0.01)
    with pytest.raises(DrawingFailed, match=r"0\.01 s"):
        image.png(spec("slow"), PLAIN, "4x3")
