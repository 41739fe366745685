"""Runs every check over every page and writes docs/accessibility-report.md: python -m tests.accessibility [page ...].

What was found on each page is kept in found.json: a run of some pages renews theirs.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import astuple
from datetime import date
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from dokja.ui.site_map import DOORS, EDITORS, PAGES, path
from tests.accessibility import site
from tests.accessibility.checks import USUAL, VIEWS, View, checked
from tests.accessibility.findings import Finding, Run, Visit, keep, kept
from tests.accessibility.report import written
from tests.browser.conftest import ROOT, served
from tests.browser.reader import WATCH, settle, with_tables
from tests.browser.test_intake import served_to_editors, sign_in

REPORT = ROOT / "docs" / "accessibility-report.md"
WORKERS = 4
"""Most of the time a page is waited for."""
ASKED = {"search": "&q=A.X"}
"""What a page is asked that shows nothing by itself."""


@contextmanager
def browsing() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        )
        yield chromium
        chromium.close()


def opened(browser: Browser, view: View) -> Page:
    """A new page in the theme and width of a view."""
    size = ViewportSize(width=view.width, height=900)
    context = browser.new_context(viewport=size, color_scheme=view.theme)
    context.add_init_script(WATCH)
    return context.new_page()


def visited(address: str, editors: str, name: str) -> Visit:
    """One page in every view; views of one theme and width share what their browser has loaded."""
    visit = Visit(name, date.today().isoformat())
    with browsing() as browser:
        for _, alike in groupby(VIEWS, key=lambda view: (view.theme, view.width)):
            views = list(alike)
            page = opened(browser, views[0])
            host = address
            if name in DOORS[EDITORS]:
                host = editors
                let_in(page, editors)
            for view in views:
                look(page, host, view, visit)
            page.context.close()
    return visit


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
    visit.findings += [Finding(str(view), check, *astuple(breach)) for check, breach in checked(page, view)]


def beyond_pages(address: str, run: Run) -> None:
    """Add what is checked once for the whole dashboard, and what the report tells of the run."""
    titles = {visit.page: visit.title for visit in run.visits.values()}
    run.site[site.titles_are_unique.__name__] = site.titles_are_unique(titles)
    with browsing() as browser:
        run.chromium = browser.version
        page = opened(browser, USUAL)
        page.goto(address)
        settle(page)
        run.data = parse_qs(urlsplit(page.url).query)["data"][0]
        run.site[site.errors_say_how_to_go_on.__name__] = site.errors_say_how_to_go_on(page)


def main() -> int:
    """Check the pages that are named, or all, keep what was found after each, and write the report."""
    names = sys.argv[1:] or PAGES
    with (
        TemporaryDirectory() as published,
        TemporaryDirectory() as edited,
        TemporaryDirectory() as secrets,
        served(Path(published)) as address,
        served_to_editors(Path(edited), Path(secrets)) as editors,
        ProcessPoolExecutor(WORKERS) as workers,
    ):
        run = Run(kept())
        for done in as_completed(workers.submit(visited, address, editors, name) for name in names):
            visit = done.result()
            run.visits[visit.page] = visit
            keep(run.visits)
            print(visit.page, *visit.findings, sep="\n  ", flush=True)
        beyond_pages(address, run)
    REPORT.write_text(written(run), "utf-8")
    return int(run.has_breaches)


if __name__ == "__main__":
    sys.exit(main())
