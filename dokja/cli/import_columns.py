"""Column mappings of tables on the command line: display and corrections."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from dokja.cli import import_sheets
from dokja.i18n.text import LANGUAGES, Words
from dokja.ingest import sandbox
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.sandbox import Answer
from dokja.ingest.staging import saved_mappings
from dokja.ingest.staging.saved_mappings import Remembered
from dokja.ingest.tables.file_tables import NOT_READ
from dokja.ingest.tables.layout import Layout
from dokja.ingest.tables.mapping import ColumnMapping
from dokja.ingest.tables.resolved_layout import CORRECTABLE, GIVEN, MISFIT, faults
from dokja.ingest.values.vocabulary import ROLES, normal
from dokja.records import editors, store
from dokja.records.commit import Refused
from dokja.records.problems import printable


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the arguments that correct how tables are read."""
    for name, form in (("column", "HEADER=ROLE"), ("header-row", "SHEET=ROW"), ("sheet", "NAME")):
        describe_columns = words(f"cli.import_{name.replace('-', '_')}")
        parser.add_argument(f"--{name}", action="append", default=[], metavar=form, help=describe_columns)


def read(
    contents: Sequence[Content], given: argparse.Namespace, words: Words
) -> tuple[Answer, dict[str, Layout]]:
    """Read the files with stored layouts and the given sheets, header rows and columns; print how tables are read.

    Returns the answer and the corrected layouts by shape, the latest last. Raises Refused for corrections that do not
    fit, Unreadable for a file.
    """
    known, damaged = saved_mappings.recall(store.home())
    for problem in damaged:
        print(problem.message(words.language))
    layouts = saved_mappings.layouts(known)
    changed: dict[str, Layout] = {}
    answer = sandbox.ask(contents, layouts)
    for correct in (
        partial(import_sheets.chosen, names=given.sheet),
        partial(import_sheets.with_headers, given=given.header_row, layouts=layouts),
        partial(corrected, corrections=given.column),
    ):
        if more := correct(answer.mappings, words=words):
            changed = saved_mappings.latest_last(changed, more)
            answer = sandbox.ask(contents, saved_mappings.latest_last(layouts, changed))
    for one in answer.mappings:
        for line in describe_columns(one, {} if one.shape in changed else known, words):
            print(printable(line))
    if answer.problem:
        raise Unreadable(answer.problem)
    return answer, changed


def corrected(
    mappings: Sequence[ColumnMapping], corrections: Sequence[str], words: Words
) -> dict[str, Layout]:
    """Layouts by shape with the roles of the named headers replaced. Raises Refused if a correction does not fit."""
    wanted = dict(split(one, words) for one in corrections)
    mappings = [one for one in mappings if one.how in CORRECTABLE]
    headers = {header for one in mappings for header, _ in one.layout.roles if header}
    for header in wanted:
        if header not in {normal(one) for one in headers}:
            raise Refused("mapping.no_such_header", header=header, headers=", ".join(sorted(headers)))
    changed = {}
    for one in mappings:
        roles = [wanted.get(normal(header), role) for header, role in one.layout.roles]
        layout = one.corrected(roles)
        if layout != replace(one.layout, kind=layout.kind):
            if wrong := faults(layout):
                raise Refused("mapping.faults", file=one.path, roles=role_names(wrong, words))
            changed[one.shape] = layout
    return changed


def split(correction: str, words: Words) -> tuple[str, str]:
    """Normalised header and role of HEADER=ROLE; the role is a key or a display name. Raises Refused."""
    header, sign, said = correction.rpartition("=")
    names = {normal(Words(language)(f"role.{role}")): role for role in ROLES for language in LANGUAGES}
    role = said.strip() if said.strip() in ROLES else names.get(normal(said))
    if not sign or not header or role is None:
        raise Refused("mapping.bad_column", column=correction, roles=", ".join(ROLES))
    return normal(header), role


def describe_columns(one: ColumnMapping, known: Mapping[str, Remembered], words: Words) -> list[str]:
    """How a table is read: one line per column, with sample values."""
    layout, file = one.layout, import_sheets.place(one, words)
    if one.how in NOT_READ:
        return [f"{file}: {words(f'mapping.state_{one.how}')}"]
    kind = words(f"layout_kind.{layout.kind}")
    lines = [words("mapping.title", file=file, kind=kind, row=one.header.row)]
    for (header, role), examples in zip(layout.roles, one.examples, strict=True):
        lines.append(f"  {header or '–'} → {words(f'role.{role}')} ({role})  {', '.join(examples)}")
    if one.how == MISFIT:
        lines.append(words("mapping.misfit"))
    elif one.how == GIVEN and one.shape in known:
        by = known[one.shape]
        lines.append(
            words(
                "mapping.remembered", date=words.date(by.on), person=editors.describe_recorder(by.by, words)
            )
        )
    return lines


def role_names(roles: Sequence[str], words: Words) -> str:
    """Display names of roles."""
    return words.join([words(f"role.{role}") for role in roles])


def keep(changed: Mapping[str, Layout], by: str, words: Words) -> int:
    """Store the corrections; exit status 1, with the reason printed, if they cannot be: the batch stays recorded."""
    try:
        saved_mappings.remember(store.home(), changed, by)
    except OSError as error:
        print(words("mapping.not_kept", cause=error.strerror or error), file=sys.stderr)
        return 1
    return 0
