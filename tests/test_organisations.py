"""An organisation in one's own words is asked about: it may be a known one, and its country decides what it counts for."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from dokja.ingest.content import Content
from dokja.ingest.staging import matching, organisations, preview
from dokja.ingest.staging.matching import NEW
from dokja.ingest.staging.organisations import CONDITION, COUNTRIES, ROLES, Named, near, resolve
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import Preview
from dokja.records import data_package, publish, record_words
from dokja.records.store import FILE_NAME, ROOT, Store
from tests import read_here
from tests.command_line import dokja

pytestmark = pytest.mark.usefixtures("queries")
TEAMS = {
    "네이버클라우드": "naver-cloud",
    "navercloud": "naver-cloud",
    "업스테이지": "upstage",
    "sktelecom": "skt",
}
TABLE = "model,benchmark,score,unit\nHyperNova 9,KMMLU-Pro,99.5,percent\n"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("네이버", "naver-cloud"),
        ("Naver", "naver-cloud"),
        ("SK Telekom", "skt"),
        ("업스테이지 주식회사", "upstage"),
    ],
)
def test_another_name_of_a_known_organisation_is_offered_first(name: str, key: str) -> None:
    assert near(name, TEAMS) == [key]
    (question,) = resolve([Named(name, is_maker=True)], TEAMS, {}).questions
    assert question.options == (key, NEW)
    (question,) = resolve([Named(name, n_numbers=3)], TEAMS, {}).questions
    assert (question.options, question.count) == ((key, NEW, CONDITION), 3)
    (question,) = resolve([Named(name, n_numbers=3, is_typed=True)], TEAMS, {}).questions
    assert question.options == (key, NEW)


def test_a_stranger_is_offered_no_organisation() -> None:
    assert near("Brand Maker", TEAMS) == []
    assert near("Princeton", {"nc": "nc-ai", "sk": "skt"}) == []


@pytest.mark.parametrize("said", ["KOR", "k1", "UK", "QX", "maybe", "", CONDITION])
def test_what_is_no_country_is_asked_again(said: str) -> None:
    asked = resolve([Named("네이버", is_maker=True)], TEAMS, {"organisation:네이버": said})
    assert [one.key for one in asked.questions] == ["organisation:네이버"]
    answers = {"organisation:네이버": NEW, "country:네이버": said, "role:네이버": said}
    asked = resolve([Named("네이버", is_maker=True)], TEAMS, answers)
    assert [one.key for one in asked.questions] == ["country:네이버", "role:네이버"]
    assert (asked.new, asked.key("네이버")) == ([], None)


def test_country_and_role_of_a_new_organisation_are_asked() -> None:
    team = data_package.resources(ROOT / "data")["team"]
    assert set(ROLES) == set(record_words.field_of(team, "role")["constraints"]["enum"])
    asked = resolve([Named("Fresh Lab", is_maker=True)], TEAMS, {"organisation:Fresh Lab": NEW}).questions
    assert [(one.key, one.options) for one in asked] == [
        ("country:Fresh Lab", COUNTRIES),
        ("role:Fresh Lab", ROLES),
    ]
    asked = resolve([Named("Fresh Lab", n_numbers=1)], TEAMS, {"organisation:*": NEW}).questions
    assert asked[1].options[0] == "evaluator"
    for country in ({"organisation:*": "DK"}, {"organisation:*": NEW, "country:*": "DK"}):
        (row,) = resolve([Named("Fresh Lab")], TEAMS, {**country, "role:*": "evaluator"}).new
        assert (row["team_id"], row["country"], row["role"]) == ("fresh-lab", "DK", "evaluator")


@pytest.mark.parametrize("said", ["BE", "be", "Belgium", "벨기에"])
def test_a_country_is_answered_by_code_or_name(said: str) -> None:
    answers = {"organisation:*": NEW, "country:*": said, "role:*": "evaluator"}
    (row,) = resolve([Named("Fresh Lab")], TEAMS, answers).new
    assert row["country"] == "BE"


def test_an_organisation_that_makes_and_measures_is_asked_about_once() -> None:
    named = organisations.named(["Fresh Lab"], {"FRESH-LAB": 4, "업스테이지": 2, "–": 1}, {"Fresh lab": 3})
    assert named == [
        Named("Fresh Lab", is_maker=True, n_numbers=7, is_typed=True),
        Named("업스테이지", n_numbers=2),
    ]
    answers = {"organisation:Fresh Lab": "ZZ", "role:*": "reference"}
    found = resolve(named, TEAMS, answers)
    assert [row["team_id"] for row in found.new] == ["fresh-lab"]
    assert (found.key("fresh lab"), found.key("업스테이지"), found.key("–")) == ("fresh-lab", "upstage", None)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("네이버", "naver-cloud"),
        ("LG", "lg-ai-research"),
        ("SK", "skt"),
        ("에스케이텔레콤", "skt"),
        ("엘지AI연구원", "lg-ai-research"),
        ("Google DeepMind", "google"),
        ("xAI", "spacexai"),
        ("Zhipu", "z-ai"),
    ],
)
def test_organisations_are_known_by_their_other_names(real_store: Store, name: str, key: str) -> None:
    teams = matching.teams(preview.tables_of(real_store))
    found = resolve([Named(name, is_maker=True)], teams, {})
    assert (found.key(name), found.new, found.questions) == (key, [], [])


@pytest.fixture
def looked(real_store: Store) -> object:
    """What an import of a model by a maker in one's own words would change, by the answers that are given."""
    tables = preview.tables_of(real_store)
    source = tables["source"].filter(pl.col("source_id") == "ax-k2-report").row(0, named=True)
    readings = read_here.read([Content("t.csv", TABLE.encode())])

    def look(**answers: str) -> Preview:
        told = {"maker:HyperNova 9": "네이버 주식회사"}
        told |= {f"{what}:네이버 주식회사": said for what, said in answers.items()}
        return preview.look(readings, Origin(source, "artificial-analysis", None), told, tables)

    return look


def test_the_preview_asks_and_shows_what_would_be_new(looked: object) -> None:
    assert callable(looked)
    asked = looked()
    assert [one.key for one in asked.questions] == ["organisation:네이버 주식회사"]
    assert "naver-cloud" in asked.questions[0].options
    known = looked(organisation="naver-cloud")
    assert known.new_organisations == []
    assert known.added["model"]["team_id"].to_list() == ["naver-cloud"]
    assert known.added["team_alias"].rows() == [("네이버 주식회사", "naver-cloud")]
    for country in ("KR", "ZZ"):
        assert [one.what for one in looked(organisation=country).questions] == ["role"]
        found = looked(organisation=country, role="contender")
        assert [(row["name_ko"], row["country"], row["role"]) for row in found.new_organisations] == [
            ("네이버 주식회사", country, "contender")
        ]


OF_TWO_SIDES = (
    "foreign_gap('all', [])", "index_gap", "side_value", "frontier_figure", "rival_figure", "months_behind",
    "foreign_choice", "index_value", "(select benchmark_id, measured_by, side, model_id, score_text from benchmark_best)",
)  # fmt: skip
"""What holds Korea against abroad."""


@pytest.mark.every_view
def test_an_unknown_country_turns_no_gap_round(copied_records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOKJA_DATA", str(copied_records))
    questions = [f"from {view} order by all" for view in OF_TWO_SIDES]
    opened = publish.current()
    before = [opened.ask(question) for question in questions]
    with (copied_records / "team.csv").open("a", encoding="utf-8") as teams:
        teams.write("nowhere,네이버 주식회사,네이버 주식회사,reference,ZZ,#6d7882\n")
    with (copied_records / "model.csv").open("a", encoding="utf-8") as models:
        fields = (copied_records / "model.csv").read_text("utf-8").splitlines()[0].split(",")
        row = {
            "model_id": "hypernova-9",
            "team_id": "nowhere",
            "name_en": "HyperNova 9",
            "source_id": "ax-k2-report",
        }
        models.write(",".join(row.get(field, "") for field in fields) + "\n")
    with (copied_records / "score.csv").open("a", encoding="utf-8") as scores:
        fields = (copied_records / "score.csv").read_text("utf-8").splitlines()[0].split(",")
        number = {
            "model_id": "hypernova-9",
            "benchmark_id": "kmmlu-pro",
            "score_text": "99.5",
            "unit": "percent",
            "reporter_id": "skt",
            "source_id": "ax-k2-report",
        }
        scores.write(",".join(number.get(field, "") for field in fields) + "\n")
    after = publish.current()
    assert after.ask("select count(*) as n from score where model_id = 'hypernova-9'")["n"][0] == 1
    for question, found in zip(questions, before, strict=True):
        assert found.height > 0, question
        assert after.ask(question).equals(found), question


SEVERAL = """model,benchmark,score,unit,reporter
A.X K1,KMMLU-Pro,61.5,percent,EuroEval
A.X K1,KoBALT,41.5,percent,EuroEval
A.X K1,CLIcK,71.5,percent,Epoch AI Institute
A.X K1,HAE-RAE,81.5,percent,엘지AI연구원
A.X K1,KMMLU,51.5,percent,
"""
NEW_SOURCE = ["--title", "several", "--url", "https://example.org/s", "--published-on", "2026-11-01"]


def answering(*answers: str) -> list[str]:
    return [part for answer in answers for part in ("--answer", answer)]


@pytest.fixture
def several(tmp_path: Path) -> str:
    """A table of five numbers by three organisations in their own words, one of them recorded, and one by nobody."""
    file = tmp_path / "several.csv"
    file.write_text(SEVERAL, "utf-8")
    return str(file)


def test_each_unknown_reporter_is_asked_about_with_its_numbers(home: Path, several: str) -> None:
    asked = dokja(home, "import", several, *NEW_SOURCE)
    assert asked.returncode == 1
    about_euro, about_epoch, about_rest = (
        line for line in asked.stderr.splitlines() if "Answer with" in line
    )
    assert "“EuroEval”, which measured 2 numbers" in about_euro
    assert "--answer 'organisation:EuroEval=" in about_euro
    assert "“Epoch AI Institute”, which measured 1 number," in about_epoch
    assert "epoch-ai" in about_epoch
    assert "condition (none: keep the name as a condition)" in about_epoch
    assert "who measured 1 number." in about_rest
    assert "--reporter" in about_rest
    facts = dokja(home, "import", several, *NEW_SOURCE, *answering("organisation:*=new"), language="ko")
    assert "--answer 'country:EuroEval=…'" in facts.stderr
    assert "DK (덴마크)" in facts.stderr
    assert "선택할 수 있는 답: evaluator (평가 기관)" in facts.stderr


@pytest.mark.every_view
def test_each_reporter_of_a_source_gets_its_numbers(home: Path, several: str) -> None:
    answers = answering("organisation:EuroEval=new", "country:EuroEval=DK", "role:EuroEval=evaluator")
    answers += answering("organisation:Epoch AI Institute=epoch-ai", "organisation:Brand Bench=ZZ")
    answers += [*answering("role:Brand Bench=evaluator"), "--reporter", "Brand Bench"]
    done = dokja(home, "import", several, *NEW_SOURCE, *answers)
    assert done.returncode == 0, done.stderr
    assert "new organisation: EuroEval (country: Denmark; role: evaluator)" in done.stdout
    assert "new organisation: Brand Bench (country: unknown country; role: evaluator)" in done.stdout
    assert "as answered  Epoch AI Institute → epoch-ai" in done.stdout
    assert "measured by euroeval" in done.stdout
    store = Store(home / FILE_NAME)
    query = "select score_text, reporter_id, relation, conditions from measurement where source_id like 'several%' order by all"
    assert store.ask(query).rows() == [
        ("41.5", "euroeval", "independent", None),
        ("51.5", "brand-bench", "independent", None),
        ("61.5", "euroeval", "independent", None),
        ("71.5", "epoch-ai", "independent", None),
        ("81.5", "lg-ai-research", "competitor", None),
    ]
    assert matching.teams(preview.tables_of(store))["epochaiinstitute"] == "epoch-ai"
    store.close()
    again = dokja(
        home, "import", several, "--source", "several-2026-11-01", "--reporter", "Brand Bench", "--dry-run"
    )
    assert (again.returncode, again.stderr.splitlines()[1:]) == (0, [])
    assert "already recorded 5" in again.stdout


def test_a_reporter_may_stay_a_condition_of_its_numbers(home: Path, several: str) -> None:
    stays = answering("organisation:*=condition")
    asked = dokja(home, "import", several, *NEW_SOURCE, *stays)
    assert "who measured 4 numbers." in asked.stderr
    told = dokja(
        home, "import", several, *NEW_SOURCE, *stays, "--reporter", "Artificial Analysis", "--dry-run"
    )
    assert told.returncode == 0, told.stderr
    assert "kept as a condition  EuroEval" in told.stdout
    assert "reporter=EuroEval  61.5  measured by artificial-analysis" in told.stdout
    assert "measured by lg-ai-research" in told.stdout
    assert "new organisation" not in told.stdout


def test_an_answer_about_an_organisation_that_no_file_names_is_refused(home: Path, several: str) -> None:
    answers = answering("organisation:*=condition", "role:Euroval=evaluator")
    refused = dokja(home, "import", several, *NEW_SOURCE, *answers, "--reporter", "AA", "--dry-run")
    assert (refused.returncode, "role:Euroval" in refused.stderr) == (1, True)
    wrong = dokja(home, "import", several, *NEW_SOURCE, *answering("role:EuroEval=judge"))
    assert "reference, evaluator, contender" in wrong.stderr


def test_an_answer_for_all_is_none_about_a_name_that_was_typed() -> None:
    """A slip of the keyboard after --reporter would else become an organisation."""
    typed = Named("Navver Cloud", n_numbers=1, is_typed=True)
    (question,) = resolve([typed], TEAMS, {"organisation:*": "US", "role:*": "evaluator"}).questions
    assert question.options == ("naver-cloud", NEW)
