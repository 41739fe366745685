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
comment on column benchmark_use.benchmark_id is 'key of the benchmark';
comment on column benchmark_use.name_ko is 'Korean name; blank where the Latin one is used';
comment on column benchmark_use.name_en is 'name in Latin letters';
comment on column benchmark_use.series is 'family of versions of one benchmark';
comment on column benchmark_use.version is 'version within the series';
comment on column benchmark_use.category is 'what it measures';
comment on column benchmark_use.metric is 'what the score is';
comment on column benchmark_use.unit is 'unit of the score';
comment on column benchmark_use.higher_is_better is 'whether higher is better';
comment on column benchmark_use.scale_min is 'lowest possible score';
comment on column benchmark_use.scale_max is 'highest possible score';
comment on column benchmark_use.chance_level is 'score by guessing';
comment on column benchmark_use.n_items is 'number of items';
comment on column benchmark_use.n_items_basis is 'basis of the number of items: dataset, unverified or a source';
comment on column benchmark_use.is_proportion is 'whether the score is a proportion of items';
comment on column benchmark_use.description_ko is 'one plain sentence in Korean';
comment on column benchmark_use.description_en is 'one plain sentence in English';
comment on column benchmark_use.note_ko is 'note in Korean';
comment on column benchmark_use.note_en is 'note in English';
comment on column benchmark_use.n_numbers is 'published numbers';
comment on column benchmark_use.n_models is 'models with a number';
comment on column benchmark_use.n_reporters is 'organisations that measured';
comment on column benchmark_use.n_teams is 'programme teams with a number';
