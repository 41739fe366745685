-- Between which ranks does each number lie, within its table?
-- One row per number whose benchmark counts items: rank sets of Mogstad, Romano, Shaikh & Wilhelm 2023.
-- Computed at build.
create view rank_set as
with entry as (
    select
        measurement.benchmark_id, measurement.reporter_id, measurement.source_id, measurement.mode,
        measurement.conditions, measurement.model_id, measurement.effort, measurement.score_text,
        measurement.signed_score, measurement.comparable_rank, measurement.n_comparable,
        row_number()
            over (
                order by
                    measurement.benchmark_id,
                    measurement.source_id,
                    measurement.model_id,
                    measurement.score_text,
                    measurement.effort
            )
            as entry,
        wilson(cast(measurement.score as double) / 100, measurement.n_items_known) as limits,
        100 * (struct_extract(limits, 'high') - struct_extract(limits, 'low')) / (2 * z_95()) as error
    from measurement
    join benchmark using (benchmark_id)
    where benchmark.is_proportion and measurement.unit = 'percent'
        and measurement.n_items_known is not null
        and measurement.n_comparable > 1
),

complete as (
    select *
    from entry
    qualify count(*) over (partition by benchmark_id, reporter_id, source_id, mode, conditions) = n_comparable
),

beaten as (
    select
        one.entry,
        count(*) filter (
            other.signed_score - one.signed_score > z * sqrt(power(one.error, 2) + power(other.error, 2))
        ) as n_surely_higher,
        count(*) filter (
            one.signed_score - other.signed_score > z * sqrt(power(one.error, 2) + power(other.error, 2))
        ) as n_surely_lower
    from complete as one
    join simultaneous_z on simultaneous_z.n_entries = one.n_comparable
    join complete as other
        on other.benchmark_id = one.benchmark_id and other.reporter_id = one.reporter_id
        and other.source_id = one.source_id and other.mode is not distinct from one.mode
        and other.conditions is not distinct from one.conditions
    group by one.entry
)

select
    complete.* exclude (entry, limits),
    100 * complete.limits.low as low,
    100 * complete.limits.high as high,
    1 + beaten.n_surely_higher as best_rank,
    complete.n_comparable - beaten.n_surely_lower as worst_rank
from complete
join beaten using (entry)
order by benchmark_id, source_id, comparable_rank, model_id;

comment on view rank_set is
    'Rank of each number within its table, with the ranks that it may have; errors taken as independent';
comment on column rank_set.comparable_rank is 'rank of the published number';
comment on column rank_set.n_comparable is 'numbers that are ranked together';
comment on column rank_set.error is 'standard error, points: half of the Wilson interval over 1.96';
comment on column rank_set.low is 'lower 95 % limit of the score, percent';
comment on column rank_set.high is 'upper 95 % limit of the score, percent';
comment on column rank_set.best_rank is 'best rank that it may have; all ranks hold together with 95 % confidence';
comment on column rank_set.worst_rank is 'worst such rank';
