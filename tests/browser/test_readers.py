"""Three machines that only read, one that publishes, a front: copies, slow and broken ones, machines left behind and lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from dokja.records import commit, kept, publish
from dokja.records.reader import SETTING, SIGN_OF_LIFE
from dokja.records.store import FILE_NAME, ROOT, Store
from tests.browser.conftest import started
from tests.browser.fronts import free_port, haproxy, trusting
from tests.browser.session import answered
from tests.recording import MODEL, made, recorded, score
from tests.test_api import get

PUSH = ROOT / "docs" / "deploy" / "push.sh"


@dataclass
class Machines:
    """The folder of the machine that publishes; folders, addresses and processes of those that read; the front."""

    publisher: Path
    folders: list[Path]
    addresses: list[str]
    processes: list[subprocess.Popen[bytes]]
    front: str

    def push(self, *numbers: int) -> str:
        """Send what is published to some of the machines; what the script complains of."""
        told = subprocess.run(
            ["sh", str(PUSH), *(str(self.folders[number]) for number in numbers)],
            env={**os.environ, "DOKJA_DATA": str(self.publisher)},
            check=True,
            capture_output=True,
            text=True,
        )
        return told.stderr

    def version(self, number: int) -> str:
        """The version that a machine serves, or its status if it is not well."""
        status, _, data = get(f"{self.addresses[number]}/healthz")
        return json.loads(data)["data_version"] if status == 200 else str(status)

    def served(self) -> set[str]:
        """The versions that thirty readers get through the front; a status where it has nobody to ask."""
        return {self.through_the_front() for _ in range(30)}

    def through_the_front(self) -> str:
        try:
            with urlopen(f"{self.front}/healthz", context=trusting()) as found:
                return str(json.loads(found.read())["data_version"])
        except HTTPError as error:
            return str(error.code)


@pytest.fixture
def machines(tmp_path: Path, real_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    """Everything runs, and has the same version."""
    publisher = tmp_path / "publisher"
    publisher.mkdir()
    monkeypatch.setenv("DOKJA_DATA", str(publisher))
    publish.build()
    folders = [tmp_path / f"reader{number}" for number in range(3)]
    running = []
    try:
        for folder in folders:
            folder.mkdir()
            running.append(started(folder, port=free_port(), settings={SETTING: "10"}))
        addresses = [address for _, address in running]
        with haproxy(tmp_path, addresses) as front:
            yield Machines(publisher, folders, addresses, [process for process, _ in running], front)
    finally:
        for process, _ in running:
            process.kill()
            process.wait()


def eventually(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something holds, so many seconds at most."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)


def test_new_data_arrive_whole_and_who_is_left_behind_leaves(machines: Machines) -> None:
    assert [machines.version(number) for number in range(3)] == ["503"] * 3  # Nobody has sent anything.
    assert machines.push(0, 1, 2) == ""
    first = Store(machines.publisher / FILE_NAME).data_version
    eventually(lambda: [machines.version(number) for number in range(3)] == [first] * 3)
    eventually(lambda: machines.served() == {first})

    batch = recorded(made(model=[MODEL], score=[score("33.3", "made-up-1b")]), "a new card")
    second = Store(machines.publisher / FILE_NAME).data_version
    assert second != first
    # A copy that is under way, and one that somebody made without care: the old data are served.
    (machines.folders[2] / f".{FILE_NAME}.x7Yq").write_bytes(b"half")
    whole = (machines.publisher / FILE_NAME).read_bytes()
    (machines.folders[2] / FILE_NAME).write_bytes(whole[: len(whole) // 2])
    assert machines.push(0, 1) == ""
    eventually(lambda: [machines.version(number) for number in range(3)] == [second, second, first])
    assert "made-up-1b" in get(f"{machines.addresses[0]}/api/v1/model.csv")[2].decode()
    # The link to the version before is still answered, by every machine.
    assert first in {
        file.name.removesuffix(kept.END) for file in (machines.folders[1] / kept.FOLDER).iterdir()
    }

    old = time.time() - 11 * 60
    os.utime(machines.folders[2] / SIGN_OF_LIFE, (old, old))
    assert machines.version(2) == "503"
    eventually(lambda: machines.served() == {second})

    machines.processes[0].kill()
    eventually(lambda: machines.served() == {second})
    assert "Solar Open 2" in answered(machines.addresses[1], "scores?lang=en").text

    assert machines.push(1, 2) == ""
    eventually(lambda: machines.version(2) == second)
    commit.undo(batch.batch_id, "tester", "by mistake")
    assert machines.push(1, 2) == ""
    third = Store(machines.publisher / FILE_NAME).data_version
    eventually(lambda: [machines.version(number) for number in (1, 2)] == [third] * 2)


def test_reader_builds_nothing(machines: Machines) -> None:
    machines.push(0)
    eventually(lambda: machines.version(0) != "503")
    shutil.rmtree(machines.folders[0] / kept.FOLDER)
    (machines.folders[0] / FILE_NAME).unlink()
    assert "Solar Open 2" in answered(machines.addresses[0], "scores?lang=en").text
    assert sorted(file.name for file in machines.folders[0].iterdir()) == [SIGN_OF_LIFE]
