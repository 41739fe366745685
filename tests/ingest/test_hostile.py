"""Files made to break the reading: each is refused in words that name it, or read right; nothing in between."""

from __future__ import annotations

import gzip
import io
import json
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from dokja.ingest import registry, sandbox
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.reading import Reading
from dokja.ingest.values.names import LONGEST
from dokja.records.problems import Problem

HEADER = "model,benchmark,score,unit\n"
ROW = "A.X K2,KMMLU-Pro,80.5,percent\n"
HARNESS = {
    "results": {"kmmlu": {"alias": "kmmlu", "acc,none": 0.805}},
    "config": {"model": "hf"},
    "n-shot": {"kmmlu": 0},
    "model_name": "A.X K2",
}
INDEX = """---
model-index:
- name: A.X K2
  results:
  - dataset: {name: KMMLU-Pro, type: kmmlu}
    metrics:
    - {type: acc, value: VALUE}
---
"""
DOCTYPE = '<?xml version="1.0" encoding="ENCODING"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'


def cell(
    score: str = "80.5", model: str = "A.X K2", benchmark: str = "KMMLU-Pro", unit: str = "percent"
) -> bytes:
    quoted = ",".join('"' + one.replace('"', '""') + '"' for one in (model, benchmark, score, unit))
    return f"{HEADER}{quoted}\n".encode()


def measured(day: str) -> bytes:
    return f"model,benchmark,score,unit,measured_on\nA.X K2,KMMLU-Pro,80.5,percent,{day}\n".encode()


def zipped(**members: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return memory.getvalue()


def book(**parts: bytes) -> bytes:
    """A workbook with one score, some of whose parts are replaced or added."""
    made = openpyxl.Workbook()
    for row in (["model", "benchmark", "score", "unit"], ["A.X K2", "KMMLU-Pro", 80.5, "percent"]):
        made.active.append(row)
    memory = io.BytesIO()
    made.save(memory)
    with zipfile.ZipFile(memory) as archive:
        return zipped(**{name: archive.read(name) for name in archive.namelist()} | parts)


def locked(data: bytes) -> bytes:
    """An archive whose members say that they are encrypted."""
    spoiled = bytearray(data)
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            spoiled[at + flags] |= 1
    return bytes(spoiled)


def refused() -> Iterator[tuple[str, bytes | Callable[[], bytes], str]]:
    """What makes a file bad, the file or what makes it where that takes long, and the rule that it breaks."""
    harness = json.dumps(HARNESS)
    for score in ("0x10", "1_000", "٤٢.٥", "½", "=80.5", "@80.5", "'80.5"):
        yield score, cell(score), "not_a_number"
    for score in ("1e999", "9" * 400):
        yield score[:9], cell(score), "huge_number"
    for score in ("NaN", "-Infinity", "+inf"):
        yield score, cell(score), "not_finite"
    yield "1,000", cell("1,000"), "ambiguous_number"
    for day in ("0000-00-00", "2026-02-30", "99999-01-01", "03/04/2026", "-1"):
        yield day, measured(day), "date"
    yield "later day", measured("2999-01-01"), "future_date"
    yield "long model", cell(model="M" * (LONGEST + 1)), "name_too_long"
    yield "long benchmark", cell(benchmark="B" * (LONGEST + 1)), "name_too_long"
    yield "longer than a cell", cell(model="M" * 10_000), "cell_too_long"
    yield "invisible model", cell(model="\u200b\u2060"), "no_model"
    yield "right to left", cell(model="\u202eA.X K2"), "sign"
    yield "NUL in JSON", json.dumps(HARNESS | {"model_name": "A.X\0K2"}).encode(), "sign"
    yield "control character", cell(model="A\x07\x1b[31mB"), "control_character"
    yield "UTF-16 without mark", (HEADER + ROW).encode("utf-16-le"), "nul"
    yield "UTF-16 cut", (HEADER + ROW).encode("utf-16")[:-1], "encoding_import"
    yield "UTF-32", (HEADER + ROW).encode("utf-32"), "nul"
    yield (
        "EUC-KR spoiled",
        "모델,벤치마크,점수\n가,나,1\n".encode("euc-kr") + b"\xff\xff,\xc8",
        "encoding_import",
    )
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf \r\n"):
        yield repr(mark), mark, "empty_file"
    yield "too few cells", f"{HEADER}A.X K2,KMMLU-Pro,80.5\n".encode(), "ragged"
    yield "open quote", f'{HEADER}"{ROW}'.encode(), "open_quote"
    yield "deep JSON", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too_deep"
    yield "key twice", harness.replace("0.805", '0.805, "acc,none": 0.1').encode(), "repeated_key"
    yield "YAML key twice", INDEX.replace("results:", "name: B\n  results:", 1).encode(), "repeated_key"
    yield "YAML alias", INDEX.replace("VALUE", "&a 1}\n    - {type: acc, value: *a").encode(), "yaml_alias"
    yield "long key", harness.replace("kmmlu", "k" * 10**6).encode(), "name_too_long"
    yield "two documents", f"{harness}\n{harness}\n".encode(), "broken_json"
    yield "zip", zipped(**{"../../etc/passwd": b"x", "/a.csv": cell()}), "packed_file"
    yield "zip in zip", zipped(a=zipped(b=cell())), "packed_file"
    yield "empty zip", zipped(), "packed_file"
    yield "gzip", gzip.compress(cell()), "packed_file"
    yield "7z", b"7z\xbc\xaf\x27\x1c" + bytes(64), "packed_file"
    yield "hwpx", zipped(mimetype=b"application/hwp+zip", section=b"<x/>"), "packed_file"
    yield "hwp of 1996", b"HWP Document File V3.00 \x1a\x01" + bytes(64), "old_office_file"
    yield "many members", lambda: zipped(**{str(number): b"" for number in range(50_001)}), "zip_bomb"
    yield "locked", lambda: locked(book()), "locked_archive"
    for encoding in ("utf-8", "utf-16"):
        part = DOCTYPE.replace("ENCODING", encoding).encode(encoding)
        yield f"entities {encoding}", partial(book, **{"xl/sharedStrings.xml": part}), "xml_entities"
        yield f"entities elsewhere {encoding}", partial(book, **{"xl/data.bin": part}), "xml_entities"
    yield "half a workbook", lambda: book()[:3000], "broken_archive"


def read(data: bytes) -> Reading:
    content = Content("파일.dat", data)
    content.check()
    (reading,) = registry.read([content])
    return reading


def problem_of(data: bytes) -> Problem:
    """The first thing that is wrong with a file, from which nothing is then taken."""
    try:
        reading = read(data)
    except Unreadable as error:
        return error.problem
    assert reading.numbers.is_empty()
    return reading.problems[0]


@pytest.mark.parametrize(
    ("name", "data", "rule"), list(refused()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_refused_in_words(name: str, data: bytes | Callable[[], bytes], rule: str) -> None:
    problem = problem_of(data if isinstance(data, bytes) else data())
    assert problem.rule == rule
    for language in ("ko", "en"):
        message = problem.message(language)
        assert message.startswith("파일.dat")
        assert message.isprintable()
        assert len(message) < 500


def decomposed(text: str) -> bytes:
    return unicodedata.normalize("NFD", text).encode()


RIGHT: dict[str, tuple[bytes | Callable[[], bytes], str, str]] = {
    "wide digits": (cell("１２.３"), "A.X K2", "12.3"),
    "UTF-16": ((HEADER + ROW).encode("utf-16"), "A.X K2", "80.5"),
    "UTF-16 JSON": (json.dumps(HARNESS).encode("utf-16"), "A.X K2", "0.805"),
    "EUC-KR": ("모델,벤치마크,점수\n가나다,KMMLU-Pro,80.5\n".encode("euc-kr"), "가나다", "80.5"),
    "macOS Hangul": (decomposed("모델,벤치마크,점수\n하이퍼클로바,KMMLU-Pro,80.5\n"), "하이퍼클로바", "80.5"),
    "macOS Hangul in JSON": (
        json.dumps(HARNESS | {"model_name": unicodedata.normalize("NFD", "하이퍼클로바")}).encode(),
        "하이퍼클로바",
        "0.805",
    ),
    "zero width": (cell(model="A.X\u200b K2\u2060"), "A.X K2", "80.5"),
    "formula": (cell(model='=HYPERLINK("http://x")'), '=HYPERLINK("http://x")', "80.5"),
    "HTML": (cell(model="<img src=x onerror=alert(1)>"), "<img src=x onerror=alert(1)>", "80.5"),
    "SQL": (cell(model="'; drop table score; --"), "'; drop table score; --", "80.5"),
    "picture with DOCTYPE": (partial(book, **{"xl/media/image1.svg": b"<!DOCTYPE svg>"}), "A.X K2", "80.5"),
    "YAML tag": (
        INDEX.replace("- name: A.X K2", "- name: !!python/name:os.system A.X K2")
        .replace("VALUE", "80.5")
        .encode(),
        "A.X K2",
        "80.5",
    ),
}


@pytest.mark.parametrize(("data", "model", "score"), RIGHT.values(), ids=RIGHT)
def test_read_right(data: bytes | Callable[[], bytes], model: str, score: str) -> None:
    reading = read(data if isinstance(data, bytes) else data())
    assert not reading.problems
    assert reading.numbers.select("model", "score_text").rows() == [(model, score)]


def test_a_library_that_prints_does_not_disturb_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a library prints as it is imported, or as the process ends, is not taken for the progress."""
    prints = "import atexit, os\nprint('loaded')\natexit.register(os.write, 1, b'7\\nended\\n')\n"
    (tmp_path / "sitecustomize.py").write_text(prints)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    told: list[int] = []
    answer = sandbox.ask([Content("table.csv", cell())], progress=told.append)
    assert [one["score_text"] for one in answer.readings[0].numbers.to_dicts()] == ["80.5"]
    assert told == [0]


def test_the_table_of_a_wiki_is_not_called_broken_json() -> None:
    text = b'{| class="wikitable"\n! Benchmark !! A.X K1\n|-\n| KMMLU || 80.2\n|}\n'
    with pytest.raises(Unreadable) as refused:
        registry.read([Content("a.txt", text)])
    assert refused.value.problem.rule == "unknown_format"
