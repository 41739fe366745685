"""A document as Markdown: pictures are left out, texts are escaped so that none of them is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dokja.export.documents import untrusted
from dokja.export.documents.document import Document, Grid, Part

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!$])")


def write(document: Document) -> bytes:
    """The document as CommonMark with tables, in UTF-8."""
    return ("\n\n".join(blocks(document)) + "\n").encode()


def blocks(document: Document) -> Iterator[str]:
    """The blocks of a document in order."""
    labels = document.labels
    yield f"# {plain(document.title)}"
    yield plain(document.dated)
    if document.remark:
        yield f"> **{labels['remark']}** {plain(document.remark)}"
    for part in document.parts:
        yield from of_part(part, document)
    if document.sources:
        yield f"## {labels['sources']}"
        yield "\n".join(
            f"{one.number}. {plain(one.text)} {link(one.address)}".rstrip() for one in document.sources
        )
    yield plain(document.origin)


def of_part(part: Part, document: Document) -> Iterator[str]:
    """The blocks of a part; its title is left out where it is the document's."""
    labels = document.labels
    if part.title and part.title != document.title:
        yield f"## {plain(part.title)}"
    if part.remark:
        yield f"> **{labels['remark']}** {plain(part.remark)}"
    yield from map(plain, part.sentences)
    if part.measure:
        yield f"{labels['measure']}: {plain(part.measure)}"
    if part.grid:
        yield table(part.grid)
        yield from map(plain, part.grid.told(labels))
    if part.limits:
        yield "\n".join([f"> **{labels['limits']}**", *(f"> - {plain(text)}" for text in part.limits)])
    if part.sources:
        yield f"{labels['source']}: {' '.join(f'[{number}]' for number in part.sources)}"
    if part.address:
        yield f"{labels['address']}: {link(part.address)}"


def table(grid: Grid) -> str:
    """A table; columns of numbers are aligned to the right."""
    rule = ["---:" if numeric else "---" for numeric in grid.numeric]
    rows: Sequence[Sequence[str]] = [
        list(map(plain, grid.header)),
        rule,
        *(list(map(plain, row)) for row in grid.rows),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def plain(text: str) -> str:
    """text on one line, with everything escaped that could be markup."""
    return MARKUP.sub(r"\\\1", " ".join(untrusted.plain(text).split()))


def link(address: str) -> str:
    """An http(s) address as a link; blank for any other."""
    return f"<{found}>" if (found := untrusted.target(address)) else ""
