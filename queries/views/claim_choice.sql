-- How many choices of benchmarks would give a published mean whose parts are not named?
-- One row per claim about the composition of a mean, and moment; counted where the pool has at most 26 benchmarks.
create macro claim_choice(claims, inputs) as table
with named as (
    select *, row_number() over () as input_number
    from (select unnest(inputs, recursive := true))
),

whole as (
    select claim_id, moment, item, short, low * n_chosen as low, high * n_chosen as high, n_chosen, input_number
    from claim_amount(claims, inputs)
    join (select claim_id, n_parts as n_chosen from claim_asserted(claims)) using (claim_id)
    join (select claim_id, item, input_number from named where role = 'base') using (claim_id, item)
    where role = 'base' and variant = '' and is_known
),

pool as (
    select whole.claim_id, whole.moment, whole.input_number, figure.measure, max(figure.value) as value
    from named
    join whole on whole.claim_id = named.claim_id and whole.item = named.item
    join claim_asserted(claims) as claim on claim.claim_id = named.claim_id
    join published_figure as figure
        on figure.record = 'score' and figure.model_id = named.model_id and figure.source_id = named.source_id
        and (whole.moment = 'now' or figure.known_on <= claim.claimed_on)
    join benchmark on benchmark.benchmark_id = figure.measure and benchmark.unit = 'percent' and benchmark.category <> 'composite'
    where named.role = 'pool'
    group by all
),

shared as (
    select
        *,
        dense_rank() over (partition by claim_id, moment order by measure) - 1 as place,
        count(distinct measure) over (partition by claim_id, moment) as n_pool
    from pool
    qualify count(*) over (partition by claim_id, moment, measure) = (
        select count(*) from whole where whole.claim_id = pool.claim_id and whole.moment = pool.moment
    )
),

half as (
    select claim_id, moment, side, mask, bit_count(mask) as n, list(total order by input_number) as totals
    from (
        select claim_id, moment, place % 2 as side, mask, input_number, sum(value) filter (mask >> (place // 2) & 1 = 1) as total
        from shared
        join (select unnest(range(8192)) as mask) on mask < 1 << ((n_pool + 1 - place % 2) // 2)
        where n_pool <= 26
        group by all
    )
    group by claim_id, moment, side, mask
),

goal as (
    select
        claim_id, moment, any_value(n_chosen) as n_chosen, list(low order by input_number) as lows,
        list(high order by input_number) as highs, list(short order by input_number) as shorts
    from whole
    group by claim_id, moment
),

met as (
    select
        claim_id, moment,
        [coalesce(one.totals[place], 0) + coalesce(other.totals[place], 0) between lows[place] and highs[place] for place in range(1, len(lows) + 1)] as meets
    from half as one
    join half as other using (claim_id, moment)
    join goal using (claim_id, moment)
    where one.side = 0 and other.side = 1 and one.n + other.n = n_chosen
    and coalesce(one.totals[1], 0) + coalesce(other.totals[1], 0) between lows[1] and highs[1]
)

select
    goal.claim_id, goal.moment, n_pool, n_chosen,
    factorial(n_pool) // (factorial(n_chosen) * factorial(n_pool - n_chosen)) as n_choices,
    [(select count(*) from met where met.claim_id = goal.claim_id and met.moment = goal.moment and list_bool_and(meets[1:place])) for place in range(1, len(lows) + 1)] as n_matching,
    shorts
from goal
join (select distinct claim_id, moment, n_pool from shared) using (claim_id, moment)
where n_pool between n_chosen and 33;

comment on macro claim_choice is 'Choices of the named number of benchmarks from those published for every model of the claim; of these, how many give the first mean, the first two, and so on';
