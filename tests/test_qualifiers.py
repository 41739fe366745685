"""What stands beside a benchmark's name, spellings of names, and which benchmark a name means."""

from __future__ import annotations

import csv
import re
from functools import cache

import pytest

from dokja.i18n.text import LANGUAGES, Words
from dokja.i18n.untrusted_text import normalised
from dokja.ingest.values import cell_words
from dokja.ingest.values.qualifiers import benchmark_of, split
from dokja.records import store
from dokja.records.labels import Names

SPLITS: list[tuple[str, str, dict[str, str]]] = [
    ("IFBench (prompt-loose)", "IFBench", {"scoring": "prompt-loose"}),
    ("IF-Eval (Prompt Strict)", "IF-Eval", {"scoring": "prompt-strict"}),
    ("IFEval (inst-level strict acc)", "IFEval", {"scoring": "inst-strict"}),
    ("HLE (w/o tools)", "HLE", {"tools": "none"}),
    ("HLE no tools", "HLE", {"tools": "none"}),
    ("HLE (with tools)", "HLE", {"tools": "yes"}),
    ("HLE (도구 없이)", "HLE", {"tools": "none"}),
    ("LiveCodeBench v6 (25.2.1–25.5.1)", "LiveCodeBench v6", {"window": "2025-02-01..2025-05-01"}),
    ("LiveCodeBench v6\n(Aug 24 - May 25)", "LiveCodeBench v6", {"window": "2024-08..2025-05"}),
    ("LiveCodeBench (20240801-20250201)", "LiveCodeBench", {"window": "2024-08-01..2025-02-01"}),
    ("LCB (2410-2502)", "LCB", {"window": "2024-10..2025-02"}),
    ("LCB v6 (25.02-25.05)", "LCB v6", {"window": "2025-02..2025-05"}),
    ("LCB (2024/08 ~ 2025/01)", "LCB", {"window": "2024-08..2025-01"}),
    ("LiveCodeBench (10/01/2024-02/01/2025)", "LiveCodeBench (10/01/2024-02/01/2025)", {}),
    ("IMO (2010-2012)", "IMO (2010-2012)", {}),
    ("LCB (25.05-25.02)", "LCB (25.05-25.02)", {}),
    ("MMLU (5-shot)", "MMLU", {"shots": "5"}),
    ("MMLU 5-shot", "MMLU", {"shots": "5"}),
    ("MMLU (zero-shot)", "MMLU", {"shots": "0"}),
    ("MMLU (5-shot, macro_avg/acc)", "MMLU", {"shots": "5"}),
    ("DROP (3-shot F1)", "DROP", {"shots": "3"}),
    ("MMLU (0-shot, CoT)", "MMLU", {"shots": "0", "prompt": "cot"}),
    ("AIME 2024 (Pass@1)", "AIME 2024", {"scoring": "pass@1"}),
    ("AIME 2024 cons@64", "AIME 2024", {"scoring": "cons@64"}),
    ("AIME25 (avg@32)", "AIME25", {"repeats": "32"}),
    ("AIME25 mean@32", "AIME25", {"repeats": "32"}),
    ("AIME25 (mean of 4 runs)", "AIME25", {"repeats": "4"}),
    ("IMO-AnswerBench mean@4, w/ tools", "IMO-AnswerBench", {"repeats": "4", "tools": "yes"}),
    ("InfoVQA (test)", "InfoVQA", {"split": "test"}),
    ("GAIA (text only)", "GAIA", {"subset": "text-only"}),
    ("ITBench (public)", "ITBench", {"subset": "public"}),
    ("SWE-Bench Verified (mini-SWE-agent)", "SWE-Bench Verified", {"agent": "mini-SWE-agent"}),
    ("Terminal-Bench 2.0 (Terminus 2)", "Terminal-Bench 2.0", {"agent": "Terminus-2"}),
    ("BrowseComp (max 10 searches)", "BrowseComp", {"searches<": "10"}),
    ("Alignbench (Evaluated by GPT4.1)", "Alignbench", {"judge": "GPT4.1"}),
    ("Codeforces (Rating)", "Codeforces (Rating)", {}),
    ("τ²-Bench (Retail)", "τ²-Bench (Retail)", {}),
    ("Humanity’s Last Exam", "Humanity’s Last Exam", {}),
]


@pytest.mark.parametrize(("benchmark", "name", "conditions"), SPLITS)
def test_qualifiers_are_taken_off(benchmark: str, name: str, conditions: dict[str, str]) -> None:
    found = split(benchmark)
    assert (found.name, found.conditions) == (name, conditions)


@pytest.mark.parametrize(
    ("benchmark", "dropped"),
    [
        ("KBankMMLU (in-house)", ("in-house",)),
        ("GDPval-AA v2 (ELO)", ("ELO",)),
        ("CLIcK (%)", ("%",)),
        ("MMLU (EM)", ("EM",)),
    ],
)
def test_qualifiers_that_say_nothing_are_dropped(benchmark: str, dropped: tuple[str, ...]) -> None:
    found = split(benchmark)
    assert (found.name, found.conditions, found.dropped) == (benchmark.split(" (")[0], {}, dropped)


@pytest.mark.parametrize(
    "name", ["", "()", "((", ")(", "(", "a" * 5000 + " (5-shot)", "x (,;/) y", "(5-shot"]
)
def test_odd_names_are_kept(name: str) -> None:
    assert split(name).conditions == {}
    assert benchmark_of(name, {}) == (None, {}, "unknown")


SAME = [
    ("HAE-RAE v1.1", "hae rae v1.1"),
    ("τ²-Bench (Telecom)", "Tau2 Bench Telecom"),
    ("Humanity's Last Exam", "Humanity’s Last Exam"),
    ("WMT24++", "wmt 24 ++"),
    ("ＭＭＬＵ", "MMLU"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Command A+", "Command A"),
        ("AIME25", "AIME 2025"),
        ("GDPval-AA v2", "GDPval-AA v2 (%)"),
        ("GPQA", "GPQA-Diamond"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


def rows(name: str) -> list[dict[str, str]]:
    with (store.ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def known() -> dict[str, str]:
    names = {normalised(row["alias"]): row["benchmark_id"] for row in rows("benchmark_alias")}
    for row in rows("benchmark"):
        for name in (row["benchmark_id"], row["name_ko"], row["name_en"]):
            names |= {normalised(name): row["benchmark_id"]} if name else {}
    return names


FOUND: list[tuple[str, str | None, dict[str, str], str]] = [
    ("KMMLU", "kmmlu", {}, "name"),
    ("HLE (text only)", "hle-text-only", {}, "name"),
    ("HLE (text only, w/o tools)", "hle-text-only", {"tools": "none"}, "qualified"),
    ("HLE (w/o tools)", "humanity-s-last-exam", {"tools": "none"}, "qualified"),
    ("HMMT 2025 (Feb)", "hmmt-feb-2025", {}, "name"),
    ("HMMT 2025", None, {}, "unknown"),
    ("HMMT2602", "hmmt-feb-2026", {}, "name"),
    ("LiveCodeBench (v6)", "livecodebench-v6", {}, "name"),
    ("LiveCodeBench", None, {}, "unknown"),
    ("LiveCodeBench (v1–v6 cumul)", "livecodebench-v1-v6", {}, "name"),
    ("IFBench (prompt-loose)", "ifbench", {"scoring": "prompt-loose"}, "qualified"),
    ("XSTest (safe)", "xstest-safe", {}, "name"),
    ("KBankMMLU (in-house)", "kbank-mmlu", {}, "qualified"),
    ("GDPval-AA v2 (ELO)", "gdpval-aa-v2", {}, "qualified"),
    ("GDPval-AA v2 (%)", "gdpval-aa-v2-percent", {}, "name"),
    ("CLIcK (%)", "click", {}, "qualified"),
    ("MMLU (5-shot)", "mmlu", {"shots": "5"}, "qualified"),
    ("GPQA", None, {}, "unknown"),
    ("GPQA (0-shot)", None, {"shots": "0"}, "unknown"),
    ("MMLU (Foo, 5-shot)", None, {"shots": "5"}, "unknown"),
    ("τ³ (banking)", "tau3-banking", {}, "name"),
    ("gpqa_diamond_zeroshot", "gpqa-diamond", {}, "name"),
    ("Ko-AIME’25", "ko-aime-2025", {}, "name"),
    ("ＡＩＭＥ ２０２５", "aime-2025", {}, "name"),
]


@pytest.mark.parametrize(("name", "benchmark", "conditions", "how"), FOUND)
def test_benchmark_of_a_name(name: str, benchmark: str | None, conditions: dict[str, str], how: str) -> None:
    assert benchmark_of(name, known()) == (benchmark, conditions, how)


def test_each_alias_means_one_benchmark() -> None:
    keys = {row["benchmark_id"] for row in rows("benchmark")}
    names = {
        normalised(name): row["benchmark_id"]
        for row in rows("benchmark")
        for name in (row["name_ko"], row["name_en"], row["benchmark_id"])
        if name
    }
    seen: set[str] = set()
    for row in rows("benchmark_alias"):
        spelled = normalised(row["alias"])
        assert row["benchmark_id"] in keys
        assert names.get(spelled, row["benchmark_id"]) == row["benchmark_id"]
        assert spelled not in seen
        seen.add(spelled)
    assert seen.isdisjoint(
        {"gpqa", "livecodebench", "hmmt", "hmmt2025", "aime", "hle2", "swebench", "tau2bench"}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_condition_has_words(language: str, real_store: store.Store) -> None:
    names = Names(real_store, Words(language))
    for _, _, conditions in SPLITS:
        for key, value in conditions.items():
            assert "=" not in names.one_condition(f"{key}={value}")


CODE = re.compile(r"[a-z]+(-[a-z]+)*")


def test_no_condition_of_the_records_is_shown_as_recorded(real_store: store.Store) -> None:
    recorded = real_store.ask("select distinct conditions from score where conditions is not null")
    parts = sorted({part for conditions in recorded["conditions"] for part in conditions.split("; ")})
    assert len(parts) > 40
    for language in LANGUAGES:
        names = Names(real_store, Words(language))
        for part in parts:
            key, value = part.split("=")
            said = names.one_condition(part)
            assert "=" not in said, part
            assert key not in ("subset", "scoring") or not said.endswith(value), part
            if language == "ko" and CODE.fullmatch(value):
                assert value not in said, part


def test_runs_and_shares_are_spelt_out(real_store: store.Store) -> None:
    korean, english = (Names(real_store, Words(language)) for language in ("ko", "en"))
    said = korean.condition("scoring=cons@64; thinking_budget=32K")
    assert said == "64회 다수결(cons@k), 추론 예산 32K 토큰"
    assert english.condition("scoring=pass@1; subset=484-of-500") == (
        "solved within 1 attempt (pass@k), subset: 484/500"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_condition_of_the_records_is_read_back_from_its_words(
    language: str, real_store: store.Store
) -> None:
    """A window is written in days, which are not read back."""
    names = Names(real_store, Words(language))
    recorded = real_store.ask("select distinct conditions from score where conditions is not null")
    parts = {part for conditions in recorded["conditions"] for part in conditions.split("; ")}
    parts |= {"reasoning-tokens=32", "chat-template=alpaca", "chat-template=yes", "repeats=1", "repeats=4"}
    parts |= {"tools=python", "scoring=inst-strict", "shots=5"}
    parts |= {"judge=0/0", "judge=0-of-0", "judge=0 / 0", "subset=1-of-2"}
    for part in sorted(parts):
        key, value = part.split("=")
        if key != "window":
            assert cell_words.conditions(names.one_condition(part)) == {key: value}
