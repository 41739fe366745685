"""dokja import, history and undo as they are called; bad files are refused in words and change nothing."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from dokja.records.store import FILE_NAME, Store
from tests.command_line import dokja, dokja_process
from tests.conftest import use

CARD = """### Thinking Mode

| Benchmark | A.X K2 (688B-A33B) | Brand Model (10B) |
| --- | ---: | ---: |
| KMMLU-Pro | 80.5 | 41.0 |
| KoBALT | – | 33.3 |
"""
SOURCE = ["--title", "new card", "--url", "https://example.org/card", "--published-on", "2026-11-01"]
ANSWERS = ["--reporter", "skt", "--answer", "maker:*=Brand Maker", "--answer", "organisation:*=US"]
ANSWERS += ["--answer", "role:*=reference"]


@pytest.fixture(scope="module", autouse=True)
def build_few_views(few_queries: Path) -> Iterator[None]:
    """Commands of this process build the few views alone."""
    with pytest.MonkeyPatch.context() as patch:
        use(few_queries, patch)
        yield


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose store is built from the checkout's records."""
    folder = tmp_path_factory.mktemp("home")
    assert dokja(folder, "build").returncode == 0
    return folder


@pytest.fixture
def card(tmp_path: Path) -> Path:
    file = tmp_path / "card.md"
    file.write_text(CARD, "utf-8")
    return file


def state(home: Path) -> dict[str, str]:
    """Checksums of everything in a data folder."""
    return {
        str(file.relative_to(home)): sha256(file.read_bytes()).hexdigest()
        for file in sorted(home.rglob("*"))
        if file.is_file() and file.name != ".lock"
    }


def test_build_says_each_tenth_once(tmp_path: Path) -> None:
    result = dokja_process(tmp_path, "build")
    said = re.findall(r"(?m)^ *(\d+)%  \S", result.stderr)
    assert said == ["0", "20", "30", "40", "50", "60", "70", "80", "90", "100"]
    assert len(said) == len(result.stderr.splitlines())


def test_dry_run_changes_nothing(home: Path, card: Path) -> None:
    before = state(home)
    result = dokja(home, "import", str(card), "--dry-run", *SOURCE, *ANSWERS)
    assert result.returncode == 0, result.stderr
    assert "new 2" in result.stdout
    assert "brand-model" in result.stdout
    assert state(home) == before


def test_what_cannot_be_known_is_asked(home: Path, card: Path) -> None:
    before = state(home)
    result = dokja(home, "import", str(card), *SOURCE)
    assert result.returncode == 1
    assert "--answer 'maker:Brand Model=" in result.stderr
    assert "--reporter" in result.stderr
    assert state(home) == before


def test_import_history_undo(home: Path, card: Path) -> None:
    before = state(home)
    result = dokja(home, "import", str(card), *SOURCE, *ANSWERS, "--by", "kim", "--reason", "monthly")
    assert result.returncode == 0, result.stderr
    store = Store(home / FILE_NAME)
    found = store.ask(
        "select benchmark_id, score_text from score where model_id = 'brand-model' order by all"
    )
    assert found.rows() == [("kmmlu-pro", "41.0"), ("kobalt", "33.3")]
    store.close()
    listed = dokja(home, "history").stdout
    assert "kim" in listed
    assert "monthly" in listed
    again = dokja(home, "import", str(card), *SOURCE, *ANSWERS)
    assert again.returncode == 1
    batch = listed.split()[0]
    assert dokja(home, "undo", batch).returncode == 0
    assert dokja(home, "undo", batch).returncode == 1
    store = Store(home / FILE_NAME)
    assert store.ask("from score where model_id = 'brand-model'").is_empty()
    store.close()
    assert set(before) <= set(state(home))


def bomb() -> bytes:
    """A small archive that expands to 300 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (300 * 2**20))
    return packed.getvalue()


def bad_files() -> Iterator[tuple[str, bytes | Callable[[], bytes]]]:
    """Files that are refused, or what makes them where that takes long, with what makes them bad as the name."""
    card = CARD.encode()
    yield "empty", b""
    yield "blank", b" \n\n"
    yield "prose", "그냥 글입니다.\n표는 없습니다.\n".encode()
    yield (
        "not-finite",
        b'{"results": {"kmmlu": {"acc,none": NaN, "alias": "kmmlu"}}, "config": {}, "n-shot": {}}',
    )
    yield "truncated", b'{"results": {"kmmlu": {"acc,none": 0.5'
    yield "deep", b"[" * 100_000 + b"]" * 100_000
    yield "nul", card.replace(b"80.5", b"80\x00.5")
    yield "wrong-encoding", b"model,benchmark,score\n\xff\xfe\xfa\xfb,\x81,1\n"
    yield "database", b"\0" * 8 + b"DUCK" + b"\0" * 4096
    yield "renamed-picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    yield "zip-bomb", bomb
    yield "broken-zip", b"PK\x03\x04" + b"\0" * 200
    yield "out-of-scale", card.replace(b"80.5", b"180.5")
    yield "huge-number", card.replace(b"80.5", b"9" * 40)
    yield "header-only", b"model,benchmark,score\n"
    yield "ragged", b"model,benchmark,score\nA.X K2,KMMLU-Pro,80.5,9\n"
    yield "future", b"model,benchmark,score,unit,measured_on\nA.X K2,KMMLU-Pro,80.5,percent,2999-01-01\n"
    yield "unknown-unit", b"model,benchmark,score,unit\nA.X K2,KMMLU-Pro,80.5,furlong\n"
    yield "no-number", b"model,benchmark,score,unit\nA.X K2,KMMLU-Pro,eighty,percent\n"
    yield (
        "contradiction",
        b"model,benchmark,score,unit\nA.X K2,KMMLU-Pro,80.5,percent\nA.X K2,KMMLU-Pro,81.5,percent\n",
    )


@pytest.mark.parametrize(
    ("name", "data"), list(bad_files()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_bad_file_is_refused_in_words(
    home: Path, tmp_path: Path, name: str, data: bytes | Callable[[], bytes]
) -> None:
    file = tmp_path / f"{name}.dat"
    file.write_bytes(data if isinstance(data, bytes) else data())
    before = state(home)
    result = dokja(home, "import", str(file), *SOURCE, *ANSWERS, "--answer", "scale:*=percent")
    assert result.returncode == 1, result.stdout
    assert file.name in result.stderr, result.stderr
    assert "Traceback" not in result.stderr
    assert state(home) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--answer", "nonsense"], "nonsense"),
        (["--answer", "moddel:A.X K2=new"], "moddel:A.X K2=new"),
        (["--answer", "model:Brand Model=a-x-k3"], "a-x-k2"),
        (["--answer", "scale:KoBALT=furlong"], "fraction"),
        (["--answer", "benchmark:KoBALTT=new"], "benchmark:KoBALTT"),
        (["--published-on", "2026-13-45"], "2026-13-45"),
        (["--published-on", "2999-01-01"], "2999-01-01"),
        (["--url", "javascript:alert(1)"], "javascript:alert(1)"),
        (["--source", "x' or 1=1 --"], "x' or 1=1 --"),
        (["--reporter", "'; drop table team; --"], "drop table team"),
    ],
    ids=lambda one: one[1] if isinstance(one, list) else "",
)
def test_what_cannot_be_meant_is_refused(home: Path, card: Path, arguments: list[str], said: str) -> None:
    before = state(home)
    result = dokja(home, "import", str(card), *SOURCE, *ANSWERS, *arguments)
    assert result.returncode == 1, result.stdout
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert state(home) == before


def test_only_files_with_bytes_are_read(home: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "nowhere.csv").symlink_to(tmp_path / "gone.csv")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".DS_Store").write_bytes(b"\0")
    before = state(home)
    for name in ("pipe.csv", "nowhere.csv", "empty"):
        result = dokja(home, "import", str(tmp_path / name), *SOURCE, *ANSWERS)
        assert result.returncode == 1
        assert name in result.stderr
        assert "Traceback" not in result.stderr
    assert state(home) == before


def test_folder_with_good_and_bad_files(home: Path, card: Path) -> None:
    folder = card.parent / os.fsdecode(b"folder \xff\x1b[31m")
    folder.mkdir()
    (folder / "notes.txt").write_text("no table", "utf-8")
    card.rename(folder / card.name)
    given = ["import", str(folder), "--dry-run", *SOURCE, *ANSWERS]
    result = dokja(home, *given)
    assert result.returncode == 1
    assert "notes.txt: " in result.stderr
    result = dokja(home, *given, "--skip-bad")
    assert result.returncode == 0, result.stderr
    assert "notes.txt: " in result.stderr
    assert "new 2" in result.stdout
    assert "\x1b" not in result.stdout + result.stderr


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for command in ("history", "build"):
        result = dokja(tmp_path / "file" / "home", command)
        assert result.returncode == 1
        assert str(tmp_path / "file" / "home") in result.stderr
        assert "Traceback" not in result.stderr


def test_formula_stays_text(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "formula.csv"
    file.write_text('model,benchmark,score,unit\n"=HYPERLINK(""x"")",KMMLU-Pro,80.5,percent\n')
    result = dokja(home, "import", str(file), "--dry-run", *SOURCE, *ANSWERS)
    assert result.returncode == 0, result.stderr
    assert "=HYPERLINK" in result.stdout


def test_template_is_written_and_taken_back(home: Path, tmp_path: Path) -> None:
    before = state(home)
    file = tmp_path / "marks.xlsx"
    written = dokja(home, "template", "round_result", "--filled", "-o", str(file))
    assert written.returncode == 0, written.stderr
    seen = dokja(home, "import", str(file), "--dry-run")
    assert seen.returncode == 0, seen.stderr
    assert "already recorded 51; left out 1, refused 0" in seen.stdout
    nothing = dokja(home, "import", str(file))
    assert (nothing.returncode, "Nothing would change" in nothing.stderr) == (1, True)
    unwritable = dokja(home, "template", "round_result", "-o", str(tmp_path / "no" / "marks.xlsx"))
    assert (unwritable.returncode, "cannot be written" in unwritable.stderr) == (1, True)
    assert state(home) == before


def test_columns_are_told_corrected_and_remembered(home: Path, tmp_path: Path) -> None:
    table = "Model,Benchmark,Score,Remark\nA.X K2,KMMLU,12.3,5\nA.X K2,KoBALT,45.6,3\n"
    file, later = tmp_path / "first.csv", tmp_path / "later.csv"
    file.write_text(table, "utf-8")
    later.write_text(table.replace("12.3", "13.4").replace(",3\n", ",7\n"), "utf-8")
    source = ["--title", "a sheet", "--url", "https://example.org/s", "--published-on", "2026-11-03"]
    common = [*source, "--reporter", "skt", "--mode", "reasoning", "--by", "kim"]
    told = dokja(home, "import", str(file), "--dry-run", *common)
    assert "Remark → not used (ignored)  5, 3" in told.stdout
    assert "one score per row" in told.stdout
    for wrong, said in (
        ("Nothing=shots", "Available columns: Benchmark"),
        ("Remark=no-role", "HEADER=ROLE"),
        ("Score=shots", "score"),
    ):
        refused = dokja(home, "import", str(file), "--column", wrong, *common)
        assert refused.returncode == 1
        assert said in refused.stderr
    assert not (home / "mappings").exists()
    done = dokja(home, "import", str(file), "--column", "remark=number of shots", *common)
    assert done.returncode == 0, done.stderr
    assert "Remark → number of shots (shots)" in done.stdout
    (kept,) = (home / "mappings").iterdir()
    common += ["--answer", "source:*=a-sheet-2026-11-03"]
    again = dokja(home, "import", str(later), "--dry-run", *common)
    assert "read as kim corrected them" in again.stdout
    assert "13.4" in again.stdout
    assert "shots=7" in again.stdout
    kept.write_text("{", "utf-8")
    damaged = dokja(home, "import", str(later), "--dry-run", *common)
    assert damaged.returncode == 0
    assert kept.name in damaged.stdout
    assert "Remark → not used" in damaged.stdout


def test_sheets_and_header_rows_are_chosen_and_remembered(home: Path, tmp_path: Path) -> None:
    pages = {
        "Results": [
            ["Task", "A.X K2", "A.X K2"],
            ["Score", "reasoning", "non-reasoning"],
            ["KoBALT", 41.5, 31.5],
        ],
        "Draft": [["Model", "KMMLU"], ["A.X K2", 1.5]],
    }
    file = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in pages.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(file)
    source = ["--title", "a book", "--url", "https://example.org/b", "--published-on", "2026-11-04"]
    common = [str(file), *source, "--reporter", "skt", "--by", "kim"]
    told = dokja(home, "import", "--dry-run", *common)
    assert "table “Results”, header in row 1" in told.stdout
    assert "table “Draft”, header in row 1" in told.stdout
    for wrong, said in (
        (["--sheet", "Nothing"], "Results and Draft"),
        (["--header-row", "Results=9"], "Results=1, Results=2, Results=1-2, Results=3"),
        (["--header-row", "2"], "Results=2"),
    ):
        refused = dokja(home, "import", *common, *wrong)
        assert (refused.returncode, said in refused.stderr) == (1, True), refused.stderr
    done = dokja(home, "import", *common, "--sheet", "results", "--header-row", "Results=1-2")
    assert done.returncode == 0, done.stderr
    assert "table “Results”, header in row 1-2" in done.stdout
    assert "table “Draft”: left out" in done.stdout
    store = Store(home / FILE_NAME)
    added = store.ask(
        "select benchmark_id, mode, score_text from score join source using (source_id) where url = 'https://example.org/b' order by all"
    )
    assert added.rows() == [("kobalt", "non-reasoning", "31.5"), ("kobalt", "reasoning", "41.5")]
    store.close()
    common += ["--answer", "source:*=a-book-2026-11-04"]
    again = dokja(home, "import", "--dry-run", *common)
    assert "table “Results”, header in row 1-2" in again.stdout
    assert "table “Draft”: left out" in again.stdout
    assert "already recorded 2" in again.stdout
    both = dokja(home, "import", "--dry-run", *common, "--sheet", "Draft", "--sheet", "Results")
    assert "table “Draft”, header in row 1" in both.stdout
