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
    select one.model_id as one_model_id, other.model_id as other_model_id, count(distinct measured.benchmark_id) as n_either
    from (select unnest(ones) as model_id) as one
    join (select unnest(others) as model_id) as other on other.model_id <> one.model_id
    join measured on measured.model_id in (one.model_id, other.model_id)
    group by all
),

taken as (
    select
        one_model_id, other_model_id,
        count(*) as n_benchmarks,
        count(*) filter (difference > 0) as n_ahead,
        count(*) filter (difference < 0) as n_behind,
        avg(one_score) as one_mean,
        avg(other_score) as other_mean,
        avg(difference) as mean_difference,
        stddev_samp(difference) as sd_difference,
        count(error_basis) as n_with_error,
        count(*) filter (one_table) as n_one_table,
        count(*) filter (one_has_independent and other_has_independent) as n_independent,
        case when count(error_basis) = count(*) then sqrt(sum(power(error_best, 2))) / count(*) end as error_best,
        case when count(error_basis) = count(*) then sqrt(sum(power(error_independent, 2))) / count(*) end as error_independent,
        case when count(error_basis) = count(*) then sqrt(sum(power(error_worst, 2))) / count(*) end as error_worst
    from compared
    group by all
)

select
    taken.*, either.n_either,
    sign_test(n_ahead, n_ahead + n_behind) as p_sign
from taken
join either using (one_model_id, other_model_id);

comment on macro table pair_mean is 'Means of two models over the benchmarks that both have. Columns: one_model_id, other_model_id; n_benchmarks: benchmarks in the mean; n_either: benchmarks that one of them has; n_ahead, n_behind: benchmarks on which the first is ahead or behind; one_mean, other_mean, mean_difference: points; sd_difference: standard deviation of the differences; n_with_error: benchmarks whose uncertainty is known; n_one_table: measured in one table; n_independent: with independent numbers of both; error_best, error_independent, error_worst: standard error of the mean difference for other items of the same benchmarks, blank unless every uncertainty is known; p_sign: exact sign test over the benchmarks';
