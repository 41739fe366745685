"""Cells as a reader sees them, whatever file they come in: links as their text, names without a medal before them."""

from __future__ import annotations

import polars as pl

from dokja.ingest.tables.grid import ROW

TARGET = r"\((?:https?://|www\.|mailto:|[#/.])[^()\s]*\)"
LINK = rf"\[([^\[\]]+)\]{TARGET}"
NOTE = rf"\[(\^?\d{{1,3}}|[a-z])\]{TARGET}"
MEDAL = r"^[\x{1F300}-\x{1FAFF}\x{2605}\x{2606}\x{2728}\x{2B50}\x{FE0F}\s]+(\p{L})"


def as_seen(frame: pl.DataFrame) -> pl.DataFrame:
    """A grid's frame with the links of Markdown as their text and without pictographs before names.

    A link behind a text that is a footnote mark stays one, in brackets: its digits are none of a number.
    """
    odd = pl.any_horizontal((pl.exclude(ROW).str.contains(rf"{LINK}|{MEDAL}")).any())
    if not frame.select(odd).item():
        return frame
    texts = pl.exclude(ROW).str.replace(MEDAL, "$1").str.replace(rf"^{LINK}", "$1")
    return frame.with_columns(texts.str.replace_all(NOTE, "[$1]").str.replace_all(LINK, "$1"))
