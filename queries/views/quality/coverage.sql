-- Of how many benchmarks is a number published for each programme model?
-- One row per programme model and category: k of B.
-- Computed at build.
create view coverage as
with best_relation as (
    select
        model_id, benchmark_id,
        bool_or(relation = 'independent') as has_independent,
        bool_or(relation = 'own') as has_own,
        bool_or(relation = 'competitor') as has_competitor
    from measurement
    group by all
),

benchmarks as (
    select benchmark_id, category
    from benchmark
    where benchmark_id in (select benchmark_id from measurement)
)

select
    programme_model.team_id,
    programme_model.model_id,
    benchmarks.category,
    count(*) as n_benchmarks,
    count(best_relation.benchmark_id) as n_published,
    count(*) filter (best_relation.has_independent) as n_independent,
    count(*) filter (best_relation.has_own) as n_own,
    count(*) filter (best_relation.has_competitor) as n_competitor,
    count(missing_reason.reason) filter (best_relation.benchmark_id is null) as n_reason_known
from programme_model
cross join benchmarks
left join best_relation
    on best_relation.model_id = programme_model.model_id and best_relation.benchmark_id = benchmarks.benchmark_id
left join missing_reason
    on missing_reason.model_id = programme_model.model_id and missing_reason.benchmark_id = benchmarks.benchmark_id
group by all;

comment on view coverage is
    'For each programme model and category, how many of the benchmarks that anybody published have a number';
comment on column coverage.team_id is 'key of the organisation';
comment on column coverage.n_benchmarks is 'benchmarks of the category with any published number (B)';
comment on column coverage.n_published is 'of these, benchmarks with a number of the model (k)';
comment on column coverage.n_independent is 'of these, benchmarks with an independent number';
comment on column coverage.n_own is 'of these, benchmarks with the maker''s own number';
comment on column coverage.n_competitor is 'of these, benchmarks with a competitor''s number';
comment on column coverage.n_reason_known is 'benchmarks without a number for which the reason is known';
