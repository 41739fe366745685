"""A writer may die at any moment, and the disk may be full: readers get the state before or after, nothing is lost."""

from __future__ import annotations

import multiprocessing
import os
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dokja.ingest import accept
from dokja.records import batches, build, commit, ledger, publish, store
from dokja.records.commit import Refused
from dokja.records.store import Store
from tests.conftest import small_records
from tests.recording import asked, bytes_in, made, recorded, score

KILLS = 80
SEEDS = (20261124, 20261125)
"""The kills are shared out among these, so that two processes of pytest can do them at once."""
BUILD_EVERY = 10
LONGEST = 0.4
AROUND_PUBLISHING = 0.08
STEPS = ("", "validate", "load", "compare", "publish")


def write_until_killed(home: Path, queries: Path, step: Any) -> None:
    """In a process of its own: import one score and take it back, again and again, each time another; tell the step."""
    os.environ["DOKJA_DATA"] = str(home)
    for module in (build, publish):
        vars(module)["QUERIES"] = queries

    def progress(name: str, share: float) -> None:
        step.value = STEPS.index(name)

    while True:
        step.value = 0
        known = ledger.opened(home)
        held = [one for one in known.active if one.kind == batches.IMPORT]
        if held:
            commit.undo(held[0].batch_id, "tester", held[0].reason, progress)
        else:
            number = str(len(known.batches) / 10)
            accept.record(made(score=[score(number)]), [], "tester", number, progress)


def names(home: Path) -> int:
    """How many batches have a name."""
    return len(list((home / ledger.FOLDER).glob(f"[!.]*/{batches.MANIFEST}")))


def read_until(done: threading.Event, home: Path) -> int:
    """Open and ask the published store until told to stop; how often. Every answer is one state of the batches."""
    times = 0
    while not done.is_set():
        before = names(home)
        check_answer(Store(store.path()), before, home)
        times += 1
        time.sleep(0.05)
    return times


def check_answer(opened: Store, named_before: int, home: Path) -> None:
    """The rows are those of the batches that the store says it holds, and no batch is forgotten but the one being written."""
    told = opened.ask("from batch order by recorded_at")
    assert named_before - 1 <= told.height <= names(home)
    held = told.filter(pl.col("is_active") & (pl.col("kind") == batches.IMPORT))["reason"].to_list()
    assert len(held) <= 1
    question = "select distinct score_text from {} where conditions = 'run=made-up'"
    for view in ("score", "measurement", "score_shown"):
        assert opened.ask(question.format(view))["score_text"].to_list() == held
    if told.height:
        assert told["data_version"][-1] == opened.data_version
    opened.close()


def killed(context: Any, home: Path, queries: Path, chance: random.Random) -> str:
    """Start a writer and kill it at a random moment, sometimes just after it begins to publish; its step then."""
    step = context.Value("i", 0)
    writer = context.Process(target=write_until_killed, args=(home, queries, step))
    writer.start()
    if chance.random() < 0.7:
        time.sleep(chance.uniform(0, LONGEST))
    else:
        while writer.is_alive() and STEPS[step.value] != "publish":
            time.sleep(0.001)
        time.sleep(chance.uniform(0, AROUND_PUBLISHING))
    assert writer.is_alive()
    writer.kill()
    writer.join()
    return STEPS[step.value]


def kill_after_an_import(context: Any, home: Path, queries: Path) -> None:
    """Kill a writer that has imported at least once: on a loaded machine no other may come so far."""
    step = context.Value("i", 0)
    writer = context.Process(target=write_until_killed, args=(home, queries, step))
    writer.start()
    while not names(home):
        assert writer.is_alive()
        time.sleep(0.001)
    writer.kill()
    writer.join()


@pytest.mark.parametrize("seed", SEEDS)
def test_killed_writers_leave_a_whole_state(
    queries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    small_records(home)
    monkeypatch.setenv("DOKJA_DATA", str(home))
    publish.build()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.test_durability"])
    kill_after_an_import(context, home, queries)
    chance, steps, left, done = random.Random(seed), Counter[str](), Counter[str](), threading.Event()
    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(read_until, done, home)
        try:
            for number in range(KILLS // len(SEEDS)):
                steps[killed(context, home, queries, chance)] += 1
                left["batch"] += any((home / ledger.FOLDER).glob(f"{batches.DRAFT}*"))
                left["store"] += any(home.glob("*.draft*"))
                left["behind"] += len(asked("from batch")) < names(home)
                assert ledger.opened(home).problems() == []
                if number % BUILD_EVERY == 0:
                    publish.build()
                    check_answer(Store(store.path()), names(home) + 1, home)
                assert not reader.done()
        finally:
            done.set()
        assert reader.result() > KILLS // len(SEEDS)
    publish.build()
    check_answer(Store(store.path()), names(home) + 1, home)
    assert [file.name for file in home.glob("*.draft*")] == []
    assert list((home / ledger.FOLDER).glob(f"{batches.DRAFT}*")) == []
    assert set(steps) > {"publish"}
    assert min(left["batch"], left["store"]) > 0


def fill(disk: Path, free: int) -> None:
    """Leave so many bytes free."""
    room = os.statvfs(disk)
    (disk / "filler").write_bytes(b"\0" * max(0, room.f_bavail * room.f_frsize - free))


@pytest.mark.usefixtures("queries")
def test_full_disk_changes_nothing(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_records(disk)
    monkeypatch.setenv("DOKJA_DATA", str(disk))
    first = recorded(made(score=[score("12.3")]))
    size = store.path().stat().st_size
    served = asked("from score")
    for free in (0, 4096, 16_384, 65_536, size // 4, size // 2, size * 3 // 4, size - 65_536):
        fill(disk, free)
        before = bytes_in(disk)
        with pytest.raises(Refused) as caught:
            recorded(made(score=[score("45.6", conditions="run=2")]))
        assert caught.value.rule == "intake.disk_full"
        with pytest.raises(Refused) as caught:
            commit.undo(first.batch_id, "tester", "wrong")
        assert caught.value.rule == "intake.disk_full"
        assert bytes_in(disk) == before
        assert asked("from score") == served
        (disk / "filler").unlink()
    recorded(made(score=[score("45.6", conditions="run=2")]))
    assert asked("select count(*) from batch where is_active") == [(2,)]
    assert len(asked("from score")) == len(served) + 1
