-- Which place, or how many changes of place, do the figures of a claim give?
-- One row per claim about a rank or its robustness, and moment.
create macro claim_ranked(claims, inputs, amounts) as table
with place as (
    from claim_place(claims, amounts)
),

opened as (
    select distinct claim_id
    from query_table(inputs)
    where role = 'among' and record <> 'mark' and model_id is null
),

drawn as (
    select
        claim_id, moment, variant, bool_and(is_known) as all_known,
        replace(string_agg(short, ' > ' order by place, contestant), '>', if(unit = 'rank_from_lowest', '<', '>'))
            as line,
        list(
            {'variant': variant, 'place': place, 'model_id': model_id, 'team_id': team_id, 'text': short}
            order by place, contestant
        ) as standing
    from place
    group by claim_id, moment, variant, unit
),

step as (
    select
        one.claim_id, one.moment, one.variant,
        if(
            one.unit = 'rank_changes',
            count(*) filter (one.place_low > whole.place_high or one.place_high < whole.place_low),
            max(one.place_low)
        ) as low,
        if(one.unit = 'rank_changes', count(*) filter (one.place <> whole.place), max(one.place)) as middle,
        if(
            one.unit = 'rank_changes',
            count(*) filter (one.place_low < whole.place_high or one.place_high > whole.place_low),
            max(one.place_high)
        ) as high,
        bool_and(one.is_known) as is_known
    from place as one
    join place as whole
        on whole.claim_id = one.claim_id
            and whole.moment = one.moment
            and whole.contestant = one.contestant
            and whole.variant = ''
    where one.is_subject
    group by one.claim_id, one.moment, one.variant, one.unit
    qualify one.variant <> '' or count(*) over (partition by one.claim_id, one.moment) = 1
),

bounded as (
    select
        step.claim_id, step.moment, step.variant, step.low, step.middle, step.is_known,
        if(opened.claim_id is null, step.high, null) as high, opened.claim_id is not null as is_opened,
        claim.operator, claim.asserted, claim.kind
    from step
    join claim_asserted(claims) as claim using (claim_id)
    left join opened using (claim_id)
)

select
    claim_id, moment, bool_and(is_known and (kind = 'rank' or all_known)) as is_known, false as is_derived,
    bool_and(claim_certain(low, high, low, high, operator, asserted)) as is_certain,
    bool_and(claim_possible(low, high, low, high, operator, asserted)) as is_possible,
    bool_or(is_opened or not all_known) as is_open,
    cast(max(middle) as decimal(18, 6)) as result,
    string_agg(line, '; ' order by variant) as arithmetic, flatten(list(standing order by variant)) as standing
from bounded
join drawn using (claim_id, moment, variant)
group by claim_id, moment;

comment on macro table claim_ranked is
    'The place of the subject, or how many subjects change place, taken over every variant; without an upper limit '
    'where the set is not covered by records';
