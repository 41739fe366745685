"""The MCP server: the tools over streamable HTTP at /mcp, without sessions, and over standard input and output."""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.metadata import version
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dokja.i18n.text import LANGUAGES, Words
from dokja.records.store import Store, StoreError
from dokja.server.assistants import tools
from dokja.server.assistants.answers import Answer
from dokja.server.assistants.page_without_reader import page_of
from dokja.server.assistants.tools import TOOLS, Unknown
from dokja.server.base_address import base_of
from dokja.server.serving import served_store

Tool = Callable[..., Answer]
LARGEST_REQUEST = 64 * 2**10
HERE: ContextVar[str] = ContextVar("here", default="")
"""Where the dashboard begins for whoever asks."""


def server_of(opened: Callable[[], Store | None], base: Callable[[], str]) -> MCPServer[Any]:
    """A server whose tools ask the store that is open when they are called; base gives where links begin."""
    said = [Words(language)("assistant.instructions") for language in reversed(LANGUAGES)]
    with own_logging():
        made: MCPServer[Any] = MCPServer(
            "dokja", title=Words("en")("app.title"), instructions=" ".join(said), version=version("dokja")
        )
    for tool in TOOLS:
        made.add_tool(
            answering(tool, opened, base),
            name=tool.__name__,
            description=tool.__doc__,
            annotations=ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False),
        )
    return made


@contextmanager
def own_logging() -> Iterator[None]:
    """Keeps the logging of the process as it is: the server's constructor would set up that of all libraries."""
    root, placeholder = logging.getLogger(), logging.NullHandler()
    root.addHandler(placeholder)
    try:
        yield
    finally:
        root.removeHandler(placeholder)


def answering(tool: Tool, opened: Callable[[], Store | None], base: Callable[[], str]) -> Tool:
    """A tool with the language instead of the page as its first parameter, whose errors are told in that language."""

    @functools.wraps(tool)
    def called(lang: str = LANGUAGES[0], **given: Any) -> Answer:
        store = opened()
        if store is None:
            raise ToolError(Words(lang)("api.no_store"))
        try:
            return tool(page_of(store, lang, base()), **given)
        except Unknown as error:
            raise ToolError(str(error)) from error
        except StoreError as error:
            raise ToolError(Words(lang)("api.too_long")) from error

    own = [one for name, one in inspect.signature(tool, eval_str=True).parameters.items() if name != "page"]
    language = inspect.Parameter(
        "lang", inspect.Parameter.KEYWORD_ONLY, default=LANGUAGES[0], annotation=tools.Language
    )
    keywords = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
    called.__signature__ = inspect.Signature([*keywords, language], return_annotation=Answer)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in (*keywords, language)} | {"return": Answer}
    del called.__wrapped__
    return called


class Addressed:
    """Notes the address under which a request came, so that the links of its answer lead there."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        HERE.set(base_of(Request(scope)))
        await self.app(scope, receive, send)


ASSISTANTS = server_of(served_store, HERE.get)


def routes() -> list[BaseRoute]:
    """The address /mcp, stateless; hosts and origins are the proxy's to check, as for every other address."""
    app = ASSISTANTS.streamable_http_app(
        json_response=True,
        stateless_http=True,
        max_request_body_size=LARGEST_REQUEST,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    return [Route("/mcp", Addressed(app), methods=["GET", "POST", "DELETE"])]
