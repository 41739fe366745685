"""Names that resemble a known one are asked about; keys of what is new are readable and able to name a folder."""

from __future__ import annotations

import pytest

from dokja.ingest.staging.matching import LONGEST_KEY, match_benchmark, match_model, slug


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("한국어 상식 v2", "hangugeo-sangsik-v2"),
        ("네이버/하이퍼클로바-X", "haipeokeulloba-x"),
        ("Ling-mini-2.0 w/o MTP", "ling-mini-2.0-w-o-mtp"),
        ("AIME 24/25", "aime-24-25"),
        ("GPT-4o+", "gpt-4o-plus"),
        ("日本", "u65e5u672c"),
        ("***", "unnamed"),
    ],
)
def test_key_of_a_new_name_is_readable(name: str, key: str) -> None:
    assert slug(name) == key


def test_long_names_get_short_keys_that_differ() -> None:
    one, other = slug("가" * 200 + "1"), slug("가" * 200 + "2")
    assert one != other
    assert max(len(one), len(other)) <= LONGEST_KEY


@pytest.mark.parametrize("name", ["К-ЕХАОNЕ", "Κ-EXAΟNE"])
def test_a_name_that_looks_like_a_known_one_is_asked_about(name: str) -> None:
    match = match_model(name, {"kexaone": "k-exaone"}, {}, {"k-exaone": "lg"})
    assert (match.key, match.how, match.likely) == (None, "asked", ("k-exaone",))


@pytest.mark.parametrize("name", ["τ²-Bench", "Tau2-bench", "TAU²-BENCH"])
def test_a_letter_that_names_a_benchmark_is_no_look_alike(name: str) -> None:
    assert match_benchmark(name, {"tau2bench": "tau2-bench"}, {}).key == "tau2-bench"
