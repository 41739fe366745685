"""Rows of a table with their labels by role: names carried down, headings between, what says how they were measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

import polars as pl

from dokja.export.guard import LIVE
from dokja.ingest.content import LONGEST_CELL
from dokja.ingest.reading import LeftOut, shortened
from dokja.ingest.tables.grid import ROW
from dokja.ingest.tables.header_rows import Table
from dokja.ingest.tables.layout import NAMED_BY, Layout, columns_of, columns_of_row, partner_of
from dokja.ingest.tables.model_cells import effort_in, mode_in, with_unit
from dokja.ingest.tables.sieve import Place, Sieve, with_read
from dokja.ingest.values import days, digits
from dokja.ingest.values.roles import LABELS, MEAN, SIGNS, SIZES, label, no_score
from dokja.ingest.values.vocabulary import roles_called

GUARDED = rf"^'([{re.escape(LIVE)}])"
COUNT = re.compile(r"-?\d+(?:\.0+)?")
GROUPED = re.compile(r"[1-9]\d{0,2}(?:[,.]\d{3})+")
ROW_LABELS = (*LABELS, *SIZES, "direction", "n_items", "stderr")


def columns_of_labels(found: Table, layout: Layout) -> set[int]:
    """The columns whose cells say something of the scores beside them."""
    alone = {at for role in (*LABELS, *SIZES, "direction") for at in columns_of(layout, role)}
    errors = [(role, at) for role in ("stderr", "n_items") for at in columns_of(layout, role)]
    return alone | {
        at
        for role, at in errors
        if partner_of(found, layout, at) is not None or at in columns_of_row(found, layout, role)
    }


def labelled(path: str, found: Table, layout: Layout) -> Sieve:
    """The rows that can hold scores, with columns at, row, section and one for each label's role."""
    rows = Sieve(path, found.body)
    without_repeated_headers(rows, found)
    without_long_cells(rows, found)
    without_headings_between(rows, found, layout)
    take_labels(rows, found, layout)
    without_unclear_rows(rows, found, layout)
    without_nameless(rows, found, layout)
    rows.left_out += unused_columns(found, layout, rows)
    return rows


def without_repeated_headers(rows: Sieve, found: Table) -> None:
    """Leave out rows that repeat the lowest header row."""
    repeated = pl.all_horizontal(
        pl.col(str(at)).eq_missing(pl.lit(cell or None)) for at, cell in enumerate(found.levels[-1])
    )
    rows.leave(repeated, "repeated_header", lambda row: " ".join(found.headers), lambda row: "")


def without_long_cells(rows: Sieve, found: Table) -> None:
    """Refuse rows with a cell that is too long."""
    columns = [str(at) for at in range(found.grid.width)]
    longest = rows.frame.select(pl.col(columns).str.len_chars().max().fill_null(0))
    for at in (at for at, length in enumerate(longest.row(0)) if length > LONGEST_CELL):
        too_long = pl.col(str(at)).str.len_chars() > LONGEST_CELL
        rows.drop(too_long, "cell_too_long", str(at), place_in(found, at), limit=f"{LONGEST_CELL:,}")


def place_in(found: Table, at: int) -> Place:
    """The place of a row's cell in a column."""
    return lambda row: found.place(at, row["row"])


def without_headings_between(rows: Sieve, found: Table, layout: Layout) -> None:
    """Take rows of a single text as headings of the rows below: columns section and group, the heading's number."""
    grid = found.grid
    columns = [str(at) for at in range(grid.width)]
    scores = columns_of(layout, "score")
    few = pl.sum_horizontal(pl.col(columns).is_not_null()) <= 1
    spanned = pl.col("at").is_in([at for at, _ in grid.spans])
    headings: dict[int, str] = {}
    for at, _, *cells in rows.frame.filter(few | spanned).select("at", ROW, *columns).iter_rows():
        texts = dict.fromkeys(cell for cell in cells if cell)
        says_nothing = len(texts) < 2 and not any(cells[score] for score in scores)
        if grid.width > 1 and (says_nothing or grid.is_section(at, [cell or "" for cell in cells])):
            headings[at] = " ".join(texts)
    above = [
        " ".join(dict.fromkeys(filter(None, row[1:])))
        for row in grid.frame.head(found.header[-1]).iter_rows()
    ]
    titles = [text for at, text in enumerate(above) if grid.is_page and at not in found.header]
    is_heading = pl.col("at").is_in([*headings])
    rows.frame = rows.frame.with_columns(
        section=pl.col("at")
        .replace_strict(
            {at: text or None for at, text in headings.items()} or {-1: ""},
            default=None,
            return_dtype=pl.String,
        )
        .forward_fill()
        .fill_null("".join(titles[-1:])),
        group=is_heading.cum_sum(),
    )
    if not grid.is_page:
        lines = [(found.row_number(at), text) for at, text in enumerate(above[: found.header[0]])]
        lines += [(found.row_number(at), text) for at, text in headings.items()]
        rows.left_out += [LeftOut(row, "", text, "text_line") for row, text in lines if text]
    rows.let_go(rows.frame.filter(is_heading), "left_out")
    rows.frame = rows.frame.filter(~is_heading)


def take_labels(rows: Sieve, found: Table, layout: Layout) -> None:
    """Set a column for each role of labels; names that a row above states for this one too are carried down."""
    places = {role: columns_of(layout, role) for role in ROW_LABELS}
    for role in ("n_items", "stderr"):
        places[role] = columns_of_row(found, layout, role)
    name = NAMED_BY.get(layout.kind, "benchmark")
    for at in (at for some in places.values() for at in some):
        rows.drop(
            pl.col(str(at)).str.starts_with(digits.UNCALCULATED),
            "formula_without_value",
            str(at),
            place_in(found, at),
        )
    frame = rows.frame
    filled_down = {
        role: [pl.col(str(at)).forward_fill().over("group") for at in places[role]]
        for role in ("category", "model", "benchmark")
        if role != name
    }
    stated = {role: [pl.col(str(at)) for at in some] for role, some in places.items()}
    frame = frame.with_columns(
        pl.coalesce(*reversed(filled_down.get(role, texts)), pl.lit(None, pl.String))
        .str.replace(GUARDED, "$1")
        .alias(role)
        for role, texts in stated.items()
    )
    if len(places["conditions"]) > 1:
        every = pl.concat_str(stated["conditions"], separator="; ", ignore_nulls=True)
        frame = frame.with_columns(conditions=every.replace("", None))
    own = (pl.col(role).is_not_null() for role in LABELS if role not in ("category", "model", "benchmark"))
    no_category = pl.all_horizontal(pl.lit(value=True), *(text.is_null() for text in stated["category"]))
    no_model = pl.all_horizontal(
        pl.lit(value=True), *(text.is_null() for text in stated["model"] if name != "model")
    )
    goes_on = pl.any_horizontal(*own) & no_category & no_model & pl.col(name).is_null()
    carried = pl.when(goes_on).then(pl.col(name).forward_fill().over("group")).otherwise(pl.col(name))
    first_category = pl.coalesce(*stated["category"], pl.lit(None, pl.String))
    rows.frame = frame.with_columns(pl.coalesce(carried, first_category).alias(name))
    for role in SIZES:
        for at in places[role]:
            rows.frame = rows.frame.with_columns(
                pl.col(role).map_elements(partial(with_unit, found.headers[at]), pl.String)
            )
    for role in ("reporter", "source"):
        said = {text: None for text in rows.frame[role].drop_nulls().unique() if digits.is_missing(text)}
        rows.frame = rows.frame.with_columns(pl.col(role).replace(said)) if said else rows.frame
    if layout.kind == "long":
        without_doubtful_models(rows, [*stated["model"]])


def without_doubtful_models(rows: Sieve, models: Sequence[pl.Expr]) -> None:
    """Take back a model carried down to a row that then repeats one above: its name is missing, not left blank."""
    carried = pl.all_horizontal(text.is_null() for text in models) & pl.col("model").is_not_null()
    if rows.frame.select(carried.any()).item():
        again = pl.int_range(pl.len()).over(["group", *LABELS]) > 0
        rows.frame = rows.frame.with_columns(
            pl.when(carried & again).then(None).otherwise(pl.col("model")).alias("model")
        )


def without_unclear_rows(rows: Sieve, found: Table, layout: Layout) -> None:
    """Refuse rows where a cell that says how they were measured is not understood; set what the cells mean."""
    today = date.today().isoformat()
    understood: dict[str, tuple[str, Callable[[str], str | None]]] = {
        "mode": ("unknown_mode", mode_in),
        "effort": ("unknown_effort", effort_in),
        "unit": ("unknown_unit", digits.unit_of),
        "measured_on": ("date", days.iso),
        "n_items": ("", count_of),
    }
    details = {
        "unknown_unit": {"allowed": digits.UNIT_EXAMPLES},
        "future_date": {"today": today},
        "minimum": {"limit": "1"},
    }
    for role, (rule, means) in understood.items():
        at = next(iter(columns_of(layout, role)), None)
        if at is None or rows.frame[role].null_count() == rows.frame.height:
            continue
        read = with_read(
            rows.frame, [role], partial(meaning, rule, means), {"means": pl.String, "broken": pl.String}
        )
        rows.frame = read
        for broken in read["broken"].drop_nulls().unique().sort():
            rows.drop(
                pl.col("broken") == broken, broken, role, place_in(found, at), **details.get(broken, {})
            )
        rows.frame = rows.frame.with_columns(pl.col("means").alias(role)).drop("means", "broken")


def meaning(rule: str, means: Callable[[str], str | None], text: str) -> dict[str, str | None]:
    """What a cell states, or the rule that it breaks; neither if it states nothing."""
    if digits.is_not_published(text):
        return {}
    said = means(text)
    if said is None or said in ("integer", "minimum", "not_a_number"):
        return {"broken": said or rule}
    if means is days.iso and days.is_future(said, date.today()):
        return {"broken": "future_date"}
    return {"means": said}


def count_of(text: str) -> str:
    """A number of items, or the rule that the text breaks; three digits behind a comma or point are thousands."""
    plain = digits.tidy(text)
    plain = re.sub("[,.]", "", plain) if GROUPED.fullmatch(plain) else plain
    if not COUNT.fullmatch(plain):
        return "integer" if digits.number(plain).text else "not_a_number"
    count = int(plain.partition(".")[0])
    return str(count) if count > 0 else "minimum"


def without_nameless(rows: Sieve, found: Table, layout: Layout) -> None:
    """Refuse rows that have a value but no name."""
    value = pl.any_horizontal(pl.col(str(at)).is_not_null() for at in columns_of(layout, "score"))
    for role in ("model", "benchmark"):
        for at in columns_of(layout, role):
            rows.drop(pl.col(role).is_null() & value, f"no_{role}", role, place_in(found, at))
            rows.let_go(rows.frame.filter(pl.col(role).is_null()), "left_out")
            rows.frame = rows.frame.filter(pl.col(role).is_not_null())


def unused_columns(found: Table, layout: Layout, rows: Sieve) -> Iterator[LeftOut]:
    """Left-out entries for columns that are not imported."""
    unpaired = {
        at
        for role in ("stderr", "n_items")
        for at in columns_of(layout, role)
        if partner_of(found, layout, at) is None and at not in columns_of_row(found, layout, role)
    }
    for at in sorted({*columns_of(layout, "ignored"), *unpaired}):
        yield from unused(found, rows, at, why_unused(found.lowest[at]))
    for at in columns_of(layout, "score"):
        if not found.headers[at] and layout.kind != "long":
            yield from unused(found, rows, at, "card_no_header")


def why_unused(header: str) -> str:
    """Why a column with this header is not imported."""
    if MEAN.fullmatch(header):
        return "card_mean_of_models"
    reason = no_score(header) or "ignored_column"
    is_word = reason == "card_not_a_score" and "ignored" in roles_called(label(header))
    return "ignored_column" if is_word else reason


def unused(found: Table, rows: Sieve, at: int, reason: str) -> Iterator[LeftOut]:
    """The left-out entry for a column, if it says something."""
    rows.columns_left.add(at)
    texts = rows.frame[str(at)].drop_nulls().unique(maintain_order=True)
    shown = [" ".join(text.split()) for text in texts if not digits.is_missing(text) and text not in SIGNS]
    if shown:
        row = found.header_row or found.grid.line
        yield LeftOut(row, found.place(at, row), shortened("; ".join(shown)), reason)
