"""Everything is documented and said in both languages."""

from __future__ import annotations

import json
import re
from string import Formatter

import polars as pl

from dokja.i18n.text import texts
from dokja.ingest.values.vocabulary import ROLES
from dokja.records import data_package
from dokja.records.build import definitions
from dokja.records.store import QUERIES, ROOT, Store
from dokja.ui.site_map import ADDRESSES

SOURCES = {file: file.read_text("utf-8") for file in sorted((ROOT / "dokja").rglob("*.py"))}


def test_every_view_table_and_column_has_a_comment(real_store: Store) -> None:
    for question in (
        "select view_name from duckdb_views() where not internal and database_name = 'store' and comment is null",
        "select table_name from duckdb_tables() where database_name = 'store' and schema_name = 'main' and comment is null",
        "select table_name, column_name from duckdb_columns() where database_name = 'store' and schema_name = 'main' and not internal and comment is null",
        "select function_name from duckdb_functions() where database_name = 'store' and not internal and comment is null",
    ):
        assert real_store.ask(question).rows() == []


def test_every_view_begins_with_its_question_and_grain() -> None:
    begins = {file.stem: file.read_text("utf-8").splitlines()[:2] for file in definitions().values()}
    assert [
        name for name, (question, _) in begins.items() if not re.fullmatch(r"-- [A-Z].*\?", question)
    ] == []
    assert [name for name, (_, grain) in begins.items() if not re.match(r"-- One ", grain)] == []


def test_no_query_has_a_line_over_120_letters() -> None:
    lines = [
        (file.name, number, line)
        for file in QUERIES.rglob("*.sql")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
    ]
    assert [(name, number) for name, number, line in lines if len(line) > 120] == []


def test_no_two_queries_have_one_name() -> None:
    names = [file.stem for file in QUERIES.rglob("*.sql")]
    assert sorted(names) == sorted(set(names))


def test_no_query_names_a_claim(real_store: Store) -> None:
    claims = real_store.ask("select claim_id from claim")["claim_id"]
    queries = "\n".join(file.read_text("utf-8") for file in QUERIES.rglob("*.sql"))
    assert [claim for claim in claims if claim in queries] == []


def test_store_holds_no_expected_verdict(real_store: Store) -> None:
    names = real_store.ask("select column_name from duckdb_columns() where database_name = 'store'")[
        "column_name"
    ]
    assert not {"expected_verdict", "why"} & set(names)


def test_every_field_is_described_in_both_languages() -> None:
    data_package = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    for resource in data_package["resources"]:
        assert resource["title"]
        assert resource["title_ko"]
        for field in resource["schema"]["fields"]:
            assert field["description"], (resource["name"], field["name"])
            assert field["description_ko"], (resource["name"], field["name"])


def test_benchmarks_have_their_example_in_both_languages_and_polite_style() -> None:
    rows = pl.read_csv(ROOT / "data" / "benchmark.csv", infer_schema=False).to_dicts()
    told = {row["benchmark_id"]: (row["example_ko"], row["example_en"]) for row in rows}
    assert [key for key, (korean, english) in told.items() if (korean is None) != (english is None)] == []
    composites = {row["benchmark_id"] for row in rows if row["category"] == "composite"}
    assert [key for key in composites if told[key] != (None, None)] == []
    given = {key: texts for key, texts in told.items() if None not in texts}
    assert len(given) > len(told) - len(composites) - 5
    polite = re.compile(r"(?:[^.?]+(?:니다\.|니까\?|십시오\.) ?)+")
    assert [korean for korean, _ in given.values() if not polite.fullmatch(korean)] == []
    assert [english for _, english in given.values() if not re.fullmatch(r"[A-Z0-9].*[.?]", english)] == []


def names(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field}


def test_texts_ask_for_the_same_values_in_both_languages() -> None:
    assert [key for key, text in texts().items() if names(text["ko"]) != names(text["en"])] == []


def test_no_korean_text_leaves_its_particle_open() -> None:
    open_particle = re.compile(r"은\(는\)|는\(은\)|이\(가\)|가\(이\)|을\(를\)|를\(을\)")
    assert [key for key, text in texts().items() if open_particle.search(text["ko"])] == []


def test_no_text_has_two_spaces() -> None:
    assert [key for key, text in texts().items() if "  " in text["ko"] + text["en"]] == []


def asked() -> tuple[set[str], set[str]]:
    """Whole keys and beginnings of keys that stand in the code."""
    code = "\n".join(SOURCES.values())
    whole = set(re.findall(r'"([a-z_]+(?:\.[\w<>/-]+)+)"', code))
    starts = set(re.findall(r'f"([a-z_]+\.(?:[\w.-]+)?)\{', code))
    prefixes = {
        f"{found}." for found in re.findall(r'words_for\(\s*page,\s*"[\w.]+",\s*"\w+",\s*"([\w.]+)"', code)
    }
    terms = {
        f"term.{key}."
        for call in re.findall(r"page\.terms\(([^)]*)\)", code)
        for key in re.findall(r'"(\w+)"', call)
    }
    starts |= prefixes | terms
    starts |= set(re.findall(r'"([a-z_]+\.)" \+', code))
    return whole, starts


def test_every_text_is_used() -> None:
    whole, starts = asked()
    navigation = {key for key in texts() if key.endswith(".nav")}
    unused = [key for key in texts() if key not in whole | navigation and not key.startswith(tuple(starts))]
    assert unused == []


def test_every_column_of_the_records_has_a_label() -> None:
    resources = data_package.read(ROOT / "data")["resources"]
    names = {field["name"] for one in resources for field in one["schema"]["fields"]}
    assert [name for name in sorted(names) if f"field.{name}" not in texts()] == []


def test_every_role_of_a_column_has_a_name() -> None:
    assert [role for role in ROLES if f"role.{role}" not in texts()] == []


def test_every_page_has_a_file_and_a_title() -> None:
    for name in ADDRESSES.values():
        assert (ROOT / "dokja" / "pages" / f"{name}.py").exists()
        assert f"{name}.nav" in texts()


def test_only_the_guarded_export_writes_files() -> None:
    outside = {
        file.name: found
        for file, code in SOURCES.items()
        if "export" not in file.parts
        and (found := re.findall(r"write_csv|write_excel|to_csv|write_parquet", code))
    }
    assert outside == {"batches.py": ["write_csv"], "loader.py": ["write_csv"]}
    assert [file.name for file, code in SOURCES.items() if "download_button" in code] == ["downloads.py"]
    assert [
        file.name for file, code in SOURCES.items() if re.search(r"st\.html|unsafe_allow_html", code)
    ] == ["html.py"]


SAID_OF_SAMENESS = re.compile(
    r"같은 방식으로 (측정|재|쟀|잰)|같은 조건|함께 (잰|측정)"
    r"|measured (both |them )?(in the same way|alike|together)|(under|in) the same conditions"
)
KNOWN_SAMENESS = {
    "claims.basis.differs", "compare.legend", "behind.gaps.text", "term.basis.text", "why.differs",
}  # fmt: skip
"""Texts that deny the same way of measuring, ask whether it is known, or say when it is."""


def test_no_text_says_that_scores_were_measured_in_the_same_way() -> None:
    """It hangs on what is recorded: comparison_basis says it, and the texts basis.… of its words."""
    found = {key for key, entry in texts().items() if any(map(SAID_OF_SAMENESS.search, entry.values()))}
    assert found == KNOWN_SAMENESS
