"""What an address asks: dataset, format, filters and the part of the rows, checked against what there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from urllib.parse import urlencode

from dokja.records.store import Store
from dokja.server.api.datasets import Dataset, datasets

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.file",
}
"""Media types by format."""
MOST_ROWS = {"csv": 1_000_000, "json": 10_000, "parquet": 1_000_000, "arrow": 1_000_000}
"""Rows of one answer at most; the address of those that follow goes with it."""
LARGEST_LIMIT = max(MOST_ROWS.values())
MOST_VALUES = 200
LONGEST_NUMBER = 9
OWN = ("data", "lang", "limit", "offset")
"""Parameters that are no filters."""


class Unanswerable(Exception):
    """An address that cannot be answered: the status, the key of the words that say why, and their values."""

    def __init__(self, status: int, key: str, **values: str | int):
        super().__init__(key)
        self.status, self.key, self.values = status, key, values


@dataclass(frozen=True)
class Question:
    """Rows limit of a dataset from offset, those whose columns have one of the values by which they are filtered."""

    dataset: Dataset
    format: str
    filters: Mapping[str, Sequence[str]]
    limit: int
    offset: int

    @property
    def where(self) -> str:
        """The condition of the filters; a blank value stands for a missing one."""
        conditions = [
            f'(list_contains(?, cast("{name}" as varchar)) or ("{name}" is null and list_contains(?, \'\')))'
            for name in self.filters
        ]
        return f" where {' and '.join(conditions)}" if conditions else ""

    @property
    def parameters(self) -> list[list[str]]:
        """The values of the condition, in its order."""
        return [list(values) for values in self.filters.values() for _ in range(2)]

    def tag(self, data_version: str, program_version: str) -> str:
        """An entity tag: the same for the same answer."""
        said = repr((data_version, program_version, self.dataset.name, self.format, [*self.filters.items()]))
        digest = sha256(f"{said} {self.limit} {self.offset}".encode()).hexdigest()
        return f'"{digest[:32]}"'

    def next_query(self) -> str:
        """The query part of the address of the rows that follow."""
        pairs = [(name, value) for name, values in self.filters.items() for value in values]
        return urlencode([*pairs, ("limit", self.limit), ("offset", self.offset + self.limit)])


def question_of(file: str, given: Sequence[tuple[str, str]], store: Store) -> Question:
    """What a file name and parameters ask of a store. Raises Unanswerable."""
    name, _, kind = file.partition(".")
    known = datasets(store)
    if name not in known:
        like = get_close_matches(name, known, 3)
        raise Unanswerable(404, "unknown_dataset", name=name, like=", ".join(like or sorted(known)[:3]))
    if kind not in FORMATS:
        raise Unanswerable(404, "unknown_format", name=kind, formats=", ".join(FORMATS))
    if len(given) > MOST_VALUES:
        raise Unanswerable(400, "too_many_values", limit=MOST_VALUES)
    dataset, filters, own = known[name], dict[str, list[str]](), dict[str, str]()
    for key, value in given:
        if key in OWN:
            own[key] = value
        elif column := dataset.column(key):
            filters.setdefault(column, []).append(value)
        else:
            raise Unanswerable(
                400, "unknown_parameter", name=key, known=", ".join([*filterable(dataset), *OWN])
            )
    limit = number(own, "limit", LARGEST_LIMIT)
    if not 1 <= limit <= LARGEST_LIMIT:
        raise Unanswerable(400, "bad_limit", limit=LARGEST_LIMIT)
    ordered = {key: sorted(set(filters[key])) for key in sorted(filters)}
    return Question(dataset, kind, ordered, min(limit, MOST_ROWS[kind]), number(own, "offset", 0))


def filterable(dataset: Dataset) -> list[str]:
    """Names of the columns that rows can be filtered by."""
    return [name for name in dataset.columns if dataset.column(name) == name]


def number(given: Mapping[str, str], key: str, usual: int) -> int:
    """A whole number of the parameters. Raises Unanswerable for anything else."""
    text = given.get(key)
    if text is None:
        return usual
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise Unanswerable(400, "bad_number", name=key, value=text)
    return int(text)
