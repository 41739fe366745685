"""Models as named by headers and cells of a table: bare name, size and settings of the run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from dokja.ingest.reading import LeftOut
from dokja.ingest.tables import name_ends, run_settings
from dokja.ingest.values import digits, known_names
from dokja.ingest.values.roles import BRACKETS

PIECES = re.compile(r"[,;|·\n]|(?<!\bw)/|\band\b")
AMOUNT = r"(\d+(?:\.\d+)?)\s?([BTM])"
PARAMETERS = r"(?:\s*(?:params?|parameters?|total))?"
SIZE = re.compile(
    rf"~?{AMOUNT}{PARAMETERS}(?:[\s/-]*A\s?{AMOUNT}(?:\s*(?:active|activated))?)?(?:[\s-]+(?P<kind>dense|moe))?",
    re.IGNORECASE,
)
ACTIVE = re.compile(
    rf"(?:A|active:? ?|activated:? ?){AMOUNT}|{AMOUNT}\s*(?:active|activated)(?: params?)?", re.IGNORECASE
)
KIND = re.compile(
    r"dense|moe|closed|open|open[ -](?:weights?|source)|proprietary|api|hybrid|ours|our model|자사",
    re.IGNORECASE,
)
TRAILING_OFF = re.compile(r"(?<=\S)\s+(?:- )?(?:non-?(?:thinking|reasoning)|비(?:추론|사고))$", re.IGNORECASE)
IN_NAME = re.compile(r"(?P<off>\bnon-?thinking\b)|(?P<on>\bthinking\b)", re.IGNORECASE)
MOST_DIGITS = 12


@dataclass(frozen=True)
class Model:
    """A model as named by a header: bare name, size in billions, run settings, the full header, footnote marks."""

    name: str | None
    header: str
    total: str | None = None
    active: str | None = None
    mode: str | None = None
    effort: str | None = None
    conditions: dict[str, str] = field(default_factory=dict)
    marks: str = ""


def model(parts: tuple[str, ...]) -> Model:
    """The model named by a header; parts are the cells above a column (outermost first), or a row's first cell."""
    said: dict[str, str] = {}
    marks = ""
    names: list[str] = []
    for part in dict.fromkeys(parts):
        name, of_part, more = named(part)
        if not name and "total" in of_part and len(parts) > 1:
            name, of_part = part, {}
        names, said, marks = [*names, *([name] if name else [])], said | of_part, marks + more
    whole = chosen(names)
    whole, of_end = name_ends.without_end(whole)
    said = of_end | said
    said = in_name(whole) | said
    conditions = {key[1:]: value for key, value in said.items() if key.startswith("+")}
    own = {key: said.get(key) for key in ("total", "active", "mode", "effort")}
    return Model(
        whole, " ".join(" ".join(dict.fromkeys(parts)).split()), **own, conditions=conditions, marks=marks
    )


def with_settings(one: Model, said: Mapping[str, str]) -> Model:
    """A model with settings of its run that a header beside its name states; what it has itself counts first."""
    return replace(
        one,
        mode=one.mode or said.get("mode"),
        effort=one.effort or said.get("effort"),
        conditions=run_settings.conditions_of(said) | one.conditions,
    )


def named(cell: str) -> tuple[str, dict[str, str], str]:
    """Name, attributes and footnote marks of one header cell."""
    said: dict[str, str] = {}
    kept: list[str] = []
    marks = ""
    for line in cell.split("\n"):
        bare, more = digits.unmarked(line)
        marks += more
        of_line = None if kept and kept[-1].endswith("-") else described(bare)
        if of_line is not None:
            said |= of_line
        else:
            rest, of_brackets, inner = without_brackets(bare)
            marks += inner
            said |= of_brackets
            kept.append(rest)
    return joined(kept), said, marks


def without_brackets(line: str) -> tuple[str, dict[str, str], str]:
    """A line without descriptive brackets and comma suffixes, the attributes they state, and the marks before them."""
    said: dict[str, str] = {}

    def taken(found: re.Match[str]) -> str:
        of_bracket = described(digits.unmarked(found[1])[0])
        said.update(of_bracket or {})
        return found[0] if of_bracket is None else ""

    rest, marks = digits.unmarked(BRACKETS.sub(taken, line).strip())
    name, comma, after = rest.partition(",")
    of_rest = described(after) if comma and name.count("(") == name.count(")") else None
    if of_rest is not None:
        said |= of_rest
        rest = name
    if found := TRAILING_OFF.search(rest):
        said |= {"mode": "non-reasoning"}
        rest = rest[: found.start()]
    return " ".join(rest.split()), said, marks


def joined(lines: list[str]) -> str:
    """Join the lines of a name; a line that ends in a hyphen continues without a space."""
    name = ""
    for line in lines:
        name += line if not name or name.endswith("-") else f" {line}"
    return name.strip()


def chosen(names: list[str]) -> str | None:
    """The name among stacked header cells: the lowest, combined with the one above if needed to name a model."""
    if (
        len(names) > 1
        and known_names.is_model(names[-2])
        and (SIZE.fullmatch(names[-1]) or not known_names.is_model(names[-1]))
    ):
        return f"{names[-2]} {names[-1]}"
    return names[-1] if names else None


def in_name(name: str | None) -> dict[str, str]:
    """The mode stated in a model's own name (…-Thinking-2507)."""
    found = IN_NAME.search(name or "")
    return {"mode": "non-reasoning" if found["off"] else "reasoning"} if found else {}


def described(text: str) -> dict[str, str] | None:
    """Attributes of a model and its run stated by a text; None if any part of it is something else or says otherwise.

    A key with a + prefix is a condition.
    """
    whole = piece_of(text.strip(" ()[]"))
    if whole is not None or not text.strip():
        return whole
    said: dict[str, str] = {}
    for piece in PIECES.split(text.strip(" ()[]")):
        of_piece = piece_of(piece.strip(" ()[]"))
        if of_piece is None or any(said.get(key, value) != value for key, value in of_piece.items()):
            return None
        said |= of_piece
    return said


def piece_of(text: str) -> dict[str, str] | None:
    """Attributes stated by one word or phrase; None if it is not recognised."""
    size, active = SIZE.fullmatch(text), ACTIVE.fullmatch(text)
    if size:
        total = in_billions(size[1], size[2])
        rest = in_billions(size[3], size[4]) if size[3] else None
        is_dense = (size["kind"] or "").lower() == "dense"
        return {"total": total} | ({"active": rest or total} if rest or is_dense else {})
    if active:
        return {"active": in_billions(active[1] or active[3], active[2] or active[4])}
    if KIND.fullmatch(text):
        return {}
    return how_run(text)


def how_run(text: str) -> dict[str, str] | None:
    """Effort, mode and conditions of a run stated by a phrase; None if it states something else."""
    said = run_settings.stated(text, alone=True) or {}
    is_run = bool(said) and not said.keys() & {"length", "precision", "agent"}
    return (
        {key if key in run_settings.OWN_COLUMNS else f"+{key}": value for key, value in said.items()}
        if is_run
        else None
    )


def is_size(text: str) -> bool:
    """Whether a text is a number of parameters alone."""
    return bool(SIZE.fullmatch(text))


def in_billions(number: str, unit: str) -> str:
    """A parameter count in billions, exact: 1T is 1000, 400M is 0.4."""
    scaled = Decimal(number[:MOST_DIGITS]).scaleb({"b": 0, "t": 3, "m": -3}[unit.lower()])
    text = f"{scaled:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def told_apart_by_size(models: Iterable[Model]) -> set[str | None]:
    """Names that several models share which differ in size: a size in brackets is part of them."""
    sizes = {(model.name, model.total) for model in models if model.name and model.total}
    return {name for name, count in Counter(name for name, _ in sizes).items() if count > 1}


def with_size(model: Model, several: Collection[str | None]) -> Model:
    """A model with its size in its name, if that is one of several."""
    is_one = model.name in several and model.total
    return replace(model, name=f"{model.name} {model.total}B") if is_one else model


def frame_of(
    models: Iterable[Model], numbered: Collection[str | None]
) -> tuple[list[dict[str, Any]], list[LeftOut]]:
    """Rows of Reading.models for models with a number or a size; a size that contradicts an earlier one is left out."""
    rows: dict[str, dict[str, Any]] = {}
    left_out = []
    for model in models:
        if not model.name or not (model.name in numbered or model.total or model.active):
            continue
        row = rows.setdefault(model.name, {"model": model.name})
        for column, size in (("total_params_b", model.total), ("active_params_b", model.active)):
            if size and row.setdefault(column, size) != size:
                left_out.append(LeftOut(None, model.header, f"{size}B ≠ {row[column]}B", "card_other_size"))
    return list(rows.values()), list(dict.fromkeys(left_out))
