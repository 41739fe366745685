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

led as (
    select claim_id, moment, mode, effort, conditions, reporter_id, quoted_by, source_id
    from given_figure
    where role = 'figure'
    qualify row_number() over (partition by claim_id, moment order by input_number, item, criterion) = 1
),

turned as (
    select
        counting.claim_id, counting.moment,
        list(
            {
                'verdict': other.verdict, 'arithmetic': other.arithmetic, 'mode': led.mode,
                'effort': led.effort, 'conditions': led.conditions, 'reporter_id': led.reporter_id,
                'quoted_by': led.quoted_by, 'source_id': led.source_id
            } order by other.moment
        ) as other_figures
    from outcome as counting
    join outcome as other
        on other.claim_id = counting.claim_id and starts_with(other.moment, counting.moment || '/')
        and other.verdict <> counting.verdict
    join led on led.claim_id = other.claim_id and led.moment = other.moment
    where counting.verdict <> 'cannot_be_checked' and other.verdict <> 'cannot_be_checked'
    group by all
),

settled as (
    select
        outcome.* exclude (verdict, reason),
        if(other_figures is null, verdict, 'depends_on_figure') as verdict,
        if(other_figures is null, reason, 'other_figure') as reason,
        verdict as verdict_by_figure,
        other_figures
    from outcome
    left join turned using (claim_id, moment)
    where moment in ('now', 'then')
),

earlier as (
    select
        claim_id,
        verdict as verdict_then,
        reason as earlier_reason,
        result as result_then,
        arithmetic as arithmetic_then
    from settled
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

facing as (
    select
        one.claim_id,
        known_differences(one.mode, one.effort, one.conditions, other.mode, other.effort, other.conditions) as differs,
        one.source_id = other.source_id and one.reporter_id = other.reporter_id as one_table,
        recorded_alike(one.mode, one.effort, one.conditions, other.mode, other.effort, other.conditions) as is_recorded
    from given_figure as one
    join given_figure as other
        on other.claim_id = one.claim_id and other.moment = one.moment and other.benchmark_id = one.benchmark_id
        and other.model_id <> one.model_id
    where one.moment = 'now' and one.role = 'figure' and one.value is not null and other.value is not null
),

based as (
    select
        claim_id,
        list_sort(list_distinct(flatten(list(differs)))) as differs,
        comparison_basis(
            bool_or(len(facing.differs) > 0), bool_and(one_table), bool_and(one_table or is_recorded)
        ) as basis
    from facing
    group by claim_id
),

undated as (
    select claim_id, count(distinct (record, model_id, team_id, benchmark_id, value_text, source_id)) as n_undated
    from given_figure
    where split_part(moment, '/', 1) = 'now' and value is not null and publication_day is null
    group by claim_id
),

repeated as (
    select coalesce(list(difference), []) as moves from reporter_spread where is_compared
)

select
    settled.* exclude (moment, step, asserted, is_known, has_ratio, is_derived, is_certain, is_possible, is_open),
    verdict_then, result_then, arithmetic_then,
    case
        when earlier_reason in ('figure_missing', 'no_figures') and reason not in ('figure_missing', 'no_figures')
            then 'not_published_then'
        else earlier_reason
    end as reason_then,
    claim_quantity('difference', 1, figure, base) as difference,
    claim_quantity('relative_difference', 1, figure, base) as relative_difference,
    claim_figure_at(kind, unit, base, asserted) as needed_figure,
    claim_figure_at(kind, unit, base, asserted - if(operator in ('>=', '=', 'about'), step / 2, 0)) as needed_low,
    claim_figure_at(kind, unit, base, asserted + if(operator in ('<=', '=', 'about'), step / 2, 0)) as needed_high,
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
    based.basis,
    coalesce(based.differs, []) as differs,
    if(claimed_on is null, null, coalesce(undated.n_undated, 0)) as n_undated,
    if(kind = 'plan', newest_sized_model.model_id, null) as known_since_model_id,
    if(kind = 'plan', newest_sized_model.total_params_b, null) as known_since
from settled
cross join repeated
left join earlier using (claim_id)
left join scored using (claim_id)
left join based using (claim_id)
left join undated using (claim_id)
left join newest_sized_model on newest_sized_model.team_id = settled.team_id
where settled.moment = 'now';

comment on macro table claim_checked is
    'Claims and inputs, recorded or typed by a reader, with their verdicts; one way for both. Columns: those of the '
    'claim, then those that the view of recorded claims comments';
