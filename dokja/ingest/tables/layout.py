"""What the columns of a table hold, as proposed from headers and cells, and which way the table lies."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dokja.ingest.content import Content, Unreadable
from dokja.ingest.tables import run_settings
from dokja.ingest.tables.benchmark_names import benchmark_told
from dokja.ingest.tables.header_rows import Table, filled
from dokja.ingest.tables.model_cells import own_model
from dokja.ingest.tables.score_headers import (
    PART,
    are_sizes,
    is_word_for_scores,
    name_above,
    told_apart_by_setting,
)
from dokja.ingest.values import cell_words, known_names
from dokja.ingest.values.digits import LARGEST_SHARE, is_number, number
from dokja.ingest.values.roles import (
    ARROWS,
    LABELS,
    MEAN,
    NUMERIC,
    PERIOD,
    SIGNS,
    label,
    role_of,
)
from dokja.ingest.values.vocabulary import CONTEXT_LENGTHS, ROLES, normal, rank, roles_called

KINDS = ("long", "models_in_rows", "models_in_columns")
NAMED_BY = {"models_in_rows": "model", "models_in_columns": "benchmark"}
"""The role of the column that names the rows of a wide table."""
WORD_WEIGHT = 1.5
MOST_NAMES = 0.5
"""A column holds names, whatever its header says, if at least this share of its texts are."""
PREFERRED = re.compile(r"benchmark|벤치마크|평가 ?(?:지표|항목)", re.IGNORECASE)
OF_RUN = ("mode", "effort", "tools", "shots")
"""Roles of columns, and of rows, that state how a model was run."""
SEVERAL = ("score", "stderr", "n_items", "conditions", "category", "ignored")
"""Roles that several columns of a table may have."""


@dataclass(frozen=True)
class Layout:
    """What the columns of a sheet hold. header_row starts at 1; roles are (header, role) pairs in column order.

    kind is long (a single score column), models_in_rows (each score column is a benchmark named by its header) or
    models_in_columns (each score column is a model named by its header). A correction without roles changes the header
    row only. left lists sheets with these columns that are not to be read.
    """

    sheet: str
    header_row: int
    kind: str
    roles: tuple[tuple[str, str], ...]
    left: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The layout as JSON-compatible values."""
        roles = [list(pair) for pair in self.roles]
        values = {"sheet": self.sheet, "header_row": self.header_row, "kind": self.kind, "roles": roles}
        return values | {"left": list(self.left)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Layout:
        """The layout from to_dict's output. Raises ValueError for anything else."""
        sheet, row, kind, roles = (values.get(name) for name in ("sheet", "header_row", "kind", "roles"))
        pairs = (
            [tuple(pair) for pair in roles if isinstance(pair, list | tuple)]
            if isinstance(roles, list | tuple)
            else []
        )
        is_row = isinstance(row, int) and not isinstance(row, bool) and row >= 1
        if not isinstance(sheet, str) or not is_row or kind not in KINDS:
            raise ValueError("a layout needs sheet, header_row from 1 and a known kind")
        known = [pair for pair in pairs if len(pair) == 2 and isinstance(pair[0], str) and pair[1] in ROLES]
        if not isinstance(roles, list | tuple) or len(known) != len(roles):
            raise ValueError("the roles of a layout are pairs of header and role")
        left = values.get("left", [])
        if not isinstance(left, list | tuple) or not all(isinstance(name, str) for name in left):
            raise ValueError("the sheets that a layout leaves out are names")
        pairs = [(str(header), str(role)) for header, role in known]
        return cls(sheet, int(str(row)), str(kind), tuple(pairs), tuple(left))


def columns_of(layout: Layout, role: str) -> list[int]:
    """The columns with a role."""
    return [at for at, (_, one) in enumerate(layout.roles) if one == role]


def columns_of_row(found: Table, layout: Layout, role: str) -> list[int]:
    """The column of errors or of items that holds for every number of its row; empty if there is none."""
    is_alone = len(columns_of(layout, "score")) == 1
    is_of_row = is_alone or (role == "n_items" and layout.kind != "models_in_rows")
    free = [at for at in columns_of(layout, role) if is_alone or partner_of(found, layout, at) is None]
    return free[:1] if is_of_row else []


def partner_of(found: Table, layout: Layout, at: int) -> int | None:
    """The column of scores that a column of errors or of items belongs to by its header; None if it is of the whole row."""
    name = name_above(found, at)
    scores = columns_of(layout, "score") if layout.kind != "long" else []
    return next((score for score in scores if name and name_above(found, score) == name), None)


def proposed(content: Content, found: Table) -> Layout:
    """Propose what the columns hold. Raises Unreadable if no model, benchmark or score column is found."""
    roles, texts = roles_of(found), found.texts
    settle_names(found, texts, roles)
    kind = orientation(found, texts, roles)
    is_empty = not any(map(is_number, scores_in(found, texts, roles)))
    if kind is None or (is_empty and (found.grid.is_page or "score" not in roles)):
        raise missing(content, found, roles, texts)
    name_column(texts, roles, kind)
    settle_parts(found, roles)
    if kind == "models_in_rows":
        roles = ["ignored" if is_context_length(found, at, roles) else role for at, role in enumerate(roles)]
    settle_others(found, roles)
    if kind == "models_in_columns":
        roles = ["ignored" if is_mean_of_models(found, at, role) else role for at, role in enumerate(roles)]
    if kind == "long":
        settle_scores(found, texts, roles)
    elif not found.grid.is_page and not has_names(found, roles, kind):
        raise missing(content, found, roles, texts)
    if not score_columns(roles):
        raise missing(content, found, roles, texts)
    pairs = zip(found.headers, (role or "score" for role in roles), strict=True)
    return Layout(found.grid.label, found.header_row or 1, kind, tuple(pairs))


def is_mean_of_models(found: Table, at: int, role: str | None) -> bool:
    """Whether a column's header marks it as a mean over the models beside it."""
    return role in (None, "score") and bool(MEAN.fullmatch(found.headers[at]))


def is_context_length(found: Table, at: int, roles: Sequence[str | None]) -> bool:
    """Whether a column states how long a context each model takes, and not, as where a model repeats, that of each run."""
    is_called = roles[at] == "conditions" and normal(label(found.lowest[at])) in CONTEXT_LENGTHS
    names = found.texts[roles.index("model")] if is_called and "model" in roles else ()
    return bool(names) and len({*names}) == len(names)


def roles_of(found: Table) -> list[str | None]:
    """The role of each column by its header and its cells; None for scores of what the header names."""
    texts = found.texts
    roles: list[str | None] = []
    for at, header in enumerate(found.lowest):
        numeric = sum(map(is_number, texts[at]))
        role = role_of(header)
        if role in LABELS and role not in NUMERIC and 2 * numeric > len(texts[at]):
            role = None
        if role == "tools" and heads_scores(found, at, numeric):
            role = None
        if texts[at] and set(texts[at]) <= SIGNS:
            role = "direction" if {*texts[at]} <= ARROWS else "ignored"
        if role is None and header and PERIOD.fullmatch(header):
            role = "ignored"
        if role is None and (part := PART.fullmatch(header)) and part.lastgroup != "score":
            role = part.lastgroup
        if role is None and is_category(at, label(header), len(texts[at]), numeric):
            role = "category"
        roles.append(role)
    others = [at for at in score_columns(roles) if any(map(is_number, texts[at]))]
    for at, role in enumerate(roles):
        if role == "score" and others and holds_words(texts[at]):
            above = (role_of(part) for part in reversed(found.parts(at)[:-1]))
            roles[at] = next((one for one in above if one in LABELS), "category")
    return roles


def heads_scores(found: Table, at: int, numeric: int) -> bool:
    """Whether a header such as '도구 사용' states how the numbers below it were measured, and not what its cells tell of rows.

    It does if they are no words for tools, or if a column beside it heads numbers with another value of the setting.
    """
    texts, settings = found.texts[at], run_settings.among(found.lowest)
    words = sum(map(cell_words.is_word_for_tools, texts))
    return 2 * numeric > len(texts) and (
        words < numeric
        or any("tools" in settings.get(top, {}) for top in {*found.lowest} - {found.lowest[at]})
    )


def holds_words(texts: Sequence[str]) -> bool:
    """Whether a column's texts have no digit, as under a title over several columns."""
    return bool(texts) and not any(sign.isdecimal() for text in texts for sign in text)


def is_numeric(texts: Sequence[str]) -> bool:
    """Whether at least half of a column's published texts are numbers."""
    return 2 * sum(map(is_number, texts)) >= len(texts) > 0


def is_category(column: int, top: str, stated: int, numeric: int) -> bool:
    """Whether a column without a role is a label: it has no numbers, and its header names no model or benchmark."""
    if column == 0 and not top:
        return 2 * numeric <= stated
    named = known_names.is_model(top) or known_names.is_benchmark(top)
    return bool(stated) and not numeric and (column == 0 or not named)


def score_columns(roles: Sequence[str | None]) -> list[int]:
    """Indices of the columns that may hold scores."""
    return [at for at, role in enumerate(roles) if role in (None, "score")]


def scores_in(found: Table, texts: Sequence[Sequence[str]], roles: Sequence[str | None]) -> list[str]:
    """Texts of the columns that may hold scores, if they have a header."""
    return [text for at in score_columns(roles) if found.headers[at] for text in texts[at]]


def settle_names(found: Table, texts: Sequence[Sequence[str]], roles: list[str | None]) -> None:
    """Keep one benchmark column and one model column; others get the next role of their header, or are categories.

    Beside a column that is called so, one without a header of its own holds the names if more of its texts are known as
    such: a header over two columns, or over the category alone.
    """
    tops = [label(header) for header in found.lowest]
    tests = (
        ("benchmark", PREFERRED, known_names.is_one_benchmark),
        ("model", re.compile(""), known_names.is_model),
    )
    for role, preferred, test in tests:
        called = [at for at, one in enumerate(roles) if one == role]
        if not called:
            continue
        unnamed = [at for at, one in enumerate(roles) if one == "category" and not tops[at]]
        named = {at: share(texts[at], test) for at in (*called, *unnamed)}
        usual = min(
            (at for at in called if preferred.search(tops[at])),
            key=lambda at: rank(role, tops[at]),
            default=called[-1],
        )
        if len({tops[at] for at in called}) == 1:
            usual = called[-1]
        best = max(named, key=lambda at: (named[at], at == usual))
        kept = best if named[best] > named[usual] and named[best] >= MOST_NAMES else usual
        for at in called:
            others = [one for one in roles_called(tops[at]) if one != role]
            roles[at] = others[0] if others else "category"
        roles[kept] = role


def settle_parts(found: Table, roles: list[str | None]) -> None:
    """Take the column behind that of names, without a header of its own, for what it tells of them.

    Behind benchmarks it names their parts, behind models their sizes or the settings of their runs.
    """
    for name in ("benchmark", "model"):
        at = roles.index(name) + 1 if name in roles else len(roles)
        if at == len(roles) or found.headers[at] not in ("", found.headers[at - 1]) or not found.texts[at]:
            continue
        if all(PERIOD.fullmatch(text) or not is_number(text) for text in found.texts[at]):
            of_models = "total_params" if are_sizes(found.texts[at]) else "conditions"
            roles[at] = "subset" if name == "benchmark" else of_models


def settle_others(found: Table, roles: list[str | None]) -> None:
    """Keep one column of every role but those that several may have; it is the one with the most specific header."""
    for role in ROLES:
        places = [at for at, one in enumerate(roles) if one == role]
        if role not in SEVERAL:
            best = min(places, key=lambda at: rank(role, label(found.lowest[at])), default=None)
            for at in places:
                roles[at] = role if at == best else "ignored"


def settle_scores(found: Table, texts: Sequence[Sequence[str]], roles: list[str | None]) -> None:
    """Keep one column of scores in a long table: the one called so with most numbers, otherwise the only one of numbers.

    All are kept whose headers tell them apart by a setting that no other column states, as in '0-shot | 5-shot'.
    """
    numeric = [at for at in score_columns(roles) if is_numeric(texts[at])]
    called = sorted(
        (at for at, role in enumerate(roles) if role == "score"),
        key=lambda at: (at not in numeric, rank("score", label(found.lowest[at]))),
    )
    best = (
        called[:1]
        if called and (called[0] in numeric or not numeric)
        else numeric
        if len(numeric) == 1
        else []
    )
    several = told_apart_by_setting(found, numeric, roles)
    if len(several) > 1 and {*best} <= {*several}:
        best = several
    for at in score_columns(roles):
        roles[at] = "score" if at in best else "ignored"


def orientation(found: Table, texts: Sequence[Sequence[str]], roles: Sequence[str | None]) -> str | None:
    """Which way the table lies: by the headers of name columns, otherwise by names of models and benchmarks.

    None if nothing tells, or if rows of models go on in columns of sizes and no heading names their benchmark.
    """
    if "benchmark" in roles and "model" in roles:
        return "long"
    columns = [label(found.lowest[at]) for at in score_columns(roles)]
    names = row_names(texts, roles)
    in_columns = share(columns, known_names.is_model) + share(names, known_names.is_benchmark)
    in_rows = share(names, known_names.is_model) + share(columns, known_names.is_benchmark)
    in_columns += WORD_WEIGHT * ("benchmark" in roles)
    in_rows += WORD_WEIGHT * ("model" in roles)
    if are_sizes(columns) and 2 * share(names, known_names.is_model) > 1:
        return "models_in_rows" if benchmark_told((*found.headings[::-1], *found.sections)) else None
    if not in_columns and not in_rows:
        return "models_in_rows" if is_told_by_headings(found, roles) else None
    kind = "models_in_rows" if in_rows > in_columns else "models_in_columns"
    return kind if not found.grid.is_page or may_be_scores(found, texts, roles, kind) else None


def is_told_by_headings(found: Table, roles: Sequence[str | None]) -> bool:
    """Whether the headings name both the model and the benchmark of a table whose rows state settings alone."""
    others = [role for role in roles if role not in (None, "score")]
    is_of_settings = bool(others) and all(role in OF_RUN for role in others)
    if not is_of_settings or benchmark_told(found.headings[::-1]) is None:
        return False
    return own_model(found.headings, found.grid.title).name is not None


def columns_of_sizes(found: Table, layout: Layout) -> list[int]:
    """The columns of scores of a table of families whose headers are the sizes of the models."""
    columns = columns_of(layout, "score") if layout.kind == "models_in_rows" else []
    return columns if are_sizes([found.lowest[at] for at in columns]) else []


def row_names(texts: Sequence[Sequence[str]], roles: Sequence[str | None]) -> Sequence[str]:
    """The texts of the column that may name the rows."""
    for wanted in (("benchmark", "model"), ("category",), ("metric",), ("ignored",)):
        places = [at for at, role in enumerate(roles) if role in wanted and texts[at]]
        if places:
            return texts[places[-1]]
    return ()


def may_be_scores(
    found: Table, texts: Sequence[Sequence[str]], roles: Sequence[str | None], kind: str
) -> bool:
    """Whether a table of a page may hold scores: it names a benchmark, or its numbers are no larger than shares are."""
    tops = [found.lowest[at] for at in score_columns(roles)]
    named = (*(tops if kind == "models_in_rows" else row_names(texts, roles)), *found.grid.headings[-1:])
    if "benchmark" in roles or any(map(known_names.is_benchmark, named)):
        return True
    plain = [number(text).text for text in scores_in(found, texts, roles)]
    stated = [float(one) for one in plain if one]
    return 2 * sum(abs(one) > LARGEST_SHARE for one in stated) < len(stated)


def name_column(texts: Sequence[Sequence[str]], roles: list[str | None], kind: str) -> None:
    """Give the column of names its role if its header does not, or names the opposite one."""
    role = NAMED_BY.get(kind)
    if role is None or role in roles:
        return
    other = "benchmark" if role == "model" else "model"
    test = known_names.is_model if role == "model" else known_names.is_benchmark
    places = [
        at for at, one in enumerate(roles) if one in (other, "category", "metric", "language", "subset")
    ]
    places = places or [at for at, one in enumerate(roles) if one == "ignored" and role == "model"]
    sign = -1 if role == "model" else 1
    if places:
        roles[max(places, key=lambda at: (share(texts[at], test), sign * at))] = role


def has_names(found: Table, roles: Sequence[str | None], kind: str) -> bool:
    """Whether the rows of a wide table have a column of names, and its columns of scores name the other side."""
    columns = [at for at in score_columns(roles) if found.headers[at]]
    is_nameless = kind == "models_in_rows" and all(
        is_word_for_scores(part) or run_settings.stated(part, alone=True)
        for at in columns
        for part in found.parts(at)
    )
    is_told = benchmark_told((*found.headings, *found.sections)) is not None
    has_rows = NAMED_BY[kind] in roles or is_told_by_headings(found, roles)
    return has_rows and not (is_nameless and not is_told)


def share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    """The share of non-empty texts that pass a test, 0 to 1."""
    stated = [text for text in texts if text]
    return sum(map(test, stated)) / len(stated) if stated else 0.0


def missing(
    content: Content, found: Table, roles: Sequence[str | None], texts: Sequence[Sequence[str]]
) -> Unreadable:
    """The exception for a required column that a table lacks; it lists the columns that exist."""
    known = {"model", "benchmark"} & {*roles}
    numeric = any(map(is_number, scores_in(found, texts, roles)))
    lacking = "no_benchmark_column" if known == {"model"} else "no_model_column"
    rule = lacking if (numeric or not known) and len(known) < 2 else "no_column_of_scores"
    return content.unreadable(
        rule, found.header_row, found.grid.name or None, found=", ".join(filled(found.headers))
    )
