"""Child processes that write files: a native library may crash or take long, and takes only its own process with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class ChildFailed(Exception):
    """A child made nothing; the message is the end of its error output."""


def made_by(
    module: str,
    *arguments: str,
    task: bytes,
    seconds: float,
    failure: type[ChildFailed],
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """What a module prints, run as a program on a task. Raises failure, also after so many seconds."""
    try:
        child = subprocess.run(  # noqa: S603
            [sys.executable, "-m", module, *arguments],
            input=task,
            capture_output=True,
            check=False,
            timeout=seconds,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
        )
    except subprocess.TimeoutExpired as error:
        raise failure(f"nothing within {seconds} s") from error
    if child.returncode or not child.stdout:
        raise failure(child.stderr.decode(errors="replace")[-500:])
    return child.stdout


def mapped(part: Any, change: Callable[[str], str]) -> Any:
    """A value of JSON with all its texts and keys changed."""
    if isinstance(part, str):
        return change(part)
    if isinstance(part, Mapping):
        return {change(key): mapped(value, change) for key, value in part.items()}
    return [mapped(value, change) for value in part] if isinstance(part, (list, tuple)) else part
