-- Who is ahead over all benchmarks where only numbers count that one kind of party measured of both models?
-- One row per kind: independent parties; each its own maker; the maker of the first, or of the second, both models; a
-- competitor of both; and, on benchmarks without any of these, numbers of different kinds. Percentages only, indices
-- and averages apart.
create macro pair_split(one, other) as table
with sorted as (
    select
        *,
        case
            when one.relation = other.relation then one.relation
            when one.reporter_id = other.reporter_id and one.relation = 'own' then 'left'
            when one.reporter_id = other.reporter_id and other.relation = 'own' then 'right'
            else 'mixed'
        end as measured_by
    from pair_candidate([one], [other])
    where len(differs) = 0 and unit = 'percent' and category <> 'composite'
),

compared as (
    select measured_by, cast(one.score as double) as left_score, cast(other.score as double) as right_score,
        one.signed_score - other.signed_score as lead,
        one.source_id as left_source_id,
        other.source_id as right_source_id
    from sorted
    qualify row_number() over (partition by measured_by, benchmark_id order by place) = 1
        and (measured_by <> 'mixed' or bool_and(measured_by = 'mixed') over (partition by benchmark_id))
)

select
    measured_by,
    count(*) as n_benchmarks,
    (
        select count(distinct benchmark_id)
        from measurement
        where model_id in (one, other) and unit = 'percent' and category <> 'composite'
    ) as n_either,
    avg(left_score) as left_mean,
    avg(right_score) as right_mean,
    avg(left_score - right_score) as mean_difference,
    count(*) filter (lead > 0) as n_ahead,
    count(*) filter (lead < 0) as n_behind,
    count(*) filter (lead = 0) as n_tied,
    list_sort(list_distinct(list(left_source_id) || list(right_source_id))) as source_ids
from compared
group by measured_by
order by list_position(['independent', 'own', 'left', 'right', 'competitor', 'mixed'], measured_by);

comment on macro table pair_split is
    'Means of two models by who measured. Columns: measured_by: independent, own, left or right (its maker measured '
    'both), competitor, mixed; n_benchmarks; n_either: benchmarks that either model has; left_mean, right_mean, '
    'mean_difference: percent and points; n_ahead, n_behind, n_tied: benchmarks on which the first is higher, lower, '
    'equal; source_ids';
