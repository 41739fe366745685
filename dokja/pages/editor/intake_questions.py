"""The questions to answer before an import can be recorded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dokja.ingest.staging.import_questions import Question
from dokja.ingest.staging.matching import NEW
from dokja.ingest.staging.new_source import SAME_ADDRESS, SAME_TITLE
from dokja.ui import html
from dokja.ui.page import Page

SOURCE_QUESTIONS = (SAME_TITLE, SAME_ADDRESS)


def ask(page: Page, questions: Sequence[Question], answers: dict[str, str]) -> None:
    """Show all questions in one form; submitted answers are added to answers."""
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
    """The answer to one question, selected or typed; None if not yet given."""
    words = page.words
    label = html.plain(words(f"question.{question.what}", name=question.name, examples=question.examples))
    key = f"intake-{question.key}"
    if not question.options:
        return st.text_input(label, max_chars=120, key=key)
    named = page.names.models | page.names.benchmarks

    def shown(option: str) -> str:
        if question.what in SOURCE_QUESTIONS:
            return words("intake.new_source") if option == NEW else page.names.source(option)
        if question.what == "organisation":
            return page.names.team(option) if option in page.names.teams else page.names.country(option)
        return words.name(named[option]) if option in named else words(f"intake.option.{option}")

    return st.selectbox(
        label, question.options, index=None, format_func=shown, key=key, placeholder=words("intake.choose")
    )
