"""Locks, bill of materials and licences say the same, of every library that the project names."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dokja.records.store import ROOT
from tests.supply.__main__ import LOCKS
from tests.supply.bill import BILL, LICENCES, licences, read

ALLOWED = re.compile(
    r"MIT|MIT-0|MIT-CMU|BSD|BSD-[23]-Clause|0BSD|Apache-2.0|MPL-2.0|PSF-2.0|Python-2.0|Zlib|CC0-1.0|ISC"
)
"""Licences that ask for no more than attribution, or for changes to the library itself to be published."""


def locked(file: str) -> dict[str, str]:
    """What a lock holds: versions by name. Each line without a checksum fails."""
    text = (ROOT / file).read_text("utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
    found = (re.split(r"==| ", block, maxsplit=2) for block in blocks)
    return {canonicalize_name(name): version for name, version, _ in found}


@pytest.mark.parametrize("file", LOCKS)
def test_lock_holds_every_dependency_at_the_version_that_is_asked_for(file: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extra = project["optional-dependencies"]["test"] if LOCKS[file] else []
    asked = [Requirement(line) for line in (*project["dependencies"], *extra)]
    held = locked(file)
    assert [
        str(one) for one in asked if not one.specifier.contains(held.get(canonicalize_name(one.name), "0"))
    ] == []


def test_tests_run_with_the_libraries_of_the_product() -> None:
    product, tests = (locked(file) for file in LOCKS)
    assert product.items() <= tests.items()


def test_bill_of_materials_is_that_of_the_lock() -> None:
    assert {canonicalize_name(one.name): one.version for one in read()} == locked("requirements.lock")
    assert re.findall(r"(?:file:/|/home|/tmp)[^\"]*", BILL.read_text("utf-8")) == []


def test_every_licence_is_known_and_allowed() -> None:
    refused = {
        one.name: one.licence
        for one in read()
        if not all(ALLOWED.fullmatch(part) for part in re.split(r" AND | OR ", one.licence))
    }
    assert refused == {}
    assert LICENCES.read_text("utf-8") == licences(read())
