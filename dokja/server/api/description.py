"""Describes the addresses for programs: OpenAPI for all of them, CSVW for each CSV file, a data package of the records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dokja.i18n.text import Words
from dokja.records import data_package, store
from dokja.server.api.datasets import Column, Dataset
from dokja.server.api.question import FORMATS, LARGEST_LIMIT, filterable

PREFIX = "/api/v1"
JSON_TYPES = {"BOOLEAN": "boolean", "DOUBLE": "number", "FLOAT": "number"}
CSVW_TYPES = {"BOOLEAN": "boolean", "DOUBLE": "double", "FLOAT": "double", "DATE": "date"}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "ko": {"$ref": "#/components/schemas/ProblemText"},
        "en": {"$ref": "#/components/schemas/ProblemText"},
    },
}
PROBLEM_TEXT = {
    "type": "object",
    "required": ["title", "detail"],
    "properties": {"title": {"type": "string"}, "detail": {"type": "string"}},
}


def openapi(known: Mapping[str, Dataset], words: Words, server: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the datasets, with the comments of their columns."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": words("app.title"),
            "version": "1",
            "description": words("api.description"),
            "license": {"name": words("footer.licence")},
        },
        "servers": [{"url": server}],
        "paths": {f"{PREFIX}/{name}.{{format}}": path(one, words) for name, one in known.items()},
        "components": {"schemas": {"Problem": PROBLEM, "ProblemText": PROBLEM_TEXT}},
    }


def path(one: Dataset, words: Words) -> dict[str, Any]:
    """A dataset's entry: its parameters and answers."""
    rows = {"type": "array", "items": {"type": "object", "properties": properties(one)}}
    envelope = {
        "type": "object",
        "required": [
            "data_version",
            "published_on",
            "citation",
            "licence",
            "filters",
            "truncated",
            "sources",
            "rows",
        ],
        "properties": {
            **{key: {"type": "string"} for key in ("data_version", "published_on", "citation", "licence")},
            "filters": {"type": "object"},
            "truncated": {"type": "boolean"},
            "sources": {"type": "array", "items": {"type": "object"}},
            "rows": rows,
        },
    }
    content: dict[str, Any] = {kind.partition(";")[0]: {} for kind in FORMATS.values()}
    content["application/json"] = {"schema": envelope}
    return {
        "get": {
            "operationId": one.name,
            "summary": one.comment,
            "parameters": parameters(one, words),
            "responses": {
                "200": {"description": one.comment, "content": content},
                "304": {"description": words("api.unchanged")},
                **{status: problem(words(f"api.status_{status}")) for status in ("400", "404", "429", "503")},
            },
        }
    }


def parameters(one: Dataset, words: Words) -> list[dict[str, Any]]:
    """The format, the part of the rows, and a filter for each column."""
    whole = {"type": "integer", "minimum": 0, "maximum": 999_999_999}
    limit = {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT}
    texts = {"type": "array", "items": {"type": "string"}}
    return [
        {"name": "format", "in": "path", "required": True, "schema": {"type": "string", "enum": [*FORMATS]}},
        {"name": "limit", "in": "query", "description": words("api.limit"), "schema": limit},
        {"name": "offset", "in": "query", "description": words("api.offset"), "schema": whole},
        *(
            {"name": name, "in": "query", "description": one.columns[name].comment, "schema": texts}
            for name in filterable(one)
        ),
    ]


def problem(description: str) -> dict[str, Any]:
    """An answer that says what is wrong."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {"application/problem+json": {"schema": schema}}}


def properties(one: Dataset) -> dict[str, Any]:
    """The columns as properties of a JSON object; each can be null."""
    return {
        name: {"description": column.comment, **json_type(column)} for name, column in one.columns.items()
    }


def json_type(column: Column) -> dict[str, Any]:
    """The JSON type of a column."""
    if column.is_nested:
        return {}
    kind = "number" if column.is_decimal else "integer" if column.is_whole else "string"
    return {"type": [JSON_TYPES.get(column.kind, kind), "null"]}


def csvw(one: Dataset, words: Words) -> dict[str, Any]:
    """Metadata of a dataset's CSV file after the W3C's CSV on the Web."""
    columns = [
        {"name": name, "titles": name, "dc:description": column.comment, "datatype": csvw_type(column)}
        for name, column in one.columns.items()
    ]
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": f"{one.name}.csv",
        "dc:title": one.comment,
        "dc:license": words("footer.licence"),
        "tableSchema": {"columns": columns},
    }


def csvw_type(column: Column) -> str:
    """The CSVW datatype of a column."""
    if column.is_nested:
        return "json"
    if column.is_decimal:
        return "decimal"
    return CSVW_TYPES.get(column.kind, "integer" if column.is_whole else "string")


def package(address: str) -> dict[str, Any]:
    """The data package of the records, each resource at its address."""
    whole = data_package.read(store.records_folder())
    resources = [
        {**one, "path": f"{address}{PREFIX}/{one['name']}.csv", "mediatype": "text/csv", "encoding": "utf-8"}
        for one in whole["resources"]
    ]
    return {**whole, "resources": resources}
