"""How a lake of many scores is published, opened and asked, beside a file of the same: python -m tests.benchmarks.lake.

Repeats the checkout's scores, each time for other models, publishes them in the lake of DOKJA_STORE, and prints seconds
and, for each question, the ratio to the file (medians of five). The lake should be empty before:

    DOKJA_STORE=ducklake:postgres:… DOKJA_STORE_FILES=/somewhere/ python -m tests.benchmarks.lake --rows 10000000

It needs the extra dokja[ducklake]. Nothing here asserts a time.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from dokja.records import lake, publish
from dokja.records.build import drafting
from dokja.records.store import Store

QUESTIONS = {
    "scores of one model": "select * from score where model_id = 'solar-open-2-7'",
    "best of each benchmark": "select benchmark_id, max(score) from score group by all order by all",
    "sources of one benchmark": "select source_id, count(*) from score where benchmark_id = 'gpqa-diamond' group by all order by all",
}


def main() -> None:
    """Grow, publish, open, ask."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, required=True)
    given = parser.parse_args()
    built = publish.current()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "grown.duckdb"
        grow(built.file, file, given.rows)
        print(f"file of {given.rows:,} scores: {file.stat().st_size / 2**20:.0f} MiB")
        timed("publish", lambda: lake.publish(file, f"{given.rows} rows"))
        timed("publish the same again", lambda: lake.publish(file, f"{given.rows} rows"))
        there = timed("open the lake", lake.LakeLocation().newest)
        here = timed("open the file", lambda: Store(file))
        for name, query in QUESTIONS.items():
            assert here.whole(query).equals(there.whole(query)), name
            file_time, lake_time = (median_seconds(partial(store.whole, query)) for store in (here, there))
            print(f"{name}: {lake_time:.3f} s, {lake_time / file_time:.1f} × the file")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


def grow(built: Path, file: Path, rows: int) -> None:
    """A copy of a store's tables, with its scores repeated."""
    with drafting(file) as connection:
        connection.execute(f"attach '{built}' as built (read_only)")
        connection.execute("create schema stored")
        for schema, name in lake.tables(connection, "built"):
            place = f'"{schema}"."{name}"'
            query = f"from built.{place}"
            if name == "score":
                query = f"select * replace (model_id || '-' || n as model_id) {query}, range({rows}) t(n) limit {rows}"
            connection.execute(f"create table {place} as {query}")
        connection.execute("checkpoint")


def timed(name: str, do: Callable[[], Any]) -> Any:
    """What a function gives; prints how long it took."""
    start = time.perf_counter()
    found = do()
    print(f"{name}: {time.perf_counter() - start:.1f} s", flush=True)
    return found


def median_seconds(do: Callable[[], Any]) -> float:
    """How long a function takes: the median of five."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        do()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
