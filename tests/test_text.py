"""Numbers, dates, sizes and particles as people here write them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dokja.i18n import text
from dokja.i18n.particles import with_particle
from dokja.i18n.text import Filler, Words, locale_of, texts

KO, EN = Words("ko"), Words("en")
KOREAN, ENGLISH = locale_of("ko"), locale_of("en")
SPOKEN = {
    "K-엑사원 236B": "는 로",
    "A.X K1": "은 로",
    "A.X K2": "는 로",
    "솔라 오픈 2": "는 로",
    "솔라 오픈 100B": "는 로",
    "모티프 3": "은 으로",
    "배키 100B": "는 로",
    "LG AI연구원": "은 으로",
    "SK텔레콤": "은 으로",
    "SK텔레콤(SKT)": "은 으로",
    "NC AI": "는 로",
    "네이버클라우드": "는 로",
    "오픈AI": "는 로",
    "Artificial Analysis": "는 로",
    "gpt-oss-120b": "는 로",
    "DeepSeek-V3.2": "는 로",
    "DeepSeek-V4-Flash": "는 로",
    "Qwen3.5-397B-A17B": "는 로",
    "Qwen3-235B-A22B-Thinking-2507": "은 로",
    "Claude Opus 5": "는 로",
    "Claude Haiku 4.5": "는 로",
    "Grok 4.6": "은 으로",
    "Qwen3.8 Max": "는 로",
    "GLM-4.5-Air": "는 로",
    "Kimi K2.6": "은 으로",
    "Mistral Medium 3.5": "는 로",
    "MMLU-Pro": "는 로",
    "AIME 2025": "는 로",
    "SWE-Bench Verified": "는 로",
    "Terminal-Bench 2.0": "은 으로",
    "Terminal-Bench 2.1": "은 로",
    "IFEval": "은 로",
    "τ²-Bench (Retail)": "는 로",
    "LiveCodeBench v6": "은 으로",
    "HumanEval+": "는 로",
    "72.03": "은 으로",
    "69.37": "은 로",
    "10": "은 으로",
    "1,000": "은 으로",
    "3.83%": "는 로",
}


@pytest.mark.parametrize(("name", "particles"), SPOKEN.items())
def test_particles_as_read_aloud(name: str, particles: str) -> None:
    topic, direction = particles.split()
    assert with_particle(name, "은/는") == name + topic
    assert with_particle(name, "으로/로") == name + direction


def test_every_particle_of_the_texts_is_known() -> None:
    """A pair that the library does not know, such as 과/와, would break the page that says it."""
    pairs = {
        pair for entry in texts().values() for pair in re.findall(r"\{\w+:([^}|]*/[^}|]*)\}", entry["ko"])
    }
    assert len(pairs) >= 5
    for pair in pairs:
        assert with_particle("값", pair) in {f"값{one}" for one in pair.split("/")}


def test_numbers_round_half_up_in_decimals() -> None:
    assert [KO.number(value, 2) for value in (9.475, 22.525, 17.55)] == ["9.48", "22.53", "17.55"]
    assert KO.number(Decimal("-1234.5"), 1) == "−1,234.5"
    assert KO.number(Decimal("2.66"), 2, signed=True) == "+2.66"
    assert (KO.number(100), KO.number(Decimal("112.200000")), KO.number(None)) == ("100", "112.2", "")


def test_scores_are_shown_with_two_decimals_at_most() -> None:
    published = ("85.6", "84.30", "72", "-3.25", "95.770202", "80.505", "80.050505", "-0.001", None)
    assert [KO.published(text) for text in published] == [
        *("85.6", "84.30", "72", "-3.25", "95.77", "80.51", "80.05", "0.00", ""),
    ]
    assert KO.score(Decimal("22.984343"), 6, signed=True) == "+22.98"
    assert (KO.score(Decimal("0.001"), 3, signed=True), KO.score(Decimal("-0.001"), 3)) == ("0.00", "0.00")
    assert [KO.score(Decimal(text)) for text in ("81.100000", "72.030769", "10")] == ["81.1", "72.03", "10"]
    assert (KO.score(Decimal("2.7"), 1), KO.score(None, 6)) == ("2.7", "")


def test_dates_and_sizes() -> None:
    assert (KO.date(date(2025, 12, 30)), EN.date("2025-12-30")) == ("2025. 12. 30.", "30 Dec 2025")
    assert (KO.date("2025-08"), EN.date("2025-08"), KO.date(None)) == ("2025. 8.", "Aug 2025", "")
    sizes = {
        "519": "5,190억",
        "112.2": "1,122억",
        "2400": "2조 4,000억",
        "1000": "1조",
        "5.1": "51억",
        "0.5": "5억",
        "8.019808": "80억",
    }
    assert {size: KO.parameters(Decimal(size)) for size in sizes} == sizes
    assert [EN.parameters(Decimal(size)) for size in sizes] == [
        "519B",
        "112.2B",
        "2.4T",
        "1T",
        "5.1B",
        "0.5B",
        "8.02B",
    ]


@given(st.text())
def test_values_are_filled_in_literally(value: str) -> None:
    assert Filler(ENGLISH).vformat("[{name}]", (), {"name": value}) == f"[{value}]"


@pytest.mark.parametrize("template", ["{name.real}", "{name[0]}", "{other}"])
def test_only_plain_names_are_filled_in(template: str) -> None:
    with pytest.raises(KeyError):
        Filler(KOREAN).vformat(template, (), {"name": "x"})


def test_no_particle_in_english() -> None:
    with pytest.raises(ValueError, match="particle"):
        Filler(ENGLISH).vformat("{name:은/는}", (), {"name": "x"})


def test_unknown_language_and_key() -> None:
    with pytest.raises(ValueError, match="fr"):
        Words("fr")
    with pytest.raises(KeyError):
        KO("no.such.text")


def test_a_cut_list_says_how_many_more() -> None:
    assert KO.join(["가", "나", "다", "라"], 2) == "가, 나 외 2개"
    assert EN.join(["a", "b", "c", "d"], 2) == "a, b and 2 more"
    assert EN.join(["a", "b"], 2) == "a and b"


def test_every_text_is_there_in_each_of_several_further_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, name in (("de", "Deutsch"), ("fr", "Français")):
        (tmp_path / f"{language}.toml").write_text(f'"app.{language}" = "{name}"', "utf-8")
    monkeypatch.setattr(text, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(text, "LANGUAGES", ("ko", "en", "de", "fr"))
    found = text.texts.__wrapped__()
    assert [key for key, entry in found.items() if entry.keys() != {"ko", "en", "de", "fr"}] == []
    assert found["app.fr"]["de"] == "Français"
    assert found["app.title"]["fr"] == found["app.title"]["en"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1, "1 model"),
        ("1", "1 model"),
        (0, "0 models"),
        ("1,234", "1,234 models"),
        ("1.0", "1.0 models"),
        ("", " models"),
    ],
)
def test_plural_goes_with_the_number(value: object, said: str) -> None:
    assert Filler(ENGLISH).vformat("{count:model|models}", (), {"count": value}) == said


def test_a_text_that_another_language_lacks_keeps_its_english_plurals() -> None:
    french = Filler(locale_of("fr"))
    assert french.vformat("{a:row|rows}, {b:row|rows}", (), {"a": 1, "b": 5}) == "1 row, 5 rows"


def test_locale_needs_a_code_of_a_language() -> None:
    with pytest.raises(ValueError, match="no code"):
        locale_of("no-such-language")
