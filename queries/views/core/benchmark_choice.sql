-- Which benchmarks did each team publish for its newest model, and which only the others for theirs?
-- One row per programme team with own numbers and benchmark that any of them published for its own newest model.
-- Computed at build.
create view benchmark_choice as
with published as (
    select distinct measurement.team_id, measurement.model_id, measurement.benchmark_id, measurement.category
    from measurement
    join programme_model on programme_model.model_id = measurement.model_id and programme_model.is_current
    where measurement.relation = 'own'
),

chooser as (
    select distinct team_id, model_id from published
),

offered as (
    select benchmark_id, category, list(team_id order by team_id) as team_ids
    from published
    group by benchmark_id, category
)

select
    chooser.team_id, chooser.model_id, offered.benchmark_id, offered.category,
    list_contains(offered.team_ids, chooser.team_id) as is_published,
    list_filter(offered.team_ids, lambda x : x <> chooser.team_id) as other_team_ids,
    len(other_team_ids) as n_others,
    exists (
        select 1 from measurement
        where measurement.model_id = chooser.model_id and measurement.benchmark_id = offered.benchmark_id
            and measurement.relation <> 'own'
    ) as measured_by_another,
    missing_reason.reason
from chooser
cross join offered
left join
    missing_reason
    on missing_reason.model_id = chooser.model_id and missing_reason.benchmark_id = offered.benchmark_id
order by chooser.team_id, n_others desc, offered.benchmark_id;

comment on view benchmark_choice is 'A teams choice of benchmarks beside that of the other programme teams';
comment on column benchmark_choice.team_id is 'key of the organisation';
comment on column benchmark_choice.model_id is 'its newest model';
comment on column benchmark_choice.is_published is 'the team published its own number for its newest model';
comment on column benchmark_choice.other_team_ids is 'other programme teams that did so for theirs';
comment on column benchmark_choice.n_others is 'how many those are';
comment on column benchmark_choice.measured_by_another is 'somebody else published a number of the teams newest model';
comment on column benchmark_choice.reason is 'why there is no number, where that is known';
