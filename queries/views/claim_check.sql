-- Is the claim true, as far as published figures can tell?
-- One row per claim: verdict, figures, arithmetic, sources; a blank verdict for kinds not judged yet.
-- Computed at build.
create view claim_check as
with source_of as (
    select claim_id, list(distinct source_id order by source_id) as input_source_ids
    from claim_record
    group by claim_id
),

reasoned as (
    select
        claim.*,
        claim_result.* exclude (claim_id),
        source_of.input_source_ids,
        case
            when claim.kind not in ('value', 'difference', 'relative_difference', 'ratio') then 'not_judged_yet'
            when claim_result.claim_id is null then 'no_figures'
            when not is_known then 'figure_missing'
            when claim.kind = 'value' and not is_derived and input_source_ids = [claim.source_id] then 'only_its_own_source'
            when holds_low <> holds or holds_high <> holds then 'within_rounding'
            when holds then 'relation_holds'
            when operator in ('=', 'about') and is_derived then 'figures_contradict'
            else 'relation_fails'
        end as reason
    from claim
    left join claim_result using (claim_id)
    left join source_of using (claim_id)
)

select
    claim_id, team_id, model_id, text_ko, text_en, kind, operator, value_text, unit, rounding, aggregate,
    claimed_on, source_id,
    case reason
        when 'not_judged_yet' then null
        when 'relation_holds' then 'supported'
        when 'relation_fails' then 'not_supported'
        when 'figures_contradict' then 'figures_do_not_agree'
        else 'cannot_be_checked'
    end as verdict,
    reason, figure, base, result,
    cast(figure - base as decimal(18, 6)) as difference,
    cast(100 * (figure / base - 1) as decimal(18, 6)) as relative_difference,
    case kind
        when 'difference' then cast(base + asserted_value as decimal(18, 6))
        when 'relative_difference' then cast(base * (1 + asserted_value / 100) as decimal(18, 6))
        when 'ratio' then cast(base * asserted_value / case unit when 'percent' then 100 else 1 end as decimal(18, 6))
    end as needed_figure,
    figures, arithmetic,
    coalesce(reason = 'relation_holds' and not holds_exactly, false) as only_after_rounding,
    input_source_ids
from reasoned
order by claimed_on, claim_id;

comment on view claim_check is 'Each claim with the verdict that published figures give, the arithmetic and the sources';
comment on column claim_check.claim_id is 'key of the claim';
comment on column claim_check.team_id is 'team that the claim is about';
comment on column claim_check.model_id is 'model that the claim is about';
comment on column claim_check.text_ko is 'the claim in our own words, Korean';
comment on column claim_check.text_en is 'the claim in our own words, English';
comment on column claim_check.kind is 'value, difference, relative_difference, ratio; or a kind not judged yet';
comment on column claim_check.operator is 'asserted relation';
comment on column claim_check.value_text is 'asserted value as stated';
comment on column claim_check.unit is 'unit of the asserted value';
comment on column claim_check.rounding is 'step to which an approximate claim is judged';
comment on column claim_check.aggregate is 'mean, minimum or maximum over the items, or every item by itself';
comment on column claim_check.claimed_on is 'day of the claim';
comment on column claim_check.source_id is 'where the claim was made';
comment on column claim_check.verdict is 'supported, not_supported, figures_do_not_agree or cannot_be_checked; blank where not judged yet';
comment on column claim_check.reason is 'what the verdict follows from';
comment on column claim_check.figure is 'the figure that the claim is about, where there is one';
comment on column claim_check.base is 'the figure that it is compared with';
comment on column claim_check.difference is 'figure less base, in their unit';
comment on column claim_check.relative_difference is 'figure over base less one, percent';
comment on column claim_check.result is 'the asserted quantity as the figures give it';
comment on column claim_check.needed_figure is 'the figure that would just meet the claim';
comment on column claim_check.figures is 'published figures that the verdict rests on';
comment on column claim_check.arithmetic is 'the arithmetic, step by step';
comment on column claim_check.only_after_rounding is 'the claim holds at its own decimals and not exactly';
comment on column claim_check.input_source_ids is 'sources of the figures';
