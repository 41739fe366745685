"""The command line: dokja serve | build."""

from __future__ import annotations

import argparse
import locale
import os
import sys

from dokja import store
from dokja.records import InvalidRecords
from dokja.text import LANGUAGES, Words


def main() -> int:
    """Run a command; the exit status is 0 only when all is well."""
    language = spoken(sys.argv)
    words = Words(language)
    parser = argparse.ArgumentParser(prog="dokja", description=words("cli.description"))
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("serve", "build"):
        command = commands.add_parser(name, help=words(f"cli.{name}"))
        command.add_argument("--lang", choices=LANGUAGES, default=language, help=words("cli.lang"))
        if name == "serve":
            command.add_argument("--port", type=int, default=8501, help=words("cli.port"))
            command.add_argument("--address", default="127.0.0.1", help=words("cli.address"))
            command.add_argument("--headless", action="store_true", help=words("cli.headless"))
    given = parser.parse_args()
    return serve(given, words) if given.command == "serve" else build(words)


def spoken(arguments: list[str]) -> str:
    """The language asked for with --lang, else that of the locale, else English."""
    for flag, value in zip(arguments, [*arguments[1:], ""], strict=True):
        if flag == "--lang" and value in LANGUAGES:
            return value
        if flag.startswith("--lang=") and flag[7:] in LANGUAGES:
            return flag[7:]
    named = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "ko" if named.startswith("ko") else "en"


def build(words: Words) -> int:
    """Validate the records and publish the store; every problem goes to the error output."""
    try:
        file = store.build(lambda step, share: print(f"{share:4.0%}  {words(f'build.{step}')}", flush=True))
    except InvalidRecords as error:
        for problem in error.problems:
            print(problem.message(words.language), file=sys.stderr)
        print(words("build.refused_count", count=len(error.problems)), file=sys.stderr)
        return 1
    except store.StoreError as error:
        print(words("build.failed", cause=error), file=sys.stderr)
        return 1
    print(words("build.published", file=file))
    return 0


def serve(given: argparse.Namespace, words: Words) -> int:  # noqa: RET503
    """Build the store where it is missing or stale, then serve the dashboard until stopped."""
    if store.is_stale() and build(words) and not store.path().exists():
        return 1
    os.chdir(store.ROOT)
    arguments = [
        *(sys.executable, "-m", "streamlit", "run", "dashboard.py"),
        *("--server.port", str(given.port), "--server.address", given.address),
        *("--server.headless", "true" if given.headless or not os.environ.get("DISPLAY") else "false"),
    ]
    print(words("cli.opens", address=f"http://{given.address}:{given.port}"), flush=True)
    os.execv(sys.executable, arguments)  # noqa: S606


if __name__ == "__main__":
    sys.exit(main())
