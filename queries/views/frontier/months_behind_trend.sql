-- Is each team's newest model fewer months behind than its first in the programme was?
-- One row per team that has both, benchmark on which both have a number, whose numbers count, and rivals.
create view months_behind_trend as
with both_models as (
    select
        earlier.team_id, earlier.model_id as first_model_id, later.model_id as newest_model_id
    from programme_model as earlier
    join programme_model as later using (team_id)
    where earlier.generation = 1 and earlier.is_main and later.is_current and later.generation > 1
),

compared as (
    select
        both_models.*, later.is_in, earlier.benchmark_id, earlier.measured_by, earlier.rivals, earlier.category,
        earlier.months as first_months, later.months as newest_months,
        earlier.state as first_state, later.state as newest_state,
        earlier.source_id as first_source_id, later.source_id as newest_source_id,
        later.months - earlier.months as change,
        later.undoubted_months - earlier.undoubted_months as undoubted_change,
        earlier.is_at_least or later.is_at_least as is_bound
    from both_models
    join months_behind as earlier on earlier.model_id = first_model_id
    join months_behind as later
        on later.model_id = newest_model_id and later.benchmark_id = earlier.benchmark_id
        and later.measured_by = earlier.measured_by and later.rivals = earlier.rivals
)

select
    * exclude (is_bound, undoubted_change),
    case
        when change is null then 'untold'
        when is_bound then 'bound'
        when trend_of(change) is distinct from trend_of(undoubted_change) then 'doubtful'
        else trend_of(change)
    end as trend
from compared
order by is_in desc, team_id, benchmark_id, measured_by, rivals;

comment on view months_behind_trend is 'Months behind of each team''s first and newest model on one benchmark';
comment on column months_behind_trend.first_model_id is 'main model of the first generation';
comment on column months_behind_trend.newest_model_id is 'main model of the newest generation';
comment on column months_behind_trend.first_months is 'months behind of the first model; negative: ahead';
comment on column months_behind_trend.newest_months is 'months behind of the newest model; negative: ahead';
comment on column months_behind_trend.first_state is 'state of the first model, as in months_behind';
comment on column months_behind_trend.newest_state is 'state of the newest model, as in months_behind';
comment on column months_behind_trend.first_source_id is 'source of the first model''s number';
comment on column months_behind_trend.newest_source_id is 'source of the newest model''s number';
comment on column months_behind_trend.change is 'months of the newest less those of the first; negative: closer';
comment on column months_behind_trend.trend is
    'closer, further or same (less than a month); bound: one of the two is a lower bound alone; doubtful: without '
    'doubtful numbers it would be another; untold: one of the two has no months';
comment on column months_behind_trend.team_id is 'team of the programme';
