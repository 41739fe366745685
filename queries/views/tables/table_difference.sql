-- How far are the numbers in the cells of a table from those of a base model?
-- One row per named model and benchmark; where the two numbers are known to have been measured differently there is no
-- difference.
create macro table_difference(models, benchmarks, kind, base) as table
with facing as (
    select
        one.benchmark_id, one.model_id,
        one.score - other.score as difference,
        greatest(one.decimals, other.decimals) as decimals,
        known_differences(one.mode, one.effort, one.conditions, other.mode, other.effort, other.conditions) as differs,
        one.source_id = other.source_id and one.reporter_id = other.reporter_id as one_table,
        recorded_alike(one.mode, one.effort, one.conditions, other.mode, other.effort, other.conditions) as is_recorded
    from table_cell(models, benchmarks, kind) as one
    join table_cell([base], benchmarks, kind) as other on other.benchmark_id = one.benchmark_id
)

select
    benchmark_id, model_id, decimals, differs,
    case
        when difference is null then 'no_number'
        when model_id = base then 'base'
        else comparison_basis(len(differs) > 0, one_table, one_table or is_recorded)
    end as basis,
    case when basis not in ('base', 'no_number', 'differs') then difference end as difference
from facing;

comment on macro table table_difference is
    'Differences of a table to a base model. Columns: benchmark_id, model_id; difference: the number less that of the '
    'base, in the benchmark''s unit, blank where it is not known or not comparable; decimals that it carries; differs: '
    'what is known to differ (mode, effort, conditions); basis: base: it is the base itself, no_number: one of both '
    'has no number, else what is known of how both were measured (one_table, recorded, not_known, differs)';
