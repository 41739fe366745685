"""Texts and addresses of a document as its writers may set them: any of them may come from data."""

from __future__ import annotations

import re
from urllib.parse import quote

from dokja.i18n.untrusted_text import outside
from dokja.records import signs

LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
KEPT = "%/:?#[]@!$&'()*+,;=~"
"""What an address may hold beside letters, digits and -._ (RFC 3986)."""


def plain(text: str) -> str:
    """A text without forbidden characters, its lines ended by a line feed each and its tabs made blanks."""
    return signs.cleaned(LINE_ENDS.sub("\n", text)).replace("\t", " ")


def target(address: str) -> str:
    """What a link to an address leads to; blank unless that is http or https.

    Word calls a whole file damaged for one address with a blank or a quotation mark in it.
    """
    return quote(outside(plain(address).strip()), safe=KEPT)
