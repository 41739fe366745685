"""An editor signs in at a real OIDC provider, previews and records; nobody else can."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Page

from dokja.records.store import FILE_NAME, Store
from tests.browser.conftest import ROOT, wait_for
from tests.browser.reader import barriers, body, go_to, reading, settle

TABLE = """## Results (Thinking)

| Benchmark | Solar Open 2 (250B-A15B) | GLM-5.1 |
|---|---:|---:|
| MMLU-Pro | 86.2 | **88.1** |
| GPQA-Diamond | 86.3 | 120.5 |
| KoBALT | – | 55.5 |
"""
VERIFIED = {name: f"{name}@example.org" for name in ("kim", "lee", "park")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, real_store: Store) -> Path:
    """A data folder with the store of the checkout's records."""
    folder = tmp_path_factory.mktemp("edited")
    shutil.copy(real_store.file, folder / FILE_NAME)
    return folder


@pytest.fixture(scope="module")
def edited(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose editors sign in."""
    with served_to_editors(published, tmp_path_factory.mktemp("secrets")) as address:
        yield address


@contextmanager
def served_to_editors(published: Path, folder: Path) -> Iterator[str]:
    """A dashboard whose editors sign in at a provider of its own: kim is one, lee is not, of park the settings say too little."""
    provider, port = free_port(), free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{"0123456789abcdef" * 4}"
client_id = "dokja"
client_secret = "of-the-test"
server_metadata_url = "http://127.0.0.1:{provider}/.well-known/openid-configuration"

[dokja]
editors = [{{email = "kim@example.org", key = "kim", office = "AI 정책과"}}, "park@example.org"]
"""
    )
    people = [
        part
        for name, address in VERIFIED.items()
        for part in ("--user-claims", json.dumps({"sub": name, "email": address}))
    ]
    environment = {**os.environ, "DOKJA_DATA": str(published), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    options = ["--server.address", "127.0.0.1", "--server.headless", "true", "--secrets.files", str(secrets)]
    with (
        subprocess.Popen(
            [str(Path(sys.executable).with_name("oidc-provider-mock")), "--port", str(provider), *people],
            stderr=subprocess.DEVNULL,
        ) as service,
        subprocess.Popen([*command, *options], cwd=ROOT, env=environment) as process,
    ):
        wait_for(f"http://127.0.0.1:{provider}/.well-known/openid-configuration")
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        service.terminate()


SIGNED_IN: dict[tuple[str, str], list[Any]] = {}


def sign_in(page: Page, address: str, person: str) -> None:
    """Sign in at the provider, and keep the cookies."""
    page.get_by_role("button", name="로그인", exact=True).click()
    page.get_by_role("button", name=person).click()
    page.wait_for_url(re.compile(re.escape(address)))
    settle(page)
    SIGNED_IN[address, person] = [*page.context.cookies(address)]


@contextmanager
def signed_in(
    browser: BrowserContext,
    address: str,
    person: str,
    page_name: str = "intake",
    *,
    theme: Literal["light", "dark"] = "light",
) -> Iterator[tuple[Page, list[str]]]:
    """A page in Korean as somebody reads it who has signed in, and the addresses of other hosts that it asked.

    Whoever has signed in before at this dashboard comes with the cookies that he got then.
    """
    known = SIGNED_IN.get((address, person))
    if known:
        browser.add_cookies(known)
    opened = f"{address}/{page_name}?lang=ko"
    with reading(browser, opened, theme=theme, fresh=True) as (page, elsewhere):
        if not known:
            sign_in(page, address, person)
            go_to(page, opened)
            elsewhere.clear()
        yield page, elsewhere


def batches(published: Path) -> list[str]:
    folder = published / "batches"
    return (
        sorted(one.name for one in folder.iterdir() if not one.name.startswith("."))
        if folder.exists()
        else []
    )


def paste(page: Page, table: str) -> None:
    page.get_by_label("또는 표를 붙여 넣기").fill(table)
    page.get_by_label("또는 표를 붙여 넣기").blur()
    settle(page)


def paste_rich(page: Page, html: str, text: str) -> None:
    """Paste as a browser does: an event that carries the table with its markup, and as text."""
    page.get_by_label("또는 표를 붙여 넣기").evaluate(
        """(box, [html, text]) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", text);
            box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [html, text],
    )
    settle(page)


def upload(page: Page, name: str, text: str) -> None:
    page.locator('input[type="file"]').set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_text(re.compile("열의 뜻 ·")).wait_for()
    settle(page)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("combobox", name=label, exact=True).fill(option)
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def test_viewer_is_asked_to_sign_in(browser: BrowserContext, edited: str) -> None:
    with reading(browser, f"{edited}/intake?lang=ko", fresh=True) as (page, _):
        assert "편집자로 로그인해야" in body(page)
        assert page.locator("textarea").count() == 0


def test_dashboard_without_sign_in_says_so(browser: BrowserContext, server: str) -> None:
    for language, said in (("ko", "로그인 서비스를 먼저 설정"), ("en", "sign-in service must be set up")):
        with reading(browser, f"{server}/intake?lang={language}", fresh=True) as (page, _):
            assert said in body(page)


def test_person_who_is_no_editor_is_refused(browser: BrowserContext, edited: str, published: Path) -> None:
    with signed_in(browser, edited, "lee") as (page, _):
        assert "lee@example.org는 편집자가 아닙니다" in body(page)
        assert page.locator("textarea").count() == 0
    assert batches(published) == []


def test_editor_whom_the_settings_give_no_key_is_told(browser: BrowserContext, edited: str) -> None:
    with signed_in(browser, edited, "park") as (page, _):
        assert "park@example.org의 식별자(key)와 부서(office)가 없거나" in body(page)
        assert page.locator("textarea").count() == 0


def test_editor_previews_and_records(browser: BrowserContext, edited: str, published: Path) -> None:
    with signed_in(browser, edited, "kim") as (page, _):
        assert "Upload" not in page.locator('[data-testid="stFileUploader"]').inner_text()
        choose(page, "출처", "솔라 오픈 2 모델 카드")
        choose(page, "측정 기관", "업스테이지")
        choose(page, "추론 방식", "추론")
        paste(page, TABLE)
        text = body(page)
        for part in ("이미 있음 2", "새 수치 2", "120.5", "눈금(0~100)을 벗어난", "값이 없는 칸"):
            assert part in text
        assert barriers(page) == []
        assert page.get_by_role("button", name="이대로 기록하기").is_disabled()
        assert batches(published) == []
        page.get_by_text("제외하고 나머지를 기록").click()
        settle(page)
        page.get_by_label("기록 사유").fill("시험")
        page.get_by_label("기록 사유").blur()
        settle(page)
        page.get_by_role("button", name="이대로 기록하기").click()
        page.wait_for_selector("text=기록했습니다", timeout=60_000)
    (batch,) = batches(published)
    manifest = json.loads((published / "batches" / batch / "manifest.json").read_text("utf-8"))
    assert (manifest["recorded_by"], manifest["office"], manifest["reason"]) == ("kim", "AI 정책과", "시험")
    assert addresses(published) == []
    store = Store(published / FILE_NAME)
    new = store.ask("select score_text from score where model_id = 'glm-5.1' and benchmark_id = 'kobalt'")
    assert new["score_text"].to_list() == ["55.5"]
    store.close()


def test_what_was_read_is_shown_before_the_source_and_what_was_recorded_can_be_undone(
    browser: BrowserContext, edited: str, published: Path
) -> None:
    table = "모델,벤치마크,점수,단위,문항 수,측정일\nA.X K1,KMMLU-Pro,77.7,%,2822,2026-10-05\nA.X K1,KoBALT,40 41,%,700,\n"
    with signed_in(browser, edited, "kim") as (page, _):
        before = batches(published)
        upload(page, "read.csv", table)
        page.get_by_role("heading", name="읽은 내용").wait_for()
        settle(page)
        text = body(page)
        for part in ("77.7", "2,822", "2026-10-05", "40 41", "숫자가 있는 칸은 5개", "점수 1개", "제외 1개"):
            assert part in text
        assert barriers(page) == []
        choose(page, "출처", "솔라 오픈 2 모델 카드")
        choose(page, "측정 기관", "업스테이지")
        assert "읽은 내용" not in body(page)
        page.get_by_role("button", name="이대로 기록하기").click()
        page.get_by_text("1건을 기록했습니다").wait_for(timeout=60_000)
        settle(page)
        assert "/changes" in str(
            page.get_by_role("link", name="무엇이 바뀌었는지 보기").get_attribute("href")
        )
        (recorded,) = {*batches(published)} - {*before}
        page.get_by_text("방금 기록한 것 취소").first.click()
        settle(page)
        assert barriers(page) == []
        page.get_by_label("취소 사유").fill("시험")
        page.get_by_label("취소 사유").blur()
        settle(page)
        page.get_by_role("button", name="방금 기록한 것 취소").click()
        page.get_by_text("취소했습니다").wait_for(timeout=60_000)
        settle(page)
        assert "1건을 기록했습니다" not in body(page)
    (undone,) = {*batches(published)} - {*before, recorded}
    manifest = json.loads((published / "batches" / undone / "manifest.json").read_text("utf-8"))
    assert (manifest["kind"], manifest["undoes"], manifest["reason"]) == ("undo", recorded, "시험")
    store = Store(published / FILE_NAME)
    assert store.ask("from score where measured_on = '2026-10-05'").is_empty()
    store.close()


def addresses(published: Path) -> list[str]:
    """Files of the data folder, the store among them, that hold an address of an editor."""
    files = [file for file in published.rglob("*") if file.is_file()]
    return [str(file) for file in files if b"@example.org" in file.read_bytes()]


def test_bad_file_is_refused_with_a_message(browser: BrowserContext, edited: str) -> None:
    with signed_in(browser, edited, "kim") as (page, _):
        paste(page, '{"results": {"kmmlu": {"acc,none": NaN}')
        text = body(page)
        assert "붙여 넣은 표" in text
        assert "Traceback" not in text
        assert "오류 번호" not in text


def test_pasted_table_of_excel_is_read_and_what_was_lost_is_said(
    browser: BrowserContext, edited: str
) -> None:
    html = (ROOT / "tests" / "ingest" / "pasted" / "excel.html").read_text("utf-8")
    with signed_in(browser, edited, "kim") as (page, elsewhere):
        choose(page, "출처", "솔라 오픈 2 모델 카드")
        choose(page, "측정 기관", "업스테이지")
        choose(page, "추론 방식", "비추론")
        paste_rich(page, html, "모델\t벤치마크\t점수\tA.X K1")
        page.get_by_test_id("stMain").get_by_text("붙여 넣은 표: 4행 4열").wait_for()
        text = body(page)
        for part in (
            "합친 칸은 나누었습니다(1칸)",
            "수식은 제외하고",
            "숨긴 행은 제외되었습니다(1행)",
            "메모는 제외되었습니다",
        ):
            assert part in text
        page.get_by_role("cell", name="71.3").wait_for()
        assert "Hidden 9B" not in text
        assert page.locator("img[src^='file']").count() == 0
        assert elsewhere == []
        assert barriers(page) == []
        page.get_by_label("또는 표를 붙여 넣기").fill("모델\t벤치마크\t점수\nA.X K1\tKMMLU\t33.3\n")
        page.get_by_label("또는 표를 붙여 넣기").blur()
        page.get_by_role("cell", name="33.3").wait_for()
        assert "붙여 넣은 표: 4행" not in body(page)


def test_hostile_paste_runs_nothing(browser: BrowserContext, edited: str) -> None:
    html = (
        "<table><tr><td>모델</td><td>KMMLU</td></tr><tr><td><img src=x onerror='document.title=1'>"
        "<script>document.title=2</script>**A.X K1**</td><td>44.4</td></tr></table>"
    )
    header = "모델,[x](http://example.org) www.example.org a@example.org *2* ![y](http://example.org/y.png)"
    with signed_in(browser, edited, "kim") as (page, elsewhere):
        title = page.title()
        upload(page, "hostile.csv", f"{header}\nA.X K1,44.4\n")
        page.get_by_text(re.compile("열의 뜻 ·")).click()
        settle(page)
        assert page.locator('[data-testid="stWidgetLabel"]').filter(has_text="*2*").count() == 1
        assert page.locator('[data-testid="stMain"] a[href*="example.org"]').count() == 0
        paste_rich(page, html, "")
        page.get_by_test_id("stMain").get_by_text("붙여 넣은 표: 2행 2열").wait_for()
        settle(page)
        assert page.title() == title
        assert elsewhere == []


def test_new_source_is_told_its_key_and_asked_about_where_it_is_known(
    browser: BrowserContext, edited: str
) -> None:
    with signed_in(browser, edited, "kim") as (page, _):
        for label, text in (
            ("출처의 제목", "솔라 오픈 2 모델 카드"),
            ("발행 기관", "과학기술정보통신부"),
            ("주소", "https://example.org/korean"),
            ("발표일(연-월-일)", "2026-11-01"),
        ):
            page.get_by_label(label, exact=True).fill(text)
            page.get_by_label(label, exact=True).blur()
            settle(page)
        choose(page, "측정 기관", "업스테이지")
        upload(page, "new.csv", "모델,KMMLU\nA.X K1,46.5\n")
        page.get_by_text("제목이 ‘솔라 오픈 2 모델 카드’인 출처가 이미 있습니다").wait_for()
        assert page.get_by_role("button", name="이대로 기록하기").count() == 0
        assert barriers(page) == []
        page.get_by_label("출처의 제목", exact=True).fill("십일월 평가 결과")
        page.get_by_label("출처의 제목", exact=True).blur()
        page.get_by_text("식별자는 ministry-of-science-and-ict-2026-11-01입니다").wait_for()
        page.get_by_label("주소", exact=True).fill("https://huggingface.co/upstage/Solar-Open2-250B")
        page.get_by_label("주소", exact=True).blur()
        question = "주소가 https://huggingface.co/upstage/Solar-Open2-250B인 출처가 이미 있습니다"
        page.get_by_text(re.compile(re.escape("출처가 이미 있습니다. 이번 출처"))).wait_for()
        assert question in body(page).replace("\u2060", "")
        settle(page)
        asked = page.get_by_role("combobox", name=re.compile("이번 출처"))
        asked.click()
        asked.fill("솔라 오픈 2 모델")
        page.get_by_role("option", name="솔라 오픈 2 모델 카드", exact=True).click()
        page.get_by_role("button", name="답변하고 다시 보기").click()
        page.get_by_text(
            "새 출처를 만들지 않고 이미 있는 출처 ‘솔라 오픈 2 모델 카드’에 기록합니다"
        ).wait_for()


def test_corrected_columns_are_remembered_for_the_next_file(browser: BrowserContext, edited: str) -> None:
    table = "모델,벤치,성적,비고\nA.X K1,KMMLU,{},5\n"
    with signed_in(browser, edited, "kim") as (page, _):
        choose(page, "출처", "솔라 오픈 2 모델 카드")
        choose(page, "측정 기관", "업스테이지")
        choose(page, "추론 방식", "비추론")
        upload(page, "first.csv", table.format("44.4"))
        page.get_by_text(re.compile("열의 뜻 ·")).click()
        settle(page)
        assert barriers(page) == []
        choose(page, "성적", "쓰지 않음")
        page.get_by_role("button", name="이 뜻으로 다시 읽기").click()
        page.get_by_text("이대로는 읽을 수 없습니다").wait_for()
        choose(page, "성적", "점수")
        choose(page, "비고", "예시 수(샷)")
        page.get_by_role("button", name="이 뜻으로 다시 읽기").click()
        page.get_by_text("방금 수정한 대로 읽었습니다").wait_for()
        settle(page)
        assert "5샷" in body(page) or "5-shot" in body(page) or "예시 5" in body(page)
        page.get_by_role("button", name="이대로 기록하기").click()
        page.get_by_text("1건을 기록했습니다").wait_for(timeout=60_000)
        settle(page)
        assert page.locator('[data-testid="stFileUploaderFile"]').count() == 0
        upload(page, "second.csv", table.format("55.5"))
        page.get_by_text("수정한 사람: AI 정책과 (kim)").wait_for()
        page.get_by_role("button", name="수정한 것을 버리고 제안대로 읽기").click()
        page.get_by_text("수정한 사람: AI 정책과 (kim)").wait_for(state="detached")
        page.get_by_text("점수에 쓰지 않는 열입니다").first.wait_for()


def book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    data = BytesIO()
    made.save(data)
    return data.getvalue()


def upload_book(page: Page, name: str, data: bytes) -> None:
    page.locator('input[type="file"]').set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    page.get_by_text(re.compile("열의 뜻 ·")).first.wait_for()
    settle(page)


def test_sheets_and_header_rows_are_chosen_and_remembered(browser: BrowserContext, edited: str) -> None:
    def sheets(title: str, number: float) -> dict[str, list[list[object]]]:
        results: list[list[object]] = [
            [title, "담당", None],
            ["과제", "A.X K1", "A.X K1"],
            ["모델별", "추론", "비추론"],
        ]
        return {
            "결과": [*results, ["KMMLU", number, 31.5], ["CLIcK", 71.5, 61.5]],
            "초안": [["모델", "KMMLU"], ["A.X K1", 1.5]],
        }

    with signed_in(browser, edited, "kim") as (page, _):
        choose(page, "출처", "솔라 오픈 2 모델 카드")
        choose(page, "측정 기관", "업스테이지")
        upload_book(page, "first.xlsx", book(sheets("11월 결과", 41.5)))
        draft = page.get_by_text(re.compile("열의 뜻 · 표 ‘초안’ ·"))
        draft.click()
        page.get_by_text("이 표의 숫자를 가져오기").last.click()
        page.get_by_text("열의 뜻 · 표 ‘초안’ · 가져오지 않음").wait_for()
        page.get_by_text(re.compile("열의 뜻 · 표 ‘결과’ ·")).click()
        settle(page)
        header = page.get_by_role("combobox", name="제목 줄", exact=True).first
        header.focus()
        header.press("ArrowDown")  # a list at the edge of the window closes again as the page scrolls
        page.get_by_role(
            "option", name="2-3행: 과제 모델별 · A.X K1 추론 · A.X K1 비추론", exact=True
        ).click()
        page.get_by_text("제목 줄은 2-3행입니다").wait_for()
        settle(page)
        assert barriers(page) == []
        text = body(page)
        assert "41.5" in text
        page.get_by_role("button", name="이대로 기록하기").click()
        page.get_by_text("4건을 기록했습니다").wait_for(timeout=60_000)
        settle(page)
        upload_book(page, "second.xlsx", book(sheets("12월 결과", 42.5)))
        page.get_by_text("열의 뜻 · 표 ‘초안’ · 가져오지 않음").wait_for()
        assert page.get_by_text("수정한 사람: AI 정책과 (kim)").count() == 2
        page.get_by_role("cell", name="42.5").wait_for()


def test_columns_of_one_of_many_tables_of_a_page_are_chosen(browser: BrowserContext, edited: str) -> None:
    known = "\n## Part {0}\n| Benchmark | A.X K1 |\n|---|---|\n| AIME2{0} | 5{0} |\n"
    card = (
        "".join(map(known.format, range(6)))
        + "\n## Odd\n| Wer | Was | Wert |\n|---|---|---|\n| x | MM | 71.2 |\n"
    )
    with signed_in(browser, edited, "kim") as (page, _):
        page.locator('input[type="file"]').set_input_files(
            {"name": "card.md", "mimeType": "text/markdown", "buffer": card.encode()}
        )
        page.get_by_text("수치 6개를 읽었습니다").wait_for()
        pick(page, "열의 뜻을 볼 표", "Odd")
        for header, role in (("Wer", "모델"), ("Was", "벤치마크")):
            pick(page, f"^{header}$", role)
        page.get_by_role("button", name="이 뜻으로 다시 읽기").click()
        page.get_by_text("수치 7개를 읽었습니다").wait_for()


def pick(page: Page, label: str, typed: str) -> None:
    """Choose the first option that fits what is typed in a selector whose label holds a text."""
    box = page.get_by_role("combobox", name=re.compile(label))
    box.click()
    box.fill(typed)
    page.get_by_role("option").first.click()
    settle(page)


def test_reporters_that_no_record_names_are_asked_about_and_recorded(
    browser: BrowserContext, edited: str, published: Path
) -> None:
    table = "모델,벤치마크,점수,단위,측정 기관\n{}"
    rows = ["A.X K1,KMMLU-Pro,11.5,percent,EuroEval", "A.X K1,KoBALT,12.5,percent,Epoch AI Institute"]
    rows += ["A.X K1,CLIcK,13.5,percent,엘지AI연구원", "A.X K1,KMMLU,14.5,percent,"]
    with signed_in(browser, edited, "kim") as (page, _):
        choose(page, "출처", "솔라 오픈 2 모델 카드")
        upload(page, "reporters.csv", table.format("\n".join(rows)))
        page.get_by_text("수치 1건의 측정 기관이 파일에 없습니다").wait_for()
        asked = page.get_by_role("combobox", name="측정 기관", exact=True)
        asked.click()
        asked.fill("한국시험원")
        page.get_by_role("option", name="추가: 한국시험원", exact=True).click()
        settle(page)
        assert "측정 기관이 파일에 없습니다" not in body(page)
        assert barriers(page) == []
        pick(page, "수치 1건의 측정 기관 EuroEval은", "새 기관")
        pick(page, "수치 1건의 측정 기관 Epoch AI Institute는", "에포크")
        pick(page, "수치 1건의 측정 기관 한국시험원은", "새 기관")
        page.get_by_role("button", name="답변하고 다시 보기").click()
        pick(page, "새 기관 EuroEval의 국가", "벨기에")
        pick(page, "새 기관 EuroEval의 역할", "평가 기관")
        pick(page, "새 기관 한국시험원의 국가", "알 수 없는 국가")
        pick(page, "새 기관 한국시험원의 역할", "평가 기관")
        assert barriers(page) == []
        page.get_by_role("button", name="답변하고 다시 보기").click()
        page.get_by_role("heading", name="새로 기록될 기관").wait_for()
        settle(page)
        text = body(page)
        for told in ("벨기에", "알 수 없는 국가", "LG AI연구원", "에포크 AI"):
            assert told in text
        page.get_by_role("button", name="이대로 기록하기").click()
        page.get_by_text("4건을 기록했습니다").wait_for(timeout=60_000)
    store = Store(published / FILE_NAME)
    query = "select score_text, name_ko, country, team.role from score join team on team_id = reporter_id where model_id = 'a-x-k1' and score_text in ('11.5', '12.5', '13.5', '14.5') and source_id = 'solar-open-2-card' order by all"
    assert store.ask(query).rows() == [
        ("11.5", "EuroEval", "BE", "evaluator"),
        ("12.5", "에포크 AI", "US", "evaluator"),
        ("13.5", "LG AI연구원", "KR", "contender"),
        ("14.5", "한국시험원", "ZZ", "evaluator"),
    ]
    store.close()


def test_many_questions_are_answered_in_one_table_and_in_one_file(
    browser: BrowserContext, edited: str, tmp_path: Path
) -> None:
    names = [f"{family}{number}.7" for family in ("gpt-", "HyperNova ") for number in range(20, 28)]
    lines = [f"{name}\tKMMLU-Pro\t{at}.5%" for at, name in enumerate(names, start=10)]
    with signed_in(browser, edited, "kim") as (page, _):
        choose(page, "출처", "솔라 오픈 2 모델 카드")
        choose(page, "측정 기관", "업스테이지")
        paste(page, "\n".join(["모델\t벤치마크\t점수", *lines, ""]))
        page.get_by_test_id("stDataFrame").wait_for()
        assert barriers(page) == []
        table = page.get_by_test_id("stDataFrame")
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        assert box
        table.dblclick(position={"x": 350, "y": 37 * 9 + 20})
        page.locator(".gdg-input").press_sequentially("Nova Lab")
        page.locator(".gdg-input").press("Enter")
        page.locator(".gdg-input").wait_for(state="detached")
        table.locator("[role=gridcell]", has_text=re.compile("^Nova Lab$")).wait_for(state="attached")
        settle(page)
        page.get_by_role("button", name="표의 답변을 확인하고 다시 보기").click()
        table.locator("[role=gridcell]", has_text="개발사 Nova Lab").wait_for(state="attached")
        settle(page)
        file = tmp_path / "questions.xlsx"
        with page.expect_download() as download:
            page.get_by_role("button", name="질문을 엑셀 파일로 내려받기").click()
        download.value.save_as(file)
        book = openpyxl.load_workbook(file)
        rows = list(book.worksheets[0].iter_rows(min_row=4))
        about = {row[7].value: row[6] for row in rows}
        assert {key.partition(":")[0] for key in about} == {"maker", "organisation"}
        assert "maker:HyperNova 20.7" not in about
        for key, cell in about.items():
            cell.value = "DK" if key == "organisation:Nova Lab" else "Nova Lab"
        about["maker:HyperNova 27.7"].value = "–"
        book.save(file)
        page.locator('input[type="file"]').last.set_input_files(file)
        settle(page)
        page.get_by_role("button", name="파일의 답변을 확인하고 다시 보기").click()
        page.get_by_text("새 기관 Nova Lab의 역할은 무엇입니까?").first.wait_for()
        settle(page)
        assert "값 ‘–’: 기관의 이름이 될 수 없습니다" in body(page)
        assert barriers(page) == []
