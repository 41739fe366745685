"""Templates filled with records change nothing; what is altered in them is told, recorded, and taken back whole."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from dokja.editing import commit_changes, find_records, load_current, record_preview, template_writer
from dokja.editing.record_changes import RecordPreview
from dokja.i18n.text import Words
from dokja.ingest import registry
from dokja.ingest.content import Content
from dokja.ingest.registry import importer
from dokja.records import batches, commit, data_package, ledger, store
from dokja.records.commit import Refused
from dokja.records.store import ROOT
from tests.recording import answers, asked

pytestmark = pytest.mark.usefixtures("queries")


@pytest.fixture
def unbuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder of its own without a store: enough to look at the records."""
    monkeypatch.setenv("DOKJA_DATA", str(tmp_path))


RESOURCES = data_package.resources(ROOT / "data")
ALTERED = {
    "source": ("title_ko", "고친 제목"),
    "team": ("name_ko", "고친 이름"),
    "team_alias": ("alias", "Another Maker"),
    "team_status": ("on_date", "2025-08-05"),
    "model": ("context_tokens", "4096"),
    "model_alias": ("alias", "Another Name"),
    "reference_model": ("listed_on", "2026-12-01"),
    "model_fact": ("value", "501"),
    "model_plan": ("stated_on", "2025-12-31"),
    "benchmark": ("n_items", "99"),
    "benchmark_alias": ("alias", "another name"),
    "composite_member": ("weight", "21"),
    "score": ("score_text", "83.80"),
    "mark_conversion": ("factor", "0.26"),
    "doubtful_score": ("reason_en", "another reason"),
    "missing_reason": ("reason", "not_found"),
    "event": ("text_ko", "고친 내용"),
    "round_result": ("value", "9.1"),
    "claim": ("value_text", "11"),
    "claim_input": ("factor", "2"),
}
IN_THE_KEY = {"team_alias", "model_alias", "benchmark_alias"}


@cache
def filled(table: str, language: str) -> bytes:
    """The template of a table with every record of the checkout."""
    tables, spoken = load_current.records(Words(language))
    return template_writer.write(table, spoken, tables, tables[table].to_dicts())


def seen(*contents: Content) -> RecordPreview:
    """What filled templates would change in the records of the data folder."""
    tables, spoken = load_current.records(Words("en"))
    return record_preview.from_files(registry.read(contents), tables, spoken.resources)


def altered(table: str, cells: dict[tuple[int, str], Any], language: str = "ko") -> Content:
    """A filled template with other values, by row of the sheet and column."""
    book = openpyxl.load_workbook(io.BytesIO(filled(table, language)))
    page = book.worksheets[0]
    places = {cell.value: cell.column for cell in page[2]}
    for (row, column), value in cells.items():
        page.cell(row, places[column]).value = value
    memory = io.BytesIO()
    book.save(memory)
    return Content(f"{table}.xlsx", memory.getvalue())


def as_text(data: bytes, sign: str, rows: Sequence[int] = ()) -> str:
    """The first sheet as a spreadsheet saves or copies it, of all rows or some."""
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    lines = []
    for number, row in enumerate(page.iter_rows(values_only=True), start=1):
        cells = ["" if cell is None else str(cell).removesuffix(" 00:00:00") for cell in row]
        quoted = [
            '"' + cell.replace('"', '""') + '"' if sign in cell or '"' in cell else cell for cell in cells
        ]
        if not rows or number in rows or number > 4:
            lines.append(sign.join(quoted))
    return "\n".join(lines) + "\n"


def test_every_table_is_tried() -> None:
    assert set(ALTERED) == set(RESOURCES)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("table", sorted(RESOURCES))
def test_template_with_records_changes_nothing(unbuilt: None, table: str, language: str) -> None:
    data = filled(table, language)
    count = pl.read_csv(ROOT / "data" / f"{table}.csv", infer_schema=False).height
    kinds = {
        "book.xlsx": data,
        "saved.csv": ("\ufeff" + as_text(data, ",")).encode(),
        "copied with both headers": as_text(data, "\t", (1, 2)).encode(),
        "copied with labels": as_text(data, "\t", (1,)).encode(),
        "copied with technical names": as_text(data, "\t", (2,)).encode(),
    }
    for name in (
        "book.xlsx",
        "saved.csv",
        "copied with both headers",
        "copied with labels",
        "copied with technical names",
    ):
        found = seen(Content(name, kinds[name]))
        assert (found.counts, found.problems) == ({"same": count}, []), name
        example = [left.reason for _, left in found.left_out]
        assert example == (["example_row"] if name in ("book.xlsx", "saved.csv") else []), name


@pytest.mark.parametrize("table", sorted(RESOURCES))
def test_altered_row_is_told_with_both_values(unbuilt: None, table: str) -> None:
    column, value = ALTERED[table]
    old = pl.read_csv(ROOT / "data" / f"{table}.csv", infer_schema=False)[0, column]
    found = seen(altered(table, {(5, column): value}))
    (change,) = found.effective
    if table in IN_THE_KEY:
        assert (change.status, change.old) == ("new", None)
    else:
        assert (change.status, change.cells) == ("changed", [(column, old, value)])
    assert found.problems == []


@pytest.mark.every_view
def test_altered_rows_of_every_table_supersede_and_undo_restores(home: Path) -> None:
    before = answers(store.path())
    contents = [altered(table, {(5, column): value}) for table, (column, value) in sorted(ALTERED.items())]
    found = seen(*contents)
    assert found.problems == []
    with pytest.raises(Refused, match=r"entry\.no_reason"):
        commit_changes.record(found, contents, "kim", " ")
    batch = commit_changes.record(found, contents, "kim", "wrong")
    assert batch.kind == batches.CORRECTION
    assert {one.status for one in seen(*contents).changes} == {"same"}
    now = answers(store.path())
    assert [table for table in ALTERED if now[table] == before[table]] == []
    told = dict(asked("select table_name, change from record_change('') where table_name <> 'score'"))
    expected = {table: "added" if table in {*IN_THE_KEY, "model_fact"} else "corrected" for table in ALTERED}
    assert told.keys() == ALTERED.keys() - {"score"}
    assert {table: change for table, change in told.items() if table != "model_fact"} == {
        table: change for table, change in expected.items() if table not in ("score", "model_fact")
    }
    assert asked("select change, old_text, new_text from change_log('')") == [("corrected", "83.8", "83.80")]
    commit.undo(batch.batch_id, "kim", "back")
    assert answers(store.path()) == before


def test_rows_left_out_of_a_template_stay(home: Path) -> None:
    data = altered("event", {(5, "text_ko"): "고친 내용"})
    book = openpyxl.load_workbook(io.BytesIO(data.data))
    book.worksheets[0].delete_rows(6, 50)
    memory = io.BytesIO()
    book.save(memory)
    count = asked("select count(*) from event")
    commit_changes.record(seen(Content("event.xlsx", memory.getvalue())), [], "kim", "wrong")
    assert asked("select count(*) from event") == count


BAD: dict[str, tuple[str, dict[tuple[int, str], Any], str, str | None]] = {
    "formula": ("event", {(6, "text_ko"): "=1+1"}, "formula_without_value", "text_ko"),
    "wrong date": ("event", {(6, "on_date"): "31.31.2026"}, "date", "on_date"),
    "unknown source": ("event", {(6, "source_id"): "No Such Paper"}, "no_such_record", "source_id"),
    "unknown kind": ("event", {(6, "kind"): "party"}, "no_such_choice", "kind"),
    "one language": ("team_status", {(6, "reason_en"): None}, "other_language", "reason_en"),
    "missing": ("event", {(6, "text_en"): None}, "required", "text_en"),
    "no number": ("round_result", {(6, "value"): "9,2점"}, "number", "value"),
    "more than all": ("round_result", {(6, "value"): "11"}, "rule_mark_range", None),
    "mean of a team": ("round_result", {(6, "kind"): "mean"}, "rule_mark_team", None),
    "no key": ("source", {(6, "source_id"): "Not A Key"}, "form_key", "source_id"),
    "no address": ("source", {(6, "url"): "example"}, "form_url", "url"),
    "duplicate key": ("event", {(6, "event_id"): "call"}, "repeated", None),
    "example still marked": ("event", {(4, "text_ko"): "내 기록"}, "example_changed", None),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_cell_is_refused_with_its_place(unbuilt: None, name: str) -> None:
    table, cells, rule, column = BAD[name]
    found = seen(altered(table, cells))
    ((row, _),) = cells
    assert [(one.rule, one.row, one.column) for one in found.problems] == [(rule, row, column)]
    assert found.effective == []
    for language in ("ko", "en"):
        text = found.problems[0].message(language)
        assert f"{table}.xlsx" in text
        assert str(row) in text


def test_one_template_may_name_what_another_brings(home: Path) -> None:
    tables, spoken = load_current.records(Words("ko"))
    empty = {name: template_writer.write(name, spoken, tables) for name in ("source", "event")}
    source = {
        "title_ko": "3차 발표",
        "title_en": "Third release",
        "publisher_ko": "과기정통부",
        "publisher_en": "MSIT",
        "url": "https://example.org/3",
        "published_on": "2027. 1. 15.",
        "kind": "정부 자료",
        "read": "direct",
    }
    event = {
        "on_date": "2027.1.15",
        "kind": "발표",
        "text_ko": "3차 평가 발표",
        "text_en": "Third results",
        "source_id": "3차 발표",
    }
    contents = [row_of(empty["source"], "source", source), row_of(empty["event"], "event", event)]
    found = seen(*contents)
    assert (found.counts, found.problems) == ({"new": 2}, [])
    commit_changes.record(found, contents, "kim", "")
    assert asked(
        "select cast(on_date as varchar), source_id, kind from event where event_id = 'third-results'"
    ) == [("2027-01-15", "third-release-2027-01-15", "announcement")]


def row_of(data: bytes, table: str, values: dict[str, str]) -> Content:
    """An empty template with one row."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    for cell in page[2]:
        if cell.value in values:
            page.cell(5, cell.column, values[cell.value])
    memory = io.BytesIO()
    book.save(memory)
    return Content(f"{table}.xlsx", memory.getvalue())


def test_second_of_two_corrections_is_refused(home: Path) -> None:
    first = seen(altered("score", {(5, "score_text"): "80.1"}))
    second = seen(altered("score", {(5, "score_text"): "80.2"}))
    done = commit_changes.record(first, [], "kim", "first")
    before = answers(store.path())
    with pytest.raises(Refused, match=r"entry\.changed_meanwhile"):
        commit_changes.record(second, [], "lee", "second")
    assert answers(store.path()) == before
    again = commit_changes.record(seen(altered("score", {(5, "score_text"): "80.2"})), [], "lee", "second")
    with pytest.raises(Refused, match=r"intake\.built_on"):
        commit.undo(done.batch_id, "kim", "back")
    commit.undo(again.batch_id, "kim", "back")
    assert answers(store.path()) == before


def test_same_new_record_of_two_editors_is_added_once(home: Path) -> None:
    found = seen(altered("model_alias", {(5, "alias"): "Yet Another"}))
    commit_changes.record(found, [], "kim", "")
    with pytest.raises(Refused, match=r"entry\.changed_meanwhile"):
        commit_changes.record(found, [], "lee", "")


def test_withdrawn_record_stays_in_the_history_and_can_come_back(home: Path) -> None:
    tables, spoken = load_current.records(Words("ko"))
    row = tables["score"].row(0, named=True)
    count = tables["score"].height
    before = answers(store.path())
    batch = commit_changes.record(
        record_preview.withdrawal("score", row, spoken.resources), [], "kim", "wrong"
    )
    assert asked("select count(*) from score") == [(count - 1,)]
    assert asked("select change, old_text, new_text, reason from change_log('')") == [
        ("withdrawn", row["score_text"], None, "wrong")
    ]
    back = seen(Content("score.xlsx", filled("score", "ko")))
    assert back.counts == {"same": count - 1, "new": 1}
    commit_changes.record(back, [], "kim", "right after all")
    assert {name: rows for name, rows in answers(store.path()).items() if name == "score"} == {
        "score": before["score"]
    }
    assert batch.batch_id in [one.batch_id for one in ledger.opened(home).batches]


def test_record_that_others_name_is_not_withdrawn(home: Path) -> None:
    tables, spoken = load_current.records(Words("ko"))
    row = tables["source"].row(0, named=True)
    naming = find_records.referring("source", row, tables, spoken.resources)
    counted = {
        table: asked(f"select count(*) from {table} where source_id = '{row['source_id']}'")[0][0]
        for table in naming
    }
    assert naming == counted
    assert naming


@pytest.mark.parametrize("table", sorted(RESOURCES))
def test_template_offers_what_may_be_chosen(table: str, unbuilt: None) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled(table, "ko")))
    page, lists = book.worksheets
    assert (page.sheet_state, lists.sheet_state) == ("visible", "hidden")
    names = [cell.value for cell in page[2]][1:]
    assert names == [field["name"] for field in RESOURCES[table]["schema"]["fields"]]
    by_column = {
        str(rule.sqref).split("5")[0].rstrip("0123456789:"): rule
        for rule in page.data_validations.dataValidation
    }
    for place, field in enumerate(RESOURCES[table]["schema"]["fields"], start=2):
        rule = by_column[openpyxl.utils.get_column_letter(place)]
        choices = field.get("constraints", {}).get("enum")
        target = data_package.targets(RESOURCES[table]).get(field["name"])
        assert page.cell(3, place).value
        if choices or target or field["type"] == "boolean":
            assert rule.type == "list"
            first, last = re.findall(r"\$(\d+)", rule.formula1)
            cells = [lists.cell(row, place).value for row in range(int(first), int(last) + 1)]
            keys = [re.findall(r"\[([^\[\]]+)\]$", cell)[0] for cell in cells]
            known = (
                pl.read_csv(ROOT / "data" / f"{target}.csv", infer_schema=False).to_series(0).to_list()
                if target
                else None
            )
            assert keys == (choices or known or ["true", "false"])
        else:
            assert rule.type == {"date": "date", "number": "custom", "integer": "custom"}.get(
                field["type"], rule.type if rule.type == "list" else None
            )


def test_no_cell_of_a_template_is_live(unbuilt: None) -> None:
    for table in RESOURCES:
        with zipfile.ZipFile(io.BytesIO(filled(table, "ko"))) as archive:
            sheets = [
                archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name
            ]
        assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


@pytest.mark.parametrize(
    "text",
    [
        "model,benchmark,score\nA,MMLU-Pro,80\n",
        "| model | benchmark | score |\n|---|---|---|\n| A | MMLU-Pro | 80 |\n",
        '{"results": {}}',
        "이름\t점수\nA\t80\n",
    ],
)
def test_results_are_no_template(text: str) -> None:
    assert not importer("template").recognises(Content("file", text.encode()))
