"""Renders charts in a child process, because the rendering library aborts its process on fatal errors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from dokja.records import signs

FONTS = Path(__file__).resolve().parents[1] / "fonts"
VEGA_LITE = "6.1"
SECONDS = 60
PIXELS_PER_UNIT = 1.5
"""High enough for print."""


class DrawingFailed(Exception):
    """A chart could not be rendered; the message is the end of the child's error output."""


def drawn(spec: dict[str, Any], extension: str) -> bytes:
    """Render a Vega-Lite specification as a png or svg file. Raises DrawingFailed, also after SECONDS."""
    command = [sys.executable, "-m", "dokja.export.drawing", extension]
    try:
        child = subprocess.run(  # noqa: S603
            command,
            input=json.dumps(cleaned(spec), default=str).encode(),
            capture_output=True,
            check=False,
            timeout=SECONDS,
            cwd=Path(__file__).parents[2],
        )
    except subprocess.TimeoutExpired as error:
        raise DrawingFailed(f"no picture within {SECONDS} s") from error
    if child.returncode or not child.stdout:
        raise DrawingFailed(child.stderr.decode(errors="replace")[-500:])
    return child.stdout


def cleaned(part: Any) -> Any:
    """A specification with characters that SVG forbids replaced in all texts."""
    if isinstance(part, str):
        return signs.cleaned(part)
    if isinstance(part, dict):
        return {signs.cleaned(key): cleaned(value) for key, value in part.items()}
    return [cleaned(value) for value in part] if isinstance(part, (list, tuple)) else part


def main() -> None:
    """Entry point of the child: render the specification from stdin in the requested format."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    spec = json.load(sys.stdin)
    if sys.argv[1] == "png":
        data = vl_convert.vegalite_to_png(
            spec, vl_version=VEGA_LITE, scale=PIXELS_PER_UNIT, allowed_base_urls=[]
        )
    else:
        data = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[]).encode()
    sys.stdout.buffer.write(data)


if __name__ == "__main__":
    main()
