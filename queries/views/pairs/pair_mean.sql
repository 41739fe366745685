-- Over all benchmarks that can be compared, which of two models has the higher mean, and how firm is that?
-- One row per pair: percentages only, indices and averages apart, each benchmark once.
create macro pair_mean(ones, others) as table
with compared as (
    select * from pairwise(ones, others) as pairwise where level > 0 and unit = 'percent' and category <> 'composite'
),

measured as (
    select distinct model_id, benchmark_id
    from measurement
    where unit = 'percent' and category <> 'composite'
),

either as (
    select
        one.model_id as left_model_id,
        other.model_id as right_model_id,
        count(distinct measured.benchmark_id) as n_either
    from (select unnest(ones) as model_id) as one
    join (select unnest(others) as model_id) as other on other.model_id <> one.model_id
    join measured on measured.model_id in (one.model_id, other.model_id)
    group by all
),

taken as (
    select
        left_model_id, right_model_id,
        count(*) as n_benchmarks,
        count(*) filter (difference > 0) as n_ahead,
        count(*) filter (difference < 0) as n_behind,
        avg(left_score) as left_mean,
        avg(right_score) as right_mean,
        avg(difference) as mean_difference,
        stddev_samp(difference) as sd_difference,
        count(error_basis) as n_with_error,
        count(*) filter (one_table) as n_one_table,
        count(*) filter (not one_table and condition_unknown) as n_unlike,
        count(*) filter (left_has_independent and right_has_independent) as n_independent,
        case when count(error_basis) = count(*) then sqrt(sum(power(error_best, 2))) / count(*) end as error_best,
        case when count(error_basis) = count(*) then sqrt(sum(power(error_independent, 2))) / count(*) end
            as error_independent,
        case when count(error_basis) = count(*) then sqrt(sum(power(error_worst, 2))) / count(*) end as error_worst
    from compared
    group by all
),

tested as (
    select
        taken.*,
        either.n_either,
        order_share.n_variants,
        order_share.n_ahead as n_variants_ahead,
        order_share.n_behind as n_variants_behind,
        sign_test(taken.n_ahead, taken.n_ahead + taken.n_behind) as p_sign,
        case when sd_difference > 0
            then paired_t(mean_difference * sqrt(taken.n_benchmarks) / sd_difference, taken.n_benchmarks - 1) end
            as p_t,
        abs(mean_difference) / error_independent as z_independent,
        abs(mean_difference) / error_worst as z_worst,
        tests_of_pair(pair_family.n_family) as tests
    from taken
    join either using (left_model_id, right_model_id)
    join order_share(ones, others) as order_share using (left_model_id, right_model_id)
    left join pair_family using (left_model_id, right_model_id)
),

judged as (
    select
        * exclude (z_independent, z_worst, tests),
        pair_level(
            mean_difference,
            error_best,
            0,
            bonferroni(two_sided_p(z_independent), tests),
            bonferroni(two_sided_p(z_worst), tests)
        ) as level_by_error,
        [
            case when error_best is null then {'level': 3, 'reason': 'items'} end,
            case when n_unlike > 0 then {'level': 3, 'reason': 'conditions'} end,
            case when n_independent < n_benchmarks then {'level': 4, 'reason': 'own_figures'} end,
            case when abs(mean_difference) < practical_margin() then {'level': 4, 'reason': 'margin'} end,
            case
                when greatest(n_variants_ahead, n_variants_behind) < 0.95 * n_variants
                    then {'level': 4, 'reason': 'order'}
            end
        ] as caps
    from tested
)

select
    * exclude (level_by_error, caps),
    capped_level(level_by_error, caps) as level,
    level_reasons(level_by_error, caps) as reasons
from judged;

comment on macro table pair_mean is
    'Means of two models over the benchmarks that both have. Columns: left_model_id, right_model_id; n_benchmarks: '
    'benchmarks in the mean; n_either: benchmarks that one of them has; n_ahead, n_behind: benchmarks on which the '
    'first is ahead or behind; left_mean, right_mean, mean_difference: points; sd_difference: standard deviation of '
    'the differences; n_with_error: benchmarks whose uncertainty is known; n_one_table: measured in one table; '
    'n_independent: with independent numbers of both; error_best, error_independent, error_worst: standard error of '
    'the mean difference for other items of the same benchmarks, blank unless every uncertainty is known; p_sign: '
    'exact sign test over the benchmarks; p_t: t test of the differences over the benchmarks, blank where they are '
    'all equal or one; n_unlike: benchmarks from two sources whose conditions are not known to agree; n_variants, '
    'n_variants_ahead, n_variants_behind: ways to add up; level, reasons: as in pairwise';
