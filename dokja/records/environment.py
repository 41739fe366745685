"""Settings of the server that are whole numbers."""

from __future__ import annotations

import logging
import os


def whole_number(setting: str, usual: int) -> int:
    """The value of a setting; the usual one, which the log says, if it is no whole number from 0."""
    text = os.environ.get(setting) or str(usual)
    if text.isascii() and text.isdecimal():
        return int(text)
    logging.getLogger("dokja").warning("%s=%r is no whole number: %d is taken", setting, text, usual)
    return usual
