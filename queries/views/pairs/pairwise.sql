-- What may be said of the difference of two models on a benchmark, and why not more?
-- One row per benchmark and pair. A pair outside the named families counts as one more pair of the larger one.
create macro pairwise(ones, others) as table
with paired as (
    select
        pair_evidence.*,
        pair_family.family is not null as in_family,
        tests_of_pair(pair_family.n_family) as n_family
    from pair_evidence(ones, others) as pair_evidence
    left join pair_family using (left_model_id, right_model_id)
),

adjusted as (
    select * replace (
        bonferroni(p_independent, n_family) as p_independent,
        bonferroni(p_worst, n_family) as p_worst,
        bonferroni(p_equivalent, n_family) as p_equivalent
    )
    from paired
),

capped as (
    select
        *,
        pair_level(difference, error_best, resolution, p_independent, p_worst) as level_by_error,
        [
            case when len(differs) > 0 then {'level': 0, 'reason': 'differs'} end,
            case when category = 'composite' then {'level': 3, 'reason': 'parts'} end,
            case when category <> 'composite' and error_basis is null then {'level': 3, 'reason': 'items'} end,
            case when not one_table and condition_unknown then {'level': 3, 'reason': 'conditions'} end,
            case
                when not (left_has_independent and right_has_independent) then {'level': 4, 'reason': 'own_figures'}
            end,
            case when opposite is not null then {'level': 3, 'reason': 'other_figure'} end,
            case when is_repeated then {'level': 4, 'reason': 'quotation'} end,
            case when abs(difference) < practical_margin() and not one_run then {'level': 4, 'reason': 'margin'} end
        ] as caps
    from adjusted
)

select
    * exclude (level_by_error, caps),
    capped_level(level_by_error, caps) as level,
    level_reasons(level_by_error, caps) as reasons,
    error_basis is not null
    and len(differs) = 0
    and (one_table or not condition_unknown)
    and p_equivalent <= 0.05 as is_equivalent
from capped;

comment on macro table pairwise is
    'Verdict of each pair and benchmark. Columns of pair_evidence with p-values after Bonferroni, and: n_family: pairs '
    'tested together; in_family: the pair is one of them; level: 0 cannot be compared, 2 not distinguishable, 3 '
    'undetermined, 4 appears ahead, 5 ahead on this benchmark; reasons: why the level is no higher; is_equivalent: '
    'the difference is shown to be under the practical margin';
