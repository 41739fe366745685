"""Labels of rows stand beside the plot where there is room, and above their rows where there is not."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.reader import reading

ROWS = """() => {
    const chart = document.querySelector('[data-testid="stVegaLiteChart"]'), box = chart.getBoundingClientRect();
    const middle = (mark) => { const one = mark.getBoundingClientRect(); return one.y + one.height / 2; };
    const marks = [...chart.querySelectorAll('.mark-symbol.role-mark > path')].map(middle);
    const texts = [...chart.querySelectorAll('.mark-text.role-mark > text')].filter((text) => text.textContent);
    const plot = chart.querySelector('.mark-rule.role-axis-domain > line').getBoundingClientRect();
    return { marks, labels: texts.filter((text) => text.getBoundingClientRect().x < plot.x + 1)
        .map((text) => [text.getBoundingClientRect().x >= box.x - 1, text.getBoundingClientRect().right, middle(text)]),
        left: plot.x, share: plot.width / box.width };
}"""


def told(page: Page, *, beside: bool) -> None:
    """Check the first chart of a page."""
    rows = page.evaluate(ROWS)
    assert rows["labels"]
    for inside, right, middle in rows["labels"]:
        assert inside
        assert (right < rows["left"] + 1) == beside
        nearest = min(rows["marks"], key=lambda mark: abs(mark - middle))
        assert abs(nearest - middle) < 4 if beside else nearest - middle > 10 or middle - nearest > 10
    assert rows["share"] > (0.5 if beside else 0.9)


@pytest.mark.parametrize("page_name", ["scores", "repeated", "pair", "compare"])
def test_labels_follow_the_width(browser: BrowserContext, server: str, page_name: str) -> None:
    with reading(browser, f"{server}/{page_name}?lang=en") as (page, _):
        told(page, beside=True)
        page.set_viewport_size({"width": 390, "height": 900})
        page.wait_for_timeout(1500)
        told(page, beside=False)
    with reading(browser, f"{server}/{page_name}?lang=en", width=390) as (page, _):
        told(page, beside=False)
