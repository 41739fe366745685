"""A question in words, its options in words, and the answer that a written text means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import polars as pl

from dokja.i18n.text import LANGUAGES, Words
from dokja.i18n.untrusted_text import normalised
from dokja.ingest.staging import matching
from dokja.ingest.staging.import_questions import REPORTER, Question
from dokja.ingest.staging.matching import NEW
from dokja.ingest.staging.new_source import SAME_ADDRESS, SAME_TITLE
from dokja.ingest.staging.organisations import country_code, is_country
from dokja.records.labels import country_name, role_name
from dokja.records.record_words import IN_BRACKETS, written

OF_ORGANISATION = ("organisation", "measuring")
OF_SOURCE = (SAME_TITLE, SAME_ADDRESS)
FREE = ("maker", REPORTER)
"""Questions answered with the name of any organisation, recorded or new."""
RECORDS = {
    **{name: name for name in ("model", "benchmark")},
    **dict.fromkeys(OF_ORGANISATION, "team"),
    **dict.fromkeys(OF_SOURCE, "source"),
}
"""The table that the options of a kind of question are keys of."""


class QuestionWords:
    """Questions in one language; tables holds those of preview.TABLES."""

    def __init__(self, words: Words, tables: Mapping[str, pl.DataFrame]):
        self.words = words
        self.tables = tables

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """Names of records by table and key."""
        stems = {"model": "name", "benchmark": "name", "team": "name", "source": "title"}
        return {
            table: {
                row[f"{table}_id"]: self.words.name(row, stem)
                for row in self.tables[table].iter_rows(named=True)
            }
            for table, stem in stems.items()
        }

    @cached_property
    def organisations(self) -> list[str]:
        """Names of all recorded organisations, sorted."""
        return sorted(self.names["team"].values())

    @cached_property
    def keys(self) -> dict[str, dict[str, str]]:
        """Keys of models, benchmarks and organisations by normalised name, by table."""
        return {
            "model": matching.models(self.tables),
            "benchmark": matching.benchmarks(self.tables),
            "team": matching.teams(self.tables),
        }

    def option(self, question: Question, option: str) -> str:
        """What an option means."""
        words, what = self.words, question.what
        if what == "country":
            return country_name(option, words)
        if what == "role":
            return role_name(option, words)
        known = self.names.get(RECORDS.get(what, ""), {})
        if option in known:
            return known[option]
        if what in OF_ORGANISATION and words.has(f"intake.organisation.{option}"):
            return words(f"intake.organisation.{option}")
        if what in OF_SOURCE and option == NEW:
            return words("intake.new_source")
        return words(f"intake.option.{option}") if words.has(f"intake.option.{option}") else option

    def written(self, question: Question, answer: str) -> str:
        """An answer as it stands in a file or a table: a name, or what the answer means with its key in brackets."""
        return answer if question.what in FREE else written(self.option(question, answer), answer)

    def meant(self, question: Question, text: str) -> str | None:
        """The answer that a text means: a key, in brackets or alone, or a name in any language; None if it is none."""
        what, name = question.what, normalised(text)
        if what in FREE:
            return text if name else None
        table = RECORDS.get(what, "")
        allowed = {*question.options, *(self.keys[table].values() if table in self.keys else ())}
        bracketed = IN_BRACKETS.search(text)
        for key in (bracketed[1] if bracketed else text, text):
            if key in allowed:
                return key
            if what == "country" and (code := country_code(key)):
                return code
            if what in OF_ORGANISATION and is_country(key):
                return key
        fitting = {option for one in self.languages for option in one.named(question, name)}
        return fitting.pop() if len(fitting) == 1 else self.keys.get(table, {}).get(name)

    @cached_property
    def languages(self) -> list[QuestionWords]:
        """The same in every language of the dashboard."""
        return [QuestionWords(Words(language), self.tables) for language in LANGUAGES]

    def named(self, question: Question, name: str) -> Iterable[str]:
        """The options of a question whose words in this language are the normalised name."""
        return (one for one in question.options if normalised(self.option(question, one)) == name)
