"""Who may change records: people that a sign-in service (OIDC) vouches for and that the settings name as editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError


class NotAnEditor(Exception):
    """The person is not signed in, or is no editor."""


def secrets() -> dict[str, Any]:
    """The settings of sign-in: tables auth (Streamlit's) and dokja (editors: list of addresses); empty where there are none."""
    try:
        return dict(st.secrets)
    except StreamlitSecretNotFoundError:
        return {}


def can_sign_in() -> bool:
    """Whether a sign-in service is set up."""
    return "auth" in secrets()


def signed_in(person: Mapping[str, Any] = st.user) -> str | None:
    """Address of a person who is signed in and whose address the service has not called unverified."""
    if not can_sign_in() or not person.get("is_logged_in") or person.get("email_verified") is False:
        return None
    address = person.get("email")
    return str(address).casefold() if address else None


def require(person: Mapping[str, Any] = st.user) -> str:
    """Address of the editor who is signed in; asked for at every change. Raises NotAnEditor for everybody else."""
    address = signed_in(person)
    allowed = {str(one).casefold() for one in secrets().get("dokja", {}).get("editors", [])}
    if address is None or address not in allowed:
        raise NotAnEditor
    return address


def may_change(person: Mapping[str, Any] = st.user) -> bool:
    """Whether a person is signed in and an editor."""
    try:
        require(person)
    except NotAnEditor:
        return False
    return True
