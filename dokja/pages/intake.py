"""What would a file of new results change, and shall it be recorded?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dokja import editors, intake, matching, preview
from dokja.importers import child
from dokja.importers.content import Content, Unreadable
from dokja.importers.reading import Reading
from dokja.markup import plain
from dokja.matching import NEW
from dokja.page import Page
from dokja.pages import columns
from dokja.preview import Origin, Preview, Question
from dokja.problems import InvalidRecords, Problem
from dokja.tables import Table


def show(page: Page) -> None:
    """Sign-in, file or pasted table, source, preview, one confirmation."""
    words = page.words
    page.heading(words("intake.title"), words("intake.answer"))
    if not editors.can_sign_in():
        page.note(words("intake.no_sign_in"))
        return
    try:
        editor = editors.require()
    except editors.NotAnEditor:
        ask_to_sign_in(page)
        return
    signed(page, editor)
    contents = given(page)
    origin = origin_of(page)
    if not contents:
        page.note(words("intake.nothing_given"))
        return
    readings = read(page, contents)
    if readings is None or origin is None:
        return
    answers = st.session_state.setdefault("intake-answers", {})
    found = preview.look(readings, origin, answers, preview.tables_of(page.store))
    tell(page, found)
    if found.questions:
        ask(page, found.questions, answers)
        return
    confirm(page, found, contents)


def ask_to_sign_in(page: Page) -> None:
    """Sign-in for those who have not, a word for those who are no editors."""
    if address := editors.signed_in():
        page.note(page.words("intake.no_editor", person=address), warning=True)
        st.button(page.words("intake.sign_out"), on_click=st.logout)
        return
    page.note(page.words("intake.sign_in_first"))
    st.button(page.words("intake.sign_in"), on_click=st.login)


def signed(page: Page, editor: str) -> None:
    """Who is signed in, and what was just recorded."""
    page.note(page.words("intake.signed_in", person=editor))
    st.button(page.words("intake.sign_out"), on_click=st.logout)
    if done := st.session_state.pop("intake-done", None):
        st.success(page.words("intake.done", batch=done))


def given(page: Page) -> list[Content]:
    """The files or the pasted table."""
    words = page.words
    files = st.file_uploader(words("intake.files"), accept_multiple_files=True, key="intake-files")
    pasted = st.text_area(words("intake.paste"), key="intake-paste", height=160)
    contents = [Content(f"{number}/{file.name}", file.getvalue()) for number, file in enumerate(files)]
    if pasted.strip():
        contents.append(Content(words("intake.pasted_name"), pasted.encode()))
    return contents


def origin_of(page: Page) -> Origin | None:
    """The source that the editor chose or describes, who measured and in which mode; None until it is whole."""
    words, names = page.words, page.names
    with st.container(horizontal=True, vertical_alignment="bottom"):
        source_id = st.selectbox(
            words("intake.source"),
            [NEW, *names.sources],
            format_func=lambda key: words("intake.new_source") if key == NEW else names.source(key),
            key="intake-source",
        )
        reporter = st.selectbox(
            words("intake.reporter"),
            [None, *names.teams],
            format_func=lambda key: names.team(key) if key else words("intake.as_in_file"),
            key="intake-reporter",
        )
        mode = st.selectbox(
            words("intake.mode"),
            [None, *preview.MODES],
            format_func=lambda key: words(f"mode.{key}") if key else words("intake.as_in_file"),
            key="intake-mode",
        )
    if source_id != NEW:
        return Origin(names.sources[source_id], reporter, mode)
    source = new_source(page)
    return Origin(source, reporter, mode, is_new=True) if source else None


def new_source(page: Page) -> dict[str, Any] | None:
    """A source as the editor describes it; None, and what is missing is said, until it is whole."""
    words = page.words
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(words("intake.source_title"), max_chars=200, key="intake-title")
        publisher = st.text_input(words("intake.source_publisher"), max_chars=120, key="intake-publisher")
        url = st.text_input(
            words("intake.source_url"), max_chars=400, key="intake-url", placeholder="https://"
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.text_input(
            words("intake.source_day"), max_chars=10, key="intake-day", placeholder="2026-08-31"
        )
        kind = st.selectbox(
            words("intake.source_kind"),
            preview.SOURCE_KINDS,
            format_func=lambda key: words(f"source_kind.{key}"),
            key="intake-kind",
        )
    if not (title and publisher and url.startswith(("https://", "http://"))):
        page.note(words("intake.source_incomplete"))
        return None
    if not is_day(day) or day > str(date.today()):
        page.note(words("intake.source_bad_day"), warning=True)
        return None
    return {
        "source_id": matching.slug(f"{title} {day}"),
        "title_ko": title,
        "title_en": title,
        "publisher_ko": publisher,
        "publisher_en": publisher,
        "url": url,
        "published_on": day,
        "kind": kind,
        "read": "direct",
    }


def is_day(text: str) -> bool:
    """Whether a text is an ISO day."""
    try:
        return str(date.fromisoformat(text)) == text
    except ValueError:
        return False


def read(page: Page, contents: Sequence[Content]) -> list[Reading] | None:
    """What the files say, kept for the next rerun; None where one cannot be read, and why is said."""
    key = tuple((content.path, hash(content.data)) for content in contents)
    if st.session_state.get("intake-key") != key:
        with st.spinner(page.words("intake.reading")):
            try:
                st.session_state["intake-readings"] = child.read(contents)
            except Unreadable as error:
                page.note(error.problem.message(page.words.language), warning=True)
                return None
        st.session_state["intake-key"] = key
        st.session_state["intake-answers"] = {}
    readings: list[Reading] = st.session_state["intake-readings"]
    return readings


def tell(page: Page, found: Preview) -> None:
    """What is new, the same, contradicting, refused and left out, row by row."""
    words = page.words
    counts = words.join(
        [f"{words(f'preview.{status}')} {count}" for status, count in sorted(found.counts.items())]
    )
    page.section(
        words("intake.preview"),
        words("preview.counts", counts=counts or "0", left=len(found.left_out), bad=len(found.problems)),
    )
    if found.rows.height:
        page.table("intake-rows", Table(words("intake.rows.caption"), row_columns(page), found.rows), [])
    if found.problems:
        page.table(
            "intake-problems",
            Table(words("intake.problems.caption"), problem_columns(page), problems(page, found.problems)),
            [],
        )
    if found.left_out:
        page.table(
            "intake-left", Table(words("intake.left.caption"), left_columns(page), left_out(page, found)), []
        )
    matched = [one for one in (*found.models, *found.benchmarks) if one.how != "name"]
    if matched:
        rows = pl.DataFrame([{"name": one.name, "how": one.how, "key": one.key} for one in matched])
        page.table("intake-names", Table(words("intake.names.caption"), name_columns(page), rows), [])


def row_columns(page: Page) -> list[Any]:
    """Columns of the numbers."""

    def known(row: Any) -> str | None:
        told = [f"{one['score_text']} ({page.names.team(one['reporter_id'])})" for one in row["known"] or []]
        return page.words.join(told) or None

    return [
        columns.text(page, "intake.column.place", lambda row: str(row["row"] or row["place"])),
        columns.words_for(page, "intake.column.status", "status", "preview"),
        columns.text(page, "column.model", lambda row: row["model"]),
        columns.text(page, "column.benchmark", lambda row: row["benchmark"]),
        columns.text(page, "column.setting", lambda row: page.names.setting(row) or None),
        columns.text(page, "column.score", lambda row: row["score_text"]),
        columns.text(page, "intake.column.known", known),
    ]


def problem_columns(page: Page) -> list[Any]:
    """Columns of what is refused."""
    return [columns.text(page, "intake.column.problem", lambda row: row["text"])]


def problems(page: Page, found: Sequence[Problem]) -> pl.DataFrame:
    """What is refused, in words."""
    return pl.DataFrame([{"text": one.message(page.words.language)} for one in found])


def left_columns(page: Page) -> list[Any]:
    """Columns of what was left out."""
    return [
        columns.text(page, "intake.column.place", lambda row: row["place"]),
        columns.text(page, "intake.column.text", lambda row: row["text"]),
        columns.text(page, "intake.column.why", lambda row: row["why"]),
    ]


def left_out(page: Page, found: Preview) -> pl.DataFrame:
    """What was left out, in words."""
    return pl.DataFrame(
        [
            {
                "place": " · ".join(str(part) for part in (one.row, one.place) if part) or "–",
                "text": one.text,
                "why": page.words(f"left_out.{one.reason}"),
            }
            for _, one in found.left_out
        ]
    )


def name_columns(page: Page) -> list[Any]:
    """Columns of names that are no plain names of records."""
    return [
        columns.text(page, "intake.column.name", lambda row: row["name"]),
        columns.text(page, "intake.column.how", lambda row: page.words(f"preview.match_{row['how']}")),
        columns.text(page, "intake.column.key", lambda row: row["key"]),
    ]


def ask(page: Page, questions: Sequence[Question], answers: dict[str, str]) -> None:
    """Everything that has to be asked, in one form."""
    words = page.words
    page.section(words("intake.questions"))
    with st.form("intake-questions"):
        said = {one.key: one_answer(page, one) for one in questions if one.key != "reporter"}
        for one in questions:
            if one.key == "reporter":
                page.note(words("intake.choose_reporter"), warning=True)
        if st.form_submit_button(words("intake.answer_all")):
            answers |= {key: value for key, value in said.items() if value}
            st.rerun()


def one_answer(page: Page, question: Question) -> str | None:
    """The answer to one question, chosen or written."""
    words = page.words
    label = plain(words(f"question.{question.what}", name=question.name, examples=question.examples))
    key = f"intake-{question.key}"
    if not question.options:
        return st.text_input(label, max_chars=120, key=key)
    named = page.names.models | page.names.benchmarks

    def shown(option: str) -> str:
        return words.name(named[option]) if option in named else words(f"intake.option.{option}")

    return st.selectbox(
        label, question.options, index=None, format_func=shown, key=key, placeholder=words("intake.choose")
    )


def confirm(page: Page, found: Preview, contents: Sequence[Content]) -> None:
    """One confirmation with a reason; who may is checked again where the change is made."""
    words = page.words
    page.section(words("intake.confirm"))
    skip = not found.problems or st.checkbox(
        words("intake.skip_bad", count=len(found.problems)), key="intake-skip"
    )
    reason = st.text_input(words("intake.reason"), max_chars=300, key="intake-reason")
    if not st.button(words("intake.record"), disabled=not skip):
        return
    with st.status(words("build.running")) as status:
        bar = st.progress(0.0)
        try:
            batch = intake.record(
                found,
                contents,
                editors.require(),
                reason,
                lambda step, share: advance(bar, share, words(f"build.{step}")),
            )
        except (intake.Refused, InvalidRecords, editors.NotAnEditor) as error:
            status.update(label=words("intake.refused"), state="error")
            page.note(why(page, error), warning=True)
            return
    st.session_state["intake-done"] = batch.batch_id
    st.rerun()


def advance(bar: Any, share: float, text: str) -> None:
    """Move the bar to a share with a text."""
    bar.progress(share, text)


def why(page: Page, error: Exception) -> str:
    """Why nothing was recorded, in words."""
    if isinstance(error, intake.Refused):
        return page.words(error.rule, **error.values)
    if isinstance(error, InvalidRecords):
        return " ".join(problem.message(page.words.language) for problem in error.problems[:20])
    return page.words("intake.sign_in_first")
