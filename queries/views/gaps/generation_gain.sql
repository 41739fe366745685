-- How far did each team come from its first model to its newest, as one reporter measured both?
-- One row per team, benchmark and reporter that measured both models.
-- Computed at build.
create view generation_gain as
with first_model as (
    select team_id, model_id from programme_model where generation = 1 and is_main
),

newest as (
    select team_id, model_id from programme_model where is_current and generation > 1
),

best as (
    select
        *,
        count(*) filter (publication_day is null) over one_setting - (publication_day is null)::int as n_undated
    from measurement
    window one_setting as (partition by benchmark_id, model_id, reporter_id, mode, effort, conditions)
    qualify row_number() over (
        one_setting order by publication_day desc nulls last, signed_score desc, source_id
    ) = 1
)

select
    newest.team_id,
    earlier.benchmark_id,
    earlier.reporter_id,
    earlier.relation,
    first_model.model_id as first_model_id,
    newest.model_id as newest_model_id,
    earlier.score as first_score,
    later.score as newest_score,
    later.score - earlier.score as step,
    greatest(earlier.decimals, later.decimals) as decimals,
    earlier.unit,
    later.signed_score > earlier.signed_score as is_better,
    earlier.source_id as first_source_id,
    later.source_id as newest_source_id,
    earlier.n_undated + later.n_undated as n_undated,
    earlier.mode,
    earlier.effort,
    earlier.conditions,
    comparison_basis(
        false,
        earlier.source_id = later.source_id,
        recorded_alike(
            earlier.mode, earlier.effort, earlier.conditions, later.mode, later.effort, later.conditions
        )
    ) as basis
from newest
join first_model using (team_id)
join best as earlier on earlier.model_id = first_model.model_id
join best as later
    on later.model_id = newest.model_id and later.benchmark_id = earlier.benchmark_id
    and later.reporter_id = earlier.reporter_id
    and later.mode is not distinct from earlier.mode
    and later.effort is not distinct from earlier.effort
    and later.conditions is not distinct from earlier.conditions
order by newest.team_id, earlier.unit <> 'percent', earlier.unit, step desc, earlier.benchmark_id;

comment on view generation_gain is
    'The team''s first and newest model on one benchmark, measured by one reporter in the same recorded mode, effort '
    'and conditions; what is recorded of one alone is not compared';
comment on column generation_gain.team_id is 'key of the organisation';
comment on column generation_gain.reporter_id is 'organisation that measured both';
comment on column generation_gain.first_model_id is 'main model of the first generation';
comment on column generation_gain.newest_model_id is 'main model of the newest generation';
comment on column generation_gain.first_score is 'number of the first model';
comment on column generation_gain.newest_score is 'number of the newest model';
comment on column generation_gain.step is 'newest less first, in the unit';
comment on column generation_gain.decimals is 'decimals that the step can carry';
comment on column generation_gain.unit is 'unit of the number';
comment on column generation_gain.is_better is 'the newest model''s number is the better one';
comment on column generation_gain.n_undated is
    'further numbers of the two without a known day, of which none can be said to be the newest';
comment on column generation_gain.basis is
    'one_table: one source prints both; recorded: mode, effort, tools and conditions are recorded of both; not_known: '
    'not known to differ';
comment on column generation_gain.first_source_id is 'source of the first number';
comment on column generation_gain.newest_source_id is 'source of the newest number';
