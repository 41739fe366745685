"""How long a large file of results takes from the file to the published store: python -m tests.benchmarks.imports.

Makes a long CSV of so many scores, reads it, looks at what it would change, and records it in a store of the real
records. Prints the seconds of each phase and the most memory that the process and its children held:

    .venv/bin/python -m tests.benchmarks.imports --rows 10000 --rows 100000 --rows 1000000

Nothing here asserts a time.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, product

import polars as pl

from dokja.ingest import accept, sandbox
from dokja.ingest.content import Content
from dokja.ingest.staging import preview
from dokja.ingest.staging.origins import Origin
from dokja.records import publish, store

MODELS, BENCHMARKS = 100, 80
NAMES_OF_NEW = "Imported {:03} 7B"
SOURCE, REPORTER = "large-import", "artificial-analysis"
ANSWERS = {"model:*": "new", "maker:*": "Imported Works", "organisation:*": "ZZ", "role:*": "reference"}


def main() -> None:
    """Measure each number of rows in a process of its own, as the most memory held is that of a whole process."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, action="append", required=True)
    given = parser.parse_args()
    if len(given.rows) == 1:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["DOKJA_DATA"] = folder
            measure(given.rows[0])
        return
    for rows in given.rows:
        command = [sys.executable, "-m", "tests.benchmarks.imports", "--rows", str(rows)]
        subprocess.run(command, cwd=store.ROOT, check=True)


def measure(rows: int) -> None:
    """Import so many rows into a new store and print what it took."""
    publish.build()
    seconds: dict[str, float] = {}
    content = Content("large.csv", made(rows))
    megabytes = len(content.data) / 10**6
    print(f"{rows:,} rows, {megabytes:.0f} MB of CSV; store before: {peaks()}", flush=True)
    with timed(seconds, "read"):
        readings = sandbox.read([content])
    with timed(seconds, "preview"):
        opened = store.Store(store.path())
        found = preview.look(
            readings, Origin(source(), REPORTER, is_new=True), ANSWERS, preview.tables_of(opened)
        )
        opened.close()
    print(f"  {found.counts}, questions {len(found.questions)}, refused {len(found.problems)}; {peaks()}")
    steps = Steps()
    del readings
    found = replace(found, rows=found.rows.clear())
    accept.record(found, [content], "benchmark", "measured", steps)
    seconds |= steps.seconds
    for name, taken in seconds.items():
        print(f"  {name:10} {taken:8.2f} s")
    print(f"  {'total':10} {sum(seconds.values()):8.2f} s; {peaks()}", flush=True)


def made(rows: int) -> bytes:
    """A long CSV with so many scores of known and new models, each pair of model and benchmark on one day after another."""
    known = pl.read_csv(store.ROOT / "data" / "model.csv")["name_en"].to_list()
    new = [NAMES_OF_NEW.format(number) for number in range(MODELS - len(known))]
    shares = pl.read_csv(store.ROOT / "data" / "benchmark.csv").filter(
        (pl.col("unit") == "percent") & (pl.col("scale_max") == 100)
    )
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(rows // MODELS // 70 + 1)]
    chance = random.Random(0)
    text = io.BytesIO()
    text.write(b"model,benchmark,score,unit,mode,measured_on,reporter,n_items\n")
    names = shares["name_en"].head(BENCHMARKS).to_list()
    for day, model, benchmark in islice(product(days, [*known, *new], names), rows):
        number, items = f"{chance.uniform(2, 99):.2f}", chance.randint(50, 5000)
        text.write(f'{model},"{benchmark}",{number},%,reasoning,{day},{REPORTER},{items}\n'.encode())
    return text.getvalue()


def source() -> dict[str, str]:
    """The source that the numbers come from."""
    return {
        "source_id": SOURCE,
        "title_ko": "큰 파일",
        "title_en": "A large file",
        "publisher_ko": "측정",
        "publisher_en": "Measurement",
        "url": "https://example.org/large",
        "published_on": "2026-06-30",
        "kind": "third_party_leaderboard",
        "read": "direct",
    }


class Steps:
    """A progress that prints each step and keeps how long it took."""

    def __init__(self) -> None:
        """Begin with the draft of the batch."""
        self.step, self.begin = "draft", time.perf_counter()
        self.seconds: dict[str, float] = {}

    def __call__(self, step: str, share: float) -> None:
        """A step has come so far."""
        if step == self.step and share < 1:
            return
        self.seconds[self.step] = time.perf_counter() - self.begin
        print(f"  {share:4.0%} {step}; {peaks()}", flush=True)
        if step != self.step:
            self.step, self.begin = step, time.perf_counter()


@contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    """Add the seconds that something takes under its name."""
    begin = time.perf_counter()
    yield
    seconds[name] = time.perf_counter() - begin


def peaks() -> str:
    """The most memory that this process and any of its children have held so far."""
    own, children = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"peak {own:.0f} MB, children {children:.0f} MB"


if __name__ == "__main__":
    main()
