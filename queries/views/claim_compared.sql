-- What do the items of a claim about values, differences or ratios give, taken together?
-- One row per claim and moment.
create macro claim_compared(claims, inputs) as table
with item as (
    select
        item.*, claim.aggregate, claim.asserted,
        claim_certain(result_low, result_high, operator, asserted, step) as is_certain,
        claim_possible(result_low, result_high, operator, asserted, step) as is_possible,
        claim.operator, claim.step
    from claim_item(claims, inputs) as item
    join claim_asserted(claims) as claim using (claim_id)
),

taken as (
    select
        claim_id, moment, aggregate, operator, asserted, step,
        count(*) as n_items, bool_and(is_known) as is_known, bool_or(is_derived) as is_derived,
        cast(case aggregate when 'mean' then avg(result) when 'maximum' then max(result) else min(result) end as decimal(18, 6)) as result,
        cast(case aggregate when 'mean' then avg(result_low) when 'maximum' then max(result_low) else min(result_low) end as decimal(18, 6)) as result_low,
        cast(case aggregate when 'mean' then avg(result_high) when 'maximum' then max(result_high) else min(result_high) end as decimal(18, 6)) as result_high,
        bool_and(is_certain) as each_certain, bool_and(is_possible) as each_possible,
        any_value(figure) as figure, any_value(base) as base, any_value(model_id) as model_id, any_value(base_model_id) as base_model_id,
        bool_and(record = 'score') as is_score,
        string_agg(arithmetic, '; ' order by item) as steps,
        string_agg(if(n_parts > 1, '(' || figure_expression || ')', figure_expression), ' + ' order by item) as terms
    from item
    group by claim_id, moment, aggregate, operator, asserted, step
)

select
    claim_id, moment, is_known, is_derived or (n_items > 1 and coalesce(aggregate, '') = 'mean') as is_derived,
    if(coalesce(aggregate, '') = 'every', each_certain, claim_certain(result_low, result_high, operator, asserted, step)) as is_certain,
    if(coalesce(aggregate, '') = 'every', each_possible, claim_possible(result_low, result_high, operator, asserted, step)) as is_possible,
    false as is_open,
    if(coalesce(aggregate, '') <> 'every', result, null) as result,
    if(n_items = 1, figure, null) as figure, if(n_items = 1, base, null) as base,
    if(n_items = 1, model_id, null) as subject_model_id, if(n_items = 1 and is_score, base_model_id, null) as base_model_id,
    case
        when aggregate = 'mean' then '(' || terms || ') ÷ ' || n_items || ' = ' || plain_number(result)
        when aggregate in ('minimum', 'maximum') then steps || ' → ' || plain_number(result)
        else steps
    end as arithmetic
from taken;

comment on macro table claim_compared is 'The asserted quantity over all items: their mean, least, greatest, or each by itself';
