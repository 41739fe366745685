"""What is imported, exported and imported elsewhere is the same records: Every Eval Ever, CSV and XLSX."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dokja.charts.theme import LIGHT
from dokja.editing import commit_changes, load_current, record_preview
from dokja.export import csv as csv_export
from dokja.export import every_eval_ever_writer
from dokja.export import xlsx as xlsx_export
from dokja.export.download import Cell, Columns, Download
from dokja.export.figures import Figure
from dokja.i18n.text import Words
from dokja.ingest import accept
from dokja.ingest.content import Content
from dokja.ingest.registry import read
from dokja.ingest.staging import origins, preview
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import KEY, SCORE
from dokja.pages import scores
from dokja.pages.shared import shared_columns
from dokja.pages.shared.value_history import SHOWN, Histories
from dokja.records import publish, store
from dokja.records.data_package import read as package
from dokja.records.labels import Names
from dokja.records.store import ROOT, Store
from dokja.ui.page import Page
from dokja.ui.tables import Table
from dokja.ui.url_state import Settings

pytestmark = pytest.mark.usefixtures("queries")

NAMING = ("source", "team", "team_alias", "model", "model_alias", "benchmark", "benchmark_alias")
SOURCES = ("ax-k2-report", "k-exaone-report", "news1-20251230")
REPORTERS = ("skt", "lg-ai-research", "artificial-analysis", "upstage")
MODELS = ("a-x-k1", "gpt-oss-120b", "k-exaone-236b-a23b", "solar-open-100b")
KEYS = (
    ("tools", "none"),
    ("tools", "yes"),
    ("scoring", "prompt-strict"),
    ("subset", "public"),
    ("shots", "5"),
)
WORDS = st.text(st.sampled_from("가나 abZ09.-_:,()@%+'\"/="), min_size=1, max_size=12)
FEW = settings(
    max_examples=int(os.environ.get("ROUND_TRIPS", "3")),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
HEADERS = {
    "model_id": "model",
    "benchmark_id": "benchmark",
    "score_text": "score",
    "reporter_id": "evaluator",
    "source_id": "source",
}
Row = dict[str, Any]
Read = Callable[[], list[Content]]


def benchmarks() -> dict[str, Row]:
    """The recorded benchmarks that a test draws from: one or two of each unit, with and without bounds."""
    rows = pl.read_csv(ROOT / "data" / "benchmark.csv", infer_schema=False).iter_rows(named=True)
    some: dict[tuple[str, bool], list[Row]] = {}
    for row in rows:
        some.setdefault((row["unit"], row["scale_max"] is None), []).append(row)
    return {row["benchmark_id"]: row for alike in some.values() for row in alike[:3]}


BENCHMARKS = benchmarks()


@st.composite
def numbers(draw: st.DrawFn, keys: st.SearchStrategy[str]) -> Row:
    """A row of score with everything that it can say."""
    benchmark = BENCHMARKS[draw(keys)]
    low, high = (
        int(Decimal(benchmark[end] or other)) for end, other in (("scale_min", -50), ("scale_max", 1500))
    )
    whole, decimals = draw(st.integers(low, high - 1)), draw(st.text("0123456789", max_size=6))
    stated = dict(draw(st.lists(st.sampled_from(KEYS), max_size=3)))
    judge = " ".join(draw(WORDS).replace("=", ":").split())
    stated |= {"judge": judge} if judge and draw(st.booleans()) else {}
    return {
        "model_id": draw(st.sampled_from(MODELS)),
        "benchmark_id": benchmark["benchmark_id"],
        "mode": draw(st.sampled_from([None, *origins.MODES])),
        "effort": draw(st.sampled_from([None, "low", "medium", "high", "max"])),
        "conditions": "; ".join(f"{key}={stated[key]}" for key in sorted(stated)) or None,
        "score_text": f"{whole}.{decimals}" if decimals and whole >= 0 else str(whole),
        "unit": benchmark["unit"],
        "stderr": draw(st.none() | st.decimals(0, 20, places=4).map(lambda one: f"{one:f}")),
        "n_items": draw(st.none() | st.integers(1, 99_999).map(str)),
        "reporter_id": draw(st.sampled_from(REPORTERS)),
        "measured_on": draw(st.sampled_from([None, "2026-01", "2025-12-31"])),
        "source_id": draw(st.sampled_from(SOURCES)),
    }


ANY = st.sampled_from(sorted(BENCHMARKS))


def tables_of(rows: st.SearchStrategy[Row], most: int) -> st.SearchStrategy[list[Row]]:
    """Rows of score, no two of which say two things of one number."""
    return st.lists(rows, min_size=1, max_size=most, unique_by=lambda row: tuple(row[name] for name in KEY))


def tables_of_numbers(most: int = 40) -> st.SearchStrategy[list[Row]]:
    """Rows of any benchmarks."""
    return tables_of(numbers(ANY), most)


def in_words(key: str) -> st.SearchStrategy[list[Row]]:
    """Rows of one benchmark whose conditions can be told apart in words, between commas."""
    return tables_of(numbers(st.just(key)).filter(lambda row: "," not in (row["conditions"] or "")), 20)


@contextmanager
def data_home(folder: str) -> Iterator[None]:
    """A data folder that is the current one for a while."""
    before = os.environ.get("DOKJA_DATA")
    os.environ["DOKJA_DATA"] = folder
    try:
        yield
    finally:
        os.environ.pop("DOKJA_DATA") if before is None else os.environ.__setitem__("DOKJA_DATA", before)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the names of the records and without a single score, and its store."""
    folder = tmp_path_factory.mktemp("empty")
    for resource in package(ROOT / "data")["resources"]:
        text = (ROOT / "data" / resource["path"]).read_text("utf-8")
        whole = resource["name"] in NAMING
        (folder / resource["path"]).write_text(text if whole else text.split("\n")[0] + "\n", "utf-8")
    (folder / "datapackage.json").write_bytes((ROOT / "data" / "datapackage.json").read_bytes())
    with data_home(str(folder)):
        publish.build()
    return folder


@contextmanager
def home(empty: Path) -> Iterator[None]:
    """A copy of the data folder without scores, to import into."""
    with TemporaryDirectory() as folder, data_home(folder):
        shutil.copytree(empty, folder, dirs_exist_ok=True)
        yield


@contextmanager
def opened() -> Iterator[Store]:
    """The published store."""
    current = Store(store.path())
    try:
        yield current
    finally:
        current.close()


def imported(contents: Sequence[Content], source_id: str) -> None:
    """Import files as numbers of a source, or as records where they have the columns of a table of records."""
    readings = read(contents)
    if readings[0].format == record_preview.FORMAT:
        tables, spoken = load_current.records(Words("en"))
        entered = record_preview.from_files(readings, tables, spoken.resources)
        assert entered.problems == []
        commit_changes.record(entered, contents, "tester", "round trip")
        return
    with opened() as current:
        tables = preview.tables_of(current)
    source = tables["source"].filter(pl.col("source_id") == source_id).row(0, named=True)
    found = preview.look(readings, Origin(source, None), {"small:*": "percent"}, tables)
    assert (found.questions, found.problems) == ([], [])
    accept.record(found, contents, "tester", "round trip")


def recorded() -> pl.DataFrame:
    """All rows of score as they stand."""
    with opened() as current:
        rows = current.whole("from score").select(SCORE)
    return rows.sort(SCORE, nulls_last=True)


def record_table(rows: Sequence[Mapping[str, Any]]) -> Content:
    """Rows as a spreadsheet that somebody made."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS.get(name, name) for name in rows[0])
    writer.writerows(row.values() for row in rows)
    return Content("score.csv", text.getvalue().encode())


def test_every_eval_ever(empty: Path) -> None:
    @given(tables_of_numbers())
    @FEW
    def holds(rows: list[Row]) -> None:
        with home(empty):
            imported([record_table(rows)], SOURCES[0])
            before = recorded()
            with opened() as current:
                measured = current.whole("from measurement").iter_rows(named=True)
                files = every_eval_ever_writer.files(measured, Names(current, Words("ko")), current.data_date)
        assert before.height == len(rows)
        with home(empty):
            for source_id in sorted({path.split("/")[1] for path in files}):
                mine = [
                    Content(path, data) for path, data in files.items() if path.split("/")[1] == source_id
                ]
                imported(mine, source_id)
            assert recorded().equals(before)

    holds()


WRITERS = {"csv": csv_export.write, "xlsx": xlsx_export.write}


def download(table: Columns) -> Download:
    sources = {"제목": ["보도자료"], "주소": ["https://www.korea.kr"]}
    return Download("점수", table, {"항목": ["제목"], "내용": ["점수"]}, sources, "표", "설명", "출처")


def cells(table: pl.DataFrame) -> dict[str, list[Cell]]:
    """The cells of a frame under their headers."""
    return {
        name: [cell if isinstance(cell, str | None) else Figure(Decimal(str(cell))) for cell in table[name]]
        for name in table.columns
    }


@pytest.mark.parametrize("kind", WRITERS)
def test_record_table(empty: Path, kind: str) -> None:
    @given(tables_of_numbers())
    @FEW
    def holds(rows: list[Row]) -> None:
        with home(empty):
            imported([record_table(rows)], SOURCES[0])
            before = recorded()
        data = WRITERS[kind](download(cells(before)))
        with home(empty):
            imported([Content(f"score.{kind}", data)], SOURCES[0])
            assert recorded().equals(before)

    holds()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("kind", WRITERS)
def test_table_of_the_scores_page(empty: Path, kind: str, language: str) -> None:
    """Numbers come back as they were published."""

    @given(ANY.flatmap(in_words))
    @FEW
    def holds(rows: list[Row]) -> None:
        benchmark_id = rows[0]["benchmark_id"]
        with home(empty):
            imported([record_table(rows)], SOURCES[0])
            with opened() as current:
                words = Words(language)
                page = Page(current, words, Names(current, words), Settings(), LIGHT, [], "all")
                shown = current.ask("from leaderboard where measured_by = 'all'")
                unit = words(f"unit.{BENCHMARKS[benchmark_id]['unit']}")
                label = words("axis.score_in", benchmark=page.names.benchmark(benchmark_id), unit=unit)
                histories = Histories(page, current.ask("from shown_history"), SHOWN)
                seen = [*scores.score_columns(page, label, histories), shared_columns.source(page)]
                table = Table(label, seen, shown)
                data = WRITERS[kind](download(table.leaving(words)))
        with home(empty):
            imported([Content(f"table.{kind}", data)], SOURCES[0])
            with opened() as current:
                again = current.whole("from measurement")
        assert set(again["benchmark_id"]) == {benchmark_id}
        names = ["model_id", "mode", "effort", "conditions", "score", "reporter_id", "quoted_by", "source_id"]
        names += ["score_text"] if kind == "csv" else []
        assert again.select(names).sort(names).rows() == shown.select(names).sort(names).rows()

    holds()
