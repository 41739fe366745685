"""Who is signed in (through an OIDC service), and whether the settings list them as an editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dokja.records.editors import Editor, listed


class NotAnEditor(Exception):
    """The person is not signed in, or not an editor."""


class Unnamed(NotAnEditor):
    """The settings list the person's address without a unique key or an office."""


def can_sign_in() -> bool:
    """Whether a sign-in service is configured."""
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def signed_in(person: Mapping[str, Any] = st.user) -> str | None:
    """The signed-in person's address; None if nobody is signed in or the service reports the address as unverified."""
    if not can_sign_in() or not person.get("is_logged_in") or person.get("email_verified") is False:
        return None
    address = person.get("email")
    return str(address).casefold() if address else None


def require(person: Mapping[str, Any] = st.user) -> Editor:
    """The signed-in editor, checked at every change. Raises NotAnEditor for anyone else."""
    address, people = signed_in(person), listed()
    if address is None or address not in people:
        raise NotAnEditor
    found = people[address]
    if found is None:
        raise Unnamed
    return found


def may_change(person: Mapping[str, Any] = st.user) -> bool:
    """Whether a person is a signed-in editor."""
    try:
        require(person)
    except NotAnEditor:
        return False
    return True
