-- How do the chosen models compare on the benchmarks that all of them share?
-- One row per shared benchmark and chosen model; the first of the list is the base of the differences.
create macro head_to_head(models) as table
with chosen as (
    select unnest(models) as model_id, generate_subscripts(models, 1) as place
),

candidate as (
    select measurement.*, chosen.place
    from measurement
    join chosen using (model_id)
    where measurement.is_latest
),

common_table as (
    select benchmark_id, source_id, reporter_id, conditions
    from candidate
    group by benchmark_id, source_id, reporter_id, conditions
    having count(distinct model_id) = len(models)
    qualify row_number() over (
        partition by benchmark_id
        order by
            bool_or(relation = 'independent') desc,
            max(publication_day) desc nulls last,
            source_id,
            coalesce(conditions, '')
    ) = 1
),

best as (
    select candidate.*
    from candidate
    left join common_table on common_table.benchmark_id = candidate.benchmark_id
    where common_table.source_id is null or (
        candidate.source_id = common_table.source_id and candidate.reporter_id = common_table.reporter_id
        and candidate.conditions is not distinct from common_table.conditions
    )
    qualify row_number() over (
        partition by candidate.benchmark_id, model_id
        order by
            case
                when common_table.source_id is not null then 0
                when relation = 'independent' then 1
                when relation = 'own' then 2
                else 3
            end,
            signed_score desc,
            publication_day desc nulls last,
            candidate.source_id,
            coalesce(mode, ''),
            coalesce(effort, '')
    ) = 1
),

facing as (
    select
        one.benchmark_id,
        known_differences(one.mode, one.effort, one.conditions, other.mode, other.effort, other.conditions) as differs,
        one.source_id = other.source_id and one.reporter_id = other.reporter_id as one_table,
        recorded_alike(one.mode, one.effort, one.conditions, other.mode, other.effort, other.conditions) as is_recorded
    from best as one
    join best as other on other.benchmark_id = one.benchmark_id and other.place > one.place
),

basis as (
    select
        benchmark_id,
        list_sort(list_distinct(flatten(list(differs)))) as differs,
        comparison_basis(
            bool_or(len(facing.differs) > 0), bool_and(one_table), bool_and(one_table or is_recorded)
        ) as basis
    from facing
    group by benchmark_id
)

select
    benchmark_id, model_id, team_id, place, score, score_text, decimals, unit, mode, effort, conditions,
    reporter_id, quoted_by, relation, measured_on, source_id, publication_day, basis, differs,
    score - first_value(score) over one_benchmark as difference,
    max(decimals) over (partition by benchmark_id) as difference_decimals
from best
join basis using (benchmark_id)
window one_benchmark as (partition by benchmark_id order by place)
qualify count(*) over (partition by benchmark_id) = len(models)
order by benchmark_id, place;

comment on macro table head_to_head is
    'Chosen models on their shared benchmarks. Columns: benchmark_id, model_id, team_id, place: position in the '
    'list; score, score_text, decimals, unit, mode, effort, conditions: the number and how it was measured; '
    'reporter_id, quoted_by, relation, measured_on, source_id, publication_day: who measured it and where it stands; '
    'basis: what holds for all numbers of the benchmark (one_table, recorded, not_known, differs); differs: what is '
    'known to differ among them (mode, effort, conditions); difference: to the first model, in the unit of the '
    'benchmark; difference_decimals: decimals that the difference can carry';
