-- How much does each benchmark speak for the one or the other of two models, by six ways to add benchmarks up?
-- One row per pair, method and benchmark; positive speaks for the first. A model's number is that of pair_number.
create macro method_contribution(ones, others) as table
with compared as (
    select
        benchmark_id, category, left_model_id, right_model_id,
        cast(one.signed_score as double) as left_value, cast(other.signed_score as double) as right_value
    from pair_number(ones, others) as pair_number
    where len(differs) = 0 and unit = 'percent' and category <> 'composite'
),

against as (
    select
        compared.benchmark_id, compared.category, left_model_id, right_model_id, left_value, right_value,
        count(field_score.model_id) as n_field,
        count(*) filter (field_score.signed_score > left_value) as n_over_one,
        count(*) filter (field_score.signed_score > right_value) as n_over_other,
        count(*) filter (field_score.signed_score = left_value) as n_like_one,
        count(*) filter (field_score.signed_score = right_value) as n_like_other,
        coalesce(sum(cast(field_score.signed_score as double)), 0) as sum_field,
        coalesce(sum(power(cast(field_score.signed_score as double), 2)), 0) as squares_field
    from compared
    left join field_score
        on field_score.benchmark_id = compared.benchmark_id and field_score.is_in_field
        and field_score.model_id not in (compared.left_model_id, compared.right_model_id)
    group by all
),

scaled as (
    select
        against.*,
        chance.chance_level, chance.scale_max,
        (sum_field + left_value + right_value) / (n_field + 2) as mean,
        sqrt(
            greatest(
                0, (squares_field + left_value * left_value + right_value * right_value) / (n_field + 2) - mean * mean
            )
        ) as spread,
        n_over_one + (right_value > left_value)::int + (n_like_one + (right_value = left_value)::int) / 2 as left_above,
        n_over_other
        + (left_value > right_value)::int
        + (n_like_other + (right_value = left_value)::int) / 2 as right_above
    from against
    join (select distinct benchmark_id, chance_level, scale_max from field_score) as chance using (benchmark_id)
),

lone as (
    select
        field_score.benchmark_id, field_score.category, one.model_id as left_model_id, other.model_id as right_model_id,
        case when field_score.model_id = one.model_id then 1 else -1 end
            * (
                select count(*) + 1
                from field_score as below
                where below.benchmark_id = field_score.benchmark_id and below.is_in_field
                    and below.signed_score < field_score.signed_score
            ) as step
    from (select unnest(ones) as model_id) as one
    join (select unnest(others) as model_id) as other on other.model_id <> one.model_id
    join field_score on field_score.model_id in (one.model_id, other.model_id)
    anti join compared
        on compared.benchmark_id = field_score.benchmark_id and compared.left_model_id = one.model_id
        and compared.right_model_id = other.model_id
    qualify count(*) over (partition by field_score.benchmark_id, one.model_id, other.model_id) = 1
)

select left_model_id, right_model_id, 'mean' as method, benchmark_id, category, left_value - right_value as step
from scaled
union all
select
    left_model_id, right_model_id, 'normalised', benchmark_id, category,
    (greatest(left_value, chance_level) - greatest(right_value, chance_level)) / (scale_max - chance_level)
from scaled where chance_level is not null
union all
select left_model_id, right_model_id, 'z_score', benchmark_id, category, (left_value - right_value) / spread
from scaled
where spread > 0
union all
select left_model_id, right_model_id, 'win_rate', benchmark_id, category, (right_above - left_above) / (n_field + 1)
from scaled
union all
select left_model_id, right_model_id, 'borda', benchmark_id, category, right_above - left_above from scaled
union all
select left_model_id, right_model_id, 'borda', benchmark_id, category, step from lone
union all
select left_model_id, right_model_id, 'mean_rank', benchmark_id, category, right_above - left_above from scaled;

comment on macro table method_contribution is
    'What each benchmark adds to the lead of the first of two models. Columns: left_model_id, right_model_id; '
    'method: mean, normalised (chance is 0, floor 0), z_score, win_rate, borda (missing counts 0, so that benchmarks '
    'of one side only speak for it), mean_rank; benchmark_id, category; step: positive for the first, in the unit of '
    'the method';
