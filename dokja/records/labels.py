"""Display names of organisations, models, benchmarks and sources in the reader's language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import copy
from functools import cached_property
from typing import Any

from dokja.i18n.text import Words
from dokja.records import spellings
from dokja.records.record_words import distinct_labels
from dokja.records.store import Store

WINDOW = r"\d{4}-\d{2}(-\d{2})?\.\.\d{4}-\d{2}(-\d{2})?"
SHARE = re.compile(r"(\d+)-of-(\d+)")
"""A number of items out of all: 484-of-500."""


class Names:
    """Rows of the four tables that other records reference by key, and their names in one language."""

    def __init__(self, store: Store, words: Words):
        self.store = store
        self.words = words
        self.teams = by_key(store, "team")
        self.models = by_key(store, "model")
        self.model_names = distinct(self.models, words)
        self.benchmarks = by_key(store, "benchmark")
        self.sources = by_key(store, "source")
        self.eliminated = set(store.ask("select team_id from team_place where not is_in")["team_id"])
        self.makers = {row["team_id"] for row in self.models.values()}
        self.foreign = [key for key, row in self.teams.items() if is_foreign(row)]
        self.contenders = [key for key, row in self.teams.items() if row["role"] == "contender"]

    def team(self, team_id: str | None) -> str:
        """Name of an organisation; blank for None."""
        return self.words.name(self.teams[team_id]) if team_id else ""

    def model(self, model_id: str | None) -> str:
        """Name of a model, with its key where another model has the same name; blank for None."""
        return self.model_names[model_id] if model_id else ""

    def leader(self, model_id: str | None) -> str:
        """Name of the model that holds Korea's best value, marked if its maker was eliminated."""
        name = self.model(model_id)
        if model_id and self.models[model_id]["team_id"] in self.eliminated:
            return self.words("model.of_eliminated", model=name)
        return name

    def team_now(self, team_id: str) -> str:
        """Name of a team, marked if it was eliminated."""
        name = self.team(team_id)
        return self.words("team.eliminated", team=name) if team_id in self.eliminated else name

    def country(self, code: str) -> str:
        """Name of a country, or its code if it has none."""
        return country_name(code, self.words)

    def benchmark(self, benchmark_id: str | None) -> str:
        """Name of a benchmark; blank for None."""
        return self.words.name(self.benchmarks[benchmark_id]) if benchmark_id else ""

    @cached_property
    def model_spellings(self) -> dict[str, str]:
        """Name of each model with its other names and its maker, by key."""
        others = spellings.aliases(self.store, "model")
        return {
            key: spellings.joined(
                self.model(key),
                [row["name_ko"], row["name_en"], *others.get(key, []), self.team(row["team_id"])],
            )
            for key, row in self.models.items()
        }

    @cached_property
    def benchmark_spellings(self) -> dict[str, str]:
        """Name of each benchmark with its other names, by key."""
        others = spellings.aliases(self.store, "benchmark")
        return {
            key: spellings.joined(self.benchmark(key), [row["name_ko"], row["name_en"], *others.get(key, [])])
            for key, row in self.benchmarks.items()
        }

    def source(self, source_id: str | None) -> str:
        """Title of a source; blank for None."""
        return self.words.name(self.sources[source_id], "title") if source_id else ""

    def colour(self, team_id: str) -> str:
        """Colour of an organisation's chart marks."""
        return str(self.teams[team_id]["colour"])

    def with_former(self) -> Names:
        """A copy that also includes the names of records that batches once stated but that no longer exist."""
        stated = self.store.ask(
            "select table_name, record from record_statement where batch_id is not null"
            " and table_name in ('team', 'model', 'benchmark', 'source') order by position"
        )
        told: dict[str, dict[str, dict[str, Any]]] = {}
        for table, record in stated.iter_rows():
            row = json.loads(record)
            told.setdefault(table, {})[row[f"{table}_id"]] = row
        whole = copy(self)
        whole.teams = {**told.get("team", {}), **self.teams}
        whole.models = {**told.get("model", {}), **self.models}
        whole.model_names = distinct(whole.models, self.words)
        whole.benchmarks = {**told.get("benchmark", {}), **self.benchmarks}
        whole.sources = {**told.get("source", {}), **self.sources}
        return whole

    def setting(self, row: Mapping[str, Any]) -> str:
        """Mode, effort and conditions of a score in words; blank if none is recorded."""
        parts = [self.words(f"mode.{row['mode']}") if row.get("mode") else ""]
        parts.append(self.words(f"effort.{row['effort']}") if row.get("effort") else "")
        parts.append(self.condition(row.get("conditions")))
        return ", ".join(part for part in parts if part)

    def condition(self, conditions: str | None) -> str:
        """Recorded conditions in words."""
        return ", ".join(self.one_condition(part) for part in (conditions or "").split("; ") if part)

    def one_condition(self, part: str) -> str:
        """One key=value condition in words, or as recorded if no words exist for it."""
        key, _, value = part.partition("=")
        exact, general = f"condition.{key}-{value}", f"condition.{key}"
        if self.words.has(exact):
            return self.words(exact)
        form, sign, count = value.partition("@")
        if count.isdecimal() and self.words.has(f"{general}-{form}{sign}"):
            return self.words(f"{general}-{form}{sign}", value=count)
        if key == "subset":
            value = SHARE.sub(r"\1/\2", value)
        if key == "window" and re.fullmatch(WINDOW, value):
            low, high = (self.words.date(day) for day in value.split(".."))
            value = self.words("pair.limits", low=low, high=high)
        return self.words(general, value=value) if self.words.has(general) else part


def distinct(models: Mapping[str, Mapping[str, Any]], words: Words) -> dict[str, str]:
    """Names of models by key, told apart by their keys where several have the same name."""
    return distinct_labels({key: words.name(row) for key, row in models.items()})


def by_key(store: Store, table: str) -> dict[str, dict[str, Any]]:
    """All rows of a table by primary key."""
    return {row[f"{table}_id"]: row for row in store.whole(f"from {table}").iter_rows(named=True)}


def is_foreign(team: Mapping[str, Any]) -> bool:
    """Whether an organisation is from abroad and no team of the programme; one of unknown country (ZZ) is not."""
    return team["role"] != "contender" and team["country"] not in ("KR", "ZZ")


def country_name(code: str, words: Words) -> str:
    """Name of a country, as written here or else as Unicode CLDR has it, or its code if it has none."""
    own = f"country.{code}"
    return words(own) if words.has(own) else words.locale.territories.get(code, code)


def role_name(role: str, words: Words) -> str:
    """Name of an organisation's role (a value of team.role)."""
    return words(f"option.team.role.{role}")
