"""Run settings at the end of a model's name, without brackets: gpt-oss-120b-high, GPT-4o w/ search, or INT4 alone."""

from __future__ import annotations

import re

from dokja.ingest.values import qualifiers

PRECISION = re.compile(
    r"(?:bf|fp)(?:4|8|16|32)|int[48]|(?:mx|nv)fp4|nf4|w\d+a\d+|q\d(?:_\w+)*|awq|gptq|gguf|[48]-?bit",
    re.IGNORECASE,
)
TOOLS = re.compile(
    r"(?P<name>.+?) (?:(?:(?P<without>w/o|without|no) ?|(?:\+|w/|with) ?)(?P<tools>tools?|python|(?:web )?search)"
    r"|(?P<whole>도구 ?(?:없이|미사용|사용 안 ?함|사용|포함)))",
    re.IGNORECASE,
)
EFFORT = re.compile(
    r"(?P<name>.*\b(?:gpt-?(?:oss|\d)|o\d).*?|.+?(?=.{1,12} (?:effort|reasoning)$))[ -](?P<level>minimal|low|medium|high|xhigh)"
    r"(?: effort| reasoning)?",
    re.IGNORECASE,
)


def without_end(name: str | None) -> tuple[str | None, dict[str, str]]:
    """A name without its suffix, and the effort or condition (with a + prefix) that the suffix states.

    A precision on its own is not a name.
    """
    if not name:
        return name, {}
    if PRECISION.fullmatch(name):
        return None, {"+precision": name}
    if found := EFFORT.fullmatch(name):
        return found["name"], {"effort": found["level"].lower()}
    if found := TOOLS.fullmatch(name):
        text = found["whole"] or f"{'without' if found['without'] else 'with'} {found['tools']}"
        return found["name"], {f"+{key}": value for key, value in (qualifiers.understood(text) or {}).items()}
    return name, {}
