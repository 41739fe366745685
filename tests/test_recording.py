"""Pages without a reader: they say what the screen says, as Markdown too, and unknown subjects are refused."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from dokja.export.documents import markdown, pdf
from dokja.i18n.text import LANGUAGES, Words
from dokja.pages.shared.recording import recorded
from dokja.records.labels import Names
from dokja.records.store import Store
from dokja.ui import document_parts, document_tables
from dokja.ui.document_parts import Taken
from dokja.ui.document_sources import Numbers
from dokja.ui.recorded_page import RecordedPage
from dokja.ui.site_map import BRIEFS, FORMS, PAGES
from dokja.ui.tables import written
from dokja.ui.unknown_values import Stopped
from tests.test_api import get

BASE = "https://dokja.example"
READ = [name for name in PAGES if name not in FORMS]
BRIEFED: dict[str, dict[str, list[str]]] = {
    "team": {"org": ["skt"]},
    "model": {"model": ["solar-open-2-250b"]},
    "claims": {},
    "official": {},
}


def page_of(store: Store, name: str, language: str = "ko", /, **query: list[str]) -> RecordedPage:
    return recorded(store, Names(store, Words(language)), language, BASE, name, query)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", READ)
def test_every_page_is_a_text_with_its_question_its_answer_and_every_row(
    real_store: Store, name: str, language: str
) -> None:
    page = page_of(real_store, name, language)
    record = page.record
    text = markdown.write(document_parts.whole_page(page)).decode()
    assert record.title
    assert text.startswith(f"# {markdown.plain(record.title)}\n")
    assert all(markdown.plain(sentence) in text for sentence in record.answer)
    for _, card in record.cards.values():
        first = written(card.table.columns[0], next(iter(card.table.records())), page.words)
        assert (
            f"| {markdown.plain(first.replace(' ', document_tables.NO_BREAK) if card.table.columns[0].day else first)} |"
            in text
        )
        assert text.count("\n| ") >= min(len(card.table.rows), document_tables.WHOLE.rows)


def test_text_holds_the_arithmetic_of_the_claim(real_store: Store) -> None:
    page = page_of(real_store, "claims", "ko", claim=["k-exaone-over-10-percent"])
    text = markdown.write(document_parts.whole_page(page)).decode()
    assert "72.03 − 69.37 = 2.66" in text
    assert "76.31" in text
    assert "3.83%" in text
    assert "뒷받침되지 않음" in text


def test_unknown_subject_stops_with_the_reason(real_store: Store) -> None:
    with pytest.raises(Stopped, match="No team “nobody” is recorded"):
        page_of(real_store, "team", "en", org=["nobody"])


def test_settings_of_the_address_count(real_store: Store) -> None:
    whole, one = page_of(real_store, "claims"), page_of(real_store, "claims", team=["skt"])
    rows = [len(page.record.cards["claims"][1].table.rows) for page in (whole, one)]
    assert rows[0] > rows[1] > 0
    assert (
        page_of(real_store, "scores", benchmark=["kmmlu-pro"]).record.title
        != page_of(real_store, "scores").record.title
    )


@pytest.mark.parametrize("name", BRIEFS)
def test_brief_holds_the_cards_that_it_is_to_hold(real_store: Store, name: str) -> None:
    page = page_of(real_store, name, "ko", **BRIEFED[name])
    made = document_parts.document(page, [Taken(name, page)], "제목", "과", "")
    assert (
        sum(part.grid is not None or part.drawn is not None for part in made.parts)
        == len(document_parts.brief_keys(name, page.record.cards))
        > 0
    )
    assert all(len(part.grid.rows) <= document_tables.AMONG_OTHERS.rows for part in made.parts if part.grid)
    assert made.parts[0].address.startswith(f"{BASE}/{name}?")
    assert real_store.data_version in made.parts[0].address


def test_numbered_sources_lead_to_their_rows(real_store: Store) -> None:
    page = page_of(real_store, "claims", "en", claim=["k-exaone-over-10-percent"])
    made = document_parts.document(page, [Taken("claims", page, "figures")], "Title", "", "")
    (part,) = made.parts
    assert part.grid is not None
    assert [row[part.grid.header.index("Source")] for row in part.grid.rows] == ["[1]", "[1]"]
    assert made.sources[0].number == 1
    assert (
        made.sources[0].address == real_store.ask("from source where source_id = 'news1-20251230'")["url"][0]
    )
    assert part.drawn is not None
    assert part.drawn.png.startswith(b"\x89PNG")


def test_rows_and_columns_without_room_are_named(real_store: Store) -> None:
    page = page_of(real_store, "claims", "en")
    made = document_parts.document(page, [Taken("claims", page, "claims")], "Title", "", "")
    (part,) = made.parts
    assert part.grid is not None
    shown, every = (
        set(part.grid.header),
        [column.label for column in page.record.cards["claims"][1].table.columns],
    )
    assert any(all(label in remark for label in every if label not in shown) for remark in part.grid.remarks)
    whole = page_of(real_store, "scores", "en", foreign=["all"])
    numbers = Numbers()
    card = whole.record.cards["scores"][1]
    numbers.of(card.sources)
    cut = document_tables.grid(whole, card, numbers.by_source, document_tables.AMONG_OTHERS)
    rows = f"first {document_tables.AMONG_OTHERS.rows} of {len(card.table.rows)} rows"
    assert any(rows in remark for remark in cut.told(made.labels))


def test_no_text_is_markup() -> None:
    assert (
        markdown.plain("a|b <script> [x](y) `c` *d* #e\n# f")
        == r"a\|b \<script\> \[x\](y) \`c\` \*d\* \#e \# f"
    )
    assert markdown.link("javascript:alert(1)") == ""


def test_server_gives_pages_as_text(dashboard: str) -> None:
    status, headers, data = get(f"{dashboard}/claims.md?lang=ko&claim=k-exaone-over-10-percent")
    assert (status, headers["content-type"]) == (200, "text/markdown; charset=utf-8")
    assert "72.03 − 69.37 = 2.66" in data.decode()
    assert (
        get(
            f"{dashboard}/claims.md?lang=ko&claim=k-exaone-over-10-percent",
            **{"If-None-Match": headers["etag"]},
        )[0]
        == 304
    )
    assert get(f"{dashboard}/home.md")[0] == 200
    for address in (
        "intake.md",
        "briefing.md",
        "nothing.md",
        "team.md?org=nobody",
        "claims.md?data=2020-01-01-00000000",
    ):
        status, headers, _ = get(f"{dashboard}/{address}")
        assert (status, headers["content-type"]) == (404, "application/problem+json"), address


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("team", {"org": ["lg-ai-research"]}),
        ("team", {"org": ["motif"]}),
        ("model", {"model": ["solar-open-2-250b"]}),
        ("claims", {"claim": ["k-exaone-over-10-percent"]}),
        ("official", {}),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_brief_of_one_page_is_one_page(
    real_store: Store, name: str, query: dict[str, list[str]], language: str
) -> None:
    taken = Taken(name, page_of(real_store, name, language, **query))
    title, _ = document_parts.head(taken)
    made = document_parts.document(taken.page, [taken], title, "인공지능정책과", "")
    assert len(PdfReader(io.BytesIO(pdf.write(made))).pages) == 1
