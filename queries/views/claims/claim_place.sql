-- Which place does each contestant of a claim hold, with all parts and with parts left out?
-- One row per claim about a rank or its robustness, moment, variant and contestant, within the limits of rounding.
create macro claim_place(claims, amounts) as table
with contestant as (
    select
        amount.*, claim.kind, claim.unit, coalesce(amount.model_id, amount.team_id) as contestant,
        if(is_upward = (unit <> 'rank_from_lowest'), low, -high) as worst,
        if(is_upward = (unit <> 'rank_from_lowest'), high, -low) as best,
        case kind
            when 'rank' then role = 'figure'
            else coalesce(amount.model_id = claim.model_id, amount.team_id = claim.team_id, true)
        end as is_subject
    from query_table(amounts) as amount
    join claim_asserted(claims) as claim using (claim_id)
    where kind in ('rank', 'robustness')
    qualify row_number()
        over (partition by amount.claim_id, moment, variant, contestant order by role = 'among', role = 'base')
        = 1
        and (
            role <> 'among' or amount.n_parts = max(amount.n_parts) over (partition by amount.claim_id, moment, variant)
        )
)

select
    one.claim_id, one.moment, one.variant, one.contestant, one.model_id, one.team_id, one.is_subject, one.unit,
    one.expression, one.short, one.value, one.is_known,
    1 + count(*) filter (other.worst > one.best) as place_low,
    1 + count(*) filter (other.worst + other.best > one.worst + one.best) as place,
    1 + count(*) filter (other.best > one.worst or not other.is_known) as place_high
from contestant as one
left join contestant as other
    on other.claim_id = one.claim_id and other.moment = one.moment and other.variant = one.variant
    and other.contestant <> one.contestant
group by all;

comment on macro table claim_place is
    'Places: sure, as published, and at worst; equal values share a place; a contestant without a figure may be '
    'ahead of all';
