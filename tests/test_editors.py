"""Who recorded something is told by key and office; no address of an editor gets into a new batch, a store or a line."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from dokja.ingest import accept
from dokja.ingest.staging import saved_mappings
from dokja.ingest.tables.layout import Layout
from dokja.records import batches, commit, editors, publish, store
from dokja.records.batches import Batch
from dokja.records.editors import Editor
from tests.command_line import dokja, dokja_process
from tests.recording import asked, card, made, recorded, score

pytestmark = pytest.mark.usefixtures("queries")

ADDRESS = "kim@example.org"
NAMED = f"""[[dokja.editors]]
email = "{ADDRESS}"
key = "kim"
office = "AI 정책과"
"""
LISTED = f'[dokja]\neditors = ["{ADDRESS}"]\n'


def manifest(batch: Batch) -> Path:
    return store.home() / "batches" / batch.batch_id / batches.MANIFEST


def as_before(batch: Batch) -> bytes:
    """Make a batch one of those that were recorded by an address; its manifest."""
    file = manifest(batch)
    values = json.loads(file.read_text("utf-8"))
    del values["office"]
    file.write_text(json.dumps({**values, "recorded_by": ADDRESS}), "utf-8")
    return file.read_bytes()


def held(*texts: str) -> list[list[str]]:
    """For each text the tables of the published store of which any row holds it."""
    with duckdb.connect(str(store.path()), read_only=True) as connection:
        tables = connection.sql("select schema_name, table_name from duckdb_tables()").fetchall()
        found: list[list[str]] = [[] for _ in texts]
        for schema, name in tables:
            query = f'''
                select {", ".join("count(*) filter (contains(line, ?))" for _ in texts)}
                from (select cast(line as varchar) as line from "{schema}"."{name}" as line)
            '''
            counts = connection.execute(query, texts).fetchone()
            assert counts is not None
            for places, count in zip(found, counts, strict=True):
                places += [name] * (count > 0)
        return found


def test_store_of_old_batches_holds_no_address(home: Path, settings: Path) -> None:
    batch = recorded(made(score=[score("11.1")]))
    recorded(made("2026-07-02", score=[score("22.2", benchmark_id="gpqa-diamond")]))
    before = as_before(batch)
    for written, who, told in (
        (None, editors.UNNAMED, ("편집자", "an editor")),
        (LISTED, editors.UNNAMED, ("편집자", "an editor")),
        (NAMED, "AI 정책과 (kim)", ("AI 정책과 (kim)", "AI 정책과 (kim)")),
    ):
        if written:
            settings.write_text(written, "utf-8")
        publish.build()
        with_address, with_name = held("@example.org", "tester")
        assert with_address == []
        assert with_name != []
        query = "select recorded_by from {} where batch_id = '" + batch.batch_id + "'"
        for view in ("batch", "known_version", "change_log('')"):
            assert set(asked(query.format(view))) == {(who,)}, view
        for language, word in zip(("ko", "en"), told, strict=True):
            said = dokja(store.home(), "history", language=language).stdout
            assert word in said
            assert "@" not in said
    said = dokja_process(store.home(), "history", folder=settings.parent.parent).stdout
    assert told[1] in said
    assert "@" not in said
    assert manifest(batch).read_bytes() == before


@pytest.mark.parametrize("written", [None, "[dokja\n", NAMED])
def test_address_is_never_recorded(home: Path, settings: Path, written: str | None) -> None:
    if written:
        settings.write_text(written, "utf-8")
    with pytest.raises(commit.Refused, match=r"intake\.by_address"):
        accept.record(made(score=[score("11.1")]), [], ADDRESS, "why")
    for arguments in (("import", "card.md", "--dry-run"), ("undo", "some-batch")):
        command = (*arguments, "--by", ADDRESS)
        said = dokja_process(store.home(), *command, language="ko", folder=settings.parent.parent)
        assert said.returncode != 0
        assert f"전자우편 주소({ADDRESS})로 남길 수 없습니다" in said.stderr
        assert "Traceback" not in said.stderr
    assert not any((store.home() / "batches").glob("[!.]*"))


def test_key_of_the_settings_is_recorded_with_its_office(home: Path, settings: Path) -> None:
    settings.write_text(NAMED, "utf-8")
    file = settings.parent.parent / "card.md"
    file.write_bytes(card({"KMMLU": "33.3"}).data)
    options = ("--source", "ax-k1-readme", "--reporter", "skt", "--mode", "reasoning", "--by", "kim")
    done = dokja_process(store.home(), "import", file.name, *options, folder=file.parent)
    assert done.returncode == 0, done.stderr
    (found,) = (store.home() / "batches").glob("[!.]*")
    values = json.loads((found / batches.MANIFEST).read_text("utf-8"))
    assert (values["recorded_by"], values["office"]) == ("kim", "AI 정책과")
    assert asked("select recorded_by from batch") == [("AI 정책과 (kim)",)]
    settings.unlink()
    publish.build()
    assert asked("select recorded_by from batch") == [("AI 정책과 (kim)",)]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (LISTED, {ADDRESS: None}),
        (NAMED, {ADDRESS: Editor(ADDRESS, "kim", "AI 정책과")}),
        (NAMED.replace('key = "kim"\n', ""), {ADDRESS: None}),
        (NAMED.replace("AI 정책과", " "), {ADDRESS: None}),
        (NAMED.replace("AI 정책과", ADDRESS), {ADDRESS: None}),
        (NAMED.replace('"kim"', f'"{ADDRESS}"'), {ADDRESS: None}),
        (NAMED.replace('"kim"', '"editor"'), {ADDRESS: None}),
        (NAMED + NAMED.replace(ADDRESS, "Lee@example.org"), {ADDRESS: None, "lee@example.org": None}),
    ],
)
def test_editor_has_a_key_of_his_own_and_an_office(
    settings: Path, entries: str, expected: dict[str, Editor | None]
) -> None:
    settings.write_text(entries, "utf-8")
    assert editors.listed() == expected


def test_remembered_columns_do_not_tell_an_address(tmp_path: Path, settings: Path) -> None:
    layout = Layout("", 1, "models_in_rows", (("모델", "model"), ("KMMLU", "score")))
    saved_mappings.remember(tmp_path, {"0" * 16: layout}, ADDRESS)
    assert saved_mappings.recall(tmp_path)[0]["0" * 16].by == editors.UNNAMED
    settings.write_text(NAMED, "utf-8")
    assert saved_mappings.recall(tmp_path)[0]["0" * 16].by == "AI 정책과 (kim)"
