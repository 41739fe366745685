"""Score tables of model cards: every cell of the samples and of tables in the styles of other cards, and bad input."""

from __future__ import annotations

import csv
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dokja.i18n.text import LANGUAGES, Words
from dokja.i18n.untrusted_text import normalised
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats import card
from dokja.ingest.reading import LeftOut, Reading
from dokja.ingest.values.qualifiers import benchmark_of
from dokja.records import store
from tests import SAMPLES

SOURCES = {
    "a-x-k1.md": "ax-k1-readme",
    "solar-open-100b.md": "solar-open-100b-card",
    "solar-open-2.md": "solar-open-2-card",
}


def read(text: str, path: str = "README.md") -> Reading:
    content = Content(path, text.encode())
    assert card.recognises(content)
    return card.read(content, {})


def taken(reading: Reading, *columns: str) -> list[tuple[Any, ...]]:
    return reading.numbers.select(columns or ("model", "benchmark", "score_text")).rows()


def reasons(reading: Reading) -> list[tuple[str, str]]:
    return [(one.text, one.reason) for one in reading.left_out]


def table(name: str) -> list[dict[str, str]]:
    with (store.ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def known(kind: str) -> dict[str, str]:
    key = f"{kind}_id"
    names = {normalised(row["alias"]): row[key] for row in table(f"{kind}_alias")}
    for row in table(kind):
        names |= {normalised(name): row[key] for name in (row[key], row["name_ko"], row["name_en"]) if name}
    return names


def cells_by_hand(text: str) -> list[tuple[int, str, str, str]]:
    """Line, header, first name and text of every cell, split at the pipes alone."""
    found, header = [], None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("|"):
            header = None
            continue
        cells = [re.sub(r"<u>|</u>|\*\*", "", cell).strip() for cell in line.strip("|").split("|")]
        if header is None:
            header = cells
        elif not re.fullmatch(r"[|:\- ]+", line):
            first = next(i for i, name in enumerate(header) if name.startswith("Benchmark"))
            start = first + 1 + header.count("Lang.")
            found += [
                (number, header[i], cells[first], cells[i])
                for i in range(start, len(cells))
                if any(cells[start:])
            ]
    return found


@pytest.mark.parametrize("name", SOURCES)
def test_every_cell_of_a_sample_is_its_record(name: str) -> None:
    path = SAMPLES / "cards" / name
    reading = card.read(Content(name, path.read_bytes()), {})
    by_hand = cells_by_hand(path.read_text("utf-8"))
    numbers = [cell for cell in by_hand if cell[3] != "–"]
    assert [(row["row"], row["score_text"]) for row in reading.numbers.to_dicts()] == [
        (c[0], c[3]) for c in numbers
    ]
    assert [row["place"] for row in reading.numbers.to_dicts()] == [
        c[1].replace("<br>", " ") for c in numbers
    ]
    records = {
        (r["model_id"], r["benchmark_id"], r["mode"], r["effort"], r["conditions"]): r["score_text"]
        for r in table("score")
        if r["source_id"] == SOURCES[name]
    }
    found = {}
    for row in reading.numbers.to_dicts():
        benchmark, conditions, _ = benchmark_of(row["benchmark"], known("benchmark"))
        stated = dict(part.split("=", 1) for part in (row["conditions"] or "").split("; ") if part)
        said = "; ".join(f"{key}={value}" for key, value in sorted({**conditions, **stated}.items()))
        mode = row["mode"] or "reasoning"
        found[known("model")[normalised(row["model"])], benchmark, mode, row["effort"] or "", said] = row[
            "score_text"
        ]
    assert len(found) == reading.numbers.height
    here = {benchmark for _, benchmark, *_ in found}
    assert found == {key: text for key, text in records.items() if key[1] in here}
    assert name == "solar-open-2.md" or found == records
    assert not reading.problems


def test_modes_sizes_and_scales_of_the_samples() -> None:
    readings = {
        name: card.read(Content(name, (SAMPLES / "cards" / name).read_bytes()), {}) for name in SOURCES
    }
    assert set(readings["a-x-k1.md"].numbers["mode"]) == {"reasoning", "non-reasoning"}
    assert set(readings["solar-open-2.md"].numbers["mode"]) == {None}
    elo = readings["solar-open-2.md"].numbers.filter(benchmark="GDPval-AA v2 (ELO)")
    assert (elo.height, set(elo["scale"])) == (5, {"elo"})
    sizes = {
        row[0]: row[1:]
        for reading in readings.values()
        for row in reading.models.select("model", "total_params_b", "active_params_b").rows()
    }
    assert sizes == {
        "A.X K1": ("519", "33"),
        "DeepSeek-V3.1": ("685", "37"),
        "GLM-4.6": ("357", "32"),
        "Solar Open": ("102", None),
        "gpt-oss-120b": ("117", None),
        "GLM-4.5-Air": ("110", None),
        "Solar Open 2": ("250", "15"),
        "Solar Open 100B": ("102", "12"),
        "Command A+": ("218", "25"),
        "Mistral Medium 3.5": ("128", "128"),
        "MiMo-V2.5": ("310", "15"),
        "DeepSeek-V4-Flash": ("284", "13"),
        "Claude Haiku 4.5": (None, None),
        "GPT-5.4 mini": (None, None),
    }
    notes = [one for one in readings["solar-open-2.md"].left_out if one.reason == "card_footnote"]
    assert [one.text for one in notes] == [
        "Ko-AIME’25†: † in-house benchmarks.",
        "KBank-MMLU†: † in-house benchmarks.",
        "Ko-GDPval†: † in-house benchmarks.",
    ]
    assert (
        LeftOut(15, "Solar Open 100B 102B-A12B, GDPval-AA v2 (ELO)", "–", "not_published")
        in readings["solar-open-2.md"].left_out
    )


def test_no_other_sample_is_recognised() -> None:
    others = [path for path in SAMPLES.rglob("*") if path.is_file() and path.parent.name != "cards"]
    assert [path.name for path in others if card.recognises(Content(str(path), path.read_bytes()))] == []
    assert all(card.recognises(Content(name, (SAMPLES / "cards" / name).read_bytes())) for name in SOURCES)


EXAONE = """### 32B Non-Reasoning Mode

<table>
    <tr>
        <th> </th>
        <th>K-EXAONE (Reasoning)</th>
        <th>GPT-OSS (Reasoning: High)</th>
        <th>Qwen3 32B </th>
    </tr>
    <tr>
        <td align="center">Architecture</td>
        <td align="center">MoE</td>
        <td align="center">MoE</td>
        <td align="center">Dense</td>
    </tr>

    <tr>
        <td align="center">Total Params</td>
        <td align="center">236B</td>
        <td align="center">117B</td>
        <td align="center">32.8B</td>
    </tr>
    <tr>
        <td align="center">Active Params</td>
        <td align="center">23B</td>
        <td align="center">5.1B</td>
        <td align="center"> </td>
    </tr>
    <tr>
        <td align="center" colspan='7'><i>Agentic Tool Use</i></td>
    </tr>
    <!-- <tr>
        <td>Old</td><td>1.0</td><td>2.0</td><td>3.0</td>
    </tr> -->
    <tr>
        <td align="center">τ<sup>2</sup>-Bench (Telecom)</td>
        <td align="center">73.5</td>
        <td align="center">60.3</td>
        <td align="center">N/A</td>
    </tr>
</table>
"""


LINE = EXAONE[: EXAONE.index("τ")].count("\n")


def test_html_table_with_properties_and_section() -> None:
    found = read(EXAONE)
    columns = ("row", "place", "model", "benchmark", "score_text", "mode", "effort")
    assert taken(found, *columns) == [
        (LINE, "K-EXAONE (Reasoning)", "K-EXAONE", "τ²-Bench (Telecom)", "73.5", "reasoning", None),
        (LINE, "GPT-OSS (Reasoning: High)", "GPT-OSS", "τ²-Bench (Telecom)", "60.3", "reasoning", "high"),
    ]
    assert found.models.select("model", "total_params_b", "active_params_b").rows() == [
        ("K-EXAONE", "236", "23"),
        ("GPT-OSS", "117", "5.1"),
        ("Qwen3 32B", "32.8", None),
    ]
    assert [one.text for one in found.left_out if one.reason == "card_not_a_score"] == [
        "Architecture: MoE",
        "Architecture: MoE",
        "Architecture: Dense",
    ]
    assert LeftOut(LINE, "Qwen3 32B, τ²-Bench (Telecom)", "N/A", "not_published") in found.left_out


def test_mode_of_the_heading_holds_where_the_header_says_none() -> None:
    found = read(EXAONE.replace("N/A", "20.1"))
    assert taken(found, "model", "mode")[-1] == ("Qwen3 32B", "non-reasoning")


KIMI = """<div align="center">
<table>
<thead>
<tr>
<th align="center">Benchmark</th>
<th align="center">Metric</th>
<th align="center"><sup>Kimi K2 Instruct</sup></th>
<th align="center"><sup>Qwen3-235B-A22B <br><sup>(non-thinking)</sup></sup></th>
<th align="center"><sup>Gemini 2.5 Flash <br> Preview (05-20)</sup></th>
<th align="center"><sup>Qwen3-VL-<br>235B-A22B-<br>Thinking</sup></th>
<th align="center"><sup>GPT-5.2 <br><sup>(xhigh)</sup></sup></th>
</tr>
</thead>
<tbody>
<tr>
<td align="center" colspan=9><strong>Coding Tasks</strong></td>
</tr>
<tr>
<td align="center">LiveCodeBench v6<br><sup>(Aug 24 - May 25)</sup></td>
<td align="center">Pass@1</td>
<td align="center"><strong>53.7</strong></td><td>37.0</td><td>44.7</td><td>-</td><td>80</td>
</tr>

<tr>
<td align="center" rowspan="2">SWE-bench Verified <br/> <sup>(Agentic Coding)</sup></td>
<td align="center">Single Attempt (Acc)</td>
<td><ins><strong>65.8</strong></ins></td><td>34.4</td><td>—</td><td>72.5<sup>*</sup></td><td>—</td>
</tr>

<tr>
<!--<td align="center">(Agentic Coding)</td>-->
<td align="center">Multiple Attempts (Acc)</td>
<td><ins><strong>71.6</strong></ins></td><td>—</td><td>—</td><td>—</td><td>—</td>
</tr>
<tr>
<td>IFEval</td><td>Prompt Strict</td><td>89.8</td><td>83.2</td><td>84.3</td><td>-</td><td>-</td>
</tr>
<tr>
<td>Tau2 retail</td><td>Avg@4</td><td>70.6</td><td>57.0</td><td>64.3</td><td>-</td><td>-</td>
</tr>
</tbody>
</table>
</div>
<sup>
• Bold denotes global SOTA.
</sup><br/><sup>
• Data points marked with * are directly from the model's tech report.
</sup>
"""


def test_html_table_with_metric_column_and_rows_that_span() -> None:
    found = read(KIMI)
    swe = "SWE-bench Verified (Agentic Coding)"
    assert taken(found, "model", "benchmark", "metric", "score_text", "mode", "conditions") == [
        ("Kimi K2 Instruct", "LiveCodeBench v6 (Aug 24 - May 25)", None, "53.7", None, "scoring=pass@1"),
        (
            "Qwen3-235B-A22B",
            "LiveCodeBench v6 (Aug 24 - May 25)",
            None,
            "37.0",
            "non-reasoning",
            "scoring=pass@1",
        ),
        (
            "Gemini 2.5 Flash Preview (05-20)",
            "LiveCodeBench v6 (Aug 24 - May 25)",
            None,
            "44.7",
            None,
            "scoring=pass@1",
        ),
        ("GPT-5.2", "LiveCodeBench v6 (Aug 24 - May 25)", None, "80", None, "scoring=pass@1"),
        ("Kimi K2 Instruct", swe, "Single Attempt (Acc)", "65.8", None, None),
        ("Qwen3-235B-A22B", swe, "Single Attempt (Acc)", "34.4", "non-reasoning", None),
        ("Qwen3-VL-235B-A22B-Thinking", swe, "Single Attempt (Acc)", "72.5", "reasoning", None),
        ("Kimi K2 Instruct", swe, "Multiple Attempts (Acc)", "71.6", None, None),
        ("Kimi K2 Instruct", "IFEval", None, "89.8", None, "scoring=prompt-strict"),
        ("Qwen3-235B-A22B", "IFEval", None, "83.2", "non-reasoning", "scoring=prompt-strict"),
        ("Gemini 2.5 Flash Preview (05-20)", "IFEval", None, "84.3", None, "scoring=prompt-strict"),
        ("Kimi K2 Instruct", "Tau2 retail", None, "70.6", None, "repeats=4"),
        ("Qwen3-235B-A22B", "Tau2 retail", None, "57.0", "non-reasoning", "repeats=4"),
        ("Gemini 2.5 Flash Preview (05-20)", "Tau2 retail", None, "64.3", None, "repeats=4"),
    ]
    assert (
        "72.5*: • Data points marked with * are directly from the model's tech report.",
        "card_footnote",
    ) in reasons(found)
    absent = [text for text, reason in reasons(found) if reason == "not_published"]
    assert sorted(absent) == ["-"] * 5 + ["—"] * 6


DEEPSEEK = """---
license: mit
tags: [x]
---
# Title

Prose with a | pipe, and code:

```text
| Model | MMLU |
|---|---|
| Fenced | 1.0 |
```

|  | Benchmark (Metric) | # Shots | DeepSeek-V2 | Qwen2.5 72B |
|---|-------------------|----------|--------|-------------|
| | Architecture | - | MoE | Dense |
| | # Activated Params | - | 21B | 72B |
| | # Total Params | - | 236B | 72B |
| English | Pile-test (BPB) | - | 0.606 | **0.638** |
| | BBH (EM) | 3-shot | 78.8 | 79.8 |
| Code | HumanEval (Pass@1) | 0-shot | 43.3 | [53.0](https://example.org) |

After the table.

| Model                  | AIME 2024 pass@1 | CodeForces rating |
|------------------------|------------------|-------------------|
| GPT-4o-0513            | 9.3              | 759               |
| o1-mini                | 63.6             | **1820**          |
"""


def test_readme_with_both_orientations() -> None:
    found = read(DEEPSEEK)
    assert taken(found, "row", "model", "benchmark", "metric", "score_text", "conditions") == [
        (20, "DeepSeek-V2", "Pile-test (BPB)", None, "0.606", None),
        (20, "Qwen2.5 72B", "Pile-test (BPB)", None, "0.638", None),
        (21, "DeepSeek-V2", "BBH", "EM", "78.8", "shots=3"),
        (21, "Qwen2.5 72B", "BBH", "EM", "79.8", "shots=3"),
        (22, "DeepSeek-V2", "HumanEval", None, "43.3", "scoring=pass@1; shots=0"),
        (22, "Qwen2.5 72B", "HumanEval", None, "53.0", "scoring=pass@1; shots=0"),
        (28, "GPT-4o-0513", "AIME 2024", None, "9.3", "scoring=pass@1"),
        (28, "GPT-4o-0513", "CodeForces rating", None, "759", None),
        (29, "o1-mini", "AIME 2024", None, "63.6", "scoring=pass@1"),
        (29, "o1-mini", "CodeForces rating", None, "1820", None),
    ]
    assert found.models.select("model", "total_params_b", "active_params_b").rows()[:2] == [
        ("DeepSeek-V2", "236", "21"),
        ("Qwen2.5 72B", "72", "72"),
    ]


LAYOUTS: list[tuple[str, str, list[tuple[Any, ...]]]] = [
    (
        "shots under the benchmarks",
        "| Model | MMLU | GSM8K |\n|:--|:--:|:--:|\n|  | 5-shot | 8-shot |\n| LLaMA2-7B | 46.8 | - |\n| **Qwen-72B** | 77.4 | 78.9 |",
        [
            ("LLaMA2-7B", "MMLU (5-shot)", "46.8", None, None),
            ("Qwen-72B", "MMLU (5-shot)", "77.4", None, None),
            ("Qwen-72B", "GSM8K (8-shot)", "78.9", None, None),
        ],
    ),
    (
        "models under another header word",
        "| Quantization | MMLU | CEval (val) |\n|--|:--:|:--:|\n| Qwen-7B-Chat (BF16) | 55.8 | 59.7 |",
        [
            ("Qwen-7B-Chat (BF16)", "MMLU", "55.8", None, None),
            ("Qwen-7B-Chat (BF16)", "CEval (val)", "59.7", None, None),
        ],
    ),
    (
        "Model as the corner of a table with models in columns",
        "| Model | GPT-4o | Claude Opus 4 |\n|--|--|--|\n| MMLU | 88.7 | 92.9 |\n| GPQA-Diamond | 53.6 | 74.9 |",
        [
            ("GPT-4o", "MMLU", "88.7", None, None),
            ("Claude Opus 4", "MMLU", "92.9", None, None),
            ("GPT-4o", "GPQA-Diamond", "53.6", None, None),
            ("Claude Opus 4", "GPQA-Diamond", "74.9", None, None),
        ],
    ),
    (
        "empty corner, benchmarks in columns",
        "| | KMMLU | CLIcK |\n|--|--|--|\n| 모델 가 | 70.1 | 80.2 |",
        [("모델 가", "KMMLU", "70.1", None, None), ("모델 가", "CLIcK", "80.2", None, None)],
    ),
    (
        "Korean headers, modes in a column",
        "| 모델 | 추론 모드 | KMMLU |\n|--|--|--|\n| K-엑사원 | 추론 | 80.1 |\n| | 비추론 | 70.1 |",
        [
            ("K-엑사원", "KMMLU", "80.1", "reasoning", None),
            ("K-엑사원", "KMMLU", "70.1", "non-reasoning", None),
        ],
    ),
    (
        "Korean headers, description beside the name",
        "| 평가지표 | 측정 영역 | A.X 4.0 (72B) | Qwen3 (235B MoE) |\n|:--|:--|:--:|:--:|\n| **KMMLU** | 전문 지식 | 78.3 | 70.6 |\n"
        "| **평균** | | 79.9 | 75.4 |",
        [
            ("A.X 4.0", "KMMLU", "78.3", None, None),
            ("Qwen3", "KMMLU", "70.6", None, None),
            ("A.X 4.0", "평균", "79.9", None, None),
            ("Qwen3", "평균", "75.4", None, None),
        ],
    ),
    (
        "modes as rows between",
        "| 벤치마크 | A.X K1 (519B-A33B) |\n|--|--|\n| **비추론 모드** | |\n| KMMLU | 73.0 |\n| **추론 모드** | |\n| KMMLU | 80.2 |",
        [("A.X K1", "KMMLU", "73.0", "non-reasoning", None), ("A.X K1", "KMMLU", "80.2", "reasoning", None)],
    ),
    (
        "category named Reasoning is no mode",
        "### Reasoning\n\n| Benchmark | GPT-4o |\n|--|--|\n| **Reasoning & Knowledge** | |\n| MMLU | 88.7 |",
        [("GPT-4o", "MMLU", "88.7", None, None)],
    ),
    (
        "one model, named in the title",
        "# Qwen3-8B\n\n| Metric | Value |\n|---|---:|\n|Avg.|74.2|\n|IFEval (0-Shot)|86.50|",
        [("Qwen3-8B", "Avg.", "74.2", None, None), ("Qwen3-8B", "IFEval (0-Shot)", "86.50", None, None)],
    ),
    (
        "one model, named nowhere",
        "# Results\n\n| Benchmark | Score |\n|---|---:|\n|MMLU|74.2|",
        [(None, "MMLU", "74.2", None, None)],
    ),
    (
        "one model, and another in the front matter",
        "---\nbase_model: Qwen3-8B\n---\n| Benchmark | Score |\n|---|---:|\n|MMLU|74.2|",
        [(None, "MMLU", "74.2", None, None)],
    ),
    (
        "one model, two modes",
        "# Solar Open 2\n\n| Benchmark | Thinking | Non-Thinking |\n|---|---|---|\n| AIME25 | 80.5 | 70.2 |",
        [
            ("Solar Open 2", "AIME25", "80.5", "reasoning", None),
            ("Solar Open 2", "AIME25", "70.2", "non-reasoning", None),
        ],
    ),
    (
        "a row a number",
        "| Model | Benchmark | Shots | Score |\n|--|--|--|--|\n| GPT-4o | KMMLU | 5 | 72.5 |\n| | CLIcK | 0 | 80.2 |",
        [("GPT-4o", "KMMLU", "72.5", None, "shots=5"), ("GPT-4o", "CLIcK", "80.2", None, "shots=0")],
    ),
    (
        "sizes under families in Markdown",
        "| Benchmark | Qwen2.5 | | Gemma 3 | |\n|--|--|--|--|--|\n| | 7B | 72B | 4B | 27B |\n| MMLU | 70 | 80 | 60 | 75 |",
        [
            ("Qwen2.5 7B", "MMLU", "70", None, None),
            ("Qwen2.5 72B", "MMLU", "80", None, None),
            ("Gemma 3 4B", "MMLU", "60", None, None),
            ("Gemma 3 27B", "MMLU", "75", None, None),
        ],
    ),
    (
        "modes under models in HTML, without th",
        "<table><tr><td rowspan=2>Benchmark</td><td colspan=2>Qwen3-235B</td></tr><tr><td>Thinking</td><td>Non-thinking</td></tr>"
        "<tr><td>AIME25</td><td>81.5</td><td>24.7</td></tr></table>",
        [
            ("Qwen3-235B", "AIME25", "81.5", "reasoning", None),
            ("Qwen3-235B", "AIME25", "24.7", "non-reasoning", None),
        ],
    ),
    (
        "title in the first row, cells not closed",
        "<table><tr><td colspan=2>Korean<tr><td>Benchmark<td>GPT-4o<tr><td>KMMLU<td>72.5</table>",
        [("GPT-4o", "KMMLU", "72.5", None, None)],
    ),
    (
        "models in rows with sizes, sections and two lines in the header",
        "<table><tr><td>Model</td><td>Size</td><td><div>HumanEval</div><div>0-shot</div></td></tr>"
        "<tr><td colspan=7><b>Base Model</b></td></tr><tr><td>CodeLlama-Base</td><td>7B</td><td>33.5</td></tr>"
        "<tr><th colspan=3></th></tr><tr><td>GPT-4-Turbo (Nov 2023)*</td><td>-</td><td>85.4</td></tr></table>",
        [
            ("CodeLlama-Base", "HumanEval 0-shot", "33.5", None, None),
            ("GPT-4-Turbo (Nov 2023)", "HumanEval 0-shot", "85.4", None, None),
        ],
    ),
    (
        "mode after the name of a model, number of version after the benchmark",
        "| | Claude Opus 4 Non-thinking | Kimi K2 Thinking |\n|--|--|--|\n| **Knowledge** | | |\n| Arena-Hard v2* | 51.5 | 66.1 |",
        [
            ("Claude Opus 4", "Arena-Hard v2", "51.5", "non-reasoning", None),
            ("Kimi K2 Thinking", "Arena-Hard v2", "66.1", "reasoning", None),
        ],
    ),
    (
        "links by reference whose targets were not copied, shots in the column of metrics",
        "| Benchmark | Metric | Gemma 3 PT 1B |\n|--|--|--|\n| [HellaSwag][hellaswag] | 10-shot | 62.3 |",
        [("Gemma 3 PT 1B", "HellaSwag", "62.3", None, "shots=10")],
    ),
    (
        "modes above benchmarks, models in rows",
        "<table><tr><th rowspan=2>Model</th><th colspan=2>Thinking</th><th>Non-thinking</th></tr>"
        "<tr><th>AIME25</th><th>MMLU</th><th>MMLU</th></tr><tr><td>Qwen3-8B</td><td>1.5</td><td>2.5</td><td>3.5</td></tr></table>",
        [
            ("Qwen3-8B", "AIME25", "1.5", "reasoning", None),
            ("Qwen3-8B", "MMLU", "2.5", "reasoning", None),
            ("Qwen3-8B", "MMLU", "3.5", "non-reasoning", None),
        ],
    ),
    (
        "languages above benchmarks, models in rows",
        "<table><tr><th rowspan=2>Model</th><th colspan=2>Korean</th></tr><tr><th>KMMLU</th><th>CLIcK</th></tr>"
        "<tr><td>Qwen3-8B</td><td>1.5</td><td>2.5</td></tr></table>",
        [("Qwen3-8B", "KMMLU", "1.5", None, None), ("Qwen3-8B", "CLIcK", "2.5", None, None)],
    ),
    (
        "languages tell rows of one benchmark apart",
        "| Category | Benchmark | Language | Llama 3.1 8B |\n|--|--|--|--|\n| General | MMLU (5-shot) | Spanish | 62.45 |\n| | | Thai | 50.32 |",
        [
            ("Llama 3.1 8B", "MMLU (5-shot)", "62.45", None, "subset=Spanish"),
            ("Llama 3.1 8B", "MMLU (5-shot)", "50.32", None, "subset=Thai"),
        ],
    ),
    (
        "lengths under a heading that names the benchmark",
        "### RULER\n\n| Model | 4K | 128K |\n|--|--|--|\n| GPT-4o | 96.6 | 81.2 |",
        [("GPT-4o", "RULER", "96.6", None, "length=4K"), ("GPT-4o", "RULER", "81.2", None, "length=128K")],
    ),
    (
        "Markdown that begins with a link, in a quotation",
        "[English](README.en.md)\n\n> | Benchmark | GPT-4o |\n> |--|--|\n> | KMMLU | 72.5 |",
        [("GPT-4o", "KMMLU", "72.5", None, None)],
    ),
    (
        "name with a formula",
        "| Benchmark | GPT-4o |\n|--|--|\n| $\\tau^2$-Bench (Retail) | $\\textbf{72.5}$ |",
        [("GPT-4o", "τ²-Bench (Retail)", "72.5", None, None)],
    ),
    (
        "header with brackets above a row without a category",
        "| Category | Benchmark (Metric) | GPT-4o | GLM-4.6 |\n|--|--|--|--|\n| | Architecture | - | MoE |\n| English | MMLU (EM) | 87.2 | 84.9 |",
        [("GPT-4o", "MMLU", "87.2", None, None), ("GLM-4.6", "MMLU", "84.9", None, None)],
    ),
    (
        "two values in a cell, named in the header",
        "| Models | AIME 2024 (pass@1 / cons@64) | MT-Bench |\n|--|--|--|\n| EXAONE Deep 32B | 72.1 / **90.0** | 8.5/10 |",
        [
            ("EXAONE Deep 32B", "AIME 2024 (pass@1)", "72.1", None, None),
            ("EXAONE Deep 32B", "AIME 2024 (cons@64)", "90.0", None, None),
            ("EXAONE Deep 32B", "MT-Bench", "8.5", None, None),
        ],
    ),
    (
        "two values in a cell, named in the column of metrics",
        "| Benchmark | Metric | GPT-4o |\n|--|--|--|\n| HLE | w/o tools / w/ tools | 20.1 / 30.2 |",
        [("GPT-4o", "HLE", "20.1", None, "tools=none"), ("GPT-4o", "HLE", "30.2", None, "tools=yes")],
    ),
    (
        "the same name under two groups, a row between that is too wide",
        "<table><tr><th rowspan=2>Model</th><th colspan=2>Culture</th><th>Knowledge</th></tr><tr><th>CLIcK</th><th>Avg.</th><th>Avg.</th></tr>"
        "<tr><td>Qwen3-8B</td><td>1.5</td><td>2.5</td><td>3.5</td></tr><tr><td colspan=9> </td></tr></table>",
        [
            ("Qwen3-8B", "CLIcK", "1.5", None, None),
            ("Qwen3-8B", "Avg.", "2.5", None, "subset=Culture"),
            ("Qwen3-8B", "Avg.", "3.5", None, "subset=Knowledge"),
        ],
    ),
    (
        "the same name in two sections",
        "| Benchmark | GPT-4o |\n|--|--|\n| **Korean** | |\n| MMLU | 1.5 |\n| **English** | |\n| MMLU | 2.5 |",
        [("GPT-4o", "MMLU", "1.5", None, "subset=Korean"), ("GPT-4o", "MMLU", "2.5", None, "subset=English")],
    ),
    (
        "means of different sets have different names",
        "# Page\n\n## Base\n\n| Benchmark | GPT-4o |\n|--|--|\n| MMLU | 1.5 |\n| Average | 2.5 |\n\n"
        "## Chat\n\n| Benchmark | GPT-4o |\n|--|--|\n| KMMLU | 3.5 |\n| 평균 점수 | 4.5 |",
        [
            ("GPT-4o", "MMLU", "1.5", None, None),
            ("GPT-4o", "Average (Base)", "2.5", None, None),
            ("GPT-4o", "KMMLU", "3.5", None, None),
            ("GPT-4o", "평균 점수 (Chat)", "4.5", None, None),
        ],
    ),
    (
        "a model's name that holds a word for properties",
        "| 벤치마크 | HyperCLOVA X SEED 14B Think | Step-3 |\n|--|--|--|\n| KMMLU | 0.49 | 0.51 |",
        [
            ("HyperCLOVA X SEED 14B Think", "KMMLU", "0.49", None, None),
            ("Step-3", "KMMLU", "0.51", None, None),
        ],
    ),
    (
        "prices, votes, intervals and deviations are no scores",
        "| 모델 | KMMLU | 입력 단가($) | Output ($) | Disk (GB) | Votes | 95% CI | Std. | 지원 언어 |\n|--|--|--|--|--|--|--|--|--|\n"
        "| GPT-4o | 72.5 | 2.5 | 10 | 3.5 | 5432 | 0.4 | 0.5 | 50 |",
        [("GPT-4o", "KMMLU", "72.5", None, None)],
    ),
    (
        "precision in the place of names",
        "# Qwen3-8B\n\n| Quantization | MMLU |\n|--|--|\n| BF16 | 70.1 |\n| INT4 | 68.9 |",
        [
            ("Qwen3-8B", "MMLU", "70.1", None, "precision=BF16"),
            ("Qwen3-8B", "MMLU", "68.9", None, "precision=INT4"),
        ],
    ),
    (
        "our own model, and its name with a footnote in Korean style",
        "# Qwen3-8B\n\n| Model | MMLU |\n|--|--|\n| Ours | 70.1 |\n| Llama 3.1 8B (Ours) | 68.9 |\n| GPT-4o<sup>2)</sup> | 88.7 |",
        [
            ("Qwen3-8B", "MMLU", "70.1", None, None),
            ("Llama 3.1 8B", "MMLU", "68.9", None, None),
            ("GPT-4o", "MMLU", "88.7", None, None),
        ],
    ),
    (
        "modes as groups in a pipe table",
        "| 모델 | 추론 모드 | | 비추론 모드 | |\n|--|--|--|--|--|\n| | KMMLU | CLIcK | KMMLU | CLIcK |\n| 솔라 프로 3 | 78.1 | 84.1 | 70.1 | 80.2 |",
        [
            ("솔라 프로 3", "KMMLU", "78.1", "reasoning", None),
            ("솔라 프로 3", "CLIcK", "84.1", "reasoning", None),
            ("솔라 프로 3", "KMMLU", "70.1", "non-reasoning", None),
            ("솔라 프로 3", "CLIcK", "80.2", "non-reasoning", None),
        ],
    ),
    (
        "a length, a language and a mean under a heading that names the benchmark",
        "### Long context (RULER)\n\n| Model | 4K |\n|--|--|\n| GPT-4o | 96.6 |\n\n"
        "### Multilingual MMLU\n\n| Model | Korean |\n|--|--|\n| GPT-4o | 80.1 |",
        [
            ("GPT-4o", "RULER", "96.6", None, "length=4K"),
            ("GPT-4o", "Multilingual MMLU", "80.1", None, "subset=Korean"),
        ],
    ),
    (
        "fields of a benchmark that a heading names, in rows",
        "### CLIcK\n\n#### Open models\n\n| category | GPT-4o |\n|--|--|\n| History | 66.9 |\n| **Overall** | 80.5 |\n\n"
        "### HAE_RAE_BENCH 1.0\n\n| category | GPT-4o |\n|--|--|\n| History | 92.0 |",
        [
            ("GPT-4o", "CLIcK", "66.9", None, "subset=History"),
            ("GPT-4o", "CLIcK", "80.5", None, None),
            ("GPT-4o", "HAE_RAE_BENCH 1.0", "92.0", None, "subset=History"),
        ],
    ),
    (
        "fields of a benchmark that a heading names, in columns",
        "### 영역별 KMMLU\n\n| 모델 | 인문 | STEM | 전체 |\n|--|--|--|--|\n| GPT-4o | 71.1 | 65.1 | 68.3 |",
        [
            ("GPT-4o", "KMMLU", "71.1", None, "subset=인문"),
            ("GPT-4o", "KMMLU", "65.1", None, "subset=STEM"),
            ("GPT-4o", "KMMLU", "68.3", None, None),
        ],
    ),
    (
        "a topic in a heading is no benchmark",
        "### Math\n\n| Model | Omni | Minerva |\n|--|--|--|\n| GPT-4o | 71.1 | 65.1 |",
        [("GPT-4o", "Omni", "71.1", None, None), ("GPT-4o", "Minerva", "65.1", None, None)],
    ),
    (
        "tools after a model's name",
        "| Benchmark | GPT-4o | GPT-4o w/ search | GPT-4o + Python |\n|--|--|--|--|\n| SimpleQA | 38.2 | 90.1 | 40.1 |",
        [
            ("GPT-4o", "SimpleQA", "38.2", None, None),
            ("GPT-4o", "SimpleQA", "90.1", None, "tools=search"),
            ("GPT-4o", "SimpleQA", "40.1", None, "tools=python"),
        ],
    ),
    (
        "rows of differences, layers and counts are no benchmarks",
        "| 항목 | GPT-4o | GLM-4.6 |\n|--|--|--|\n| 레이어 | 61 | 92 |\n| # Battles | 5432 | 1234 |\n| KMMLU | 72.5 | 77.7 |\n| Δ vs best | -5.2 | 0 |",
        [("GPT-4o", "KMMLU", "72.5", None, None), ("GLM-4.6", "KMMLU", "77.7", None, None)],
    ),
    (
        "a metric under a heading with words around the benchmark",
        "### 2. 모델별 KMMLU 결과\n\n| 모델 | 정확도 (%) |\n|--|--|\n| GPT-4o | 72.5 |",
        [("GPT-4o", "KMMLU", "72.5", None, None)],
    ),
    (
        "fragment of a page, pictures and hidden parts",
        "<div><h3>Non-thinking</h3><table><caption>Scores</caption><thead><tr><th>Benchmark&nbsp;</th><th>GPT-4o<img src=x></th></tr>"
        "</thead><tbody><tr><td><a href=x>KMMLU</a><script>1</script></td><td>72.5&nbsp;%</td></tr></tbody></table></div>",
        [("GPT-4o", "KMMLU", "72.5", "non-reasoning", None)],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), LAYOUTS, ids=[name for name, *_ in LAYOUTS])
def test_layout(name: str, text: str, expected: list[tuple[Any, ...]]) -> None:
    assert taken(read(text), "model", "benchmark", "score_text", "mode", "conditions") == expected


def test_several_tables_of_a_page() -> None:
    page = (
        "<!DOCTYPE html>\n<html><head><style>td {}</style></head>\n<body>\n<h1>X</h1>\n    <h2>Thinking mode</h2>\n"
        "<table><tr><td><table>\n<tr><th>Benchmark</th><th>GPT-4o</th></tr>\n<tr><td>KMMLU</td><td>72.5</td></tr>\n</table></td></tr></table>\n"
        "<h2>Links</h2>\n<table><tr><th>Model</th><th>Download</th></tr><tr><td>GPT-4o</td><td>here</td></tr></table>\n"
        "<h2>비추론 모드</h2>\n<table>\n<tr><th>Benchmark</th><th>GPT-4o</th></tr>\n<tr><td>KMMLU</td><td>60.5</td></tr>\n</table></body></html>"
    )
    found = read(page)
    assert taken(found, "row", "score_text", "mode") == [
        (8, "72.5", "reasoning"),
        (15, "60.5", "non-reasoning"),
    ]
    assert [(one.row, one.place, one.text) for one in found.left_out if one.reason == "no_scores"] == [
        (11, "Links", "Model | Download")
    ]


def test_harness_table() -> None:
    found = read(
        "# Solar Open 2\n|Tasks|Version|Filter|n-shot|Metric|   |Value |   |Stderr|\n"
        "|---|------:|------|-----:|------|---|-----:|---|-----:|\n"
        "|kmmlu|2|none|0|acc|↑|0.5525|±|0.0038|\n|||strict|0|perplexity|↓|7.25|±|0.0400|\n"
    )
    columns = ("benchmark", "metric", "score_text", "stderr_text", "conditions", "higher_is_better")
    assert taken(found, *columns) == [
        ("kmmlu", "acc", "0.5525", "0.0038", "shots=0; version=2", True),
        ("kmmlu", "perplexity", "7.25", "0.0400", "filter=strict; shots=0", False),
    ]


CELLS: list[tuple[str, str | None, str | None]] = [
    ("86.20", "86.20", None),
    ("**86.2**", "86.2", None),
    ("<u>86.2</u>", "86.2", None),
    ("🥇 86.2", "86.2", None),
    ("７.5", "7.5", None),
    ("1e-05", "0.00001", None),
    (".85", "0.85", None),
    ("-3.5", "-3.5", None),
    ("−3.5", "-3.5", None),
    ("78.3점", "78.3", None),
    ("86.2 (5-shot)", "86.2", None),
    ("86.2 \\*", "86.2", "card_footnote"),
    ("86.2†", "86.2", "card_footnote"),
    ("86.2<sup>1</sup>", "86.2", "card_footnote"),
    ("86.2[2]", "86.2", "card_footnote"),
    ("53.7 ± 1.2", "53.7", "card_spread"),
    ("53.7 (±1.2)", "53.7", "card_spread"),
    ("53.7 +1.2/-1.3", "53.7", "card_spread"),
    ("$53.7_{\\pm 1.2}$", "53.7", "card_spread"),
    ("53.7 [52.1, 54.7]", "53.7", "card_spread"),
    ("53.7 (52.1~54.7)", "53.7", "card_spread"),
    ("53.7 (55.13-57.27)", None, "card_two_values"),
    ("80.3 (+1.2)", "80.3", "card_difference"),
    ("80.3 (best)", "80.3", "card_remark"),
    ("+1.2", None, "card_difference"),
    ("76.5 / 80.1", None, "card_two_values"),
    ("42.2/36.6", None, "card_two_values"),
    ("80.3 (83.0)", None, "card_two_values"),
    ("80.3<br>83.0", None, "card_two_values"),
    ("65.8 (71.6 w/ voting)", None, "card_two_values"),
    ("70-75", None, "card_two_values"),
    ("~80", None, "card_not_exact"),
    (">90", None, "card_not_exact"),
    ("128K", None, "card_not_a_number"),
    ("NaN", None, "card_not_a_number"),
    ("Infinity", None, "card_not_a_number"),
    ("~~80.1~~ 81.2", None, "card_not_a_number"),
    ("–", None, "not_published"),
    ("-", None, "not_published"),
    ("—", None, "not_published"),
    ("N/A", None, "not_published"),
    ("", None, "not_published"),
    ("/", None, "not_published"),
    ("미공개", None, "not_published"),
]


@pytest.mark.parametrize(("cell", "number", "reason"), CELLS)
def test_cell(cell: str, number: str | None, reason: str | None) -> None:
    found = read(f"| Benchmark | GPT-4o | Solar |\n|--|--|--|\n| KMMLU | {cell} | 50.5 |\n")
    assert [row[0] for row in taken(found, "score_text")] == ([number] if number else []) + ["50.5"]
    assert [one.reason for one in found.left_out] == ([reason] if reason else [])
    assert all(one.row == 3 and one.place.startswith("GPT-4o") for one in found.left_out)
    assert not found.problems


def test_remark_that_is_a_condition() -> None:
    found = read("| Benchmark | GPT-4o |\n|--|--|\n| KMMLU | 80.3 (5-shot) |\n| HLE | 20.1 (w/ tools) |\n")
    assert taken(found, "benchmark", "conditions") == [("KMMLU", "shots=5"), ("HLE", "tools=yes")]


def test_row_between_that_is_too_wide_makes_no_column() -> None:
    found = read(
        "<table><tr><th rowspan=2>Model</th><th colspan=2>Knowledge</th></tr><tr><th>KMMLU</th><th>MMLU</th></tr>"
        "<tr><td>Qwen3-8B</td><td>1.5</td><td>2.5</td></tr><tr><td colspan=9> </td></tr></table>"
    )
    assert taken(found) == [("Qwen3-8B", "KMMLU", "1.5"), ("Qwen3-8B", "MMLU", "2.5")]
    assert not found.left_out


def test_mean_over_models_is_no_model() -> None:
    found = read("| Model | MMLU |\n|--|--|\n| GPT-4o | 88.7 |\n| Average | 70.1 |\n")
    assert taken(found) == [("GPT-4o", "MMLU", "88.7")]
    assert reasons(found) == [("Average: 70.1", "card_mean_of_models")]


def test_efforts_at_the_end_of_a_name() -> None:
    found = read(
        "| Benchmark | gpt-oss-120b low | gpt-oss-120b-high | Grok 3 mini high effort | Phi 3 medium |\n|--|--|--|--|--|\n| HLE | 1 | 2 | 3 | 4 |\n"
    )
    assert taken(found, "model", "effort") == [
        ("gpt-oss-120b", "low"),
        ("gpt-oss-120b", "high"),
        ("Grok 3 mini", "high"),
        ("Phi 3 medium", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## 성능 (단위: %)\n\n| Benchmark | GPT-4o |\n|--|--|\n| KMMLU | 72.5 |",
        "| Benchmark (Accuracy (%)) | GPT-4o |\n|--|--|\n| KMMLU | 72.5 |",
        "| Benchmark | Metric | GPT-4o |\n|--|--|--|\n| KMMLU | accuracy (%) | 72.5 |",
    ],
    ids=["heading", "corner", "metric"],
)
def test_percent_said_once_for_a_table(text: str) -> None:
    assert taken(read(text), "score_text", "scale") == [("72.5", "percent")]


def test_elo_in_a_table_of_percentages() -> None:
    found = read(
        "## 성능 (%)\n\n| Benchmark | GPT-4o |\n|--|--|\n| KMMLU | 72.5 |\n| LMArena (Elo) | 1285 |\n"
    )
    assert taken(found, "score_text", "scale") == [("72.5", "percent"), ("1285", "elo")]


def test_footnotes_with_raised_digits_are_found() -> None:
    found = read(
        "| Benchmark | GPT-4o<sup>1)</sup> |\n|--|--|\n| KMMLU | 72.5 |\n\n<p>주1) OpenAI 발표</p>\n"
    )
    assert ("GPT-4o¹⁾: 주1) OpenAI 발표", "card_footnote") in reasons(found)


def test_percent_signs_and_directions() -> None:
    found = read(
        "| Benchmark | GPT-4o |\n|--|--|\n| KMMLU | 80.3% |\n| CLIcK (%) | 70.1 |\n| Lyrics ↓ | 1.5 |\n| KsponSpeech CER | 2.5 |\n"
    )
    assert taken(found, "benchmark", "scale", "higher_is_better") == [
        ("KMMLU", "percent", None),
        ("CLIcK", "percent", None),
        ("Lyrics", None, False),
        ("KsponSpeech", None, False),
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("72,35", "8,1", ["72.35", "8.1"]),
        ("1,128", "86.2", ["1128", "86.2"]),
        ("1,128", "712", ["1128", "712"]),
        ("1,128.5", "2,000", ["1128.5", "2000"]),
    ],
)
def test_commas_as_the_table_tells(first: str, second: str, expected: list[str]) -> None:
    found = read(f"| Benchmark | GPT-4o |\n|--|--|\n| KMMLU | {first} |\n| CLIcK | {second} |\n")
    assert [row[0] for row in taken(found, "score_text")] == expected


def test_value_that_spans_models_is_left_out() -> None:
    found = read(
        "<table><tr><th>Benchmark</th><th>GPT-4o</th><th>Solar</th></tr><tr><td>MMMU</td><td colspan=2>69.4</td></tr>"
        "<tr><td>KMMLU</td><td>1.5</td><td>2.5</td></tr></table>"
    )
    assert [row[0] for row in taken(found, "score_text")] == ["1.5", "2.5"]
    assert reasons(found) == [("69.4", "card_spans"), ("69.4", "card_spans")]


NO_SCORES = {
    "properties": "| | |\n|:---:|:---:|\n| **Architecture** | MoE |\n| **Total Parameters** | 1T |\n| **Number of Layers** | 61 |",
    "downloads": "| **Model** | **#Total Params** | **Context Length** | **Download** |\n|:-:|:-:|:-:|:-:|\n| DeepSeek-V3 | 671B | 128K | [x](y) |",
    "hardware": "| Model | Precision | GPU Type and Count | Batch Size (per GPU) |\n|--|--|--|--|\n| GLM-4.5 | BF16 | H100 x 16 | 1 |",
    "emissions": "| Model Name | Training Time (GPU hours) | Training Power Consumption (W) |\n|--|--|--|\n| Llama 4 Scout | 5.0M | 700 |\n"
    "| Total | 7.38M | 700 |",
    "speed": "| Quantization | Speed (2048 tokens) | GPU Memory |\n|--|--|--|\n| BF16 | 30.3 | 16.99 |",
    "training": "| Step | Loss |\n|--|--|\n| 100 | 1.2 |",
    "notice": "| 🎉 License Updated! |\n|:---:|",
    "tests": "| Test | Model | Description |\n|--|--|--|\n| Image Input | VLM | Image understanding |",
    "counts": "| Category | Total | Correct | Accuracy |\n|--|--|--|--|\n| Chemistry | 6 | 2 | 40.0% |",
    "layout": "<table><tr><td><img src=x></td><td>text</td></tr></table>",
    "releases": "| Model | Release Date | Max Length | # of Pretrained Tokens |\n|--|--|--|--|\n| Qwen-1.8B | 23.11.30 | 32K | 2.2T |",
}


@pytest.mark.parametrize("name", NO_SCORES)
def test_other_tables_yield_no_numbers(name: str) -> None:
    found = read(f"# Page\n\n{NO_SCORES[name]}\n")
    assert found.numbers.is_empty()
    assert [(one.row, one.reason) for one in found.left_out] == [(3, "no_scores")]
    assert not found.problems


PROBLEMS: list[tuple[str, str, int]] = [
    ("| Benchmark | GPT-4o |\n|--|--|\n| KMMLU | 72.5 | 80.1 |\n| CLIcK | 50.5 |", "card_row_too_long", 3),
    ("| Benchmark | GPT-4o | Solar |\n|--|--|\n| KMMLU | 72.5 | 1 |", "card_separator", 2),
    (
        "| Benchmark | GPT-4o | Solar |\n|--|--|--|\n| KMMLU | 1.5 | 2.5 |\n| | 72.5 | 3.5 |",
        "no_benchmark",
        4,
    ),
    ("| Benchmark | GPT-4o |\n|--|--|\n| KMMLU | 1,128 |\n| CLIcK | 1,129 |", "ambiguous_number", 3),
    (
        "| Benchmark | GPT-4o |\n|--|--|\n| KMMLU | 1,128 |\n| CLIcK | 72,3 |\n| HLE | 72.5 |",
        "ambiguous_number",
        3,
    ),
]


@pytest.mark.parametrize(("text", "rule", "row"), PROBLEMS)
def test_problem_is_named(text: str, rule: str, row: int) -> None:
    problem = read(text).problems[0]
    assert (problem.file, problem.rule, problem.row) == ("README.md", rule, row)
    messages = [problem.message(language) for language in LANGUAGES]
    assert messages[0] != messages[1]
    assert f"{row}행" in messages[0]


def test_rows_beside_a_problem_stay() -> None:
    assert [row[0] for row in taken(read(PROBLEMS[0][0]), "score_text")] == ["50.5"]
    assert [row[0] for row in taken(read(PROBLEMS[2][0]), "score_text")] == ["1.5", "2.5"]


def test_page_without_a_table_is_named() -> None:
    text = "```\n| Benchmark | GPT-4o |\n|--|--|\n| KMMLU | 72.5 |\n```\n"
    with pytest.raises(Unreadable) as caught:
        read(text)
    assert caught.value.problem.rule == "card_no_table"
    assert "README.md" in caught.value.problem.message("ko")


def test_limits_are_named() -> None:
    table = "| Benchmark | GPT-4o |\n|--|--|\n"
    wide = "<table>" + f"<tr>{'<td colspan=200>x</td>' * 20}</tr>" * 300 + "</table>"
    for text, rule in ((table + "x" * 5_000_000, "card_too_long"), (wide, "card_table_too_large")):
        with pytest.raises(Unreadable) as caught:
            read(text)
        assert caught.value.problem.rule == rule


NOT_CARDS = [
    b"",
    b"PK\x03\x04| a | b |\n|--|--|\n",
    b"model,kmmlu\nGPT-4o,72.5\n",
    b'{"a": "| a | b |\\n|--|--|"}',
    b'[{"a": "<table><td>"}]',
    b"[1, 2, 3]\n| a | b |\n|--|--|",
    b"\xff\xfe\x00",
    b"\x81\x00| a |",
    b"a | b\nc | d\n",
    b"# Heading\n\n---\n",
    b"<table>",
    b"a\tb\n1\t2\n",
]


@pytest.mark.parametrize("data", NOT_CARDS)
def test_other_content_is_not_recognised(data: bytes) -> None:
    assert not card.recognises(Content("x", data))


def test_text_in_korean_code_page_is_read() -> None:
    content = Content("표.md", "| 벤치마크 | 솔라 오픈 |\r\n|--|--|\r\n| KMMLU | 72.5 |\r\n".encode("cp949"))
    assert card.recognises(content)
    assert taken(card.read(content, {})) == [("솔라 오픈", "KMMLU", "72.5")]


def read_or_named(text: str) -> Reading | None:
    try:
        return card.read(Content("x.md", text.encode()), {})
    except Unreadable as error:
        error.problem.message("ko")
        return None


@pytest.mark.parametrize("seed", range(40))
def test_spoiled_cards_are_read_or_named(seed: int) -> None:
    chance = random.Random(seed)
    sources = [EXAONE, KIMI, DEEPSEEK, *(text for _, text, _ in LAYOUTS), *NO_SCORES.values()]
    sources += [(SAMPLES / "cards" / name).read_text("utf-8") for name in SOURCES]
    for _ in range(15):
        text = chance.choice(sources)
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(text) + 1)
            piece = chance.choice(
                [
                    "|",
                    "\n",
                    "<td>",
                    "</table>",
                    "<table>",
                    "<tr>",
                    " rowspan=99999 ",
                    "(",
                    ")",
                    "*",
                    "<!--",
                    "```",
                    "$",
                    "±",
                    ",",
                    "9" * 50,
                ]
            )
            cut = chance.randrange(3) * chance.randrange(20)
            text = text[:at] + piece + text[at + cut :]
        found = read_or_named(text)
        if found:
            assert all(re.fullmatch(r"-?\d+(\.\d+)?", number) for number in found.numbers["score_text"])
            assert "not_accounted_for" not in {one.reason for one in found.left_out}
            for language in LANGUAGES:
                words = Words(language)
                assert all(words(f"left_out.{one.reason}") for one in found.left_out)
                assert all(problem.message(language) for problem in found.problems)


@pytest.mark.parametrize(
    "text",
    [
        "<table>" + "<tr>" * 20_000 + "<td>",
        "<table><tr><td>" + "<div>" * 20_000,
        "<table><td>" + "<!--" * 100_000,
        "| a | b |\n|--|--|\n" + "| " + "*" * 50_000 + "x | 1 |\n",
        "| a | b |\n|--|--|\n" + "> " * 2_000 + "x",
        "| a | " + "(" * 20_000 + " |\n|--|--|\n| x | 1 |\n",
        "<table><tr>" + "<td>1</td>" * 20_000 + "</tr></table>",
        "<table><td>x</td></table>" * 3_000,
    ],
    ids=["rows", "nesting", "comments", "marks", "quotes", "brackets", "columns", "tables"],
)
def test_hostile_input_ends(text: str) -> None:
    read_or_named(text)


def test_samples_are_here() -> None:
    assert sorted(path.name for path in Path(SAMPLES / "cards").glob("*.md")) == sorted(SOURCES)
