-- From which benchmarks can the parts of a mean have been chosen?
-- One row per claim, moment, mean and benchmark that is published for every model of the claim.
create macro claim_pool(claims, inputs, means) as table
with mean as (
    from query_table(means)
),

pool as (
    select mean.claim_id, mean.moment, mean.input_number, figure.measure, max(figure.value) as value
    from query_table(inputs) as named
    join mean on mean.claim_id = named.claim_id and mean.item = named.item
    join claim_asserted(claims) as claim on claim.claim_id = named.claim_id
    join published_figure as figure
        on figure.record = 'score' and figure.model_id = named.model_id and figure.source_id = named.source_id
        and (mean.moment = 'now' or figure.publication_day <= claim.claimed_on)
    join
        benchmark
        on benchmark.benchmark_id = figure.measure and benchmark.unit = 'percent' and benchmark.category <> 'composite'
    where named.role = 'pool'
    group by all
)

select
    *,
    dense_rank() over (partition by claim_id, moment order by measure) - 1 as place,
    count(distinct measure) over (partition by claim_id, moment) as n_pool
from (
    from pool
    qualify count(*) over (partition by claim_id, moment, measure) = (
        select count(*) from mean where mean.claim_id = pool.claim_id and mean.moment = pool.moment
    )
);

comment on macro table claim_pool is
    'Candidates for the parts of a mean. Columns: measure, value, place: number of the benchmark from 0; n_pool: how '
    'many there are';
