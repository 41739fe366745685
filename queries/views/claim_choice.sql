-- How many choices of benchmarks would give a published mean whose parts are not named?
-- One row per claim about the composition of a mean, and moment; counted where the pool has at most 26 benchmarks.
create macro claim_choice(claims, inputs, amounts) as table
with named as (
    select *, row_number() over () as input_number
    from query_table(inputs)
),

whole as (
    select claim_id, moment, item, short, low * n_chosen as low, high * n_chosen as high, n_chosen, input_number
    from query_table(amounts)
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
    from (
        from pool
        qualify count(*) over (partition by claim_id, moment, measure) = (
            select count(*) from whole where whole.claim_id = pool.claim_id and whole.moment = pool.moment
        )
    )
),

half as (
    select claim_id, moment, place % 2 as side, mask, input_number, bit_count(mask) as n,
        coalesce(sum(value) filter (mask >> (place // 2) & 1 = 1), 0) as total
    from shared
    join (select unnest(range(8192)) as mask) on mask < 1 << ((n_pool + 1 - place % 2) // 2)
    where n_pool <= 26
    group by all
),

other_half as (
    select half.*, whole.low - total as least, whole.high - total as most, n_chosen - n as n_wanted
    from half
    join whole using (claim_id, moment, input_number)
    where side = 1
),

first_met as (
    select one.claim_id, one.moment, one.mask as one_mask, other.mask as other_mask
    from half as one
    join other_half as other
        on other.claim_id = one.claim_id and other.moment = one.moment and other.input_number = one.input_number
        and other.n_wanted = one.n and one.total >= other.least and one.total <= other.most
    where one.side = 0
    and one.input_number = (select min(input_number) from whole where whole.claim_id = one.claim_id and whole.moment = one.moment)
),

met as (
    select
        claim_id, moment, one_mask, other_mask, place,
        bool_and(meets) over (partition by claim_id, moment, one_mask, other_mask order by place) as meets
    from (
        select
            first_met.*, one.total between other.least and other.most as meets,
            row_number() over (partition by claim_id, moment, one_mask, other_mask order by input_number) as place
        from first_met
        join half as one using (claim_id, moment)
        join other_half as other using (claim_id, moment, input_number)
        where one.side = 0 and one.mask = one_mask and other.mask = other_mask
    )
),

matching as (
    select claim_id, moment, list(n order by place) as n_matching
    from (select claim_id, moment, place, count(*) filter (meets) as n from met group by all)
    group by all
),

goal as (
    select claim_id, moment, any_value(n_chosen) as n_chosen, list(short order by input_number) as shorts
    from whole
    group by claim_id, moment
)

select
    goal.claim_id, goal.moment, n_pool, n_chosen, coalesce(n_matching, [0]) as n_matching, shorts,
    factorial(cast(n_pool as integer))
        // (factorial(cast(n_chosen as integer)) * factorial(cast(n_pool - n_chosen as integer))) as n_choices
from goal
join (select distinct claim_id, moment, n_pool from shared) using (claim_id, moment)
left join matching using (claim_id, moment)
where n_pool between n_chosen and 33;

comment on macro table claim_choice is 'Choices of the named number of benchmarks from those published for every model of the claim; of these, how many give the first mean, the first two, and so on';
