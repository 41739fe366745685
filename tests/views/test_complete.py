"""No view without a tiny case."""

from __future__ import annotations

from pathlib import Path

from dokja.records.build import definitions


def test_every_view_has_a_tiny_case() -> None:
    cases = "\n".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in definitions() if name not in cases] == []
