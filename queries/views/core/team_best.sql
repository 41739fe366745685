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
        order by signed_score desc, publication_day desc nulls last, model_id, coalesce(mode, ''), coalesce(effort, '')
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
comment on column team_best.benchmark_id is 'key of the benchmark';
comment on column team_best.measured_by is
    'all, or the relation to the maker (own, competitor, independent) that counts';
comment on column team_best.team_id is 'key of the team';
comment on column team_best.model_id is 'model that has the value';
comment on column team_best.mode is 'reasoning mode';
comment on column team_best.effort is 'reasoning effort';
comment on column team_best.score is 'the value, in the benchmark''s unit';
comment on column team_best.score_text is 'the value as published';
comment on column team_best.decimals is 'decimals as published';
comment on column team_best.unit is 'unit of the value';
comment on column team_best.relation is 'own, competitor or independent';
comment on column team_best.reporter_id is 'organisation that measured';
comment on column team_best.source_id is 'key of the source';
comment on column team_best.publication_day is 'day on which the source was published';
comment on column team_best.is_highest is 'highest published value among the programme teams; not a lead';
comment on column team_best.n_teams is 'how many programme teams have a value';
