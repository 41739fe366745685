"""The command line: dokja serve | build | template | import | withdraw | history | undo | export."""

from __future__ import annotations

import argparse
import io
import locale
import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial

import dokja.cli.export_command
from dokja.cli import commands, record_commands, withdraw_command
from dokja.i18n.text import LANGUAGES, Words
from dokja.records import data_package, publish, store
from dokja.records.build import Progress
from dokja.records.commit import Refused


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command from arguments, or from the process's own; the exit status is 0 only on success."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    words = Words(language_of(arguments))
    return commands.guarded(lambda: run(arguments, words), words)


def run(arguments: Sequence[str], words: Words) -> int:
    """Parse the arguments and run the command."""
    parser = argparse.ArgumentParser(prog="dokja", description=words("cli.description"))
    parsers = parser.add_subparsers(dest="command", required=True)
    for name in ("serve", "build", "template", "import", "withdraw", "history", "undo", "export"):
        command = parsers.add_parser(name, help=words(f"cli.{name}"))
        command.add_argument("--lang", choices=LANGUAGES, default=words.language, help=words("cli.lang"))
        match name:
            case "serve":
                command.add_argument("--port", type=int, default=8501, help=words("cli.port"))
                command.add_argument("--address", default="127.0.0.1", help=words("cli.address"))
                command.add_argument("--headless", action="store_true", help=words("cli.headless"))
            case "build":
                command.add_argument("--as-of", type=partial(day, words), help=words("cli.as_of"))
            case "template":
                record_commands.add_template(command, words)
            case "import":
                commands.add_import(command, words)
            case "withdraw":
                withdraw_command.add(command, words)
            case "undo":
                commands.add_undo(command, words)
            case "export":
                dokja.cli.export_command.add(command, words)
    given = parser.parse_args(arguments)
    progress = shown(words)
    match given.command:
        case "serve":
            return serve(given, words)
        case "build":
            return build(words, given.as_of)
        case "template":
            return record_commands.write_template(given, words)
        case "import":
            return commands.import_files(given, words, progress)
        case "withdraw":
            return withdraw_command.run(given, words, progress)
        case "undo":
            return commands.undo(given, words, progress)
        case "export":
            return commands.export(given, words, progress)
    return commands.history(words, progress)


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


def day(words: Words, text: str) -> date:
    """Parse an ISO date. Raises ArgumentTypeError if it is not one."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(words("intake.bad_day", day=text)) from error


def language_of(arguments: Sequence[str]) -> str:
    """The language given by --lang, otherwise the locale's, otherwise English."""
    for flag, value in zip(arguments, [*arguments[1:], ""], strict=True):
        if flag == "--lang" and value in LANGUAGES:
            return value
        if flag.startswith("--lang=") and flag[7:] in LANGUAGES:
            return flag[7:]
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return next((language for language in LANGUAGES if named.startswith(language)), "en")


def build(words: Words, as_of: date | None = None) -> int:
    """Validate the records and publish the store. Raises Refused for a day before the first records or after today."""
    first = data_package.version(store.records_folder())
    if as_of and str(as_of) < first:
        raise Refused("cli.as_of_too_early", date=words.date(first))
    if as_of and as_of > date.today():
        raise Refused("intake.future_day", day=str(as_of))
    print(words("build.published", file=publish.build(shown(words), as_of)))
    return 0


def serve(given: argparse.Namespace, words: Words) -> int:  # noqa: RET503
    """Build the store if it is missing, damaged or out of date, then serve the dashboard until stopped.

    If the build fails, a store that can still be opened is served, and the pages report the failure.
    """
    if commands.guarded(lambda: published(words), words) and not can_be_opened():
        return 1
    os.chdir(store.ROOT)
    arguments = [
        *(sys.executable, "-m", "streamlit", "run", "dashboard.py"),
        *("--server.port", str(given.port), "--server.address", given.address),
        *("--server.headless", "true" if given.headless or not os.environ.get("DISPLAY") else "false"),
    ]
    print(words("cli.opens", address=f"http://{given.address}:{given.port}"), flush=True)
    os.execv(sys.executable, arguments)  # noqa: S606


def published(words: Words) -> int:
    """Build the store if the published one is out of date."""
    publish.current(shown(words)).close()
    return 0


def can_be_opened() -> bool:
    """Whether there is a store to serve, whether or not it is up to date."""
    try:
        store.Store(store.path()).close()
    except store.StoreError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
