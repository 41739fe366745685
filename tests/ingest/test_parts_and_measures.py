"""Parts, means and measures beside a benchmark's name belong to that benchmark, whatever the format and the layout."""

from __future__ import annotations

import pytest

from dokja.ingest import registry
from dokja.ingest.content import Content
from tests.ingest.test_same_table import cells, readings

Read = set[tuple[str, str | None, str | None, str]]

PARTS = {
    "parts behind the name, each of its own benchmark": (
        "| Benchmark | | A.X K1 |\n| MGSM | Korean | 80.1 |\n| CLIcK | Culture | 70.2 |\n| IFEval | | 60.3 |",
        {
            ("MGSM", "subset=Korean", None, "80.1"),
            ("CLIcK", "subset=Culture", None, "70.2"),
            ("IFEval", None, None, "60.3"),
        },
    ),
    "no header over either": (
        "| | | A.X K1 | GPT-5 |\n| KMMLU | 인문 | 70.1 | - |\n| | 이공 | 72.3 | - |\n| | 평균 | 71.2 | - |\n| CLIcK | 문화 | 60.4 | - |",
        {
            ("KMMLU", "subset=인문", None, "70.1"),
            ("KMMLU", "subset=이공", None, "72.3"),
            ("KMMLU", None, None, "71.2"),
            ("CLIcK", "subset=문화", None, "60.4"),
        },
    ),
    "one header over both": (
        "| Benchmark | Benchmark | A.X K1 |\n| KMMLU | Law | 70.1 |\n| CLIcK | Economy | 60.4 |",
        {("KMMLU", "subset=Law", None, "70.1"), ("CLIcK", "subset=Economy", None, "60.4")},
    ),
    "a name and its part that the records know as one": (
        "| 벤치마크 | | A.X K1 |\n| AIME | 2024 | 81.1 |\n| | 2025 | 82.2 |\n| τ²-bench | Telecom | 63.3 |",
        {
            ("AIME 2024", None, None, "81.1"),
            ("AIME 2025", None, None, "82.2"),
            ("τ²-bench Telecom", None, None, "63.3"),
        },
    ),
    "one row a model and part": (
        "| 모델 | 벤치마크 | | 점수 |\n| A.X K1 | KMMLU | Law | 70.1 |\n| A.X K1 | CLIcK | Society | 60.4 |",
        {("KMMLU", "subset=Law", None, "70.1"), ("CLIcK", "subset=Society", None, "60.4")},
    ),
    "settings of the runs behind the name": (
        "| Benchmark | | A.X K1 |\n| HLE | w/o tools | 10.1 |\n| | w/ tools | 20.2 |",
        {("HLE w/o tools", None, None, "10.1"), ("HLE w/ tools", None, None, "20.2")},
    ),
}
MEANS = {
    "under a group of columns": (
        "| 모델 | KMMLU | | | CLIcK |\n| | STEM | HUMSS | 평균 | 평균 |\n| A.X K1 | 70.1 | 72.3 | 71.2 | 60.4 |",
        {
            ("KMMLU", "subset=STEM", None, "70.1"),
            ("KMMLU", "subset=HUMSS", None, "72.3"),
            ("KMMLU", None, None, "71.2"),
            ("CLIcK", None, None, "60.4"),
        },
    ),
    "beside a mean of all": (
        "| Model | MMLU | | | Average |\n| | Law | Medicine | Average | |\n| A.X K1 | 70.1 | 72.3 | 71.2 | 60.4 |",
        {
            ("MMLU", "subset=Law", None, "70.1"),
            ("MMLU", "subset=Medicine", None, "72.3"),
            ("MMLU", None, None, "71.2"),
            ("Average", None, None, "60.4"),
        },
    ),
    "under words for labels": (
        "| 모델 | CLIcK | | |\n| | 언어 | 과목 | Avg. |\n| A.X K1 | 70.1 | 72.3 | 71.2 |",
        {
            ("CLIcK", "subset=언어", None, "70.1"),
            ("CLIcK", "subset=과목", None, "72.3"),
            ("CLIcK", None, None, "71.2"),
        },
    ),
    "under a row between rows": (
        "| 벤치마크 | A.X K1 | GPT-5 |\n| KMMLU | | |\n| STEM | 70.1 | 70.2 |\n| 평균 | 71.2 | 71.3 |\n"
        "| CLIcK | | |\n| Culture | 60.1 | 60.2 |\n| 평균 | 61.2 | 61.3 |",
        {
            ("KMMLU", "subset=STEM", None, "70.1"),
            ("KMMLU", "subset=STEM", None, "70.2"),
            ("KMMLU", None, None, "71.2"),
            ("KMMLU", None, None, "71.3"),
            ("CLIcK", "subset=Culture", None, "60.1"),
            ("CLIcK", "subset=Culture", None, "60.2"),
            ("CLIcK", None, None, "61.2"),
            ("CLIcK", None, None, "61.3"),
        },
    ),
    "in a column of parts": (
        "| 벤치마크 | 과목 | A.X K1 |\n| KMMLU | 법학 | 70.1 |\n| KMMLU | 전체 평균 | 71.2 |",
        {("KMMLU", "subset=법학", None, "70.1"), ("KMMLU", None, None, "71.2")},
    ),
    "of a kind of benchmarks, once": (
        "| 분야 | 벤치마크 | A.X K1 |\n| 한국어 | KMMLU | 70.1 |\n| 수학 | AIME 2025 | 72.3 |\n| 수학 | 평균 | 71.2 |",
        {
            ("KMMLU", None, None, "70.1"),
            ("AIME 2025", None, None, "72.3"),
            ("평균", "subset=수학", None, "71.2"),
        },
    ),
    "of a kind above columns, once": (
        "| 모델 | 한국어 | | 수학 |\n| | KMMLU | 평균 | AIME 2025 |\n| A.X K1 | 70.1 | 71.2 | 72.3 |",
        {
            ("KMMLU", None, None, "70.1"),
            ("평균", "subset=한국어", None, "71.2"),
            ("AIME 2025", None, None, "72.3"),
        },
    ),
    "behind the name": (
        "| 벤치마크 | A.X K1 |\n| KMMLU 평균 | 70.1 |\n| CLIcK Overall | 71.2 |\n| 한국어 평균 | 72.3 |",
        {("KMMLU", None, None, "70.1"), ("CLIcK", None, None, "71.2"), ("한국어 평균", None, None, "72.3")},
    ),
}
MEANS |= {
    "below all groups, of none of them": (
        "| 벤치마크 | | A.X K1 |\n| KMMLU | 법학 | 70.1 |\n| | 의학 | 72.3 |\n| CLIcK | 문화 | 60.4 |\n| | 역사 | 61.5 |\n"
        "| | 평균 | 66.1 |",
        {
            ("KMMLU", "subset=법학", None, "70.1"),
            ("KMMLU", "subset=의학", None, "72.3"),
            ("CLIcK", "subset=문화", None, "60.4"),
            ("CLIcK", "subset=역사", None, "61.5"),
            ("평균", None, None, "66.1"),
        },
    ),
    "below all rows between rows, of none of them": (
        "| 벤치마크 | A.X K1 | 비교 모델 평균 |\n| KMMLU | | |\n| STEM | 70.1 | 60 |\n| CLIcK | | |\n| Culture | 60.1 | 50 |\n"
        "| 평균 | 65.1 | 55 |",
        {
            ("KMMLU", "subset=STEM", None, "70.1"),
            ("CLIcK", "subset=Culture", None, "60.1"),
            ("평균", None, None, "65.1"),
        },
    ),
    "in a column of categories, of all": (
        "| 대분류 | 중분류 | 벤치마크 | A.X K1 |\n| 범용 | 지식 | MMLU-Pro | 70.1 |\n| 한국어 | 문화 | CLIcK | 60.4 |\n| 종합 | | | 65.3 |",
        {("MMLU-Pro", None, None, "70.1"), ("CLIcK", None, None, "60.4"), ("종합", None, None, "65.3")},
    ),
    "beside lengths, of the benchmark in the corner": (
        "| RULER | 4K | 128K | Avg. |\n| A.X K1 | 96.1 | 88.2 | 92.2 |",
        {
            ("RULER", "length=4K", None, "96.1"),
            ("RULER", "length=128K", None, "88.2"),
            ("RULER", None, None, "92.2"),
        },
    ),
    "below rows marked as parts": (
        "| 벤치마크 | A.X K1 |\n| CLIcK | 80.1 |\n| KMMLU | 71.2 |\n| - STEM | 70.1 |\n| - HUMSS | 72.3 |\n| HLE | 10.4 |",
        {
            ("CLIcK", None, None, "80.1"),
            ("KMMLU", None, None, "71.2"),
            ("KMMLU", "subset=STEM", None, "70.1"),
            ("KMMLU", "subset=HUMSS", None, "72.3"),
            ("HLE", None, None, "10.4"),
        },
    ),
    "of parts above the columns, below rows that name the benchmark": (
        "| | en | ko | Avg |\n| MMMLU | | | |\n| A.X K1 | 85.0 | 82.1 | 83.6 |\n| MGSM | | | |\n| A.X K1 | 95.0 | 92.1 | 93.6 |",
        {
            ("MMMLU", "subset=en", None, "85.0"),
            ("MMMLU", "subset=ko", None, "82.1"),
            ("MMMLU", None, None, "83.6"),
            ("MGSM", "subset=en", None, "95.0"),
            ("MGSM", "subset=ko", None, "92.1"),
            ("MGSM", None, None, "93.6"),
        },
    ),
}
MEANS |= {
    "a word for scores, which is no part": (
        "| 모델 | 점수 | 평균 |\n| KMMLU | | |\n| A.X K1 | 70.1 | 60.2 |\n| CLIcK | | |\n| A.X K1 | 80.1 | 61.2 |",
        {
            ("KMMLU", None, "점수", "70.1"),
            ("KMMLU", None, None, "60.2"),
            ("CLIcK", None, "점수", "80.1"),
            ("CLIcK", None, None, "61.2"),
        },
    ),
}
MEASURES = {
    "behind a dash, a colon and brackets": (
        "| Benchmark | A.X K1 |\n| SQuAD 2.0 - F1 | 88.1 |\n| MATH-500: accuracy | 97.2 |\n| BIRD-SQL, execution accuracy | 60.3 |\n"
        "| MMMU [val] accuracy | 70.4 |",
        {
            ("SQuAD 2.0", None, "F1", "88.1"),
            ("MATH-500", None, "accuracy", "97.2"),
            ("BIRD-SQL", None, "execution accuracy", "60.3"),
            ("MMMU [val]", None, "accuracy", "70.4"),
        },
    ),
    "behind names of rows": (
        "| Benchmark | A.X K1 |\n| Charades-STA mIoU | 40.1 |\n| KLUE-MRC F1 | 50.2 |\n| HumanEval pass@1 | 60.3 |\n"
        "| KorQuAD (EM) | 70.4 |\n| KMMLU 정확도 | 80.5 |\n| MIRACL nDCG@10 | 65.6 |",
        {
            ("Charades-STA", None, "mIoU", "40.1"),
            ("KLUE-MRC", None, "F1", "50.2"),
            ("HumanEval", "scoring=pass@1", None, "60.3"),
            ("KorQuAD", None, "EM", "70.4"),
            ("KMMLU", None, "정확도", "80.5"),
            ("MIRACL", None, "nDCG@10", "65.6"),
        },
    ),
    "behind names of columns": (
        "| Model | KorQuAD EM | KorQuAD macro F1 | XSum ROUGE-L | RefCOCO Acc@0.5 |\n| A.X K1 | 40.1 | 50.2 | 30.3 | 70.4 |",
        {
            ("KorQuAD", None, "EM", "40.1"),
            ("KorQuAD", None, "macro F1", "50.2"),
            ("XSum", None, "ROUGE-L", "30.3"),
            ("RefCOCO", None, "Acc@0.5", "70.4"),
        },
    ),
    "below names of columns": (
        "| Model | Charades-STA | LibriSpeech | HumanEval |\n| | mIoU | WER | Pass@1 |\n| A.X K1 | 40.1 | 5.2 | 30.3 |",
        {
            ("Charades-STA", None, "mIoU", "40.1"),
            ("LibriSpeech", None, "WER", "5.2"),
            ("HumanEval", "scoring=pass@1", None, "30.3"),
        },
    ),
    "of a name that the records know so": (
        "| Benchmark | A.X K1 |\n| AA-Omniscience Accuracy | 40.1 |\n| GDPval-AA v2 (%) | 50.2 |",
        {("AA-Omniscience Accuracy", None, None, "40.1"), ("GDPval-AA v2", None, None, "50.2")},
    ),
    "two of a cell's values": (
        "| Benchmark | A.X K1 |\n| KorQuAD (EM / F1) | 70.1 / 80.2 |\n| MBPP+ (pass@1 / pass@5) | 60.1 / 65.2 |",
        {
            ("KorQuAD", None, "EM", "70.1"),
            ("KorQuAD", None, "F1", "80.2"),
            ("MBPP+ (pass@1)", None, None, "60.1"),
            ("MBPP+ (pass@5)", None, None, "65.2"),
        },
    ),
}
CASES = {**PARTS, **MEANS, **MEASURES}


@pytest.mark.parametrize("name", CASES)
def test_a_part_a_mean_or_a_measure_belongs_to_its_benchmark(name: str) -> None:
    text, expected = CASES[name]
    for file, reading in readings(cells(text)).items():
        read = reading.numbers.select("benchmark", "conditions", "metric", "score_text")
        assert {*read.iter_rows()} == expected, file
        assert not reading.problems, file


def test_what_stands_behind_a_model_is_how_it_ran_or_its_size() -> None:
    text = (
        "| Model | | KMMLU |\n| A.X K1 | Thinking | 70.1 |\n| | Non-thinking | 60.2 |\n"
        "| GPT-5 | High | 80.3 |\n| | Low | 75.4 |"
    )
    for file, reading in readings(cells(text)).items():
        assert {*reading.numbers.select("model", "mode", "effort", "score_text").iter_rows()} == {
            ("A.X K1", "reasoning", None, "70.1"),
            ("A.X K1", "non-reasoning", None, "60.2"),
            ("GPT-5", None, "high", "80.3"),
            ("GPT-5", None, "low", "75.4"),
        }, file
    for file, reading in readings(
        cells("| 모델 | | KMMLU |\n| Qwen3 | 8B | 60.1 |\n| | 32B | 70.2 |\n| EXAONE 4.0 | 32B | 65.3 |")
    ).items():
        assert {*reading.numbers.select("model", "score_text").iter_rows()} == {
            ("Qwen3 8B", "60.1"),
            ("Qwen3 32B", "70.2"),
            ("EXAONE 4.0", "65.3"),
        }, file


def test_a_category_that_tells_some_rows_apart_is_said_of_the_others() -> None:
    text = (
        "| 벤치마크 | 분야 | A.X K1 |\n| KMMLU | 법 | 70.1 |\n| KMMLU | 의학 | 72.3 |\n| HLE | 지식 | 20.4 |"
    )
    for file, reading in readings(cells(text)).items():
        assert [(one.text, one.reason) for one in reading.left_out] == [("지식", "card_category")], file


def test_an_error_rate_is_better_lower() -> None:
    text = "| Benchmark | A.X K1 |\n| LibriSpeech WER | 5.2 |\n| KMMLU Accuracy | 70.1 |"
    column = "| 데이터 | 지표 | A.X K1 |\n| LibriSpeech | WER ↓ | 5.2 |\n| KMMLU | 정확도 ↑ | 70.1 |"
    for table, expected in ((text, [False, None]), (column, [False, True])):
        for file, reading in readings(cells(table)).items():
            assert reading.numbers["higher_is_better"].to_list() == expected, file


def test_a_column_of_signs_alone_is_no_benchmark() -> None:
    text = "| Model | MMLU-Pro | ± |\n| A.X K1 | 80.4 | 0.4 |\n| GPT-5 | 87.1 | 0.3 |"
    for file, reading in readings(cells(text)).items():
        assert {*reading.numbers["benchmark"]} == {"MMLU-Pro"}, file
        assert [one.reason for one in reading.left_out] == ["card_interval"], file


BESIDE = {
    "ranks, names and scores side by side": (
        "| KMMLU | | | AIME 2025 | | |\n| 순위 | 모델 | 점수 | 순위 | 모델 | 점수 |\n"
        "| 1 | A.X K1 | 80.2 | 1 | GPT-5 | 94.6 |\n| 2 | GPT-5 | 78.1 | 2 | K-EXAONE | 89.8 |"
    ),
    "names and scores side by side": (
        "| Model | KMMLU | Model | AIME 2025 |\n| A.X K1 | 80.2 | GPT-5 | 94.6 |\n| GPT-5 | 78.1 | K-EXAONE | 89.8 |"
    ),
    "one rank for both": (
        "| 순위 | KMMLU | | AIME 2025 | |\n| | 모델 | 점수 | 모델 | 점수 |\n"
        "| 1 | A.X K1 | 80.2 | GPT-5 | 94.6 |\n| 2 | GPT-5 | 78.1 | K-EXAONE | 89.8 |"
    ),
}


@pytest.mark.parametrize("name", BESIDE)
def test_tables_side_by_side_keep_their_own_names(name: str) -> None:
    for file, reading in readings(cells(BESIDE[name])).items():
        assert {*reading.numbers.select("model", "benchmark", "score_text").iter_rows()} == {
            ("A.X K1", "KMMLU", "80.2"),
            ("GPT-5", "KMMLU", "78.1"),
            ("GPT-5", "AIME 2025", "94.6"),
            ("K-EXAONE", "AIME 2025", "89.8"),
        }, file


RUNS = {
    "modes": ("A.X K1 (non-thinking / thinking)", ["mode"], [("non-reasoning",), ("reasoning",)]),
    "modes in Korean": ("A.X K1 (비추론/추론)", ["mode"], [("non-reasoning",), ("reasoning",)]),
    "efforts": ("A.X K1 (low / high)", ["effort"], [("low",), ("high",)]),
    "tools": ("A.X K1 (w/o tools / w/ tools)", ["conditions"], [("tools=none",), ("tools=yes",)]),
}


@pytest.mark.parametrize("name", RUNS)
def test_a_models_header_tells_the_values_of_its_cells_apart(name: str) -> None:
    header, columns, said = RUNS[name]
    expected = [("A.X K1", *one, score) for one, score in zip(said, ("44.2", "89.8"), strict=True)]
    for table in (
        f"| Benchmark | {header} |\n| HLE | 44.2 / 89.8 |",
        f"| Model | HLE |\n| {header} | 44.2 / 89.8 |",
    ):
        for file, reading in readings(cells(table)).items():
            assert reading.numbers.select("model", *columns, "score_text").rows() == expected, file


def test_one_value_under_two_modes_is_of_neither() -> None:
    for file, reading in readings(cells("| Benchmark | A.X K1 (low / high) |\n| HLE | 44.2 |")).items():
        assert reading.numbers.select("model", "effort").rows() == [("A.X K1 (low / high)", None)], file


NO_MODELS = [
    "Previous SOTA",
    "Human",
    "Human expert",
    "Random",
    "Random guess",
    "사람",
    "무작위",
    "인간 전문가",
]


@pytest.mark.parametrize("name", NO_MODELS)
def test_people_chance_and_earlier_records_are_no_models(name: str) -> None:
    tables = (
        f"| Benchmark | A.X K1 | {name} |\n| KMMLU | 80.2 | 90.1 |\n| CLIcK | 84.3 | 91.2 |",
        f"| Model | KMMLU | CLIcK |\n| A.X K1 | 80.2 | 84.3 |\n| {name} | 90.1 | 91.2 |",
    )
    for file, reading in (one for text in tables for one in readings(cells(text)).items()):
        assert {*reading.numbers["model"]} == {"A.X K1"}, file
        assert reading.cells.left_out == 2, file
        assert {one.reason for one in reading.left_out} == {"card_no_model"}, file


TITLES = [
    "A.X K1 성능 평가 결과",
    "# A.X K1",
    "A.X K1 제안서",
    "Introducing A.X K1",
    "A.X K1 Technical Report",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_names_the_model_of_a_table_of_scores_alone(title: str) -> None:
    table = "벤치마크,점수\nKMMLU,80.2\nCLIcK,84.3\n"
    for name, text in {
        "a.csv": f"{title}\n{table}",
        "a.tsv": f"{title}\n{table}".replace(",", "\t"),
        "a.md": f"# {title.removeprefix('# ')}\n\n|벤치마크|점수|\n|--|--|\n|KMMLU|80.2|\n|CLIcK|84.3|\n",
    }.items():
        (reading,) = registry.read([Content(name, text.encode())])
        assert reading.numbers.select("model", "benchmark", "score_text").rows() == [
            ("A.X K1", "KMMLU", "80.2"),
            ("A.X K1", "CLIcK", "84.3"),
        ], name
