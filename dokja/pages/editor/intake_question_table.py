"""Many questions to answer before an import: one table, with proposals filled in, or the same as a file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import polars as pl
import streamlit as st

from dokja.export.guard import guard
from dokja.ingest import sandbox
from dokja.ingest.content import Content, Unreadable
from dokja.ingest.formats import answers as answers_format
from dokja.ingest.staging import question_file, question_rows
from dokja.ingest.staging.import_questions import REPORTER, Question
from dokja.ingest.staging.question_rows import QuestionRow
from dokja.ingest.staging.question_words import QuestionWords
from dokja.ingest.staging.settled_questions import AnswerRow, Look, canonical, settle
from dokja.pages.editor.intake_files import PROBLEMS
from dokja.records.problems import Problem
from dokja.ui import downloads
from dokja.ui.page import Page

TALLEST = 600
ROW_HEIGHT = 37
SHOWN = ("asked", "count", "options", "because", "answer")
MOST_PROBLEMS = 20


def ask(
    page: Page, questions: Sequence[Question], answers: dict[str, str], look: Look, spoken: QuestionWords
) -> None:
    """Show all questions in one table, offer it as a file and take the file back; answers are added to answers.

    Who measured is asked above on the page and has no row.
    """
    words = page.words
    page.section(words("intake.questions"), words("question_table.how"))
    for one in questions:
        if one.key == REPORTER:
            page.note(words("intake.choose_reporter", count=words.number(one.count)), warning=True)
    asked = [one for one in questions if one.key != REPORTER]
    rows = question_rows.rows(asked, spoken, {})
    downloads.offer_file(
        "questions",
        words("question_table.download"),
        partial(question_file.write, rows, words),
        "dokja-questions.xlsx",
    )
    in_table, in_file = from_table(page, rows), from_file(page)
    given = in_table if in_table is not None else in_file
    if given is None:
        return
    earlier = {key: said for key, said in answers.items() if canonical(key) not in {row.key for row in given}}
    found = settle(look, earlier, given, spoken)
    answers |= {key: said for key, said in found.taken.items() if key != REPORTER}
    st.session_state[PROBLEMS] = [*st.session_state.get(PROBLEMS, []), *found.problems]
    st.rerun()


def show_problems(page: Page) -> None:
    """What is wrong with the answers that were given last."""
    problems: list[Problem] = st.session_state.get(PROBLEMS, [])
    for problem in problems[:MOST_PROBLEMS]:
        page.note(problem.message(page.words.language), warning=True)
    if len(problems) > MOST_PROBLEMS:
        more = page.words.number(len(problems) - MOST_PROBLEMS)
        page.note(page.words("question_table.more_problems", count=more), warning=True)


def from_table(page: Page, rows: Sequence[QuestionRow]) -> list[AnswerRow] | None:
    """The answers in the table once they are handed in, without blank ones; None before."""
    words = page.words
    frame = pl.DataFrame(
        [
            [guard(row.asked), row.count or None, guard(row.options), guard(row.because), guard(row.answer)]
            for row in rows
        ],
        schema=dict(zip(SHOWN, (pl.String, pl.Int64, pl.String, pl.String, pl.String), strict=True)),
        orient="row",
    )
    with st.form("intake-question-table"):
        edited = st.data_editor(
            frame,
            key=f"intake-table-{hash(tuple(row.key for row in rows))}",
            hide_index=True,
            num_rows="fixed",
            column_order=("asked", "answer", "because", "options", "count"),
            disabled=[name for name in SHOWN if name != "answer"],
            height=min(TALLEST, ROW_HEIGHT * (len(rows) + 1) + 3),
            column_config={
                "asked": st.column_config.TextColumn(words("question_file.asked"), width=260),
                "count": st.column_config.NumberColumn(words("question_file.count"), width=90),
                "options": st.column_config.TextColumn(words("question_file.options"), width=330),
                "because": st.column_config.TextColumn(words("question_file.because"), width=370),
                "answer": st.column_config.TextColumn(
                    words("question_table.answer"), width=170, max_chars=200
                ),
            },
        )
        if not st.form_submit_button(words("question_table.confirm")):
            return None
    st.session_state.pop(PROBLEMS, None)
    said = [answers_format.bare(cell) for cell in edited["answer"]]
    return [
        AnswerRow(words("question_table.name"), at, row.asked, canonical(row.key), text)
        for at, (row, text) in enumerate(zip(rows, said, strict=True), start=1)
        if text
    ]


def from_file(page: Page) -> list[AnswerRow] | None:
    """The answers of a file once it is handed in; None before, and where it cannot be read, which is kept as a problem."""
    words = page.words
    turn = st.session_state.get("intake-turn", 0)
    with st.form("intake-answer-file"):
        file = st.file_uploader(words("question_table.upload"), key=f"intake-answer-file-{turn}")
        if not st.form_submit_button(words("question_table.take")) or file is None:
            return None
    st.session_state.pop(PROBLEMS, None)
    content = Content(file.name, file.getvalue())
    try:
        readings = sandbox.read([content])
        for one in readings:
            if one.format != answers_format.FORMAT:
                raise content.unreadable("no_answer_file")
    except Unreadable as error:
        st.session_state[PROBLEMS] = [error.problem]
        st.rerun()
    st.session_state[PROBLEMS] = [problem for one in readings for problem in one.problems]
    return [AnswerRow.of(path, row) for path, row in answers_format.rows_of(readings)]
