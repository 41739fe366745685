-- Which foreign model held the best number on a benchmark, from which day to which?
-- One row per step of the running best, by setting, whose numbers count, and rivals.
-- Computed at build.
create view frontier as
select
    * exclude (at_decimals, certain_score, counted),
    lead(dated_on) over (
        partition by benchmark_id, setting, measured_by, rivals order by dated_on
    ) as until_on
from frontier_step
where at_decimals = 0 and counted = 'all'
order by benchmark_id, setting, measured_by, rivals, dated_on;

comment on view frontier is
    'The running best of foreign models by day of release, from the numbers held: a model without a number here may '
    'have been better';
comment on column frontier.until_on is 'day from which a better number is held; blank: none is';
