"""How many connections and files the process may have open: a reader's page is a connection for as long as it is open."""

from __future__ import annotations

import logging
import resource

ENOUGH = 4096
"""A thousand readers, what they load at once, and the copies of stores."""


def raise_limit() -> None:
    """Raise the limit to what the system allows, and say so in the log if that is little."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if most != resource.RLIM_INFINITY and most < ENOUGH:
        logging.getLogger("dokja").warning(
            "only %d open files are allowed; a busy server needs %d", most, ENOUGH
        )
