"""What can be asked for: the tables and views of the store, with what their comments say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dokja.records.store import Store

PERSONAL = "recorded_by"
"""The column that holds an editor's key; it is in no answer."""
OF_EDITORS = ("batch", "batch_span", "record_statement", "score_statement", "statement_span", "known_version")
"""Tables and views of who entered what; What changed shows what of it is for everybody."""
COLUMNS = """
    select table_name, comment_of, column_name, data_type, comment
    from duckdb_columns()
    join (
        select view_name as table_name, comment as comment_of from duckdb_views()
        where database_name = 'store' and schema_name = 'main'
        union all
        select table_name, comment from duckdb_tables() where database_name = 'store' and schema_name = 'main'
    ) using (table_name)
    where database_name = 'store' and schema_name = 'main'
    order by table_name, column_index
"""


@dataclass(frozen=True)
class Column:
    """A column: its DuckDB type and its comment."""

    name: str
    kind: str
    comment: str

    @property
    def is_nested(self) -> bool:
        """Whether the column holds lists or structs."""
        return self.kind.endswith("[]") or self.kind.startswith(("STRUCT", "MAP"))

    @property
    def is_whole(self) -> bool:
        """Whether the column holds integers."""
        return self.kind.endswith("INT") or self.kind == "INTEGER"

    @property
    def is_decimal(self) -> bool:
        """Whether the column holds decimals of a fixed number of places."""
        return self.kind.startswith("DECIMAL")


@dataclass(frozen=True)
class Dataset:
    """A table or view: its comment, and its columns by name."""

    name: str
    comment: str
    columns: Mapping[str, Column]

    def column(self, parameter: str) -> str | None:
        """The column that a parameter filters by: of that name, or the key of what it names (team is team_id)."""
        found = (name for name in (parameter, f"{parameter}_id") if name in self.columns)
        return next((name for name in found if not self.columns[name].is_nested), None)


@lru_cache(maxsize=2)
def datasets(store: Store) -> dict[str, Dataset]:
    """Every dataset of a store by name."""
    comments: dict[str, str] = {}
    columns: dict[str, dict[str, Column]] = {}
    for name, comment_of, column, kind, comment in store.whole(COLUMNS).iter_rows():
        if name not in OF_EDITORS and column != PERSONAL:
            comments[name] = comment_of or ""
            columns.setdefault(name, {})[column] = Column(column, kind, comment or "")
    return {name: Dataset(name, comments[name], of_it) for name, of_it in columns.items()}
