-- Who is ahead over all benchmarks where only numbers count that one kind of party measured of both models?
-- One row per kind: independent parties; each its own maker; the maker of the first, or of the second, both models; a
-- competitor of both; and, on benchmarks without any of these, numbers of different kinds. Percentages only, indices and averages apart.
create macro pair_split(one, other) as table
with sorted as (
    select
        *,
        case
            when one.relation = other.relation then one.relation
            when one.reporter_id = other.reporter_id and one.relation = 'own' then 'one'
            when one.reporter_id = other.reporter_id and other.relation = 'own' then 'other'
            else 'mixed'
        end as whose
    from pair_candidate([one], [other])
    where len(differs) = 0 and unit = 'percent' and category <> 'composite'
),

compared as (
    select whose, cast(one.score as double) as one_score, cast(other.score as double) as other_score,
        one.oriented - other.oriented as lead, one.source_id as one_source_id, other.source_id as other_source_id
    from sorted
    qualify row_number() over (partition by whose, benchmark_id order by place) = 1
        and (whose <> 'mixed' or bool_and(whose = 'mixed') over (partition by benchmark_id))
)

select
    whose,
    count(*) as n_benchmarks,
    (
        select count(distinct benchmark_id)
        from measurement
        where model_id in (one, other) and unit = 'percent' and category <> 'composite'
    ) as n_either,
    avg(one_score) as one_mean,
    avg(other_score) as other_mean,
    avg(one_score - other_score) as mean_difference,
    count(*) filter (lead > 0) as n_ahead,
    count(*) filter (lead < 0) as n_behind,
    count(*) filter (lead = 0) as n_tied,
    list_sort(list_distinct(list(one_source_id) || list(other_source_id))) as source_ids
from compared
group by whose
order by list_position(['independent', 'own', 'one', 'other', 'competitor', 'mixed'], whose);

comment on macro table pair_split is 'Means of two models by who measured. Columns: whose: independent, own, one or other (its maker measured both), competitor, mixed; n_benchmarks; n_either: benchmarks that either model has; one_mean, other_mean, mean_difference: percent and points; n_ahead, n_behind, n_tied: benchmarks on which the first is higher, lower, equal; source_ids';
