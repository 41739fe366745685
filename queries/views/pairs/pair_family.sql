-- Which pairs of a benchmark are tested together, and what do their p-values become?
-- One row per benchmark and pair: the programme teams' current models with each other and with each reference model.
-- Computed at build.
create view pair_family as
with current_model as (
    select model_id from programme_model where is_current
),

reference_model as (
    select model.model_id
    from model
    where model.team_id not in (select team_id from programme_model)
),

tested as (
    select *
    from pair_evidence(
        (select list(model_id) from current_model),
        (select list(model_id) from (from current_model union all from reference_model))
    )
    where len(differs) = 0 and error_basis is not null
        and (left_model_id < right_model_id or right_model_id not in (from current_model))
),

ordered as (
    select
        *,
        count(*) over (partition by benchmark_id) as n_family,
        row_number() over (partition by benchmark_id order by p_independent) as step_independent,
        row_number() over (partition by benchmark_id order by p_worst) as step_worst,
        row_number() over (partition by benchmark_id order by p_equivalent) as step_equivalent
    from tested
)

select
    benchmark_id, left_model_id, right_model_id, n_family,
    max(least(1, (n_family - step_independent + 1) * p_independent))
        over (partition by benchmark_id order by step_independent) as p_independent,
    max(least(1, (n_family - step_worst + 1) * p_worst))
        over (partition by benchmark_id order by step_worst)
        as p_worst,
    max(least(1, (n_family - step_equivalent + 1) * p_equivalent))
        over (partition by benchmark_id order by step_equivalent) as p_equivalent
from ordered
order by benchmark_id, left_model_id, right_model_id;

comment on view pair_family is
    'The fixed family of each benchmark with p-values after Holm; filters and choices change nothing here';
comment on column pair_family.benchmark_id is 'key of the benchmark';
comment on column pair_family.left_model_id is 'current model of a programme team';
comment on column pair_family.right_model_id is 'another current model or a reference model';
comment on column pair_family.n_family is 'pairs of the benchmark that can be tested';
comment on column pair_family.p_independent is 'p-value after Holm, errors independent';
comment on column pair_family.p_worst is 'p-value after Holm, errors as opposed as can be';
comment on column pair_family.p_equivalent is 'p-value after Holm that the difference is under the practical margin';
