"""The questions to answer before an import can be recorded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dokja.ingest.staging.import_questions import Question
from dokja.ingest.staging.matching import NEW
from dokja.ingest.staging.new_source import SAME_ADDRESS, SAME_TITLE
from dokja.pages.editor.intake_files import PROBLEMS
from dokja.records.labels import role_name
from dokja.ui import html
from dokja.ui.page import Page

SOURCE_QUESTIONS = (SAME_TITLE, SAME_ADDRESS)
NAMED_ORGANISATION = ("organisation", "measuring")


def ask(page: Page, questions: Sequence[Question], answers: dict[str, str]) -> None:
    """Show all questions in one form; submitted answers are added to answers."""
    words = page.words
    page.section(words("intake.questions"))
    with st.form("intake-questions"):
        said = {one.key: one_answer(page, one) for one in questions if one.key != "reporter"}
        for one in questions:
            if one.key == "reporter":
                page.note(words("intake.choose_reporter", count=words.number(one.count)), warning=True)
        if st.form_submit_button(words("intake.answer_all")):
            answers |= {key: value for key, value in said.items() if value}
            st.session_state.pop(PROBLEMS, None)
            st.rerun()


def one_answer(page: Page, question: Question) -> str | None:
    """The answer to one question, selected or typed; None if not yet given."""
    words = page.words
    label = html.plain(
        words(
            f"question.{question.what}",
            name=question.name,
            examples=question.examples,
            count=words.number(question.count),
        )
    )
    key = f"intake-{question.key}"
    if not question.options:
        return st.text_input(label, max_chars=120, key=key)
    named = page.names.models | page.names.benchmarks

    def shown(option: str) -> str:
        if question.what in SOURCE_QUESTIONS:
            return words("intake.new_source") if option == NEW else page.names.source(option)
        if question.what in NAMED_ORGANISATION:
            is_known = option in page.names.teams
            return page.names.team(option) if is_known else words(f"intake.organisation.{option}")
        if question.what == "country":
            return page.names.country(option)
        if question.what == "role":
            return role_name(option, words)
        return words.name(named[option]) if option in named else words(f"intake.option.{option}")

    return st.selectbox(
        label,
        options(page, question),
        index=None,
        format_func=shown,
        key=key,
        placeholder=words("intake.choose_country" if question.what == "country" else "intake.choose"),
        accept_new_options=question.what == "country",
    )


def options(page: Page, question: Question) -> list[str]:
    """The options of a question; for an organisation, all recorded ones follow those with a similar name."""
    others = page.names.teams if question.what in NAMED_ORGANISATION else ()
    return list(dict.fromkeys([*question.options, *others]))
