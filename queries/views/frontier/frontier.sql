-- Which foreign model held the best number on a benchmark, from which day to which?
-- One row per step of the running best, by recorded conditions of a Korean number, whose numbers count and rivals.
-- Computed at build.
create view frontier as
with best_of_day as (
    select *
    from rival_figure
    qualify row_number() over (
        partition by benchmark_id, setting, measured_by, rivals, dated_on
        order by signed_score desc, doubt_en is not null, relation = 'competitor', relation = 'own', model_id, source_id
    ) = 1
),

running as (
    select
        *,
        max(signed_score) over (
            partition by benchmark_id, setting, measured_by, rivals
            order by dated_on rows between unbounded preceding and 1 preceding
        ) as best_before
    from best_of_day
)

select
    * exclude (best_before),
    lead(dated_on) over (
        partition by benchmark_id, setting, measured_by, rivals order by dated_on
    ) as until_on
from running
where best_before is null or signed_score > best_before
order by benchmark_id, setting, measured_by, rivals, dated_on;

comment on view frontier is
    'The running best of foreign models by day of release, from the numbers held: a model without a number here may '
    'have been better';
comment on column frontier.until_on is 'day from which a better number is held; blank: none is';
