"""Corrected columns are remembered by shape, whole, and a damaged file of them harms nobody."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest

from dokja.ingest.staging import saved_mappings
from dokja.ingest.tables.layout import Layout

SHAPE = "0123456789abcdef"
LAYOUT = Layout("", 1, "long", (("모델", "model"), ("벤치", "benchmark"), ("성적", "score")))
OTHER = Layout("", 2, "models_in_rows", (("모델", "model"), ("KMMLU", "score")), ("초안",))


def test_what_is_remembered_is_recalled_with_who_and_when(tmp_path: Path) -> None:
    assert saved_mappings.recall(tmp_path) == ({}, [])
    saved_mappings.remember(tmp_path, {SHAPE: LAYOUT}, "kim")
    found, problems = saved_mappings.recall(tmp_path)
    assert problems == []
    assert (found[SHAPE].layout, found[SHAPE].by) == (LAYOUT, "kim")
    assert found[SHAPE].at.startswith(str(found[SHAPE].on)[:4])
    saved_mappings.remember(tmp_path, {SHAPE: OTHER}, "lee")
    assert saved_mappings.recall(tmp_path)[0][SHAPE].layout == OTHER
    assert [file.name for file in (tmp_path / saved_mappings.FOLDER).iterdir()] == [f"{SHAPE}.json"]


def test_latest_correction_is_the_last(tmp_path: Path) -> None:
    for shape in ("f" * 16, SHAPE, "f" * 16):
        saved_mappings.remember(tmp_path, {shape: LAYOUT}, "kim")
    assert list(saved_mappings.recall(tmp_path)[0]) == [SHAPE, "f" * 16]
    saved_mappings.remember(tmp_path, {"f" * 16: LAYOUT, SHAPE: OTHER}, "kim")
    assert list(saved_mappings.recall(tmp_path)[0]) == ["f" * 16, SHAPE]


def test_layout_kept_before_sheets_could_be_left_out_is_whole(tmp_path: Path) -> None:
    saved_mappings.remember(tmp_path, {SHAPE: LAYOUT}, "kim")
    file = tmp_path / saved_mappings.FOLDER / f"{SHAPE}.json"
    values = json.loads(file.read_text("utf-8"))
    del values["layout"]["left"]
    file.write_text(json.dumps(values), "utf-8")
    assert saved_mappings.recall(tmp_path)[0][SHAPE].layout == LAYOUT


def test_dropping_brings_back_the_proposal(tmp_path: Path) -> None:
    saved_mappings.remember(tmp_path, {SHAPE: LAYOUT, "f" * 16: OTHER}, "kim")
    saved_mappings.forget(tmp_path, SHAPE)
    saved_mappings.forget(tmp_path, SHAPE)
    assert set(saved_mappings.recall(tmp_path)[0]) == {"f" * 16}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"layout": {}, "by": "kim", "at": "2026-01-01T00:00:00+00:00"}',
        json.dumps({"layout": LAYOUT.to_dict(), "by": "kim", "at": "yesterday"}).encode(),
        json.dumps(
            {"layout": {**LAYOUT.to_dict(), "roles": [["모델", "os.system"]]}, "by": "", "at": ""}
        ).encode(),
        json.dumps({"layout": LAYOUT.to_dict()}).encode(),
    ],
)
def test_damaged_file_is_named_and_not_used(tmp_path: Path, content: bytes) -> None:
    saved_mappings.remember(tmp_path, {SHAPE: LAYOUT, "f" * 16: OTHER}, "kim")
    (tmp_path / saved_mappings.FOLDER / f"{SHAPE}.json").write_bytes(content)
    found, problems = saved_mappings.recall(tmp_path)
    assert set(found) == {"f" * 16}
    (problem,) = problems
    assert f"{SHAPE}.json" in problem.message("ko")
    saved_mappings.remember(tmp_path, {SHAPE: LAYOUT}, "kim")
    assert saved_mappings.recall(tmp_path)[1] == []


def write_often(home: Path, layout: Layout, by: str) -> None:
    for _ in range(60):
        saved_mappings.remember(home, {SHAPE: layout}, by)


def test_two_writers_never_leave_half_a_file(tmp_path: Path) -> None:
    saved_mappings.remember(tmp_path, {SHAPE: LAYOUT}, "kim")
    context = multiprocessing.get_context("spawn")
    writers = [
        context.Process(target=write_often, args=(tmp_path, layout, by))
        for layout, by in ((LAYOUT, "kim"), (OTHER, "lee"))
    ]
    for writer in writers:
        writer.start()
    seen = set()
    while any(writer.is_alive() for writer in writers):
        found, problems = saved_mappings.recall(tmp_path)
        assert problems == []
        assert (found[SHAPE].layout, found[SHAPE].by) in ((LAYOUT, "kim"), (OTHER, "lee"))
        seen.add(found[SHAPE].by)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert seen == {"kim", "lee"}
    assert [file.name for file in (tmp_path / saved_mappings.FOLDER).iterdir()] == [f"{SHAPE}.json"]


def test_folder_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / saved_mappings.FOLDER).write_text("a file in its place")
    with pytest.raises(OSError, match=saved_mappings.FOLDER):
        saved_mappings.remember(tmp_path, {SHAPE: LAYOUT}, "kim")
    assert saved_mappings.recall(tmp_path) == ({}, [])
