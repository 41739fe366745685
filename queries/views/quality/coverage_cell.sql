-- Which benchmark has a number for which programme model, by whom, and why not?
-- One row per benchmark with a programme number and programme model.
-- Computed at build.
create view coverage_cell as
with published as (
    select
        model_id, benchmark_id,
        case
            when bool_or(relation = 'independent') then 'independent'
            when bool_or(relation = 'own') then 'own'
            else 'competitor'
        end as relation,
        list(distinct relation order by relation) as relations,
        count(*) as n_numbers
    from measurement
    group by all
),

benchmarks as (
    select distinct published.benchmark_id, benchmark.category
    from published
    join programme_model using (model_id)
    join benchmark using (benchmark_id)
)

select
    benchmarks.benchmark_id,
    benchmarks.category,
    programme_model.model_id,
    programme_model.team_id,
    coalesce(published.relation, missing_reason.reason, 'not_found') as state,
    coalesce(published.relations, []) as relations,
    coalesce(published.n_numbers, 0) as n_numbers
from benchmarks
cross join programme_model
left join published using (benchmark_id, model_id)
left join missing_reason using (benchmark_id, model_id);

comment on view coverage_cell is 'The map of programme models and benchmarks: who measured, or why there is no number';
comment on column coverage_cell.team_id is 'key of the organisation';
comment on column coverage_cell.state is
    'independent, own or competitor: the best kind of number there is; else why it is missing, not_found where '
    'nothing is known';
comment on column coverage_cell.relations is 'every kind of number there is: competitor, independent, own';
comment on column coverage_cell.n_numbers is 'published numbers';
