-- How far is the best Korean value behind the best foreign one, at each date?
-- One row per benchmark version, recorded conditions, whose numbers count and date on which one of the two bests changed.
-- Computed at build.
create view foreign_gap as
with value as (
    select
        measurement.benchmark_id, measurement.conditions, measurement.known_on, measurement.model_id,
        measurement.score, measurement.oriented, measurement.decimals, measurement.source_id, measurement.reporter_id,
        unnest(['all', measurement.relation]) as whose,
        case when maker.country = 'KR' then 'korean' else 'foreign' end as side
    from measurement
    join team as maker using (team_id)
    where measurement.known_on is not null
),

daily as (
    select
        benchmark_id, conditions, whose, known_on, side,
        max(oriented) as oriented,
        first({'model_id': model_id, 'score': score, 'decimals': decimals, 'source_id': source_id,
               'reporter_id': reporter_id, 'known_on': known_on}
              order by oriented desc, model_id, reporter_id, source_id, decimals) as best
    from value
    group by all
),

days as (
    select distinct benchmark_id, conditions, whose, known_on as on_date from daily
),

best_so_far as (
    select
        days.benchmark_id, days.conditions, days.whose, days.on_date,
        max(daily.oriented) filter (side = 'korean') as korean_oriented,
        max(daily.oriented) filter (side = 'foreign') as foreign_oriented,
        first(daily.best order by daily.oriented desc, daily.known_on) filter (side = 'korean') as korean,
        first(daily.best order by daily.oriented desc, daily.known_on) filter (side = 'foreign') as foreign_best
    from days
    join daily
        on daily.benchmark_id = days.benchmark_id and daily.conditions is not distinct from days.conditions
        and daily.whose = days.whose and daily.known_on <= days.on_date
    group by all
)

select
    benchmark.series, best_so_far.benchmark_id, conditions, whose, on_date,
    korean.model_id as korean_model_id, korean.score as korean_score, korean.known_on as korean_on,
    korean.reporter_id as korean_reporter_id, korean.source_id as korean_source_id,
    foreign_best.model_id as foreign_model_id, foreign_best.score as foreign_score,
    foreign_best.known_on as foreign_on, foreign_best.reporter_id as foreign_reporter_id,
    foreign_best.source_id as foreign_source_id,
    foreign_oriented - korean_oriented as gap,
    greatest(korean.decimals, foreign_best.decimals) as decimals,
    coalesce(korean.reporter_id = foreign_best.reporter_id, false) as one_reporter
from best_so_far
join benchmark on benchmark.benchmark_id = best_so_far.benchmark_id
order by benchmark_id, conditions, whose, on_date;

comment on view foreign_gap is 'The best Korean and the best foreign published value to date on one version of a benchmark under the same recorded conditions';
comment on column foreign_gap.benchmark_id is 'key of the benchmark; another version is another benchmark';
comment on column foreign_gap.series is 'series of versions';
comment on column foreign_gap.whose is 'all, or the relation to the maker (own, competitor, independent) that counts';
comment on column foreign_gap.conditions is 'recorded conditions';
comment on column foreign_gap.on_date is 'day on which a best value was published';
comment on column foreign_gap.korean_model_id is 'Korean model with the best value to date';
comment on column foreign_gap.korean_score is 'its value';
comment on column foreign_gap.korean_on is 'day on which that was published';
comment on column foreign_gap.korean_reporter_id is 'who measured it';
comment on column foreign_gap.korean_source_id is 'its source';
comment on column foreign_gap.foreign_model_id is 'foreign model with the best value to date';
comment on column foreign_gap.foreign_score is 'its value';
comment on column foreign_gap.foreign_on is 'day on which that was published';
comment on column foreign_gap.foreign_reporter_id is 'who measured it';
comment on column foreign_gap.foreign_source_id is 'its source';
comment on column foreign_gap.gap is 'how far the Korean value is behind, in the unit; negative where it is ahead; blank with one side only';
comment on column foreign_gap.decimals is 'decimals that the gap can carry';
comment on column foreign_gap.one_reporter is 'one organisation measured both';
