"""Kinds of hostile text on every way into the records, where they are refused, and out of them, where they are cleaned."""

from __future__ import annotations

import csv as plain_csv
import json
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from email.message import Message
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import openpyxl
import polars as pl
import pyarrow as pa
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from lxml import html as lxml_html  # type: ignore[import-untyped]
from pyarrow import ipc
from pyarrow import parquet as arrow_parquet
from pypdf import PdfReader

from dokja.editing import record_checks, record_preview
from dokja.editing.record_changes import Change
from dokja.export import clipboard, csv, every_eval_ever_writer, image, parquet, streams, xlsx
from dokja.export import documents as written_documents
from dokja.export.documents.document import Document, Grid, Part, Source
from dokja.export.download import Download
from dokja.export.guard import LIVE
from dokja.export.sheet import Caption
from dokja.i18n.text import Words
from dokja.ingest import sandbox
from dokja.ingest.content import Content, Unreadable
from dokja.records import batches, checks, commit, data_package, loader, signs
from dokja.records.batches import Batch
from dokja.records.commit import Refused
from dokja.records.problems import InvalidRecords, Problem
from dokja.records.store import ROOT, Store
from dokja.server.api import feed
from dokja.server.assistants import answers
from dokja.server.assistants.page_without_reader import page_of
from dokja.ui import card, citations, file_names, html
from dokja.ui.tables import Column, Table
from tests.documents.briefings import ENGLISH
from tests.test_records import spoil

HARMFUL = {
    "NUL": "\0",
    "control": "\x01\x1f",
    "vertical tab": "\x0b",
    "form feed": "\x0c",
    "delete": "\x7f",
    "next line": "\x85",
    "C1 control": "\x9b31m",
    "no character": "\ufffe\uffff",
    "no character of a plane": "\U0001fffe\ufdd0",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "override": "\u202e",
    "embedding": "\u202a\u202c",
    "isolate": "\u2066\u2069",
    "direction mark": "\u200e\u200f\u061c",
    "zero width": "\u200b",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "tags": "\U000e0041\U000e007f",
    "private letter": "\ue000",
    "private plane": "\U00100000",
    "Hangul filler": "\u3164",
    "selector alone": "\ufe0f",
    "selector of a supplement": "\U000e0100",
    "selectors in a row": "❤\ufe0f\ufe0f\ufe0e",
    "joiner alone": "\u200d",
    "marks": "\u0301" * 300,
}
"""Kinds that no record may hold, and that nothing that leaves may hold."""
SURROGATE = {"lone surrogate": "\ud800"}
"""Neither Polars nor Arrow nor UTF-8 can hold it."""
ENDS = {"carriage return": "\r", "return and feed": "\r\n", "tab": "\t"}
"""Refused in records; as what they are they do no harm in a file."""
LONG = {"long word": "w" * 10_000, "long Korean word": "가" * 10_000}
STAYS = {
    "Korean": "K-엑사원 236B (한국어)",
    "emoji": "👍 🇰🇷",
    "emoji with joiners": "👨‍👩‍👧 ❤️‍🔥",
    "key": "1️⃣",
    "marks that spell": "Việt e\u0301 ế",
    "Hindi": "क्‍ष",
    "unassigned": "\u0378",
    "formula": "=1+1",
    "sum": "@SUM(A1)",
}
"""What stays as it is; a formula gets an apostrophe where a spreadsheet might run it."""
BEFORE, BEHIND = "앞 before", "behind 뒤"
ALL = {**HARMFUL, **SURROGATE, **ENDS, **LONG, **STAYS}
KINDS = (*((0, 8), (0xB, 0xC), (0xE, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x200B, 0x200B), (0x200E, 0x200F)),
         *((0x2028, 0x202E), (0x2060, 0x206F), (0xE000, 0xF8FF), (0xFEFF, 0xFEFF), (0xFFFE, 0xFFFF)),
         *((0xD800, 0xDFFF), (0xE0000, 0xE007F), (0xF0000, 0x10FFFF), (0xFDD0, 0xFDEF), (0x3164, 0x3164)))  # fmt: skip
"""What must not be found, told apart from the code that cleans."""


def around(text: str) -> str:
    return f"{BEFORE}{text}{BEHIND}"


def texts(*kinds: dict[str, str]) -> dict[str, str]:
    """Texts with ordinary ones around the hostile ones."""
    return {name: around(text) if name not in STAYS else text for one in kinds for name, text in one.items()}


def is_clean(text: str) -> bool:
    floods = any(all(map(unicodedata.combining, text[place : place + 6])) for place in range(len(text) - 5))
    return not floods and not any(low <= ord(sign) <= high for sign in text for low, high in KINDS)


def check(found: Sequence[str], given: dict[str, str] | None = None, *, lines: bool = False) -> None:
    """The cells that a reader found are clean, with the ordinary text around them, and what may stay stayed."""
    given = given or texts(ALL)
    assert len(found) == len(given)
    for (name, _), cell in zip(given.items(), found, strict=True):
        assert is_clean(cell), (name, ascii(cell[:80]))
        if name in STAYS:
            assert cell.removeprefix("'") == STAYS[name], name
        else:
            assert cell.startswith(BEFORE), name
            assert cell.endswith(BEHIND), name
        if name in HARMFUL and not lines:
            assert "\N{REPLACEMENT CHARACTER}" in cell, name


def download() -> Download:
    cells = list(texts(ALL).values())
    columns = {"kind": list(ALL), "text": cells}
    return Download(cells[3], columns, columns, columns, "표", "설명", "출처")


def test_csv() -> None:
    rows = list(plain_csv.reader(StringIO(csv.write(download()).decode("utf-8-sig"), newline="")))
    check([row[1] for row in rows[1:]])
    assert not [row for row in rows if row[1].startswith(tuple(LIVE))]


def test_clipboard() -> None:
    rows = [cast("list[str]", row) for row in clipboard.rows(download().table)]
    check([row[1] for row in rows[1:]])
    assert not [cell for row in rows for cell in row if set("\t\r\n") & set(cell)]


def test_xlsx() -> None:
    content = xlsx.write(download())
    xml_parts(content)
    book = openpyxl.load_workbook(BytesIO(content))
    for page in book:
        check([str(row[1].value) for row in page.iter_rows(min_row=2)])
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} == {"s"}


def test_xlsx_cuts_what_a_cell_cannot_hold() -> None:
    long = "👍" * 40_000
    page = openpyxl.load_workbook(BytesIO(xlsx.write(Download("", {"a": [long]}, {}, {}, "a", "b", "c"))))[
        "a"
    ]
    cell = str(page["A2"].value)
    assert cell == long[: len(cell) - 1] + "…"
    assert len(cell.encode("utf-16-le")) <= 2 * 32_767


def test_parquet() -> None:
    content = parquet.write(download())
    check(arrow_parquet.read_table(BytesIO(content))["text"].to_pylist())
    about = pl.read_parquet_metadata(BytesIO(content))
    assert all(is_clean(about[key]) for key in ("title", "notes", "sources"))


WITHOUT_SURROGATE = {name: text for name, text in ALL.items() if name not in SURROGATE}


def streamed(kind: str) -> bytes:
    cells = list(texts(WITHOUT_SURROGATE).values())
    nested = [[{"a": cell, "n": 1}] for cell in cells]
    batch = pa.record_batch({"text": cells, "list": nested} if kind != "csv" else {"text": cells})
    about = {"data_version": "1", "citation": around("\u202e"), "licence": "x", "sources": lambda keys: []}
    memory = BytesIO()
    streams.WRITERS[kind](memory, pa.RecordBatchReader.from_batches(batch.schema, [batch]), about)
    return memory.getvalue()


@pytest.mark.parametrize("kind", ["json", "parquet", "arrow"])
def test_answers_for_programs(kind: str) -> None:
    content = streamed(kind)
    if kind == "json":
        rows, citation = (json.loads(content)[key] for key in ("rows", "citation"))
    else:
        read = arrow_parquet.read_table if kind == "parquet" else lambda file: ipc.open_file(file).read_all()
        table = read(BytesIO(content))
        rows, citation = table.to_pylist(), table.schema.metadata[b"citation"].decode()
    check([row["text"] for row in rows], texts(WITHOUT_SURROGATE))
    check([row["list"][0]["a"] for row in rows], texts(WITHOUT_SURROGATE))
    assert is_clean(citation)


def test_csv_for_programs() -> None:
    rows = list(plain_csv.reader(StringIO(streamed("csv").decode(), newline="")))
    check([row[0] for row in rows[1:]], texts(WITHOUT_SURROGATE))


def test_every_eval_ever() -> None:
    tree = {
        "texts": list(texts(ALL).values()),
        "score": every_eval_ever_writer.digits("80.50"),
        "x": "\x0012",
    }
    text = every_eval_ever_writer.as_json(tree)
    found = json.loads(text, parse_float=str)
    check(found["texts"])
    assert (found["score"], found["x"]) == ("80.50", "\ufffd12")


def test_html() -> None:
    rows = [{"text": text} for text in texts(ALL).values()]
    table = Table("caption", [Column("Text", lambda row: row["text"])], rows)
    page = lxml_html.fromstring(table.render(Words("en"), "key", "", len(rows) - 2, len(rows)))
    shown = [row[0].text_content().strip() for row in page.xpath("//tbody[not(@data-rows)]/tr")]
    on_paper = json.loads(page.xpath("//@data-rows")[0])
    check([*shown, *(cell[0][0] for cell in on_paper)])
    assert is_clean(html.render("note", text=" ".join(texts(ALL).values()), warning=False))


def spec(rows: Iterable[str]) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": [{"name": text, "value": 1} for text in rows]},
        "mark": "bar",
        "encoding": {
            "y": {"field": "name", "sort": None, "axis": {"labelLimit": 0}},
            "x": {"field": "value", "type": "quantitative"},
        },
    }


def test_pictures() -> None:
    rows = [text for name, text in texts(ALL).items() if name not in LONG]
    caption = Caption("".join(rows), " ".join(rows), tuple(LONG.values()), rows[0], rows[1])
    drawn = image.svg(spec([*rows, *LONG.values()]), caption, "16x9").decode()
    seen = "\n".join(ElementTree.fromstring(drawn).itertext())
    assert is_clean(seen)
    assert seen.count(BEHIND) >= len(rows) - len(STAYS)
    assert all(STAYS[name] in seen for name in ("Korean", "emoji with joiners", "Hindi", "formula"))
    assert (
        image.png(spec(rows), Caption(rows[0], rows[1], (rows[2],), rows[3], rows[4]), "4x3")[1:4] == b"PNG"
    )


@cache
def document() -> Document:
    """A document that holds every text in each of its places."""
    cells = list(texts(ALL).values())
    whole = " ".join(text for name, text in texts(ALL).items() if name not in LONG)
    grid = Grid(whole, ["kind", "text"], [list(row) for row in zip(ALL, cells, strict=True)], [False] * 2)
    part = Part(
        whole, cells, whole, whole, grid=grid, limits=cells, sources=(1,), address="https://e.kr/\x0b"
    )
    sources = (Source(1, whole, "https://e.kr/\u202ea\x85"),)
    return Document("en", whole, whole, whole, (part,), sources, whole, ENGLISH)


BULLETS = "word/numbering.xml"
"""Of the writer's own template: its bullets are letters of the font Symbol."""


def xml_parts(content: bytes) -> dict[str, str]:
    """The text and attributes of each XML part of an archive, which any reader of XML must be able to read."""
    found = {}
    with zipfile.ZipFile(BytesIO(content)) as file:
        assert file.testzip() is None
        for name in file.namelist():
            if name.endswith((".xml", ".rels", ".hpf")) and name != BULLETS:
                root = ElementTree.fromstring(file.read(name))
                values = (value for one in root.iter() for value in one.attrib.values())
                found[name] = "\n".join([*root.itertext(), *values])
    for name, text in found.items():
        assert is_clean(text), name
    return found


def read_pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


READERS: dict[str, Callable[[bytes], str]] = {
    "hwpx": lambda content: "\n".join(xml_parts(content).values()),
    "docx": lambda content: "\n".join(xml_parts(content).values()),
    "pptx": lambda content: "\n".join(xml_parts(content).values()),
    "pdf": read_pdf,
    "md": lambda content: content.decode(),
}


@pytest.mark.parametrize("kind", READERS)
def test_documents(kind: str) -> None:
    write, _ = written_documents.WRITERS[kind]
    seen = READERS[kind](write(document(), None))
    assert is_clean(seen)
    bare = "".join(seen.split())
    assert bare.count("behind뒤") >= len(ALL) - len(STAYS)
    kept = ("Korean",) if kind == "pdf" else tuple(STAYS)
    assert not [name for name in kept if unicodedata.normalize("NFC", "".join(STAYS[name].split()))
                not in unicodedata.normalize("NFC", bare)]  # fmt: skip


def test_one_way_of_cleaning_in_documents() -> None:
    """A line separator is a line end and a tab a blank, whatever the format."""
    part = Part("a\u2028b", sentences=["c\td"])
    one = Document("en", "t", "d", "", (part,), (), "o", ENGLISH)
    for kind in ("hwpx", "docx", "pptx", "md"):
        seen = READERS[kind](written_documents.WRITERS[kind][0](one, None))
        assert "\N{REPLACEMENT CHARACTER}" not in seen, kind
        assert "c d" in seen, kind


def test_feed() -> None:
    at = datetime(2026, 8, 1, tzinfo=UTC)
    entries = [feed.Entry(text, text, text, at, "sources") for text in texts(ALL).values()]
    root = ElementTree.fromstring(
        feed.written(entries, Words("en"), "http://e.kr", around("\x0b"), around("\x0b"))
    )
    assert is_clean("".join(value for one in root.iter() for value in one.attrib.values()))
    for tag in ("title", "summary"):
        path = f"{{{feed.ATOM}}}entry/{{{feed.ATOM}}}{tag}"
        check([one.text or "" for one in root.findall(path)])


def test_assistants_mail_and_citations(real_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(real_store, "en", "https://dokja.example")
    cells = list(texts(ALL).values())
    told = answers.answer(page, cells, [{"text": text} for text in cells])
    check(told["answer"])
    check([row["text"] for row in told["rows"]])
    json.dumps(told).encode()
    monkeypatch.setenv(card.CONTACT, "office@e.kr")
    for name, text in texts(ALL).items():
        address = card.mail(page, cast("card.Card", SimpleNamespace(title=text, finding=text)))
        assert address.isascii()
        fields = parse_qs(urlsplit(address).query, strict_parsing=True)
        assert is_clean(fields["subject"][0]), name
        assert is_clean(fields["body"][0]), name
        assert not set("\r\n") & set(fields["subject"][0]), name
        cited = dict(citations.formats(page, text))
        assert all(map(is_clean, cited.values())), name
        assert parse_string(cited["BibTeX"]).failed_blocks == [], name
        (record,) = rispy.loads(cited["RIS"])
        assert is_clean(record["title"]), name


def test_file_names_and_headers() -> None:
    names = {name: file_names.of("scores", [text], "2026-08-17-abc") for name, text in texts(ALL).items()}
    assert len(set(names.values())) == len(names)
    for name in names.values():
        assert name.isascii()
        assert len(name) < 120
        header = Message()
        header.add_header("Content-Disposition", "attachment", filename=f"{name}.csv")
        assert header.get_filename() == f"{name}.csv"


REFUSED_AT_BUILD = {**HARMFUL, **ENDS, **LONG}


def rules(problems: Iterable[Problem], column: str) -> dict[int | None, str]:
    for one in problems:
        for language in ("ko", "en"):
            message = one.message(language)
            assert message.isprintable()
            assert one.file in message
            assert (one.column or "") in message
    return {one.row: one.rule for one in problems if one.column == column}


def text_columns() -> list[tuple[str, str]]:
    """Every column of the records that holds free text."""
    return [
        (name, field["name"])
        for name, one in data_package.resources(ROOT / "data").items()
        for field in one["schema"]["fields"]
        if field["type"] == "string" and not {"enum", "pattern"} & set(field.get("constraints", {}))
    ]


def test_no_text_column_of_a_build_takes_one() -> None:
    resources = data_package.resources(ROOT / "data")
    cells = list(texts(REFUSED_AT_BUILD, STAYS).values())
    for table, column in text_columns():
        names = [field["name"] for field in resources[table]["schema"]["fields"]]
        frame = pl.DataFrame({name: cells if name == column else ["x"] * len(cells) for name in names})
        found = rules(checks.cells(frame, resources[table]), column)
        assert set(found) == set(range(2, 2 + len(REFUSED_AT_BUILD))), (table, column)


@pytest.mark.parametrize("name", ["tags", "line separator", "marks", "tab", "long word", "private letter"])
def test_build_names_file_row_and_column(copied_records: Path, name: str) -> None:
    spoil(copied_records, "model.csv", "name_en", around(REFUSED_AT_BUILD[name]), row=2)
    with pytest.raises(InvalidRecords) as caught:
        loader.read(copied_records)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.column) == ("model.csv", 4, "name_en")


def test_lines_are_for_texts_alone() -> None:
    resource = data_package.resources(ROOT / "data")["model"]
    frame = pl.DataFrame({field["name"]: ["a\nb"] for field in resource["schema"]["fields"]})
    broken = {one.column for one in checks.cells(frame, resource) if one.rule == "line_end"}
    assert "name_en" in broken
    assert not {"note_ko", "note_en"} & broken


DROPPED = ("zero width", "word joiner", "byte order mark", "soft hyphen")
"""Web pages leave these behind everywhere; an import drops them, as without them a text is the same."""


BINARY = ("NUL", "control", "vertical tab", "form feed", "delete", "next line", "C1 control")
"""For one of these a whole file of text is refused, or its lines end there."""


@pytest.mark.parametrize("name", BINARY[:2])
def test_a_text_file_with_controls_is_refused_whole(name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        sandbox.read([Content("t.csv", f"model,benchmark,score\nA{ALL[name]},KMMLU,1\n".encode())])
    assert caught.value.problem.row == 2


def test_imports_refuse_the_row_or_drop_what_means_nothing() -> None:
    given = {name: text for name, text in {**HARMFUL, **LONG}.items() if name not in BINARY}
    row = "{model},KMMLU-Pro,80.5,percent"
    table = ["model,benchmark,score,unit", *(row.format(model=f'"A.X{text}K2"') for text in given.values())]
    runs = [
        Content(f"{place}/results.json", json.dumps(
            {"model_name": f"A.X{text}K2", "results": {"kmmlu": {"acc,none": 0.8}}, "versions": {}, "config": {}}
        ).encode())
        for place, text in enumerate(given.values())
    ]  # fmt: skip
    (reading,) = sandbox.read([Content("t.csv", "\n".join(table).encode())])
    for one in (reading, *sandbox.read(runs)):
        for frame in (one.numbers, one.models):
            assert all(is_clean(text) and len(text) <= 2_000 for text in frame["model"].drop_nulls()), (
                one.path
            )
        rules(one.problems, "model")
    names = reading.numbers["model"].to_list()
    assert names.count("A.XK2") == len(DROPPED)
    assert set(names) <= {"A.XK2", "A.X K2"}
    assert len(names) + len(reading.problems) + len(reading.left_out) == len(given)
    assert all(one.row for one in reading.problems)


def template(cells: Sequence[str]) -> bytes:
    """A filled template as CSV; quoted, as its cells hold line ends."""
    file = StringIO()
    names = data_package.resources(ROOT / "data")["team"]["schema"]["fields"]
    writer = plain_csv.writer(file)
    writer.writerow([field["name"] for field in names])
    for place, cell in enumerate(cells):
        values = {"team_id": f"made-{place}", "name_ko": cell, "name_en": cell}
        writer.writerow([values.get(field["name"], "") for field in names])
    return file.getvalue().encode()


def test_templates_and_the_form_refuse_them() -> None:
    given = texts({name: text for name, text in REFUSED_AT_BUILD.items() if name not in ("NUL", *DROPPED)})
    (reading,) = sandbox.read([Content("team.csv", template(list(given.values())))])
    resources = data_package.resources(ROOT / "data")
    tables = loader.read(ROOT / "data").tables
    as_text = {
        name: frame.select(pl.all().cast(pl.String)).drop("batch_published_on", strict=False)
        for name, frame in tables.items()
    }
    found = record_preview.from_files([reading], as_text, resources)
    assert not [one for one in found.changes if one.status == "new"]
    assert {
        one.row
        for one in found.problems
        if one.rule in ("sign", "word_too_long", "line_end", "text_too_long")
    }
    record = {"model_id": "made-up", "team_id": "skt", "source_id": "ax-k1-readme"}
    changes = [
        Change("model", "new", "form", place, None, {**record, "name_en": text})
        for place, text in enumerate(texts(REFUSED_AT_BUILD).values(), start=2)
    ]
    told = rules(record_checks.problems(changes, {}, resources, []), "name_en")
    assert set(told) == set(range(2, 2 + len(REFUSED_AT_BUILD)))


@pytest.mark.parametrize("name", [*HARMFUL, *SURROGATE, "long word"])
def test_reasons_refuse_them(home: Path, name: str) -> None:
    batch = Batch("", batches.UNDO, "2026-08-01", batches.now(), "tester", around(ALL[name]))
    with pytest.raises(Refused) as caught:
        commit.put(batch, {}, {}, [], lambda step, share: None)
    assert caught.value.rule == ("intake.reason_too_long" if name in LONG else "intake.sign")
    for language in ("ko", "en"):
        assert Words(language)(caught.value.rule, **caught.value.values).isprintable()
    assert not (home / "batches").exists()


@pytest.mark.parametrize("name", ["NUL", "override", "tags", "lone surrogate"])
def test_the_data_package_refuses_them(copied_records: Path, name: str) -> None:
    file = copied_records / data_package.FILE
    package = json.loads(file.read_bytes())
    package["resources"][1]["title"] = around(ALL[name])
    file.write_text(json.dumps(package))
    with pytest.raises(InvalidRecords) as caught:
        data_package.read(copied_records)
    (problem,) = caught.value.problems
    assert (problem.file, problem.column, problem.rule) == (data_package.FILE, "resources.1.title", "sign")


def test_a_manifest_of_an_older_version_is_read_clean(tmp_path: Path) -> None:
    for place, text in enumerate(texts(ALL).values()):
        folder = tmp_path / f"batch-{place}"
        folder.mkdir()
        told = {"batch_id": folder.name, "kind": "import", "published_on": "2026-08-01", "files": {}}
        told |= {"recorded_at": batches.now(), "recorded_by": "x", "reason": text, "origins": [text]}
        (folder / batches.MANIFEST).write_text(json.dumps(told))
    found = {one.batch_id: one for one in batches.listed(tmp_path)}
    check([found[f"batch-{place}"].reason for place in range(len(ALL))])
    check([found[f"batch-{place}"].origins[0] for place in range(len(ALL))])


def test_python_and_polars_agree() -> None:
    for name, text in texts(HARMFUL, ENDS, LONG, STAYS).items():
        for one in (text, ALL[name], signs.cleaned(text)):
            assert bool(signs.first(one)) == pl.Series([one]).str.contains(signs.PATTERN)[0], name
        assert signs.cleaned(signs.cleaned(text)) == signs.cleaned(text), name
