"""Names of downloaded files: what they hold, in letters that every system takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

LONGEST = 48
MARK = 8


def of(key: str, subject: Sequence[str], data_version: str) -> str:
    """Name of a file without its extension: the table, the keys of what it is about, the version of the data.

    A long subject is cut and marked, so that another subject still has another name.
    """
    told = "_".join(subject)
    safe = re.sub(r"[^a-z0-9._]+", "-", told.lower())
    if safe != told or len(safe) > LONGEST:
        safe = f"{safe[: LONGEST - MARK - 1].strip('-._')}-{sha256(told.encode()).hexdigest()[:MARK]}"
    return "-".join(part for part in ("dokja", key, safe, data_version) if part)
