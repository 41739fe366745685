"""What can be concluded from the difference between two models, and why not more, in words."""

from __future__ import annotations

from decimal import Decimal

from dokja.ui.page import Page
from dokja.ui.tables import Row


def verdict(page: Page, row: Row) -> str:
    """The conclusion, with the model that it applies to."""
    ahead = row["left_model_id"] if row["difference"] > 0 else row["right_model_id"]
    return page.words(f"verdict_level.{row['level']}", model=page.names.model(ahead))


def reasons(page: Page, row: Row) -> str:
    """Sentences on why no more can be concluded."""
    said = []
    for reason in row["reasons"]:
        differs = page.words.join([page.words(f"differs.{key}") for key in row["differs"]])
        said.append(page.words(f"why.{reason}", differs=differs, items=page.words.number(row["n_items"])))
    if row["is_equivalent"]:
        said.append(page.words("why.equivalent"))
    return " ".join(said)


def repeated_href(page: Page, difference: Decimal) -> str:
    """Address of the repeated measurements page, with a difference to compare against."""
    return page.settings.href("repeated", difference=f"{abs(difference):.2f}")
