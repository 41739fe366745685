-- How large is the difference of two models on a benchmark, and how large may its error be?
-- One row per benchmark and pair, with p-values that know of no other pair.
create macro pair_evidence(ones, others) as table
with counted as (
    select
        pair_number.*,
        case
            when benchmark.is_proportion and pair_number.unit = 'percent'
                and one.n_items_known is not null and other.n_items_known is not null
                then least(one.n_items_known, other.n_items_known)
        end as n_items,
        greatest(one.decimals, other.decimals) as decimals,
        cast(one.score as double) / 100 as left_share,
        cast(other.score as double) / 100 as right_share,
        one_table and coalesce(contains(one.conditions, 'harness='), false)
            and one.conditions is not distinct from other.conditions as one_run
    from pair_number(ones, others) as pair_number
    join benchmark on benchmark.benchmark_id = pair_number.benchmark_id
),

measured as (
    select
        *,
        100 / n_items as resolution,
        case
            when n_items is not null then 'items'
            when one.stderr is not null and other.stderr is not null then 'published'
        end as error_basis,
        case error_basis
            when 'items' then list_transform([
                difference_error(left_share, right_share, n_items).best,
                difference_error(left_share, right_share, n_items).independent,
                difference_error(left_share, right_share, n_items).worst
            ], lambda x : 100 * x)
            when 'published' then [
                abs(one.stderr - other.stderr),
                sqrt(power(one.stderr, 2) + power(other.stderr, 2)),
                one.stderr + other.stderr
            ]
        end as errors,
        case error_basis
            when 'items' then difference_test(left_share, right_share, n_items)
            when 'published' then {'independent': abs(difference) / errors[2], 'worst': abs(difference) / errors[3]}
        end as z,
        (practical_margin() - abs(difference)) / errors[3] as z_equivalent,
        100 * smallest_difference((left_share + right_share) / 2, n_items) as smallest_difference
    from counted
)

select
    benchmark_id, unit, category, left_model_id, right_model_id,
    one.team_id as left_team_id, one.score as left_score, one.score_text as left_text, one.mode as left_mode,
    one.effort as left_effort, one.conditions as left_conditions, one.reporter_id as left_reporter_id,
    one.quoted_by as left_quoted_by, one.relation as left_relation, one.source_id as left_source_id,
    one.publication_day as left_publication_day,
    other.team_id as right_team_id, other.score as right_score, other.score_text as right_text,
    other.mode as right_mode, other.effort as right_effort, other.conditions as right_conditions,
    other.reporter_id as right_reporter_id, other.quoted_by as right_quoted_by, other.relation as right_relation,
    other.source_id as right_source_id,
    other.publication_day as right_publication_day,
    one.is_repeated or other.is_repeated as is_repeated,
    differs, one_table, condition_unknown, one_run, n_candidates, n_ahead, opposite,
    left_has_independent, right_has_independent,
    difference, decimals, n_items, resolution, error_basis,
    errors[1] as error_best, errors[2] as error_independent, errors[3] as error_worst,
    two_sided_p(z_independent) as p_independent, two_sided_p(z_worst) as p_worst,
    normal_cdf(-z_equivalent) as p_equivalent,
    smallest_difference
from (select *, greatest(0, z.independent) as z_independent, greatest(0, z.worst) as z_worst from measured);

comment on macro table pair_evidence is
    'Difference of two models on each benchmark. Columns of pair_number, numbers spelt out, and: decimals that the '
    'difference carries; n_items: items, where the score is a share of them; resolution: points of one item; '
    'error_basis: items, published, or blank where no uncertainty is published; error_best, error_independent, '
    'error_worst: standard error of the difference, points; p_independent, p_worst: p-values before Bonferroni; '
    'p_equivalent: p-value of two one-sided tests against the practical margin, errors as opposed as can be; '
    'smallest_difference: points that the items show with a power of 80 %; is_repeated: one of the numbers was '
    'published alike by another organisation; one_run: one harness run by its recorded conditions';
