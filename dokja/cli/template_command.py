"""dokja template: writes the Excel template of a table."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dokja.cli.whole_file import write_whole
from dokja.editing import load_current, template_writer
from dokja.i18n.text import Words
from dokja.records import data_package, disk, store
from dokja.records.build import Progress


def add(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments of dokja template."""
    tables = sorted(data_package.resources(store.records_folder()))
    parser.add_argument("table", choices=tables, help=words("cli.template_table"))
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=words("cli.template_output"))
    parser.add_argument("--filled", action="store_true", help=words("cli.template_filled"))


def run(given: argparse.Namespace, words: Words, progress: Progress) -> int:
    """Write the template of a table; exit status 1 if the file cannot be written."""
    tables, spoken = load_current.records(words)
    records = tables[given.table].to_dicts() if given.filled else []
    file = given.output or Path(f"dokja-{given.table}.xlsx")
    try:
        write_whole(file, template_writer.write(given.table, spoken, tables, records))
    except OSError as error:
        text = "cli.no_room" if disk.is_full(error) else "cli.template_failed"
        print(words(text, file=file, cause=error.strerror), file=sys.stderr)
        return 1
    print(words("cli.template_done", file=file))
    return 0
