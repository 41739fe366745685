-- What has each source brought of these teams and benchmarks?
-- One row per source with a known day and, where teams or benchmarks are named, a score of these; newest first.
create macro source_news(teams, benchmarks) as table
with wanted as (
    select source_id, model_id, benchmark_id
    from measurement
    where
        (len(teams) = 0 or list_contains(teams, team_id))
        and (len(benchmarks) = 0 or list_contains(benchmarks, benchmark_id))
),

counted as (
    select source_id, count(*) as n, count(distinct model_id) as n_of_models
    from wanted
    group by source_id
)

select
    source_use.source_id, title_ko, title_en, publisher_ko, publisher_en, url, publication_day,
    coalesce(n, 0) as n_scores, coalesce(n_of_models, 0) as n_models
from source_use
left join counted on counted.source_id = source_use.source_id
where publication_day is not null and (n > 0 or len(teams) + len(benchmarks) = 0)
order by publication_day desc, source_use.source_id;

comment on macro table source_news is
    'What each source brought, newest first. Columns: source_id, title_ko, title_en, publisher_ko, publisher_en, url; '
    'publication_day: day from which it counts as known; n_scores, n_models: scores of the teams on the benchmarks, '
    'and the models that they are of (empty lists: all)';
