-- Which foreign numbers were better than every earlier one, by the day of the model's release?
-- One row per step of the running best, by setting, whose numbers count, rivals, decimals of the Korean numbers that
-- are held against it (0: as published), and whether doubtful numbers count.
-- Computed at build.
create view frontier_step as
with at_decimals as (
    select distinct
        benchmark_id, coalesce(conditions, '') as setting, measured_by,
        unnest(list_distinct([0, decimals])) as at_decimals
    from frontier_figure
    where side = 'korean'
),

certain as (
    select
        rival_figure.*,
        at_decimals.at_decimals,
        rival_figure.signed_score - if(
            rival_figure.decimals < at_decimals.at_decimals,
            cast(0.5 / power(10, rival_figure.decimals) as decimal(18, 6)),
            0
        ) as certain_score,
        unnest(if(doubt_en is null, ['all', 'undoubted'], ['all'])) as counted
    from rival_figure
    join at_decimals using (benchmark_id, setting, measured_by)
),

best_of_day as (
    select *
    from certain
    qualify row_number() over (
        partition by benchmark_id, setting, measured_by, rivals, at_decimals, counted, dated_on
        order by certain_score desc, doubt_en is not null, relation = 'competitor', relation = 'own', model_id,
            source_id, conditions, mode, effort, score_text
    ) = 1
)

select *
from best_of_day
qualify coalesce(certain_score > max(certain_score) over (
    partition by benchmark_id, setting, measured_by, rivals, at_decimals, counted
    order by dated_on rows between unbounded preceding and 1 preceding
), true);

comment on view frontier_step is
    'The running best of foreign models by day of release, from the numbers held: a model without a number here may '
    'have been better';
comment on column frontier_step.at_decimals is
    'a number with fewer decimals than these counts with half a unit of its last less; 0: every number as published';
comment on column frontier_step.certain_score is
    'the number, its sign turned where lower is better, less that half unit';
comment on column frontier_step.counted is 'all, or undoubted: without doubtful numbers';
