-- What is known of each benchmark?
-- One row per benchmark with at least one published number.
-- Computed at build.
create view benchmark_use as
select
    benchmark.*,
    count(*) as n_numbers,
    count(distinct measurement.model_id) as n_models,
    count(distinct measurement.reporter_id) as n_reporters,
    count(distinct measurement.team_id) filter (team.role = 'contender') as n_teams
from benchmark
join measurement using (benchmark_id)
join team on team.team_id = measurement.team_id
group by all
order by n_teams desc, n_models desc, benchmark_id;

comment on view benchmark_use is 'Benchmarks with the number of published results, those of most programme teams first';
comment on column benchmark_use.name_ko is 'Korean name; blank where the Latin one is used';
comment on column benchmark_use.name_en is 'name in Latin letters';
comment on column benchmark_use.unit is 'unit of the number';
comment on column benchmark_use.n_items is 'number of items';
comment on column benchmark_use.n_numbers is 'published numbers';
comment on column benchmark_use.n_models is 'models with a number';
comment on column benchmark_use.n_reporters is 'organisations that measured';
comment on column benchmark_use.n_teams is 'programme teams with a number';
