"""Addresses that machines expect: whether the server is well, what robots may read, the pages, what assistants are told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from dokja.i18n.text import LANGUAGES, Words
from dokja.records import published, reader
from dokja.server.api.description import PREFIX
from dokja.server.base_address import base_of
from dokja.server.languages import preferred
from dokja.server.serving import SERVING, served_store
from dokja.ui.base_path import base_path
from dokja.ui.site_map import DOORS, EDITORS, HIDDEN, path

SITEMAP, XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"
ElementTree.register_namespace("xhtml", XHTML)
WITHOUT_SUBJECT = ("model", "team", "benchmark", "search")
"""Pages that say nothing unless the address names what they are about."""
ANY = dict.fromkeys(("benchmark", "rivals", "one", "other"), "…")
"""What stands for the subjects of questions in the titles of pages."""
VISITED = [
    name
    for name in (*(one for door, names in DOORS.items() if door != EDITORS for one in names), *HIDDEN)
    if name not in WITHOUT_SUBJECT
]


async def health(request: Request) -> Response:
    """Whether a store is served, its version, its age in days, and whether a newer one could not be built.

    It answers at once, also while a store is being built. A machine that only reads is not well when it is left behind.
    """
    store = served_store() if reader.only_reads() else SERVING.store
    if store is None:
        return JSONResponse({"status": "no store"}, 503, {"Cache-Control": "no-store", "Retry-After": "5"})
    if published.is_left_behind():
        left = {"status": "left behind", "data_version": store.data_version}
        return JSONResponse(left, 503, {"Cache-Control": "no-store"})
    age = (datetime.now(UTC).date() - date.fromisoformat(store.data_date)).days
    told = {
        "status": "ok",
        "data_version": store.data_version,
        "data_date": store.data_date,
        "age_days": age,
        "newest_failed": SERVING.failure is not None,
    }
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


def host_config(request: Request) -> Response:
    """What Streamlit's script asks at its start, without its own answer's list of sites that could steer a page.

    An error of the connection is said by the page (`app.connection_lost`), not by a box in English before it.
    """
    return JSONResponse(
        {
            "allowedOrigins": [],
            "useExternalAuthToken": False,
            "enableCustomParentMessages": False,
            "enforceDownloadInNewTab": False,
            "metricsUrl": "",
            "blockErrorDialogs": True,
            "resourceCrossOriginMode": None,
        },
        headers={"Cache-Control": "no-cache"},
    )


def at_version(request: Request) -> Response:
    """Leads from /v/<version>/<page> to the page with the data of that version."""
    version, place = request.path_params["version"], request.path_params.get("page", "")
    query = [(key, value) for key, value in request.query_params.multi_items() if key != "data"]
    return RedirectResponse(f"{base_path()}/{quote(place)}?{urlencode([*query, ('data', version)])}", 307)


def robots(request: Request) -> Response:
    """Everything may be read; where the pages are listed."""
    return PlainTextResponse(f"User-agent: *\nAllow: /\nSitemap: {base_of(request)}/sitemap.xml\n")


def sitemap(request: Request) -> Response:
    """Every page in every language."""
    here, root = base_of(request), ElementTree.Element("urlset", {"xmlns": SITEMAP})
    for name in VISITED:
        for language in LANGUAGES:
            entry = ElementTree.SubElement(root, "url")
            ElementTree.SubElement(entry, "loc").text = f"{here}/{path(name)}?lang={language}"
            for other in LANGUAGES:
                link = {"rel": "alternate", "hreflang": other, "href": f"{here}/{path(name)}?lang={other}"}
                ElementTree.SubElement(entry, f"{{{XHTML}}}link", link)
    return Response(ElementTree.tostring(root, "utf-8", xml_declaration=True), media_type="application/xml")


def llms(request: Request) -> Response:
    """What the dashboard is, its pages with the questions that they answer, and where programs read its data."""
    words, here = Words(preferred(request)), base_of(request)
    pages = [
        f"- [{words(f'{name}.nav')}]({here}/{path(name) or name}.md?lang={words.language}): {words(f'{name}.title', **ANY)}"
        for name in VISITED
    ]
    data = [
        f"- [OpenAPI]({here}{PREFIX}/openapi.json): {words('api.description')}",
        f"- [Data Package]({here}/datapackage.json)",
        f"- [Atom]({here}/feed.atom): {words('feed.title')}",
        f"- [MCP]({here}/mcp): {words('assistant.instructions')}",
    ]
    title, purpose = words("app.title"), words("about.purpose.text")
    parts = [f"# {title}", f"> {purpose}", "## " + words("plain.pages"), "\n".join(pages)]
    parts += ["## " + words("plain.data"), "\n".join(data)]
    return PlainTextResponse("\n\n".join(parts) + "\n", media_type="text/markdown; charset=utf-8")
