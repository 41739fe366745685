"""A machine that only reads: it gets the published store from elsewhere, builds nothing, and knows when it is left behind."""

from __future__ import annotations

import os
import time

from dokja.records.environment import whole_number
from dokja.records.store import home

SETTING = "DOKJA_READER_MINUTES"
"""Setting: this machine only reads, and counts as left behind so many minutes after the publisher's last sign of life."""
SIGN_OF_LIFE = "published"
"""File that the publisher sends anew with every copy, also where the data are the same."""


def only_reads() -> bool:
    """Whether the store comes from elsewhere."""
    return SETTING in os.environ


def is_left_behind() -> bool:
    """Whether the publisher has not been heard of for as long as the setting allows."""
    if not only_reads():
        return False
    try:
        heard = (home() / SIGN_OF_LIFE).stat().st_mtime
    except OSError:
        return True
    return time.time() - heard > whole_number(SETTING, 0) * 60
