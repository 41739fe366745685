"""What is wrong with a record, said so that its keeper can mend it."""

from __future__ import annotations

from dataclasses import dataclass, field

from dokja.i18n.text import Words

LONGEST_VALUE = 80


@dataclass(frozen=True)
class Problem:
    """One problem: file, row (the header is row 1), column, value as it stands, the rule broken, and its details.

    count is the number of problems that it stands for.
    """

    file: str
    rule: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    details: dict[str, str] = field(default_factory=dict)
    count: int = 1

    def message(self, language: str) -> str:
        """One line: where, what value, what is wrong and what to do."""
        words = Words(language)
        place = [on_one_line(self.file)]
        place += [words("problem.row", row=self.row)] if self.row else []
        place += [words("problem.column", column=shortened(self.column))] if self.column else []
        value = [words("problem.value", value=shortened(self.value))] if self.value is not None else []
        return ", ".join([*place, *value]) + ": " + words(f"problem.{self.rule}", **self.details)


class InvalidRecords(Exception):
    """The records cannot be published; problems holds everything that is wrong with them."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def on_one_line(text: str) -> str:
    """text on one line, nothing in it invisible."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """text with a blank for every sign that a terminal or browser would obey instead of showing."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)


def shortened(value: str) -> str:
    """value on one line and not too long."""
    line = on_one_line(value)
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"
