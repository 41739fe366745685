-- Who is ahead if some kinds of benchmarks count more than others?
-- One row per method: every benchmark counts as its category is weighted.
create macro order_weighted(one, other, categories, weights) as table
with weight as (
    select unnest(categories) as category, cast(unnest(weights) as double) as weight
)

select
    method,
    sum(step * weight) as lead,
    sign(round(sum(step * weight), 9)) as ahead,
    count(*) filter (weight > 0) as n_benchmarks
from method_contribution([one], [other])
join weight using (category)
group by method
order by method;

comment on macro table order_weighted is
    'Order of two models with weights for categories. Columns: method; lead: positive where the first is ahead; '
    'ahead: 1, 0 for a tie, -1; n_benchmarks: benchmarks that count';
