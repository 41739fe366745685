"""Editor sign-in, and recording with progress and error messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dokja.records import commit
from dokja.records.batches import Batch
from dokja.records.build import Progress
from dokja.records.editors import Editor
from dokja.records.problems import InvalidRecords
from dokja.records.store import StoreError
from dokja.ui import auth, html
from dokja.ui.page import Page

DONE, UNDONE = "recorded-last", "undone-last"


def editor(page: Page) -> Editor | None:
    """The signed-in editor; None for anyone else, who is shown how to sign in."""
    if not auth.can_sign_in():
        page.note(page.words("intake.no_sign_in"))
        return None
    try:
        found = auth.require()
    except auth.NotAnEditor as error:
        ask_to_sign_in(page, error)
        return None
    signed(page, found)
    return found


def ask_to_sign_in(page: Page, error: auth.NotAnEditor) -> None:
    """Offer sign-in, or explain why the signed-in person may not edit: not an editor, or named by address only."""
    if address := auth.signed_in():
        key = "intake.unnamed_editor" if isinstance(error, auth.Unnamed) else "intake.no_editor"
        page.note(page.words(key, person=address), warning=True)
        st.button(page.words("intake.sign_out"), on_click=st.logout)
        return
    page.note(page.words("intake.sign_in_first"))
    st.button(page.words("intake.sign_in"), on_click=st.login)


def signed(page: Page, editor: Editor) -> None:
    """Show who is signed in, and what was just recorded."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(page.words("intake.sign_out"), on_click=st.logout)
        page.note(page.words("intake.signed_in", person=editor.address, shown=editor.shown))
    show_done(page)


@dataclass(frozen=True)
class Done:
    """What was recorded last in this session: the number of records, and the batch that can still be undone."""

    count: int
    batch_id: str


def remember(count: int, batch: Batch) -> None:
    """Remember what was recorded, so that it is shown after the rerun."""
    st.session_state[DONE] = Done(count, batch.batch_id)


def forget() -> None:
    """Show no longer what was recorded last, as something else is under way."""
    st.session_state.pop(DONE, None)


def show_done(page: Page) -> None:
    """Show what was recorded last, with a link to what it changed and a way to take it back."""
    words = page.words
    if st.session_state.pop(UNDONE, False):
        st.success(words("intake.undone"))
    done: Done | None = st.session_state.get(DONE)
    if done is None:
        return
    st.success(words("intake.done", count=words.number(done.count)))
    html.show("link", href=page.settings.href("changes"), text=words("intake.what_changed"))
    with st.expander(words("intake.undo"), key="intake-undo"):
        page.note(words("intake.undo_how"))
        reason = st.text_input(words("intake.undo_reason"), max_chars=300, key="intake-undo-reason")
        if st.button(words("intake.undo"), key="intake-undo-confirm") and undone(page, done, reason):
            st.rerun()


def undone(page: Page, done: Done, reason: str) -> bool:
    """Undo the batch recorded last; False, with the reason shown, if it is refused."""
    if not reason.strip():
        page.note(page.words("intake.undo_needs_reason"), warning=True)
        return False
    if recorded(page, lambda by, progress: commit.undo(done.batch_id, by, reason, progress)) is None:
        return False
    forget()
    st.session_state[UNDONE] = True
    return True


def recorded(page: Page, make: Callable[[str, Progress], Batch]) -> Batch | None:
    """Record a batch with make, checking the editor again; None, with the reason shown, if it is refused."""
    words = page.words
    with st.status(words("build.running")) as status:
        bar = st.progress(0.0)
        try:
            return make(auth.require().key, lambda step, share: advance(bar, share, words(f"build.{step}")))
        except (commit.Refused, InvalidRecords, StoreError, auth.NotAnEditor) as error:
            status.update(label=words("intake.refused"), state="error")
            reason = why(page, error)
    page.note(reason, warning=True)
    return None


def advance(bar: Any, share: float, text: str) -> None:
    """Move the progress bar to a share, with a text."""
    bar.progress(share, text)


def why(page: Page, error: Exception) -> str:
    """The reason why nothing was recorded."""
    if isinstance(error, commit.Refused):
        return page.words(error.rule, **error.values)
    if isinstance(error, InvalidRecords):
        return " ".join(problem.message(page.words.language) for problem in error.problems[:20])
    if isinstance(error, StoreError):
        return page.words("build.failed", cause=error)
    return page.words("intake.sign_in_first")
