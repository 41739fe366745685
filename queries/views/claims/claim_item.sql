-- What is asserted of each item of a claim about a value, difference, relative difference or ratio?
-- One row per claim, moment and item: its limits, and the arithmetic; a composition is the value of its named parts.
create macro claim_item(claims, amounts) as table
with side as (
    from query_table(amounts)
    where variant = '' and role in ('figure', 'base')
),

pair as (
    select
        figure.claim_id, figure.moment, figure.item, figure.model_id, figure.n_parts, figure.record,
        base.model_id as base_model_id,
        figure.value as figure, figure.low as figure_low, figure.high as figure_high,
        base.value as base, base.low as base_low, base.high as base_high,
        figure.expression as figure_expression, base.expression as base_expression,
        figure.short as figure_short, base.short as base_short,
        figure.is_known and coalesce(base.is_known, claim.kind in ('value', 'composition')) as is_known,
        figure.is_derived or coalesce(base.is_derived, false) as is_derived,
        if(claim.kind = 'composition', 'value', claim.kind) as kind, if(claim.unit = 'percent', 100, 1) as hundred
    from side as figure
    join claim_asserted(claims) as claim
        on claim.claim_id = figure.claim_id
        and claim.kind in ('value', 'difference', 'relative_difference', 'ratio', 'composition')
    left join side as base
        on base.claim_id = figure.claim_id
            and base.moment = figure.moment
            and base.item = figure.item
            and base.role = 'base'
    where figure.role = 'figure'
)

select
    *,
    kind not in ('relative_difference', 'ratio') or base_low > 0 as has_ratio,
    claim_quantity(kind, hundred, figure, base) as result,
    claim_quantity(kind, hundred, figure_low, base_high) as result_low,
    claim_quantity(kind, hundred, figure_high, base_low) as result_high,
    claim_steps(kind, hundred, result, figure, base, figure_expression, base_expression, figure_short, base_short)
        as arithmetic
from pair;

comment on macro table claim_item is
    'Figure and base of one item, the asserted quantity, and the limits that the rounding of published scores '
    'leaves; has_ratio: where a ratio is asserted, the base is surely above 0';
