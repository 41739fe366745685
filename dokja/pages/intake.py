"""What would a file of new results change, and should it be recorded?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dokja.ingest import accept, truncate_reports
from dokja.ingest.content import Content
from dokja.ingest.formats import answers as answers_format
from dokja.ingest.sandbox import Answer
from dokja.ingest.staging import intake_words, preview, saved_mappings
from dokja.ingest.staging.import_questions import FEW, Question
from dokja.ingest.staging.origins import Origin
from dokja.ingest.staging.preview import Preview
from dokja.ingest.staging.question_words import QuestionWords
from dokja.pages.editor import (
    confirmation,
    intake_columns,
    intake_files,
    intake_preview,
    intake_question_table,
    intake_questions,
    intake_source,
    record_change,
)
from dokja.records import store
from dokja.ui.page import Page


def show(page: Page) -> None:
    """Show sign-in, file or pasted table, source, preview and confirmation."""
    words = page.words
    page.heading(words("intake.title"), words("intake.answer"))
    if confirmation.editor(page) is None:
        return
    not_kept(page)
    page.note(words("entry.link"))
    contents, pasted = intake_files.given(page)
    if contents:
        confirmation.forget()
    answer = heard(page, contents, pasted) if contents else None
    if answer and record_change.is_template(answer.readings):
        record_change.from_files(page, answer.readings, contents)
        return
    origin = intake_source.origin_of(page)
    if not contents:
        page.note(words("intake.nothing_given"))
        return
    if answer is None:
        return
    if origin is None:
        intake_preview.show_reading(page, answer.readings)
        return
    answers = st.session_state.setdefault("intake-answers", {})
    found = looked(page, answer, origin, answers)
    intake_preview.show_preview(page, found)
    if found.questions:
        ask(page, answer, origin, found.questions, answers)
        return
    if told := intake_words.origin(origin, found.origin, page.words):
        page.note(told)
    confirm(page, found, contents)


def ask(
    page: Page, answer: Answer, origin: Origin, questions: Sequence[Question], answers: dict[str, str]
) -> None:
    """Ask a few questions in a field each, many in one table, below what is wrong with earlier answers."""
    intake_question_table.show_problems(page)
    tables = preview.tables_of(page.store)
    spoken = QuestionWords(page.words, tables)
    if len(questions) <= FEW:
        intake_questions.ask(page, questions, answers, spoken)
        return
    intake_question_table.ask(
        page, questions, answers, lambda said: preview.look(answer.readings, origin, said, tables), spoken
    )


def heard(page: Page, contents: Sequence[Content], pasted: str | None) -> Answer | None:
    """Read the files and show their column mappings; None, with a note, if they cannot be read."""
    memory = intake_files.known(page)
    answer = intake_files.read(page, contents, pasted, memory)
    if answer.pasted:
        intake_files.note_losses(page, answer.pasted)
    intake_columns.show(page, answer.mappings, memory)
    if answer.problem:
        page.note(answer.problem.message(page.words.language), warning=True)
        return None
    for one in answer.readings:
        if one.format == answers_format.FORMAT:
            page.note(page.words("question_table.results_above", file=one.path), warning=True)
            return None
    return answer


def looked(page: Page, answer: Answer, origin: Origin, answers: Mapping[str, str]) -> Preview:
    """Preview of the readings, cached for the same files, source, answers and data version."""
    said = (
        sorted(origin.source.items(), key=str),
        (origin.reporter_id, origin.reporter, origin.mode),
        sorted(answers.items()),
    )
    key = (st.session_state["intake-key"], repr(said), page.store.data_version)
    if st.session_state.get("intake-looked", (None,))[0] != key:
        found = preview.look(answer.readings, origin, answers, preview.tables_of(page.store))
        st.session_state["intake-looked"] = (key, found)
    kept: Preview = st.session_state["intake-looked"][1]
    return kept


def not_kept(page: Page) -> None:
    """Report if the last import's corrected columns could not be stored."""
    if cause := st.session_state.pop("intake-not-kept", None):
        page.note(page.words("mapping.not_kept", cause=cause), warning=True)


def confirm(page: Page, found: Preview, contents: Sequence[Content]) -> None:
    """Ask for a single confirmation with a reason; permission is checked again when recording."""
    words = page.words
    page.section(words("intake.confirm"))
    skip = not found.problems or st.checkbox(
        words("intake.skip_bad", count=truncate_reports.total(found.problems)), key="intake-skip"
    )
    reason = st.text_input(words("intake.reason"), max_chars=300, key="intake-reason")
    if not st.button(words("intake.record"), disabled=not skip):
        return
    batch = confirmation.recorded(
        page, lambda editor, progress: accept.record(found, contents, editor, reason, progress)
    )
    if batch is None:
        return
    confirmation.remember(sum(found.counts.get(status, 0) for status in preview.ADDED), batch)
    keep_columns(batch.recorded_by)
    intake_files.start_anew()
    st.rerun()


def keep_columns(editor: str) -> None:
    """Store the corrected columns; a disk error is reported on the next run."""
    try:
        saved_mappings.remember(store.home(), intake_files.corrected(), editor)
    except OSError as error:
        st.session_state["intake-not-kept"] = error.strerror
