"""The command line: dokja serve | build | template | import | withdraw | history | undo | export | mcp | check | backup | restore | upgrade."""

from __future__ import annotations

import argparse
import importlib
import io
import locale
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from dokja.cli.guarded import guarded
from dokja.i18n.text import LANGUAGES, Words
from dokja.records.build import Progress

COMMANDS = (
    *("serve", "build", "template", "import", "withdraw", "history", "undo", "export", "mcp"),
    *("check", "backup", "restore", "upgrade"),
)


class Command(Protocol):
    """Interface of the modules dokja.cli.<name>_command."""

    def add(self, parser: argparse.ArgumentParser, words: Words) -> None:
        """Add the command's arguments."""

    def run(self, given: argparse.Namespace, words: Words, progress: Progress) -> int:
        """Run the command; returns the exit status."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command from arguments, or from the process's own; the exit status is 0 only on success."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    words = Words(language_of(arguments))
    return guarded(lambda: run(arguments, words), words)


def run(arguments: Sequence[str], words: Words) -> int:
    """Parse the arguments and run the command. Only its own module is loaded: loading all takes a second."""
    parser = argparse.ArgumentParser(prog="dokja", description=words("cli.description"))
    parsers = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        command = parsers.add_parser(name, help=words(f"cli.{name}"))
        command.add_argument("--lang", choices=LANGUAGES, default=words.language, help=words("cli.lang"))
        if name in arguments[:1]:
            module(name).add(command, words)
    given = parser.parse_args(arguments)
    return module(given.command).run(given, words, shown(words))


def module(name: str) -> Command:
    """The module of a command."""
    return cast(Command, importlib.import_module(f"dokja.cli.{name}_command"))


def shown(words: Words) -> Progress:
    """A progress callback that prints the step and the completed share, once per tenth."""
    said = None

    def show(step: str, share: float) -> None:
        nonlocal said
        tenth = int(share * 10)
        if tenth != said:
            said = tenth
            print(f"{tenth / 10:4.0%}  {words(f'build.{step}')}", flush=True, file=sys.stderr)

    return show


def language_of(arguments: Sequence[str]) -> str:
    """The language given by --lang, otherwise the locale's, otherwise English."""
    for flag, value in zip(arguments, [*arguments[1:], ""], strict=False):
        if flag == "--lang" and value in LANGUAGES:
            return value
        if flag.startswith("--lang=") and flag[7:] in LANGUAGES:
            return flag[7:]
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return next((language for language in LANGUAGES if named.startswith(language)), "en")


if __name__ == "__main__":
    sys.exit(main())
