-- Of which teams can the first model be compared with the newest, and why not of the others?
-- One row per programme team.
-- Computed at build.
create view generation_state as
with main_model as (
    select
        team_id,
        max(model_id) filter (generation = 1 and is_main) as first_model_id,
        max(model_id) filter (is_current) as newest_model_id
    from programme_model
    group by team_id
),

gained as (
    select team_id, count(distinct benchmark_id) as n_benchmarks from generation_gain group by team_id
)

select
    team_place.team_id,
    main_model.first_model_id,
    main_model.newest_model_id,
    coalesce(gained.n_benchmarks, 0) as n_benchmarks,
    case
        when newest_model_id is null then 'no_model'
        when newest_model_id = first_model_id then 'one_model'
        when gained.team_id is null then 'not_comparable'
        else 'compared'
    end as state
from team_place
left join main_model using (team_id)
left join gained using (team_id)
order by team_place.team_id;

comment on view generation_state is
    'Each team of the programme with its first and newest model, and whether the two are compared';
comment on column generation_state.team_id is 'key of the organisation';
comment on column generation_state.first_model_id is
    'main model of the first generation; blank where no model has a day of release';
comment on column generation_state.newest_model_id is 'main model of the newest generation';
comment on column generation_state.n_benchmarks is 'benchmarks on which one reporter measured both';
comment on column generation_state.state is
    'compared; not_comparable: no reporter measured both in the same recorded way; one_model: the first is the newest; '
    'no_model: no model with a day of release';
