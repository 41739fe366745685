"""A document independent of its format: what a briefing says, in the order in which it says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Drawn:
    """A chart as PNG with 200 dots to an inch and as SVG, its size in points, and its description for those who do not see it."""

    png: bytes
    svg: bytes
    width: float
    height: float
    description: str


@dataclass(frozen=True)
class Grid:
    """A table of texts: caption, headers, rows, which columns hold numbers, and remarks on what has been left out of it.

    Each row has as many cells as header; a missing value says so in words. Where the rows are the first of a longer table,
    n_rows says how many that has.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[bool]
    remarks: Sequence[str] = ()
    n_rows: int = 0

    def told(self, labels: Mapping[str, str], shown: int | None = None) -> list[str]:
        """The remarks, and a sentence if only the first rows are shown (default: all that are here)."""
        shown = len(self.rows) if shown is None else shown
        count = max(self.n_rows, len(self.rows))
        cut = labels["rows_cut"].format(count=f"{count:,}", shown=f"{shown:,}")
        return [*self.remarks, cut] if shown < count else [*self.remarks]


@dataclass(frozen=True)
class Part:
    """A titled part of a document; whatever is blank is left out.

    sentences are computed by the dashboard; remark is what the person who made the document says, which stands apart
    from them. limits is what has to be said beside the numbers, in a box. sources are numbers of Document.sources.
    address leads to the view that the part was taken from.
    """

    title: str
    sentences: Sequence[str] = ()
    remark: str = ""
    measure: str = ""
    drawn: Drawn | None = None
    grid: Grid | None = None
    limits: Sequence[str] = ()
    sources: Sequence[int] = ()
    address: str = ""


@dataclass(frozen=True)
class Source:
    """A numbered source: its text (title, publisher, date, licence) and its address, which may be blank."""

    number: int
    text: str
    address: str


@dataclass(frozen=True)
class Document:
    """A whole document in one language (ko or en).

    dated is the line below the title (date of making, date and version of the data, who made it). labels holds the words
    that writers set before what they write, by the keys of LABELS.
    """

    language: str
    title: str
    dated: str
    remark: str
    parts: Sequence[Part]
    sources: Sequence[Source]
    origin: str
    labels: Mapping[str, str]


LABELS = ("remark", "limits", "sources", "source", "address", "measure", "page", "rows_cut")
"""What a writer names: the maker's own sentence, limits, the list of sources, sources of a part, its address, what its numbers
measure, "page" in the footer, and a sentence with the places {count} and {shown} for rows that have no room."""
