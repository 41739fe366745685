"""Archives, days and number texts on their own."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from datetime import date

import pytest

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.files import archive
from dokja.ingest.tables.grid import letters
from dokja.ingest.tables.readers.book_sheets import number_text
from dokja.ingest.values import cell_words, days
from dokja.ingest.values.digits import number
from dokja.ingest.values.vocabulary import MEANINGS, METRICS, NAMES, normal


def zipped(**members: bytes) -> Content:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made:
        made.mkdir("folder")
        for name, data in members.items():
            made.writestr(name, data)
    return Content("x.zip", memory.getvalue())


def test_members_of_an_archive() -> None:
    content = zipped(a=b"one", b=b"two")
    assert archive.names(content) == ["a", "b"]
    assert archive.member(content, "b") == b"two"
    assert list(archive.members(content, ("a",))) == [("a", b"one")]


def test_broken_member_is_named() -> None:
    content = zipped(a=b"one" * 100)
    at = content.data.index(b"folder/") + 7 + 30 + 1
    spoiled = content.data[:at] + bytes([content.data[at] ^ 0xFF]) + content.data[at + 1 :]
    for data, name, rule in ((spoiled, "a", "broken_member"), (content.data, "c", "missing_member")):
        with pytest.raises(Unreadable) as caught:
            archive.member(Content("x.zip", data), name)
        assert caught.value.problem.rule == rule
        assert name in caught.value.problem.message("ko")


def test_an_entry_that_lies_about_its_size_is_cut() -> None:
    content = zipped(a=b"0" * 5000)
    lying = content.data.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(Unreadable) as caught:
        archive.member(Content("x.zip", lying), "a")
    assert caught.value.problem.rule == "broken_member"


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 2)
    with pytest.raises(Unreadable) as caught:
        archive.names(zipped(a=b"1", b=b"2"))
    assert caught.value.problem.rule == "zip_bomb"
    assert "200 MB" in caught.value.problem.message("en")


def test_archive_that_grows_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_EXPANDED", 5)
    with pytest.raises(Unreadable) as caught:
        archive.member(zipped(a=b"123456"), "a")
    assert caught.value.problem.rule == "zip_bomb"


def test_what_is_not_unpacked_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_EXPANDED", 5)
    held = zipped(a=b"1", b=b"123456")
    assert archive.names(held) == ["a", "b"]
    assert archive.member(held, "a") == b"1"
    with pytest.raises(Unreadable) as caught:
        list(archive.members(held, ("a",)))
    assert caught.value.problem.rule == "zip_bomb"


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (0.412, "0.0%", "41.2%"),
        (0.41234, "0.0%", "41.234%"),
        (1, "0%", "100%"),
        (83.8, '0.00"%"', "83.80%"),
        (83.8, "0.00_);[Red](0.00)", "83.80"),
        (-1e-05, "0.00E+00", "-0.00001"),
        (1128, "#,##0", "1128"),
        (1128, "#,##0.0", "1128.0"),
        (1128, '0.0,"K"', "1128"),
    ],
)
def test_numbers_of_a_workbook(value: float, number_format: str, text: str) -> None:
    assert number_text(value, number_format) == text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-08-31", "2026-08-31"),
        ("2026. 8. 31.", "2026-08-31"),
        ("2026.08.31", "2026-08-31"),
        ("2026/8/31", "2026-08-31"),
        ("2026년 8월 31일", "2026-08-31"),
        ("2026년 8월", "2026-08"),
        ("2026-08", "2026-08"),
        ("2026. 8.", "2026-08"),
        ("20260831", "2026-08-31"),
        ("46265", "2026-08-31"),
        ("2026-08-31T12:00:00", "2026-08-31"),
        ("2026", None),
        ("2026-02-30", None),
        ("31/08/2026", None),
        ("여름", None),
    ],
)
def test_days(text: str, day: str | None) -> None:
    assert days.iso(text) == day


def test_days_after_today() -> None:
    today = date(2026, 8, 31)
    assert [days.is_future(day, today) for day in ("2026-08-31", "2026-09-01", "2026-08", "2026-09")] == [
        False,
        True,
        False,
        True,
    ]


def test_number_beside_text_and_unit() -> None:
    read = number("1.128,50 % ± 0,4", {","})
    assert (read.text, read.scale, read.fault, read.spread) == ("1128.50", "percent", None, "0,4")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tools=none; window=2024-07", {"tools": "none", "window": "2024-07"}),
        ("추론, 강도 높음, 도구 없이", {"mode": "reasoning", "effort": "high", "tools": "none"}),
        ("5-shot", {"shots": "5"}),
        ("run by mini-SWE-agent", {"agent": "mini-SWE-agent"}),
        ("혼자 채점", {"other": "혼자 채점"}),
        ("", {}),
    ],
)
def test_conditions_in_words(text: str, expected: dict[str, str]) -> None:
    assert cell_words.conditions(text) == expected


SEVERAL_ROLES = {"평가지표"}
"""Words for a benchmark where none is named otherwise, for a metric beside one."""


def test_every_word_has_one_role_and_is_written_as_it_is_compared() -> None:
    words = [word for names in NAMES.values() for word in names]
    assert {word for word, count in Counter(words).items() if count > 1} == SEVERAL_ROLES
    values = [word for kind in ("mode", "effort", "tools") for word in MEANINGS[kind]]
    assert [word for word in [*words, *METRICS, *values] if normal(word) != word] == []


def test_letters_of_columns() -> None:
    assert [letters(column) for column in (0, 25, 26, 701, 702, 16383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
