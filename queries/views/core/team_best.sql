-- What is each team's best published value on a benchmark, and how does it stand to the best of all?
-- One row per benchmark, whose numbers count and programme team that has a value.
-- Computed at build.
create view team_best as
with best as (
    select leaderboard.*
    from leaderboard
    join team on team.team_id = leaderboard.team_id and team.role = 'contender'
    qualify row_number() over (
        partition by benchmark_id, measured_by, leaderboard.team_id
        order by signed_score desc, publication_day desc nulls last, model_id, coalesce(mode, ''), coalesce(effort, ''),
            coalesce(agent, '')
    ) = 1
)

select
    benchmark_id,
    measured_by,
    team_id,
    model_id,
    mode,
    effort,
    score,
    score_text,
    decimals,
    unit,
    relation,
    reporter_id,
    source_id, publication_day,
    signed_score = max(signed_score) over (partition by benchmark_id, measured_by) as is_highest,
    count(*) over (partition by benchmark_id, measured_by) as n_teams
from best;

comment on view team_best is 'The best displayed value of each programme team on each benchmark';
comment on column team_best.team_id is 'key of the organisation';
comment on column team_best.model_id is 'model that has the value';
comment on column team_best.score is 'the number, in the benchmark''s unit';
comment on column team_best.unit is 'unit of the number';
comment on column team_best.is_highest is 'highest published value among the programme teams; not a lead';
comment on column team_best.n_teams is 'how many programme teams have a value';
