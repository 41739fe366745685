"""One process publishes in the lake, others read: the same answers as from the file, whatever happens to the catalog."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dokja.records import lake
from dokja.records.reader import SETTING
from dokja.records.store import StoreError
from tests.browser.conftest import started
from tests.browser.test_readers import eventually
from tests.lake.conftest import Machine, Postgres
from tests.test_api import get

DIFFERING = """
import json
from dokja.records import lake, store
file = store.Store(store.path())
location = lake.LakeLocation()
held = location.newest()
lake.HELD_ROWS = 100
in_place = location.newest()
names = file.ask("select distinct table_name from duckdb_columns() where schema_name = 'main' and not internal")
comments = "select table_name, column_name, comment from duckdb_columns() where schema_name = 'main' and database_name = 'store' order by all"
answers = [
    {
        "comments": store.whole(comments).rows(),
        **{name: sorted(map(repr, store.whole(f'from "{name}"').rows())) for name in names["table_name"]},
    }
    for store in (file, held, in_place)
]
differing = [[name for name in answers[0] if answers[0][name] != one[name]] for one in answers[1:]]
print(json.dumps([len(answers[0]), *differing]))
"""
RECORD = """
import json
from dokja.records import store
from tests.recording import MODEL, made, recorded, score
batch = recorded(made(model=[MODEL], score=[score("33.3", "made-up-1b")]), "a new card")
print(json.dumps([batch.batch_id, store.Store(store.path()).data_version]))
"""
UNDO = """
import json
from dokja.records import commit, store
commit.undo({batch!r}, "tester", "by mistake")
print(json.dumps(store.Store(store.path()).data_version))
"""
VERSIONS = """
import json
from dokja.records import lake
location = lake.LakeLocation()
location.identity()
print(json.dumps(location.versions()))
"""


@pytest.fixture
def readers(publisher: Machine, tmp_path: Path) -> Iterator[list[str]]:
    """The addresses of two machines that only read."""
    settings = {**publisher.settings, SETTING: "10"}
    running = []
    try:
        for number in range(2):
            folder = tmp_path / f"reader{number}"
            folder.mkdir()
            running.append(started(folder, settings=settings))
        yield [address for _, address in running]
    finally:
        for process, _ in running:
            process.kill()
            process.wait()


def version(address: str) -> str:
    """The version that a machine serves; its status if it is not well."""
    status, _, data = get(f"{address}/healthz")
    return str(json.loads(data)["data_version"]) if status == 200 else str(status)


def test_every_table_and_view_answers_as_in_the_file(whole: Machine) -> None:
    """Rows and comments alike, with the tables copied and with all but small ones read from the lake's files."""
    number, held, in_place = whole.run(DIFFERING)
    assert number > 100
    assert (held, in_place) == ([], [])


def test_readers_follow_the_publisher(publisher: Machine, postgres: Postgres, readers: list[str]) -> None:
    (first,) = publisher.run(VERSIONS)
    eventually(lambda: [version(address) for address in readers] == [first] * 2, 60)
    for name in ("measurement", "claim_check", "months_behind"):
        one, other = (get(f"{address}/api/v1/{name}.csv") for address in readers)
        assert one[0] == 200
        assert one[2] == other[2]

    batch, second = publisher.run(RECORD)
    eventually(lambda: [version(address) for address in readers] == [second] * 2, 60)
    assert "made-up-1b" in get(f"{readers[0]}/api/v1/model.csv")[2].decode()
    # The link to the version before is still answered, from the snapshot.
    assert "made-up-1b" not in get(f"{readers[0]}/api/v1/model.csv?data={first}")[2].decode()

    postgres.stop()
    assert "made-up-1b" in get(f"{readers[1]}/api/v1/model.csv?limit=1000")[2].decode()
    assert version(readers[1]) == second
    postgres.start()
    third = publisher.run(UNDO.format(batch=batch))
    eventually(lambda: [version(address) for address in readers] == [third] * 2, 60)
    assert publisher.run(VERSIONS) == [third, second, first]


def test_publication_that_the_catalog_refuses_changes_nothing(publisher: Machine, postgres: Postgres) -> None:
    before = {file: file.read_bytes() for file in publisher.folder.rglob("*") if file.is_file()}
    postgres.stop()
    told = publisher.run(
        "import json\nfrom dokja.records import store\ntry:\n  import tests.recording as r\n"
        "  r.recorded(r.made(model=[r.MODEL], score=[r.score('44.4', 'made-up-1b')]))\n"
        "except store.StoreError as error:\n  print(json.dumps(str(error)))"
    )
    postgres.start()
    assert told.startswith(f"{lake.SETTING}: ")
    assert {file: file.read_bytes() for file in publisher.folder.rglob("*") if file.is_file()} == before


def test_what_is_missing_is_said_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(lake.SETTING, f"{lake.PREFIX}host=nowhere password=secret")
    with pytest.raises(StoreError, match=r"has no extension ducklake; pip install 'dokja\[ducklake\]'"):
        lake.LakeStore(1)
    monkeypatch.setenv(lake.SETTING, "/var/lib/lake")
    with pytest.raises(StoreError, match=r"^DOKJA_STORE: ducklake:postgres:… expected$"):
        lake.LakeStore(1)
