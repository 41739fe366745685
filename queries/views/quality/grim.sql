-- Which published shares cannot come from one run over the benchmark's items?
-- One row per published percentage that is a share of a known number of items.
-- Computed at build.
create view grim as
with counted as (
    select
        measurement.benchmark_id, measurement.model_id, measurement.team_id, measurement.mode, measurement.effort,
        measurement.reporter_id, measurement.source_id, measurement.score, measurement.score_text, measurement.decimals,
        coalesce(measurement.n_items, benchmark.n_items) as n_items,
        case when measurement.n_items is not null then 'source' else benchmark.n_items_basis end as n_items_basis
    from measurement
    join benchmark using (benchmark_id)
    where benchmark.is_proportion and measurement.unit = 'percent' and (
        measurement.n_items is not null
        or benchmark.n_items is not null and not contains(coalesce(measurement.conditions, ''), 'subset=')
    )
)

select
    *,
    grim_possible(score, decimals, n_items) as is_possible,
    case when not is_possible then list_min(list_filter(
        range(2, 65), lambda runs : grim_possible(score, decimals, n_items * runs)
    )) end as fewest_runs,
    not is_possible and (n_items >= fewest_items_of_one_run() or fewest_runs is null) as is_question
from counted
order by benchmark_id, source_id, model_id;

comment on view grim is
    'Whether a percentage at its printed decimals is a whole number of items; means of several runs are not';
comment on column grim.score is 'the number, in the benchmark''s unit';
comment on column grim.n_items is 'number of items, as stated with the score or for the benchmark';
comment on column grim.n_items_basis is 'where that number is known from: source, dataset, unverified';
comment on column grim.is_possible is 'some whole number of items gives the percentage';
comment on column grim.fewest_runs is 'where not: the fewest runs, 2 to 64, whose mean gives it; blank where none does';
comment on column grim.is_question is
    'no whole number of items, and no mean that is to be expected: on small benchmarks a mean of several runs is the '
    'rule';
