"""How a server answers many viewers at once: python -m tests.benchmarks.load --viewers 10 --viewers 100.

Serves the real records, by several servers behind HAProxy if --servers says so. Viewers
are real Streamlit sessions, without a browser: each opens a page, then chooses another team every 5 s. Prints for each
number of viewers the time from a click to the end of the answer (median, 95th percentile), refusals, and processor time and
memory of the server; the 95th percentiles are also told as a ratio to that of the first number, because a run says nothing about
another machine. --connected opens that many sessions more, which only read. Nothing here asserts a time.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from dokja.records import store
from tests.browser.conftest import served
from tests.browser.fronts import haproxy, trusting

PAGES = ("scores", "behind", "sizes", "compare", "")
EVERY_SECONDS = 5.0
ARRIVING_SECONDS = 0.3
"""Between one viewer and the next: a first load costs several times a click."""
PATIENCE_SECONDS = 120.0


@dataclass
class Counted:
    """Times in seconds of answers to clicks from begin on, when everybody is there, and what went wrong."""

    begin: float
    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


@dataclass
class Viewer:
    """A session on a page: the control of the teams, once the page has shown it."""

    session: ClientConnection
    page: str
    query: str = "lang=ko"
    control: str = ""
    teams: list[str] = field(default_factory=list)

    async def answer(self, team: int | None = None) -> None:
        """Ask for the page, with a team if one is chosen by its place, and read the answer to its end."""
        message = BackMsg()
        asked = message.rerun_script
        asked.page_name, asked.query_string = self.page, self.query
        if team is not None and self.teams:
            chosen = asked.widget_states.widgets.add()
            chosen.id = self.control
            chosen.string_array_value.data.append(self.teams[team % len(self.teams)])
        await self.session.send(message.SerializeToString())
        while True:
            told = ForwardMsg.FromString(await asyncio.wait_for(self.session.recv(), PATIENCE_SECONDS))
            kind = told.WhichOneof("type")
            if kind == "script_finished":
                return
            if kind == "page_info_changed":
                self.query = told.page_info_changed.query_string
            group = told.delta.new_element.button_group
            if group.id.endswith("-team"):
                self.control, self.teams = group.id, [one.content for one in group.options]


def main() -> None:
    """Measure for each number of viewers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--viewers", type=int, action="append", required=True)
    parser.add_argument("--connected", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--servers", type=int, default=1)
    given = parser.parse_args()
    with servers(given.servers) as (address, each):
        first = 0.0
        for viewers in given.viewers:
            _, before = spent(each)
            counted = asyncio.run(watched(address, viewers, given.connected, given.seconds))
            middle, late = statistics.median(counted.times), statistics.quantiles(counted.times, n=20)[-1]
            first = first or late
            memory, after = spent(each)
            cost = (after - before) / max(1, len(counted.times)) * 1000
            print(
                f"{viewers} viewers: {len(counted.times)} answers, median {middle:.2f} s, p95 {late:.2f} s "
                f"({late / first:.1f} x), {len(counted.failures)} failed {counted.failures[:2]}, "
                f"{cost:.0f} ms of processor time an answer, {memory} MB",
                flush=True,
            )


@contextmanager
def servers(count: int) -> Iterator[tuple[str, list[str]]]:
    """Servers of the published store: the address to ask, and their own addresses."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        shutil.copy(store.path(), folder / store.FILE_NAME)
        addresses = [stack.enter_context(served(folder)) for _ in range(count)]
        yield addresses[0] if count == 1 else stack.enter_context(haproxy(folder, addresses)), addresses


async def watched(address: str, viewers: int, connected: int, seconds: float) -> Counted:
    """What so many viewers saw in so many seconds, beside so many sessions that only read."""
    counted = Counted(time.monotonic() + max(viewers, connected) * ARRIVING_SECONDS + EVERY_SECONDS)
    end = counted.begin + seconds
    readers = [watch(address, number, counted, end, clicks=False) for number in range(connected)]
    clicking = [watch(address, number, counted, end, clicks=True) for number in range(viewers)]
    await asyncio.gather(*readers, *clicking)
    return counted


async def watch(address: str, number: int, counted: Counted, end: float, *, clicks: bool) -> None:
    """One viewer until the end."""
    await asyncio.sleep(number * ARRIVING_SECONDS)
    chance = random.Random(number)
    try:
        async with connect(
            address.replace("http", "ws", 1) + "/_stcore/stream",
            ssl=trusting() if address.startswith("https") else None,
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            max_queue=None,
        ) as session:
            viewer = Viewer(session, PAGES[number % len(PAGES)])
            await viewer.answer()
            if not clicks:
                await asyncio.sleep(max(0.0, end - time.monotonic()))
                return
            await asyncio.sleep(chance.uniform(0, EVERY_SECONDS))
            for team in itertools.count(number):
                begin = time.monotonic()
                if begin >= end:
                    return
                await viewer.answer(team)
                if begin >= counted.begin:
                    counted.times.append(time.monotonic() - begin)
                await asyncio.sleep(max(0.0, EVERY_SECONDS - (time.monotonic() - begin)))
    except Exception as error:
        counted.failures.append(f"{type(error).__name__}: {error}")


def spent(addresses: Sequence[str]) -> tuple[int, float]:
    """Resident memory of the servers in megabytes, and their processor time in seconds."""
    memory, ticks = 0, 0
    ports = [f"--server.port\0{urlsplit(address).port}\0".encode() for address in addresses]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = (status.parent / "cmdline").read_bytes()
            lines = status.read_text().splitlines()
            stat = (status.parent / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if any(port in command for port in ports):
            memory += sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
            ticks += int(stat[11]) + int(stat[12])
    return memory // 1024, ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
