-- On which benchmarks do these models have numbers, and which make a table when none is named?
-- One row per benchmark with a published number, those of most of the models first.
create macro table_benchmark(models, kind) as table
with counted as (
    select benchmark_id, count(*) as n_models
    from cell_shown
    where measured_by = kind and list_contains(models, model_id)
    group by benchmark_id
),

placed as (
    select
        benchmark_use.benchmark_id, benchmark_use.category,
        coalesce(counted.n_models, 0) as n_models,
        row_number() over (
            order by
                counted.n_models desc nulls last, benchmark_use.n_teams desc, benchmark_use.n_models desc,
                benchmark_use.benchmark_id
        ) as place
    from benchmark_use
    left join counted on counted.benchmark_id = benchmark_use.benchmark_id
)

select *, n_models > 0 and (2 * n_models > len(models) or place <= 5) as is_first
from placed
order by place;

comment on macro table table_benchmark is
    'Benchmarks for a table of models. Columns: benchmark_id, category; n_models: of the models, those with a number '
    'of the kind that counts; place: order, most models first; is_first: more than half of the models have a number, '
    'or it is one of the five that most of them have';
