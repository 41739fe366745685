-- Is each of the given claims true, as far as published figures can tell?
-- One row per claim: verdict now and then, reason, arithmetic, what would be needed.
create macro claim_checked(claims, inputs) as table
with given_figure as materialized (
    from claim_figure(claims, inputs)
),

given_amount as materialized (
    from claim_amount(claims, inputs, 'given_figure')
),

outcome as materialized (
    from claim_outcome(claims, inputs, 'given_figure', 'given_amount')
),

earlier as (
    select
        claim_id,
        verdict as verdict_then,
        reason as earlier_reason,
        result as result_then,
        arithmetic as arithmetic_then
    from outcome
    where moment = 'then'
),

scored as (
    select
        claim_id, bool_and(benchmark.unit in ('percent', 'points')) as in_percent,
        if(count(distinct benchmark_id) = 1, any_value(benchmark_id), null) as compared_benchmark_id,
        if(count(distinct benchmark_id) = 1, nullif(any_value(benchmark.chance_level), 0), null) as guessed,
        bool_or(benchmark.category = 'composite' and benchmark_id not in (select composite_id from composite_member))
            as has_unnamed_parts
    from given_figure
    join benchmark using (benchmark_id)
    group by claim_id
),

repeated as (
    select coalesce(list(difference), []) as moves from reporter_spread
)

select
    outcome.* exclude (moment, step, asserted, is_known, has_ratio, is_derived, is_certain, is_possible, is_open),
    verdict_then, result_then, arithmetic_then,
    case
        when earlier_reason in ('figure_missing', 'no_figures') and reason not in ('figure_missing', 'no_figures')
            then 'not_published_then'
        else earlier_reason
    end as reason_then,
    claim_quantity('difference', 1, figure, base) as difference,
    claim_quantity('relative_difference', 1, figure, base) as relative_difference,
    case kind
        when 'difference' then cast(base + asserted as decimal(38, 6))
        when 'relative_difference' then cast(if(base > 0, base, null) * (1 + asserted / 100) as decimal(38, 6))
        when 'ratio' then cast(if(base > 0, base, null) * (asserted / if(unit = 'percent', 100, 1)) as decimal(38, 6))
    end as needed_figure,
    coalesce(
        reason = 'relation_holds' and kind <> 'superlative' and not claim_exact(result, operator, asserted), false
    ) as only_after_rounding,
    claim_needed(reason, has_unnamed_parts) as needed,
    if(in_percent and base_model_id <> subject_model_id, len(moves), null) as n_repeated,
    if(n_repeated is not null, len(list_filter(moves, lambda move : move > abs(figure - base))), null)
        as n_moved_further,
    if(base_model_id <> subject_model_id, compared_benchmark_id, null) as compared_benchmark_id,
    if(kind in ('relative_difference', 'ratio'), guessed, null) as chance_level,
    ratio_over_chance(figure, base, chance_level) as ratio_over_chance,
    if(kind = 'plan', newest_sized_model.model_id, null) as known_since_model_id,
    if(kind = 'plan', newest_sized_model.total_params_b, null) as known_since
from outcome
cross join repeated
left join earlier using (claim_id)
left join scored using (claim_id)
left join newest_sized_model on newest_sized_model.team_id = outcome.team_id
where outcome.moment = 'now';

comment on macro table claim_checked is
    'Claims and inputs, recorded or typed by a reader, with their verdicts; one way for both. Columns: those of the '
    'claim, then those that the view of recorded claims comments';
