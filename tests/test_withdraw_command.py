"""dokja withdraw as it is called: what goes is said and unambiguous, is a batch as from the page, and can be undone."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import polars as pl
import pytest

from dokja.editing import commit_changes, load_current, record_preview
from dokja.i18n.text import Words
from dokja.records import batches, ledger
from dokja.records.batches import Batch
from tests.command_line import dokja
from tests.recording import asked, bytes_in

pytestmark = pytest.mark.usefixtures("queries")

SEVERAL = ["model=k-exaone-236b-a23b", "benchmark=mmlu-pro"]
ONE = [*SEVERAL, "source=k-exaone-readme"]
WHY = ["--by", "kim", "--reason", "the card was corrected"]
HELD = (
    "select score_text, mode from score where model_id = 'k-exaone-236b-a23b' and benchmark_id = 'mmlu-pro'"
)


def only_batch(home: Path) -> Batch:
    """The one batch of a data folder."""
    (batch,) = ledger.opened(home).batches
    return batch


def test_several_matches_are_shown_and_refused(home: Path) -> None:
    before = bytes_in(home)
    result = dokja(home, "withdraw", "score", *SEVERAL, *WHY)
    assert result.returncode == 1
    assert "3 records match" in result.stderr
    assert "--all" in result.stderr
    lines = result.stdout.splitlines()
    assert [re.findall(r"mode=\S+  score_text=\S+", line) for line in lines] == [
        ["mode=reasoning  score_text=83.8"],
        ["mode=reasoning  score_text=83.8"],
        ["mode=non-reasoning  score_text=81.0"],
    ]
    assert bytes_in(home) == before
    for line in lines:
        arguments = [one for one in shlex.split(line) if re.match(r"[a-z_]+=", one)]
        chosen = dokja(home, "withdraw", "score", *SEVERAL, *arguments, "--dry-run")
        assert (chosen.returncode, "withdrawn 1;" in chosen.stdout) == (0, True), chosen.stderr
    assert bytes_in(home) == before


def test_dry_run_shows_what_would_go_and_needs_no_reason(home: Path) -> None:
    before = bytes_in(home)
    for language, said in (("en", "Measured by: LG AI Research"), ("ko", "측정 기관: LG AI연구원")):
        result = dokja(home, "withdraw", "score", *ONE, "--dry-run", language=language)
        assert result.returncode == 0, result.stderr
        assert said in result.stdout
        assert "83.8" in result.stdout
    assert bytes_in(home) == before


def test_reason_is_required(home: Path) -> None:
    before = bytes_in(home)
    for reason in ([], ["--reason", "  "]):
        result = dokja(home, "withdraw", "score", *ONE, *reason)
        assert (result.returncode, "--reason" in result.stderr) == (1, True)
    assert bytes_in(home) == before


def test_withdrawn_number_is_gone_told_and_comes_back_by_the_printed_command(home: Path) -> None:
    before = sorted(asked(HELD))
    result = dokja(home, "withdraw", "score", *ONE, *WHY)
    assert result.returncode == 0, result.stderr
    assert sorted(asked(HELD)) == [("81.0", "non-reasoning"), ("83.8", "reasoning")]
    batch = only_batch(home)
    (told,) = asked("select batch_id, source_id, reason from withdrawn_score")
    assert told == (batch.batch_id, "k-exaone-readme", "the card was corrected")
    assert f"1 record withdrawn: {batch.batch_id}" in result.stdout
    undo = re.findall(r"dokja (undo \S+)", result.stdout)
    assert undo == [f"undo {batch.batch_id}"]
    again = dokja(home, "withdraw", "score", *ONE, *WHY)
    assert (again.returncode, "No record has all" in again.stderr) == (1, True)
    undone = dokja(home, *undo[0].split(), *WHY)
    assert undone.returncode == 0, undone.stderr
    assert sorted(asked(HELD)) == before
    assert asked("from withdrawn_score") == []


def test_batch_is_the_one_that_the_page_records(home: Path) -> None:
    assert dokja(home, "withdraw", "score", *ONE, *WHY).returncode == 0
    ours = only_batch(home)
    content = bytes_in(home / ledger.FOLDER / ours.batch_id)
    assert dokja(home, "undo", ours.batch_id).returncode == 0
    tables, spoken = load_current.records(Words("en"))
    about = {"model_id": "k-exaone-236b-a23b", "benchmark_id": "mmlu-pro", "source_id": "k-exaone-readme"}
    (record,) = tables["score"].join(pl.DataFrame([about]), on=list(about), how="semi").to_dicts()
    found = record_preview.withdrawal("score", record, spoken.resources)
    pages = commit_changes.record(found, [], "kim", "the card was corrected")
    theirs = bytes_in(home / ledger.FOLDER / pages.batch_id)
    assert pages.kind == batches.CORRECTION
    assert theirs.keys() == content.keys() == {"manifest.json", "removed/score.csv"}
    assert theirs["removed/score.csv"] == content["removed/score.csv"]
    said = [json.loads(one[batches.MANIFEST]) for one in (content, theirs)]
    assert {key for key in said[0] if said[0][key] != said[1][key]} == {"batch_id", "recorded_at"}


def test_all_withdraws_every_match_as_one_batch(home: Path) -> None:
    result = dokja(home, "withdraw", "score", *SEVERAL, "--all", *WHY, language="ko")
    assert result.returncode == 0, result.stderr
    assert "기록 3건을 철회했습니다" in result.stdout
    assert asked(HELD) == []
    assert only_batch(home).source_id is None


def test_columns_and_values_may_be_written_as_shown_and_blank(home: Path) -> None:
    (row,) = asked(
        "select benchmark_id, source_id from score where model_id = 'a-x-k1' and mode = 'reasoning'"
        " and benchmark_id = 'mmlu-pro'"
    )
    labels = ["모델=A.X K1", "벤치마크=MMLU-Pro", "추론 방식=추론", f"source={row[1]}", "effort="]
    found = dokja(home, "withdraw", "score", *labels, "--dry-run")
    assert (found.returncode, "withdrawn 1;" in found.stdout) == (0, True), found.stderr
    none = dokja(home, "withdraw", "score", *labels[:2], "mode=", "--dry-run", language="ko")
    assert (none.returncode, "값이 모두 맞는 기록이 없습니다" in none.stderr) == (1, True)


def test_records_of_any_table_are_withdrawn_unless_others_refer_to_them(home: Path) -> None:
    (key,) = asked("select event_id from event order by all limit 1")[0]
    before = asked("select count(*) from event")
    done = dokja(home, "withdraw", "event", f"event={key}", *WHY)
    assert done.returncode == 0, done.stderr
    assert asked("select count(*) from event") == [(before[0][0] - 1,)]
    refused = dokja(home, "withdraw", "source", "source_id=k-exaone-readme", *WHY)
    assert (refused.returncode, "Other records refer to this one" in refused.stderr) == (1, True)
    assert len(ledger.opened(home).batches) == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["a-x-k1"], "COLUMN=VALUE: a-x-k1"),
        (["moddel=a-x-k1"], "model_id, benchmark_id"),
        (["=a-x-k1"], "model_id, benchmark_id"),
        (["model=a-x-k1", "model_id=a-x-k2"], "given twice: model_id"),
        (["model=k-exaone"], "k-exaone-236b-a23b"),
        (["mode=thinking"], "reasoning, non-reasoning"),
        (["model=a-x-k1", "score_text='; drop table score"], "drop table score"),
        (["model=a-x-k1\x1b[31m"], "model=a-x-k1 [31m"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_cannot_be_meant_is_refused(home: Path, values: list[str], said: str) -> None:
    before = bytes_in(home)
    result = dokja(home, "withdraw", "score", *values, *WHY)
    assert result.returncode == 1
    assert said in result.stderr
    assert bytes_in(home) == before
