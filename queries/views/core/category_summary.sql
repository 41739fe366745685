-- How much has each team published in each category, and how often is its value the highest of the teams?
-- One row per category, whose numbers count and programme team.
-- Computed at build.
create view category_summary as
with size_of_category as (
    select category, count(*) as n_benchmarks
    from benchmark
    where benchmark_id in (select benchmark_id from measurement)
    group by category
)

select
    size_of_category.category,
    counted.measured_by,
    team.team_id,
    size_of_category.n_benchmarks,
    count(team_best.benchmark_id) as n_published,
    count(*) filter (team_best.n_teams > 1) as n_contested,
    count(*) filter (team_best.is_highest and team_best.n_teams > 1) as n_highest,
    count(*) filter (team_best.relation = 'own') as n_own,
    count(*) filter (team_best.relation = 'competitor') as n_competitor,
    count(*) filter (team_best.relation = 'independent') as n_independent
from size_of_category
cross join team
cross join (select unnest(['all', 'independent', 'own', 'competitor']) as measured_by) as counted
left join benchmark on benchmark.category = size_of_category.category
left join team_best on team_best.benchmark_id = benchmark.benchmark_id and team_best.team_id = team.team_id
    and team_best.measured_by = counted.measured_by
where team.role = 'contender'
group by all;

comment on view category_summary is
    'Published benchmarks of each team by category; counts, never a mean over different benchmarks';
comment on column category_summary.team_id is 'key of the organisation';
comment on column category_summary.n_benchmarks is 'benchmarks of the category that anybody has published';
comment on column category_summary.n_published is 'of these, benchmarks with a value for a model of the team';
comment on column category_summary.n_contested is
    'of these, benchmarks on which another programme team has a value too';
comment on column category_summary.n_highest is
    'of the contested, benchmarks on which the team''s value is the highest published';
comment on column category_summary.n_own is 'best values measured by the team itself';
comment on column category_summary.n_competitor is 'best values measured by another maker of models';
comment on column category_summary.n_independent is 'best values measured by somebody who makes no model';
