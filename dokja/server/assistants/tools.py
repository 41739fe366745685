"""The tools: each answers from the same views and with the same sentences as a page, and names that page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Literal

import polars as pl
from pydantic import Field

from dokja.i18n.untrusted_text import normalised
from dokja.ingest.staging import matching
from dokja.ingest.staging.preview import tables_of
from dokja.pages.change import changed_records, versions
from dokja.pages.check import claim_in_words
from dokja.pages.claim import claim_form, verdicts
from dokja.pages.claim.claim_form import COMPARING, SIZE, Asked
from dokja.pages.evaluation.round_marks import part_name
from dokja.pages.frontier import distance
from dokja.pages.frontier.choice import Choice
from dokja.pages.pair import counts
from dokja.pages.pairwise import level_text
from dokja.pages.shared import may_say, point_sentence
from dokja.server.assistants.answers import MOST_ROWS, Answer, answer
from dokja.ui.page import Page
from dokja.ui.tables import Row

Language = Annotated[Literal["ko", "en"], Field(description="Language of the sentences")]
Name = Annotated[str, Field(max_length=200, description="Key or any recorded name")]
Kind = Literal[
    "relative_difference", "relative_lower", "difference", "lower", "ratio", "value", "highest", "rank"
]
Operator = Literal[">=", ">", "=", "about", "<=", "<"]
STEP = "1"
"""To what a number is rounded that is about another, as on the page *Check a claim* at first."""


class Unknown(ValueError):
    """A name that no record has, with names that come near."""


def key(page: Page, kind: Literal["model", "benchmark", "team"], name: str) -> str:
    """The key of a record by its key or any of its names. Raises Unknown."""
    rows = {"model": page.names.models, "benchmark": page.names.benchmarks, "team": page.names.teams}[kind]
    if name in rows:
        return name
    names = {"model": matching.models, "benchmark": matching.benchmarks, "team": matching.teams}[kind]
    if found := names(tables_of(page.store, (kind, f"{kind}_alias"))).get(normalised(name)):
        return str(found)
    like = page.ask("from search_result(?) where kind = ?", name, kind)["key"].head(5).to_list()
    raise Unknown(
        page.words(
            "assistant.unknown", kind=page.words(f"assistant.{kind}"), name=name, like=", ".join(like) or "–"
        )
    )


def find(page: Page, text: Name) -> Answer:
    """Find models, teams, benchmarks and published claims by any part of a name or text, and get their keys."""
    rows = page.ask("from search_result(?)", text)
    claims = {
        row["claim_id"]: page.words.name(row, "text") for row in page.ask("from claim").iter_rows(named=True)
    }
    called: dict[str, Callable[[str], str]] = {
        "model": page.names.model,
        "team": page.names.team,
        "benchmark": page.names.benchmark,
        "claim": claims.__getitem__,
    }
    found = [
        {"kind": row["kind"], "key": row["key"], "name": called[row["kind"]](row["key"])}
        for row in rows.iter_rows(named=True)
    ]
    said = page.words("search.title", text=text, count=len(found))
    return answer(page, [said], found, leads_to=("search", {"q": text}))


def scores(
    page: Page,
    benchmark: Name,
    team: Annotated[
        str, Field(max_length=200, description="Only models of this organisation; empty for all")
    ] = "",
) -> Answer:
    """The displayed scores of one benchmark, best first, each with who measured it, how, and its source."""
    benchmark_id = key(page, "benchmark", benchmark)
    whole = page.ask(
        "from leaderboard where benchmark_id = ? and measured_by = 'all' order by place", benchmark_id
    )
    shown = whole.filter(whole["team_id"] == key(page, "team", team)) if team else whole
    rows = [
        {
            "model": page.names.model(row["model_id"]),
            "model_id": row["model_id"],
            "team_id": row["team_id"],
            "score": row["score_text"],
            "unit": row["unit"],
            "setting": page.names.setting(row),
            "measured_by": page.names.team(row["reporter_id"]),
            "relation": point_sentence.relation(page, row["relation"], row["quoted_by"]),
            "source_id": row["source_id"],
        }
        for row in shown.iter_rows(named=True)
    ]
    said = page.words("assistant.scores", benchmark=page.names.benchmark(benchmark_id), count=len(rows))
    return answer(
        page,
        [said, page.words("assistant.not_alike")],
        rows,
        sources=shown["source_id"].head(MOST_ROWS),
        may=may_say.of_scores(page, whole),
        leads_to=("scores", {"benchmark": benchmark_id}),
    )


def compare(page: Page, one: Name, other: Name) -> Answer:
    """What can be concluded from the scores of two models: a verdict for each benchmark with its reasons, and for the mean."""
    left, right = key(page, "model", one), key(page, "model", other)
    found = page.ask("from pair_difference(?, ?)", left, right)
    leads_to = ("pair", {"one": left, "other": right})
    if left == right or found.is_empty():
        return answer(page, [page.words("pair.nothing")], leads_to=leads_to)
    rows = [difference(page, row) for row in found.iter_rows(named=True)]
    means = page.ask("from pair_mean([?], [?])", left, right)
    may: tuple[Sequence[may_say.Said], Sequence[may_say.Said]] = ((), ())
    said = [counts(page, found, left, right)]
    if not means.is_empty():
        row = means.row(0, named=True)
        why = " ".join(page.words(f"why_mean.{reason}") for reason in row["reasons"])
        higher = left if row["mean_difference"] > 0 else right
        said += [page.words(f"verdict_mean.{row['level']}", model=page.names.model(higher)), why]
        may = may_say.of_means(page, row, left, right, why)
    sources = [*found["left_source_id"], *found["right_source_id"]]
    return answer(page, said, rows, sources=sources, may=may, leads_to=leads_to)


def difference(page: Page, row: Row) -> dict[str, object]:
    """One benchmark of a comparison."""
    return {
        "benchmark": page.names.benchmark(row["benchmark_id"]),
        "benchmark_id": row["benchmark_id"],
        "one": row["left_text"],
        "other": row["right_text"],
        "difference": row["difference"],
        "verdict": level_text.verdict(page, row),
        "reasons": level_text.reasons(page, row),
        "arithmetic": row["arithmetic"],
        "source_ids": [row["left_source_id"], row["right_source_id"]],
    }


def check_claim(
    page: Page,
    kind: Annotated[
        Kind,
        Field(
            description="relative_difference: per cent more; difference: points more; ratio: per cent of; value: has a score of"
        ),
    ],
    subject: Name,
    measures: Annotated[
        Sequence[str],
        Field(min_length=1, max_length=30, description="Benchmarks (several: their mean), or total_params_b"),
    ],
    operator: Operator = ">=",
    value: Annotated[
        str, Field(max_length=20, description="The number claimed; for highest: leave as it is")
    ] = "1",
    others: Annotated[
        Sequence[str],
        Field(
            max_length=30,
            description="The model compared with, or several for highest and rank; empty: all recorded",
        ),
    ] = (),
    claimed_on: Annotated[
        str, Field(max_length=10, description="Day of the claim, 2025-12-30; empty if unknown")
    ] = "",
) -> Answer:
    """Judge a claim on published figures: verdict, reason, arithmetic, what the claim would have needed, what may be said."""
    words = page.words
    number = claim_form.number(value)
    if number is None:
        raise Unknown(words("assistant.no_number", value=value))
    on = claim_form.day(claimed_on) if claimed_on else None
    if claimed_on and on is None:
        raise Unknown(words("check.bad_day", day=claimed_on))
    models = [key(page, "model", name) for name in others]
    if kind in COMPARING and len(models) != 1:
        raise Unknown(words("assistant.one_other"))
    benchmarks = [one if one == SIZE else key(page, "benchmark", one) for one in measures]
    asked = Asked(
        kind,
        key(page, "model", subject),
        models,
        kind in claim_form.RANKING and not models,
        benchmarks,
        "=" if kind == "highest" else operator,
        "1" if kind == "highest" else number,
        claim_form.usual_unit(kind, benchmarks),
        STEP if operator == "about" else None,
        on,
    )
    rows = asked.rows()
    claim = page.ask("from claim_typed(?, ?)", *rows).row(0, named=True)
    figures = page.ask("from claim_typed_figure(?, ?) order by role desc, value desc, item", *rows)
    text = claim_in_words(page, asked)
    quoted = {**claim, "text_ko": text, "text_en": text}
    return judged(page, quoted, figures["source_id"].to_list(), ("check", asked.settings()))


def published_claim(
    page: Page,
    claim_id: Annotated[str, Field(max_length=100, description="Key of a claim, as find gives it")],
) -> Answer:
    """The verdict on a claim that was published: reason, arithmetic, figures, what may be said."""
    found = page.ask("from claim_check where claim_id = ?", claim_id)
    if found.is_empty():
        raise Unknown(
            page.words("assistant.unknown", kind=page.words("assistant.claim"), name=claim_id, like="–")
        )
    claim = found.row(0, named=True)
    sources = [claim["source_id"], *(claim["input_source_ids"] or [])]
    return judged(page, claim, sources, ("claims", {"claim": claim_id}))


def judged(
    page: Page,
    claim: Row,
    sources: Sequence[str | None],
    leads_to: tuple[str, Mapping[str, str | Sequence[str]]],
) -> Answer:
    """What the figures say of a claim."""
    said = [
        page.words("claims.one", claim=page.words.name(claim, "text")),
        verdicts.sentence(page, claim),
        verdicts.difference(page, claim),
        verdicts.needed_figure(page, claim),
        verdicts.rounding(page, claim),
        verdicts.basis(page, claim),
        verdicts.conclusion(page, claim),
        verdicts.then(page, claim),
        *verdicts.other_figures(page, claim),
    ]
    shown = ("kind", "operator", "value_text", "unit", "figure", "base", "arithmetic", "verdict", "reason")
    used = [source_id for source_id in sources if source_id in page.names.sources]
    quoted = {**claim, "source_id": claim["source_id"] or next(iter(used), None)}
    may = may_say.of_claim(page, quoted) if quoted["source_id"] else ((), ())
    return answer(
        page, said, [{name: claim[name] for name in shown}], sources=used, may=may, leads_to=leads_to
    )


def months_behind(
    page: Page,
    benchmark: Name,
    rivals: Annotated[
        Literal["world", "US", "CN", "open"],
        Field(description="Foreign models: all, of the US, of China, with open weights"),
    ] = "world",
    measured_by: Annotated[
        Literal["all", "independent", "own"], Field(description="Whose scores count")
    ] = "all",
) -> Answer:
    """How many months before a Korean model a foreign one had reached its score, on one benchmark."""
    choice = Choice(key(page, "benchmark", benchmark), rivals, measured_by)
    found = page.ask(
        "from months_behind where benchmark_id = ? and rivals = ? and measured_by = ? "
        "order by is_in desc, is_current desc, months nulls last, model_id",
        *(choice.benchmark_id, rivals, measured_by),
    )
    rows = [
        {
            "model": page.names.model(row["model_id"]),
            "model_id": row["model_id"],
            "team_is_in_programme": row["is_in"],
            "is_newest_of_team": row["is_current"],
            "months": row["months"],
            "state": row["state"],
            "sentence": distance.distance(page, row),
        }
        for row in found.iter_rows(named=True)
    ]
    leads_to = {"benchmark": choice.benchmark_id, "rivals": rivals, "measured_by": measured_by}
    said = [*distance.answers(page, choice), page.words("assistant.never_first")]
    return answer(page, said, rows, leads_to=("behind", leads_to))


def official_marks(
    page: Page,
    round: Annotated[str, Field(max_length=40, description="round-1 or round-2; empty for all")] = "",
) -> Answer:
    """The marks that the government published of its evaluation rounds, by team and part."""
    found = page.ask("from official_mark order by round, criterion, value desc")
    rounds = found["round"].unique().sort().to_list()
    if round and round not in rounds:
        told = {"kind": page.words("assistant.round"), "name": round, "like": ", ".join(rounds)}
        raise Unknown(page.words("assistant.unknown", **told))
    shown = found.filter(found["round"] == round) if round else found
    rows = [
        {**row, "part": part_name(page, row["criterion"]), "team": page.names.team(row["team_id"])}
        for row in shown.iter_rows(named=True)
    ]
    said = page.words("assistant.marks", count=len(rows))
    return answer(page, [said], rows, sources=shown["source_id"], leads_to=("official", {}))


def what_changed(
    page: Page,
    since: Annotated[
        str,
        Field(
            max_length=40,
            description="A day (2026-11-01), or the data_version of an earlier answer; empty: since the beginning",
        ),
    ] = "",
) -> Answer:
    """Numbers and other records that were added, corrected or withdrawn since then, and the sources published since."""
    known = page.ask("from known_version")
    version = versions.named(since or versions.FILES, known)
    if version is None:
        like = ", ".join(known["data_version"].head(5))
        raise Unknown(
            page.words("assistant.unknown", kind=page.words("changes.since"), name=since, like=like)
        )
    start = known.row(by_predicate=pl.col("batch_id").fill_null(versions.FILES) == version, named=True)
    page = replace(page, names=page.names.with_former())
    numbers = page.ask("from change_log(?)", start["known_at"])
    records = changed_records.changed(page, start["known_at"])
    day = versions.day_of(since) or start["recorded_on"]
    published = page.ask(
        "from source_news([], []) where publication_day >= coalesce(?, date '0001-01-01')", day
    )
    told = ("model_id", "benchmark_id", "change", "old_text", "new_text", "source_id", "reason")
    rows = [
        *({"table": "score", **{name: row[name] for name in told}} for row in numbers.iter_rows(named=True)),
        *changed_records.told(page, records),
        *(
            {
                "change": "published",
                **{name: row[name] for name in ("source_id", "publication_day", "n_scores")},
            }
            for row in published.iter_rows(named=True)
        ),
    ]
    counts = {"numbers": numbers.height, "records": records.height, "sources": published.height}
    found = [*numbers["source_id"], *published["source_id"]]
    return answer(
        page,
        [page.words("assistant.changed", **counts)],
        rows,
        sources=[one for one in found if one in page.names.sources],
        leads_to=("changes", {"since": since or versions.FILES}),
    )


def sources(
    page: Page,
    source_ids: Annotated[
        Sequence[str], Field(max_length=100, description="Keys, as the other tools give them; empty: all")
    ] = (),
) -> Answer:
    """Title, publisher, day, address and licence of sources."""
    found = [one for one in source_ids or page.names.sources if one in page.names.sources]
    return answer(
        page, [page.words("assistant.sources", count=len(found))], sources=found, leads_to=("sources", {})
    )


TOOLS = (
    find,
    scores,
    compare,
    check_claim,
    published_claim,
    months_behind,
    official_marks,
    what_changed,
    sources,
)
