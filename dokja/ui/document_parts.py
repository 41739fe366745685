"""Turns cards and whole pages, recorded without a reader, into a document with numbered sources."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dokja.charts.theme import LIGHT
from dokja.export import drawing
from dokja.export.documents.document import LABELS, Document, Drawn, Part
from dokja.i18n.text import Words
from dokja.ui.card import Card
from dokja.ui.document_sources import Numbers, source
from dokja.ui.document_tables import ALONE, AMONG_OTHERS, WHOLE, Extent, grid
from dokja.ui.page import Page
from dokja.ui.recorded_page import Code, Content, RecordedPage, Sayings, Section, Sentences
from dokja.ui.site_map import BRIEFS

BRIEF_HEIGHT, LEGIBLE = 268.0, 0.55
"""Height in points that the pictures of a page taken as a whole share, and the scale below which one is not legible."""
OF_A_SECTION = ("claims",)
"""Pages whose question is about everything that they list, and whose first section with a card is the subject."""
FEW_CARDS = 4
"""Cards of a page that was taken as a whole."""


@dataclass(frozen=True)
class Taken:
    """A page, by its name, of which a card is taken, or the whole page without a key; heading and remark are those of who makes the document."""

    name: str
    page: RecordedPage
    card: str = ""
    heading: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Draft:
    """A part before its chart is drawn: the card whose chart it shows, and how high in points that may be."""

    part: Part
    card: Card | None = None
    highest: float = math.inf


def document(page: Page, taken: Sequence[Taken], title: str, by: str, remark: str) -> Document:
    """A document of everything taken; by says who makes it, remark is their own sentence. Raises drawing.DrawingFailed."""
    numbers = Numbers()
    return of_parts(
        page,
        with_pictures([one for each in taken for one in parts(each, numbers)]),
        numbers,
        title,
        by,
        remark,
    )


def whole_page(page: RecordedPage) -> Document:
    """Everything that a page says and every table of it, without pictures."""
    numbers = Numbers()
    return of_parts(page, list(every_part(page, numbers)), numbers, page.record.title)


def of_parts(
    page: Page, made: Sequence[Part], numbers: Numbers, title: str, by: str = "", remark: str = ""
) -> Document:
    """Parts as a document, with the sources that they number."""
    words, store = page.words, page.store
    told = {
        "made": words.date(date.today()),
        "date": words.date(store.data_date),
        "version": store.data_version,
    }
    return Document(
        language=words.language,
        title=title,
        dated=" · ".join(part for part in (words("briefing.dated", **told), by) if part),
        remark=remark,
        parts=[replace(part, title="") if part.title == title else part for part in made],
        sources=[source(page, key, number) for key, number in numbers.by_source.items()],
        origin=words("briefing.origin", address=page.settings.base, **told),
        labels={key: words(f"briefing.label.{key}", count="{count}", shown="{shown}") for key in LABELS},
    )


def every_part(page: RecordedPage, numbers: Numbers) -> Iterator[Part]:
    """Each section of a page, and each card in it."""
    record = page.record
    for place, section in enumerate(record.sections):
        may, limits = said(page.words, section.contents)
        answer = [] if place else [*record.answer]
        yield Part(
            title=section.title if place else record.title,
            sentences=[*answer, *(text for one in section.contents for text in lines(one)), *may],
            limits=limits,
            address="" if place else address(page),
        )
        for card in section.contents:
            if isinstance(card, Card):
                made = of_card(page, card, numbers, finding(card), (), WHOLE)
                yield replace(made, address="")


def with_pictures(found: Sequence[Draft]) -> list[Part]:
    """Every part, its card's chart drawn in one go with all others."""
    specs = [one.card.draw(LIGHT).spec() for one in found if one.card and one.card.draw]
    drawn = iter(drawing.for_documents(specs))
    return [with_picture(one, next(drawn)) if one.card and one.card.draw else one.part for one in found]


def with_picture(draft: Draft, one: drawing.Drawing) -> Part:
    """A part with its chart: among others instead of its table, unless the chart would be too small to read."""
    scale = min(1, draft.highest / one.height)
    if scale < LEGIBLE or draft.card is None:
        return draft.part
    drawn = Drawn(one.png, one.svg.encode(), one.width * scale, one.height * scale, draft.card.alt)
    return replace(draft.part, drawn=drawn, grid=None if math.isfinite(draft.highest) else draft.part.grid)


def parts(taken: Taken, numbers: Numbers) -> list[Draft]:
    """The parts of what was taken, each with the card whose chart it shows."""
    record, cards = taken.page.record, taken.page.record.cards
    if taken.card:
        section, card = cards[taken.card]
        before = finding(card) or (texts(section.contents) if section.title else list(record.answer))
        made = of_card(taken.page, card, numbers, before, said(taken.page.words, section.contents)[1], ALONE)
        return [Draft(replace(made, title=taken.heading or made.title, remark=taken.remark), card)]
    keys = brief_keys(taken.name, cards)
    n_drawn = sum(cards[key][1].draw is not None for key in keys)
    highest = BRIEF_HEIGHT / max(n_drawn, 1)
    found = [Draft(in_section(taken.page, *cards[key], numbers), cards[key][1], highest) for key in keys]
    if taken.name in OF_A_SECTION and keys:
        part = found[0].part
        told = replace(
            part, title=taken.heading or part.title, remark=taken.remark, address=address(taken.page)
        )
        return [replace(found[0], part=told), *found[1:]]
    first = record.sections[0].contents
    may, limits = said(taken.page.words, first)
    whole = Part(
        title=taken.heading or record.title,
        sentences=[*record.answer, *texts(first), *may],
        remark=taken.remark,
        limits=limits,
        address=address(taken.page),
    )
    return [Draft(whole), *found]


def brief_keys(name: str, cards: Collection[str]) -> list[str]:
    """Keys of the cards that stand in the brief of a page; of a page without one, its first cards."""
    if name not in BRIEFS:
        return list(cards)[:FEW_CARDS]
    found = (next((key for key in cards if key.startswith(start)), "") for start in BRIEFS[name])
    return [key for key in found if key]


def head(taken: Taken) -> tuple[str, Sequence[str]]:
    """Title and first sentences of what was taken."""
    record = taken.page.record
    if taken.card:
        card = record.cards[taken.card][1]
        return card.title, finding(card)
    keys = brief_keys(taken.name, record.cards)
    if taken.name in OF_A_SECTION and keys:
        section = record.cards[keys[0]][0]
        return section.title, texts(section.contents)[:2]
    return record.title, record.answer


def in_section(page: RecordedPage, section: Section, card: Card, numbers: Numbers) -> Part:
    """A card with what its section says, under the section's title alone; a table that names its sources does so once."""
    may, limits = said(page.words, section.contents) if section.title else ([], [])
    before = [*(texts(section.contents) if section.title else []), *finding(card), *may]
    made = of_card(page, card, numbers, list(dict.fromkeys(before)), limits, AMONG_OTHERS)
    is_named = not card.draw and any(column.away for column in card.table.columns)
    return replace(
        made,
        title=section.title or card.title,
        grid=replace(made.grid, caption="") if made.grid else None,
        sources=() if is_named else made.sources,
        address="",
    )


def address(page: RecordedPage) -> str:
    """The address of a page with the version of its data."""
    return page.settings.link(data=page.store.data_version)


def finding(card: Card) -> list[str]:
    """The sentence that a card finds; none where it only has a title."""
    return [card.finding] if card.finding != card.title else []


def texts(contents: Iterable[Content]) -> list[str]:
    """The sentences before a section's first card."""
    before = itertools.takewhile(lambda one: not isinstance(one, Card), contents)
    return [text for one in before for text in lines(one)]


def lines(content: Content) -> list[str]:
    """Sentences, and the entries of a list with what is said beside each; a mere link says nothing in a document."""
    if isinstance(content, Sentences):
        return list(content.texts)
    if isinstance(content, (Sayings, Code, Card)):
        return []
    said = [one for one in content if one.told or not one.href]
    return [" — ".join(part for part in (one.text, one.told) if part) for one in said]


def said(words: Words, contents: Iterable[Content]) -> tuple[list[str], list[str]]:
    """What may be said with its source, and what may not with its reason."""
    found = [one for one in contents if isinstance(one, Sayings)]
    may = [f"{sentence} ({told})" for one in found for sentence, told in one.may]
    label = words("may.not_label")
    return may, [f"{label}: “{sentence}” — {why}" for one in found for sentence, why in one.may_not]


def of_card(
    page: RecordedPage,
    card: Card,
    numbers: Numbers,
    sentences: Sequence[str],
    limits: Sequence[str],
    extent: Extent,
) -> Part:
    """A card as a part, with its table."""
    sources = numbers.of(card.sources)
    return Part(
        title=card.title,
        sentences=sentences,
        measure=card.measure,
        grid=grid(page, card, numbers.by_source, extent),
        limits=[*card.notes, *limits],
        sources=sources,
        address=address(page),
    )
