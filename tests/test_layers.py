"""Each room imports only those below it; pyproject.toml lists them from the top down."""

from __future__ import annotations

from importlinter.cli import lint_imports

from dokja.records.store import ROOT


def test_each_room_imports_only_those_below_it() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True) == 0
