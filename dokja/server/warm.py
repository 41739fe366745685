"""Warm-up before the first reader: imports every page, and exempts the resulting objects from garbage collection."""

from __future__ import annotations

import gc
import importlib
import pkgutil

import dokja.charts
import dokja.export
import dokja.pages


def warm() -> None:
    """Import all pages, charts and writers.

    Streamlit runs a full garbage collection after every rerun; without the freeze it would traverse every library's
    objects each time, which takes longer than the rerun itself.
    """
    for package in (dokja.pages, dokja.charts, dokja.export):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()
