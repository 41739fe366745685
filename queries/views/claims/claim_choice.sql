-- How many choices of benchmarks would give a published mean whose parts are not named?
-- One row per claim about the composition of a mean, and moment; counted where the pool has at most 26 benchmarks.
-- How (meet in the middle, Horowitz & Sahni 1974): the pool is split into halves of at most 13 benchmarks; of each half
-- every subset is a bit mask with its count and sum (at most 8,192). A choice of k benchmarks that gives the published
-- mean is a pair of masks whose counts add up to k and whose sums add up to a total that rounds to it. Where a claim
-- has several means (input_number), one pair of masks has to meet them all.
create macro claim_choice(claims, inputs, amounts) as table
with whole as materialized (
    from claim_mean(claims, inputs, amounts)
),

shared as materialized (
    from claim_pool(claims, inputs, 'whole')
),

half as (
    select claim_id, moment, place % 2 as side, mask, input_number, bit_count(mask) as n,
        coalesce(sum(value) filter (mask >> (place // 2) & 1 = 1), 0) as total
    from shared
    join (select unnest(range(8192)) as mask) on mask < 1 << ((n_pool + 1 - place % 2) // 2)
    where n_pool <= 26
    group by all
),

right_half as (
    select half.*, whole.low - total as least, whole.high - total as most, n_chosen - n as n_wanted
    from half
    join whole using (claim_id, moment, input_number)
    where side = 1
),

first_met as (
    select one.claim_id, one.moment, one.mask as left_mask, other.mask as right_mask
    from half as one
    join right_half as other
        on other.claim_id = one.claim_id and other.moment = one.moment and other.input_number = one.input_number
        and other.n_wanted = one.n and one.total >= other.least and one.total <= other.most
    where one.side = 0
    and one.input_number
    = (select min(input_number) from whole where whole.claim_id = one.claim_id and whole.moment = one.moment)
),

met as (
    select
        claim_id, moment, left_mask, right_mask, place,
        bool_and(meets) over (partition by claim_id, moment, left_mask, right_mask order by place) as meets
    from (
        select
            first_met.*, one.total between other.least and other.most as meets,
            row_number() over (partition by claim_id, moment, left_mask, right_mask order by input_number) as place
        from first_met
        join half as one using (claim_id, moment)
        join right_half as other using (claim_id, moment, input_number)
        where one.side = 0 and one.mask = left_mask and other.mask = right_mask
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

comment on macro table claim_choice is
    'Choices of the named number of benchmarks from those published for every model of the claim; of these, how many '
    'give the first mean, the first two, and so on';
