"""Rows of a table with their labels by role: names carried down, headings between, what says how they were measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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
from dokja.ingest.values import cell_words, days, digits
from dokja.ingest.values.roles import BRACKETS, DISTINGUISHING, LABELS, MEAN, SIGNS, SIZES, label, no_score
from dokja.ingest.values.vocabulary import METRICS, normal, roles_called

GUARDED = rf"^'([{re.escape(LIVE)}])"
COUNT = re.compile(r"-?\d+(?:\.0+)?")
GROUPED = re.compile(r"[1-9]\d{0,2}(?:[,.]\d{3})+")
DISPENSABLE = (*SIZES, "direction", "n_items", "stderr", "source")
"""Roles of labels without which a score still is what it is."""
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
    above = found.lines_above(found.header[-1])
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
    for role, at in ((role, at) for role, some in places.items() for at in some):
        without_formulas(rows, role, at, place_in(found, at))
    frame = rows.frame
    carried_down = [role for role in ("category", "model", "benchmark") if role != name]
    frame = frame.with_columns(
        label_of(frame, some, role in carried_down).alias(role) for role, some in places.items()
    )
    if len(places["conditions"]) > 1:
        texts = [pl.col(str(at)) for at in places["conditions"]]
        every = pl.concat_str(texts, separator="; ", ignore_nulls=True).replace("", None)
        frame = frame.with_columns(conditions=every)
    rows.frame = with_names_carried_down(frame, name, places) if frame[name].null_count() else frame
    if layout.kind == "long" and len(columns_of(layout, "score")) == 1:
        rows.frame = with_said_by_header(rows.frame, found, layout)
    for role in SIZES:
        for at in places[role]:
            rows.frame = rows.frame.with_columns(
                pl.col(role).map_elements(partial(with_unit, found.headers[at]), pl.String)
            )
    for role in ("reporter", "source"):
        said = {text: None for text in rows.frame[role].drop_nulls().unique() if digits.is_missing(text)}
        rows.frame = rows.frame.with_columns(pl.col(role).replace(said)) if said else rows.frame
    for role in ("model", "benchmark"):
        without_doubtful_names(rows, role, places[role])


def without_formulas(rows: Sieve, role: str, at: int, place: Place) -> None:
    """Refuse cells of labels that are formulas without a stored value, and their rows if these mean something else without."""
    is_formula = pl.col(str(at)).str.starts_with(digits.UNCALCULATED)
    if role not in DISPENSABLE:
        rows.drop(is_formula, "formula_without_value", str(at), place)
        return
    cells = Sieve(rows.path, rows.frame)
    cells.drop(is_formula, "formula_without_value", str(at), place)
    rows.problems += cells.problems
    rows.frame = rows.frame.with_columns(pl.when(~is_formula).then(pl.col(str(at))).alias(str(at)))


def label_of(frame: pl.DataFrame, columns: Sequence[int], is_carried_down: bool) -> pl.Expr:
    """The text of the last column that states one, carried down to rows that leave it blank; without a guard."""
    texts = [pl.col(str(at)) for at in reversed(columns)]
    for place, at in enumerate(reversed(columns)):
        if is_carried_down and frame[str(at)].null_count():
            texts[place] = texts[place].forward_fill().over("group")
        if frame[str(at)].str.starts_with("'").any():
            texts[place] = texts[place].str.replace(GUARDED, "$1")
    return pl.coalesce(texts) if texts else pl.lit(None, pl.String)


def with_said_by_header(frame: pl.DataFrame, found: Table, layout: Layout) -> pl.DataFrame:
    """The rows of a long table with the metric and conditions in the header of its scores, as in 'F1 (5-shot)'.

    A column of metrics counts first; conditions are joined.
    """
    header = found.headers[columns_of(layout, "score")[0]]
    pieces = [
        BRACKETS.sub("", header),
        *(part for inner in BRACKETS.findall(header) for part in inner.split(",")),
    ]
    words = [piece.strip() for piece in pieces]
    metric = next((word for word in words if normal(word) in METRICS), None)
    stated = [word for word in words if "score" not in roles_called(word) and cell_words.stated(word)]
    texts = [pl.col("conditions"), pl.lit("; ".join(stated) or None, pl.String)]
    return frame.with_columns(
        metric=pl.coalesce("metric", pl.lit(metric, pl.String)),
        conditions=pl.concat_str(texts, separator="; ", ignore_nulls=True).replace("", None)
        if stated
        else "conditions",
    )


def with_names_carried_down(
    frame: pl.DataFrame, name: str, places: Mapping[str, Sequence[int]]
) -> pl.DataFrame:
    """Rows that go on with the one above, as they state a condition but no name or category, get its name.

    The size of a model is such a condition too. Where a row has no name otherwise, its category is one.
    """
    own = [pl.col(role).is_not_null() for role in (*DISTINGUISHING, *(SIZES if name == "model" else ()))]
    categories = [pl.col(str(at)) for at in places["category"]]
    models = [pl.col(str(at)) for at in places["model"] if name != "model"]
    is_bare = pl.all_horizontal(pl.col(name).is_null(), *(text.is_null() for text in [*categories, *models]))
    above = pl.col(name).forward_fill().over("group")
    carried = pl.when(pl.any_horizontal(*own) & is_bare).then(above).otherwise(pl.col(name))
    return frame.with_columns(pl.coalesce([carried, *categories]).alias(name))


def without_doubtful_names(rows: Sieve, role: str, columns: Sequence[int]) -> None:
    """Take back names carried down to rows that then repeat one above: they are missing, not left blank."""
    blank = pl.all_horizontal(pl.lit(value=True), *(pl.col(str(at)).is_null() for at in columns))
    carried = blank & pl.col(role).is_not_null()
    if rows.frame.select(carried.any()).item():
        again = pl.int_range(pl.len()).over(["group", *LABELS, *SIZES]) > 0
        stated = pl.when(~(carried & again)).then(pl.col(role))
        rows.frame = rows.frame.with_columns(stated.alias(role))


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
    said = means(text) or means(digits.unmarked(text)[0])
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


def unused(found: Table, rows: Sieve, at: int, reason: str, used: Collection[str] = ()) -> Iterator[LeftOut]:
    """The left-out entry for a column, if it says something that is not used."""
    every = rows.frame[str(at)].drop_nulls().unique(maintain_order=True)
    texts = [text for text in every if text not in used]
    if len(texts) == len(every):
        rows.columns_left.add(at)
    shown = [" ".join(text.split()) for text in texts if not digits.is_missing(text) and text not in SIGNS]
    if shown:
        row = found.header_row or found.grid.line
        yield LeftOut(row, found.place(at, row), shortened("; ".join(shown)), reason)


def leave_rows(rows: Sieve, found: Table, layout: Layout, mask: pl.Expr, reason: str, name: str) -> None:
    """Leave out the scores of some rows, each with the name of its row."""
    gone = rows.frame.filter(mask)
    if gone.height:
        for at in columns_of(layout, "score"):
            part = Sieve(rows.path, gone.with_columns(text=pl.col(str(at))))
            part.leave(
                is_stated("text"), reason, lambda row: f"{row[name]}: {row['text']}", place_in(found, at)
            )
            rows.left_out += part.left_out
        rows.let_go(gone, "left_out")
        rows.frame = rows.frame.filter(~mask.fill_null(value=False))


def is_stated(column: str) -> pl.Expr:
    """Whether a cell has a text that is no sign for missing."""
    return (
        pl.col(column)
        .map_elements(lambda text: not digits.is_missing(text), pl.Boolean)
        .fill_null(value=False)
    )
