"""The files or pasted table that an editor provides, and their content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dokja.ingest import sandbox
from dokja.ingest.content import Content
from dokja.ingest.sandbox import Answer
from dokja.ingest.staging import saved_mappings
from dokja.ingest.staging.saved_mappings import Remembered
from dokja.ingest.tables.layout import Layout
from dokja.ingest.tables.readers.clipboard import Pasted
from dokja.records import store
from dokja.ui import html
from dokja.ui.page import Page
from dokja.ui.paste_box import paste_box

CORRECTED = "intake-corrected"
PROBLEMS = "intake-answer-problems"
"""What is wrong with the answers that were given last."""


def given(page: Page) -> tuple[list[Content], str | None]:
    """The files and the pasted table; also the latter's path if it is HTML, otherwise None."""
    words = page.words
    turn = st.session_state.get("intake-turn", 0)
    files = st.file_uploader(words("intake.files"), accept_multiple_files=True, key=f"intake-files-{turn}")
    pasted = paste_box(words("intake.paste"), words("intake.paste_help"), f"intake-paste-{turn}")
    contents: list[Content] = []
    for number, file in enumerate(files):
        taken = {one.path for one in contents}
        path = file.name if file.name not in taken else f"{number + 1}/{file.name}"
        contents.append(Content(path, file.getvalue()))
    name = words("intake.pasted_name")
    if pasted.html:
        return [*contents, Content(name, pasted.html.encode())], name
    if pasted.text.strip():
        contents.append(Content(name, pasted.text.encode()))
    return contents, None


def start_anew() -> None:
    """Reset the fields for the next file."""
    st.session_state["intake-turn"] = st.session_state.get("intake-turn", 0) + 1
    for key in ("intake-answer", "intake-key", CORRECTED, "intake-answers", PROBLEMS):
        st.session_state.pop(key, None)


def corrected() -> dict[str, Layout]:
    """The editor's corrected layouts by shape that are not recorded yet."""
    layouts: dict[str, Layout] = st.session_state.setdefault(CORRECTED, {})
    return layouts


def correct(shape: str, layout: Layout) -> None:
    """Make a layout the latest correction for its shape."""
    corrected().pop(shape, None)
    corrected()[shape] = layout


def layouts_of(memory: Mapping[str, Remembered]) -> dict[str, Layout]:
    """Stored layouts by shape, followed by the editor's corrections, the latest last."""
    return saved_mappings.latest_last(saved_mappings.layouts(memory), corrected())


def known(page: Page) -> Mapping[str, Remembered]:
    """Stored layouts by shape; damaged files are reported."""
    found, damaged = saved_mappings.recall(store.home())
    for problem in damaged:
        page.note(problem.message(page.words.language), warning=True)
    return found


def read(
    page: Page, contents: Sequence[Content], pasted: str | None, memory: Mapping[str, Remembered]
) -> Answer:
    """Read the files with stored and corrected layouts; the answer is cached for reruns."""
    layouts = layouts_of(memory)
    files = tuple((content.path, hash(content.data)) for content in contents)
    key = (files, pasted, tuple(layouts.items()))
    before = st.session_state.get("intake-key")
    if before != key:
        with st.spinner(page.words("intake.reading")):
            progress = progress_of(page, [content.path for content in contents])
            st.session_state["intake-answer"] = sandbox.ask(contents, layouts, pasted, progress)
        if before is None or before[0] != files:
            st.session_state["intake-answers"] = {}
            st.session_state.pop(PROBLEMS, None)
        st.session_state["intake-key"] = key
    answer: Answer = st.session_state["intake-answer"]
    return answer


def progress_of(page: Page, paths: Sequence[str]) -> sandbox.Progress:
    """Shows which of several files is being read."""
    place, words = st.empty(), page.words

    def show(number: int) -> None:
        if len(paths) > 1:
            file = html.plain(paths[number])
            text = words("intake.reading_file", number=number + 1, count=len(paths), file=file)
            place.progress(number / len(paths), text)

    return show


def note_losses(page: Page, pasted: Pasted) -> None:
    """State what was taken from a pasted page, and what was lost."""
    words = page.words
    sizes = words.join(
        [
            words("pasted.size", rows=words.number(rows), columns=words.number(columns))
            for rows, columns in pasted.sizes
        ]
    )
    page.section(
        words("pasted.taken", sizes=sizes),
        *(words(f"pasted.{kind}", count=words.number(count)) for kind, count in pasted.lost.items()),
        "" if pasted.lost else words("pasted.nothing_lost"),
    )
