"""The model that a file belongs to, according to its folder."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

REVISION = re.compile(r"[0-9a-f]{40}|no_revision_available|external|main", re.IGNORECASE)


def model_folder(folder: PurePosixPath) -> str | None:
    """The model named by a folder, e.g. 'BAAI__bge-m3' or 'BAAI__bge-m3/<revision>' as BAAI/bge-m3; None if none is."""
    names = [name for name in folder.parts if name not in ("/", ".", "..")]
    while names and REVISION.fullmatch(names[-1]):
        names.pop()
    return names[-1].replace("__", "/", 1) if names else None
