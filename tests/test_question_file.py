"""A leaderboard of a hundred new models is imported in three commands; what is wrong with an answer is named."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dokja.i18n.text import Words
from dokja.ingest.content import Content
from dokja.ingest.formats import answers
from dokja.ingest.formats.answers import ANSWER, KEY
from dokja.ingest.staging import answer_proposals, preview, question_file, question_rows
from dokja.ingest.staging.import_questions import Question
from dokja.ingest.staging.question_words import QuestionWords
from dokja.records.store import FILE_NAME, Store
from tests import read_here
from tests.command_line import dokja

pytestmark = pytest.mark.usefixtures("queries")
NAMES = [
    *(f"gpt-{number}.7-turbo" for number in range(10, 50)),
    *(f"Qwen{number}.9-Plus" for number in range(10, 40)),
    *(f"HyperNova {number}" for number in range(10, 38)),
    "gpt-99_high",
    "gpt-99_low",
    "claude-next_32K",
    "GPT-5.1_high",
]
SOURCE = ["--title", "board", "--url", "https://example.org/board", "--published-on", "2026-11-01"]
SOURCE += ["--reporter", "epoch-ai"]
HEADER_ROWS = 3


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A leaderboard of 101 new models and one recorded one, with a number for each."""
    lines = [f"{name},KMMLU-Pro,{50 + at / 10:.1f},percent" for at, name in enumerate(NAMES)]
    file = tmp_path / "board.csv"
    file.write_text("\n".join(["model,benchmark,score,unit", *lines, ""]), "utf-8")
    return file


@pytest.fixture
def asked(home: Path, board: Path, tmp_path: Path) -> Path:
    """The questions about the leaderboard as a file."""
    file = tmp_path / "questions.xlsx"
    result = dokja(home, "import", str(board), *SOURCE, "--questions", str(file))
    assert result.returncode == 0, result.stderr
    return file


def rows_of(file: Path) -> list[dict[str, Any]]:
    """Rows of the sheet with questions by technical name, with row, the number of the row."""
    page = openpyxl.load_workbook(file).worksheets[0]
    _, _, names, *rows = page.iter_rows(values_only=True)
    return [
        dict(zip(map(str, names), row, strict=True)) | {"row": at}
        for at, row in enumerate(rows, start=HEADER_ROWS + 1)
    ]


def fill(file: Path, said: dict[str, str | None]) -> None:
    """Write answers into the file, by key; * answers every blank one."""
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    names = [cell.value for cell in page[HEADER_ROWS]]
    for row in page.iter_rows(min_row=HEADER_ROWS + 1):
        cell, key = row[names.index(ANSWER)], row[names.index(KEY)].value
        if key in said:
            cell.value = said[key]
        elif cell.value is None and "*" in said:
            cell.value = said["*"]
    book.save(file)


def as_csv(file: Path) -> Path:
    """The sheet with questions, saved as CSV as Korean Excel does."""
    text = io.StringIO()
    csv.writer(text).writerows(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))
    saved = file.with_suffix(".csv")
    saved.write_bytes(text.getvalue().encode("utf-8-sig"))
    return saved


def by_key(file: Path) -> dict[str, dict[str, Any]]:
    return {row[KEY]: row for row in rows_of(file)}


def test_a_leaderboard_of_a_hundred_new_models_takes_three_commands(
    home: Path, board: Path, asked: Path, tmp_path: Path
) -> None:
    rows = by_key(asked)
    assert rows["maker:gpt-10.7-turbo"][ANSWER] == "OpenAI"
    assert (
        rows["maker:Qwen12.9-Plus"]["dokja.proposed"]
        == rows["maker:Qwen12.9-Plus"][ANSWER]
        == "Alibaba (Qwen)"
    )
    assert rows["maker:HyperNova 10"][ANSWER] is None
    assert rows["setting:gpt-99_high"][ANSWER].endswith("[split]")
    assert "gpt-99, effort=high" in rows["setting:gpt-99_high"]["dokja.asked"]
    assert rows["maker:gpt-99"]["dokja.count"] == 2
    assert "model:GPT-5.1" not in rows
    fill(asked, {"*": "Nova Lab"})
    more = tmp_path / "more.xlsx"
    second = dokja(home, "import", str(board), *SOURCE, "--answers", str(asked), "--questions", str(more))
    assert second.returncode == 0, second.stderr
    fresh = by_key(more)
    assert fresh["organisation:Nova Lab"][ANSWER] is None
    assert fresh["maker:HyperNova 10"][ANSWER] == "Nova Lab"
    fill(more, {"organisation:Nova Lab": "DK"})
    role = ["--answer", "role:Nova Lab=reference"]
    third = dokja(home, "import", str(board), *SOURCE, *role, "--answers", str(as_csv(more)))
    assert third.returncode == 0, third.stderr
    opened = Store(home / FILE_NAME)
    found = opened.ask(
        "select model_id, effort, mode, conditions from score join source using (source_id) "
        "where title_en = 'board' and (effort is not null or conditions is not null) order by all"
    )
    makers = opened.ask(
        "select team_id, count(*) from model join source using (source_id) where title_en = 'board' "
        "group by all order by all"
    )
    opened.close()
    assert found.rows() == [
        ("claude-next", None, "reasoning", "thinking_budget=32K"),
        ("gpt-5.1", "high", None, None),
        ("gpt-99", "high", None, None),
        ("gpt-99", "low", None, None),
    ]
    assert makers.rows() == [("alibaba", 30), ("anthropic", 1), ("nova-lab", 28), ("openai", 41)]


def test_no_proposal_is_applied_unless_the_file_comes_back(home: Path, board: Path, asked: Path) -> None:
    assert asked.exists()
    result = dokja(home, "import", str(board), *SOURCE)
    assert result.returncode == 1
    assert "maker:gpt-10.7-turbo" in result.stderr
    assert "--questions FILE.xlsx" in result.stderr


def test_what_is_wrong_with_an_answer_is_named_with_row_column_value_and_cure(
    home: Path, board: Path, asked: Path
) -> None:
    fill(asked, {"setting:gpt-99_high": "perhaps", "maker:HyperNova 10": "–", "*": None})
    book = openpyxl.load_workbook(asked)
    page = book.worksheets[0]
    page.append([None, None, None, None, None, None, "OpenAI", "maker:nobody-1"])
    page.append([None, None, None, None, None, None, "Google", "maker:gpt-10.7-turbo"])
    page.append([None, None, None, None, None, None, "Google", None])
    book.save(asked)
    rows = by_key(asked)
    last = max(row["row"] for row in rows_of(asked))
    before = sorted(home.rglob("*"))
    result = dokja(home, "import", str(board), *SOURCE, "--answers", str(asked))
    assert result.returncode == 1
    lines = [line for line in result.stderr.splitlines() if asked.name in line]
    for row, value, told in (
        (rows["setting:gpt-99_high"]["row"], "perhaps", "[split]"),
        (rows["maker:HyperNova 10"]["row"], "–", "name with letters"),
        (rows["maker:HyperNova 11"]["row"], "maker:HyperNova 11", "blank"),
        (last - 2, "maker:nobody-1", "not asked"),
        (last - 1, "Google", "differently"),
        (last, "Google", "no key"),
    ):
        assert any(f"Questions!G{row}" in line and value in line and told in line for line in lines), (
            row,
            lines,
        )
    assert sorted(home.rglob("*")) == before


def test_files_are_not_overwritten_nor_mistaken(home: Path, board: Path, asked: Path) -> None:
    before = asked.read_bytes()
    for arguments in (
        ["--questions", str(asked)],
        ["--questions", str(asked.with_suffix(".csv"))],
        ["--answers", str(board)],
    ):
        result = dokja(home, "import", str(board), *SOURCE, *arguments)
        assert result.returncode == 1
        assert "--questions" in result.stderr or ".xlsx" in result.stderr
    result = dokja(home, "import", str(asked), *SOURCE)
    assert result.returncode == 1
    assert "--answers" in result.stderr
    assert asked.read_bytes() == before


def test_who_measured_is_answered_in_the_file(home: Path, tmp_path: Path) -> None:
    board, file = tmp_path / "board.csv", tmp_path / "who.xlsx"
    board.write_text("model,benchmark,score,unit\nGPT-5.1,KMMLU-Pro,61.5,percent\n", "utf-8")
    assert dokja(home, "import", str(board), *SOURCE[:-2], "--questions", str(file)).returncode == 0
    fill(file, {"reporter": "에포크 AI"})
    result = dokja(home, "import", str(board), *SOURCE[:-2], "--answers", str(file))
    assert result.returncode == 0, result.stderr
    opened = Store(home / FILE_NAME)
    query = "select reporter_id from score join source using (source_id) where title_en = 'board'"
    assert opened.ask(query).rows() == [("epoch-ai",)]
    opened.close()


def test_a_hidden_row_is_named(home: Path, board: Path, asked: Path) -> None:
    book = openpyxl.load_workbook(asked)
    book.worksheets[0].row_dimensions[HEADER_ROWS + 1].hidden = True
    book.save(asked)
    result = dokja(home, "import", str(board), *SOURCE, "--answers", str(asked))
    assert result.returncode == 1
    assert "is hidden" in result.stderr


def test_no_cell_is_executed_and_every_name_comes_back(real_store: Store) -> None:
    words = Words("ko")
    tables = preview.tables_of(real_store)
    names = ["=cmd|' /C calc'!A0", "+1 model", "two  blanks", "https://example.org", "하이퍼노바"]
    questions = [Question(f"maker:{name}", "maker", name, ()) for name in names]
    rows = question_rows.rows(questions, QuestionWords(words, tables), dict.fromkeys([], ""))
    written = question_file.write(rows, words)
    assert written == question_file.write(rows, words)
    book = openpyxl.load_workbook(io.BytesIO(written))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    (reading,) = read_here.read([Content("질문.xlsx", written)])
    assert [row["key"] for _, row in answers.rows_of([reading])] == [
        " ".join(f"maker:{name}".split()) for name in names
    ]


@pytest.mark.parametrize(
    ("what", "name", "options", "proposed"),
    [
        ("maker", "EXAONE 9", (), "LG AI Research"),
        ("maker", "Llama-Brand-8B", (), ""),
        ("maker", "HyperNova", (), ""),
        ("maker", "K-Brand", (), ""),
        ("model", "GPT-5.7", ("gpt-5.1", "new"), "new"),
        ("model", "GPT 5.1 Brand", ("gpt-5.1", "new"), ""),
        ("model", "К-ЕХАОNЕ", ("k-exaone", "new"), "k-exaone"),
        ("country", "Nova Lab", ("KR", "US"), ""),
    ],
)
def test_what_is_proposed(
    real_store: Store, what: str, name: str, options: tuple[str, ...], proposed: str
) -> None:
    question = Question(f"{what}:{name}", what, name, options)
    (found,) = answer_proposals.propose([question], preview.tables_of(real_store), Words("en")).values()
    assert found.answer == proposed
    assert bool(found.because) == bool(proposed)


@pytest.mark.parametrize(
    ("what", "options", "text", "key"),
    [
        ("model", ("gpt-5.1", "new"), "new name [new]", "new"),
        ("model", ("gpt-5.1", "new"), "새 이름", "new"),
        ("model", ("new",), "GPT-5.1", "gpt-5.1"),
        ("model", ("new",), "nothing of the kind", None),
        ("organisation", ("new",), "LG AI연구원", "lg-ai-research"),
        ("organisation", ("new",), "condition", None),
        ("organisation", ("new", "condition"), "condition", "condition"),
        ("organisation", ("new",), "DK", "DK"),
        ("country", ("KR",), "벨기에", "BE"),
        ("country", ("KR",), "Denmark [DK]", "DK"),
        ("role", ("reference", "evaluator"), "evaluator", "evaluator"),
        ("role", ("reference", "evaluator"), "boss", None),
        ("setting", ("split", "whole"), "모델 이름의 일부 [whole]", "whole"),
        ("scale", ("fraction", "percent"), "백분율(%)", "percent"),
        ("maker", (), "Nova [Lab]", "Nova [Lab]"),
        ("maker", (), "–", None),
    ],
)
def test_what_an_answer_means(
    real_store: Store, what: str, options: tuple[str, ...], text: str, key: str | None
) -> None:
    spoken = QuestionWords(Words("en"), preview.tables_of(real_store))
    assert spoken.meant(Question(f"{what}:x", what, "x", options), text) == key
