"""A briefing as HWPX, DOCX, PPTX, PDF and Markdown: one model, one writer a format, on templates of the office."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from dokja.export.documents import docx, hwpx, markdown, pdf, pptx
from dokja.export.documents.document import Document

Write = Callable[[Document, Path | None], bytes]
OPEN_XML = "application/vnd.openxmlformats-officedocument"
WRITERS: dict[str, tuple[Write, str]] = {
    "hwpx": (hwpx.write, "application/hwp+zip"),
    "docx": (docx.write, f"{OPEN_XML}.wordprocessingml.document"),
    "pptx": (pptx.write, f"{OPEN_XML}.presentationml.presentation"),
    "pdf": (pdf.write, "application/pdf"),
    "md": (lambda document, template: markdown.write(document), "text/markdown; charset=utf-8"),
}
"""Writer and media type of each format, in the order of the buttons."""
TEMPLATES = "DOKJA_TEMPLATES"
"""Setting: a folder with the office's own briefing.hwpx, briefing.docx, briefing.pptx or briefing.typ."""
ENDINGS = {"pdf": "typ"}
"""Endings of templates that are written in another format than the document."""


def template(extension: str) -> Path | None:
    """The office's template for a format; None if there is none."""
    folder = os.environ.get(TEMPLATES)
    if not folder:
        return None
    file = Path(folder) / f"briefing.{ENDINGS.get(extension, extension)}"
    return file if file.is_file() else None
