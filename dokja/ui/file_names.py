"""Names of downloaded files: their content, in characters that every system accepts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

LONGEST = 48
MARK = 8


def of(key: str, subject: Sequence[str], data_version: str) -> str:
    """A file's name without extension: table, keys of its subject, data version.

    A long subject is cut and gets a checksum, so that different subjects keep different names.
    """
    told = "_".join(subject)
    safe = re.sub(r"[^a-z0-9._]+", "-", told.lower())
    if safe != told or len(safe) > LONGEST:
        safe = f"{safe[: LONGEST - MARK - 1].strip('-._')}-{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:MARK]}"
    return "-".join(part for part in ("dokja", key, safe, data_version) if part)
