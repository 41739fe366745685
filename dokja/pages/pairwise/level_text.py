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
        said.append(
            page.words(
                f"why.{reason}",
                differs=differs,
                items=page.words.number(row.get("n_items")),
                opposite=opposite(page, row),
            )
        )
    if row.get("opposite") and "other_figure" not in row["reasons"]:
        said.append(page.words("why.other_figure", opposite=opposite(page, row)))
    if row["is_equivalent"]:
        said.append(page.words("why.equivalent"))
    return " ".join(said)


def opposite(page: Page, row: Row) -> str:
    """The two other figures that point in the other direction, how and by whom they were measured; blank for none."""
    other = row.get("opposite")
    if not other:
        return ""
    reporters = dict.fromkeys(page.names.team(other[f"{side}_reporter_id"]) for side in ("left", "right"))
    by = [page.names.setting({**other, "conditions": None}), page.words.join(list(reporters))]
    return page.words(
        "why.opposite",
        left=page.words.published(other["left_text"]),
        right=page.words.published(other["right_text"]),
        by=", ".join(part for part in by if part),
    )


def repeated_href(page: Page, difference: Decimal) -> str:
    """Address of the repeated measurements page, with a difference to compare against."""
    return page.settings.href("repeated", difference=f"{abs(difference):.2f}")
