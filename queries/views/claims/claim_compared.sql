-- What do the items of a claim about values, differences or ratios give, taken together?
-- One row per claim and moment.
create macro claim_compared(claims, amounts) as table
with item as (
    select item.*, coalesce(claim.aggregate, 'single') as aggregate, claim.asserted, claim.operator, claim.step
    from claim_item(claims, amounts) as item
    join claim_asserted(claims) as claim using (claim_id)
),

taken as (
    select
        claim_id, moment, aggregate, operator, asserted, step, if(aggregate = 'every', item, '') as item,
        count(*) as n_items,
        bool_and(is_known) as is_known,
        bool_and(has_ratio) as has_ratio,
        bool_or(is_derived) as is_derived,
        cast(
            case aggregate
                when 'mean' then avg(result) when 'maximum' then max(result) else min(result)
            end as decimal(38, 6)
        ) as result,
        cast(
            case aggregate
                when 'mean' then avg(result_low) when 'maximum' then max(result_low) else min(result_low)
            end as decimal(38, 6)
        ) as low,
        cast(
            case aggregate
                when 'mean' then avg(result_high) when 'maximum' then max(result_high) else min(result_high)
            end as decimal(38, 6)
        ) as high,
        any_value(figure) as figure, any_value(base) as base,
        any_value(model_id) as subject_model_id, any_value(base_model_id) filter (record = 'score') as base_model_id,
        string_agg(arithmetic, '; ' order by item.item) as steps,
        string_agg(if(n_parts > 1, '(' || figure_expression || ')', figure_expression), ' + ' order by item.item)
            as terms
    from item
    group by claim_id, moment, aggregate, operator, asserted, step, if(aggregate = 'every', item, '')
),

rounded as (
    select *, half_up(low, step) as low_rounded, half_up(high, step) as high_rounded
    from taken
)

select
    claim_id,
    moment,
    bool_and(is_known) as is_known,
    bool_and(has_ratio) as has_ratio,
    bool_or(is_derived or (aggregate = 'mean' and n_items > 1)) as is_derived,
    bool_and(claim_certain(low, high, low_rounded, high_rounded, operator, asserted)) as is_certain,
    bool_and(claim_possible(low, high, low_rounded, high_rounded, operator, asserted)) as is_possible,
    false as is_open,
    if(count(*) = 1, any_value(result), null) as result,
    if(sum(n_items) = 1, any_value(figure), null) as figure, if(sum(n_items) = 1, any_value(base), null) as base,
    if(sum(n_items) = 1, any_value(subject_model_id), null) as subject_model_id,
    if(sum(n_items) = 1, any_value(base_model_id), null) as base_model_id,
    string_agg(case aggregate
        when 'mean' then '(' || terms || ') ÷ ' || n_items || ' = ' || plain_number(result)
        when 'minimum' then steps || ' → ' || plain_number(result)
        when 'maximum' then steps || ' → ' || plain_number(result)
        else steps
    end, '; ' order by item) as arithmetic
from rounded
group by claim_id, moment;

comment on macro table claim_compared is
    'The asserted quantity over all items: their mean, least, greatest, or each by itself. Columns: has_ratio: no '
    'ratio to a base of 0 is asked for; is_certain, is_possible: the relation holds for all, for any values that '
    'round to the published ones; result, figure, base; arithmetic';
