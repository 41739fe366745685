"""Runs a command so that every failure is told in the reader's language."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from dokja.i18n.text import Words
from dokja.ingest.content import Unreadable
from dokja.records import failures
from dokja.records.commit import Refused
from dokja.records.failures import FAILURES
from dokja.records.problems import InvalidRecords, printable


def guarded(run: Callable[[], int], words: Words) -> int:
    """Run a command; errors are printed to stderr in the reader's language, with exit status 1."""
    try:
        status = run()
        sys.stdout.flush()
        return status
    except Unreadable as error:
        print(error.problem.message(words.language), file=sys.stderr)
    except Refused as error:
        print(printable(words(error.rule, **error.values)), file=sys.stderr)
    except FAILURES as error:
        if isinstance(error, OSError) and is_output_lost():
            print(words("cli.output_lost", cause=error.strerror or error), file=sys.stderr)
            return 1
        for line in failures.lines(error, words):
            print(line, file=sys.stderr)
        if isinstance(error, InvalidRecords):
            print(words("build.refused_count", count=len(error.problems)), file=sys.stderr)
    return 1


def is_output_lost() -> bool:
    """Whether what was printed cannot be written, for want of room or of a reader; then it is dropped.

    An empty line is printed to find out, because unbuffered output forgets what it could not write. If nothing were
    dropped, Python would try again at exit, and report the failure in its own words.
    """
    try:
        print(flush=True)
    except OSError:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        return True
    return False
