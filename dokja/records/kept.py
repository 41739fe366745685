"""Published stores that are kept, so that a link to an earlier version of the data still shows it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from dokja.records.environment import whole_number
from dokja.records.store import Store, home

FOLDER = "versions"
SETTING, USUAL = "DOKJA_KEPT_BYTES", 2 * 2**30
"""How many bytes all kept stores may take together; 0 keeps none."""
VERSION = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{8}")
END = ".duckdb"


def most_bytes() -> int:
    """The setting for the room of kept stores."""
    return whole_number(SETTING, USUAL)


def path(data_version: str) -> Path:
    """Where a version is kept."""
    return home() / FOLDER / f"{data_version}{END}"


def versions() -> list[str]:
    """The versions that are kept, the one published last first."""
    return [file.name.removesuffix(END) for file in reversed(files())]


def files() -> list[Path]:
    """The kept stores in the order in which they were published."""
    found = [
        file for file in (home() / FOLDER).glob(f"*{END}") if VERSION.fullmatch(file.name.removesuffix(END))
    ]
    return sorted(found, key=lambda file: (file.stat().st_mtime_ns, file.name))


def keep(draft: Store) -> None:
    """Keep a store that is about to be published, and make room for it. Raises OSError.

    It is the same file under a second name where the disk allows that: nothing is copied.
    """
    if draft.as_of or not VERSION.fullmatch(draft.data_version) or not most_bytes():
        return
    place = path(draft.data_version)
    place.parent.mkdir(exist_ok=True)
    beside = place.with_name(f".{os.getpid()}{END}")
    beside.unlink(missing_ok=True)
    try:
        os.link(draft.file, beside)
    except OSError:
        shutil.copyfile(draft.file, beside)
    beside.replace(place)
    thin()


def thin() -> None:
    """Remove kept stores until they fit: each time the one closest in time to the one before it, never the first or the last.

    So the oldest links keep something to show, and days with many versions give way first.
    """
    kept = [(file, file.stat()) for file in files()]
    while len(kept) > 1 and sum(stat.st_size for _, stat in kept) > most_bytes():
        gaps = [
            kept[place][1].st_mtime_ns - kept[place - 1][1].st_mtime_ns for place in range(1, len(kept) - 1)
        ]
        place = gaps.index(min(gaps)) + 1 if gaps else 0
        kept.pop(place)[0].unlink(missing_ok=True)
