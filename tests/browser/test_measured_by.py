"""Summaries of one kind of numbers alone, as a reader sees them."""

from playwright.sync_api import BrowserContext

from dokja.i18n.text import Words
from tests.browser.reader import body, cards, lines_of, reading, table_of


def test_whose_cells_count(browser: BrowserContext, server: str) -> None:
    def counted(measured_by: str) -> int:
        with reading(browser, f"{server}/coverage?lang=ko&measured_by={measured_by}") as (page, _):
            cells = table_of(page, "totals").locator("tbody tr td:nth-child(2)")
            return sum(int(text.split("/")[0]) for text in cells.all_inner_texts())

    assert counted("all") > counted("own") > counted("independent") > 0


def test_one_part_of_the_missing_values_at_a_time(browser: BrowserContext, server: str) -> None:
    parts = {
        "cells": ["map", "totals"],
        "gaps": ["gap-summary", "own-gaps"],
        "choice": ["choice-total", "choice"],
    }
    for part, expected in parts.items():
        with reading(browser, f"{server}/coverage?lang=ko&part={part}") as (page, _):
            assert cards(page) == expected


def test_scores_of_one_kind(browser: BrowserContext, server: str) -> None:
    with reading(
        browser, f"{server}/scores?lang=ko&benchmark=gpqa-diamond&measured_by=independent&tab-scores=table"
    ) as (
        page,
        _,
    ):
        kinds = [line[Words("ko")("column.relation")] for line in lines_of(page, "scores")]
        assert set(kinds) == {"독립 측정"}
    with reading(browser, f"{server}/scores?lang=ko&benchmark=kmmlu-pro&measured_by=independent") as (
        page,
        _,
    ):
        assert "이 벤치마크에는 해당 측정 주체(독립 기관)의 값이 없습니다" in body(page)


def test_gaps_of_one_kind(browser: BrowserContext, server: str) -> None:
    address = f"{server}/behind?lang=en&view=same_reporter&tab-gaps=table"
    with reading(browser, f"{address}&measured_by=independent&team=nc-ai") as (page, _):
        assert "No organisation measured both a Korean and a foreign model" in body(page)
    with reading(browser, f"{address}&measured_by=independent") as (page, _):
        measured = [line[Words("en")("column.reporter")] for line in lines_of(page, "gaps")]
        assert set(measured) == {"Artificial Analysis"}


def test_means_of_a_pair_by_who_measured(browser: BrowserContext, server: str) -> None:
    address = f"{server}/pair?lang=ko&one=k-exaone-236b-a23b&other=solar-open-100b"
    with reading(browser, address) as (page, _):
        table = table_of(page, "split")
        assert [text.split("\t")[0] for text in table.locator("tbody tr").all_inner_texts()] == [
            "독립 기관이 두 모델 모두",
            "각 모델의 개발사",
        ]
