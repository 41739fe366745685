"""How long the pages take on the real records and on many times as many: python -m tests.benchmarks.pages.

Grows the records, builds a store of them, serves it and hands each page to a latency tool that prints the time
of a load and of a filter click as a ratio to an empty Streamlit page in the same run:

    .venv/bin/python -m tests.benchmarks.pages --tool latency.py --factor 1 --factor 100
    .venv/bin/python -m tests.benchmarks.pages --tool latency.py --factor 100 --days 145 --page scores

    .venv/bin/python -m tests.benchmarks.pages --tool latency.py --factor 12 --full --page pair --page weights

--days measures every number again on so many days: 100 times the records on 145 days are 10 million scores. --full
gives every model a number on every benchmark: 12 times the models are 504 x 87. The tool is called with --page, --click,
--rounds and --label; a page that has no filter is clicked on its heading, so that only its load says something. Nothing
here asserts a time.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from dokja.records.store import ROOT
from dokja.ui.site_map import ADDRESSES, DOORS, EDITORS, FILTERS
from tests.browser.conftest import wait_for

PAGES = [address for address, name in ADDRESSES.items() if name not in DOORS[EDITORS]]
CLICKS = ('role=button[name="LG AI연구원"]', 'role=button[name="업스테이지"]')


def main() -> None:
    """Build, serve and measure for each factor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tool", type=Path, required=True)
    parser.add_argument("--factor", type=int, action="append", required=True)
    parser.add_argument("--days", type=int, default=1)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--page", action="append", choices=PAGES)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    for factor in given.factor:
        with tempfile.TemporaryDirectory() as folder:
            grow(Path(folder), factor, given.days)
            if given.full:
                fill(Path(folder))
            measure(given, Path(folder), factor)


def grow(folder: Path, factor: int, days: int) -> None:
    """Write the records to a folder with every model and score so many times, scores moved by up to 0.3.

    Each score stands there as measured on so many days, the newest as it was recorded.
    """
    for file in (ROOT / "data").iterdir():
        if file.suffix in (".csv", ".json"):
            (folder / file.name).write_bytes(file.read_bytes())
    for name in ("model", "score"):
        original = pl.read_csv(folder / f"{name}.csv", infer_schema=False)
        copies = [copy(original, number) for number in range(1, factor)]
        grown = pl.concat([original, *copies])
        if name == "score":
            first = date(2020, 1, 1)
            earlier = [str(first + timedelta(days=number)) for number in range(days - 1)]
            grown = pl.concat([grown, *(grown.with_columns(measured_on=pl.lit(day)) for day in earlier)])
        grown.write_csv(folder / f"{name}.csv")


def copy(original: pl.DataFrame, number: int) -> pl.DataFrame:
    """The rows under new model ids; scores keep their decimals and stay in bounds."""
    renamed = original.with_columns(model_id=pl.col("model_id") + f"-x{number}")
    if "score_text" not in original.columns:
        return renamed.with_columns(
            name_en=pl.col("name_en") + f" x{number}", name_ko=pl.lit(None, pl.String)
        )
    moved = pl.col("score_text").cast(pl.Decimal(18, 6)) + pl.lit((number % 7 - 3) / 10).cast(
        pl.Decimal(18, 6)
    )
    has_decimal = pl.col("score_text").str.contains(r"^\d{1,2}\.\d$") & moved.is_between(0, 99)
    return renamed.with_columns(
        score_text=pl.when(has_decimal)
        .then(moved.round(1).cast(pl.Decimal(18, 1)).cast(pl.String))
        .otherwise("score_text")
    )


def fill(folder: Path) -> None:
    """Give each model on each benchmark that it has no number on the row of a model that has one."""
    scores = pl.read_csv(folder / "score.csv", infer_schema=False)
    models = pl.read_csv(folder / "model.csv", infer_schema=False).select("model_id")
    missing = models.join(scores.select("benchmark_id").unique(), how="cross").join(
        scores, on=["model_id", "benchmark_id"], how="anti"
    )
    chance = random.Random(0)
    of_benchmark = {name: rows.to_dicts() for (name,), rows in scores.group_by("benchmark_id")}
    added = [
        {**chance.choice(of_benchmark[benchmark]), "model_id": model} for model, benchmark in missing.rows()
    ]
    pl.concat([scores, pl.DataFrame(added, schema=scores.schema)]).write_csv(folder / "score.csv")


def measure(given: argparse.Namespace, folder: Path, factor: int) -> None:
    """Serve the folder and print what the tool says of each page."""
    environment = {**os.environ, "DOKJA_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "dokja.cli.main", "build"],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    print(f"{factor} x, {given.days} days: built in {time.perf_counter() - begin:.1f} s", flush=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:
        wait_for(f"{address}/_stcore/health")
        for name in given.page or PAGES:
            page = ADDRESSES[name]
            clicks = [
                part for click in (CLICKS if page in FILTERS else ("h1",)) for part in ("--click", click)
            ]
            label = f"{factor} x {page}"
            tool = [sys.executable, str(given.tool), "--page", f"{address}/{name}?lang=ko", *clicks]
            subprocess.run([*tool, "--rounds", str(given.rounds), "--label", label], check=True)
        process.terminate()


if __name__ == "__main__":
    main()
