"""What may be said of the difference between two models, and why no more, in words."""

from __future__ import annotations

from decimal import Decimal

from dokja.ui.page import Page
from dokja.ui.tables import Row


def verdict(page: Page, row: Row) -> str:
    """What may be said, with the model that it is said of."""
    ahead = row["left_model_id"] if row["difference"] > 0 else row["right_model_id"]
    return page.words(f"verdict_level.{row['level']}", model=page.names.model(ahead))


def reasons(page: Page, row: Row) -> str:
    """Why no more may be said, in sentences."""
    said = []
    for reason in row["reasons"]:
        differs = page.words.join([page.words(f"differs.{key}") for key in row["differs"]])
        said.append(page.words(f"why.{reason}", differs=differs, items=page.words.number(row["n_items"])))
    if row["is_equivalent"]:
        said.append(page.words("why.equivalent"))
    return " ".join(said)


def repeated_href(page: Page, difference: Decimal) -> str:
    """Address of the repeated measurements with a difference of two models set beside them."""
    return page.settings.href("repeated", difference=f"{abs(difference):.2f}")
