"""Runs every check over every page and writes docs/accessibility-report.md: python -m tests.accessibility."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, ViewportSize, sync_playwright

from dokja.server.pages import DOORS, EDITORS, PAGES, path
from tests.accessibility import site
from tests.accessibility.breach import PROBE
from tests.accessibility.checks import USUAL, VIEWS, View, checked
from tests.accessibility.report import Finding, Run, Visit, written
from tests.browser.conftest import ROOT, served
from tests.browser.reader import WATCH, settle, with_tables
from tests.browser.test_intake import served_to_editors, sign_in

REPORT = ROOT / "docs" / "accessibility-report.md"
WORKERS = 2
ASKED = {"search": "&q=A.X"}
"""What a page is asked that shows nothing by itself."""


@contextmanager
def opened(view: View = USUAL) -> Iterator[Page]:
    """A page of a browser of its own, in the theme and width of a view."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        )
        size = ViewportSize(width=view.width, height=900)
        context = chromium.new_context(viewport=size, color_scheme=view.theme)
        context.add_init_script(WATCH)
        yield context.new_page()
        chromium.close()


def visited(address: str, editors: str, names: Sequence[str]) -> list[Visit]:
    """Some pages in every view. Those of one theme and width are read in one browser, which keeps what it has loaded."""
    visits = {name: Visit(name) for name in names}
    alike = [(theme, width) for theme in ("light", "dark") for width in (1440, 390)]
    for theme, width in alike:
        views = [view for view in VIEWS if (view.theme, view.width) == (theme, width)]
        with opened(views[0]) as page:
            for name, visit in visits.items():
                host = address
                if name in DOORS[EDITORS]:
                    host = editors
                    let_in(page, editors)
                for view in views:
                    look(page, host, view, visit)
        print(theme, width, flush=True)
    return list(visits.values())


def let_in(page: Page, editors: str) -> None:
    """Sign an editor in, once in a browser."""
    page.goto(f"{editors}/intake?lang=ko")
    settle(page)
    if page.locator("textarea").count() == 0:
        sign_in(page, editors, "kim")


def look(page: Page, host: str, view: View, visit: Visit) -> None:
    """Look at a page in one view and note what is found; a page without tables is not looked at for them."""
    if not view.tables:
        page.goto(f"{host}/{path(visit.page)}?lang={view.language}{ASKED.get(visit.page, '')}")
        settle(page)
    elif not with_tables(page):
        return
    if view == USUAL:
        visit.title = page.title()
    visit.looks += 1
    visit.findings += [Finding(str(view), check, breach) for check, breach in checked(page, view)]


def beyond_pages(address: str, run: Run) -> None:
    """Add what is checked once for the whole dashboard, and what the report tells of the run."""
    titles = {visit.page: visit.title for visit in run.visits}
    run.site = {
        site.titles_are_unique.__name__: site.titles_are_unique(titles),
    }
    with opened() as page:
        page.goto(address)
        settle(page)
        run.data = parse_qs(urlsplit(page.url).query)["data"][0]
        page.evaluate(PROBE)
        browser = page.context.browser
        assert browser
        run.chromium = browser.version
        run.site[site.errors_say_how_to_go_on.__name__] = site.errors_say_how_to_go_on(page)


def main() -> int:
    """Check the pages that are named, or all, and write the report if these are all."""
    names = sys.argv[1:] or PAGES
    with (
        TemporaryDirectory() as published,
        TemporaryDirectory() as edited,
        TemporaryDirectory() as secrets,
        served(Path(published)) as address,
        served_to_editors(Path(edited), Path(secrets)) as editors,
        ProcessPoolExecutor(WORKERS) as workers,
    ):
        shares = [names[first::WORKERS] for first in range(WORKERS)]
        visits = [
            visit for share in workers.map(partial(visited, address, editors), shares) for visit in share
        ]
        run = Run(sorted(visits, key=lambda visit: names.index(visit.page)))
        beyond_pages(address, run)
    text = written(run)
    if sys.argv[1:]:
        print(text)
    else:
        REPORT.write_text(text, "utf-8")
    return int(run.has_breaches)


if __name__ == "__main__":
    sys.exit(main())
