"""Loads the current records for an editor, with their display text."""

from __future__ import annotations

import polars as pl

from dokja.i18n.text import Words
from dokja.records import current, data_package, ledger, record_words, store
from dokja.records.record_words import RecordWords


def records(words: Words) -> tuple[dict[str, pl.DataFrame], RecordWords]:
    """Every table as text, and the display text for its records. Raises InvalidRecords."""
    resources = data_package.resources(store.records_folder())
    tables = current.tables(store.records_folder(), ledger.opened(store.home()))
    return tables, RecordWords(words, resources, record_words.named_by(resources, tables))
