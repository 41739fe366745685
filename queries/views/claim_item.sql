-- What is asserted of each item of a claim, and what do its figures give?
-- One row per claim and item, for claims about a value, a difference, a relative difference or a ratio.
create view claim_item as
with side as (
    select
        claim_id, role, item,
        count(*) as n_parts,
        bool_and(value is not null) as is_known,
        sum(value * factor) as value,
        sum(half_width * abs(factor)) as half_width,
        bool_or(factor <> 1) or n_parts > 1 as is_derived,
        string_agg(
            value_text || case when factor = 1 then '' else ' × ' || plain_number(factor) end,
            ' + ' order by criterion, model_id, source_id
        ) as expression
    from claim_record
    group by all
),

pair as (
    select
        figure.claim_id, figure.item, figure.n_parts, figure.is_derived or coalesce(base.is_derived, false) as is_derived,
        figure.value as figure, base.value as base,
        figure.value - figure.half_width as figure_low, figure.value + figure.half_width as figure_high,
        base.value - base.half_width as base_low, base.value + base.half_width as base_high,
        figure.is_known and coalesce(base.is_known, true) as is_known,
        figure.expression as figure_expression, base.expression as base_expression
    from side as figure
    left join side as base on base.claim_id = figure.claim_id and base.item = figure.item and base.role = 'base'
    where figure.role = 'figure'
),

quantity as (
    select
        pair.*, claim.kind, claim.unit,
        case when claim.unit = 'percent' then 100 else 1 end as hundred
    from pair
    join claim using (claim_id)
    where claim.kind in ('value', 'difference', 'relative_difference', 'ratio')
)

select
    * exclude (kind, unit, hundred),
    claim_quantity(kind, hundred, figure, base) as result,
    claim_quantity(kind, hundred, figure_low, base_high) as result_low,
    claim_quantity(kind, hundred, figure_high, base_low) as result_high,
    case kind
        when 'value' then figure_expression || case when is_derived then ' = ' || plain_number(figure) else '' end
        when 'difference' then figure_expression || ' − ' || base_expression || ' = ' || plain_number(figure - base)
        when 'relative_difference'
            then figure_expression || ' − ' || base_expression || ' = ' || plain_number(figure - base) || '; '
                || figure_expression || ' ÷ ' || base_expression || ' = ' || plain_number(half_up(figure / base, 0.0001)) || '; '
                || '(' || plain_number(half_up(figure / base, 0.0001)) || ' − 1) × 100 = '
                || plain_number(half_up(result, 0.01)) || ' %'
        else figure_expression || ' ÷ ' || base_expression || ' = '
            || plain_number(half_up(figure / base, 0.0001))
            || case when unit = 'percent' then ' = ' || plain_number(half_up(result, 0.01)) || ' %' else '' end
    end as arithmetic
from quantity;

comment on view claim_item is 'Figures of one item added up and set against their base, with the limits that the rounding of published scores leaves';
comment on column claim_item.claim_id is 'key of the claim';
comment on column claim_item.item is 'item of the claim';
comment on column claim_item.n_parts is 'figures added up';
comment on column claim_item.is_derived is 'a sum or a multiple of published figures, not a published figure itself';
comment on column claim_item.figure is 'what the claim is about';
comment on column claim_item.base is 'what it is compared with; blank for a value';
comment on column claim_item.figure_low is 'least exact figure that rounds to the published one';
comment on column claim_item.figure_high is 'greatest such figure';
comment on column claim_item.base_low is 'least exact base';
comment on column claim_item.base_high is 'greatest exact base';
comment on column claim_item.is_known is 'every named record holds one figure';
comment on column claim_item.figure_expression is 'the figure as a sum of published numbers';
comment on column claim_item.base_expression is 'the base as a sum of published numbers';
comment on column claim_item.result is 'the asserted quantity: value, difference, relative difference in percent, or ratio';
comment on column claim_item.result_low is 'least value of that quantity';
comment on column claim_item.result_high is 'greatest value of that quantity';
comment on column claim_item.arithmetic is 'the arithmetic of the item';
