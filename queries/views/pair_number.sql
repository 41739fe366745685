-- Which two numbers are set against each other where two models were measured on one benchmark?
-- One row per benchmark and pair. Numbers that are not known to differ come first, then those of one table, then
-- independent ones, the newest, the highest.
create macro pair_number(ones, others) as table
with chosen as (
    select *, cast(relation = 'independent' as integer) as is_independent
    from measurement
    where is_latest and list_contains(ones || others, model_id)
),

candidate as (
    select
        one.benchmark_id, one.unit, one.category,
        one.model_id as one_model_id, other.model_id as other_model_id,
        one as one, other as other,
        list_filter([
            case when one.mode <> other.mode then 'mode' end,
            case when one.effort <> other.effort then 'effort' end,
            case when one.conditions <> other.conditions and contradicts(one.conditions, other.conditions) then 'conditions' end
        ], lambda x : x is not null) as differs,
        one.source_id = other.source_id and one.reporter_id = other.reporter_id as one_table,
        one.mode is distinct from other.mode or one.effort is distinct from other.effort
            or one.conditions is null or one.conditions is distinct from other.conditions as condition_unknown
    from chosen as one
    join chosen as other on other.benchmark_id = one.benchmark_id and other.model_id <> one.model_id
    where list_contains(ones, one.model_id) and list_contains(others, other.model_id)
)

select
    *,
    one.oriented - other.oriented as difference,
    count(*) filter (len(differs) = 0) over one_pair as n_candidates,
    count(*) filter (len(differs) = 0 and one.oriented > other.oriented) over one_pair as n_ahead,
    bool_or(one.is_independent = 1) over one_pair as one_has_independent,
    bool_or(other.is_independent = 1) over one_pair as other_has_independent
from candidate
window one_pair as (partition by benchmark_id, one_model_id, other_model_id)
qualify row_number() over (
    partition by benchmark_id, one_model_id, other_model_id
    order by
        len(differs), one_table desc, one.is_independent + other.is_independent desc,
        least(one.known_on, other.known_on) desc nulls last, one.oriented + other.oriented desc,
        greatest(one.source_id, other.source_id), least(one.source_id, other.source_id),
        coalesce(one.effort, ''), coalesce(other.effort, ''), one.score_text, other.score_text
) = 1;

comment on macro table pair_number is 'The two published numbers of each pair of models and benchmark that are compared. Columns: benchmark_id, unit, category; one_model_id, other_model_id; one, other: rows of measurement; differs: what is known to differ (mode, effort, conditions); one_table: one source and reporter; condition_unknown: not every condition is recorded of both; difference: one less other, positive where one is ahead; n_candidates: pairs of published numbers not known to differ; n_ahead: those with one ahead; one_has_independent, other_has_independent: an independent number is among the candidates';
