"""Which foreign models a page shows: the reader's choice stands in the address, and the programme's are always drawn."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page

from dokja.i18n.text import Words
from dokja.records.labels import Names
from dokja.records.store import Store
from dokja.ui.foreign_models import CHOICES
from tests.browser.reader import body, go, lines_of, reading, settle, tab, table_of

EN = Words("en")
BENCHMARK = "gpqa-diamond"
MEASURED = f"select distinct team_id, model_id from measurement where benchmark_id = '{BENCHMARK}'"
ADDRESSES = {
    "scores": (f"scores?benchmark={BENCHMARK}", MEASURED),
    "sizes": ("sizes?", "select team_id, model_id from model where total_params_b is not null"),
    "size-score": (
        f"size-score?benchmark={BENCHMARK}",
        f"from ({MEASURED}) semi join (from model where total_params_b is not null) using (model_id)",
    ),
}


def drawn(page: Page) -> list[str]:
    """The texts of the first picture."""
    return page.locator('[data-testid="stVegaLiteChart"] svg').first.locator("text").all_text_contents()


def tabled(page: Page) -> list[str]:
    """The models of the table of scores."""
    return table_of(page, "scores").locator("tbody th").all_inner_texts()


@pytest.fixture(scope="module")
def names(real_store: Store) -> Names:
    return Names(real_store, Words("ko"))


@pytest.mark.parametrize("choice", ["all", "frontier"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_every_programme_model_is_drawn(
    browser: BrowserContext, server: str, real_store: Store, names: Names, name: str, choice: str
) -> None:
    address, query = ADDRESSES[name]
    rows = real_store.ask(query).iter_rows()
    ours = {names.model(model_id) for team_id, model_id in rows if team_id in names.contenders}
    assert len(ours) > 8
    with reading(browser, f"{server}/{address}&lang=ko&foreign={choice}") as (page, _):
        texts = [re.sub(r" \([^)]*\)$", "", text) for text in drawn(page)]
        assert ours - set(texts) == set()
        assert f"그림에는 정예팀 모델 {len(ours)}개를 모두 그렸고" in body(page)


def test_table_begins_with_the_programme(browser: BrowserContext, server: str, names: Names) -> None:
    ours = {names.model(key) for key, row in names.models.items() if row["team_id"] in names.contenders}
    with reading(browser, f"{server}/scores?lang=ko&benchmark={BENCHMARK}&foreign=all&tab-scores=table") as (
        page,
        _,
    ):
        assert tabled(page)
        assert set(tabled(page)) <= ours


def test_choice_shows_what_the_view_holds(
    browser: BrowserContext, server: str, real_store: Store, names: Names
) -> None:
    makers = {key: row["team_id"] for key, row in names.models.items()}
    measured = [model_id for _, model_id in real_store.ask(MEASURED).iter_rows()]
    foreign = {key for key in measured if makers[key] not in names.contenders}
    question = "select model_id from foreign_choice where benchmark_id = ? and choice = ?"
    for choice in CHOICES:
        chosen = set(real_store.ask(question, BENCHMARK, choice)["model_id"])
        expected = {"none": set(), "all": foreign}.get(choice, chosen)
        address = (
            f"{server}/scores?lang=ko&benchmark={BENCHMARK}&tab-scores=table&all-scores=yes&foreign={choice}"
        )
        with reading(browser, address) as (page, _):
            seen = set(tabled(page)) & {names.model(key) for key in foreign}
            assert seen == {names.model(key) for key in expected}, choice
            tab(page, Words("ko")("card.chart"), "scores")
            (said,) = re.findall(r"그림에는 정예팀 모델 .*", body(page))
            assert f"해외 모델 {len(foreign)}개" in said or f"해외 모델은 {len(foreign)}개 가운데" in said
            assert f" {len(expected)}개" in said or not expected


def test_choice_is_made_on_the_page_and_says_how_many_values_are_left_out(
    browser: BrowserContext, server: str
) -> None:
    with reading(browser, f"{server}/scores?lang=en&benchmark={BENCHMARK}") as (page, _):
        assert "foreign=same_source" in page.url
        assert (
            "listed in the same source as a model of these teams, or now the best from the US or China"
            in body(page)
        )
        page.get_by_role("radio", name="all", exact=True).click()
        settle(page)
        assert "foreign=all" in page.url
        assert re.search(
            r"the first \d+ of the \d+ values of \d+ foreign models, in the order of the table", body(page)
        )
        go(page, "performance", "size_score", "en")
        assert "foreign=all" in page.url


@pytest.mark.parametrize(("earlier", "now"), [("yes", "all"), ("no", "none")])
def test_link_copied_earlier_opens_the_same_view(
    browser: BrowserContext, server: str, earlier: str, now: str
) -> None:
    with reading(browser, f"{server}/scores?lang=ko&foreign={earlier}") as (page, _):
        assert f"foreign={now}" in page.url
        assert "없는 값이어서" not in body(page)


def test_model_that_the_reader_names_is_compared_though_the_choice_leaves_it_out(
    browser: BrowserContext, server: str
) -> None:
    address = f"{server}/compare?lang=ko&model1=solar-open-2-250b&model2=gpt-6-astra&foreign=same_source&tab-compare=table"
    with reading(browser, address) as (page, _):
        assert "GPT-6 Astra" in page.locator(".dk-answer").first.inner_text()
        assert "GPT-6 Astra" in table_of(page, "compare").locator("thead").inner_text()
        assert page.locator("table").count() == 1


def test_models_without_a_size_are_counted_and_stand_in_the_table(
    browser: BrowserContext, server: str
) -> None:
    address = f"{server}/size-score?lang=en&benchmark={BENCHMARK}&foreign=all"
    with reading(browser, f"{address}&tab-size-score=table&all-size-score=yes") as (page, _):
        cells = [line[EN("column.total_b")] for line in lines_of(page, "size-score")]
        tab(page, EN("card.chart"), "size-score")
        (count,) = re.findall(
            r"not published \((\d+)\): \1 models from outside the programme's teams", body(page)
        )
        assert cells.count(EN("table.missing")) == int(count) > 100
