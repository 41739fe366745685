-- What has each team's newest model scored on each benchmark, and which of them is highest?
-- One row per benchmark, whose numbers count, and newest main model of a programme team that has a score.
-- Computed at build.
create view newest_score as
with best as (
    select leaderboard.*
    from leaderboard
    semi join (select model_id from programme_model where is_current) as newest using (model_id)
    qualify row_number() over (
        partition by benchmark_id, measured_by, model_id
        order by signed_score desc, publication_day desc nulls last, coalesce(mode, ''), coalesce(effort, ''),
            coalesce(agent, ''), coalesce(conditions, ''), source_id
    ) = 1
)

select
    best.benchmark_id, best.measured_by, best.model_id, best.team_id, team_place.is_in, benchmark.category,
    best.mode, best.effort, best.conditions, best.score, best.score_text, best.decimals, best.unit,
    best.reporter_id, best.quoted_by, best.relation, best.source_id, best.publication_day,
    count(*) over of_benchmark as n_models,
    count(*) filter (is_in) over of_benchmark as n_in,
    signed_score = max(signed_score) over of_benchmark as is_highest,
    is_in and signed_score = max(signed_score) filter (is_in) over of_benchmark as is_highest_in
from best
join benchmark on benchmark.benchmark_id = best.benchmark_id
join team_place on team_place.team_id = best.team_id
window of_benchmark as (partition by best.benchmark_id, best.measured_by);

comment on view newest_score is
    'The best displayed number of each team''s newest main model on each benchmark; highest is no lead';
comment on column newest_score.measured_by is
    'all, or the relation to the maker (own, competitor, independent) that counts';
comment on column newest_score.model_id is 'main model of the team''s newest generation';
comment on column newest_score.team_id is 'the model''s team';
comment on column newest_score.category is 'category of the benchmark';
comment on column newest_score.score is 'the number, in the benchmark''s unit';
comment on column newest_score.unit is 'unit of the number';
comment on column newest_score.n_models is 'newest models with a number on the benchmark';
comment on column newest_score.n_in is 'of these, models of teams still in the programme';
comment on column newest_score.is_highest is 'no newest model has a better number on the benchmark';
comment on column newest_score.is_highest_in is
    'of a team still in the programme, and none of these has a better number';
