"""An imported file: its bytes, within limits, as text, JSON or YAML; nothing in it is executed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import yaml

from dokja.records.problems import Problem

MOST_BYTES = 256 * 2**20
MOST_DEPTH = 60
LONGEST_CELL = 2_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
BINARY = {
    b"DUCK": "database_file",
    b"SQLite format 3": "database_file",
    b"%PDF": "binary_file",
    b"\x89PNG": "binary_file",
    b"\xff\xd8\xff": "binary_file",
    b"GIF8": "binary_file",
    b"\x7fELF": "binary_file",
    b"PAR1": "binary_file",
    b"ARROW1": "binary_file",
    b"RIFF": "binary_file",
    b"{\\rtf": "binary_file",
    b"\x1f\x8b": "packed_file",
    b"7z\xbc\xaf\x27\x1c": "packed_file",
    b"Rar!": "packed_file",
    b"\xfd7zXZ": "packed_file",
    b"BZh": "packed_file",
    b"\x28\xb5\x2f\xfd": "packed_file",
    b"PK\x05\x06": "packed_file",
    b"\xd0\xcf\x11\xe0": "old_office_file",
    b"HWP Document File": "old_office_file",
}


class Unreadable(Exception):
    """A file that cannot be read; problem states the cause and the fix."""

    def __init__(self, problem: Problem):
        super().__init__(problem.rule)
        self.problem = problem


@dataclass(frozen=True)
class Content:
    """An imported file: its path as given (for messages and the model's folder name) and its bytes."""

    path: str
    data: bytes

    @property
    def name(self) -> str:
        """File name without its folder."""
        return PurePosixPath(self.path).name

    @property
    def folder(self) -> str:
        """The file's folder."""
        return str(PurePosixPath(self.path).parent)

    def check(self) -> None:
        """Raises Unreadable for an empty or oversized file, and for known binary formats other than zip."""
        if not re.sub(rb"\A(\xef\xbb\xbf|\xff\xfe|\xfe\xff)", b"", self.data).strip():
            raise self.unreadable("empty_file")
        if len(self.data) > MOST_BYTES:
            raise self.too_large()
        for start, rule in BINARY.items():
            if self.data.startswith(start) or self.data[8:12] == start == b"DUCK":
                raise self.unreadable(rule)

    def too_large(self) -> Unreadable:
        """The exception for a file that exceeds the size limit."""
        return self.unreadable("too_large", limit=f"{MOST_BYTES // 2**20} MB")

    def unreadable(
        self, rule: str, row: int | None = None, column: str | None = None, **details: str
    ) -> Unreadable:
        """The exception for a rule that this file breaks."""
        return Unreadable(Problem(self.path, rule, row, column, details=details))

    @property
    def is_archive(self) -> bool:
        """Whether the file is a zip archive, such as XLSX or .eval."""
        return self.data.startswith(b"PK\x03\x04")

    @cached_property
    def text(self) -> str:
        """The file as text: UTF-8 with or without BOM, UTF-16 with BOM, otherwise CP949; normalised to NFC.

        Raises Unreadable.
        """
        encodings = ["utf-8-sig", "cp949"]
        if self.data.startswith(UTF_16):
            encodings = ["utf-16"]
        for encoding in encodings:
            try:
                text = self.data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" in text:
                raise self.unreadable("nul", text[: text.index("\0")].count("\n") + 1)
            return unicodedata.normalize("NFC", text)
        raise self.unreadable("encoding_import")

    @cached_property
    def json(self) -> Any:
        """The file as JSON, with every number kept as written (NumberText).

        Raises Unreadable if it is malformed or nested too deeply, has conflicting values for a key, or contains NaN or
        Infinity.
        """
        if depth(self.text) > MOST_DEPTH:
            raise self.unreadable("too_deep", limit=str(MOST_DEPTH))
        try:
            return json.loads(
                self.text,
                parse_float=NumberText,
                parse_int=NumberText,
                parse_constant=self.refuse,
                object_pairs_hook=self.once,
            )
        except json.JSONDecodeError as error:
            raise self.unreadable("broken_json", error.lineno, str(error.colno)) from error

    def refuse(self, constant: str) -> Any:
        """Raises Unreadable for NaN and Infinity."""
        raise Unreadable(Problem(self.path, "not_finite", value=constant))

    def once(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Build a JSON object. Raises Unreadable if a key has conflicting values."""
        found = dict(pairs)
        if len(found) < len(pairs):
            for key, value in pairs:
                if value != found[key]:
                    raise self.unreadable("repeated_key", column=key)
        return found

    @cached_property
    def looks_like_json(self) -> bool:
        """Whether the file starts like a JSON object or list; the table of a wiki starts with {|."""
        start = self.data.lstrip(b"\xef\xbb\xbf \t\r\n")
        return not self.is_archive and start.startswith((b"{", b"[")) and not start.startswith(b"{|")

    @property
    def in_utf_8(self) -> Content:
        """The file, converted from UTF-16 to UTF-8 to make its bytes searchable. Raises Unreadable if malformed."""
        return replace(self, data=self.text.encode()) if self.data.startswith(UTF_16) else self

    @cached_property
    def yaml(self) -> Any:
        """The file as YAML with every scalar as text, without tags, anchors or aliases. Raises Unreadable."""
        return load_yaml(self, self.text)


class NumberText(str):
    """A number of a JSON file as written, with trailing zeros and all digits."""

    __slots__ = ()


class KeysOnce(yaml.BaseLoader):
    """YAML loader that keeps every scalar as text and rejects duplicate keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping. Raises RepeatedKey for a duplicate key."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise RepeatedKey(key.value, key.start_mark.line + 1)
            if isinstance(key, yaml.ScalarNode):
                seen.add(key.value)
        return super().construct_mapping(node, deep)


class RepeatedKey(yaml.YAMLError):
    """A duplicate key, with the row of its second occurrence."""

    def __init__(self, key: str, row: int):
        super().__init__(key)
        self.key, self.row = key, row


def load_yaml(content: Content, text: str) -> Any:
    """Parse YAML with every scalar as text. Raises Unreadable if it is malformed or contains aliases."""
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else None
                raise content.unreadable("yaml_alias", line)
        return yaml.load(text, Loader=KeysOnce)  # noqa: S506
    except RepeatedKey as error:
        raise content.unreadable("repeated_key", error.row, error.key) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        row = mark.line + 1 if mark else None
        raise content.unreadable("broken_yaml", row) from error
    except RecursionError as error:
        raise content.unreadable("too_deep", limit=str(MOST_DEPTH)) from error


def depth(text: str) -> int:
    """Maximum nesting depth of brackets in JSON text."""
    deepest = level = 0
    inside = escaped = False
    for sign in text:
        if escaped:
            escaped = False
        elif inside:
            escaped = sign == "\\"
            inside = sign != '"'
        elif sign == '"':
            inside = True
        elif sign in "{[":
            level += 1
            deepest = max(deepest, level)
        elif sign in "}]":
            level -= 1
    return deepest
