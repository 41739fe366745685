"""Text from files that Streamlit would read as Markdown is shown as it stands."""

from __future__ import annotations

import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

from dokja.ui.html import plain

ADDRESS = re.compile(r"https?://|www\.|\w@\w", re.IGNORECASE)


@pytest.mark.parametrize(
    "name",
    [
        "[x](javascript:alert(1))",
        "![i](https://example.org/p.png)",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "$\\LaTeX$ $$x$$",
        ":red[hi] :material/delete: :smile:",
        "**b** __c__ `d` ~~e~~ \\ | # > & &lt;",
        "https://example.org www.example.org WWW.example.org a@example.org",
    ],
)
def test_names_are_shown_as_they_stand(name: str) -> None:
    escaped = plain(name)
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(escaped)
    text = re.fullmatch(r"<p>([^<]*)</p>\n", shown)
    assert text, shown
    assert unescape(text[1]).replace("\u2060", "") == name
    assert not ADDRESS.search(unescape(text[1]))
    assert not re.search(r"(?<!\\)[$:\[]", escaped)
