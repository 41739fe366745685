"""What would a file of new results change, and shall it be recorded?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dokja import editors, intake, preview, remembered, store
from dokja.importers.child import Answer
from dokja.importers.content import Content
from dokja.page import Page
from dokja.pages import intake_columns, intake_files, intake_preview, intake_questions, intake_source
from dokja.preview import Origin, Preview
from dokja.problems import InvalidRecords


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
    contents, pasted = intake_files.given(page)
    origin = intake_source.origin_of(page)
    if not contents:
        page.note(words("intake.nothing_given"))
        return
    answer = heard(page, contents, pasted)
    if answer is None or origin is None:
        return
    answers = st.session_state.setdefault("intake-answers", {})
    found = looked(page, answer, origin, answers)
    intake_preview.tell(page, found)
    if found.questions:
        intake_questions.ask(page, found.questions, answers)
        return
    confirm(page, found, contents)


def heard(page: Page, contents: Sequence[Content], pasted: str | None) -> Answer | None:
    """What the files say, and how their columns are taken; None where they cannot be read, and why is said."""
    memory = intake_files.known(page)
    answer = intake_files.read(page, contents, pasted, memory)
    if answer.pasted:
        intake_files.tell_pasted(page, answer.pasted)
    for mapping in answer.mappings:
        intake_columns.show(page, mapping, memory)
    if answer.problem:
        page.note(answer.problem.message(page.words.language), warning=True)
        return None
    return answer


def looked(page: Page, answer: Answer, origin: Origin, answers: Mapping[str, str]) -> Preview:
    """What the readings would change, worked out once for the same files, source, answers and records."""
    said = (sorted(origin.source.items(), key=str), origin.reporter_id, origin.mode, sorted(answers.items()))
    key = (st.session_state["intake-key"], repr(said), page.store.data_version)
    if st.session_state.get("intake-looked", (None,))[0] != key:
        found = preview.look(answer.readings, origin, answers, preview.tables_of(page.store))
        st.session_state["intake-looked"] = (key, found)
    kept: Preview = st.session_state["intake-looked"][1]
    return kept


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
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(page.words("intake.sign_out"), on_click=st.logout)
        page.note(page.words("intake.signed_in", person=editor))
    done = st.session_state.pop("intake-done", None)
    if done is not None:
        st.success(page.words("intake.done", count=page.words.number(done)))
    if cause := st.session_state.pop("intake-not-kept", None):
        page.note(page.words("mapping.not_kept", cause=cause), warning=True)


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
    st.session_state["intake-done"] = sum(found.counts.get(status, 0) for status in preview.ADDED)
    keep_columns(batch.recorded_by)
    intake_files.start_anew()
    st.rerun()


def keep_columns(editor: str) -> None:
    """Remember the corrected columns; where the disk does not take them, that is said with what was recorded."""
    try:
        remembered.remember(store.home(), intake_files.corrected(), editor)
    except OSError as error:
        st.session_state["intake-not-kept"] = error.strerror


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
