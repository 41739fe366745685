"""Whether a server grows with the pages that it has shown: python -m tests.benchmarks.soak --views 100000.

Sessions come and go as fast as the server answers, some at a time; each looks at ten pages, with another team each time. Prints
after every tenth of the views what the server holds: memory, threads, open files, and the median time of an answer. The first
tenth fills what is kept of answers; after it nothing should grow. Nothing here asserts anything.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from tests.benchmarks.load import Viewer, servers

PAGES = (
    *("", "scores", "behind", "sizes", "size_score", "compare", "official", "weights", "korean", "repeated"),
    *(
        "claims",
        "models",
        "benchmarks",
        "sources",
        "coverage",
        "changes",
        "questions",
        "glossary",
        "make_table",
    ),
)
VIEWS_A_SESSION = 10
AT_ONCE = 4


@dataclass
class Soak:
    """How many views are to come, and the seconds of each answer since the last report."""

    left: int
    step: int
    port: int
    seen: int = 0
    times: list[float] = field(default_factory=list)

    async def views(self, address: str, number: int) -> None:
        """Sessions one after the other, until no views are left."""
        while self.left > 0:
            self.left -= VIEWS_A_SESSION
            number += AT_ONCE
            async with connect(
                f"{address.replace('http', 'ws', 1)}/_stcore/stream",
                subprotocols=[Subprotocol("streamlit")],
                max_size=None,
                max_queue=None,
            ) as session:
                for view in range(VIEWS_A_SESSION):
                    viewer = Viewer(
                        session, PAGES[(number + view) % len(PAGES)], f"lang={('ko', 'en')[number % 2]}"
                    )
                    start = time.perf_counter()
                    await viewer.answer(number + view)
                    self.times.append(time.perf_counter() - start)
                    self.seen += 1
                    if self.seen % self.step == 0:
                        self.report()

    def report(self) -> None:
        """Print what the server holds."""
        held = held_by(self.port)
        print(
            f"{self.seen:,} views: {held}, median {statistics.median(self.times) * 1000:.0f} ms", flush=True
        )
        self.times.clear()


def main() -> None:
    """Serve the published store and look at it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--views", type=int, required=True)
    given = parser.parse_args()
    with servers(1) as (address, _):
        soak = Soak(given.views, given.views // 10, urlsplit(address).port or 0)
        asyncio.run(all_views(soak, address))


async def all_views(soak: Soak, address: str) -> None:
    """Several at a time."""
    await asyncio.gather(*(soak.views(address, number) for number in range(AT_ONCE)))


def held_by(port: int) -> str:
    """Memory, threads and open files of the server at a port."""
    asked = f"--server.port\0{port}\0".encode()
    (place,) = [one.parent for one in Path("/proc").glob("[0-9]*/cmdline") if asked in one.read_bytes()]
    status = dict(line.split(":", 1) for line in (place / "status").read_text().splitlines())
    memory, threads = int(status["VmRSS"].split()[0]) // 1024, status["Threads"].strip()
    return f"{memory} MB, {threads} threads, {len(list((place / 'fd').iterdir()))} open files"


if __name__ == "__main__":
    main()
