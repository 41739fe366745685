"""The questions to answer before an import can be recorded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dokja.ingest.staging.import_questions import REPORTER, Question
from dokja.ingest.staging.question_words import OF_ORGANISATION, QuestionWords
from dokja.pages.editor.intake_files import PROBLEMS
from dokja.ui import html
from dokja.ui.page import Page


def ask(page: Page, questions: Sequence[Question], answers: dict[str, str], spoken: QuestionWords) -> None:
    """Show all questions in one form; submitted answers are added to answers."""
    words = page.words
    page.section(words("intake.questions"))
    with st.form("intake-questions"):
        said = {one.key: one_answer(page, one, spoken) for one in questions if one.key != REPORTER}
        for one in questions:
            if one.key == REPORTER:
                page.note(words("intake.choose_reporter", count=words.number(one.count)), warning=True)
        if st.form_submit_button(words("intake.answer_all")):
            answers |= {key: value for key, value in said.items() if value}
            st.session_state.pop(PROBLEMS, None)
            st.rerun()


def one_answer(page: Page, question: Question, spoken: QuestionWords) -> str | None:
    """The answer to one question, selected or typed; None if not yet given."""
    words = page.words
    label, key = html.plain(question.text(words)), f"intake-{question.key}"
    if not question.options:
        return st.text_input(label, max_chars=120, key=key)
    return st.selectbox(
        label,
        options(page, question),
        index=None,
        format_func=lambda option: spoken.option(question, option),
        key=key,
        placeholder=words("intake.choose_country" if question.what == "country" else "intake.choose"),
        accept_new_options=question.what == "country",
    )


def options(page: Page, question: Question) -> list[str]:
    """The options of a question; for an organisation, all recorded ones follow those with a similar name."""
    others = page.names.teams if question.what in OF_ORGANISATION else ()
    return list(dict.fromkeys([*question.options, *others]))
