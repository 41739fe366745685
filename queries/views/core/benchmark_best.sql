-- What is the best Korean and the best foreign number on a benchmark?
-- One row per benchmark, whose numbers count and side (korean or foreign) that has a number; an organisation of unknown
-- country (ZZ) is on neither.
create view benchmark_best as
select leaderboard.*, if(team.country = 'KR', 'korean', 'foreign') as side
from leaderboard
join team on team.team_id = leaderboard.team_id and team.country <> 'ZZ'
qualify row_number() over (
    partition by benchmark_id, measured_by, side
    order by signed_score desc, publication_day nulls last, model_id, coalesce(mode, ''), coalesce(effort, ''),
        coalesce(agent, ''), coalesce(conditions, ''), source_id
) = 1;

comment on view benchmark_best is
    'The best displayed number of Korean and of foreign models on each benchmark; an organisation of unknown country '
    'counts for neither';
comment on column benchmark_best.team_id is 'the model''s maker';
comment on column benchmark_best.side is 'korean or foreign: the country of the model''s maker';
