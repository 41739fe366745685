"""Checks of what a page is made of: titles, languages, tables, pictures, links, labels, motion."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.accessibility.breach import Breach, probed


def title_tells_the_page(page: Page) -> list[Breach]:
    """The title of the window begins with that of the page."""
    title, heading = page.title(), page.locator("h1").inner_text().strip()
    if title.startswith(heading):
        return []
    return [Breach(f"title “{title}”", f"does not begin with “{heading}”")]


def language_is_told(page: Page) -> list[Breach]:
    """The page says its language, as its address asks, and the name of another language which that is."""
    asked = "en" if "lang=en" in page.url else "ko"
    told = page.locator("html").get_attribute("lang")
    wrong = [] if told == asked else [Breach("html", f"says {told} in place of {asked}")]
    return [*wrong, *probed(page, "languages")]


def tables_have_headers(page: Page) -> list[Breach]:
    """Every table has a caption and headers with a scope."""
    return probed(page, "tables")


def pictures_have_texts(page: Page) -> list[Breach]:
    """Every chart has a text and a table in its place."""
    return probed(page, "pictures")


def headings_are_in_order(page: Page) -> list[Breach]:
    """Headings are read as they stand, and leave out no level."""
    return probed(page, "order")


def names_hold_labels(page: Page) -> list[Breach]:
    """What a control shows is part of its name."""
    return probed(page, "names")


def fields_have_labels(page: Page) -> list[Breach]:
    """Every field has a label."""
    return probed(page, "unlabelled")


def links_tell_their_target(page: Page) -> list[Breach]:
    """No link says only “here” or “more”."""
    return probed(page, "links")


def cards_are_parted(page: Page) -> list[Breach]:
    """Every card has a frame and room around it."""
    return probed(page, "parted")


def markup_is_sound(page: Page) -> list[Breach]:
    """Every id is unique, and what refers to one finds it."""
    return probed(page, "ids")


def nothing_moves_by_itself(page: Page) -> list[Breach]:
    """Nothing plays, blinks or moves for more than five seconds."""
    return probed(page, "motion")


def directions_need_no_eye(page: Page) -> list[Breach]:
    """No text points to something by its colour, shape or place alone."""
    return probed(page, "directions")


def help_is_found(page: Page) -> list[Breach]:
    """Every page ends with whom to ask and the link to the statement about accessibility."""
    return probed(page, "help")
