"""What changed in the records since a chosen version, by whom and why?"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dokja.pages.change import changed_numbers, changed_records, versions
from dokja.ui.page import Page
from dokja.ui.tables import Row


def show(page: Page) -> None:
    """Show the starting version, the changed scores and other records, and every version."""
    words = page.words
    page = replace(page, names=page.names.with_former())
    known = page.ask("from known_version")
    if known.height == 1:
        page.heading(words("changes.title"), words("changes.empty", date=words.date(page.store.data_date)))
        versions.check_asked(page, known)
        page.note(words("changes.empty_how"))
        versions.show(page, known)
        return
    place = page.place()
    start = versions.chosen(page, known)
    since = start["known_at"]
    n_records = changed_records.count(page, since)
    with place:
        page.heading(
            words("changes.title"),
            answer(page, start, n_records),
            words(
                "changes.now",
                version=versions.version(page, known.row(0, named=True)),
                data=page.store.data_version,
            ),
        )
    subject = [f"since-{start['batch_id'] or versions.FILES}"]
    changed_numbers.show(page, since, subject)
    if n_records:
        changed_records.show(page, since, n_records, subject)
    versions.show(page, known)


def answer(page: Page, start: Row, n_records: int) -> str:
    """A sentence with the number of changed scores and other records."""
    since = versions.version(page, start)
    counts = changed_numbers.counts(page, start["known_at"])
    if counts.is_empty() and not n_records:
        return page.words("changes.nothing", version=since)
    by_change = dict(counts.group_by("change").agg(pl.col("count").sum()).iter_rows())
    told = {
        change: page.words.number(by_change.get(change, 0)) for change in ("added", "corrected", "withdrawn")
    }
    return page.words(
        "changes.answer",
        version=since,
        programme=page.words.number(counts["programme"].sum()),
        records=page.words.number(n_records),
        **told,
    )
