"""Typesets a document as PDF/UA-1 in a child process, because the native library may crash or take very long.

The texts reach the template as one JSON value, so none of them is ever code. Both see no file but those beside the
template, and no network.
"""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from dokja.export.child import ChildFailed, made_by, mapped
from dokja.export.documents import columns
from dokja.export.documents.document import Document, Drawn, Grid
from dokja.export.documents.untrusted import plain, target

FONTS = Path(__file__).resolve().parents[2] / "fonts"
TEMPLATE = Path(__file__).resolve().parent / "templates" / "briefing.typ"
SECONDS = 60
ROOM = 470.55
"""Width of the text in points: 166 mm."""
NOWHERE = "http://127.0.0.1:9"
OFFLINE = dict.fromkeys(
    ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"), NOWHERE
)
"""Proxies that lead nowhere, so that a template that asks for a package of typst's network gets none."""
UNDRAWABLE = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
ROUNDS = 5


class TypesettingFailed(ChildFailed):
    """A PDF could not be made; the message is the end of the child's error output."""


def write(document: Document, template: Path | None = None) -> bytes:
    """The document as PDF by our template or an office's own (.typ). Raises TypesettingFailed, also after SECONDS.

    A template of an office sees the files beside it, such as a logo and fonts.
    """
    task = {"template": str((template or TEMPLATE).resolve()), "document": values(document)}
    return made_by(
        "dokja.export.documents.pdf",
        task=json.dumps(task).encode(),
        seconds=SECONDS,
        failure=TypesettingFailed,
        environment=OFFLINE,
    )


def values(document: Document) -> dict[str, Any]:
    """What a template gets: the fields of the document, and what it could not work out itself."""
    named = {field: value for field, value in vars(document).items() if field not in ("parts", "sources")}
    parts = [
        {
            **vars(part),
            "drawn": part.drawn and picture(part.drawn),
            "grid": part.grid and table(part.grid, document.labels),
            "target": target(part.address),
        }
        for part in document.parts
    ]
    sources = [{**asdict(source), "target": target(source.address)} for source in document.sources]
    return dict(mapped({**named, "parts": parts, "sources": sources}, plain))


def picture(drawn: Drawn) -> dict[str, Any]:
    """A picture without its dots."""
    return {**vars(drawn), "png": None, "svg": drawn.svg.decode()}


def table(grid: Grid, labels: Mapping[str, str]) -> dict[str, Any]:
    """A table with the widths of its columns, the size of its letters, and which of its rows are high."""
    shares = columns.shares(grid, ROOM)
    measures = {"shares": shares, "letters": columns.letters(grid), "tall": columns.tall(grid, shares, ROOM)}
    return {**vars(grid), **measures, "remarks": grid.told(labels)}


def main() -> None:
    """Entry point of the child: typeset the task from stdin.

    PDF/UA allows no letter that no font has. Which ones these are is known only from the typesetter, which names all it
    meets: they are replaced, and it is run again.
    """
    import typst

    task = json.load(sys.stdin)
    document = task["document"]
    for _ in range(ROUNDS):
        try:
            sys.stdout.buffer.write(typeset(Path(task["template"]), document))
            return
        except typst.TypstError as error:
            missing = {ESCAPE.sub(named, text) for text in UNDRAWABLE.findall(error.diagnostic)}
            if not missing:
                sys.exit(error.diagnostic)
            document = mapped(document, partial(without, missing))
    sys.exit("letters that no font has remain")


def typeset(template: Path, document: Mapping[str, Any]) -> bytes:
    """The PDF of a document. An office's template may use the fonts of the machine and those beside it, ours only our own."""
    import typst

    return typst.compile(
        template,
        root=template.parent,
        font_paths=[FONTS, template.parent],
        ignore_system_fonts=template == TEMPLATE,
        sys_inputs={"document": json.dumps(document)},
        pdf_standards="ua-1",
        package_path=Path(os.devnull),
        package_cache_path=Path(os.devnull),
    )


def named(escape: re.Match[str]) -> str:
    """The letter that an escape of the typesetter stands for."""
    return chr(int(escape[1], 16))


def without(missing: Collection[str], text: str) -> str:
    """A text with letters replaced, and those dropped that are invisible anyway."""
    for letter in missing:
        is_invisible = all(unicodedata.category(sign) == "Cf" for sign in letter)
        text = text.replace(letter, "" if is_invisible else "\N{REPLACEMENT CHARACTER}")
    return text


if __name__ == "__main__":
    main()
