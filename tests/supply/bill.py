"""The bill of materials, in CycloneDX, and the list of licences that is made from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dokja.records.store import ROOT

BILL = ROOT / "docs" / "sbom.cdx.json"
LICENCES = ROOT / "docs" / "licences.md"
IN_CLASSIFIER = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD",
}
IN_ITS_FILES = {"protobuf": "BSD-3-Clause", "pydeck": "Apache-2.0"}
"""Licences that a library states in its licence file alone."""
HEAD = """# Licences of the libraries

What `requirements.lock` installs, from [the bill of materials](sbom.cdx.json); `python -m tests.supply` writes both. Dokja itself
is under MIT; the font Pretendard GOV, which it holds, under the SIL Open Font License 1.1.

| library | version | licence |
|---|---|---|
"""


@dataclass(frozen=True)
class Library:
    """A library of the bill: its name, version and licence (SPDX where it is stated so)."""

    name: str
    version: str
    licence: str


def read() -> list[Library]:
    """The libraries of the bill, by name."""
    found = [
        Library(one["name"], one["version"], licence(one))
        for one in json.loads(BILL.read_text("utf-8"))["components"]
    ]
    return sorted(found, key=lambda one: one.name.casefold())


def licence(component: dict[str, Any]) -> str:
    """The first licence that a component of the bill states; empty if none is."""
    for entry in component.get("licenses", []):
        one = entry.get("license", {})
        stated = entry.get("expression") or one.get("id") or one.get("name", "")
        return str(IN_CLASSIFIER.get(stated, stated))
    return IN_ITS_FILES.get(component["name"], "")


def licences(libraries: list[Library]) -> str:
    """The list as Markdown."""
    return HEAD + "".join(f"| {one.name} | {one.version} | {one.licence} |\n" for one in libraries)
