-- What follows for each claim from the figures of a moment, and why?
-- One row per claim and moment (now, then, and of other numbers now/2, then/2 …).
create macro claim_outcome(claims, inputs, figures, amounts) as table
with given as (
    from claim_compared(claims, amounts)
    union all by name
    from claim_ranked(claims, inputs, amounts)
    union all by name
    from claim_exception(claims, inputs, amounts)
),

asked as (
    select claim_id, unnest(['now', 'then']) as moment from claim_asserted(claims)
    union
    select claim_id, moment from query_table(figures)
),

source_of as (
    select claim_id, moment, list(distinct source_id order by source_id) filter (value is not null) as input_source_ids
    from query_table(figures)
    group by all
),

weighed as (
    select
        claim.*, moment.moment, given.* exclude (claim_id, moment), source_of.input_source_ids,
        case
            when claim.kind = 'plan' then 'is_plan'
            when given.claim_id is null and claim.kind = 'composition' then 'parts_not_named'
            when given.claim_id is null then 'no_figures'
            when not is_known then 'figure_missing'
            when not has_ratio then 'no_ratio'
            when claim.kind = 'value' and not is_derived and input_source_ids = [claim.source_id]
                then 'only_its_own_source'
            when is_certain then 'relation_holds'
            when not is_possible and operator in ('=', 'about') and is_derived then 'figures_contradict'
            when not is_possible and claim.kind = 'superlative' then 'counterexample'
            when not is_possible then 'relation_fails'
            when is_open then 'not_covered'
            else 'within_rounding'
        end as reason
    from claim_asserted(claims) as claim
    join asked as moment using (claim_id)
    left join given on given.claim_id = claim.claim_id and given.moment = moment.moment
    left join source_of on source_of.claim_id = claim.claim_id and source_of.moment = moment.moment
    where split_part(moment.moment, '/', 1) = 'now' or claim.claimed_on is not null
)

select
    *,
    case
        when reason = 'relation_holds' then 'supported'
        when reason in ('relation_fails', 'counterexample') then 'not_supported'
        when reason = 'figures_contradict' then 'figures_do_not_agree'
        else 'cannot_be_checked'
    end as verdict
from weighed;

comment on macro table claim_outcome is
    'The verdict on each claim from all records and from those published by the day of the claim, and the reason';
