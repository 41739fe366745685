-- Is each recorded claim true, as far as published figures can tell?
-- One row per claim: verdict now and on the day of the claim, reason, arithmetic, what would be needed.
-- Computed at build.
create view claim_check as
with given_figure as (
    from claim_figure('claim', 'claim_input')
),

given_amount as (
    from claim_amount('claim', 'claim_input', 'given_figure')
)

select
    checked.*, choice.n_pool, choice.n_chosen, choice.n_choices, choice.n_matching, choice.shorts as choice_means
from claim_checked('claim', 'claim_input') as checked
left join claim_choice('claim', 'claim_input', 'given_amount') as choice
    on choice.claim_id = checked.claim_id and choice.moment = 'now'
order by claimed_on, claim_id;

comment on view claim_check is
    'Each claim with the verdict that published figures give, the arithmetic and the sources';
comment on column claim_check.claim_id is 'key of the claim';
comment on column claim_check.team_id is 'team that the claim is about';
comment on column claim_check.model_id is 'model that the claim is about';
comment on column claim_check.text_ko is 'the claim in our own words, Korean';
comment on column claim_check.text_en is 'the claim in our own words, English';
comment on column claim_check.kind is
    'value, difference, relative_difference, ratio, rank, superlative, composition, robustness or plan';
comment on column claim_check.operator is 'asserted relation';
comment on column claim_check.value_text is 'asserted value as stated';
comment on column claim_check.unit is 'unit of the asserted value';
comment on column claim_check.rounding is 'step to which an approximate claim is judged';
comment on column claim_check.aggregate is 'mean, minimum or maximum over the items, or every item by itself';
comment on column claim_check.parts is 'how the figures of one item are put together: sum, or mean';
comment on column claim_check.n_parts is 'how many parts a mean is said to have';
comment on column claim_check.claimed_on is 'day of the claim';
comment on column claim_check.source_id is 'where the claim was made';
comment on column claim_check.verdict is
    'supported, not_supported, figures_do_not_agree or cannot_be_checked, from all records';
comment on column claim_check.reason is 'what the verdict follows from';
comment on column claim_check.verdict_then is 'the verdict from the records published by the day of the claim';
comment on column claim_check.reason_then is 'what that verdict follows from';
comment on column claim_check.result is
    'the asserted quantity as the figures give it: for a rank the place, for a robustness the changes, for an only '
    'the counterexamples';
comment on column claim_check.result_then is 'the same from the records of that day';
comment on column claim_check.figure is 'the figure that the claim is about, where there is one';
comment on column claim_check.base is 'the figure that it is compared with';
comment on column claim_check.subject_model_id is 'model of the figure';
comment on column claim_check.base_model_id is 'model of the base';
comment on column claim_check.difference is 'figure less base, in their unit';
comment on column claim_check.relative_difference is
    'figure over base less one, percent; blank where the base is 0 or less';
comment on column claim_check.needed_figure is
    'the figure that would just meet the claim; blank for a ratio to 0 or less';
comment on column claim_check.needed_low is
    'from this figure on the claim holds at its own decimals; the same as needed_figure where it is not rounded';
comment on column claim_check.needed_high is
    'up to, and without, this figure the claim holds at its own decimals; the same where it is not rounded';
comment on column claim_check.basis is
    'how compared scores of models were measured: one_table, recorded (as the same), not_known (to differ) or differs; '
    'blank where none are compared';
comment on column claim_check.differs is 'what is known to differ among them: mode, effort, conditions';
comment on column claim_check.n_undated is
    'figures of the claim whose day of publication is not known, left out on the day of the claim; blank without that';
comment on column claim_check.arithmetic_then is 'the arithmetic from the records of that day';
comment on column claim_check.standing is
    'for a rank or its robustness the contestants in their order, by variant; for an only the greatest figures of '
    'others and of the holders';
comment on column claim_check.n_repeated is
    'repeated measurements of one programme or reference model by two parties, where two models are compared in '
    'percent';
comment on column claim_check.n_moved_further is 'how many of them lie further apart than figure and base';
comment on column claim_check.arithmetic is 'the arithmetic, step by step';
comment on column claim_check.only_after_rounding is 'the claim holds at its own decimals and not exactly';
comment on column claim_check.needed is 'what would be needed to check it, or to check it further';
comment on column claim_check.n_pool is 'benchmarks published for every model of a mean whose parts are not named';
comment on column claim_check.n_chosen is 'how many of them the mean is said to have';
comment on column claim_check.n_choices is 'choices of so many';
comment on column claim_check.n_matching is 'choices that give the first published mean, the first two, and so on';
comment on column claim_check.choice_means is 'those means';
comment on column claim_check.known_since_model_id is 'newest model of the team of a plan';
comment on column claim_check.known_since is 'its total parameters, billions';
comment on column claim_check.input_source_ids is 'sources of the figures';
comment on column claim_check.chance_level is
    'what guessing scores on that benchmark, for claims of a ratio; blank where nothing';
comment on column claim_check.ratio_over_chance is 'figure over base where that is taken from both';
comment on column claim_check.compared_benchmark_id is
    'benchmark or mean on which two models are compared; blank where none or several';
comment on column claim_check.verdict_by_figure is 'the verdict with the figures that count, where others give another';
comment on column claim_check.other_figures is
    'what follows from other published figures where the verdict depends on them: verdict, arithmetic, and mode, '
    'effort, conditions, reporter and source of the first figure';
