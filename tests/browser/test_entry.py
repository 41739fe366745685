"""An editor adds an official mark, corrects a score and withdraws it; what others change meanwhile is never lost."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Page

from dokja.editing import commit_changes, load_current, record_preview
from dokja.editing.record_changes import Entry
from dokja.i18n.text import Words
from dokja.records import commit
from dokja.records.store import FILE_NAME, Store
from tests.browser.reader import barriers, body, go_to, reading, settle, take
from tests.browser.test_intake import addresses, batches, choose, edited, published, signed_in

__all__ = ["edited", "published"]

SCORE = "model_id = 'k-exaone-236b-a23b' and benchmark_id = 'mmlu-pro' and source_id = 'k-exaone-readme'"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    page.get_by_label(label, exact=True).blur()
    settle(page)


def record(page: Page, label: str, reason: str) -> None:
    write(page, label, reason)
    page.get_by_role("button", name="이대로 기록하기").click()
    page.wait_for_selector("text=기록했습니다", timeout=60_000)
    settle(page)


def found(page: Page, action: str, number: str) -> None:
    """Open the score that is corrected and withdrawn."""
    choose(page, "기록의 종류", "점수")
    page.get_by_text(action, exact=True).click()
    settle(page)
    write(page, "기록 찾기(이름의 일부)", f"K-엑사원 MMLU-Pro LG {number}")
    page.get_by_role("combobox", name="수정하거나 철회할 기록").click()
    take(page, page.get_by_role("option").first)


def asked(published: Path, query: str) -> list[tuple[object, ...]]:
    store = Store(published / FILE_NAME)
    rows = store.ask(query).rows()
    store.close()
    return rows


def test_only_editors_see_the_form(browser: BrowserContext, edited: str, published: Path) -> None:
    with reading(browser, f"{edited}/entry?lang=ko", fresh=True) as (page, _):
        assert "편집자로 로그인해야" in body(page)
        assert page.locator("form, [data-testid=stForm]").count() == 0
    with signed_in(browser, edited, "lee", "entry") as (page, _):
        assert "lee@example.org는 편집자가 아닙니다" in body(page)
        assert page.locator("[data-testid=stForm]").count() == 0
    assert batches(published) == []


def test_editor_adds_corrects_and_withdraws(browser: BrowserContext, edited: str, published: Path) -> None:
    with signed_in(browser, edited, "kim", "entry") as (page, _):
        choose(page, "단계 *", "2차 단계평가")
        choose(page, "평가 항목 *", "총점")
        write(page, "만점 *", "100")
        choose(page, "종류 *", "격차")
        write(page, "값 *", "4.8점")
        choose(page, "출처 *", "1차 단계평가 결과 발표 (보도자료)")
        press(page, "변경 내용 미리 보기")
        assert "값, 값 ‘4.8점’: 숫자가 아닙니다" in body(page)
        write(page, "값 *", "4.80")
        press(page, "변경 내용 미리 보기")
        assert "새 기록 1" in body(page)
        assert "msit-" not in body(page)
        assert barriers(page) == []
        assert batches(published) == []
        record(page, "기록 사유", "")
        added = "select value, team_id from round_result where kind = 'gap' and criterion = 'total' and round = 'round-2'"
        assert [(str(value), team) for value, team in asked(published, added)] == [("4.800000", None)]

        found(page, "수정", "83.8")
        write(page, "점수 *", "83.90")
        press(page, "변경 내용 미리 보기")
        assert "점수: 83.8 → 83.90" in body(page)
        page.get_by_role("button", name="이대로 기록하기").click()
        settle(page)
        assert "사유를 입력해야 합니다" in body(page)
        assert len(batches(published)) == 1
        record(page, "수정 또는 철회 사유 *", "카드의 오기")
        assert asked(published, f"select score_text from score where {SCORE}") == [("83.90",)]

        found(page, "철회", "83.90")
        assert "철회 1" in body(page)
        record(page, "수정 또는 철회 사유 *", "잘못 올림")
        assert asked(published, f"select score_text from score where {SCORE}") == []
        go_to(page, f"{edited}/changes?lang=ko&since=files")
        text = body(page)
        for part in ("공식 점수", "값: 4.80", "평가 항목: 총점", "잘못 올림", "AI 정책과 (kim)"):
            assert part in text
        assert "msit-20260115" not in text
        assert "@" not in text
    history = sorted(batches(published))
    assert len(history) == 3
    made = [json.loads((published / "batches" / one / "manifest.json").read_text("utf-8")) for one in history]
    assert [one["kind"] for one in made] == ["entry", "correction", "correction"]
    assert {(one["recorded_by"], one["office"]) for one in made} == {("kim", "AI 정책과")}
    assert addresses(published) == []


def test_second_editor_is_told_and_loses_nothing(
    browser: BrowserContext, edited: str, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOKJA_DATA", str(published))
    with signed_in(browser, edited, "kim", "entry") as (page, _):
        choose(page, "기록의 종류", "행사와 일정")
        page.get_by_text("수정", exact=True).click()
        settle(page)
        choose(page, "수정하거나 철회할 기록", "사업 공고")
        write(page, "내용(영어) *", "Call, mended")
        press(page, "변경 내용 미리 보기")
        assert "Call for the programme → Call, mended" in body(page)
        write(page, "수정 또는 철회 사유 *", "영문")
        tables, spoken = load_current.records(Words("ko"))
        (now,) = [row for row in tables["event"].iter_rows(named=True) if row["event_id"] == "call"]
        other = Entry("event", "form", None, {**now, "text_ko": "사업을 공고함"}, replaces=now)
        batch = commit_changes.record(
            record_preview.look([other], tables, spoken.resources), [], "lee", "first"
        )
        page.get_by_role("button", name="이대로 기록하기").click()
        settle(page)
        text = body(page)
        assert "다른 사람이 이 기록을 바꾸어서 기록하지 않았습니다" in text
        assert "내용(한국어): 사업 공고 → 사업을 공고함" in text
        assert page.get_by_label("내용(영어) *", exact=True).input_value() == "Call, mended"
        assert asked(published, "select text_en from event where event_id = 'call'") == [
            ("Call for the programme",)
        ]
        page.get_by_role("button", name="이대로 기록하기").click()
        page.wait_for_selector("text=기록했습니다", timeout=60_000)
        assert asked(published, "select text_ko, text_en from event where event_id = 'call'") == [
            ("사업을 공고함", "Call, mended")
        ]
    with pytest.raises(commit.Refused, match=r"intake\.built_on"):
        commit.undo(batch.batch_id, "lee", "back")


def test_downloaded_template_is_recognised(browser: BrowserContext, edited: str, tmp_path: Path) -> None:
    with signed_in(browser, edited, "kim", "entry") as (page, _):
        page.get_by_text("여러 개를 한꺼번에 등록하기").click()
        settle(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="현재 기록이 든 양식").click()
        file = tmp_path / "marks.xlsx"
        download.value.save_as(file)
        book = openpyxl.load_workbook(file)
        place = next(cell.column for cell in book.worksheets[0][2] if cell.value == "value")
        book.worksheets[0].cell(5, place).value = "9.1"
        book.save(file)
        go_to(page, f"{edited}/intake?lang=ko")
        page.locator("input[type=file]").set_input_files(file)
        page.wait_for_selector("text=바뀔 기록", timeout=60_000)
        settle(page)
        text = body(page)
        assert "수정 1" in text
        assert "값: 9.2 → 9.1" in text
        assert "양식의 예시 행이라" in text
