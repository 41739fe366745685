"""Settings of the claim-checking page: kind, models, measures, operator and number, and day."""

from __future__ import annotations

from datetime import date

from dokja.pages.claim.claim_form import (
    COMPARING,
    KINDS,
    OPERATORS,
    RANKING,
    SIZE,
    STEPS,
    Asked,
    Preset,
    day,
    number,
    usual_unit,
)
from dokja.pages.shared.model_picker import findable, measured_models
from dokja.ui.page import Page


def asked(page: Page, start: Preset) -> Asked | None:
    """The claim defined by the settings; None, with a note, if something is missing."""
    words, settings = page.words, page.settings
    kind = settings.one(
        "claim-kind",
        words("check.kind"),
        KINDS,
        str(start.get("claim-kind", KINDS[0])),
        lambda key: words(f"check.kind_{key}"),
        pills=True,
    )
    with page.row():
        models = models_asked(page, kind, start)
    if models is None:
        return None
    subject, others, everyone = models
    with page.row():
        measures = measured(page, [subject, *others], start)
    if not measures:
        return None
    with page.row():
        relation = related(page, kind, measures, start)
        on = claimed_on(page)
    if relation is None:
        return None
    operator, value, unit, step = relation
    return Asked(kind, subject, others, everyone, measures, operator, value, unit, step, on)


def models_asked(page: Page, kind: str, start: Preset) -> tuple[str, list[str], bool] | None:
    """The subject, the models to compare it with, and whether all recorded models count; None, with a note, if none."""
    words, names, settings = page.words, page.names, page.settings
    keys = measured_models(page)
    defaults = (str(start.get("claim-subject", keys[0])), first_of(start, "claim-base", keys[-1]))
    kept = {
        settings.current(key, keys, default)
        for key, default in zip(("claim-subject", "claim-base"), defaults, strict=True)
    }
    options = findable(page, keys, kept | set(settings.given("claim-others", keys)))
    subject = settings.one("claim-subject", words("check.subject"), options, defaults[0], names.model)
    if kind in COMPARING:
        return (
            subject,
            [settings.one("claim-base", words("check.base"), options, defaults[1], names.model)],
            False,
        )
    if kind not in RANKING:
        return subject, [], False
    everyone = settings.switch("claim-everyone", words("check.everyone"), default=False)
    if everyone:
        return subject, [], True
    others = settings.several(
        "claim-others", words("check.others"), options, [defaults[1]], names.model, listed=True
    )
    others = [key for key in others if key != subject]
    if not others:
        page.note(words("check.no_others"))
        return None
    return subject, others, False


def first_of(start: Preset, key: str, default: str) -> str:
    """The first value of a preset, or the default."""
    value = start.get(key) or default
    return value if isinstance(value, str) else value[0]


def measured(page: Page, models: list[str], start: Preset) -> list[str]:
    """The benchmarks, or the size, that the claim is about; empty, with a note, if the models share none."""
    words, settings = page.words, page.settings
    options = shared(page, models)
    if not options:
        page.note(words("check.no_shared"))
        return []

    def name(key: str) -> str:
        return words("check.size") if key == SIZE else page.names.benchmark(key)

    if not settings.switch("claim-mean", words("check.mean"), default=False):
        default = first_of(start, "claim-measure", options[0])
        chosen = settings.one(
            "claim-measure",
            words("check.measure"),
            options,
            default if default in options else options[0],
            name,
        )
        return [chosen]
    benchmarks = [key for key in options if key != SIZE]
    several = settings.several(
        "claim-measures", words("check.measures"), benchmarks, benchmarks[:2], name, listed=True
    )
    if not several:
        page.note(words("check.no_measures"))
    return several


def shared(page: Page, models: list[str]) -> list[str]:
    """Benchmarks with a figure for every model, and the size if all state one."""
    return page.ask("from shared_measure(?)", models)["measure"].to_list()


def related(
    page: Page, kind: str, measures: list[str], start: Preset
) -> tuple[str, str, str, str | None] | None:
    """Operator, number, unit and rounding; None, with a note, if the number is invalid."""
    words, settings = page.words, page.settings
    if kind == "highest":
        return "=", "1", "rank", None
    operator = settings.one(
        "claim-operator",
        words("check.operator"),
        OPERATORS,
        str(start.get("claim-operator", OPERATORS[0])),
        lambda key: words(f"check.{'rank' if kind == 'rank' else 'operator'}_{key}"),
    )
    typed = settings.text(
        "claim-value", words("check.value"), "10", default=str(start.get("claim-value", "10"))
    )
    unit = usual_unit(kind, measures)
    if kind == "ratio":
        unit = settings.one(
            "claim-unit",
            words("check.unit"),
            ("percent", "ratio"),
            unit,
            lambda key: words(f"claim_unit.{key}").strip(),
        )
    step = None
    if operator == "about":
        step = settings.one("claim-step", words("check.step"), STEPS, "1", str)
    value = number(typed)
    if value is None:
        meant = number(typed, point=",", comma=".")
        page.note(
            words("check.comma" if meant else "check.bad_value", value=typed, meant=meant), warning=True
        )
        return None
    return operator, value, unit, step


def claimed_on(page: Page) -> date | None:
    """The day of the claim, if the reader enters a valid one."""
    typed = page.settings.text("claim-day", page.words("check.day"), "2025-12-30", most=10)
    found = day(typed) if typed else None
    if typed and found is None:
        page.note(page.words("check.bad_day", day=typed), warning=True)
    return found
