"""A machine that only reads: it gets the published store from elsewhere, builds nothing, and knows when it is left behind."""

from __future__ import annotations

import os

from dokja.records.environment import whole_number

SETTING = "DOKJA_READER_MINUTES"
"""Setting: this machine only reads, and counts as left behind so many minutes after the publisher's last sign of life."""
SIGN_OF_LIFE = "published"
"""File that the publisher sends anew with every copy, also where the data are the same."""


def only_reads() -> bool:
    """Whether the store comes from elsewhere."""
    return SETTING in os.environ


def most_minutes() -> int:
    """The setting."""
    return whole_number(SETTING, 0)
