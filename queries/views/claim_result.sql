-- What do the figures of a claim give, taken together, and does the asserted relation hold?
-- One row per claim that can be judged and has figures.
create view claim_result as
with asserted as (
    select
        claim_id, kind, operator, unit, coalesce(aggregate, 'single') as aggregate,
        cast(value_text as decimal(18, 6)) as asserted_value,
        coalesce(rounding, cast(1 / power(10, length(split_part(value_text, '.', 2))) as decimal(18, 6))) as step
    from claim
),

combined as (
    select
        claim_id, aggregate,
        count(*) as n_items,
        bool_and(is_known) as is_known,
        bool_or(is_derived) or count(*) > 1 as is_derived,
        case aggregate when 'mean' then avg(result) when 'maximum' then max(result) else min(result) end as result,
        case aggregate when 'mean' then avg(result_low) when 'maximum' then max(result_low) else min(result_low) end as result_low,
        case aggregate when 'mean' then avg(result_high) when 'maximum' then max(result_high) else min(result_high) end as result_high,
        bool_and(claim_holds(result, operator, asserted_value, step)) as each_holds,
        bool_and(claim_holds(result_low, operator, asserted_value, step)) as each_holds_low,
        bool_and(claim_holds(result_high, operator, asserted_value, step)) as each_holds_high,
        any_value(figure) as figure,
        any_value(base) as base,
        string_agg(figure_expression, '; ' order by item) as figures,
        string_agg(arithmetic, '; ' order by item) as items_arithmetic,
        string_agg(case when n_parts > 1 then '(' || figure_expression || ')' else figure_expression end, ' + ' order by item) as items_sum
    from claim_item
    join asserted using (claim_id)
    group by claim_id, aggregate
)

select
    claim_id, n_items, is_known, is_derived, asserted_value, figures,
    case when aggregate <> 'every' then cast(result as decimal(18, 6)) end as result,
    case when n_items = 1 then figure end as figure,
    case when n_items = 1 then base end as base,
    case when aggregate = 'every' then each_holds else claim_holds(result, operator, asserted_value, step) end as holds,
    case when aggregate = 'every' then each_holds_low else claim_holds(result_low, operator, asserted_value, step) end as holds_low,
    case when aggregate = 'every' then each_holds_high else claim_holds(result_high, operator, asserted_value, step) end as holds_high,
    case when aggregate <> 'every' then claim_exact(result, operator, asserted_value) end as holds_exactly,
    case
        when aggregate = 'mean' then '(' || items_sum || ') ÷ ' || n_items || ' = ' || plain_number(result)
        when aggregate in ('minimum', 'maximum') then items_arithmetic || ' → ' || plain_number(result)
        else items_arithmetic
    end as arithmetic
from combined
join asserted using (claim_id, aggregate);

comment on view claim_result is 'The asserted quantity over all items of a claim: their mean, least, greatest, or each by itself; and whether the relation holds in the middle and at both limits of rounding';
comment on column claim_result.claim_id is 'key of the claim';
comment on column claim_result.n_items is 'items taken together';
comment on column claim_result.is_known is 'every named record holds one figure';
comment on column claim_result.is_derived is 'computed from several published figures';
comment on column claim_result.asserted_value is 'the value that the claim asserts';
comment on column claim_result.figures is 'published figures';
comment on column claim_result.result is 'the asserted quantity; blank where every item stands by itself';
comment on column claim_result.figure is 'the figure, where there is one item';
comment on column claim_result.base is 'the base, where there is one item';
comment on column claim_result.holds is 'the relation holds for the figures as published';
comment on column claim_result.holds_low is 'it holds at the least value that rounding allows';
comment on column claim_result.holds_high is 'it holds at the greatest value that rounding allows';
comment on column claim_result.holds_exactly is 'an inequality holds without rounding; blank for an equality';
comment on column claim_result.arithmetic is 'the arithmetic, step by step';
