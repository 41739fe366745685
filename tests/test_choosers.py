"""Lists of models to choose from: the programme's first, then by name, and no two alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dokja.charts.theme import LIGHT
from dokja.i18n.text import Words
from dokja.pages.shared import model_picker
from dokja.records.labels import Names
from dokja.ui.page import Page
from dokja.ui.url_state import Settings
from tests.views.tiny import tiny_store


def test_programme_models_stand_first_and_namesakes_are_told_apart(tmp_path: Path) -> None:
    """zenith is of the programme; its maker's earlier model is not, and stands among the others by name."""
    store = tiny_store(
        tmp_path,
        team=[{"team_id": "abroad", "role": "foreign", "country": "US"}],
        team_status=[{"team_id": "home"}],
        model=[
            {"model_id": "zenith", "team_id": "home", "name_en": "Zenith"},
            {"model_id": "before", "team_id": "home", "name_en": "beta", "released_on": date(2024, 1, 1)},
            *(
                {"model_id": key, "team_id": "abroad", "name_en": name}
                for key, name in (("g2", "Gamma"), ("a", "alpha"), ("g1", "Gamma"))
            ),
        ],
    )
    words = Words("en")
    names = Names(store, words)
    page = Page(store, words, names, Settings(), LIGHT, [], "all")
    listed = model_picker.in_order(page, names.models)
    assert listed == ["zenith", "a", "before", "g1", "g2"]
    assert [names.model(key) for key in listed] == ["Zenith", "alpha", "beta", "Gamma (g1)", "Gamma (g2)"]
