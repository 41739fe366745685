-- How far apart are the chosen models on the benchmarks they share, where no condition is known to differ?
-- One row per unit of these benchmarks, the most frequent first.
create macro head_to_head_spread(models) as table
with spread as (
    select
        benchmark_id, unit,
        max(score) - min(score) as points,
        any_value(difference_decimals) as decimals
    from head_to_head(models)
    where basis <> 'differs'
    group by benchmark_id, unit
)

select
    unit,
    count(*) as n_benchmarks,
    min(points) as least,
    first(decimals order by points, benchmark_id) as least_decimals,
    first(benchmark_id order by points, benchmark_id) as least_benchmark_id,
    max(points) as most,
    first(decimals order by points desc, benchmark_id) as most_decimals,
    first(benchmark_id order by points desc, benchmark_id) as most_benchmark_id
from spread
group by unit
order by n_benchmarks desc, unit;

comment on macro table head_to_head_spread is
    'Highest minus lowest score of chosen models. Columns: unit; n_benchmarks: shared benchmarks of this unit where no '
    'condition is known to differ; least, most: the smallest and the largest spread, in the unit; least_benchmark_id, '
    'most_benchmark_id: on which benchmark; '
    'least_decimals, most_decimals: decimals that these can carry';
