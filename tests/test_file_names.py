"""Names of downloads tell them apart and are taken by every system."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dokja.ui import file_names

VERSION = "2026-11-23-8469446e"
KEYS = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,30}", fullmatch=True)
SUBJECTS = st.lists(KEYS | st.sampled_from([">=", "10", "가", "CON", "a/b", "A"]), max_size=8)


def test_name_tells_table_subject_and_version() -> None:
    assert file_names.of("scores", ["gpqa-diamond"], VERSION) == f"dokja-scores-gpqa-diamond-{VERSION}"
    assert file_names.of("sizes", [], VERSION) == f"dokja-sizes-{VERSION}"
    assert file_names.of("pair", ["a-x-k2", "motif-3"], VERSION) == f"dokja-pair-a-x-k2_motif-3-{VERSION}"


@given(SUBJECTS)
def test_name_is_short_and_safe(subject: list[str]) -> None:
    name = file_names.of("changed-records", subject, VERSION) + ".parquet"
    assert re.fullmatch(r"dokja-[a-z0-9._-]+", name)
    assert len(name) <= 100


@given(SUBJECTS, SUBJECTS)
def test_other_subjects_have_other_names(one: list[str], other: list[str]) -> None:
    names = {file_names.of("compare", subject, VERSION).lower() for subject in (one, other)}
    assert len(names) == (1 if one == other else 2)
