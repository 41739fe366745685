"""How scores were measured, as headings, rows between rows, headers and names state it: settings, and no names or subsets."""

from __future__ import annotations

import pytest

from dokja.ingest import registry
from dokja.ingest.content import Content
from dokja.ingest.reading import Reading, conditions, known_conditions
from dokja.ingest.staging import name_settings
from dokja.ingest.tables import run_settings
from dokja.ingest.values import qualifiers
from tests.ingest.test_same_table import alike, cells, readings

Score = tuple[str | None, ...]


def read(text: str, name: str = "page.md") -> Reading:
    (reading,) = registry.read([Content(name, text.encode())])
    assert reading.cells.score == reading.numbers.height
    return reading


def scores(reading: Reading) -> list[Score]:
    """Model, benchmark without qualifiers, score, mode, effort and all conditions of each number."""
    found: list[Score] = []
    for row in reading.numbers.iter_rows(named=True):
        name = qualifiers.split(row["benchmark"])
        every = conditions({**name.conditions, **known_conditions(row["conditions"])})
        found.append((row["model"], name.name, row["score_text"], row["mode"], row["effort"], every))
    return found


def left_out(reading: Reading) -> set[tuple[str, str]]:
    return {(one.text, one.reason) for one in reading.left_out}


TOOLS: list[Score] = [
    ("A.X K2", "HLE", "20.1", None, None, "tools=none"),
    ("A.X K2", "HLE", "35.4", None, None, "tools=yes"),
]
HLE_BY_EFFORT: list[Score] = [
    ("gpt-oss-120b", "HLE", "9.1", None, "low", None),
    ("gpt-oss-120b", "HLE", "19.0", None, "high", None),
]
KMMLU_BY_MODE: list[Score] = [
    ("A.X K1", "KMMLU", "73.0", "non-reasoning", None, None),
    ("A.X K1", "KMMLU", "80.2", "reasoning", None, None),
]
PAGES: dict[str, tuple[str, list[Score]]] = {
    "tools below models": (
        '<table><tr><th rowspan="2">벤치마크</th><th colspan="2">A.X K2</th></tr><tr><th>도구 미사용</th><th>도구 사용</th>'
        "</tr><tr><td>HLE</td><td>20.1</td><td>35.4</td></tr></table>",
        TOOLS,
    ),
    "tools of the one model of a page": (
        "# A.X K2\n| 벤치마크 | 도구 미사용 | 도구 사용 |\n|--|--|--|\n| HLE | 20.1 | 35.4 |\n",
        TOOLS,
    ),
    "tools of the one model, of few scores": (
        "# A.X K2\n| Benchmark | No Tools | Tools |\n|--|--|--|\n| HLE | 0 | 1 |\n",
        [(*TOOLS[0][:2], "0", *TOOLS[0][3:]), (*TOOLS[1][:2], "1", *TOOLS[1][3:])],
    ),
    "efforts under a heading": (
        "### HLE\n\n| Model | Low | High |\n|--|--|--|\n| gpt-oss-120b | 9.1 | 19.0 |\n",
        HLE_BY_EFFORT,
    ),
    "efforts below a benchmark": (
        "| Model | HLE | |\n|--|--|--|\n| | low | high |\n| gpt-oss-120b | 9.1 | 19.0 |\n",
        HLE_BY_EFFORT,
    ),
    "difficulties are no efforts": (
        "### LiveCodeBench\n\n| Model | Easy | Medium | Hard |\n|--|--|--|--|\n| A.X K1 | 90.1 | 70.1 | 30.1 |\n",
        [
            ("A.X K1", "LiveCodeBench", "90.1", None, None, "subset=Easy"),
            ("A.X K1", "LiveCodeBench", "70.1", None, None, "subset=Medium"),
            ("A.X K1", "LiveCodeBench", "30.1", None, None, "subset=Hard"),
        ],
    ),
    "scorings below a model": (
        "| Benchmark | A.X K1 | |\n|--|--|--|\n| | avg@32 | maj@32 |\n| AIME 2025 | 89.8 | 93.3 |\n",
        [
            ("A.X K1", "AIME 2025", "89.8", None, None, "repeats=32"),
            ("A.X K1", "AIME 2025", "93.3", None, None, "scoring=maj@32"),
        ],
    ),
    "lengths below a model": (
        "| Benchmark | A.X K1 | |\n|--|--|--|\n| | 32K | 128K |\n| RULER | 89.8 | 83.3 |\n",
        [
            ("A.X K1", "RULER", "89.8", None, None, "length=32K"),
            ("A.X K1", "RULER", "83.3", None, None, "length=128K"),
        ],
    ),
    "precisions below a model": (
        "| Benchmark | A.X K1 | |\n|--|--|--|\n| | BF16 | FP8 |\n| KMMLU | 80.1 | 79.4 |\n",
        [
            ("A.X K1", "KMMLU", "80.1", None, None, "precision=BF16"),
            ("A.X K1", "KMMLU", "79.4", None, None, "precision=FP8"),
        ],
    ),
    "Python below a benchmark": (
        "| Model | AIME 2025 | |\n|--|--|--|\n| | no tools | python |\n| A.X K1 | 94.6 | 99.6 |\n",
        [
            ("A.X K1", "AIME 2025", "94.6", None, None, "tools=none"),
            ("A.X K1", "AIME 2025", "99.6", None, None, "tools=python"),
        ],
    ),
    "an agent in place of a model": (
        "# A.X K1\n\n| Benchmark | Claude Code | GPT-5 |\n|--|--|--|\n| SWE-bench Verified | 70.1 | 71.2 |\n",
        [
            ("Claude Code", "SWE-bench Verified", "70.1", None, None, None),
            ("GPT-5", "SWE-bench Verified", "71.2", None, None, None),
        ],
    ),
    "agents below a model": (
        "| Benchmark | A.X K1 | |\n|--|--|--|\n| | OpenHands | Claude Code |\n| SWE-bench Verified | 60.1 | 65.2 |\n",
        [
            ("A.X K1", "SWE-bench Verified", "60.1", None, None, "agent=OpenHands"),
            ("A.X K1", "SWE-bench Verified", "65.2", None, None, "agent=Claude Code"),
        ],
    ),
    "a heading names the benchmark of modes": (
        "### KMMLU\n\n| 모델 | 비추론 | 추론 |\n|--|--|--|\n| A.X K1 | 73.0 | 80.2 |\n",
        KMMLU_BY_MODE,
    ),
    "an effort ends the mode of the line above": (
        "**Non-thinking**\n\n| Benchmark | A.X K1 |\n|--|--|\n| KMMLU | 73.0 |\n\n"
        "*추론 강도: 높음*\n\n| Benchmark | gpt-oss-120b |\n|--|--|\n| KMMLU | 70.1 |\n",
        [KMMLU_BY_MODE[0], ("gpt-oss-120b", "KMMLU", "70.1", "reasoning", "high", None)],
    ),
    "an effort ends the mode of the heading around it": (
        "## Non-thinking\n\n### Effort: high\n\n| Benchmark | A.X K1 |\n|--|--|\n| KMMLU | 73.0 |\n",
        [("A.X K1", "KMMLU", "73.0", None, "high", None)],
    ),
    "a line of settings below a line that names the benchmark": (
        "**KMMLU**\n\n**Non-thinking**\n\n| 모델 | 점수 |\n|--|--|\n| A.X K1 | 73.0 |\n\n"
        "Thinking mode\n\n| 모델 | 점수 |\n|--|--|\n| A.X K1 | 80.2 |\n\n**CLIcK**\n\n| 모델 | 점수 |\n|--|--|\n| A.X K1 | 84.0 |\n",
        [*KMMLU_BY_MODE, ("A.X K1", "CLIcK", "84.0", None, None, None)],
    ),
    "a length and a mean under a heading": (
        "## RULER\n\n| Model | 4K | 128K | Avg. |\n|--|--|--|--|\n| GPT-4 | 96.6 | 81.2 | 91.6 |\n",
        [
            ("GPT-4", "RULER", "96.6", None, None, "length=4K"),
            ("GPT-4", "RULER", "81.2", None, None, "length=128K"),
            ("GPT-4", "RULER", "91.6", None, None, None),
        ],
    ),
    "languages and their mean": (
        "### MMMLU\n\n| Language | A.X K1 |\n|--|--|\n| Korean | 80.1 |\n| Average (14 languages) | 78.2 |\n",
        [
            ("A.X K1", "MMMLU", "80.1", None, None, "subset=Korean"),
            ("A.X K1", "MMMLU", "78.2", None, None, None),
        ],
    ),
    "licences and their whole": (
        "### KMMLU-Pro 자격시험별 정확도\n\n| 자격시험 | K-EXAONE |\n|--|--|\n| 변호사 | 55.3 |\n| 전체 | 67.3 |\n",
        [
            ("K-EXAONE", "KMMLU-Pro", "55.3", None, None, "subset=변호사"),
            ("K-EXAONE", "KMMLU-Pro", "67.3", None, None, None),
        ],
    ),
    "parts of LogicKor": (
        "# LogicKor\n\n| Model | 추론(Reasoning) | 수학(Math) | 총점 |\n|--|--|--|--|\n| EXAONE-3.5-32B | 8.71 | 9.21 | 9.18 |\n",
        [
            ("EXAONE-3.5-32B", "LogicKor", "8.71", None, None, "subset=추론(Reasoning)"),
            ("EXAONE-3.5-32B", "LogicKor", "9.21", None, None, "subset=수학(Math)"),
            ("EXAONE-3.5-32B", "LogicKor", "9.18", None, None, None),
        ],
    ),
    "a heading of a benchmark with settings": (
        "## MMLU-Pro, 0-shot CoT\n\n| Model | Accuracy |\n|--|--|\n| A.X 4.0 | 70.2 |\n",
        [("A.X 4.0", "MMLU-Pro", "70.2", None, None, "prompt=cot; shots=0")],
    ),
    "a numbered table": (
        "**표 1. KMMLU-Pro 결과**\n\n| 모델 | 점수 |\n|--|--|\n| A.X K1 | 70.1 |\n",
        [("A.X K1", "KMMLU-Pro", "70.1", None, None, None)],
    ),
    "Korean categories are no modes": (
        "| 벤치마크 | A.X K1 |\n|--|--|\n| **추론** | |\n| GPQA Diamond | 75.0 |\n| **지식** | |\n| KMMLU | 60.1 |\n",
        [("A.X K1", "GPQA Diamond", "75.0", None, None, None), ("A.X K1", "KMMLU", "60.1", None, None, None)],
    ),
    "categories are no modes": (
        "| Benchmark | A.X K1 |\n|--|--|\n| **Reasoning** | |\n| GPQA Diamond | 75.0 |\n| **Tools** | |\n| BFCL | 60.1 |\n",
        [
            ("A.X K1", "GPQA Diamond", "75.0", None, None, None),
            ("A.X K1", "BFCL", "60.1", None, None, None),
        ],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_states_settings(name: str) -> None:
    text, expected = PAGES[name]
    assert scores(read(text)) == expected


SHEETS: dict[str, tuple[str, list[Score]]] = {
    "rows between rows state settings": (
        "| Benchmark | gpt-oss-120b |\n| Low | |\n| AIME 2025 | 50.4 |\n| High | |\n| AIME 2025 | 92.5 |\n| 5-shot | |\n"
        "| KMMLU | 78.3 |\n| 0-shot CoT | |\n| KMMLU | 76.1 |",
        [
            ("gpt-oss-120b", "AIME 2025", "50.4", None, "low", None),
            ("gpt-oss-120b", "AIME 2025", "92.5", None, "high", None),
            ("gpt-oss-120b", "KMMLU", "78.3", None, None, "shots=5"),
            ("gpt-oss-120b", "KMMLU", "76.1", None, None, "prompt=cot; shots=0"),
        ],
    ),
    "rows between rows name benchmarks": (
        "| 모델 | 비추론 | 추론 |\n| KMMLU | | |\n| A.X K1 | 73.0 | 80.2 |\n| GPQA Diamond | | |\n| A.X K1 | 61.3 | 75.0 |",
        [
            *KMMLU_BY_MODE,
            ("A.X K1", "GPQA Diamond", "61.3", "non-reasoning", None, None),
            ("A.X K1", "GPQA Diamond", "75.0", "reasoning", None, None),
        ],
    ),
    "rows between rows name models": (
        "| 벤치마크 | 0-shot | 5-shot |\n| A.X K1 | | |\n| KMMLU | 70.1 | 73.2 |\n| K-EXAONE | | |\n| KMMLU | 60.1 | 63.2 |\n"
        "| 한국어 | | |\n| CLIcK | 80.1 | 81.2 |",
        [
            ("A.X K1", "KMMLU", "70.1", None, None, "shots=0"),
            ("A.X K1", "KMMLU", "73.2", None, None, "shots=5"),
            ("K-EXAONE", "KMMLU", "60.1", None, None, "shots=0"),
            ("K-EXAONE", "KMMLU", "63.2", None, None, "shots=5"),
            ("K-EXAONE", "CLIcK", "80.1", None, None, "shots=0"),
            ("K-EXAONE", "CLIcK", "81.2", None, None, "shots=5"),
        ],
    ),
    "a row of tools": (
        "| 벤치마크 | A.X K1 | gpt-oss-120b |\n| 추론 강도 | | 높음 |\n| 도구 | 미사용 | 사용 |\n| 샷 수 | 5 | 0 |\n| HLE | 20.1 | 14.9 |",
        [
            ("A.X K1", "HLE", "20.1", None, None, "shots=5; tools=none"),
            ("gpt-oss-120b", "HLE", "14.9", None, "high", "shots=0; tools=yes"),
        ],
    ),
    "a column of agents": (
        "| 모델 | 에이전트 | SWE-bench Verified |\n| A.X K2 | OpenHands | 60.1 |\n| A.X K2 | Terminus 2 | 55.2 |",
        [
            ("A.X K2", "SWE-bench Verified", "60.1", None, None, "agent=OpenHands"),
            ("A.X K2", "SWE-bench Verified", "55.2", None, None, "agent=Terminus-2"),
        ],
    ),
    "a column of budgets": (
        "| Model | Thinking budget | AIME 2025 |\n| Claude Sonnet 4.5 | 0 | 37.0 |\n| Claude Sonnet 4.5 | 16k | 80.1 |",
        [
            ("Claude Sonnet 4.5", "AIME 2025", "37.0", "non-reasoning", None, "thinking_budget=0"),
            ("Claude Sonnet 4.5", "AIME 2025", "80.1", "reasoning", None, "thinking_budget=16K"),
        ],
    ),
    "a column of chains of thought": (
        "| 벤치마크 | CoT | A.X 4.0 |\n| MMLU-Pro | O | 70.2 |\n| MMLU-Pro | X | 60.1 |",
        [
            ("A.X 4.0", "MMLU-Pro", "70.2", None, None, "prompt=cot"),
            ("A.X 4.0", "MMLU-Pro", "60.1", None, None, "prompt=no-cot"),
        ],
    ),
    "several settings in a cell of metrics": (
        "| Benchmark | Metric | Motif 2.6B |\n| GSM8K | 8-shot, maj@8 | 75.1 |\n| GSM8K | acc, 5-shot | 70.1 |",
        [
            ("Motif 2.6B", "GSM8K", "75.1", None, None, "scoring=maj@8; shots=8"),
            ("Motif 2.6B", "GSM8K", "70.1", None, None, "shots=5"),
        ],
    ),
    "reasoning used or not": (
        "| 모델 | 벤치마크 | 점수 | 추론 여부 |\n| A.X K1 | KMMLU | 73.0 | 미사용 |\n| A.X K1 | KMMLU | 80.2 | 사용 |",
        KMMLU_BY_MODE,
    ),
    "modes over the scores of a long table": (
        "| 모델 | 벤치마크 | 점수(비추론) | 점수(추론) |\n| A.X K1 | KMMLU | 73.0 | 80.2 |",
        KMMLU_BY_MODE,
    ),
    "shots over the scores of a long table": (
        "| model | task | metric | 0-shot | 5-shot | n |\n| A.X K1 | KMMLU | acc | 76.1 | 78.3 | 30 |",
        [
            ("A.X K1", "KMMLU", "76.1", None, None, "shots=0"),
            ("A.X K1", "KMMLU", "78.3", None, None, "shots=5"),
        ],
    ),
    "a score of a long table beside those of lengths": (
        "| model | task | score | 4K | 8K |\n| A.X K1 | RULER | 76.1 | 80.1 | 72.1 |",
        [("A.X K1", "RULER", "76.1", None, None, None)],
    ),
    "the context that models take": (
        "| 모델 | 문맥 길이 | KMMLU |\n| Kanana-1.5-8B | 32K | 48.94 |\n| Kanana-8B | 8K | 48.30 |",
        [
            ("Kanana-1.5-8B", "KMMLU", "48.94", None, None, None),
            ("Kanana-8B", "KMMLU", "48.30", None, None, None),
        ],
    ),
    "the context of each run": (
        "| 모델 | 문맥 길이 | RULER |\n| Kanana-8B | 32K | 48.94 |\n| Kanana-8B | 8K | 58.30 |",
        [
            ("Kanana-8B", "RULER", "48.94", None, None, "length=32K"),
            ("Kanana-8B", "RULER", "58.30", None, None, "length=8K"),
        ],
    ),
    "settings in names": (
        "| 벤치마크 | K-EXAONE Non-Reasoning | DeepSeek-V3.2 (Thinking w/ Tools) | Claude Opus 4.1 (64k thinking) | A.X K2 도구 사용 |\n"
        "| HLE | 10.1 | 25.1 | 30.1 | 35.4 |",
        [
            ("K-EXAONE", "HLE", "10.1", "non-reasoning", None, None),
            ("DeepSeek-V3.2", "HLE", "25.1", "reasoning", None, "tools=yes"),
            ("Claude Opus 4.1", "HLE", "30.1", "reasoning", None, "thinking_budget=64K"),
            ("A.X K2", "HLE", "35.4", None, None, "tools=yes"),
        ],
    ),
    "sizes alone name no model": (
        "| Benchmark | 7B | 32B |\n| KMMLU | 25.1 | 40.2 |",
        [("7B", "KMMLU", "25.1", None, None, None), ("32B", "KMMLU", "40.2", None, None, None)],
    ),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_table_states_settings_in_every_format(name: str) -> None:
    text, expected = SHEETS[name]
    alike(cells(text))
    assert scores(readings(cells(text))["table.csv"]) == expected


def test_tools_below_benchmarks_of_a_file_of_cells() -> None:
    text = "모델,HLE,,AIME 2025,\n,No Tools,Tools,No Tools,Tools\nA.X K2,20.1,35.4,88.0,98.1\n"
    assert scores(read(text, "a.csv")) == [
        *TOOLS,
        ("A.X K2", "AIME 2025", "88.0", None, None, "tools=none"),
        ("A.X K2", "AIME 2025", "98.1", None, None, "tools=yes"),
    ]


def test_a_line_above_the_header_names_the_benchmark() -> None:
    for top in ("모델,점수", "모델,결과(%)"):
        text = f"표 1. KMMLU-Pro 결과\n{top}\nA.X K1,70.1\nK-EXAONE,67.3\n"
        assert scores(read(text, "a.csv")) == [
            ("A.X K1", "KMMLU-Pro", "70.1", None, None, None),
            ("K-EXAONE", "KMMLU-Pro", "67.3", None, None, None),
        ]


HEADINGS: dict[str, dict[str, str] | None] = {
    "w/ tools": {"tools": "yes"},
    "도구 사용": {"tools": "yes"},
    "도구 미사용 결과": {"tools": "none"},
    "Zero-shot": {"shots": "0"},
    "5-shot 결과": {"shots": "5"},
    "Results in thinking mode (5-shot)": {"mode": "reasoning", "shots": "5"},
    "Extended Thinking": {"mode": "reasoning"},
    "with thinking": {"mode": "reasoning"},
    "Thinking enabled": {"mode": "reasoning"},
    "enable_thinking=True": {"mode": "reasoning"},
    "Thinking (enable_thinking=True)": {"mode": "reasoning"},
    "enable_thinking=False": {"mode": "non-reasoning"},
    "Non-thinking (Instruct)": {"mode": "non-reasoning"},
    "추론 강도: 높음": {"mode": "reasoning", "effort": "high"},
    "High reasoning": {"mode": "reasoning", "effort": "high"},
    "Reasoning Mode w/o Tool Use": {"mode": "reasoning", "tools": "none"},
    "Thinking vs. Non-thinking": None,
    "Thinking, Non-thinking": None,
    "Reasoning": None,
    "High": None,
    "Tools": None,
    "Instruct": None,
    "Instruct, 5-shot": None,
    "128K": None,
    "KMMLU (5-shot)": None,
    "Full": None,
}


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_that_says_nothing_else_states_settings(text: str) -> None:
    assert run_settings.stated(text) == HEADINGS[text]
    said = HEADINGS[text] or {}
    if said.keys() & {"tools", "shots"} or said == {"mode": "reasoning"}:
        page = f"#### {text}\n\n| Benchmark | A.X K1 |\n|--|--|\n| KMMLU | 80.2 |\n"
        rest = {key: value for key, value in said.items() if key != "mode"}
        assert scores(read(page)) == [("A.X K1", "KMMLU", "80.2", said.get("mode"), None, conditions(rest))]


def test_a_caption_and_a_summary_state_settings() -> None:
    table = "<tr><th>Benchmark</th><th>A.X K1</th></tr><tr><td>KMMLU</td><td>80.2</td></tr></table>"
    for page in (
        f"<table><caption>Results in thinking mode (5-shot)</caption>{table}",
        f"<details><summary>Results in thinking mode (5-shot)</summary><table>{table}</details>",
    ):
        assert scores(read(page)) == [("A.X K1", "KMMLU", "80.2", "reasoning", None, "shots=5")]


def test_a_word_counts_beside_another_value_of_its_setting() -> None:
    assert run_settings.among(["Low", "High", "MMLU"]) == {
        "Low": {"effort": "low"},
        "High": {"effort": "high"},
    }
    assert run_settings.among(["High", "Mid", "Low"]) == {}
    assert run_settings.among(["추론", "수학", "Tools", "32K"]) == {}


def test_a_mode_at_the_end_of_a_name_is_asked_about() -> None:
    names = ["DeepSeek-V3.1 Think", "A.X K2 - Thinking", "Kimi K2 Thinking", "Grok 4", "Phi-4-reasoning"]
    found = name_settings.found_in(names, {"kimik2thinking": "kimi-k2-thinking"})
    asked = name_settings.questions(found, {})
    assert [(one.name, one.examples) for one in asked] == [
        ("DeepSeek-V3.1 Think", "DeepSeek-V3.1, mode=reasoning"),
        ("A.X K2 - Thinking", "A.X K2, mode=reasoning"),
    ]


NO_SCORES: dict[str, tuple[str, set[tuple[str, str]]]] = {
    "counts, times and likes": (
        "| Model | KMMLU | Hub ❤️ | Likes | Wins | 평균 토큰 | 응답 시간 | 동시 사용자 | Cache hit |\n"
        "| A.X 4.0 | 78.3 | 614 | 7 | 5 | 512 | 1.2 | 64 | 0.11 |",
        {
            ("614", "card_not_a_score"),
            ("7", "card_not_a_score"),
            ("5", "card_comparison"),
            ("512", "card_not_a_score"),
            ("1.2", "ignored_column"),
            ("64", "card_not_a_score"),
            ("0.11", "card_not_a_score"),
        },
    ),
    "the best of all and a ratio": (
        "| 벤치마크 | A.X 4.0 | 달성률 | 최고 점수 | 글로벌 최고 |\n| KMMLU | 78.3 | 97.7 | 82.1 | 85.1 |",
        {("97.7", "card_of_others"), ("82.1", "card_of_others"), ("85.1", "card_of_others")},
    ),
    "rows": (
        "| Benchmark | A.X 4.0 |\n| KMMLU | 78.3 |\n| Wins | 5 |\n| 평균 토큰 수 | 512 |\n| Weight decay | 0.1 |\n| Dropout | 0 |\n"
        "| Gradient clipping | 1.0 |\n| Adam β1 | 0.9 |",
        {
            ("Wins: 5", "card_comparison"),
            ("평균 토큰 수: 512", "card_not_a_score"),
            ("Weight decay: 0.1", "card_not_a_score"),
            ("Dropout: 0", "card_not_a_score"),
            ("Gradient clipping: 1.0", "card_not_a_score"),
            ("Adam β1: 0.9", "card_not_a_score"),
        },
    ),
    "rows in place of models": (
        "| 모델 | KMMLU |\n| A.X 4.0 | 78.3 |\n| 최고 점수 | 82.1 |\n| 향상폭 | 3.8 |",
        {("최고 점수: 82.1", "card_of_others"), ("향상폭: 3.8", "card_difference")},
    ),
}


@pytest.mark.parametrize("name", NO_SCORES)
def test_what_is_no_score_of_a_model_is_left_out_in_every_format(name: str) -> None:
    text, expected = NO_SCORES[name]
    alike(cells(text))
    reading = readings(cells(text))["table.csv"]
    assert scores(reading) == [("A.X 4.0", "KMMLU", "78.3", None, None, None)]
    assert left_out(reading) == expected


UNREAD = {
    "wins, ties and losses": "# A.X K1\n\n| 비교 모델 | 승(%) | 무(%) | 패(%) |\n|--|--|--|--|\n| GPT-4o | 55.1 | 20.2 | 24.7 |\n",
    "sizes of families": "### 결과\n\n| | 1B | 4B |\n|--|--|--|\n| Gemma 3 IT | 25.1 | 40.2 |\n| Qwen2.5 | 28.0 | 41.0 |\n",
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_table_that_names_no_model_of_a_score_is_left_out(name: str) -> None:
    reading = read(UNREAD[name])
    assert scores(reading) == []
    assert {one.reason for one in reading.left_out} == {"no_scores"}


def test_single_runs_are_left_out_beside_their_mean() -> None:
    reading = read(
        "### AIME 2025\n\n| Model | Run 1 | Run 2 | Mean |\n|--|--|--|--|\n| A.X K1 | 86.7 | 93.3 | 90.0 |\n"
    )
    assert scores(reading) == [("A.X K1", "AIME 2025", "90.0", None, None, None)]
    assert left_out(reading) == {("86.7", "card_single_run"), ("93.3", "card_single_run")}


def test_measures_under_a_heading_are_no_parts_of_the_benchmark() -> None:
    text = "# Humanity's Last Exam\n\n| Model | Accuracy (%) ↑ | Calibration Error (%) ↓ |\n|--|--|--|\n| GPT-5 | 25.3 | 50.0 |\n"
    reading = read(text)
    name = "Humanity's Last Exam"
    assert scores(reading) == [
        ("GPT-5", name, "25.3", None, None, None),
        ("GPT-5", name, "50.0", None, None, None),
    ]
    assert reading.numbers.select("metric", "higher_is_better").rows() == [
        ("Accuracy", True),
        ("Calibration Error", False),
    ]


def test_words_for_scores_name_no_benchmark() -> None:
    page = "## SWE-bench Verified\n\n| Model | % Resolved |\n|--|--|\n| GPT-5 (medium reasoning) | 65.00 |\n"
    assert scores(read(page)) == [("GPT-5", "SWE-bench Verified", "65.00", "reasoning", "medium", None)]
    sheet = read("Model,Percent correct,Correct edit format\ngpt-5 (high),88.0%,91.6%\n", "a.csv")
    assert ("88.0%", "card_no_benchmark") in left_out(sheet)
