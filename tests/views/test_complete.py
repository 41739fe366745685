"""No view without a tiny case."""

from __future__ import annotations

from pathlib import Path

from dokja.records.store import QUERIES


def test_every_view_has_a_tiny_case() -> None:
    cases = "\n".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    assert [file.stem for file in (QUERIES / "views").glob("*.sql") if file.stem not in cases] == []
