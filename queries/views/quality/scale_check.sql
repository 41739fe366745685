-- Which numbers lie outside the scale of their benchmark, or look like a fraction among percentages?
-- One row per published number in the unit of its benchmark.
-- Computed at build.
create view scale_check as
with among as (
    select
        measurement.benchmark_id, measurement.model_id, measurement.team_id, measurement.mode, measurement.effort,
        measurement.reporter_id, measurement.source_id, measurement.score, measurement.score_text, measurement.decimals,
        measurement.unit, benchmark.scale_min, benchmark.scale_max,
        min(score) filter (score > 1) over (partition by measurement.benchmark_id) as lowest_above_one,
        max(score) filter (score > 1) over (partition by measurement.benchmark_id) as highest_above_one
    from measurement
    join benchmark on benchmark.benchmark_id = measurement.benchmark_id and benchmark.unit = measurement.unit
)

select
    *,
    coalesce(score < scale_min, false) or coalesce(score > scale_max, false) as is_outside,
    coalesce(
        unit = 'percent' and score > 0 and score <= 1 and decimals > 1
        and 100 * cast(score as decimal(38, 6)) between lowest_above_one and highest_above_one, false
    ) as looks_like_fraction
from among
order by benchmark_id, source_id, model_id;

comment on view scale_check is 'Every number beside the scale of its benchmark';
comment on column scale_check.score is 'the number, in the benchmark''s unit';
comment on column scale_check.unit is 'unit of the number';
comment on column scale_check.scale_min is 'lowest value of the scale';
comment on column scale_check.scale_max is 'highest value of the scale';
comment on column scale_check.lowest_above_one is 'lowest number above 1 published for the benchmark';
comment on column scale_check.highest_above_one is 'highest such number';
comment on column scale_check.is_outside is 'the number lies outside the scale';
comment on column scale_check.looks_like_fraction is
    'a percentage of at most 1 with two decimals or more that a hundred times larger would lie among the others';
