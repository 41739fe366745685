-- Is each of the given claims true, as far as published figures can tell?
-- One row per claim: verdict now and then, reason, arithmetic, what would be needed.
create macro claim_checked(claims, inputs) as table
with outcome as (
    from claim_outcome(claims, inputs)
),

unparted as (
    select claim_id, bool_or(benchmark.category = 'composite' and benchmark_id not in (select composite_id from composite_member)) as has_unnamed_parts
    from claim_figure(claims, inputs) as figure
    join benchmark using (benchmark_id)
    group by claim_id
)

select
    outcome.* exclude (moment, step, asserted, is_known, is_derived, is_certain, is_possible, is_open),
    earlier.verdict as verdict_then,
    case
        when earlier.reason in ('figure_missing', 'no_figures') and outcome.reason not in ('figure_missing', 'no_figures') then 'not_published_then'
        else earlier.reason
    end as reason_then,
    earlier.result as result_then,
    cast(figure - base as decimal(18, 6)) as difference,
    cast(100 * (figure / base - 1) as decimal(18, 6)) as relative_difference,
    case outcome.kind
        when 'difference' then cast(base + asserted as decimal(18, 6))
        when 'relative_difference' then cast(base * (1 + asserted / 100) as decimal(18, 6))
        when 'ratio' then cast(base * asserted / if(unit = 'percent', 100, 1) as decimal(18, 6))
    end as needed_figure,
    coalesce(outcome.reason = 'relation_holds' and outcome.kind <> 'superlative' and not claim_exact(outcome.result, operator, asserted), false) as only_after_rounding,
    list_filter([
        case outcome.reason
            when 'no_figures' then 'figure'
            when 'figure_missing' then 'figure'
            when 'only_its_own_source' then 'other_source'
            when 'within_rounding' then 'finer_figures'
            when 'not_covered' then 'whole_set'
            when 'parts_not_named' then 'named_parts'
            when 'is_plan' then 'outcome'
        end,
        if(has_unnamed_parts and outcome.reason <> 'parts_not_named', 'mean_parts', null)
    ], lambda code : code is not null) as needed,
    choice.n_pool, choice.n_chosen, choice.n_choices, choice.n_matching, choice.shorts as choice_means,
    if(outcome.kind = 'plan', newest_sized_model.model_id, null) as known_since_model_id,
    if(outcome.kind = 'plan', newest_sized_model.total_params_b, null) as known_since
from outcome
left join outcome as earlier on earlier.claim_id = outcome.claim_id and earlier.moment = 'then'
left join unparted on unparted.claim_id = outcome.claim_id
left join claim_choice(claims, inputs) as choice on choice.claim_id = outcome.claim_id and choice.moment = 'now'
left join newest_sized_model on newest_sized_model.team_id = outcome.team_id
where outcome.moment = 'now';

comment on macro claim_checked is 'Claims and inputs, recorded or typed by a reader, with their verdicts; one way for both';
