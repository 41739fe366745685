"""Problems with records, worded so that the maintainer can fix them."""

from __future__ import annotations

from dataclasses import dataclass, field

from dokja.i18n.text import Words

LONGEST_VALUE = 80


@dataclass(frozen=True)
class Problem:
    """One problem: file, row (the header is row 1), column, value as written, broken rule, and details.

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
        """One line that states the location, the value, the problem and the fix."""
        words = Words(language)
        place = [on_one_line(self.file)]
        place += [words("problem.row", row=self.row)] if self.row else []
        place += [words("problem.column", column=shortened(self.column))] if self.column else []
        value = [words("problem.value", value=shortened(self.value))] if self.value is not None else []
        return ", ".join([*place, *value]) + ": " + words(f"problem.{self.rule}", **self.details)


class InvalidRecords(Exception):
    """The records cannot be published; problems lists everything that is wrong with them."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def on_one_line(text: str) -> str:
    """Collapse text to one line without invisible characters."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """Replace characters that a terminal or browser would interpret instead of displaying with blanks."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)


def shortened(value: str) -> str:
    """Collapse a value to one line of at most LONGEST_VALUE characters."""
    line = on_one_line(value)
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"
